package typeset

import (
	"slices"

	"golang.org/x/text/unicode/bidi"
)

// A direction is a text's resolution into levels of embedding after the Unicode Bidirectional
// Algorithm, UAX #9, whose rules are named below. What x/text offers of it gives runs without their
// levels, with which nested numbers cannot be put in order; so only the classes of characters are its.
// Embeddings, overrides and isolates do not occur: their characters are dropped before.
type direction struct {
	base    uint8        // of the paragraph: 0 or 1
	chars   []rune       // those of a class other than BN, as X9 has it
	was     []bidi.Class // what they are
	classes []bidi.Class // what they are resolved to
}

// turns says whether a text has a character that reads from right to left, or a number that stands so.
func turns(text string) bool {
	for _, r := range text {
		if r < 0x0590 {
			continue
		}
		switch classOf(r) {
		case bidi.R, bidi.AL, bidi.AN:
			return true
		}
	}
	return false
}

func classOf(r rune) bidi.Class {
	p, _ := bidi.LookupRune(r)
	return p.Class()
}

// levels gives the level of each character of a paragraph, and that of the paragraph.
func levels(text []rune) (of []uint8, base uint8) {
	var d direction
	if i := slices.IndexFunc(text, func(r rune) bool { return strong(classOf(r)) }); i >= 0 && classOf(text[i]) != bidi.L {
		d.base = 1 // P2, P3
	}
	for _, r := range text {
		class := classOf(r)
		if class != bidi.BN {
			d.chars, d.was = append(d.chars, r), append(d.was, class)
		}
	}
	d.classes = slices.Clone(d.was)
	d.weak()
	d.brackets()
	d.neutral()
	of = make([]uint8, len(text))
	i, level := 0, d.base
	for j, r := range text {
		if classOf(r) != bidi.BN {
			level = d.base + above(d.base, d.classes[i])
			i++
		}
		of[j] = level
	}
	return of, d.base
}

func strong(c bidi.Class) bool { return c == bidi.L || c == bidi.R || c == bidi.AL }

// above gives by how much the level of a resolved class is over the paragraph's: I1, I2.
func above(base uint8, c bidi.Class) uint8 {
	switch {
	case base == 0 && c == bidi.R, base == 1 && c != bidi.R:
		return 1
	case base == 0 && c != bidi.L:
		return 2
	}
	return 0
}

// outer gives the class that stands for what is before and after the paragraph.
func (d *direction) outer() bidi.Class {
	if d.base == 1 {
		return bidi.R
	}
	return bidi.L
}

// weak resolves marks, numbers and what belongs to numbers: W1 to W7.
func (d *direction) weak() {
	c := d.classes
	before, lastStrong := d.outer(), d.outer()
	for i := range c {
		if c[i] == bidi.NSM { // W1
			c[i] = before
		}
		before = c[i]
		if strong(c[i]) {
			lastStrong = c[i]
		}
		if c[i] == bidi.EN && lastStrong == bidi.AL { // W2
			c[i] = bidi.AN
		}
	}
	for i := range c {
		if c[i] == bidi.AL { // W3
			c[i] = bidi.R
		}
		if i > 0 && i+1 < len(c) && c[i-1] == c[i+1] { // W4
			if c[i] == bidi.CS && (c[i-1] == bidi.EN || c[i-1] == bidi.AN) || c[i] == bidi.ES && c[i-1] == bidi.EN {
				c[i] = c[i-1]
			}
		}
	}
	d.terminators()
	lastStrong = d.outer()
	for i := range c {
		switch c[i] {
		case bidi.L, bidi.R:
			lastStrong = c[i]
		case bidi.EN: // W7
			if lastStrong == bidi.L {
				c[i] = bidi.L
			}
		}
	}
}

// terminators makes signs beside European numbers part of them, and all other separators neutral: W5, W6.
func (d *direction) terminators() {
	c := d.classes
	for i := 0; i < len(c); {
		to := i
		for to < len(c) && c[to] == bidi.ET {
			to++
		}
		if to > i && (i > 0 && c[i-1] == bidi.EN || to < len(c) && c[to] == bidi.EN) {
			fill(c[i:to], bidi.EN)
		}
		i = to + 1
	}
	for i := range c {
		switch c[i] {
		case bidi.ES, bidi.ET, bidi.CS:
			c[i] = bidi.ON
		}
	}
}

