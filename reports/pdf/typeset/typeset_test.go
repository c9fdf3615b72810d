package typeset

import (
	"math"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"golang.org/x/text/unicode/norm"
)

// samples are texts of every kind that is set differently.
var samples = []string{
	"", " ", "\t\n", "a", "Keyboard skills: fast, accurate typing (50 words a minute)",
	"Siân Ŵyn Llŷr, Zażółć gęślą jaźń", "Nguyễn Thị Ánh Tuyết", "Ελένη Παπαδοπούλου", "Наталія Їжак",
	"Yorùbá ọ̀ ẹ́ Ọ̀ m̀ x̧ q̣", "Name: משה כהן (12) ok", "שָׁלוֹם עַל יִשְׂרָאֵל", "משה 12-34, ABC (x) סוף",
	"أحمد 123-456 محمد، فاطمة (٣٤٥) لا إله", "مُحَمَّدٌ رَسُولُ اللّٰهِ", "می\u200cخواهم کتاب\u200cها", "عائشہ ہے ٹھیک ۂ",
	"Հայերեն ქართული → ✓ ★ ☐ ≤ �", "किरण 王小明 👩\u200d⚕️ 😀 ไทย", "\xff\xfe bad\x00 \u202eevil\u2066 so\u00ADft \u0301x \u05B0",
	"Donaudampfschifffahrtsgesellschaft-Müller/Lüdenscheidt", strings.Repeat("W", 200), strings.Repeat("لا", 90), strings.Repeat("שָׁ", 90),
	"10\u00a0000\u202f£ x", "a\u200db\u200c \u200d \u200c", "ی\u200c", "\x00\u0327", "א (",
}

// broken says what does not hold of a text set in lines of a width; nothing if all holds.
func broken(text string, bold bool, width float64) string {
	r := NewRun(text, bold)
	whole, widest := r.Natural()
	sum := 0.0
	var joined strings.Builder
	lines := r.Wrap(width)
	for _, l := range lines {
		joined.WriteString(l.Text)
		drawn, all, seen := "", 0, 0.0
		for _, s := range l.Spans {
			if s.Text == "" || !s.Face.has(s.Text) || s.Face.Bold() != bold {
				return "a span is empty or not in its face"
			}
			if s.Width != float64(s.Face.width(s.Text))/1000 {
				return "a span's width is not that of its text"
			}
			drawn, all, seen = drawn+s.Text, all+s.Face.width(s.Text), seen+s.Width
		}
		if l.Verbatim() != (drawn == l.Text) {
			return "Verbatim is wrong"
		}
		if space := seen - l.Width; l.Text != strings.TrimSuffix(l.Text, " ") && l.Verbatim() != (space > 0.1) {
			return "the space at the end of a line is drawn where it is not said, or the other way round"
		} else if space > 0.7 || space < -1e-9 {
			return "a line's width is not that of its spans"
		}
		if l.Width > width+1e-9 && single(l.Text) > 1 {
			return "a line is wider than asked"
		}
		sum += l.Width
	}
	switch {
	case joined.String() != r.Text():
		return "the lines' texts are not the run's"
	case !norm.NFC.IsNormalString(r.Text()) || !utf8.ValidString(r.Text()):
		return "the text is not in NFC"
	case sum > whole+1e-9 || widest > whole+1e-9:
		return "the parts are wider than the whole"
	case len(r.Wrap(math.Max(whole, 0.001))) > 1:
		return "a line as wide as the whole does not hold it"
	case NewRun(r.Text(), bold).Text() != r.Text():
		return "a text that was shown is not shown so again"
	}
	return ""
}

// single counts the user-perceived characters of a line, a lam with an alef as one.
func single(text string) int {
	var items []item
	for g := graphemes.FromString(strings.TrimSuffix(text, " ")); g.Next(); {
		items = append(items, item{text: g.Value(), drawn: g.Value()})
	}
	return len(join(items))
}

func TestLaws(t *testing.T) {
	for _, text := range samples {
		for _, width := range []float64{0, 0.5, 3, 10, 1000} {
			for _, bold := range []bool{false, true} {
				if why := broken(text, bold, width); why != "" {
					t.Errorf("%q in lines of %v, bold %t: %s", text, width, bold, why)
				}
			}
		}
	}
}

func FuzzLaws(f *testing.F) {
	for _, text := range samples {
		f.Add(text, true, 5.0)
	}
	f.Fuzz(func(t *testing.T, text string, bold bool, width float64) {
		if why := broken(text, bold, math.Mod(math.Abs(width), 100)); why != "" && width == width && !math.IsInf(width, 0) {
			t.Error(why)
		}
	})
}

