package main

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

const sampleLog = `2026-11-21 22:54:28.123 UTC [42] LOG:  parameter "log_line_prefix" changed to "%d|"
bench|LOG:  duration: 0.020 ms  parse stmtcache_1: SELECT 1
bench|LOG:  duration: 0.200 ms  bind stmtcache_1: SELECT 1
bench|LOG:  duration: 0.030 ms  execute stmtcache_1: SELECT 1
bench|DETAIL:  parameters: $1 = 'a|LOG:  duration: 9 ms  statement: x'
bench|LOG:  duration: 0.050 ms  statement: begin
bench_temporal|LOG:  duration: 1.500 ms  execute <unnamed>: UPDATE executions SET
		range_id = $1
	WHERE shard_id = $2
|LOG:  received SIGHUP, reloading configuration files
bench|LOG:  duration: 0.070 ms  execute stmtcache_1: SELECT 1
`

func TestALogIsReadStatementByStatement(t *testing.T) {
	want := []step{
		{"bench", "parse", 0.02, "SELECT 1"}, {"bench", "bind", 0.2, "SELECT 1"}, {"bench", "execute", 0.03, "SELECT 1"},
		{"bench", "statement", 0.05, "begin"},
		{"bench_temporal", "execute", 1.5, "UPDATE executions SET range_id = $1 WHERE shard_id = $2"},
		{"bench", "execute", 0.07, "SELECT 1"},
	}
	if diff := cmp.Diff(want, readLog([]byte(sampleLog)), cmp.AllowUnexported(step{})); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestPlanningIsPartOfAStatementNotOneMore(t *testing.T) {
	got := byDatabase(readLog([]byte(sampleLog)), 2)
	want := map[string]asked{"bench": {1.5, 0.185}, "bench_temporal": {0.5, 0.75}}
	for db, a := range want {
		if d := got[db]; d.statements != a.statements || d.ms < a.ms-1e-9 || d.ms > a.ms+1e-9 {
			t.Errorf("%s: %v, want %v", db, d, a)
		}
	}
	text := "ms and times per operation, what the books were asked\n0.160\t1.00\tSELECT 1\n0.025\t0.50\tbegin\n"
	if diff := cmp.Diff(text, string(byText(readLog([]byte(sampleLog)), 2))); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}
