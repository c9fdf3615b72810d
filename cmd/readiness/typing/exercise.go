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
	lostPaste  = time.Second            // so long after its last burst, a paste whose end did not arrive is over
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

	run      int       // characters one upon another, up to the last
	refusing bool      // what comes is the rest of an unmarked paste
	pasting  bool      // after the mark that begins a paste, and no end of it is known
	burst    time.Time // when the last of a marked paste came, within settled of what was before it
	pasted   time.Time // when the last of any paste came; zero if none has
}

func newExercise(p Passage, length time.Duration, at time.Time) *exercise {
	return &exercise{passage: p, length: length, put: at, last: at, copy: assess.NewTypingCopy(p.Text)}
}

// begun says whether there was a key that counts.
func (e *exercise) begun() bool { return len(e.keys) > 0 }

// inPaste says whether what comes is still that of a marked paste.
func (e *exercise) inPaste(at time.Time) bool { return e.pasting && at.Sub(e.burst) < lostPaste }

// press takes a key: a character, or one of those of assess.Key. Nothing to take back is no key.
func (e *exercise) press(r rune, at time.Time) {
	since := at.Sub(e.last)
	e.last = at
	if e.pasting && since < settled {
		e.burst = at
	}
	takesBack := r == assess.Back || r == assess.BackWord
	switch {
	case !e.begun() && (takesBack || at.Sub(e.put) < afterEnter), e.begun() && at.Sub(e.first) > e.length:
		return
	case e.inPaste(at), e.refusing && since < settled:
		e.pasted = at
		return
	}
	e.pasting, e.refusing = false, false
	if since >= quick {
		e.run = 0
	}
	if e.run++; takesBack {
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
	e.pasting, e.burst, e.pasted, e.last = begins, at, at, at
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
func (e *exercise) status(width int, at time.Time) string {
	seconds := int((e.toGo(at) + time.Second - 1) / time.Second)
	words := "words"
	n := e.copy.Left() / assess.WordLength
	if n == 1 {
		words = "word"
	}
	clock := fmt.Sprintf("%d:%02d", seconds/60, seconds%60)
	return fitting(width, fmt.Sprintf("%s to go  %d %s", clock, n, words), fmt.Sprintf("%s  %d %s", clock, n, words))
}

// note is the second line: what a person should know now. Each has a form for the least window.
func (e *exercise) note(width int, at time.Time) string {
	switch idle := at.Sub(e.last); {
	case !e.pasted.IsZero() && at.Sub(e.pasted) < noteStays:
		return fitting(width, "A paste does not count: type on.", "Type, do not paste.")
	case !e.begun():
		return fitting(width, "The time starts at your first key.", "Type to start.")
	case e.over(at):
		return fitting(width, "The time is up. Stop typing to see your result.", "Time is up: stop.")
	case idle >= idleAfter:
		seconds := int(idle.Seconds())
		return fitting(width, fmt.Sprintf("No key for %d s: the time runs on.", seconds), fmt.Sprintf("No key for %d s.", seconds))
	}
	return fitting(width, "Esc leaves.")
}

// measure gives what has been measured when the time is up.
func (e *exercise) measure() assess.TypingRecord { return e.copy.Record(e.passage.ID, e.length) }
