// Package typeset turns a text into lines of spans: it chooses a font for each stretch of text, puts
// what reads from right to left in the order it is seen, joins Arabic letters, puts combining marks in
// their places and breaks lines.
//
// What draws the spans knows no more than a font's characters and their widths: one glyph a character,
// from left to right, without kerning, ligatures or anchors. So all is expressed as characters of a
// font: Arabic letters as Unicode's presentation forms or, where it has none, as private characters
// that the cut font has for them; and a mark as a span of its own that is drawn off its place. Scripts
// whose letters change in ways that these cannot express, as Devanagari, are not in the fonts: better a
// sign that something is missing than a word spelt wrongly.
//
// Widths are summed in whole thousandths of the size, as a PDF has them, so that measuring and drawing
// agree to the last digit.
//
// Each face is read once, when it is first asked for; a document gets a Subset of it.
package typeset

import "strings"

// Ascent and Descent are the room above and below the base line that every letter here keeps to, in
// multiples of the size. A few rare Arabic letters leave it by up to 0.1, combining marks by up to 0.3.
const (
	Ascent  = 1.07
	Descent = 0.3
)

// A Span is text in one face, drawn from left to right where the span before it ends.
type Span struct {
	Face  Face
	Text  string  // as drawn: characters of the Basic Multilingual Plane that the face has
	Width float64 // sum of the advances of Text, in multiples of the size
	// Right and Up are how far off its place the span is drawn, in multiples of the size; what follows
	// stands as if they were zero. They are zero for all but combining marks, whose Width is zero.
	Right, Up float64
}

// A Line is what stands on one line.
type Line struct {
	Spans []Span
	Width float64 // of what is seen, without the space at its end, in multiples of the size
	// Text is what the line says, in the order it is read, in NFC. It ends with the space at which it
	// was broken from the next line: the Texts of a run's lines, joined, are the run's Text.
	Text string
	// RightToLeft says that the text it is of reads from right to left: the line stands at the right.
	RightToLeft bool
}

// Verbatim says whether the spans, joined, are Text. Then the last of them holds the space at the
// end, if there is one. If not, a PDF needs Text as ActualText.
func (l Line) Verbatim() bool {
	rest := l.Text
	for _, s := range l.Spans {
		after, found := strings.CutPrefix(rest, s.Text)
		if !found {
			return false
		}
		rest = after
	}
	return rest == ""
}

// A Run is a text in one weight, ready to be measured and broken into lines. The zero value is empty.
type Run struct {
	text        string
	pieces      []piece
	unshown     []string // the user-perceived characters that no face has, each as often as it stood
	rightToLeft bool

	whole, widest int // the widths of it on one line and of its widest piece, in thousandths of the size
	last          *setLines
}

// A piece of a text stands on one line if one is wide enough for it: a word, or a part of one that
// may be parted.
type piece struct {
	items []item
	width int    // thousandths of the size
	space []item // the space after it, at which a line may be broken; none where a word is parted
}

// An item is the least that is moved as a whole: a part of a word, or a user-perceived character of
// one that needs more than one face or direction.
type item struct {
	text  string // as read
	drawn string
	marks []Span // over and under what is drawn
	face  Face
	level uint8 // of embedding: from right to left if odd
	width int   // thousandths of the size
}

// NewRun makes a text ready, in regular or bold. White space is collapsed to single spaces, characters
// that cannot be seen are dropped, and each user-perceived character that no face has becomes U+FFFD,
// as does what is not UTF-8 and what is no character at all; these two are not counted as Unshown.
func NewRun(text string, bold bool) Run { return kept.run(text, bold) }

// newRun makes a run that is not kept.
func newRun(text string, bold bool) Run {
	r := Run{last: &setLines{}}
	var words []string
	for _, word := range strings.FieldsFunc(tidy(text), isBreak) {
		if word = r.show(word); word != "" {
			words = append(words, word)
		}
	}
	r.text = strings.Join(words, " ")
	r.pieces = make([]piece, 0, len(words))
	s := setter{text: r.text, lone: make([]item, 0, len(words))}
	if bold {
		s.weight = 1
	}
	if turns(r.text) {
		var base uint8
		s.levels, base = levels([]rune(r.text))
		r.rightToLeft = base == 1
	}
	for i, word := range words {
		for part := range parts(word) {
			r.pieces = append(r.pieces, s.piece(part))
		}
		if last := &r.pieces[len(r.pieces)-1]; i+1 < len(words) {
			last.space = s.space(last.items[len(last.items)-1].face)
		}
	}
	for _, p := range r.pieces {
		r.whole, r.widest = r.whole+p.width, max(r.widest, p.width)
		for _, space := range p.space {
			r.whole += space.width
		}
	}
	return r
}

// Text gives what the run says: the text with its white space collapsed and U+FFFD for each
// user-perceived character that no face has.
func (r Run) Text() string { return r.text }

// Natural gives the width of a run set on one line, and of its widest piece, in multiples of the size.
func (r Run) Natural() (whole, widest float64) {
	return float64(r.whole) / 1000, float64(r.widest) / 1000
}
