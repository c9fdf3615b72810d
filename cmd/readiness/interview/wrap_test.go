package interview

import (
	"slices"
	"strings"
	"testing"

	"github.com/clipperhouse/displaywidth"
)

func TestWrap(t *testing.T) {
	tests := []struct {
		text  string
		width int
		want  []string
	}{
		{"", 5, []string{""}},
		{"one two three", 7, []string{"one two", "three"}},
		{"  one\n two ", 80, []string{"one two"}},
		{"abcdefgh ij", 3, []string{"abc", "def", "gh", "ij"}},
		{"a abcdefg b", 3, []string{"a", "abc", "def", "g b"}},
		{"漢字漢", 4, []string{"漢字", "漢"}},
		{"漢字", 1, []string{"漢", "字"}},
		{"e\u0301e\u0301", 1, []string{"e\u0301", "e\u0301"}},
	}
	for _, test := range tests {
		if got := wrap(test.text, test.width); !slices.Equal(got, test.want) {
			t.Errorf("%q in %d: %q, want %q", test.text, test.width, got, test.want)
		}
	}
}

func FuzzWrap(f *testing.F) {
	f.Add("one two three", 7)
	f.Add("👩‍👩‍👧‍👦 e\u0301 漢字", 2)
	f.Fuzz(func(t *testing.T, text string, width int) {
		text, width = clean(text), 2+width&63
		lines := wrap(text, width)
		for _, line := range lines {
			if displaywidth.String(line) > width && len(clusters(line)) > 1 {
				t.Errorf("%q is wider than %d", line, width)
			}
		}
		if strings.Join(lines, "") != strings.Join(strings.Fields(text), "") && strings.Join(strings.Fields(strings.Join(lines, "")), "") != strings.Join(strings.Fields(text), "") {
			t.Errorf("%q became %q", text, lines)
		}
	})
}
