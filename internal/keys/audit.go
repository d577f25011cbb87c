package keys

import (
	"crypto/ed25519"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// publicSuffix is what the file with the public half is called beside that with the key.
const publicSuffix = ".pub"

// CreateAudit writes a fresh key that signs the heads of the chains, readable by its owner alone, and beside it, with .pub, the
// public half that verifies them. It has nothing to do with the master key: whoever has one can't make the other. It refuses to
// replace a file.
func CreateAudit(path string) error {
	public, key, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return fmt.Errorf("creating audit key: %w", err)
	}
	if err := createText(path, 0o600, base64.StdEncoding.EncodeToString(key.Seed())); err != nil {
		return fmt.Errorf("creating audit key: %w", err)
	}
	if err := createText(path+publicSuffix, 0o644, base64.StdEncoding.EncodeToString(public)); err != nil {
		return fmt.Errorf("creating audit key: %w", errors.Join(err, os.Remove(path)))
	}
	return syncDir(filepath.Dir(path))
}

func createText(path string, mode os.FileMode, text string) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	_, err = f.WriteString(text + "\n")
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return errors.Join(err, os.Remove(path))
	}
	return nil
}

// LoadAudit reads the key that signs. A missing file is fs.ErrNotExist.
func LoadAudit(path string) (ed25519.PrivateKey, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, fmt.Errorf("loading audit key: %w", err)
	}
	if p := info.Mode().Perm(); p&0o077 != 0 {
		return nil, fmt.Errorf("loading audit key: %s is open to others (%04o): chmod 600 it", path, p)
	}
	seed, err := readKey(path, ed25519.SeedSize)
	if err != nil {
		return nil, fmt.Errorf("loading audit key: %w", err)
	}
	return ed25519.NewKeyFromSeed(seed), nil
}

// LoadAuditPublic reads the public half, which lies beside the key under its name with .pub. A missing file is fs.ErrNotExist.
func LoadAuditPublic(path string) (ed25519.PublicKey, error) {
	public, err := readKey(path, ed25519.PublicKeySize)
	if err != nil {
		return nil, fmt.Errorf("loading the public half of the audit key: %w", err)
	}
	return public, nil
}

func readKey(path string, size int) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, 256))
	if err != nil {
		return nil, err
	}
	key, err := base64.StdEncoding.DecodeString(strings.TrimSpace(string(text)))
	if err != nil || len(key) != size {
		return nil, fmt.Errorf("%s: want %d bytes in base64", path, size)
	}
	return key, nil
}
