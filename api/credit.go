package api

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"gorm.io/gorm"

	"carebook/contract"
	"carebook/models"
	"carebook/policies"
)

// Credit is the account of a customer as the books have it, with the figures of today.
type Credit struct {
	CreditItem
	Edition     string          `json:"edition" doc:"Edition of the policy that it is pinned to."`
	Calendar    string          `json:"calendar"`
	Owner       *CustomerSeen   `json:"customer"`
	Figures     CreditFigures   `json:"figures" doc:"Of today, from the account's lines."`
	Eligibility Eligibility     `json:"eligibility"`
	Requests    []CreditRequest `json:"requests" doc:"Those that wait."`
	Grades      []CreditGrade   `json:"grades" doc:"The last one first."`
	Obligations []Obligation    `json:"obligations" doc:"By due time, those that came to their end included."`
	Texts       []Said          `json:"texts" doc:"What was written, in the order of events."`
	Attachments []Attachment    `json:"attachments" doc:"In the order of events."`
	Entries     []LedgerEntry   `json:"entries" doc:"What persons are to bear, with what has become of it."`
}

// CreditFigures are those of an account on one day. Amounts are CNY.
type CreditFigures struct {
	Day       string `json:"day" format:"date"`
	Limit     string `json:"limit" doc:"Of this day: the goods of the days before it, or what was entered; at most what the grade allows." example:"1000.00"`
	Goods     string `json:"goods" doc:"Released in the window before it." example:"900.00"`
	Starting  string `json:"starting_limit" doc:"Entered by hand." example:"1000.00"`
	Most      string `json:"most,omitempty" doc:"What the grade allows; absent where it sets no amount."`
	Unpaid    string `json:"unpaid" doc:"Negative when the customer is ahead." example:"300.00"`
	Held      string `json:"held" doc:"Remitted for goods that aren't released." example:"0.00"`
	Oldest    string `json:"oldest_on,omitempty" format:"date" doc:"Day of the oldest goods that aren't paid."`
	Reference string `json:"oldest_reference,omitempty"`
	Age       int    `json:"age_days" doc:"Of those, in days; 0 when all is paid."`
	Term      int    `json:"term_days" doc:"In which goods are to be paid."`
	Over      int    `json:"over_releases" doc:"Releases above the limit since it was last met."`
}

func creditFigures(f contract.CreditFigures) CreditFigures {
	yuan := func(fen int64) string { return policies.Money(fen).String() }
	out := CreditFigures{
		Day: f.Day, Limit: yuan(f.Limit), Goods: yuan(f.Goods), Starting: yuan(f.Starting), Unpaid: yuan(f.Unpaid), Held: yuan(f.Held),
		Oldest: f.Oldest, Reference: f.Item, Age: f.Age, Term: f.Term, Over: f.Over,
	}
	if f.Cap > 0 {
		out.Most = yuan(f.Cap)
	}
	return out
}

// Eligibility says whether the customer has credit today, and by which proofs.
type Eligibility struct {
	Eligible    bool       `json:"eligible"`
	ArchivedAt  *time.Time `json:"archive_proven_at,omitempty"`
	Contract    string     `json:"contract,omitempty" enum:"distribution,direct"`
	ContractAt  *time.Time `json:"contract_proven_at,omitempty"`
	BalanceYear int64      `json:"balance_year,omitempty" doc:"Latest year of which nothing is still to be received."`
	BalanceAt   *time.Time `json:"balance_proven_at,omitempty"`
	NeededYear  int        `json:"needed_year" doc:"Year whose balance must be proven for credit today."`
	Proposed    string     `json:"proposed_limit,omitempty" doc:"Starting limit that waits for approval, in CNY."`
}

