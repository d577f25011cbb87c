//go:build !slim

package engine

import (
	"context"
	"log/slog"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"go.temporal.io/server/common/log"
	"go.temporal.io/server/common/log/tag"
	"go.uber.org/zap/zapcore"
)

// A phase decides what a message means: while stopping, services that have gone are no news.
type phase int

const (
	building phase = iota // constructors run, in our own goroutine
	starting
	running
	stopping
)

// longest is how much of a text attribute is kept.
const longest = 400

// journal is what the loggers of one server share.
type journal struct {
	log   *slog.Logger
	mu    sync.Mutex
	phase phase
	fatal error // the first thing that Temporal called fatal while starting
}

// logger lets Temporal's warnings and errors through to slog. Attributes that could carry what a workflow was given (bytes,
// structures, messages) are left out; only plain values pass.
type logger struct {
	*journal
	tags []tag.Tag
}

var (
	_ log.Logger     = logger{}
	_ log.WithLogger = logger{}
)

func newLogger(to *slog.Logger) logger {
	return logger{journal: &journal{log: to.With("part", "temporal")}}
}

// enter begins a phase. Building anew forgets what was fatal to an earlier attempt.
func (j *journal) enter(p phase) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.phase = p
	if p == building {
		j.fatal = nil
	}
}

func (j *journal) now() (phase, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.phase, j.fatal
}

func (l logger) With(tags ...tag.Tag) log.Logger {
	return logger{journal: l.journal, tags: append(l.tags[:len(l.tags):len(l.tags)], tags...)}
}

// Debug is dropped: at that level Temporal prints what workflows were given.
func (logger) Debug(string, ...tag.Tag) {}

// Info is dropped: it tells the server's life, which our own log tells in a line.
func (logger) Info(string, ...tag.Tag) {}

func (l logger) Warn(msg string, tags ...tag.Tag)   { l.emit(slog.LevelWarn, msg, tags) }
func (l logger) Error(msg string, tags ...tag.Tag)  { l.emit(slog.LevelError, msg, tags) }
func (l logger) DPanic(msg string, tags ...tag.Tag) { l.emit(slog.LevelError, msg, tags) }

func (l logger) Panic(msg string, tags ...tag.Tag) {
	l.emit(slog.LevelError, msg, tags)
	panic(msg)
}

func (l logger) Fatal(msg string, tags ...tag.Tag) { l.die(msg, tags) }

// chosen are warnings about what we decided: that they come at every start makes the others harder to see.
var chosen = []string{
	"HTTP API port has not been set", // one port is enough to guard
}

// early are messages of queues that begin before their shard is taken over; they try again, and Start waits for all shards.
var early = []string{
	"Queue reader unable to retrieve tasks",
}

// expected says whether a message tells nothing that anybody could act on.
func expected(p phase, msg string) bool {
	begins := func(known string) bool { return strings.HasPrefix(msg, known) }
	return slices.ContainsFunc(chosen, begins) || p == starting && slices.ContainsFunc(early, begins)
}

func (l logger) emit(level slog.Level, msg string, tags []tag.Tag) {
	p, _ := l.now()
	if p == stopping || expected(p, msg) {
		level = slog.LevelDebug
	}
	ctx := context.Background()
	if !l.log.Enabled(ctx, level) {
		return
	}
	l.log.LogAttrs(ctx, level, msg, plain(plain(nil, l.tags), tags)...)
}

// fatalError is what Temporal would have ended the process for.
type fatalError struct {
	msg   string
	cause error
}

func (e *fatalError) Error() string {
	if e.cause == nil {
		return e.msg
	}
	return e.msg + ": " + e.cause.Error()
}

func (e *fatalError) Unwrap() error { return e.cause }

// die turns "fatal" into an error of Start where that is possible. A constructor's panic comes back to us; a starting
// service's goroutine ends, which its framework reports; a running server cannot go on, so neither can the process.
func (l logger) die(msg string, tags []tag.Tag) {
	err := &fatalError{msg: msg}
	for _, t := range tags {
		if cause := carried(t); cause != nil {
			err.cause = cause
		}
	}
	l.mu.Lock()
	if l.fatal == nil {
		l.fatal = err
	}
	p := l.phase
	l.mu.Unlock()
	if p == starting || p == stopping {
		runtime.Goexit()
	}
	if p == running {
		l.emit(slog.LevelError, msg, tags)
	}
	panic(err)
}

// carried is the error inside a tag. A tag's Value would be its text only, and we want to know a taken port when we see one.
func carried(t tag.Tag) error {
	zap, ok := t.(tag.ZapTag)
	if !ok {
		return nil
	}
	err, _ := zap.Field().Interface.(error)
	return err
}

// plain adds the tags that are safe to log, by the type of what they carry.
func plain(attrs []slog.Attr, tags []tag.Tag) []slog.Attr {
	for _, t := range tags {
		if zap, ok := t.(tag.ZapTag); ok && zap.Field().Type == zapcore.StringerType && !enum(zap.Field().Interface) {
			continue // a message in its text form is still a message
		}
		switch v := t.Value().(type) {
		case string:
			attrs = append(attrs, slog.String(t.Key(), short(v)))
		case error:
			attrs = append(attrs, slog.String(t.Key(), short(v.Error())))
		case bool, int, int8, int16, int32, int64, uint, uint8, uint16, uint32, uint64, float32, float64,
			time.Time, time.Duration:
			attrs = append(attrs, slog.Any(t.Key(), v))
		}
	}
	return attrs
}

// enum says whether a value that can print itself is a number with a name.
func enum(v any) bool { return v != nil && reflect.TypeOf(v).Kind() <= reflect.Uint64 }

func short(s string) string {
	if len(s) <= longest {
		return s
	}
	return s[:longest] + " …"
}
