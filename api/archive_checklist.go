package api

import (
	"context"
	"slices"

	"carebook/contract"
)

// Checklist is what belongs in a kind of file, by the policy that new cases of the unit run by.
type Checklist struct {
	Policy    string          `json:"policy" example:"V4"`
	Edition   string          `json:"edition"`
	File      string          `json:"file" example:"new_car"`
	Clause    string          `json:"clause" doc:"That lists the documents." example:"V4-4.1"`
	Documents []ChecklistLine `json:"documents"`
	Faults    []string        `json:"faults" doc:"What can be wrong with such a file."`
	Storing   []string        `json:"storing" doc:"Steps that storing takes."`
}

// ChecklistLine is one document of the list.
type ChecklistLine struct {
	PaperTitle
	Optional  bool         `json:"optional,omitempty" doc:"Not in every file of this kind."`
	Signs     []PaperSigns `json:"signs" doc:"Who signs it; empty when nobody does."`
	Parts     int64        `json:"parts,omitempty" doc:"Sides, or lines of a form, that must be there."`
	PartsFrom string       `json:"parts_clause,omitempty"`
}

// PaperSigns says who signs a document, and by which clause.
type PaperSigns struct {
	Who    string `json:"who" enum:"customer,house"`
	Clause string `json:"clause" example:"V4-5.2"`
}

type checklistInput struct {
	Unit string `query:"unit" required:"true" maxLength:"64" doc:"Id of the unit."`
	File string `query:"file" required:"true" enum:"new_car,aftersales"`
}

func (s *Server) checklist(ctx context.Context, in *checklistInput) (*bodyOutput[Checklist], error) {
	p, err := s.policyOf(ctx, contract.Archive, in.Unit)
	if err != nil {
		return nil, err
	}
	file, known := p.Archive.Files[in.File]
	if !known {
		return nil, contract.Refused(contract.CodeUnknownValue, "", "field", "file")
	}
	out := Checklist{
		Policy: p.ID, Edition: p.Edition, File: in.File, Clause: file.Documents.Clause, Documents: []ChecklistLine{}, Faults: file.Faults.Value,
		Storing: p.Archive.Stored.Value,
	}
	for _, code := range file.Documents.Value {
		line := ChecklistLine{
			PaperTitle: paperTitle(p, code, requestOf(ctx).lang), Optional: slices.Contains(file.Optional.Value, code), Signs: []PaperSigns{},
		}
		if slices.Contains(file.UserSigns.Value, code) {
			line.Signs = append(line.Signs, PaperSigns{"customer", file.UserSigns.Clause})
		}
		if slices.Contains(file.InternalSigns.Value, code) {
			line.Signs = append(line.Signs, PaperSigns{"house", file.InternalSigns.Clause})
		}
		if parts := p.Archive.Papers[code].Parts; parts != nil {
			line.Parts, line.PartsFrom = int64(parts.Value), parts.Clause
		}
		out.Documents = append(out.Documents, line)
	}
	return &bodyOutput[Checklist]{out}, nil
}
