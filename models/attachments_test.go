package models_test

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"gorm.io/gorm"
	"pgregory.net/rapid"

	"carebook/contract"
	"carebook/internal/booktest"
	"carebook/internal/keys"
	"carebook/models"
)

const pdf = "application/pdf"

// upload stores a file as the counter would.
func (f *file) upload(t rapid.TB, who string, content []byte, name string) models.Command {
	t.Helper()
	c, fresh, err := f.b.ReceiveAttachment(context.Background(), f.sending(t, who, content, name))
	if err != nil || !fresh {
		t.Fatalf("receiving a file: fresh %v, %v", fresh, err)
	}
	return c
}

func (f *file) sending(t rapid.TB, who string, content []byte, name string) models.NewAttachment {
	t.Helper()
	id := models.NewID()
	key, err := models.CustomerKeyOf(f.b.DB, f.Customer)
	if err != nil {
		t.Fatal(err)
	}
	sealed, err := f.b.SealBody(f.b.DB, key.KeyID, id, []byte(`{"file_name":"`+name+`"}`))
	if err != nil {
		t.Fatal(err)
	}
	return models.NewAttachment{
		Command: models.NewCommand{
			ID: id, Principal: f.Staff[who], Key: id, Method: "POST", Path: "/cases/" + f.id + "/attachments", BodyHash: []byte("h"),
			Kind: string(contract.Complaint), Stream: f.id, BodyKey: &key.KeyID, BodySealed: sealed,
		},
		KeyID: key.KeyID, Type: pdf, Content: content,
	}
}

// attaching is the record that the workflow makes of an upload.
func (f *file) attaching(t rapid.TB, c models.Command) contract.Record {
	t.Helper()
	return f.proposes(t, c, f.seq, contract.Proposal{Type: contract.EventAttached, Status: contract.Registered})
}

func (f *file) attach(t rapid.TB, who string, content []byte, name string) string {
	t.Helper()
	e := f.append(t, f.attaching(t, f.upload(t, who, content, name)))
	f.seq++
	return e.Facts.Attachment
}

// kept counts the files in the books, and their contents.
func kept(t *testing.T, b *models.Books) (files, contents string) {
	t.Helper()
	return one(t, b, "SELECT count(*) FROM attachments"), one(t, b, "SELECT count(*) FROM attachment_contents")
}

func wantKept(t *testing.T, b *models.Books, n string) {
	t.Helper()
	if files, contents := kept(t, b); files != n || contents != n {
		t.Errorf("%s files, %s contents, want %s", files, contents, n)
	}
}

func TestAnAttachedFileIsListedWithItsEventAndComesBackAsItWas(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		f, _ := d.newFile(t)
		big := bytes.Repeat([]byte("%PDF-1.7 维修记录"), 100_000)
		first := f.attach(t, "1006", big, "维修记录 2026.pdf")
		d.now = d.now.Add(time.Minute)
		second := f.attach(t, "1003", []byte("%PDF-x"), "")

		got := must(d.b.AttachmentsOf(d.b.DB, f.id, 0, 10))(t)
		type line struct {
			ID, Name, By, Type string
			At                 time.Time
			Seq, Size          int64
		}
		var lines []line
		for _, a := range got {
			lines = append(lines, line{a.ID, a.Name, a.By, a.Type, a.At, *a.Seq, a.Size})
		}
		want := []line{
			{first, "维修记录 2026.pdf", d.Staff["1006"], pdf, noon, 2, int64(len(big))},
			{second, "", d.Staff["1003"], pdf, noon.Add(time.Minute), 3, 6},
		}
		if diff := cmp.Diff(want, lines); diff != "" {
			t.Error(diff)
		}
		if back := must(d.b.AttachmentContent(d.b.DB, got[0].Attachment))(t); !bytes.Equal(back, big) {
			t.Errorf("%d bytes came back, not those that were attached", len(back))
		}
		if rest := must(d.b.AttachmentsOf(d.b.DB, f.id, 2, 10))(t); len(rest) != 1 || rest[0].ID != second {
			t.Errorf("after event 2: %+v", rest)
		}
		if some := must(d.b.AttachmentsOf(d.b.DB, f.id, 0, 1))(t); len(some) != 1 || some[0].ID != first {
			t.Errorf("at most one: %+v", some)
		}
	})
}

