package tables

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// tidy gives a text in the form in which texts are compared: NFKC, one space for whatever space there is, case
// folded, quotes and dashes straight, nothing that cannot be seen. It takes back what spreadsheets, forms and PDFs
// do to words on their own. It is not for figures: it makes "4²" the same as "42".
func tidy(s string) string {
	if plain, ok := tidyASCII(s); ok {
		return plain
	}
	return tidyAny(s)
}

func tidyAny(s string) string {
	s = strings.Map(straight, s) // before NFKC, which takes some quotes apart
	s = norm.NFKC.String(s)
	s = strings.Map(func(r rune) rune { return fold(straight(r)) }, s)
	s = strings.Join(strings.Fields(norm.NFKC.String(s)), " ")
	for strings.Contains(s, "--") {
		s = strings.ReplaceAll(s, "--", "-")
	}
	return s
}

// tidyASCII is tidy for printable ASCII without anything odd in it, as nearly all texts are; ok if this is one.
func tidyASCII(s string) (plain string, ok bool) {
	out := make([]byte, 0, len(s))
	for i := range len(s) {
		c := s[i]
		switch {
		case c < ' ' || c > '~' || c == '`' || c == '-' && len(out) > 0 && out[len(out)-1] == '-':
			return "", false
		case c == ' ' && (len(out) == 0 || out[len(out)-1] == ' '):
			continue
		case 'A' <= c && c <= 'Z':
			c += 'a' - 'A'
		}
		out = append(out, c)
	}
	return strings.TrimSuffix(string(out), " "), true
}

// brief says whether a text may have no more than so many characters that can be seen, without looking at all of a
// long one: whether it is worth comparing with something short.
func brief(s string, most int) bool {
	for _, r := range s {
		if r > ' ' && r <= '~' || r > '~' && unicode.IsGraphic(r) && !unicode.IsSpace(r) {
			if most--; most < 0 {
				return false
			}
		}
	}
	return true
}

// straight gives a character as a keyboard writes it; -1 for one that cannot be seen.
func straight(r rune) rune {
	switch r {
	case '‘', '’', '‚', '‛', '′', '´', '`', 'ʼ', '‹', '›':
		return '\''
	case '“', '”', '„', '‟', '″', '«', '»':
		return '"'
	case '‐', '‑', '‒', '–', '—', '―', '−', '﹘', '﹣', '－':
		return '-'
	case '⁄':
		return '/'
	}
	switch {
	case r <= '~' && r >= ' ':
		return r
	case unicode.IsSpace(r):
		return ' '
	case unicode.IsControl(r), unicode.In(r, unicode.Cf, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector):
		return -1
	}
	return r
}

// fold gives one character for all that differ in case only.
func fold(r rune) rune {
	if r <= unicode.MaxASCII {
		return unicode.ToLower(r)
	}
	least := r
	for other := unicode.SimpleFold(r); other != r; other = unicode.SimpleFold(other) {
		least = min(least, other)
	}
	return unicode.ToLower(least)
}

// spaced gives a text on one line, as it can be shown, with single spaces.
func spaced(s string) string {
	before := byte(' ')
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' || s[i] == ' ' && before == ' ' {
			return strings.Join(strings.Fields(s), " ")
		}
		before = s[i]
	}
	return strings.TrimSuffix(s, " ") // words of ASCII, as references and names mostly are
}

// cut shortens a text to what fits into a message.
func cut(s string) string {
	const most = 60
	s = spaced(strings.ToValidUTF8(s, "\ufffd"))
	n := 0
	for i := range s {
		if n == most {
			return strings.TrimRight(s[:i], " ") + "…"
		}
		n++
	}
	return s
}

// lettersIn gives the letters and digits of a tidy text, and the signs that mean something: no punctuation and no spaces,
// but for one where they part two digits.
func lettersIn(words string) string {
	var b strings.Builder
	last, parted := ' ', false
	for _, r := range words {
		if !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsNumber(r) && !unicode.IsSymbol(r) && !strings.ContainsRune("%&@#/", r) {
			parted = true
			continue
		}
		if parted && unicode.IsNumber(last) && unicode.IsNumber(r) {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
		last, parted = r, false
	}
	return b.String()
}

// apart shortens two texts to what fits into a message so that it can be seen where they differ: from a little before
// that, if it is far from their beginning.
func apart(a, b string) (string, string) {
	const far, before = 40, 24
	x, y := []rune(spaced(a)), []rune(spaced(b))
	n := 0
	for n < min(len(x), len(y)) && fold(straight(x[n])) == fold(straight(y[n])) {
		n++
	}
	if n <= far {
		return cut(a), cut(b)
	}
	from := n - before
	for from < n && x[from-1] != ' ' {
		from++
	}
	return "…" + cut(string(x[from:])), "…" + cut(string(y[from:]))
}

// Letter gives the letters by which a spreadsheet names a column, from 0: A to Z, AA and so on.
func Letter(column int) string {
	letters := ""
	for n := column + 1; n > 0; n = (n - 1) / 26 {
		letters = string(rune('A'+(n-1)%26)) + letters
	}
	return letters
}
