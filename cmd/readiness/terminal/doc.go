// Package terminal is a terminal that can move its cursor, as the questions and the typing exercise
// both use it: its modes are set once and put back whatever happens (terminal.go), keys come one at a
// time (keys.go), and nothing more is written once it is closed (output.go).
//
// Strange keys, replies and reports of the terminal never become a key, nothing typed ahead is lost, and
// the terminal marks what is pasted. It is made for Unix only.
package terminal

import "errors"

// ErrInterrupted is what a reading gives after Ctrl-C, or once the terminal is closed.
var ErrInterrupted = errors.New("interrupted")
