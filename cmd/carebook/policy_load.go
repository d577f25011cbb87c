package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"gorm.io/gorm"

	"carebook/api"
	"carebook/models"
	"carebook/policies"
)

type policyLoadCmd struct {
	storeFlags
	binderFlags
	Dir       string `arg:"" type:"existingdir" help:"The company's own folder, whole: nothing of an edition before it goes on."`
	Effective string `placeholder:"DATE" help:"Day from which new cases run by it, such as 2027-01-01, in Asia/Shanghai. [default: today]"`
	Note      string `placeholder:"TEXT" help:"What it is about, for the list of editions."`
	DryRun    bool   `name:"dry-run" help:"Check it and show what would change; store nothing."`
}

// Run reads the folder as strictly as the service does, shows what changes, stores it and says from when it counts.
func (c *policyLoadCmd) Run(ctx context.Context, s streams) error {
	base, err := openBinder(c.Policies)
	if err != nil {
		return err
	}
	load, book, err := c.read(base)
	if err != nil {
		return listed(s, err)
	}
	books, err := c.storeFlags.connect(ctx)
	if err != nil {
		return err
	}
	defer books.Close()
	if err := books.Ready(ctx); err != nil {
		return err
	}
	db := books.DB.WithContext(ctx)
	if load.From, err = c.from(books, db); err != nil {
		return err
	}
	before, err := c.before(s, db, base, load.From)
	if err != nil {
		return err
	}
	row, fresh, err := books.LoadBinder(ctx, load)
	if errors.Is(err, models.ErrBinderLate) {
		return fmt.Errorf("--effective %s: %w", c.Effective, models.ErrBinderLate)
	}
	if err != nil {
		return err
	}
	if !fresh {
		fmt.Fprintf(s.out, "nothing changed: edition %d, which counts from %s, says the same\n", row.N, dayText(row.EffectiveFrom))
		return nil
	}
	if err := printChanges(s, book.Changes(before)); err != nil {
		return err
	}
	return c.say(s, db, row)
}

// read packs the folder and reads what was packed.
func (c *policyLoadCmd) read(base *policies.Book) (n models.NewBinder, book *policies.Book, err error) {
	n = models.NewBinder{By: models.LoadedByCLI, Note: c.Note, DryRun: c.DryRun}
	if n.Content, n.Hash, err = policies.Pack(os.DirFS(c.Dir)); err != nil {
		return n, nil, err
	}
	files, err := policies.Unpack(n.Content)
	if err != nil {
		return n, nil, err
	}
	book, err = base.Overlay(files)
	var problems policies.Problems
	if errors.As(err, &problems) {
		err = problems.In(c.Dir)
	}
	return n, book, err
}

// from is the beginning of the day from which the edition counts.
func (c *policyLoadCmd) from(books *models.Books, db *gorm.DB) (time.Time, error) {
	text := c.Effective
	if text == "" {
		now, err := books.Now(db)
		if err != nil {
			return time.Time{}, err
		}
		text = now.In(api.BusinessZone()).Format(time.DateOnly)
	}
	from, err := time.ParseInLocation(time.DateOnly, text, api.BusinessZone())
	if err != nil {
		return from, fmt.Errorf("--effective %q: want a day such as 2027-01-01", text)
	}
	return from, nil
}

// before is the book that would be in force on that day without the new edition.
func (c *policyLoadCmd) before(s streams, db *gorm.DB, base *policies.Book, from time.Time) (*policies.Book, error) {
	before, row, err := (&models.Binding{Base: base}).At(db, from)
	var problems policies.Problems
	if errors.As(err, &problems) {
		fmt.Fprintf(s.err, "edition %d, which would be in force then, has problems: compared without it\n", row.N)
		return base, nil
	}
	return before, err
}

func (c *policyLoadCmd) say(s streams, db *gorm.DB, row models.Binder) error {
	counts := "counts"
	if c.DryRun {
		counts = "would count (a dry run, nothing is stored)"
	}
	fmt.Fprintf(s.out, "edition %d %s from %s on, for new cases\n", row.N, counts, dayText(row.EffectiveFrom))
	rows, turns, err := models.Binders(db, row.EffectiveFrom)
	for i, later := range rows {
		if turns[i] == models.TurnComing {
			fmt.Fprintf(s.out, "edition %d follows on %s\n", later.N, dayText(later.EffectiveFrom))
		}
	}
	return err
}

// printChanges prints one line for each entry that differs, and under it one for each value.
func printChanges(s streams, all []policies.Change) error {
	for _, c := range all {
		how := "changed"
		switch {
		case c.Added:
			how = "added"
		case c.Removed:
			how = "removed"
		}
		fmt.Fprintf(s.out, "%s %s %s", how, c.What, c.ID)
		if c.What == "policy" {
			fmt.Fprintf(s.out, ", edition %s", turned(short(c.Was), short(c.Is)))
		}
		fmt.Fprintln(s.out)
		if c.Added || c.Removed {
			continue
		}
		if len(c.Differs) == 0 {
			fmt.Fprintln(s.out, "  no value differs")
		}
		err := table(s, func(row func(cells ...any)) {
			for _, d := range c.Differs {
				row("  "+d.Key, turned(d.Was.Value, d.Is.Value), turned(d.Was.Clause, d.Is.Clause), turned(string(d.Was.Source), string(d.Is.Source)))
			}
		})
		if err != nil {
			return err
		}
	}
	if len(all) == 0 {
		fmt.Fprintln(s.out, "nothing differs from what is in force then")
	}
	return nil
}

// turned is what something was and is, once when that is the same.
func turned(was, is string) string {
	if was == is {
		return is
	}
	return cmp.Or(was, "-") + " → " + cmp.Or(is, "-")
}

// short is a hash as people read it.
func short(hash string) string { return hash[:min(12, len(hash))] }

// dayText is the day that begins at a moment.
func dayText(t time.Time) string { return t.In(api.BusinessZone()).Format(time.DateOnly) }

type policyEditionsCmd struct{ storeFlags }

// Run prints one line per edition, by the day from which it counts: number, day, turn, hash, when and by whom it was loaded,
// note.
func (c *policyEditionsCmd) Run(ctx context.Context, s streams) error {
	books, err := c.connect(ctx)
	if err != nil {
		return err
	}
	defer books.Close()
	if err := books.Ready(ctx); err != nil {
		return err
	}
	db := books.DB.WithContext(ctx)
	now, err := books.Now(db)
	if err != nil {
		return err
	}
	rows, turns, err := models.Binders(db, now)
	if err != nil {
		return err
	}
	if len(rows) == 0 {
		fmt.Fprintln(s.out, "no edition was loaded: the shipped binder is in force, and over it the folder that the service was started with")
		return nil
	}
	return table(s, func(row func(cells ...any)) {
		for i, b := range rows {
			loaded := b.LoadedAt.In(api.BusinessZone()).Format(time.RFC3339)
			row(b.N, "from "+dayText(b.EffectiveFrom), turns[i], short(b.Hash), "loaded "+loaded, b.LoadedBy, b.Note)
		}
	})
}
