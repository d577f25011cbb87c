package models_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"gorm.io/gorm"

	"carebook/internal/booktest"
	"carebook/models"
)

// BenchmarkWhatRowPoliciesCost asks the same of 20,000 cases as the books' owner, whom no policy holds back, and as the counter.
func BenchmarkWhatRowPoliciesCost(b *testing.B) {
	books := booktest.OpenPostgres(b)
	s := booktest.Seed(b, books)
	for sql := range strings.SplitSeq(fill, ";") {
		if err := books.DB.Exec(sql).Error; err != nil {
			b.Fatal(err)
		}
	}
	scope := func(badge string) models.Scope {
		sc, err := models.ScopeOf(books.DB, s.Staff[badge], time.Now())
		if err != nil {
			b.Fatal(err)
		}
		return sc
	}
	page, month := models.Page{Limit: 50}, time.Now().Add(-7*24*time.Hour)
	for _, c := range []struct {
		name  string
		badge string
		ask   func(db *gorm.DB, s models.Scope) error
	}{
		{"a complaint", "1003", func(db *gorm.DB, s models.Scope) error { _, err := models.ComplaintByID(db, s, "c40"); return err }},
		{"events of a case", "1003", func(db *gorm.DB, _ models.Scope) error {
			return db.Where("stream = 'c40' AND seq > 0").Order("seq").Limit(50).Find(&[]models.Event{}).Error
		}},
		{"to-dos of a store", "1003", func(db *gorm.DB, s models.Scope) error { return third(models.Todos(db, s, models.TodoFilter{}, page)) }},
		{"to-dos of a group", "0001", func(db *gorm.DB, s models.Scope) error { return third(models.Todos(db, s, models.TodoFilter{}, page)) }},
		{"my to-dos", "1004", func(db *gorm.DB, s models.Scope) error { return third(models.MyTodos(db, s, "", nil, page)) }},
		{"notices", "1003", func(db *gorm.DB, s models.Scope) error { return third(models.Notices(db, s, false, page)) }},
		{"complaints of a store", "1003", func(db *gorm.DB, s models.Scope) error {
			return third(models.Complaints(db, s, models.ComplaintFilter{}, page))
		}},
		{"complaints of a group", "0001", func(db *gorm.DB, s models.Scope) error {
			return third(models.Complaints(db, s, models.ComplaintFilter{}, page))
		}},
		{"late marks of a group", "0001", func(db *gorm.DB, s models.Scope) error {
			return third(models.LateMarks(db, s, models.LateFilter{}, page))
		}},
		{"figures of a group", "0001", func(db *gorm.DB, s models.Scope) error {
			_, err := models.TimingFigures(db, s, "", month, time.Now())
			return err
		}},
		{"all 20,000 complaints", "0001", func(db *gorm.DB, s models.Scope) error {
			return third(models.Complaints(db, s, models.ComplaintFilter{}, models.Page{Limit: 20_000}))
		}},
	} {
		sc := scope(c.badge)
		for _, as := range []struct {
			name string
			db   *gorm.DB
		}{{"owner", books.DB}, {"counter", books.Counter.WithContext(models.See(context.Background(), sc))}} {
			b.Run(c.name+"/"+as.name, func(b *testing.B) {
				for b.Loop() {
					if err := c.ask(as.db, sc); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
