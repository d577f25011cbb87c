package policies

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"strings"
)

// Pack puts the files of a company's own folder, those that Overlay reads, into one archive: a zip file, sorted by name,
// nothing in it compressed. The hash is what `sha256sum *.yaml | sha256sum` prints in that folder, files sorted by bytes.
func Pack(fsys fs.FS) (content []byte, hash string, err error) {
	files, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return nil, "", err
	}
	var packed bytes.Buffer
	w, sums := zip.NewWriter(&packed), sha256.New()
	for _, f := range files {
		if ext := strings.ToLower(path.Ext(f.Name())); f.IsDir() || ext != ".yaml" && ext != ".yml" {
			continue
		}
		src, err := fs.ReadFile(fsys, f.Name())
		if err != nil {
			return nil, "", err
		}
		into, err := w.CreateHeader(&zip.FileHeader{Name: f.Name(), Method: zip.Store})
		if err == nil {
			_, err = into.Write(src)
		}
		if err != nil {
			return nil, "", fmt.Errorf("packing %s: %w", f.Name(), err)
		}
		fmt.Fprintf(sums, "%x  %s\n", sha256.Sum256(src), f.Name())
	}
	if err := w.Close(); err != nil {
		return nil, "", fmt.Errorf("packing: %w", err)
	}
	return packed.Bytes(), hex.EncodeToString(sums.Sum(nil)), nil
}

// Unpack is the folder that was packed, for Overlay.
func Unpack(content []byte) (fs.FS, error) {
	r, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return nil, fmt.Errorf("unpacking a binder: %w", err)
	}
	return r, nil
}
