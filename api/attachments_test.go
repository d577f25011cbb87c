package api

import (
	"bytes"
	"errors"
	"image"
	"image/jpeg"
	"mime"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"carebook/contract"
	"carebook/internal/booktest"
	"carebook/internal/dispatch"
	"carebook/models"
)

const aPDF = "%PDF-1.7\n维修工单 and its bytes \x00\xff"

// attach sends a file.
func (c *counter) attach(badge, id, content, name string, headers map[string]string) reply {
	c.t.Helper()
	a := ask{method: "POST", path: base + "/cases/" + id + "/attachments", body: content, badge: badge, headers: map[string]string{
		"Content-Type": "application/octet-stream", "X-File-Name": url.PathEscape(name),
	}}
	for header, value := range headers {
		a.headers[header] = value
	}
	if key, ok := headers["Idempotency-Key"]; ok {
		a.key = key
	}
	return c.do(a)
}

func (c *counter) exclude(id, badge string) {
	c.t.Helper()
	if err := c.books.DB.Create(&models.Exclusion{CaseID: id, StaffID: c.seed.Staff[badge], Seq: 1}).Error; err != nil {
		c.t.Fatal(err)
	}
}

func TestAnAttachedFileIsListedShownAndDownloaded(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		id := c.complaint()
		r := c.want(c.attach("1006", id, aPDF, "维修 工单；2026.pdf", nil), 201, "")
		if r.Header.Get("ETag") != `"2"` || r.Header.Get("Location") != base+"/attachments/"+r.JSON["id"].(string) {
			t.Errorf("%v", r.Header)
		}
		delete(r.JSON, "receipt")
		if at, err := time.Parse(time.RFC3339, r.JSON["at"].(string)); err != nil || at.IsZero() {
			t.Errorf("at %v", r.JSON["at"])
		}
		if hash := r.JSON["hash"].(string); len(hash) != 64 {
			t.Errorf("hash %s", hash)
		}
		for field, want := range map[string]any{
			"case": id, "type": typePDF, "size": float64(len(aPDF)), "name": "维修 工单；2026.pdf", "seq": 2.0, "by": c.seed.Staff["1006"],
		} {
			equal(t, field, r.JSON[field], want)
		}
		equal(t, "list", c.want(c.get("1003", base+"/cases/"+id+"/attachments"), 200, "").items(), []map[string]any{r.JSON})
		shown := c.want(c.get("1003", base+"/complaints/"+id), 200, "")
		equal(t, "complaint", shown.JSON["attachments"], any([]any{r.JSON}))
		event := c.want(c.get("1003", base+"/cases/"+id+"/events"), 200, "").items()[1]
		if event["type"] != "attached" || event["facts"].(map[string]any)["attachment"] != r.JSON["id"] {
			t.Errorf("%v", event)
		}

		file := c.want(c.get("1003", r.Header.Get("Location")), 200, "")
		if file.Text != aPDF {
			t.Errorf("%q came back", file.Text)
		}
		for header, want := range map[string]string{
			"Content-Type": typePDF, "Content-Length": "38", "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store",
			"Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
		} {
			equal(t, header, file.Header.Get(header), want)
		}
		how, params, err := mime.ParseMediaType(file.Header.Get("Content-Disposition"))
		if err != nil || how != "attachment" || params["filename"] != "维修 工单；2026.pdf" {
			t.Errorf("%s: %v", file.Header.Get("Content-Disposition"), err)
		}
		if strings.Contains(c.log.text(), "2026.pdf") || strings.Contains(c.log.text(), url.PathEscape("工单")) {
			t.Error("the log holds the file's name")
		}
	})
}

