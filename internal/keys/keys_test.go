package keys_test

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"carebook/internal/keys"
)

func ring(t testing.TB, fill byte) *keys.Ring {
	t.Helper()
	r, err := keys.New(bytes.Repeat([]byte{fill}, keys.Size))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestWhatIsSealedOpensUnderTheSameKeyAndPlaceOnly(t *testing.T) {
	r := ring(t, 1)
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.SliceOf(rapid.Byte()).Draw(t, "text")
		aad := rapid.SliceOf(rapid.Byte()).Draw(t, "aad")
		other := rapid.SliceOf(rapid.Byte()).Filter(func(b []byte) bool { return !bytes.Equal(b, aad) }).Draw(t, "other aad")
		mine, wrapped := r.NewPersonKey()
		theirs, _ := r.NewPersonKey()
		key, err := r.Unwrap(wrapped)
		if err != nil || !bytes.Equal(key, mine) {
			t.Fatalf("unwrapping gave another key: %v", err)
		}
		sealed := keys.Seal(mine, aad, text)
		if got, err := keys.Open(key, aad, sealed); err != nil || !bytes.Equal(got, text) {
			t.Fatalf("opened %q: %v", got, err)
		}
		if _, err := keys.Open(mine, other, sealed); !errors.Is(err, keys.ErrSealed) {
			t.Fatalf("opened in another place: %v", err)
		}
		if _, err := keys.Open(theirs, aad, sealed); !errors.Is(err, keys.ErrSealed) {
			t.Fatalf("opened with another person's key: %v", err)
		}
		if bytes.Equal(sealed, keys.Seal(mine, aad, text)) {
			t.Fatal("the same text was sealed alike twice")
		}
	})
}

func TestEveryFlippedBitIsRefused(t *testing.T) {
	r := ring(t, 1)
	key, wrapped := r.NewPersonKey()
	sealed := keys.Seal(key, []byte("place"), []byte("a name"))
	for i := range len(sealed) * 8 {
		bad := bytes.Clone(sealed)
		bad[i/8] ^= 1 << (i % 8)
		if _, err := keys.Open(key, []byte("place"), bad); err == nil {
			t.Fatalf("bit %d of the sealed text may be flipped", i)
		}
	}
	for i := range len(wrapped) * 8 {
		bad := bytes.Clone(wrapped)
		bad[i/8] ^= 1 << (i % 8)
		if _, err := r.Unwrap(bad); err == nil {
			t.Fatalf("bit %d of the wrapped key may be flipped", i)
		}
	}
	for n := range len(sealed) {
		if _, err := keys.Open(key, []byte("place"), sealed[:n]); err == nil {
			t.Fatalf("the first %d bytes open", n)
		}
	}
	for n := range len(wrapped) {
		if _, err := r.Unwrap(wrapped[:n]); err == nil {
			t.Fatalf("the first %d bytes of a wrapped key unwrap", n)
		}
	}
}

func TestAnotherMasterKeyIsNamedInTheRefusal(t *testing.T) {
	mine, theirs := ring(t, 1), ring(t, 2)
	_, wrapped := mine.NewPersonKey()
	_, err := theirs.Unwrap(wrapped)
	if !errors.Is(err, keys.ErrWrapped) || !strings.Contains(err.Error(), hex.EncodeToString(mine.ID())) {
		t.Errorf("got %v", err)
	}
}

func TestEquivalentSpellingsHaveTheSameIndex(t *testing.T) {
	r := ring(t, 1)
	for field, groups := range map[keys.Field][][]string{
		keys.Phone: {
			{"13900004321", "139 0000 4321", "139-0000-4321", "+86 139 0000 4321", "008613900004321", "+8613900004321", "１３９００００４３２１", "(139)00004321", "013900004321"},
			{"010-6552 9988", "+86 10 6552 9988", "0086 10 65529988", "(010)65529988"},
			{"+852 2345 6789", "00852 2345 6789"},
		},
		keys.PhoneLast4: {{"4321", "４３２１", "13900004321", "+86 139 0000 4321", " 4321 "}},
		keys.Plate:      {{"A¨", "Ä", "a\u0308"}, {"沪A·D4321", "沪A D4321", "沪ad4321", "沪Ａ-D4321", "沪A・D4321", " 沪AD4321 "}},
		keys.VIN:        {{"LDEMO000000004321", "ldemo000000004321", "LDEMO 0000 0000 4321"}},
		keys.Name:       {{"演示 客户", " 演示  客户 ", "演示\u3000客户"}, {"Demo Customer", "Demo\tCustomer"}, {"é", "e\u0301"}},
		keys.Reference:  {{"A-1", " A-1 ", "Ａ-1"}, {"a-1"}, {"A1"}},
	} {
		seen := map[string]int{}
		for g, spellings := range groups {
			for _, s := range spellings {
				index := string(r.Index(field, s))
				if was, ok := seen[index]; ok && was != g {
					t.Errorf("%s %q is found under another value", field, s)
				}
				seen[index] = g
			}
		}
		if len(seen) != len(groups) {
			t.Errorf("%s: %d indexes for %d values", field, len(seen), len(groups))
		}
	}
}

func TestIndexesOfFieldsAndOfMasterKeysDiffer(t *testing.T) {
	seen := map[string]string{}
	for fill := byte(1); fill < 3; fill++ {
		for _, f := range []keys.Field{keys.Name, keys.Phone, keys.PhoneLast4, keys.Plate, keys.VIN, keys.Reference} {
			index := string(ring(t, fill).Index(f, "4321"))
			who := fmt.Sprint(f, fill)
			if other, ok := seen[index]; ok {
				t.Errorf("%s and %s look alike", who, other)
			}
			seen[index] = who
		}
	}
}

