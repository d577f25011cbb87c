package models_test

import (
	"errors"
	"strings"
	"testing"

	"carebook/models"
)

func TestADestroyedFileIsGoneButForItsRowAndEvent(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		f, _ := d.newFile(t)
		g, _ := d.newFile(t)
		f.attach(t, "1006", []byte("%PDF-1.7 first"), "first.pdf")
		f.attach(t, "1006", []byte("%PDF-1.7 second"), "second.pdf")
		f.upload(t, "1006", []byte("%PDF-1.7 waits"), "waits.pdf")
		theirs := g.attach(t, "1006", []byte("%PDF-1.7 first"), "theirs.pdf")

		for _, want := range []int64{2, 0} { // once more changes nothing
			if n := must(models.DestroyFiles(d.b.DB, f.id, g.id, d.now))(t); n != want {
				t.Errorf("%d files were destroyed, want %d", n, want)
			}
		}
		if files, contents := kept(t, d.b); files != "3" || contents != "1" {
			t.Errorf("%s files, %s contents are left", files, contents)
		}
		for _, a := range must(d.b.AttachmentsOf(d.b.DB, f.id, 0, 10))(t) {
			if a.Name != "" || a.DestroyedAt == nil || !a.DestroyedAt.Equal(d.now) || *a.DestroyedBy != g.id || string(a.Hash) != a.ID || a.Size == 0 {
				t.Errorf("%+v", a)
			}
			if _, err := d.b.AttachmentContent(d.b.DB, a.Attachment); !errors.Is(err, models.ErrDestroyed) {
				t.Errorf("%v", err)
			}
		}
		other := must(d.b.AttachmentsOf(d.b.DB, g.id, 0, 10))(t)[0]
		if other.ID != theirs || other.Name != "theirs.pdf" || other.DestroyedAt != nil {
			t.Errorf("another case's file: %+v", other)
		}
		if content := must(d.b.AttachmentContent(d.b.DB, other.Attachment))(t); string(content) != "%PDF-1.7 first" {
			t.Errorf("another case's file holds %q", content)
		}
		if v, breaks := verify(t, d.b); v.Breaks != 0 {
			t.Errorf("the chain doesn't hold any more: %v", breaks)
		}
		again := f.attach(t, "1006", []byte("%PDF-1.7 first"), "first.pdf")
		if n := one(t, d.b, "SELECT count(*) FROM attachments WHERE id = '"+again+"' AND destroyed_at IS NULL"); n != "1" {
			t.Error("the same file can't be attached again")
		}
	})
}

func TestTheDatabaseLetsAFileBeDestroyedAndNothingElse(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		f, _ := d.newFile(t)
		f.attach(t, "1006", []byte("%PDF-1.7 first"), "first.pdf")
		refuses := func(sql string, args ...any) {
			t.Helper()
			if err := d.b.DB.Exec(sql, args...).Error; err == nil || !strings.Contains(err.Error(), "append-only") {
				t.Errorf("%s: %v", sql, err)
			}
		}
		refuses("DELETE FROM attachment_contents")
		refuses("UPDATE attachments SET destroyed_at = ?", d.now)
		refuses("UPDATE attachments SET destroyed_at = ?, destroyed_by = case_id, size = size + 1", d.now)
		refuses("UPDATE attachments SET destroyed_at = ?, destroyed_by = case_id, seq = NULL", d.now)
		must(models.DestroyFiles(d.b.DB, f.id, f.id, d.now))(t)
		refuses("UPDATE attachments SET destroyed_at = NULL, destroyed_by = NULL")
		refuses("UPDATE attachments SET hash = hash")
		refuses("DELETE FROM attachments")
	})
}

func TestADestroyedKeyIsNeverPutBack(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		was := must(models.CustomerKeyOf(d.b.DB, d.Customer))(t).KeyID
		if err := d.b.DB.Exec("UPDATE person_keys SET wrapped = ? WHERE id = ?", []byte{}, was).Error; err != nil {
			t.Fatal(err)
		}
		if err := d.b.DB.Exec("UPDATE person_keys SET wrapped = ? WHERE id = ?", []byte("another"), was).Error; err == nil {
			t.Error("a destroyed key can be replaced")
		}
	})
}
