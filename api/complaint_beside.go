package api

import (
	"time"

	"gorm.io/gorm"

	"carebook/contract"
	"carebook/models"
	"carebook/policies"
)

// The bodies of those actions that only some policies have, and what a complaint shows of them. Most of them are a Message.

// PassingOn gives a complaint to the level that answers the customer.
type PassingOn struct {
	Moment
	Assignee string `json:"assignee" format:"uuid" doc:"Staff id of whoever answers."`
	Text     string `json:"text" minLength:"1" maxLength:"20000" doc:"What is passed on."`
}

func (b PassingOn) fill(o *order) {
	b.Moment.fill(o)
	o.need("text", b.Text)
	o.facts.Assignee = b.Assignee
}

// LiabilityStatement says who is to bear which loss. It is a proposal: with a person or a loss it enters the ledger.
type LiabilityStatement struct {
	Moment
	Text   string `json:"text" minLength:"1" maxLength:"20000" doc:"Which unit or person is responsible, and why."`
	Liable string `json:"liable,omitempty" format:"uuid" doc:"Staff id of whoever is to bear the loss."`
	Amount string `json:"amount" pattern:"^[0-9]{1,10}(\\.[0-9]{1,2})?$" doc:"The loss in CNY; \"0.00\" for none." example:"300.00"`
}

func (b LiabilityStatement) fill(o *order) {
	b.Moment.fill(o)
	o.need("text", b.Text)
	amount, err := policies.ParseMoney(b.Amount)
	if err != nil {
		o.reject("body.amount", "amount")
	}
	o.facts.Amount, o.facts.Liable = int64(amount), b.Liable
}

// ComplaintReview is the monthly look at a closed complaint.
type ComplaintReview struct {
	Moment
	Text    string `json:"text" minLength:"1" maxLength:"20000" doc:"What the review found."`
	Verdict string `json:"verdict" enum:"penalty,no_penalty" doc:"Is there an administrative penalty?"`
}

func (b ComplaintReview) fill(o *order) {
	b.Moment.fill(o)
	o.need("text", b.Text)
	o.facts.Verdict = b.Verdict
}

// Routing says that one copy of the settlement's form reached its receiver.
type Routing struct {
	Moment
	Copy int `json:"copy" minimum:"1" maximum:"20" doc:"Its number on the form."`
}

func (b Routing) fill(o *order) {
	b.Moment.fill(o)
	o.facts.Copy = b.Copy
}

// Booking settles a closed complaint.
type Booking struct {
	Moment
	Text     string `json:"text,omitempty" maxLength:"20000" doc:"Number of the voucher, remarks."`
	Approved int64  `json:"approved,omitempty" minimum:"0" doc:"Quantity that the form approves."`
	Actual   int64  `json:"actual,omitempty" minimum:"0" doc:"Quantity that came."`
}

func (b Booking) fill(o *order) {
	b.Moment.fill(o)
	o.text("text", b.Text)
	o.facts.Approved, o.facts.Actual = b.Approved, b.Actual
}

// Settling is how a closed complaint is settled, and how far that is.
type Settling struct {
	Way      string `json:"way" example:"return"`
	Copies   []Copy `json:"copies" doc:"Copies of the form by number."`
	Approved int64  `json:"approved" doc:"Quantity that the form approves; 0 until it is booked."`
	Actual   int64  `json:"actual" doc:"Quantity that came; 0 until it is booked."`
}

// Copy is one copy of the settlement's form.
type Copy struct {
	No       int        `json:"no"`
	Receiver string     `json:"receiver" doc:"Role." example:"warehouse"`
	Clause   string     `json:"clause"`
	RoutedAt *time.Time `json:"routed_at,omitempty" doc:"When it was handed over; absent until then."`
	RoutedBy string     `json:"routed_by,omitempty" doc:"Staff id."`
}

// settling shows the settlement by the edition that the complaint is pinned to; nil before closing and when there is none.
func (s *Server) settling(tx *gorm.DB, c *models.ComplaintItem) (*Settling, error) {
	if c.Settlement == "" || c.Settlement == contract.Unsettled {
		return nil, nil
	}
	policy, err := s.books.PolicyOf(tx, contract.Complaint, c.Edition)
	if err != nil {
		return nil, err
	}
	routed, err := models.Copies(tx, c.ID)
	if err != nil {
		return nil, err
	}
	out := &Settling{Way: c.Settlement, Approved: c.ApprovedQuantity, Actual: c.ActualQuantity}
	for i, r := range policy.Complaint.Settlements[c.Settlement].Copies {
		out.Copies = append(out.Copies, Copy{No: i + 1, Receiver: r.Value, Clause: r.Clause})
	}
	for _, row := range routed {
		at := s.at(row.RoutedAt)
		out.Copies[row.Copy-1].RoutedAt, out.Copies[row.Copy-1].RoutedBy = &at, row.RoutedBy
	}
	return out, nil
}
