package api

import (
	"context"
	"errors"
	"time"

	"gorm.io/gorm"

	"carebook/models"
	"carebook/policies"
)

// PolicyItem is a policy in a list.
type PolicyItem struct {
	ID       string `json:"id" example:"V13"`
	Title    string `json:"title" doc:"In the caller's language, or the nearest that there is."`
	Fallback bool   `json:"title_fallback,omitempty" doc:"The title is in another language than asked for."`
	Family   string `json:"family" example:"complaint" doc:"That it is mainly for."`
	Edition  string `json:"edition" doc:"Content hash: new cases are pinned to it."`

	Families []string `json:"families" doc:"All families of which it has a section."`

	EffectiveFrom *time.Time `json:"effective_from,omitempty" doc:"Since when this is in force, where an edition of the company's binder has it; absent for what the service was started with."`
}

// Policy is a policy with every number that it promises.
type Policy struct {
	PolicyItem
	Numbers []PolicyNumber `json:"numbers"`
}

// PolicyNumber is one value of a policy beside its clause.
type PolicyNumber struct {
	Clause string `json:"clause" example:"V13-2.4b"`
	Key    string `json:"key" example:"complaint.duties.report_result.within"`
	Value  string `json:"value" example:"24 hours"`
	Source string `json:"source" enum:"policy,default,house" doc:"policy: printed in the text; default: the text is silent; house: carebook's own."`
}

// Profile says by which policies a business unit runs.
type Profile struct {
	ID        string `json:"id" example:"dealer-4s"`
	Title     string `json:"title"`
	Fallback  bool   `json:"title_fallback,omitempty"`
	Calendar  string `json:"calendar" example:"cn"`
	Archive   string `json:"archive,omitempty" doc:"Policy for the files of vehicles; absent where the unit has no such process."`
	Erasure   string `json:"erasure,omitempty" doc:"Policy for requests to erase a person; absent where the unit has no such process."`
	Lead      string `json:"lead,omitempty" doc:"Policy for leads and customers' cards; absent where the unit has no such process."`
	Loan      string `json:"loan,omitempty" doc:"Policy for the access to records; absent where the unit has no such process."`
	Campaign  string `json:"campaign,omitempty" doc:"Policy for greetings and the care of customers; absent where the unit has no such process."`
	Retention string `json:"retention,omitempty" doc:"Policy for keeping and destroying records; absent where the unit has no such process."`
	Credit    string `json:"credit,omitempty" doc:"Policy for customers' accounts; absent where the unit has no such process."`

	ReturnVisit string `json:"returnvisit,omitempty" doc:"Policy for return visits; absent where the unit has no such process."`
	Visit       string `json:"visit,omitempty" doc:"Policy for visits to customers; absent where the unit has no such process."`
	VisitPlan   string `json:"visitplan,omitempty" doc:"Policy for a person's month of visits; absent where the unit has no such process."`

	Complaint string `json:"complaint,omitempty" doc:"Policy for complaints; absent where the unit has no such process."`
}

// Clause is an entry of the clause register.
type Clause struct {
	ID       string   `json:"id" example:"V13-2.4b"`
	Title    string   `json:"title"`
	Fallback bool     `json:"title_fallback,omitempty"`
	Family   string   `json:"family" example:"PF-01"`
	Kept     string   `json:"kept" enum:"enforced,recorded,stated"`
	But      string   `json:"but,omitempty" doc:"What of it is left to people."`
	Diaries  []string `json:"diaries,omitempty" doc:"What proves that it is enforced."`
}

func policyItem(p *policies.Policy, lang string) PolicyItem {
	title, fallback := p.Title.In(lang)
	return PolicyItem{ID: p.ID, Title: title, Fallback: fallback, Family: p.Family, Families: p.Families(), Edition: p.Edition}
}

