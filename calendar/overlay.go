package calendar

import "github.com/goccy/go-yaml/ast"

// An ownDay is a date for which an overlay differs from its base and its week.
type ownDay struct {
	Open  bool
	Names Names // why it is closed
}

// overlay reads a file that says only what differs from base.
func (r *fileReader) overlay(n ast.Node, base *file) {
	f := r.fields(n, "overlay", "id", "extends", "names", "week?", "make_up_hours?", "close_of_business?", "open?", "closed?")
	r.file = *base
	r.Base = base.ID
	r.readID(f["id"])
	r.Names = r.names(f["names"], "names")
	if f["week"] != nil {
		r.readWeek(f["week"], "?")
	}
	if f["make_up_hours"] != nil {
		r.readMakeUp(f["make_up_hours"])
	} else if len(r.Week[r.MakeUp]) == 0 && !r.idle() {
		r.wrong(place(n), "make_up_hours: %s is not a weekday with working hours here, name one that is", weekdayNames[r.MakeUp])
	}
	if f["close_of_business"] != nil {
		r.readUsual(f["close_of_business"])
	}
	r.Own = map[date]ownDay{}
	r.ownDays(f["open"], "open", ownDay{Open: true})
	for _, item := range r.list(f["closed"], "closed") {
		f := r.fields(item, "closed", "days", "names")
		r.ownDays(f["days"], "closed", ownDay{Names: r.names(f["names"], "closed")})
	}
}

// ownDays reads a list of dates and ranges that are all open or all closed.
func (r *fileReader) ownDays(n ast.Node, what string, own ownDay) {
	for _, item := range r.list(n, what) {
		text := r.text(item, what)
		if text == "" {
			continue
		}
		first, last, ok := parseRange(text)
		if !ok || first < firstDate || last > lastDate {
			r.wrong(item.GetToken(), "%s: %s is not a date or range within one year from %d to %d, want 2026-02-15 or 2026-02-15..2026-02-23",
				what, quoted(text), firstDate.year(), lastDate.year())
			continue
		}
		for d := first; d <= last; d++ {
			if other, taken := r.Own[d]; taken {
				r.ownTwice(item, d, other.Open != own.Open)
				break
			}
			r.Own[d] = own
		}
	}
}

func (r *fileReader) ownTwice(item ast.Node, d date, differ bool) {
	if differ {
		r.wrong(item.GetToken(), "%s is both open and closed", d)
		return
	}
	r.wrong(item.GetToken(), "%s stands twice", d)
}
