package assess

import (
	"time"
	"unicode"
)

// # Typing
//
// A typing exercise is a passage copied against the clock. What is measured, so that a report can say it:
//
//	gross words a minute = characters left / 5 / minutes
//	net words a minute   = (characters left - 5 x errors) / 5 / minutes, at least 0
//	accuracy of what was left  = (characters left - 5 x errors) / characters left, at least 0
//	accuracy of what was typed = (characters typed - wrong ones) / characters typed, taken back or not
//
// An example with TypingMaster's figures: 1,750 characters in 5 minutes with 5 wrong words are gross
// 1,750/5/5 = 70, net (1,750 - 25)/5/5 = 69, and 1,725/1,750 = 98.571 % right.
//
// # Errors
//
// What was left is compared with the passage word by word, in the way that gives the fewest errors
// (among equals, the fewest characters unmatched), as far as the passage was reached:
//
//	a wrong word          1 for each 5 characters begun that are wrong, missed or extra in it; if more
//	                      than half of it is wrong, for each 5 characters of the longer of the two
//	an omitted word       1 for each 5 of its characters begun; its space is not counted
//	an extra word         the same; an extra space alone counts 1
//	a missing space       1, in up to 3 words run together, of which all but one are right, and what is
//	                      wrong in that one; if more are wrong, each is a wrong, omitted or extra word
//	a space in a word     1, in up to 3 pieces of it, likewise
//	a misplaced space     2: both words are wrong
//
// So a slip counts 1 whether it is one letter or two swapped, and a skipped line only what was skipped.
// Text that has nothing to do with the passage counts about 1 for each 5 characters, so that its net is
// about 0, and at most the spaces are left of it. A word that the end of time cut off is compared with
// the beginning of the passage's word.
// Capitals matter. Typographic and typewriter quotes and dashes are the same character, as few keyboards
// have the former; Enter and Tab count as a space. Whoever comes to the end of the passage starts again
// at its beginning, after one space. Texts are taken as they come: they should be in Unicode form NFC.
//
// The errors are the least over all ways of comparing, and in none of them does a character put right
// cost more. So to correct what [AlignTyping] marks never raises them. A way that skips or adds more than
// 128 words on balance is not looked at, unless it takes everything for extra: that can only give more
// errors, and only to someone who has more than 128.

// What a Key may hold besides a character.
const (
	Back     rune = '\b' // takes back the last user-perceived character
	BackWord rune = 0x17 // takes back the last word and the spaces after it
)

// A Key is one thing done at the keyboard in a typing exercise.
type Key struct {
	Rune rune          // the character typed, or Back or BackWord
	At   time.Duration // since the first key
}

// A TypingRecord is what a typing exercise has measured. In the zero TypingRecord nothing was typed.
type TypingRecord struct {
	Passage string        // id of the passage
	Time    time.Duration // over which it is measured
	Strokes int           // characters typed, those later taken back included; 0: keystrokes were not observed
	Wrong   int           // of these, those that did not fit when they were typed: more was unmatched after than before
	Left    int           // characters left standing
	Errors  int           // left standing, in words of 5 characters
}

// A TypingCopy is what someone makes of a passage, key by key. NewTypingCopy makes one. No key takes
// long, however much was typed.
type TypingCopy struct {
	aligner        *aligner
	strokes, wrong int
	cost           cost
}

// NewTypingCopy begins to copy a passage.
func NewTypingCopy(passage string) *TypingCopy { return &TypingCopy{aligner: newAligner(passage)} }

// Press takes a key: a character, Back or BackWord.
func (c *TypingCopy) Press(key rune) {
	before := c.cost
	switch key {
	case Back:
		c.aligner.back()
	case BackWord:
		c.aligner.backWord()
	default:
		c.aligner.put(key)
		c.strokes++
	}
	c.cost = c.aligner.total()
	if key != Back && key != BackWord && c.cost > before {
		c.wrong++
	}
}

// Typed gives what is left standing.
func (c *TypingCopy) Typed() string { return string(c.aligner.text) }

// Left counts the characters left standing.
func (c *TypingCopy) Left() int { return c.aligner.left() }

// Pieces gives what is left standing beside the passage, as AlignTyping does.
func (c *TypingCopy) Pieces() []TypingPiece { return c.aligner.pieces() }

