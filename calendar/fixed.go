package calendar

import (
	"time"

	"github.com/goccy/go-yaml/ast"
)

func (r *fileReader) readFixed(n ast.Node) {
	r.Fixed = map[string]fixedDay{}
	for _, item := range r.list(n, "fixed") {
		f := r.fields(item, "fixed day", "day", "festival", "since?")
		d := fixedDay{Festival: r.text(f["festival"], "festival")}
		if f["festival"] != nil {
			r.festival(f["festival"].GetToken(), d.Festival, "fixed day")
		}
		if since := f["since"]; since != nil {
			d.Since = r.year(since.GetToken(), r.text(since, "since"))
		}
		r.fixedDay(f["day"], d)
	}
}

func (r *fileReader) fixedDay(n ast.Node, d fixedDay) {
	text := r.text(n, "day")
	if text == "" {
		return
	}
	t, err := time.Parse("01-02", text) // of year 0, so 02-29 needs a second look
	if err != nil || text == "02-29" {
		r.wrong(n.GetToken(), "fixed day: %s is not a day of every year, want one such as 10-01", quoted(text))
		return
	}
	if _, taken := r.Fixed[text]; taken {
		r.wrong(n.GetToken(), "fixed day: %s stands twice", text)
	}
	d.month, d.day = t.Month(), t.Day()
	r.Fixed[text] = d
}
