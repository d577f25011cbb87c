package worker_test

import (
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"carebook/contract"
	"carebook/worker"
)

func TestMetricsTellHowLateMarksFireByKindAndNothingOfAnybody(t *testing.T) {
	t.Parallel()
	m := worker.NewMetrics()
	m.Late(contract.Remind, 700*time.Millisecond)
	m.Late(contract.Remind, 2*time.Minute)
	m.Late(contract.Breach, 0)
	answer := httptest.NewRecorder()
	m.Handler().ServeHTTP(answer, httptest.NewRequest("GET", "/metrics", nil))
	text := answer.Body.String()
	for _, line := range []string{
		`carebook_mark_lateness_seconds_bucket{kind="remind",le="0.5"} 0`,
		`carebook_mark_lateness_seconds_bucket{kind="remind",le="1"} 1`,
		`carebook_mark_lateness_seconds_sum{kind="remind"} 120.7`,
		`carebook_mark_lateness_seconds_count{kind="remind"} 2`,
		`carebook_mark_lateness_seconds_count{kind="breach"} 1`,
		`carebook_mark_lateness_seconds_count{kind="escalate"} 0`,
		`go_goroutines `,
	} {
		if !strings.Contains(text, line) {
			t.Errorf("not there: %s", line)
		}
	}
	for line := range strings.Lines(text) {
		if !strings.HasPrefix(line, "#") && !strings.HasPrefix(line, "go_") && !strings.HasPrefix(line, "carebook_mark_lateness_seconds_") {
			t.Errorf("not ours: %s", line)
		}
	}
}
