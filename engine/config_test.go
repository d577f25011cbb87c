package engine

import (
	"strings"
	"testing"
)

func TestEveryMistakeInTheConfigurationIsNamedAtOnce(t *testing.T) {
	err := Config{Address: "0.0.0.0:7233"}.check()
	for _, want := range []string{"exactly one of", "namespace is empty", "listens on 127.0.0.1 only"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("no %q in: %v", want, err)
		}
	}
}

func TestOnlyLoopbackAddressesAreAccepted(t *testing.T) {
	for address, ok := range map[string]bool{
		"127.0.0.1:0": true, "127.0.0.1:7233": true, "localhost:7233": true,
		"0.0.0.0:7233": false, ":7233": false, "[::]:7233": false, "192.168.1.5:7233": false, "example.org:7233": false,
		"127.0.0.1": false, "127.0.0.1:70000": false, "127.0.0.1:no": false, "": false,
	} {
		err := Config{SQLiteDir: "x", Namespace: "n", Address: address}.check()
		if (err == nil) != ok {
			t.Errorf("%q: %v", address, err)
		}
	}
}

func TestBothStoresOrAnOddFolderAreRefused(t *testing.T) {
	for _, c := range []Config{
		{SQLiteDir: "x", PostgresURL: "postgres://h/d"},
		{SQLiteDir: "what?mode=memory"},
	} {
		c.Namespace, c.Address = "n", "127.0.0.1:0"
		if err := c.check(); err == nil {
			t.Errorf("%+v was accepted", c)
		}
	}
}
