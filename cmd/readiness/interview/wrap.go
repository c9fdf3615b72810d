package interview

import (
	"strings"

	"github.com/clipperhouse/displaywidth"
)

// wrap breaks a text at spaces into lines of at most width columns. A word longer than a line is
// broken between characters as a person sees them. There is at least one line.
func wrap(text string, width int) []string {
	width = max(width, 1)
	var lines []string
	line, used := "", 0
	for _, word := range strings.Fields(text) {
		wide := displaywidth.String(word)
		if line != "" && used+1+wide <= width {
			line, used = line+" "+word, used+1+wide
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		pieces := chop(word, width)
		lines = append(lines, pieces[:len(pieces)-1]...)
		line = pieces[len(pieces)-1]
		used = displaywidth.String(line)
	}
	return append(lines, line)
}

// chop cuts a text into pieces of at most width columns, wherever they end.
func chop(text string, width int) []string {
	pieces := []string{""}
	used := 0
	for _, c := range clusters(text) {
		wide := displaywidth.String(c)
		if used > 0 && used+wide > width {
			pieces = append(pieces, "")
			used = 0
		}
		pieces[len(pieces)-1] += c
		used += wide
	}
	return pieces
}

// clusters gives the characters of a text as a person sees them.
func clusters(text string) []string {
	var found []string
	for g := displaywidth.StringGraphemes(text); g.Next(); {
		found = append(found, g.Value())
	}
	return found
}

// hang wraps a text such that all lines but the first are indented.
func hang(text string, width, indent int) string {
	return strings.Join(wrap(text, width-indent), "\n"+strings.Repeat(" ", indent))
}

// shorten cuts a text that is wider than width, and shows that it did.
func shorten(text string, width int) string {
	return displaywidth.TruncateString(text, width, "...")
}
