package models

import (
	"bufio"
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"time"
)

// headsFormat stands first in what is hashed and in what is signed of a head.
const headsFormat = "carebook/heads/1"

// Leaf is the end of a stream of events, as a head signs it.
type Leaf struct {
	Stream string
	Seq    int64
	Covers int64  // events of the stream that are new since the head before
	Hash   []byte // of that event; zeros when it was gone before it was signed
}

// sum is SHA-256(prev ‖ canonical): what was signed before, the end of the audited events, and the leaves in their order.
func (h *AuditHead) sum(leaves []Leaf) []byte {
	var c canonical
	c.text(headsFormat)
	c.number(h.N)
	c.moment(h.At)
	c.number(h.AuditSeq)
	c.bytes(h.AuditHash)
	c.number(h.Events)
	c.number(int64(len(leaves)))
	for _, l := range leaves {
		c.text(l.Stream)
		c.number(l.Seq)
		c.number(l.Covers)
		c.bytes(l.Hash)
	}
	d := sha256.New()
	d.Write(h.PrevHash)
	d.Write(c)
	return d.Sum(nil)
}

// signed is what the signature stands under.
func (h *AuditHead) signed() []byte { return append([]byte(headsFormat), h.Hash...) }

func (h *AuditHead) sign(key ed25519.PrivateKey, leaves []Leaf) {
	h.At, h.Leaves = micros(h.At), int64(len(leaves))
	h.Hash = h.sum(leaves)
	h.Signature = ed25519.Sign(key, h.signed())
}

// lines are a head in the file: a line for each leaf, then its own.
func (h *AuditHead) lines(leaves []Leaf) []byte {
	var b bytes.Buffer
	for _, l := range leaves {
		b.WriteString(l.line())
	}
	b.WriteString(h.line())
	return b.Bytes()
}

func (l Leaf) line() string { return fmt.Sprintf("+ %s %d %d %x\n", l.Stream, l.Seq, l.Covers, l.Hash) }

func (h *AuditHead) line() string {
	return fmt.Sprintf("= %d %d %d %x %d %d %x %x %s\n", h.N, h.At.UnixMicro(), h.AuditSeq, h.AuditHash, h.Leaves, h.Events, h.PrevHash, h.Hash,
		base64.StdEncoding.EncodeToString(h.Signature))
}

// errLine says that a line of the file isn't one that was written.
var errLine = errors.New("not a line of a heads file")

// parsed reads fields one after the other and keeps the first error.
type parsed struct {
	fields []string
	err    error
}

func (p *parsed) next() string {
	if len(p.fields) == 0 {
		p.err = errLine
		return ""
	}
	f := p.fields[0]
	p.fields = p.fields[1:]
	return f
}

func (p *parsed) number() int64 {
	n, err := strconv.ParseInt(p.next(), 10, 64)
	p.err = errors.Join(p.err, err)
	return n
}

func (p *parsed) bytes() []byte {
	b, err := hex.DecodeString(p.next())
	p.err = errors.Join(p.err, err)
	return b
}

// parseLeaf takes a line only as it would be written.
func parseLeaf(line string) (Leaf, error) {
	p := parsed{fields: strings.Split(strings.TrimPrefix(line, "+ "), " ")}
	l := Leaf{Stream: p.next(), Seq: p.number(), Covers: p.number(), Hash: p.bytes()}
	if p.err != nil || l.line() != line+"\n" {
		return l, errLine
	}
	return l, nil
}

func parseHead(line string) (AuditHead, error) {
	p := parsed{fields: strings.Split(strings.TrimPrefix(line, "= "), " ")}
	h := AuditHead{N: p.number(), At: time.UnixMicro(p.number()).UTC(), AuditSeq: p.number(), AuditHash: p.bytes(), Leaves: p.number(),
		Events: p.number(), PrevHash: p.bytes(), Hash: p.bytes()}
	signature, err := base64.StdEncoding.DecodeString(p.next())
	h.Signature = signature
	if p.err != nil || err != nil || h.line() != line+"\n" {
		return h, errLine
	}
	return h, nil
}

