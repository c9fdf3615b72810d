package reports

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"unicode"

	"github.com/clipperhouse/displaywidth"
)

// bare leaves out all white space: where a writer breaks its lines is its own affair.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// TestAllSaid: every sentence of a document is in the text, and in the PDF in its order.
func TestAllSaid(t *testing.T) {
	for _, p := range people() {
		d := Personal(judged(t, p))
		var wide, file bytes.Buffer
		if err := errors.Join(WriteText(&wide, d, 100_000), WritePDF(&file, d, UsualPrint)); err != nil {
			t.Fatal(err)
		}
		text := bare(wide.String())
		for _, s := range sentences(d) {
			if !strings.Contains(text, bare(s)) {
				t.Errorf("%s: the text lacks %q", p.name, s)
			}
		}
		words := heardIn(d)
		listen(t, words, file.Bytes())
		says := strings.Contains(strings.Join(words, " "), "The typefaces of this PDF lack")
		if says != (p.name == "hostile") {
			t.Errorf("%s: says that characters are not shown: %v", p.name, says)
		}
	}
}

// TestTextWidth: no line is wider than asked for, and no word is lost on the way.
func TestTextWidth(t *testing.T) {
	for _, p := range people() {
		d := Personal(judged(t, p))
		for _, width := range []int{-1, 0, 20, 33, 60, 80, 200} {
			var out bytes.Buffer
			if err := WriteText(&out, d, width); err != nil {
				t.Fatal(err)
			}
			most := map[int]int{-1: leastWidth, 0: usualWidth}[width]
			if width > 0 {
				most = width
			}
			for line := range strings.Lines(out.String()) {
				if line = strings.TrimSuffix(line, "\n"); displaywidth.String(line) > most || strings.TrimRight(line, " ") != line {
					t.Errorf("%s, width %d: %q", p.name, width, line)
				}
			}
			for _, s := range sentences(d) {
				for _, word := range words(s) {
					if displaywidth.String(word) <= 10 && !strings.Contains(out.String(), word) {
						t.Errorf("%s, width %d: %q is lost", p.name, width, word)
					}
				}
			}
		}
	}
}

// TestNoEscape: whatever came in, nothing goes out that steers a terminal or hides what is read.
func TestNoEscape(t *testing.T) {
	d := Document{Title: hostile, Blocks: []Block{
		Heading{1, hostile}, Paragraph{hostile}, Note{[]string{hostile}}, List{Items: []string{hostile}}, Facts{{hostile, []string{hostile, hostile}}},
		Table{hostile, []Column{{Head: hostile, Figures: true}, {Head: hostile}}, [][]string{{hostile, hostile}}}, Bars{hostile, []Bar{{Label: hostile, State: hostile}}}, Frame{{hostile, 2}},
		Choices{1, hostile, hostile, []string{hostile}, hostile, false, hostile, 1, []string{hostile}}, Break{true, hostile}, Paragraph{"end"},
	}}
	var out bytes.Buffer
	if err := WriteText(&out, d, 0); err != nil {
		t.Fatal(err)
	}
	for _, r := range out.String() {
		if r != '\n' && (unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Bidi_Control, r) || unicode.Is(unicode.Cf, r) && r != '\u200C' && r != '\u200D') {
			t.Errorf("%U goes out", r)
		}
	}
	if err := WritePDF(&out, d, UsualPrint); err != nil {
		t.Fatal(err)
	}
}

