package e2e_test

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"go.temporal.io/sdk/client"
)

// canaries are personal things that nothing but the sealed columns may hold: names, numbers and texts, in every language
// that staff write in.
var canaries = map[string]string{
	"name":             "金絲雀王小明",
	"phone":            "13977665544",
	"phone as typed":   "139 7766 5544",
	"plate":            "粤Z7C4N9",
	"complaint":        "发动机在高速公路上熄火 kanarienvogel-complaint",
	"classifying":      "reason-canary 因為客戶昨天纔說",
	"report":           "Zusammenfassung-canary 更换变速箱",
	"decision":         "decision-canary 同意补偿",
	"told":             "told-canary 已电话告知客户",
	"answer":           "answer-canary 客戶不滿意",
	"note, simplified": "简体备注金丝雀",
	"note, old script": "繁體備註金絲雀",
	"note, English":    "the canary sings in English",
	"file name":        "发票-canary-金丝雀.pdf",
	"in a file":        "canary-in-a-file 附件里的金丝雀",
	"in a wrong field": "canary-typed-into-severity",
	"in bad JSON":      "canary-in-bad-json",
	"in an address":    "canary-in-an-address",
	"in a query":       "canary-in-a-query",

	"why asked for":      "loan-canary 客戶要複印合同",
	"why not lent":       "denial-canary 复印件就够了",
	"what leaked":        "leak-canary 复印件在别处出现",
	"what became of it":  "settled-canary 是客户自己的",
	"why taken out":      "void-canary 存檔有誤",
	"what is kept":       "retention-canary 三號櫃第二層",
	"what was destroyed": "destruction-canary 两人在场",
	"why erased":         "erasure-canary 请删除我的资料",
	"why kept at first":  "restriction-canary 主管機關要求",
}

func TestNothingPersonalLeavesItsColumns(t *testing.T) {
	t.Parallel()
	for _, shape := range []string{onSQLite, onPostgres} {
		t.Run(shape, func(t *testing.T) {
			h, files := canaryHouse(t, shape)
			h.up()
			p := h.sing()
			secrets := h.whispers(p.customer)
			gone := h.forgets(p)
			exports := h.exports(p)
			h.down() // what was only in memory or in a log that is written later is on disk now
			if h.url != "" {
				checkpoint(t, h.url)
			}
			scan := newScan()
			for _, more := range []map[string]string{reasons, secrets} {
				for what, text := range more {
					scan.needle(what, text)
				}
			}
			scan.files(t, h.side)
			scan.files(t, h.data)
			for _, dir := range files {
				scan.files(t, dir)
			}
			scan.stored(t, h)
			scan.bytes("exports", exports)
			scan.bytes("error bodies", h.said.text)
			scan.found = append(scan.found, gone.left(t, h)...)
			if len(h.said.text) < 1000 {
				t.Errorf("only %d bytes of error bodies were seen", len(h.said.text))
			}
			for _, found := range scan.found {
				t.Error(found)
			}
			if scan.read < 100<<10 {
				t.Errorf("only %d bytes were looked at", scan.read)
			}
			t.Logf("%s: %d bytes in %d places, none of %d canaries", shape, scan.read, scan.places, len(canaries)+len(reasons)+len(secrets))
		})
	}
}

// canaryHouse is a house, and the folders of its store outside of its data folder.
func canaryHouse(t *testing.T, shape string) (*house, []string) {
	t.Helper()
	if shape == onSQLite {
		return newHouse(t, shape, quick), nil
	}
	cluster, dir := clusterIn(t)
	if err := cluster.CreateDatabase(t.Context(), "books"); err != nil {
		t.Fatal(err)
	}
	h := newHouseAt(t, shape, quick, cluster.URL("books"))
	h.furnish()
	return h, []string{dir}
}

