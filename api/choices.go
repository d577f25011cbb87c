package api

import (
	"context"
	"errors"
	"maps"
	"slices"

	"carebook/contract"
	"carebook/models"
	"carebook/policies"
)

// CaseAction is something that can be done in a case: whether now, and whether by the caller.
type CaseAction struct {
	Action  string              `json:"action" example:"decide"`
	Clause  string              `json:"clause" doc:"That permits it." example:"V13-2.7"`
	Roles   []string            `json:"roles" doc:"Who may, and parts in the case such as handler."`
	Open    bool                `json:"open" doc:"The running case allows it as it stands. Reassign is meant of the case; an open to-do always can be."`
	Allowed bool                `json:"allowed" doc:"The caller may take it: by a role or a part in the case, and without another part that keeps him from it."`
	Choices map[string][]string `json:"choices,omitempty" doc:"Of an open one: the values that it takes as the case stands, by the field of its request. Numbers stand as text; what is wrong with a file stands as document/fault."`
}

// CaseActions are all that the policy of a case permits to anybody.
type CaseActions struct {
	Items  []CaseAction `json:"items"`
	Papers []PaperTitle `json:"papers,omitempty" doc:"Of a file: what its documents are called, in the order of the checklist."`
}

type caseActionsInput struct {
	ID string `path:"id" maxLength:"64" doc:"Id of the case."`
}

// caseActions asks the books who may do what, and the running case what it allows. One that has ended allows nothing.
func (s *Server) caseActions(ctx context.Context, in *caseActionsInput) (*bodyOutput[CaseActions], error) {
	k, err := s.seen(ctx, anyKind, in.ID)
	if err != nil {
		return nil, err
	}
	open := map[string]contract.OpenAction{}
	if !k.Ended {
		all, err := s.cases.Actions(ctx, contract.Kind(k.Kind), k.ID)
		if err != nil {
			return nil, s.notRunning(ctx, k, err)
		}
		for _, o := range all {
			open[string(o.Action)] = o
		}
	}
	db, scope, err := s.scope(ctx)
	if err != nil {
		return nil, err
	}
	now, err := s.books.Now(db)
	if err != nil {
		return nil, err
	}
	rights, err := s.books.Rights(db, k, scope.Staff, now)
	if err != nil {
		return nil, err
	}
	out := CaseActions{Items: []CaseAction{}}
	for _, r := range rights {
		o, is := open[string(r.Action)]
		out.Items = append(out.Items, CaseAction{string(r.Action), r.Clause, r.Roles, is, r.Allowed, o.Choices})
	}
	out.Papers, err = s.paperTitles(ctx, k)
	return &bodyOutput[CaseActions]{out}, err
}

// paperTitles are what the documents of a file are called; none for a case of another kind.
func (s *Server) paperTitles(ctx context.Context, k *models.Case) (titles []PaperTitle, err error) {
	if k.Kind != string(contract.Archive) {
		return nil, nil
	}
	db, scope, err := s.scope(ctx)
	if err != nil {
		return nil, err
	}
	a, err := models.ArchiveByID(db, scope, k.ID)
	if err != nil {
		return nil, err
	}
	p, err := s.books.PolicyOf(db, contract.Archive, k.Edition)
	if err != nil {
		return nil, err
	}
	for _, code := range p.Archive.Files[a.File].Documents.Value {
		titles = append(titles, paperTitle(p, code, requestOf(ctx).lang))
	}
	return titles, nil
}

// Choices are what a new case of a unit can be opened with, by the policy in force.
type Choices struct {
	Policy    string              `json:"policy" example:"V13"`
	Edition   string              `json:"edition" doc:"Content hash of the policy."`
	Title     string              `json:"title" doc:"Of the policy, in the caller's language, or the nearest that there is."`
	Fallback  bool                `json:"title_fallback,omitempty" doc:"The title is in another language than asked for."`
	Clause    string              `json:"clause" doc:"That says who may open one." example:"V13-2.1"`
	Roles     []string            `json:"roles" doc:"Who may."`
	Allowed   bool                `json:"allowed" doc:"The caller may."`
	Anonymous bool                `json:"anonymous" doc:"A complaint is taken from somebody unnamed."`
	Choices   map[string][]string `json:"choices" doc:"All values that the policy knows, by the field in which they stand; intake: what must be recorded."`
}

type choicesInput struct {
	Unit string `query:"unit" required:"true" maxLength:"64" doc:"Id of the unit."`
	Kind string `query:"kind" required:"true" enum:"complaint,archive,campaign,lead,loan,retention,credit,returnvisit,erasure,visit,visitplan"`
}

