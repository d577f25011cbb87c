package api

import (
	"net/http"

	"carebook/models"
)

// outboxRoutes are those by which notices leave the house.
func (s *Server) outboxRoutes() {
	route(s, get("channels", "/channels", "List the channels over which notices may leave the house"), anybody, (*Server).listChannels)
	route(s, get("channels", "/staff/me/channels", "List the channels over which I am told"), own, (*Server).myChannels)
	choose := found(post("channels", "/staff/me/channels", "Choose the channels over which I am told",
		"These and no others from now on; the desk shows every notice whatever is chosen."))
	choose.Errors = append([]int{http.StatusConflict}, choose.Errors...)
	route(s, choose, own.keyless(), (*Server).chooseChannels)
	route(s, done(post("channels", "/channels/{channel}/test", "Send a message that says nothing but that it came",
		"For administrators: to a group, or to me. A worker sends it; the list of messages says what came of it.")),
		holding(models.Administrator, models.TestChannelAction), (*Server).testChannel)
	route(s, get("channels", "/outbox", "List the messages that leave the house", http.StatusForbidden, http.StatusUnprocessableEntity),
		holding(models.Administrator, models.ReadOutboxAction), (*Server).listOutbox)
	exportFor(s, "channels", holding(models.Administrator, models.ReadOutboxAction), exported[OutboxQuery, outboxInput, OutboxMessage]{
		"/outbox", "outbox", "Export the messages that leave the house",
		func(p Paging, q OutboxQuery) *outboxInput { return &outboxInput{p, q} }, (*Server).listOutbox, outboxColumns,
	})
	route(s, done(post("channels", "/outbox/{id}/retry", "Try a message for another day that was given up", "")),
		administering(models.ThingMessage, models.SendAgainAction), (*Server).sendAgain)
}

var outboxColumns = []column[OutboxMessage]{
	{"message", func(_ *cells, i OutboxMessage) any { return i.ID }},
	{"message_kind", func(c *cells, i OutboxMessage) any { return c.word("kind", i.Kind) }},
	{"channel", func(c *cells, i OutboxMessage) any { return c.word("channel", i.Channel) }},
	{"person", func(c *cells, i OutboxMessage) any { return c.person(i.Staff) }},
	{"unit", func(c *cells, i OutboxMessage) any { return c.place(i.Unit) }},
	{"state", func(c *cells, i OutboxMessage) any { return c.word("state", i.State) }},
	{"tries", func(_ *cells, i OutboxMessage) any { return i.Tries }},
	{"error", func(c *cells, i OutboxMessage) any { return c.word("error", i.Error) }},
	{"created_at", func(c *cells, i OutboxMessage) any { return c.time(i.CreatedAt) }},
	{"sent_at", func(c *cells, i OutboxMessage) any { return c.timeOr(i.SettledAt) }},
}
