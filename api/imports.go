package api

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"carebook/contract"
	"carebook/internal/workbook"
	"carebook/models"
)

// Limits of a workbook: what the books take in one transaction, and what a counter can hold beside its other requests.
const (
	workbookBytes = 8 << 20
	workbookRows  = 20_000
)

// Imports is all that imports need of Temporal.
type Imports interface {
	StartImport(ctx context.Context, id string) error
}

// Import is a workbook that was brought in, and how far it has come.
type Import struct {
	ID         string     `json:"id"`
	Kind       string     `json:"kind" enum:"customers,vehicles,staff,deliveries,dispatches,payments"`
	Unit       string     `json:"unit" doc:"Id of the unit that the rows belong to."`
	State      string     `json:"state" enum:"waiting,running,finished"`
	Rows       int64      `json:"rows" doc:"All of them."`
	Done       int64      `json:"done" doc:"Rows that have come to their end: created, unchanged or refused."`
	Created    int64      `json:"created" doc:"Rows that this import carried out."`
	Unchanged  int64      `json:"unchanged" doc:"Rows of which the books say the same already."`
	Refused    int64      `json:"refused" doc:"Rows that stand in the error workbook with their reasons."`
	Rate       float64    `json:"rate" doc:"Rows per second since it began."`
	ReceivedAt time.Time  `json:"received_at"`
	FinishedAt *time.Time `json:"finished_at,omitempty"`
}

func (s *Server) importShown(now time.Time) func(models.ImportItem) Import {
	return func(i models.ImportItem) Import {
		out := Import{
			ID: i.ID, Kind: string(i.Kind), Unit: i.UnitID, State: "waiting", Rows: i.Total, Done: i.Done(), Created: i.Created,
			Unchanged: i.Unchanged, Refused: i.Refused, ReceivedAt: s.at(i.ReceivedAt), FinishedAt: s.atPtr(i.FinishedAt),
		}
		if i.BeganAt == nil {
			return out
		}
		out.State = "running"
		if i.FinishedAt != nil {
			out.State, now = "finished", *i.FinishedAt
		}
		if seconds := now.Sub(*i.BeganAt).Seconds(); seconds > 0 {
			out.Rate = float64(int64(10*float64(out.Done)/seconds)) / 10
		}
		return out
	}
}

type newImportInput struct {
	Unit    string `query:"unit" required:"true" format:"uuid" doc:"Id of the unit that the rows belong to."`
	Key     string `header:"Idempotency-Key" required:"true" doc:"A new key for each new workbook; the same one finds its import."`
	RawBody []byte `contentType:"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"`
}

// newImport takes a workbook of a kind in and starts what carries it out. The same key finds its import, and starts it
// again when it isn't at its end: whatever a crash left undone goes on.
func newImport(kind contract.ImportKind) func(*Server, context.Context, *newImportInput) (*bodyOutput[Import], error) {
	return func(s *Server, ctx context.Context, in *newImportInput) (*bodyOutput[Import], error) {
		return s.takeIn(ctx, kind, in)
	}
}

func (s *Server) takeIn(ctx context.Context, kind contract.ImportKind, in *newImportInput) (*bodyOutput[Import], error) {
	_, scope, err := s.scope(ctx)
	if err != nil {
		return nil, err
	}
	if !scope.Sees(in.Unit) {
		return nil, contract.Refused(contract.CodeUnknownUnit, "")
	}
	if !scope.Holds(models.Administrator, in.Unit) { // the books ask again; here, before a large workbook is read
		return nil, contract.Refused(contract.CodeWrongRole, "", "action", string(models.ReceiveImportAction), "roles", models.Administrator)
	}
	rows, err := s.importRows(ctx, kind, in.RawBody)
	if err != nil {
		return nil, err
	}
	n := models.NewImport{Command: s.newCommand(ctx, order{stream: models.NewID()}), Kind: kind, UnitID: in.Unit, Rows: rows}
	n.Command.Path += "?unit=" + in.Unit
	cmd, err := s.books.BeginImport(ctx, n)
	if err := s.done(ctx, cmd, err); err != nil {
		return nil, err
	}
	out, err := s.showImport(ctx, cmd.Stream)
	if err == nil && out.Body.FinishedAt == nil {
		err = s.imports.StartImport(ctx, cmd.Stream)
	}
	return out, err
}

// importRows reads a workbook and judges each row as far as the row alone tells.
func (s *Server) importRows(ctx context.Context, kind contract.ImportKind, file []byte) ([]models.NewImportRow, error) {
	columns, r := importColumns[kind], requestOf(ctx)
	read, err := workbook.Read(file, sheetColumns(columns), workbookRows)
	var head *workbook.HeadError
	switch {
	case errors.As(err, &head):
		return nil, s.badHead(r, columns, head)
	case errors.Is(err, workbook.ErrTooLong):
		return nil, s.refusal(r, contract.Refused(codeWorkbookLong, "", "rows", strconv.Itoa(workbookRows)))
	case err != nil:
		return nil, s.problem(r, codeWorkbook)
	}
	book, _, err := s.book(ctx)
	if err != nil {
		return nil, err
	}
	cells, rows := reader{s.zone, book.Roles()}, make([]models.NewImportRow, len(read))
	for i, row := range read {
		rows[i] = models.NewImportRow{N: row.N, Cells: row.Cells, Refusal: cells.judge(columns, row.Cells)}
	}
	return rows, nil
}

