package main

import (
	"os"
	"syscall"
)

// endings are the signals that end a sitting in order; SIGTERM stands for the window being closed.
var endings = []os.Signal{os.Interrupt, syscall.SIGTERM}
