package calendar_test

import (
	"testing"

	"carebook/calendar"
)

func BenchmarkDue(b *testing.B) {
	c := china(b)
	start := at(b, c, "2026-02-12 15:00")
	for _, s := range []string{"24 hours", "6 days", "4 working hours", "3 working days", "30 working days"} {
		r := rule(b, s)
		b.Run(s, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := c.Due(start, r); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkMoment is BenchmarkDue without the explanation.
func BenchmarkMoment(b *testing.B) {
	c := china(b)
	start := at(b, c, "2026-02-12 15:00")
	for _, s := range []string{"24 hours", "6 days", "4 working hours", "3 working days", "30 working days", "1 month", "end of month", "Sunday 17:00"} {
		r := rule(b, s)
		b.Run(s, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, _, err := c.Moment(start, r); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkResume(b *testing.B) {
	c, r := china(b), rule(b, "3 working days")
	d := due(b, c, "2026-02-12 15:00", "3 working days")
	from, to := at(b, c, "2026-02-13 10:00"), at(b, c, "2026-02-14 10:00")
	b.ReportAllocs()
	for b.Loop() {
		if _, err := c.Resume(d, r, calendar.Pause{From: from, To: to}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkParse(b *testing.B) {
	src := source(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := calendar.Parse("x.yaml", src, nil); err != nil {
			b.Fatal(err)
		}
	}
}
