package api

import (
	"context"
	"errors"
	"fmt"

	"gorm.io/gorm"

	"carebook/contract"
	"carebook/models"
)

// Handover is the second signature in the register, under many files in one go.
type Handover struct {
	Moment
	Cases []string `json:"cases" format:"uuid" minItems:"1" maxItems:"100" uniqueItems:"true" doc:"Ids of the cases."`
}

func (b Handover) fill(o *order) { b.Moment.fill(o) }

type handoverInput struct {
	Key  string `header:"Idempotency-Key" required:"true" doc:"A new key for each new action. Each file has a command of its own under it."`
	Body Handover
}

// HandoverDone says for each file what became of it.
type HandoverDone struct {
	Files []FileReceived `json:"files" doc:"In the order of the request."`
}

// FileReceived is one file of many: received, or refused with the problem that says why.
type FileReceived struct {
	Case    string   `json:"case"`
	Receipt *Receipt `json:"receipt,omitempty" doc:"Absent when it was refused."`
	Problem *Problem `json:"problem,omitempty" doc:"Absent when it was received."`
}

// receiveArchives signs for many files. When one of them isn't known nothing is done at all. All commands are in the books
// before the first is sent, and the first of them keeps the key from being used for another list; so whatever is missing
// after a crash, or after Temporal was away, is done when the same key comes again.
func (s *Server) receiveArchives(ctx context.Context, in *handoverInput) (*bodyOutput[HandoverDone], error) {
	orders, err := s.handovers(ctx, in.Body)
	if err != nil {
		return nil, err
	}
	cmds := make([]models.Command, len(orders))
	for i, o := range orders {
		o.part = fmt.Sprintf(" file %d", i) // no key of a caller has a blank
		if cmds[i], err = s.receive(ctx, o); err != nil {
			return nil, err
		}
	}
	out := HandoverDone{Files: make([]FileReceived, len(cmds))}
	for i, cmd := range cmds {
		if out.Files[i], err = s.fileReceived(ctx, cmd); err != nil {
			return nil, err
		}
	}
	return &bodyOutput[HandoverDone]{out}, nil
}

// handovers are the orders of a list, each for a case that the caller may try to act on.
func (s *Server) handovers(ctx context.Context, b Handover) ([]order, error) {
	var wrong []FieldProblem
	orders := make([]order, len(b.Cases))
	for i, id := range b.Cases {
		o := order{action: contract.Receive}
		b.fill(&o)
		if len(o.wrong) > 0 {
			return nil, s.invalid(requestOf(ctx), o.wrong...)
		}
		err := s.address(ctx, contract.Archive, id, &o)
		switch {
		case errors.Is(err, gorm.ErrRecordNotFound):
			wrong = append(wrong, FieldProblem{Location: fmt.Sprintf("body.cases[%d]", i), Code: "no_case"})
		case err != nil:
			return nil, err
		}
		orders[i] = o
	}
	if len(wrong) > 0 {
		return nil, s.invalid(requestOf(ctx), wrong...)
	}
	return orders, nil
}

// fileReceived carries one command to its case. A refusal is an answer about this file; anything else that goes wrong is
// one about the whole request.
func (s *Server) fileReceived(ctx context.Context, cmd models.Command) (FileReceived, error) {
	receipt, err := s.settle(ctx, cmd)
	var refused *Problem
	if errors.As(err, &refused) && refused.Status < 500 {
		return FileReceived{Case: cmd.Stream, Problem: refused}, nil
	}
	if err != nil {
		return FileReceived{}, err
	}
	done := s.receipt(receipt)
	return FileReceived{Case: cmd.Stream, Receipt: &done}, nil
}
