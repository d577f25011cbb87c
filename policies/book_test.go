package policies_test

import (
	"encoding/json"
	"testing"

	"carebook/policies"
	"carebook/policies/book"
)

func shipped(t *testing.T) *policies.Book {
	t.Helper()
	b, err := policies.Load(book.FS())
	if err != nil {
		t.Fatalf("the shipped binder has problems:\n%v", err)
	}
	return b
}

func TestTheShippedBinderHasATitleInEveryLanguage(t *testing.T) {
	b := shipped(t)
	titles := map[string]policies.Title{}
	for _, p := range b.Policies() {
		titles["policy "+p.ID] = p.Title
	}
	for _, p := range b.Policies() {
		if p.Archive == nil {
			continue
		}
		for code, paper := range p.Archive.Papers {
			titles["paper "+code+" of "+p.ID] = paper.Title
		}
	}
	for _, p := range b.Profiles() {
		titles["profile "+p.ID] = p.Title
	}
	for _, r := range b.Roles() {
		titles["role "+r.ID] = r.Title
	}
	for _, c := range b.Clauses() {
		titles["clause "+c.ID] = c.Title
		if c.But != nil {
			titles["clause "+c.ID+", but"] = c.But
		}
	}
	for what, title := range titles {
		for _, lang := range []string{"zh-Hans", "zh-Hant", "en"} {
			if _, fallback := title.In(lang); fallback {
				t.Errorf("%s has no title in %s", what, lang)
			}
		}
	}
}

func TestAUnitOfAProfileRunsThePolicyTheProfileNames(t *testing.T) {
	p, profile, err := shipped(t).For("complaint", "dealer-4s")
	if err != nil {
		t.Fatal(err)
	}
	if p.ID != "V13" || profile.ID != "dealer-4s" || profile.Calendar != "cn" {
		t.Errorf("policy %s, profile %+v", p.ID, profile)
	}
}

func TestPinnedTermsAreSmallEnoughToTravelInEveryCase(t *testing.T) {
	for _, p := range shipped(t).Policies() {
		known := 0
		if p.Complaint != nil {
			known++
			travels(t, p.ID, p.Complaint.ComplaintTerms)
		}
		if p.Archive != nil {
			known++
			travels(t, p.ID, p.Archive.ArchiveTerms)
		}
		if p.Credit != nil {
			known++
			travels(t, p.ID, p.Credit.CreditTerms)
		}
		if p.Lead != nil {
			known++
			travels(t, p.ID, p.Lead.LeadTerms)
		}
		if p.Loan != nil {
			known++
			for _, record := range p.Loan.Records {
				travels(t, p.ID, policies.LoanTerms{Record: record})
			}
		}
		if p.Erasure != nil {
			known++
			travels(t, p.ID, p.Erasure.ErasureTerms)
		}
		if p.Retention != nil {
			known++
			for _, record := range p.Retention.Records {
				travels(t, p.ID, policies.RetentionTerms{Methods: record.Methods})
			}
		}
		if p.Campaign != nil {
			known++
			travels(t, p.ID, p.Campaign.CampaignTerms)
		}
		if v := p.Visit; v != nil {
			known++
			for _, purpose := range v.Purposes.Value {
				travels(t, p.ID, v.TermsOf(purpose))
			}
		}
		if p.VisitPlan != nil {
			known++
			travels(t, p.ID, p.VisitPlan.Terms())
		}
		if r := p.ReturnVisit; r != nil {
			known++
			for event := range r.Events {
				travels(t, p.ID, r.TermsOf(event, ""))
			}
			for cycle := range r.Cycles {
				travels(t, p.ID, r.TermsOf("", cycle))
			}
		}
		if known != len(p.Families()) {
			t.Errorf("%s: terms of %d families are known here, it has %v", p.ID, known, p.Families())
		}
	}
}

func travels[T any](t *testing.T, policy string, of T) {
	t.Helper()
	terms, err := json.Marshal(of)
	if err != nil {
		t.Fatal(err)
	}
	if len(terms) > 4096 {
		t.Errorf("%s: %d bytes, want at most 4096", policy, len(terms))
	}
	var back T
	if err := json.Unmarshal(terms, &back); err != nil {
		t.Fatal(err)
	}
	again, _ := json.Marshal(back)
	if string(again) != string(terms) {
		t.Errorf("%s: terms change on their way:\n%s\n%s", policy, terms, again)
	}
}

func TestEveryShippedClauseIsInTheRegisterAndEveryEnforcedOneNamesADiary(t *testing.T) {
	b := shipped(t)
	for _, p := range b.Policies() {
		for _, n := range p.Numbers() {
			if _, ok := b.Clause(n.Clause); !ok {
				t.Errorf("%s: %s cites %s, which is not in the register", p.ID, n.Key, n.Clause)
			}
		}
	}
	for _, c := range b.Clauses() {
		if (c.Kept == policies.Enforced) != (len(c.Diaries) > 0) {
			t.Errorf("%s is %s and names the diaries %v", c.ID, c.Kept, c.Diaries)
		}
	}
}
