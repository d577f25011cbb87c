package e2e_test

import "syscall"

// ourChild ends with the tests, however they end.
func ourChild() *syscall.SysProcAttr { return &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL} }
