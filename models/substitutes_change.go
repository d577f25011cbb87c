package models

import (
	"context"
	"fmt"
	"time"

	"gorm.io/gorm"

	"carebook/contract"
)

// SubstituteAction says who stands in from now on.
const SubstituteAction contract.Action = "substitute"

// EventSubstituteSet is the event of SubstituteAction.
const EventSubstituteSet = "substitute_set"

// NewSubstitute says who stands in from now on for the rest of an absence.
type NewSubstitute struct {
	Command    NewCommand
	Absence    string
	Staff      string // who is away
	Substitute string // "" for nobody
	Reason     string
	Zone       *time.Location // in which the absence's days begin and end
}

// Substitute ends who stands in by an absence now, or before it begins, and lets somebody else stand in for the rest of it, by the
// event in the stream of the person's absences and the settled command in one transaction. Whoever may record the absence may. For an
// absence that is over nobody can stand in any more.
func (b *Books) Substitute(ctx context.Context, shelf *Binding, n NewSubstitute) (Command, error) {
	n.Command.Kind, n.Command.Stream, n.Command.Action = KindAbsence, AbsenceStream(n.Staff), SubstituteAction
	n.Command.Facts = contract.Facts{Assignee: n.Staff, Person: n.Substitute}
	return b.direct(ctx, n.Command, func(d *deed) (*contract.Refusal, error) {
		roles, seq, refusal, err := d.recording(shelf, n.Staff)
		if refusal != nil || err != nil {
			return refusal, err
		}
		row, refusal, err := d.absence(n.Staff, n.Absence)
		if refusal != nil || err != nil {
			return refusal, err
		}
		from, to, err := row.lasts(n.Zone)
		if err != nil {
			return nil, err
		}
		if to != nil && !to.After(d.now) {
			return contract.Refused(contract.CodeUnknownAbsence, ""), nil
		}
		if from.Before(d.now) {
			from = d.now.In(n.Zone)
		}
		if refusal, err := d.mayStandIn(n.Staff, n.Substitute, from, to); refusal != nil || err != nil {
			return refusal, err
		}
		if err := d.endSubstitutes(from, "absence_id = ? AND (valid_to IS NULL OR valid_to > ?)", row.ID, micros(from)); err != nil {
			return nil, err
		}
		if err := d.standsIn(row.ID, n.Staff, n.Substitute, from, to); err != nil {
			return nil, err
		}
		if err := d.tx.Model(row).Update("seq", seq).Error; err != nil {
			return nil, fmt.Errorf("numbering the event of an absence: %w", err)
		}
		return nil, d.absent(EventSubstituteSet, seq, roles, n.Reason)
	})
}

// lasts is when an absence begins and ends in a zone, the end exclusive and nil while it isn't known.
func (a Absence) lasts(zone *time.Location) (from time.Time, to *time.Time, err error) {
	if from, err = time.ParseInLocation(time.DateOnly, a.FromDay, zone); err != nil || a.ToDay == nil {
		return from, nil, err
	}
	last, err := time.ParseInLocation(time.DateOnly, *a.ToDay, zone)
	y, m, day := last.Date()
	end := time.Date(y, m, day+1, 0, 0, 0, 0, zone)
	return from, &end, err
}

// standsWith moves with the end of an absence whoever would have stood in up to the one that was known before; nobody stands in for longer.
func (d *deed) standsWith(before Absence, at time.Time) error {
	_, was, err := before.lasts(at.Location())
	if err != nil {
		return fmt.Errorf("absence %s: %w", before.ID, err)
	}
	return d.endSubstitutes(at, "absence_id = ? AND (valid_to IS NULL OR valid_to = ? OR valid_to > ?)", before.ID, microsPtr(was), micros(at))
}

// endSubstitutes lets some stand in up to a moment and no longer; before they began to, they never do.
func (d *deed) endSubstitutes(at time.Time, which string, args ...any) error {
	var rows []Substitution
	if err := d.tx.Where(which, args...).Order("valid_from, id").Find(&rows).Error; err != nil {
		return fmt.Errorf("reading who stands in: %w", err)
	}
	for _, t := range rows {
		until := micros(at)
		if until.Before(t.ValidFrom) {
			until = t.ValidFrom
		}
		if err := d.tx.Model(&Substitution{}).Where("id = ?", t.ID).Update("valid_to", until).Error; err != nil {
			return fmt.Errorf("ending who stands in: %w", err)
		}
		d.audit(AuditEntry{Action: AuditSubstituteOver, Kind: KindStaff, Object: t.SubstituteID})
	}
	return nil
}

// SubstitutesOf are those who stand in by some absences, or did so last, by absence.
func SubstitutesOf(tx *gorm.DB, absences []string) (map[string]Substitution, error) {
	var rows []Substitution
	if err := in(tx, "absence_id", absences).Order("valid_from, id").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("reading who stands in: %w", err)
	}
	out := map[string]Substitution{}
	for _, r := range rows {
		out[r.AbsenceID] = r
	}
	return out, nil
}
