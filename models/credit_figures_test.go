package models_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"carebook/models"
)

var creditRules = models.CreditRules{Window: 30, Term: 30}

var creditKinds = []string{
	models.LineGoods, models.LinePayment, models.LineFreed, models.LineWriteOff, models.LineLimit, models.LineTerms,
}

// linesOf reads lines from bytes, four for each: kind, amount, reference, days since the last one.
func linesOf(data []byte) (lines []models.CreditLine) {
	at, seen := time.Date(2026, 1, 5, 2, 0, 0, 0, time.UTC), map[string]bool{}
	for n := int64(1); len(data) >= 4 && n <= 60; n, data = n+1, data[4:] {
		at = at.Add(time.Duration(data[3]%40) * 24 * time.Hour)
		l := models.CreditLine{
			N: n, Kind: creditKinds[int(data[0])%len(creditKinds)], Amount: int64(data[1]) * 1_000_000_007, Item: fmt.Sprintf("D-%d", data[2]%8),
			Day: at.Format(time.DateOnly), At: at, Days: int64(data[2] % 60),
		}
		switch {
		case l.Kind == models.LineGoods && seen[l.Item]:
			continue // the books refuse a second release of one reference
		case l.Kind == models.LineGoods:
			seen[l.Item] = true
			l.Way = []string{"in_limit", "first", "last", "unauthorised"}[data[2]%4]
		case l.Kind == models.LinePayment && data[2]%3 == 0:
			l.Item = ""
		}
		lines = append(lines, l)
	}
	return lines
}

// Figures are a function of the lines: not of their order, nor of what else was asked. Each fen that was released is paid,
// written off or unpaid, and each that was paid is spent, held or too much.
func FuzzFiguresFollowFromTheLinesAlone(f *testing.F) {
	f.Add([]byte{0, 9, 1, 1, 1, 5, 1, 2, 0, 9, 2, 31, 1, 20, 3, 1})
	f.Add([]byte{4, 100, 0, 0, 0, 90, 5, 1, 1, 20, 6, 2, 2, 0, 6, 3, 3, 200, 5, 4})
	f.Fuzz(func(t *testing.T, data []byte) {
		lines := linesOf(data)
		if len(lines) == 0 {
			return
		}
		first, last := lines[0].Day, lines[len(lines)-1].Day
		figures := models.CreditFiguresOn(lines, last, creditRules)
		turned := slices.Clone(lines)
		slices.Reverse(turned)
		if diff := cmp.Diff(figures, models.CreditFiguresOn(turned, last, creditRules)); diff != "" {
			t.Errorf("another order, other figures:\n%s", diff)
		}
		series := models.CreditSeries(lines, first, last, creditRules)
		if diff := cmp.Diff(figures, series[len(series)-1]); diff != "" {
			t.Errorf("the last day of the series is otherwise:\n%s", diff)
		}
		var released, paid, dead int64
		for _, l := range lines {
			switch l.Kind {
			case models.LineGoods:
				released += l.Amount
			case models.LinePayment:
				paid += l.Amount
			case models.LineWriteOff:
				dead += l.Amount
			}
		}
		if u := figures.Unpaid + paid - figures.Held; u > released || u < released-dead {
			t.Errorf("released %d, paid %d, held %d, written off at most %d: unpaid can't be %d", released, paid, figures.Held, dead, figures.Unpaid)
		}
		if figures.Held < 0 || figures.Limit < 0 || (figures.Unpaid > 0) != (figures.Oldest != "") {
			t.Errorf("%+v", figures)
		}
	})
}

// The limit of a day is the goods of the thirty days before it: not those of the day itself, nor of the thirty-first.
func TestTheWindowHasThirtyDays(t *testing.T) {
	lines := []models.CreditLine{{N: 1, Kind: models.LineGoods, Amount: 100, Item: "D-1", Way: "in_limit", Day: "2026-03-01", At: time.Date(2026, 3, 1, 2, 0, 0, 0, time.UTC)}}
	for day, want := range map[string]int64{"2026-03-01": 0, "2026-03-02": 100, "2026-03-31": 100, "2026-04-01": 0} {
		if got := models.CreditFiguresOn(lines, day, creditRules).Limit; got != want {
			t.Errorf("on %s the limit is %d, want %d", day, got, want)
		}
	}
}
