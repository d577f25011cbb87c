package api

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"gorm.io/gorm"

	"carebook/calendar"
	"carebook/models"
)

// Calendar is a working calendar in the edition that counts now.
type Calendar struct {
	ID       string    `json:"id" example:"cn"`
	Title    string    `json:"title"`
	Extends  string    `json:"extends,omitempty" doc:"Calendar that it is an overlay of."`
	Zone     string    `json:"zone" example:"Asia/Shanghai"`
	Edition  int64     `json:"edition" doc:"Number in these books; a later edition has a higher one."`
	Version  string    `json:"version" doc:"Content hash: the same content has the same one everywhere."`
	Origin   string    `json:"origin" enum:"shipped,folder,staff" doc:"With carebook, from the operator's folder, or from a calendar keeper."`
	StoredAt time.Time `json:"stored_at"`
	StoredBy *string   `json:"stored_by,omitempty" doc:"Staff id, when a person stored it."`
}

// CalendarDetail is a calendar with what it is made from.
type CalendarDetail struct {
	Calendar
	Arrangements []CalendarArrangement `json:"arrangements" doc:"What was published, by year."`
	Editions     []CalendarEdition     `json:"editions" doc:"All of them, the current one first."`
	Content      string                `json:"content" doc:"The YAML file, to write the next edition from."`
}

// CalendarArrangement is a published arrangement of a year's days off and make-up days, or an amendment of one.
type CalendarArrangement struct {
	Year      int    `json:"year"`
	Source    string `json:"source"`
	Published string `json:"published" format:"date"`
	Amends    bool   `json:"amends,omitempty"`
}

// CalendarEdition is one edition in the history of a calendar.
type CalendarEdition struct {
	Edition  int64     `json:"edition"`
	Version  string    `json:"version"`
	Origin   string    `json:"origin" enum:"shipped,folder,staff"`
	StoredAt time.Time `json:"stored_at"`
	StoredBy *string   `json:"stored_by,omitempty"`
}

// CalendarDay is a run of equal days that make a year special.
type CalendarDay struct {
	Date    string `json:"date" format:"date"`
	Through string `json:"through,omitempty" format:"date"`
	What    string `json:"what" enum:"holiday,make_up_day,provisional" doc:"provisional: no arrangement is published from this day on."`
	Name    string `json:"name,omitempty"`
	Text    string `json:"text"`
}

// NewCalendarEdition is the next edition of a calendar.
type NewCalendarEdition struct {
	Content string `json:"content" minLength:"1" maxLength:"65536" doc:"The whole YAML file."`
}

type newCalendarInput struct {
	ID      string `path:"id" maxLength:"32" pattern:"^[a-z][a-z0-9-]*$" doc:"Id of the calendar, also of a new one."`
	Key     string `header:"Idempotency-Key" required:"true" doc:"A new key for each new action."`
	IfMatch string `header:"If-Match" doc:"ETag of the edition that this one was written from."`
	Body    NewCalendarEdition
}

type calendarInput struct {
	ID string `path:"id" maxLength:"32" doc:"Id of the calendar."`
}

type calendarOutput struct {
	ETag string `header:"ETag" doc:"Number of the edition."`
	Body CalendarDetail
}

func (s *Server) listCalendars(ctx context.Context, _ *struct{}) (*listOutput[Calendar], error) {
	db := s.db(ctx)
	rows, err := models.CurrentCalendars(db)
	if err != nil {
		return nil, err
	}
	shown := make([]Calendar, len(rows))
	for i, row := range rows {
		c, err := s.books.CalendarByN(db, row.N)
		if err != nil {
			return nil, err
		}
		shown[i] = s.calendar(row, c, requestOf(ctx).lang)
	}
	return listed(s, "calendars", shown, nil, func(c Calendar) Calendar { return c }), nil
}

