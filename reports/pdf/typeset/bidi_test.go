package typeset

import (
	"bufio"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/text/unicode/bidi"
	"golang.org/x/text/unicode/norm"
)

// TestOrder holds what is seen from left to right, with Hebrew and Arabic letters as they are.
func TestOrder(t *testing.T) {
	for _, c := range []struct{ text, seen string }{
		{"abc 12", "abc 12"},
		{"משה כהן", "ןהכ השמ"},
		{"Name: משה כהן (12) ok", "Name: (12) ןהכ השמ ok"},
		{"Name: משה (כהן) ok", "Name: (ןהכ) השמ ok"},
		{"משה 12-34, ABC (x) סוף", "ףוס ABC (x) ,12-34 השמ"},
		{"א (ב) [ג]", "[ג] (ב) א"},
		{"א < ב", "ב > א"},
		{"א «ב»", "«ב» א"},
		{"ا 123-456", "456-123 ا"}, // a hyphen does not join numbers after Arabic: W2, W4
		{"א 123-456", "123-456 א"},
		{"ا ٣٤٥ ا", "ا ٣٤٥ ا"},
		{"a א 12%", "a 12% א"},
		{"א +44 20", "20 44+ א"},
	} {
		var items []item
		of, _ := levels([]rune(c.text))
		for i, r := range []rune(c.text) {
			drawn := string(r)
			if of[i]%2 == 1 {
				drawn = string(mirrored(r))
			}
			items = append(items, item{drawn: drawn, level: of[i]})
		}
		var seen strings.Builder
		for _, it := range visual(items) {
			seen.WriteString(it.drawn)
		}
		if seen.String() != c.seen {
			t.Errorf("%q is seen as %q, not %q", c.text, seen.String(), c.seen)
		}
	}
}

// TestSpansOrder sees the same through to the spans of a line.
func TestSpansOrder(t *testing.T) {
	for text, seen := range map[string]string{
		"משה 12, (a) ק":    "ק (a) ,12 השמ",
		"Ann (משה 12), ok": "Ann (12 השמ), ok",
		"ا (a) < 5":        "5 > (a) ﺍ",
	} {
		var drawn strings.Builder
		for _, s := range NewRun(text, false).Wrap(1000)[0].Spans {
			drawn.WriteString(s.Text)
		}
		if drawn.String() != seen {
			t.Errorf("%q is drawn as %q, not %q", text, drawn.String(), seen)
		}
	}
}

// TestDeepBrackets sees that brackets pair up to a depth of 63: BD16.
func TestDeepBrackets(t *testing.T) {
	for depth, want := range map[int]uint8{63: 1, 64: 0} {
		of, _ := levels([]rune("a א" + strings.Repeat("(", depth) + "ב" + strings.Repeat(")", depth) + "a"))
		if got := of[len(of)-2]; got != want {
			t.Errorf("%d deep: the last bracket is at level %d", depth, got)
		}
	}
}

// TestOrderKeepsAll sees that putting items in order loses none and doubles none, and that turning
// round all of them twice changes nothing.
func TestOrderKeepsAll(t *testing.T) {
	for seed := range 729 { // each way of giving six items levels 0 to 2
		items := make([]item, 6)
		turned := make([]item, 6)
		for i, rest := 0, seed; i < 6; i, rest = i+1, rest/3 {
			items[i] = item{drawn: string(rune('a' + i)), level: uint8(rest % 3)}
			turned[i] = item{drawn: items[i].drawn, level: 1}
		}
		letters := func(a, b item) int { return strings.Compare(a.drawn, b.drawn) }
		if seen := visual(items); slices.Compare(names(slices.SortedFunc(slices.Values(seen), letters)), names(items)) != 0 {
			t.Errorf("%v is seen as %v", items, seen)
		}
		if again := visual(visual(turned)); slices.Compare(names(again), names(turned)) != 0 {
			t.Errorf("%v turned round twice is %v", turned, again)
		}
	}
}

func names(items []item) []string {
	var drawn []string
	for _, it := range items {
		drawn = append(drawn, it.drawn)
	}
	return drawn
}

// TestLevelsOfUnicode runs those of Unicode's own tests that have no embeddings, overrides, isolates
// or ends of paragraphs, where Debian's unicode-data is installed.
func TestLevelsOfUnicode(t *testing.T) {
	file, err := os.Open("/usr/share/unicode/BidiCharacterTest.txt")
	if err != nil {
		t.Skipf("Unicode's tests are not installed: %v", err)
	}
	defer file.Close()
	ran := 0
	for lines := bufio.NewScanner(file); lines.Scan(); {
		fields := strings.Split(lines.Text(), ";")
		if len(fields) != 5 {
			continue
		}
		text := hex(t, fields[0])
		if slices.ContainsFunc(text, unfit) || norm.NFC.String(string(text)) != string(text) {
			continue
		}
		got, base := levels(text)
		if fields[1] != "2" && fields[1] != fmt.Sprint(base) {
			continue // a direction given from outside
		}
		ran++
		for i := len(text) - 1; i >= 0 && (classOf(text[i]) == bidi.WS || classOf(text[i]) == bidi.BN); i-- {
			got[i] = base // L1
		}
		for i, want := range strings.Fields(fields[3]) {
			if classOf(text[i]) != bidi.S && want != "x" && want != fmt.Sprint(got[i]) {
				t.Fatalf("%s: levels %v", lines.Text(), got)
			}
		}
	}
	if ran < 1000 {
		t.Errorf("only %d tests were run", ran)
	}
}

// unfit says whether a character cannot be in a text that is set.
func unfit(r rune) bool {
	switch classOf(r) {
	case bidi.B, bidi.S, bidi.Control, bidi.LRE, bidi.RLE, bidi.LRO, bidi.RLO, bidi.PDF, bidi.LRI, bidi.RLI, bidi.FSI, bidi.PDI:
		return true
	}
	return false
}

func hex(t *testing.T, codes string) []rune {
	var text []rune
	for code := range strings.FieldsSeq(codes) {
		r, err := strconv.ParseUint(code, 16, 32)
		if err != nil {
			t.Fatal(err)
		}
		text = append(text, rune(r))
	}
	return text
}

// TestMirrors compares with Unicode's list, where Debian's unicode-data is installed.
func TestMirrors(t *testing.T) {
	file, err := os.Open("/usr/share/unicode/BidiMirroring.txt")
	if err != nil {
		t.Skipf("Unicode's list is not installed: %v", err)
	}
	defer file.Close()
	for lines := bufio.NewScanner(file); lines.Scan(); {
		line, _, _ := strings.Cut(lines.Text(), "#")
		if a, b, found := strings.Cut(line, ";"); found {
			pair := append(hex(t, a), hex(t, b)...)
			if _, found := family(string(pair)); found && mirrored(pair[0]) != pair[1] {
				t.Errorf("%c is drawn as %c, not %c", pair[0], mirrored(pair[0]), pair[1])
			}
		}
	}
}
