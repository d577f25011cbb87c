package picture

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
)

const pngHead = "\x89PNG\r\n\x1a\n"

// pngParts are the chunks that make up an image or say what its colours are.
var pngParts = map[string]bool{
	"IHDR": true, "PLTE": true, "IDAT": true, "IEND": true, "tRNS": true, "cHRM": true, "gAMA": true, "iCCP": true, "sBIT": true, "sRGB": true,
	"cICP": true, "bKGD": true, "pHYs": true, "acTL": true, "fcTL": true, "fdAT": true,
}

// png keeps those chunks, up to the end of the image.
func png(b []byte) ([]byte, error) {
	rest, is := bytes.CutPrefix(b, []byte(pngHead))
	if !is {
		return nil, ErrTorn
	}
	out := append(make([]byte, 0, len(b)), pngHead...)
	for n, filled := 0, false; ; n++ {
		head := span(rest, 0, 8)
		if head == nil {
			return nil, ErrTorn
		}
		kind := string(head[4:])
		chunk := span(rest, 0, 12+uint64(binary.BigEndian.Uint32(head)))
		if chunk == nil || (n == 0) != (kind == "IHDR") || !summed(chunk) {
			return nil, ErrTorn
		}
		rest = rest[len(chunk):]
		if pngParts[kind] {
			out = append(out, chunk...)
		}
		filled = filled || kind == "IDAT"
		switch {
		case kind == "IEND" && !filled:
			return nil, ErrTorn
		case kind == "IEND":
			return out, nil
		case kind != "IHDR":
		case len(chunk) != 25:
			return nil, ErrTorn
		default:
			if err := fits(side(chunk[8:]), side(chunk[12:])); err != nil {
				return nil, err
			}
		}
	}
}

// side is a width or a height; what is beyond any limit is just that.
func side(b []byte) int { return int(min(binary.BigEndian.Uint32(b), 1<<30)) }

// summed reports whether a chunk's checksum is that of its kind and content.
func summed(chunk []byte) bool {
	end := len(chunk) - 4
	return crc32.ChecksumIEEE(chunk[4:end]) == binary.BigEndian.Uint32(chunk[end:])
}