func (s *Server) calendar(row models.Calendar, c *calendar.Calendar, lang string) Calendar {
	return Calendar{
		ID: c.ID(), Title: c.Names().In(lang), Extends: c.Base(), Zone: c.Location().String(), Edition: row.N, Version: row.Version,
		Origin: row.Origin, StoredAt: s.at(row.StoredAt), StoredBy: row.StoredBy,
	}
}

func (s *Server) getCalendar(ctx context.Context, in *calendarInput) (*calendarOutput, error) {
	return s.showCalendar(ctx, in.ID)
}

func (s *Server) showCalendar(ctx context.Context, id string) (*calendarOutput, error) {
	editions, c, err := s.currentCalendar(ctx, id)
	if err != nil {
		return nil, err
	}
	out := CalendarDetail{
		Calendar: s.calendar(editions[0], c, requestOf(ctx).lang), Arrangements: []CalendarArrangement{}, Content: string(c.Source()),
	}
	for _, a := range c.Arrangements() {
		out.Arrangements = append(out.Arrangements, CalendarArrangement(a))
	}
	for _, e := range editions {
		out.Editions = append(out.Editions, CalendarEdition{e.N, e.Version, e.Origin, s.at(e.StoredAt), e.StoredBy})
	}
	return &calendarOutput{etag(editions[0].N), out}, nil
}

// currentCalendar is a calendar as it counts now, with all its editions.
func (s *Server) currentCalendar(ctx context.Context, id string) ([]models.Calendar, *calendar.Calendar, error) {
	db := s.db(ctx)
	editions, err := models.CalendarEditions(db, id)
	if err != nil {
		return nil, nil, err
	}
	if len(editions) == 0 {
		return nil, nil, fmt.Errorf("reading calendar %s: %w", id, gorm.ErrRecordNotFound)
	}
	c, err := s.books.CalendarByN(db, editions[0].N)
	return editions, c, err
}

type calendarDaysInput struct {
	ID   string `path:"id" maxLength:"32" doc:"Id of the calendar."`
	Year int    `query:"year" minimum:"2000" maximum:"2100" required:"true"`
}

// calendarDays lists the days off and the make-up days of a year.
func (s *Server) calendarDays(ctx context.Context, in *calendarDaysInput) (*listOutput[CalendarDay], error) {
	_, c, err := s.currentCalendar(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	lines, err := c.Year(in.Year)
	if err != nil {
		return nil, err
	}
	lang := requestOf(ctx).lang
	return listed(s, "calendar-days", lines, nil, func(l calendar.Line) CalendarDay {
		return CalendarDay{Date: l.Date, Through: l.Through, What: string(l.What), Name: l.Name.In(lang), Text: l.Label(lang)}
	}), nil
}

// addCalendar stores the next edition of a calendar. Open due times that it changes are counted again by the workers.
func (s *Server) addCalendar(ctx context.Context, in *newCalendarInput) (*calendarOutput, error) {
	expect, err := s.version(ctx, in.IfMatch)
	if err != nil {
		return nil, err
	}
	cmd, err := s.books.AddCalendar(ctx, models.NewCalendar{
		Command: s.newCommand(ctx, order{expect: expect}), ID: in.ID, File: in.ID + ".yaml", Content: []byte(in.Body.Content),
	})
	var bad *models.CalendarError
	if errors.As(err, &bad) {
		return nil, s.badCalendar(requestOf(ctx), bad)
	}
	if err := s.done(ctx, cmd, err); err != nil {
		return nil, err
	}
	return s.showCalendar(ctx, in.ID)
}

// badCalendar answers a file that can't be used: every problem with its line and column. What it quotes is a calendar,
// nothing personal.
func (s *Server) badCalendar(r *request, bad *models.CalendarError) *Problem {
	p := s.problem(r, codeInvalid)
	for line := range strings.SplitSeq(bad.Error(), "\n") {
		p.Errors = append(p.Errors, FieldProblem{Location: "body.content", Code: "calendar", Message: fieldProblems["calendar"].in(r.lang) + line})
	}
	return p
}
