//go:build linux || darwin

package terminal_test

import (
	"slices"
	"testing"

	"readiness/cmd/readiness/terminal"
	"readiness/cmd/readiness/terminal/terminaltest"
)

func TestKeys(t *testing.T) {
	tests := []struct {
		in   []string
		want []terminal.Key
	}{
		{[]string{"aé漢\r\n\t"}, []terminal.Key{'a', 'é', '漢', terminal.Enter, terminal.Enter, terminal.Tab}},
		{[]string{"\x1b[A\x1bOB\x1b[C\x1bOD"}, []terminal.Key{terminal.Up, terminal.Down, terminal.Right, terminal.Left}},
		{[]string{"\x1b[H\x1b[1~\x1b[7~\x1bOH\x01"}, []terminal.Key{terminal.Home, terminal.Home, terminal.Home, terminal.Home, terminal.Home}},
		{[]string{"\x1b[F\x1b[4~\x1b[8~\x1bOF\x05"}, []terminal.Key{terminal.End, terminal.End, terminal.End, terminal.End, terminal.End}},
		{[]string{"\x7f\x08\x1b[3~\x15\x17\x04"}, []terminal.Key{terminal.Backspace, terminal.Backspace, terminal.Delete, terminal.DeleteLine, terminal.DeleteWord, terminal.EOT}},
		{[]string{"\x1b[200~x\x1b[201~"}, []terminal.Key{terminal.Paste, 'x', terminal.Pasted}},
		{[]string{"\x1b\x7f\x1b[127;5u\x1a"}, []terminal.Key{terminal.DeleteWord, terminal.DeleteWord}},
		{[]string{"\x1b"}, []terminal.Key{terminal.Esc}},
		{[]string{"\x1b", "x"}, []terminal.Key{terminal.Esc, 'x'}},
		{[]string{"\x1b\x1b", "x"}, []terminal.Key{terminal.Esc, 'x'}},
		{[]string{"\x1b[", "A"}, []terminal.Key{'A'}},
		{[]string{"\x1b]", "x"}, []terminal.Key{'x'}}, // Alt-]
		{[]string{"\xe6\xbc", "x"}, []terminal.Key{'x'}},
		{[]string{"a\x03b"}, []terminal.Key{'a', 'b'}},
	}
	for _, test := range tests {
		if got := terminaltest.Press(t, test.in...); !slices.Equal(got, test.want) {
			t.Errorf("%q: %v, want %v", test.in, got, test.want)
		}
	}
	for _, s := range terminaltest.Strange {
		if got := terminaltest.Press(t, s+"x"); !slices.Equal(got, []terminal.Key{'x'}) {
			t.Errorf("%q: %v", s, got)
		}
	}
}
