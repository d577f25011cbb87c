package picture

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	stdjpeg "image/jpeg"
	stdpng "image/png"
	"strings"
	"testing"
)

const secret = "canary 31.2304N 121.4737E"

// photoOf is a small image.
func photoOf() image.Image {
	m := image.NewRGBA(image.Rect(0, 0, 24, 16))
	for i := range 24 * 16 {
		m.Set(i%24, i/24, color.RGBA{uint8(i), uint8(2 * i), uint8(3 * i), 255})
	}
	return m
}

// taken is TIFF data of a photo that is to be turned, with a place in it.
func taken(order binary.AppendByteOrder, to uint16) string {
	head := map[bool]string{true: "MM\x00*", false: "II*\x00"}[order.String() == binary.BigEndian.String()]
	b := order.AppendUint32([]byte(head), 8)
	b = order.AppendUint16(b, 2)
	for _, tag := range []uint16{0x010e, orientation} {
		b = order.AppendUint16(b, tag)
		b = order.AppendUint16(b, 3)
		b = order.AppendUint32(b, 1)
		b = order.AppendUint16(b, to)
		b = order.AppendUint16(b, 0)
	}
	return string(b) + secret
}

func someJPEG(t testing.TB, order binary.AppendByteOrder, to uint16) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := stdjpeg.Encode(&b, photoOf(), nil); err != nil {
		t.Fatal(err)
	}
	plain := b.Bytes()
	out := append([]byte{}, plain[:2]...)
	out = append(out, marked(app1, []byte(exifHead+taken(order, to)))...)
	out = append(out, marked(app1, []byte("http://ns.adobe.com/xap/1.0/\x00"+secret))...)
	out = append(out, marked(0xed, []byte("Photoshop 3.0\x00"+secret))...)
	out = append(out, marked(com, []byte(secret))...)
	out = append(out, marked(0xe2, []byte("ICC_PROFILE\x00\x01\x01colours"))...)
	out = append(out, plain[2:]...)
	return append(out, "PK\x03\x04"+secret...)
}

func pngChunk(kind, content string) []byte {
	b := append([]byte(kind), content...)
	out := binary.BigEndian.AppendUint32(nil, uint32(len(content)))
	return binary.BigEndian.AppendUint32(append(out, b...), crc32.ChecksumIEEE(b))
}

func somePNG(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := stdpng.Encode(&b, photoOf()); err != nil {
		t.Fatal(err)
	}
	plain := b.Bytes()
	out := append([]byte{}, plain[:33]...)
	for _, kind := range []string{"tEXt", "zTXt", "iTXt", "eXIf", "tIME", "gpSx"} {
		out = append(out, pngChunk(kind, secret)...)
	}
	return append(append(out, plain[33:]...), secret...)
}

func riff(kind, content string) string {
	b := string(binary.LittleEndian.AppendUint32([]byte(kind), uint32(len(content)))) + content
	return b + strings.Repeat("\x00", len(content)%2)
}

func someWebP() []byte {
	return []byte(riff("RIFF", "WEBP"+riff("VP8X", "\x2c\x00\x00\x00\x17\x00\x00\x0f\x00\x00")+riff("ICCP", "colours")+
		riff("VP8L", "\x2f\x17\xc0\x03\x00image")+riff("EXIF", secret)+riff("XMP ", secret)+riff("GPS ", secret)) + secret)
}

func isoBox(kind, content string) string {
	return string(binary.BigEndian.AppendUint32(nil, uint32(8+len(content)))) + kind + content
}

// someHEIC is a photo as telephones write it, as far as its container goes: an image, its Exif data in two parts, and XMP in the box
// for small items.
func someHEIC() []byte {
	item := func(id, kind string) string {
		return isoBox("infe", "\x02\x00\x00\x00\x00"+id+"\x00\x00"+kind+"\x00")
	}
	build := func(at uint32) string {
		place := func(id string, how byte, extents ...uint32) string {
			b := []byte("\x00" + id + "\x00" + string(how) + "\x00\x00")
			b = binary.BigEndian.AppendUint16(b, uint16(len(extents)/2))
			for _, n := range extents {
				b = binary.BigEndian.AppendUint32(b, n)
			}
			return string(b)
		}
		head := isoBox("ftyp", "heic\x00\x00\x00\x00mif1heic")
		meta := isoBox("meta", "\x00\x00\x00\x00"+isoBox("hdlr", "pict")+
			isoBox("iinf", "\x00\x00\x00\x00\x00\x03"+item("\x01", "hvc1")+item("\x02", "Exif")+item("\x03", "mime"))+
			isoBox("iprp", isoBox("ipco", isoBox("ispe", "\x00\x00\x00\x00\x00\x00\x0f\xc0\x00\x00\x0b\xd0")+isoBox("irot", "\x01")))+
			isoBox("iloc", "\x01\x00\x00\x00\x44\x00\x00\x03"+place("\x01", 0, at, 5)+place("\x02", 0, at+5, 10, at+15, uint32(len(secret)-10))+place("\x03", 1, 0, uint32(len(secret))))+
			isoBox("idat", secret))
		return head + meta + isoBox("mdat", "image"+secret)
	}
	return []byte(build(uint32(len(build(0)) - len("image"+secret))))
}

