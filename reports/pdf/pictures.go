package pdf

import (
	"fmt"
	"math"
	"strconv"

	"readiness/reports/pdf/tags"
	"readiness/reports/pdf/typeset"
)

// A picture is drawn as one figure of the structure tree, which says in words what it shows.
type picture struct {
	*tags.Element
	page int // on which it was drawn first, from 0; -1 before
}

// picture adds a figure.
func (d *Doc) picture(alt string) *picture {
	p := &picture{d.element("Figure"), -1}
	p.Alt = alt
	return p
}

// part draws a part of a picture, which takes up a box. It says where it is on its first page.
func (d *Doc) part(p *picture, x, y, w, h float64, draw func()) {
	d.content(p.Element, draw)
	d.covers(p, box(x, y, w, h))
}

// word writes a text as a part of a picture; y is its base line.
func (d *Doc) word(p *picture, text string, s style, x, y float64) {
	l := d.one(text, s, p.Element)
	if n := len(l.Spans); n > 0 && l.Verbatim() { // the next word does not run on from it
		l.Spans[n-1].Text, l.Text = l.Spans[n-1].Text+" ", l.Text+" "
	}
	d.write(l, x, y)
	d.covers(p, box(x, y-typeset.Ascent*s.size, l.width()+s.size/2, (typeset.Ascent+typeset.Descent)*s.size))
}

// covers says that a part of a picture is in a box.
func (d *Doc) covers(p *picture, b [4]float64) {
	switch p.page {
	case -1:
		p.page, p.Box = d.page, b
	case d.page:
		for i := range 2 {
			p.Box[i], p.Box[i+2] = min(p.Box[i], b[i]), max(p.Box[i+2], b[i+2])
		}
	}
}

// Bars is a picture of levels from 0 to 100, each against its target, with the figures in words
// beside it.
type Bars struct {
	Caption string // "" for none
	Alt     string // what it shows, in words
	Key     Key
	Bars    []Bar
}

// A Key says in words what the marks in a picture mean.
type Key struct {
	Low    string // the dark part, from 0 to Low
	High   string // the lighter and thinner part, from Low to High; not shown if no bar has one
	Target string // the mark across the bar
}

// A Bar is one level. Low, High and Target are from 0 to 100.
type Bar struct {
	Label     string
	Empty     bool // there is no level; the words say why
	Low, High int
	Target    int
	State     string // in words, set in bold
	Figures   string // in words
}

// How high a bar is, how far its mark stands out, and the room between bars, in the usual print.
const (
	barHeight = 8.0
	markOut   = 2.0
	barGap    = 2.5
)

// Bars puts a picture of bars, on one page unless it is very high.
func (d *Doc) Bars(b Bars) {
	caption := d.caption(b.Caption)
	shown := d.picture(b.Alt)
	list := d.element("L")
	var all []strip
	for _, bar := range b.Bars {
		words := list.Add("LI").Add("LBody")
		name, state, figures := words.Add("P"), words.Add("P"), words.Add("P")
		if d.columns < 4 {
			all = append(all, d.barUnder(bar, shown, name, state, figures)...)
		} else {
			all = append(all, d.barBeside(bar, shown, name, state, figures)...)
		}
	}
	for i, s := range all {
		if s.bond == free {
			all[i].bond = within(i, len(all))
		}
	}
	all = under(caption, append(all, d.key(b, shown)...), d.gap(captionGap))
	high := 0.0
	for _, s := range all {
		high += s.before + s.high
	}
	if high <= page/2 {
		together(all)
	}
	d.add(plain, d.gap(blockGap+2), all)
}

// barBeside gives a bar with its name to the left, and its state and figures to the right.
func (d *Doc) barBeside(b Bar, shown *picture, name, state, figures *tags.Element) []strip {
	const (
		barLeft, barWidth = left + 188.0, 92.0
		atState           = barLeft + barWidth + 10
		atFigures         = atState + 108
	)
	strips := d.whole(row{
		cell{x: left, width: barLeft - left - 8, lines: d.lines(b.Label, d.small, barLeft-left-8, name)},
		cell{x: atState, width: atFigures - atState - 6, lines: d.lines(b.State, d.firm, atFigures-atState-6, state)},
		cell{x: atFigures, width: right - atFigures, lines: d.lines(b.Figures, d.small, right-atFigures, figures)},
	}, page)
	return d.barred(strips, 0, b, shown, barLeft, barWidth)
}

