//go:build !slim

package engine

import (
	"time"

	"go.temporal.io/server/common/cluster"
	"go.temporal.io/server/common/config"
	"go.temporal.io/server/common/dynamicconfig"
	"go.temporal.io/server/common/membership/static"
	"go.temporal.io/server/common/primitives"
	"go.temporal.io/server/temporal"
)

// clusterName is written into every store when it is made; it must never change.
const clusterName = "active"

// The names under which the stores appear in Temporal's configuration.
const mainStore, visibilityStore = "main", "visibility"

// services are Temporal's four, in the order in which ports are handed out; the frontend is the one clients talk to.
var services = []primitives.ServiceName{
	primitives.FrontendService, primitives.HistoryService, primitives.MatchingService, primitives.WorkerService,
}

// options is everything Temporal is told: one process, four services, all of them on 127.0.0.1 and found statically, no
// metrics, no profiler, no HTTP port, no archival.
func options(s *store, ports []int, log logger) []temporal.ServerOption {
	hosts := map[primitives.ServiceName]static.Hosts{}
	for i, name := range services {
		hosts[name] = static.SingleLocalHost(hostPort(ports[i]))
	}
	return []temporal.ServerOption{
		temporal.WithConfig(serverConfig(s, ports)),
		temporal.ForServices(temporal.DefaultServices),
		temporal.WithStaticHosts(hosts),
		temporal.WithDynamicConfigClient(settings),
		temporal.WithLogger(log),
	}
}

func serverConfig(s *store, ports []int) *config.Config {
	frontend := hostPort(ports[0])
	return &config.Config{
		Global:      config.Global{Membership: config.Membership{MaxJoinDuration: 10 * time.Second, BroadcastAddress: loopback}},
		Persistence: s.persistence(),
		ClusterMetadata: &cluster.Config{
			FailoverVersionIncrement: 10,
			MasterClusterName:        clusterName,
			CurrentClusterName:       clusterName,
			ClusterInformation: map[string]cluster.ClusterInformation{
				clusterName: {Enabled: true, InitialFailoverVersion: 1, RPCAddress: frontend},
			},
		},
		DCRedirectionPolicy: config.DCRedirectionPolicy{Policy: "noop"},
		Services:            listeners(ports),
		Archival: config.Archival{
			History:    config.HistoryArchival{State: "disabled"},
			Visibility: config.VisibilityArchival{State: "disabled"},
		},
		NamespaceDefaults: config.NamespaceDefaults{Archival: config.ArchivalNamespaceDefaults{
			History:    config.HistoryArchivalNamespaceDefaults{State: "disabled"},
			Visibility: config.VisibilityArchivalNamespaceDefaults{State: "disabled"},
		}},
		PublicClient: config.PublicClient{HostPort: frontend},
	}
}

// listeners names the address explicitly: what "local host" means to Temporal can be changed from its environment.
func listeners(ports []int) map[string]config.Service {
	m := map[string]config.Service{}
	for i, name := range services {
		m[string(name)] = config.Service{RPC: config.RPC{GRPCPort: ports[i], BindOnIP: loopback}}
	}
	return m
}

// lots is a rate that one company on one machine will not reach: Temporal's limits protect shared clusters from their
// tenants, here they would only turn a burst into errors.
const lots = 100_000

// settings are Temporal's dynamic configuration. What isn't named stays at its default, CHASM schedules (off) among it.
var settings = dynamicconfig.StaticClient{
	dynamicconfig.EnableServerVersionCheck.Key(): false, // the only thing that would call home

	// More partitions only spread a load that one machine doesn't have; one takes the tail off every opening.
	dynamicconfig.MatchingNumTaskqueueReadPartitions.Key():  1,
	dynamicconfig.MatchingNumTaskqueueWritePartitions.Key(): 1,

	dynamicconfig.FrontendRPS.Key():                                         lots,
	dynamicconfig.FrontendMaxNamespaceRPSPerInstance.Key():                  lots,
	dynamicconfig.FrontendMaxNamespaceVisibilityRPSPerInstance.Key():        lots,
	dynamicconfig.FrontendMaxConcurrentLongRunningRequestsPerInstance.Key(): 10_000,
	dynamicconfig.HistoryRPS.Key():                                          lots,
	dynamicconfig.MatchingRPS.Key():                                         lots,
	dynamicconfig.FrontendPersistenceMaxQPS.Key():                           lots,
	dynamicconfig.HistoryPersistenceMaxQPS.Key():                            lots,
	dynamicconfig.MatchingPersistenceMaxQPS.Key():                           lots,
	dynamicconfig.WorkerPersistenceMaxQPS.Key():                             lots,
}
