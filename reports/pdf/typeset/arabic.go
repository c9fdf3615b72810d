package typeset

import (
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"readiness/reports/pdf/typeset/fonts/sfnt"
)

// The forms of a letter, in the order in which Unicode lists its presentation forms.
const (
	isolated = iota
	final    // joined to the letter before
	initial  // joined to the letter after
	medial   // joined to both
)

// forms are the characters that draw a letter in its four places; 0 where it has none. A letter with
// a medial form joins on both sides, one with a final form the letter before alone.
type forms [4]rune

const (
	lam     = "\u0644"
	tatweel = '\u0640' // a line that joins on both sides
	zwnj    = '\u200C' // keeps letters apart
	zwj     = '\u200D' // joins as a letter would
)

// joining holds the forms of each Arabic letter, and of lam with an alef after it, which are drawn as
// one. They are taken from Unicode's presentation forms: the compatibility decomposition of each is
// its letter, and the forms of a letter stand together; and else from the face's private characters.
var joining = sync.OnceValue(func() map[string]*forms {
	all := map[string]*forms{}
	var last string
	count := 0
	for _, block := range [][2]rune{{0xFB50, 0xFBB1}, {0xFBD3, 0xFBDC}, {0xFBDE, 0xFBE9}, {0xFBFC, 0xFBFF}, {0xFE80, 0xFEFC}} {
		for r := block[0]; r <= block[1]; r++ {
			letter := norm.NFKC.String(string(r))
			if letter != last {
				last, count = letter, isolated
			}
			if r == 0xFBE8 { // of the letter at FEEF, which has the other two there
				count = initial
			}
			if all[letter] == nil {
				all[letter] = &forms{}
			}
			all[letter][count%4] = r
			count++
		}
	}
	for r := rune(0x0620); r <= 0x06FF; r++ { // the letters that Unicode has no forms for
		for place := final; place <= medial; place++ {
			if form := sfnt.Form(r, place); notoArabic.has(string(form)) {
				if all[string(r)] == nil {
					all[string(r)] = &forms{r}
				}
				all[string(r)][place] = form
			}
		}
	}
	return all
})

// A link is how a user-perceived character joins its neighbours.
type link struct {
	letter *forms // nil if it is no letter that joins
	before bool   // it joins the one before
	after  bool   // the one after may join it
	forced bool   // a joiner after it stands for a letter
}

// linkOf reads a user-perceived character; the joiners ZWJ and ZWNJ stand at the end of what they follow.
func linkOf(cluster string) link {
	first, size := utf8.DecodeRuneInString(cluster)
	l := link{letter: joining()[cluster[:size]]}
	switch {
	case l.letter != nil:
		l.before, l.after = l.letter[final] != 0, l.letter[medial] != 0
	case first == tatweel, first == zwj:
		l.before, l.after = true, true
	}
	switch {
	case strings.HasSuffix(cluster, string(zwnj)):
		l.after = false
	case strings.HasSuffix(cluster[size:], string(zwj)):
		l.after, l.forced = true, true
	}
	return l
}

// join chooses the forms of the Arabic letters in a word, whose items are single user-perceived
// characters, and makes one item of a lam with an alef after it.
func join(items []item) []item {
	var joined []item
	before := false // whether the letter before may join this one
	for i := 0; i < len(items); i++ {
		it := items[i]
		own := linkOf(it.drawn)
		if i+1 < len(items) {
			if both, letter := ligature(it, items[i+1]); letter != nil {
				it, own.letter, own.after = both, letter, false
				own.forced = strings.HasSuffix(it.drawn, string(zwj))
				i++
			}
		}
		after := own.forced
		if i+1 < len(items) && own.after {
			after = after || linkOf(items[i+1].drawn).before
		}
		it.drawn = own.draw(it.drawn, before && own.before, after)
		before = own.after || own.forced
		joined = append(joined, it)
	}
	return joined
}

// ligature gives the item for a lam and an alef, and its forms; nil if the two items are not those.
func ligature(a, b item) (both item, letter *forms) {
	if !strings.HasPrefix(a.drawn, lam) || strings.ContainsAny(a.drawn, string(zwnj)+string(zwj)) {
		return a, nil
	}
	_, size := utf8.DecodeRuneInString(b.drawn)
	if letter = joining()[lam+b.drawn[:size]]; letter == nil {
		return a, nil
	}
	a.text += b.text
	a.drawn += b.drawn[size:] // the marks of both
	return a, letter
}

// draw gives a user-perceived character with its letter in the form for its place, without joiners.
func (l link) draw(cluster string, before, after bool) string {
	if l.letter == nil {
		return strings.Map(unjoined, cluster)
	}
	place := isolated
	switch {
	case before && after && l.letter[medial] != 0:
		place = medial
	case before:
		place = final
	case after && l.letter[initial] != 0:
		place = initial
	}
	_, size := utf8.DecodeRuneInString(cluster)
	return string(l.letter[place]) + strings.Map(unjoined, cluster[size:])
}

// unjoined drops the joiners, which are not seen.
func unjoined(r rune) rune {
	if r == zwj || r == zwnj {
		return -1
	}
	return r
}

// private says whether a character is one of those that the face has for the forms of letters.
func private(r rune) bool { return r >= 0xE000 && r < 0xE400 }

// Letters gives what a drawn character stands for: its letters, if it is a form of them, or itself.
// A PDF says it of each glyph.
func Letters(drawn rune) string {
	switch {
	case private(drawn):
		return string(0x0600 + (drawn-0xE000)/4)
	case drawn >= 0xFB1D && drawn <= 0xFBFF && drawn != '\uFB29', // which is no letter, but a sign like a plus
		drawn >= 0xFE80 && drawn <= 0xFEFC:
		return norm.NFKC.String(string(drawn))
	}
	return string(drawn)
}
