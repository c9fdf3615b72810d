// Package sfnt reads and writes the tables of TrueType fonts, as far as cutting a font and measuring
// it need. It trusts what it reads: the fonts are those of this project, known by their SHA-256.
// Source: OpenType 1.9.
package sfnt

import (
	"encoding/binary"
	"iter"
	"maps"
	"slices"
)

var be = binary.BigEndian

// Tables gives the tables of a font by their tags. They share the memory of the file.
func Tables(file []byte) map[string][]byte {
	tables := map[string][]byte{}
	for i := range int(be.Uint16(file[4:])) {
		record := file[12+16*i:]
		from := be.Uint32(record[8:])
		tables[string(record[:4])] = file[from : from+be.Uint32(record[12:])]
	}
	return tables
}

// Assemble gives the font file made of tables, in the order of their tags. The checksum of the whole
// file in "head" is left as it is.
func Assemble(tables map[string][]byte) []byte {
	search, power := 16, 0
	for search*2 <= 16*len(tables) {
		search, power = search*2, power+1
	}
	font := []byte{0, 1, 0, 0}
	for _, n := range []int{len(tables), search, power, 16*len(tables) - search} {
		font = be.AppendUint16(font, uint16(n))
	}
	var body []byte
	for _, tag := range slices.Sorted(maps.Keys(tables)) {
		data := slices.Clone(tables[tag])
		for len(data)%4 != 0 {
			data = append(data, 0)
		}
		sum := uint32(0)
		for i := 0; i < len(data); i += 4 {
			sum += be.Uint32(data[i:])
		}
		font = append(font, tag...)
		font = be.AppendUint32(font, sum)
		font = be.AppendUint32(font, uint32(12+16*len(tables)+len(body)))
		font = be.AppendUint32(font, uint32(len(tables[tag])))
		body = append(body, data...)
	}
	return append(font, body...)
}

// UnitsPerEm gives the number of the font's units in its size.
func UnitsPerEm(tables map[string][]byte) int { return int(be.Uint16(tables["head"][18:])) }

// Advance gives the width of a glyph, in the font's units.
func Advance(tables map[string][]byte, glyph int) int {
	widths := int(be.Uint16(tables["hhea"][34:])) // the last of them holds for all further glyphs
	return int(be.Uint16(tables["hmtx"][4*min(glyph, widths-1):]))
}

// Outline gives the outline of a glyph; nothing if it has none.
func Outline(tables map[string][]byte, glyph int) []byte {
	loca, glyf := tables["loca"], tables["glyf"]
	if be.Uint16(tables["head"][50:]) == 1 {
		return glyf[be.Uint32(loca[4*glyph:]):be.Uint32(loca[4*glyph+4:])]
	}
	return glyf[2*int(be.Uint16(loca[2*glyph:])) : 2*int(be.Uint16(loca[2*glyph+2:]))]
}

// Bounds gives the box round an outline, in the font's units; zero for none.
func Bounds(outline []byte) (xMin, yMin, xMax, yMax int) {
	if len(outline) == 0 {
		return 0, 0, 0, 0
	}
	at := func(i int) int { return int(int16(be.Uint16(outline[i:]))) }
	return at(2), at(4), at(6), at(8)
}

// A Measure is what a font says of itself as a whole, in its units; Weight is 400 for regular, 700 for bold.
type Measure struct {
	Ascent, Descent, CapHeight, Weight int
	Box                                [4]int // around all glyphs: left, bottom, right, top
}

// Measures gives what a font says of itself in "hhea", "head" and "OS/2". A font whose "OS/2" is too
// old to say how high its capitals are has them as high as its ascent.
func Measures(tables map[string][]byte) Measure {
	at := func(tag string, i int) int { return int(int16(be.Uint16(tables[tag][i:]))) }
	m := Measure{
		at("hhea", 4), at("hhea", 6), at("hhea", 4), at("OS/2", 4),
		[4]int{at("head", 36), at("head", 38), at("head", 40), at("head", 42)},
	}
	if at("OS/2", 0) > 1 {
		m.CapHeight = at("OS/2", 88)
	}
	return m
}

// Characters gives the characters of the Basic Multilingual Plane that a font has and their glyphs, in
// order, from its "cmap" of platform 3, encoding 1, format 4; nothing if it has none such.
func Characters(tables map[string][]byte) iter.Seq2[rune, int] {
	return func(yield func(rune, int) bool) {
		cmap := format4(tables["cmap"])
		if cmap == nil {
			return
		}
		twice := int(be.Uint16(cmap[6:])) // the number of segments, times two
		ends, starts, deltas, ranges := cmap[14:], cmap[16+twice:], cmap[16+2*twice:], cmap[16+3*twice:]
		for i := 0; i < twice; i += 2 {
			first, last := int(be.Uint16(starts[i:])), int(be.Uint16(ends[i:]))
			delta, offset := be.Uint16(deltas[i:]), int(be.Uint16(ranges[i:]))
			for r := first; r <= last && r != 0xFFFF; r++ {
				glyph := uint16(r)
				if offset != 0 {
					glyph = be.Uint16(ranges[i+offset+2*(r-first):])
				}
				if glyph != 0 || offset == 0 {
					glyph += delta
				}
				if glyph != 0 && !yield(rune(r), int(glyph)) {
					return
				}
			}
		}
	}
}

// format4 gives the part of "cmap" for Unicode's Basic Multilingual Plane.
func format4(cmap []byte) []byte {
	for i := range int(be.Uint16(cmap[2:])) {
		record := cmap[4+8*i:]
		if part := cmap[be.Uint32(record[4:]):]; be.Uint32(record) == 3<<16|1 && be.Uint16(part) == 4 {
			return part
		}
	}
	return nil
}

// Form gives the private character under which a cut font has a form of an Arabic letter that Unicode
// has no character for: 1 is the final form, 2 the initial, 3 the medial.
func Form(letter rune, form int) rune { return 0xE000 + 4*(letter-0x0600) + rune(form) }