// CreditRequest is a request for goods, with what it was decided by.
type CreditRequest struct {
	Reference   string         `json:"reference"`
	Amount      string         `json:"amount" doc:"CNY." example:"300.00"`
	State       string         `json:"state" enum:"waiting,released,cash_only,declined,unauthorised"`
	Way         string         `json:"way,omitempty" enum:"in_limit,first,last,prepay,prepaid,special,review,cash,unauthorised" doc:"How it was or can be released; absent when it can't."`
	Requester   string         `json:"requester" doc:"Staff id."`
	RequestedAt time.Time      `json:"requested_at"`
	Clauses     []string       `json:"clauses" doc:"On which the last decision rests."`
	Figures     CreditFigures  `json:"figures" doc:"Before the first decision."`
	Signer      *string        `json:"signer,omitempty" doc:"Staff id of who decided later; absent when time did."`
	SignedAt    *time.Time     `json:"signed_at,omitempty"`
	Signed      *CreditFigures `json:"signed_figures,omitempty" doc:"Before the later decision."`
	PlanDays    int64          `json:"plan_days,omitempty" doc:"In which the collection plan brings the money."`
	Review      string         `json:"review,omitempty" enum:"asked,upheld,overturned" doc:"Of the decision, by a person."`
	Reviewer    *string        `json:"reviewer,omitempty" doc:"Staff id."`
	ReviewedAt  *time.Time     `json:"reviewed_at,omitempty"`
}

func (s *Server) creditRequest(r models.CreditRequest) (CreditRequest, error) {
	out := CreditRequest{
		Reference: r.Item, Amount: policies.Money(r.Amount).String(), State: r.State, Way: r.Way, Requester: r.RequesterID,
		RequestedAt: s.at(r.RequestedAt), Clauses: strings.Split(r.Grounds, ","), Signer: r.SignerID, SignedAt: s.atPtr(r.SignedAt),
		PlanDays: r.PlanDays, Review: r.Review, Reviewer: r.ReviewerID, ReviewedAt: s.atPtr(r.ReviewedAt),
	}
	var f contract.CreditFigures
	if err := json.Unmarshal(r.Figures, &f); err != nil {
		return out, fmt.Errorf("reading the figures of a request: %w", err)
	}
	if out.Figures = creditFigures(f); len(r.Signed) > 0 {
		var signed contract.CreditFigures
		if err := json.Unmarshal(r.Signed, &signed); err != nil {
			return out, fmt.Errorf("reading the figures of a signature: %w", err)
		}
		shown := creditFigures(signed)
		out.Signed = &shown
	}
	return out, nil
}

func (s *Server) creditRequests(rows []models.CreditRequest) ([]CreditRequest, error) {
	out := make([]CreditRequest, len(rows))
	for i, r := range rows {
		shown, err := s.creditRequest(r)
		if err != nil {
			return nil, err
		}
		out[i] = shown
	}
	return out, nil
}

// CreditGrade is a grade that the customer had from a moment on.
type CreditGrade struct {
	Grade    string    `json:"grade"`
	Assessor *string   `json:"assessor,omitempty" doc:"Staff id of who filled in the sheet."`
	Grader   string    `json:"grader" doc:"Staff id."`
	At       time.Time `json:"at"`
	Seq      int64     `json:"seq"`
}

type creditInput struct {
	ID string `path:"id" maxLength:"64" doc:"Id of the case."`
}

type creditOutput struct {
	ETag string `header:"ETag" doc:"Version."`
	Body Credit
}

// getCredit reads everything in one view: the version says what all of it looked like at one moment.
func (s *Server) getCredit(ctx context.Context, in *creditInput) (*creditOutput, error) {
	out := &creditOutput{}
	err := s.show(ctx, func(tx *gorm.DB, scope models.Scope) error {
		c, err := models.CreditByID(tx, scope, in.ID)
		if err != nil {
			return err
		}
		out.ETag = etag(c.Seq)
		out.Body, err = s.credit(tx, scope, c)
		return err
	})
	return out, err
}

// mostWaiting is more than an account may have waiting.
const mostWaiting = 100

// credit gathers what the books hold of an account.
func (s *Server) credit(tx *gorm.DB, scope models.Scope, c *models.CreditItem) (out Credit, err error) {
	out = Credit{CreditItem: s.creditItem(*c), Edition: c.Edition, Calendar: c.Calendar}
	for _, read := range []func() error{
		func() error { out.Owner, err = s.customerOf(tx, scope, &c.CustomerID, nil); return err },
		func() error { return s.creditToday(tx, c, &out) },
		func() error {
			rows, _, err := models.CreditRequests(tx, c.ID, contract.RequestWaiting, models.Page{Limit: mostWaiting})
			if err == nil {
				out.Requests, err = s.creditRequests(rows)
			}
			return err
		},
		func() error { out.Grades, err = s.creditGrades(tx, c.ID); return err },
		func() error { out.Obligations, err = s.obligationsOf(tx, scope, c.ID); return err },
		func() error { out.Texts, err = s.said(tx, c.ID, func(models.Happened) {}); return err },
		func() error { out.Attachments, err = s.attachmentsOf(tx, c.ID); return err },
		func() error { out.Entries, err = s.entriesOf(tx, scope, c.ID); return err },
	} {
		if err := read(); err != nil {
			return out, err
		}
	}
	return out, nil
}

