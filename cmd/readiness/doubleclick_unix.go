//go:build unix

package main

import "io"

// waitIfDoubleClicked does nothing: only Windows closes the window with the program.
func waitIfDoubleClicked(io.Reader, io.Writer) {}
