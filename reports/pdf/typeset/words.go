package typeset

import (
	"iter"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"golang.org/x/text/unicode/norm"
)

const (
	replacement = "\uFFFD" // stands for a user-perceived character that no face has
	hyphens     = "-/–—"   // the signs after which a word may be parted
)

// tidy gives a text in NFC without what cannot be seen, and with U+FFFD for what is no character.
func tidy(text string) string {
	text = strings.ToValidUTF8(text, replacement)
	if strings.ContainsFunc(text, func(r rune) bool { return shown(r) != r }) {
		text = strings.Map(shown, text)
	}
	return norm.NFC.String(text)
}

func shown(r rune) rune {
	switch {
	case steers(r):
		return -1
	case unicode.Is(unicode.Cc, r) && !unicode.IsSpace(r):
		return '\uFFFD'
	}
	return r
}

// steers says whether a character only steers the direction or the form of others or the breaking of
// lines. Joiners are not among them: Arabic is spelt with them.
func steers(r rune) bool {
	switch {
	case r < 0x00AD, r == zwnj, r == zwj, unicode.Is(unicode.Prepended_Concatenation_Mark, r):
		return false
	}
	return unicode.In(r, unicode.Cf, unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point)
}

// isBreak says whether a line may end at a space.
func isBreak(r rune) bool {
	return unicode.IsSpace(r) && r != '\u00A0' && r != '\u202F' && r != '\u2007'
}

// show gives a word as it can be shown, a visible sign for each user-perceived character that no face
// has, and notes those. Joiners are kept after what Arabic joins.
func (r *Run) show(word string) string {
	if _, found := family(word); found {
		return word
	}
	var b strings.Builder
	for g := graphemes.FromString(word); g.Next(); {
		cluster := g.Value()
		seen := strings.Map(unjoined, cluster)
		if _, found := family(seen); !found {
			r.unshown = append(r.unshown, cluster)
			seen = replacement
		} else if strings.HasPrefix(seen, string(tatweel)) || linkOf(cluster).letter != nil {
			seen = cluster
		}
		b.WriteString(seen)
	}
	return norm.NFC.String(b.String())
}

// parts gives the parts of a word, which end after a hyphen or a slash between letters.
func parts(word string) iter.Seq[string] {
	return func(yield func(string) bool) {
		from := 0
		for i, r := range word {
			if i == 0 || !strings.ContainsRune(hyphens, r) {
				continue
			}
			to := i + utf8.RuneLen(r)
			before, _ := utf8.DecodeLastRuneInString(word[:i])
			after, _ := utf8.DecodeRuneInString(word[to:])
			if unicode.IsLetter(before) && unicode.IsLetter(after) {
				if !yield(word[from:to]) {
					return
				}
				from = to
			}
		}
		yield(word[from:])
	}
}

// A setter goes through a text from its beginning and gives its items.
type setter struct {
	text   string  // what is not yet set
	levels []uint8 // of the characters of that; nil if all are 0
	weight Face    // 0 for regular, 1 for bold
	lone   []item  // those that are alone in their lists
}

// take gives the next item, without what draws it.
func (s *setter) take(text string, f Face) item {
	it := item{text: text, drawn: text, face: f + s.weight}
	s.text = s.text[len(text):]
	if s.levels != nil {
		it.level = s.levels[0]
		s.levels = s.levels[utf8.RuneCountInString(text):]
	}
	return it
}

// spaces holds the item for a space in each face, where all reads from left to right: words share it.
var spaces = func() (all [families]func() []item) {
	for f := range all {
		all[f] = sync.OnceValue(func() []item {
			return []item{{text: " ", drawn: " ", face: Face(f), width: Face(f).width(" ")}}
		})
	}
	return all
}()

// space gives the item for a space after a word that ends in a face.
func (s *setter) space(f Face) []item {
	if s.levels == nil {
		s.text = s.text[1:]
		return spaces[f]()
	}
	it := s.take(" ", f-s.weight)
	it.width = it.face.width(" ")
	return s.alone(it)
}

// alone gives the list of one item. The lists of a text share their memory.
func (s *setter) alone(it item) []item {
	s.lone = append(s.lone, it)
	at := len(s.lone)
	return s.lone[at-1 : at : at]
}

// piece gives the items for a part of a word.
func (s *setter) piece(part string) piece {
	face, whole := family(part)
	var p piece
	if whole && face == atkinson && s.straight(part) {
		it := s.take(part, face)
		it.width = it.face.width(part)
		p.items = s.alone(it)
	} else {
		for g := graphemes.FromString(part); g.Next(); {
			f := face
			if !whole {
				f, _ = family(strings.Map(unjoined, g.Value()))
			}
			p.items = append(p.items, s.take(g.Value(), f))
		}
		if slices.ContainsFunc(p.items, func(it item) bool { return it.face == notoArabic+s.weight }) {
			p.items = join(p.items)
		}
		for i := range p.items {
			p.items[i].place()
		}
	}
	for _, it := range p.items {
		p.width += it.width
	}
	return p
}

// straight says whether all of the next part reads from left to right at one level.
func (s *setter) straight(part string) bool {
	if s.levels == nil {
		return true
	}
	next := s.levels[:utf8.RuneCountInString(part)]
	return next[0]%2 == 0 && !slices.ContainsFunc(next, func(l uint8) bool { return l != next[0] })
}
