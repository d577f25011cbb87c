package policies

import (
	"fmt"
	"slices"

	"carebook/calendar"
)

// Archive holds the parameters of PF-06, the file of a vehicle.
type Archive struct {
	ArchiveTerms `yaml:",inline"`
	Process      `yaml:",inline"`

	Delivered Rule[calendar.Rule] `yaml:"delivered"`      // how far back the delivery may lie that opens a case; its clock starts there
	Once      *Rule[[]string]     `yaml:"once,omitempty"` // kinds of files of which a vehicle has one for ever
	Papers    map[string]Document `yaml:"papers"`         // by code
}

// ArchiveTerms are the parameters that the process itself decides by, pinned as those of a complaint are: at most 4 KiB.
type ArchiveTerms struct {
	Files  map[string]ArchiveFile `yaml:"files" json:"files"`   // by kind of file
	Stored Rule[[]string]         `yaml:"stored" json:"stored"` // steps that storing takes
	Lost   Rule[string]           `yaml:"lost" json:"lost"`     // violation, per piece
}

// ArchiveFile is one kind of file: what belongs in it, who signs that, what can be wrong with it and what that costs.
type ArchiveFile struct {
	Documents     Rule[[]string]          `yaml:"documents" json:"documents"`             // codes of papers
	Optional      Rule[[]string]          `yaml:"optional" json:"optional"`               // not in every file of this kind
	UserSigns     Rule[[]string]          `yaml:"user_signs" json:"user_signs"`           // signed by the customer
	InternalSigns Rule[[]string]          `yaml:"internal_signs" json:"internal_signs"`   // signed in the house
	Faults        Rule[[]string]          `yaml:"faults" json:"faults"`                   // each is to be put right
	Late          Rule[string]            `yaml:"late" json:"late"`                       // violation of handing over too late
	Fines         map[string]Rule[string] `yaml:"fines,omitempty" json:"fines,omitempty"` // violation by fault; a fault that isn't here costs nothing
}

// Document is one paper of a file.
type Document struct {
	Title Title        `yaml:"title"`
	Parts *Rule[Count] `yaml:"parts,omitempty"` // sides, or lines of a form, that must be there
}

var (
	archiveFiles  = []string{"new_car", "aftersales"}
	archiveFaults = []string{"missing", "wrong", "user_signature", "internal_signature", "contact"}
	archiveSteps  = []string{"copied", "scanned", "cabinet", "register"}
)

// ArchiveFiles are the kinds of files.
func ArchiveFiles() []string { return slices.Clone(archiveFiles) }

// ArchiveFaults are the faults that a file can have.
func ArchiveFaults() []string { return slices.Clone(archiveFaults) }

// Violation is what a fault costs in a kind of file; empty when it costs nothing.
func (f ArchiveFile) Violation(fault string) string { return f.Fines[fault].Value }

// CanBe reports whether a file of this kind can have a fault of a document: one that is in it, and is signed by whom the fault
// says. A fault that is no document's has an empty code.
func (f ArchiveFile) CanBe(code, fault string) bool {
	documents := f.Documents.Value
	switch {
	case !slices.Contains(f.Faults.Value, fault):
		return false
	case fault == "contact":
		return code == ""
	case fault == "user_signature":
		documents = f.UserSigns.Value
	case fault == "internal_signature":
		documents = f.InternalSigns.Value
	}
	return slices.Contains(documents, code)
}

// archive checks the section of PF-06.
func (d *decoder) archive(a *Archive) {
	d.process("archive", &a.Process, "kind of file", sorted(a.Files))
	d.words("archive.stored.value", a.Stored.Value, "step of storing", archiveSteps)
	if a.Once != nil {
		d.words("archive.once.value", a.Once.Value, "kind of file", sorted(a.Files))
	}
	if a.Fines == nil {
		d.complain(d.keyOr("archive"), "the table of fines is missing: add fines")
		return
	}
	violations := sorted(a.Fines.Violations)
	d.oneWord("archive.lost.value", a.Lost.Value, "violation", violations)
	for _, kind := range sorted(a.Files) {
		if !slices.Contains(archiveFiles, kind) {
			d.complain(d.keyOr("archive.files."+kind), "unknown kind of file %s; %s", quote(kind), oneOf(archiveFiles))
		}
		d.archiveFile("archive.files."+kind, a.Files[kind], sorted(a.Papers), violations)
	}
	d.papers(a)
}

func (d *decoder) archiveFile(path string, f ArchiveFile, papers, violations []string) {
	d.words(path+".documents.value", f.Documents.Value, "paper", papers)
	d.words(path+".optional.value", f.Optional.Value, "document of this file", f.Documents.Value)
	d.words(path+".user_signs.value", f.UserSigns.Value, "document of this file", f.Documents.Value)
	d.words(path+".internal_signs.value", f.InternalSigns.Value, "document of this file", f.Documents.Value)
	d.words(path+".faults.value", f.Faults.Value, "fault", archiveFaults)
	d.oneWord(path+".late.value", f.Late.Value, "violation", violations)
	for _, fault := range sorted(f.Fines) {
		at := path + ".fines." + fault
		if !slices.Contains(f.Faults.Value, fault) {
			d.complain(d.keyOr(at), "%s is no fault of this file: add it to faults, or leave this out", quote(fault))
		}
		d.oneWord(at+".value", f.Fines[fault].Value, "violation", violations)
	}
}

// papers checks that each paper has a title and stands in a file.
func (d *decoder) papers(a *Archive) {
	for _, code := range sorted(a.Papers) {
		path := fmt.Sprintf("archive.papers.%s", code)
		d.id(code, d.keyOr(path))
		d.title(a.Papers[code].Title, path+".title")
		used := false
		for _, f := range a.Files {
			used = used || slices.Contains(f.Documents.Value, code)
		}
		if !used {
			d.complain(d.keyOr(path), "no file has the paper %s: add it to one, or leave this out", quote(code))
		}
	}
}
