package models_test

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gorm.io/gorm"

	"carebook/internal/booktest"
	"carebook/models"
)

// signedBooks are books with cases and audited events, all signed in several heads.
type signedBooks struct {
	b      *models.Books
	seed   booktest.Seeded
	file   models.HeadsFile
	key    ed25519.PrivateKey
	public ed25519.PublicKey
}

func newSigned(t *testing.T, b *models.Books) *signedBooks {
	t.Helper()
	public, key, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &signedBooks{b, booktest.Seed(t, b), models.HeadsFile{Path: filepath.Join(t.TempDir(), "audit.heads")}, key, public}
}

// live opens cases and audits, and signs after each step.
func (s *signedBooks) live(t *testing.T, steps int) {
	t.Helper()
	for i := range steps {
		openCase(t, s.b, s.seed)
		entry := models.AuditEntry{Actor: s.seed.Staff["1006"], Action: models.AuditExported, Kind: "list", Object: fmt.Sprint(i), Reason: "asked"}
		if err := s.b.AuditNow(context.Background(), entry, entry); err != nil {
			t.Fatal(err)
		}
		if signed := must(s.b.SignHeads(context.Background(), s.file, s.key))(t); !signed {
			t.Fatal("nothing was signed")
		}
	}
}

func (s *signedBooks) text(t *testing.T) []byte {
	t.Helper()
	return must(os.ReadFile(s.file.Path))(t)
}

func (s *signedBooks) verify(t *testing.T) []models.Break {
	t.Helper()
	var breaks []models.Break
	must(models.VerifyAll(context.Background(), s.b, s.file, s.public, func(b models.Break) { breaks = append(breaks, b) }, nil))(t)
	return breaks
}

// forgery changes chains in memory and says what it did; "" when there was nothing to change.
type forgery func(m *models.MemoryChains, r *rand.Rand) string

// TestTenThousandTamperingsAreAllDetected tries each on a copy of what real books hold. Whoever tampers knows how hashes are made,
// and may make all of them anew; only the key that signs is out of reach.
func TestTenThousandTamperingsAreAllDetected(t *testing.T) {
	for store, count := range map[string]int{models.SQLite: 10_000, models.Postgres: 1_000} {
		t.Run(store, func(t *testing.T) {
			b := booktest.OpenSQLite
			if store == models.Postgres {
				b = booktest.OpenPostgres
			}
			s := newSigned(t, b(t))
			s.live(t, 5)
			whole := must(models.ReadChains(s.b.DB, s.text(t), s.public))(t)
			if _, breaks, err := whole.Clone().Verify(); err != nil || len(breaks) > 0 {
				t.Fatalf("untouched: %v, %v", breaks, err)
			}
			seed := rand.Uint64()
			r := rand.New(rand.NewPCG(seed, 1))
			tried := map[string]int{}
			for n := 0; n < count; {
				m := whole.Clone()
				did := forgeries[r.IntN(len(forgeries))](m, r)
				if did == "" {
					continue
				}
				n++
				tried[did]++
				if _, breaks, err := m.Verify(); err != nil || len(breaks) == 0 {
					t.Fatalf("seed %d, tampering %d, not detected: %s (%v)", seed, n, did, err)
				}
			}
			t.Logf("%d tamperings of %d kinds, all detected: %v", count, len(tried), tried)
		})
	}
}

var forgeries = []forgery{
	changeEvent, deleteEvent, insertEvent, swapEvents, truncateEvents, deleteStream,
	changeAudit, deleteAudit, insertAudit, swapAudit, truncateAudit,
	changeFile, deleteLine, insertLine, swapLines, truncateFile, changeHead, deleteHead,
}

func changeEvent(m *models.MemoryChains, r *rand.Rand) string {
	i := r.IntN(len(m.Events))
	e := &m.Events[i]
	switch r.IntN(6) {
	case 0:
		e.Actor += "x"
	case 1:
		e.Data = append(slices.Clone(e.Data), ' ')
	case 2:
		e.OccurredAt = e.OccurredAt.Add(1000)
	case 3:
		e.Roles = "general_manager," + e.Roles
	case 4:
		e.Type += "x"
	default:
		e.Sealed = append(slices.Clone(e.Sealed), 1)
	}
	return "change an event" + relink(m, e.Stream, r)
}

