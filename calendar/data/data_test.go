package data_test

import (
	"bytes"
	"io/fs"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"carebook/calendar/data"
)

// What the tests of package calendar read from this folder is what ships.
func TestTheBinaryCarriesEveryCalendarOfTheFolder(t *testing.T) {
	want, err := fs.Glob(os.DirFS("."), "*.yaml")
	if err != nil || len(want) == 0 {
		t.Fatalf("found %v, %v", want, err)
	}
	got, err := fs.Glob(data.FS(), "*")
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("%v (-folder +binary):\n%s", err, diff)
	}
	for _, name := range want {
		onDisk, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if carried, err := fs.ReadFile(data.FS(), name); err != nil || !bytes.Equal(onDisk, carried) {
			t.Errorf("%s differs in the binary, %v", name, err)
		}
	}
}
