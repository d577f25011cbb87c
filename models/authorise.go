package models

import (
	"errors"
	"fmt"
	"reflect"
	"slices"

	"gorm.io/gorm"

	"carebook/contract"
	"carebook/internal/failpoint"
	"carebook/policies"
)

// Words of a policy that stand for persons.
const (
	partHandler   = "handler"
	partRecipient = "recipient"
	partReporter  = "reporter"
	wordAuthority = "authority"
	wordOwner     = "owner"
	wordVisitor   = "visitor" // whoever makes the return visit of a severity
)

// judge checks a command against the tables as of now: is it the one that the message speaks of, may this person do this
// to this case, and is what it names there.
func (w *writer) judge() (*contract.Refusal, error) {
	if !w.matches() {
		return contract.Refused(contract.CodeForged, ""), nil
	}
	if w.cmd.ExpectSeq != nil && w.k != nil && *w.cmd.ExpectSeq != w.k.Seq {
		return contract.Refused(contract.CodeVersionMismatch, "", "seq", fmt.Sprint(w.k.Seq)), nil
	}
	if refusal, err := w.lookUp(); refusal != nil || err != nil {
		return refusal, err
	}
	checks := []func() (*contract.Refusal, error){w.notExcluded, w.permitted, w.fourEyes, w.inTime, w.stillTheirs, w.knownPerson, w.waitingFile}
	if w.cmd.Cause != "" {
		checks = checks[len(checks)-3:] // who may and when were judged at the event that brought it
	}
	for _, check := range checks {
		if refusal, err := check(); refusal != nil || err != nil {
			return refusal, err
		}
	}
	if refusal, err := w.customerOpen(); refusal != nil || err != nil {
		return refusal, err
	}
	return w.detail.admit(w)
}

// matches reports whether the message says what the command row says: an update is a hint, not an authority.
func (w *writer) matches() bool {
	c := w.cmd
	return c.Stream == w.in.Case && c.Kind == string(w.in.Kind) &&
		reflect.DeepEqual(w.facts, w.in.Proposal.Facts) && w.leads(c.Action) && w.ownWords()
}

// ownWords reports whether the clocks that the proposal starts begin when the command happened, and whether to-dos go to
// whom it names: a message can't shift a due time or claim for somebody else.
func (w *writer) ownWords() bool {
	owner := w.facts.Assignee
	if w.cmd.Action == contract.Claim {
		owner = w.cmd.Principal
	}
	p := w.in.Proposal
	return !slices.ContainsFunc(p.Owe, func(o contract.Owe) bool {
		return !o.Since.Equal(w.cmd.OccurredAt) || o.Days != 0 && o.Days != w.facts.Days ||
			o.From != nil && w.cmd.Action != contract.Check && w.in.Kind != contract.ReturnVisit // whose families look it up
	}) &&
		!slices.ContainsFunc(p.Move, func(m contract.Move) bool { return m.Person != owner })
}

// leads reports whether an action leads to the proposed event.
func (w *writer) leads(a contract.Action) bool {
	return slices.Contains(contract.Leads[a], w.in.Proposal.Type) && (a == contract.Open) == (w.k == nil)
}

// lookUp finds the policy, the calendar and the family's row: by the unit at an opening, by the case afterwards.
func (w *writer) lookUp() (*contract.Refusal, error) {
	if w.k != nil {
		return nil, w.lookUpCase()
	}
	unit, current, err := w.unit()
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return contract.Refused(contract.CodeUnknownUnit, "", "unit", w.facts.Unit), nil
	}
	if err != nil {
		return nil, err
	}
	policy, profile, err := w.shelf.Policy(w.tx, w.in.Kind, unit.Profile, w.cmd.OccurredAt)
	if err != nil && !errors.Is(err, policies.ErrNoProfile) && !errors.Is(err, policies.ErrNoPolicy) {
		return nil, err
	}
	if err != nil {
		return contract.Refused(contract.CodeNoPolicy, "", "unit", unit.Code, "profile", unit.Profile), nil // a unit without the process is an answer, not a failure
	}
	id := unit.Calendar
	if id == "" {
		id = profile.Calendar
	}
	if w.calN = current[id]; w.calN == 0 {
		return contract.Refused(contract.CodeNoCalendar, "", "unit", unit.Code, "calendar", id), nil
	}
	w.policy, w.profile = policy, unit.Profile
	if err := w.countBy(id); err != nil {
		return nil, err
	}
	w.k = &Case{
		ID: w.in.Case, Kind: string(w.in.Kind), UnitID: unit.ID, Edition: policy.Edition, Calendar: id,
		Status: contract.Registered, OpenedAt: w.cmd.OccurredAt, Number: unit.Code,
	}
	if w.detail, err = newFamily(w.in.Kind); err != nil {
		return nil, err
	}
	w.detail.take(w.in.Case, w.facts, w.cmd.Principal)
	return nil, nil
}

