package api

import (
	"context"
	"time"

	"carebook/models"
)

// Notice says that something happened which the caller should know.
type Notice struct {
	ID         string     `json:"id"`
	Case       string     `json:"case"`
	Kind       string     `json:"kind"`
	Number     string     `json:"number" doc:"Number of the case."`
	Seq        int64      `json:"seq" doc:"The event that it is about."`
	What       string     `json:"what" doc:"Type of that event, or entry_proposed." example:"escalated"`
	Clause     string     `json:"clause"`
	Obligation *string    `json:"obligation,omitempty" doc:"Which one it is about; absent when it is about none."`
	Duty       string     `json:"duty,omitempty" doc:"Of that obligation." example:"report"`
	Item       string     `json:"item,omitempty" doc:"Which one, where each is owed." example:"checklist/user_signature"`
	ToRole     string     `json:"to_role,omitempty" doc:"Absent when it is to the caller in person."`
	Behalf     string     `json:"on_behalf_of,omitempty" doc:"Staff id of whoever is away and in whose place the caller is told this."`
	CreatedAt  time.Time  `json:"created_at"`
	ReadAt     *time.Time `json:"read_at,omitempty" doc:"When the caller read it."`
}

type noticesInput struct {
	Paging
	NoticeQuery
}

// NoticeQuery says which notices are wanted.
type NoticeQuery struct {
	Unread bool `query:"unread" doc:"Only those not yet read."`
}

func (s *Server) listNotices(ctx context.Context, in *noticesInput) (*listOutput[Notice], error) {
	db, scope, err := s.scope(ctx)
	if err != nil {
		return nil, err
	}
	page, err := s.page(ctx, "notices", in.Paging)
	if err != nil {
		return nil, err
	}
	rows, next, err := models.Notices(db, scope, in.Unread, page)
	if err != nil {
		return nil, err
	}
	return listed(s, "notices", rows, next, func(n models.NoticeItem) Notice {
		return Notice{
			ID: n.ID, Case: n.CaseID, Kind: string(n.Kind), Number: n.Number, Seq: n.Seq, What: n.What, Clause: n.Clause,
			Obligation: n.ObligationID, Duty: n.Duty, Item: n.Item, ToRole: n.ToRole, Behalf: scope.Behalf(n.ToRole, n.UnitID, n.ToStaff), CreatedAt: s.at(n.CreatedAt), ReadAt: s.atPtr(n.ReadAt),
		}
	}), nil
}

type noticeInput struct {
	ID  string `path:"id" maxLength:"64" doc:"Id of the notice."`
	Key string `header:"Idempotency-Key" required:"true" doc:"A new key for each new action."`
}

// readNotice needs no command row: to read twice is to have read.
func (s *Server) readNotice(ctx context.Context, in *noticeInput) (*struct{}, error) {
	_, scope, err := s.scope(ctx)
	if err != nil {
		return nil, err
	}
	return nil, s.books.MarkRead(ctx, scope, in.ID)
}
