// Package typing is the typing exercise as a person meets it: a passage to copy, the keys on their way
// to package assess, which measures, and the result in words.
//
// # The fronts
//
// [Live] is for a terminal that can move its cursor. It shows the passage, what was typed marked in it,
// and the time left. Under each line of the passage is a line for signs: where something else was typed,
// the character that was; _ where something is missing, + where something is too much, * for what cannot
// be shown in one column. No colour is used, and nothing is said by a shade alone.
//
// [Plain] goes line by line and redraws nothing. It is for screen readers, pipes and simple terminals.
// What is taken back within a line cannot be seen there, so only what was left is measured, over whole
// seconds, rounded up.
//
// # What counts
//
// The time runs from the first key (live) or from the first line of the passage (plain). Enter is a
// space. Only keys count: what the terminal marks as pasted does not, nor more than [most] characters
// that come one upon another, nor in the plain form a line that comes faster than anyone types.
// Nothing else is lost by it. Everything a person could type while they look at the passage only,
// such as Tab and the arrows, does nothing. Esc (live) or q (plain) leaves the exercise: it is then not
// taken.
package typing

import (
	"time"

	"readiness/assess"
	"readiness/cmd/readiness/terminal"
	"readiness/reports"
)

// A Front puts the exercise to a person. Until it is closed, nothing else may write to its terminal.
// The error of a method is io.EOF if the input ended, [ErrInterrupted] after Ctrl-C or once closed.
type Front interface {
	// How says in a paragraph how to type here.
	How() string
	// Say shows paragraphs, wrapped.
	Say(paragraphs ...string) error
	// Show shows a text as it is.
	Show(text string) error
	// Choose has one of some choices chosen, and gives its key. Enter alone is the first of them; to
	// leave, by Esc or q, is the last.
	Choose(ask string, choices ...Choice) (rune, error)
	// Type has a passage typed for a time; taken is false if the person left before its end.
	Type(p Passage, length time.Duration) (t assess.TypingRecord, taken bool, err error)
	// Close gives the terminal back as it was. Closing again does nothing.
	Close() error
}

// LeastWidth and LeastHeight are those of the least window in which the live exercise can be seen, in characters.
const (
	LeastWidth  = 20
	LeastHeight = 6
)

// A Passage is a text to copy. Its words are parted by spaces or ends of lines.
type Passage struct{ ID, Text string }

// A Choice is a key and what it does.
type Choice struct {
	Key  rune // a lower case letter
	Says string
}

// wrap is reports.Wrap of cleaned paragraphs, with an empty line for one without words.
func wrap(paragraphs []string, width int) []string {
	var lines []string
	for _, p := range paragraphs {
		if p == "" {
			lines = append(lines, "")
			continue
		}
		lines = append(lines, reports.Wrap(reports.Clean(p), width)...)
	}
	return lines
}

// ErrInterrupted is what a front gives after Ctrl-C, or once it is closed.
var ErrInterrupted = terminal.ErrInterrupted

// A Clock tells the time, and when it goes on.
type Clock struct {
	Now func() time.Time
	// Every gives the time again and again, until stop is called.
	Every func(time.Duration) (ticks <-chan time.Time, stop func())
}