// countBy reads the current edition of the case's calendar, which counts as the case's policy wants it.
func (w *writer) countBy(id string) error {
	if w.calN == 0 {
		return fmt.Errorf("calendar %s isn't in the books: serve and worker adopt those they are given when they start", id)
	}
	cal, err := w.b.CalendarByN(w.tx, w.calN)
	if err != nil {
		return err
	}
	w.cal = cal.Counting(w.policy.Way())
	return nil
}

// unit is the one that opens the case, with the numbers of all current editions by calendar: which calendar it counts by,
// its profile may have to say.
func (w *writer) unit() (unit Unit, current map[string]int64, err error) {
	var rows []struct {
		Unit
		CalendarID string
		CalendarN  int64
	}
	err = w.tx.Table("units").Select("units.*, c.id AS calendar_id, coalesce(c.n, 0) AS calendar_n").
		Joins("LEFT JOIN (SELECT id, max(n) AS n FROM calendars GROUP BY id) c ON units.calendar IN ('', c.id)").
		Where("units.id = ?", w.facts.Unit).Scan(&rows).Error
	if err == nil && len(rows) == 0 {
		err = gorm.ErrRecordNotFound
	}
	if err != nil {
		return unit, nil, fmt.Errorf("reading the unit: %w", err)
	}
	current = map[string]int64{}
	for _, r := range rows {
		current[r.CalendarID] = r.CalendarN
	}
	return rows[0].Unit, current, nil
}

func (w *writer) lookUpCase() (err error) {
	if w.policy, err = w.b.PolicyOf(w.tx, contract.Kind(w.k.Kind), w.k.Edition); err != nil {
		return err
	}
	if err := w.countBy(w.k.Calendar); err != nil {
		return err
	}
	w.detail, err = readFamily(w.tx, contract.Kind(w.k.Kind), w.k.ID)
	return err
}

// notExcluded refuses whoever the complaint is about, also when this very command says so.
func (w *writer) notExcluded() (*contract.Refusal, error) {
	rule := w.policy.Excludes()
	if !rule.Value || failpoint.Planted("excluded-acts") {
		return nil, nil
	}
	excluded, err := Excluded(w.tx, w.k.ID, w.cmd.Principal)
	if err != nil {
		return nil, err
	}
	if excluded || slices.Contains(w.facts.Subjects, w.cmd.Principal) {
		return contract.Refused(contract.CodeExcluded, rule.Clause), nil
	}
	return nil, nil
}

// permitted finds the roles that let the actor do this: held at the case's unit or above, or a part in the case; else those of
// somebody who is away and in whose place the actor stands.
func (w *writer) permitted() (*contract.Refusal, error) {
	permit, known := w.process().Permit(string(w.cmd.Action))
	if !known {
		return contract.Refused(contract.CodeNoSuchStep, "", "action", string(w.cmd.Action), "policy", w.policy.ID), nil
	}
	p, err := w.party()
	if err != nil {
		return nil, err
	}
	allowed, err := p.expand(permit.By.Value, p.owing(w.facts.Obligation))
	if err != nil {
		return nil, err
	}
	if w.roles = p.among(allowed); len(w.roles) == 0 {
		if w.roles, w.behalf, err = p.place(w.k.UnitID, w.now, w.facts.Subjects, allowed, permit); err != nil {
			return nil, err
		}
	}
	if len(w.roles) == 0 {
		return contract.Refused(contract.CodeWrongRole, permit.By.Clause,
			"action", string(w.cmd.Action), "roles", joinRoles(allowed)), nil
	}
	return nil, nil
}

