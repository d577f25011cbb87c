package workflows_test

import (
	"testing"
	"time"

	"carebook/contract"
	"carebook/models"
)

// A campaign that goes through thousands of customers carries no more of them along than one that goes through five: what enters a
// workflow has 8 KiB, also when all that is owed moves at once.
func TestACampaignOfManyPagesStaysAsSmallAsOneOfOne(t *testing.T) {
	t.Parallel()
	const customers, pages = 10_300, 21
	s := newStage(t, diary{
		Profile: "real-estate", kind: contract.Campaign, Customers: []customerEntry{{Name: "甲", Class: "important"}},
		Steps: []entry{
			{At: "2026-05-20 09:00", Who: "site_manager", Do: "open", Campaign: campaignEntry{Occasion: "nodes", Node: "topping_out"}},
			{At: "2026-05-20 09:30", Who: "site_manager", Do: "pause", Clause: "V11-2.9.2"},
			{At: "2026-05-20 11:30", Who: "site_manager", Do: "resume"},
			{At: "2026-05-20 12:00", Who: "site_manager", Do: "close_page", Item: "20"},
			{At: "2026-05-20 12:10", Who: "site_manager", Do: "close_page", Item: "20"},
		},
	})
	s.crowd("甲", customers-1)
	bytes, clocks := 0, 0
	s.env.RegisterDelayedCallback(func() { bytes, clocks = s.weigh() }, 10*time.Minute)
	s.runs()
	if bytes > 2<<10 || clocks != 1 {
		t.Errorf("a state of %d bytes, %d clocks", bytes, clocks)
	}
	for question, want := range map[string]int{
		"SELECT count(*) FROM greetings WHERE case_id = ?":                                                                          customers,
		"SELECT count(*) FROM campaign_pages WHERE open = 0 AND closed_at IS NOT NULL AND case_id = ?":                              pages,
		"SELECT count(*) FROM obligations WHERE calendar_n < 0 AND state = 'cancelled' AND breached_at IS NOT NULL AND case_id = ?": customers,
		"SELECT count(*) FROM obligations WHERE calendar_n < 0 AND due_at = '2026-05-20 18:00:00+00:00' AND case_id = ?":            customers,
		"SELECT count(*) FROM obligations WHERE calendar_n > 0 AND case_id = ?":                                                     1,
		"SELECT count(*) FROM cases WHERE status = 'completed' AND ended AND id = ?":                                                1,
		"SELECT count(*) FROM events WHERE type = 'page_closed' AND stream = ?":                                                     1,
		"SELECT count(*) FROM events WHERE length(data) > 6144 AND stream = ?":                                                      0,
	} {
		var got int
		if err := s.books.DB.Raw(question, s.caseID).Scan(&got).Error; err != nil || got != want {
			t.Errorf("%s: %d, want %d (%v)", question, got, want, err)
		}
	}
}

// crowd writes as many customers like one of the diary's into the books.
func (s *stage) crowd(like string, n int) {
	s.t.Helper()
	var c models.Customer
	if err := s.books.DB.Where("id = ?", s.named(like)).Take(&c).Error; err != nil {
		s.t.Fatal(err)
	}
	all := make([]models.Customer, n)
	for i := range all {
		all[i] = c
		all[i].ID = models.NewID()
	}
	if err := s.books.DB.CreateInBatches(all, 500).Error; err != nil {
		s.t.Fatal(err)
	}
}