// relink makes a stream right again for whoever doesn't know what was signed: numbers, links, hashes, and what its owner says.
func relink(m *models.MemoryChains, stream string, r *rand.Rand) string {
	if r.IntN(2) == 0 {
		return ""
	}
	seq, prev := int64(0), []byte(nil)
	for i := range m.Events {
		if e := &m.Events[i]; e.Stream == stream {
			seq++
			e.Seq = seq
			e.Seal(prev)
			prev = e.Hash
		}
	}
	for i := range m.Owners {
		if o := &m.Owners[i]; o.ID == stream {
			o.Seq = seq
			if o.Head != nil {
				o.Head = prev
			}
		}
	}
	return " and link its stream anew"
}

func deleteEvent(m *models.MemoryChains, r *rand.Rand) string {
	i := r.IntN(len(m.Events))
	stream := m.Events[i].Stream
	m.Events = slices.Delete(m.Events, i, i+1)
	return "delete an event" + relink(m, stream, r)
}

func insertEvent(m *models.MemoryChains, r *rand.Rand) string {
	i := r.IntN(len(m.Events))
	e := m.Events[i]
	e.Effect += "x"
	e.Seq++
	for j := range m.Events {
		if m.Events[j].Stream == e.Stream && m.Events[j].Seq >= e.Seq {
			m.Events[j].Seq++
		}
	}
	e.Seal(m.Events[i].Hash)
	m.Events = slices.Insert(m.Events, i+1, e)
	return "insert an event" + relink(m, e.Stream, r)
}

func swapEvents(m *models.MemoryChains, r *rand.Rand) string {
	i, j := r.IntN(len(m.Events)), r.IntN(len(m.Events))
	if i == j {
		return ""
	}
	a, b := &m.Events[i], &m.Events[j]
	a.Stream, b.Stream, a.Seq, b.Seq = b.Stream, a.Stream, b.Seq, a.Seq
	m.Events[i], m.Events[j] = m.Events[j], m.Events[i]
	return "swap two events" + relink(m, m.Events[i].Stream, r) + relink(m, m.Events[j].Stream, r)
}

func truncateEvents(m *models.MemoryChains, r *rand.Rand) string {
	stream := m.Events[r.IntN(len(m.Events))].Stream
	keep := int64(r.IntN(3))
	before := len(m.Events)
	m.Events = slices.DeleteFunc(m.Events, func(e models.Event) bool { return e.Stream == stream && e.Seq > keep })
	if len(m.Events) == before {
		return ""
	}
	return "cut off the tail of a stream" + relink(m, stream, r)
}

func deleteStream(m *models.MemoryChains, r *rand.Rand) string {
	stream := m.Events[r.IntN(len(m.Events))].Stream
	m.Events = slices.DeleteFunc(m.Events, func(e models.Event) bool { return e.Stream == stream })
	m.Owners = slices.DeleteFunc(m.Owners, func(o models.Owner) bool { return o.ID == stream })
	return "delete a stream with its owner"
}

func changeAudit(m *models.MemoryChains, r *rand.Rand) string {
	e := &m.Audit[r.IntN(len(m.Audit))]
	switch r.IntN(6) {
	case 0:
		e.Actor += "x"
	case 1:
		e.At = e.At.Add(1000)
	case 2:
		e.Action = models.AuditSignedOut
	case 3:
		e.ObjectID += "x"
	case 4:
		e.Result, e.Code = models.AuditRefused, e.Code+"x"
	default:
		e.Sealed = append(slices.Clone(e.Sealed), 1)
	}
	return "change an audited event" + relinkAudit(m, r)
}

