package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"carebook/internal/keys"
	"carebook/models"
)

// storeFlags say where the books are and which key opens what is personal in them.
type storeFlags struct {
	Data        string `default:"var/carebook" env:"CAREBOOK_DATA" placeholder:"DIR" help:"Folder of the SQLite files and of the master key. [default: var/carebook]"`
	DatabaseURL string `name:"database-url" env:"CAREBOOK_DATABASE_URL" placeholder:"URL" help:"postgres://… for the books; without it they are SQLite files in the data folder."`
	KeyFile     string `env:"CAREBOOK_KEY_FILE" placeholder:"FILE" help:"File with the master key, readable by its owner alone. [default: master.key in the data folder]"`
}

func (s storeFlags) address() string {
	if s.DatabaseURL != "" {
		return s.DatabaseURL
	}
	return filepath.Join(s.Data, "books.db")
}

func (s storeFlags) keyFile() string {
	if s.KeyFile != "" {
		return s.KeyFile
	}
	return filepath.Join(s.Data, "master.key")
}

// open opens books that have been prepared before: their schema is what this binary wants, and the master key is there.
func (s storeFlags) open(ctx context.Context) (*models.Books, error) {
	books, err := s.connect(ctx)
	if err != nil {
		return nil, err
	}
	if err = books.Ready(ctx); err == nil {
		books.Keys, err = keys.Load(s.keyFile())
	}
	if errors.Is(err, fs.ErrNotExist) {
		err = fmt.Errorf("%w (copy it from where the books were made; new books get one from: carebook migrate up)", err)
	}
	if err != nil {
		return nil, errors.Join(err, books.Close())
	}
	return books, nil
}

// prepare opens the books, brings their schema up to date, and makes a master key for books that hold nothing personal yet.
func (s storeFlags) prepare(ctx context.Context) (*models.Books, error) {
	books, err := s.connect(ctx)
	if err != nil {
		return nil, err
	}
	if _, err = models.MigrateUp(ctx, books); err == nil {
		err = s.ensureKey(ctx, books)
	}
	if err != nil {
		return nil, errors.Join(err, books.Close())
	}
	return books, nil
}

func (s storeFlags) connect(ctx context.Context) (*models.Books, error) {
	if s.DatabaseURL == "" {
		if err := os.MkdirAll(s.Data, 0o700); err != nil {
			return nil, fmt.Errorf("making the data folder: %w", err)
		}
	}
	return models.Open(ctx, s.address())
}

// ensureKey never makes a key beside books that were sealed with another: that would look like work and read nothing.
func (s storeFlags) ensureKey(ctx context.Context, books *models.Books) (err error) {
	books.Keys, err = keys.Load(s.keyFile())
	if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	sealed, countErr := books.HoldsPersonKeys(ctx)
	if countErr != nil {
		return countErr
	}
	if sealed {
		return fmt.Errorf("the books hold personal fields sealed with a master key that isn't at %s: bring that file back", s.keyFile())
	}
	if err := os.MkdirAll(filepath.Dir(s.keyFile()), 0o700); err != nil {
		return fmt.Errorf("making the folder of the master key: %w", err)
	}
	if err := keys.Create(s.keyFile()); err != nil {
		return err
	}
	books.Keys, err = keys.Load(s.keyFile())
	return err
}
