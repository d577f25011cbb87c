package api

import (
	"archive/zip"
	"bytes"
	"net/http"
	"slices"
	"strings"
	"unicode"
)

// Media types that may be attached to a case.
const (
	typePDF  = "application/pdf"
	typePNG  = "image/png"
	typeJPEG = "image/jpeg"
	typeWebP = "image/webp"
	typeHEIC = "image/heic"
	typeDOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	typeXLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	typeText = "text/plain"
)

// extensions are those of files that were attached without a name.
var extensions = map[string]string{
	typePDF: ".pdf", typePNG: ".png", typeJPEG: ".jpg", typeWebP: ".webp", typeHEIC: ".heic", typeDOCX: ".docx", typeXLSX: ".xlsx",
	typeText: ".txt",
}

// fileType is the media type of a file, found by its content alone; empty for one that may not be attached.
func fileType(content []byte) string {
	switch sniffed := http.DetectContentType(content); sniffed {
	case typePDF, typePNG, typeJPEG, typeWebP:
		return sniffed
	case "application/zip":
		return officeType(content)
	case "text/plain; charset=utf-8": // it has looked at the beginning only
		if plainText(content) {
			return typeText
		}
	default:
		if heic(content) {
			return typeHEIC
		}
	}
	return ""
}

// officeType knows documents and workbooks by the names in their archive; nothing of it is unpacked. One with macros may not be
// attached.
func officeType(content []byte) string {
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return ""
	}
	names := map[string]bool{}
	for _, f := range archive.File {
		name := strings.ToLower(f.Name)
		if strings.HasSuffix(name, "vbaproject.bin") {
			return ""
		}
		names[name] = true
	}
	document, workbook := names["word/document.xml"], names["xl/workbook.xml"]
	switch {
	case !names["[content_types].xml"] || document == workbook:
		return ""
	case document:
		return typeDOCX
	}
	return typeXLSX
}

// heic knows a photo as telephones take them by the brands in its first box.
func heic(content []byte) bool {
	if len(content) < 16 || string(content[4:8]) != "ftyp" {
		return false
	}
	size := int(content[0])<<24 | int(content[1])<<16 | int(content[2])<<8 | int(content[3])
	if size < 16 || size > min(len(content), 256) {
		return false
	}
	brands := []string{string(content[8:12])}
	for at := 16; at+4 <= size; at += 4 { // behind the major brand stands its version
		brands = append(brands, string(content[at:at+4]))
	}
	major := slices.Contains([]string{"heic", "heix", "mif1"}, brands[0])
	return major && (slices.Contains(brands, "heic") || slices.Contains(brands, "heix"))
}

// plainText is text without control characters, in whatever encoding that leaves ASCII alone. What begins like markup isn't
// plain: HTML and SVG can hold scripts.
func plainText(content []byte) bool {
	if bytes.ContainsFunc(content, func(c rune) bool { return c < ' ' && !unicode.IsSpace(c) }) {
		return false
	}
	start := bytes.TrimLeftFunc(bytes.TrimPrefix(content, []byte("\ufeff")), unicode.IsSpace)
	return len(start) > 0 && start[0] != '<'
}
