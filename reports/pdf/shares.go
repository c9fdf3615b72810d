package pdf

// Shares is a picture of how people are shared out over groups: bars in parts, with what they show in words under
// each.
type Shares struct {
	Caption string // "" for none
	Alt     string // what it shows, in words
	Full    int    // how many people the whole length of a bar is
	Rows    []Share
	Key     []ShareKey // what the parts of bars mean; nil for no key
}

// A ShareKey says in words what a part of a bar means.
type ShareKey struct {
	Group  int
	Nearly bool // nearly all of it is of the group
	Hidden bool // it is not told apart
	Says   string
}

// A Share is one bar of Shares.
type Share struct {
	Label  string
	Counts []int // of the first groups
	Hidden int   // people who are not told apart
	Nearly bool  // nearly all of these are in the first group that has no count
	Says   string
}

// Shares puts a picture of shares, on one page unless it is high.
func (d *Doc) Shares(s Shares) {
	caption := d.caption(s.Caption)
	shown := d.picture(s.Alt)
	list := d.element("L")
	labels, says := make([]run, len(s.Rows)), make([]run, len(s.Rows))
	for i, row := range s.Rows {
		words := list.Add("LI").Add("LBody")
		labels[i], says[i] = d.run(row.Label, d.firm, words.Add("P")), d.run(row.Says, d.small, words.Add("P"))
	}
	var all []strip
	beside := widestOf(labels) <= shareBeside && widestOf(says) <= shareBeside
	for i, row := range s.Rows {
		strips := d.sharedUnder(row, s.Full, shown, labels[i], says[i])
		if beside {
			strips = d.sharedBeside(row, s.Full, shown, labels[i], says[i], widestOf(labels), widestOf(says))
		}
		strips[0].bond = within(i, len(s.Rows))
		all = append(all, strips...)
	}
	all = under(caption, append(all, d.sharesKey(s, shown)...), d.gap(captionGap))
	if heightOf(all) <= mostWhole {
		together(all)
	}
	d.add(plain, d.gap(blockGap+2), all)
}

// shareBeside is the most room for a name, or for words, that stand beside their bar.
const shareBeside = width / 5

// widestOf gives the width of the widest of some texts, each on one line.
func widestOf(runs []run) float64 {
	widest := 0.0
	for _, r := range runs {
		whole, _ := r.natural()
		widest = max(widest, whole+1)
	}
	return widest
}

// sharedBeside gives a bar with its name at its left and its words at its right.
func (d *Doc) sharedBeside(s Share, full int, shown *picture, label, says run, nameRoom, wordRoom float64) []strip {
	high, gap := d.gap(barHeight+2), d.gap(columnGap)
	words := row{
		cell{x: left, width: nameRoom, right: true, lines: label.wrap(nameRoom)},
		cell{x: right - wordRoom, width: wordRoom, lines: says.wrap(wordRoom)},
	}
	room := max(high+2, words.height())
	return []strip{{before: d.gap(barGap), high: room, draw: func(y float64) {
		d.shareBar(s, full, shown, left+nameRoom+gap, y+(room-high)/2, width-nameRoom-wordRoom-2*gap, high)
		d.put(words, y)
	}}}
}

// sharedUnder gives a bar between its name and its words.
func (d *Doc) sharedUnder(s Share, full int, shown *picture, label, says run) []strip {
	high := d.gap(barHeight + 2)
	bar := strip{before: 1, high: high + 2, bond: keep, draw: func(y float64) { d.shareBar(s, full, shown, left+1, y+1, width-2, high) }}
	strips := append(d.split(row{cell{x: left, width: width, lines: label.wrap(width)}}), bar)
	strips = append(strips, d.split(row{cell{x: left, width: width, lines: says.wrap(width)}})...)
	together(strips)
	strips[0].before = d.gap(barGap + 2)
	return strips
}

// shareBar draws the parts of a bar, each in its pattern with an edge around it.
func (d *Doc) shareBar(s Share, full int, shown *picture, x, y, wide, high float64) {
	at, long := 0, func(people int) float64 { return wide * float64(people) / float64(max(full, 1)) }
	d.part(shown, x-1, y-1, wide+2, high+2, func() {
		d.rect(x, y, wide, high, paper)
		for i, n := range s.Counts {
			d.pattern(ShareKey{Group: i}, x+long(at), y, long(n), high)
			at += n
		}
		d.pattern(ShareKey{Group: len(s.Counts), Nearly: s.Nearly, Hidden: !s.Nearly}, x+long(at), y, long(s.Hidden), high)
		d.outline(x, y, wide, high, edge)
	})
}

// pattern fills a rectangle such that neighbours differ without colour, too.
func (d *Doc) pattern(k ShareKey, x, y, w, h float64) {
	if w <= 0 {
		return
	}
	switch {
	case k.Hidden:
		d.hatch(x, y, w, h, edge)
	case k.Group == 0:
		d.rect(x, y, w, h, dark)
	case k.Group == 1:
		d.rect(x, y, w, h, half)
	case k.Group == 2:
		d.stripes(x, y, w, h, 4.5, half)
	case k.Group == 3:
		d.rect(x, y, w, h, tint)
		d.rect(x, y+h/2-0.5, w, 1, edge)
	}
	if k.Nearly {
		d.hatch(x, y, w, h, paper)
	}
	d.outline(x, y, w, h, ink)
}

// stripes draws upright stripes.
func (d *Doc) stripes(x, y, w, h, apart float64, c colour) {
	for at := x + apart/2; at+1.2 < x+w; at += apart {
		d.rect(at, y, 1.2, h, c)
	}
}

// hatch draws slanted lines, both ways.
func (d *Doc) hatch(x, y, w, h float64, c colour) {
	d.f.SetDrawColor(c[0], c[1], c[2])
	d.f.SetLineWidth(0.6)
	const apart = 5.0
	for at := x - h; at < x+w; at += apart {
		from, to := max(at, x), min(at+h, x+w)
		if from < to {
			d.f.Line(from, y+(from-at), to, y+(to-at))
			d.f.Line(from, y+h-(from-at), to, y+h-(to-at))
		}
	}
}

// sharesKey explains the patterns.
func (d *Doc) sharesKey(s Shares, shown *picture) []strip {
	if len(s.Key) == 0 {
		return nil
	}
	side := d.gap(9)
	x, y := left, 0.0
	var draws []func(y float64)
	for _, k := range s.Key {
		room := side + d.gap(5) + d.one(k.Says, d.small, nil).width()
		if x > left && x+room > right {
			x, y = left, y+d.small.lead
		}
		at, down := x, y
		draws = append(draws, func(y float64) {
			d.part(shown, at, y+down, room, d.small.lead, func() { d.pattern(k, at, y+down+(d.small.lead-side)/2, side, side) })
			d.word(shown, k.Says, d.small, at+side+d.gap(5), y+down+baseline(d.small))
		})
		x += room + d.gap(16)
	}
	return []strip{{before: d.gap(barGap + 2), high: y + d.small.lead, bond: keep, draw: func(y float64) {
		for _, draw := range draws {
			draw(y)
		}
	}}}
}
