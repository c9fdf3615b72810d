//go:build linux || darwin || freebsd || netbsd || openbsd || dragonfly

package interview

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/clipperhouse/displaywidth"

	"readiness/cmd/readiness/terminal"
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
func (l *line) press(k terminal.Key) {
	switch k {
	case terminal.Left:
		l.at = max(l.at-1, 0)
	case terminal.Right:
		l.at = min(l.at+1, len(l.text))
	case terminal.Home:
		l.at = 0
	case terminal.End:
		l.at = len(l.text)
	case terminal.Backspace:
		l.remove(l.at-1, l.at)
	case terminal.Delete:
		l.remove(l.at, l.at+1)
	case terminal.DeleteWord:
		from := l.at
		for from > 0 && l.text[from-1] == " " {
			from--
		}
		for from > 0 && l.text[from-1] != " " {
			from--
		}
		l.remove(from, l.at)
	case terminal.DeleteLine:
		l.remove(0, len(l.text))
	default:
		if k >= ' ' {
			l.insert(string(rune(k)))
		}
	}
}

// changed says whether there is something in the line that a draft has not.
func (l *line) changed(draft string) bool { return len(l.text) > 0 && l.String() != draft }

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

// edit has one line typed, starting with a draft. Only the rows round the cursor are shown if there
// are more than the window has. Esc says that the person wants to go back, if they may, and only while
// there is nothing to lose. If the program was stopped meanwhile, the error is errResumed.
func (f *full) edit(draft string, mayLeave bool) (text string, esc bool, err error) {
	draft = clean(draft)
	l := newLine(draft)
	f.out.Begin("\r")
	defer f.out.End()
	above := f.draw(l, 0)
	warned := false
	for pasting := false; ; {
		k, err := f.keys.Next()
		switch {
		case err == nil && !pasting && f.keys.rest(k): // of a word that began in the list before
		case err == nil && k == terminal.Resumed:
			return l.String(), false, errResumed
		case err == nil && k == terminal.EOT && len(l.text) == 0 && !pasting:
			err = io.EOF
			fallthrough
		case err != nil:
			f.out.Print("\n")
			return "", false, err
		case k == terminal.Paste:
			pasting = true
		case k == terminal.Pasted:
			pasting = false
		case pasting && k == terminal.Enter, k == terminal.Tab:
			l.press(' ')
		case k == terminal.Esc && (pasting || !mayLeave || warned && l.changed(draft)):
		case k == terminal.Esc && l.changed(draft):
			f.out.Print(rise(above) + "\r\x1b[J")
			f.show("Enter keeps this, Ctrl-U clears it.")
			above, warned = 0, true
		case k == terminal.Enter, k == terminal.Esc:
			l.at = len(l.text)
			f.draw(l, above)
			f.out.Print("\n")
			return l.String(), k == terminal.Esc, nil
		default:
			l.press(k)
		}
		if !f.keys.Waiting() {
			above = f.draw(l, above)
		}
	}
}

// rise moves the cursor up.
func rise(rows int) string {
	if rows <= 0 {
		return ""
	}
	return fmt.Sprintf("\x1b[%dA", rows)
}

// draw draws the line over its earlier drawing, in which the cursor had some rows above it, and gives
// how many it has now.
func (f *full) draw(l *line, above int) int {
	width, height := f.size()
	rows, row, column := l.rows("> ", width)
	first := 0
	if most := max(height-f.near-1, min(height-2, 3), 1); len(rows) > most {
		first = min(max(row-most/2, 0), len(rows)-most)
		rows = rows[first : first+most]
	}
	row -= first
	var b strings.Builder
	b.WriteString(rise(above) + "\r\x1b[J" + strings.Join(rows, "\n") + rise(len(rows)-1-row) + "\r")
	if column > 0 {
		fmt.Fprintf(&b, "\x1b[%dC", column)
	}
	f.out.Print(b.String())
	return row
}
