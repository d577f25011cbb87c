package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"carebook/api"
	"carebook/models"
)

// scheduleCmd looks after what begins by itself, through the API, as any other program could.
type scheduleCmd struct {
	List     scheduleListCmd     `cmd:"" help:"List what begins by itself: unit, name, clause, whether it runs, what came of the last round, when the next ones begin."`
	Pause    schedulePauseCmd    `cmd:"" help:"Have a schedule begin nothing until it goes on."`
	Resume   scheduleResumeCmd   `cmd:"" help:"Let a paused schedule go on; what was to begin meanwhile is begun by a backfill alone."`
	Trigger  scheduleTriggerCmd  `cmd:"" help:"Begin the next round of a schedule now; it doesn't begin again when its time comes."`
	Backfill scheduleBackfillCmd `cmd:"" help:"Begin those rounds of some days that haven't begun."`
}

// scheduled is a schedule as the API shows it, with the unit by the code that people use.
type scheduled struct {
	api.Schedule
	UnitCode string `json:"unit_code"`
}

// name is family and name, as a policy has them.
func (s scheduled) name() string { return s.Kind + "." + s.Name }

type scheduleListCmd struct {
	clientFlags
	Unit string `placeholder:"CODE" help:"Only those of this unit."`
	JSON bool   `name:"json" help:"As the API shows them, with the unit's code, for programs."`
}

// Run prints one line per schedule: unit, name, clause, whether it runs, the last round and what came of it, when the next ones
// begin. Moments are those of the business zone.
func (c *scheduleListCmd) Run(ctx context.Context, s streams) error {
	d, err := c.desk("")
	if err != nil {
		return err
	}
	all, err := d.schedules(ctx, c.Unit)
	if err != nil {
		return err
	}
	if c.JSON {
		out := json.NewEncoder(s.out)
		out.SetIndent("", "  ")
		return out.Encode(all)
	}
	if len(all) == 0 {
		fmt.Fprintln(s.err, "nothing begins by itself at any unit that the token's owner sees: carebook policy show tells what a policy begins")
	}
	return printSchedules(s, all...)
}

// schedules are those of the unit with a code, or of every unit that the caller sees.
func (d *desk) schedules(ctx context.Context, code string) ([]scheduled, error) {
	codes, err := d.codes(ctx)
	if err != nil {
		return nil, err
	}
	path := "/schedules?limit=200"
	if code != "" {
		id, err := d.unit(ctx, code)
		if err != nil {
			return nil, err
		}
		path += "&unit=" + url.QueryEscape(id)
	}
	all := []scheduled{}
	for next := ""; ; {
		var page api.List[api.Schedule]
		if err := d.json(ctx, http.MethodGet, path+"&cursor="+url.QueryEscape(next), "", nil, &page); err != nil {
			return nil, err
		}
		for _, item := range page.Items {
			all = append(all, scheduled{item, codes[item.Unit]})
		}
		if next = page.Next; next == "" {
			return all, nil
		}
	}
}

// printSchedules prints one line for each.
func printSchedules(s streams, all ...scheduled) error {
	return table(s, func(row func(cells ...any)) {
		for _, item := range all {
			row(item.UnitCode, item.name(), item.Clause, item.state(), item.last(), item.next())
		}
	})
}

func (s scheduled) state() string {
	if s.PausedAt == nil {
		return "runs"
	}
	return "paused since " + inZone(*s.PausedAt)
}

func (s scheduled) last() string {
	if s.LastRound == nil {
		return "-"
	}
	text := "last " + s.LastRound.Period + ": " + s.LastRound.Result
	if s.LastRound.Late {
		text += ", late"
	}
	return text
}

func (s scheduled) next() string {
	if len(s.Next) == 0 {
		return "-"
	}
	texts := make([]string, len(s.Next))
	for i, round := range s.Next {
		texts[i] = inZone(round.At)
		if round.Begun {
			texts[i] += " (begun)"
		}
	}
	return "next " + strings.Join(texts, ", ")
}

func inZone(t time.Time) string { return t.In(api.BusinessZone()).Format(time.RFC3339) }

