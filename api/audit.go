package api

import (
	"context"
	"net/http"

	"github.com/google/uuid"

	"carebook/models"
)

// from notes for the second chain where a request comes from: who asks, once that is known, its id, and the address.
func from(ctx context.Context, r *request) context.Context {
	actor := r.staff.ID
	if actor == "" {
		actor = models.ByNobody
	}
	return models.WithOrigin(ctx, models.Origin{Actor: actor, Request: r.id, Source: r.source.String()})
}

// told is a problem as it may be told: that somebody was refused for want of a right is audited first. Whoever isn't there for
// the caller is not found, which tells nobody anything and isn't audited.
func (s *Server) told(ctx context.Context, p *Problem) *Problem {
	if p.Status != http.StatusForbidden {
		return p
	}
	r := requestOf(ctx)
	err := s.books.AuditNow(from(ctx, r), models.AuditEntry{
		Action: models.AuditDenied, Kind: r.operation, Object: r.object, Code: p.Code,
	})
	if err != nil {
		return s.fault(r, err)
	}
	return p
}

// onlyID keeps what isn't an id of ours out of the second chain: anything may be typed into an address.
func onlyID(text string) string {
	if uuid.Validate(text) != nil {
		return ""
	}
	return text
}
