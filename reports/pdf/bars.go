package pdf

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
	High   string // the light part, from Low to High; not shown if no bar has one
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

// Where the columns of a picture stand, how high a bar is, how far its mark stands out, and the room
// between bars.
const (
	barLeft, barWidth = left + 190.0, 92.0
	barState          = barLeft + barWidth + 12
	barFigures        = barState + 106
	barHeight         = 8.0
	markOut           = 2.0
	barGap            = 5.0
)

// The shades of a bar, which differ in print too: what is known, what is open, and the rest up to 100.
const dark, light, track = 50, 160, 228

// Bars puts a picture of bars, on one page if there is one that can hold it.
func (d *Doc) Bars(b Bars) {
	var all []strip
	for _, bar := range b.Bars {
		strips := d.whole(row{
			cell{x: left, lines: d.lines(bar.Label, small, barLeft-left-10)},
			cell{x: barState, lines: d.lines(bar.State, firm, barFigures-barState-6)},
			cell{x: barFigures, lines: d.lines(bar.Figures, small, right-barFigures)},
		}, page)
		words := strips[0].draw
		strips[0].draw = func(y float64) {
			d.bar(bar, y+1.5)
			words(y)
		}
		strips[0].before = barGap
		all = append(all, strips...)
	}
	all = d.captioned(b.Caption, append(all, d.key(b)...))
	high := 0.0
	for _, s := range all {
		high += s.before + s.high
	}
	if high <= page {
		together(all)
	}
	d.add(plain, blockGap+2, all)
}

// bar draws one level. Dark, light and the mark differ in print without colour.
func (d *Doc) bar(b Bar, y float64) {
	if b.Empty {
		return
	}
	at := func(percent int) float64 { return barWidth * float64(min(max(percent, 0), 100)) / 100 }
	d.fill(barLeft, y, barWidth, barHeight, track)
	d.fill(barLeft, y, at(b.High), barHeight, light)
	d.fill(barLeft, y, at(b.Low), barHeight, dark)
	x := barLeft + at(b.Target)
	d.fill(x-1.9, y-markOut, 3.8, barHeight+2*markOut, 255)
	d.fill(x-0.9, y-markOut, 1.8, barHeight+2*markOut, 0)
}

// key explains the marks under a picture that has any.
func (d *Doc) key(b Bars) []strip {
	some, open := false, false
	for _, bar := range b.Bars {
		some = some || !bar.Empty
		open = open || !bar.Empty && bar.High > bar.Low
	}
	if !some {
		return nil
	}
	var marks []func(x, y float64)
	var says []line
	mark := func(words string, draw func(x, y float64)) {
		says, marks = append(says, line{d.show(words), small}), append(marks, draw)
	}
	mark(b.Key.Low, func(x, y float64) { d.fill(x, y+2, 10, 7, dark) })
	if open {
		mark(b.Key.High, func(x, y float64) { d.fill(x, y+2, 10, 7, light) })
	}
	mark(b.Key.Target, func(x, y float64) { d.fill(x+4, y+1, 1.8, 9, 0) })
	return []strip{{before: barGap, high: small.lead, bond: keep, draw: func(y float64) {
		x := left
		for i, draw := range marks {
			draw(x, y)
			d.write(says[i], x+14, y+baseline(small))
			x += 14 + d.lineWidth(says[i]) + 16
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

// Gauge puts a gauge.
func (d *Doc) Gauge(g Gauge) {
	for _, p := range g.Says {
		d.Paragraph(p)
	}
}

// A Link leads to a page of the World Wide Web. What it says and its URL, which begins with
// "https://", are written out.
type Link struct{ Text, URL string }

// Links puts a list of links.
func (d *Doc) Links(links []Link) {
	var items []string
	for _, l := range links {
		items = append(items, l.Text+": "+l.URL)
	}
	d.List(false, items)
}
