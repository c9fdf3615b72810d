// Package terminal is what the questions and the typing exercise share of how they reach a person.
//
// A [Terminal] is one that can move its cursor: its modes are set once and put back whatever happens
// (terminal.go), keys come one at a time (keys.go), and nothing more is written once it is closed
// (output.go). Strange keys, replies and reports of the terminal never become a key, nothing typed ahead
// is lost, and the terminal marks what is pasted. Ctrl-Z stops the program as it does elsewhere; once it
// goes on, that is a key. It is made for Unix only.
//
// [Lines] is for everything else: lines in, lines out (lines.go).
//
// Each is opened once for a whole sitting, as whatever reads a stream may hold more of it than was asked for.
package terminal

import "errors"

// ErrInterrupted is what a reading gives after Ctrl-C, or once the terminal is closed.
var ErrInterrupted = errors.New("interrupted")
