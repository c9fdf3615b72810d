package assess

import (
	"math/bits"
	"slices"
	"unicode"
)

// WordLength is the characters that a word has in typing.
const WordLength = 5

// A cost is what a way of comparing costs: errors first, then characters unmatched.
type cost int64

const noWay cost = 1 << 60 // so that sums of a few fit

// count gives the cost of so many characters that count in a word, of which so many are unmatched.
func count(counting, unmatched int) cost {
	return cost((counting+WordLength-1)/WordLength)<<32 | cost(unmatched)
}

func (c cost) errors() int { return int(c >> 32) }

// An alphabet turns user-perceived characters into numbers: one rune into itself, several into one from
// -1 down.
type alphabet struct {
	numbers map[[2]rune]rune // of a character and the rune that joined it
	ends    []rune           // of -1, -2, ...: the rune that joined last
}

const joiner = '\u200d'

// add puts a rune at the end of a text. A mark, a joiner, an emoji's colour and whatever follows a joiner
// become one with the character before: as much of Unicode's rules as office text can need.
func (a *alphabet) add(text []rune, r rune) []rune {
	n := len(text) - 1
	if n < 0 || !a.joins(text[n], r) {
		return append(text, typewriter(r))
	}
	key := [2]rune{text[n], r}
	if a.numbers[key] == 0 {
		a.ends = append(a.ends, r)
		a.numbers[key] = -rune(len(a.ends))
	}
	text[n] = a.numbers[key]
	return text
}

func (a *alphabet) joins(before, r rune) bool {
	if before < 0 {
		before = a.ends[-before-1]
	}
	if r < 0x300 { // the first mark
		return before == joiner
	}
	return before == joiner || r == joiner || unicode.Is(unicode.M, r) || r >= 0x1f3fb && r <= 0x1f3ff
}

// typewriter gives the character that a keyboard has for a quote or a dash.
func typewriter(r rune) rune {
	switch r {
	case '‘', '’', '‛', '′', 'ʼ':
		return '\''
	case '“', '”', '‟', '″':
		return '"'
	case '‐', '‑', '‒', '–', '—', '−':
		return '-'
	}
	return r
}

// A word is the characters between spaces, and where they stand.
type word struct {
	text  []rune
	bytes []int // where each character begins and the last one ends
	base  int   // to be added to these
	alone cost  // if it has nothing on the other side; of a word that is not open
}

func newWord(at int) word { return word{bytes: []int{at}} }

// add puts a rune, which ends at some byte, at the end of a word.
func (w *word) add(a *alphabet, r rune, end int) {
	w.text = a.add(w.text, r) // it may join the last character
	w.bytes = append(w.bytes[:len(w.text)], end)
}

// keep takes away all but the first n characters.
func (w *word) keep(n int) { w.text, w.bytes = w.text[:n], w.bytes[:n+1] }

// at gives where the n-th character of a word begins, or after the last where the word ends.
func (w word) at(n int) int { return w.base + w.bytes[n] }

func (w word) end() int { return w.at(len(w.text)) }

// compare gives the cost of a word typed for a word of the passage, and how much of the latter was
// reached: all of it, unless the typed word is open at its end.
func (a *aligner) compare(w, t []rune, open bool) (cost, int) {
	reach := len(w)
	if open {
		reach = min(reach, len(t))
	}
	apart := unlike(w[:reach], t)
	if apart == 0 {
		return 0, reach
	}
	best := count(max(reach, len(t)), apart)
	if foreign(w, t, open) {
		return best, reach
	}
	row := a.distances(w, t)
	from := len(w)
	if open {
		from = 0
	}
	for p := from; p <= len(w); p++ {
		if d := row[p]; 2*d <= max(p, len(t)) && count(d, d) < best {
			best, reach = count(d, d), p
		}
	}
	return best, reach
}

// unlike counts the characters that differ where they stand.
func unlike(w, t []rune) int {
	shorter := min(len(w), len(t))
	n := max(len(w), len(t)) - shorter
	for i, r := range w[:shorter] {
		if t[i] != r {
			n++
		}
	}
	return n
}

// foreign says, if it sees it at a glance, that more than half of a word is wrong. What is not seen at a
// glance is found by the distance.
func foreign(w, t []rune, open bool) bool {
	longer := max(len(w), len(t))
	if 2*(len(t)-len(w)) > longer || !open && 2*(len(w)-len(t)) > longer {
		return true
	}
	inW, inT := letters(w), letters(t)
	return 2*bits.OnesCount64(inT&^inW) > longer || !open && 2*bits.OnesCount64(inW&^inT) > longer
}

// letters gives the set of the characters of a text, in which some share a place.
func letters(text []rune) uint64 {
	var set uint64
	for _, r := range text {
		set |= 1 << (uint32(r) % 64)
	}
	return set
}

// distances gives the Levenshtein distances of t from each beginning of w. They hold until the next call.
func (a *aligner) distances(w, t []rune) []int {
	a.row = slices.Grow(a.row[:0], len(w)+1)[:len(w)+1]
	for i := range a.row {
		a.row[i] = i
	}
	for _, r := range t {
		lengthen(a.row, w, r)
	}
	return a.row
}

// lengthen makes of the distances of a text from each beginning of w those of the text with r after it.
func lengthen(row []int, w []rune, r rune) {
	diagonal := row[0]
	row[0]++
	for i, s := range w {
		change := diagonal
		if s != r {
			change++
		}
		diagonal = row[i+1]
		row[i+1] = min(change, row[i]+1, diagonal+1)
	}
}

// spell gives the way in which compare compared the reached part of a word with t, a piece a character.
func (a *aligner) spell(w, t []rune, open bool) []PieceKind {
	c, reach := a.compare(w, t, open)
	w = w[:reach]
	if c == count(max(len(w), len(t)), unlike(w, t)) {
		return inPlace(w, t)
	}
	row := a.distances(w, nil)
	rows := [][]int{slices.Clone(row)}
	for _, r := range t {
		lengthen(row, w, r)
		rows = append(rows, slices.Clone(row))
	}
	var kinds []PieceKind
	for i, j := len(w), len(t); i > 0 || j > 0; {
		switch d := rows[j][i]; {
		case i > 0 && j > 0 && w[i-1] == t[j-1] && d == rows[j-1][i-1]:
			kinds, i, j = append(kinds, Match), i-1, j-1
		case i > 0 && j > 0 && d == rows[j-1][i-1]+1:
			kinds, i, j = append(kinds, Wrong), i-1, j-1
		case i > 0 && d == rows[j][i-1]+1:
			kinds, i = append(kinds, Missed), i-1
		default:
			kinds, j = append(kinds, Extra), j-1
		}
	}
	slices.Reverse(kinds)
	return kinds
}

// inPlace compares each character with the one in its place.
func inPlace(w, t []rune) []PieceKind {
	var kinds []PieceKind
	for i := range max(len(w), len(t)) {
		switch {
		case i >= len(t):
			kinds = append(kinds, Missed)
		case i >= len(w):
			kinds = append(kinds, Extra)
		case w[i] == t[i]:
			kinds = append(kinds, Match)
		default:
			kinds = append(kinds, Wrong)
		}
	}
	return kinds
}
