package pdf

import (
	"fmt"
	"strings"
)

// A strip is what no page break can part: a line of text, a row of a table, a box. A document is
// gathered as strips first and then shared out over pages, so that what comes after a place can decide
// whether a page may end there.
type strip struct {
	before float64         // room between it and the strip before it on its page
	high   float64         // at most a page, under its head
	bond   bond            // to the strip before it
	head   *strip          // what stands again above it where it begins a page; nil for nothing
	turn   *turn           // it begins a page; nil: it need not
	draw   func(y float64) // y is its top
}

// A bond says how much it would harm to part a strip from the one before it. What belongs together is
// said in bonds alone, by the blocks; the pages only keep them.
type bond int

const (
	free   bond = iota // a page may end between them
	rather             // only where much of the page would stay empty otherwise
	keep               // only where all that is so kept together is higher than a page
)

// What may stand alone, and what may not.
const (
	short = 2            // lines of a paragraph that stays with what is before it
	few   = 6            // lines of a list or of facts that stay together
	page  = bottom - top // the height of a page
	spare = page / 3     // what may stay empty to hold a bond of rather
	plain = 4            // the level of all that is no heading
	hair  = 1e-6         // less is no difference between heights
)

// within gives the bond between the parts i-1 and i of n, lines or items, where neither the first nor
// the last may stand alone.
func within(i, n int) bond {
	if i == 1 || i == n-1 {
		return keep
	}
	return free
}

// together holds strips on one page.
func together(strips []strip) []strip {
	for i := range strips[min(1, len(strips)):] {
		strips[i+1].bond = keep
	}
	return strips
}

// add puts the strips of a block, with its level and the room before it. What leads up to the block
// stays with it.
func (d *Doc) add(level int, before float64, strips []strip) {
	if len(strips) == 0 {
		return
	}
	if level > d.leads {
		strips[0].bond = keep
	}
	headed := d.after > 0
	if headed {
		before = d.after
	}
	strips[0].before, strips[0].turn, d.turned = before, d.turned, nil
	d.strips = append(d.strips, strips...)
	d.leads = plain
	if headed && len(strips) == 1 && strips[0].high < 2*d.small.lead {
		d.leads = d.under // one line under a heading is not enough
	}
	d.after, d.under, d.said = 0, 0, 0
}

// pages shares the strips out over pages and draws them.
func (d *Doc) pages() {
	for n, s := range d.sheets() {
		d.f.AddPage()
		d.page, d.pen = n, pen{}
		if s.of == nil {
			d.leftBlank()
			continue
		}
		y := top
		for i, s := range s.strips {
			switch {
			case i > 0:
				y += s.before
			case s.head != nil:
				s.head.draw(y)
				y += s.head.high
			}
			s.draw(y)
			y += s.high
		}
		d.foot(s)
	}
}

// foot writes at the foot of a page whose it is and what it is a page of, as far as there is room, and
// its number.
func (d *Doc) foot(s sheet) {
	number := d.one(fmt.Sprintf("Page %d of %d", s.number, s.of.pages), d.small, nil)
	x := right - number.width()
	about := d.meta.Title
	if s.of.foot != "" {
		about = s.of.foot + " · " + about
	}
	if lines := d.lines(about, d.small, x-left-20, nil); len(lines) > 1 {
		d.write(d.lines(strings.TrimSpace(lines[0].Text)+" …", d.small, x-left, nil)[0], left, footing)
	} else if len(lines) > 0 {
		d.write(lines[0], left, footing)
	}
	d.write(number, x, footing)
}

// fit gives how many of the strips stand on a page that begins with the first: as many as there is
// room for, up to the last place where the page may end.
func fit(strips []strip) int {
	end, low := 0, top // the last free place to end at, and how far down the page it is
	loose := 0         // the last where no more than rather is parted
	y := top
	for i, s := range strips {
		if i > 0 && s.turn != nil {
			return i
		}
		switch {
		case i > 0 && s.bond == free:
			end, low, loose = i, y, i
		case i > 0 && s.bond == rather:
			loose = i
		}
		switch {
		case i > 0:
			y += s.before
		case s.head != nil:
			y += s.head.high
		}
		if y += s.high; i == 0 || y <= bottom+hair {
			continue
		}
		switch {
		case end > 0 && bottom-low <= spare:
			return end
		case loose > 0:
			return loose
		}
		return i
	}
	return len(strips)
}
