//go:build !linux

package e2e_test

import "syscall"

// ourChild is an ordinary child: cleanups end it.
func ourChild() *syscall.SysProcAttr { return nil }