func TestClean(t *testing.T) {
	for _, test := range []struct{ name, in, out string }{
		{"plain", "Zoë O’Brien-Łukasz, 木村 שלום", "Zoë O’Brien-Łukasz, 木村 שלום"},
		{"tabs and ends of lines", "a\tb\nc\r\nd\ve\ff\u0085g\u2028h\u2029i", "a b c  d e f g h i"},
		{"terminal", "\x1b[31m\x07\x00\x7f\u009b", "\uFFFD[31m\uFFFD\uFFFD\uFFFD\uFFFD"},
		{"direction", "a\u202Eb\u2066c\u200Fd\u061Ce", "abcde"},
		{"unseen", "a\u200Bb\uFEFFc\u00ADd\u2060e\U000E0041f\u3164g", "abcdefg"},
		{"joiners", "क्\u200Dष न\u200Cम 👩\u200D🚀 ☎\uFE0F", "क्\u200Dष न\u200Cम 👩\u200D🚀 ☎\uFE0F"},
		{"a sign that is seen", "\u0600١", "\u0600١"},
		{"not UTF-8", "a\xffb\uFFFE", "a\uFFFDb\uFFFD"},
		{"NFC", "e\u0301 A\u030A \u212B", "é Å Å"},
	} {
		if got := Clean(test.in); got != test.out {
			t.Errorf("%s: %+q, want %+q", test.name, got, test.out)
		}
	}
}

func FuzzClean(f *testing.F) {
	f.Add(hostile)
	f.Add("e" + strings.Repeat("\u0301", 70))
	f.Fuzz(func(t *testing.T, s string) {
		once := Clean(s)
		if twice := Clean(once); twice != once {
			t.Errorf("%+q is cleaned to %+q and then to %+q", s, once, twice)
		}
		for _, r := range once {
			if unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Bidi_Control, r) {
				t.Errorf("%+q leaves %U", s, r)
			}
		}
	})
}

// A broken writer takes so many bytes.
type broken struct{ left int }

func (b *broken) Write(p []byte) (int, error) {
	if len(p) > b.left {
		return b.left, errors.New("the disk is full")
	}
	b.left -= len(p)
	return len(p), nil
}

// TestWhole: a writer hands over all at once, and a failure is told.
func TestWhole(t *testing.T) {
	d := Personal(judged(t, people()[1]))
	for _, left := range []int{0, 100} {
		if WriteText(&broken{left}, d, 0) == nil || WritePDF(&broken{left}, d, UsualPrint) == nil {
			t.Error("a full disk is not told")
		}
	}
	torn := Document{Blocks: []Block{Paragraph{"a"}, Table{Columns: []Column{{}}, Rows: [][]string{{"a", "b"}}}}}
	var out bytes.Buffer
	if err := WritePDF(&out, torn, UsualPrint); err == nil || out.Len() > 0 {
		t.Errorf("a fault below gives %v and %d bytes", err, out.Len())
	}
}

func TestSameBytes(t *testing.T) {
	for _, p := range people()[:2] {
		r := judged(t, p)
		var first, again bytes.Buffer
		if err := errors.Join(WritePDF(&first, Personal(r), UsualPrint), WritePDF(&again, Personal(r), UsualPrint)); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(first.Bytes(), again.Bytes()) {
			t.Errorf("%s: two files differ", p.name)
		}
	}
}

func BenchmarkPersonal(b *testing.B) {
	r := judged(b, people()[2])
	b.ReportAllocs()
	for b.Loop() {
		Personal(r)
	}
}

func BenchmarkText(b *testing.B) {
	benchmark(b, func(w *bytes.Buffer, d Document) error { return WriteText(w, d, 0) })
}

func BenchmarkPDF(b *testing.B) {
	benchmark(b, func(w *bytes.Buffer, d Document) error { return WritePDF(w, d, UsualPrint) })
}

func benchmark(b *testing.B, write func(*bytes.Buffer, Document) error) {
	d := Personal(judged(b, people()[2]))
	b.ReportAllocs()
	var out bytes.Buffer
	for b.Loop() {
		out.Reset()
		if err := write(&out, d); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(out.Len()), "bytes/file")
}

// TestTextFrame: each label of a frame stands with a blank, also where there is little room.
func TestTextFrame(t *testing.T) {
	d := Document{Blocks: []Block{Frame{{"Situation (where, when)", 1}, {"Action", 3}}}}
	for width, want := range map[int]string{
		80: "Situation (where, when): ____\nAction: ____\n",
		20: "Situation (where,\nwhen): ____\nAction: ____\n",
	} {
		var out bytes.Buffer
		if err := WriteText(&out, d, width); err != nil || out.String() != want {
			t.Errorf("width %d: %q (%v)", width, out.String(), err)
		}
	}
}
