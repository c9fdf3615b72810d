package pdf

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
	Figures bool // set to the right, so that figures stand under each other
}

// Room in a table: between columns, above and under a row, and under the caption.
const (
	columnGap  = 10.0
	rowPad     = 1.6
	captionGap = 2.0
)

// A cell is lines at a place across the page.
type cell struct {
	x     float64 // its left edge; its right edge if it stands to the right
	right bool
	lines []line
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

// put draws a row; y is its top.
func (d *Doc) put(r row, y float64) {
	for _, c := range r {
		base := y
		for _, l := range c.lines {
			x := c.x
			if c.right {
				x -= d.lineWidth(l)
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
				across = append(across, cell{c.x, c.right, c.lines[i : i+1]})
			}
		}
		strips[i] = strip{high: across.height(), bond: within(i, n), draw: func(y float64) { d.put(across, y) }}
	}
	if n > 0 {
		strips[0].bond = free
	}
	return strips
}

// Table puts a table.
func (d *Doc) Table(t Table) {
	runs := make([][]run, len(t.Rows)+1) // the head, and the rows
	runs[0] = make([]run, len(t.Columns))
	for i, c := range t.Columns {
		runs[0][i] = d.run(c.Head, firm)
	}
	for k, cells := range t.Rows {
		runs[k+1] = make([]run, len(t.Columns))
		for i, text := range cells {
			runs[k+1][i] = d.run(text, small)
		}
	}
	widths := t.share(runs)
	rows := make([]row, len(runs))
	for k, cells := range runs {
		x := left
		for i, r := range cells {
			c := cell{x: x, right: t.Columns[i].Figures, lines: r.wrap(widths[i])}
			if c.right {
				c.x += widths[i]
			}
			rows[k] = append(rows[k], c)
			x += widths[i] + columnGap
		}
	}
	d.add(plain, blockGap+2, d.captioned(t.Caption, d.rows(rows[0], rows[1:])))
}

// rows gives a head and the rows under it. Neither the first row nor the last stands alone.
func (d *Doc) rows(head row, rows []row) []strip {
	all := together(d.ruled(head, page, 1))
	var again *strip
	most := page
	if room := head.height() + 2*rowPad; room <= page/2 { // else it stands only once
		again, most = &strip{high: room, draw: all[0].draw}, page-room
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
	strips := d.whole(r, most-2*rowPad)
	last := &strips[len(strips)-1]
	words, high := last.draw, last.high
	last.high += 2 * rowPad
	last.draw = func(y float64) {
		words(y)
		d.fill(left, y+high+rowPad/2, width, thick, 110)
	}
	return strips
}

// captioned puts a caption over strips; "" for none.
func (d *Doc) captioned(text string, under []strip) []strip {
	caption := together(d.split(row{cell{x: left, lines: d.lines(text, strong, width)}}))
	if len(caption) > 0 && len(under) > 0 {
		under[0].before, under[0].bond = captionGap, keep
	}
	return append(caption, under...)
}

// share gives the columns their widths: what each would like if all fit, else at least its longest
// word, and of the rest in proportion to what it lacks. What is left over goes to the widest column
// of words.
func (t Table) share(rows [][]run) []float64 {
	n := len(rows[0])
	like, least := make([]float64, n), make([]float64, n)
	for _, cells := range rows {
		for i, r := range cells {
			whole, widest := r.natural()
			like[i], least[i] = max(like[i], min(whole, width)), max(least[i], widest)
		}
	}
	room := width - columnGap*float64(n-1)
	sumLike, sumLeast, widest := 0.0, 0.0, 0
	for i := range n {
		sumLike += like[i]
		sumLeast += least[i]
		if t.Columns[widest].Figures || !t.Columns[i].Figures && like[i] > like[widest] {
			widest = i
		}
	}
	switch {
	case sumLike <= room:
		like[widest] += room - sumLike
	case sumLeast < room:
		for i := range n {
			like[i] = least[i] + (like[i]-least[i])*(room-sumLeast)/(sumLike-sumLeast)
		}
	default: // the longest words are broken
		level(least, room)
		return least
	}
	return like
}

// level cuts the widest of some widths down to one width, so that all fit the room.
func level(widths []float64, room float64) {
	most := room / float64(len(widths)) // what each may have if all take their part
	for {
		rest, wider := room, 0
		for _, w := range widths {
			if w > most {
				wider++
			} else {
				rest -= w
			}
		}
		if wider == 0 || rest/float64(wider) <= most {
			break
		}
		most = rest / float64(wider)
	}
	for i, w := range widths {
		widths[i] = min(w, most)
	}
}
