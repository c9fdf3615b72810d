//go:build linux || darwin

package interview

import (
	"fmt"
	"strings"
	"testing"

	"readiness/cmd/readiness/terminal"
	"readiness/cmd/readiness/terminal/terminaltest"
)

func FuzzKeys(f *testing.F) {
	for _, s := range terminaltest.Strange {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, in string) {
		if len(in) > 4096 {
			return
		}
		l := newLine("é漢")
		for _, k := range terminaltest.Press(t, in) {
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
	for _, k := range []terminal.Key{'x', 0x301, 0x200d} {
		l := newLine("e")
		for range 3 * longestLine {
			l.press(k)
		}
		if n := len(l.String()); n > longestLine+longestCharacter {
			t.Error(fmt.Sprintf("%q", rune(k)), n)
		}
	}
}
