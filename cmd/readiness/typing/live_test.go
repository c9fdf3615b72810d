//go:build linux || darwin

package typing

import (
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"readiness/assess"
	"readiness/cmd/readiness/terminal"
	"readiness/cmd/readiness/terminal/terminaltest"
)

// A desk is a terminal with an exercise on it, and a clock that goes on only when it is told to.
type desk struct {
	*terminaltest.Stage
	t        *testing.T
	terminal *terminal.Terminal
	mu       sync.Mutex
	now      time.Time
	done     chan struct{}
	got      assess.TypingRecord
	taken    bool
	err      error
}

func sit(t *testing.T, width, height int, length time.Duration) *desk {
	t.Helper()
	d := &desk{Stage: terminaltest.NewStage(t, width, height), t: t, now: noon, done: make(chan struct{})}
	screen, err := terminal.Open(d.Terminal, d.Terminal)
	if err != nil {
		t.Fatal(err)
	}
	d.terminal = screen
	go func() {
		d.got, d.taken, d.err = Live(screen, Passage{"sample", sample}, length, d.clock)
		screen.Close()
		close(d.done)
	}()
	d.See("The time starts at your first key.")
	d.wait(afterEnter)
	return d
}

func (d *desk) clock() time.Time {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.now
}

// wait lets the time go on.
func (d *desk) wait(by time.Duration) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.now = d.now.Add(by)
}

// types types a text a character at a time, each 200 ms after the one before, and waits until something
// is seen of it.
func (d *desk) types(text string) {
	d.t.Helper()
	for _, r := range text {
		d.wait(200 * time.Millisecond)
		before := d.seen()
		d.Send(string(r))
		for n := 0; d.seen() == before; n++ {
			if n > 20000 {
				d.t.Fatalf("nothing comes of %q:\n%s", r, d.Look())
			}
			time.Sleep(time.Millisecond)
		}
	}
}

// seen is what is seen of the text, and where the caret stands.
func (d *desk) seen() (text string) {
	d.Screen(func(s *terminaltest.Screen) {
		x, y := s.Cursor()
		text = fmt.Sprint(x, y, strings.SplitAfterN(s.String(), "\n", headLines+1)[headLines:])
	})
	return text
}

// end waits for the exercise to end, and looks whether the terminal is as it was.
func (d *desk) end(want assess.TypingRecord, taken bool, err error) {
	d.t.Helper()
	select {
	case <-d.done:
	case <-time.After(time.Minute):
		d.t.Fatalf("still going on:\n%s", d.Look())
	}
	if d.got != want || d.taken != taken || d.err != err {
		d.t.Errorf("%+v, %v, %v, want %+v, %v, %v", d.got, d.taken, d.err, want, taken, err)
	}
	d.Restored()
	if strings.Contains(d.Look(), "Dear Ms") {
		d.t.Errorf("the exercise is left on the screen:\n%s", d.Look())
	}
}

// TestLive: a whole exercise, with a mistake put right, one left, and a paste.
func TestLive(t *testing.T) {
	t.Parallel()
	d := sit(t, 80, 24, time.Minute)
	d.See("1:00 to go  0 words")
	d.Send("\x1b[200~" + sample + "\x1b[201~")
	d.See("A paste does not count: type on.")
	d.See("1:00 to go  0 words")
	d.types("Dear Mz")
	d.See("\nDear Ms Brook, thank you for the letter about the eye clinic. Dear Ms\n      z\n")
	d.types("\x7f")
	d.types("s Brook, thnak")
	d.See("\n                 na\n")
	d.wait(20 * time.Second)
	d.See("0:36 to go  4 words\nNo key for 20 s: the time runs on.")
	d.wait(time.Minute)
	d.wait(time.Second)
	d.end(assess.TypingRecord{Passage: "sample", Time: time.Minute, Strokes: 21, Wrong: 3, Left: 20, Errors: 1}, true, nil)
}

