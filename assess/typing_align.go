package assess

import (
	"slices"
	"unicode/utf8"
)

// An aligner compares what is typed with a passage, word by word, in a table of costs: a column for each
// word typed, a row for each word of the passage. Typed text changes at its end only, so each stroke
// needs the last column only.
//
// A way of comparing that strays n words from the diagonal misses or adds n words or spaces, each of
// which counts at least 1. Of each column only a band around the diagonal is looked at, so that a stroke
// takes a time that does not grow with the text: up to as many errors as the band is wide on one side,
// what is found is the least there is. Beyond it the least of fewer ways is found, which can be more
// errors, never fewer.
type aligner struct {
	alphabet alphabet
	once     []word // of the passage; at least one
	length   int    // of the passage in bytes, with the space after it
	passage  []word // as often as needed
	typed    []word // the last is open: it may go on
	text     []byte // typed, where it was put and not read
	columns  []column
	extra    []cost // of each column, if all typed so far were too much
	band     int
	row      []int // for distances
}

// A column is the costs after so many words typed, by words of the passage from a first one on.
type column struct {
	first int
	costs []cost
}

func (c column) at(i int) cost {
	if i -= c.first; i < 0 || i >= len(c.costs) {
		return noWay
	}
	return c.costs[i]
}

const (
	widest    = 128 // words on each side of the diagonal: ten lines skipped or typed twice
	mostParts = 3   // words that can have run together, or pieces of a word
)

func newAligner(passage string) *aligner {
	a := &aligner{length: len(passage) + 1, band: widest}
	a.alphabet.numbers = map[[2]rune]rune{}
	for _, w := range a.words(passage) {
		if len(w.text) > 0 {
			w.alone = alone(w.text)
			a.once = append(a.once, w)
		}
	}
	if len(a.once) == 0 {
		a.once = []word{{bytes: []int{0}, alone: 1}}
	}
	a.typed = []word{newWord(0)}
	a.columns, a.extra = []column{a.column(0, false)}, []cost{0}
	return a
}

// words gives the words of a text; where two spaces meet is an empty one.
func (a *aligner) words(text string) []word {
	words := append(make([]word, 0, len(text)/4+1), newWord(0))
	for i, r := range text {
		_, size := utf8.DecodeRuneInString(text[i:])
		if isSpace(r) {
			words = append(words, newWord(i+size))
		} else {
			words[len(words)-1].add(&a.alphabet, r, i+size)
		}
	}
	return words
}

// read types a whole text, after nothing.
func (a *aligner) read(text string) {
	for _, w := range a.words(text) {
		a.typed[len(a.typed)-1] = w
		a.finish()
	}
	n := len(a.typed) - 1 // the last is open after all
	a.typed, a.columns, a.extra = a.typed[:n], a.columns[:n], a.extra[:n]
}

// put types a character.
func (a *aligner) put(r rune) {
	a.text = utf8.AppendRune(a.text, r)
	if isSpace(r) {
		a.finish()
		return
	}
	a.typed[len(a.typed)-1].add(&a.alphabet, r, len(a.text))
}

// finish ends the open word, and begins another.
func (a *aligner) finish() {
	n := len(a.typed)
	a.columns = append(a.columns, a.column(n, false))
	a.extra = append(a.extra, a.extra[n-1]+alone(a.typed[n-1].text))
	a.typed = append(a.typed, newWord(len(a.text)))
}

// back takes the last character back, if there is one.
func (a *aligner) back() {
	n := len(a.typed) - 1
	if last := &a.typed[n]; len(last.text) > 0 {
		last.keep(len(last.text) - 1)
	} else if n > 0 {
		a.typed, a.columns, a.extra = a.typed[:n], a.columns[:n], a.extra[:n]
	}
	a.trim()
}

// backWord takes the last word back, and the spaces after it.
func (a *aligner) backWord() {
	for len(a.typed) > 1 && len(a.typed[len(a.typed)-1].text) == 0 {
		a.back()
	}
	a.typed[len(a.typed)-1].keep(0)
	a.trim()
}

// trim takes away the text after the last word.
func (a *aligner) trim() { a.text = a.text[:a.typed[len(a.typed)-1].end()] }

// left counts the characters typed that are left.
func (a *aligner) left() int {
	n := len(a.typed) - 1 // spaces
	for _, w := range a.typed {
		n += len(w.text)
	}
	return n
}

