package calendar_test

import (
	"fmt"
	"os"
	"runtime"
	"strings"
	"testing"
)

const proofPage = `# What the second implementation found

[time.md](time.md) is implemented twice: by package calendar, and again for tests by an oracle that goes through a paper
calendar day by day (calendar/oracle_*_test.go) and a stopwatch that counts working time minute by minute
(calendar/count_test.go). The second shares no code with the first and reads none of its files: it takes China's holidays and
lunar months from lunar-go and has the hours written down. Both count random cases: start, rule, way of counting, pauses,
windows, in the arranged years 2019 to 2026 and the year after them. CI counts 200,000 and 20,000; "make calendar-proof" counts
five times as many and writes this page.

| | |
|---|---|
| counted on | %s, %s |
| against the day table | %d |
| minute by minute | %d |
| mismatches | **0** |
| the same cases again | CAREBOOK_PROOF_SEED=%d make calendar-proof |

| calendar | version |
|---|---|
%s
| cases | of |
|---|---|
%s`

// write says on a page what was counted.
func (p *proof) write(t *testing.T, page string, cases uint64) {
	t.Helper()
	var calendars, kinds strings.Builder
	for _, in := range p.pairs {
		fmt.Fprintf(&calendars, "| %s | %s |\n", in.ID(), in.Version())
	}
	for _, e := range p.editions {
		fmt.Fprintf(&calendars, "| %s as of %s | %s |\n", e.ID(), e.asOf, e.Version())
	}
	for _, kind := range sorted(p.tally) {
		fmt.Fprintf(&kinds, "| %d | %s |\n", p.tally[kind], kind)
	}
	text := fmt.Sprintf(proofPage, os.Getenv("CAREBOOK_PROOF_DAY"), runtime.Version(), cases, cases/10, p.seed, calendars.String(), kinds.String())
	if err := os.WriteFile(page, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestTheProofIsOfTheCalendarsAsTheyAre(t *testing.T) {
	page, err := os.ReadFile("../docs/calendar-proof.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, in := range pairs(t) {
		if !strings.Contains(string(page), in.Version()) {
			t.Errorf("docs/calendar-proof.md doesn't know calendar %s of version %s: run make calendar-proof", in.ID(), in.Version())
		}
	}
}
