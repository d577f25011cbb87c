package main

import (
	"strings"
	"testing"
)

func TestMetricsAreAnsweredOnLoopbackOnly(t *testing.T) {
	for _, address := range []string{"127.0.0.1:9090", "[::1]:9090", "localhost:0"} {
		if err := onLoopback(address); err != nil {
			t.Errorf("%s: %v", address, err)
		}
	}
	for _, address := range []string{"0.0.0.0:9090", ":9090", "10.0.0.1:9090", "metrics.example:9090", "127.0.0.1", "9090"} {
		if err := onLoopback(address); err == nil || !strings.Contains(err.Error(), "127.0.0.1:9090") {
			t.Errorf("%s: %v", address, err)
		}
	}
}