// total gives the least cost. That all is too much is always one of the ways, however much it is.
func (a *aligner) total() cost { return min(slices.Min(a.last().costs), a.allExtra()) }

// allExtra gives the cost if all that was typed is too much.
func (a *aligner) allExtra() cost {
	n := len(a.typed) - 1
	if len(a.typed[n].text) == 0 {
		return a.extra[n]
	}
	return a.extra[n] + alone(a.typed[n].text)
}

// last gives the column of the open word.
func (a *aligner) last() column { return a.column(len(a.typed), true) }

// column gives the costs after j words typed, of which the last may be open.
func (a *aligner) column(j int, open bool) column {
	first, end := max(0, j-a.band), j+a.band
	for len(a.passage) <= end {
		lap := len(a.passage) / len(a.once)
		for _, w := range a.once {
			w.base = lap * a.length
			a.passage = append(a.passage, w)
		}
	}
	c := column{first, make([]cost, 0, end-first+1)}
	for i := first; i <= end; i++ {
		best, _ := a.best(c, i, j, open)
		c.costs = append(c.costs, best)
	}
	return c
}

// A step is the last words of passage and typed text that belong together in a way of comparing. If
// there are several on one side, they stand for one on the other, and all but the odd one are right.
type step struct{ passage, typed, odd int }

// best gives the least cost after i words of the passage and j typed ones, and the step that led there;
// c is the column so far.
func (a *aligner) best(c column, i, j int, open bool) (cost, step) {
	if i == 0 && j == 0 {
		return 0, step{}
	}
	best, by := noWay, step{}
	if i > 0 {
		best, by = c.at(i-1)+a.passage[i-1].alone, step{passage: 1}
	}
	if j == 0 {
		return best, by
	}
	before, t := a.columns[j-1], a.typed[j-1].text
	if x := before.at(i) + alone(t); x < best {
		best, by = x, step{typed: 1}
	}
	if i == 0 {
		return best, by
	}
	w := a.passage[i-1].text
	if from := before.at(i - 1); from <= best && from < noWay {
		pair, _ := a.compare(w, t, open)
		if x := from + pair; x <= best {
			best, by = x, step{passage: 1, typed: 1}
		}
	}
	return a.bestRun(i, j, open, best, by)
}

// bestRun gives the least cost, and its step, if there may be a run too: a word that stands for several.
func (a *aligner) bestRun(i, j int, open bool, best cost, by step) (cost, step) {
	before, w, t := a.columns[j-1], a.passage[i-1].text, a.typed[j-1].text
	for k := 2; k <= min(i, mostParts); k++ {
		if from := before.at(i-k) + spaces(k); from < best && touch(t, a.passage[i-k].text, w) {
			if x, odd := a.run(t, a.passage[i-k:i], open, false); from+x < best {
				best, by = from+x, step{k, 1, odd}
			}
		}
	}
	for k := 2; k <= min(j, mostParts); k++ {
		if from := a.columns[j-k].at(i-1) + spaces(k); from < best && touch(w, a.typed[j-k].text, t) {
			if x, odd := a.run(w, a.typed[j-k:j], open, true); from+x < best {
				best, by = from+x, step{1, k, odd}
			}
		}
	}
	return best, by
}

// alone gives the cost of a word that has nothing on the other side: its space is unmatched too.
func alone(text []rune) cost { return count(max(1, len(text)), len(text)+1) }

// spaces gives the cost of what is missing, or too much, between so many parts of a whole.
func spaces(parts int) cost { return count(WordLength*(parts-1), parts-1) }

// touch says whether the first or the last part of a whole may be right.
func touch(whole, first, last []rune) bool {
	n, f, l := len(whole), len(first), len(last)
	return n > 0 && (f == 0 || f <= n && first[0] == whole[0] || l == 0 || l <= n && last[l-1] == whole[n-1])
}

// run gives the least cost of a whole that stands for several parts, where all parts but one, the odd
// one, are right; the spaces come on top. Split says that the parts are the typed side.
func (a *aligner) run(whole []rune, parts []word, open, split bool) (cost, int) {
	best, odd := noWay, 0
	last := len(parts) - 1
	for n := range parts {
		from, to, ok := cut(whole, parts, n)
		if !ok {
			continue
		}
		w, t := parts[n].text, whole[from:to]
		if split {
			w, t = t, w
		}
		if c, _ := a.compare(w, t, open && n == last); c < best {
			best, odd = c, n
		}
	}
	return best, odd
}