// barUnder gives a bar under its name, with its state and its figures beside it.
func (d *Doc) barUnder(b Bar, shown *picture, name, state, figures *tags.Element) []strip {
	const (
		barWidth  = 96.0
		atState   = left + barWidth + 14
		atFigures = atState + 205
	)
	label := d.split(row{cell{x: left, width: width, lines: d.lines(b.Label, d.small, width, name)}})
	strips := append(label, d.split(row{
		cell{x: atState, width: atFigures - atState - 8, lines: d.lines(b.State, d.firm, atFigures-atState-8, state)},
		cell{x: atFigures, width: right - atFigures, lines: d.lines(b.Figures, d.small, right-atFigures, figures)},
	})...)
	if len(strips) <= 2*few {
		together(strips)
	}
	return d.barred(strips, min(len(label), len(strips)-1), b, shown, left+2, barWidth)
}

// barred draws the bar itself in one of the strips of its words.
func (d *Doc) barred(strips []strip, at int, b Bar, shown *picture, x, width float64) []strip {
	if len(strips) == 0 {
		strips, at = []strip{{high: d.small.lead, draw: func(float64) {}}}, 0
	}
	words := strips[at].draw
	strips[at].draw = func(y float64) {
		d.bar(b, shown, x, y+(d.small.lead-d.gap(barHeight))/2, width)
		words(y)
	}
	strips[0].before = d.gap(barGap)
	return strips
}

// bar draws one level on a scale. What is open is lighter and thinner than what is known.
func (d *Doc) bar(b Bar, shown *picture, x, y, width float64) {
	if b.Empty {
		return
	}
	high, out := d.gap(barHeight), d.gap(markOut)
	at := func(percent int) float64 { return width * float64(min(max(percent, 0), 100)) / 100 }
	d.part(shown, x-2, y-out, width+4, high+2*out, func() {
		d.rect(x, y, width, high, paper)
		d.rect(x, y+high/4, at(b.High), high/2, half)
		d.rect(x, y, at(b.Low), high, dark)
		d.outline(x, y, width, high, edge)
		mark := x + at(b.Target)
		d.rect(mark-1.9, y-out, 3.8, high+2*out, paper)
		d.rect(mark-0.9, y-out, 1.8, high+2*out, ink)
	})
}

// key explains the marks in a picture, unless one since the last heading has done so.
func (d *Doc) key(b Bars, shown *picture) []strip {
	some, open := false, false
	for _, bar := range b.Bars {
		some = some || !bar.Empty && !d.keyed
		open = open || !bar.Empty && bar.High > bar.Low && !d.keyedOpen
	}
	if !some && !open {
		return nil
	}
	d.keyed, d.keyedOpen = true, open || d.keyedOpen
	side := d.gap(7)
	x, y := left, 0.0
	var draws []func(y float64)
	add := func(words string, mark func(x, y float64)) {
		room := side + d.gap(5) + d.one(words, d.small, nil).width()
		if x > left && x+room > right {
			x, y = left, y+d.small.lead
		}
		at, down := x, y
		draws = append(draws, func(y float64) {
			d.part(shown, at, y+down, room, d.small.lead, func() { mark(at, y+down+(d.small.lead-side)/2) })
			d.word(shown, words, d.small, at+side+d.gap(5), y+down+baseline(d.small))
		})
		x += room + d.gap(16)
	}
	add(b.Key.Low, func(x, y float64) { d.rect(x, y, side, side, dark) })
	if open {
		add(b.Key.High, func(x, y float64) { d.rect(x, y+side/4, side, side/2, half) })
	}
	add(b.Key.Target, func(x, y float64) { d.rect(x+side/2-0.9, y-1, 1.8, side+2, ink) })
	return []strip{{before: d.gap(barGap + 2), high: y + d.small.lead, bond: keep, draw: func(y float64) {
		for _, draw := range draws {
			draw(y)
		}
	}}}
}

