package channeltest

import (
	"bufio"
	"crypto/tls"
	"encoding/base64"
	"fmt"
	"net"
	"net/mail"
	"net/textproto"
	"strings"
	"time"
)

// MailAddress is where the mail server listens.
func (town *Town) MailAddress() string { return town.mail.Addr().String() }

func (town *Town) serveMail() {
	for {
		conn, err := town.mail.Accept()
		if err != nil {
			return
		}
		go town.mailbox(conn)
	}
}

// session is one conversation with the mail server.
type session struct {
	town   *Town
	conn   net.Conn
	text   *textproto.Conn
	secure bool
	known  bool
	to     string
}

func (town *Town) mailbox(conn net.Conn) {
	defer func() { conn.Close() }()
	_ = conn.SetDeadline(time.Now().Add(20 * time.Second))
	s := &session{town: town, conn: conn, text: textproto.NewConn(conn)}
	s.say("220 demo.example ready")
	for {
		line, err := s.text.ReadLine()
		if err != nil || !s.hear(line) {
			return
		}
	}
}

func (s *session) say(line string) { _ = s.text.PrintfLine("%s", line) }

// hear answers one line and reports whether the conversation goes on. Nothing but STARTTLS is understood in the clear.
func (s *session) hear(line string) bool {
	verb, rest, _ := strings.Cut(line, " ")
	switch verb = strings.ToUpper(verb); {
	case verb == "EHLO" && !s.secure:
		s.say("250-demo.example\r\n250 STARTTLS")
	case verb == "EHLO":
		s.say("250-demo.example\r\n250-8BITMIME\r\n250 AUTH PLAIN")
	case verb == "STARTTLS" && !s.secure:
		s.say("220 go on")
		s.conn = tls.Server(s.conn, s.town.certs)
		s.text, s.secure = textproto.NewConn(s.conn), true
	case !s.secure:
		s.say("530 5.7.0 in the clear")
	case verb == "QUIT":
		s.say("221 2.0.0 bye")
		return false
	default:
		return s.told(verb, rest)
	}
	return true
}

// told answers what is said once nobody listens.
func (s *session) told(verb, rest string) bool {
	switch {
	case verb == "AUTH":
		want := base64.StdEncoding.EncodeToString([]byte("\x00" + MailUser + "\x00" + MailPassword))
		if s.known = rest == "PLAIN "+want; !s.known {
			s.say("535 5.7.8 who?")
			return true
		}
		s.say("235 2.7.0 welcome")
	case verb == "MAIL" && s.known:
		s.say("250 2.1.0 ok")
	case verb == "RCPT" && s.known:
		s.to = strings.Trim(strings.TrimPrefix(rest, "TO:"), "<>")
		s.say("250 2.1.5 ok")
	case verb == "DATA" && s.known:
		return s.data()
	default:
		s.say("503 5.5.1 not now")
	}
	return true
}

// data takes a letter.
func (s *session) data() bool {
	s.say("354 go on")
	raw, err := s.text.ReadDotBytes()
	if err != nil {
		return false
	}
	letter, err := mail.ReadMessage(bufio.NewReader(strings.NewReader(string(raw))))
	if err != nil || letter.Header.Get("To") != s.to {
		s.town.fault("mail: to %s: %v", s.to, err)
		s.say("550 5.6.0 no letter")
		return true
	}
	key := letter.Header.Get("Carebook-Key")
	if id := letter.Header.Get("Message-Id"); key == "" || !strings.HasPrefix(id, "<"+key+"@") {
		s.town.fault("mail: key %q, id %q", key, id)
	}
	answer, lost := s.town.take(Taken{Channel: "email", Key: key, To: s.to, Content: string(raw)})
	if lost {
		return false
	}
	if answer == "" {
		answer = fmt.Sprintf("250 2.0.0 taken as %d", len(raw))
	}
	s.say(answer)
	return true
}
