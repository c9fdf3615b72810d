//go:build linux || darwin

package main

import (
	"strings"
	"testing"

	"readiness/cmd/readiness/terminal/terminaltest"
)

// TestNoteOnTyping: who types line by line only because the window is small is told so, and nobody else.
func TestNoteOnTyping(t *testing.T) {
	t.Setenv("TERM", "xterm")
	for _, test := range []struct {
		width, height int
		plain, noted  bool
	}{{80, 19, false, true}, {39, 24, false, true}, {40, 20, false, false}, {80, 19, true, false}} {
		s := terminaltest.NewStage(t, test.width, test.height)
		p := &program{stdin: s.Terminal, stdout: s.Terminal}
		if note := p.noteOnTyping(test.plain); (note != "") != test.noted {
			t.Errorf("%+v: %q", test, note)
		}
	}
	t.Setenv("TERM", "dumb")
	s := terminaltest.NewStage(t, 80, 19)
	for _, p := range []*program{{stdin: s.Terminal, stdout: s.Terminal}, {stdin: strings.NewReader(""), stdout: s.Terminal}} {
		if note := p.noteOnTyping(false); note != "" {
			t.Error(note)
		}
	}
}
