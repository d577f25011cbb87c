package models_test

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"gorm.io/gorm/schema"

	"carebook/internal/booktest"
	"carebook/models"
)

// table is a table as both databases can describe it.
type table struct {
	Columns map[string]string // name → class, with ? when NULL is allowed
	Key     string
	Unique  []string
	Indexes []string
	Foreign []string
	Checks  []string
}

func TestBothDialectsHaveTheSameSchema(t *testing.T) {
	lite, pg := sqliteSchema(t, booktest.OpenSQLite(t)), postgresSchema(t, booktest.OpenPostgres(t))
	if len(lite) < 23 {
		t.Fatalf("only %d tables were read", len(lite))
	}
	if diff := cmp.Diff(pg, lite); diff != "" {
		t.Errorf("schemas differ (-postgres +sqlite):\n%s", diff)
	}
}

func TestGormsIdeaOfEachTableIsTheMigratedOne(t *testing.T) {
	want := map[string]table{}
	for name, tb := range sqliteSchema(t, booktest.OpenSQLite(t)) {
		want[name] = table{Columns: tb.Columns, Key: tb.Key}
	}
	got := map[string]table{}
	for _, row := range []any{
		models.Unit{}, models.Department{}, models.Staff{}, models.RoleAssignment{}, models.Token{}, models.PersonKey{},
		models.Customer{}, models.Vehicle{}, models.Command{}, models.Counter{}, models.Edition{}, models.Case{},
		models.Complaint{}, models.Exclusion{}, models.Event{}, models.Obligation{}, models.Mark{}, models.Entry{},
		models.Notice{}, models.NoticeRead{}, models.Heartbeat{}, models.Outage{}, models.Calendar{},
		models.Binder{},
		models.RoleProposal{}, models.Substitution{}, models.CaseSubstitute{}, models.Superior{}, models.HandOver{}, models.HandOverItem{},
		models.Attachment{}, models.AttachmentContent{},
		models.Fine{}, models.FineMonth{}, models.EntryCount{}, models.EntryDecision{}, models.Absence{},
		models.Notice{}, models.NoticeRead{}, models.Heartbeat{}, models.Outage{}, models.Calendar{}, models.Import{}, models.ImportRow{},
		models.ExternalRef{},
		models.Archive{}, models.ArchivePaper{}, models.ArchiveDefect{},
		models.Credit{}, models.CreditLine{}, models.CreditRequest{}, models.CreditGrade{},
		models.Copy{},
		models.CustomerBirthday{}, models.Campaign{}, models.CampaignPage{}, models.Greeting{},
		models.Schedule{}, models.SchedulePause{}, models.SchedulePeriod{},
		models.SamplePeriod{}, models.Sample{}, models.SampleGap{}, models.SampleFill{},
		models.ReturnVisit{}, models.VisitRound{}, models.VisitAnswer{},
		models.Lead{}, models.LeadContact{},
		models.Erasure{},
		models.Retention{},
		models.Visit{}, models.VisitPlan{}, models.VisitPlanLine{}, models.VisitActivity{}, models.VisitQuota{},
		models.Identity{}, models.SignInAttempt{}, models.IdentitySession{}, models.LogoutToken{},
		models.Session{}, models.Password{}, models.Invitation{}, models.SecondFactor{}, models.RecoveryCode{}, models.Guess{},
		models.CredentialChange{},
		models.AuditEvent{}, models.AuditHead{}, models.UnsignedEvent{},
		models.KnownChannel{}, models.StaffChannel{}, models.Outgoing{},
		models.Loan{}, models.LoanGrant{}, models.LoanRead{}, models.LoanBan{},
	} {
		s, err := schema.Parse(row, &sync.Map{}, schema.NamingStrategy{})
		if err != nil {
			t.Fatal(err)
		}
		got[s.Table] = gormTable(s)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("rows and migrations differ (-migrated +gorm):\n%s", diff)
	}
}

func gormTable(s *schema.Schema) table {
	tb := table{Columns: map[string]string{}}
	var key []string
	for _, f := range s.Fields {
		null := f.FieldType.Kind() == reflect.Pointer || (f.FieldType.Kind() == reflect.Slice && !f.NotNull)
		tb.Columns[f.DBName] = class(string(f.DataType), null)
		if f.PrimaryKey {
			key = append(key, f.DBName)
		}
	}
	tb.Key = strings.Join(key, ",")
	return tb
}

// class brings the names of types of gorm and of both databases together.
func class(name string, null bool) string {
	classes := map[string]string{
		"string": "text", "text": "text", "int": "integer", "bigint": "integer", "integer": "integer",
		"bool": "boolean", "boolean": "boolean", "bytes": "bytes", "bytea": "bytes", "blob": "bytes",
		"time": "time", "timestamp with time zone": "time", "datetime": "time",
	}
	c, ok := classes[strings.ToLower(name)]
	if !ok {
		c = "unknown type " + name
	}
	if null {
		c += "?"
	}
	return c
}

