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
const PlainHow = "You get one line at a time. Type it and press Enter, which is the space at its end. The time starts with the first line; " +
	"when it is up, the line under way is the last. A line with only q leaves."

// Plain has a passage typed line by line. Taken is false if the person left, or if what came was not
// typed; the error is io.EOF if the input ended before the time was up, terminal.ErrInterrupted once
// the lines are closed.
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
		case r.refused == 0 && r.last.Sub(r.begun) >= length:
			return r.measure(p), true, nil
		}
		if err := lines.Print(r.rows[len(r.typed)%len(r.rows)] + "\n"); err != nil {
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
	early   time.Duration // by how much the lines that count came before the fastest typist's
	refused int           // lines in a row
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
	case text == "q":
		return true, nil
	}
	n := time.Duration(utf8.RuneCountInString(text) + 1)
	early := max(r.early+n*time.Second/fastest-got.At.Sub(r.last), 0) // a rest earns nothing
	r.last = got.At
	if early <= most*time.Second/fastest {
		r.typed, r.early, r.refused = append(r.typed, text), early, 0
		return false, nil
	}
	if r.refused++; r.refused == inVain {
		return true, r.lines.Print(fmt.Sprintf("\nStopped: %d lines in a row came faster than anyone types.\n", inVain))
	}
	return false, r.lines.Print("\nThat line came faster than anyone types, so it does not count. Please type it:\n")
}

// measure measures over whole seconds, rounded up: so a kept result gives the same figures again, and
// none flatters.
func (r *recital) measure(p Passage) assess.TypingRecord {
	took := (r.last.Sub(r.begun) + time.Second - 1).Truncate(time.Second)
	return assess.MeasureTyping(p.ID, p.Text, strings.Join(r.typed, " "), max(took, time.Second))
}
