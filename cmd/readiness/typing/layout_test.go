package typing

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/clipperhouse/displaywidth"
)

var styles = regexp.MustCompile("\x1b\\[[0-9]*m")

func TestMarks(t *testing.T) {
	tests := []struct{ passage, typed, text, signs string }{
		{"Dear Ms Brook", "", "Dear Ms Brook", ""},
		{"Dear Ms Brook", "Dear Ms", "<Dear Ms> Brook", ""},
		{"Dear Ms Brook", "Deer Ms", "<De>[a]<r Ms> Brook", "  e"},
		{"Dear Ms Brook", "Der Ms ", "<De>[a]<r Ms >Brook", "  _"},
		{"Dear Ms Brook", "Deear Ms ", "<D>[e]<ar Ms >Brook", " +"},
		{"Dear Ms Brook", "De漢r Ms ", "<De>[a]<r Ms >Brook", "  *"},
		{"Dear Ms Brook", "Deאr Ms ", "<De>[a]<r Ms >Brook", "  *"},
		{"漢字 Ms Brook", "漢x Ms ", "<漢>[字]< Ms >Brook", "  x"},
	}
	for _, test := range tests {
		found, reached := marks(test.passage, test.typed)
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
	e := fresh()
	e.passage.Text = strings.TrimSpace(strings.Repeat(sample+" ", 12))
	endless := repeated(e.passage.Text, 3*len(e.passage.Text))
	for _, size := range [][2]int{{80, 24}, {40, 15}, {20, 6}, {200, 60}, {5, 3}, {1, 1}} {
		width, height := size[0], size[1]
		for n := 0; n < 2*len(e.passage.Text); n += 37 {
			f := e.frame(endless[:n], width, height, "0:59 left  120 words", "A paste does not count: type on.")
			if len(f.lines) > height || f.line >= height {
				t.Fatalf("%v: %d lines, caret in %d", size, len(f.lines), f.line)
			}
			for _, line := range f.lines {
				if w := displaywidth.String(styles.ReplaceAllString(line, "")); w > max(width, 2) {
					t.Fatalf("%v: %q is %d wide", size, line, w)
				}
			}
			if width < LeastWidth || height < LeastHeight {
				continue
			}
			if f.line > headLines+(height-headLines)/3+1 {
				t.Errorf("%v: the caret is in line %d", size, f.line)
			}
			line := styles.ReplaceAllString(f.lines[f.line], "")
			if f.column >= len(line) || line[f.column] != endless[n] {
				t.Fatalf("%v, %d: the caret is at %d of %q, want %q", size, n, f.column, line, endless[n])
			}
		}
	}
}

func BenchmarkFrame(b *testing.B) {
	e := fresh()
	e.passage.Text = strings.TrimSpace(strings.Repeat(sample+" ", 33))
	typed := strings.ReplaceAll(e.passage.Text, "you", "yuo")
	for b.Loop() {
		e.frame(typed, 80, 24, "", "")
	}
}
