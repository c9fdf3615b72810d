package pdf

import (
	"math"

	"readiness/reports/pdf/tags"
)

// A Table has a caption, "" for none, a head and rows of as many cells. No row is split over
// pages if it fits one, and the head stands again on each page.
type Table struct {
	Caption string
	Columns []Column
	Rows    [][]string
}

// A Column of a table.
type Column struct {
	Head    string
	Names   bool // its cells say what their rows are about
	Wide    int  // how wide it is beside the others; 0 for all columns: as wide as their words make them
	Figures bool // set to the right, so that figures stand under each other
}

// Room in a table of the usual print: between columns, above and under a row, and under the caption.
const (
	columnGap  = 10.0
	rowPad     = 1.8
	captionGap = 2.0
)

// A cell is lines at a place across the page.
type cell struct {
	x, width float64
	right    bool // its lines end at its right edge
	lines    []line
}

// A row is cells side by side.
type row []cell

// height gives the height of the highest cell.
func (r row) height() float64 {
	most := 0.0
	for _, c := range r {
		high := 0.0
		for _, l := range c.lines {
			high += l.lead
		}
		most = max(most, high)
	}
	return most
}

// again gives a row to be drawn once more, which is no content.
func (r row) again() row {
	bare := make(row, len(r))
	for i, c := range r {
		bare[i] = cell{c.x, c.width, c.right, make([]line, len(c.lines))}
		for k, l := range c.lines {
			l.tag = nil
			bare[i].lines[k] = l
		}
	}
	return bare
}

// put draws a row; y is its top.
func (d *Doc) put(r row, y float64) {
	for _, c := range r {
		base := y
		for _, l := range c.lines {
			x := c.x
			if c.right || l.flush {
				x += c.width - l.width()
			}
			d.write(l, x, base+baseline(l.style))
			base += l.lead
		}
	}
}

// whole gives a row as one strip, or line by line if it is higher than the most there is room for.
func (d *Doc) whole(r row, most float64) []strip {
	if high := r.height(); high <= most {
		return []strip{{high: high, draw: func(y float64) { d.put(r, y) }}}
	}
	return d.split(r)
}

// split gives a row as strips of one line, of which neither the first nor the last stands alone.
func (d *Doc) split(r row) []strip {
	n := 0
	for _, c := range r {
		n = max(n, len(c.lines))
	}
	strips := make([]strip, n)
	for i := range strips {
		var across row
		for _, c := range r {
			if i < len(c.lines) {
				across = append(across, cell{c.x, c.width, c.right, c.lines[i : i+1]})
			}
		}
		strips[i] = strip{high: across.height(), bond: within(i, n), draw: func(y float64) { d.put(across, y) }}
	}
	if n > 0 {
		strips[0].bond = free
	}
	return strips
}

// Table puts a table. One that is too wide for the page is put with the cells of each row under each
// other, each behind the head of its column.
func (d *Doc) Table(t Table) {
	caption := d.caption(t.Caption)
	runs := d.cells(t)
	var strips []strip
	if widths, ok := d.share(t, runs); ok {
		strips = d.beside(t, runs, widths)
	} else {
		strips = d.beneath(runs)
	}
	d.add(plain, d.gap(blockGap+2), under(caption, strips, d.gap(captionGap)))
}

// cells makes the elements and the runs of a table: its head, and its rows.
func (d *Doc) cells(t Table) [][]run {
	table := d.element("Table")
	runs := make([][]run, len(t.Rows)+1)
	head := table.Add("TR")
	for _, c := range t.Columns {
		runs[0] = append(runs[0], d.run(c.Head, d.firm, header(head, "Column")))
	}
	for k, texts := range t.Rows {
		tr := table.Add("TR")
		for i, text := range texts {
			if t.Columns[i].Names {
				runs[k+1] = append(runs[k+1], d.run(text, d.small, header(tr, "Row")))
			} else {
				runs[k+1] = append(runs[k+1], d.run(text, d.small, tr.Add("TD")))
			}
		}
	}
	return runs
}

// header adds the head of a row or a column.
func header(tr *tags.Element, scope string) *tags.Element {
	th := tr.Add("TH")
	th.Scope = scope
	return th
}

// beside sets a table with the cells of a row side by side.
func (d *Doc) beside(t Table, runs [][]run, widths []float64) []strip {
	rows := make([]row, len(runs))
	for k, cells := range runs {
		x := left
		for i, r := range cells {
			rows[k] = append(rows[k], cell{x, widths[i], t.Columns[i].Figures, r.wrap(widths[i])})
			x += widths[i] + d.gap(columnGap)
		}
	}
	return d.rows(rows[0], rows[1:])
}

// rows gives a head and the rows under it. Neither the first row nor the last stands alone.
func (d *Doc) rows(head row, rows []row) []strip {
	all := together(d.ruled(head, page, 1))
	var again *strip
	most := page
	if room := head.height() + 2*d.gap(rowPad); room <= page/2 { // else it stands only once
		again, most = &strip{high: room, draw: d.ruled(head.again(), page, 1)[0].draw}, page-room
	}
	for i, r := range rows {
		strips := d.ruled(r, most, 0.4)
		strips[0].bond = within(i, len(rows))
		if i == 0 {
			strips[0].bond = keep
		}
		for k := range strips {
			strips[k].head = again
		}
		all = append(all, strips...)
	}
	return all
}

