package api

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"gorm.io/gorm"

	"carebook/contract"
	"carebook/internal/dispatch"
	"carebook/models"
	"carebook/policies"
)

// Complaint is a complaint as the books have it.
type Complaint struct {
	ComplaintItem
	DataTrue    bool          `json:"data_true" doc:"The customer's data were checked and are true."`
	Edition     string        `json:"edition" doc:"Edition of the policy that it is pinned to."`
	Calendar    string        `json:"calendar"`
	Customer    *CustomerSeen `json:"customer,omitempty" doc:"Absent when the complainant is unnamed."`
	Identity    string        `json:"identity,omitempty" doc:"Who an unnamed complainant says he is: for the roles that the policy names."`
	Merged      []CaseLink    `json:"merged,omitempty" doc:"Complaints of the same issue that go on in this one."`
	Later       []CaseLink    `json:"later,omitempty" doc:"Complaints that take this one up again."`
	Exclusions  []string      `json:"exclusions" doc:"Staff who are kept away from it."`
	Obligations []Obligation  `json:"obligations" doc:"By due time, those that came to their end included."`
	Texts       []Said        `json:"texts" doc:"What was said and written, in the order of events."`
	Attachments []Attachment  `json:"attachments" doc:"In the order of events."`
	Entries     []LedgerEntry `json:"entries" doc:"What was proposed against anybody, with what has become of it."`

	Joint      bool      `json:"joint" doc:"Departments handle it together."`
	NotUpheld  bool      `json:"not_upheld" doc:"It was decided that it isn't upheld."`
	Settlement *Settling `json:"settlement,omitempty" doc:"How it is settled, once it is closed."`
	Review     string    `json:"monthly_review,omitempty" enum:"penalty,no_penalty" doc:"What the monthly review said; absent until then."`
}

// CustomerSeen is the customer of a case, masked; name and phone are empty for a reader who may see the case but not the
// customer.
type CustomerSeen struct {
	ID      string   `json:"id"`
	Name    string   `json:"name"`
	Phone   string   `json:"phone"`
	Vehicle *Vehicle `json:"vehicle,omitempty"`
}

// Said are the texts of one event.
type Said struct {
	Seq   int64             `json:"seq"`
	Type  string            `json:"type" example:"reported"`
	Round int               `json:"round"`
	Actor string            `json:"actor"`
	At    time.Time         `json:"at"`
	Text  map[string]string `json:"text" doc:"By field: content, reason, summary, text, result, minutes, file_name."`
}

func money(fen int64) string { return policies.Money(fen).String() }

type complaintInput struct {
	ID string `path:"id" maxLength:"64" doc:"Id of the complaint."`
}

type complaintOutput struct {
	ETag string `header:"ETag" doc:"Version."`
	Body Complaint
}

// getComplaint reads everything in one view: the version says what all of it looked like at one moment.
func (s *Server) getComplaint(ctx context.Context, in *complaintInput) (*complaintOutput, error) {
	out := &complaintOutput{}
	err := s.show(ctx, func(tx *gorm.DB, scope models.Scope) error {
		c, err := models.ComplaintByID(tx, scope, in.ID)
		if err != nil {
			return err
		}
		out.ETag = etag(c.Seq)
		out.Body, err = s.complaint(tx, scope, c)
		return err
	})
	return out, err
}