func sqliteSchema(t *testing.T, b *models.Books) map[string]table {
	t.Helper()
	out := map[string]table{}
	for _, name := range strs(t, b, `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'goose%' AND name NOT LIKE 'sqlite%'`) {
		tb := table{Columns: map[string]string{}}
		for _, c := range rows(t, b, `SELECT name, type, "notnull" FROM pragma_table_info(?)`, name) {
			tb.Columns[c[0]] = class(c[1], c[2] == "0")
		}
		tb.Key = one(t, b, `SELECT group_concat(name) FROM (SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk)`, name)
		for _, i := range rows(t, b, `SELECT name, "unique", origin FROM pragma_index_list(?)`, name) {
			cols := one(t, b, `SELECT group_concat(name) FROM (SELECT name FROM pragma_index_info(?) ORDER BY seqno)`, i[0])
			switch {
			case i[2] == "pk":
			case i[1] == "1":
				tb.Unique = append(tb.Unique, cols)
			default:
				_, where, _ := strings.Cut(one(t, b, `SELECT sql FROM sqlite_master WHERE name = ?`, i[0]), "WHERE ")
				tb.Indexes = append(tb.Indexes, i[0]+" ("+cols+") "+condition(where))
			}
		}
		for _, f := range rows(t, b, `SELECT "from", "table", "to" FROM pragma_foreign_key_list(?)`, name) {
			tb.Foreign = append(tb.Foreign, f[0]+" → "+f[1]+"."+f[2])
		}
		ddl := one(t, b, `SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?`, name)
		for _, c := range regexp.MustCompile(`CHECK \(([^()]*(?:\([^()]*\))?)\)`).FindAllStringSubmatch(ddl, -1) {
			tb.Checks = append(tb.Checks, condition(c[1]))
		}
		out[name] = tb.sorted()
	}
	return out
}

func postgresSchema(t *testing.T, b *models.Books) map[string]table {
	t.Helper()
	out := map[string]table{}
	for _, name := range strs(t, b, `SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE 'goose%'`) {
		tb := table{Columns: map[string]string{}}
		for _, c := range rows(t, b, `SELECT column_name, data_type, is_nullable FROM information_schema.columns WHERE table_name = ?`, name) {
			tb.Columns[c[0]] = class(c[1], c[2] == "YES")
		}
		for _, i := range rows(t, b, `
			SELECT c.relname, i.indisprimary::text, i.indisunique::text, coalesce(pg_get_expr(i.indpred, i.indrelid), ''),
				(SELECT string_agg(a.attname, ',' ORDER BY k.n) FROM unnest(i.indkey::int[]) WITH ORDINALITY AS k (att, n)
					JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.att)
			FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE i.indrelid = ?::regclass`, name) {
			switch {
			case i[1] == "true":
				tb.Key = i[4]
			case i[2] == "true":
				tb.Unique = append(tb.Unique, i[4])
			default:
				tb.Indexes = append(tb.Indexes, i[0]+" ("+i[4]+") "+condition(i[3]))
			}
		}
		for _, c := range rows(t, b, `SELECT contype::text, pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = ?::regclass`, name) {
			switch c[0] {
			case "f":
				m := regexp.MustCompile(`\((\w+)\) REFERENCES (\w+)\((\w+)\)$`).FindStringSubmatch(c[1])
				if m == nil {
					t.Fatalf("%s: %s", name, c[1])
				}
				tb.Foreign = append(tb.Foreign, m[1]+" → "+m[2]+"."+m[3])
			case "c":
				tb.Checks = append(tb.Checks, condition(c[1]))
			}
		}
		out[name] = tb.sorted()
	}
	return out
}

func (tb table) sorted() table {
	for _, l := range [][]string{tb.Unique, tb.Indexes, tb.Foreign, tb.Checks} {
		slices.Sort(l)
	}
	return tb
}

// condition keeps of an SQL condition what both databases print alike: columns, literals, IS, NULL, NOT, comparisons with
// numbers.
func condition(sql string) string {
	var out []string
	for _, w := range regexp.MustCompile(`'[^']*'|\w+|[<>]`).FindAllString(sql, -1) {
		if lower := strings.ToLower(w); !slices.Contains([]string{"check", "any", "array", "text", "in", "bigint"}, lower) {
			out = append(out, lower)
		}
	}
	return strings.Join(out, " ")
}

func rows(t *testing.T, b *models.Books, sql string, args ...any) [][]string {
	t.Helper()
	r, err := b.DB.Raw(sql, args...).Rows()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	cols, err := r.Columns()
	if err != nil {
		t.Fatal(err)
	}
	var out [][]string
	for r.Next() {
		line := make([]string, len(cols))
		into := make([]any, len(cols))
		for i := range line {
			into[i] = &line[i]
		}
		if err := r.Scan(into...); err != nil {
			t.Fatal(err)
		}
		out = append(out, line)
	}
	if err := r.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

func strs(t *testing.T, b *models.Books, sql string, args ...any) []string {
	t.Helper()
	var out []string
	for _, r := range rows(t, b, sql, args...) {
		out = append(out, r[0])
	}
	return out
}

func one(t *testing.T, b *models.Books, sql string, args ...any) string {
	t.Helper()
	out := strs(t, b, sql, args...)
	if len(out) != 1 {
		t.Fatalf("%s: %d rows", sql, len(out))
	}
	return fmt.Sprint(out[0])
}
