//go:build linux || darwin || freebsd || netbsd || openbsd || dragonfly

package terminal

import (
	"errors"
	"os"
	"os/signal"
	"sync"
	"syscall"
	"time"

	"golang.org/x/term"
)

// A Terminal is one in raw mode. Open makes it.
type Terminal struct {
	Keys *Keyboard
	Out  *Output

	in     *os.File
	before *term.State
	close  func() error
	modes  sync.Mutex // held while the modes change
	closed bool
}

// Open sets the modes of a terminal; Close puts them back, and must be called whatever happens. Where
// it cannot serve, the error says why.
func Open(in, out *os.File) (*Terminal, error) {
	if !term.IsTerminal(int(in.Fd())) || !term.IsTerminal(int(out.Fd())) {
		return nil, errors.New("input and output must both be a terminal")
	}
	wake, bell, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	before, err := term.MakeRaw(int(in.Fd()))
	if err != nil {
		return nil, err
	}
	t := &Terminal{Keys: NewKeyboard(in, wake), Out: &Output{file: out}, in: in, before: before}
	t.Keys.suspend, t.Keys.resume = t.suspend, t.resume
	signals := make(chan os.Signal, 8)
	signal.Notify(signals, syscall.SIGWINCH, syscall.SIGCONT)
	closing := make(chan struct{})
	go ring(bell, signals, closing)
	t.close = sync.OnceValue(func() error {
		signal.Stop(signals)
		t.Keys.shut.Store(true)
		t.modes.Lock()
		defer t.modes.Unlock()
		t.closed = true
		t.Out.close()
		close(closing)
		return term.Restore(int(in.Fd()), before)
	})
	t.Out.Print(marks)
	return t, nil
}

// ring tells the keyboard of signals, and in the end that there are no more keys.
func ring(bell *os.File, signals <-chan os.Signal, closing <-chan struct{}) {
	defer bell.Close() // whatever was in it is read
	for {
		told := rungResized
		select {
		case <-closing:
			return
		case sig := <-signals:
			if sig == syscall.SIGCONT {
				told = rungResumed
			}
		}
		if _, err := bell.Write([]byte{told}); err != nil {
			return
		}
	}
}

// The terminal marks what is pasted, from one of these to the other.
const (
	marks   = "\x1b[?2004h"
	noMarks = "\x1b[?2004l"
)

// Close puts the modes back. Nothing is read or written from then on; closing again does nothing.
func (t *Terminal) Close() error { return t.close() }

// Size gives the width and the height of the window in characters.
func (t *Terminal) Size() (width, height int) {
	width, height, err := term.GetSize(int(t.Out.file.Fd()))
	if err != nil || width <= 0 || height <= 0 {
		return 80, 24
	}
	return width, height
}

// stopping is how long the system may take to stop a process that asks for it.
const stopping = 300 * time.Millisecond

// suspend hands the terminal back and stops the processes of this job, as Ctrl-Z does elsewhere. It
// returns when they go on, or when nobody is there to stop them.
func (t *Terminal) suspend() error {
	t.modes.Lock()
	if t.closed {
		t.modes.Unlock()
		return ErrInterrupted
	}
	t.Out.write(t.Out.leaving())
	err := term.Restore(int(t.in.Fd()), t.before)
	t.modes.Unlock()
	if err == nil {
		err = syscall.Kill(0, syscall.SIGTSTP)
	}
	if err != nil {
		return err
	}
	if err := t.Keys.listen(stopping); err != nil {
		return err
	}
	t.Keys.resumed = false // this is what we waited for
	return t.resume()
}

// resume sets the modes anew, after the process was stopped.
func (t *Terminal) resume() error {
	t.modes.Lock()
	defer t.modes.Unlock()
	if t.closed {
		return ErrInterrupted
	}
	if _, err := term.MakeRaw(int(t.in.Fd())); err != nil {
		return err
	}
	t.Out.Print(marks)
	return t.Out.Err()
}
