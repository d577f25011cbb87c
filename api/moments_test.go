package api

import (
	"testing"
	"time"
)

// A moment in the last year that has a spelling lies beyond it in another zone: it was answered with a panic.
func TestAMomentThatAnAnswerCouldNotSayIsRefused(t *testing.T) {
	c := openLite(t)
	for _, query := range []string{"to=9999-12-31T23:59:59Z", "from=9999-12-31T22:00:00Z&to=9999-12-31T23:59:59Z", "from=0000-01-01T00:00:00Z"} {
		c.want(c.get("1003", base+"/figures?"+query), 422, codeInvalid)
	}
	for _, moment := range []string{"9999-12-31T23:59:59Z", "0000-01-01T00:00:00Z"} {
		at, err := time.Parse(time.RFC3339, moment)
		if err != nil {
			t.Fatal(err)
		}
		var o order
		if o.next(&at); len(o.wrong) != 1 || o.wrong[0].Location != "body.next_at" {
			t.Errorf("%s: %v", moment, o.wrong)
		}
		if _, problem := (reader{zone: BusinessZone()}).readMoment(moment); problem != "moment" {
			t.Errorf("%s in a workbook: %q", moment, problem)
		}
	}
}
