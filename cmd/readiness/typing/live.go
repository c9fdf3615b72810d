//go:build linux || darwin || freebsd || netbsd || openbsd || dragonfly

package typing

import (
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"sync"
	"syscall"
	"time"
	"unicode"

	"readiness/assess"
	"readiness/cmd/readiness/terminal"
)

// A live front shows the exercise in a terminal that can move its cursor.
type live struct {
	screen  *terminal.Terminal
	clock   Clock
	events  chan event
	signals chan os.Signal // the window has changed, or the process goes on
	goOn    chan os.Signal
	quit    func()        // ends the reading of keys
	quitted chan struct{} // closed by quit
	ended   chan struct{} // closed when no more keys are read
	shown   frame         // what the alternate screen shows
	width   int           // of the window it was drawn for
	height  int
}

// An event is a key and when it came.
type event struct {
	key terminal.Key
	at  time.Time
	err error
}

// ahead is how many keys wait while the screen is drawn.
const ahead = 4096

// Live gives the front for a terminal that can move its cursor. It sets the modes of the terminal;
// Close puts them back, and must be called whatever happens. Where it cannot serve, the error says why.
func Live(in, out *os.File, clock Clock) (Front, error) {
	screen, err := terminal.Open(in, out)
	if err != nil {
		return nil, err
	}
	l := &live{
		screen: screen, clock: clock, events: make(chan event, ahead), signals: make(chan os.Signal, 1), goOn: make(chan os.Signal, 1),
		quitted: make(chan struct{}), ended: make(chan struct{}),
	}
	l.quit = sync.OnceFunc(func() { close(l.quitted) })
	signal.Notify(l.signals, syscall.SIGWINCH)
	signal.Notify(l.goOn, syscall.SIGCONT)
	go l.read()
	return l, nil
}

// read reads keys until there are no more. Those that came together have the same time.
func (l *live) read() {
	defer close(l.ended)
	var at time.Time
	for {
		together := l.screen.Keys.Waiting()
		key, err := l.screen.Keys.Next()
		if !together {
			at = l.clock.Now()
		}
		select {
		case l.events <- event{key, at, err}:
		case <-l.quitted:
			return
		}
		if err != nil {
			return
		}
	}
}

func (l *live) Close() error {
	signal.Stop(l.signals)
	signal.Stop(l.goOn)
	err := l.screen.Close()
	l.quit()
	<-l.ended
	return err
}

func (l *live) How() string {
	return "The time starts at your first key. Enter is a space; Backspace takes back a character, Ctrl-W a word; Esc leaves. " +
		"Under a mistake you see what you typed instead, _ for something missing, + for something too much."
}

func (l *live) Say(paragraphs ...string) error {
	width, _ := l.screen.Size()
	l.screen.Out.Print("\n" + strings.Join(wrap(paragraphs, width-1), "\n") + "\n")
	return l.screen.Out.Err()
}

func (l *live) Show(text string) error {
	l.screen.Out.Print("\n" + text)
	return l.screen.Out.Err()
}

func (l *live) Choose(ask string, choices ...Choice) (rune, error) {
	how := []string{ask}
	for i, c := range choices {
		key := fmt.Sprintf("  %c", c.Key)
		switch i {
		case 0:
			key += " or Enter"
		case len(choices) - 1:
			key += " or Esc"
		}
		how = append(how, key+": "+c.Says)
	}
	if err := l.Say(how...); err != nil {
		return 0, err
	}
	for pasting := false; ; {
		key, err := l.key()
		if err != nil {
			return 0, err
		}
		switch {
		case key == terminal.Paste, key == terminal.Pasted:
			pasting = key == terminal.Paste
		case pasting:
		case key == terminal.EOT:
			return 0, io.EOF
		case key == terminal.Enter:
			return choices[0].Key, nil
		case key == terminal.Esc:
			return choices[len(choices)-1].Key, nil
		case key == terminal.Suspend:
			if err := l.suspend(); err != nil {
				return 0, err
			}
			if err := l.Say(how...); err != nil {
				return 0, err
			}
		default:
			for _, c := range choices {
				if unicode.ToLower(rune(key)) == c.Key {
					return c.Key, nil
				}
			}
		}
	}
}

