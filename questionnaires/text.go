package questionnaires

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"readiness/assess"
)

// isInvisible says whether a character would be unseen and could mislead: controls, marks that turn
// the direction of writing, and what Unicode calls ignorable. The joiners U+200C and U+200D stay, as
// some scripts and emoji need them.
func isInvisible(r rune) bool {
	switch {
	case ' ' <= r && r <= '~', r == '\u200c', r == '\u200d', unicode.Is(unicode.Prepended_Concatenation_Mark, r):
		return false
	}
	return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r)
}

// unbroken joins the lines of a text with spaces, and its paragraphs, which blank lines part, with
// between.
func unbroken(s, between string) string {
	if !strings.Contains(s, "\n") {
		return s
	}
	var b strings.Builder
	join := ""
	for line := range strings.SplitSeq(s, "\n") {
		line = strings.Trim(line, " \t\r")
		switch {
		case line != "":
			b.WriteString(join)
			b.WriteString(line)
			join = " "
		case b.Len() > 0:
			join = between
		}
	}
	return b.String()
}

// isID says whether s is an id: lower-case letters, digits and hyphens, a letter first.
func isID(s string) bool {
	if s == "" || len(s) > maxID || s[0] < 'a' || s[0] > 'z' {
		return false
	}
	return !strings.ContainsFunc(s, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '-'
	})
}

// toID gives the id that is nearest to a text, or "" if there is none.
func toID(s string) string {
	words := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	})
	if id := strings.Join(words, "-"); isID(id) {
		return id
	}
	return ""
}

// shown cuts what someone wrote to a length that fits into a message.
func shown(s string) string {
	const most = 60
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most]) + "…"
}

// oneOf lists words for a remedy: "a", "b" or "c", in quotes.
func oneOf[T ~string](words []T) string {
	var b strings.Builder
	for i, w := range words {
		switch {
		case i > 0 && i == len(words)-1:
			b.WriteString(" or ")
		case i > 0:
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "%q", w)
	}
	return b.String()
}

// like gives `; did you mean "…"?` if one of the words is near.
func like(s string, words []string) string {
	if near := assess.Nearest(s, words); near != "" {
		return fmt.Sprintf("; did you mean %q?", near)
	}
	return ""
}

func asTexts[T ~string](words []T) []string {
	list := make([]string, len(words))
	for i, w := range words {
		list[i] = string(w)
	}
	return list
}

// items counts in words.
func items(n int) string {
	if n == 1 {
		return "1 item"
	}
	return fmt.Sprintf("%d items", n)
}
