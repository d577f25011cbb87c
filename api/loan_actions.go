package api

// The bodies of the actions on a request for a record.

// Approval is one signature under a request.
type Approval struct {
	Moment
	Item       string `json:"item,omitempty" pattern:"^[a-z][a-z0-9_]{0,39}$" doc:"Role for which the caller approves; may be left out where one approval is open." example:"sales_manager"`
	Attachment string `json:"attachment,omitempty" format:"uuid" doc:"Of a record that is passed on: the customer's authorisation, attached to the request."`
}

func (b Approval) fill(o *order) {
	b.Moment.fill(o)
	o.facts.Item, o.facts.Attachment = b.Item, b.Attachment
}

// GivenBack says what the keeper has looked at.
type GivenBack struct {
	Moment
	Done []string `json:"done,omitempty" maxItems:"10" uniqueItems:"true" enum:"complete,undamaged" doc:"Where the policy asks for it."`
}

func (b GivenBack) fill(o *order) {
	b.Moment.fill(o)
	o.facts.Done = b.Done
}

// TodoReassignment gives one to-do of a request to somebody else.
type TodoReassignment struct {
	Reassignment
	Obligation string `json:"obligation" format:"uuid" doc:"Id of the to-do."`
}

func (b TodoReassignment) fill(o *order) {
	b.Reassignment.fill(o)
	o.facts.Obligation = b.Obligation
}
