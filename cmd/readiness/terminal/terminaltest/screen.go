//go:build linux || darwin

package terminaltest

import (
	"strings"

	"github.com/clipperhouse/displaywidth"
)

// A Screen is a small terminal: enough of one to see what a person would. It answers nothing it is
// Asked, and counts the questions.
type Screen struct {
	width, height int
	rows          []string   // scrolled out of sight
	cells         [][]string // one cluster a cell; "" is the right half of a wide one
	x, y          int
	savedX        int
	savedY        int
	wrap          bool // the last column is written: the next character goes to the next row
	Hidden        bool // the cursor
	Marking       bool // bracketed paste
	Asked         int
	rest          string
	other         *Screen // the one behind the alternate screen; nil if this is not shown
}

// NewScreen gives an empty one.
func NewScreen(width, height int) *Screen {
	s := &Screen{width: width, height: height}
	for range height {
		s.cells = append(s.cells, blank(width))
	}
	return s
}

func blank(width int) []string { return strings.Split(strings.Repeat(" ", width), "") }

// Resize changes the window as most terminals do: rows are cut or filled, none is wrapped anew.
func (s *Screen) Resize(width, height int) {
	for len(s.cells) > height {
		s.scroll()
	}
	for len(s.cells) < height {
		s.cells = append(s.cells, blank(width))
	}
	for i, row := range s.cells {
		s.cells[i] = append(row, blank(width)...)[:width]
	}
	s.width, s.height = width, height
	s.x, s.y = min(s.x, width-1), min(s.y, height-1)
}

func (s *Screen) scroll() {
	s.rows = append(s.rows, strings.TrimRight(strings.Join(s.cells[0], ""), " "))
	s.cells = s.cells[1:]
	s.y = max(s.y-1, 0)
}

// String gives what can be seen.
func (s *Screen) String() string {
	rows := make([]string, len(s.cells))
	for i, row := range s.cells {
		rows[i] = strings.TrimRight(strings.Join(row, ""), " ")
	}
	return strings.Join(rows, "\n")
}

// All gives what can be seen and what has scrolled away.
func (s *Screen) All() string {
	return strings.Join(append(s.rows[:len(s.rows):len(s.rows)], s.String()), "\n")
}

// Print takes bytes from the program. What may be half a character or sequence waits for the rest.
func (s *Screen) Print(b string) {
	s.rest += b
	for s.rest != "" {
		n := s.step(s.rest)
		if n == 0 {
			return
		}
		s.rest = s.rest[n:]
	}
}

func (s *Screen) step(b string) int {
	switch b[0] {
	case '\r':
		s.x, s.wrap = 0, false
	case '\n':
		s.newline()
	case 0x1b:
		return s.escape(b)
	default:
		end := strings.IndexAny(b, "\r\n\x1b")
		if end < 0 {
			end = len(b)
		}
		for g := displaywidth.StringGraphemes(b[:end]); g.Next(); {
			s.put(g.Value(), g.Width())
		}
		return end
	}
	return 1
}

func (s *Screen) newline() {
	s.wrap = false
	if s.y++; s.y >= s.height {
		s.scroll()
		s.cells = append(s.cells, blank(s.width))
		s.y = s.height - 1
	}
}

func (s *Screen) put(cluster string, width int) {
	if width == 0 {
		return
	}
	if s.wrap || s.x+width > s.width {
		s.x = 0
		s.newline()
	}
	s.cells[s.y][s.x] = cluster
	if width == 2 {
		s.cells[s.y][s.x+1] = ""
	}
	s.x += width
	if s.x >= s.width {
		s.x, s.wrap = s.width-1, true
	}
}

func (s *Screen) escape(b string) int {
	if len(b) < 2 {
		return 0
	}
	switch b[1] {
	case '7':
		s.savedX, s.savedY = s.x, s.y
		return 2
	case '8':
		s.x, s.y, s.wrap = min(s.savedX, s.width-1), min(s.savedY, s.height-1), false
		return 2
	}
	end := strings.IndexFunc(b[2:], func(r rune) bool { return r >= 0x40 && r <= 0x7e })
	if end < 0 {
		return 0
	}
	s.sequence(b[2:2+end], b[2+end])
	return 3 + end
}

func (s *Screen) sequence(argument string, final byte) {
	n := number(strings.TrimPrefix(argument, "?"))
	s.wrap = false
	switch final {
	case 'A':
		s.y = max(s.y-max(n, 1), 0)
	case 'B':
		s.y = min(s.y+max(n, 1), s.height-1)
	case 'C':
		s.x = min(s.x+max(n, 1), s.width-1)
	case 'D':
		s.x = max(s.x-max(n, 1), 0)
	case 'G':
		s.x = max(n-1, 0)
	case 'K':
		s.erase(s.y, n)
	case 'J':
		s.erase(s.y, 0)
		for y := s.y + 1; y < s.height; y++ {
			s.erase(y, 2)
		}
	case 'n':
		s.Asked++
	case 'h', 'l':
		if n == 25 {
			s.Hidden = final == 'l'
		} else if n == 2004 {
			s.Marking = final == 'h'
		} else if n == 1049 {
			s.alternate(final == 'h')
		}
	case 'H':
		s.x, s.y = 0, 0
		if row, column, both := strings.Cut(argument, ";"); both {
			s.y, s.x = number(row)-1, number(column)-1
		} else if argument != "" {
			s.y = number(argument) - 1
		}
		s.y, s.x = max(min(s.y, s.height-1), 0), max(min(s.x, s.width-1), 0)
	case 'm':
	}
}

func (s *Screen) erase(y, mode int) {
	from := s.x
	if mode == 2 {
		from = 0
	}
	copy(s.cells[y][from:], blank(s.width-from))
}

// number reads the digits that a text begins with.
func number(text string) int {
	n := 0
	for _, r := range text {
		if r < '0' || r > '9' {
			break
		}
		n = n*10 + int(r-'0')
	}
	return n
}

// alternate shows the alternate screen, or what was there before it.
func (s *Screen) alternate(on bool) {
	switch {
	case on && s.other == nil:
		kept := *s
		fresh := NewScreen(s.width, s.height)
		s.other, s.cells, s.x, s.y = &kept, fresh.cells, 0, 0
	case !on && s.other != nil:
		kept := s.other
		s.other = nil
		s.cells, s.x, s.y = kept.cells, kept.x, kept.y
		width, height := s.width, s.height
		s.width, s.height = kept.width, kept.height
		s.Resize(width, height)
	}
}

// Cursor gives the column and the row of the cursor, from 0.
func (s *Screen) Cursor() (x, y int) { return s.x, s.y }

// Alternate says whether the alternate screen is shown.
func (s *Screen) Alternate() bool { return s.other != nil }