// Record gives what has been measured of the passage of some id, over a time.
func (c *TypingCopy) Record(id string, over time.Duration) TypingRecord {
	return TypingRecord{Passage: id, Time: over, Strokes: c.strokes, Wrong: c.wrong, Left: c.Left(), Errors: c.cost.errors()}
}

// ReplayTyping measures what keys, in the order in which they were pressed, made of the passage. The
// first key after length ends the exercise, and it is measured over the whole of length.
func ReplayTyping(id, passage string, keys []Key, length time.Duration) TypingRecord {
	c := NewTypingCopy(passage)
	for _, k := range keys {
		if k.At > length {
			break
		}
		c.Press(k.Rune)
	}
	return c.Record(id, length)
}

// MeasureTyping measures what was left of an exercise whose keystrokes were not observed, and that took
// so long.
func MeasureTyping(id, passage, left string, took time.Duration) TypingRecord {
	a := newAligner(passage)
	a.read(left)
	return TypingRecord{Passage: id, Time: took, Left: a.left(), Errors: a.total().errors()}
}

// Gross is in words of 5 characters a minute; 0 if there was no time.
func (t TypingRecord) Gross() Rate { return t.perMinute(t.Left) }

// Net is in words of 5 characters a minute, errors taken off, never below 0; 0 if there was no time.
func (t TypingRecord) Net() Rate { return t.perMinute(t.right()) }

// LeftAccuracy is the percent of what was left standing that is right; 0 if nothing was left.
func (t TypingRecord) LeftAccuracy() Rate { return percentage(t.right(), t.Left) }

// TypedAccuracy is the percent of the characters typed that fitted when they were typed, and whether
// keystrokes were observed.
func (t TypingRecord) TypedAccuracy() (Rate, bool) {
	return percentage(t.Strokes-t.Wrong, t.Strokes), t.Strokes > 0
}

// right is the characters left standing less 5 for each error.
func (t TypingRecord) right() int { return max(0, t.Left-WordLength*t.Errors) }

func (t TypingRecord) perMinute(characters int) Rate {
	if t.Time <= 0 {
		return Rate{}
	}
	return Rate{reduced(uint64(time.Minute/WordLength), uint64(t.Time)).times(characters, 1)}
}

// A Rate is an exact figure that is not negative: words a minute, or a percent. The zero Rate is 0.
type Rate struct{ exact exact }

func percentage(part, whole int) Rate {
	if whole == 0 {
		return Rate{}
	}
	return Rate{fraction(part, whole).times(100, 1)}
}

// Floor gives the figure as people are told it, rounded down.
func (r Rate) Floor() int { return r.value().percent() }

// Compare gives -1, 0 or 1 as r is less than, equal to or more than s.
func (r Rate) Compare(s Rate) int { return r.value().compare(s.value()) }

// String gives the figure as "n/d" in lowest terms.
func (r Rate) String() string { return r.value().String() }

func (r Rate) value() exact {
	if r == (Rate{}) {
		return exact{d: 1}
	}
	return r.exact
}

// A PieceKind says how a piece of typed text stands to a piece of the passage.
type PieceKind int

// The kinds of pieces.
const (
	Match  PieceKind = iota // the same on both sides
	Wrong                   // as many characters on both sides, none of them right
	Missed                  // in the passage only
	Extra                   // in the typed text only
)

// String gives the kind in a word.
func (k PieceKind) String() string { return [...]string{"match", "wrong", "missed", "extra"}[k] }

// A TypingPiece is a piece of passage and typed text, for marking, as byte offsets.
type TypingPiece struct {
	Kind                   PieceKind
	PassageFrom, PassageTo int // in the passage repeated with one byte, a space, after each time
	TypedFrom, TypedTo     int
}

// AlignTyping gives the comparison by which errors are counted, in pieces: from the passage's first word
// to the character that was reached, and the whole typed text; in order, without gaps, no two
// neighbours of a kind.
func AlignTyping(passage, typed string) []TypingPiece {
	a := newAligner(passage)
	a.read(typed)
	return a.pieces()
}

// isSpace says whether a character parts words.
func isSpace(r rune) bool { return r == ' ' || unicode.IsSpace(r) }