// since is when the company's edition came into force, for a policy that it has.
func (s *Server) since(p *policies.Policy, in models.Binder) *time.Time {
	if base, ok := s.shelf.Base.Policy(p.ID); ok && base == p {
		return nil
	}
	return s.atPtr(&in.EffectiveFrom)
}

func (s *Server) listPolicies(ctx context.Context, _ *struct{}) (*listOutput[PolicyItem], error) {
	book, binder, err := s.book(ctx)
	if err != nil {
		return nil, err
	}
	lang := requestOf(ctx).lang
	return listed(s, "policies", book.Policies(), nil, func(p *policies.Policy) PolicyItem {
		item := policyItem(p, lang)
		item.EffectiveFrom = s.since(p, binder)
		return item
	}), nil
}

type policyInput struct {
	ID      string `path:"id" maxLength:"64" doc:"Id of the policy."`
	Edition string `query:"edition" pattern:"^[0-9a-f]{64}$" doc:"An edition that cases are pinned to; without it, the one in force."`
}

type policyOutput struct {
	ETag string `header:"ETag" doc:"Edition."`
	Body Policy
}

func (s *Server) getPolicy(ctx context.Context, in *policyInput) (*policyOutput, error) {
	r := requestOf(ctx)
	p, since, err := s.edition(ctx, in)
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, s.problem(r, codeNotFound)
	}
	if err != nil {
		return nil, err
	}
	out := Policy{PolicyItem: policyItem(p, r.lang), Numbers: []PolicyNumber{}}
	out.EffectiveFrom = since
	for _, n := range p.Numbers() {
		out.Numbers = append(out.Numbers, PolicyNumber{n.Clause, n.Key, n.Value, string(n.Source)})
	}
	return &policyOutput{`"` + p.Edition + `"`, out}, nil
}

// edition is the policy in force, with since when, or the edition that was asked for; gorm.ErrRecordNotFound when there is
// none.
func (s *Server) edition(ctx context.Context, in *policyInput) (*policies.Policy, *time.Time, error) {
	book, binder, err := s.book(ctx)
	if err != nil {
		return nil, nil, err
	}
	p, ok := book.Policy(in.ID)
	if ok && (in.Edition == "" || in.Edition == p.Edition) {
		return p, s.since(p, binder), nil
	}
	if in.Edition == "" {
		return nil, nil, gorm.ErrRecordNotFound
	}
	p, err = s.books.Edition(s.db(ctx), in.Edition)
	if err == nil && p.ID != in.ID {
		err = gorm.ErrRecordNotFound
	}
	return p, nil, err
}

func (s *Server) listProfiles(ctx context.Context, _ *struct{}) (*listOutput[Profile], error) {
	book, _, err := s.book(ctx)
	if err != nil {
		return nil, err
	}
	lang := requestOf(ctx).lang
	return listed(s, "profiles", book.Profiles(), nil, func(p policies.Profile) Profile {
		title, fallback := p.Title.In(lang)
		return Profile{
			ID: p.ID, Title: title, Fallback: fallback, Calendar: p.Calendar, Archive: p.Archive, Lead: p.Lead, Loan: p.Loan, Erasure: p.Erasure, Credit: p.Credit, Complaint: p.Complaint,
			ReturnVisit: p.ReturnVisit, Retention: p.Retention, Campaign: p.Campaign, Visit: p.Visit, VisitPlan: p.VisitPlan,
		}
	}), nil
}

func (s *Server) listClauses(ctx context.Context, _ *struct{}) (*listOutput[Clause], error) {
	book, _, err := s.book(ctx)
	if err != nil {
		return nil, err
	}
	lang := requestOf(ctx).lang
	return listed(s, "clauses", book.Clauses(), nil, func(c policies.Clause) Clause {
		title, fallback := c.Title.In(lang)
		but, _ := c.But.In(lang)
		return Clause{c.ID, title, fallback, c.Family, string(c.Kept), but, c.Diaries}
	}), nil
}
