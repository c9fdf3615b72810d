package typing

import (
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"readiness/assess"
	"readiness/cmd/readiness/terminal"
	"readiness/reports"
)

// Limits of the plain form.
const (
	lineWidth = 70 // of the passage, at most
	fastest   = 30 // characters a second; the fastest typists reach about 20
	inVain    = 3  // lines in a row that are refused before the exercise is given up
)

// PlainHow says in a paragraph how to type line by line.
const PlainHow = "You get one line at a time. Type it, correct it if you like, and press Enter, which is the space at its end. " +
	"The time starts with the first line; when it is up, the line under way is the last. A line with only q leaves. " +
	"The time runs while you listen, too: if you hear each line before you type it, your speed comes out lower than it is. " +
	"You can leave this exercise out."

// Plain has a passage typed line by line. Taken is false if the person left, if what came was not
// typed, or if it took longer than assess.MostTyping; the error is io.EOF if the input ended before the
// time was up, terminal.ErrInterrupted once the lines are closed.
func Plain(lines *terminal.Lines, p Passage, length time.Duration) (t assess.TypingRecord, taken bool, err error) {
	r := recital{lines: lines, rows: reports.Wrap(p.Text, min(lines.Width-1, lineWidth))}
	if err := lines.Print("\n" + r.rows[0] + "\n"); err != nil {
		return t, false, err
	}
	r.begun = lines.Now()
	r.last = r.begun
	for {
		switch left, err := r.hear(); {
		case err != nil || left:
			return t, false, err
		case r.took() > assess.MostTyping:
			return t, false, lines.Print("\nThat took more than an hour, so it is not measured.\n")
		case r.counted && r.last.Sub(r.begun) >= length:
			return assess.MeasureTyping(p.ID, p.Text, strings.Join(r.typed, " "), r.took()), true, nil
		}
		if err := lines.Print(r.row() + "\n"); err != nil {
			return t, false, err
		}
	}
}

// A recital is a passage being typed line by line.
type recital struct {
	lines   *terminal.Lines
	rows    []string // of the passage
	typed   []string // the lines that count
	begun   time.Time
	last    time.Time     // when the last line came
	counted bool          // the last line does
	early   time.Duration // by how much the lines that count came before the fastest typist's
	refused int           // lines in a row
}

// row is the line of the passage that is to be typed.
func (r *recital) row() string { return r.rows[len(r.typed)%len(r.rows)] }

// took is the time up to the last line in whole seconds, rounded up: so a kept result gives the same
// figures again, and none flatters.
func (r *recital) took() time.Duration {
	return max((r.last.Sub(r.begun) + time.Second - 1).Truncate(time.Second), time.Second)
}

// leaves says whether a line is to leave the exercise, and not the row itself.
func (r *recital) leaves(text string) bool {
	text = strings.TrimSpace(text)
	return (strings.EqualFold(text, "q") || strings.EqualFold(text, "quit")) && !strings.EqualFold(text, r.row())
}

// hear takes the next line, and says whether the exercise is left.
func (r *recital) hear() (left bool, err error) {
	got, err := r.lines.Next()
	text := strings.TrimRight(norm.NFC.String(strings.ToValidUTF8(got.Text, "\uFFFD")), " ")
	switch {
	case err != nil:
		return false, err
	case !got.Enter: // what stands before the end of the input
		return false, io.EOF
	case r.leaves(text):
		return true, nil
	}
	n := time.Duration(utf8.RuneCountInString(text) + 1)
	early := max(r.early+n*time.Second/fastest-got.At.Sub(r.last), 0) // a rest earns nothing
	r.last, r.counted = got.At, false
	switch inTime := early <= most*time.Second/fastest; {
	case inTime && strings.TrimSpace(text) == "": // Enter pressed twice
		r.early = early
		return false, r.lines.Print("\nNothing was typed. Please type:\n")
	case inTime:
		r.typed, r.early, r.refused, r.counted = append(r.typed, text), early, 0, true
		return false, nil
	}
	if r.refused++; r.refused == inVain {
		return true, r.lines.Print(fmt.Sprintf("\nStopped: %d lines in a row came faster than anyone types.\n", inVain))
	}
	return false, r.lines.Print("\nThat line came faster than anyone types, so it does not count. Please type it:\n")
}
