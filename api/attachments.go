package api

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/danielgtaylor/huma/v2"
	"github.com/gin-gonic/gin"
	"gorm.io/gorm"

	"carebook/contract"
	"carebook/internal/picture"
	"carebook/models"
)

const (
	maxFile     = 20 << 20 // bytes of a file
	filesAtOnce = 4        // files that the counter has in its hands: each is in memory, plain and sealed
)

// Attachment is a file that belongs to a case.
type Attachment struct {
	ID        string    `json:"id"`
	Case      string    `json:"case"`
	Type      string    `json:"type" doc:"Media type, found by content." example:"application/pdf"`
	Size      int64     `json:"size" doc:"Bytes."`
	Name      string    `json:"name" doc:"As whoever attached it called it; empty when nobody said, or what it held was destroyed."`
	Hash      string    `json:"hash,omitempty" doc:"Hex; keyed: the same content has the same one in this case, and no other. Of a destroyed file there is none."`
	Seq       int64     `json:"seq" doc:"The event that attached it."`
	By        string    `json:"by" doc:"Staff id."`
	At        time.Time `json:"at"`
	Forgotten bool      `json:"forgotten,omitempty" doc:"The customer was forgotten: nobody can read name and content any more."`

	DestroyedAt *time.Time `json:"destroyed_at,omitempty" doc:"When what it held was destroyed."`
	DestroyedBy *string    `json:"destroyed_by,omitempty" doc:"Id of the case that decided so."`
}

func (s *Server) attachment(a models.AttachmentCard) Attachment {
	out := Attachment{
		ID: a.ID, Case: a.CaseID, Type: a.Type, Size: a.Size, Name: a.Name, Seq: *a.Seq, By: a.By,
		At: s.at(a.At), Forgotten: a.Forgotten, DestroyedAt: s.atPtr(a.DestroyedAt), DestroyedBy: a.DestroyedBy,
	}
	if a.DestroyedAt == nil {
		out.Hash = hex.EncodeToString(a.Hash)
	}
	return out
}

func (s *Server) attachmentRoutes() {
	route(s, get("cases", "/cases/{id}/attachments", "List the files of a case", http.StatusUnprocessableEntity), sees(models.ThingCase), (*Server).listAttachments)
	route(s, carriesFile(post("cases", "/cases/{id}/attachments", "Attach a file to a case",
		"The body is the file. PDF, PNG, JPEG, WebP, HEIC, DOCX, XLSX without macros, and plain text are taken, known by their content; "+
			"the same content is kept once. What a picture says about where and by whom it was taken is left out.")), judgedAt(models.ThingCase, contract.Attach), (*Server).attachFile)
	route(s, answersFile(get("cases", "/attachments/{id}", "Download a file")), sees(models.ThingFile), (*Server).getFile)
}

type attachInput struct {
	ID      string `path:"id" maxLength:"64" doc:"Id of the case."`
	Key     string `header:"Idempotency-Key" required:"true" doc:"A new key for each new action."`
	IfMatch string `header:"If-Match" doc:"ETag of the version that this depends on."`
	Name    string `header:"X-File-Name" doc:"What the file is called, in percent-encoded UTF-8. It is kept sealed; addresses are not, so it has no place there." example:"%E5%8F%91%E7%A5%A8.pdf"`
}

// AttachmentDone is a file that was attached, and where the case stands afterwards.
type AttachmentDone struct {
	Attachment
	Receipt Receipt `json:"receipt"`
}

type attachmentDoneOutput struct {
	ETag     string `header:"ETag" doc:"Version of the case."`
	Location string `header:"Location"`
	Body     AttachmentDone
}