// key waits for a key where nothing else happens.
func (l *live) key() (terminal.Key, error) {
	for {
		select {
		case e := <-l.events:
			return e.key, e.err
		case <-l.quitted:
			return 0, ErrInterrupted
		case <-l.goOn:
			if err := l.screen.Resume(); err != nil {
				return 0, err
			}
		}
	}
}

func (l *live) suspend() error {
	for len(l.goOn) > 0 { // of an earlier stop
		<-l.goOn
	}
	return l.screen.Suspend(l.goOn)
}

// The alternate screen, so that the exercise leaves nothing behind.
const (
	alternate   = "\x1b[?1049h"
	noAlternate = "\x1b[?1049l"
)

// beat is how often the time is looked at.
const beat = 200 * time.Millisecond

func (l *live) Type(p Passage, length time.Duration) (t assess.TypingRecord, taken bool, err error) {
	e := &exercise{passage: p, length: length, began: l.clock.Now()}
	e.last = e.began
	ticks, stop := l.clock.Every(beat)
	defer stop()
	l.enter()
	defer l.leave()
	for {
		if len(l.events) == 0 {
			if err := l.draw(e); err != nil {
				return t, false, err
			}
		}
		left, err := l.wait(e, ticks)
		switch {
		case err != nil || left:
			return t, false, err
		case e.over(l.clock.Now()) && l.clock.Now().Sub(e.last) >= calm:
			return e.measure(), true, nil
		}
	}
}

// calm is how long no key may come before the result is shown: what is typed on after the end must not
// choose anything.
const calm = time.Second

// enter shows the alternate screen; until leave, closing the front leaves it.
func (l *live) enter() {
	l.screen.Out.Begin(noAlternate)
	l.screen.Out.Print(alternate)
	l.shown = frame{}
	l.width = 0
}

func (l *live) leave() {
	l.screen.Out.Print(noAlternate)
	l.screen.Out.End()
}

// wait waits for the next thing that happens, and says whether the person left the exercise.
func (l *live) wait(e *exercise, ticks <-chan time.Time) (left bool, err error) {
	select {
	case got := <-l.events:
		if got.err != nil {
			return false, got.err
		}
		return l.take(e, got)
	case <-l.quitted:
		return false, ErrInterrupted
	case <-l.goOn:
		err := l.screen.Resume()
		l.enter()
		return false, err
	case <-l.signals:
	case <-ticks:
	}
	return false, nil
}

// take gives a key to the exercise.
func (l *live) take(e *exercise, got event) (left bool, err error) {
	switch key := got.key; {
	case key == terminal.Paste, key == terminal.Pasted:
		e.paste(key == terminal.Paste, got.at)
	case key == terminal.EOT && len(e.keys) == 0:
		return false, io.EOF
	case key == terminal.Esc:
		return !e.pasting && !e.over(got.at), nil
	case key == terminal.Suspend:
		l.leave()
		err := l.suspend()
		l.enter()
		return false, err
	case key == terminal.Enter:
		e.press('\n', got.at)
	case key == terminal.Backspace:
		e.press(assess.Back, got.at)
	case key == terminal.DeleteWord:
		e.press(assess.BackWord, got.at)
	case key >= ' ':
		e.press(rune(key), got.at)
	}
	return false, nil
}

// draw draws what has changed, or all of it in a window of another size.
func (l *live) draw(e *exercise) error {
	width, height := l.screen.Size()
	now := l.clock.Now()
	typed := e.typed()
	f := e.frame(typed, width, height, e.status(typed, now), e.note(now))
	var b strings.Builder
	if width != l.width || height != l.height {
		b.WriteString("\x1b[H\x1b[J")
		l.shown, l.width, l.height = frame{}, width, height
	}
	for i := range max(len(f.lines), len(l.shown.lines)) {
		before, line := lineOf(l.shown, i), lineOf(f, i)
		if before != line {
			fmt.Fprintf(&b, "\x1b[%d;1H%s\x1b[K", i+1, line)
		}
	}
	if b.Len() > 0 || f.line != l.shown.line || f.column != l.shown.column {
		fmt.Fprintf(&b, "\x1b[%d;%dH", f.line+1, f.column+1)
		l.screen.Out.Print(b.String())
	}
	l.shown = f
	return l.screen.Out.Err()
}

func lineOf(f frame, i int) string {
	if i < len(f.lines) {
		return f.lines[i]
	}
	return ""
}
