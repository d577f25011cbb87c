package policies

import (
	"errors"
	"fmt"
	"strings"

	"carebook/calendar"
)

// Profile says by which policies and by which calendar a business unit runs.
type Profile struct {
	ID        string `yaml:"-"`
	Title     Title  `yaml:"title"`
	Calendar  string `yaml:"calendar"`            // id of the calendar by which the unit counts
	Complaint string `yaml:"complaint,omitempty"` // id of the policy for PF-01; empty: the unit has no such process
	Archive   string `yaml:"archive,omitempty"`   // for PF-06
	Credit    string `yaml:"credit,omitempty"`    // for PF-11 and PF-12
	Lead      string `yaml:"lead,omitempty"`      // for PF-03
	Loan      string `yaml:"loan,omitempty"`      // for PF-08
	Erasure   string `yaml:"erasure,omitempty"`   // for the erasure of a person
	Retention string `yaml:"retention,omitempty"` // for PF-09
	Campaign  string `yaml:"campaign,omitempty"`  // for PF-05
	Visit     string `yaml:"visit,omitempty"`     // for a visit of PF-04
	VisitPlan string `yaml:"visitplan,omitempty"` // for a month of visits of PF-04

	ReturnVisit string `yaml:"returnvisit,omitempty"` // for PF-02

	Absences *Rule[[]string] `yaml:"absences,omitempty"` // roles that may say that somebody is away, beside the administrator; superior: whoever is above the person

	Morning *Rule[calendar.Rule] `yaml:"morning,omitempty"` // when staff are sent the day's list of to-dos; nil for the binder's own moment
}

// WordSuperior stands, among the roles that may say that somebody is away, for whoever is above that person.
const WordSuperior = "superior"

// Runs is the id of the profile's policy for a family; empty when a unit with this profile has no such process.
func (p Profile) Runs(family string) string {
	return map[string]string{
		"complaint": p.Complaint, "archive": p.Archive, "credit": p.Credit, "returnvisit": p.ReturnVisit, "lead": p.Lead, "loan": p.Loan,
		"erasure": p.Erasure, "retention": p.Retention, "campaign": p.Campaign, "visit": p.Visit, "visitplan": p.VisitPlan,
	}[family]
}

// Why a unit has no policy for a family.
var (
	ErrNoProfile = errors.New("no such profile")
	ErrNoPolicy  = errors.New("the profile has no policy for this family")
)

// profilesFile is the binder's list of profiles.
type profilesFile struct {
	Morning  *Rule[calendar.Rule] `yaml:"morning,omitempty"` // of every profile that doesn't say it
	Profiles map[string]Profile   `yaml:"profiles"`
}

func (d *decoder) profilesOf(f profilesFile) (profiles []Profile) {
	for _, id := range sorted(f.Profiles) {
		path, p := "profiles."+id, f.Profiles[id]
		p.ID = id
		d.id(id, d.keyOr(path))
		d.title(p.Title, path+".title")
		for _, family := range Families() {
			if at := path + "." + family; d.has(at) && d.sound(at) {
				d.policies = append(d.policies, reference{id: p.Runs(family), at: d.at(at), family: family})
			}
		}
		if p.Absences != nil {
			for i, role := range p.Absences.Value {
				d.role(fmt.Sprintf("%s.absences.value[%d]", path, i), role, []string{WordSuperior})
			}
		}
		d.morning(path+".morning", p.Morning)
		profiles = append(profiles, p)
	}
	d.morning("morning", f.Morning)
	d.sources()
	return profiles
}

// morning checks that a list of the day comes once a day.
func (d *decoder) morning(path string, r *Rule[calendar.Rule]) {
	if at := path + ".value"; r != nil && d.sound(at) && !strings.HasPrefix(r.Value.String(), "next working day ") && !strings.HasPrefix(r.Value.String(), "next day ") {
		d.complain(d.at(at), `want "next working day 08:30" or "next day 08:30": the list comes once a day`)
	}
}