func relinkAudit(m *models.MemoryChains, r *rand.Rand) string {
	if r.IntN(2) == 0 {
		return ""
	}
	prev := []byte(nil)
	for i := range m.Audit {
		m.Audit[i].Seq = int64(i + 1)
		m.Audit[i].Seal(prev)
		prev = m.Audit[i].Hash
	}
	return " and link the chain anew"
}

func deleteAudit(m *models.MemoryChains, r *rand.Rand) string {
	i := r.IntN(len(m.Audit))
	m.Audit = slices.Delete(m.Audit, i, i+1)
	return "delete an audited event" + relinkAudit(m, r)
}

func insertAudit(m *models.MemoryChains, r *rand.Rand) string {
	i := r.IntN(len(m.Audit) - 1) // one at the end that follows rightly is new, not inserted
	e := m.Audit[i]
	for j := i + 1; j < len(m.Audit); j++ {
		m.Audit[j].Seq++
	}
	e.Seq++
	e.Seal(m.Audit[i].Hash)
	m.Audit = slices.Insert(m.Audit, i+1, e)
	return "insert an audited event" + relinkAudit(m, r)
}

func swapAudit(m *models.MemoryChains, r *rand.Rand) string {
	i, j := r.IntN(len(m.Audit)), r.IntN(len(m.Audit))
	if i == j {
		return ""
	}
	m.Audit[i].Seq, m.Audit[j].Seq = m.Audit[j].Seq, m.Audit[i].Seq
	m.Audit[i], m.Audit[j] = m.Audit[j], m.Audit[i]
	return "swap two audited events" + relinkAudit(m, r)
}

func truncateAudit(m *models.MemoryChains, r *rand.Rand) string {
	m.Audit = m.Audit[:r.IntN(len(m.Audit))]
	return "cut off the tail of the audited events"
}

func changeFile(m *models.MemoryChains, r *rand.Rand) string {
	i := r.IntN(len(m.File))
	was := m.File[i]
	if m.File[i] = byte(r.IntN(256)); m.File[i] == was {
		return ""
	}
	return "change a byte of the heads file"
}

func lines(m *models.MemoryChains) [][]byte {
	return bytes.SplitAfter(bytes.TrimSuffix(m.File, []byte("\n")), []byte("\n"))
}

func written(m *models.MemoryChains, all [][]byte) { m.File = bytes.Join(all, nil) }

func deleteLine(m *models.MemoryChains, r *rand.Rand) string {
	all := lines(m)
	i := r.IntN(len(all))
	written(m, slices.Delete(all, i, i+1))
	return "delete a line of the heads file"
}

func insertLine(m *models.MemoryChains, r *rand.Rand) string {
	all := lines(m)
	line := append(bytes.TrimSuffix(slices.Clone(all[r.IntN(len(all))]), []byte("\n")), '\n')
	all[len(all)-1] = append(slices.Clone(all[len(all)-1]), '\n')
	written(m, slices.Insert(all, r.IntN(len(all)+1), line))
	return "insert a line into the heads file"
}

func swapLines(m *models.MemoryChains, r *rand.Rand) string {
	all := lines(m)
	i, j := r.IntN(len(all)), r.IntN(len(all))
	all[len(all)-1] = append(slices.Clone(all[len(all)-1]), '\n')
	if bytes.Equal(all[i], all[j]) {
		return ""
	}
	all[i], all[j] = all[j], all[i]
	written(m, all)
	return "swap two lines of the heads file"
}

func truncateFile(m *models.MemoryChains, r *rand.Rand) string {
	m.File = m.File[:r.IntN(len(m.File))]
	return "cut off the tail of the heads file"
}

func changeHead(m *models.MemoryChains, r *rand.Rand) string {
	h := &m.Heads[r.IntN(len(m.Heads))]
	switch r.IntN(3) {
	case 0:
		h.Events++
	case 1:
		h.AuditSeq--
	default:
		h.Hash = append(slices.Clone(h.Hash), 0)
	}
	return "change a head in the books"
}

