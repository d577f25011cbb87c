package picture

import "encoding/binary"

// webpParts are the chunks that make up an image.
var webpParts = map[string]bool{"VP8X": true, "VP8 ": true, "VP8L": true, "ALPH": true, "ANIM": true, "ANMF": true, "ICCP": true}

// The bits by which an extended header says that there is metadata.
const described = 0x08 | 0x04 // Exif, XMP

// webp keeps those chunks. What stands behind the file's own end is left out.
func webp(b []byte) ([]byte, error) {
	head := span(b, 0, 12)
	if head == nil || string(head[:4]) != "RIFF" || string(head[8:]) != "WEBP" {
		return nil, ErrTorn
	}
	rest := span(b, 12, uint64(max(binary.LittleEndian.Uint32(b[4:]), 4)-4))
	if rest == nil {
		return nil, ErrTorn
	}
	out, sized := append(make([]byte, 0, len(b)), head...), false
	for len(rest) > 0 {
		chunk := webpChunk(rest)
		if chunk == nil {
			return nil, ErrTorn
		}
		rest = rest[len(chunk):]
		kind := string(chunk[:4])
		if !webpParts[kind] {
			continue
		}
		if width, height, says := webpSize(kind, chunk[8:]); says {
			if err := fits(width, height); err != nil {
				return nil, err
			}
			sized = true
		} else if kind != "ALPH" && kind != "ANIM" && kind != "ICCP" {
			return nil, ErrTorn
		}
		at := len(out)
		out = append(out, chunk...)
		if kind == "VP8X" {
			out[at+8] &^= described
		}
	}
	if !sized {
		return nil, ErrTorn
	}
	binary.LittleEndian.PutUint32(out[4:], uint32(len(out)-8))
	return out, nil
}

// webpChunk is the first chunk with its padding; nil when it isn't there whole.
func webpChunk(b []byte) []byte {
	head := span(b, 0, 8)
	if head == nil {
		return nil
	}
	size := uint64(binary.LittleEndian.Uint32(head[4:]))
	return span(b, 0, 8+size+size%2)
}

// webpSize is what a chunk says of its size, where it says something.
func webpSize(kind string, content []byte) (width, height int, says bool) {
	small := func(b []byte) int { return int(b[0]) | int(b[1])<<8 | int(b[2])<<16 }
	switch {
	case kind == "VP8X" && len(content) >= 10:
		return small(content[4:]) + 1, small(content[7:]) + 1, true
	case kind == "ANMF" && len(content) >= 16:
		return small(content[6:]) + 1, small(content[9:]) + 1, true
	case kind == "VP8 " && len(content) >= 10 && string(content[3:6]) == "\x9d\x01\x2a":
		return int(binary.LittleEndian.Uint16(content[6:]) & 0x3fff), int(binary.LittleEndian.Uint16(content[8:]) & 0x3fff), true
	case kind == "VP8L" && len(content) >= 5 && content[0] == 0x2f:
		bits := binary.LittleEndian.Uint32(content[1:])
		return int(bits&0x3fff) + 1, int(bits>>14&0x3fff) + 1, true
	}
	return 0, 0, false
}
