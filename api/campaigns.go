package api

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"gorm.io/gorm"

	"carebook/contract"
	"carebook/models"
)

// NewCampaign begins a campaign by hand: at a point of a project, or when there are news.
type NewCampaign struct {
	Moment
	Unit     string `json:"unit" format:"uuid" doc:"Id of the business unit whose customers are greeted."`
	Occasion string `json:"occasion" pattern:"^[a-z][a-z0-9_]{0,39}$" doc:"One of the policy's that no schedule begins." example:"nodes"`
	Node     string `json:"node,omitempty" enum:"opening,offer,sales_event,topping_out,handover,show_flat,progress,site_tour,evening,owners_event,launch,thank_you,promotion,dinner" doc:"Point of a project, or event, where the occasion is one."`
	Text     string `json:"text,omitempty" maxLength:"20000" doc:"What there is to say."`
}

func (b NewCampaign) fill(o *order) {
	b.Moment.fill(o)
	o.text("text", b.Text)
	o.facts.Unit = b.Unit
	o.facts.Campaign = &contract.CampaignFacts{Occasion: b.Occasion, Node: b.Node}
}

// ofNobody makes the key that seals what is written about a case which is about nobody in particular.
func (s *Server) ofNobody(ctx context.Context, o *order) (err error) {
	o.person, err = s.books.NewPersonKey(ctx)
	return err
}

// CampaignDone is a campaign after a command on it: where it stands and what it owes.
type CampaignDone struct {
	CampaignItem
	Obligations []Obligation `json:"obligations" doc:"Open ones, by due time: the clock by which its customers are greeted, and an approval."`
	Receipt     Receipt      `json:"receipt"`
}

var campaigns = family[CampaignDone]{contract.Campaign, "campaigns", "/campaigns", (*Server).campaignDone}

func (s *Server) campaignDone(db *gorm.DB, scope models.Scope, id string, receipt contract.Receipt) (seq int64, done CampaignDone, err error) {
	c, err := models.CampaignByID(db, scope, id)
	if err != nil {
		return 0, done, err
	}
	item, err := s.campaignItem(*c)
	if err != nil {
		return 0, done, err
	}
	clocks, err := s.clocksOf(db, id)
	return c.Seq, CampaignDone{item, clocks, s.receipt(receipt)}, err
}

// clocksOf are what a campaign owes as a whole; what it owes each customer is listed by itself.
func (s *Server) clocksOf(db *gorm.DB, id string) ([]Obligation, error) {
	rows, err := models.CampaignClocks(db, id)
	out := make([]Obligation, len(rows))
	for i, t := range rows {
		out[i] = s.obligation(t)
	}
	return out, err
}

type campaignsInput struct {
	Paging
	CampaignQuery
}

// CampaignQuery says which campaigns are wanted.
type CampaignQuery struct {
	Status   string `query:"status" enum:"listing,greeting,completed,cancelled,voided"`
	Unit     string `query:"unit" maxLength:"64"`
	Occasion string `query:"occasion" maxLength:"40" doc:"A word of the policy." example:"festivals"`
	DayFrom  string `query:"day_from" format:"date" doc:"On which customers are greeted, or later."`
	DayTo    string `query:"day_to" format:"date" doc:"Idem, or earlier."`
	Running  bool   `query:"running" doc:"Without those that have ended."`
	Sort     string `query:"sort" enum:"opened_at,-opened_at,updated_at,-updated_at" default:"-opened_at" doc:"With - the latest first."`
}

// CampaignItem is a campaign in a list, with how far it is.
type CampaignItem struct {
	ID         string         `json:"id"`
	Number     string         `json:"number" example:"S1-G2026-00001"`
	Unit       string         `json:"unit"`
	Status     string         `json:"status"`
	Ended      bool           `json:"ended"`
	Occasion   string         `json:"occasion" example:"festivals"`
	Period     string         `json:"period,omitempty" doc:"Round of the schedule that began it; absent when somebody did." example:"mid_autumn 2026"`
	Day        string         `json:"day" example:"2026-09-25"`
	Node       string         `json:"node,omitempty"`
	Late       bool           `json:"late" doc:"It was begun more than an hour later than it was to be."`
	Opener     *string        `json:"opener,omitempty" doc:"Staff id of whoever began it, or looks after it since."`
	Listed     bool           `json:"listed" doc:"All customers have been gone through."`
	Planned    int64          `json:"planned" doc:"Customers who are greeted, so far."`
	Open       int64          `json:"open" doc:"Of them still to be greeted."`
	Made       int64          `json:"made" doc:"Of them greeted."`
	Missed     int64          `json:"missed" doc:"Of them not greeted when the day was over."`
	Percent    int64          `json:"percent" doc:"Of the planned ones how many are through, one way or the other."`
	LeftOut    map[string]int `json:"left_out" doc:"How many customers aren't greeted, by reason."`
	Gifts      int64          `json:"gifts" doc:"Greetings that a gift may go with."`
	ApprovedAt *time.Time     `json:"approved_at,omitempty" doc:"When the gifts were approved."`
	ApprovedBy *string        `json:"approved_by,omitempty" doc:"Staff id."`
	Seq        int64          `json:"seq" doc:"Version."`
	OpenedAt   time.Time      `json:"opened_at"`
	UpdatedAt  time.Time      `json:"updated_at"`
}

