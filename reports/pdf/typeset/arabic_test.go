package typeset

import (
	"bufio"
	"os"
	"strings"
	"testing"

	"github.com/clipperhouse/uax29/v2/graphemes"

	"readiness/reports/pdf/typeset/fonts/sfnt"
)

// shaped gives how a word is drawn, in the order it is read.
func shaped(word string) string {
	var items []item
	for g := graphemes.FromString(word); g.Next(); {
		items = append(items, item{text: g.Value(), drawn: g.Value()})
	}
	var b strings.Builder
	for _, it := range join(items) {
		b.WriteString(it.drawn)
	}
	return b.String()
}

func form(letter rune, place int) string { return string(sfnt.Form(letter, place)) }

func TestJoin(t *testing.T) {
	for _, c := range []struct{ why, word, drawn string }{
		{"both sides", "\u0628\u0628\u0628", "\uFE91\uFE92\uFE90"},
		{"alone", "\u0628", "\uFE8F"},
		{"one side only", "\u0627\u0628", "\uFE8D\uFE8F"},
		{"after a letter of one side", "\u0628\u0627\u0628", "\uFE91\uFE8E\uFE8F"},
		{"hamza joins nothing", "\u0628\u0621\u0628", "\uFE8F\uFE80\uFE8F"},
		{"marks are passed over", "\u0628\u064E\u0628\u0650", "\uFE91\u064E\uFE90\u0650"},
		{"lam and alef", "\u0644\u0627", "\uFEFB"},
		{"lam and alef, joined", "\u0628\u0644\u0623", "\uFE91\uFEF8"},
		{"lam and alef with marks", "\u0644\u064E\u0627\u064B", "\uFEFB\u064E\u064B"},
		{"lam, lam and alef", "\u0644\u0644\u0627", "\uFEDF\uFEFC"},
		{"after lam and alef", "\u0644\u0627\u0628", "\uFEFB\uFE8F"},
		{"lam without alef", "\u0644\u0628", "\uFEDF\uFE90"},
		{"after lam and alef with a joiner", "\u0644\u0627\u200D\u0628", "\uFEFB\uFE90"},
		{"tatweel", "\u0628\u0640\u0628", "\uFE91\u0640\uFE90"},
		{"kept apart", "\u0628\u200C\u0628", "\uFE8F\uFE8F"},
		{"lam and alef kept apart", "\u0644\u200C\u0627", "\uFEDD\uFE8D"},
		{"joined to nothing", "\u0647\u200D", "\uFEEB"},
		{"joined to nothing before", "\u200D\u0647", "\uFEEA"},
		{"lam and alef with a joiner between", "\u0644\u200D\u0627", "\uFEDF\uFE8E"},
		{"Persian", "\u067E\u0698\u06A9\u06CC", "\uFB58\uFB8B\uFB90\uFBFD"},
		{"Urdu", "\u06C1\u06D2", "\uFBA8\uFBAF"},
		{"Kurdish e joins one side", "\u0628\u06D5\u0628", "\uFE91" + form('\u06D5', final) + "\uFE8F"},
		{"Kurdish", "\u06B5\u06CE\u06B5", form('\u06B5', initial) + form('\u06CE', medial) + form('\u06B5', final)},
		{"Pashto alone", "\u069A", "\u069A"},
		{"digits", "\u0628\u0663", "\uFE8F\u0663"},
		{"other scripts", "a\u0628-", "a\uFE8F-"},
	} {
		if got := shaped(c.word); got != c.drawn {
			t.Errorf("%s: %+q is drawn as %+q, not %+q", c.why, c.word, got, c.drawn)
		}
	}
}

// TestJoiningOfUnicode compares how the letters that can be shown join with Unicode's list, where
// Debian's unicode-data is installed.
func TestJoiningOfUnicode(t *testing.T) {
	file, err := os.Open("/usr/share/unicode/ArabicShaping.txt")
	if err != nil {
		t.Skipf("Unicode's list is not installed: %v", err)
	}
	defer file.Close()
	compared := 0
	for lines := bufio.NewScanner(file); lines.Scan(); {
		fields := strings.Split(lines.Text(), "; ")
		if len(fields) != 4 || strings.HasPrefix(fields[0], "#") || fields[2] == "T" {
			continue
		}
		letter := string(hex(t, fields[0]))
		if _, found := family(letter); !found || letter == "\u06BA" { // a noon that Urdu writes only where words end
			continue
		}
		compared++
		l := linkOf(letter)
		if before, after := fields[2] == "D" || fields[2] == "R" || fields[2] == "C", fields[2] == "D" || fields[2] == "C"; l.before != before || l.after != after {
			t.Errorf("%s joins the letter before: %t, after: %t", lines.Text(), l.before, l.after)
		}
	}
	if compared < 150 {
		t.Errorf("only %d letters were compared", compared)
	}
}

// TestForms looks whether every form of a letter that can be shown is in its face.
func TestForms(t *testing.T) {
	for letter, forms := range joining() {
		for _, r := range forms {
			if r == 0 || !notoArabic.has(letter) {
				continue
			}
			if !notoArabic.has(string(r)) {
				t.Errorf("%+q can be shown, but not its form %+q", letter, r)
			}
			if Letters(r) != letter {
				t.Errorf("%+q is said to stand for %+q, not %+q", r, Letters(r), letter)
			}
		}
	}
}
