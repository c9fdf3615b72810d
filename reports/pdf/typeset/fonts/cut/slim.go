package main

import (
	"cmp"
	"encoding/binary"
	"slices"

	"readiness/reports/pdf/typeset/fonts/sfnt"
)

var be = binary.BigEndian

// A mapping says which glyph draws a character.
type mapping struct {
	character rune
	glyph     int
}

func in(blocks []block, r rune) bool {
	return slices.ContainsFunc(blocks, func(b block) bool { return b[0] <= r && r <= b[1] })
}

// kept gives the characters to keep and their old glyphs, in order.
func kept(old map[string][]byte, keep, join []block) []mapping {
	var chars []mapping
	for r, glyph := range sfnt.Characters(old) {
		if in(keep, r) {
			chars = append(chars, mapping{r, glyph})
		}
		if in(join, r) {
			chars = append(chars, joined(old["GSUB"], r, glyph)...)
		}
	}
	slices.SortFunc(chars, func(a, b mapping) int { return cmp.Compare(a.character, b.character) })
	return chars
}

// slim gives a font with the kept characters alone and the joined forms of some, without hints, names,
// kerning and shaping. OpenType 1.9; glyphs are numbered in the order of their characters, parts of
// others last.
func slim(whole []byte, keep, join []block) []byte {
	old := sfnt.Tables(whole)
	glyphs := []int{0} // the kept ones, by their new numbers
	numbers := map[int]int{0: 0}
	number := func(glyph int) int {
		if _, known := numbers[glyph]; !known {
			numbers[glyph] = len(glyphs)
			glyphs = append(glyphs, glyph)
		}
		return numbers[glyph]
	}
	chars := kept(old, keep, join)
	for i := range chars {
		chars[i].glyph = number(chars[i].glyph)
	}
	var glyf, loca, hmtx []byte
	for i := 0; i < len(glyphs); i++ { // glyphs grows by the parts
		loca = be.AppendUint32(loca, uint32(len(glyf)))
		outline := unhint(sfnt.Outline(old, glyphs[i]), number)
		glyf = append(glyf, outline...)
		for len(glyf)%4 != 0 {
			glyf = append(glyf, 0)
		}
		xMin, _, _, _ := sfnt.Bounds(outline)
		hmtx = be.AppendUint16(hmtx, uint16(sfnt.Advance(old, glyphs[i])))
		hmtx = be.AppendUint16(hmtx, uint16(xMin))
	}
	loca = be.AppendUint32(loca, uint32(len(glyf)))
	return sfnt.Assemble(map[string][]byte{
		"head": head(old["head"]),
		"hhea": counted(old["hhea"], 34, len(glyphs)),
		"maxp": counted(old["maxp"], 4, len(glyphs)),
		"OS/2": old["OS/2"],
		"post": post(old["post"]),
		"name": {0, 0, 0, 0, 0, 6, 0, 0}, // format 0, no names; gofpdf wants the table
		"cmap": characters(chars),
		"glyf": glyf, "loca": loca, "hmtx": hmtx,
	})
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

// post gives the table in its version 3, which names no glyphs.
func post(old []byte) []byte {
	table := slices.Clone(old[:32])
	be.PutUint32(table, 3<<16)
	return table
}

// characters gives the table "cmap" with one part, for platform 3, encoding 1, format 4, whose segments are runs of
// characters with runs of glyphs.
func characters(chars []mapping) []byte {
	var ends, starts, deltas, ranges []byte
	for i, c := range append(chars, mapping{0xFFFF, 0}) {
		if i > 0 && c == (mapping{chars[i-1].character + 1, chars[i-1].glyph + 1}) {
			be.PutUint16(ends[len(ends)-2:], uint16(c.character))
			continue
		}
		ends = be.AppendUint16(ends, uint16(c.character))
		starts = be.AppendUint16(starts, uint16(c.character))
		deltas = be.AppendUint16(deltas, uint16(c.glyph-int(c.character)))
		ranges = be.AppendUint16(ranges, 0)
	}
	search, power := 2, 0
	for search*2 <= len(ends) {
		search, power = search*2, power+1
	}
	table := []byte{0, 0, 0, 1, 0, 3, 0, 1, 0, 0, 0, 12}
	for _, n := range []int{4, 16 + 4*len(ends), 0, len(ends), search, power, len(ends) - search} {
		table = be.AppendUint16(table, uint16(n))
	}
	return slices.Concat(table, ends, []byte{0, 0}, starts, deltas, ranges)
}

// unhint gives one outline without its instructions, its parts renumbered. OpenType 1.9, "glyf".
func unhint(glyph []byte, number func(int) int) []byte {
	const (
		wordArguments   = 1 << 0
		scale           = 1 << 3
		more            = 1 << 5
		twoScales       = 1 << 6
		fourScales      = 1 << 7
		hasInstructions = 1 << 8
	)
	if len(glyph) == 0 {
		return nil
	}
	if contours := int(int16(be.Uint16(glyph))); contours >= 0 {
		count := 10 + 2*contours // where the length of the instructions stands
		rest := count + 2 + int(be.Uint16(glyph[count:]))
		return slices.Concat(glyph[:count], []byte{0, 0}, glyph[rest:])
	}
	bare := slices.Clone(glyph)
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
			return bare[:i]
		}
	}
}