// ruled gives a row with a line under it.
func (d *Doc) ruled(r row, most, thick float64) []strip {
	pad := d.gap(rowPad)
	strips := d.whole(r, most-2*pad)
	d.underline(strips, pad/2, 2*pad, thick, edge)
	return strips
}

// underline draws a line across the page under the last of some strips, a gap below it. room is what
// the strip takes up more for that.
func (d *Doc) underline(strips []strip, gap, room, thick float64, c colour) {
	last := &strips[len(strips)-1]
	words, high := last.draw, last.high
	last.high += room
	last.draw = func(y float64) {
		words(y)
		d.fill(left, y+high+gap, width, thick, c)
	}
}

// beneath sets a table with the cells of a row under each other. The heads are content where they
// stand first.
func (d *Doc) beneath(runs [][]run) []strip {
	indent := indentOf(runs[0], 0.3)
	x := left + indent + d.gap(columnGap)
	var all []strip
	if len(runs) == 1 {
		for i, r := range runs[0] {
			all = append(all, d.split(row{cell{x: left, width: width, lines: r.wrap(width)}})...)
			all[len(all)-1].bond = within(i, len(runs[0]))
		}
	}
	for k, cells := range runs[1:] {
		var strips []strip
		for i, r := range cells {
			heads := row{cell{x: left, width: indent, lines: runs[0][i].wrap(indent)}}
			if k > 0 {
				heads = heads.again()
			}
			strips = append(strips, d.split(append(heads, cell{x: x, width: right - x, lines: r.wrap(right - x)}))...)
		}
		all = append(all, d.underlined(strips)...)
	}
	return all
}

// underlined keeps the strips of a row on one page, with a line under them.
func (d *Doc) underlined(strips []strip) []strip {
	if len(strips) == 0 {
		return nil
	}
	pad := d.gap(rowPad)
	if len(strips) <= 2*few {
		together(strips)
	}
	strips[0].bond = free
	d.underline(strips, pad/2, 2*pad, 0.4, edge)
	return strips
}

// caption sets the caption of a table or a picture; "" is none.
func (d *Doc) caption(text string) []strip {
	if text == "" {
		return nil
	}
	return together(d.split(row{cell{x: left, width: width, lines: d.lines(text, d.strong, width, d.element("P"))}}))
}

// under puts strips under their caption.
func under(caption, strips []strip, gap float64) []strip {
	if len(caption) > 0 && len(strips) > 0 {
		strips[0].before, strips[0].bond = gap, keep
	}
	return append(caption, strips...)
}

// share gives the columns their widths. It gives false if there are too many columns, or too long
// words, for the width of the page.
func (d *Doc) share(t Table, rows [][]run) ([]float64, bool) {
	n := len(t.Columns)
	least, most, holds := make([]float64, n), make([]float64, n), make([]float64, n)
	sumLeast, sumMost := 0.0, 0.0
	for i, c := range t.Columns {
		for _, cells := range rows {
			whole, widest := cells[i].natural()
			least[i], most[i] = max(least[i], widest+1), max(most[i], whole+1)
			holds[i] += whole + 1
		}
		holds[i] = math.Sqrt(holds[i]) // of a little text, little may break over lines
		if c.Wide > 0 {
			holds[i], most[i] = float64(c.Wide), width
		}
		sumLeast, sumMost = sumLeast+least[i], sumMost+most[i]
	}
	room := width - d.gap(columnGap)*float64(n-1)
	if n > d.columns || sumLeast > room {
		return nil, false
	}
	if spare := room - sumMost; spare >= 0 { // for the widest column of words
		widest := 0
		for i, c := range t.Columns {
			if t.Columns[widest].Figures || !c.Figures && most[i] > most[widest] {
				widest = i
			}
		}
		most[widest] += spare
		return most, true
	}
	return flex(least, most, holds, room), true
}

// flex shares out room in proportion to what each holds, such that each has at least its least and no
// more than its most; the sums of those leave the room between them. Where some fall short of their
// least by more than others exceed their most, those are settled first, and else the others, until the
// rest is right (CSS Flexible Box Layout 1, 9.7).
func flex(least, most, holds []float64, room float64) []float64 {
	widths, settled := make([]float64, len(holds)), make([]bool, len(holds))
	for {
		rest, held := room, 0.0
		for i := range widths {
			if settled[i] {
				rest -= widths[i]
			} else {
				held += holds[i]
			}
		}
		short := 0.0
		for i := range widths {
			if !settled[i] {
				share := rest * holds[i] / held
				widths[i] = min(max(share, least[i]), most[i])
				short += widths[i] - share
			}
		}
		if math.Abs(short) < hair {
			return widths
		}
		for i := range widths {
			settled[i] = settled[i] || short > 0 && widths[i] == least[i] || short < 0 && widths[i] == most[i]
		}
	}
}