// mostLeaves is how many leaves a head has at most.
const mostLeaves = 2000

// headReader reads a heads file, one head at a time.
type headReader struct {
	lines *bufio.Reader
	line  int64
	bytes int64 // up to the end of the last whole head
}

func newHeadReader(r io.Reader) *headReader { return &headReader{lines: bufio.NewReader(r)} }

// next is a head with its leaves; io.EOF after the last, io.ErrUnexpectedEOF when the file ends within one, errLine for a
// line that nobody wrote.
func (r *headReader) next() (h AuditHead, leaves []Leaf, err error) {
	read := int64(0)
	for {
		line, err := r.lines.ReadString('\n')
		read += int64(len(line))
		switch {
		case errors.Is(err, io.EOF) && read == 0:
			return h, nil, io.EOF
		case errors.Is(err, io.EOF):
			return h, nil, io.ErrUnexpectedEOF
		case err != nil:
			return h, nil, err
		}
		r.line++
		line = line[:len(line)-1]
		if strings.HasPrefix(line, "= ") {
			if h, err = parseHead(line); err == nil {
				r.bytes += read
			}
			return h, leaves, err
		}
		l, err := parseLeaf(line)
		if err != nil || len(leaves) == mostLeaves {
			return h, nil, errLine
		}
		leaves = append(leaves, l)
	}
}

// HeadsFile is the file outside the database in which every signed head stands. It is only ever added to.
type HeadsFile struct{ Path string }

// last is the last whole head of the file, with its leaves; N is 0 when there is none. What a crash left behind it, which was
// never signed for, is cut off. It reads back from the end, as far as one head can reach.
func (f HeadsFile) last() (h AuditHead, leaves []Leaf, err error) {
	file, err := os.OpenFile(f.Path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return h, nil, fmt.Errorf("opening the heads file: %w", err)
	}
	defer file.Close()
	size, err := file.Seek(0, io.SeekEnd)
	if err != nil {
		return h, nil, fmt.Errorf("reading the heads file: %w", err)
	}
	const most = (mostLeaves + 2) * 512 * 2 // two heads with all their leaves
	from := max(0, size-most)
	end, err := f.seekHead(file, from)
	if err != nil {
		return h, nil, err
	}
	r := newHeadReader(io.NewSectionReader(file, end, size-end))
	for {
		one, its, err := r.next()
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			break
		}
		if err != nil {
			return h, nil, fmt.Errorf("the heads file %s: %w: somebody has changed it (carebook audit verify says where)", f.Path, err)
		}
		h, leaves = one, its
	}
	if torn := size - end - r.bytes; torn > 0 {
		if err := file.Truncate(end + r.bytes); err != nil {
			return h, nil, fmt.Errorf("cutting off what a crash left at the end of the heads file: %w", err)
		}
	}
	return h, leaves, nil
}

// seekHead is the beginning of the first head at or after a place.
func (f HeadsFile) seekHead(file *os.File, from int64) (int64, error) {
	if from == 0 {
		return 0, nil
	}
	r := bufio.NewReader(io.NewSectionReader(file, from, 1<<62))
	for at := from; ; {
		line, err := r.ReadString('\n')
		if err != nil {
			return 0, fmt.Errorf("the heads file %s has no head at its end: somebody has changed it", f.Path)
		}
		at += int64(len(line))
		if strings.HasPrefix(line, "= ") {
			return at, nil
		}
	}
}

// add writes a head to the end of the file, and to the disk.
func (f HeadsFile) add(h *AuditHead, leaves []Leaf) error {
	file, err := os.OpenFile(f.Path, os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		return fmt.Errorf("opening the heads file: %w", err)
	}
	_, err = file.Write(h.lines(leaves))
	if err = errors.Join(err, file.Sync(), file.Close()); err != nil {
		return fmt.Errorf("writing the heads file: %w", err)
	}
	return nil
}
