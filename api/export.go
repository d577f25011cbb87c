package api

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"gorm.io/gorm"

	"carebook/contract"
	"carebook/internal/workbook"
	"carebook/models"
	"carebook/policies"
)

// exportPath is what an export's address adds to that of its list.
const exportPath = "/export"

// column is a column of a list's workbook: a word for its title, and what stands in its cells.
type column[Item any] struct {
	title string
	cell  func(c *cells, i Item) any
}

// exported is a list that can be had as a workbook: what narrows and sorts the list does the same here, and nothing comes in
// that the list itself doesn't show.
type exported[Query, In, Item any] struct {
	path    string // of the list
	name    string // of the file
	summary string
	ask     func(Paging, Query) *In
	list    func(*Server, context.Context, *In) (*listOutput[Item], error)
	columns []column[Item]
}

// export registers the workbook of a list of what is in sight.
func export[Query, In, Item any](s *Server, tag string, e exported[Query, In, Item]) {
	exportFor(s, tag, inSight, e)
}

// exportFor registers the workbook of a list that somebody else may see.
func exportFor[Query, In, Item any](s *Server, tag string, may right, e exported[Query, In, Item]) {
	op := get(tag, e.path+exportPath, e.summary, http.StatusUnprocessableEntity)
	op.Description = "With the filters and the order of the list, titles in the caller's language, times in the business zone. A list of more than " +
		strconv.Itoa(s.limits.Export) + " rows is refused."
	op.Responses = map[string]*huma.Response{"200": {
		Description: "The whole list as a workbook.",
		Content:     map[string]*huma.MediaType{workbook.MediaType: {Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}},
	}}
	route(s, op, may, func(s *Server, ctx context.Context, q *Query) (*workbookOutput, error) { return e.answer(ctx, s, q) })
}

// answer writes the workbook in one look into the books: a row that changes its place meanwhile is in it once.
func (e exported[Query, In, Item]) answer(ctx context.Context, s *Server, q *Query) (out *workbookOutput, err error) {
	r := requestOf(ctx)
	err = s.show(ctx, func(tx *gorm.DB, _ models.Scope) error {
		r.look = tx
		defer func() { r.look = nil }()
		c, err := s.cells(ctx)
		if err != nil {
			return err
		}
		file, err := e.write(ctx, c, *q)
		out = &workbookOutput{workbook.MediaType, `attachment; filename="` + e.name + `.xlsx"`, file}
		return err
	})
	if err == nil {
		err = s.still(ctx) // whoever was shown the door meanwhile doesn't take the list along
	}
	if err != nil {
		return nil, err
	}
	return out, s.books.AuditNow(ctx, models.AuditEntry{Action: models.AuditExported, Kind: "list", Object: e.path})
}

// write reads the list in ten pages at most, each written before the next is read.
func (e exported[Query, In, Item]) write(ctx context.Context, c *cells, q Query) ([]byte, error) {
	head := make([]string, len(e.columns))
	for i, column := range e.columns {
		head[i] = words["column."+column.title].in(c.lang)
	}
	sheet, err := workbook.NewSheet(head)
	if err != nil {
		return nil, err
	}
	defer sheet.Close()
	most := c.server.limits.Export
	p, rows := Paging{Limit: max(1, most/10)}, 0
	for {
		page, err := e.list(c.server, ctx, e.ask(p, q))
		if err != nil {
			return nil, err
		}
		if rows += len(page.Body.Items); rows > most {
			return nil, contract.Refused(codeExportLong, "", "rows", strconv.Itoa(most))
		}
		for _, item := range page.Body.Items {
			row := make([]any, len(e.columns))
			for i, column := range e.columns {
				row[i] = column.cell(c, item)
			}
			if err := sheet.Add(row...); err != nil {
				return nil, err
			}
		}
		if p.Cursor = page.Body.Next; p.Cursor == "" {
			return sheet.Bytes()
		}
	}
}

// cells turns what a list shows into what people read.
type cells struct {
	server *Server
	lang   string
	book   *policies.Book
	staff  map[string]string
	places map[string]string
}

func (s *Server) cells(ctx context.Context) (*cells, error) {
	db, scope, err := s.scope(ctx)
	if err != nil {
		return nil, err
	}
	c := &cells{server: s, lang: requestOf(ctx).lang}
	if c.book, _, err = s.book(ctx); err != nil {
		return nil, err
	}
	if c.staff, err = models.StaffNames(db); err != nil {
		return nil, err
	}
	c.places, err = models.PlaceNames(db, scope)
	return c, err
}

// word is what people call a value of a field. A word that means two things has a key for the field.
func (c *cells) word(field, value string) any {
	for _, key := range []string{field + "." + value, value} {
		if w, ok := words[key]; ok {
			return w.in(c.lang)
		}
	}
	return value
}

func (c *cells) yes(yes bool) any {
	if yes {
		return words["yes"].in(c.lang)
	}
	return words["no"].in(c.lang)
}

func (c *cells) role(id string) any { return orID(roleName(c.book, id, c.lang), id) }

func (c *cells) place(id string) any { return orID(c.places[id], id) }

func (c *cells) person(id string) any { return orID(c.staff[id], id) }

func (c *cells) personOr(id *string) any {
	if id == nil {
		return ""
	}
	return c.person(*id)
}

func orID(name, id string) string {
	if name == "" {
		return id
	}
	return name
}

// time is a moment to the minute in the business zone.
func (c *cells) time(t time.Time) any { return t.In(c.server.zone).Format("2006-01-02 15:04") }

func (c *cells) timeOr(t *time.Time) any {
	if t == nil {
		return ""
	}
	return c.time(*t)
}

func amountOr(amount *string) any {
	if amount == nil {
		return ""
	}
	return workbook.Amount(*amount)
}
