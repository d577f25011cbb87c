package e2e_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"net/http"
	"slices"
	"testing"
	"time"
)

// singer is the person who is full of canaries, and everything that is kept about him.
type singer struct {
	customer, file, erasure string
	cases                   map[string]string // id → where it is read
}

// keepsFile has the file of the car stored, with a paper in it.
func (h *house) keepsFile(p *singer, car string) string {
	h.t.Helper()
	id := h.must(h.delivery("new_car", car, 0)).body.ID
	p.cases[id] = "/archives/"
	h.must(onFile(id, "adviser", "send", allPresent("new_car")))
	h.must(newOrder("archivist", "attach", "/cases/"+id+"/attachments", paper("%PDF-1.7 filed "+canaries["in a file"])))
	h.shelve(id)
	return id
}

// lendsFile lends the file, of which something leaks, and doesn't lend the customer's other documents.
func (h *house) lendsFile(p *singer) {
	h.t.Helper()
	c := canaries
	ask := map[string]any{"record": "vehicle_file", "purpose": "borrow", "case": p.file, "reason": c["why asked for"]}
	lent := h.must(newOrder("service-adviser", "open", "/loans", ask)).body.ID
	h.refused(onLoan(lent, "adviser", "deny", map[string]any{"reason": c["why not lent"]}), http.StatusForbidden, "wrong_role")
	h.must(onLoan(lent, "care-head", "grant", map[string]any{}))
	h.must(onLoan(lent, "archivist", "issue", map[string]any{}))
	h.refused(onLoan(lent, "care-head", "deny", map[string]any{"reason": c["why not lent"]}), http.StatusConflict, "wrong_state")
	h.must(onLoan(lent, "archivist", "report_leak", text(c["what leaked"])))
	h.must(onLoan(lent, "archivist", "give_back", map[string]any{"done": []string{"complete", "undamaged"}}))
	h.must(onLoan(lent, "general-manager", "settle_leak", text(c["what became of it"])))
	delete(ask, "case")
	ask["record"], ask["customer_id"] = "customer_documents", p.customer
	denied := h.must(newOrder("adviser", "open", "/loans", ask)).body.ID
	h.must(onLoan(denied, "sales-manager", "deny", map[string]any{"reason": c["why not lent"]}))
	p.cases[lent], p.cases[denied] = "/loans/", "/loans/"
}

// destroysFile takes the case that keeps the file out of the books, and has the file destroyed by another one, whose time is over.
func (h *house) destroysFile(p *singer) {
	h.t.Helper()
	c := canaries
	kept := h.keptBy(p.file)
	h.must(onRecord(kept, "customer-director", "void", map[string]any{"reason": c["why taken out"]}))
	id := h.must(newOrder("archivist", "open", "/retentions", map[string]any{
		"unit": h.unit, "record": "vehicle_archive", "case": p.file, "text": c["what is kept"],
		"occurred_at": time.Now().Add(-11 * 366 * 24 * time.Hour).UTC().Format(time.RFC3339), "reason": c["what is kept"],
	})).body.ID
	destroy := map[string]any{"method": "shred", "text": c["what was destroyed"]}
	h.refused(onRecord(id, "archivist", "destroy", destroy), http.StatusConflict, "wrong_state")
	h.fallsDue(id, "customer-director")
	h.must(onRecord(id, "care-head", "review_record", map[string]any{}))
	h.must(onRecord(id, "customer-director", "approve_destruction", map[string]any{}))
	h.must(onRecord(id, "archivist", "destroy", destroy))
	p.cases[kept], p.cases[id] = "/retentions/", "/retentions/"
}

// keptBy is the case that keeps a file from its storing on.
func (h *house) keptBy(file string) (id string) {
	h.t.Helper()
	h.eventually(time.Minute, "the file is kept", func() error {
		db, err := h.open()
		if err != nil {
			return err
		}
		defer db.Close()
		return db.QueryRow("SELECT r.case_id FROM retentions r JOIN cases c ON c.id = r.case_id WHERE r.kept_case_id = '" + file + "'").Scan(&id)
	})
	return id
}

// forgets has the person erased, and looks at every page that has shown something of him until then. It returns what the books held of
// him.
func (h *house) forgets(p *singer) *gone {
	h.t.Helper()
	c := canaries
	p.erasure = h.must(newOrder("adviser", "open", "/erasures", map[string]any{
		"unit": h.unit, "customer_id": p.customer, "asker": "self", "channel": "letter", "text": c["why erased"],
	})).body.ID
	p.cases[p.erasure] = "/erasures/"
	act := func(staff, action string, content map[string]any) order {
		return onErasure(p.erasure, staff, action, content)
	}
	refusal := map[string]any{"ground": "public_authority", "reason": c["why kept at first"]}
	h.must(act("adviser", "identify", map[string]any{"proof": "identity_card"}))
	h.refused(act("adviser", "restrict", refusal), http.StatusForbidden, "wrong_role")
	h.must(act("general-manager", "restrict", refusal))
	held, shown := h.holds(p), h.shows(p)
	for _, what := range []string{"complaint", "in a file", "file name", "why asked for", "what leaked", "what was destroyed", "why erased", "why kept at first"} {
		if !slices.Contains(shown, what) {
			h.t.Errorf("%s isn't shown before the erasure: %v", what, shown)
		}
	}
	h.must(act("general-manager", "erase", map[string]any{}))
	h.refused(act("adviser", "note", text(c["why erased"])), http.StatusConflict, "customer_erased")
	if shown := h.shows(p); len(shown) > 0 {
		h.t.Errorf("after the erasure, %v are shown", shown)
	}
	for _, by := range []map[string]any{{"name": c["name"]}, {"phone": c["phone"]}, {"plate": c["plate"]}} {
		if a, err := h.ask("care-manager", http.MethodPost, "/customers/search", "", by); err != nil || bytes.Contains(a.raw, []byte(p.customer)) {
			h.t.Errorf("the erased customer is found: %v %s", err, a.raw)
		}
	}
	h.eventually(2*time.Minute, "the database's files are swept", func() error {
		if h.count("SELECT count(*) FROM erasures WHERE swept_at IS NOT NULL") == 0 {
			return fmt.Errorf("they are not")
		}
		return nil
	})
	return held
}

