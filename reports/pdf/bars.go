package pdf

// Bars is a picture of levels from 0 to 100, each against its target, with the figures in words
// beside it.
type Bars struct {
	Caption string // "" for none
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
	caption := d.lines(b.Caption, strong, width)
	rows := make([]row, len(b.Bars))
	for i, bar := range b.Bars {
		rows[i] = row{
			cell{x: left, lines: d.lines(bar.Label, small, barLeft-left-10)},
			cell{x: barState, lines: d.lines(bar.State, firm, barFigures-barState-6)},
			cell{x: barFigures, lines: d.lines(bar.Figures, small, right-barFigures)},
		}
	}
	whole := float64(len(caption))*strong.lead + captionGap + barGap + small.lead // with the key
	for _, r := range rows {
		whole += r.height() + barGap
	}
	d.begin(blockGap+2, min(whole, bottom-top))
	d.caption(caption)
	for i, r := range rows {
		if i > 0 {
			d.begin(barGap, min(r.height(), bottom-top))
		}
		d.bar(b.Bars[i], d.y+1.5)
		d.put(r, nil)
	}
	d.key(b)
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
func (d *Doc) key(b Bars) {
	some, open := false, false
	for _, bar := range b.Bars {
		some = some || !bar.Empty
		open = open || !bar.Empty && bar.High > bar.Low
	}
	if !some {
		return
	}
	d.begin(barGap, small.lead)
	x := left
	say := func(swatch func(y float64), words string) {
		swatch(d.y + 2)
		l := line{d.show(words), small}
		d.write(l, x+14, d.y+baseline(small))
		x += 14 + d.lineWidth(l) + 16
	}
	say(func(y float64) { d.fill(x, y, 10, 7, dark) }, b.Key.Low)
	if open {
		say(func(y float64) { d.fill(x, y, 10, 7, light) }, b.Key.High)
	}
	say(func(y float64) { d.fill(x+4, y-1, 1.8, 9, 0) }, b.Key.Target)
	d.y += small.lead
}
