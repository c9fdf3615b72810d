package typeset

import (
	"math"
	"strings"
	"testing"
	"unicode/utf8"
)

// TestMarks sees where the marks on one letter stand: clear of it and of each other, and in its middle
// or at its side.
func TestMarks(t *testing.T) {
	const above, below, inside = 1, -1, 0
	for _, c := range []struct {
		text  string
		drawn string // the letter
		marks []int  // where each stands
	}{
		{"x\u0301", "x", []int{above}},
		{"M\u0300", "M", []int{above}},
		{"q\u0323", "q", []int{below}},
		{"x\u0302\u0301", "x", []int{above, above}},
		{"\u1ECC\u0300", "\u1ECC", []int{above}}, // O with dot below
		{"\u05D3\u05B8", "\u05D3", []int{below}},
		{"\u05E9\u05C1\u05B8", "\uFB2A", []int{below}}, // shin takes its point in
		{"\u05D1\u05BC\u05B0", "\uFB31", []int{below}}, // bet takes its dot in
		{"\u05D7\u05BC", "\u05D7", []int{inside}},      // het has no such form
		{"\u0628\u064E", "\uFE8F", []int{above}},
		{"\u0628\u0650", "\uFE8F", []int{below}},
		{"\u0628\u064E\u0651", "\uFE8F", []int{above, above}},
	} {
		l := NewRun(c.text, false).Wrap(1000)[0]
		if len(l.Spans) != 1+len(c.marks) || l.Spans[0].Text != c.drawn {
			t.Errorf("%+q is set as %+v", c.text, l.Spans)
			continue
		}
		on := placed(l.Spans[0])
		whole := on
		for i, s := range l.Spans[1:] {
			s.Right += l.Width
			m := placed(s)
			clear := m.bottom > whole.top+0.01 && c.marks[i] == above || m.top < whole.bottom-0.01 && c.marks[i] == below || c.marks[i] == inside
			if middle := (m.left + m.right) / 2; !clear || s.Width != 0 || math.Abs(middle-(on.left+on.right)/2) > 0.001 {
				t.Errorf("%+q: its mark %d is at %+v on %+v", c.text, i, m, whole)
			}
			whole.top, whole.bottom = max(whole.top, m.top), min(whole.bottom, m.bottom)
		}
	}
	for _, s := range NewRun("x"+strings.Repeat("\u0301\u0323", 50), false).Wrap(1000)[0].Spans {
		if b := placed(s); b.top > Ascent+0.3001 || b.bottom < -Descent-0.3001 {
			t.Errorf("of many marks one is at %+v", b)
		}
	}
	// The sign of doubling stands under the vowel, though normal forms have it after.
	spans := NewRun("\u0628\u064E\u0651", false).Wrap(1000)[0].Spans
	if spans[1].Text != "\u0651" || spans[2].Text != "\u064E" {
		t.Errorf("the vowel is not over the sign of doubling: %+v", spans)
	}
}

// placed gives what a span of one character covers, in multiples of the size.
func placed(s Span) box {
	r, _ := utf8.DecodeRuneInString(s.Text)
	b := s.Face.box(r)
	return box{b.left/1000 + s.Right, b.bottom/1000 + s.Up, b.right/1000 + s.Right, b.top/1000 + s.Up}
}
