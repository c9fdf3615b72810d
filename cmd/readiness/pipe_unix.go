//go:build unix

package main

import "syscall"

// errBrokenPipe is what writing gives when the reader has gone away.
var errBrokenPipe error = syscall.EPIPE
