package api

import (
	"context"
	"time"

	"gorm.io/gorm"

	"carebook/contract"
	"carebook/models"
	"carebook/policies"
)

// Archive is the file of a vehicle as the books have it.
type Archive struct {
	ArchiveItem
	Edition     string        `json:"edition" doc:"Edition of the policy that it is pinned to."`
	Calendar    string        `json:"calendar"`
	Owner       *CustomerSeen `json:"customer"`
	Papers      []Paper       `json:"papers" doc:"In the order of the checklist; empty until the sender has listed them."`
	Findings    []Defect      `json:"findings" doc:"What had to be put right, in the order in which it was found."`
	Register    []Signature   `json:"register" doc:"Who signed for what, in the order of events."`
	Obligations []Obligation  `json:"obligations" doc:"By due time, those that came to their end included."`
	Texts       []Said        `json:"texts" doc:"What was written, in the order of events."`
	Attachments []Attachment  `json:"attachments" doc:"In the order of events."`
	Entries     []LedgerEntry `json:"entries" doc:"Fines and pay cuts that were proposed, with what has become of them."`
}

// Paper is one document of a file as it stands.
type Paper struct {
	PaperTitle
	State    string    `json:"state" enum:"present,missing,excused"`
	Approved bool      `json:"approved,omitempty" doc:"The archivist accepted the excuse."`
	Expected string    `json:"expected_on,omitempty" format:"date" doc:"Of one that was excused."`
	By       string    `json:"by" doc:"Staff id of whoever said so last."`
	At       time.Time `json:"at"`
}

// PaperTitle is what a document is called.
type PaperTitle struct {
	Code     string `json:"code" example:"licence"`
	Title    string `json:"title" doc:"In the caller's language, or the nearest that there is."`
	Fallback bool   `json:"title_fallback,omitempty" doc:"The title is in another language than asked for."`
}

// Defect is something that had to be put right.
type Defect struct {
	Item      string     `json:"item" example:"checklist/user_signature"`
	State     string     `json:"state" enum:"open,corrected,stopped" doc:"stopped: it stays as it is, and isn't fined any more."`
	FoundBy   string     `json:"found_by" doc:"Staff id."`
	FoundAt   time.Time  `json:"found_at"`
	SettledBy *string    `json:"settled_by,omitempty" doc:"Staff id."`
	SettledAt *time.Time `json:"settled_at,omitempty"`
}

// Signature is a line of the register: who took the file over, checked it, or put it away.
type Signature struct {
	Step string    `json:"step" enum:"sent,signed,checked,faulted,stored,lost,restored"`
	By   string    `json:"by" doc:"Staff id."`
	At   time.Time `json:"at"`
	Seq  int64     `json:"seq"`
}

// signs are the events that the register has a line for.
var signs = map[string]bool{
	contract.EventSent: true, contract.EventSigned: true, contract.EventChecked: true, contract.EventFaulted: true,
	contract.EventStored: true, contract.EventLost: true, contract.EventRestored: true,
}

type archiveInput struct {
	ID string `path:"id" maxLength:"64" doc:"Id of the case."`
}

type archiveOutput struct {
	ETag string `header:"ETag" doc:"Version."`
	Body Archive
}

// getArchive reads everything in one view: the version says what all of it looked like at one moment.
func (s *Server) getArchive(ctx context.Context, in *archiveInput) (*archiveOutput, error) {
	out := &archiveOutput{}
	err := s.show(ctx, func(tx *gorm.DB, scope models.Scope) error {
		a, err := models.ArchiveByID(tx, scope, in.ID)
		if err != nil {
			return err
		}
		out.ETag = etag(a.Seq)
		out.Body, err = s.archive(tx, scope, a, requestOf(ctx).lang)
		return err
	})
	return out, err
}

// archive gathers what the books hold of a file.
func (s *Server) archive(tx *gorm.DB, scope models.Scope, a *models.ArchiveItem, lang string) (out Archive, err error) {
	out = Archive{ArchiveItem: s.archiveItem(*a), Edition: a.Edition, Calendar: a.Calendar}
	for _, read := range []func() error{
		func() error { out.Owner, err = s.customerOf(tx, scope, &a.CustomerID, &a.VehicleID); return err },
		func() error { out.Papers, err = s.papersOf(tx, a, lang); return err },
		func() error { out.Findings, err = s.defectsOf(tx, a.ID); return err },
		func() error { out.Obligations, err = s.obligationsOf(tx, scope, a.ID); return err },
		func() error { out.Register, out.Texts, err = s.registerOf(tx, a.ID); return err },
		func() error { out.Attachments, err = s.attachmentsOf(tx, a.ID); return err },
		func() error { out.Entries, err = s.entriesOf(tx, scope, a.ID); return err },
	} {
		if err := read(); err != nil {
			return out, err
		}
	}
	return out, nil
}