// fourEyes refuses whoever had the part in the case that this action checks. Who acts and in whose place count as one, and so do
// those who have acted in place of one of them before.
func (w *writer) fourEyes() (*contract.Refusal, error) {
	permit, _ := w.process().Permit(string(w.cmd.Action))
	part, err := party{tx: w.tx, detail: w.detail, caseID: w.k.ID}.keptBy(permit, w.cmd.Principal, w.behalf)
	if err != nil {
		return nil, err
	}
	if part != "" {
		return contract.Refused(contract.CodeFourEyes, permit.NotBy.Clause, "part", part), nil
	}
	return nil, nil
}

// inTime refuses a moment in the future, too far back, before the case began, or named by the one the clock runs against.
func (w *writer) inTime() (*contract.Refusal, error) {
	rule, at := w.policy.Backdate(string(w.cmd.Action)), w.cmd.OccurredAt
	refuse := contract.Refused(contract.CodeBackdated, rule.Clause, "limit", rule.Value.String())
	if at.After(w.cmd.ReceivedAt) || (w.begun() && at.Before(w.k.OpenedAt)) || w.resumesBeforeThePause() {
		return refuse, nil
	}
	if !w.cmd.Backdated {
		return nil, nil
	}
	limit, err := w.cal.Before(w.cmd.ReceivedAt, rule.Value)
	if err != nil {
		return nil, err
	}
	against, err := w.runsAgainst()
	if err != nil {
		return nil, err
	}
	if against || at.Before(limit) {
		return refuse, nil
	}
	return nil, nil
}

// resumesBeforeThePause: no clock can go on before it stopped.
func (w *writer) resumesBeforeThePause() bool {
	return w.cmd.Action == contract.Resume && w.k.PausedAt != nil && w.cmd.OccurredAt.Before(*w.k.PausedAt)
}

// begun reports whether the case already has events.
func (w *writer) begun() bool { return w.k.Seq > 0 }

// runsAgainst reports whether a clock that this command ends, stops or lets go on runs against its own author, by name or
// by role.
func (w *writer) runsAgainst() (bool, error) {
	touched := w.tx.Where("case_id = ?", w.k.ID)
	if w.in.Proposal.Clock != "" {
		touched = touched.Where("state IN ?", stillOwed)
	} else {
		var ids []string
		for _, s := range w.in.Proposal.Settle {
			ids = append(ids, s.ID)
		}
		touched = in(touched, "id", ids)
	}
	var owed []Obligation
	if err := touched.Find(&owed).Error; err != nil {
		return false, fmt.Errorf("reading what is owed: %w", err)
	}
	for _, who := range []string{w.cmd.Principal, w.behalf} {
		held, err := RolesAt(w.tx, who, w.k.UnitID, w.now)
		if err != nil {
			return false, err
		}
		if slices.ContainsFunc(owed, func(o Obligation) bool {
			return o.PersonID == nil && slices.Contains(held, o.Role) || o.PersonID != nil && *o.PersonID == who
		}) {
			return true, nil
		}
	}
	return false, nil
}

// knownPerson checks whoever is named as handler, as new owner, or as complained about: active, of this unit and, for
// work, not excluded.
func (w *writer) knownPerson() (*contract.Refusal, error) {
	for _, id := range w.facts.Subjects {
		if refusal, err := w.worksHere(id, "subjects"); refusal != nil || err != nil {
			return refusal, err
		}
	}
	id := w.facts.Assignee
	if id == "" {
		return nil, nil
	}
	if refusal, err := w.worksHere(id, "assignee"); refusal != nil || err != nil {
		return refusal, err
	}
	excluded, err := Excluded(w.tx, w.k.ID, id)
	if err != nil || !excluded {
		return nil, err
	}
	return contract.Refused(contract.CodeSelfAppointed, w.policy.Excludes().Clause), nil
}

func (w *writer) worksHere(staffID, field string) (*contract.Refusal, error) {
	held, err := RolesAt(w.tx, staffID, w.k.UnitID, w.now)
	if err != nil {
		return nil, err
	}
	if len(held) == 0 {
		return contract.Refused(contract.CodeUnknownStaff, "", "field", field), nil
	}
	return nil, nil
}
