package main

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"

	"carebook/models"
)

// sellsHomes is an office whose store runs the policies of real-estate sales, with what begins by itself there noted, as a worker
// does.
func sellsHomes(t *testing.T) *office {
	t.Helper()
	o := newOffice(t)
	if err := o.books.DB.Model(&models.Unit{}).Where("code = ?", "S1").Update("profile", "real-estate").Error; err != nil {
		t.Fatal(err)
	}
	if _, err := o.books.KnowSchedules(t.Context(), o.shelf); err != nil {
		t.Fatal(err)
	}
	return o
}

func (o *office) schedule(args ...string) (status int, out, errs string) {
	var stdout, stderr bytes.Buffer
	status = run(append([]string{"schedule", args[0], "--server", o.url, "--lang", "en"}, args[1:]...), &stdout, &stderr)
	return status, stdout.String(), stderr.String()
}

// done is schedule about one of S1 with a reason; it must succeed.
func (o *office) done(args ...string) string {
	o.t.Helper()
	status, out, errs := o.schedule(append(args, "--unit", "S1", "--reason", "店庆改期")...)
	if status != exitOK || errs != "" {
		o.t.Errorf("%v: %d %s%s", args, status, out, errs)
	}
	return out
}

// begun counts the rounds that have begun.
func (o *office) begun() (n int64) {
	o.t.Helper()
	if err := o.books.DB.Model(&models.SchedulePeriod{}).Count(&n).Error; err != nil {
		o.t.Fatal(err)
	}
	return n
}

func TestSchedulesAreListedWithTheirClauseStateAndNextRounds(t *testing.T) {
	o := sellsHomes(t)
	moment := `\d{4}-\d\d-\d\dT09:00:00\+08:00`
	line := regexp.MustCompile(`^S1  campaign\.(festivals|birthdays|news) +(V11-2\.9\.2|V11-2\.4|A-03) +runs  -  next ` + moment + `(, ` + moment + `){4}$`)
	for _, args := range [][]string{{"list"}, {"list", "--unit", "S1"}} {
		status, out, errs := o.schedule(args...)
		lines := strings.Split(strings.TrimSuffix(out, "\n"), "\n")
		if status != exitOK || errs != "" || len(lines) != 3 {
			t.Errorf("%d %s%s", status, out, errs)
		}
		for _, l := range lines {
			if !line.MatchString(l) {
				t.Errorf("%q", l)
			}
		}
	}
	_, out, _ := o.schedule("list", "--json")
	var all []struct {
		ID, Kind, Name string
		UnitCode       string `json:"unit_code"`
		Next           []struct{ Period string }
	}
	if err := json.Unmarshal([]byte(out), &all); err != nil || len(all) != 3 || all[0].UnitCode != "S1" || all[0].Kind != "campaign" || len(all[0].Next) != 5 {
		t.Errorf("%v %s", err, out)
	}
	if status, out, errs := o.schedule("list", "--unit", "G"); status != exitFailed || !strings.Contains(errs, "there is no unit G that the token's owner sees: check --unit") {
		t.Errorf("a unit that nobody shows: %d %s%s", status, out, errs)
	}
}

