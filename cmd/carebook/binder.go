package main

import (
	"fmt"
	"io/fs"
	"os"

	"carebook/models"
	"carebook/policies"
	"carebook/policies/book"
)

// binderFlags add a company's own policies to those that ship with carebook.
type binderFlags struct {
	Policies string `env:"CAREBOOK_POLICIES" placeholder:"DIR" help:"Folder with the company's own policies and profiles; a policy of the same id replaces the shipped one."`
}

// shelf loads the binder that the process is started with. Overlays come in order, the last one wins.
func (f binderFlags) shelf(overlays ...fs.FS) (*models.Binding, error) {
	binder, err := policies.Load(book.FS())
	if err != nil {
		return nil, err
	}
	if f.Policies != "" {
		if _, err := os.ReadDir(f.Policies); err != nil {
			return nil, fmt.Errorf("reading the company's own policies: %w", err)
		}
		overlays = append(overlays, os.DirFS(f.Policies))
	}
	for _, own := range overlays {
		if binder, err = binder.Overlay(own); err != nil {
			return nil, err
		}
	}
	return &models.Binding{Base: binder}, nil
}