func TestAFileOfAnyNameComesBackUnderItsName(t *testing.T) {
	c := openLite(t)
	id := c.complaint()
	for i, name := range []string{
		"", "a.pdf", "CON", "..", `"quoted"; filename=x.exe`, "百分之100%.pdf", "𠮷野家.pdf", "繁體 檔名.pdf", strings.Repeat("名", 255), "e\u0301=HYPERLINK().pdf",
	} {
		r := c.want(c.attach("1006", id, aPDF+strings.Repeat(" ", i), name, nil), 201, "")
		equal(t, "name", r.JSON["name"], any(name))
		_, params, err := mime.ParseMediaType(c.get("1006", r.Header.Get("Location")).Header.Get("Content-Disposition"))
		want := name
		if name == "" {
			want = r.JSON["id"].(string) + ".pdf"
		}
		if err != nil || params["filename"] != want {
			t.Errorf("%q came back as %q: %v", name, params["filename"], err)
		}
	}
	for header, code := range map[string]string{
		"..%2f..%2fetc": "file_name", `C:%5Cx.pdf`: "file_name", "%zz": "file_name", "%ff.pdf": "file_name",
		"a%0d%0aX-Evil:1": "characters", "a%00.pdf": "characters", "%E2%80%AEfdp.exe": "characters", strings.Repeat("a", 256): "length",
	} {
		r := c.want(c.attach("1006", id, aPDF, "", map[string]string{"X-File-Name": header}), 422, codeInvalid)
		wrong := r.JSON["errors"].([]any)[0].(map[string]any)
		if wrong["location"] != "header.X-File-Name" || wrong["code"] != code {
			t.Errorf("%s: %v", header, wrong)
		}
	}
	if n := c.rows("attachments"); n != 10 {
		t.Errorf("%d files", n)
	}
}

func TestAFileIsRefusedByItsSizeOrTypeBeforeAnythingIsStored(t *testing.T) {
	c := openLite(t)
	id := c.complaint()
	full := aPDF + strings.Repeat("x", maxFile-len(aPDF))
	for name, a := range map[string]struct {
		content, contentType string
		status               int
		code                 string
	}{
		"a byte too large":   {full + "x", "application/octet-stream", 413, codeFileTooLarge},
		"HTML called a PDF":  {"<html><script>alert(1)</script>", typePDF, 415, codeFileType},
		"a program":          {"MZ\x90\x00\x03", "application/octet-stream", 415, codeFileType},
		"nothing":            {"", "application/octet-stream", 415, codeFileType},
		"a form with a file": {"--b\r\nContent-Disposition: form-data\r\n\r\nhello\r\n--b--", "multipart/form-data; boundary=b", 415, codeFileType},
	} {
		r := c.attach("1006", id, a.content, "", map[string]string{"Content-Type": a.contentType})
		if r.Status != a.status || r.code() != a.code {
			t.Errorf("%s: %d %s, want %d %s", name, r.Status, r.Text, a.status, a.code)
		}
	}
	if n := c.rows("attachments") + c.rows("attachment_contents"); n != 0 {
		t.Errorf("%d rows", n)
	}
	r := c.want(c.attach("1006", id, full, "voll.pdf", nil), 201, "")
	if file := c.get("1006", r.Header.Get("Location")); file.Text != full {
		t.Errorf("%d bytes came back", len(file.Text))
	}
	c.want(c.post("1006", base+"/complaints/"+id+"/note", map[string]any{"text": strings.Repeat("x", 1<<20)}), 413, codeTooLarge)
}

func TestTheSameFileTwiceIsOneRow(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		id, other := c.complaint(), c.complaint()
		key := map[string]string{"Idempotency-Key": "k1"}
		first := c.want(c.attach("1006", id, aPDF, "a.pdf", key), 201, "")
		again := c.want(c.attach("1006", id, aPDF, "a.pdf", key), 201, "")
		equal(t, "the same key", again.JSON, first.JSON)
		c.want(c.attach("1006", id, aPDF+"!", "a.pdf", key), 422, contract.CodeKeyReused)
		c.want(c.attach("1006", id, aPDF, "b.pdf", key), 422, contract.CodeKeyReused)
		c.want(c.attach("1006", other, aPDF, "a.pdf", key), 422, contract.CodeKeyReused)
		r := c.want(c.attach("1003", id, aPDF, "b.pdf", nil), 409, contract.CodeAttached)
		equal(t, "the way out", r.JSON["params"].(map[string]any)["attachment"], first.JSON["id"])
		if n := c.rows("attachments"); n != 1 {
			t.Errorf("%d files", n)
		}
		c.want(c.attach("1006", other, aPDF, "a.pdf", nil), 201, "")
	})
}

