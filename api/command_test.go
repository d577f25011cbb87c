package api

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"carebook/contract"
	"carebook/internal/dispatch"
	"carebook/models"
)

// commandUnder is what was stored under a key.
func (c *counter) commandUnder(badge, key string) *models.Command {
	c.t.Helper()
	cmd, err := models.CommandByKey(c.books.DB, c.seed.Staff[badge], key)
	if err != nil {
		c.t.Fatal(err)
	}
	return cmd
}

// What comes back over the line decides the answer, what is kept, and what the same key gets the next time.
func TestTheTransportDecidesTheAnswerAndTheSameKeyResumes(t *testing.T) {
	notNow := contract.Refused(contract.CodeWrongState, "V13-2.9", "action", "close", "status", "registered", "owed", "classify")
	for name, c := range map[string]struct {
		receipt contract.Receipt
		err     error
		status  int
		code    string
		state   string // of the command afterwards
		again   bool   // the same key sends the command once more
	}{
		"Temporal is away":            {err: fmt.Errorf("%w: no route", dispatch.ErrAway), status: 503, code: codeTemporalAway, state: models.Received, again: true},
		"no answer in time":           {err: dispatch.ErrLate, status: 504, code: codeLate, state: models.Received, again: true},
		"a fault":                     {err: errors.New("surprise"), status: 500, code: codeInternal, state: models.Received, again: true},
		"no running workflow":         {err: dispatch.ErrGone, status: 503, code: codeNotRunning, state: models.Received, again: true},
		"the validator refuses":       {err: notNow, status: 409, code: contract.CodeWrongState, state: models.Refused},
		"refused under the lock":      {receipt: contract.Receipt{Seq: 1, Refusal: notNow}, status: 409, code: contract.CodeWrongState, state: models.Refused},
		"refused without a clause":    {err: contract.Refused(contract.CodeNotPaused, ""), status: 409, code: contract.CodeNotPaused, state: models.Refused},
		"refused for want of a right": {err: contract.Refused(contract.CodeFourEyes, "V13-2.9", "part", "reporter"), status: 403, code: contract.CodeFourEyes, state: models.Refused},
	} {
		t.Run(name, func(t *testing.T) {
			k := openLite(t)
			path := base + "/complaints/" + k.complaint() + "/note"
			k.line.answer = func(contract.Message) (contract.Receipt, error) { return c.receipt, c.err }
			a := ask{method: "POST", path: path, badge: "1006", key: "k1", body: map[string]any{"text": "回电无人接听"}}
			first := k.want(k.do(a), c.status, c.code)
			if wait := first.Header.Get("Retry-After"); (wait != "") != (c.status >= 503) {
				t.Errorf("Retry-After %q with %d", wait, c.status)
			}
			if clause, _ := first.JSON["clause"].(string); strings.HasPrefix(c.code, "wrong") && clause != "V13-2.9" {
				t.Errorf("clause %q", clause)
			}
			if got := k.commandUnder("1006", "k1").State; got != c.state {
				t.Errorf("the command is %s, want %s", got, c.state)
			}
			sent := len(k.line.sent)
			k.line.answer = nil
			if c.again {
				k.want(k.do(a), 200, "")
				equal(t, "sent again under the same id", k.line.sent[sent-1], k.line.sent[sent])
				return
			}
			second := k.want(k.do(a), c.status, c.code)
			delete(first.JSON, "request_id")
			delete(second.JSON, "request_id")
			equal(t, "the same key", second.JSON, first.JSON)
			if len(k.line.sent) != sent {
				t.Error("a refused command was sent again")
			}
			if n := k.rows("events"); n != 3 { // two of the customer, the opening
				t.Errorf("%d events", n)
			}
		})
	}
}

func TestARecordedCommandIsAnsweredFromTheBooksOnceItIsConfirmed(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		path := base + "/complaints/" + c.complaint() + "/note"
		a := ask{method: "POST", path: path, badge: "1006", key: "k1", body: map[string]any{"text": "回电无人接听"}}
		first := c.want(c.do(a), 200, "")
		if first.Header.Get("ETag") != `"2"` {
			t.Errorf("ETag %s", first.Header.Get("ETag"))
		}
		server := c.server
		c.close() // writes the confirmations
		if c.commandUnder("1006", "k1").ConfirmedAt == nil {
			t.Fatal("the command isn't confirmed")
		}
		c.server = server
		sent := len(c.line.sent)
		second := c.want(c.do(a), 200, "")
		c.server = nil
		equal(t, "the same key", second.JSON, first.JSON)
		if len(c.line.sent) != sent || c.rows("events") != 4 {
			t.Errorf("%d messages, %d events", len(c.line.sent), c.rows("events"))
		}
	})
}

