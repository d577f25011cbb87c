package web

import (
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
)

const script = "/assets/index-Bx81.js"

var code = strings.Repeat("const desk = 1;\n", 200)

func opened(t *testing.T) http.Handler {
	t.Helper()
	h, err := New(fstest.MapFS{
		"index.html":           {Data: []byte(`<meta name="nonce" content="__CSP_NONCE__"><style nonce="__CSP_NONCE__"></style>`)},
		"favicon.svg":          {Data: []byte("<svg/>")},
		"assets/index-Bx81.js": {Data: []byte(code)},
		"assets/dot-9a.png":    {Data: []byte("\x89PNG")},
	})
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func ask(h http.Handler, method, path, encoding string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, path, nil)
	r.Header.Set("Accept-Encoding", encoding)
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func TestAnAssetIsKeptForeverAndComesSmallToWhoeverTakesIt(t *testing.T) {
	h := opened(t)
	for encoding, want := range map[string]string{
		"": "", "br": "", "gzip": "gzip", "br, GZIP;q=0.5": "gzip", "gzip;q=0": "", "gzip; q=0.000": "", "gzip;q=x": "", "x-gzip": "", "deflate, gzip": "gzip",
	} {
		w := ask(h, "GET", script, encoding)
		body := io.Reader(w.Body)
		if want == "gzip" {
			var err error
			if body, err = gzip.NewReader(w.Body); err != nil {
				t.Fatal(err)
			}
		}
		text, err := io.ReadAll(body)
		head := w.Header()
		if err != nil || w.Code != 200 || string(text) != code || head.Get("Content-Encoding") != want || head.Get("Vary") != "Accept-Encoding" ||
			head.Get("Cache-Control") != "public, max-age=31536000, immutable" || head.Get("Content-Type") != "text/javascript; charset=utf-8" {
			t.Errorf("%q: %d %v, %d bytes, %v", encoding, w.Code, head, len(text), err)
		}
	}
	if w := ask(h, "GET", "/assets/dot-9a.png", "gzip"); w.Header().Get("Content-Encoding") != "" || w.Body.String() != "\x89PNG" {
		t.Errorf("a file that gzip makes larger: %v", w.Header())
	}
	if w := ask(h, "HEAD", script, "gzip"); w.Body.Len() != 0 || w.Header().Get("Content-Length") == "" {
		t.Errorf("HEAD: %v", w.Header())
	}
}

func TestAnAssetOfAnEarlierBuildIsNotFound(t *testing.T) {
	for _, path := range []string{"/assets/index-gone.js", "/assets/", "/assets/../index.html"} {
		w := ask(opened(t), "GET", path, "")
		if w.Code != 404 || strings.Contains(w.Body.String(), "<") || w.Header().Get("Cache-Control") != "no-store" {
			t.Errorf("%s: %d %v %s", path, w.Code, w.Header(), w.Body)
		}
	}
}

func TestAFileWithoutAHashIsAskedForAgain(t *testing.T) {
	w := ask(opened(t), "GET", "/favicon.svg", "")
	if w.Code != 200 || w.Header().Get("Cache-Control") != "no-cache" || w.Header().Get("Content-Type") != "image/svg+xml" {
		t.Errorf("%d %v", w.Code, w.Header())
	}
}

func TestEveryOtherPathIsThePageWithANonceOfItsOwn(t *testing.T) {
	h, seen := opened(t), map[string]bool{}
	for _, path := range []string{"/", "/index.html", "/complaints/019a", "/sign-in", "/a/b.c", "/favicon.ico"} {
		w := ask(h, "GET", path, "gzip")
		policy := w.Header().Get("Content-Security-Policy")
		nonce := regexp.MustCompile(`style-src 'self' 'nonce-([A-Z2-7]{26,})';`).FindStringSubmatch(policy)
		if w.Code != 200 || nonce == nil || seen[nonce[1]] || w.Header().Get("Cache-Control") != "no-store" {
			t.Fatalf("%s: %d %v", path, w.Code, w.Header())
		}
		seen[nonce[1]] = true
		if strings.Count(w.Body.String(), nonce[1]) != 2 || strings.Contains(w.Body.String(), placeholder) {
			t.Errorf("%s: %s", path, w.Body)
		}
		if strings.Contains(policy, "unsafe") || !strings.Contains(policy, "script-src 'self';") || !strings.Contains(policy, "frame-ancestors 'none'") {
			t.Errorf("%s: %s", path, policy)
		}
	}
	if w := ask(h, "HEAD", "/complaints", ""); w.Code != 200 || w.Body.Len() != 0 {
		t.Errorf("HEAD: %d, %d bytes", w.Code, w.Body.Len())
	}
}

func TestADeskWithoutItsPageIsNotOpened(t *testing.T) {
	if _, err := New(fstest.MapFS{"assets/x.js": {}}); err == nil || !strings.Contains(err.Error(), "npm run build") {
		t.Errorf("%v", err)
	}
}

func TestTheDeskInThisBinaryOpens(t *testing.T) {
	h, err := Handler()
	if err != nil {
		t.Fatal(err)
	}
	page := ask(h, "GET", "/", "").Body.String()
	for _, src := range regexp.MustCompile(`(?:src|href)="(/[^"]+)"`).FindAllStringSubmatch(page, -1) {
		if w := ask(h, "GET", src[1], "gzip"); w.Code != 200 || strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") {
			t.Errorf("the page wants %s: %d %s", src[1], w.Code, w.Header().Get("Content-Type"))
		}
	}
}
