// Package typing puts one typing exercise: a passage to copy, and the keys on their way to package assess,
// which measures. What is offered before and said after is the affair of the caller.
//
// # The two forms
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
// that come one upon another, nor in the plain form a line that comes faster than anyone types, by
// itself or together with those before it, or one on which nothing was typed.
// Nothing else is lost by it. Everything a person could type while they look at the passage only,
// such as Tab and the arrows, does nothing, nor does Backspace where there was no key yet. Esc (live) or
// q (plain) leaves the exercise: it is then not taken. So it is if the input ends before the time is up,
// and in the plain form if it takes more than an hour.
package typing

// LeastWidth and LeastHeight are those of the least window in which the live exercise can be seen, in characters.
const (
	LeastWidth  = 20
	LeastHeight = 6
)

// A Passage is a text to copy. Its words are parted by spaces or ends of lines.
type Passage struct{ ID, Text string }
