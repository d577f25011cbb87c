package models_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"gorm.io/gorm"

	"carebook/internal/booktest"
	"carebook/models"
)

func verify(t *testing.T, b *models.Books) (models.Verdict, []models.Break) {
	t.Helper()
	var breaks []models.Break
	v := must(models.VerifyChains(context.Background(), b, func(br models.Break) { breaks = append(breaks, br) }))(t)
	return v, breaks
}

func TestAnEventReadBackHashesAsWritten(t *testing.T) {
	booktest.Each(t, func(t *testing.T, b *models.Books) {
		odd := time.Date(2026, 3, 1, 9, 30, 0, 123456789, time.FixedZone("", 8*3600))
		for i, at := range []time.Time{odd, odd.Add(-789), odd.Add(211), time.UnixMicro(0), odd.Truncate(time.Second)} {
			e := chain(models.NewID(), at, 1)[0]
			if i%2 == 0 {
				e.Sealed = nil
			}
			e.Seal(nil)
			create(t, b, &e)
			var back models.Event
			if err := b.DB.Where("stream = ?", e.Stream).Take(&back).Error; err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(e, back); diff != "" {
				t.Errorf("written and read differ:\n%s", diff)
			}
			if !bytes.Equal(back.Sum(), e.Hash) || back.OccurredAt.Location() != time.UTC {
				t.Errorf("%v came back as %v", at, back.OccurredAt)
			}
		}
	})
}

func TestNoTwoDifferentEventsHaveTheSameHash(t *testing.T) {
	key := "k"
	base := models.Event{Stream: "ab", Seq: 1, Kind: "c", Type: "d", Effect: "e", Data: []byte("f")}
	change := []func(*models.Event){
		func(*models.Event) {},
		func(e *models.Event) { e.Stream, e.Kind = "a", "bc" },
		func(e *models.Event) { e.Kind, e.Type = "cd", "" },
		func(e *models.Event) { e.Type, e.Effect = "de", "" },
		func(e *models.Event) { e.Seq = 2 },
		func(e *models.Event) { e.Actor = "x" },
		func(e *models.Event) { e.Roles = "x" },
		func(e *models.Event) { e.Calendar = "x" },
		func(e *models.Event) { e.Data = []byte("g") },
		func(e *models.Event) { e.KeyID = &key },
		func(e *models.Event) { e.Sealed = []byte("k") },
		func(e *models.Event) { e.KeyID = new(string) },
		func(e *models.Event) { e.OccurredAt = e.OccurredAt.Add(time.Microsecond) },
		func(e *models.Event) { e.RecordedAt = e.RecordedAt.Add(time.Microsecond) },
	}
	seen := map[string]int{}
	for i, f := range change {
		e := base
		f(&e)
		e.Seal(nil)
		if j, there := seen[string(e.Hash)]; there {
			t.Errorf("changes %d and %d hash alike", j, i)
		}
		seen[string(e.Hash)] = i
	}
}

// TestAHashFromTheFirstReleaseStaysWhatItWas is for whoever changes canonical(): the books in the field have such hashes.
func TestAHashFromTheFirstReleaseStaysWhatItWas(t *testing.T) {
	key := "0195f0e0-0000-7000-8000-000000000001"
	e := models.Event{
		Stream: "case", Seq: 7, Kind: "complaint", Type: "noted", Effect: "command:1", Actor: "a", Roles: "r,s",
		OccurredAt: time.UnixMicro(1), RecordedAt: time.UnixMicro(2), Calendar: "cn@1", Data: []byte("{}"), KeyID: &key,
		Sealed: []byte{1, 2, 3},
	}
	e.Seal(bytes.Repeat([]byte{9}, 32))
	const want = "7d24f9e069ca60b40a1292f51fd560a1b0d7e4cdf3a29cc32ac2dfce67b2c355"
	if got := fmt.Sprintf("%x", e.Hash); got != want {
		t.Errorf("hash %s, want %s", got, want)
	}
}

