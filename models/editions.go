package models

import (
	"fmt"
	"time"

	"gorm.io/gorm"

	"carebook/contract"
	"carebook/policies"
)

// Edition is the policy that a case is pinned to, from memory or from the books; gorm.ErrRecordNotFound when no case was
// ever pinned to this hash. Whoever gets it only reads it: all share it.
func (b *Books) Edition(tx *gorm.DB, hash string) (*policies.Policy, error) {
	if p, ok := b.editions.Load(hash); ok {
		return p.(*policies.Policy), nil
	}
	var row Edition
	if err := tx.Where("hash = ?", hash).Take(&row).Error; err != nil {
		return nil, fmt.Errorf("reading edition %s: %w", hash, err)
	}
	p, err := policies.Parse(row.Policy, row.Content)
	if err != nil {
		return nil, fmt.Errorf("reading edition %s of %s: %w", hash, row.Policy, err)
	}
	b.editions.Store(hash, p)
	return p, nil
}

// PolicyOf is the edition that a case of a kind is pinned to, as its process sees it.
func (b *Books) PolicyOf(tx *gorm.DB, kind contract.Kind, hash string) (*policies.Policy, error) {
	p, err := b.Edition(tx, hash)
	if err != nil {
		return nil, err
	}
	if view := p.For(string(kind)); view != nil {
		return view, nil
	}
	return nil, fmt.Errorf("edition %s of %s has no section %s", hash, p.ID, kind)
}

// keepEdition stores an edition when the first case is pinned to it.
func (b *Books) keepEdition(tx *gorm.DB, p *policies.Policy, now time.Time) error {
	if _, ok := b.editions.Load(p.Edition); ok {
		return nil
	}
	err := tx.Exec(`INSERT INTO editions (hash, policy, family, content, stored_at) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (hash) DO NOTHING`, p.Edition, p.ID, p.Family, p.Content, now).Error
	if err != nil {
		return fmt.Errorf("storing edition %s: %w", p.Edition, err)
	}
	return nil
}
