package pdf

// A Table has a caption, "" for none, a head and rows of as many cells. Rows are not split over
// pages, and the head stands again on each page.
type Table struct {
	Caption string
	Columns []Column
	Rows    [][]string
}

// A Column of a table.
type Column struct {
	Head    string
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

// put writes a row, whole. One that is longer than a page goes on over the next, after again, which
// may be nil, has been called.
func (d *Doc) put(r row, again func()) {
	for {
		rest, next := make(row, len(r)), 0.0
		for i, c := range r {
			y, n := d.y, 0
			for n < len(c.lines) && (y+c.lines[n].lead <= bottom+1e-6 || y == top) {
				x := c.x
				if c.right {
					x -= d.lineWidth(c.lines[n])
				}
				d.write(c.lines[n], x, y+baseline(c.lines[n].style))
				y += c.lines[n].lead
				n++
			}
			next = max(next, y)
			rest[i] = cell{c.x, c.right, c.lines[n:]}
		}
		d.y = next
		if r = rest; r.height() == 0 {
			return
		}
		d.newPage()
		if again != nil {
			again()
		}
	}
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
	d.putRows(d.lines(t.Caption, strong, width), rows[0], rows[1:])
}

// putRows writes a table whose cells are in their places.
func (d *Doc) putRows(caption []line, head row, rows []row) {
	again := func() {
		d.put(head, nil)
		d.rule(1)
	}
	const page = bottom - top
	headed := head.height() + 2*rowPad
	first := float64(len(caption))*strong.lead + captionGap + headed
	if len(rows) > 0 {
		first += rows[0].height() + 2*rowPad
	}
	d.begin(blockGap+2, min(first, page))
	d.caption(caption)
	again()
	for _, r := range rows {
		high := r.height() + 2*rowPad
		if d.y+high > bottom && headed+high <= page {
			d.newPage()
			again()
		}
		d.put(r, again)
		d.rule(0.4)
	}
}

// caption writes the caption of what follows.
func (d *Doc) caption(lines []line) {
	if len(lines) > 0 {
		d.writeLines(lines, left)
		d.y += captionGap
	}
}

// rule draws a line under a row.
func (d *Doc) rule(thick float64) {
	d.fill(left, d.y+rowPad/2, width, thick, 110)
	d.y += 2 * rowPad
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
