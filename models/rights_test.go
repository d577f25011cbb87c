package models_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"gorm.io/gorm"

	"carebook/internal/booktest"
	"carebook/internal/pgtest"
	"carebook/models"
)

// tables are those of the books on PostgreSQL.
func tables(t *testing.T, b *models.Books) []string {
	t.Helper()
	return strs(t, b, "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1")
}

func TestEveryTableIsProtectedOrStandsOnAListWithAReason(t *testing.T) {
	b := booktest.OpenPostgres(t)
	protected := strs(t, b, "SELECT DISTINCT tablename FROM pg_policies WHERE roles = '{carebook_counter}'")
	all := tables(t, b)
	for _, table := range all {
		var lists int
		for _, on := range []bool{slices.Contains(protected, table), models.OpenTables[table] != "", models.ClosedTables[table] != ""} {
			if on {
				lists++
			}
		}
		if lists != 1 {
			t.Errorf("%s: %d of policy, open and closed; write a policy into migrations/rights.sql, or a reason into rights.go", table, lists)
		}
	}
	for table := range maps.All(models.OpenTables) {
		if !slices.Contains(all, table) {
			t.Errorf("%s is open but isn't there", table)
		}
	}
	for table := range maps.All(models.ClosedTables) {
		if !slices.Contains(all, table) {
			t.Errorf("%s is closed but isn't there", table)
		}
	}
	if len(protected) < 30 {
		t.Errorf("only %d tables are protected: %v", len(protected), protected)
	}
}

func TestBooksThatDontHoldTheCounterBackArentReady(t *testing.T) {
	for name, harm := range map[string]string{
		"a later table is forgotten": "CREATE TABLE forgotten (id text)",
		"it can be read":             "CREATE TABLE forgotten (id text); GRANT SELECT (id) ON forgotten TO carebook_counter",
		"row security is off":        "ALTER TABLE cases DISABLE ROW LEVEL SECURITY",
		"a policy is gone":           "DROP POLICY carebook_counter ON events",
		"the counter can write":      "GRANT UPDATE (amount) ON ledger_entries TO carebook_counter",
		"a secret can be read":       "GRANT SELECT ON passwords TO carebook_counter",
		"the counter owns a table":   "ALTER TABLE complaints OWNER TO carebook_counter",
		"everybody can read":         "GRANT SELECT ON commands TO PUBLIC",
		"nothing can be read":        "REVOKE SELECT ON cases FROM carebook_counter",
	} {
		t.Run(name, func(t *testing.T) {
			b := booktest.OpenPostgres(t)
			if err := b.Ready(context.Background()); err != nil {
				t.Fatal(err)
			}
			if err := b.DB.Exec(harm).Error; err != nil {
				t.Fatal(err)
			}
			if err := b.Ready(context.Background()); !errors.Is(err, models.ErrRights) {
				t.Errorf("%v", err)
			}
		})
	}
}

func TestWhoeverIsNobodySeesNothingThatIsProtected(t *testing.T) {
	b := booktest.OpenPostgres(t)
	s := booktest.Seed(t, b)
	openCase(t, b, s)
	nobody := models.See(context.Background(), models.Scope{})
	for _, ctx := range []context.Context{context.Background(), nobody} {
		for _, table := range tables(t, b) {
			var n int64
			err := b.Counter.WithContext(ctx).Table(table).Count(&n).Error
			switch {
			case models.ClosedTables[table] != "":
				if err == nil {
					t.Errorf("%s can be read", table)
				}
			case err != nil:
				t.Errorf("%s: %v", table, err)
			case models.OpenTables[table] == "" && n > 0:
				t.Errorf("%s shows %d rows to nobody", table, n)
			}
		}
	}
}

func TestTheCounterCantWriteWhoeverAsks(t *testing.T) {
	b := booktest.OpenPostgres(t)
	s := booktest.Seed(t, b)
	db := b.Counter.WithContext(models.See(context.Background(), scopeOf(t, b, s.Staff["0001"])))
	for _, table := range tables(t, b) {
		for _, sql := range []string{"DELETE FROM " + table, "INSERT INTO " + table + " DEFAULT VALUES", "TRUNCATE " + table, "ALTER TABLE " + table + " DISABLE ROW LEVEL SECURITY"} {
			if err := db.Exec(sql).Error; err == nil || !strings.Contains(err.Error(), "42501") {
				t.Errorf("%s: %v", sql, err)
			}
		}
	}
}

// seen counts the customers that a viewer is shown, of whom there is one, at store S1.
func seen(ctx context.Context, t *testing.T, db *gorm.DB) (n int64) {
	t.Helper()
	if err := db.WithContext(ctx).Table("customers").Count(&n).Error; err != nil {
		t.Fatal(err)
	}
	return n
}

// oneConnection are books whose counter has a single connection, which all must share, and what the database was told by it.
func oneConnection(t *testing.T) (b *models.Books, s booktest.Seeded, pool *sql.DB) {
	t.Helper()
	b = booktest.OpenPostgres(t)
	pool = must(b.Counter.DB())(t)
	pool.SetMaxOpenConns(1)
	return b, booktest.Seed(t, b), pool
}