// creditToday are the figures and the proofs as of today, whatever the last event said.
func (s *Server) creditToday(tx *gorm.DB, c *models.CreditItem, out *Credit) error {
	now, err := s.books.Now(tx)
	if err != nil {
		return err
	}
	p, err := s.books.PolicyOf(tx, contract.Credit, c.Edition)
	if err != nil {
		return err
	}
	lines, err := models.CreditLines(tx, c.ID)
	if err != nil {
		return err
	}
	today := now.In(BusinessZone())
	out.Figures = creditFigures(models.CreditFiguresOn(lines, today.Format(time.DateOnly), models.CreditRulesOf(p)))
	out.Eligibility = Eligibility{
		Eligible: c.EligibleIn(today.Year()) && c.Status != contract.AccountClosed, ArchivedAt: s.atPtr(c.ArchivedAt), Contract: c.Contract,
		ContractAt: s.atPtr(c.ContractAt), BalanceYear: c.BalanceYear, BalanceAt: s.atPtr(c.BalanceAt), NeededYear: today.Year() - 1,
	}
	if c.Proposed != nil {
		out.Eligibility.Proposed = policies.Money(*c.Proposed).String()
	}
	return nil
}

func (s *Server) creditGrades(tx *gorm.DB, id string) ([]CreditGrade, error) {
	rows, err := models.CreditGrades(tx, id)
	out := make([]CreditGrade, len(rows))
	for i, g := range rows {
		out[i] = CreditGrade{g.Grade, g.AssessorID, g.GraderID, s.at(g.At), g.Seq}
	}
	return out, err
}

type creditRequestsInput struct {
	ID     string    `path:"id" maxLength:"64" doc:"Id of the case."`
	State  string    `query:"state" enum:"waiting,released,cash_only,declined,unauthorised"`
	Before time.Time `query:"before" doc:"Only those asked for before this moment: the way to those beyond the last 500."`
}

// mostRequests are so many as one answer has.
const mostRequests = 500

func (s *Server) listCreditRequests(ctx context.Context, in *creditRequestsInput) (*listOutput[CreditRequest], error) {
	db, scope, err := s.scope(ctx)
	if err == nil {
		_, err = models.CreditByID(db, scope, in.ID)
	}
	if err != nil {
		return nil, err
	}
	page := models.Page{Limit: mostRequests}
	if !in.Before.IsZero() {
		page.After = &models.Cursor{At: in.Before}
	}
	rows, _, err := models.CreditRequests(db, in.ID, in.State, page)
	if err != nil {
		return nil, err
	}
	shown, err := s.creditRequests(rows)
	if err != nil {
		return nil, err
	}
	return listed(s, "credit_requests", shown, nil, func(r CreditRequest) CreditRequest { return r }), nil
}

// CreditLine is something that moved an account's figures.
type CreditLine struct {
	N          int64     `json:"n" doc:"In the order of recording."`
	Kind       string    `json:"kind" enum:"goods,payment,freed,write_off,limit,terms" doc:"freed: remitted for goods that aren't released, it pays others; terms: those of a grade."`
	Amount     string    `json:"amount" doc:"CNY; of terms what the limit may be at most, 0.00 for no most." example:"300.00"`
	Reference  string    `json:"reference,omitempty" doc:"Of the goods; of a payment those that it names."`
	Way        string    `json:"way,omitempty" enum:"in_limit,first,last,prepaid,special,review,unauthorised" doc:"How goods were released."`
	Receipt    string    `json:"receipt,omitempty" doc:"Under which a payment came."`
	Days       int64     `json:"days,omitempty" doc:"Of terms: in which goods are to be paid."`
	Day        string    `json:"day" format:"date"`
	At         time.Time `json:"at"`
	Seq        int64     `json:"seq" doc:"Event that brought it."`
	RecordedAt time.Time `json:"recorded_at"`
}