func TestALostAnswerIsFoundInTheBooks(t *testing.T) {
	c := openLite(t)
	id := c.complaint()
	a := ask{method: "POST", path: base + "/complaints/" + id + "/note", badge: "1006", key: "k1", body: map[string]any{"text": "回电无人接听"}}
	for name, lost := range map[string]error{
		"the workflow is gone":                   dispatch.ErrGone,
		"the validator knows a later state only": contract.Refused(contract.CodeCaseEnded, "", "status", "completed"),
	} {
		a.key = name[:12]
		a.key = strings.ReplaceAll(a.key, " ", "-")
		c.line.answer = func(m contract.Message) (contract.Receipt, error) {
			if _, err := c.line.record(t.Context(), contract.Complaint, id, m); err != nil {
				t.Error(err)
			}
			return contract.Receipt{}, lost
		}
		r := c.want(c.do(a), 200, "")
		if r.JSON["receipt"].(map[string]any)["status"] != "registered" {
			t.Errorf("%s: %s", name, r.Text)
		}
	}
}

func TestAnEndedCaseAnswersFromTheBooks(t *testing.T) {
	c := openLite(t)
	id := c.complaint()
	if err := c.books.DB.Exec("UPDATE cases SET ended = true, status = 'withdrawn' WHERE id = ?", id).Error; err != nil {
		t.Fatal(err)
	}
	c.line.answer = func(contract.Message) (contract.Receipt, error) { return contract.Receipt{}, dispatch.ErrGone }
	c.line.state = func() (contract.ComplaintState, error) { return contract.ComplaintState{}, dispatch.ErrGone }
	r := c.want(c.post("1006", base+"/complaints/"+id+"/note", map[string]any{"text": "x"}), 409, contract.CodeCaseEnded)
	if !strings.Contains(r.JSON["detail"].(string), "withdrawn") {
		t.Error(r.Text)
	}
	c.want(c.get("1006", base+"/complaints/"+id+"/state"), 409, contract.CodeCaseEnded)
}

func TestAnExpiredCommandWantsANewKey(t *testing.T) {
	c := openLite(t)
	id := c.complaint()
	c.line.answer = func(contract.Message) (contract.Receipt, error) { return contract.Receipt{}, dispatch.ErrAway }
	a := ask{method: "POST", path: base + "/complaints/" + id + "/note", badge: "1006", key: "k1", body: map[string]any{"text": "x"}}
	c.want(c.do(a), 503, codeTemporalAway)
	if _, err := c.books.ExpireReceived(t.Context(), -time.Minute); err != nil {
		t.Fatal(err)
	}
	c.line.answer = nil
	c.want(c.do(a), 409, contract.CodeExpired)
}

func TestAKeyBelongsToOneRequestOfOnePerson(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		path := base + "/complaints/" + c.complaint() + "/note"
		a := ask{method: "POST", path: path, badge: "1006", key: "k1", body: map[string]any{"text": "一"}}
		c.want(c.do(a), 200, "")
		other := a
		other.body = map[string]any{"text": "二"}
		c.want(c.do(other), 422, contract.CodeKeyReused)
		other = a
		other.path = strings.Replace(path, "/note", "/relay", 1)
		c.want(c.do(other), 422, contract.CodeKeyReused)
		other = a
		other.badge = "1003" // somebody else's key is another key
		c.want(c.do(other), 200, "")
	})
}

func TestAVersionThatDoesNotHoldSaysWhatHappenedSince(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		path := base + "/complaints/" + c.complaint() + "/note"
		note := func(match string) reply {
			return c.do(ask{method: "POST", path: path, badge: "1006", body: map[string]any{"text": "x"}, headers: map[string]string{"If-Match": match}})
		}
		c.want(note(`"1"`), 200, "")
		c.want(note(`"2"`), 200, "")
		r := c.want(note(`"1"`), 412, contract.CodeVersionMismatch)
		equal(t, "since", r.JSON["since"], any([]any{
			map[string]any{"seq": 2.0, "type": "noted"}, map[string]any{"seq": 3.0, "type": "noted"},
		}))
		for _, match := range []string{"1", `W/"1"`, "*", `"x"`, `"-1"`, `"1`} {
			c.want(note(match), 400, codeIfMatch)
		}
	})
}

func TestTextsGoIntoTheBooksSealedAndNowhereElse(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		const secret = "投诉原文绝不外泄"
		body := c.newComplaint()
		body["content"] = secret
		var message string
		c.line.answer = func(m contract.Message) (contract.Receipt, error) {
			message = fmt.Sprintf("%+v", m)
			cmd, err := models.CommandByID(c.books.DB, m.Command)
			if err != nil {
				t.Error(err)
			}
			message += fmt.Sprintf("%+v %s", *cmd, cmd.BodySealed)
			return c.line.record(t.Context(), contract.Complaint, cmd.Stream, m)
		}
		id := c.want(c.post("1006", base+"/complaints", body), 201, "").JSON["id"].(string)
		if message == "" || strings.Contains(message, secret) {
			t.Errorf("the message and its row: %s", message)
		}
		texts := c.get("1006", base+"/complaints/"+id).JSON["texts"].([]any)
		equal(t, "read back", texts[0].(map[string]any)["text"], any(map[string]any{"content": secret}))
	})
}