func TestChainsOfHonestBooksHold(t *testing.T) {
	booktest.Each(t, func(t *testing.T, b *models.Books) {
		s := booktest.Seed(t, b)
		openCase(t, b, s)
		openCase(t, b, s)
		v, breaks := verify(t, b)
		if diff := cmp.Diff(models.Verdict{Streams: 3, Events: 8}, v); diff != "" || breaks != nil {
			t.Errorf("%s%v", diff, breaks)
		}
	})
}

func TestChainsLongerThanABatchHold(t *testing.T) {
	b := booktest.OpenSQLite(t)
	c := openCase(t, b, booktest.Seed(t, b))
	if err := b.DB.Exec("DROP TRIGGER events_no_delete").Error; err != nil {
		t.Fatal(err)
	}
	if err := b.DB.Exec("DELETE FROM events WHERE stream = ?", c.ID).Error; err != nil {
		t.Fatal(err)
	}
	events := chain(c.ID, now(t, b), 2500)
	if err := b.DB.CreateInBatches(events, 500).Error; err != nil {
		t.Fatal(err)
	}
	head := events[len(events)-1]
	if err := b.DB.Exec("UPDATE cases SET seq = ?, head = ? WHERE id = ?", head.Seq, head.Hash, c.ID).Error; err != nil {
		t.Fatal(err)
	}
	if v, breaks := verify(t, b); v.Events != 2502 || v.Breaks != 0 {
		t.Errorf("%+v %v", v, breaks)
	}
}

// tampering is something that somebody with the database's password could do.
type tampering struct {
	name string
	do   func(r *rand.Rand, c models.Case) []string // statements
}

func tamperings() []tampering {
	edit := func(column, value string) tampering {
		return tampering{"edit " + column, func(r *rand.Rand, c models.Case) []string {
			return []string{fmt.Sprintf("UPDATE events SET %s = %s WHERE stream = '%s' AND seq = %d", column, value, c.ID, 1+r.IntN(5))}
		}}
	}
	out := []tampering{
		edit("stream", "stream || 'x'"), edit("seq", "seq + 100"), edit("kind", "'x'"), edit("type", "'x'"),
		edit("effect", "effect || 'x'"), edit("actor", "'x'"), edit("roles", "'x'"), edit("calendar", "'x'"),
		edit("occurred_at", "'2020-01-01 00:00:00+00:00'"), edit("recorded_at", "'2020-01-01 00:00:00+00:00'"),
		edit("data", "x'00'"), edit("key_id", "(SELECT id FROM person_keys)"), edit("sealed", "NULL"), edit("sealed", "x'00'"),
		edit("prev_hash", "x'00'"), edit("hash", "x'00'"),
		{"delete one", func(r *rand.Rand, c models.Case) []string {
			return []string{fmt.Sprintf("DELETE FROM events WHERE stream = '%s' AND seq = %d", c.ID, 1+r.IntN(5))}
		}},
		{"cut the tail", func(r *rand.Rand, c models.Case) []string {
			return []string{fmt.Sprintf("DELETE FROM events WHERE stream = '%s' AND seq > %d", c.ID, r.IntN(5))}
		}},
		{"swap two", func(r *rand.Rand, c models.Case) []string {
			at := func(n int) string { return fmt.Sprintf(" WHERE stream = '%s' AND seq = %d", c.ID, n) }
			n := 1 + r.IntN(4)
			return []string{
				"UPDATE events SET seq = 999" + at(n), fmt.Sprintf("UPDATE events SET seq = %d", n) + at(n+1),
				fmt.Sprintf("UPDATE events SET seq = %d", n+1) + at(999),
			}
		}},
		{"insert one", func(r *rand.Rand, c models.Case) []string {
			n := 1 + r.IntN(5)
			return []string{
				fmt.Sprintf("UPDATE events SET seq = seq + 1000 WHERE stream = '%s' AND seq >= %d", c.ID, n),
				fmt.Sprintf("UPDATE events SET seq = seq - 999 WHERE stream = '%s' AND seq >= 1000", c.ID),
				fmt.Sprintf(`INSERT INTO events SELECT stream, %d, kind, type, 'forged', actor, roles, occurred_at, recorded_at, calendar,
					data, key_id, sealed, prev_hash, hash FROM events WHERE stream = '%s' LIMIT 1`, n, c.ID),
			}
		}},
		{"append one", func(_ *rand.Rand, c models.Case) []string {
			return []string{fmt.Sprintf(`INSERT INTO events SELECT stream, 6, kind, type, 'forged', actor, roles, occurred_at, recorded_at,
				calendar, data, key_id, sealed, hash, hash FROM events WHERE stream = '%s' AND seq = 5`, c.ID)}
		}},
		{"turn the case back", func(r *rand.Rand, c models.Case) []string {
			return []string{fmt.Sprintf("UPDATE cases SET seq = %d WHERE id = '%s'", r.IntN(5), c.ID)}
		}},
		{"another head", func(_ *rand.Rand, c models.Case) []string {
			return []string{fmt.Sprintf("UPDATE cases SET head = x'00' WHERE id = '%s'", c.ID)}
		}},
		{"lose the case", func(_ *rand.Rand, c models.Case) []string {
			return []string{fmt.Sprintf("DELETE FROM cases WHERE id = '%s'", c.ID)}
		}},
		{"turn the customer back", func(*rand.Rand, models.Case) []string { return []string{"UPDATE customers SET seq = seq - 1"} }},
	}
	return out
}