func TestTheSameContentIsStoredOnceInItsCase(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		f, _ := d.newFile(t)
		g, _ := d.newFile(t)
		content := []byte("%PDF-1.7 the same")
		id := f.attach(t, "1006", content, "a.pdf")
		again := f.upload(t, "1003", content, "b.pdf")
		wantKept(t, d.b, "1")
		refusal := f.refuses(t, f.attaching(t, again))
		if refusal.Code != contract.CodeAttached || refusal.Params["attachment"] != id || refusal.Params["seq"] != "2" {
			t.Errorf("%+v", refusal)
		}
		wantKept(t, d.b, "1")
		if other := g.attach(t, "1006", content, "a.pdf"); other == id {
			t.Error("two cases share a file")
		}
		wantKept(t, d.b, "2")
		if n := one(t, d.b, "SELECT count(DISTINCT hash) FROM attachments"); n != "2" {
			t.Error("equal contents of two cases look alike")
		}
	})
}

func TestTwoUploadsOfOneContentWaitForOneFile(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		f, _ := d.newFile(t)
		content := []byte("%PDF-1.7 the same")
		first, second := f.upload(t, "1006", content, "a.pdf"), f.upload(t, "1003", content, "b.pdf")
		if err := d.b.Refuse(context.Background(), first.ID, *contract.Refused(contract.CodePaused, "")); err != nil {
			t.Fatal(err)
		}
		wantKept(t, d.b, "1") // the second waits for it
		f.append(t, f.attaching(t, second))
		got := must(d.b.AttachmentsOf(d.b.DB, f.id, 0, 10))(t)
		if len(got) != 1 || got[0].Name != "b.pdf" || got[0].By != d.Staff["1003"] {
			t.Errorf("%+v", got)
		}
	})
}

