package web

import (
	"bytes"
	"compress/gzip"
	"crypto/rand"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"strconv"
	"strings"
	"sync"
)

const (
	index       = "index.html"
	assets      = "/assets/" // below it a file's name tells its content
	placeholder = "__CSP_NONCE__"
)

// types are those of what a build makes. The machine's own table isn't asked: it may say anything.
var types = map[string]string{
	".css": "text/css; charset=utf-8", ".html": "text/html; charset=utf-8", ".ico": "image/x-icon", ".js": "text/javascript; charset=utf-8",
	".json": "application/json", ".png": "image/png", ".svg": "image/svg+xml", ".txt": "text/plain; charset=utf-8", ".webp": "image/webp",
	".webmanifest": "application/manifest+json", ".woff": "font/woff", ".woff2": "font/woff2",
}

// file is one of the desk's.
type file struct {
	kind string
	raw  []byte
	zip  func() []byte // made when somebody first asks; no smaller than raw where that doesn't help
}

// desk is the handler: all files in memory, the page cut where its nonce belongs.
type desk struct {
	files map[string]file // by path, from /
	page  []string
}

// New serves the files of a build: index.html, what lies in assets under names that change with the content, and whatever
// else is there. Every other path is the page, which knows its own addresses. It fails where there is no index.html.
func New(dist fs.FS) (http.Handler, error) {
	d := &desk{files: map[string]file{}}
	err := fs.WalkDir(dist, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		raw, err := fs.ReadFile(dist, name)
		if err != nil {
			return err
		}
		d.files["/"+name] = newFile(name, raw)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("reading the desk: %w", err)
	}
	page, ok := d.files["/"+index]
	if !ok {
		return nil, fmt.Errorf("reading the desk: no %s: build it with npm run build in web", index)
	}
	d.page = strings.Split(string(page.raw), placeholder)
	delete(d.files, "/"+index)
	return d, nil
}

func newFile(name string, raw []byte) file {
	kind, ok := types[path.Ext(name)]
	if !ok {
		kind = "application/octet-stream"
	}
	return file{kind: kind, raw: raw, zip: sync.OnceValue(func() []byte { return zipped(raw) })}
}

// zipped is raw, compressed as well as gzip can: it is done once and sent often.
func zipped(raw []byte) []byte {
	var out bytes.Buffer
	w, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		panic(err) // the level is a good one
	}
	_, _ = w.Write(raw) // a buffer takes everything
	_ = w.Close()
	return out.Bytes()
}

// ServeHTTP answers GET and HEAD; whoever calls it lets nothing else through.
func (d *desk) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	f, ok := d.files[r.URL.Path]
	inAssets := strings.HasPrefix(r.URL.Path, assets)
	switch {
	case ok && inAssets:
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
		d.send(w, r, f)
	case ok:
		w.Header().Set("Cache-Control", "no-cache")
		d.send(w, r, f)
	case inAssets: // of an earlier build: the page would be taken for a script
		w.Header().Set("Cache-Control", "no-store")
		http.Error(w, "no such file: load the page again", http.StatusNotFound)
	default:
		d.open(w, r)
	}
}

func (d *desk) send(w http.ResponseWriter, r *http.Request, f file) {
	h, body := w.Header(), f.raw
	h.Set("Vary", "Accept-Encoding")
	if takesGzip(r.Header.Get("Accept-Encoding")) {
		if small := f.zip(); len(small) < len(f.raw) {
			h.Set("Content-Encoding", "gzip")
			body = small
		}
	}
	write(w, r, f.kind, body)
}

// open sends the page. Only its own files may run, and only styles that carry this answer's nonce: those that components
// make for themselves get it from the page.
func (d *desk) open(w http.ResponseWriter, r *http.Request) {
	nonce := rand.Text()
	h := w.Header()
	h.Set("Content-Security-Policy", "default-src 'self'; script-src 'self'; style-src 'self' 'nonce-"+nonce+"'; img-src 'self' data: blob:; "+
		"connect-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'none'")
	h.Set("Cache-Control", "no-store")
	write(w, r, types[".html"], []byte(strings.Join(d.page, nonce)))
}

func write(w http.ResponseWriter, r *http.Request, kind string, body []byte) {
	h := w.Header()
	h.Set("Content-Type", kind)
	h.Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(http.StatusOK)
	if r.Method != http.MethodHead {
		_, _ = w.Write(body) // whoever hung up isn't told
	}
}

// takesGzip reads an Accept-Encoding header. Who says nothing of gzip, or refuses it with q=0, gets the file as it is.
func takesGzip(header string) bool {
	for _, part := range strings.Split(header, ",") {
		name, params, _ := strings.Cut(part, ";")
		if !strings.EqualFold(strings.TrimSpace(name), "gzip") {
			continue
		}
		weight, weighed := strings.CutPrefix(strings.ReplaceAll(params, " ", ""), "q=")
		if !weighed {
			return true
		}
		q, err := strconv.ParseFloat(weight, 64)
		return err == nil && q > 0
	}
	return false
}
