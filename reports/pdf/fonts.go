package pdf

import (
	"math/bits"
	"strconv"
	"sync"

	"readiness/reports/pdf/tags"
	"readiness/reports/pdf/typeset"
)

// A charset is a set of characters of the Basic Multilingual Plane.
type charset [1 << 16 / 64]uint64

func (c *charset) add(r rune) { c[r>>6] |= 1 << (r & 63) }

// all gives the characters of the set, in order.
func (c *charset) all() []rune {
	var chars []rune
	for i, word := range c {
		for ; word != 0; word &= word - 1 {
			chars = append(chars, rune(64*i+bits.TrailingZeros64(word)))
		}
	}
	return chars
}

// key gives the name by which pages call a face.
func key(face typeset.Face) string { return "F" + strconv.Itoa(int(face)) }

// fonts gives the fonts of what has been drawn.
func (d *Doc) fonts() ([]*tags.Font, error) {
	var all []*tags.Font
	for face, drawn := range d.drawn {
		if drawn == nil {
			continue
		}
		font, err := kept.font(typeset.Face(face), drawn.all())
		if err != nil {
			return nil, err
		}
		all = append(all, font)
	}
	return all, nil
}

// A store keeps fonts that have been made: documents of one kind draw the same characters again and
// again. What it keeps changes how long a document takes, and nothing in it.
type store struct {
	sync.Mutex
	fonts map[string]*tags.Font
}

// mostKept is how many fonts a store keeps, of 10 to 50 KB each.
const mostKept = 64

var kept = store{fonts: map[string]*tags.Font{}}

// font gives the font that draws some characters of a face, given in order.
func (s *store) font(face typeset.Face, chars []rune) (*tags.Font, error) {
	id := key(face) + string(chars)
	s.Lock()
	font := s.fonts[id]
	s.Unlock()
	if font != nil {
		return font, nil
	}
	font, err := makeFont(face, chars)
	if err != nil {
		return nil, err
	}
	s.Lock()
	defer s.Unlock()
	if len(s.fonts) >= mostKept {
		clear(s.fonts)
	}
	s.fonts[id] = font
	return font, nil
}

// makeFont makes the font that draws some characters of a face. A form of a letter stands for the letter.
func makeFont(face typeset.Face, chars []rune) (*tags.Font, error) {
	part, shape := face.Subset(chars), face.Shape()
	drawn := make([]tags.Character, len(chars))
	for i, c := range part.Characters {
		drawn[i] = tags.Character{Rune: c.Rune, Glyph: c.Glyph, Width: c.Width, Says: typeset.Letters(c.Rune)}
	}
	return tags.NewFont(tags.Typeface{
		Key: key(face), Name: face.Name(), File: part.File, Characters: drawn,
		Ascent: shape.Ascent, Descent: shape.Descent, CapHeight: shape.CapHeight, Stem: shape.Stem, Box: shape.Box,
	})
}
