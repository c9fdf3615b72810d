package typing

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"readiness/assess"
	"readiness/reports"
)

// Limits of the plain front.
const (
	lineBytes  = 16 << 10 // longer lines are refused
	plainWidth = 80       // where none is given
	lineWidth  = 70       // of the passage, at most
	fastest    = 30       // characters a second; the fastest typists reach about 20
	inVain     = 3        // lines in a row that are refused before the exercise is given up
)

// A plain front goes line by line.
type plain struct {
	in     *bufio.Reader
	out    io.Writer
	width  int
	clock  Clock
	failed error      // the first error of out
	coming chan typed // a reading under way; nil if none is
	done   chan struct{}
	once   sync.Once
}

// typed is what came of reading a line, and when.
type typed struct {
	line string
	at   time.Time
	err  error
}

// Plain gives the front that goes line by line, without escape codes. Lines are wrapped at width
// columns, 80 if it is 0. In is read by one buffered reader, so the front serves the whole sitting.
func Plain(in io.Reader, out io.Writer, width int, clock Clock) Front {
	if width <= 0 {
		width = plainWidth
	}
	return &plain{in: bufio.NewReaderSize(in, lineBytes), out: out, width: width, clock: clock, done: make(chan struct{})}
}

func (p *plain) Close() error {
	p.once.Do(func() { close(p.done) })
	return nil
}

func (p *plain) How() string {
	return "You get one line at a time. Type it and press Enter, which is the space at its end. The time starts with the first line; " +
		"when it is up, the line under way is the last. A line with only q leaves."
}

func (p *plain) Say(paragraphs ...string) error {
	return p.Show(strings.Join(wrap(paragraphs, p.width), "\n") + "\n")
}

func (p *plain) Show(text string) error { return p.print("\n" + text) }

func (p *plain) print(text string) error {
	if p.failed == nil {
		_, p.failed = io.WriteString(p.out, text)
	}
	return p.failed
}

func (p *plain) Choose(ask string, choices ...Choice) (rune, error) {
	how := []string{ask}
	var keys []string
	for i, c := range choices {
		key := string(c.Key)
		if i == 0 {
			key = "Enter alone"
		}
		keys = append(keys, key)
		how = append(how, key+": "+c.Says)
	}
	if err := p.Say(how...); err != nil {
		return 0, err
	}
	for wrong := 0; ; wrong++ {
		got, err := p.line()
		if err != nil {
			return 0, err
		}
		word := strings.ToLower(strings.TrimSpace(got.line))
		if word == "" {
			return choices[0].Key, nil
		}
		for _, c := range choices {
			if word == string(c.Key) {
				return c.Key, nil
			}
		}
		if wrong >= inVain {
			return 0, io.EOF
		}
		if err := p.Say(fmt.Sprintf("Please press Enter, after one of these letters or alone: %s.", strings.Join(keys, ", "))); err != nil {
			return 0, err
		}
	}
}

func (p *plain) Type(passage Passage, length time.Duration) (t assess.TypingRecord, taken bool, err error) {
	lines := reports.Wrap(passage.Text, min(p.width-1, lineWidth))
	if err := p.print("\n" + lines[0] + "\n"); err != nil {
		return t, false, err
	}
	begun := p.clock.Now()
	last := begun
	var left []string
	for refused := 0; ; {
		got, err := p.line()
		text := strings.TrimRight(got.line, " ")
		switch {
		case err == io.EOF && len(left) > 0:
			return measureLines(passage, left, last.Sub(begun)), true, nil
		case err != nil:
			return t, false, err
		case text == "q":
			return t, false, nil
		case tooFast(text, got.at.Sub(last)):
			if refused++; refused == inVain {
				return t, false, p.Say(fmt.Sprintf("Stopped: %d lines in a row came faster than anyone types.", inVain))
			}
			err = p.print("\nThat line came faster than anyone types, so it does not count. Please type it:\n")
		default:
			refused = 0
			left = append(left, text)
		}
		if last = got.at; refused == 0 && last.Sub(begun) >= length {
			return measureLines(passage, left, last.Sub(begun)), true, nil
		}
		if err == nil {
			err = p.print(lines[len(left)%len(lines)] + "\n")
		}
		if err != nil {
			return t, false, err
		}
	}
}

// measureLines measures lines, over whole seconds, rounded up: so a kept result gives the same figures
// again, and none flatters.
func measureLines(p Passage, left []string, took time.Duration) assess.TypingRecord {
	took = (took + time.Second - 1).Truncate(time.Second)
	return assess.MeasureTyping(p.ID, p.Text, strings.Join(left, " "), max(took, time.Second))
}

// tooFast says whether nobody can have typed a line in a time.
func tooFast(text string, took time.Duration) bool {
	n := utf8.RuneCountInString(text)
	return n > most && time.Duration(n)*time.Second > fastest*took
}

// line waits for a line. One reading may still be under way when the front is closed.
func (p *plain) line() (typed, error) {
	if p.coming == nil {
		coming := make(chan typed, 1)
		p.coming = coming
		go func() { coming <- p.read() }()
	}
	select {
	case <-p.done:
		return typed{}, ErrInterrupted
	case got := <-p.coming:
		p.coming = nil
		return got, got.err
	}
}

// read reads a line, however it ends, and nothing of what stands before the end of the input without an
// Enter. Of a line that is far too long only the beginning is kept.
func (p *plain) read() typed {
	b, err := p.in.ReadSlice('\n')
	line := string(b)
	for err == bufio.ErrBufferFull {
		_, err = p.in.ReadSlice('\n')
	}
	line = strings.TrimRight(strings.ToValidUTF8(line, "\uFFFD"), "\r\n")
	return typed{line: norm.NFC.String(line), at: p.clock.Now(), err: err}
}
