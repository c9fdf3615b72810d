package pdf

import "readiness/reports/pdf/typeset"

// A4, ISO 216, and its margins.
const (
	pageWidth, pageHeight = 595.28, 841.89
	left, top             = 50.0, 42.0
	right, bottom         = pageWidth - left, pageHeight - 50
	width                 = right - left
	footing               = pageHeight - 28 // the line the page number stands on
)

// A colour is red, green and blue, 0 to 255 each.
type colour [3]int

// The palette. Its colours differ in lightness, so that they differ in black and white print and for
// every kind of colour vision. Text has a contrast of at least 4.5 to 1 against what it stands on, and
// signs of at least 3 to 1 against what is beside them (WCAG 2.2, 1.4.3 and 1.4.11).
var (
	ink   = colour{26, 26, 26}    // text
	dark  = colour{8, 61, 58}     // headings; what is known
	half  = colour{88, 146, 140}  // what is open
	edge  = colour{110, 124, 122} // the outline of a scale, the lines of a table
	tint  = colour{240, 245, 244} // the ground of a note
	paper = colour{255, 255, 255}
)

// A style is how a line of text is set. Its lead, from one line to the next, leaves room for the
// tallest accents of the typefaces.
type style struct {
	bold       bool
	size, lead float64
	colour     colour
}

// A heading is the style of one, and the room before and after it.
type heading struct {
	style
	before, after float64
}

// A print is the type that a document is set in.
type print struct {
	body, strong style
	small, firm  style // in tables, notes and pictures
	number       style // in a gauge
	headings     [4]heading
	scale        float64 // of gaps and pictures
	columns      int     // that a table may have; the cells of a wider one stand under each other
}

var (
	usual = print{
		body:   style{false, 10, 13.5, ink},
		strong: style{true, 10, 13.5, ink},
		small:  style{false, 9, 12, ink},
		firm:   style{true, 9, 12, ink},
		number: style{true, 26, 36, dark},
		headings: [...]heading{
			1: {style{true, 17, 23, dark}, 0, 6},
			2: {style{true, 13.5, 18.5, dark}, 12, 3},
			3: {style{true, 10.5, 14.5, ink}, 8, 1.5},
		},
		scale:   1,
		columns: 99,
	}
	// RNIB's guidelines ask for 16 points or more of all type.
	large = print{
		body:   style{false, 16, 22.5, ink},
		strong: style{true, 16, 22.5, ink},
		small:  style{false, 16, 22, ink},
		firm:   style{true, 16, 22, ink},
		number: style{true, 30, 42, dark},
		headings: [...]heading{
			1: {style{true, 26, 36, dark}, 0, 9},
			2: {style{true, 21, 29, dark}, 22, 6},
			3: {style{true, 17.5, 24, ink}, 14, 3},
		},
		scale:   1.4,
		columns: 3,
	}
)

// Room between blocks, and between the items of one, in the usual print.
const (
	blockGap = 5.5
	itemGap  = 2.0
)

// baseline says how far under the top of its line a text stands: the ascent of the typefaces, and half
// of what the lead leaves over.
func baseline(s style) float64 {
	return typeset.Ascent*s.size + (s.lead-(typeset.Ascent+typeset.Descent)*s.size)/2
}
