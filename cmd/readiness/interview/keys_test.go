//go:build linux || darwin

package interview

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
)

// press gives the keys that some bytes are, sent in parts with pauses between them.
func press(t *testing.T, parts ...string) []key {
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
				time.Sleep(2 * pause)
			}
			io.WriteString(out, part)
		}
		out.Close()
	}()
	k := keyboard{file: in, wake: wake}
	var got []key
	for {
		switch one, err := k.next(); err {
		case nil:
			got = append(got, one)
		case ErrInterrupted: // Ctrl-C
		case io.EOF:
			return got
		default:
			t.Fatal(err)
		}
	}
}

func TestKeys(t *testing.T) {
	tests := []struct {
		in   []string
		want []key
	}{
		{[]string{"aé漢\r\n\t"}, []key{'a', 'é', '漢', keyEnter, keyEnter, keyTab}},
		{[]string{"\x1b[A\x1bOB\x1b[C\x1bOD"}, []key{keyUp, keyDown, keyRight, keyLeft}},
		{[]string{"\x1b[H\x1b[1~\x1b[7~\x1bOH\x01"}, []key{keyHome, keyHome, keyHome, keyHome, keyHome}},
		{[]string{"\x1b[F\x1b[4~\x1b[8~\x1bOF\x05"}, []key{keyEnd, keyEnd, keyEnd, keyEnd, keyEnd}},
		{[]string{"\x7f\x08\x1b[3~\x15\x17\x04"}, []key{keyBackspace, keyBackspace, keyDelete, keyDeleteLine, keyDeleteWord, keyEOT}},
		{[]string{"\x1b[200~x\x1b[201~"}, []key{keyPaste, 'x', keyPasted}},
		{[]string{"\x1b"}, []key{keyEsc}},
		{[]string{"\x1b", "x"}, []key{keyEsc, 'x'}},
		{[]string{"\x1b\x1b", "x"}, []key{keyEsc, 'x'}},
		{[]string{"\x1b[", "A"}, []key{'A'}},
		{[]string{"\x1b]", "x"}, []key{'x'}}, // Alt-]
		{[]string{"\xe6\xbc", "x"}, []key{'x'}},
		{[]string{"a\x03b"}, []key{'a', 'b'}},
	}
	for _, test := range tests {
		if got := press(t, test.in...); !slices.Equal(got, test.want) {
			t.Errorf("%q: %v, want %v", test.in, got, test.want)
		}
	}
	for _, s := range strange {
		if got := press(t, s+"x"); !slices.Equal(got, []key{'x'}) {
			t.Errorf("%q: %v", s, got)
		}
	}
}

func FuzzKeys(f *testing.F) {
	for _, s := range strange {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, in string) {
		if len(in) > 4096 {
			return
		}
		l := newLine("é漢")
		for _, k := range press(t, in) {
			l.press(k)
			if l.at < 0 || l.at > len(l.text) {
				t.Fatal(l.at)
			}
		}
		rows, row, column := l.rows("> ", 10)
		if row >= len(rows) || column > 9 || strings.Join(rows, "") != "> "+l.String() {
			t.Errorf("%q, row %d, column %d", rows, row, column)
		}
	})
}

// TestLineIsBounded holds that neither length nor accents without end make a line grow for ever.
func TestLineIsBounded(t *testing.T) {
	for _, k := range []key{'x', 0x301, 0x200d} {
		l := newLine("e")
		for range 3 * longestLine {
			l.press(k)
		}
		if n := len(l.String()); n > longestLine+longestCharacter {
			t.Error(fmt.Sprintf("%q", rune(k)), n)
		}
	}
}
