package api

import (
	"context"
	"encoding/hex"
	"errors"
	"net/http"
	"time"

	"carebook/contract"
	"carebook/models"
)

func (s *Server) identityRoutes() {
	route(s, get("organisation", "/staff/{id}/identities", "List who a member of staff is at the identity provider", http.StatusUnprocessableEntity), sees(models.ThingIdentities), (*Server).listIdentities)
	route(s, post("organisation", "/staff/{id}/identities", "Link a member of staff to an identity",
		"For administrators, and not for themselves: who that is at the identity provider, by the name that it calls its subject."),
		right{Who: byRole, Role: models.Administrator, Of: models.ThingIdentities, Action: models.LinkIdentityAction, InPerson: true}, (*Server).linkIdentity)
	route(s, done(post("organisation", "/staff/{id}/identities/{identity}/end", "End a link to an identity",
		"For the person and for administrators. The sessions that rest on it end at once.")), sees(models.ThingIdentities).inPerson(), (*Server).endIdentity)
}

// Identity is who a member of staff is at an identity provider.
type Identity struct {
	ID        string     `json:"id"`
	Issuer    string     `json:"issuer" example:"https://sso.example.com"`
	Subject   string     `json:"subject"`
	CreatedBy string     `json:"created_by" doc:"The person, who signed in there to prove it, or an administrator."`
	CreatedAt time.Time  `json:"created_at"`
	EndedBy   *string    `json:"ended_by,omitempty"`
	EndedAt   *time.Time `json:"ended_at,omitempty"`
}

func (s *Server) identity(i models.Identity) Identity {
	return Identity{i.ID, i.Issuer, i.Subject, i.CreatedBy, s.at(i.CreatedAt), i.EndedBy, s.atPtr(i.EndedAt)}
}

type identitiesInput struct {
	ID string `path:"id" maxLength:"64" doc:"Staff id."`
	Paging
}

func (s *Server) listIdentities(ctx context.Context, in *identitiesInput) (*listOutput[Identity], error) {
	page, err := s.page(ctx, "identities", in.Paging)
	if err != nil {
		return nil, err
	}
	rows, next, err := models.IdentitiesOf(s.db(ctx), in.ID, page)
	if err != nil {
		return nil, err
	}
	return listed(s, "identities", rows, next, s.identity), nil
}

// NewIdentity says who somebody is at the identity provider.
type NewIdentity struct {
	Subject string `json:"subject" minLength:"1" maxLength:"255" pattern:"^[ -~]+$" doc:"As the identity provider writes it; somebody who signs in and is unknown is shown it."`
}

type newIdentityInput struct {
	ID   string `path:"id" maxLength:"64" doc:"Staff id."`
	Key  string `header:"Idempotency-Key" required:"true" doc:"A new key for each new action."`
	Body NewIdentity
}

func (s *Server) linkIdentity(ctx context.Context, in *newIdentityInput) (*listOutput[Identity], error) {
	if s.provider == nil {
		return nil, s.problem(requestOf(ctx), codeWayOff)
	}
	cmd, err := s.books.LinkIdentity(ctx, models.NewIdentity{
		Command: s.newCommand(ctx, order{}), ID: models.NewID(), Staff: in.ID, Issuer: s.provider.Issuer(), Subject: in.Body.Subject,
	})
	if err := s.done(ctx, cmd, err); err != nil {
		return nil, err
	}
	return s.allIdentities(ctx, in.ID)
}

type endIdentityInput struct {
	ID       string `path:"id" maxLength:"64" doc:"Staff id."`
	Identity string `path:"identity" maxLength:"64" doc:"Id of the link."`
	Key      string `header:"Idempotency-Key" required:"true" doc:"A new key for each new action."`
}

func (s *Server) endIdentity(ctx context.Context, in *endIdentityInput) (*listOutput[Identity], error) {
	cmd, err := s.books.EndIdentity(ctx, models.IdentityEnd{Command: s.newCommand(ctx, order{}), ID: in.Identity, Staff: in.ID})
	if err := s.done(ctx, cmd, err); err != nil {
		return nil, err
	}
	return s.allIdentities(ctx, in.ID)
}

// allIdentities are those of a person after a change, the last ones at the end.
func (s *Server) allIdentities(ctx context.Context, id string) (*listOutput[Identity], error) {
	return s.listIdentities(ctx, &identitiesInput{ID: id, Paging: Paging{Limit: whole}})
}

// linkProven links whoever began an attempt to the identity that came of it, if the session in which that was asked still
// stands. A link that is there already is as good.
func (s *Server) linkProven(ctx context.Context, a *models.SignInAttempt, subject string, now time.Time) error {
	r := requestOf(ctx)
	live, err := models.HasLiveSession(s.ledger(ctx), *a.StaffID, *a.SessionID, now)
	if err != nil {
		return err
	}
	if !live {
		return s.problem(r, codeSignInRefused)
	}
	cmd, err := s.books.LinkIdentity(ctx, models.NewIdentity{
		Command: models.NewCommand{
			ID: models.NewID(), Principal: *a.StaffID, Key: "sign-in-" + hex.EncodeToString(a.Hash), Method: http.MethodGet, Path: r.path,
			BodyHash: s.books.Keys.BodyHash(nil),
		},
		ID: models.NewID(), Staff: *a.StaffID, Issuer: s.provider.Issuer(), Subject: subject, Proven: true,
	})
	err = s.done(ctx, cmd, err)
	var p *Problem
	if errors.As(err, &p) && p.Code == contract.CodeIdentityLinked {
		return nil
	}
	return err
}