// attachFile stores a file with the command that attaches it, and carries the command to the case like any other.
func (s *Server) attachFile(ctx context.Context, in *attachInput) (*attachmentDoneOutput, error) {
	r := requestOf(ctx)
	o := order{action: contract.Attach, stream: in.ID}
	if o.name(in.Name); len(o.wrong) > 0 {
		return nil, s.invalid(r, o.wrong...)
	}
	kind := fileType(r.body)
	if kind == "" {
		return nil, s.problem(r, codeFileType)
	}
	content, err := picture.Clean(kind, r.body)
	if err != nil {
		return nil, s.problem(r, codePicture)
	}
	if o.expect, err = s.version(ctx, in.IfMatch); err != nil {
		return nil, err
	}
	k, err := s.seen(ctx, anyKind, in.ID)
	if err != nil {
		return nil, err
	}
	if o.person, err = models.CaseKey(s.ledger(ctx), k.ID); err != nil {
		return nil, err
	}
	o.kind = contract.Kind(k.Kind)
	cmd, err := s.receiveFile(ctx, o, s.books.Keys.FileHash("body/"+in.Name, r.body), models.NewAttachment{Type: kind, Content: content})
	if err != nil {
		return nil, err
	}
	receipt, err := s.settle(ctx, cmd)
	if err != nil {
		return nil, err
	}
	return s.attached(ctx, cmd, receipt)
}

// receiveFile stores the command and its file, or finds the one that came under the same key.
func (s *Server) receiveFile(ctx context.Context, o order, hash []byte, a models.NewAttachment) (models.Command, error) {
	n, err := s.sealed(ctx, o)
	n.BodyHash = hash
	if err != nil {
		return s.sentBefore(ctx, n, err)
	}
	a.Command, a.KeyID = n, o.person
	cmd, _, err := s.books.ReceiveAttachment(ctx, a)
	return cmd, err
}

