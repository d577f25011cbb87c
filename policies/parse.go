package policies

import (
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"slices"
	"strings"
)

// Policy is one policy file in one edition.
type Policy struct {
	ID       string    `yaml:"policy"`
	Family   string    `yaml:"family"` // that it is mainly for: complaint, …
	Title    Title     `yaml:"title"`
	Counting *Counting `yaml:"counting,omitempty"`
	Sections `yaml:",inline"`

	Edition string `yaml:"-"` // sha256 of Content, hex
	Content []byte `yaml:"-"`
	File    string `yaml:"-"`

	numbers []Number
}

// Sections are what a policy says, by family: that of its main one, and those of others of which the same chapter speaks.
type Sections struct {
	Complaint *Complaint `yaml:"complaint,omitempty"`
	Archive   *Archive   `yaml:"archive,omitempty"`
	Credit    *Credit    `yaml:"credit,omitempty"`

	ReturnVisit *ReturnVisit `yaml:"returnvisit,omitempty"`
	Lead        *Lead        `yaml:"lead,omitempty"`
	Loan        *Loan        `yaml:"loan,omitempty"`
	Erasure     *Erasure     `yaml:"erasure,omitempty"`
	Retention   *Retention   `yaml:"retention,omitempty"`
	Campaign    *Campaign    `yaml:"campaign,omitempty"`
	Visit       *Visit       `yaml:"visit,omitempty"`
	VisitPlan   *VisitPlan   `yaml:"visitplan,omitempty"`
}

// For is the policy as a process of one family sees it: with no section but its own, and no numbers of others. It is nil when it has
// none.
func (p *Policy) For(family string) *Policy {
	view := *p
	switch view.Sections = (Sections{}); family {
	case "complaint":
		view.Complaint = p.Complaint
	case "archive":
		view.Archive = p.Archive
	case "credit":
		view.Credit = p.Credit
	case "returnvisit":
		view.ReturnVisit = p.ReturnVisit
	case "lead":
		view.Lead = p.Lead
	case "loan":
		view.Loan = p.Loan
	case "erasure":
		view.Erasure = p.Erasure
	case "retention":
		view.Retention = p.Retention
	case "campaign":
		view.Campaign = p.Campaign
	case "visit":
		view.Visit = p.Visit
	case "visitplan":
		view.VisitPlan = p.VisitPlan
	}
	if view.Sections == (Sections{}) {
		return nil
	}
	view.numbers = slices.DeleteFunc(p.Numbers(), func(n Number) bool {
		section, _, _ := strings.Cut(n.Key, ".")
		return section != family && slices.Contains(Families(), section)
	})
	return &view
}

// Families are the words of the families of which the policy has a section.
func (p *Policy) Families() []string {
	return slices.DeleteFunc(Families(), func(family string) bool { return p.For(family) == nil })
}

// Numbers are all values of the policy beside their clauses, in the order of the file.
func (p *Policy) Numbers() []Number { return slices.Clone(p.numbers) }

// Parse reads one policy file as strictly as it can be done without the rest of the binder: whether its roles and clauses
// exist is asked by Load. The error is a Problems with everything that is wrong; name is the file's name in it.
func Parse(name string, src []byte) (*Policy, error) {
	p, d := read(name, src)
	return p, d.problems.asError()
}

// read gives the policy and, with the decoder, its problems and where everything stands.
func read(name string, src []byte) (*Policy, *decoder) {
	d, p := newDecoder(name), &Policy{}
	d.decode(src, p)
	if len(d.places) > 0 {
		d.policy(p)
	}
	sum := sha256.Sum256(src)
	p.Edition, p.Content, p.File = hex.EncodeToString(sum[:]), slices.Clone(src), name
	p.numbers = d.numbers
	return p, d
}

// ids go into addresses and tables: plain characters only.
var idForm = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$`)

func (d *decoder) id(id string, at place) {
	if id != "" && !idForm.MatchString(id) {
		d.complain(at, "id %s: want at most 64 letters, digits, points, hyphens and underscores", quote(id))
	}
}

// title checks the languages of a title: at least one, and only those that the desk can show.
func (d *decoder) title(t Title, path string) {
	for _, lang := range sorted(t) {
		if !slices.Contains(languages, lang) {
			d.complain(d.keyOr(join(path, lang)), "unknown language %s; %s", quote(lang), oneOf(languages))
		}
	}
	if len(t) == 0 && d.sound(path) {
		d.complain(d.at(path), "a title needs at least one language; %s", oneOf(languages))
	}
}

// policy checks what the types alone don't say.
func (d *decoder) policy(p *Policy) {
	d.id(p.ID, d.at("policy"))
	d.title(p.Title, "title")
	d.sources()
	if p.Counting != nil {
		d.counting(p.Counting)
	}
	if _, known := families[p.Family]; !known && d.sound("family") {
		d.complain(d.at("family"), "unknown family %s; %s", quote(p.Family), oneOf(sorted(families)))
	}
	if _, known := families[p.Family]; known && !d.has(p.Family) {
		d.complain(d.keyOr("family"), "the section %s is missing: add it, or name another family", quote(p.Family))
	}
	d.firstSections(&p.Sections)
	d.laterSections(&p.Sections)
}

// firstSections checks the sections of the families that began with carebook.
func (d *decoder) firstSections(p *Sections) {
	if p.Complaint != nil {
		d.complaint(p.Complaint)
	}
	if p.Archive != nil {
		d.archive(p.Archive)
	}
	if p.Credit != nil {
		d.credit(p.Credit)
	}
	if p.ReturnVisit != nil {
		d.returnVisit(p.ReturnVisit)
	}
	if p.Lead != nil {
		d.lead(p.Lead)
	}
	if p.Loan != nil {
		d.loan(p.Loan)
	}
}

// laterSections checks those of the families that came later.
func (d *decoder) laterSections(p *Sections) {
	if p.Erasure != nil {
		d.erasure(p.Erasure)
	}
	if p.Retention != nil {
		d.retention(p.Retention)
	}
	if p.Campaign != nil {
		d.campaign(p.Campaign)
	}
	if p.Visit != nil {
		d.visit(p.Visit)
	}
	if p.VisitPlan != nil {
		d.visitPlan(p.VisitPlan)
	}
}

// has reports that a file says something at a path, well or badly.
func (d *decoder) has(path string) bool {
	_, ok := d.places[path]
	return ok
}

// sound reports that a value is there and was read without a problem, so that a mistake is told once.
func (d *decoder) sound(path string) bool {
	at, ok := d.places[path]
	return ok && !slices.ContainsFunc(d.problems, func(p Problem) bool { return p.Line == at.line && p.Col == at.col })
}
