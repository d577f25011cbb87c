package channel

import (
	"bytes"
	"context"
	"crypto/tls"
	"encoding/base64"
	"errors"
	"fmt"
	"mime"
	"net"
	"net/mail"
	"net/smtp"
	"net/textproto"
	"strings"
	"time"
)

// email sends by a mail server, never in the clear: over TLS from the beginning, or by STARTTLS.
type email struct {
	line
	port     string
	implicit bool // TLS from the beginning
	user     string
	password string
	from     string
}

func (e *email) Name() string { return Email }

func (e *email) Send(ctx context.Context, m Message) error {
	if !IsAddress(m.To) {
		return failed(BadAddress)
	}
	ctx, cancel := context.WithTimeout(ctx, Patience)
	defer cancel()
	conn, err := e.connect(ctx)
	if err != nil {
		return mailFailure(err)
	}
	stop := context.AfterFunc(ctx, func() { conn.Close() })
	defer stop()
	c, err := smtp.NewClient(conn, e.host)
	if err != nil {
		return errors.Join(mailFailure(err), conn.Close())
	}
	defer c.Close()
	if err := e.talk(c, m); err != nil {
		return mailFailure(err)
	}
	return nil
}

func (e *email) connect(ctx context.Context) (net.Conn, error) {
	conn, err := e.dial(ctx, "tcp", net.JoinHostPort(e.host, e.port))
	if err != nil || !e.implicit {
		return conn, err
	}
	secure := tls.Client(conn, e.tls())
	if err := secure.HandshakeContext(ctx); err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	return secure, nil
}

// talk hands one message over.
func (e *email) talk(c *smtp.Client, m Message) error {
	if !e.implicit {
		if ok, _ := c.Extension("STARTTLS"); !ok {
			return failed(NoTLS)
		}
		if err := c.StartTLS(e.tls()); err != nil {
			return err
		}
	}
	if e.user != "" {
		if err := c.Auth(smtp.PlainAuth("", e.user, e.password, e.host)); err != nil {
			return err
		}
	}
	if err := c.Mail(e.from); err != nil {
		return err
	}
	if err := c.Rcpt(m.To); err != nil {
		return err
	}
	w, err := c.Data()
	if err != nil {
		return err
	}
	if _, err := w.Write(e.letter(m)); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	_ = c.Quit() // it has taken the message: what it says to a farewell doesn't matter
	return nil
}

// letter is the message as a mail, the same bytes each time: mail programs tell doubles by Message-ID.
func (e *email) letter(m Message) []byte {
	var b bytes.Buffer
	for _, h := range [][2]string{
		{"From", e.from}, {"To", m.To}, {"Subject", mime.BEncoding.Encode("utf-8", oneLine(m.Subject))},
		{"Date", m.At.UTC().Format(time.RFC1123Z)}, {"Message-ID", "<" + m.Key + "@" + afterAt(e.from) + ">"}, {KeyHeader, m.Key},
		{"Auto-Submitted", "auto-generated"}, {"MIME-Version", "1.0"}, {"Content-Type", "text/plain; charset=utf-8"},
		{"Content-Transfer-Encoding", "base64"},
	} {
		fmt.Fprintf(&b, "%s: %s\r\n", h[0], h[1])
	}
	b.WriteString("\r\n")
	text := base64.StdEncoding.EncodeToString([]byte(strings.ReplaceAll(m.Text, "\n", "\r\n") + "\r\n"))
	for len(text) > 0 {
		n := min(76, len(text))
		b.WriteString(text[:n] + "\r\n")
		text = text[n:]
	}
	return b.Bytes()
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

func afterAt(address string) string { return address[strings.LastIndex(address, "@")+1:] }

// IsAddress reports whether a text is an e-mail address and nothing else: no name beside it, nothing that breaks a line.
func IsAddress(text string) bool {
	a, err := mail.ParseAddress(text)
	if err != nil || a.Name != "" || a.Address != text || len(text) > 254 || strings.ContainsAny(text, "\"\\ ") {
		return false
	}
	for _, r := range text {
		if r <= ' ' || r > '~' {
			return false
		}
	}
	return true
}

// mailFailure is the code of what a mail server answered, without its words: they may repeat the address.
func mailFailure(err error) error {
	var f *Failure
	var said *textproto.Error
	switch {
	case errors.As(err, &f):
		return f
	case errors.Is(err, errPrivate):
		return failed(PrivateAddress)
	case errors.As(err, &said):
		return failed(fmt.Sprintf("smtp_%d", said.Code))
	}
	return failed(NoAnswer)
}
