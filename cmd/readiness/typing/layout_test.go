package typing

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/clipperhouse/displaywidth"

	"readiness/assess"
)

var styles = regexp.MustCompile("\x1b\\[[0-9]*m")

func TestMarks(t *testing.T) {
	tests := []struct{ passage, typed, text, signs string }{
		{"Dear Ms Brook", "", "Dear Ms Brook", ""},
		{"Dear Ms Brook", "Dear Ms", "<Dear Ms> Brook", ""},
		{"Dear Ms Brook", "Deer Ms", "<De>[a]<r Ms> Brook", "  e"},
		{"Dear Ms Brook", "Der Ms ", "<De>[a]<r Ms >Brook", "  _"},
		{"Dear Ms Brook", "Deear Ms ", "<Dear Ms >Brook", " +"},
		{"Dear Ms Brook", "xDear Ms ", "<Dear Ms >Brook", "+"},
		{"Dear Ms Brook", "Dear  Ms ", "<Dear Ms >Brook", "     +"},
		{"Dear Ms Brook", "Dear my Ms ", "<Dear Ms >Brook", "     +"},
		{"Dear Ms Brook", "Dear my Mz ", "<Dear M>[s]< >Brook", "     +z"},
		{"Dear Ms Brook", "Dear my Zs ", "<Dear >[M]<s >Brook", "    +Z"},
		{"Dear Ms Brook", "Dear Ms xx ", "<Dear Ms >Brook", "        +"},
		{"Dear Ms Brook", "De漢r Ms ", "<De>[a]<r Ms >Brook", "  *"},
		{"Dear Ms Brook", "Deאr Ms ", "<De>[a]<r Ms >Brook", "  *"},
		{"漢字 Ms Brook", "漢x Ms ", "<漢>[字]< Ms >Brook", "  x"},
	}
	for _, test := range tests {
		pieces := assess.AlignTyping(test.passage, test.typed)
		found, reached := marks(pieces, test.passage, test.typed, 0, len(test.passage)), reach(pieces)
		text, signs, column := draw(test.passage, row{0, len(test.passage)}, found, reached)
		text = strings.NewReplacer(plainly+dim, "|<", plainly+reverse, "|[", plainly, "|").Replace(text)
		if want := closed(test.text); text != want || signs != test.signs {
			t.Errorf("%q: %q %q, want %q %q", test.typed, text, signs, want, test.signs)
		}
		if want := displaywidth.String(test.passage[:reached]); column != want {
			t.Errorf("%q: caret in column %d, want %d", test.typed, column, want)
		}
	}
}

// closed gives <dim> and [reversed] text in the form in which each style has a beginning only.
func closed(s string) string {
	s = strings.NewReplacer("<", "|<", "[", "|[", ">", "|", "]", "|").Replace(s)
	return strings.NewReplacer("||", "|").Replace(s)
}

func TestRows(t *testing.T) {
	for text, want := range map[string][]string{
		"one two three":   {"one ", "two ", "three"},
		"one":             {"one"},
		"a bcd e":         {"a bcd ", "e"},
		"abcdefgh ij":     {"abcde", "fgh ", "ij"},
		"漢字漢字":            {"漢字", "漢字"},
		"abcde fghij klm": {"abcde ", "fghij ", "klm"},
	} {
		var got []string
		for _, r := range rows(text, 5) {
			got = append(got, text[r.from:r.to])
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestFrame: in any window, however far someone has come, the caret stands at what is to be typed, near
// the top third, and no line is wider or longer than the window.
func TestFrame(t *testing.T) {
	text := strings.TrimSpace(strings.Repeat(sample+" ", 12))
	e := newExercise(Passage{"sample", text}, time.Hour, noon)
	for n, r := range repeated(text, len(text)) {
		if n%37 == 0 {
			for _, size := range [][2]int{{80, 24}, {40, 15}, {20, 6}, {200, 60}, {5, 3}, {1, 1}} {
				checkFrame(t, e.frame(size[0], size[1], at(n*200)), r)
			}
		}
		e.press(r, at(n*200))
	}
}

// checkFrame looks at a frame in which a character is to be typed next.
func checkFrame(t *testing.T, f frame, next rune) {
	t.Helper()
	if len(f.lines) > f.height || f.line >= f.height {
		t.Fatalf("%d x %d: %d lines, caret in %d", f.width, f.height, len(f.lines), f.line)
	}
	for i, line := range f.lines {
		w := displaywidth.String(styles.ReplaceAllString(line, ""))
		if w > max(f.width, 2) || i >= headLines && w > widest+1 {
			t.Fatalf("%d x %d: %q is %d wide", f.width, f.height, line, w)
		}
	}
	if f.width < LeastWidth || f.height < LeastHeight {
		return
	}
	if f.line > headLines+(f.height-headLines)/3+1 {
		t.Errorf("%d x %d: the caret is in line %d", f.width, f.height, f.line)
	}
	if line := styles.ReplaceAllString(f.lines[f.line], ""); f.column >= len(line) || rune(line[f.column]) != next {
		t.Fatalf("%d x %d: the caret is at %d of %q, want %q", f.width, f.height, f.column, line, next)
	}
}