// shows are the canaries that some page about the person shows.
func (h *house) shows(p *singer) (found []string) {
	h.t.Helper()
	pages := []string{"/customers/" + p.customer}
	for id, path := range p.cases {
		pages = append(pages, path+id, "/cases/"+id+"/events?limit=100", "/cases/"+id+"/attachments")
		var files struct{ Items []struct{ ID string } }
		h.read("general-manager", "/cases/"+id+"/attachments", &files)
		for _, f := range files.Items {
			pages = append(pages, "/attachments/"+f.ID)
		}
	}
	var all bytes.Buffer
	for _, page := range pages {
		a, err := h.ask("general-manager", http.MethodGet, page, "", nil)
		if err != nil || a.status != http.StatusOK && a.status != http.StatusGone {
			h.t.Fatalf("%s: %v %d %s", page, err, a.status, a.raw)
		}
		all.Write(a.raw)
	}
	for what, canary := range canaries {
		if bytes.Contains(all.Bytes(), []byte(canary)) {
			found = append(found, what)
		}
	}
	return found
}

// exports are the workbooks of the lists in which the person stands, as they are when unpacked.
func (h *house) exports(p *singer) []byte {
	h.t.Helper()
	var all bytes.Buffer
	for _, list := range []string{"/complaints", "/archives", "/loans", "/retentions", "/erasures", "/obligations", "/notices"} {
		a, err := h.ask("general-manager", http.MethodGet, list+"/export", "", nil)
		if err != nil || a.status != http.StatusOK {
			h.t.Fatalf("%s: %v %d %s", list, err, a.status, a.raw)
		}
		book, err := zip.NewReader(bytes.NewReader(a.raw), int64(len(a.raw)))
		if err != nil {
			h.t.Fatal(err)
		}
		for _, part := range book.File {
			r, err := part.Open()
			if err != nil {
				h.t.Fatal(err)
			}
			if _, err := io.Copy(&all, r); err != nil {
				h.t.Fatal(err)
			}
			r.Close()
		}
	}
	if name := h.erasureOf(p); !bytes.Contains(all.Bytes(), []byte(name)) {
		h.t.Errorf("the exports hold nothing of request %s", name)
	}
	return all.Bytes()
}

// erasureOf is the number of the request.
func (h *house) erasureOf(p *singer) string {
	h.t.Helper()
	var e struct{ Number string }
	h.read("general-manager", "/erasures/"+p.erasure, &e)
	return e.Number
}

// gone are the bytes that opened something of the person, or found him, before he was erased.
type gone struct {
	key  string // id
	scan *scan
}

// holds reads them.
func (h *house) holds(p *singer) *gone {
	h.t.Helper()
	db, err := h.open()
	if err != nil {
		h.t.Fatal(err)
	}
	defer db.Close()
	g := &gone{scan: &scan{needles: map[string][]byte{}}}
	if err := db.QueryRow("SELECT key_id FROM customers WHERE id = '" + p.customer + "'").Scan(&g.key); err != nil {
		h.t.Fatal(err)
	}
	for what, query := range map[string]string{
		"key":           "SELECT wrapped FROM person_keys WHERE id = '" + g.key + "'",
		"customer":      "SELECT name_sealed, phone_sealed, name_index, phone_index, last4_index FROM customers WHERE id = '" + p.customer + "'",
		"car":           "SELECT plate_sealed, plate_index FROM vehicles WHERE customer_id = '" + p.customer + "'",
		"attached file": "SELECT c.sealed FROM attachment_contents c JOIN attachments a ON a.id = c.attachment_id WHERE a.key_id = '" + g.key + "'",
	} {
		found, err := cells(db, query)
		if err != nil || len(found) == 0 {
			h.t.Fatalf("%s: %d values, %v", what, len(found), err)
		}
		for i, held := range found {
			if len(held) < 16 {
				h.t.Fatalf("%s: %d bytes", what, len(held))
			}
			g.scan.needle(fmt.Sprintf("%s %d", what, i), string(held))
		}
	}
	return g
}

// left is where any of it is found afterwards: in no row, and on SQLite, whose file was written anew, in no file either.
func (g *gone) left(t *testing.T, h *house) []string {
	t.Helper()
	g.scan.stored(t, h)
	if h.url == "" {
		g.scan.files(t, h.data)
	}
	g.scan.files(t, h.side)
	if n := h.count("SELECT count(*) FROM person_keys WHERE id = '" + g.key + "' AND length(wrapped) = 0"); n != 1 {
		t.Error("the key isn't destroyed")
	}
	return g.scan.found
}
