package engine

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
)

// fileLock is an flock on an open file. The file stays when the lock goes: removing it would let two processes lock two
// files of the same name.
type fileLock struct {
	file *os.File
	once sync.Once
}

// LockDir takes the folder dir for this process, or answers a *HeldError. A second call from the same process is refused
// too.
func LockDir(dir string) (Lock, error) {
	file, err := os.OpenFile(filepath.Join(dir, "temporal.lock"), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("locking %s: %w", dir, err)
	}
	err = syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		err = &HeldError{Store: dir, Holder: signature(file)}
	}
	if err == nil {
		err = sign(file)
	}
	if err != nil {
		file.Close()
		return nil, fmt.Errorf("locking %s: %w", dir, err)
	}
	return &fileLock{file: file}, nil
}

// signature reads who holds the lock. The holder may be between locking and signing.
func signature(file *os.File) string {
	text, err := io.ReadAll(io.LimitReader(file, 512))
	if holder := strings.TrimSpace(string(text)); err == nil && holder != "" {
		return holder
	}
	return "another process"
}

func sign(file *os.File) error {
	if err := file.Truncate(0); err != nil {
		return err
	}
	_, err := file.WriteAt([]byte(whoami()+"\n"), 0)
	return err
}

func (l *fileLock) Release() { l.once.Do(func() { l.file.Close() }) }

// Lost never happens to a file lock.
func (l *fileLock) Lost() <-chan struct{} { return nil }
