package typing

import (
	"fmt"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"

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

// An exercise is one passage being typed, live. It knows nothing of a terminal.
type exercise struct {
	passage Passage
	length  time.Duration
	began   time.Time // when it was put to the person
	keys    []assess.Key
	first   time.Time // when the first key came; zero if none has
	last    time.Time // when anything came

	run      int  // characters one upon another, up to the last
	refusing bool // what comes is the rest of an unmarked paste
	pasting  bool // between the marks of a paste
	pasted   time.Time
}

// press takes a key: a character, or one of those of assess.Key.
func (e *exercise) press(r rune, at time.Time) {
	since := at.Sub(e.last)
	e.last = at
	switch {
	case len(e.keys) == 0 && at.Sub(e.began) < afterEnter:
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
	if len(e.keys) == 0 {
		e.first = at
	}
	e.keys = append(e.keys, assess.Key{Rune: r, At: at.Sub(e.first)})
	if e.run > most {
		e.keys = e.keys[:len(e.keys)-e.run]
		e.run, e.refusing, e.pasted = 0, true, at
		if len(e.keys) == 0 {
			e.first = time.Time{}
		}
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

// left gives the time that is left.
func (e *exercise) left(at time.Time) time.Duration {
	if e.first.IsZero() {
		return e.length
	}
	return max(e.length-at.Sub(e.first), 0)
}

// status is the first line of the screen: the time left and the words so far.
func (e *exercise) status(typed string, at time.Time) string {
	seconds := int((e.left(at) + time.Second - 1) / time.Second)
	return fmt.Sprintf("%d:%02d left  %d words", seconds/60, seconds%60, len([]rune(typed))/wordLength)
}

// wordLength is how many characters a word has, wherever typing is measured.
const wordLength = 5

// note is the second line: what a person should know now.
func (e *exercise) note(at time.Time) string {
	switch idle := at.Sub(e.last); {
	case !e.pasted.IsZero() && at.Sub(e.pasted) < noteStays:
		return "A paste does not count: type on."
	case len(e.keys) == 0:
		return "The time starts at your first key."
	case e.over(at):
		return "The time is up. Stop typing to see your result."
	case idle >= idleAfter:
		return fmt.Sprintf("No key for %d s: the time runs on.", int(idle.Seconds()))
	}
	return "Esc leaves."
}

// measure gives what has been measured when the time is up.
func (e *exercise) measure() assess.TypingRecord {
	return assess.ReplayTyping(e.passage.ID, e.passage.Text, e.keys, e.length)
}

// typed gives what is left standing of what was typed until the time was up.
func (e *exercise) typed() string {
	var left []string
	for _, k := range e.keys {
		switch {
		case k.At > e.length:
		case k.Rune == assess.Back:
			left = left[:max(len(left)-1, 0)]
		case k.Rune == assess.BackWord:
			left = withoutWord(left)
		case k.Rune == '\n' || k.Rune == ' ':
			left = append(left, " ")
		case len(left) == 0 || left[len(left)-1] == " ":
			left = append(left, string(k.Rune))
		default:
			last := len(left) - 1
			left = append(left[:last], clusters(left[last]+string(k.Rune))...)
		}
	}
	return norm.NFC.String(strings.Join(left, ""))
}

// withoutWord takes the last word away, and the spaces after it.
func withoutWord(left []string) []string {
	n := len(left)
	for n > 0 && left[n-1] == " " {
		n--
	}
	for n > 0 && left[n-1] != " " {
		n--
	}
	return left[:n]
}