func TestAFileIsThereForWhoeverSeesItsCase(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		id := c.complaint()
		location := c.want(c.attach("1006", id, aPDF, "a.pdf", nil), 201, "").Header.Get("Location")
		c.exclude(id, "1003")
		for _, badge := range []string{"1003", "2001"} { // complained about, of another store
			c.want(c.get(badge, location), 404, codeNotFound)
			c.want(c.get(badge, base+"/cases/"+id+"/attachments"), 404, codeNotFound)
		}
		c.want(c.attach("1003", id, aPDF+"2", "", nil), 403, contract.CodeExcluded)
		c.want(c.attach("2001", id, aPDF+"2", "", nil), 404, codeNotFound)
		c.want(c.attach("1006", models.NewID(), aPDF, "", nil), 404, codeNotFound)
		c.want(c.get("1006", base+"/attachments/"+models.NewID()), 404, codeNotFound)
		c.want(c.attach("1005", id, aPDF+"3", "", nil), 403, contract.CodeWrongRole)
		if n := c.rows("attachment_contents"); n != 1 {
			t.Errorf("%d contents", n)
		}
	})
}

func TestAFileWaitsForItsCommandAndGoesWithIt(t *testing.T) {
	c := openLite(t)
	id := c.complaint()
	key := map[string]string{"Idempotency-Key": "k1"}
	c.line.answer = func(contract.Message) (contract.Receipt, error) { return contract.Receipt{}, dispatch.ErrAway }
	c.want(c.attach("1006", id, aPDF, "a.pdf", key), 503, codeTemporalAway)
	if got := c.want(c.get("1006", base+"/cases/"+id+"/attachments"), 200, "").items(); len(got) != 0 || c.rows("attachments") != 1 {
		t.Errorf("listed %v, %d kept", got, c.rows("attachments"))
	}
	c.line.answer = nil
	c.want(c.attach("1006", id, aPDF, "a.pdf", key), 201, "")

	c.line.answer = func(contract.Message) (contract.Receipt, error) { return contract.Receipt{}, dispatch.ErrGone }
	if err := c.books.DB.Exec("UPDATE cases SET ended = true, status = 'completed' WHERE id = ?", id).Error; err != nil {
		t.Fatal(err)
	}
	c.want(c.attach("1006", id, aPDF+"2", "b.pdf", nil), 409, contract.CodeCaseEnded)
	if n := c.rows("attachments"); n != 1 {
		t.Errorf("%d files", n)
	}
	attached := c.want(c.get("1006", base+"/cases/"+id+"/attachments"), 200, "").items()[0]["id"].(string)
	c.want(c.get("1006", base+"/attachments/"+attached), 200, "")
}

func TestAFileListIsPagedByEvent(t *testing.T) {
	c := openLite(t)
	id := c.complaint()
	var sent []string
	for i := range 5 {
		sent = append(sent, c.want(c.attach("1006", id, aPDF+strings.Repeat(" ", i), "", nil), 201, "").JSON["id"].(string))
	}
	var got []string
	for path := base + "/cases/" + id + "/attachments?limit=2"; path != ""; {
		r := c.want(c.get("1006", path), 200, "")
		for _, a := range r.items() {
			got = append(got, a["id"].(string))
		}
		next, _ := r.JSON["next"].(string)
		if path = ""; next != "" {
			path = base + "/cases/" + id + "/attachments?limit=2&cursor=" + next
		}
	}
	if !slices.Equal(got, sent) {
		t.Errorf("got %v, want %v", got, sent)
	}
}