func (s *Server) choices(ctx context.Context, in *choicesInput) (*bodyOutput[Choices], error) {
	p, err := s.policyOf(ctx, contract.Kind(in.Kind), in.Unit)
	if err != nil {
		return nil, err
	}
	db, scope, err := s.scope(ctx)
	if err != nil {
		return nil, err
	}
	now, err := s.books.Now(db)
	if err != nil {
		return nil, err
	}
	right, err := models.RightToOpen(db, p, contract.Kind(in.Kind), in.Unit, scope.Staff, now)
	if err != nil {
		return nil, err
	}
	title, fallback := p.Title.In(requestOf(ctx).lang)
	out := Choices{
		Policy: p.ID, Edition: p.Edition, Title: title, Fallback: fallback, Clause: right.Clause, Roles: right.Roles, Allowed: right.Allowed,
		Choices: map[string][]string{},
	}
	if p.Complaint != nil {
		out.Anonymous, _ = p.Complaint.TakesAnonymous()
		out.Choices = complaintChoices(p.Complaint)
	}
	if p.Archive != nil {
		out.Choices["file"] = slices.Sorted(maps.Keys(p.Archive.Files))
	}
	if p.ReturnVisit != nil {
		out.Choices = visitChoices(p.ReturnVisit)
	}
	if p.Lead != nil {
		out.Choices = leadChoices(p.Lead)
	}
	if p.Loan != nil {
		out.Choices = loanChoices(p.Loan)
	}
	if e := p.Erasure; e != nil {
		out.Choices["channel"], out.Choices["asker"] = e.Channels.Value, e.Askers.Value
	}
	if p.Retention != nil {
		out.Choices = map[string][]string{"record": slices.Sorted(maps.Keys(p.Retention.Records))}
	}
	if later := laterChoices(p); later != nil {
		out.Choices = later
	}
	if p.Credit != nil {
		out.Choices["grade"], out.Choices["contract"] = p.Credit.Grades.Value, p.Credit.Contracts.Value
	}
	return &bodyOutput[Choices]{out}, nil
}

// laterChoices are those of the families that came later; nil for the others.
func laterChoices(p *policies.Policy) map[string][]string {
	switch {
	case p.Campaign != nil:
		return campaignChoices(p.Campaign)
	case p.Visit != nil:
		return customerVisitChoices(p.Visit)
	case p.VisitPlan != nil:
		return planChoices(p.VisitPlan)
	}
	return nil
}

// campaignChoices are the occasions that somebody may begin, and the points of a project and events of all of them.
func campaignChoices(c *policies.Campaign) map[string][]string {
	all := map[string][]string{"occasion": {}}
	for _, name := range slices.Sorted(maps.Keys(c.Occasions)) {
		o := c.Occasions[name]
		if !o.Scheduled() {
			all["occasion"] = append(all["occasion"], name)
		}
		if o.Nodes != nil {
			all["node"] = append(all["node"], o.Nodes.Value...)
		}
	}
	return all
}

// complaintChoices are all values that a policy knows, for a form and for filters.
func complaintChoices(c *policies.Complaint) map[string][]string {
	all := c.Kinds()
	all["channel"], all["intake"] = c.Channels.Value, c.Intake.Value
	if len(c.Settlements) > 0 {
		all["settlement"] = c.Ways(contract.Unsettled)
	}
	if c.Media != nil {
		all["medium"] = c.Media.Value
	}
	return all
}

// customerVisitChoices are all values that a policy knows, for a form and for filters.
func customerVisitChoices(v *policies.Visit) map[string][]string {
	all := map[string][]string{"purpose": v.Purposes.Value, "way": v.Ways.Value}
	if v.Objects != nil {
		all["object"] = v.Objects.Value
	}
	if v.ByPhone != nil {
		all["matter"] = v.ByPhone.Value
	}
	return all
}

// planChoices are idem of a month: what a line may be for, and what is counted.
func planChoices(v *policies.VisitPlan) map[string][]string {
	all := map[string][]string{}
	if v.Purposes != nil {
		all["purpose"] = v.Purposes.Value
	}
	if v.Objects != nil {
		all["object"] = v.Objects.Value
	}
	if len(v.Quotas) > 0 {
		all["quota"] = slices.Sorted(maps.Keys(v.Quotas))
	}
	return all
}

// visitChoices are all values that a policy knows, for a form and for filters.
func visitChoices(r *policies.ReturnVisit) map[string][]string {
	all := map[string][]string{"medium": r.Media.Value, "class": policies.VisitClasses(), "severity": policies.Severities()}
	if len(r.Events) > 0 {
		all["event"] = slices.Sorted(maps.Keys(r.Events))
	}
	if len(r.Cycles) > 0 {
		all["cycle"] = slices.Sorted(maps.Keys(r.Cycles))
	}
	if r.Waivers != nil {
		all["verdict"] = r.Waivers.Value
	}
	return all
}

// leadChoices are all values that a policy knows, for a form and for filters.
func leadChoices(l *policies.Lead) map[string][]string {
	all := map[string][]string{"source": l.Sources.Value, "medium": l.Media.Value, "result": l.Results.Value}
	for field, rule := range map[string]*policies.Rule[[]string]{"class": l.Classes, "opening": l.Reasons, "done": l.Form} {
		if rule != nil {
			all[field] = rule.Value
		}
	}
	return all
}

// loanChoices are the kinds of records, and for each what may be asked for.
func loanChoices(l *policies.Loan) map[string][]string {
	all := map[string][]string{"record": slices.Sorted(maps.Keys(l.Records))}
	for record, r := range l.Records {
		all["purpose."+record] = r.Purposes.Value
	}
	return all
}

// policyOf is the policy that a new case of a kind would run by at a unit that the caller sees.
func (s *Server) policyOf(ctx context.Context, kind contract.Kind, unitID string) (*policies.Policy, error) {
	db, scope, err := s.scope(ctx)
	if err != nil {
		return nil, err
	}
	unit, err := models.UnitSeen(db, scope, unitID)
	if err != nil {
		return nil, err
	}
	now, err := s.books.Now(db)
	if err != nil {
		return nil, err
	}
	p, _, err := s.shelf.Policy(db, kind, unit.Profile, now)
	if errors.Is(err, policies.ErrNoProfile) || errors.Is(err, policies.ErrNoPolicy) {
		return nil, contract.Refused(contract.CodeNoPolicy, "", "unit", unit.Code)
	}
	return p, err
}