func TestText(t *testing.T) {
	for _, c := range []struct {
		text, said string
		unshown    int
		kinds      []string
	}{
		{" a \t b\n", "a b", 0, nil},
		{"e\u0301", "é", 0, nil},
		{"x\u00A0y z", "x\u00A0y z", 0, nil},
		{"so\u00ADft a\u200Db c\ufe0f", "soft ab c", 0, nil},
		{"ev\u202Eil \u2066x\u2069", "evil x", 0, nil},
		{"می\u200cخواهم", "می\u200cخواهم", 0, nil},
		{"王小明", "\uFFFD\uFFFD\uFFFD", 3, []string{"Chinese characters"}},
		{"👩\u200d⚕️ a😀", "\uFFFD a\uFFFD", 2, []string{"emoji"}},
		{"सीमा ไทย 한", "\uFFFD\uFFFD \uFFFD\uFFFD\uFFFD \uFFFD", 6, []string{"Devanagari letters", "Thai letters", "Korean letters"}},
		{"\xff", "\uFFFD", 0, nil},
		{"a\x00", "a\uFFFD", 0, nil},
		{"a\x00\u0327b", "a\uFFFDb", 1, []string{"rare signs"}},
		{"ݐ", "\uFFFD", 1, []string{"rare Arabic letters"}},
		{"\uE2A9", "\uFFFD", 1, []string{"rare signs"}},
	} {
		r := NewRun(c.text, false)
		count, kinds := r.Unshown()
		if r.Text() != c.said || count != c.unshown || !slices.Equal(kinds, c.kinds) {
			t.Errorf("%q says %q, not %q; unshown %d %q, not %d %q", c.text, r.Text(), c.said, count, kinds, c.unshown, c.kinds)
		}
	}
}

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		text  string
		width float64
		lines []string
	}{
		{"one two three", 5, []string{"one two ", "three"}},
		{"part-time/weekend 9-5", 4.2, []string{"part-", "time/", "weekend ", "9-5"}},
		{"10\u00A0000", 2, []string{"10\u00A00", "00"}}, // not parted at the space, but within the piece
		{"iiiiiiii", 1, []string{"iii", "iii", "ii"}},
		{"שלום עולם", 2.7, []string{"שלום ", "עולם"}},
	} {
		var got []string
		for _, l := range NewRun(c.text, false).Wrap(c.width) {
			got = append(got, l.Text)
		}
		if !slices.Equal(got, c.lines) {
			t.Errorf("%q in lines of %v is %q, not %q", c.text, c.width, got, c.lines)
		}
	}
}

func TestVerbatim(t *testing.T) {
	for text, want := range map[string]bool{
		"plain words": true, "Ngọc → ✓": true, "ọ̀ kò": true,
		"abc שלום": false, "محمد": false, "می\u200cخواهم": false,
	} {
		for _, l := range NewRun(text, false).Wrap(1000) {
			if l.Verbatim() != want {
				t.Errorf("%q: verbatim %t", text, !want)
			}
		}
	}
}

// TestFaces sees that a word is set whole in one face if one has it, else each character in the first
// that has it.
func TestFaces(t *testing.T) {
	for _, c := range []struct {
		text  string
		spans []string
	}{
		{"Ann Nguyễn", []string{"Atkinson:Ann ", "NotoSans:Nguyễn"}},
		{"A→B", []string{"Atkinson:A", "DejaVuSa:→", "Atkinson:B"}},
		{"(محمد)", []string{"Atkinson:(", "NotoSans:ﺪﻤﺤﻣ", "Atkinson:)"}},
	} {
		var got []string
		for _, l := range NewRun(c.text, false).Wrap(1000) {
			for _, s := range l.Spans {
				got = append(got, s.Face.Name()[:8]+":"+s.Text)
			}
		}
		if !slices.Equal(got, c.spans) {
			t.Errorf("%q is set as %q, not %q", c.text, got, c.spans)
		}
	}
}

func BenchmarkReport(b *testing.B) {
	text := strings.Repeat("Practise typing for ten minutes a day; ask for feedback, then (re)write the letter. ", 143) // 2,002 words
	b.ReportAllocs()
	for b.Loop() {
		NewRun(text, false).Wrap(45)
	}
}

func BenchmarkMixed(b *testing.B) {
	text := strings.Repeat("Nguyễn Thị Ánh, Ελένη Παπαδοπούλου, משה כהן (12), محمد الحسين, Siân ", 200) // 2,000 words
	b.ReportAllocs()
	for b.Loop() {
		NewRun(text, false).Wrap(45)
	}
}
