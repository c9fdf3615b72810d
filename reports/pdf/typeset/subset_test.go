package typeset

import (
	"testing"

	"readiness/reports/pdf/typeset/fonts/sfnt"
)

// TestSubset: each character of a subset has the outline and the width that the face gives it, and the
// subset holds no more than they need.
func TestSubset(t *testing.T) {
	for face := range families {
		m := measured[face]()
		var chars []rune
		for r, glyph := range m.glyphs {
			if glyph != 0 && r%3 == 0 {
				chars = append(chars, rune(r))
			}
		}
		part := face.Subset(chars)
		if len(part.Characters) != len(chars) || len(part.File) > 2*len(fonts[face].file)/3 {
			t.Errorf("%s: %d of %d characters in %d bytes", face.Name(), len(part.Characters), len(chars), len(part.File))
		}
		tables := sfnt.Tables(part.File)
		for i, c := range part.Characters {
			want, got := sfnt.Outline(m.tables, int(m.glyphs[c.Rune])), sfnt.Outline(tables, c.Glyph)
			x1, y1, x2, y2 := sfnt.Bounds(want)
			if a, b, c, d := sfnt.Bounds(got); len(want) != len(got) || a != x1 || b != y1 || c != x2 || d != y2 {
				t.Errorf("%s: %U is drawn otherwise", face.Name(), chars[i])
			}
			if c.Rune != chars[i] || c.Width != face.width(string(c.Rune)) ||
				sfnt.Advance(tables, c.Glyph) != sfnt.Advance(m.tables, int(m.glyphs[c.Rune])) {
				t.Errorf("%s: %U has another width", face.Name(), chars[i])
			}
		}
		if face.Shape().Stem < 50 || face.Shape().CapHeight < 600 || face.Shape().Descent >= 0 || face.Shape().Box[2] < 1000 {
			t.Errorf("%s: %v", face.Name(), face.Shape())
		}
	}
}
