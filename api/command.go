package api

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"gorm.io/gorm"

	"carebook/contract"
	"carebook/internal/dispatch"
	"carebook/internal/failpoint"
	"carebook/models"
)

// order is what a request asks for: the plain facts, which a workflow may see, and the texts, which it may not.
type order struct {
	kind     contract.Kind // of the case
	action   contract.Action
	stream   string // the case it acts on, or the one it opens
	person   string // person key that seals the texts
	facts    contract.Facts
	texts    map[string]string
	occurred *time.Time
	expect   *int64 // If-Match
	part     string // ends the key, when one request asks for several
	wrong    []FieldProblem
}

// text takes a free text over when there is one.
func (o *order) text(name, value string) {
	if strings.TrimSpace(value) == "" {
		return
	}
	if o.texts == nil {
		o.texts = map[string]string{}
	}
	o.texts[name] = value
}

// need is text for a field that must say something.
func (o *order) need(name, value string) {
	if o.text(name, value); o.texts[name] == "" {
		o.reject("body."+name, "required")
	}
}

// at takes over when it happened. Who says so must say why.
func (o *order) at(occurred *time.Time, reason string) {
	o.occurred = occurred
	if o.text("reason", reason); occurred != nil && o.texts["reason"] == "" {
		o.reject("body.reason", "reason")
	}
}

func (o *order) reject(location, code string) {
	o.wrong = append(o.wrong, FieldProblem{Location: location, Code: code})
}

// carryOut is the way of every command to its case: into the books as a row, on to the workflow as a message, and its
// outcome back. The same key always meets the same command, so nothing here happens twice.
func (s *Server) carryOut(ctx context.Context, o order) (contract.Receipt, string, error) {
	cmd, err := s.receive(ctx, o)
	if err != nil {
		return contract.Receipt{}, "", err
	}
	receipt, err := s.settle(ctx, cmd)
	return receipt, cmd.Stream, err
}

// settle is what a stored command comes to; a refusal is an error.
func (s *Server) settle(ctx context.Context, cmd models.Command) (contract.Receipt, error) {
	receipt, err := s.deliver(ctx, cmd)
	if err == nil && receipt.Refusal != nil {
		err = s.refused(ctx, cmd, receipt.Refusal)
	}
	return receipt, err
}

// receive stores the command, or finds the one that came under the same key.
func (s *Server) receive(ctx context.Context, o order) (models.Command, error) {
	n, err := s.sealed(ctx, o)
	if err != nil {
		return s.sentBefore(ctx, n, err)
	}
	cmd, _, err := s.books.Receive(ctx, n)
	return cmd, err
}

// sentBefore is the command that came under the same key before its texts couldn't be sealed any more, because the person was erased
// since: what came of it is the answer. Without such a command the error is.
func (s *Server) sentBefore(ctx context.Context, n models.NewCommand, why error) (models.Command, error) {
	if !errors.Is(why, models.ErrForgotten) {
		return models.Command{}, why
	}
	cmd, err := s.books.Repeated(ctx, n)
	if errors.Is(err, gorm.ErrRecordNotFound) {
		err = why
	}
	return cmd, err
}

// sealed is the row of an order on a case, its texts sealed.
func (s *Server) sealed(ctx context.Context, o order) (models.NewCommand, error) {
	n := s.newCommand(ctx, o)
	n.Kind = string(o.kind)
	if o.action == contract.Open && o.person != "" {
		n.BodyKey = &o.person // what is written later about a case that is nobody's is sealed with it
	}
	if len(o.texts) == 0 {
		return n, nil
	}
	text, err := json.Marshal(o.texts)
	if err != nil {
		return n, fmt.Errorf("writing the texts of a command: %w", err)
	}
	n.BodyKey = &o.person
	n.BodySealed, err = s.books.SealBody(s.ledger(ctx), o.person, n.ID, text)
	return n, err
}

// newCommand is the row of an order, without its texts.
func (s *Server) newCommand(ctx context.Context, o order) models.NewCommand {
	r := requestOf(ctx)
	return models.NewCommand{
		ID: models.NewID(), Principal: r.staff.ID, Key: r.key + o.part, Method: http.MethodPost, Path: r.path,
		BodyHash: s.books.Keys.BodyHash(r.body), Stream: o.stream, Action: o.action, Facts: o.facts,
		ExpectSeq: o.expect, OccurredAt: o.occurred,
	}
}

