package keys

import (
	"crypto/rand"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// Size of every key, in bytes.
const Size = 32

// Create writes a fresh master key, readable by its owner alone. It refuses to replace a file: whoever loses the master
// key loses every personal field in the books.
func Create(path string) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return fmt.Errorf("creating master key: %w", err)
	}
	master := make([]byte, Size)
	rand.Read(master)
	_, err = f.WriteString(hex.EncodeToString(master) + "\n")
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return fmt.Errorf("writing master key: %w", errors.Join(err, os.Remove(path)))
	}
	return syncDir(filepath.Dir(path))
}

// syncDir makes the new name durable: books sealed with a key that a power cut takes away would be lost.
func syncDir(path string) error {
	d, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("writing master key: %w", err)
	}
	if err := errors.Join(d.Sync(), d.Close()); err != nil {
		return fmt.Errorf("writing master key: %w", err)
	}
	return nil
}

// Load reads the master key. A missing file is fs.ErrNotExist; it is never created here, since a new key beside old
// books would look like work and read nothing.
func Load(path string) (*Ring, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("loading master key: %w", err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, fmt.Errorf("loading master key: %w", err)
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("loading master key: %s isn't a regular file", path)
	}
	if p := info.Mode().Perm(); p&0o077 != 0 {
		return nil, fmt.Errorf("loading master key: %s is open to others (%04o): chmod 600 it", path, p)
	}
	text, err := io.ReadAll(io.LimitReader(f, 256))
	if err != nil {
		return nil, fmt.Errorf("loading master key: %w", err)
	}
	master, err := decode(strings.TrimSpace(string(text)))
	if err != nil {
		return nil, fmt.Errorf("loading master key: %s: %w", path, err)
	}
	return New(master)
}

// decode reads 32 bytes in hex or in base64; their lengths differ, so there is no doubt which one it is. Its errors
// never quote the text.
func decode(text string) ([]byte, error) {
	var key []byte
	var err error
	if len(text) == hex.EncodedLen(Size) {
		key, err = hex.DecodeString(text)
	} else {
		key, err = base64.StdEncoding.DecodeString(text)
	}
	if err != nil || len(key) != Size {
		return nil, errors.New("want 32 bytes in hex or base64")
	}
	return key, nil
}