func TestAPictureKeepsItsImageAndNothingThatIsSaidAboutIt(t *testing.T) {
	for media, content := range map[string][]byte{
		"image/jpeg": someJPEG(t, binary.BigEndian, 6), "image/png": somePNG(t), "image/webp": someWebP(), "image/heic": someHEIC(),
	} {
		got, err := Clean(media, content)
		if err != nil {
			t.Errorf("%s: %v", media, err)
			continue
		}
		if bytes.Contains(got, []byte("canary")) || bytes.Contains(got, []byte("N 121")) || !bytes.Contains(content, []byte(secret)) {
			t.Errorf("%s still says where it was taken: %q", media, got)
		}
		again, err := Clean(media, got)
		if err != nil || !bytes.Equal(again, got) {
			t.Errorf("%s: cleaning it again changes it: %v", media, err)
		}
		if media == "image/webp" || media == "image/heic" {
			if !bytes.Contains(got, []byte("image")) || media == "image/webp" && !bytes.Contains(got, []byte("VP8X\x0a\x00\x00\x00\x20")) {
				t.Errorf("%s: %q", media, got)
			}
			continue
		}
		before, _, err := image.Decode(bytes.NewReader(content))
		if err != nil {
			t.Fatal(err)
		}
		after, _, err := image.Decode(bytes.NewReader(got))
		if err != nil {
			t.Fatalf("%s: %v", media, err)
		}
		for i := range 24 * 16 {
			if before.At(i%24, i/24) != after.At(i%24, i/24) {
				t.Fatalf("%s: a pixel has changed", media)
			}
		}
	}
}

func TestAPhotoIsStillTurnedAsItWas(t *testing.T) {
	for _, order := range []binary.AppendByteOrder{binary.BigEndian, binary.LittleEndian} {
		got, err := Clean("image/jpeg", someJPEG(t, order, 6))
		if err != nil || turn(onlyTurn(6)[len(exifHead):]) != 6 || bytes.Count(got, onlyTurn(6)) != 1 || !bytes.Contains(got, []byte("ICC_PROFILE")) {
			t.Errorf("%s: %v %q", order, err, got[:60])
		}
	}
	if got, _ := Clean("image/jpeg", someJPEG(t, binary.BigEndian, 1)); bytes.Contains(got, []byte(exifHead)) {
		t.Error("a photo that isn't turned needs no Exif data")
	}
	for _, tiff := range []string{"", "MM", "MM\x00*\xff\xff\xff\xff", "II*\x00\x08\x00\x00\x00\xff\xff", taken(binary.BigEndian, 9)} {
		if to := turn([]byte(tiff)); to != 0 {
			t.Errorf("%q: %d", tiff, to)
		}
	}
}

func TestAPictureThatUnpacksToTooMuchIsRefusedByItsHeader(t *testing.T) {
	header := func(w, h uint32) []byte {
		b := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, w), h)
		return append([]byte(pngHead), pngChunk("IHDR", string(b)+"\x08\x02\x00\x00\x00")...)
	}
	for name, c := range map[string]struct {
		media   string
		content []byte
	}{
		"50,000 x 50,000": {"image/png", header(50_000, 50_000)}, "a long strip": {"image/png", header(20_001, 1)}, "beyond numbers": {"image/png", header(0xffffffff, 0xffffffff)},
		"a JPEG":  {"image/jpeg", append([]byte{ff, soi}, marked(0xc0, []byte("\x08\xff\xff\xff\xff\x03"))...)},
		"a WebP":  {"image/webp", []byte(riff("RIFF", "WEBP"+riff("VP8X", "\x00\x00\x00\x00\xff\xff\xff\xff\xff\xff")))},
		"a HEIC":  {"image/heic", bytes.Replace(someHEIC(), []byte("\x00\x00\x0f\xc0"), []byte("\x00\x00\xc3\x50"), 1)},
		"no less": {"image/png", header(12_000, 12_000)},
	} {
		if _, err := Clean(c.media, c.content); !errors.Is(err, ErrHuge) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestWhatCantBeReadToItsEndIsNoPicture(t *testing.T) {
	for media, whole := range map[string][]byte{
		"image/jpeg": someJPEG(t, binary.BigEndian, 6), "image/png": somePNG(t), "image/webp": someWebP(), "image/heic": someHEIC(),
	} {
		clean, err := Clean(media, whole)
		if err != nil {
			t.Fatal(err)
		}
		for n := range len(clean) {
			if got, err := Clean(media, clean[:n]); !errors.Is(err, ErrTorn) {
				t.Errorf("%s cut after %d of %d bytes: %v, %d bytes", media, n, len(clean), err, len(got))
			}
		}
	}
	if got, err := Clean("application/pdf", []byte(secret)); err != nil || string(got) != secret {
		t.Errorf("a PDF: %q %v", got, err)
	}
}

// Whatever is sent: no picture, or one that is clean for good and not larger than what came.
func FuzzClean(f *testing.F) {
	media := []string{"image/jpeg", "image/png", "image/webp", "image/heic"}
	for i, content := range [][]byte{someJPEG(f, binary.LittleEndian, 3), somePNG(f), someWebP(), someHEIC()} {
		f.Add(uint8(i), content)
	}
	f.Fuzz(func(t *testing.T, kind uint8, content []byte) {
		of := media[int(kind)%len(media)]
		kept := bytes.Clone(content)
		got, err := Clean(of, content)
		if !bytes.Equal(kept, content) {
			t.Fatal("what came was changed")
		}
		if err != nil {
			if got != nil {
				t.Error("a picture beside an error")
			}
			return
		}
		again, err := Clean(of, got)
		if err != nil || !bytes.Equal(again, got) || len(got) > len(content)+len(onlyTurn(1))+4 {
			t.Errorf("%s: %d bytes, cleaned %d, again %d: %v", of, len(content), len(got), len(again), err)
		}
	})
}