func (s *Server) campaignItem(c models.CampaignItem) (CampaignItem, error) {
	out := CampaignItem{
		ID: c.ID, Number: c.Number, Unit: c.UnitID, Status: string(c.Status), Ended: c.Ended, Occasion: c.Occasion, Period: c.Period, Day: c.Day,
		Node: c.Node, Late: c.Late, Opener: c.OpenerID, Listed: c.ListedAt != nil, Planned: c.Planned, Open: c.Open, Made: c.Made, Missed: c.Missed,
		Gifts: c.Gifts, ApprovedAt: s.atPtr(c.ApprovedAt), ApprovedBy: c.ApproverID, Seq: c.Seq, OpenedAt: s.at(c.OpenedAt), UpdatedAt: s.at(c.UpdatedAt),
	}
	if c.Planned > 0 {
		out.Percent = 100 * (c.Planned - c.Open) / c.Planned
	}
	if err := json.Unmarshal([]byte(c.LeftOut), &out.LeftOut); err != nil {
		return out, fmt.Errorf("reading whom campaign %s leaves out: %w", c.ID, err)
	}
	return out, nil
}

func (s *Server) listCampaigns(ctx context.Context, in *campaignsInput) (*listOutput[CampaignItem], error) {
	db, scope, err := s.scope(ctx)
	if err != nil {
		return nil, err
	}
	page, list, err := s.sorted(ctx, "campaigns", in.Sort, in.Paging)
	if err != nil {
		return nil, err
	}
	rows, next, err := models.Campaigns(db, scope, models.CampaignFilter{
		Status: contract.Status(in.Status), Unit: in.Unit, Occasion: in.Occasion, DayFrom: in.DayFrom, DayTo: in.DayTo, Running: in.Running,
	}, page)
	if err != nil {
		return nil, err
	}
	items := make([]CampaignItem, len(rows))
	for i, c := range rows {
		if items[i], err = s.campaignItem(c); err != nil {
			return nil, err
		}
	}
	return listed(s, list, items, next, func(c CampaignItem) CampaignItem { return c }), nil
}

// Campaign is a campaign, as the books have it.
type Campaign struct {
	CampaignItem
	Edition     string       `json:"edition" doc:"Edition of the policy that it is pinned to."`
	Calendar    string       `json:"calendar"`
	Obligations []Obligation `json:"obligations" doc:"The clock by which its customers are greeted and an approval, by due time, those that came to their end included."`
	Attachments []Attachment `json:"attachments"`
}

type campaignInput struct {
	ID string `path:"id" maxLength:"64" doc:"Id of the case."`
}

type campaignOutput struct {
	ETag string `header:"ETag" doc:"Version."`
	Body Campaign
}

func (s *Server) getCampaign(ctx context.Context, in *campaignInput) (*campaignOutput, error) {
	out := &campaignOutput{}
	err := s.show(ctx, func(tx *gorm.DB, scope models.Scope) error {
		c, err := models.CampaignByID(tx, scope, in.ID)
		if err != nil {
			return err
		}
		out.ETag = etag(c.Seq)
		out.Body.Edition, out.Body.Calendar = c.Edition, c.Calendar
		if out.Body.CampaignItem, err = s.campaignItem(*c); err != nil {
			return err
		}
		if out.Body.Obligations, err = s.clocksOf(tx, c.ID); err != nil {
			return err
		}
		out.Body.Attachments, err = s.attachmentsOf(tx, c.ID)
		return err
	})
	return out, err
}

// CampaignState is where a campaign stands, as its running workflow says: how far its customers are gone through. What came of their
// greetings stands in the books alone.
type CampaignState struct {
	Seq         int64          `json:"seq"`
	Status      string         `json:"status"`
	Pages       int            `json:"pages" doc:"Opened so far."`
	Planned     int            `json:"planned" doc:"Customers in them who are greeted."`
	LeftOut     map[string]int `json:"left_out" doc:"How many aren't, by reason."`
	Obligations []LiveDuty     `json:"obligations" doc:"Open ones, in the order of opening: the clock by which customers are greeted, and an approval."`
}

func (s *Server) campaignState(ctx context.Context, in *campaignInput) (*bodyOutput[CampaignState], error) {
	var c contract.CampaignState
	if err := s.live(ctx, contract.Campaign, in.ID, &c); err != nil {
		return nil, err
	}
	out := CampaignState{Seq: c.Seq, Status: string(c.Status), Pages: c.Pages, Planned: c.Planned, LeftOut: c.LeftOut, Obligations: s.liveDuties(c.Obligations)}
	if out.LeftOut == nil {
		out.LeftOut = map[string]int{}
	}
	return &bodyOutput[CampaignState]{out}, nil
}

// CampaignFacts are what an event says about a campaign.
type CampaignFacts struct {
	Occasion string         `json:"occasion,omitempty"`
	Period   string         `json:"period,omitempty"`
	Day      string         `json:"day,omitempty"`
	Node     string         `json:"node,omitempty"`
	Late     bool           `json:"late,omitempty"`
	Page     int            `json:"page,omitempty" doc:"That was opened: 1, 2, …"`
	Planned  int            `json:"planned,omitempty"`
	LeftOut  map[string]int `json:"left_out,omitempty"`
}

func campaignFacts(f *contract.CampaignFacts, p *contract.CampaignPage) *CampaignFacts {
	if f == nil && p == nil {
		return nil
	}
	out := &CampaignFacts{}
	if f != nil {
		out.Occasion, out.Period, out.Day, out.Node, out.Late = f.Occasion, f.Period, f.Day, f.Node, f.Late
	}
	if p != nil {
		out.Page, out.Planned, out.LeftOut = p.N, p.Planned, p.LeftOut
	}
	return out
}

// ClosedPage ends a page.
type ClosedPage struct {
	Reasoned
	Page string `json:"page" pattern:"^[1-9][0-9]{0,8}$" doc:"Its number." example:"1"`
}

func (b ClosedPage) fill(o *order) {
	b.Reasoned.fill(o)
	o.facts.Item = b.Page
}
