package typing

import (
	"fmt"
	"time"

	"readiness/assess"
)

// How a paste shows that the terminal does not mark: nobody types more than most characters, each within
// quick of the one before. What comes within settled of it belongs to it.
const (
	most    = 20
	quick   = 5 * time.Millisecond
	settled = 50 * time.Millisecond
)

const (
	idleAfter  = 10 * time.Second // without a key, it is said that the time runs on
	noteStays  = 4 * time.Second
	lostPaste  = time.Second            // a paste whose end did not arrive is over
	afterEnter = 700 * time.Millisecond // keys that still belong to the choice that began the exercise
)

// An exercise is one passage being typed, live. It knows nothing of a terminal. newExercise makes one.
type exercise struct {
	passage Passage
	length  time.Duration
	put     time.Time    // when it was put to the person
	keys    []assess.Key // those that count
	copy    *assess.TypingCopy
	first   time.Time // when the first key came; zero if none has
	last    time.Time // when anything came
	laid    layout    // as the passage was shown last

	run      int  // characters one upon another, up to the last
	refusing bool // what comes is the rest of an unmarked paste
	pasting  bool // between the marks of a paste
	pasted   time.Time
}

func newExercise(p Passage, length time.Duration, at time.Time) *exercise {
	return &exercise{passage: p, length: length, put: at, last: at, copy: assess.NewTypingCopy(p.Text)}
}

// begun says whether there was a key that counts.
func (e *exercise) begun() bool { return len(e.keys) > 0 }

// press takes a key: a character, or one of those of assess.Key.
func (e *exercise) press(r rune, at time.Time) {
	since := at.Sub(e.last)
	e.last = at
	switch {
	case !e.begun() && at.Sub(e.put) < afterEnter, e.begun() && at.Sub(e.first) > e.length:
		return
	case e.pasting && since < lostPaste, e.refusing && since < settled:
		e.pasted = at
		return
	}
	e.pasting, e.refusing = false, false
	if since >= quick {
		e.run = 0
	}
	if e.run++; r == assess.Back || r == assess.BackWord {
		e.run = 0
	}
	if !e.begun() {
		e.first = at
	}
	e.keys = append(e.keys, assess.Key{Rune: r, At: at.Sub(e.first)})
	e.copy.Press(r)
	if e.run > most {
		e.refuse(at)
	}
}

// refuse makes what came one upon another not have come.
func (e *exercise) refuse(at time.Time) {
	e.keys = e.keys[:len(e.keys)-e.run]
	e.run, e.refusing, e.pasted = 0, true, at
	e.copy = assess.NewTypingCopy(e.passage.Text)
	for _, k := range e.keys {
		e.copy.Press(k.Rune)
	}
	if !e.begun() {
		e.first = time.Time{}
	}
}

// paste says that a marked paste begins or ends.
func (e *exercise) paste(begins bool, at time.Time) {
	e.pasting, e.pasted, e.last = begins, at, at
}

// over says whether the time is up.
func (e *exercise) over(at time.Time) bool {
	return !e.first.IsZero() && at.Sub(e.first) >= e.length
}

// toGo gives the time that remains.
func (e *exercise) toGo(at time.Time) time.Duration {
	if e.first.IsZero() {
		return e.length
	}
	return max(e.length-at.Sub(e.first), 0)
}

// status is the first line of the screen: the time that remains and the words so far.
func (e *exercise) status(at time.Time) string {
	seconds := int((e.toGo(at) + time.Second - 1) / time.Second)
	words := "words"
	n := e.copy.Left() / wordLength
	if n == 1 {
		words = "word"
	}
	return fmt.Sprintf("%d:%02d to go  %d %s", seconds/60, seconds%60, n, words)
}

// wordLength is how many characters a word has, wherever typing is measured.
const wordLength = 5

// note is the second line: what a person should know now.
func (e *exercise) note(at time.Time) string {
	switch idle := at.Sub(e.last); {
	case !e.pasted.IsZero() && at.Sub(e.pasted) < noteStays:
		return "A paste does not count: type on."
	case !e.begun():
		return "The time starts at your first key."
	case e.over(at):
		return "The time is up. Stop typing to see your result."
	case idle >= idleAfter:
		return fmt.Sprintf("No key for %d s: the time runs on.", int(idle.Seconds()))
	}
	return "Esc leaves."
}

// measure gives what has been measured when the time is up.
func (e *exercise) measure() assess.TypingRecord { return e.copy.Record(e.passage.ID, e.length) }
