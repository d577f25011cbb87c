package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"

	"carebook/internal/keys"
	"carebook/models"
	"carebook/worker"
)

// storeFlags say where the books are and which key opens what is personal in them.
type storeFlags struct {
	Data        string `default:"var/carebook" env:"CAREBOOK_DATA" placeholder:"DIR" help:"Folder of the SQLite files and of the master key. [default: var/carebook]"`
	DatabaseURL string `name:"database-url" env:"CAREBOOK_DATABASE_URL" placeholder:"URL" help:"postgres://… for the books; without it they are SQLite files in the data folder."`
	AuditHeads  string `env:"CAREBOOK_AUDIT_HEADS" placeholder:"FILE" help:"File into which the heads of all chains are signed, out of the reach of whoever administers the database. [default: audit.heads in the data folder]"`
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

// auditKeyFile lies beside the master key: a key of its own, with its public half beside it (.pub).
func (s storeFlags) auditKeyFile() string {
	return filepath.Join(filepath.Dir(s.keyFile()), "audit.key")
}

func (s storeFlags) headsFile() models.HeadsFile {
	if s.AuditHeads != "" {
		return models.HeadsFile{Path: s.AuditHeads}
	}
	return models.HeadsFile{Path: filepath.Join(s.Data, "audit.heads")}
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
	if err == nil {
		return s.ensureAuditKey(ctx, books)
	}
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
	if books.Keys, err = keys.Load(s.keyFile()); err != nil {
		return err
	}
	return s.ensureAuditKey(ctx, books)
}

// ensureAuditKey never makes a key beside heads that another one signed.
func (s storeFlags) ensureAuditKey(ctx context.Context, books *models.Books) error {
	_, err := keys.LoadAudit(s.auditKeyFile())
	if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	signed, err := books.HoldsHeads(ctx)
	if err != nil {
		return err
	}
	if signed {
		return fmt.Errorf("the books hold heads signed with an audit key that isn't at %s: bring that file back", s.auditKeyFile())
	}
	return keys.CreateAudit(s.auditKeyFile())
}

// signer signs heads, where the audit key is: of several workers those without it leave that to the others.
func (s storeFlags) signer(log *slog.Logger) (*worker.Signer, error) {
	key, err := keys.LoadAudit(s.auditKeyFile())
	if errors.Is(err, fs.ErrNotExist) {
		log.Warn("heads aren't signed here: there is no audit key", "file", s.auditKeyFile())
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return &worker.Signer{File: s.headsFile(), Key: key}, nil
}
