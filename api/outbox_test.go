package api

import (
	"strings"
	"testing"
	"time"

	"carebook/contract"
	"carebook/internal/channel"
	"carebook/models"
)

// outside lets the workers have some channels, and makes 1002 an administrator of S1.
func (c *counter) outside(names ...string) {
	c.t.Helper()
	c.seed.Administer(c.t, c.books, "1002", "S1")
	if err := c.books.KnowChannels(c.t.Context(), names); err != nil {
		c.t.Fatal(err)
	}
}

const mine = base + "/staff/me/channels"

func TestSomebodyChoosesOverWhichChannelsHeIsTold(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		c.outside(channel.Email, channel.WeCom)
		if got := field(c.want(c.get("1003", base+"/channels"), 200, "").items(), "channel"); strings.Join(got, " ") != "email wecom" {
			t.Errorf("%v", got)
		}
		choose := func(list ...any) reply {
			return c.post("1003", mine, map[string]any{"channels": append([]any{}, list...)})
		}
		mail := map[string]any{"channel": "email", "address": "manager@demo.example", "lang": "en"}
		c.want(choose(mail, map[string]any{"channel": "wecom"}), 200, "")
		chosen := c.want(c.get("1003", mine), 200, "")
		if !strings.Contains(chosen.Text, "manager@demo.example") || !strings.Contains(chosen.Text, `"wecom","lang":"en"`) {
			t.Errorf("%s", chosen.Text)
		}
		if other := c.want(c.get("1004", mine), 200, ""); strings.Contains(other.Text, "demo.example") {
			t.Errorf("somebody else sees %s", other.Text)
		}
		c.want(choose(map[string]any{"channel": "feishu"}), 409, codeNoChannel)
		c.want(choose(map[string]any{"channel": "pigeon"}), 422, codeInvalid)
		c.want(choose(mail, mail), 422, codeInvalid)
		c.want(choose(map[string]any{"channel": "email"}), 422, codeInvalid)
		c.want(choose(map[string]any{"channel": "email", "address": "A <a@demo.example>"}), 422, codeInvalid)
		c.want(choose(map[string]any{"channel": "wecom", "address": "a@demo.example"}), 422, codeInvalid)
		c.want(choose(), 200, "")
		if got := c.want(c.get("1003", mine), 200, ""); strings.Contains(got.Text, "email") {
			t.Errorf("still %s", got.Text)
		}
	})
}

func TestAnAdministratorTestsChannelsAndTriesAgainWhatWasGivenUp(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		c.outside(channel.Email, channel.DingTalk)
		test := func(badge, name string) reply { return c.post(badge, base+"/channels/"+name+"/test", nil) }
		c.want(test("1003", "dingtalk"), 403, contract.CodeWrongRole)
		c.want(test("1002", "feishu"), 409, codeNoChannel)
		c.want(test("1002", "email"), 409, codeChannelNotMine)
		id := c.want(test("1002", "dingtalk"), 200, "").JSON["id"].(string)
		c.want(c.get("1003", base+"/outbox"), 403, contract.CodeWrongRole)
		c.want(c.post("1002", base+"/outbox/"+id+"/retry", nil), 409, codeNotGivenUp)
		now := time.Now().UTC()
		err := c.books.DB.Model(&models.Outgoing{}).Where("id = ?", id).Updates(map[string]any{"state": models.OutGivenUp, "error": "errcode_310000", "settled_at": now}).Error
		if err != nil {
			t.Fatal(err)
		}
		rows := c.want(c.get("1002", base+"/outbox?state=given_up"), 200, "").items()
		if len(rows) != 1 || rows[0]["id"] != id || rows[0]["error"] != "errcode_310000" || rows[0]["next_at"] != nil {
			t.Errorf("%v", rows)
		}
		if _, sheet := c.exported("1002", "/outbox/export?state=given_up", "en"); len(sheet) != 1 || sheet[0]["Message"] != id || sheet[0]["State"] != "given up" {
			t.Errorf("%v", sheet)
		}
		c.want(c.get("1003", base+"/outbox/export"), 403, contract.CodeWrongRole)
		c.want(c.post("1003", base+"/outbox/"+id+"/retry", nil), 403, contract.CodeWrongRole)
		if again := c.want(c.post("1002", base+"/outbox/"+id+"/retry", nil), 200, ""); again.JSON["state"] != models.OutWaiting {
			t.Errorf("%s", again.Text)
		}
		if rows := c.want(c.get("1002", base+"/outbox?state=given_up"), 200, "").items(); len(rows) != 0 {
			t.Errorf("%v", rows)
		}
	})
}

// An administrator looks after messages about the cases of his units, but doesn't learn of one from which he is excluded.
func TestMessagesAboutOtherUnitsAndAboutCasesThatOneIsExcludedFromAreNotThere(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		c.outside(channel.WeCom)
		id, s1, s2, now := c.complaint(), c.seed.Units["S1"], c.seed.Units["S2"], time.Now().UTC().Truncate(time.Microsecond)
		write := func(unit string, about *string) string {
			row := models.Outgoing{
				ID: models.NewID(), Kind: models.OutNotice, Channel: channel.WeCom, CaseID: about, UnitID: &unit, State: models.OutGivenUp,
				CreatedAt: now, NextAt: now, UntilAt: now, SettledAt: &now, Subject: "subject", Body: "body",
			}
			c.write(&row)
			return row.ID
		}
		own, other := write(s1, &id), write(s2, nil)
		shown := func() string { return c.want(c.get("1002", base+"/outbox"), 200, "").Text }
		if text := shown(); !strings.Contains(text, own) || strings.Contains(text, other) || strings.Contains(text, "subject") {
			t.Errorf("%s", text)
		}
		c.want(c.post("1002", base+"/outbox/"+other+"/retry", nil), 404, codeNotFound)
		c.write(&models.Exclusion{CaseID: id, StaffID: c.seed.Staff["1002"], Seq: 1})
		if text := shown(); strings.Contains(text, own) {
			t.Errorf("%s", text)
		}
		c.want(c.post("1002", base+"/outbox/"+own+"/retry", nil), 404, codeNotFound)
	})
}