func TestNothingHasAnEmptyIndex(t *testing.T) {
	r := ring(t, 1)
	for f, value := range map[keys.Field]string{keys.Name: " \t", keys.Phone: "ext", keys.PhoneLast4: "-", keys.Plate: "·", keys.VIN: ""} {
		if got := r.Index(f, value); got == nil || len(got) != 0 {
			t.Errorf("%s of %q: %x", f, value, got)
		}
	}
}

func TestNormalFormsAreStable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := rapid.SampledFrom([]keys.Field{keys.Name, keys.PhoneLast4, keys.Plate, keys.VIN, keys.Reference}).Draw(t, "field")
		once := keys.Normal(f, rapid.String().Draw(t, "value"))
		if twice := keys.Normal(f, once); twice != once {
			t.Fatalf("%q became %q", once, twice)
		}
	})
}

func TestBodyHashAndCodecKeyDependOnTheMasterKey(t *testing.T) {
	a, b := ring(t, 1), ring(t, 2)
	if bytes.Equal(a.BodyHash([]byte("x")), b.BodyHash([]byte("x"))) || bytes.Equal(a.BodyHash([]byte("x")), a.BodyHash([]byte("y"))) {
		t.Error("body hashes are alike")
	}
	if bytes.Equal(a.CodecKey(), b.CodecKey()) || len(a.CodecKey()) != keys.Size {
		t.Error("codec keys are alike or short")
	}
	a.CodecKey()[0]++
	if !bytes.Equal(a.CodecKey(), ring(t, 1).CodecKey()) {
		t.Error("the caller can change the codec key")
	}
}

func TestTheSameFileIsFoundAgainInItsPlaceAlone(t *testing.T) {
	r, file := ring(t, 1), []byte("%PDF-1.7 a file")
	mine := r.FileHash("case", file)
	if !bytes.Equal(mine, r.FileHash("case", bytes.Clone(file))) || len(mine) != 32 {
		t.Error("the same file isn't found again")
	}
	for name, other := range map[string][]byte{
		"another place": r.FileHash("case 2", file), "another file": r.FileHash("case", file[1:]),
		"another master key": ring(t, 2).FileHash("case", file), "a body": r.BodyHash(append([]byte("case\x00"), file...)),
		"a border moved": r.FileHash("cas", append([]byte("e"), file...)),
	} {
		if bytes.Equal(mine, other) {
			t.Errorf("%s looks alike", name)
		}
	}
}

func TestACreatedKeyLoadsAndIsNeverReplaced(t *testing.T) {
	path := filepath.Join(t.TempDir(), "master.key")
	if _, err := keys.Load(path); !errors.Is(err, fs.ErrNotExist) {
		t.Fatalf("loading nothing: %v", err)
	}
	if err := keys.Create(path); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Fatalf("mode %v, %v", info.Mode(), err)
	}
	first, err := keys.Load(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := keys.Create(path); !errors.Is(err, fs.ErrExist) {
		t.Errorf("created twice: %v", err)
	}
	again, err := keys.Load(path)
	if err != nil || !bytes.Equal(first.ID(), again.ID()) {
		t.Errorf("another key after the second create: %v", err)
	}
}

func TestAWrongKeyFileIsRefusedWithoutQuotingIt(t *testing.T) {
	good := bytes.Repeat([]byte{7}, keys.Size)
	for name, c := range map[string]struct {
		text string
		mode os.FileMode
		want string
	}{
		"hex":            {hex.EncodeToString(good), 0o600, ""},
		"base64":         {base64.StdEncoding.EncodeToString(good) + "\n", 0o400, ""},
		"group readable": {hex.EncodeToString(good), 0o640, "chmod 600"},
		"world readable": {hex.EncodeToString(good), 0o604, "chmod 600"},
		"too short":      {hex.EncodeToString(good[1:]), 0o600, "want 32 bytes"},
		"too long":       {hex.EncodeToString(append(good, 1)), 0o600, "want 32 bytes"},
		"neither":        {strings.Repeat("zz", 32), 0o600, "want 32 bytes"},
		"empty":          {"", 0o600, "want 32 bytes"},
		"all zero":       {strings.Repeat("00", 32), 0o600, "all zero"},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "key")
			if err := os.WriteFile(path, []byte(c.text), 0o600); err != nil {
				t.Fatal(err)
			}
			if err := os.Chmod(path, c.mode); err != nil {
				t.Fatal(err)
			}
			_, err := keys.Load(path)
			switch {
			case c.want == "" && err != nil:
				t.Error(err)
			case c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)):
				t.Errorf("got %v, want %q", err, c.want)
			case err != nil && c.text != "" && strings.Contains(err.Error(), strings.TrimSpace(c.text)):
				t.Errorf("the error quotes the key: %v", err)
			}
		})
	}
	if _, err := keys.Load(t.TempDir()); err == nil {
		t.Error("a folder was loaded")
	}
}

func TestKeysNeverPrint(t *testing.T) {
	r := ring(t, 1)
	secret := hex.EncodeToString(r.CodecKey())
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%x"} {
		if got := fmt.Sprintf(verb, r); strings.Contains(got, secret[:8]) {
			t.Errorf("%s prints %s", verb, got)
		}
	}
}
