package tables

import (
	"flag"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

var cells = flag.Int("cells", 20_000, "how many hostile cells are tried")

// manyCells is how many hostile cells are tried.
func manyCells() int {
	if testing.Short() {
		return *cells / 10
	}
	return *cells
}

func TestGuard(t *testing.T) {
	for _, c := range []struct{ cell, want string }{
		{"", ""}, {"plain", "plain"}, {"a=b", "a=b"}, {" =1", " =1"}, {"Siân O'Brien", "Siân O'Brien"},
		{"=1+1", "'=1+1"}, {"+44 20", "'+44 20"}, {"-", "'-"}, {"@x", "'@x"}, {"＝1", "'＝1"}, {"＋1", "'＋1"}, {"－1", "'－1"}, {"＠1", "'＠1"},
		{"\t=1", "'\t=1"}, {"\r1", "'\r1"}, {"\n1", "'\n1"}, {"'", "''"}, {"'tis", "''tis"}, {"'=1", "''=1"},
		{"a\tb\r\nc", "a\tb\r\nc"},
		{"\u200b=1", "'=1"}, {"\ufeff=1", "'=1"}, {"\x00=1", `\u0000=1`},
		{"a\x1b[31mb", `a\u001B[31mb`}, {"a\x7fb\u0085c", `a\u007Fb\u0085c`}, {"a\xffb\xc3", `a\xFFb\xC3`},
		{"\u202emoc", `\u202Emoc`}, {"\u2066a\u061c", `\u2066a\u061C`}, {"\ufffe\U0001ffff", `\uFFFE\U0001FFFF`},
		{"so\u00adft\u200b\U000e0041", "soft"}, {"क्\u200dष\u200c", "क्\u200dष\u200c"}, {"\u06009", "\u06009"}, {"⚕\ufe0f", "⚕\ufe0f"},
	} {
		if got := Guard(c.cell); got != c.want {
			t.Errorf("%q becomes %q, want %q", c.cell, got, c.want)
		}
		if got := string(appendGuarded([]byte("before"), []byte(c.cell))); got != "before"+c.want {
			t.Errorf("%q as bytes becomes %q, want %q", c.cell, got, "before"+c.want)
		}
	}
}

// unguard takes off what Guard puts before a cell. It is how tables of answers are read.
func unguard(cell string) string {
	if rest, ok := strings.CutPrefix(cell, "'"); ok && startsFormula(rest) {
		return rest
	}
	return cell
}

func startsFormula(cell string) bool {
	r, _ := utf8.DecodeRuneInString(cell)
	return cell != "" && strings.ContainsRune("=+-@＝＋－＠\t\r\n'", r)
}

// safe says what is wrong with a cell as a spreadsheet sees it; "" if nothing is.
func safe(cell string) string {
	if startsFormula(cell) && !(cell[0] == '\'' && startsFormula(cell[1:])) {
		return "it begins as a formula does"
	}
	for _, r := range cell {
		if unicode.In(r, unicode.Cc, unicode.Bidi_Control, unicode.Noncharacter_Code_Point) && !strings.ContainsRune("\t\r\n", r) {
			return "it has a control character"
		}
	}
	if !utf8.ValidString(cell) {
		return "it is not UTF-8"
	}
	return ""
}

// checkGuard holds the laws of Guard for a cell.
func checkGuard(t *testing.T, cell string) {
	t.Helper()
	guarded := Guard(cell)
	if wrong := safe(guarded); wrong != "" {
		t.Errorf("%q becomes %q: %s", cell, guarded, wrong)
	}
	back := unguard(guarded)
	if again := unguard(Guard(back)); again != back {
		t.Errorf("%q comes back as %q, and that as %q", cell, back, again)
	}
	kept := utf8.ValidString(cell) && !strings.ContainsFunc(cell, func(r rune) bool { return !isKept(r) })
	if kept && back != cell {
		t.Errorf("%q comes back as %q", cell, back)
	}
	if line := shown(cell); safe(line) != "" || strings.ContainsAny(line, "\t\r\n\u2028\u2029") || unitsOf(line) > mostInCell {
		t.Errorf("%q is shown as %q", cell, line)
	}
}

func TestGuardLaws(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(1, 2))
	for range manyCells() {
		checkGuard(t, hostile(r))
	}
}

func FuzzGuard(f *testing.F) {
	for _, p := range pieces {
		f.Add(p)
	}
	f.Fuzz(checkGuard)
}

func TestShownSaysWhatIsCut(t *testing.T) {
	whole := strings.Repeat("x", mostInCell)
	if shown(whole) != whole {
		t.Error("what fits is cut")
	}
	for _, s := range []string{whole + "y", strings.Repeat("𝄞", mostInCell/2+1)} {
		got := shown(s)
		if n := unitsOf(got); n > mostInCell || n < mostInCell-1 || !strings.HasSuffix(got, "characters)") || !utf8.ValidString(got) {
			t.Errorf("%d units, ends in %q", n, got[len(got)-80:])
		}
	}
	if got := shown("_xD800_xdfff_x0041_"); got != `\u005FxD800\u005Fxdfff_x0041_` {
		t.Errorf("halves of characters are shown as %q", got)
	}
	if got := shown(" a\r\n\tb \n"); got != "a b" {
		t.Errorf("several lines are shown as %q", got)
	}
}
