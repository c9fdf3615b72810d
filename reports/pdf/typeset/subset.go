package typeset

import (
	"math"

	"readiness/reports/pdf/typeset/fonts/sfnt"
)

// A Subset is a part of a face: what a PDF holds of it.
type Subset struct {
	File       []byte // a TrueType font of the glyphs alone, without a "cmap"
	Characters []Character
}

// A Character is one that a Subset draws.
type Character struct {
	Rune  rune
	Glyph int // its place in the Subset's file
	Width int // in thousandths of the size
}

// Subset gives the part of the face that draws some characters, which it must have, in their order.
func (f Face) Subset(chars []rune) Subset {
	m := measured[f]()
	glyphs, places := []int{0}, map[uint16]int{0: 0}
	part := Subset{Characters: make([]Character, len(chars))}
	for i, r := range chars {
		place, known := places[m.glyphs[r]]
		if !known {
			place = len(glyphs)
			places[m.glyphs[r]] = place
			glyphs = append(glyphs, int(m.glyphs[r]))
		}
		part.Characters[i] = Character{r, place, int(m.advances[r]) - 1}
	}
	part.File = sfnt.Assemble(sfnt.Take(m.tables, glyphs))
	return part
}

// A Shape is what a PDF says of a face as a whole, in thousandths of the size.
type Shape struct {
	Ascent, Descent, CapHeight int
	Stem                       int    // how wide an upright stroke is, about
	Box                        [4]int // around all glyphs on one place: left, bottom, right, top
}

// Shape gives the face's. The font says no width of strokes; it is taken from how bold it says it is.
func (f Face) Shape() Shape {
	m := measured[f]()
	s := sfnt.Measures(m.tables)
	scaled := func(v int) int { return int(math.Round(m.scale * float64(v))) }
	shape := Shape{scaled(s.Ascent), scaled(s.Descent), scaled(s.CapHeight), 50 + s.Weight*s.Weight/(65*65), [4]int{}}
	for i, v := range s.Box {
		shape.Box[i] = scaled(v)
	}
	return shape
}
