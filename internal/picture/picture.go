// Package picture takes what a picture says about where, when and by whom it was taken out of it, without decoding or
// re-encoding anything: it reads the containers of JPEG, PNG, WebP and HEIC, keeps the parts that make up the image and leaves
// the others out. How a photo is to be turned stays. What it can't read to the end it refuses, and so it does what unpacks to
// more than anybody could look at.
package picture

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// Limits of an image, by its own header.
const (
	MaxSide   = 20_000      // pixels
	MaxPixels = 120_000_000 // a telephone's photos have at most about 110 million
)

// The errors of Clean.
var (
	ErrTorn = errors.New("not a whole picture")
	ErrHuge = fmt.Errorf("more than %d pixels, or a side of more than %d", MaxPixels, MaxSide)
)

// cleaners by media type.
var cleaners = map[string]func([]byte) ([]byte, error){
	"image/jpeg": jpeg, "image/png": png, "image/webp": webp, "image/heic": heic,
}

// Clean is a picture of a media type without its metadata. Other types are handed back as they are. The content itself isn't
// changed. ErrTorn or ErrHuge when it can't be taken.
func Clean(media string, content []byte) ([]byte, error) {
	clean := cleaners[media]
	if clean == nil {
		return content, nil
	}
	return clean(content)
}

// fits refuses what unpacks to too much.
func fits(width, height int) error {
	if width <= 0 || height <= 0 {
		return ErrTorn
	}
	if width > MaxSide || height > MaxSide || width*height > MaxPixels {
		return ErrHuge
	}
	return nil
}

// span is the part of b at an offset, nil when b doesn't have that much.
func span(b []byte, at, length uint64) []byte {
	if at > uint64(len(b)) || length > uint64(len(b))-at {
		return nil
	}
	return b[at : at+length]
}

const (
	exifHead    = "Exif\x00\x00"
	orientation = 0x0112 // a tag of TIFF
)

// turn reads from TIFF data how a photo is to be turned, 1 to 8; 0 when it doesn't say.
func turn(tiff []byte) int {
	var order binary.ByteOrder = binary.BigEndian
	switch string(span(tiff, 0, 4)) {
	case "II*\x00":
		order = binary.LittleEndian
	case "MM\x00*":
	default:
		return 0
	}
	head := span(tiff, 4, 4)
	if head == nil {
		return 0
	}
	at := uint64(order.Uint32(head))
	counted := span(tiff, at, 2)
	if counted == nil {
		return 0
	}
	for i := range uint64(order.Uint16(counted)) {
		entry := span(tiff, at+2+12*i, 12)
		if entry == nil {
			return 0
		}
		if order.Uint16(entry) == orientation && order.Uint16(entry[2:]) == 3 && order.Uint32(entry[4:]) == 1 {
			if to := int(order.Uint16(entry[8:])); to >= 1 && to <= 8 {
				return to
			}
			return 0
		}
	}
	return 0
}

// onlyTurn is Exif data that says how a photo is to be turned and nothing else.
func onlyTurn(to int) []byte {
	data := []byte(exifHead + "MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01")
	data = binary.BigEndian.AppendUint16(data, uint16(to))
	return append(data, 0, 0, 0, 0, 0, 0) // the rest of the value, and no further directory
}
