package api

import (
	"context"
	"time"

	"carebook/models"
)

// RoleProposal is a role that an administrator proposes; it counts when another one has confirmed it.
type RoleProposal struct {
	ID         string     `json:"id"`
	Staff      string     `json:"staff"`
	Role       string     `json:"role"`
	Title      string     `json:"title" doc:"What the role is called, in the caller's language."`
	Unit       string     `json:"unit"`
	Department *string    `json:"department,omitempty"`
	From       *time.Time `json:"from,omitempty" doc:"Absent: from when it is confirmed."`
	To         *time.Time `json:"to,omitempty" doc:"Not included."`
	ProposedBy string     `json:"proposed_by"`
	ProposedAt time.Time  `json:"proposed_at"`
	Decision   string     `json:"decision,omitempty" enum:"confirmed,rejected" doc:"Absent while it waits."`
	DecidedBy  *string    `json:"decided_by,omitempty"`
	DecidedAt  *time.Time `json:"decided_at,omitempty"`
}

// NewRole is a role that somebody is to hold at a unit and everything below it.
type NewRole struct {
	Role       string     `json:"role" minLength:"1" maxLength:"64" doc:"One of /roles."`
	Unit       string     `json:"unit" minLength:"1" maxLength:"64" doc:"Unit id."`
	Department string     `json:"department,omitempty" maxLength:"64" doc:"Id of a department of the unit, where it is held in one."`
	From       *time.Time `json:"from,omitempty" doc:"Absent, or earlier than that: from when it is confirmed."`
	To         *time.Time `json:"to,omitempty" doc:"Not included; absent: until it is ended."`
	Reason     string     `json:"reason,omitempty" maxLength:"2000" doc:"Is kept sealed."`
}

type newRoleInput struct {
	ID   string `path:"id" maxLength:"64" doc:"Staff id."`
	Key  string `header:"Idempotency-Key" required:"true" doc:"A new key for each new action."`
	Body NewRole
}

func (s *Server) proposeRole(ctx context.Context, in *newRoleInput) (*bodyOutput[RoleProposal], error) {
	cmd, err := s.books.ProposeRole(ctx, s.shelf, models.NewRole{
		Command: s.newCommand(ctx, order{}), Staff: in.ID, Role: in.Body.Role, Unit: in.Body.Unit, Department: in.Body.Department,
		From: in.Body.From, To: in.Body.To, Reason: in.Body.Reason,
	})
	if err := s.done(ctx, cmd, err); err != nil {
		return nil, err
	}
	return s.proposal(ctx, cmd.ID)
}

func (s *Server) proposal(ctx context.Context, id string) (*bodyOutput[RoleProposal], error) {
	row, err := models.ProposalByID(s.db(ctx), id)
	if err != nil {
		return nil, err
	}
	show, err := s.showProposal(ctx)
	if err != nil {
		return nil, err
	}
	return &bodyOutput[RoleProposal]{show(*row)}, nil
}

func (s *Server) showProposal(ctx context.Context) (func(models.RoleProposal) RoleProposal, error) {
	book, _, err := s.book(ctx)
	return func(r models.RoleProposal) RoleProposal {
		return RoleProposal{
			r.ID, r.StaffID, r.Role, roleTitle(book, r.Role, requestOf(ctx).lang), r.UnitID, r.DepartmentID, s.atPtr(r.ValidFrom), s.atPtr(r.ValidTo),
			r.ProposedBy, s.at(r.ProposedAt), r.Decision, r.DecidedBy, s.atPtr(r.DecidedAt),
		}
	}, err
}

// roleProposals lists those that wait where the caller is an administrator.
func (s *Server) roleProposals(ctx context.Context, _ *struct{}) (*listOutput[RoleProposal], error) {
	db, scope, err := s.scope(ctx)
	if err != nil {
		return nil, err
	}
	rows, err := models.OpenProposals(db, scope)
	if err != nil {
		return nil, err
	}
	show, err := s.showProposal(ctx)
	if err != nil {
		return nil, err
	}
	return listed(s, "role-proposals", rows, nil, show), nil
}

// Because is why somebody decides so.
type Because struct {
	Reason string `json:"reason,omitempty" maxLength:"2000" doc:"Is kept sealed."`
}

type proposalInput struct {
	ID   string `path:"id" maxLength:"64" doc:"Id of the proposal."`
	Key  string `header:"Idempotency-Key" required:"true" doc:"A new key for each new action."`
	Body Because
}

func (s *Server) confirmRole(ctx context.Context, in *proposalInput) (*bodyOutput[RoleProposal], error) {
	return s.decideRole(ctx, in, s.books.ConfirmRole)
}

func (s *Server) rejectRole(ctx context.Context, in *proposalInput) (*bodyOutput[RoleProposal], error) {
	return s.decideRole(ctx, in, s.books.RejectRole)
}

func (s *Server) decideRole(
	ctx context.Context, in *proposalInput, decide func(context.Context, models.RoleDecision) (models.Command, error),
) (*bodyOutput[RoleProposal], error) {
	cmd, err := decide(ctx, models.RoleDecision{Command: s.newCommand(ctx, order{}), Proposal: in.ID, Reason: in.Body.Reason})
	if err := s.done(ctx, cmd, err); err != nil {
		return nil, err
	}
	return s.proposal(ctx, in.ID)
}

// RoleEnd says when a role ends.
type RoleEnd struct {
	At     *time.Time `json:"at,omitempty" doc:"Absent, or earlier than that: now."`
	Reason string     `json:"reason,omitempty" maxLength:"2000" doc:"Is kept sealed."`
}

type endRoleInput struct {
	ID   string `path:"id" maxLength:"64" doc:"Staff id."`
	Role string `path:"role" maxLength:"64" doc:"Id of the held role, from /staff/{id}/roles."`
	Key  string `header:"Idempotency-Key" required:"true" doc:"A new key for each new action."`
	Body RoleEnd
}

func (s *Server) endRole(ctx context.Context, in *endRoleInput) (*listOutput[RoleTerm], error) {
	cmd, err := s.books.EndRole(ctx, models.RoleEnd{
		Command: s.newCommand(ctx, order{}), Staff: in.ID, Assignment: in.Role, At: in.Body.At, Reason: in.Body.Reason,
	})
	if err := s.done(ctx, cmd, err); err != nil {
		return nil, err
	}
	return s.roleTerms(ctx, in.ID)
}
