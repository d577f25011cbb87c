package channel

import (
	"bytes"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net/netip"
	"net/url"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/goccy/go-yaml"
)

// Set is what an operator has configured: the channels, and what stands in every message.
type Set struct {
	Channels []Channel
	Desk     string // address of the desk, for links; "" for none
	Language string // of what goes to more than one person
}

// file is the operator's file.
type file struct {
	Desk     string   `yaml:"desk"`
	Language string   `yaml:"language"`
	Allow    []string `yaml:"allow"` // hosts, addresses and ranges that may be reached though they aren't public
	CA       string   `yaml:"ca"`    // file with certificates that are trusted beside the system's
	Email    *struct {
		Address  string `yaml:"address"` // smtps://host:465 or smtp://host:587
		User     string `yaml:"user"`
		Password string `yaml:"password"`
		From     string `yaml:"from"`
	} `yaml:"email"`
	WeCom    *place `yaml:"wecom"`
	DingTalk *place `yaml:"dingtalk"`
	Feishu   *place `yaml:"feishu"`
	Webhook  *place `yaml:"webhook"`
}

type place struct {
	Address string `yaml:"address"`
	Secret  string `yaml:"secret"`
}

// Load reads the operator's file, which holds secrets and must be readable by its owner alone. No error quotes it.
func Load(path string) (*Set, error) {
	text, err := private(path)
	if err == nil {
		var set *Set
		if set, err = parse(text); err == nil {
			return set, nil
		}
	}
	return nil, fmt.Errorf("reading channels: %s: %w", path, err)
}

func private(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, errors.New("can't be opened")
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, errors.New("can't be read")
	}
	if p := info.Mode().Perm(); !info.Mode().IsRegular() || p&0o077 != 0 {
		return nil, fmt.Errorf("is open to others, or no file (%04o): chmod 600 it", p)
	}
	return io.ReadAll(io.LimitReader(f, 64<<10))
}

// builder makes channels and collects what is wrong with each.
type builder struct {
	file
	ranges []netip.Prefix
	hosts  []string
	roots  *x509.CertPool
	set    Set
	faults []error
}

func parse(text []byte) (*Set, error) {
	b := builder{set: Set{Language: "zh-Hans"}}
	if err := yaml.NewDecoder(bytes.NewReader(text), yaml.Strict()).Decode(&b.file); err != nil && !errors.Is(err, io.EOF) {
		return nil, errors.New(yaml.FormatError(err, false, false)) // without the source: it holds secrets
	}
	b.house()
	b.mail()
	for _, r := range []struct {
		name  string
		place *place
	}{{WeCom, b.WeCom}, {DingTalk, b.DingTalk}, {Feishu, b.Feishu}, {Webhook, b.Webhook}} {
		if r.place != nil {
			b.reached(r.name, *r.place)
		}
	}
	if len(b.set.Channels) == 0 && len(b.faults) == 0 {
		b.fault("no channel stands in it: name %s", strings.Join(Names(), ", "))
	}
	return &b.set, errors.Join(b.faults...)
}

func (b *builder) fault(format string, args ...any) {
	b.faults = append(b.faults, fmt.Errorf(format, args...))
}

// house reads what isn't about one channel.
func (b *builder) house() {
	if b.Language != "" {
		b.set.Language = b.Language
	}
	if !slices.Contains([]string{"zh-Hans", "zh-Hant", "en"}, b.set.Language) {
		b.fault("language: zh-Hans, zh-Hant or en")
	}
	if b.Desk != "" {
		u, err := url.Parse(b.Desk)
		if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.User != nil || u.RawQuery != "" {
			b.fault("desk: an address such as https://carebook.example.com")
		}
		b.set.Desk = strings.TrimRight(b.Desk, "/")
	}
	for _, text := range b.Allow {
		b.allow(text)
	}
	if b.CA != "" {
		pem, err := os.ReadFile(b.CA)
		if b.roots, _ = x509.SystemCertPool(); b.roots == nil {
			b.roots = x509.NewCertPool()
		}
		if err != nil || !b.roots.AppendCertsFromPEM(pem) {
			b.fault("ca: a file with certificates (PEM)")
		}
	}
}

// allow takes a range of addresses, one address, or the name of a host.
func (b *builder) allow(text string) {
	if p, err := netip.ParsePrefix(text); err == nil {
		b.ranges = append(b.ranges, p.Masked())
		return
	}
	if ip, err := netip.ParseAddr(text); err == nil {
		b.ranges = append(b.ranges, netip.PrefixFrom(ip.Unmap(), ip.Unmap().BitLen()))
		return
	}
	b.hosts = append(b.hosts, strings.ToLower(text))
}

func (b *builder) line(host string) line {
	return line{host: host, allowed: slices.Contains(b.hosts, strings.ToLower(host)), ranges: b.ranges, roots: b.roots}
}

func (b *builder) mail() {
	m := b.Email
	if m == nil {
		return
	}
	u, err := url.Parse(m.Address)
	if err != nil || u.Scheme != "smtps" && u.Scheme != "smtp" || u.Hostname() == "" || u.User != nil || strings.Trim(u.Path, "/") != "" {
		b.fault("email.address: smtps://HOST:465, or smtp://HOST:587 for STARTTLS")
		return
	}
	if !IsAddress(m.From) {
		b.fault("email.from: an e-mail address and nothing else")
	}
	if (m.User == "") != (m.Password == "") {
		b.fault("email: user and password belong together")
	}
	e := &email{line: b.line(u.Hostname()), port: u.Port(), implicit: u.Scheme == "smtps", user: m.User, password: m.Password, from: m.From}
	if e.port == "" {
		e.port = map[bool]string{true: "465", false: "587"}[e.implicit]
	}
	b.set.Channels = append(b.set.Channels, e)
}

// reached adds a channel that is reached over HTTP.
func (b *builder) reached(name string, p place) {
	u, err := url.Parse(p.Address)
	if err != nil || u.Scheme != "https" || u.Hostname() == "" || u.User != nil {
		b.fault("%s.address: an address with https://, as the service shows it", name)
		return
	}
	switch {
	case name == WeCom && p.Secret != "":
		b.fault("wecom.secret: there is none, the key stands in the address")
	case name != WeCom && len(p.Secret) < 16:
		b.fault("%s.secret: at least 16 characters; messages are signed with it", name)
	}
	r := robot{name: name, address: u, secret: p.Secret, client: b.line(u.Hostname()).client(), now: time.Now}
	b.set.Channels = append(b.set.Channels, map[string]Channel{
		WeCom: &wecom{r}, DingTalk: &dingtalk{r}, Feishu: &feishu{r}, Webhook: &webhook{u, p.Secret, r.client, time.Now},
	}[name])
}
