package contract

import (
	"time"

	"carebook/policies"
)

// CampaignState is all that the workflow of a campaign knows: how far its customers are gone through, and until when they are greeted.
// Who they are, and which pages are still open, stands in the books alone.
type CampaignState struct {
	CaseState
	Pages   int                     `json:"pages,omitempty"`   // opened so far
	Planned int                     `json:"planned,omitempty"` // greetings in them
	PagedAt time.Time               `json:"paged_at,omitzero"` // when the last of them was
	LeftOut map[string]int          `json:"left_out,omitempty"`
	Terms   *policies.CampaignTerms `json:"campaign_terms,omitempty"`
}

// CampaignFacts are the plain facts of a campaign and of greeting somebody.
type CampaignFacts struct {
	Occasion string `json:"occasion,omitempty"` // a word of the policy
	Period   string `json:"period,omitempty"`   // of the schedule that began it: mid_autumn 2026
	Day      string `json:"day,omitempty"`      // on which the customers are greeted: 2026-09-25
	Node     string `json:"node,omitempty"`     // of a project
	Late     bool   `json:"late,omitempty"`     // begun later than it was to be

	Outcome string `json:"outcome,omitempty"` // of a greeting: Greeted, NotReached
	Means   string `json:"means,omitempty"`   // by which
	Gift    string `json:"gift,omitempty"`    // what was given
}

// CampaignPage is what the ledger found when it opened a page: up to which customer it went, how many of them are greeted, and why
// others aren't.
type CampaignPage struct {
	N       int            `json:"n"`
	Planned int            `json:"planned"`
	LeftOut map[string]int `json:"left_out,omitempty"` // by reason
	Gifts   int            `json:"gifts,omitempty"`    // greetings that a gift may go with
	Last    bool           `json:"last,omitempty"`     // nobody comes after it
}

// Actions on a campaign (PF-05), beside cancelling it, as a card is.
const (
	ApproveGifts Action = "approve_gifts"
	Greet        Action = "greet"      // one customer: in the page's own stream, not the campaign's
	ClosePage    Action = "close_page" // brought when its last greeting is done; by hand, what is open in it lapses
)

// Statuses of a campaign.
const (
	Listing  Status = "listing"  // its customers are gone through, page by page
	Greeting Status = "greeting" // all are known
)

// Event types of a campaign.
const (
	EventPageOpened    = "page_opened"
	EventPageClosed    = "page_closed"
	EventGiftsApproved = "gifts_approved"
)

// What came of greeting somebody.
const (
	Greeted    = "greeted"
	NotReached = "not_reached" // to be tried again until the day is over
)

// Why a customer is left out of a campaign.
const (
	LeftNoConsent  = "no_consent"
	LeftClass      = "class" // the policy greets no such customer on this occasion
	LeftUnclassed  = "unclassed"
	LeftRestricted = "restricted"
)

// LeftOutReasons are all of them.
var LeftOutReasons = []string{LeftNoConsent, LeftClass, LeftUnclassed, LeftRestricted}

// Campaigned is what a command says about a campaign; nothing when it says nothing.
func (f Facts) Campaigned() CampaignFacts {
	if f.Campaign == nil {
		return CampaignFacts{}
	}
	return *f.Campaign
}

// Choices are the values that an action takes in the present state: none.
func (c *CampaignState) Choices(Action) map[string][]string { return nil }
