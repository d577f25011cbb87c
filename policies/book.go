package policies

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"carebook/calendar"
)

// Book is one binder: all policies, the profiles that choose among them, the roles and the clause register. It never
// changes once it is loaded, so it may be shared.
type Book struct {
	policies map[string]*Policy
	profiles map[string]Profile
	roles    map[string]Role
	clauses  map[string]Clause
	families map[string]index
	morning  *Rule[calendar.Rule]
}

func newBook() *Book {
	return &Book{map[string]*Policy{}, map[string]Profile{}, map[string]Role{}, map[string]Clause{}, map[string]index{}, nil}
}

// clone is a copy onto which a company's own folder can be laid.
func (b *Book) clone() *Book {
	return &Book{maps.Clone(b.policies), maps.Clone(b.profiles), maps.Clone(b.roles), maps.Clone(b.clauses), maps.Clone(b.families), b.morning}
}

// Morning is when staff of a unit with this profile are sent the day's list of to-dos; the zero Rule when nothing says it.
func (b *Book) Morning(profile string) calendar.Rule {
	if p := b.profiles[profile]; p.Morning != nil {
		return p.Morning.Value
	}
	if b.morning != nil {
		return b.morning.Value
	}
	return calendar.Rule{}
}

// Policy finds a policy by its id.
func (b *Book) Policy(id string) (*Policy, bool) {
	p, ok := b.policies[id]
	return p, ok
}

// Profile finds a profile by its id.
func (b *Book) Profile(id string) (Profile, bool) {
	p, ok := b.profiles[id]
	return p, ok
}

// Clause finds an entry of the register by its id.
func (b *Book) Clause(id string) (Clause, bool) {
	c, ok := b.clauses[id]
	return c, ok
}

// Role finds a role by its id.
func (b *Book) Role(id string) (Role, bool) {
	r, ok := b.roles[id]
	return r, ok
}

// Policies are all policies by id.
func (b *Book) Policies() []*Policy { return byID(b.policies) }

// Profiles are all profiles by id.
func (b *Book) Profiles() []Profile { return byID(b.profiles) }

// Roles are all roles by id.
func (b *Book) Roles() []Role { return byID(b.roles) }

// Clauses are all entries of the register by id, numbers in them counted: V13-2.9 comes before V13-2.10.
func (b *Book) Clauses() []Clause { return byID(b.clauses) }

// For is the policy that a unit with this profile runs for a family, as the family sees it. The error is ErrNoProfile or ErrNoPolicy.
func (b *Book) For(family, profile string) (*Policy, Profile, error) {
	p, ok := b.profiles[profile]
	if !ok {
		return nil, Profile{}, fmt.Errorf("profile %s: %w", quote(profile), ErrNoProfile)
	}
	if policy, ok := b.policies[p.Runs(family)]; ok {
		if view := policy.For(family); view != nil {
			return view, p, nil
		}
	}
	return nil, p, fmt.Errorf("profile %s, %s: %w", quote(profile), family, ErrNoPolicy)
}

func byID[V any](m map[string]V) []V {
	var all []V
	for _, id := range sortedIDs(m) {
		all = append(all, m[id])
	}
	return all
}

func sortedIDs[V any](m map[string]V) []string { return slices.SortedFunc(maps.Keys(m), compareIDs) }

// compareIDs orders ids as a reader counts: runs of digits by their number.
func compareIDs(a, b string) int {
	for a != "" && b != "" {
		aRun, aDigits := run(a)
		bRun, bDigits := run(b)
		order := cmp.Compare(aRun, bRun)
		if aDigits && bDigits {
			order = cmp.Or(cmp.Compare(len(aRun), len(bRun)), order)
		}
		if order != 0 {
			return order
		}
		a, b = a[len(aRun):], b[len(bRun):]
	}
	return cmp.Compare(len(a), len(b))
}

// run is the longest beginning of s that is all digits or has none.
func run(s string) (text string, digits bool) {
	isDigit := func(c byte) bool { return '0' <= c && c <= '9' }
	n := 1
	for n < len(s) && isDigit(s[n]) == isDigit(s[0]) {
		n++
	}
	return s[:n], isDigit(s[0])
}
