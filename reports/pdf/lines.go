package pdf

import (
	"strings"
	"unicode"

	"github.com/clipperhouse/uax29/v2/graphemes"
)

// A line is a text that fits where it is to stand.
type line struct {
	text string
	style
}

// A piece of a text stands on one line if one is wide enough for it: a word, or a part of one that
// may be parted.
type piece struct {
	text  string
	width float64 // in multiples of the size
	glued bool    // no space before it
}

// A run is a text in pieces, in one style.
type run struct {
	pieces []piece
	style
	space float64 // width of a space, in multiples of the size
}

func (d *Doc) lineWidth(l line) float64 { return l.size * textWidth(l.text, l.bold) }

// run makes a text ready to be measured and broken into lines.
func (d *Doc) run(text string, s style) run {
	r := run{style: s, space: textWidth(" ", s.bold)}
	for _, word := range strings.FieldsFunc(text, isBreak) {
		for i, part := range parts(d.show(word)) {
			r.pieces = append(r.pieces, piece{part, textWidth(part, s.bold), i > 0})
		}
	}
	return r
}

// isBreak says whether a line may end at a space.
func isBreak(r rune) bool {
	return unicode.IsSpace(r) && r != '\u00A0' && r != '\u202F' && r != '\u2007'
}

// parts cuts a word after a hyphen or a slash between letters.
func parts(word string) []string {
	var cut []string
	runes := []rune(word)
	from := 0
	for i := 1; i+1 < len(runes); i++ {
		if strings.ContainsRune("-/–—", runes[i]) && unicode.IsLetter(runes[i-1]) && unicode.IsLetter(runes[i+1]) {
			cut = append(cut, string(runes[from:i+1]))
			from = i + 1
		}
	}
	return append(cut, string(runes[from:]))
}

// natural gives the width of a run set on one line, and of its widest piece.
func (r run) natural() (whole, widest float64) {
	for i, p := range r.pieces {
		if i > 0 && !p.glued {
			whole += r.space
		}
		whole += p.width
		widest = max(widest, p.width)
	}
	return whole * r.size, widest * r.size
}

// wrap breaks a run into lines of a width. A piece that is wider than a line is broken between
// characters.
func (r run) wrap(width float64) []line {
	var lines []line
	text, filled := "", 0.0
	end := func() {
		if text != "" {
			lines = append(lines, line{text, r.style})
			text, filled = "", 0
		}
	}
	limit := width/r.size + 1e-9
	for _, p := range r.pieces {
		gap := r.space
		if text == "" || p.glued {
			gap = 0
		}
		if filled+gap+p.width > limit {
			end()
			gap = 0
		}
		if gap > 0 {
			text, filled = text+" ", filled+gap
		}
		if p.width <= limit {
			text, filled = text+p.text, filled+p.width
			continue
		}
		for g := graphemes.FromString(p.text); g.Next(); {
			w := textWidth(g.Value(), r.bold)
			if filled+w > limit {
				end()
			}
			text, filled = text+g.Value(), filled+w
		}
	}
	end()
	return lines
}

// lines sets a text in lines of a width.
func (d *Doc) lines(text string, s style, width float64) []line {
	return d.run(text, s).wrap(width)
}