// name takes over what a file is called.
func (o *order) name(header string) {
	const at = "header.X-File-Name"
	name, err := url.PathUnescape(header)
	switch {
	case err != nil || !utf8.ValidString(name) || strings.ContainsAny(name, `/\`):
		o.reject(at, "file_name")
	case utf8.RuneCountInString(name) > 255:
		o.reject(at, "length")
	default:
		o.wrong = append(o.wrong, clean(at, name)...)
	}
	o.text(models.FileName, name)
}

// attached reads the file back that a recorded command attached.
func (s *Server) attached(ctx context.Context, cmd models.Command, receipt contract.Receipt) (*attachmentDoneOutput, error) {
	m, err := cmd.Message()
	if err != nil {
		return nil, err
	}
	db, scope, err := s.scope(ctx)
	if err != nil {
		return nil, afterSending(err)
	}
	a, err := s.books.AttachmentByID(db, scope, m.Facts.Attachment)
	if err != nil {
		return nil, afterSending(err)
	}
	return &attachmentDoneOutput{
		ETag: etag(receipt.Seq), Location: base + "/attachments/" + a.ID, Body: AttachmentDone{s.attachment(*a), s.receipt(receipt)},
	}, nil
}

// listAttachments lists the files of a case from the first. A cursor's moment is the last seq of its page.
func (s *Server) listAttachments(ctx context.Context, in *eventsInput) (*listOutput[Attachment], error) {
	db, scope, err := s.scope(ctx)
	if err != nil {
		return nil, err
	}
	k, err := models.CaseSeen(db, scope, in.ID)
	if err != nil {
		return nil, err
	}
	list := "attachments/" + k.ID
	page, err := s.page(ctx, list, in.Paging)
	if err != nil {
		return nil, err
	}
	after := int64(0)
	if page.After != nil {
		after = page.After.At.UnixMicro()
	}
	rows, err := s.books.AttachmentsOf(db, k.ID, after, page.Limit+1)
	if err != nil {
		return nil, err
	}
	var next *models.Cursor
	if len(rows) > page.Limit {
		rows = rows[:page.Limit]
		next = &models.Cursor{At: time.UnixMicro(*rows[page.Limit-1].Seq)}
	}
	return listed(s, list, rows, next, s.attachment), nil
}

// attachmentsOf are all files of a case.
func (s *Server) attachmentsOf(db *gorm.DB, id string) ([]Attachment, error) {
	out := []Attachment{}
	for after := int64(0); ; {
		rows, err := s.books.AttachmentsOf(db, id, after, whole)
		if err != nil {
			return nil, err
		}
		for _, a := range rows {
			out, after = append(out, s.attachment(a)), *a.Seq
		}
		if len(rows) < whole {
			return out, nil
		}
	}
}

type fileInput struct {
	ID string `path:"id" maxLength:"64" doc:"Id of the attachment."`
}

type fileOutput struct {
	Type        string `header:"Content-Type"`
	Length      int64  `header:"Content-Length"`
	Disposition string `header:"Content-Disposition" doc:"Always attachment: to be saved, not shown."`
	Policy      string `header:"Content-Security-Policy"`
	Body        []byte
}

// getFile hands a file out, to be saved. Should a browser show it all the same, nothing in it runs or loads.
func (s *Server) getFile(ctx context.Context, in *fileInput) (*fileOutput, error) {
	db, scope, err := s.scope(ctx)
	if err != nil {
		return nil, err
	}
	a, err := s.books.AttachmentByID(db, scope, in.ID)
	if err != nil {
		return nil, err
	}
	content, err := s.books.AttachmentContent(db, a.Attachment)
	if errors.Is(err, models.ErrForgotten) {
		return nil, s.problem(requestOf(ctx), codeForgotten)
	}
	if errors.Is(err, models.ErrDestroyed) {
		return nil, s.problem(requestOf(ctx), codeDestroyed)
	}
	if err != nil {
		return nil, err
	}
	err = s.books.AuditNow(ctx, models.AuditEntry{Action: models.AuditFileRead, Kind: "attachment", Object: a.ID})
	if err != nil {
		return nil, err
	}
	name := a.Name
	if name == "" {
		name = a.ID + extensions[a.Type]
	}
	return &fileOutput{
		Type: a.Type, Length: a.Size, Disposition: mime.FormatMediaType("attachment", map[string]string{"filename": name}),
		Policy: "default-src 'none'; frame-ancestors 'none'; sandbox", Body: content,
	}, nil
}

// fileRoutes are those that carry a file.
var fileRoutes = map[string]bool{"POST " + base + "/cases/:id/attachments": true, "GET " + base + "/attachments/:id": true}

func carries(c *gin.Context) bool { return fileRoutes[c.Request.Method+" "+c.FullPath()] }

// few lets few files into memory at once, and few workbooks be written; the others wait their turn.
func (s *Server) few(c *gin.Context) {
	if !carries(c) && !strings.HasSuffix(c.FullPath(), exportPath) {
		return
	}
	select {
	case s.files <- struct{}{}:
		defer func() { <-s.files }()
		c.Next()
	case <-c.Request.Context().Done():
		s.refuse(c, codeFilesBusy)
	}
}

// filed reads a file's body, whole. What it calls itself doesn't count, its type is found by content; but a form would be kept
// with its wrapping, so it is refused.
func (s *Server) filed(c *gin.Context) {
	r := requestOf(c.Request.Context())
	kind, _, _ := mime.ParseMediaType(c.GetHeader("Content-Type"))
	if strings.HasPrefix(kind, "multipart/") {
		s.refuse(c, codeFileType)
		return
	}
	body, err := io.ReadAll(http.MaxBytesReader(c.Writer, c.Request.Body, maxFile))
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		s.refuse(c, codeFileTooLarge)
	case err != nil:
		s.refuse(c, codeFileTorn)
	default:
		r.body, c.Request.Body = body, http.NoBody
	}
}

// carriesFile says of an operation that its body is a file.
func carriesFile(op huma.Operation) huma.Operation {
	op.RequestBody = &huma.RequestBody{
		Required:    true,
		Description: fmt.Sprintf("The file itself, at most %d MiB, not a form with a file in it.", maxFile>>20),
		Content:     map[string]*huma.MediaType{"application/octet-stream": {Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}},
	}
	return op
}

// answersFile says of an operation that its answer is a file.
func answersFile(op huma.Operation) huma.Operation {
	content := map[string]*huma.MediaType{}
	for kind := range extensions {
		content[kind] = &huma.MediaType{Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}
	}
	op.Errors = append(op.Errors, http.StatusGone)
	op.Responses = map[string]*huma.Response{"200": {Description: "The file, as it came.", Content: content}}
	return op
}
