package typeset

import (
	"math"
	"slices"
	"strings"
	"sync"

	"github.com/clipperhouse/uax29/v2/graphemes"
)

// Wrap breaks a run into lines of a width, in multiples of the size. A piece that is wider than a line
// is broken between user-perceived characters; only a single one of those can be wider than the line.
func (r Run) Wrap(width float64) []Line {
	limit := int(math.Floor(width*1000 + 1e-6))
	if r.last == nil { // it is empty
		return nil
	}
	r.last.Lock()
	defer r.last.Unlock()
	if r.last.lines == nil || r.last.limit != limit {
		r.last.limit, r.last.lines = limit, r.wrap(limit)
	}
	return clone(r.last.lines)
}

// clone gives lines that may be changed.
func clone(lines []Line) []Line {
	own := slices.Clone(lines)
	count := 0
	for _, l := range own {
		count += len(l.Spans)
	}
	spans := make([]Span, 0, count)
	for i, l := range own {
		from := len(spans)
		spans = append(spans, l.Spans...)
		own[i].Spans = spans[from:len(spans):len(spans)]
	}
	return own
}

// A setLines holds the lines that a run was last broken into, and how wide they may be.
type setLines struct {
	sync.Mutex
	limit int // thousandths of the size
	lines []Line
}

// wrap breaks a run into lines.
func (r Run) wrap(limit int) []Line {
	about := 1 // how many lines there will be
	if limit > 0 {
		about = min(1+r.whole/limit*9/8, len(r.pieces))
	}
	lines := make([]Line, 0, about)
	spans := make([]Span, 0, about) // those of lines that have one: they share their memory
	on := make([]item, 0, min(2*len(r.pieces), 64))
	filled, from := 0, 0
	end := func() {
		if len(on) > 0 {
			var l Line
			l, spans = r.line(on, from, spans)
			lines = append(lines, l)
			from += len(l.Text)
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

// line sets items on a line; their text begins at a place in the run's. A span that is alone on it is
// added to those of other lines.
func (r Run) line(items []item, from int, lone []Span) (Line, []Span) {
	to, width := from, 0
	for _, it := range items {
		to, width = to+len(it.text), width+it.width
	}
	l := Line{Text: r.text[from:to], RightToLeft: r.rightToLeft}
	if plain(items) {
		lone = append(lone, Span{Face: items[0].face, Text: l.Text, Width: float64(width) / 1000})
		l.Spans = lone[len(lone)-1 : len(lone) : len(lone)]
	} else {
		l.Spans = spans(items)
	}
	if last := items[len(items)-1]; last.text == " " {
		width -= last.width
	}
	l.Width = float64(width) / 1000
	return l, lone
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
