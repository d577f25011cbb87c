package pgtest

import (
	"context"
	"fmt"
	"os"
	"sync"
	"testing"
	"time"
)

// Template is a database that is filled once per test process, and of which each test gets a copy.
type Template struct {
	Fill func(ctx context.Context, url string) error // leaves no session behind: PostgreSQL copies none that is in use

	once sync.Once
	name string
	err  error
}

// URL is URL with a copy of the template in place of an empty database.
func (m *Template) URL(t testing.TB) string {
	t.Helper()
	server := server(t)
	m.once.Do(func() { m.err = m.fill(server) })
	if m.err != nil {
		t.Fatal(m.err)
	}
	return fresh(t, server, m.name)
}

func (m *Template) fill(server string) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	m.name = "carebook_test_" + random()
	if err := createDatabase(ctx, server, m.name, pristine); err != nil {
		return err
	}
	shared.Lock()
	shared.templates = append(shared.templates, m.name)
	shared.Unlock()
	url, err := sibling(server, m.name)
	if err != nil {
		return err
	}
	if err := m.Fill(ctx, url); err != nil {
		return fmt.Errorf("filling a database to copy: %w", err)
	}
	return nil
}

// dropTemplates leaves a server that isn't ours as it was.
func dropTemplates() error {
	for _, name := range shared.templates {
		if err := dropDatabases(os.Getenv(Env), name); err != nil {
			return err
		}
	}
	return nil
}
