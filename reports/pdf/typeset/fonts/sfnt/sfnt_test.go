package sfnt

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// TestAssemble takes each font apart and puts it together again.
func TestAssemble(t *testing.T) {
	files, err := filepath.Glob("../*.ttf")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		font, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		tables := Tables(font)
		if !bytes.Equal(Assemble(tables), font) {
			t.Errorf("%s: put together again, it differs", file)
		}
		for r, glyph := range Characters(tables) {
			xMin, yMin, xMax, yMax := Bounds(Outline(tables, glyph))
			if xMin > xMax || yMin > yMax || Advance(tables, glyph) > 3*UnitsPerEm(tables) {
				t.Errorf("%s: %+q is %d wide, from %d, %d to %d, %d", file, r, Advance(tables, glyph), xMin, yMin, xMax, yMax)
			}
		}
	}
}

// TestCharacters reads a "cmap" by hand: a segment by a difference, one by a list of glyphs, the end.
func TestCharacters(t *testing.T) {
	var cmap []byte
	for _, n := range []uint16{
		0, 1, 3, 1, 0, 12, // one part, at 12
		4, 44, 0, 6, 4, 1, 2,
		'B', 'y', 0xFFFF, 0, // ends
		'A', 'x', 0xFFFF, // starts
		0xFFFF - 'A' + 2, 10, 1, // differences
		0, 4, 0, // where the lists are
		7, 0, // glyphs for x and y
	} {
		cmap = be.AppendUint16(cmap, n)
	}
	got := map[rune]int{}
	for r, glyph := range Characters(map[string][]byte{"cmap": cmap}) {
		got[r] = glyph
	}
	if len(got) != 3 || got['A'] != 1 || got['B'] != 2 || got['x'] != 17 {
		t.Errorf("the characters are %v", got)
	}
}
