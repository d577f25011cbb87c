package calendar_test

import (
	"fmt"
	"os"
	"runtime"
	"strings"
	"testing"
)

const proofPage = `# What the second implementation found

docs/time.md is implemented twice: by package ` + "`calendar`" + `, and again for tests by an oracle that goes through a paper calendar day
by day (` + "`calendar/oracle_*_test.go`" + `) and a stopwatch that counts working time minute by minute (` + "`calendar/count_test.go`" + `). The second
shares no code with the first and doesn't read its files: it takes China's holidays and lunar months from lunar-go and has the hours
written down. Random cases are counted by both: start, rule, way of counting, pauses, of the arranged years 2019 to 2026 and the year
after them. CI counts %s; this page is written by ` + "`make calendar-proof`" + `, which counts five times as many.

| | |
|---|---|
| run on | %s, %s |
| cases | %d against the day table, %d minute by minute |
| mismatches | **0** |
| drawn again by | ` + "`CAREBOOK_PROOF_SEED=%d make calendar-proof`" + ` |

| calendar | version |
|---|---|
%s
| cases | what |
|---|---|
%s`

// write says on a page what was counted.
func (p *proof) write(t *testing.T, page string, cases uint64) {
	t.Helper()
	var calendars, kinds strings.Builder
	for _, in := range p.pairs {
		fmt.Fprintf(&calendars, "| `%s` | `%s` |\n", in.ID(), in.Version())
	}
	for _, e := range p.editions {
		fmt.Fprintf(&calendars, "| `%s` as of %s | `%s` |\n", e.ID(), e.asOf, e.Version())
	}
	for _, kind := range sorted(p.tally) {
		fmt.Fprintf(&kinds, "| %d | %s |\n", p.tally[kind], kind)
	}
	text := fmt.Sprintf(proofPage, "200,000 against the day table and 20,000 minute by minute", os.Getenv("CAREBOOK_PROOF_DAY"), runtime.Version(),
		cases, cases/10, p.seed, calendars.String(), kinds.String())
	if err := os.WriteFile(page, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
