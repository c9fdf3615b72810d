package typeset

import (
	"math"
	"strings"

	"github.com/clipperhouse/uax29/v2/graphemes"
)

// Wrap breaks a run into lines of a width, in multiples of the size. A piece that is wider than a line
// is broken between user-perceived characters; only a single one of those can be wider than the line.
func (r Run) Wrap(width float64) []Line {
	limit := int(math.Floor(width*1000 + 1e-6))
	var lines []Line
	var on []item
	filled, from := 0, 0
	end := func() {
		if len(on) > 0 {
			lines = append(lines, r.line(on, from))
			from += len(lines[len(lines)-1].Text)
			on, filled = on[:0], 0
		}
	}
	for _, p := range r.pieces {
		if filled+p.width > limit {
			end()
		}
		items := p.items
		if p.width > limit {
			items = split(items)
		}
		for _, it := range items {
			if filled+it.width > limit {
				end()
			}
			on, filled = append(on, it), filled+it.width
		}
		for _, space := range p.space {
			on, filled = append(on, space), filled+space.width
		}
	}
	end()
	return lines
}

// split gives items of one user-perceived character each. Only a part of a word that is an item by
// itself is not so yet, and that is drawn as it is read.
func split(items []item) []item {
	if len(items) > 1 || items[0].drawn != items[0].text {
		return items
	}
	var small []item
	for g := graphemes.FromString(items[0].text); g.Next(); {
		it := items[0]
		it.text, it.drawn, it.width = g.Value(), g.Value(), it.face.width(g.Value())
		small = append(small, it)
	}
	return small
}

// line sets items on a line; their text begins at a place in the run's.
func (r Run) line(items []item, from int) Line {
	to, width := from, 0
	for _, it := range items {
		to, width = to+len(it.text), width+it.width
	}
	l := Line{Text: r.text[from:to], RightToLeft: r.rightToLeft}
	if plain(items) {
		l.Spans = []Span{{Face: items[0].face, Text: l.Text, Width: float64(width) / 1000}}
	} else {
		l.Spans = spans(items)
	}
	if last := items[len(items)-1]; last.text == " " {
		width -= last.width
	}
	l.Width = float64(width) / 1000
	return l
}

// plain says whether items are drawn as they are read, in one face.
func plain(items []item) bool {
	for _, it := range items {
		if it.face != items[0].face || it.level != 0 || it.marks != nil || it.drawn != it.text {
			return false
		}
	}
	return true
}

// spans gives what draws the items of a line. A space at its end is drawn only after text that is
// drawn as it is read, where it stands right.
func spans(items []item) []Span {
	var space []item
	if at := len(items) - 1; items[at].text == " " {
		items, space = items[:at], items[at:]
	}
	var made []Span
	var read, drawn strings.Builder
	width := 0
	add := func(it item) {
		if at := len(made) - 1; at < 0 || made[at].Face != it.face || made[at].marks() {
			made, width = append(made, Span{Face: it.face}), 0
		}
		last := &made[len(made)-1]
		width += it.width
		last.Text, last.Width = last.Text+it.drawn, float64(width)/1000
		made = append(made, it.marks...)
	}
	for _, it := range items {
		read.WriteString(it.text)
	}
	for _, it := range visual(items) {
		add(it)
	}
	for _, s := range made {
		drawn.WriteString(s.Text)
	}
	if read.String() == drawn.String() {
		for _, it := range space {
			add(it)
		}
	}
	return made
}
