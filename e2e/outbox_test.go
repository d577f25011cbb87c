package e2e_test

import (
	"math/rand/v2"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"carebook/internal/channel"
	"carebook/internal/channeltest"
)

// tellings is how many complaints tell their notice over each channel: fewer than a robot takes in a minute.
const tellings = 12

func TestWithAnswersLostEveryNoticeLeavesOverEveryChannelAtLeastOnceWithOneTextForEachKey(t *testing.T) {
	t.Parallel()
	for _, shape := range []string{onSQLite, apart} {
		t.Run(shape, func(t *testing.T) {
			town := channeltest.Open(t)
			lost := loses(town, 30)
			h := newHouse(t, shape, byTheBook)
			h.extra = append(h.extra, "CAREBOOK_CHANNELS="+town.Config(t, "allow: [127.0.0.1]\ndesk: https://desk.demo.example"), "CAREBOOK_OUTBOX_WAIT=300ms")
			h.up()
			h.choosesAll("care-manager", "manager@demo.example")
			customer, car := h.customer("客户信鸽", "13800000077", "沪A00077")
			for range tellings {
				o := h.opening("adviser", customer, car, "不该外传的话")
				o.content.(map[string]any)["channel"] = "group_call_centre" // whose complaints are told to the manager (V13-2.4a)
				h.must(o)
			}
			h.waits("all messages to be sent", func() bool {
				return h.count("SELECT count(*) FROM outbox WHERE state = 'sent'") == tellings*len(channel.Names())
			})
			if n := h.count("SELECT count(*) FROM outbox WHERE state <> 'sent'") + h.count("SELECT count(*) FROM notices WHERE fanned_at IS NULL"); n != 0 {
				t.Errorf("%d messages or notices are left over", n)
			}
			h.arrived(town, lost)
			h.down()
		})
	}
}

// loses has a town lose so many of a hundred answers, and counts them.
func loses(town *channeltest.Town, percent int) func() int {
	var mu sync.Mutex
	n, dice := 0, rand.New(rand.NewPCG(17, 17))
	town.Lose(func(string) bool {
		mu.Lock()
		defer mu.Unlock()
		lost := dice.IntN(100) < percent
		if lost {
			n++
		}
		return lost
	})
	return func() int { mu.Lock(); defer mu.Unlock(); return n }
}

// choosesAll has somebody told over every channel, as soon as the workers have said that they have them.
func (h *house) choosesAll(staff, address string) {
	h.t.Helper()
	var wanted []map[string]any
	for _, name := range channel.Names() {
		c := map[string]any{"channel": name, "lang": "zh-Hans"}
		if name == channel.Email {
			c["address"] = address
		}
		wanted = append(wanted, c)
	}
	h.waits("channels to be known", func() bool {
		a, err := h.ask(staff, http.MethodPost, "/staff/me/channels", "", map[string]any{"channels": wanted})
		return err == nil && a.status == http.StatusOK
	})
}

// waits for something that comes by itself.
func (h *house) waits(what string, come func() bool) {
	h.t.Helper()
	for end := time.Now().Add(50 * time.Second); !come(); time.Sleep(200 * time.Millisecond) {
		if time.Now().After(end) {
			h.t.Fatalf("waited in vain for %s", what)
		}
	}
}

// arrived looks at what all places have taken.
func (h *house) arrived(town *channeltest.Town, lost func() int) {
	h.t.Helper()
	taken, faults := town.Taken()
	if len(faults) > 0 {
		h.t.Errorf("places complain: %v", faults)
	}
	content, keys := map[string]string{}, map[string]int{}
	for _, m := range taken {
		id := m.Channel + " " + m.Key
		if was, twice := content[id]; twice && was != m.Content {
			h.t.Errorf("%s came with two texts:\n%s\n%s", id, was, m.Content)
		} else if !twice {
			keys[m.Channel]++
		}
		content[id] = m.Content
		for _, secret := range []string{"客户信鸽", "13800000077", "00077", "外传"} {
			if strings.Contains(m.Content, secret) {
				h.t.Errorf("%s left the house over %s", secret, m.Channel)
			}
		}
		if m.Channel != channel.Email && !strings.Contains(m.Content, "投诉 EAST-") {
			h.t.Errorf("%s: %s", m.Channel, m.Content)
		}
	}
	for _, name := range channel.Names() {
		if keys[name] != tellings {
			h.t.Errorf("%s: %d messages, want %d", name, keys[name], tellings)
		}
	}
	if doubles := len(taken) - len(content); doubles == 0 || doubles != lost() {
		h.t.Errorf("%d came again, %d answers were lost", doubles, lost())
	}
	h.t.Logf("%d messages, %d answers lost", len(content), lost())
}
