package main

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"carebook/worker"
)

// metricsFlags say where an operator's Prometheus may ask.
type metricsFlags struct {
	Metrics string `env:"CAREBOOK_METRICS" placeholder:"HOST:PORT" help:"Where figures for Prometheus are answered, at /metrics and on loopback; without it nowhere."`
}

// startMetrics answers at /metrics, when that is wanted, and lets the books tell how late marks fire.
func (s *service) startMetrics(listen string) error {
	if listen == "" {
		return nil
	}
	if err := onLoopback(listen); err != nil {
		return err
	}
	listener, err := net.Listen("tcp", listen)
	if err != nil {
		return fmt.Errorf("listening for metrics: %w", err)
	}
	figures := worker.NewMetrics()
	s.books.Late = figures.Late
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", figures.Handler())
	server := &http.Server{Handler: mux, ReadHeaderTimeout: 5 * time.Second, WriteTimeout: 30 * time.Second}
	go func() {
		if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			s.failed <- fmt.Errorf("serving metrics: %w", err)
		}
	}()
	s.stops.push(server.Shutdown)
	s.log.Info("metrics are answered", "at", listener.Addr().String())
	return nil
}

// onLoopback refuses an address that other machines could ask: nobody has to show a token there.
func onLoopback(address string) error {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return fmt.Errorf("--metrics %s: want HOST:PORT, such as 127.0.0.1:9090", address)
	}
	if ip := net.ParseIP(host); host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return fmt.Errorf("--metrics %s: metrics are answered on loopback only, such as 127.0.0.1:9090; let a proxy or an agent carry them on", address)
	}
	return nil
}
