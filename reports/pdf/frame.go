package pdf

// A Blank is a label with lines to write on by hand, at least one.
type Blank struct {
	Label string
	Lines int
}

// Measures of a frame in the usual print.
const (
	writing   = 18.5 // from one line to write on to the next: 6.5 mm
	underBase = 2.0  // how far a line is under the base line of a label beside it

	mostWhole = page / 2 // the height of what is held on one page
)

// Frame puts labels with lines to write on beside them, on one page with all that stands under the same heading
// unless that is much: who writes looks at both. The labels are what it says; the lines are decoration.
func (d *Doc) Frame(blanks []Blank) {
	list := d.element("L") // its items have no Lbl, as those of Facts
	labels := make([]run, len(blanks))
	for i, b := range blanks {
		labels[i] = d.run(b.Label, d.body, list.Add("LI").Add("LBody"))
	}
	indent := indentOf(labels, 0.4)
	var all []strip
	for i, b := range blanks {
		all = append(all, d.blank(labels[i].wrap(indent), b.Lines, indent)...)
	}
	d.add(plain, d.gap(blockGap), all)
	for _, strips := range [][]strip{d.strips[len(d.strips)-len(all):], d.strips[d.headed:]} {
		if heightOf(strips) <= mostWhole {
			together(strips)
		}
	}
}

// heightOf gives the height of strips on one page.
func heightOf(strips []strip) float64 {
	high := 0.0
	for _, s := range strips {
		high += s.before + s.high
	}
	return high
}

// blank gives the lines to write on beside a label, as many as are asked for, and no fewer than the
// label has.
func (d *Doc) blank(label []line, n int, indent float64) []strip {
	strips := make([]strip, max(n, len(label), 1))
	x := left + indent + d.gap(12)
	for i := range strips {
		var says row
		if i < len(label) {
			says = row{cell{x: left, width: indent, lines: label[i : i+1]}}
		}
		high := max(d.gap(writing), d.body.lead)
		strips[i] = strip{high: high, bond: keep, draw: func(y float64) {
			y += high - d.body.lead
			d.put(says, y)
			d.fill(x, y+baseline(d.body)+d.gap(underBase), right-x, 0.6, edge)
		}}
	}
	strips[0].bond = free
	return strips
}