// complaint gathers what the books hold of a complaint.
func (s *Server) complaint(tx *gorm.DB, scope models.Scope, c *models.ComplaintItem) (out Complaint, err error) {
	out = Complaint{
		ComplaintItem: s.complaintItem(*c), DataTrue: c.DataTrue, Edition: c.Edition, Calendar: c.Calendar,
	}
	out.Joint, out.NotUpheld, out.Review = c.Joint, c.Dismissed, c.Review
	if out.Settlement, err = s.settling(tx, c); err != nil {
		return out, err
	}
	if out.Customer, err = s.customerOf(tx, scope, c.CustomerID, c.VehicleID); err != nil {
		return out, err
	}
	identity, err := s.identityOf(tx, scope, c)
	if err != nil {
		return out, err
	}
	out.Identity = maskName(identity)
	linked, err := models.LinkedTo(tx, scope, c.ID)
	if err != nil {
		return out, err
	}
	out.Merged, out.Later = s.links(linked.Merged), s.links(linked.Later)
	if out.Exclusions, err = models.Exclusions(tx, c.ID); err != nil {
		return out, err
	}
	if out.Obligations, err = s.obligationsOf(tx, scope, c.ID); err != nil {
		return out, err
	}
	if out.Texts, err = s.textsOf(tx, c.ID); err != nil {
		return out, err
	}
	if out.Attachments, err = s.attachmentsOf(tx, c.ID); err != nil {
		return out, err
	}
	out.Entries, err = s.entriesOf(tx, scope, c.ID)
	return out, err
}

// entriesOf are the ledger entries of a case that the caller sees, in the order in which they were written.
func (s *Server) entriesOf(tx *gorm.DB, scope models.Scope, id string) ([]LedgerEntry, error) {
	rows, err := models.Entries(tx, id)
	out := []LedgerEntry{}
	for _, e := range rows {
		if scope.SeesEntry(e) {
			out = append(out, s.ledgerEntry(e))
		}
	}
	return out, err
}

func (s *Server) customerOf(db *gorm.DB, scope models.Scope, id, vehicle *string) (*CustomerSeen, error) {
	if id == nil {
		return nil, nil
	}
	out := &CustomerSeen{ID: *id}
	card, err := s.books.CustomerByID(db, scope, *id)
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return out, nil // another unit's customer
	}
	if err != nil {
		return out, err
	}
	shown := s.customer(*card, requestOf(db.Statement.Context).lang)
	out.Name, out.Phone = shown.Name, shown.Phone
	for _, v := range shown.Vehicles {
		if vehicle != nil && v.ID == *vehicle {
			out.Vehicle = &v
		}
	}
	return out, nil
}

// whole is how much of one case is read at a time; a case is always shown whole.
const whole = 500

func (s *Server) obligationsOf(db *gorm.DB, scope models.Scope, id string) ([]Obligation, error) {
	out := []Obligation{}
	for page := (models.Page{Limit: whole}); ; {
		rows, next, err := models.CaseTodos(db, scope, id, page)
		if err != nil {
			return nil, err
		}
		for _, t := range rows {
			out = append(out, s.obligation(t))
		}
		if page.After = next; next == nil {
			return out, nil
		}
	}
}

// textsOf opens the texts of a case, event by event.
func (s *Server) textsOf(db *gorm.DB, id string) ([]Said, error) {
	return s.said(db, id, func(models.Happened) {})
}

// said is textsOf for whoever also wants to see the events. What was rejected or reopened is the last of
// its round.
func (s *Server) said(db *gorm.DB, id string, see func(models.Happened)) ([]Said, error) {
	out, round := []Said{}, 1
	for after := int64(0); ; {
		events, err := s.books.EventsOf(db, id, after, whole)
		if err != nil {
			return nil, err
		}
		for _, e := range events {
			after = e.Seq
			see(e)
			text, err := opened(e)
			if err != nil {
				return nil, err
			}
			if len(text) > 0 {
				out = append(out, Said{Seq: e.Seq, Type: e.Type, Round: round, Actor: e.Actor, At: s.at(e.OccurredAt), Text: text})
			}
			if slices.Contains(roundEnds, e.Type) {
				round++
			}
		}
		if len(events) < whole {
			return out, nil
		}
	}
}

// roundEnds are the events after which the next round begins.
var roundEnds = []string{contract.EventRejected, contract.EventReopened, contract.EventDissatisfied}

// opened are the texts of an event by field, but for an identity, which is sealed apart.
func opened(e models.Happened) (map[string]string, error) {
	var text map[string]string
	if len(e.Text) == 0 {
		return nil, nil
	}
	if err := json.Unmarshal(e.Text, &text); err != nil {
		return nil, fmt.Errorf("reading the texts of event %d of %s: not what was written", e.Seq, e.Stream)
	}
	delete(text, textIdentity)
	return text, nil
}

