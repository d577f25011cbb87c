package picture

import (
	"bytes"
	"encoding/binary"
)

// The markers of JPEG that matter here.
const (
	soi  = 0xd8
	eoi  = 0xd9
	sos  = 0xda
	dht  = 0xc4
	jpg  = 0xc8
	dac  = 0xcc
	rst0 = 0xd0
	rst7 = 0xd7
	app0 = 0xe0
	app1 = 0xe1
	com  = 0xfe
	ff   = 0xff
)

// jpeg keeps the segments that decode to the image and says of them how it is turned. What stands behind the image's end, such
// as a second image or an archive, is left out.
func jpeg(b []byte) ([]byte, error) {
	if len(b) < 4 || b[0] != ff || b[1] != soi {
		return nil, ErrTorn
	}
	p := photo{b: b, at: 2, out: append(make([]byte, 0, len(b)), b[:2]...)}
	for {
		for span(b, uint64(p.at), 2) != nil && b[p.at] == ff && b[p.at+1] == ff { // fill bytes
			p.at++
		}
		if p.at+1 >= len(b) || b[p.at] != ff {
			return nil, ErrTorn
		}
		if b[p.at+1] == eoi && p.scanned {
			return append(p.out, ff, eoi), nil
		}
		if err := p.segment(); err != nil {
			return nil, err
		}
	}
}

// photo is a JPEG that is being read, and what is kept of it.
type photo struct {
	b, out                  []byte
	at                      int
	framed, scanned, turned bool
}

// segment reads one segment, and what is coded behind it.
func (p *photo) segment() error {
	marker, segment := p.b[p.at+1], segmentAt(p.b, p.at)
	if segment == nil {
		return ErrTorn
	}
	p.at += len(segment)
	switch {
	case frame(marker):
		if err := frameFits(segment); err != nil {
			return err
		}
		p.framed = true
	case marker == app1 && !p.turned:
		if to := turn(exif(segment)); to > 1 {
			p.out, p.turned = append(p.out, marked(app1, onlyTurn(to))...), true
		}
	}
	if kept(marker, segment) {
		p.out = append(p.out, segment...)
	}
	if marker != sos {
		return nil
	}
	if !p.framed {
		return ErrTorn
	}
	end := p.at + scan(p.b[p.at:])
	p.out, p.at, p.scanned = append(p.out, p.b[p.at:end]...), end, true
	return nil
}

// segmentAt is a segment with its marker and length; nil when it isn't there whole.
func segmentAt(b []byte, at int) []byte {
	marker := b[at+1]
	if marker < 0xc0 || marker >= rst0 && marker <= soi || at+4 > len(b) {
		return nil // these have no place between segments
	}
	length := int(binary.BigEndian.Uint16(b[at+2:]))
	if length < 2 || at+2+length > len(b) {
		return nil
	}
	return b[at : at+2+length]
}

func marked(marker byte, content []byte) []byte {
	head := binary.BigEndian.AppendUint16([]byte{ff, marker}, uint16(len(content)+2))
	return append(head, content...)
}

// frame tells the segments that say how large the image is.
func frame(marker byte) bool {
	return marker >= 0xc0 && marker <= 0xcf && marker != dht && marker != jpg && marker != dac
}

func frameFits(segment []byte) error {
	if len(segment) < 9 {
		return ErrTorn
	}
	return fits(int(binary.BigEndian.Uint16(segment[7:])), int(binary.BigEndian.Uint16(segment[5:])))
}

// kept tells what belongs to the image: of what applications add, only the kind of file, its colours and how they were coded.
func kept(marker byte, segment []byte) bool {
	content := segment[4:]
	switch {
	case marker == com:
		return false
	case marker < app0 || marker > 0xef:
		return true
	case marker == app0:
		return bytes.HasPrefix(content, []byte("JFIF\x00")) && len(content) == 14 // a longer one has a thumbnail
	case marker == 0xe2:
		return bytes.HasPrefix(content, []byte("ICC_PROFILE\x00"))
	}
	return marker == 0xee && bytes.HasPrefix(content, []byte("Adobe"))
}

// exif is the TIFF data of an Exif segment, nil for another.
func exif(segment []byte) []byte {
	tiff, is := bytes.CutPrefix(segment[4:], []byte(exifHead))
	if !is {
		return nil
	}
	return tiff
}

// scan is how long coded data is: to the next marker that isn't part of it.
func scan(b []byte) int {
	for i := 0; i+1 < len(b); i++ {
		if b[i] == ff && b[i+1] != 0 && (b[i+1] < rst0 || b[i+1] > rst7) && b[i+1] != ff {
			return i
		}
	}
	return len(b)
}