// A Gauge is a picture of one level of 0 to 100, with paragraphs beside it.
type Gauge struct {
	Name      string
	Low, High int
	Says      []string
	Alt       string // what it shows, in words
}

// The gauge is half a ring; its measures in the usual print.
const (
	gaugeRadius = 56.0 // of the middle of the ring
	gaugeThick  = 15.0
	gaugeGap    = 20.0 // between it and what stands beside
)

// Gauge puts a gauge, and what there is to say to its right; under it if that would be a high box.
func (d *Doc) Gauge(g Gauge) {
	shown := d.picture(g.Alt)
	radius, pad := d.gap(gaugeRadius+gaugeThick/2), d.gap(10)
	picture := radius + typeset.Descent*d.number.size + 2*d.small.lead
	beside := cell{x: left + pad + 2*radius + d.gap(gaugeGap)}
	beside.width = right - pad - beside.x
	paragraphs, says := make([]run, len(g.Says)), make([]row, len(g.Says))
	words := -d.gap(blockGap)
	for i, text := range g.Says {
		paragraphs[i] = d.run(text, d.body, d.element("P"))
		beside.lines = paragraphs[i].wrap(beside.width)
		says[i] = row{beside}
		words += says[i].height() + d.gap(blockGap)
	}
	high := max(picture, words) + 2*pad
	if high > spare {
		d.add(plain, d.gap(blockGap), []strip{{high: 2 + picture, draw: func(y float64) { d.gauge(g, shown, left+1+radius, y+1+radius) }}})
		for _, p := range paragraphs {
			d.paragraph(p)
		}
		return
	}
	d.add(plain, d.gap(blockGap), []strip{{high: high, draw: func(y float64) {
		d.fill(left, y, width, high, tint)
		d.gauge(g, shown, left+pad+radius, y+(high-picture)/2+radius)
		y += (high - words) / 2
		for _, r := range says {
			d.put(r, y)
			y += r.height() + d.gap(blockGap)
		}
	}}})
}

// gauge draws the ring and its figures; x and y are the middle of its foot.
func (d *Doc) gauge(g Gauge, shown *picture, x, y float64) {
	middle, thick := d.gap(gaugeRadius), d.gap(gaugeThick)
	angle := func(percent int) float64 { return 180 - 1.8*float64(min(max(percent, 0), 100)) }
	outer := middle + thick/2
	d.part(shown, x-outer-2, y-outer-2, 2*outer+4, outer+thick/2+4, func() {
		d.arc(x, y, middle, thick+1.4, 0, 180, edge)
		d.arc(x, y, middle, thick, 0.6, 179.4, paper)
		if high := angle(g.High); high < 180 {
			d.arc(x, y, middle, thick/2, high, 180, half)
		}
		if low := angle(g.Low); low < 180 {
			d.arc(x, y, middle, thick, low, 180, dark)
		}
	})
	figures := strconv.Itoa(g.Low)
	if g.High > g.Low {
		figures = fmt.Sprintf("%d–%d", g.Low, g.High)
	}
	d.centred(shown, figures, d.number, x, y, 2*chord(middle-thick/2, d.number.size)-d.gap(8))
	base := y + typeset.Descent*d.number.size + baseline(d.small)
	d.centred(shown, "0", d.small, x-middle, base, 2*thick)
	d.centred(shown, "of 100", d.small, x, base, middle)
	d.centred(shown, "100", d.small, x+middle, base, 2*thick)
	d.centred(shown, g.Name, d.firm, x, base+d.small.lead, 2*middle)
}

// chord gives half the width of a half circle at the height of the figures of a size, which stand on its
// foot.
func chord(radius, size float64) float64 {
	const figure = 0.7 // the height of a figure
	return math.Sqrt(radius*radius - figure*figure*size*size)
}

// centred writes a text as a part of a picture around a place, smaller where it is too wide.
func (d *Doc) centred(p *picture, text string, s style, x, y, most float64) {
	wide := d.one(text, s, nil).width()
	if wide > most {
		s.size, wide = s.size*most/wide, most
	}
	d.word(p, text, s, x-wide/2, y)
}