func TestAScheduleIsPausedResumedTriggeredAndBackfilledAndARefusalSaysTheWayOut(t *testing.T) {
	o := sellsHomes(t)
	refused := func(want string, args ...string) {
		t.Helper()
		status, out, errs := o.schedule(append(args, "--unit", "S1", "--reason", "店庆改期")...)
		if status != exitFailed || out != "" || !strings.Contains(errs, want) {
			t.Errorf("%v: %d %s%s", args, status, out, errs)
		}
	}
	if out := o.done("pause", "campaign.news"); !regexp.MustCompile(`^S1  campaign\.news  A-03  paused since \S+\+08:00  -  next `).MatchString(out) {
		t.Error(out)
	}
	refused("let it go on with resume", "pause", "campaign.news")
	if out := o.done("resume", "campaign.news"); !strings.Contains(out, "A-03  runs  -") {
		t.Error(out)
	}
	refused("isn't paused", "resume", "campaign.news")
	if out := o.done("trigger", "campaign.news"); !regexp.MustCompile(`runs  last \d{4}-\d\d: unopened  next \S+ \(begun\), `).MatchString(out) {
		t.Error(out)
	}
	quarter := []string{"backfill", "campaign.news", "--from", "2026-01-01", "--to", "2026-03-31"}
	if out := o.done(quarter...); !strings.Contains(out, "unopened, late") {
		t.Error(out)
	}
	if n := o.begun(); n != 4 {
		t.Errorf("%d rounds have begun, want the next one and three of the first quarter", n)
	}
	refused("", quarter...)
	o.done("backfill", "campaign.birthdays", "--from", "2026-02-28")
	if n := o.begun(); n != 5 {
		t.Errorf("%d rounds have begun, want that of one day more", n)
	}
}

func TestWhatIsAskedOfNoScheduleOrNoDaysIsRefusedBeforeAnythingIsDone(t *testing.T) {
	o := sellsHomes(t)
	day := []string{"--unit", "S1", "--reason", "补"}
	for want, args := range map[string][]string{
		`unit S1 has no schedule "campaign.easter": it has campaign.`:        append([]string{"trigger", "campaign.easter"}, day...),
		"there is no unit S9 that the token's owner sees: check --unit":      {"pause", "campaign.news", "--unit", "S9", "--reason", "补"},
		`--from "1 October": want a day such as 2026-10-01`:                  append([]string{"backfill", "campaign.news", "--from", "1 October"}, day...),
		`--to "2026-02-30": want a day such as 2026-10-01`:                   append([]string{"backfill", "campaign.news", "--from", "2026-02-01", "--to", "2026-02-30"}, day...),
		"--to 2026-02-01: lies before --from 2026-02-02: name the first day": append([]string{"backfill", "campaign.news", "--from", "2026-02-02", "--to", "2026-02-01"}, day...),
		"nobody answers at http://127.0.0.1:1/api/v1: start carebook there":  append([]string{"pause", "campaign.news", "--server", "http://127.0.0.1:1"}, day...),
	} {
		if status, out, errs := o.schedule(args...); status != exitFailed || out != "" || !strings.Contains(errs, want) {
			t.Errorf("%v: %d %s%s", args, status, out, errs)
		}
	}
	if status, _, errs := o.schedule("pause", "campaign.news", "--unit", "S1"); status != exitUsage || !strings.Contains(errs, "--reason") {
		t.Errorf("without a reason: %d %s", status, errs)
	}
	if n := o.begun(); n != 0 {
		t.Errorf("%d rounds have begun", n)
	}
}

func TestATriggerWhoseAnswerWasLostIsAskedAgainUnderItsKeyAndBeginsOneRound(t *testing.T) {
	o := sellsHomes(t)
	at, err := url.Parse(o.url)
	if err != nil {
		t.Fatal(err)
	}
	var hears atomic.Bool
	forward := httputil.NewSingleHostReverseProxy(at)
	line := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPost && !hears.Load() {
			forward.ServeHTTP(httptest.NewRecorder(), r) // it is done, and nobody hears of it
			panic(http.ErrAbortHandler)
		}
		forward.ServeHTTP(w, r)
	}))
	defer line.Close()
	trigger := []string{"trigger", "campaign.news", "--unit", "S1", "--reason", "补", "--server", line.URL}
	status, _, errs := o.schedule(trigger...)
	key := regexp.MustCompile(`with --key (\S+) asks again`).FindStringSubmatch(errs)
	if status != exitFailed || key == nil {
		t.Fatalf("%d %s", status, errs)
	}
	hears.Store(true)
	if status, out, errs := o.schedule(append(trigger, "--key", key[1])...); status != exitOK || !strings.Contains(out, "(begun)") {
		t.Errorf("%d %s%s", status, out, errs)
	}
	if n := o.begun(); n != 1 {
		t.Errorf("%d rounds have begun", n)
	}
}