// deliver sends a command that isn't known to be finished, and sees to it that its end stands in the books.
func (s *Server) deliver(ctx context.Context, cmd models.Command) (contract.Receipt, error) {
	if cmd.State != models.Received && (cmd.State != models.Recorded || cmd.ConfirmedAt != nil) {
		return stored(cmd)
	}
	failpoint.Hit(failpoint.AfterCommandRow)
	s.books.ConfirmPlanted(ctx, cmd.ID)
	m, err := cmd.Message()
	if err != nil {
		return contract.Receipt{}, err
	}
	send := s.cases.Act
	if cmd.Action == contract.Open {
		send = s.cases.Open
	}
	receipt, err := send(ctx, contract.Kind(cmd.Kind), cmd.Stream, m)
	if err != nil {
		return s.undelivered(ctx, cmd, err)
	}
	failpoint.Hit(failpoint.AfterReplyBeforeConfirm)
	if receipt.Refusal != nil {
		return s.keepRefusal(ctx, cmd, receipt.Refusal)
	}
	s.confirm.add(cmd.ID)
	return receipt, nil
}

// undelivered finds out what a command came to when no receipt came back.
func (s *Server) undelivered(ctx context.Context, cmd models.Command, err error) (contract.Receipt, error) {
	var refusal *contract.Refusal
	switch {
	case errors.As(err, &refusal):
		return s.keepRefusal(ctx, cmd, refusal)
	case errors.Is(err, dispatch.ErrGone):
		return s.gone(ctx, cmd)
	}
	return contract.Receipt{}, err
}

// keepRefusal stores a refusal that the ledger hasn't stored itself, so that the same key gets the same answer. When the
// command was settled meanwhile, its row has the last word.
func (s *Server) keepRefusal(ctx context.Context, cmd models.Command, why *contract.Refusal) (contract.Receipt, error) {
	err := s.books.Refuse(ctx, cmd.ID, *why)
	if err == nil {
		return contract.Receipt{Refusal: why}, nil
	}
	if !errors.Is(err, models.ErrSettled) {
		return contract.Receipt{}, afterSending(err)
	}
	row, err := models.CommandByID(s.ledger(ctx), cmd.ID)
	if err != nil {
		return contract.Receipt{}, afterSending(err)
	}
	s.confirm.add(cmd.ID)
	return stored(*row)
}

// gone answers from the books for a case without a running workflow.
func (s *Server) gone(ctx context.Context, cmd models.Command) (contract.Receipt, error) {
	db := s.ledger(ctx)
	row, err := models.CommandByID(db, cmd.ID)
	if err != nil {
		return contract.Receipt{}, afterSending(err)
	}
	if row.State != models.Received {
		s.confirm.add(cmd.ID)
		return stored(*row)
	}
	k, err := models.CaseByID(db, cmd.Stream)
	switch {
	case err == nil && k.Ended:
		return s.keepRefusal(ctx, cmd, contract.HasEnded(cmd.Action, k.Status))
	case err == nil, errors.Is(err, gorm.ErrRecordNotFound) && cmd.Action == contract.Open:
		return contract.Receipt{}, s.problem(requestOf(ctx), codeNotRunning)
	}
	return contract.Receipt{}, err
}

// stored is the answer to a command that came to its end before.
func stored(cmd models.Command) (contract.Receipt, error) {
	if cmd.State == models.Expired {
		return contract.Receipt{Refusal: contract.Refused(contract.CodeExpired, "")}, nil
	}
	o, err := cmd.Result()
	if err != nil {
		return contract.Receipt{}, err
	}
	return contract.Receipt{Seq: o.Seq, Status: o.Status, Refusal: o.Refusal}, nil
}

// afterSending marks an error of the books after the message was sent: it may have been carried out.
func afterSending(err error) error {
	if booksAway(err) {
		return fmt.Errorf("%w: %w", dispatch.ErrLate, err)
	}
	return err
}

// refused is the problem of a refusal; when the version didn't hold it says what happened since.
func (s *Server) refused(ctx context.Context, cmd models.Command, why *contract.Refusal) error {
	p := s.refusal(requestOf(ctx), why)
	if why.Code != contract.CodeVersionMismatch || cmd.ExpectSeq == nil {
		return p
	}
	steps, err := models.StepsSince(s.db(ctx), cmd.Stream, *cmd.ExpectSeq)
	if err != nil {
		return afterSending(err)
	}
	for _, e := range steps {
		p.Since = append(p.Since, Missed(e))
	}
	return p
}

// version reads an If-Match header: nil when there is none.
func (s *Server) version(ctx context.Context, header string) (*int64, error) {
	if header == "" {
		return nil, nil
	}
	inner, quoted := strings.CutPrefix(header, `"`)
	inner, closed := strings.CutSuffix(inner, `"`)
	seq, err := strconv.ParseInt(inner, 10, 64)
	if !quoted || !closed || err != nil || seq < 0 {
		return nil, s.problem(requestOf(ctx), codeIfMatch)
	}
	return &seq, nil
}

// etag is a version as a header.
func etag(seq int64) string { return `"` + strconv.FormatInt(seq, 10) + `"` }
