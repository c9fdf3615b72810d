package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"golang.org/x/term"
)

// A meter shows how far the work is: a line on a terminal, redrawn now and then, and nothing in a pipe. It is ours
// because the progress bars there are cost each start of the program more than all else, by the tables of character
// widths that they read.
type meter struct {
	out   io.Writer // nil for none
	width int
	size  int64 // of the work, in bytes
	begun time.Time
	shown time.Time // last
}

// redraw is how often the line is drawn at most.
const redraw = 200 * time.Millisecond

// newMeter begins a line on standard error for work on so many bytes; without a known size there is none.
func (p *program) newMeter(size int64) *meter {
	m := &meter{size: size, begun: time.Now(), shown: time.Now()}
	if f := terminal(p.stderr); f != nil && size > 0 && os.Getenv("TERM") != "dumb" {
		if width, _, err := term.GetSize(int(f.Fd())); err == nil {
			m.out, m.width = f, width
		}
	}
	return m
}

// at says how many rows are done, and how many bytes of the table have been used.
func (m *meter) at(rows int, read int64) {
	if now := time.Now(); m.out != nil && now.Sub(m.shown) >= redraw {
		m.shown = now
		fmt.Fprintf(m.out, "\r%s\x1b[K", gauge(m.width-1, float64(read)/float64(m.size), rows, now.Sub(m.begun)))
	}
}

// end takes the line away.
func (m *meter) end() {
	if m.out != nil && m.shown.After(m.begun) {
		fmt.Fprint(m.out, "\r\x1b[K")
	}
}

// gauge gives the line, of at most so many columns: a bar, the time left, the rows and their rate.
func gauge(width int, done float64, rows int, took time.Duration) string {
	done = min(max(done, 0), 1)
	says := fmt.Sprintf("%3d %%", int(100*done))
	if done > 0 {
		left := time.Duration(float64(took) * (1 - done) / done).Round(time.Second)
		says += fmt.Sprintf("  %d:%02d left", int(left.Minutes()), int(left.Seconds())%60)
	}
	says += fmt.Sprintf("  %d rows, %.0f a second", rows, float64(rows)/max(took.Seconds(), 1e-3))
	if bar := min(30, width-len(says)-4); bar > 5 {
		full := int(done * float64(bar))
		says = "[" + strings.Repeat("#", full) + strings.Repeat(".", bar-full) + "]  " + says
	}
	return says[:min(len(says), max(width, 0))]
}