func TestWhatIsPersonalStandsInNoProblemAndInNoLog(t *testing.T) {
	c := openLite(t)
	id := c.complaint()
	canaries := []string{"王小明", "13912345678", "沪B88888", "他骂了我三次"}
	all := strings.Join(canaries, " ")
	var said strings.Builder
	hear := func(r reply) {
		if r.Status < 400 {
			t.Errorf("%d: %s", r.Status, r.Text)
		}
		said.WriteString(r.Text + fmt.Sprint(r.Header))
	}
	for _, body := range []any{
		map[string]any{all: all}, map[string]any{"unit": all, "channel": all, "customer_id": all, "content": map[string]any{all: 1}},
		map[string]any{"channel": all, "subjects": []string{all, all}, "occurred_at": all}, `{"` + all + `":`, `["` + all + `"]`, all,
	} {
		hear(c.post("1006", base+"/complaints", body))
		hear(c.post("1006", base+"/complaints/"+id+"/classify", body))
		hear(c.post("1006", base+"/customers", body))
		hear(c.post("1006", base+"/customers/search", body))
	}
	hear(c.get("1006", base+"/complaints/"+canaries[1]))
	hear(c.get("1006", base+"/complaints?"+canaries[1]+"="+canaries[1]))
	hear(c.get("1006", base+"/obligations?due_before="+canaries[1]+"&limit="+canaries[1]+"&cursor="+canaries[1]))
	hear(c.get("1006", "/"+canaries[1]))
	hear(c.do(ask{method: "GET", path: base + "/units", headers: map[string]string{"Authorization": "Bearer " + canaries[1]}}))
	hear(c.do(ask{method: "POST", path: base + "/complaints/" + id + "/note", badge: "1006", key: all, body: "{}"}))
	hear(c.do(ask{method: "POST", path: base + "/complaints/" + id + "/note", badge: "1006", body: map[string]any{"text": "x"}, headers: map[string]string{"If-Match": canaries[1]}}))
	c.line.answer = func(contract.Message) (contract.Receipt, error) { return contract.Receipt{}, errors.New("surprise") }
	hear(c.post("1006", base+"/complaints/"+id+"/note", map[string]any{"text": all}))
	for _, canary := range append(canaries, c.token("1006")) {
		if strings.Contains(said.String(), canary) {
			t.Errorf("%s stands in an answer", canary)
		}
		if strings.Contains(c.log.text(), canary) {
			t.Errorf("%s stands in the log:\n%s", canary, c.log.text())
		}
	}
	if !strings.Contains(c.log.text(), "route=/api/v1/complaints/:id/note status=500") {
		t.Errorf("the log is too quiet:\n%s", c.log.text())
	}
}

func TestAnEarlierMomentNeedsAReason(t *testing.T) {
	c := openLite(t)
	path := base + "/complaints/" + c.complaint() + "/note"
	at := time.Now().Add(-time.Minute).Format(time.RFC3339)
	r := c.want(c.post("1006", path, map[string]any{"text": "x", "occurred_at": at}), 422, codeInvalid)
	equal(t, "errors", r.JSON["errors"], any([]any{map[string]any{
		"location": "body.reason", "code": "reason", "message": fieldProblems["reason"].en,
	}}))
	c.want(c.post("1006", path, map[string]any{"text": "x", "occurred_at": "昨天", "reason": "y"}), 422, codeInvalid)
	c.want(c.post("1006", path, map[string]any{"text": "x", "occurred_at": "2030-01-01T00:00:00Z", "reason": "y"}), 422, contract.CodeBackdated)
}

func TestTheBooksAwayAre503AndTheirErrorsStayInside(t *testing.T) {
	c := openLite(t)
	path := base + "/complaints/" + c.complaint() + "/note"
	server := c.server
	c.close()
	c.server = server
	defer func() { c.server = nil }()
	if err := c.books.DB.Exec("ALTER TABLE commands RENAME TO commands_away").Error; err != nil {
		t.Fatal(err)
	}
	r := c.want(c.post("1006", path, map[string]any{"text": "x"}), http.StatusInternalServerError, codeInternal)
	if strings.Contains(r.Text, "commands") || !strings.Contains(c.log.text(), "commands") {
		t.Errorf("%s", r.Text)
	}
	if err := c.books.Close(); err != nil {
		t.Fatal(err)
	}
	r = c.want(c.post("1006", path, map[string]any{"text": "x"}), http.StatusServiceUnavailable, codeBooksAway)
	if r.Header.Get("Retry-After") == "" {
		t.Error("no Retry-After")
	}
}
