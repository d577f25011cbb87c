//go:build !slim

package engine

import (
	"context"
	"fmt"

	"go.temporal.io/server/common/config"
	"go.temporal.io/server/common/persistence"
	"go.temporal.io/server/common/persistence/serialization"
)

// store is a locked place for Temporal's state whose schema fits this build.
type store struct {
	main, visibility *config.SQL
	lock             Lock
	verify           func(context.Context) error // after the server is up: is the store used as we asked?
	tidy             func()                      // after the server has stopped, before the lock is given back
}

func (s *store) persistence() config.Persistence {
	return config.Persistence{
		DefaultStore:     mainStore,
		VisibilityStore:  visibilityStore,
		NumHistoryShards: Shards,
		DataStores: map[string]config.DataStore{
			mainStore:       {SQL: s.main},
			visibilityStore: {SQL: s.visibility},
		},
	}
}

// shardQuery reads what Temporal recorded about itself when the store was made.
const shardQuery = "SELECT data, data_encoding FROM cluster_metadata_info WHERE metadata_partition = 0 AND cluster_name = '" +
	clusterName + "'"

// checkShards refuses a store that was made with another number of history shards. Temporal itself would go on with the
// store's number after a warning.
func checkShards(data []byte, encoding string) error {
	record, err := serialization.NewSerializer().DeserializeClusterMetadata(persistence.NewDataBlob(data, encoding))
	if err != nil {
		return fmt.Errorf("reading Temporal's record of the store: %w", err)
	}
	if n := record.HistoryShardCount; n != Shards {
		return fmt.Errorf("the store was made with %d history shards, carebook uses %d, and the number can't be changed: "+
			"use a new store, or run this one as a Temporal service of its own", n, Shards)
	}
	return nil
}
