package models

import "fmt"

// SampleFault is one disagreement that the audit of a sample found.
type SampleFault struct {
	What   string // one of the words below
	Period string // id
	N      int64  // number in the period; 0 when it concerns the whole period
	Case   string // "" when no case is known
}

// What can be wrong with a sample.
const (
	FaultSecret        = "secret_changed"
	FaultSealed        = "secret_unreadable"
	FaultClosedEarly   = "closed_early"
	FaultPeriodGone    = "period_missing"
	FaultNumberGone    = "number_missing"
	FaultNumberAdded   = "number_added"
	FaultLot           = "lot_changed"
	FaultNoEvent       = "event_missing"
	FaultEvent         = "event_changed"
	FaultEventNumber   = "number_changed"
	FaultEventDrawn    = "drawn_changed"
	FaultEventCustomer = "customer_changed"
	FaultEventPledge   = "commitment_changed"
	FaultEventRate     = "rate_changed"
	FaultNoSample      = "sample_missing"
	FaultFillGone      = "fill_missing"
	FaultFillAdded     = "fill_added"
	FaultGapGone       = "gap_missing"
	FaultGapAdded      = "gap_added"
)

// sampleFaults say each fault in a sentence for whoever audits.
var sampleFaults = map[string]string{
	FaultSecret:        "the secret isn't the one that was committed to when the period was opened",
	FaultSealed:        "the sealed secret doesn't open with this master key: its draws can't be computed again before the month is closed",
	FaultClosedEarly:   "the secret was revealed before the month was over",
	FaultPeriodGone:    "an opening event was drawn for in this period, and the books don't have the period",
	FaultNumberGone:    "the number was allotted, and its sample is missing",
	FaultNumberAdded:   "the number was never allotted: its sample was added",
	FaultLot:           "computed again, the lot says otherwise than the sample about being drawn",
	FaultNoEvent:       "the case has no opening event that was drawn for in this period",
	FaultEvent:         "an event of the case was changed: its hash doesn't match",
	FaultEventNumber:   "the opening event of the case says another number",
	FaultEventDrawn:    "the opening event says otherwise than the sample about being drawn",
	FaultEventCustomer: "the opening event was for another customer: the sample's was swapped",
	FaultEventPledge:   "the opening event names another commitment: the period's was changed",
	FaultEventRate:     "the opening event names another rate: the period's was changed",
	FaultNoSample:      "the case's opening event was drawn for, and its sample was dropped",
	FaultFillGone:      "by the rules this number is called in, and the books don't say so",
	FaultFillAdded:     "the books say that this number was called in, and by the rules it isn't",
	FaultGapGone:       "an event says that the customer can't be reached, and the sample doesn't",
	FaultGapAdded:      "the sample says that the customer can't be reached, and no event of the case does",
}

func (f SampleFault) String() string {
	text := sampleFaults[f.What]
	if f.Case != "" {
		text = "case " + f.Case + ": " + text
	}
	if f.N != 0 {
		text = fmt.Sprintf("number %d: %s", f.N, text)
	}
	return text
}
