//go:build linux || darwin

package terminaltest

import (
	"os"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"
	"golang.org/x/term"
)

// A Stage is a pseudo-terminal with a screen to look at.
type Stage struct {
	Hand     *os.File // where a person would type
	Terminal *os.File
	t        *testing.T
	before   *term.State
	mu       sync.Mutex
	screen   *Screen
}

// NewStage makes one; the test is skipped where there are no pseudo-terminals.
func NewStage(t *testing.T, width, height int) *Stage {
	t.Helper()
	hand, terminal, err := pty.Open()
	if err != nil {
		t.Skip("no pseudo-terminal here:", err)
	}
	hand = pollable(t, hand)
	s := &Stage{t: t, Hand: hand, Terminal: terminal, screen: NewScreen(width, height)}
	t.Cleanup(func() { hand.Close(); terminal.Close() })
	s.Resize(width, height)
	if s.before, err = term.GetState(int(terminal.Fd())); err != nil {
		t.Fatal(err)
	}
	go func() {
		b := make([]byte, 4096)
		for {
			n, err := hand.Read(b)
			if err != nil {
				return
			}
			s.Screen(func(screen *Screen) { screen.Print(string(b[:n])) })
		}
	}()
	return s
}

// pollable gives a file in place of another, which can be closed while it is being read.
func pollable(t *testing.T, f *os.File) *os.File {
	fd, err := syscall.Dup(int(f.Fd()))
	if err == nil {
		err = syscall.SetNonblock(fd, true)
	}
	if err != nil {
		t.Fatal(err)
	}
	f.Close()
	return os.NewFile(uintptr(fd), f.Name())
}

// Screen does something with the screen while nothing else does.
func (s *Stage) Screen(do func(*Screen)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	do(s.screen)
}

// Resize changes the size of the window.
func (s *Stage) Resize(width, height int) {
	s.Screen(func(screen *Screen) {
		screen.Resize(width, height)
		if err := pty.Setsize(s.Terminal, &pty.Winsize{Rows: uint16(height), Cols: uint16(width)}); err != nil {
			s.t.Fatal(err)
		}
	})
}

// Send types keys.
func (s *Stage) Send(keys string) {
	s.t.Helper()
	if _, err := s.Hand.WriteString(keys); err != nil {
		s.t.Fatal(err)
	}
}

// Look gives what can be seen.
func (s *Stage) Look() (text string) {
	s.Screen(func(screen *Screen) { text = screen.String() })
	return text
}

// All gives all that was ever shown.
func (s *Stage) All() (text string) {
	s.Screen(func(screen *Screen) { text = screen.All() })
	return text
}

// See waits until the screen shows a text.
func (s *Stage) See(text string) {
	s.t.Helper()
	for range 15000 {
		if strings.Contains("\n"+s.Look(), text) {
			return
		}
		time.Sleep(2 * time.Millisecond)
	}
	s.t.Fatalf("never saw %q:\n%s", text, s.Look())
}

// Restored looks whether the terminal is as it was, with the cursor where a line begins.
func (s *Stage) Restored() {
	s.t.Helper()
	if _, err := s.Terminal.WriteString("(end)\r\n"); err != nil {
		s.t.Fatal(err)
	}
	s.See("\n(end)")
	after, err := term.GetState(int(s.Terminal.Fd()))
	if err != nil || *after != *s.before {
		s.t.Errorf("the modes of the terminal are changed: %v", err)
	}
	s.Screen(func(screen *Screen) {
		if screen.Hidden || screen.Marking || screen.Asked > 0 || screen.Alternate() {
			s.t.Errorf("cursor hidden: %v, pastes marked: %v, questions to the terminal: %d, alternate screen: %v",
				screen.Hidden, screen.Marking, screen.Asked, screen.Alternate())
		}
	})
}
