package contract

// Actions on a lead or a customer's card, in the order of its life (PF-03).
const (
	SignCard     Action = "sign_card"      // the group leader signs the card: from now on it counts; later ones are signed in rotation
	Contact      Action = "contact"        // a call, a message or a visit, with what it came to
	SignSecond   Action = "sign_second"    // the group leader signs the day of the second contact
	ConfirmClass Action = "confirm_class"  // somebody else has looked at the class that was set
	PlanFollowUp Action = "plan_follow_up" // the goals of a follow-up, and in how many days it is next
	TakeStock    Action = "take_stock"     // why it doesn't get on, and what is done about it
	Shelve       Action = "shelve"         // nobody is given the void card for now
	Win          Action = "win"            // the deal is closed
	GiveUp       Action = "give_up"
	Cancel       Action = "cancel" // the card is taken out of the books of cards
)

// Statuses of a lead (PF-03), then those in which it ends. A void card isn't at its end: it may be given to somebody else.
const (
	New       Status = "new"       // entered; no contact yet, and no signature where the policy asks for one
	Valid     Status = "valid"     // signed, or given to somebody else: no contact yet
	Contacted Status = "contacted" // once
	Cycling   Status = "cycling"   // twice; further ones come round
	Visited   Status = "visited"   // the customer has come
	Asleep    Status = "asleep"    // contacted less, or without progress
	Lapsed    Status = "lapsed"    // the card is void
	Won       Status = "won"       // end: the deal is closed
	GivenUp   Status = "given_up"  // end: nothing will come of it
	CalledOff Status = "cancelled" // end: the card was cancelled
)

// Event types of a lead.
const (
	EventCardSigned      = "card_signed"
	EventContacted       = "contacted"
	EventCame            = "came" // the customer, to the house
	EventSecondSigned    = "second_signed"
	EventClassConfirmed  = "class_confirmed"
	EventFollowUpPlanned = "follow_up_planned"
	EventStockTaken      = "stock_taken"
	EventLapsed          = "lapsed" // void: by a mark, or by one message too many
	EventShelved         = "shelved"
	EventWon             = "won"
	EventGivenUp         = "given_up"
	EventCancelled       = "cancelled"
)