func TestADamagedFileIsAnErrorThatSaysSo(t *testing.T) {
	c := openLite(t)
	id := c.complaint()
	location := c.want(c.attach("1006", id, aPDF, "a.pdf", nil), 201, "").Header.Get("Location")
	mine := c.books.Keys
	c.books.Keys = booktest.Keys(t)
	c.want(c.get("1006", location), 500, codeSealed)
	c.want(c.get("1006", base+"/cases/"+id+"/attachments"), 500, codeSealed)
	c.books.Keys = mine
	for _, sql := range []string{
		"DROP TRIGGER attachment_contents_no_update", "UPDATE attachment_contents SET sealed = substr(sealed, 1, 40) || x'00'",
	} {
		if err := c.books.DB.Exec(sql).Error; err != nil {
			t.Fatal(err)
		}
	}
	r := c.want(c.get("1006", location), 500, codeSealed)
	if strings.Contains(r.Text, "PDF") || r.Header.Get("Content-Disposition") != "" {
		t.Errorf("%v %s", r.Header, r.Text)
	}
	if err := c.books.DB.Exec("UPDATE person_keys SET wrapped = ?", []byte{}).Error; err != nil {
		t.Fatal(err)
	}
	c.want(c.get("1006", location), http.StatusGone, codeForgotten)
	listed := c.want(c.get("1006", base+"/cases/"+id+"/attachments"), 200, "").items()[0]
	if listed["forgotten"] != true || listed["name"] != "" {
		t.Errorf("%v", listed)
	}
}

func TestFewFilesAreCarriedAtOnceAndTheOthersWait(t *testing.T) {
	c := openLite(t)
	id := c.complaint()
	location := c.want(c.attach("1006", id, aPDF, "a.pdf", nil), 201, "").Header.Get("Location")
	c.server.limits.Time = 50 * time.Millisecond
	for range filesAtOnce {
		c.server.files <- struct{}{}
	}
	if r := c.want(c.get("1006", location), 503, codeFilesBusy); r.Header.Get("Retry-After") == "" {
		t.Error("it doesn't say when to come again")
	}
	c.want(c.attach("1006", id, aPDF+"2", "", nil), 503, codeFilesBusy)
	c.want(c.get("1006", base+"/cases/"+id+"/attachments"), 200, "")
	c.server.limits.Time = time.Minute
	go func() { <-c.server.files }()
	c.want(c.get("1006", location), 200, "")
	if n := len(c.server.files); n != filesAtOnce-1 {
		t.Errorf("%d files are in hand", n)
	}
}

func TestABrokenUploadStoresNothing(t *testing.T) {
	c := openLite(t)
	id := c.complaint()
	r := httptest.NewRequest(http.MethodPost, base+"/cases/"+id+"/attachments", brokenBody{})
	r.Header.Set("Authorization", "Bearer "+c.token("1006"))
	r.Header.Set("Idempotency-Key", "k")
	c.want(c.serve(r), 400, codeFileTorn)
	if n := c.rows("attachments"); n != 0 {
		t.Errorf("%d files", n)
	}
}

type brokenBody struct{}

func (brokenBody) Read([]byte) (int, error) { return 0, errors.New("the caller hung up") }

func TestAnUploadedPhotoIsKeptWithoutThePlaceWhereItWasTaken(t *testing.T) {
	c := openLite(t)
	id := c.complaint()
	var plain bytes.Buffer
	if err := jpeg.Encode(&plain, image.NewGray(image.Rect(0, 0, 8, 8)), nil); err != nil {
		t.Fatal(err)
	}
	whole := plain.String()
	said := "\xff\xfe\x00\x0e31.23N 121.4" // a comment
	r := c.want(c.attach("1006", id, whole[:2]+said+whole[2:]+"PK\x03\x04", "现场.jpg", nil), 201, "")
	back := c.want(c.get("1006", r.Header.Get("Location")), 200, "")
	if back.Text != whole {
		t.Errorf("%d bytes came back, want the %d of the image alone", len(back.Text), len(whole))
	}
	c.want(c.attach("1003", id, whole, "again.jpg", nil), 409, contract.CodeAttached)
	for name, torn := range map[string]string{
		"half a photo": whole[:len(whole)/2], "50,000 pixels on each side": "\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR\x00\x00\xc3\x50\x00\x00\xc3\x50\x08\x02\x00\x00\x00\xc4\xcd\xaa\x9d",
		"a head alone": "\xff\xd8\xff\xe0",
	} {
		if r := c.attach("1006", id, torn, "", nil); r.Status != 415 || r.code() != codePicture {
			t.Errorf("%s: %d %s", name, r.Status, r.Text)
		}
	}
	if n := c.rows("attachments"); n != 1 {
		t.Errorf("%d files", n)
	}
}
