package workflows

import (
	"slices"

	"carebook/contract"
)

// Duties of PF-01, as the policy names them.
const (
	dutyClassify = "classify"
	dutyAssign   = "assign"
	dutyReport   = "report"
	dutyDecide   = "decide"
	dutyTell     = "tell"
	dutyAnswer   = "answer"
	dutyClose    = "close"
	dutyResult   = "report_result"
	dutyPrewarn  = "prewarn"
	dutyRelay    = "relay"
	dutyConvene  = "convene"
	dutyRevisit  = "revisit"
)

var complaintSteps = steps[*complaint]{
	contract.Classify:     {in: in(contract.Registered), check: (*complaint).knowsSeverity, proposal: (*complaint).classified},
	contract.Assign:       {in: in(contract.Classified), check: assignable, proposal: (*complaint).assigned},
	contract.Report:       {in: in(contract.Assigned), check: reportable, proposal: (*complaint).reported},
	contract.Decide:       {in: in(contract.Reported), check: ofVerdicts, proposal: (*complaint).decided},
	contract.Tell:         {in: in(contract.Approved), check: byMedium, proposal: (*complaint).told},
	contract.Answer:       {in: in(contract.Told, contract.NotUpheld), check: ofVerdicts, proposal: (*complaint).answered},
	contract.Close:        {in: in(contract.Accepted, contract.NotUpheld), check: closable, proposal: (*complaint).closed},
	contract.ReportResult: {check: owed[*complaint](dutyResult), proposal: (*complaint).resultReported},
	contract.Prewarn:      {check: owed[*complaint](dutyPrewarn), proposal: (*complaint).prewarned},
	contract.Relay:        {check: owed[*complaint](dutyRelay), proposal: (*complaint).relayed},
	contract.Convene:      {check: owed[*complaint](dutyConvene), proposal: (*complaint).convened},
	contract.Withdraw:     {paused: true, proposal: ended[*complaint](contract.EventWithdrawn, contract.Withdrawn)},

	contract.Merge:      {paused: true, check: (*complaint).mergesElsewhere, proposal: ended[*complaint](contract.EventMerged, contract.Merged)},
	contract.Reclassify: {in: reclassifiable, check: (*complaint).knowsSeverity, proposal: (*complaint).reclassified},
	contract.Reopen:     {in: in(contract.Closed), proposal: (*complaint).reopened},
	contract.Revisit:    {check: (*complaint).revisitable, proposal: (*complaint).revisited},

	contract.Brief:          apart(contract.EventBriefed, dutyBrief),
	contract.Attend:         apart(contract.EventAttended, "attend"),
	contract.InputMarketing: apart(contract.EventMarketingInput, "input_marketing"),
	contract.InputRND:       apart(contract.EventRNDInput, "input_rnd"),
	contract.InputService:   apart(contract.EventServiceInput, "input_service"),
	contract.Join:           apart(contract.EventJoined, dutyJoin),
	contract.Track:          apart(contract.EventTracked, "track"),
	contract.Reply:          apart(contract.EventReplied, dutyReply),
	contract.Collect:        apart(contract.EventCollected, dutyCollect),
	contract.Sign:           apart(contract.EventFormSigned, dutySign),
	contract.SettleUp:       apart(contract.EventSettled, dutySettle).but(bookable),
	contract.Liability:      apart(contract.EventLiabilityHeld, "liability").but(positive),
	contract.Review:         apart(contract.EventReviewed, "monthly_review").but(ofVerdicts),
	contract.Investigate:    {check: owed[*complaint](dutyInvestigate), proposal: (*complaint).investigated},
	contract.Object:         {check: owed[*complaint](dutyCollect), proposal: stays[*complaint](contract.EventObjected)},
	contract.Route:          {in: in(contract.Closed), check: routable, proposal: stays[*complaint](contract.EventRouted)},
	contract.PassOn:         {check: passable, proposal: stays[*complaint](contract.EventPassedOn)},
}.with()

// reclassifiable are the statuses between the classification and the closing.
var reclassifiable = in(
	contract.Classified, contract.Assigned, contract.Reported, contract.Approved, contract.Told, contract.Accepted,
)

func (c *complaint) knowsSeverity(m contract.Message) *contract.Refusal {
	kinds, natures := c.Terms.MajorKinds, c.Terms.Natures
	switch f := m.Facts; {
	case len(natures.Value) > 0 && !slices.Contains(natures.Value, f.Nature), len(natures.Value) == 0 && f.Nature != "":
		return contract.Refused(contract.CodeUnknownValue, natures.Clause, "field", "nature", "value", f.Nature)
	case !slices.Contains(c.Terms.Severities.Value, f.Severity):
		return contract.Refused(contract.CodeUnknownValue, c.Terms.Severities.Clause, "field", "severity", "value", f.Severity)
	case f.Severity == contract.Major && len(kinds.Value) > 0 && !slices.Contains(kinds.Value, f.MajorKind),
		f.MajorKind != "" && len(kinds.Value) == 0,
		f.Severity != contract.Major && f.MajorKind != "":
		return contract.Refused(contract.CodeUnknownValue, kinds.Clause, "field", "major_kind", "value", f.MajorKind)
	}
	return nil
}

func positive(c *complaint, m contract.Message) *contract.Refusal {
	if m.Facts.Amount < 0 {
		return contract.Refused(contract.CodeAmountNotAllowed, c.Terms.Authority.For(0).Clause)
	}
	return nil
}