func deleteHead(m *models.MemoryChains, r *rand.Rand) string {
	i := r.IntN(len(m.Heads))
	m.Heads = slices.Delete(m.Heads, i, i+1)
	return "delete a head in the books"
}

func TestTamperingsOfRealBooksAreDetected(t *testing.T) {
	booktest.Each(t, func(t *testing.T, b *models.Books) {
		s := newSigned(t, b)
		s.live(t, 4)
		if breaks := s.verify(t); len(breaks) > 0 {
			t.Fatalf("untouched books: %v", breaks)
		}
		last := must(models.ReadChains(b.DB, nil, nil))(t)
		c := last.Events[len(last.Events)-1].Stream
		tail := last.Audit[len(last.Audit)-1].Seq
		for _, sql := range []string{
			"UPDATE audit_events SET actor = 'x' WHERE seq = 3",
			"UPDATE audit_events SET code = 'x' WHERE seq = 4",
			"UPDATE audit_events SET sealed = NULL WHERE sealed IS NOT NULL",
			"UPDATE audit_events SET request_id = 'x' WHERE seq = 5",
			"DELETE FROM audit_events WHERE seq = 2",
			"DELETE FROM audit_events WHERE seq = 1",
			fmt.Sprintf("DELETE FROM audit_events WHERE seq = %d", tail),
			fmt.Sprintf("DELETE FROM audit_events WHERE seq > %d", tail-3),
			"DELETE FROM audit_events",
			`INSERT INTO audit_events SELECT seq + 1000, at, actor, roles, unit_id, action, object_kind, object_id, result, code, key_id, sealed,
				source, request_id, before_hash, after_hash, prev_hash, hash FROM audit_events WHERE seq = 2`,
			"UPDATE audit_events SET seq = seq + 1000 WHERE seq = 2",
			"UPDATE events SET actor = 'x' WHERE stream = '" + c + "' AND seq = 2",
			"DELETE FROM events WHERE stream = '" + c + "' AND seq = 3",
			"DELETE FROM events WHERE stream = '" + c + "' AND seq = 2",
			"DELETE FROM unsigned_events; INSERT INTO unsigned_events VALUES ('" + c + "', 4, 1)",
			"DELETE FROM audit_heads WHERE n = 4", "DELETE FROM audit_heads WHERE n = 2", "DELETE FROM audit_heads",
			"UPDATE audit_heads SET events = events + 1 WHERE n = 1",
		} {
			if breaks := s.after(t, strings.Split(sql, "; ")...); len(breaks) == 0 {
				t.Errorf("not detected: %s", sql)
			}
		}
	})
}

// after are the breaks once statements have got past the triggers; they are undone.
func (s *signedBooks) after(t *testing.T, statements ...string) (breaks []models.Break) {
	t.Helper()
	undo := errors.New("undo")
	off := []string{
		"DROP TRIGGER events_append_only ON events", "DROP TRIGGER audit_events_append_only ON audit_events",
		"DROP TRIGGER audit_heads_append_only ON audit_heads",
	}
	if s.b.Dialect == models.SQLite {
		off = nil
		for _, table := range []string{"events", "audit_events", "audit_heads"} {
			off = append(off, "DROP TRIGGER "+table+"_no_update", "DROP TRIGGER "+table+"_no_delete")
		}
	}
	err := s.b.Tx(context.Background(), func(tx *gorm.DB) (err error) {
		for _, sql := range append(off, statements...) {
			if err := tx.Exec(sql).Error; err != nil {
				return fmt.Errorf("%s: %w", sql, err)
			}
		}
		if breaks, err = models.VerifyWholeIn(tx, s.text(t), s.public); err != nil {
			return err
		}
		return undo
	})
	if !errors.Is(err, undo) {
		t.Fatal(err)
	}
	return breaks
}

