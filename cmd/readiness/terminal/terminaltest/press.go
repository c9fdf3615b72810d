//go:build linux || darwin

// Package terminaltest tests what happens in a terminal: a [Screen] shows what a person would see, a
// [Stage] is a pseudo-terminal that shows its output on one.
package terminaltest

import (
	"io"
	"os"
	"testing"
	"time"

	"readiness/cmd/readiness/terminal"
)

// Press gives the keys that some bytes are, sent in parts with pauses between them.
func Press(t *testing.T, parts ...string) []terminal.Key {
	t.Helper()
	in, out, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	wake, closing, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range []*os.File{in, wake, closing} {
		defer f.Close()
	}
	go func() {
		for i, part := range parts {
			if i > 0 {
				time.Sleep(2 * terminal.Pause)
			}
			io.WriteString(out, part)
		}
		out.Close()
	}()
	k := terminal.NewKeyboard(in, wake)
	var got []terminal.Key
	for {
		switch one, err := k.Next(); err {
		case nil:
			got = append(got, one)
		case terminal.ErrInterrupted: // Ctrl-C
		case io.EOF:
			return got
		default:
			t.Fatal(err)
		}
	}
}

// Strange are keys without a meaning, and what terminals send of their own accord.
var Strange = []string{
	"\x1bx", "\x1bq", "\x1bé", "\x1b\x1b[A", // Alt with a key
	"\x1b[15~", "\x1bOP", "\x1b[[A", "\x1b[1;5B", "\x1b[1;2C", "\x1b[5~", "\x1b[6~", "\x1b[2~", "\x1b[Z", // F5, F1, Ctrl-Down, Shift-Right, pages
	"\x1b]11;rgb:0/0/0\x07", "\x1b]11;rgb:0/0/0\x1b\\", "\x1bP1+r\x1b\\", "\x1b[12;40R", "\x1b[?1;2c", "\x1b[I", "\x1b[O", // replies and reports
	"\x1b[M !!", "\x1b[<0;10;10M", // the mouse
	"\x00", "\x1c", "\x07", "\x12", "\xff", "\u009b", // Ctrl with a key, broken characters
}
