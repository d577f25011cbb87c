package policies_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"testing"
	"testing/fstest"

	"carebook/policies"
)

func TestAFolderComesOutAsItWasPacked(t *testing.T) {
	own := fstest.MapFS{
		"b.yaml":        {Data: []byte("second\xff\x00\n")},
		"a.yaml":        {Data: []byte(small(t))},
		"README.md":     {Data: []byte("not read, not packed")},
		"old/V13.yaml":  {Data: []byte("not read, not packed")},
		"misnamed.yml":  {Data: []byte("packed, so that its problem is found")},
		"profiles.yaml": {Data: []byte("profiles: {kiosk: {title: {en: Kiosk}, calendar: cn}}\n")},
	}
	content, hash, err := policies.Pack(own)
	if err != nil {
		t.Fatal(err)
	}
	again, sameHash, err := policies.Pack(must(policies.Unpack(content)))
	if err != nil || string(again) != string(content) || sameHash != hash {
		t.Errorf("packed again it is another archive (%v), %s and %s", err, hash, sameHash)
	}
	names := []string{"a.yaml", "b.yaml", "misnamed.yml", "profiles.yaml"}
	sums := sha256.New()
	for _, name := range names {
		src := own[name].Data
		fmt.Fprintf(sums, "%x  %s\n", sha256.Sum256(src), name)
		if out := must(fs.ReadFile(must(policies.Unpack(content)), name)); string(out) != string(src) {
			t.Errorf("%s came out as %q", name, out)
		}
	}
	if files := must(fs.ReadDir(must(policies.Unpack(content)), ".")); len(files) != len(names) || hash != hex.EncodeToString(sums.Sum(nil)) {
		t.Errorf("%v, hash %s", files, hash)
	}
}

func TestWhatIsNoArchiveIsNotUnpacked(t *testing.T) {
	if _, err := policies.Unpack([]byte("PK?")); err == nil {
		t.Error("unpacked")
	}
}
