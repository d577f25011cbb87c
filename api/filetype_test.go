package api

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// zipped is an archive with files of these names.
func zipped(t testing.TB, names ...string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, name := range names {
		if _, err := w.Create(name); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestAFilesTypeIsFoundByItsContent(t *testing.T) {
	docx := zipped(t, "[Content_Types].xml", "_rels/.rels", "word/document.xml")
	gbk, err := simplifiedchinese.GBK.NewEncoder().String("刹车异响，三次维修未解决")
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		content []byte
		want    string
	}{
		"PDF":                      {[]byte("%PDF-1.7\n%\xe2\xe3"), typePDF},
		"PNG":                      {[]byte("\x89PNG\x0d\x0a\x1a\x0a"), typePNG},
		"JPEG":                     {[]byte("\xff\xd8\xff\xe0"), typeJPEG},
		"WebP":                     {[]byte("RIFF\x10\x00\x00\x00WEBPVP8 "), typeWebP},
		"a telephone's photo":      {[]byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"), typeHEIC},
		"a photo by its brands":    {[]byte("\x00\x00\x00\x18ftypmif1\x00\x00\x00\x00mif1heic"), typeHEIC},
		"a document":               {docx, typeDOCX},
		"a workbook":               {zipped(t, "[Content_Types].xml", "xl/workbook.xml"), typeXLSX},
		"text":                     {[]byte("\ufeff客户说：刹车异响\r\n\t1 < 2"), typeText},
		"text in GBK":              {[]byte(gbk), typeText},
		"a video":                  {[]byte("\x00\x00\x00\x18ftypisom\x00\x00\x00\x00mp42heic"), ""},
		"an AVIF":                  {[]byte("\x00\x00\x00\x18ftypavif\x00\x00\x00\x00mif1avif"), ""},
		"a box that says too much": {[]byte("\xff\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"), ""},
		"a torn photo":             {[]byte("\x00\x00\x00\x18ftypheic"), ""},
		"GIF":                      {[]byte("GIF89a=1;alert(1)"), ""},
		"HTML":                     {[]byte(" \n<!DOCTYPE html><script>"), ""},
		"HTML without its head":    {[]byte("<custom-tag><script>"), ""},
		"SVG":                      {[]byte("\ufeff<svg onload=alert(1)>"), ""},
		"XML":                      {[]byte(`<?xml version="1.0"?><a/>`), ""},
		"a program":                {[]byte("MZ\x90\x00"), ""},
		"text, then not":           {[]byte(strings.Repeat("x", 600) + "\x00\x01"), ""},
		"UTF-16":                   {[]byte("\xff\xfeh\x00i\x00"), ""},
		"an archive":               {zipped(t, "a.txt"), ""},
		"a torn archive":           {docx[:len(docx)-30], ""},
		"an archive behind a text": {append([]byte("x"), docx...), ""},
		"macros":                   {zipped(t, "[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), ""},
		"two documents in one":     {zipped(t, "[Content_Types].xml", "word/document.xml", "xl/workbook.xml"), ""},
		"blanks":                   {[]byte(" \r\n"), ""},
		"nothing":                  {nil, ""},
	} {
		if got := fileType(c.content); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
