package interview

import (
	"strings"

	"github.com/clipperhouse/displaywidth"

	"readiness/reports"
)

// mostWidth is the most columns a text gets, however wide the window: longer lines are hard to come back from.
const mostWidth = 80

// wrap is reports.Wrap, with at least one line: a blank one is asked for where it stands.
func wrap(text string, width int) []string {
	if lines := reports.Wrap(text, max(width, 1)); len(lines) > 0 {
		return lines
	}
	return []string{""}
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