func fill(c []bidi.Class, with bidi.Class) {
	for i := range c {
		c[i] = with
	}
}

// leaning gives the direction that a resolved class counts as among neutrals: N0, N1.
func leaning(c bidi.Class) (bidi.Class, bool) {
	switch c {
	case bidi.L:
		return bidi.L, true
	case bidi.R, bidi.EN, bidi.AN:
		return bidi.R, true
	}
	return bidi.ON, false
}

// pairs gives where the pairs of brackets stand, in the order of the opening ones: BD16.
func (d *direction) pairs() [][2]int {
	const deepest = 63
	var found [][2]int
	type open struct {
		closing rune
		at      int
	}
	var stack []open
	for i, r := range d.chars {
		p, _ := bidi.LookupRune(r)
		switch {
		case !p.IsBracket() || d.classes[i] != bidi.ON:
		case p.IsOpeningBracket():
			if len(stack) == deepest {
				return nil
			}
			stack = append(stack, open{mirrored(r), i})
		default:
			for top := len(stack) - 1; top >= 0; top-- {
				if stack[top].closing == r {
					found = append(found, [2]int{stack[top].at, i})
					stack = stack[:top]
					break
				}
			}
		}
	}
	slices.SortFunc(found, func(a, b [2]int) int { return a[0] - b[0] })
	return found
}

// brackets gives the two of a pair one direction: N0.
func (d *direction) brackets() {
	for _, pair := range d.pairs() {
		inside := bidi.ON
		for _, c := range d.classes[pair[0]+1 : pair[1]] {
			if lean, found := leaning(c); found && inside != d.outer() {
				inside = lean
			}
		}
		if inside == bidi.ON {
			continue
		}
		if inside != d.outer() { // against the paragraph: only if what stands before goes on so
			before := d.outer()
			for i := pair[0] - 1; i >= 0; i-- {
				if lean, found := leaning(d.classes[i]); found {
					before = lean
					break
				}
			}
			if before != inside {
				inside = d.outer()
			}
		}
		for _, at := range pair {
			d.classes[at] = inside
			for i := at + 1; i < len(d.was) && d.was[i] == bidi.NSM; i++ {
				d.classes[i] = inside
			}
		}
	}
}

// neutral gives what is left the direction on both its sides, or the paragraph's: N1, N2.
func (d *direction) neutral() {
	c := d.classes
	before := d.outer()
	for i := 0; i < len(c); {
		to := i
		for to < len(c) && !leans(c[to]) {
			to++
		}
		after := d.outer()
		if to < len(c) {
			after, _ = leaning(c[to])
		}
		if before == after {
			fill(c[i:to], before)
		} else {
			fill(c[i:to], d.outer())
		}
		before = after
		i = to + 1
	}
}

func leans(c bidi.Class) bool { _, found := leaning(c); return found }

// visual puts items in the order in which they are seen from left to right: L2.
func visual(items []item) []item {
	seen := slices.Clone(items)
	highest := uint8(0)
	for _, it := range seen {
		highest = max(highest, it.level)
	}
	for level := highest; level > 0; level-- {
		for i := 0; i < len(seen); {
			to := i
			for to < len(seen) && seen[to].level >= level {
				to++
			}
			slices.Reverse(seen[i:to])
			i = to + 1
		}
	}
	return seen
}

// mirrors are the pairs of signs, other than brackets, that look the other way in text from right to
// left. Source: BidiMirroring.txt, as far as the faces have them.
const mirrors = "<>«»‹›≤≥∈∋∉∌∊∍"

// mirrored gives the character to draw for one that reads from right to left: L4.
func mirrored(r rune) rune {
	if p, _ := bidi.LookupRune(r); p.IsBracket() {
		return []rune(bidi.ReverseString(string(r)))[0]
	}
	signs := []rune(mirrors)
	if i := slices.Index(signs, r); i >= 0 {
		return signs[i^1]
	}
	return r
}