// TestLiveTypedOn: what is typed after the end counts for nothing and chooses nothing.
func TestLiveTypedOn(t *testing.T) {
	t.Parallel()
	d := sit(t, 80, 24, time.Minute)
	d.types("Dear ")
	d.wait(58900 * time.Millisecond)
	d.types("M")
	d.wait(200 * time.Millisecond)
	d.See("The time is up.")
	d.Send("s Brook\r\x1b")
	time.Sleep(80 * time.Millisecond) // for Esc alone
	d.wait(500 * time.Millisecond)
	d.See("The time is up.")
	d.wait(2 * time.Second)
	d.end(assess.TypingRecord{Passage: "sample", Time: time.Minute, Strokes: 6, Left: 6}, true, nil)
}

// TestLiveLostPaste: where the end of a paste does not arrive, typing on counts after a while, and Esc leaves.
func TestLiveLostPaste(t *testing.T) {
	t.Parallel()
	d := sit(t, 80, 24, time.Minute)
	d.types("De")
	d.Send("\x1b[200~abc")
	d.See("A paste does not count: type on.")
	d.Send("\x1b") // may be part of it
	time.Sleep(2 * terminal.Pause)
	for range 6 {
		d.wait(200 * time.Millisecond)
		d.Send("x")
		time.Sleep(2 * beat)
	}
	d.See("\n  xx\n")
	d.Send("\x1b")
	d.end(assess.TypingRecord{}, false, nil)
	d = sit(t, 80, 24, time.Minute)
	d.Send("\x1b[200~abc")
	d.See("A paste does not count: type on.")
	d.wait(lostPaste)
	d.Send("\x1b")
	d.end(assess.TypingRecord{}, false, nil)
}

func TestLivePasteWithoutMarks(t *testing.T) {
	t.Parallel()
	d := sit(t, 80, 24, time.Minute)
	d.types("Dear ")
	d.wait(time.Second)
	d.Send(sample[5:])
	d.See("A paste does not count: type on.")
	d.See("0:59 to go  1 word")
	d.wait(5 * time.Second)
	d.types("Ms")
	d.wait(2 * time.Minute)
	d.end(assess.TypingRecord{Passage: "sample", Time: time.Minute, Strokes: 7, Left: 7}, true, nil)
}

// TestLiveResize: the window changes in the middle, and nothing of it counts.
func TestLiveResize(t *testing.T) {
	t.Parallel()
	d := sit(t, 80, 24, time.Minute)
	d.types("Dear Mz ")
	for _, size := range [][2]int{{40, 15}, {20, 6}, {200, 60}, {3, 2}, {80, 24}} {
		d.Resize(size[0], size[1])
		if err := syscall.Kill(os.Getpid(), syscall.SIGWINCH); err != nil {
			t.Fatal(err)
		}
		if size[0] >= LeastWidth {
			first := rows(sample, min(size[0]-2, widest))[0]
			d.See("\n" + strings.TrimRight(sample[first.from:first.to], " "))
			d.See("\n      z\n")
		}
	}
	d.types("Brook")
	d.wait(2 * time.Minute)
	d.end(assess.TypingRecord{Passage: "sample", Time: time.Minute, Strokes: 13, Wrong: 1, Left: 13, Errors: 1}, true, nil)
}

func TestLiveLeaving(t *testing.T) {
	t.Parallel()
	for keys, want := range map[string]error{"\x1b": nil, "\x03": terminal.ErrInterrupted, "\x04": io.EOF, "De\x03": terminal.ErrInterrupted, "De\x1b": nil} {
		d := sit(t, 80, 24, time.Minute)
		d.Send(keys)
		d.end(assess.TypingRecord{}, false, want)
	}
	d := sit(t, 80, 24, time.Minute)
	d.types("Dear")
	d.terminal.Close() // as a signal does
	d.end(assess.TypingRecord{}, false, terminal.ErrInterrupted)
}

func TestLiveStrangeKeys(t *testing.T) {
	t.Parallel()
	d := sit(t, 80, 24, time.Minute)
	d.types("Dear")
	for _, s := range terminaltest.Strange {
		d.Send(s)
	}
	d.Send("\t\x1b[A\x1b[D\x01\x05\x15\x04")
	d.types(" ")
	d.wait(2 * time.Minute)
	d.end(assess.TypingRecord{Passage: "sample", Time: time.Minute, Strokes: 5, Left: 5}, true, nil)
}