// scheduleFlags say which schedule, and why something is done about it.
type scheduleFlags struct {
	clientFlags
	Name   string `arg:"" help:"Which one, as carebook schedule list shows it, like campaign.festivals."`
	Unit   string `required:"" placeholder:"CODE" help:"Code of the unit that it belongs to."`
	Reason string `required:"" placeholder:"TEXT" help:"Why. It is kept sealed."`
	Key    string `placeholder:"KEY" help:"Key of a try of which nobody knows whether it was done: the same is asked again, and nothing happens twice."`
}

type (
	schedulePauseCmd    struct{ scheduleFlags }
	scheduleResumeCmd   struct{ scheduleFlags }
	scheduleTriggerCmd  struct{ scheduleFlags }
	scheduleBackfillCmd struct {
		scheduleFlags
		From string `required:"" placeholder:"DAY" help:"The first day, such as 2026-10-01, in Asia/Shanghai."`
		To   string `placeholder:"DAY" help:"The last day; rounds that are to come don't begin. [default: the first one]"`
	}
)

// Run prints the schedule as it stands then, as the list does.
func (c *schedulePauseCmd) Run(ctx context.Context, s streams) error {
	return c.direct(ctx, s, "pause", api.Direction{Reason: c.Reason})
}

// Run prints the schedule as it stands then, as the list does.
func (c *scheduleResumeCmd) Run(ctx context.Context, s streams) error {
	return c.direct(ctx, s, "resume", api.Direction{Reason: c.Reason})
}

// Run prints the schedule as it stands then, as the list does.
func (c *scheduleTriggerCmd) Run(ctx context.Context, s streams) error {
	return c.direct(ctx, s, "trigger", api.Direction{Reason: c.Reason})
}

// Run prints the schedule as it stands then, as the list does.
func (c *scheduleBackfillCmd) Run(ctx context.Context, s streams) error {
	days := api.Backfill{Direction: api.Direction{Reason: c.Reason}, From: c.From, To: c.To}
	if days.To == "" {
		days.To = days.From
	}
	from, err := parseDay("--from", days.From)
	if err != nil {
		return err
	}
	to, err := parseDay("--to", days.To)
	if err != nil {
		return err
	}
	if to.Before(from) {
		return fmt.Errorf("--to %s: lies before --from %s: name the first day first", days.To, days.From)
	}
	return c.direct(ctx, s, "backfill", days)
}

func parseDay(flag, text string) (time.Time, error) {
	day, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return day, fmt.Errorf("%s %q: want a day such as 2026-10-01", flag, text)
	}
	return day, nil
}

// direct does something about a schedule. It is done once, however often a busy server is asked; when nobody knows whether it was,
// the key is said with which to ask again.
func (c *scheduleFlags) direct(ctx context.Context, s streams, action string, body any) error {
	d, err := c.desk("application/json")
	if err != nil {
		return err
	}
	all, err := d.schedules(ctx, c.Unit)
	if err != nil {
		return err
	}
	one, err := c.among(all)
	if err != nil {
		return err
	}
	text, err := json.Marshal(body)
	if err != nil {
		return err
	}
	key := c.Key
	if key == "" {
		key = "schedule-" + models.NewID()
	}
	var now api.Schedule
	err = d.post(ctx, "/schedules/"+url.PathEscape(one.ID)+"/"+action, key, text, &now)
	if errors.Is(err, errAway) || errors.Is(err, errBusy) {
		return fmt.Errorf("%w\nwhether it was done isn't known: the same command with --key %s asks again, and nothing happens twice", err, key)
	}
	if err != nil {
		return err
	}
	return printSchedules(s, scheduled{now, c.Unit})
}

// among finds the one that is named.
func (c *scheduleFlags) among(all []scheduled) (scheduled, error) {
	names := make([]string, len(all))
	for i, one := range all {
		if names[i] = one.name(); names[i] == c.Name {
			return one, nil
		}
	}
	if len(names) == 0 {
		return scheduled{}, fmt.Errorf("nothing begins by itself at unit %s: check --unit, or look with: carebook schedule list", c.Unit)
	}
	return scheduled{}, fmt.Errorf("unit %s has no schedule %q: it has %s", c.Unit, c.Name, strings.Join(names, ", "))
}
