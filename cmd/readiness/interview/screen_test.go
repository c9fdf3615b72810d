//go:build linux || darwin

package interview

import (
	"strings"
	"testing"

	"github.com/clipperhouse/displaywidth"
)

// A screen is a small terminal: enough of one to see what a person would. It answers nothing it is
// asked, and counts the questions.
type screen struct {
	width, height int
	rows          []string   // scrolled out of sight
	cells         [][]string // one cluster a cell; "" is the right half of a wide one
	x, y          int
	savedX        int
	savedY        int
	wrap          bool // the last column is written: the next character goes to the next row
	hidden        bool // the cursor
	marking       bool // bracketed paste
	asked         int
	rest          string
}

func newScreen(width, height int) *screen {
	s := &screen{width: width, height: height}
	for range height {
		s.cells = append(s.cells, blank(width))
	}
	return s
}

func blank(width int) []string { return strings.Split(strings.Repeat(" ", width), "") }

// resize changes the window as most terminals do: rows are cut or filled, none is wrapped anew.
func (s *screen) resize(width, height int) {
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

func (s *screen) scroll() {
	s.rows = append(s.rows, strings.TrimRight(strings.Join(s.cells[0], ""), " "))
	s.cells = s.cells[1:]
	s.y = max(s.y-1, 0)
}

// String gives what can be seen.
func (s *screen) String() string {
	rows := make([]string, len(s.cells))
	for i, row := range s.cells {
		rows[i] = strings.TrimRight(strings.Join(row, ""), " ")
	}
	return strings.Join(rows, "\n")
}

// all gives what can be seen and what has scrolled away.
func (s *screen) all() string {
	return strings.Join(append(s.rows[:len(s.rows):len(s.rows)], s.String()), "\n")
}

// write takes bytes from the program. What may be half a character or sequence waits for the rest.
func (s *screen) write(b string) {
	s.rest += b
	for s.rest != "" {
		n := s.step(s.rest)
		if n == 0 {
			return
		}
		s.rest = s.rest[n:]
	}
}

func (s *screen) step(b string) int {
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

func (s *screen) newline() {
	s.wrap = false
	if s.y++; s.y >= s.height {
		s.scroll()
		s.cells = append(s.cells, blank(s.width))
		s.y = s.height - 1
	}
}

func (s *screen) put(cluster string, width int) {
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

func (s *screen) escape(b string) int {
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

func (s *screen) sequence(argument string, final byte) {
	n := 0
	for _, r := range strings.TrimPrefix(argument, "?") {
		n = n*10 + int(r-'0')
	}
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
		s.asked++
	case 'h', 'l':
		if n == 25 {
			s.hidden = final == 'l'
		} else if n == 2004 {
			s.marking = final == 'h'
		}
	}
}

func (s *screen) erase(y, mode int) {
	from := s.x
	if mode == 2 {
		from = 0
	}
	copy(s.cells[y][from:], blank(s.width-from))
}

func TestScreen(t *testing.T) {
	s := newScreen(4, 2)
	s.write("ab\r\n漢字x\x1b[A\rZ\x1b7\x1b[K\x1b8Y")
	if got, want := s.all(), "ab\nZY\nx"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
