//go:build unix

package main

import (
	"os"
	"syscall"
)

// endings are the signals that end a sitting in order.
var endings = []os.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGQUIT}