// badHead answers a head that isn't that of the kind: nothing was written.
func (s *Server) badHead(r *request, columns []importColumn, head *workbook.HeadError) *Problem {
	p := s.problem(r, codeInvalid)
	add := func(location, code, more string) {
		p.Errors = append(p.Errors, FieldProblem{Location: "body." + location, Code: code, Message: fieldProblems[code].in(r.lang) + more})
	}
	var titles []string
	for _, c := range columns {
		titles = append(titles, c.title.in(r.lang))
	}
	known := strings.Join(titles, said{"、", "、", ", "}.in(r.lang))
	for _, cell := range head.Unknown {
		add(cell, "column_unknown", known)
	}
	for _, name := range head.Twice {
		add(name, "column_twice", titleOf(columns, name, r.lang))
	}
	for _, name := range head.Missing {
		add(name, "column_missing", titleOf(columns, name, r.lang))
	}
	return p
}

type importInput struct {
	ID string `path:"id" maxLength:"64" doc:"Id of the import."`
}

func (s *Server) getImport(ctx context.Context, in *importInput) (*bodyOutput[Import], error) {
	return s.showImport(ctx, in.ID)
}

func (s *Server) showImport(ctx context.Context, id string) (*bodyOutput[Import], error) {
	db := s.db(ctx)
	now, err := s.books.Now(db)
	if err != nil {
		return nil, err
	}
	i, err := models.ImportOf(db, requestOf(ctx).staff.ID, id)
	if err != nil {
		return nil, err
	}
	return &bodyOutput[Import]{s.importShown(now)(*i)}, nil
}

type importsInput struct {
	Paging
	ImportQuery
}

// ImportQuery is empty: all imports of the caller are wanted.
type ImportQuery struct{}

func (s *Server) listImports(ctx context.Context, in *importsInput) (*listOutput[Import], error) {
	page, err := s.page(ctx, "imports", in.Paging)
	if err != nil {
		return nil, err
	}
	db := s.db(ctx)
	now, err := s.books.Now(db)
	if err != nil {
		return nil, err
	}
	rows, next, err := models.ImportsOf(db, requestOf(ctx).staff.ID, page)
	if err != nil {
		return nil, err
	}
	return listed(s, "imports", rows, next, s.importShown(now)), nil
}

type workbookOutput struct {
	ContentType string `header:"Content-Type"`
	Disposition string `header:"Content-Disposition"`
	Body        []byte
}

// importErrors is the error workbook: the refused rows as they came, where they stood, and why. It can be corrected and
// brought in as it is.
func (s *Server) importErrors(ctx context.Context, in *importInput) (*workbookOutput, error) {
	db, r := s.db(ctx), requestOf(ctx)
	i, err := models.ImportOf(db, r.staff.ID, in.ID)
	if err != nil {
		return nil, err
	}
	refused, err := s.books.RefusedRows(db, i.Import)
	if err != nil {
		return nil, err
	}
	columns := importColumns[i.Kind]
	head := []string{rowColumn.in(r.lang)}
	for _, c := range columns {
		head = append(head, c.title.in(r.lang))
	}
	head = append(head, reasonColumn.in(r.lang))
	rows := make([][]string, len(refused))
	for k, row := range refused {
		rows[k] = []string{strconv.FormatInt(row.N, 10)}
		for _, c := range columns {
			rows[k] = append(rows[k], row.Cells[c.name])
		}
		rows[k] = append(rows[k], s.rowReason(r, columns, &row.Refusal))
	}
	var file bytes.Buffer
	if err := workbook.Write(&file, head, rows); err != nil {
		return nil, err
	}
	err = s.books.AuditNow(ctx, models.AuditEntry{Action: models.AuditFileRead, Unit: i.UnitID, Kind: "import", Object: i.ID})
	return &workbookOutput{workbook.MediaType, `attachment; filename="errors.xlsx"`, file.Bytes()}, err
}

func (s *Server) importRoutes() {
	for _, kind := range contract.ImportKinds {
		taken := post("imports", "/imports/"+string(kind), "Bring in a workbook of "+string(kind),
			"For administrators of the unit. The rows are carried out afterwards, each once for ever by its reference; ask how far it has come.")
		taken.DefaultStatus, taken.MaxBodyBytes = http.StatusAccepted, workbookBytes
		route(s, taken, holding(models.Administrator, models.ReceiveImportAction), newImport(kind))
	}
	route(s, get("imports", "/imports", "List my imports", http.StatusUnprocessableEntity), own, (*Server).listImports)
	route(s, get("imports", "/imports/{id}", "Say how far an import has come"), ownOf(models.ThingImport), (*Server).getImport)
	errors := get("imports", "/imports/{id}/errors", "Get the error workbook of an import")
	errors.Responses = map[string]*huma.Response{"200": {
		Description: "The refused rows, with their reasons.",
		Content:     map[string]*huma.MediaType{workbook.MediaType: {Schema: &huma.Schema{Type: "string", Format: "binary"}}},
	}}
	route(s, errors, ownOf(models.ThingImport), (*Server).importErrors)
}
