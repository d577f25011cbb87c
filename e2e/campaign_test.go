package e2e_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/client"

	"carebook/e2e/checker"
)

// agents sell homes.
var agents = []string{"homes-manager", "homes-consultant"}

// buyers are customers of the unit who have agreed to be greeted.
func (h *house) buyers(unit string, n int) (ids []string) {
	h.t.Helper()
	for range n {
		id := h.must(h.newCustomer("homes-consultant", unit)).body.ID
		h.must(newOrder("homes-consultant", "relate", "/customers/"+id+"/relation", map[string]any{"class": "ordinary", "consent": true}))
		ids = append(ids, id)
	}
	return ids
}

// progress is how far a campaign is.
type progress struct {
	ID, Status            string
	Planned, Open, Made   int
	Listed, Ended         bool
	Period, Day, Occasion string
}

// reaches waits until a campaign is as far as it should be.
func (h *house) reaches(id, what string, is func(progress) bool) (p progress) {
	h.t.Helper()
	h.eventually(time.Minute, what, func() error {
		p = progress{}
		h.read("homes-manager", "/campaigns/"+id, &p)
		if !is(p) {
			return fmt.Errorf("it is at %+v", p)
		}
		return nil
	})
	return p
}

// greeted has everybody in a campaign greeted.
func (h *house) greeted(id string) {
	h.t.Helper()
	var all struct {
		Items []struct{ ID, State string }
	}
	h.read("homes-consultant", "/campaigns/"+id+"/greetings?limit=100&state=open", &all)
	for i, g := range all.Items {
		path := "/obligations/" + g.ID + "/greet"
		if i == 0 {
			h.must(newOrder("homes-consultant", "greet", path, map[string]any{"outcome": "not_reached", "means": "message"}))
		}
		h.must(newOrder("homes-consultant", "greet", path, map[string]any{"outcome": "greeted", "means": "message"}))
	}
}

// schedule is the one of that name.
func (h *house) schedule(name string) (id string) {
	h.t.Helper()
	h.eventually(time.Minute, "the schedule is known", func() error {
		var all struct{ Items []struct{ ID, Name string } }
		h.read("homes-manager", "/schedules", &all)
		for _, s := range all.Items {
			if s.Name == name {
				id = s.ID
				return nil
			}
		}
		return fmt.Errorf("it isn't among %+v", all.Items)
	})
	return id
}

// fires has Temporal fire a schedule as if its time had come, and returns the id of the workflow that this started.
func (h *house) fires(schedule string) (workflow string) {
	h.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	c := h.temporal()
	handle := c.ScheduleClient().GetHandle(ctx, "schedule/"+schedule)
	h.eventually(time.Minute, "Temporal has the schedule", func() error { return handle.Trigger(ctx, client.ScheduleTriggerOptions{}) })
	h.eventually(time.Minute, "the schedule has fired", func() error {
		page, err := c.ListWorkflow(ctx, &workflowservice.ListWorkflowExecutionsRequest{
			Namespace: namespace, Query: "WorkflowType = 'Periods' AND ExecutionStatus = 'Completed'",
		})
		if err != nil {
			return err
		}
		for _, e := range page.Executions {
			if strings.HasPrefix(e.Execution.WorkflowId, "schedule/"+schedule) {
				workflow = e.Execution.WorkflowId
				return nil
			}
		}
		return fmt.Errorf("%d others have", len(page.Executions))
	})
	return workflow
}

// The books say what begins, Temporal when: it has their schedules, and its firing begins nothing that it isn't time for.
func TestTemporalHasTheSchedulesOfTheBooksAndARoundBegunByHandIsGreetedToItsEnd(t *testing.T) {
	t.Parallel()
	h := newHouse(t, onSQLite, byTheBook)
	h.up()
	unit := h.goesTo(agents...)
	h.buyers(unit, 2)
	schedule := h.schedule("news")
	h.fires(schedule)
	var begun struct {
		Items []struct{ Period, Source, Case string }
	}
	h.read("homes-manager", "/schedules/"+schedule+"/periods", &begun)
	if len(begun.Items) != 0 {
		t.Errorf("%+v have begun before their time", begun.Items)
	}
	h.must(newOrder("homes-manager", "trigger_schedule", "/schedules/"+schedule+"/trigger", map[string]any{"reason": "the flats are ready"}))
	h.read("homes-manager", "/schedules/"+schedule+"/periods", &begun)
	if len(begun.Items) != 1 || begun.Items[0].Source != "hand" {
		t.Fatalf("%+v have begun", begun.Items)
	}
	id := begun.Items[0].Case
	h.eventually(time.Minute, "the campaign is opened", func() error {
		if a, err := h.ask("homes-manager", "GET", "/campaigns/"+id, "", nil); err != nil || a.status != 200 {
			return fmt.Errorf("%d %w", a.status, err)
		}
		return nil
	})
	p := h.reaches(id, "all are listed", func(p progress) bool { return p.Listed })
	if p.Planned != 2 || p.Period != begun.Items[0].Period || p.Occasion != "news" {
		t.Errorf("%+v", p)
	}
	h.greeted(id)
	h.reaches(id, "it is over", func(p progress) bool { return p.Ended && p.Made == 2 && p.Open == 0 })

	h.must(newOrder("homes-manager", "pause_schedule", "/schedules/"+schedule+"/pause", map[string]any{"reason": "no news"}))
	handle := h.temporal().ScheduleClient().GetHandle(context.Background(), "schedule/"+schedule)
	h.eventually(time.Minute, "Temporal's is paused, too", func() error {
		d, err := handle.Describe(context.Background())
		if err == nil && !d.Schedule.State.Paused {
			err = fmt.Errorf("it runs")
		}
		return err
	})
	h.passes(demand{})
	h.down()
	h.noticesHarmToGreetings()
}

// noticesHarmToGreetings does harm to books in which customers were greeted, and wants the checker to notice.
func (h *house) noticesHarmToGreetings() {
	h.t.Helper()
	for harm, breaks := range map[string]string{
		`DELETE FROM greetings WHERE obligation_id = (SELECT max(obligation_id) FROM greetings)`:                   "I2",
		`UPDATE campaign_pages SET planned = planned + 1`:                                                          "I2",
		`UPDATE events SET data = replace(data, '"planned":2', '"planned":3') WHERE type = 'page_opened'`:          "I2",
		`UPDATE events SET effect = replace(effect, ':1', ':2') WHERE type = 'page_opened'`:                        "I2",
		`UPDATE obligations SET state = 'open' WHERE calendar_n < 0`:                                               "I4",
		`UPDATE campaign_pages SET open = 1`:                                                                       "I4",
		`DELETE FROM events WHERE type = 'greeted'`:                                                                "I6",
		`UPDATE schedules SET seq = seq + 1`:                                                                       "I6",
		`UPDATE events SET data = replace(data, '"status":"greeting"', '"status":"sent"') WHERE kind = 'campaign'`: "I6",
	} {
		r := checker.Check(h.t.Context(), checker.Evidence{Books: harmed(h.t, h.books(), harm), Tolerance: healing})
		if !slices.Contains(r.Broken(), breaks) {
			h.t.Errorf("%s\nthe checker says %s, want %s broken", harm, r, breaks)
		}
	}
}