func TestAConnectionShowsEachViewerWhatIsHisWhoeverHadItBefore(t *testing.T) {
	b, s, pool := oneConnection(t)
	first, second := models.See(context.Background(), scopeOf(t, b, s.Staff["1001"])), models.See(context.Background(), scopeOf(t, b, s.Staff["2001"]))
	for range 3 {
		if a, o, none := seen(first, t, b.Counter), seen(second, t, b.Counter), seen(context.Background(), t, b.Counter); a != 1 || o != 0 || none != 0 {
			t.Fatalf("of store S1, of store S2, nobody: %d %d %d", a, o, none)
		}
		err := b.Show(first, func(tx *gorm.DB) error {
			if n := seen(first, t, tx); n != 1 {
				t.Errorf("%d in a look", n)
			}
			if err := tx.WithContext(second).Exec("SELECT 1").Error; err == nil {
				t.Error("a look was asked in another name")
			}
			return errors.New("rolled back")
		})
		if err == nil || err.Error() != "rolled back" {
			t.Fatal(err)
		}
		broken, cancel := context.WithTimeout(second, 50*time.Millisecond)
		if err := b.Counter.WithContext(broken).Exec("SELECT pg_sleep(5)").Error; err == nil {
			t.Error("a statement outlived its context")
		}
		cancel()
		if err := b.Counter.WithContext(second).Exec("SELECT 1/0").Error; err == nil {
			t.Error("a failing statement didn't fail")
		}
	}
	if statement, err := pool.PrepareContext(first, "SELECT 1"); err == nil {
		defer func() { _ = statement.Close() }()
		t.Error("a statement was prepared, for whoever comes later")
	}
}

func TestAViewerIsNamedOnceForAllThatIsAskedInARow(t *testing.T) {
	b, s, _ := oneConnection(t)
	ctx := models.See(context.Background(), scopeOf(t, b, s.Staff["1001"]))
	for range 20 {
		seen(ctx, t, b.Counter)
	}
	const plans = `SELECT coalesce(sum(generic_plans + custom_plans), 0) FROM pg_prepared_statements WHERE statement LIKE 'SELECT set_config(%'`
	if n := must(fetch[int64](b.Counter.WithContext(ctx), plans))(t); n != 1 {
		t.Errorf("the viewer was named %d times", n)
	}
}

func fetch[T any](db *gorm.DB, sql string) (v T, err error) {
	err = db.Raw(sql).Row().Scan(&v)
	return v, err
}

func TestRightsAreAppliedAgainOnlyWhenTheyAreOthers(t *testing.T) {
	b := booktest.OpenPostgres(t)
	ctx := context.Background()
	oids := func() string { return one(t, b, "SELECT string_agg(oid::text, ',' ORDER BY oid) FROM pg_policy") }
	before := oids()
	must(models.MigrateUp(ctx, b))(t)
	if after := oids(); after != before {
		t.Error("the same rights were applied again")
	}
	for _, sql := range []string{"COMMENT ON FUNCTION carebook_staff() IS 'older'", "DROP POLICY carebook_counter ON cases",
		"CREATE POLICY too_wide ON events FOR SELECT TO carebook_counter USING (true)", "GRANT INSERT ON cases TO carebook_counter"} {
		if err := b.DB.Exec(sql).Error; err != nil {
			t.Fatal(err)
		}
	}
	must(models.MigrateUp(ctx, b))(t)
	if err := b.Ready(ctx); err != nil || one(t, b, "SELECT count(*)::text FROM pg_policies WHERE policyname <> 'carebook_counter'") != "0" {
		t.Errorf("%v", err)
	}
}

// aLogin is the address of an empty database of a login that may do nothing else, and the same as the server's administrator.
func aLogin(t *testing.T) (address string, admin *pgx.Conn) {
	t.Helper()
	ctx := context.Background()
	u := must(url.Parse(pgtest.URL(t)))(t)
	admin = must(pgx.Connect(ctx, u.String()))(t)
	t.Cleanup(func() { admin.Close(ctx) })
	login := "carebook_login_" + strings.ReplaceAll(models.NewID(), "-", "")
	for _, sql := range []string{"CREATE ROLE " + login + " LOGIN", fmt.Sprintf("ALTER DATABASE %s OWNER TO %s", strings.TrimPrefix(u.Path, "/"), login), "GRANT ALL ON SCHEMA public TO " + login} {
		must(admin.Exec(ctx, sql))(t)
	}
	t.Cleanup(func() {
		for _, sql := range []string{"DROP OWNED BY " + login + " CASCADE", "ALTER DATABASE " + strings.TrimPrefix(u.Path, "/") + " OWNER TO CURRENT_USER", "DROP ROLE " + login} {
			if _, err := admin.Exec(ctx, sql); err != nil {
				t.Errorf("%s: %v", sql, err)
			}
		}
	})
	u.User = url.User(login)
	return u.String(), admin
}

func TestALoginThatMayMakeNoRolesIsToldWhatItsAdministratorRuns(t *testing.T) {
	address, admin := aLogin(t)
	b := booktest.Open(t, address)
	ctx := context.Background()
	_, err := models.MigrateUp(ctx, b)
	if err == nil || !strings.Contains(err.Error(), "GRANT carebook_counter TO carebook_login_") {
		t.Fatalf("%v", err)
	}
	_, statement, _ := strings.Cut(err.Error(), "GRANT ")
	grant, _, _ := strings.Cut(statement, " (")
	must(admin.Exec(ctx, `DO $$ BEGIN CREATE ROLE carebook_counter NOLOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$`))(t)
	must(admin.Exec(ctx, "GRANT "+grant))(t)
	if up := must(models.MigrateUp(ctx, b))(t); len(up) != 0 {
		t.Errorf("%d migrations again", len(up))
	}
	if err := b.Ready(ctx); err != nil {
		t.Error(err)
	}
	s := booktest.Seed(t, b)
	for badge, want := range map[string]int64{"1001": 1, "2001": 0} {
		if n := seen(models.See(ctx, scopeOf(t, b, s.Staff[badge])), t, b.Counter); n != want {
			t.Errorf("%s sees %d customers", badge, n)
		}
	}
}
