package reports

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Clean makes a text safe to show: one line in NFC, without characters that steer a terminal, change
// the direction of reading or cannot be seen. Tabs and the ends of lines become spaces; control
// characters and what is not UTF-8 become U+FFFD; unseen characters are dropped, but for the joiners
// ZWJ and ZWNJ, which some scripts are spelt with. Clean text stays as it is.
func Clean(s string) string {
	return norm.NFC.String(strings.Map(clean, strings.ToValidUTF8(s, "\uFFFD")))
}

func clean(r rune) rune {
	switch {
	case r >= ' ' && r < 0x7F, r == '\u200C', r == '\u200D':
		return r
	case unicode.Is(unicode.Prepended_Concatenation_Mark, r):
		return r // signs that are seen, though Unicode files them with those that are not
	case unicode.IsSpace(r) && unicode.In(r, unicode.Cc, unicode.Zl, unicode.Zp):
		return ' '
	case unicode.Is(unicode.Cc, r), unicode.Is(unicode.Noncharacter_Code_Point, r):
		return '\uFFFD'
	case unicode.Is(unicode.Cf, r), unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r):
		return -1
	}
	return r
}
