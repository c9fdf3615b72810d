package main

import "golang.org/x/sys/windows"

// errBrokenPipe is what writing gives when the reader has gone away.
var errBrokenPipe error = windows.ERROR_NO_DATA
