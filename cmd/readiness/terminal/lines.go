package terminal

import (
	"bufio"
	"bytes"
	"io"
	"os"
	"sync"
	"time"

	"golang.org/x/term"
)

// Limits of lines.
const (
	lineBytes    = 16 << 10 // of a longer line only the beginning is kept
	endlessBytes = 16 << 20 // a line longer than this is no person's: the input has ended
	usualWidth   = 80       // where none is given
)

// Lines reads lines and writes text, without escape codes. NewLines makes it. One goroutine at a time may
// use it, besides Close.
type Lines struct {
	Width  int              // columns of a line that is written, at least 1
	Person bool             // someone types at a terminal
	Now    func() time.Time // the clock; to be changed before the first reading only

	in     *bufio.Reader
	out    io.Writer
	failed error        // the first error of out
	coming chan reading // a reading under way; nil if none is
	ended  error        // what ended the input: it does not begin again
	done   chan struct{}
	once   sync.Once
}

// A Line is one that was read, without its end.
type Line struct {
	Text  string    // as it came: it may be no UTF-8
	At    time.Time // when it came
	Long  bool      // only the beginning of it is kept
	Enter bool      // it was ended; without it, it is what stands before the end of the input
}

// reading is what came of one.
type reading struct {
	line Line
	err  error
}

// NewLines gives a reader and writer of lines; what is written is meant for width columns, 80 if it is 0.
func NewLines(in io.Reader, out io.Writer, width int) *Lines {
	if width <= 0 {
		width = usualWidth
	}
	file, ok := in.(*os.File)
	return &Lines{
		Width: width, Person: ok && term.IsTerminal(int(file.Fd())), Now: time.Now,
		in: bufio.NewReaderSize(in, lineBytes), out: out, done: make(chan struct{}),
	}
}

// Close ends a reading under way: whoever waits gets ErrInterrupted, now and later. It may be called twice, and from
// another goroutine.
func (l *Lines) Close() error {
	l.once.Do(func() { close(l.done) })
	return nil
}

// Print writes text. After an error nothing more is written, and the error comes out each time.
func (l *Lines) Print(text string) error {
	if l.failed == nil {
		_, l.failed = io.WriteString(l.out, text)
	}
	return l.failed
}

// Next waits for a line. The error is io.EOF if the input has ended, ErrInterrupted once the lines are
// closed, or that of an earlier Print.
func (l *Lines) Next() (Line, error) {
	if l.failed != nil {
		return Line{}, l.failed
	}
	select {
	case <-l.done: // a reading may still be under way
		return Line{}, ErrInterrupted
	default:
	}
	l.listen()
	select {
	case <-l.done:
		return Line{}, ErrInterrupted
	case r := <-l.coming:
		l.coming = nil
		return r.line, r.err
	}
}

// Soon gives the next line if it comes within a time. If none does, or the end, it is left for who asks next.
func (l *Lines) Soon(within time.Duration) (Line, bool) {
	l.listen()
	select {
	case r := <-l.coming:
		if r.err != nil {
			l.coming <- r
			return Line{}, false
		}
		l.coming = nil
		return r.line, true
	case <-l.done:
	case <-time.After(within):
	}
	return Line{}, false
}

// listen begins a reading, unless one is under way. Nothing else reads.
func (l *Lines) listen() {
	if l.coming != nil {
		return
	}
	coming := make(chan reading, 1)
	l.coming = coming
	go func() { coming <- l.read() }()
}

// read reads one line, however it ends.
func (l *Lines) read() reading {
	if l.ended != nil {
		return reading{err: l.ended}
	}
	b, err := l.in.ReadSlice('\n')
	line := Line{Text: text(b), Enter: err == nil, At: l.Now()}
	for n := len(b); err == bufio.ErrBufferFull; n += len(b) {
		if n > endlessBytes {
			l.ended = io.EOF
			return reading{err: l.ended}
		}
		line.Long = true
		b, err = l.in.ReadSlice('\n')
		line.Enter = err == nil
	}
	if l.ended = err; err == io.EOF && line.Text != "" {
		err = nil
	}
	return reading{line, err}
}

// text gives the text of a line: not its end, nor the mark that some programs begin a file with.
func text(b []byte) string {
	return string(bytes.TrimPrefix(bytes.TrimRight(b, "\r\n"), []byte("\ufeff")))
}