func begins(whole, part []rune) bool {
	return len(part) <= len(whole) && slices.Equal(whole[:len(part)], part)
}

func ends(whole, part []rune) bool {
	return len(part) <= len(whole) && slices.Equal(whole[len(whole)-len(part):], part)
}

// cut gives what the odd one of the parts has of the whole, if all others are right.
func cut(whole []rune, parts []word, odd int) (from, to int, ok bool) {
	to = len(whole)
	for _, p := range parts[:odd] {
		if !begins(whole[from:], p.text) {
			return 0, 0, false
		}
		from += len(p.text)
	}
	for _, p := range slices.Backward(parts[odd+1:]) {
		if !ends(whole[from:to], p.text) {
			return 0, 0, false
		}
		to -= len(p.text)
	}
	return from, to, true
}

// pieces gives the comparison of the least cost; among equals, the one that reaches most of the passage.
func (a *aligner) pieces() []TypingPiece {
	c := a.last()
	m := marker{aligner: a, inPassage: a.once[0].at(0)}
	if a.allExtra() < slices.Min(c.costs) {
		m.to(Extra, m.inPassage, a.typed[len(a.typed)-1].end())
		return m.marked
	}
	i, j, open := c.first, len(a.typed), true
	for n, x := range c.costs {
		if x <= c.at(i) {
			i = c.first + n
		}
	}
	var steps []step
	for i > 0 || j > 0 {
		_, by := a.best(c, i, j, open)
		steps = append(steps, by)
		i, j = i-by.passage, j-by.typed
		if by.typed > 0 {
			c, open = a.columns[j], false
		}
	}
	for _, s := range slices.Backward(steps) {
		m.step(i, j, s)
		i, j = i+s.passage, j+s.typed
	}
	return m.marked
}

// A marker puts pieces together, in order.
type marker struct {
	*aligner
	marked             []TypingPiece
	inPassage, inTyped int // how far they reach
}

// to goes on to a place in passage and typed text.
func (m *marker) to(kind PieceKind, inPassage, inTyped int) {
	if n := len(m.marked) - 1; n < 0 || m.marked[n].Kind != kind {
		m.marked = append(m.marked, TypingPiece{kind, m.inPassage, inPassage, m.inTyped, inTyped})
	} else {
		m.marked[n].PassageTo, m.marked[n].TypedTo = inPassage, inTyped
	}
	m.inPassage, m.inTyped = inPassage, inTyped
}

// step marks the words of a step, which begins after i words of the passage and j typed ones, and the
// space after them.
func (m *marker) step(i, j int, s step) {
	open := j+s.typed == len(m.typed)
	nextPassage, nextTyped := m.passage[i+s.passage].at(0), m.typed[len(m.typed)-1].end()
	if !open {
		nextTyped = m.typed[j+s.typed].at(0)
	}
	switch {
	case s.typed == 0:
		m.to(Missed, nextPassage, m.inTyped)
	case s.passage == 0:
		m.to(Extra, m.inPassage, nextTyped)
	default:
		m.words(m.passage[i:i+s.passage], m.typed[j:j+s.typed], s.odd, open)
		if !open {
			m.to(Match, nextPassage, nextTyped)
		}
	}
}

// words marks a word and a word, or several that stand for one.
func (m *marker) words(ws, ts []word, odd int, open bool) {
	whole, parts, split := ts[0], ws, len(ts) > 1
	if split {
		whole, parts = ws[0], ts
	}
	from, to, _ := cut(whole.text, parts, odd)
	for n, p := range parts {
		if n > 0 && split {
			m.to(Extra, m.inPassage, p.at(0))
		} else if n > 0 {
			m.to(Missed, p.at(0), m.inTyped)
		}
		size := len(p.text)
		if n == odd {
			size = to - from
		}
		w, t := p, whole
		whole.text, whole.bytes = whole.text[size:], whole.bytes[size:]
		t.text = t.text[:size]
		if split {
			w, t = t, w
		}
		m.letters(w, t, open && n == len(parts)-1)
	}
}

func (m *marker) letters(w, t word, open bool) {
	i, j := 0, 0
	for _, kind := range m.spell(w.text, t.text, open) {
		if kind != Extra {
			i++
		}
		if kind != Missed {
			j++
		}
		m.to(kind, w.at(i), t.at(j))
	}
}
