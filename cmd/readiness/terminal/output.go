//go:build linux || darwin || freebsd || netbsd || openbsd || dragonfly

package terminal

import (
	"bytes"
	"io"
	"os"
	"sync"
)

// An Output writes to a terminal until it is closed, from then on nothing.
type Output struct {
	mu     sync.Mutex
	file   *os.File
	undo   string // what ends the prompt under way
	closed bool
	failed error // the first error
}

// Fd gives the descriptor of the terminal.
func (o *Output) Fd() uintptr { return o.file.Fd() }

// Write writes text. In raw mode the terminal does not return the carriage itself.
func (o *Output) Write(b []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if !o.closed && o.failed == nil {
		_, o.failed = o.file.Write(bytes.ReplaceAll(b, []byte("\n"), []byte("\r\n")))
	}
	return len(b), o.failed
}

// Print writes text; an error comes out at Err.
func (o *Output) Print(text string) { io.WriteString(o, text) }

// Err gives the first error there was.
func (o *Output) Err() error {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.failed
}

// Begin says that the screen is not as a shell wants it: until End, closing the terminal writes undo.
func (o *Output) Begin(undo string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.undo = undo
}

// End says that the screen is as a shell wants it.
func (o *Output) End() { o.Begin("") }

// write writes bytes as they are.
func (o *Output) write(b string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if !o.closed && o.failed == nil {
		_, o.failed = o.file.WriteString(b)
	}
}

func (o *Output) close() {
	o.mu.Lock()
	defer o.mu.Unlock()
	if !o.closed && o.failed == nil {
		_, o.failed = o.file.WriteString(o.leaving())
	}
	o.closed = true
}

// leaving is what has to be written before a shell writes.
func (o *Output) leaving() string {
	if o.undo == "" {
		return noMarks
	}
	return o.undo + "\x1b[?25h\r\n" + noMarks
}
