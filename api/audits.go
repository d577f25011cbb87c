package api

import (
	"context"
	"encoding/hex"
	"net/http"
	"time"

	"carebook/contract"
	"carebook/models"
)

// readAudit names what an auditor does, in a refusal.
const readAudit contract.Action = "read_audit"

// AuditEvent is something that somebody did, saw, or was refused.
type AuditEvent struct {
	Seq     int64     `json:"seq" doc:"Place in the chain."`
	At      time.Time `json:"at"`
	Actor   string    `json:"actor" doc:"Staff id, or command_line, worker, nobody."`
	Roles   string    `json:"roles" doc:"That the actor held then, comma separated."`
	Unit    string    `json:"unit,omitempty"`
	Action  string    `json:"action" example:"revealed"`
	Kind    string    `json:"kind" doc:"Of the object." example:"customer.phone"`
	Object  string    `json:"object,omitempty" doc:"Its id; of a role the member of staff and the role."`
	Result  string    `json:"result" enum:"done,refused"`
	Code    string    `json:"code,omitempty" doc:"Of the refusal."`
	Reason  string    `json:"reason,omitempty"`
	Source  string    `json:"source,omitempty" doc:"Stands for the address that it came from: equal for the same one."`
	Request string    `json:"request,omitempty" doc:"Names the request in the log."`
	Before  string    `json:"before,omitempty" doc:"SHA-256 of a setting as it was."`
	After   string    `json:"after,omitempty" doc:"SHA-256 of a setting as it is."`
	Hash    string    `json:"hash"`
}

func (s *Server) auditEvent(e models.Audited) AuditEvent {
	return AuditEvent{
		Seq: e.Seq, At: s.at(e.At), Actor: e.Actor, Roles: e.Roles, Unit: e.UnitID, Action: string(e.Action), Kind: e.ObjectKind, Object: e.ObjectID,
		Result: e.Result, Code: e.Code, Reason: e.Reason, Source: hex.EncodeToString(e.Source), Request: e.RequestID,
		Before: hex.EncodeToString(e.BeforeHash), After: hex.EncodeToString(e.AfterHash), Hash: hex.EncodeToString(e.Hash),
	}
}

// AuditHead is a signed head of all chains.
type AuditHead struct {
	N         int64     `json:"n"`
	At        time.Time `json:"at"`
	AuditSeq  int64     `json:"audit_seq" doc:"Last audited event that it covers."`
	Events    int64     `json:"events" doc:"Events of cases and of everything else with a chain that are signed so far."`
	Hash      string    `json:"hash"`
	Signature string    `json:"signature" doc:"Ed25519, in hex."`
}

func (s *Server) auditHead(h models.AuditHead) AuditHead {
	return AuditHead{
		N: h.N, At: s.at(h.At), AuditSeq: h.AuditSeq, Events: h.Events, Hash: hex.EncodeToString(h.Hash), Signature: hex.EncodeToString(h.Signature),
	}
}

func (s *Server) auditRoutes() {
	route(s, get("audit", "/audit/events", "List who did and who saw what, the latest first", http.StatusForbidden, http.StatusUnprocessableEntity),
		holding(models.Auditor, readAudit), (*Server).listAudit)
	route(s, get("audit", "/audit/heads", "List the signed heads of all chains, the latest first", http.StatusForbidden, http.StatusUnprocessableEntity),
		holding(models.Auditor, readAudit), (*Server).listHeads)
}

type auditInput struct {
	Paging
	Actor  string    `query:"actor" maxLength:"64" doc:"Staff id, or command_line, worker, nobody."`
	Action string    `query:"action" maxLength:"64"`
	Object string    `query:"object" maxLength:"140" doc:"Id of the object."`
	From   time.Time `query:"from" doc:"At this moment or later."`
	Before time.Time `query:"before" doc:"Earlier than this moment."`
}

func (s *Server) listAudit(ctx context.Context, in *auditInput) (*listOutput[AuditEvent], error) {
	page, err := s.page(ctx, "audit", in.Paging)
	if err != nil {
		return nil, err
	}
	if err := s.audits(ctx, "audit_events"); err != nil {
		return nil, err
	}
	rows, next, err := s.books.AuditEvents(s.ledger(ctx), models.AuditFilter{
		Actor: in.Actor, Action: models.AuditAction(in.Action), Object: in.Object, From: moment(in.From), Before: moment(in.Before),
	}, page)
	if err != nil {
		return nil, err
	}
	return listed(s, "audit", rows, next, s.auditEvent), nil
}

type headsInput struct{ Paging }

func (s *Server) listHeads(ctx context.Context, in *headsInput) (*listOutput[AuditHead], error) {
	page, err := s.page(ctx, "heads", in.Paging)
	if err != nil {
		return nil, err
	}
	if err := s.audits(ctx, "audit_heads"); err != nil {
		return nil, err
	}
	rows, next, err := models.AuditHeads(s.ledger(ctx), page)
	if err != nil {
		return nil, err
	}
	return listed(s, "heads", rows, next, s.auditHead), nil
}

// audits lets auditors of all the books in, and has it audited that they read.
func (s *Server) audits(ctx context.Context, what string) error {
	db, r := s.ledger(ctx), requestOf(ctx)
	now, err := s.books.Now(db)
	if err != nil {
		return err
	}
	may, err := models.MayAudit(db, r.staff.ID, now)
	if err != nil {
		return err
	}
	if !may {
		return contract.Refused(contract.CodeWrongRole, "", "action", string(readAudit), "roles", models.Auditor)
	}
	return s.books.AuditNow(ctx, models.AuditEntry{Action: models.AuditAuditRead, Kind: what})
}