func TestEveryTamperingIsDetected(t *testing.T) {
	b := booktest.OpenSQLite(t)
	s := booktest.Seed(t, b)
	c := bareCase(t, b, s, 5)
	bareCase(t, b, s, 5)
	for _, sql := range []string{"DROP TRIGGER events_no_update", "DROP TRIGGER events_no_delete"} {
		if err := b.DB.Exec(sql).Error; err != nil {
			t.Fatal(err)
		}
	}
	r := rand.New(rand.NewPCG(1, 2))
	for range 20 {
		for _, m := range tamperings() {
			statements := m.do(r, c)
			if found := tamper(t, b, statements); len(found) == 0 {
				t.Errorf("%s went unseen: %v", m.name, statements)
			}
		}
	}
	if v, breaks := verify(t, b); v.Breaks != 0 {
		t.Fatalf("the books are broken after all was rolled back: %v", breaks)
	}
}

func TestAnEventRewrittenWithAFreshHashBreaksTheLinkBehindIt(t *testing.T) {
	for seq, want := range map[int64]models.Break{
		2: {Seq: 3, What: "prev_hash isn't the hash of the event before"},
		5: {Seq: 5, What: "the complaint has another head"},
	} {
		b := booktest.OpenSQLite(t)
		c := bareCase(t, b, booktest.Seed(t, b), 5)
		want.Stream = c.ID
		var e models.Event
		if err := b.DB.Where("stream = ? AND seq = ?", c.ID, seq).Take(&e).Error; err != nil {
			t.Fatal(err)
		}
		e.Actor = "somebody else"
		e.Seal(e.PrevHash)
		if err := b.DB.Exec("DROP TRIGGER events_no_update").Error; err != nil {
			t.Fatal(err)
		}
		if err := b.DB.Model(&e).Updates(&models.Event{Actor: e.Actor, Hash: e.Hash}).Error; err != nil {
			t.Fatal(err)
		}
		if _, breaks := verify(t, b); !cmp.Equal(breaks, []models.Break{want}) {
			t.Errorf("event %d rewritten: %v", seq, breaks)
		}
	}
}

// tamper verifies the books with the statements run on them, then takes those back.
func tamper(t *testing.T, b *models.Books, statements []string) (breaks []models.Break) {
	t.Helper()
	undo := errors.New("undo")
	err := b.DB.Connection(func(conn *gorm.DB) error {
		if err := conn.Exec("PRAGMA foreign_keys = 0").Error; err != nil {
			return err
		}
		defer conn.Exec("PRAGMA foreign_keys = 1")
		return conn.Transaction(func(tx *gorm.DB) (err error) {
			for _, sql := range statements {
				if err := tx.Exec(sql).Error; err != nil {
					return fmt.Errorf("%s: %w", sql, err)
				}
			}
			if breaks, err = models.VerifyIn(tx); err != nil {
				return err
			}
			return undo
		})
	})
	if !errors.Is(err, undo) {
		t.Fatal(err)
	}
	return breaks
}
