package api

import (
	"carebook/contract"
	"carebook/policies"
)

// The bodies of the actions on a lead.

// ContactMade is a call, a message or a visit, with what it came to.
type ContactMade struct {
	Moment
	Medium    string   `json:"medium" pattern:"^[a-z][a-z0-9_]{0,39}$" doc:"One of the policy's media: phone, sms, message, visit. Outside the window for calls a phone call is refused with the next permitted moment in params.next; a message stands for it, and leaves the call owed." example:"phone"`
	Opening   string   `json:"opening,omitempty" pattern:"^[a-z][a-z0-9_]{0,39}$" doc:"The reason with which a call or a message opens, where the policy asks for one." example:"offer"`
	Result    string   `json:"result" pattern:"^[a-z][a-z0-9_]{0,39}$" doc:"One of the policy's results. no_answer moves no clock; dislikes_calls makes the contacts fewer." example:"reached"`
	Text      string   `json:"text" minLength:"1" maxLength:"20000" doc:"What was said and written."`
	Done      []string `json:"done,omitempty" maxItems:"10" uniqueItems:"true" enum:"honorific,consultant,phone,standard_wording" doc:"Of a message: the parts of its form that it has."`
	Class     string   `json:"class,omitempty" pattern:"^[a-z][a-z0-9_]{0,39}$" doc:"Of a visitor, where the policy has classes." example:"a"`
	Quality   bool     `json:"quality,omitempty" doc:"A call-in that is worth more calls."`
	Key       bool     `json:"key_customer,omitempty" doc:"Of a visitor."`
	Objection bool     `json:"objection,omitempty" doc:"Of a visitor."`
	Agreed    bool     `json:"agreed,omitempty" doc:"The customer wanted to be called at this time, outside the window."`
	Anyway    bool     `json:"anyway,omitempty" doc:"Write although this message in a row makes the card void."`
}

func (b ContactMade) fill(o *order) {
	b.Moment.fill(o)
	o.need("text", b.Text)
	if b.Class == "" && (b.Key || b.Objection) {
		o.reject("body.class", "required")
	}
	o.facts.Medium, o.facts.Done = b.Medium, b.Done
	o.facts.Lead = &contract.LeadFacts{
		Traits: policies.Traits{Class: b.Class, Quality: b.Quality, Key: b.Key, Objection: b.Objection},
		Reason: b.Opening, Result: b.Result, Agreed: b.Agreed, Anyway: b.Anyway,
	}
}

// LeadClassification sets what decides on the cadence. It takes the whole classification's place.
type LeadClassification struct {
	Moment
	Class     string `json:"class,omitempty" pattern:"^[a-z][a-z0-9_]{0,39}$" doc:"Of a visitor, where the policy has classes." example:"a"`
	Quality   bool   `json:"quality,omitempty" doc:"A call-in that is worth more calls."`
	Key       bool   `json:"key_customer,omitempty"`
	Objection bool   `json:"objection,omitempty"`
}

func (b LeadClassification) fill(o *order) {
	b.Moment.fill(o)
	o.facts.Lead = &contract.LeadFacts{Traits: policies.Traits{Class: b.Class, Quality: b.Quality, Key: b.Key, Objection: b.Objection}}
}

// FollowUpPlan says what a follow-up is to reach, and when it is next.
type FollowUpPlan struct {
	Moment
	Text string `json:"text" minLength:"1" maxLength:"20000" doc:"Goals, and the way to them."`
	Days int    `json:"days,omitempty" minimum:"1" maximum:"366" doc:"In how many days the next contact is due; absent: as the policy's cadence says."`
}

func (b FollowUpPlan) fill(o *order) {
	b.Moment.fill(o)
	o.need("text", b.Text)
	o.facts.Days = b.Days
}