// sing takes a complaint full of canaries through its life, with every kind of error on the way, and then what else is kept about its
// customer.
func (h *house) sing() *singer {
	h.t.Helper()
	c := canaries
	h.refused(newOrder("care-manager", "create_customer", "/customers", map[string]any{
		"unit": h.unit, "name": c["name"] + "\u200b", "phone": c["phone as typed"],
	}), 422, "request_invalid")
	customer, car := h.customer(c["name"], c["phone as typed"], c["plate"])
	for _, by := range []map[string]any{{"name": c["name"]}, {"phone": c["phone"]}, {"plate": c["plate"]}} {
		if a, err := h.ask("care-manager", "POST", "/customers/search", "", by); err != nil || !bytes.Contains(a.raw, []byte(customer)) {
			h.t.Fatalf("searching the customer: %v %d %s", err, a.status, a.raw)
		}
	}
	id := h.must(h.opening("adviser", customer, car, c["complaint"])).body.ID
	h.refused(on(id, "care-specialist", "classify", map[string]any{"severity": c["in a wrong field"], "data_true": true}), 422, "request_invalid")
	classify := on(id, "care-specialist", "classify", map[string]any{
		"severity": "ordinary", "data_true": true, "occurred_at": "2020-01-01T00:00:00Z", "reason": c["classifying"],
	})
	h.refused(classify, 422, "occurred_at_refused")
	h.must(on(id, "care-specialist", "classify", map[string]any{"severity": "ordinary", "data_true": true, "reason": c["classifying"]}))
	for _, note := range []string{"note, simplified", "note, old script", "note, English"} {
		h.must(on(id, "care-manager", "note", text(c[note])))
	}
	h.refused(on(id, "care-manager", "tell", map[string]any{"medium": "phone", "text": c["told"]}), 409, "wrong_state")
	h.refused(on(id, "brand", "note", text(c["note, English"])), 403, "wrong_role")
	h.attach(id)
	h.must(on(id, "care-manager", "assign", map[string]any{"assignee": h.people["care-specialist"]}))
	report := on(id, "care-specialist", "report", map[string]any{"summary": c["report"], "amount": "1.00"})
	h.must(report)
	report.content = map[string]any{"summary": c["report"] + "!", "amount": "1.00"}
	if a, err := h.once(report); err != nil || a.body.Code != "idempotency_key_reuse" {
		h.t.Fatalf("another body under the same key: %v %d %s", err, a.status, a.raw)
	}
	h.must(on(id, "care-manager", "decide", map[string]any{"verdict": "approve", "reason": c["decision"]}))
	h.must(on(id, "care-specialist", "tell", map[string]any{"medium": "phone", "text": c["told"]}))
	h.must(on(id, "care-specialist", "answer", map[string]any{"verdict": "reject", "text": c["answer"]}))
	h.must(on(id, "care-manager", "withdraw", map[string]any{"reason": c["answer"]}))
	h.refused(on(id, "care-manager", "note", text(c["note, English"])), 409, "case_ended")
	h.croak(id)
	var shown map[string]any
	h.read("care-manager", "/complaints/"+id, &shown)
	if !strings.Contains(fmt.Sprint(shown), c["complaint"]) {
		h.t.Error("the complaint's own page doesn't show its text: the canaries were not stored at all")
	}
	p := &singer{customer: customer, cases: map[string]string{id: "/complaints/"}}
	p.file = h.keepsFile(p, car)
	h.lendsFile(p)
	h.destroysFile(p)
	return p
}

// attach sends a file that is taken, and files that are refused by the counter and by the ledger.
func (h *house) attach(id string) {
	h.t.Helper()
	path, name, content := "/cases/"+id+"/attachments", url.PathEscape(canaries["file name"]), "%PDF-1.7 "+canaries["in a file"]
	for _, c := range []struct {
		staff, content string
		status         int
	}{
		{"care-manager", "<html>" + canaries["in a file"], 415}, {"brand", content + "!", 403}, {"care-manager", content, 201}, {"care-manager", content, 409},
	} {
		a, err := h.send(c.staff, "POST", path, uuid.NewString(), strings.NewReader(c.content), "X-File-Name", name)
		if err != nil || a.status != c.status {
			h.t.Fatalf("attaching: %v %d %s, want %d", err, a.status, a.raw, c.status)
		}
	}
	a, err := h.ask("care-manager", "GET", path, "", nil)
	if err != nil || !bytes.Contains(a.raw, []byte(canaries["file name"])) {
		h.t.Fatalf("the list of files: %v %d %s", err, a.status, a.raw)
	}
	var list struct{ Items []struct{ ID string } }
	if err := json.Unmarshal(a.raw, &list); err != nil || len(list.Items) != 1 {
		h.t.Fatalf("the list of files: %v %s", err, a.raw)
	}
	a, err = h.ask("care-manager", "GET", "/attachments/"+list.Items[0].ID, "", nil)
	if err != nil || string(a.raw) != content {
		h.t.Fatalf("the file: %v %d %s", err, a.status, a.raw)
	}
}

