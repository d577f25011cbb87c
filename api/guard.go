package api

import (
	"bytes"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strings"
	"sync"

	"github.com/gin-gonic/gin"

	"carebook/api/strict"
	"carebook/internal/workbook"
)

// running counts the requests of each member of staff.
type running struct {
	mu sync.Mutex
	of map[string]int
}

func newRunning() *running { return &running{of: map[string]int{}} }

func (r *running) enter(staff string, most int) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.of[staff] >= most {
		return false
	}
	r.of[staff]++
	return true
}

func (r *running) leave(staff string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.of[staff]--; r.of[staff] == 0 {
		delete(r.of, staff)
	}
}

// keyed wants an Idempotency-Key on every request that changes something.
func (s *Server) keyed(c *gin.Context) {
	if c.Request.Method != http.MethodPost || s.rightOf(c).Keyless {
		return
	}
	keys := c.Request.Header.Values("Idempotency-Key")
	switch {
	case len(keys) == 0:
		s.refuse(c, codeKeyMissing)
	case len(keys) > 1 || !goodKey(keys[0]):
		s.refuse(c, codeKeyInvalid)
	default:
		requestOf(c.Request.Context()).key = keys[0]
	}
}

// goodKey is 1 to 255 visible ASCII characters.
func goodKey(key string) bool {
	return len(key) >= 1 && len(key) <= 255 && strings.IndexFunc(key, func(c rune) bool { return c <= ' ' || c > '~' }) < 0
}

// bodied reads a request's body, whole and only when it means one thing to every reader. No body counts as {}.
func (s *Server) bodied(c *gin.Context) {
	if c.Request.Method != http.MethodPost {
		return
	}
	if carries(c) {
		s.filed(c)
		return
	}
	if strings.HasPrefix(c.FullPath(), base+"/imports/") {
		s.workbooked(c)
		return
	}
	if c.FullPath() == base+logoutPath {
		s.formed(c)
		return
	}
	r := requestOf(c.Request.Context())
	body, err := io.ReadAll(http.MaxBytesReader(c.Writer, c.Request.Body, s.limits.Body))
	if err == nil {
		err = strict.JSON(orEmpty(body))
	}
	switch code := bodyCode(err); {
	case code != "":
		s.refuse(c, code)
	case len(body) > 0 && !isJSON(c.GetHeader("Content-Type")):
		s.refuse(c, codeContentType)
	default:
		r.body = body
		c.Request.Body = io.NopCloser(bytes.NewReader(orEmpty(body)))
	}
}

// workbooksAtOnce bounds what one member of staff can make the counter hold: a workbook unpacks to much more than it is.
const workbooksAtOnce = 2

// workbooked is bodied for a workbook, which whoever handles it reads as strictly.
func (s *Server) workbooked(c *gin.Context) {
	r := requestOf(c.Request.Context())
	if kind, _, err := mime.ParseMediaType(c.GetHeader("Content-Type")); err != nil || kind != workbook.MediaType {
		s.refuse(c, codeWorkbookType)
		return
	}
	slot := "workbook " + r.staff.ID
	if !s.running.enter(slot, workbooksAtOnce) {
		s.refuse(c, codeTooMany)
		return
	}
	defer s.running.leave(slot)
	body, err := io.ReadAll(http.MaxBytesReader(c.Writer, c.Request.Body, workbookBytes))
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		s.refuse(c, codeWorkbookLarge)
	case err != nil || len(body) == 0:
		s.refuse(c, codeWorkbook)
	default:
		r.body = body
		c.Request.Body = io.NopCloser(bytes.NewReader(body))
		c.Next()
	}
}

// longestForm is how many bytes a form may have: the only one holds a token.
const longestForm = 32 << 10

// formed is bodied for a form. What isn't a good one holds no good token.
func (s *Server) formed(c *gin.Context) {
	kind, _, err := mime.ParseMediaType(c.GetHeader("Content-Type"))
	body, torn := io.ReadAll(http.MaxBytesReader(c.Writer, c.Request.Body, longestForm))
	form, bad := url.ParseQuery(string(body))
	if err != nil || torn != nil || bad != nil || kind != "application/x-www-form-urlencoded" || len(form["logout_token"]) != 1 {
		s.refuse(c, codeLogoutRefused)
		return
	}
	requestOf(c.Request.Context()).form = form
	c.Request.Body = io.NopCloser(bytes.NewReader(body))
}

func orEmpty(body []byte) []byte {
	if len(body) == 0 {
		return []byte("{}")
	}
	return body
}

// bodyCode names what is wrong with a body; empty when nothing is.
func bodyCode(err error) string {
	var tooLarge *http.MaxBytesError
	switch {
	case err == nil:
		return ""
	case errors.As(err, &tooLarge):
		return codeTooLarge
	case errors.Is(err, strict.ErrNotUTF8):
		return codeNotUTF8
	case errors.Is(err, strict.ErrNUL):
		return codeNUL
	case errors.Is(err, strict.ErrDuplicate):
		return codeDuplicateKey
	case errors.Is(err, strict.ErrTrailing):
		return codeTrailing
	case errors.Is(err, strict.ErrDepth):
		return codeTooDeep
	}
	return codeUnreadable // bad syntax, or the caller hung up
}

// isJSON takes application/json in UTF-8 only: a form of another site can't send it without being asked first.
func isJSON(header string) bool {
	kind, params, err := mime.ParseMediaType(header)
	charset, named := params["charset"]
	return err == nil && kind == "application/json" && (!named || strings.EqualFold(charset, "utf-8"))
}
