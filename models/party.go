package models

import (
	"fmt"
	"slices"
	"time"

	"gorm.io/gorm"

	"carebook/contract"
	"carebook/policies"
)

// party is somebody before a case: the roles held at its unit or above it, and the parts that its family knows. What it may
// do is judged here alone, whether a command asks or a list.
type party struct {
	tx     *gorm.DB
	policy *policies.Policy
	detail family
	caseID string
	staff  string
	held   []string
	lent   []party // in whose place it may act; read for lists only
}

// party is the one who sent the command.
func (w *writer) party() (party, error) {
	held, err := RolesAt(w.tx, w.cmd.Principal, w.k.UnitID, w.now)
	return party{tx: w.tx, policy: w.policy, detail: w.detail, caseID: w.k.ID, staff: w.cmd.Principal, held: held}, err
}

// owing are those to-dos of the case whose owner a permit means: the one that a command names.
func (p party) owing(obligation string) *gorm.DB {
	return p.tx.Where("id = ? AND case_id = ?", obligation, p.caseID)
}

// unclaimed are those to-dos of the case that somebody can still take.
func (p party) unclaimed() *gorm.DB {
	return p.tx.Where("case_id = ? AND person_id IS NULL AND state IN ?", p.caseID, stillOwed)
}

// expand replaces the words that stand for other roles: the authority table's, and the owners of to-dos.
func (p party) expand(words []string, owing *gorm.DB) ([]string, error) {
	roles := []string{}
	for _, word := range words {
		switch decide := p.detail.mayDecide(word, p.policy); {
		case decide != nil:
			roles = append(roles, decide...)
		case word == wordOwner:
			var owners []string
			if err := owing.Model(&Obligation{}).Distinct("role").Order("role").Pluck("role", &owners).Error; err != nil {
				return nil, fmt.Errorf("reading the to-do: %w", err)
			}
			roles = append(roles, owners...)
		default:
			roles = append(roles, word)
		}
	}
	return roles, nil
}

// among are those of some roles and parts that the party has.
func (p party) among(allowed []string) (mine []string) {
	for _, role := range allowed {
		if slices.Contains(p.held, role) || p.detail != nil && p.detail.plays(role, p.staff) {
			mine = append(mine, role)
		}
	}
	return mine
}

// kept is the part in the case that keeps the party from what a permit allows: somebody else must check it; "" when none does.
func (p party) kept(permit policies.Permit) string {
	if permit.NotBy == nil {
		return ""
	}
	for _, part := range permit.NotBy.Value {
		if p.detail.plays(part, p.staff) {
			return part
		}
	}
	return ""
}

// Right is an action that a policy permits, and whether somebody may take it.
type Right struct {
	Action  contract.Action
	Clause  string   // that permits it
	Roles   []string // who may, and parts in the case
	Allowed bool
}

// Rights are the actions that the edition of a case permits, in the order of its family's vocabulary, and which of them a member
// of staff may take as the case stands. Whoever is kept away from the case may take none. What only a command's own words decide,
// isn't judged: the moment that it names, and whom.
func (b *Books) Rights(tx *gorm.DB, k *Case, staff string, at time.Time) ([]Right, error) {
	p := party{tx: tx, caseID: k.ID, staff: staff}
	var err error
	if p.policy, err = b.PolicyOf(tx, contract.Kind(k.Kind), k.Edition); err != nil {
		return nil, err
	}
	if p.detail, err = readFamily(tx, contract.Kind(k.Kind), k.ID); err != nil {
		return nil, err
	}
	if p.held, err = RolesAt(tx, staff, k.UnitID, at); err != nil {
		return nil, err
	}
	if p.lent, err = p.lending(k.UnitID, at, nil); err != nil {
		return nil, err
	}
	away, err := Excluded(tx, k.ID, staff)
	if err != nil {
		return nil, err
	}
	var all []Right
	for _, action := range policies.Actions(k.Kind) {
		permit, known := p.policy.Process().Permit(action)
		if !known || action == string(contract.Open) {
			continue
		}
		right, err := p.right(contract.Action(action), permit)
		if err != nil {
			return nil, err
		}
		right.Allowed = right.Allowed && !away
		all = append(all, right)
	}
	return all, nil
}

func (p party) right(action contract.Action, permit policies.Permit) (Right, error) {
	roles, err := p.expand(permit.By.Value, p.unclaimed())
	slices.Sort(roles)
	if err != nil {
		return Right{}, err
	}
	out := Right{Action: action, Clause: permit.By.Clause, Roles: slices.Compact(roles)}
	for _, q := range append([]party{p}, p.lent...) {
		if len(q.among(out.Roles)) == 0 {
			continue
		}
		part, err := q.keptBy(permit, q.staff, p.staff)
		if out.Allowed = part == ""; err != nil || out.Allowed || q.staff == p.staff {
			return out, err // who may himself, acts himself
		}
	}
	return out, nil
}

// RightToOpen says whether a member of staff may open a case of a kind by a policy at a unit.
func RightToOpen(tx *gorm.DB, p *policies.Policy, kind contract.Kind, unit, staff string, at time.Time) (Right, error) {
	detail, err := newFamily(kind)
	if err != nil {
		return Right{}, err
	}
	held, err := RolesAt(tx, staff, unit, at)
	if err != nil {
		return Right{}, err
	}
	permit, _ := p.Process().Permit(string(contract.Open))
	who := party{tx: tx, policy: p, detail: detail, staff: staff, held: held}
	if who.lent, err = who.lending(unit, at, nil); err != nil {
		return Right{}, err
	}
	return who.right(contract.Open, permit)
}