func TestATailThatWasCutOffIsNamed(t *testing.T) {
	booktest.Each(t, func(t *testing.T, b *models.Books) {
		s := newSigned(t, b)
		s.live(t, 3)
		whole := must(models.ReadChains(b.DB, s.text(t), s.public))(t)
		tail := whole.Audit[len(whole.Audit)-1].Seq
		wantBreak(t, s.after(t, fmt.Sprintf("DELETE FROM audit_events WHERE seq >= %d", tail-1)), models.StreamAudit, tail, "tail was cut off")

		// A case with its last event gone, and made to fit: nothing in the books tells.
		var c models.Case
		if err := b.DB.Order("id DESC").Take(&c).Error; err != nil {
			t.Fatal(err)
		}
		fit := "UPDATE cases SET seq = 2, head = (SELECT prev_hash FROM events WHERE stream = '" + c.ID + "' AND seq = 3) WHERE id = '" + c.ID + "'"
		breaks := s.after(t, fit, "DELETE FROM events WHERE stream = '"+c.ID+"' AND seq = 3")
		wantBreak(t, breaks, c.ID, 3, "tail was cut off")

		text := s.text(t)
		cut := whole.Clone()
		cut.File = text[:bytes.LastIndex(text[:len(text)-1], []byte("\n="))+1]
		cut.File = cut.File[:bytes.LastIndexByte(bytes.TrimSuffix(cut.File, []byte("\n")), '\n')+1]
		_, breaks, err := cut.Verify()
		if err != nil || len(breaks) == 0 {
			t.Errorf("the file's tail: %v, %v", breaks, err)
		}
	})
}

func wantBreak(t *testing.T, breaks []models.Break, stream string, seq int64, what string) {
	t.Helper()
	if !slices.ContainsFunc(breaks, func(b models.Break) bool {
		return b.Stream == stream && b.Seq == seq && strings.Contains(b.What, what)
	}) {
		t.Errorf("%s %d %q isn't among %v", stream, seq, what, breaks)
	}
}

func TestHeadsAreSignedOnceAndOnlyForWhatIsNew(t *testing.T) {
	booktest.Each(t, func(t *testing.T, b *models.Books) {
		ctx, s := context.Background(), newSigned(t, b)
		s.live(t, 2)
		if must(b.SignHeads(ctx, s.file, s.key))(t) {
			t.Error("signed again what was signed")
		}
		before := len(s.text(t))
		openCase(t, b, s.seed)
		must(b.SignHeads(ctx, s.file, s.key))(t)
		added := string(s.text(t)[before:])
		if strings.Count(added, "+ ") != 1 || strings.Count(added, "= ") != 1 {
			t.Errorf("one case with something new wrote %q", added)
		}
		if info := must(os.Stat(s.file.Path))(t); info.Mode().Perm() != 0o600 {
			t.Errorf("the file has mode %v", info.Mode())
		}
	})
}

func TestACrashBetweenFileAndBooksIsMendedByTheNextSigning(t *testing.T) {
	booktest.Each(t, func(t *testing.T, b *models.Books) {
		ctx, s := context.Background(), newSigned(t, b)
		s.live(t, 2)
		openCase(t, b, s.seed)
		undo := errors.New("crash")
		err := b.Tx(ctx, func(tx *gorm.DB) error {
			if err := models.SignHeadsIn(b, tx, s.file, s.key); err != nil {
				return err
			}
			return undo // after the file, before the commit
		})
		if !errors.Is(err, undo) {
			t.Fatal(err)
		}
		torn := must(os.OpenFile(s.file.Path, os.O_APPEND|os.O_WRONLY, 0))(t)
		fmt.Fprint(torn, "+ half a li")
		if err := torn.Close(); err != nil {
			t.Fatal(err)
		}
		if !must(b.SignHeads(ctx, s.file, s.key))(t) || must(b.SignHeads(ctx, s.file, s.key))(t) {
			t.Error("it wasn't mended, or not at once")
		}
		if breaks := s.verify(t); len(breaks) > 0 {
			t.Errorf("after mending: %v", breaks)
		}
		if err := os.WriteFile(s.file.Path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := b.SignHeads(ctx, s.file, s.key); !errors.Is(err, models.ErrHeadsApart) {
			t.Errorf("signing into another file: %v", err)
		}
	})
}
