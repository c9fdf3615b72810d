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
	tables := sfnt.Take(old, glyphs)
	tables["OS/2"] = old["OS/2"]
	tables["post"] = post(old["post"])
	tables["name"] = []byte{0, 0, 0, 0, 0, 6, 0, 0} // format 0, no names; some readers of fonts want the table
	tables["cmap"] = characters(chars)
	return sfnt.Assemble(tables)
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