func TestUploadsOfOneContentAtOnceAreStoredOnce(t *testing.T) {
	booktest.Each(t, func(t *testing.T, b *models.Books) {
		f, _ := newDesk(t, b).newFile(t)
		sent := make([]models.NewAttachment, 8)
		for i := range sent {
			sent[i] = f.sending(t, "1006", []byte("%PDF-1.7 the same"), "a.pdf")
		}
		var all sync.WaitGroup
		for _, n := range sent {
			all.Go(func() {
				if _, _, err := b.ReceiveAttachment(context.Background(), n); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		wantKept(t, b, "1")
	})
}

func TestAKeyUsedBeforeStoresNothing(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		f, _ := d.newFile(t)
		n := f.sending(t, "1006", []byte("%PDF-1.7 first"), "a.pdf")
		first := must2(d.b.ReceiveAttachment(context.Background(), n))(t)
		again, fresh, err := d.b.ReceiveAttachment(context.Background(), n)
		if err != nil || fresh || again.ID != first.ID || !bytes.Equal(again.Facts, first.Facts) {
			t.Errorf("the same key: %v %v %+v", fresh, err, again)
		}
		n.Content, n.Command.BodyHash = []byte("%PDF-1.7 second"), []byte("another")
		if _, _, err := d.b.ReceiveAttachment(context.Background(), n); !errors.Is(err, models.ErrKeyReused) {
			t.Errorf("another file under the same key: %v", err)
		}
		wantKept(t, d.b, "1")
		n.Command.Stream = models.NewID()
		if _, _, err := d.b.ReceiveAttachment(context.Background(), n); !errors.Is(err, gorm.ErrRecordNotFound) {
			t.Errorf("a case that isn't there: %v", err)
		}
	})
}

func TestWhatIsRefusedOrExpiresLeavesNoFileBehind(t *testing.T) {
	for name, end := range map[string]func(t *testing.T, f *file, c models.Command){
		"by the ledger": func(t *testing.T, f *file, c models.Command) {
			if r := f.refuses(t, f.attaching(t, c)); r.Code != contract.CodeWrongRole {
				t.Errorf("%+v", r)
			}
		},
		"by the workflow": func(t *testing.T, f *file, c models.Command) {
			if err := f.b.Refuse(context.Background(), c.ID, *contract.Refused(contract.CodeCaseEnded, "")); err != nil {
				t.Error(err)
			}
		},
		"by time": func(t *testing.T, f *file, c models.Command) {
			f.now = f.now.Add(25 * time.Hour)
			if n, err := f.b.ExpireReceived(context.Background(), 24*time.Hour); n != 1 || err != nil {
				t.Errorf("%d expired, %v", n, err)
			}
		},
		"by time, with a crash before the sweep": func(t *testing.T, f *file, c models.Command) {
			if err := f.b.DB.Exec("UPDATE commands SET state = 'expired', body_sealed = NULL WHERE id = ?", c.ID).Error; err != nil {
				t.Fatal(err)
			}
			if n, err := f.b.ExpireReceived(context.Background(), 24*time.Hour); n != 0 || err != nil {
				t.Errorf("%d expired, %v", n, err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			eachDesk(t, func(t *testing.T, d *desk) {
				f, _ := d.newFile(t)
				f.attach(t, "1006", []byte("%PDF-1.7 stays"), "a.pdf")
				c := f.upload(t, "1007", []byte("%PDF-1.7 goes"), "b.pdf")
				wantKept(t, d.b, "2")
				end(t, f, c)
				wantKept(t, d.b, "1")
				if n := one(t, d.b, "SELECT count(*) FROM commands WHERE action = 'attach' AND body_sealed IS NOT NULL"); n != "0" {
					t.Errorf("%s names are left", n)
				}
			})
		})
	}
}

func TestAWaitingUploadIsNotSweptAndNotListed(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		f, _ := d.newFile(t)
		c := f.upload(t, "1006", []byte("%PDF-1.7 waits"), "a.pdf")
		d.now = d.now.Add(23 * time.Hour)
		if n, err := d.b.ExpireReceived(context.Background(), 24*time.Hour); n != 0 || err != nil {
			t.Errorf("%d expired, %v", n, err)
		}
		wantKept(t, d.b, "1")
		if got := must(d.b.AttachmentsOf(d.b.DB, f.id, 0, 10))(t); len(got) != 0 {
			t.Errorf("listed: %+v", got)
		}
		m := must(c.Message())(t)
		scope := must(models.ScopeOf(d.b.DB, d.Staff["1006"], d.now))(t)
		if _, err := d.b.AttachmentByID(d.b.DB, scope, m.Facts.Attachment); !errors.Is(err, gorm.ErrRecordNotFound) {
			t.Errorf("found before it is attached: %v", err)
		}
	})
}

func TestACaseTakesItsOwnFilesOnly(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		f, _ := d.newFile(t)
		g, _ := d.newFile(t)
		c := g.upload(t, "1006", []byte("%PDF-1.7 theirs"), "a.pdf")
		theirs := must(c.Message())(t).Facts
		for name, facts := range map[string]contract.Facts{"another case's": theirs, "none": {}, "made up": {Attachment: models.NewID()}} {
			refusal := f.refuses(t, f.says(t, "1006", contract.Attach, facts, contract.Proposal{}))
			if refusal.Code != contract.CodeUnknownAttachment {
				t.Errorf("%s: %+v", name, refusal)
			}
		}
		wantKept(t, d.b, "1")
	})
}

func TestAnAttachedFileIsSeenByWhoeverSeesItsCase(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		f, _ := d.newFile(t)
		id := f.attach(t, "1006", []byte("%PDF-1.7 x"), "a.pdf")
		look := func(who string) error {
			t.Helper()
			scope := must(models.ScopeOf(d.b.DB, d.Staff[who], d.now))(t)
			_, err := d.b.AttachmentByID(d.b.DB, scope, id)
			return err
		}
		if err := look("1003"); err != nil {
			t.Error(err)
		}
		create(t, d.b, &models.Exclusion{CaseID: f.id, StaffID: d.Staff["1003"], Seq: 2})
		for _, who := range []string{"1003", "2001", "1008"} { // excluded, of another store, gone
			if err := look(who); !errors.Is(err, gorm.ErrRecordNotFound) {
				t.Errorf("%s: %v", who, err)
			}
		}
	})
}