// listCreditLines gives all of them: whoever reckons again needs each.
func (s *Server) listCreditLines(ctx context.Context, in *creditInput) (*listOutput[CreditLine], error) {
	db, scope, err := s.scope(ctx)
	if err == nil {
		_, err = models.CreditByID(db, scope, in.ID)
	}
	if err != nil {
		return nil, err
	}
	rows, err := models.CreditLines(db, in.ID)
	if err != nil {
		return nil, err
	}
	return listed(s, "credit_lines", rows, nil, func(l models.CreditLine) CreditLine {
		return CreditLine{
			N: l.N, Kind: l.Kind, Amount: policies.Money(l.Amount).String(), Reference: l.Item, Way: l.Way, Receipt: l.Receipt, Days: l.Days,
			Day: l.Day, At: s.at(l.At), Seq: l.Seq, RecordedAt: s.at(l.RecordedAt),
		}
	}), nil
}

type exposureInput struct {
	ID   string `path:"id" maxLength:"64" doc:"Id of the case."`
	From string `query:"from" required:"true" format:"date" doc:"First day." example:"2026-03-01"`
	To   string `query:"to" required:"true" format:"date" doc:"Last day; at most 366 days in all." example:"2026-03-31"`
}

// longestSeries is how many days a series may have.
const longestSeries = 366

// creditExposure are the figures at the end of each day.
func (s *Server) creditExposure(ctx context.Context, in *exposureInput) (*listOutput[CreditFigures], error) {
	from, fromErr := time.Parse(time.DateOnly, in.From)
	to, toErr := time.Parse(time.DateOnly, in.To)
	if days := to.Sub(from).Hours()/24 + 1; fromErr != nil || toErr != nil || days < 1 || days > longestSeries {
		return nil, s.invalid(requestOf(ctx), FieldProblem{Location: "query.to", Code: "range"})
	}
	db, scope, err := s.scope(ctx)
	if err != nil {
		return nil, err
	}
	c, err := models.CreditByID(db, scope, in.ID)
	if err != nil {
		return nil, err
	}
	p, err := s.books.PolicyOf(db, contract.Credit, c.Edition)
	if err != nil {
		return nil, err
	}
	lines, err := models.CreditLines(db, in.ID)
	if err != nil {
		return nil, err
	}
	return listed(s, "credit_exposure", models.CreditSeries(lines, in.From, in.To, models.CreditRulesOf(p)), nil, creditFigures), nil
}

// CreditState is where an account stands, as its running workflow says.
type CreditState struct {
	Seq         int64           `json:"seq"`
	Status      string          `json:"status"`
	Recipient   string          `json:"recipient"`
	Seller      string          `json:"seller"`
	Grade       string          `json:"grade,omitempty"`
	Proposed    bool            `json:"limit_proposed" doc:"A starting limit waits for approval."`
	Sheet       bool            `json:"sheet" doc:"An assessment waits for its grade."`
	Waiting     []CreditWaiting `json:"waiting" doc:"Requests that wait, and decisions under review."`
	Obligations []LiveDuty      `json:"obligations" doc:"Open ones, in the order of opening."`
}

// CreditWaiting is a request that waits.
type CreditWaiting struct {
	Reference string `json:"reference"`
	Way       string `json:"way,omitempty" enum:"first,last,prepay,special"`
	Review    bool   `json:"review" doc:"A person looks at the decision."`
}

func (s *Server) creditState(ctx context.Context, in *creditInput) (*bodyOutput[CreditState], error) {
	var c contract.CreditState
	if err := s.live(ctx, contract.Credit, in.ID, &c); err != nil {
		return nil, err
	}
	out := CreditState{
		Seq: c.Seq, Status: string(c.Status), Recipient: c.Recipient, Seller: c.Handler, Grade: c.Grade, Proposed: c.Proposed, Sheet: c.Sheet,
		Waiting: make([]CreditWaiting, len(c.Waiting)), Obligations: s.liveDuties(c.Obligations),
	}
	for i, w := range c.Waiting {
		out.Waiting[i] = CreditWaiting{w.Item, w.Way, w.Review}
	}
	return &bodyOutput[CreditState]{out}, nil
}
