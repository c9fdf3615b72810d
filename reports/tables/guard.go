package tables

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// text is what a cell can be made from.
type text interface{ ~string | ~[]byte }

// Guard makes a cell safe for a spreadsheet to open, and to show:
//
//   - one that begins with = + - @, their full-width forms, a tab, a line end or an apostrophe gets an apostrophe
//     before it, so that no spreadsheet takes it for a formula. Whoever reads the cell takes an apostrophe off
//     that stands before one of these, and has the very cell again;
//   - control characters but tabs and line ends, those that change the direction of reading, and what is no
//     character are shown: \u001B, or \xFF for a byte that is not UTF-8;
//   - characters that are not seen are left out, but for the joiners ZWJ and ZWNJ, which some scripts are spelt with.
//
// Any other cell stays as it is.
func Guard(cell string) string {
	if isPlain(cell) {
		return cell
	}
	return string(appendGuarded(nil, cell))
}

func appendGuarded[T text](dst []byte, cell T) []byte {
	if isPlain(cell) {
		return append(dst, cell...)
	}
	at := len(dst)
	for i := 0; i < len(cell); {
		r, size := utf8.DecodeRuneInString(string(cell[i:min(i+utf8.UTFMax, len(cell))]))
		switch {
		case r == utf8.RuneError && size == 1:
			dst = fmt.Appendf(dst, `\x%02X`, cell[i])
		case isKept(r):
			dst = append(dst, cell[i:i+size]...)
		case isShown(r) && r > 0xFFFF:
			dst = fmt.Appendf(dst, `\U%08X`, r)
		case isShown(r):
			dst = fmt.Appendf(dst, `\u%04X`, r)
		}
		i += size
	}
	if isGuarded(dst[at:]) {
		dst = slices.Insert(dst, at, '\'')
	}
	return dst
}

// isPlain says that a cell stays as it is, without looking far.
func isPlain[T text](cell T) bool {
	if len(cell) == 0 {
		return true
	}
	switch cell[0] {
	case '=', '+', '-', '@', '\'':
		return false
	}
	for i := 0; i < len(cell); i++ {
		if c := cell[i]; c < ' ' || c >= 0x7F {
			return false
		}
	}
	return true
}

func hasSpaceAtEnd[T text](cell T) bool {
	return len(cell) > 0 && (cell[0] == ' ' || cell[len(cell)-1] == ' ')
}

// isGuarded says whether a cell gets an apostrophe before it.
func isGuarded(cell []byte) bool {
	switch r, _ := utf8.DecodeRune(cell); r {
	case '=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n', '\'':
		return true
	}
	return false
}

// isKept says whether a character stays.
func isKept(r rune) bool {
	switch {
	case r >= ' ' && r < 0x7F, r == '\t', r == '\r', r == '\n', r == '\u200C', r == '\u200D':
		return true
	case unicode.Is(unicode.Prepended_Concatenation_Mark, r):
		return true // signs that are seen, though Unicode files them with those that are not
	}
	return !unicode.In(r, unicode.Cc, unicode.Cf, unicode.Other_Default_Ignorable_Code_Point, unicode.Noncharacter_Code_Point)
}

// isShown says of a character that does not stay whether it is shown, and not left out.
func isShown(r rune) bool {
	return unicode.In(r, unicode.Cc, unicode.Bidi_Control, unicode.Noncharacter_Code_Point)
}

// oneLine gives a text with its line ends and tabs as single spaces, and no space at its ends.
func oneLine(s string) string {
	const ends = "\t\r\n\u2028\u2029"
	if strings.ContainsAny(s, ends) {
		s = strings.Join(strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(ends, r) }), " ")
	}
	return strings.TrimSpace(s)
}

// mostInCell is how much a cell of a workbook can hold, in UTF-16 units.
const mostInCell = 32767

// half is a text that stands in a workbook for half a character, so that no workbook holds it as a text.
var half = regexp.MustCompile(`_(x[dD][89a-fA-F][[:xdigit:]]{2}_)`)

// shown makes a text from outside a cell of the matrix: one line, guarded, and such that a workbook can hold it. What
// is cut off is said.
func shown(s string) string {
	if len(s) <= mostInCell && isPlain(s) && !hasSpaceAtEnd(s) && !strings.Contains(s, "_x") {
		return s
	}
	s = Guard(oneLine(s))
	for half.MatchString(s) { // twice if two have an underscore in common
		s = half.ReplaceAllString(s, `\u005F$1`)
	}
	if len(s) <= mostInCell || unitsOf(s) <= mostInCell {
		return s
	}
	said := fmt.Sprintf("… (cut here, as a cell cannot hold all %d characters)", utf8.RuneCountInString(s))
	room := mostInCell - unitsOf(said)
	for i, r := range s {
		if room -= utf16.RuneLen(r); room < 0 {
			return s[:i] + said
		}
	}
	return s
}

// unitsOf is the length of a text in UTF-16, as workbooks count.
func unitsOf(s string) int {
	n := 0
	for _, r := range s {
		n += utf16.RuneLen(r)
	}
	return n
}
