package models_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"carebook/contract"
	"carebook/models"
)

func TestACaseAndAPersonHaveNoMoreFilesThanAreTaken(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		f, _ := d.newFile(t)
		full, _ := d.newFile(t)
		rows := make([]models.Attachment, 300)
		for i := range rows {
			seq := int64(i + 2)
			rows[i] = models.Attachment{ID: models.NewID(), CaseID: full.id, Hash: fmt.Appendf(nil, "%d", i), Size: 1, Type: pdf, KeyID: must(models.CustomerKeyOf(d.b.DB, full.Customer))(t).KeyID, StoredAt: noon, Seq: &seq}
		}
		sent := make([]models.Command, 500)
		for i := range sent {
			id := models.NewID()
			sent[i] = models.Command{
				ID: id, Principal: d.Staff["1006"], Key: id, Method: "POST", Path: "/", BodyHash: []byte("h"), Kind: string(contract.Complaint), Stream: f.id,
				Action: contract.Attach, Facts: []byte("{}"), OccurredAt: d.now, ReceivedAt: d.now, State: "refused", SettledAt: &d.now,
			}
		}
		if err := errors.Join(d.b.DB.CreateInBatches(rows, 50).Error, d.b.DB.CreateInBatches(sent[:499], 50).Error); err != nil {
			t.Fatal(err)
		}
		refused := func(f *file, who, content string) bool {
			_, fresh, err := d.b.ReceiveAttachment(context.Background(), f.sending(t, who, []byte(content), ""))
			var refusal *contract.Refusal
			if err != nil && (!errors.As(err, &refusal) || refusal.Code != contract.CodeFilesFull || fresh) {
				t.Fatal(err)
			}
			return err != nil
		}
		if !refused(full, "1003", "%PDF-one more") {
			t.Error("a case took its 301st file")
		}
		last := f.sending(t, "1006", []byte("%PDF-the last"), "")
		if _, fresh, err := d.b.ReceiveAttachment(context.Background(), last); err != nil || !fresh {
			t.Errorf("the 500th file of a day: %v", err)
		}
		if !refused(f, "1006", "%PDF-one too many") || refused(f, "1003", "%PDF-of somebody else") {
			t.Error("the 501st file of one person within a day was taken, or somebody else's wasn't")
		}
		if _, fresh, err := d.b.ReceiveAttachment(context.Background(), last); err != nil || fresh {
			t.Errorf("the same key again: fresh %v, %v", fresh, err)
		}
		d.now = d.now.Add(24*time.Hour + time.Second)
		if refused(f, "1006", "%PDF-on the next day") {
			t.Error("a day later the person may attach nothing")
		}
	})
}
