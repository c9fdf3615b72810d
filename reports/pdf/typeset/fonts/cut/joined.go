package main

import "readiness/reports/pdf/typeset/fonts/sfnt"

// joined gives the characters and the old glyphs for the final, initial and medial forms, in that
// order, that a font has of an Arabic letter.
func joined(gsub []byte, letter rune, glyph int) []mapping {
	var forms []mapping
	for i, feature := range []string{"fina", "init", "medi"} {
		if form, found := substitutes(gsub, feature)[glyph]; found {
			forms = append(forms, mapping{sfnt.Form(letter, 1+i), form})
		}
	}
	return forms
}

// substitutes gives the glyphs that a feature puts for single others. OpenType 1.9, "GSUB", lookup type 1.
func substitutes(gsub []byte, feature string) map[int]int {
	at := func(table []byte, i int) int { return int(be.Uint16(table[i:])) }
	found := map[int]int{}
	features, lookups := gsub[at(gsub, 6):], gsub[at(gsub, 8):]
	for i := range at(features, 0) {
		record := features[2+6*i:]
		if string(record[:4]) != feature {
			continue
		}
		table := features[at(record, 4):]
		for j := range at(table, 2) {
			lookup := lookups[at(lookups, 2+2*at(table, 4+2*j)):]
			for k := range at(lookup, 4) {
				rule := lookup[at(lookup, 6+2*k):]
				for n, glyph := range covered(rule[at(rule, 2):]) {
					switch [2]int{at(lookup, 0), at(rule, 0)} {
					case [2]int{1, 1}:
						found[glyph] = (glyph + at(rule, 4)) & 0xFFFF
					case [2]int{1, 2}:
						found[glyph] = at(rule, 6+2*n)
					}
				}
			}
		}
	}
	return found
}

// covered gives the glyphs that a rule is for, in order. OpenType 1.9, "Coverage Table".
func covered(coverage []byte) []int {
	var glyphs []int
	at := func(i int) int { return int(be.Uint16(coverage[i:])) }
	for i := range at(2) {
		if at(0) == 1 {
			glyphs = append(glyphs, at(4+2*i))
			continue
		}
		for glyph := at(4 + 6*i); glyph <= at(6+6*i); glyph++ {
			glyphs = append(glyphs, glyph)
		}
	}
	return glyphs
}
