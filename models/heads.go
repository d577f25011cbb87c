package models

import (
	"bytes"
	"fmt"
)

// head is what the owner of a stream says about its last event. A customer keeps the seq only; a calendar has an event for
// each edition that somebody added, an import one that says that it came, an entry, a person's absences and identities one for each
// deed of people on them.
type head struct {
	ID   string
	Seq  int64
	Head []byte
}

// heads compares the last events of finished streams with what their cases and customers say.
func (v *verifier) heads() error {
	if len(v.ends) == 0 {
		return nil
	}
	ids := make([]string, len(v.ends))
	for i, e := range v.ends {
		ids[i] = e.Stream
	}
	found, err := v.store.owners(ids)
	if err != nil {
		return err
	}
	owners := map[string]head{}
	for _, h := range found {
		owners[h.ID] = h
	}
	for _, e := range v.ends {
		v.end(e, owners)
	}
	v.ends = v.ends[:0]
	return nil
}

func (s storedChains) owners(ids []string) (found []head, err error) {
	err = s.tx.Raw(`SELECT id, seq, head FROM cases WHERE id IN ? UNION ALL SELECT id, seq, NULL FROM customers WHERE id IN ?
		UNION ALL SELECT id, 1, NULL FROM imports WHERE id IN ?
		UNION ALL SELECT 'calendar/' || id, count(*), NULL FROM calendars WHERE stored_by IS NOT NULL GROUP BY id
		UNION ALL SELECT 'entry/' || entry_id, max(event_seq), NULL FROM entry_decisions WHERE event_seq IS NOT NULL GROUP BY entry_id
		UNION ALL SELECT 'absence/' || staff_id, max(seq), NULL FROM absences GROUP BY staff_id
		UNION ALL SELECT 'identity/' || staff_id, count(*) + count(ended_at), NULL FROM identities GROUP BY staff_id
		UNION ALL SELECT 'staff/' || id, seq, NULL FROM staff WHERE seq > 0
		UNION ALL SELECT 'schedule/' || id, seq, NULL FROM schedules WHERE seq > 0
		UNION ALL SELECT id, seq, NULL FROM campaign_pages WHERE seq > 0 AND id IN ?`,
		ids, ids, ids, ids).Scan(&found).Error
	return found, err
}

func (v *verifier) end(e Event, owners map[string]head) {
	h, there := owners[e.Stream]
	switch {
	case !there:
		v.broken(e.Stream, e.Seq, "the %s that owns the stream is gone", e.Kind)
	case h.Seq != e.Seq:
		v.broken(e.Stream, e.Seq, "the %s says its last seq is %d", e.Kind, h.Seq)
	case h.Head != nil && !bytes.Equal(h.Head, e.Hash):
		v.broken(e.Stream, e.Seq, "the %s has another head", e.Kind)
	}
}

func (s storedChains) headless() (breaks []Break, err error) {
	for _, owners := range []struct{ table, stream, which string }{
		{"cases", "id", "true"}, {"customers", "id", "true"}, {"imports", "id", "true"},
		{"calendars", "'calendar/' || id", "stored_by IS NOT NULL"},
		{"entry_decisions", "'entry/' || entry_id", "event_seq IS NOT NULL"}, {"absences", "'absence/' || staff_id", "true"},
		{"identities", "'identity/' || staff_id", "true"},
		{"staff", "'staff/' || id", "seq > 0"}, {"schedules", "'schedule/' || id", "seq > 0"}, {"campaign_pages", "id", "seq > 0"},
	} {
		var ids []string
		err := s.tx.Table(owners.table).Distinct(owners.stream+" AS stream").
			Where(owners.which+" AND NOT EXISTS (SELECT 1 FROM events WHERE events.stream = "+owners.stream+")").
			Order("stream").Pluck("stream", &ids).Error
		if err != nil {
			return nil, err
		}
		for _, id := range ids {
			breaks = append(breaks, Break{Stream: id, What: fmt.Sprintf("no event in %s' stream is left", owners.table)})
		}
	}
	return breaks, nil
}
