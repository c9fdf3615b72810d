package sfnt

import "slices"

// Take gives the tables that draw some glyphs of a font, in their new order: "head", "hhea", "maxp",
// "hmtx", "loca" and "glyf", without hints. The first glyph must be 0, which draws what is missing.
// The parts that others are made of come last. Two places may name one glyph.
func Take(old map[string][]byte, glyphs []int) map[string][]byte {
	numbers := make(map[int]int, len(glyphs))
	for i, glyph := range glyphs {
		numbers[glyph] = i
	}
	glyphs = slices.Clone(glyphs)
	number := func(glyph int) int {
		if _, known := numbers[glyph]; !known {
			numbers[glyph] = len(glyphs)
			glyphs = append(glyphs, glyph)
		}
		return numbers[glyph]
	}
	var glyf, loca, hmtx []byte
	for i := 0; i < len(glyphs); i++ { // glyphs grows by the parts
		loca = be.AppendUint32(loca, uint32(len(glyf)))
		outline := Outline(old, glyphs[i])
		glyf = appendBare(glyf, outline, number)
		for len(glyf)%4 != 0 {
			glyf = append(glyf, 0)
		}
		xMin, _, _, _ := Bounds(outline)
		hmtx = be.AppendUint16(hmtx, uint16(Advance(old, glyphs[i])))
		hmtx = be.AppendUint16(hmtx, uint16(xMin))
	}
	loca = be.AppendUint32(loca, uint32(len(glyf)))
	return map[string][]byte{
		"head": head(old["head"]),
		"hhea": counted(old["hhea"], 34, len(glyphs)),
		"maxp": counted(old["maxp"], 4, len(glyphs)),
		"glyf": glyf, "loca": loca, "hmtx": hmtx,
	}
}

// head gives the table for a font whose "loca" is written long, without the checksum of the whole,
// which no PDF reader looks at.
func head(old []byte) []byte {
	table := slices.Clone(old)
	be.PutUint32(table[8:], 0)
	be.PutUint16(table[50:], 1)
	return table
}

// counted gives a table with a number of glyphs in its place.
func counted(old []byte, at, glyphs int) []byte {
	table := slices.Clone(old)
	be.PutUint16(table[at:], uint16(glyphs))
	return table
}

// appendBare appends one outline without its instructions, its parts renumbered. OpenType 1.9, "glyf".
func appendBare(b, glyph []byte, number func(int) int) []byte {
	const (
		wordArguments   = 1 << 0
		scale           = 1 << 3
		more            = 1 << 5
		twoScales       = 1 << 6
		fourScales      = 1 << 7
		hasInstructions = 1 << 8
	)
	if len(glyph) == 0 {
		return b
	}
	if contours := int(int16(be.Uint16(glyph))); contours >= 0 {
		count := 10 + 2*contours // where the length of the instructions stands
		rest := count + 2 + int(be.Uint16(glyph[count:]))
		b = append(append(b, glyph[:count]...), 0, 0)
		return append(b, glyph[rest:]...)
	}
	from := len(b)
	b = append(b, glyph...)
	bare := b[from:]
	for i := 10; ; {
		flags := be.Uint16(bare[i:])
		be.PutUint16(bare[i:], flags&^hasInstructions)
		be.PutUint16(bare[i+2:], uint16(number(int(be.Uint16(bare[i+2:])))))
		i += 6
		if flags&wordArguments != 0 {
			i += 2
		}
		switch {
		case flags&scale != 0:
			i += 2
		case flags&twoScales != 0:
			i += 4
		case flags&fourScales != 0:
			i += 8
		}
		if flags&more == 0 {
			return b[:from+i]
		}
	}
}
