package models

import (
	"fmt"
	"strings"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"carebook/contract"
	"carebook/policies"
)

// undecided are the states of an entry that waits for a decision.
var undecided = []string{EntryProposed, EntryNeedsReview, EntryReview}

// confirmedOnce says in SQL that an entry was confirmed at some time: then it can be reversed, not rejected.
const confirmedOnce = "EXISTS (SELECT 1 FROM entry_decisions d WHERE d.entry_id = ledger_entries.id AND d.decision = 'confirmed')"

// entriesOfOneKind are the groups of entries that a policy lets the same people decide on.
var entriesOfOneKind = []struct {
	kind   string // for which the policy is asked; "" stands for all that have no rule of their own
	priced bool
	are    string // SQL
}{
	{"", false, "fines.entry_id IS NULL"},
	{EntryFine, true, "fines.entry_id IS NOT NULL AND ledger_entries.kind NOT IN ('" + EntryPayCut + "', '" + EntryDismissal + "')"},
	{EntryDismissal, true, "ledger_entries.kind = '" + EntryDismissal + "'"},
	{EntryPayCut, true, "fines.entry_id IS NOT NULL AND ledger_entries.kind = '" + EntryPayCut + "'"},
}

// EntriesToDecide are the entries that wait for a decision which DecideEntry would let the person of the scope take, by the
// edition of each entry's case, the last one first. Figures that come with a decision aren't judged.
func (b *Books) EntriesToDecide(tx *gorm.DB, s Scope, f EntryFilter, p Page) ([]EntryItem, *Cursor, error) {
	waiting := func() *gorm.DB {
		return f.narrow(s.cases(entryItems(tx))).Where(entryState+" IN ?", undecided).
			Where("(ledger_entries.staff_id IS NULL OR ledger_entries.staff_id <> ?)", s.Staff).
			Where("(fines.proposer_id IS NULL OR fines.proposer_id <> ?)", s.Staff)
	}
	var pinned []struct {
		Kind    contract.Kind
		Edition string
	}
	if err := waiting().Distinct("cases.kind", "cases.edition").Scan(&pinned).Error; err != nil {
		return nil, nil, fmt.Errorf("listing the editions of entries: %w", err)
	}
	either, vars := []string{"1 = 0"}, []any{}
	for _, to := range pinned {
		policy, err := b.PolicyOf(tx, to.Kind, to.Edition)
		if err != nil {
			return nil, nil, err
		}
		either = append(either, "cases.kind = ? AND cases.edition = ? AND ?")
		vars = append(vars, to.Kind, to.Edition, waysToDecide(s, policy.Process()))
	}
	return listEntries(waiting().Where(clause.Expr{SQL: "(" + strings.Join(either, " OR ") + ")", Vars: vars}), p)
}

// waysToDecide is the condition under which a process lets the person of the scope take a decision.
func waysToDecide(s Scope, process *policies.Process) clause.Expression {
	var either []string
	var vars []any
	for _, of := range entriesOfOneKind {
		for _, way := range []struct{ decision, when string }{
			{EntryConfirmed, "1 = 1"}, {EntryRejected, "NOT " + confirmedOnce}, {EntryReversed, confirmedOnce},
		} {
			if permit, named := decidedBy(process, of.priced, of.kind, way.decision); named {
				either = append(either, of.are+" AND "+way.when+" AND ?")
				vars = append(vars, s.anyOf(permit.By.Value, "cases.unit_id"))
			}
		}
	}
	if len(either) == 0 {
		return clause.Expr{SQL: "1 = 0"}
	}
	return clause.Expr{SQL: "(" + strings.Join(either, " OR ") + ")", Vars: vars}
}

// anyOf is the condition "one of these roles is held for the unit", over the column unit.
func (s Scope) anyOf(roles []string, unit string) clause.Expression {
	var units []string
	for _, role := range roles {
		units = append(units, s.roles[role]...)
	}
	return oneOf(unit, units)
}
