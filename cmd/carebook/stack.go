package main

import (
	"context"
	"errors"
	"log/slog"
	"time"
)

// stack holds what must be stopped, in the order in which it was started; it is unwound from the top.
type stack []func(context.Context) error

func (s *stack) push(stop func(context.Context) error) { *s = append(*s, stop) }

// stopLimit is how long an orderly end may take before the process leaves anyway.
const stopLimit = 30 * time.Second

// unwind stops everything, the last started first, and reports all that went wrong.
func (s *stack) unwind() error {
	ctx, cancel := context.WithTimeout(context.Background(), stopLimit)
	defer cancel()
	var errs []error
	for i := len(*s) - 1; i >= 0; i-- {
		errs = append(errs, (*s)[i](ctx))
	}
	*s = nil
	return errors.Join(errs...)
}

// logFlags say how much is logged.
type logFlags struct {
	LogLevel slog.Level `default:"INFO" env:"CAREBOOK_LOG_LEVEL" placeholder:"LEVEL" help:"DEBUG, INFO, WARN or ERROR. [default: INFO]"`
}

func (f logFlags) logger(s streams) *slog.Logger {
	return slog.New(slog.NewTextHandler(s.err, &slog.HandlerOptions{Level: f.LogLevel}))
}
