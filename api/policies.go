package api

import (
	"context"

	"carebook/policies"
)

// PolicyItem is a policy in a list.
type PolicyItem struct {
	ID       string `json:"id" example:"V13"`
	Title    string `json:"title" doc:"In the caller's language, or the nearest that there is."`
	Fallback bool   `json:"title_fallback,omitempty" doc:"The title is in another language than asked for."`
	Family   string `json:"family" example:"complaint"`
	Edition  string `json:"edition" doc:"Content hash: new cases are pinned to it."`
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
	return PolicyItem{p.ID, title, fallback, p.Family, p.Edition}
}

func (s *Server) listPolicies(ctx context.Context, _ *struct{}) (*listOutput[PolicyItem], error) {
	lang := requestOf(ctx).lang
	return listed(s, "policies", s.shelf.Policies(), nil, func(p *policies.Policy) PolicyItem { return policyItem(p, lang) }), nil
}

type policyInput struct {
	ID string `path:"id" maxLength:"64" doc:"Id of the policy."`
}

type policyOutput struct {
	ETag string `header:"ETag" doc:"Edition."`
	Body Policy
}

func (s *Server) getPolicy(ctx context.Context, in *policyInput) (*policyOutput, error) {
	r := requestOf(ctx)
	p, ok := s.shelf.Policy(in.ID)
	if !ok {
		return nil, s.problem(r, codeNotFound)
	}
	out := Policy{PolicyItem: policyItem(p, r.lang), Numbers: []PolicyNumber{}}
	for _, n := range p.Numbers() {
		out.Numbers = append(out.Numbers, PolicyNumber{n.Clause, n.Key, n.Value, string(n.Source)})
	}
	return &policyOutput{`"` + p.Edition + `"`, out}, nil
}

func (s *Server) listProfiles(ctx context.Context, _ *struct{}) (*listOutput[Profile], error) {
	lang := requestOf(ctx).lang
	return listed(s, "profiles", s.shelf.Profiles(), nil, func(p policies.Profile) Profile {
		title, fallback := p.Title.In(lang)
		return Profile{p.ID, title, fallback, p.Calendar, p.Complaint}
	}), nil
}

func (s *Server) listClauses(ctx context.Context, _ *struct{}) (*listOutput[Clause], error) {
	lang := requestOf(ctx).lang
	return listed(s, "clauses", s.shelf.Clauses(), nil, func(c policies.Clause) Clause {
		title, fallback := c.Title.In(lang)
		but, _ := c.But.In(lang)
		return Clause{c.ID, title, fallback, c.Family, string(c.Kept), but, c.Diaries}
	}), nil
}
