//go:build !slim

package engine

import (
	"bytes"
	"errors"
	"log/slog"
	"strings"
	"testing"

	commonpb "go.temporal.io/api/common/v1"
	"go.temporal.io/server/common/log/tag"
)

func record(level slog.Level) (*bytes.Buffer, logger) {
	var out bytes.Buffer
	return &out, newLogger(slog.New(slog.NewTextHandler(&out, &slog.HandlerOptions{Level: level})))
}

func TestTheLogCarriesPlainValuesAndNeverWhatAWorkflowWasGiven(t *testing.T) {
	out, l := record(slog.LevelInfo)
	payload := &commonpb.Payloads{Payloads: []*commonpb.Payload{{Data: []byte("planted name")}}}
	l.With(tag.ShardID(3)).Warn("something is slow", tag.Error(errors.New("timeout")), tag.Any("input", payload),
		tag.Any("bytes", []byte("planted bytes")), tag.Any("list", []string{"planted list"}),
		tag.Any("map", map[string]string{"k": "planted map"}))
	got := out.String()
	for _, want := range []string{"something is slow", "part=temporal", "shard-id=3", "error=timeout"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in %s", want, got)
		}
	}
	if strings.Contains(got, "planted") {
		t.Errorf("the log has a payload: %s", got)
	}
}

func TestInformationIsDroppedAndStoppingIsNoNews(t *testing.T) {
	out, l := record(slog.LevelInfo)
	l.Info("started")
	l.Debug("details")
	l.enter(stopping)
	l.Error("connection refused")
	if out.Len() > 0 {
		t.Errorf("logged %s", out)
	}
}

func TestFatalWhileStartingEndsOneGoroutineAndIsRemembered(t *testing.T) {
	_, l := record(slog.LevelInfo)
	l.enter(starting)
	returned, done := false, make(chan struct{})
	go func() {
		defer close(done)
		l.Fatal("no database", tag.Error(errors.New("gone")))
		returned = true
	}()
	<-done
	if returned {
		t.Error("fatal returned")
	}
	if _, err := l.now(); err == nil || err.Error() != "no database: gone" {
		t.Errorf("remembered %v", err)
	}
}

func TestFatalWhileBuildingBecomesAnError(t *testing.T) {
	_, l := record(slog.LevelInfo)
	cause := errors.New("port taken")
	err := guard(func() error { l.Fatal("no listener", tag.Error(cause)); return nil })
	if !errors.Is(err, cause) {
		t.Errorf("got %v", err)
	}
}
