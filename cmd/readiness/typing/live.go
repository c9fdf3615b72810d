//go:build linux || darwin || freebsd || netbsd || openbsd || dragonfly

package typing

import (
	"fmt"
	"io"
	"strings"
	"time"

	"readiness/assess"
	"readiness/cmd/readiness/terminal"
)

// LiveHow says in a paragraph how to type in a terminal that can move its cursor.
const LiveHow = "The time starts at your first key. Enter is a space; Backspace takes back a character, Ctrl-W a word; Esc leaves. " +
	"Under a mistake you see what you typed instead, _ for something missing, + for something too much."

// Live has a passage typed in a terminal that can move its cursor, by a clock. Taken is false if the
// person left; the error is io.EOF if the input ended, terminal.ErrInterrupted after Ctrl-C or once the
// terminal is closed. It uses the alternate screen, so that it leaves nothing behind.
func Live(screen *terminal.Terminal, p Passage, length time.Duration, now func() time.Time) (t assess.TypingRecord, taken bool, err error) {
	l := &live{screen: screen, now: now, exercise: newExercise(p, length, now())}
	l.enter()
	defer l.leave()
	for {
		if !screen.Keys.Waiting() {
			if err := l.draw(); err != nil {
				return t, false, err
			}
		}
		left, err := l.wait()
		at := now()
		switch {
		case err != nil || left:
			return t, false, err
		case l.over(at) && at.Sub(l.last) >= calm:
			return l.measure(), true, nil
		}
	}
}

const (
	beat = 100 * time.Millisecond // how often the time is looked at
	// calm is how long no key may come before the result is shown: what is typed on after the end must
	// not choose anything.
	calm = time.Second
)

// A live exercise is shown in a terminal.
type live struct {
	*exercise
	screen *terminal.Terminal
	now    func() time.Time
	came   time.Time // when the last key came
	shown  frame     // what the alternate screen shows; without lines it has to be cleared
}

// The alternate screen.
const (
	alternate   = "\x1b[?1049h"
	noAlternate = "\x1b[?1049l"
)

// enter shows the alternate screen; until leave, closing the terminal leaves it.
func (l *live) enter() {
	l.screen.Out.Begin(noAlternate)
	l.screen.Out.Print(alternate)
	l.shown = frame{}
}

func (l *live) leave() {
	l.screen.Out.Print(noAlternate)
	l.screen.Out.End()
}

// wait waits for a key, at most for a beat, and says whether the person left the exercise. Keys that
// come together have the same time.
func (l *live) wait() (left bool, err error) {
	keys := l.screen.Keys
	if !keys.Waiting() {
		if err := keys.Await(beat); err != nil || !keys.Waiting() {
			return false, err
		}
		l.came = l.now()
	}
	key, err := keys.Try()
	if err != nil {
		return false, err
	}
	return l.take(key)
}

// take gives a key to the exercise.
func (l *live) take(key terminal.Key) (left bool, err error) {
	switch {
	case key == terminal.Paste, key == terminal.Pasted:
		l.paste(key == terminal.Paste, l.came)
	case key == terminal.EOT && !l.begun():
		return false, io.EOF
	case key == terminal.Esc:
		return !l.inPaste(l.came) && !l.over(l.came), nil
	case key == terminal.Resumed:
		l.enter()
	case key == terminal.Enter:
		l.press('\n', l.came)
	case key == terminal.Backspace:
		l.press(assess.Back, l.came)
	case key == terminal.DeleteWord:
		l.press(assess.BackWord, l.came)
	case key >= ' ':
		l.press(rune(key), l.came)
	}
	return false, nil
}

// draw draws what has changed, or all of it in a window of another size.
func (l *live) draw() error {
	width, height := l.screen.Size()
	f := l.frame(width, height, l.now())
	var b strings.Builder
	if width != l.shown.width || height != l.shown.height {
		b.WriteString("\x1b[H\x1b[J")
		l.shown = frame{}
	}
	for i := range max(len(f.lines), len(l.shown.lines)) {
		if before, line := l.shown.at(i), f.at(i); before != line {
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