// croak sends what can't be read, and addresses that aren't there.
func (h *house) croak(id string) {
	h.t.Helper()
	bad := []struct{ method, path, content string }{
		{"POST", "/complaints/" + id + "/note", `{"text": "` + canaries["in bad JSON"] + `"`},
		{"POST", "/complaints/" + id + "/note", `{"text": "` + canaries["in bad JSON"] + `", "TEXT": "` + canaries["complaint"] + `"}`},
		{"POST", "/complaints/" + id + "/note", `{"` + canaries["in bad JSON"] + `": 1}`},
		{"GET", "/complaints/" + canaries["in an address"], ""},
		{"GET", "/complaints?status=" + canaries["in a query"], ""},
		{"GET", "/" + canaries["in an address"] + "?x=" + canaries["in a query"], ""},
	}
	for i, b := range bad {
		a, err := h.send("care-manager", b.method, b.path, fmt.Sprintf("croak-%d", i), strings.NewReader(b.content))
		if err != nil || a.status < 400 || a.status >= 500 {
			h.t.Errorf("%s %s: %v %d %s", b.method, b.path, err, a.status, a.raw)
		}
	}
}

func checkpoint(t *testing.T, url string) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(t.Context())
	if _, err := conn.Exec(t.Context(), "CHECKPOINT"); err != nil {
		t.Fatal(err)
	}
}

// scan looks for canaries in bytes: as they are, and as they would look in hex, in base64 and in escaped JSON.
type scan struct {
	needles map[string][]byte
	found   []string
	read    int64
	places  int
}

func newScan() *scan {
	s := &scan{needles: map[string][]byte{}}
	for what, canary := range canaries {
		s.needle(what, canary)
	}
	return s
}

// needle has the scan look for a canary as well.
func (s *scan) needle(what, canary string) {
	s.needles[what] = []byte(canary)
	s.needles[what+" in hex"] = []byte(hex.EncodeToString([]byte(canary)))
	s.needles[what+" in upper hex"] = bytes.ToUpper([]byte(hex.EncodeToString([]byte(canary))))
	s.needles[what+" escaped"] = []byte(escaped(canary))
	s.needles[what+" percent-encoded"] = []byte(url.PathEscape(canary))
	for shift := range 3 { // base64 depends on where the text begins
		if coded := inBase64(canary, shift); len(coded) > 8 {
			s.needles[fmt.Sprintf("%s in base64 (%d)", what, shift)] = []byte(coded)
		}
	}
}

// inBase64 is the part of a text's base64 form that doesn't depend on what stands around it.
func inBase64(text string, shift int) string {
	coded := base64.RawStdEncoding.EncodeToString(append(make([]byte, shift), text...))
	begin, end := (shift*8+5)/6, (shift+len(text))*8/6
	return coded[begin:end]
}

// escaped writes everything but ASCII as \uXXXX.
func escaped(text string) string {
	var b strings.Builder
	for _, c := range text {
		if c < 0x80 {
			b.WriteRune(c)
			continue
		}
		fmt.Fprintf(&b, `\u%04x`, c)
	}
	return b.String()
}

func (s *scan) bytes(where string, data []byte) {
	s.read, s.places = s.read+int64(len(data)), s.places+1
	for what, needle := range s.needles {
		if bytes.Contains(data, needle) {
			s.found = append(s.found, fmt.Sprintf("%s holds the canary %s", where, what))
		}
	}
}