// ComplaintState is where a complaint stands, as its running workflow says.
type ComplaintState struct {
	Seq            int64      `json:"seq"`
	Status         string     `json:"status"`
	Severity       string     `json:"severity,omitempty"`
	Round          int        `json:"round"`
	Recipient      string     `json:"recipient"`
	Handler        string     `json:"handler,omitempty"`
	Amount         string     `json:"amount"`
	PausedAt       *time.Time `json:"paused_at,omitempty"`
	ResultReported bool       `json:"result_reported"`
	Obligations    []LiveDuty `json:"obligations" doc:"Open ones, in the order of opening."`
}

// LiveDuty is an open obligation with the marks on its clock.
type LiveDuty struct {
	ID     string     `json:"id"`
	Duty   string     `json:"duty"`
	Item   string     `json:"item,omitempty" doc:"Which one, where each is owed."`
	Role   string     `json:"role"`
	Person string     `json:"person,omitempty"`
	Clause string     `json:"clause"`
	Since  time.Time  `json:"since"`
	DueAt  time.Time  `json:"due_at"`
	Marks  []LiveMark `json:"marks"`
}

// LiveMark is a moment on a running clock.
type LiveMark struct {
	N      int       `json:"n"`
	At     time.Time `json:"at"`
	Kind   string    `json:"kind" enum:"remind,escalate,breach"`
	To     string    `json:"to"`
	Clause string    `json:"clause"`
	Fired  bool      `json:"fired"`
}

func (s *Server) complaintState(ctx context.Context, in *complaintInput) (*bodyOutput[ComplaintState], error) {
	var state contract.ComplaintState
	if err := s.live(ctx, contract.Complaint, in.ID, &state); err != nil {
		return nil, err
	}
	return &bodyOutput[ComplaintState]{s.state(state)}, nil
}

// live asks the running workflow of a case where it stands.
func (s *Server) live(ctx context.Context, kind contract.Kind, id string, state any) error {
	c, err := s.seen(ctx, kind, id)
	if err != nil {
		return err
	}
	return s.notRunning(ctx, c, s.cases.State(ctx, kind, c.ID, state))
}

// notRunning says why a case isn't running, if that is why it didn't answer.
func (s *Server) notRunning(ctx context.Context, c *models.Case, err error) error {
	if !errors.Is(err, dispatch.ErrGone) {
		return err
	}
	if c.Ended {
		return contract.Refused(contract.CodeCaseEnded, "", "status", string(c.Status))
	}
	return s.problem(requestOf(ctx), codeNotRunning)
}

func (s *Server) state(c contract.ComplaintState) ComplaintState {
	return ComplaintState{
		Seq: c.Seq, Status: string(c.Status), Severity: c.Severity, Round: c.Round, Recipient: c.Recipient, Handler: c.Handler,
		Amount: money(c.Amount), PausedAt: s.atPtr(c.PausedAt), ResultReported: c.ResultReported,
		Obligations: s.liveDuties(c.Obligations),
	}
}

// liveDuties are duties that are listed even when there is none.
func (s *Server) liveDuties(all []contract.Obligation) []LiveDuty {
	if out := s.duties(all); out != nil {
		return out
	}
	return []LiveDuty{}
}

// duties shows obligations as a workflow or an event carries them.
func (s *Server) duties(all []contract.Obligation) []LiveDuty {
	var out []LiveDuty
	for _, o := range all {
		d := LiveDuty{
			ID: o.ID, Duty: o.Duty, Item: o.Item, Role: o.Role, Person: o.Person, Clause: o.Clause, Since: s.at(o.Since), DueAt: s.at(o.Due),
			Marks: make([]LiveMark, len(o.Marks)),
		}
		for i, m := range o.Marks {
			d.Marks[i] = LiveMark{N: m.N, At: s.at(m.At), Kind: string(m.Kind), To: m.To, Clause: m.Clause, Fired: m.Fired}
		}
		out = append(out, d)
	}
	return out
}
