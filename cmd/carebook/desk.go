package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// Errors after which the same request may be sent again: nobody answered, or the answer was "not now".
var (
	errAway = errors.New("the server is away")
	errBusy = errors.New("the server can't do it now")
)

// desk is what commands that ask the web API need of it.
type desk struct {
	base, token, lang string
	sends             string // media type of what is posted
	http              *http.Client
}

func newDesk(server, token, lang, sends string) *desk {
	return &desk{strings.TrimRight(server, "/") + "/api/v1", token, lang, sends, &http.Client{Timeout: time.Minute}}
}

// imported is an import as the API shows it.
type imported struct {
	ID, State                               string
	Rows, Done, Created, Unchanged, Refused int64
	Rate                                    float64
}

// unit finds the id of a unit by its code.
func (d *desk) unit(ctx context.Context, code string) (string, error) {
	codes, err := d.codes(ctx)
	if err != nil {
		return "", err
	}
	for id, of := range codes {
		if of == code {
			return id, nil
		}
	}
	return "", fmt.Errorf("there is no unit %s that the token's owner sees: check --unit", code)
}

// codes are those of the units that the token's owner sees, by id.
func (d *desk) codes(ctx context.Context) (map[string]string, error) {
	var units struct{ Items []struct{ ID, Code string } }
	err := d.json(ctx, http.MethodGet, "/units", "", nil, &units)
	codes := make(map[string]string, len(units.Items))
	for _, u := range units.Items {
		codes[u.ID] = u.Code
	}
	return codes, err
}

// bring posts a workbook under a key made of what it is, so that the same one is found again, which again says. One whose
// rows were refused gets another try, under a key of its own.
func (d *desk) bring(ctx context.Context, kind, unit string, file []byte) (i imported, again bool, err error) {
	sum := sha256.Sum256(file)
	what := []string{kind, unit, hex.EncodeToString(sum[:])}
	for path := "/imports/" + kind + "?unit=" + url.QueryEscape(unit); ; {
		if err = d.post(ctx, path, keyOf(what), file, &i); err != nil {
			return i, false, err
		}
		if i.State != "finished" {
			return i, i.State == "running", nil
		}
		if i.Refused == 0 {
			return i, true, nil
		}
		what = append(what, i.ID)
	}
}

func keyOf(what []string) string {
	sum := sha256.Sum256([]byte(strings.Join(what, " ")))
	return "import-" + hex.EncodeToString(sum[:])
}

// post asks again while the server can't do it: the key sees to it that nothing is begun twice.
func (d *desk) post(ctx context.Context, path, key string, body []byte, into any) (err error) {
	tick := time.NewTicker(3 * time.Second)
	defer tick.Stop()
	for range 10 {
		if err = d.json(ctx, http.MethodPost, path, key, body, into); !errors.Is(err, errBusy) {
			return err
		}
		select {
		case <-ctx.Done():
			return err
		case <-tick.C:
		}
	}
	return err
}

func (d *desk) progress(ctx context.Context, id string) (i imported, err error) {
	err = d.json(ctx, http.MethodGet, "/imports/"+id, "", nil, &i)
	return i, err
}

func (d *desk) errors(ctx context.Context, id string) ([]byte, error) {
	return d.ask(ctx, http.MethodGet, "/imports/"+id+"/errors", "", nil)
}

func (d *desk) json(ctx context.Context, method, path, key string, body []byte, into any) error {
	answer, err := d.ask(ctx, method, path, key, body)
	if err == nil {
		err = json.Unmarshal(answer, into)
	}
	return err
}

// ask sends one request. What the server says against it is said in the server's words.
func (d *desk) ask(ctx context.Context, method, path, key string, body []byte) ([]byte, error) {
	req, err := http.NewRequestWithContext(ctx, method, d.base+path, bytes.NewReader(body))
	if err != nil {
		return nil, fmt.Errorf("--server: %w", err)
	}
	req.Header.Set("Authorization", "Bearer "+d.token)
	req.Header.Set("Accept-Language", d.lang)
	if key != "" {
		req.Header.Set("Idempotency-Key", key)
		req.Header.Set("Content-Type", d.sends)
	}
	res, err := d.http.Do(req)
	if err != nil {
		return nil, fmt.Errorf("%w: nobody answers at %s: start carebook there, or check --server (%w)", errAway, d.base, err)
	}
	defer res.Body.Close()
	answer, err := io.ReadAll(res.Body)
	if err != nil {
		return nil, fmt.Errorf("%w: its answer broke off: %w", errAway, err)
	}
	if res.StatusCode >= http.StatusBadRequest {
		return nil, complaint(res.StatusCode, answer)
	}
	return answer, nil
}

// complaint is a problem (RFC 9457) as an error.
func complaint(status int, body []byte) error {
	var p struct {
		Detail string
		Errors []struct{ Location, Message string }
	}
	if err := json.Unmarshal(body, &p); err != nil || p.Detail == "" {
		return fmt.Errorf("the server answered %d: is it carebook? Check --server", status)
	}
	lines := []string{p.Detail}
	for _, e := range p.Errors {
		lines = append(lines, "  "+e.Location+": "+e.Message)
	}
	err := errors.New(strings.Join(lines, "\n"))
	if status == http.StatusTooManyRequests || status >= http.StatusInternalServerError {
		err = fmt.Errorf("%w: %w", errBusy, err)
	}
	return err
}
