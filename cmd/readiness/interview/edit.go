//go:build linux || darwin || freebsd || netbsd || openbsd || dragonfly

package interview

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/clipperhouse/displaywidth"
)

// longestLine is the most a person can type into one line, in characters as they see them. It leaves
// room to shorten an answer that is too long.
const longestLine = 5000

// longestCharacter is the most bytes one of them can have; no script has longer ones.
const longestCharacter = 100

// A line is text being edited. Its unit is the character as a person sees it (grapheme cluster), so
// that an accent or an emoji of several code points moves and is rubbed out as one.
type line struct {
	text []string
	at   int // the cursor stands before text[at]
}

func newLine(text string) *line {
	l := &line{text: clusters(text)}
	l.at = len(l.text)
	return l
}

func (l *line) String() string { return strings.Join(l.text, "") }

// press changes the line as a key says.
func (l *line) press(k key) {
	switch k {
	case keyLeft:
		l.at = max(l.at-1, 0)
	case keyRight:
		l.at = min(l.at+1, len(l.text))
	case keyHome:
		l.at = 0
	case keyEnd:
		l.at = len(l.text)
	case keyBackspace:
		l.remove(l.at-1, l.at)
	case keyDelete:
		l.remove(l.at, l.at+1)
	case keyDeleteWord:
		from := l.at
		for from > 0 && l.text[from-1] == " " {
			from--
		}
		for from > 0 && l.text[from-1] != " " {
			from--
		}
		l.remove(from, l.at)
	case keyDeleteLine:
		l.remove(0, len(l.text))
	default:
		if k >= ' ' {
			l.insert(string(rune(k)))
		}
	}
}

func (l *line) remove(from, to int) {
	if from < 0 || to > len(l.text) {
		return
	}
	l.text = slices.Delete(l.text, from, to)
	l.at = from
}

// insert puts a character at the cursor. It may join what stands before it.
func (l *line) insert(character string) {
	from := max(l.at-1, 0)
	before := strings.Join(l.text[from:l.at], "")
	if len(l.text) >= longestLine || len(before) > longestCharacter {
		return
	}
	joined := clusters(before + character)
	l.text = slices.Replace(l.text, from, l.at, joined...)
	l.at = from + len(joined)
}

// rows lays the line out in rows of less than width columns, so that the terminal never wraps it, and
// gives the row and the column of the cursor.
func (l *line) rows(prompt string, width int) (rows []string, row, column int) {
	width = max(width-1, 2)
	rows = []string{prompt}
	used := displaywidth.String(prompt)
	for i, c := range l.text {
		wide := displaywidth.String(c)
		if used+wide > width {
			rows, used = append(rows, ""), 0
		}
		if i == l.at {
			row, column = len(rows)-1, used
		}
		rows[len(rows)-1] += c
		used += wide
	}
	if l.at == len(l.text) {
		row, column = len(rows)-1, used
	}
	return rows, row, column
}

// noMarks ends the marking of what is pasted.
const noMarks = "\x1b[?2004l"

// edit has one line typed, starting with a draft. Only the rows round the cursor are shown if there
// are more than the window has. Esc says that the person wants to go back.
func (f *full) edit(draft string) (text string, esc bool, err error) {
	l := newLine(clean(draft))
	f.out.begin(noMarks)
	f.out.print("\x1b[?2004h") // pasted lines come marked, so that none answers the next question
	defer func() {
		f.out.end()
		f.out.print(noMarks)
	}()
	above := f.draw(l, 0)
	for pasting := false; ; {
		k, err := f.keys.next()
		switch {
		case err == nil && k == keyEOT && len(l.text) == 0:
			err = io.EOF
			fallthrough
		case err != nil:
			f.out.print("\n")
			return "", false, err
		case k == keyPaste:
			pasting = true
		case k == keyPasted:
			pasting = false
		case pasting && k == keyEnter, k == keyTab:
			l.press(' ')
		case k == keyEnter, k == keyEsc:
			l.at = len(l.text)
			f.draw(l, above)
			f.out.print("\n")
			return l.String(), k == keyEsc, nil
		default:
			l.press(k)
		}
		if !f.keys.waiting() {
			above = f.draw(l, above)
		}
	}
}

// draw draws the line over its earlier drawing, in which the cursor had some rows above it, and gives
// how many it has now.
func (f *full) draw(l *line, above int) int {
	width, height := f.size()
	rows, row, column := l.rows("> ", width)
	first := 0
	if most := max(height-2, 1); len(rows) > most {
		first = min(max(row-most/2, 0), len(rows)-most)
		rows = rows[first : first+most]
	}
	row -= first
	var b strings.Builder
	up := func(n int) {
		if n > 0 {
			fmt.Fprintf(&b, "\x1b[%dA", n)
		}
	}
	up(above)
	b.WriteString("\r\x1b[J" + strings.Join(rows, "\n"))
	up(len(rows) - 1 - row)
	b.WriteString("\r")
	if column > 0 {
		fmt.Fprintf(&b, "\x1b[%dC", column)
	}
	f.out.print(b.String())
	return row
}