// papersOf are the documents of a file in the order of its kind's checklist.
func (s *Server) papersOf(tx *gorm.DB, a *models.ArchiveItem, lang string) ([]Paper, error) {
	p, err := s.books.PolicyOf(tx, contract.Archive, a.Edition)
	if err != nil {
		return nil, err
	}
	rows, err := models.Papers(tx, a.ID)
	if err != nil {
		return nil, err
	}
	byCode := map[string]models.ArchivePaper{}
	for _, row := range rows {
		byCode[row.Code] = row
	}
	out := []Paper{}
	for _, code := range p.Archive.Files[a.File].Documents.Value {
		row, listed := byCode[code]
		if !listed {
			continue
		}
		shown := Paper{PaperTitle: paperTitle(p, code, lang), State: row.State, Approved: row.Approved, By: row.StaffID, At: s.at(row.At)}
		if row.ExpectedAt != nil {
			shown.Expected = s.at(*row.ExpectedAt).Format(time.DateOnly)
		}
		out = append(out, shown)
	}
	return out, nil
}

func paperTitle(p *policies.Policy, code, lang string) PaperTitle {
	title, fallback := p.Archive.Papers[code].Title.In(lang)
	return PaperTitle{Code: code, Title: title, Fallback: fallback}
}

func (s *Server) defectsOf(tx *gorm.DB, id string) ([]Defect, error) {
	rows, err := models.Defects(tx, id)
	out := make([]Defect, len(rows))
	for i, d := range rows {
		out[i] = Defect{
			Item: d.Item, State: d.State, FoundBy: d.FoundBy, FoundAt: s.at(d.FoundAt), SettledBy: d.SettledBy, SettledAt: s.atPtr(d.SettledAt),
		}
	}
	return out, err
}

// registerOf reads a file's events once, for the register and for the texts.
func (s *Server) registerOf(tx *gorm.DB, id string) ([]Signature, []Said, error) {
	register := []Signature{}
	texts, err := s.said(tx, id, func(e models.Happened) {
		if signs[e.Type] {
			register = append(register, Signature{Step: e.Type, By: e.Actor, At: s.at(e.OccurredAt), Seq: e.Seq})
		}
	})
	return register, texts, err
}

// ArchiveState is where a file stands, as its running workflow says.
type ArchiveState struct {
	Seq         int64       `json:"seq"`
	Status      string      `json:"status"`
	File        string      `json:"file"`
	Recipient   string      `json:"recipient"`
	Consultant  string      `json:"consultant" doc:"Who hands the file over."`
	Sender      string      `json:"sender,omitempty" doc:"Who signed the register first."`
	PausedAt    *time.Time  `json:"paused_at,omitempty"`
	Papers      []LivePaper `json:"papers"`
	Findings    []string    `json:"findings" doc:"Items still to be put right."`
	Obligations []LiveDuty  `json:"obligations" doc:"Open ones, in the order of opening."`
}

// LivePaper is one document of a file.
type LivePaper struct {
	Code     string     `json:"code"`
	State    string     `json:"state" enum:"present,missing,excused"`
	Expected *time.Time `json:"expected_at,omitempty" doc:"The first moment of the day by which an excused one comes."`
}

func (s *Server) livePapers(all []contract.Paper) []LivePaper {
	out := make([]LivePaper, len(all))
	for i, p := range all {
		out[i] = LivePaper{p.Code, p.State, s.atPtr(p.Expected)}
	}
	return out
}

func items(all []contract.Finding) []string {
	out := make([]string, len(all))
	for i, f := range all {
		out[i] = f.Item()
	}
	return out
}

func (s *Server) archiveState(ctx context.Context, in *archiveInput) (*bodyOutput[ArchiveState], error) {
	var a contract.ArchiveState
	if err := s.live(ctx, contract.Archive, in.ID, &a); err != nil {
		return nil, err
	}
	return &bodyOutput[ArchiveState]{ArchiveState{
		Seq: a.Seq, Status: string(a.Status), File: a.File, Recipient: a.Recipient, Consultant: a.Handler, Sender: a.Sender,
		PausedAt: s.atPtr(a.PausedAt), Papers: s.livePapers(a.Papers), Findings: items(a.Defects), Obligations: s.liveDuties(a.Obligations),
	}}, nil
}