func TestChangedContentIsAnErrorNeverGarbage(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		f, _ := d.newFile(t)
		f.attach(t, "1006", []byte("%PDF-1.7 a contract"), "a.pdf")
		a := must(d.b.AttachmentsOf(d.b.DB, f.id, 0, 1))(t)[0].Attachment
		refuses := func(name string, c models.Attachment, want error) {
			t.Helper()
			if content, err := d.b.AttachmentContent(d.b.DB, c); !errors.Is(err, want) || content != nil {
				t.Errorf("%s: %d bytes, %v", name, len(content), err)
			}
		}
		for name, change := range map[string]func(c *models.Attachment){
			"another type":    func(c *models.Attachment) { c.Type = "text/html" },
			"another size":    func(c *models.Attachment) { c.Size++ },
			"another hash":    func(c *models.Attachment) { c.Hash = []byte("h") },
			"of another case": func(c *models.Attachment) { c.CaseID = "c" },
		} {
			c := a
			change(&c)
			refuses(name, c, keys.ErrSealed)
		}

		var row models.AttachmentContent
		if err := d.b.DB.Take(&row).Error; err != nil {
			t.Fatal(err)
		}
		moved := models.Attachment{ID: models.NewID(), CaseID: a.CaseID, Hash: []byte("h"), Size: a.Size, Type: a.Type, KeyID: a.KeyID, StoredAt: d.now}
		create(t, d.b, &moved, &models.AttachmentContent{AttachmentID: moved.ID, Sealed: row.Sealed})
		refuses("moved to another row", moved, keys.ErrSealed)
		if err := d.b.DB.Delete(&models.AttachmentContent{}, "attachment_id = ?", moved.ID).Error; err != nil {
			t.Fatal(err)
		}
		refuses("lost", moved, keys.ErrSealed)

		mine := d.b.Keys
		d.b.Keys = booktest.Keys(t)
		refuses("under another master key", a, keys.ErrWrapped)
		d.b.Keys = mine
		if err := d.b.DB.Exec("UPDATE person_keys SET wrapped = ?", []byte{}).Error; err != nil {
			t.Fatal(err)
		}
		refuses("of a person who was forgotten", a, models.ErrForgotten)
		if got := must(d.b.AttachmentsOf(d.b.DB, f.id, 0, 1))(t)[0]; !got.Forgotten || got.Name != "" {
			t.Errorf("%+v", got)
		}
	})
}

func TestTheDatabaseKeepsWhatIsAttached(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		f, _ := d.newFile(t)
		f.attach(t, "1006", []byte("%PDF-1.7 x"), "a.pdf")
		for _, sql := range []string{
			"UPDATE attachments SET type = 'text/html'", "UPDATE attachments SET seq = NULL", "DELETE FROM attachments",
			"UPDATE attachment_contents SET sealed = 'x'", "DELETE FROM attachment_contents",
		} {
			if err := d.b.DB.Exec(sql).Error; err == nil || !strings.Contains(err.Error(), "append-only") {
				t.Errorf("%s: %v", sql, err)
			}
		}
		wantKept(t, d.b, "1")
	})
}

func TestACasesKeyIsThatOfItsOpening(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		want := must(models.CustomerKeyOf(d.b.DB, d.Customer))(t).KeyID
		plain, _ := d.newFile(t) // whose opening seals nothing by a key
		if got := must(models.CaseKey(d.b.DB, plain.id))(t); got != want {
			t.Errorf("by its customer: %s, want %s", got, want)
		}
		id, other := models.NewID(), models.NewID()
		create(t, d.b, &models.PersonKey{ID: other, Wrapped: []byte("w"), CreatedAt: d.now})
		d.append(t, d.opening(t, id, func(n *models.NewCommand) { n.BodyKey = &other }))
		if got := must(models.CaseKey(d.b.DB, id))(t); got != other {
			t.Errorf("by its texts: %s, want %s", got, other)
		}
		if _, err := models.CaseKey(d.b.DB, models.NewID()); !errors.Is(err, gorm.ErrRecordNotFound) {
			t.Errorf("of no case: %v", err)
		}
	})
}