// files looks into every file of a folder.
func (s *scan) files(t *testing.T, dir string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		data, err := os.ReadFile(path)
		s.bytes(path, data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// stored looks at every row of every table, as the database hands it out: files may hold it compressed or in pieces.
func (s *scan) stored(t *testing.T, h *house) {
	t.Helper()
	if h.url != "" {
		for _, db := range []string{h.url, sibling(h.url, "_temporal"), sibling(h.url, "_temporal_visibility")} {
			s.postgres(t, db)
		}
		return
	}
	found, err := filepath.Glob(filepath.Join(h.data, "*.db"))
	if err != nil || len(found) < 2 {
		t.Fatalf("SQLite files: %v %v", found, err)
	}
	for _, path := range found {
		s.sqlite(t, path)
	}
}

// sibling is the URL of a companion database.
func sibling(url, suffix string) string {
	base, query, _ := strings.Cut(url, "?")
	return base + suffix + "?" + query
}

func (s *scan) postgres(t *testing.T, url string) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(t.Context())
	rows, err := conn.Query(t.Context(), "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
	if err != nil {
		t.Fatal(err)
	}
	tables, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil || len(tables) == 0 {
		t.Fatalf("tables of %s: %v %v", url, tables, err)
	}
	for _, table := range tables {
		var out bytes.Buffer
		copied := fmt.Sprintf("COPY (SELECT * FROM %s) TO STDOUT (FORMAT binary)", pgx.Identifier{table}.Sanitize())
		if _, err := conn.PgConn().CopyTo(t.Context(), &out, copied); err != nil {
			t.Fatal(err)
		}
		s.bytes("table "+table, out.Bytes())
	}
}

func (s *scan) sqlite(t *testing.T, path string) {
	t.Helper()
	db, err := sqliteFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	tables, err := cells(db, "SELECT name FROM sqlite_master WHERE type = 'table'")
	if err != nil {
		t.Fatal(err)
	}
	for _, table := range tables {
		found, err := cells(db, `SELECT * FROM "`+string(table)+`"`)
		if err != nil {
			t.Fatal(err)
		}
		s.bytes(filepath.Base(path)+" table "+string(table), bytes.Join(found, []byte{0}))
	}
}

// cells are the values of all columns of all rows.
func cells(db *sql.DB, query string) (all [][]byte, err error) {
	rows, err := db.Query(query)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return nil, err
	}
	for rows.Next() {
		row, into := make([][]byte, len(columns)), make([]any, len(columns))
		for i := range row {
			into[i] = &row[i]
		}
		if err := rows.Scan(into...); err != nil {
			return nil, err
		}
		all = append(all, row...)
	}
	return all, rows.Err()
}

// plain starts a workflow with a canary, as a client without carebook's codec would.
func (h *house) plain() {
	h.t.Helper()
	_, err := h.temporal().ExecuteWorkflow(context.Background(),
		client.StartWorkflowOptions{ID: "canary", TaskQueue: "nobody"}, "Canary", canaries["name"])
	if err != nil {
		h.t.Fatal(err)
	}
}

func TestTheScannerFindsWhatIsThereInBothStores(t *testing.T) {
	t.Parallel()
	for _, shape := range []string{onSQLite, onPostgres} {
		t.Run(shape, func(t *testing.T) {
			h := newHouse(t, shape, byTheBook)
			h.up()
			h.plain()
			h.down()
			s := newScan()
			s.stored(t, h)
			if len(s.found) == 0 {
				t.Error("a canary in a workflow's input was not found in Temporal's store")
			}
		})
	}
	for _, form := range []string{
		"x" + canaries["name"] + "y", hex.EncodeToString([]byte("x" + canaries["plate"])), escaped("x" + canaries["complaint"]),
		base64.StdEncoding.EncodeToString([]byte(canaries["told"])), base64.StdEncoding.EncodeToString([]byte("z" + canaries["told"] + "zz")),
		base64.StdEncoding.EncodeToString([]byte("zz" + canaries["told"] + "z")),
	} {
		s := newScan()
		s.bytes("a form", []byte(form))
		if len(s.found) == 0 {
			t.Errorf("not found in %q", form)
		}
	}
}
