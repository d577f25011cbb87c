package picture

import (
	"encoding/binary"
	"slices"
)

// box is a box of an ISO base media file: its kind, its content, and where that begins in the file.
type box struct {
	kind    string
	content []byte
	at      int
}

// boxes takes a content apart that begins at an offset of the file; false when it doesn't come out even.
func boxes(content []byte, at int) (all []box, ok bool) {
	for len(content) > 0 {
		if len(content) < 8 {
			return nil, false
		}
		head, size := uint64(8), uint64(binary.BigEndian.Uint32(content))
		switch {
		case size == 1 && len(content) >= 16:
			head, size = 16, binary.BigEndian.Uint64(content[8:])
		case size == 0: // to the end
			size = uint64(len(content))
		}
		if size < head || size > uint64(len(content)) {
			return nil, false
		}
		all = append(all, box{string(content[4:8]), content[head:size], at + int(head)})
		content, at = content[size:], at+int(size)
	}
	return all, true
}

func of(all []box, kind string) *box {
	if i := slices.IndexFunc(all, func(b box) bool { return b.kind == kind }); i >= 0 {
		return &all[i]
	}
	return nil
}

// heic blanks the items that describe the photo, where they stand: nothing else moves. How it is turned is a property of the
// image itself.
func heic(b []byte) ([]byte, error) {
	file, ok := boxes(b, 0)
	meta := of(file, "meta")
	if !ok || meta == nil || len(meta.content) < 4 || of(file, "mdat") == nil {
		return nil, ErrTorn
	}
	inside, ok := boxes(meta.content[4:], meta.at+4)
	items, places := of(inside, "iinf"), of(inside, "iloc")
	if !ok || items == nil || places == nil {
		return nil, ErrTorn
	}
	if err := propertiesFit(inside); err != nil {
		return nil, err
	}
	told, ok := describing(items.content, items.at)
	if !ok {
		return nil, ErrTorn
	}
	out := slices.Clone(b)
	if !blank(out, places.content, told, of(inside, "idat")) {
		return nil, ErrTorn
	}
	return out, nil
}

// blank clears the items of a file that are told by their ids; false when one of them isn't found whole. idat is the box in which
// small items stand, if there is one.
func blank(file, iloc []byte, told map[uint64]bool, idat *box) bool {
	r, cleared := reader{b: iloc}, map[uint64]bool{}
	for _, e := range r.places() {
		if !told[e.item] {
			continue
		}
		if e.within && idat != nil {
			e.at += uint64(idat.at)
		}
		part := span(file, e.at, e.length)
		if len(part) == 0 || e.elsewhere || e.within && idat == nil {
			return false
		}
		clear(part)
		cleared[e.item] = true
	}
	return !r.torn && len(cleared) == len(told)
}

// propertiesFit holds each size that the file tells against the limits.
func propertiesFit(meta []box) error {
	iprp := of(meta, "iprp")
	if iprp == nil {
		return ErrTorn
	}
	parts, ok := boxes(iprp.content, iprp.at)
	ipco := of(parts, "ipco")
	if !ok || ipco == nil {
		return ErrTorn
	}
	properties, ok := boxes(ipco.content, ipco.at)
	if !ok || of(properties, "ispe") == nil {
		return ErrTorn
	}
	for _, p := range properties {
		if p.kind != "ispe" {
			continue
		}
		if len(p.content) < 12 {
			return ErrTorn
		}
		if err := fits(side(p.content[4:]), side(p.content[8:])); err != nil {
			return err
		}
	}
	return nil
}

// describing are the ids of the items that describe the photo: Exif, and XMP, which is of type mime.
func describing(iinf []byte, at int) (ids map[uint64]bool, ok bool) {
	r := reader{b: iinf}
	width := 2
	if r.number(4)>>24 > 0 {
		width = 4
	}
	r.number(width)
	if r.torn {
		return nil, false
	}
	entries, ok := boxes(r.b, at)
	if !ok {
		return nil, false
	}
	ids = map[uint64]bool{}
	for _, e := range entries {
		r := reader{b: e.content}
		version := r.number(4) >> 24
		width := 2
		if version > 2 {
			width = 4
		}
		id := r.number(width)
		r.number(2)
		kind := r.number(4)
		if e.kind != "infe" || version < 2 || r.torn {
			return nil, false
		}
		if kind == 0x45786966 || kind == 0x6d696d65 { // Exif, mime
			ids[id] = true
		}
	}
	return ids, true
}

// extent is where a part of an item stands: in the file, or within the box for small items; or somewhere that we don't read.
type extent struct {
	item, at, length  uint64
	within, elsewhere bool
}

// reader reads numbers one after the other. It notes when there are no more.
type reader struct {
	b    []byte
	torn bool
}

func (r *reader) number(bytes int) (n uint64) {
	if len(r.b) < bytes {
		r.torn = true
		return 0
	}
	for _, c := range r.b[:bytes] {
		n = n<<8 | uint64(c)
	}
	r.b = r.b[bytes:]
	return n
}

// places reads a box of item locations.
func (r *reader) places() (all []extent) {
	version := r.number(4) >> 24
	sizes := r.number(2)
	offset, length, base, index := int(sizes>>12&15), int(sizes>>8&15), int(sizes>>4&15), int(sizes&15)
	width := 2
	if version > 1 {
		width = 4
	}
	if max(offset, length, base, index) > 8 || version > 2 {
		r.torn = true
	}
	for n := r.number(width); n > 0 && !r.torn; n-- {
		e := extent{item: r.number(width)}
		if version > 0 {
			how := r.number(2) & 15
			e.within, e.elsewhere = how == 1, how > 1
		}
		e.elsewhere = r.number(2) != 0 || e.elsewhere
		from := r.number(base)
		for parts := r.number(2); parts > 0 && !r.torn; parts-- {
			if version > 0 {
				r.number(index)
			}
			e.at = from + r.number(offset)
			e.length = r.number(length)
			all = append(all, e)
		}
	}
	return all
}
