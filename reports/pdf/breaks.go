package pdf

// A turn says that a strip begins a page, whatever room is left on the one before.
type turn struct {
	odd  bool   // a right-hand page: the first, the third
	part string // stands at the foot from here on, and the pages are counted from 1 again; "" for all as before
}

// Break lets what comes next begin a page; if odd, a right-hand one, for which a page may be left blank, that is not counted. If part
// is not "", it begins a part of its own: part stands at its feet instead of Meta.Foot, and its pages are counted
// from 1. Before the first block and after the last it turns no page.
func (d *Doc) Break(odd bool, part string) {
	t := turn{odd, part}
	if before := d.turned; before != nil {
		t.odd = t.odd || before.odd
		if t.part == "" {
			t.part = before.part
		}
	}
	d.turned = &t
	d.leads, d.after, d.under, d.said = plain, 0, 0, 0
	d.headed = len(d.strips)
	d.keyed, d.keyedOpen = false, false
}

// A part is pages that are counted together.
type part struct {
	foot  string // "" for nothing
	pages int
}

// A sheet is a page before it is drawn. One of no part is left blank, so that the next is a right-hand page.
type sheet struct {
	strips []strip
	of     *part
	number int // in its part, from 1
}

// sheets shares the strips out over pages. A document without strips has one page.
func (d *Doc) sheets() []sheet {
	var sheets []sheet
	of := &part{foot: d.meta.Foot}
	for rest := d.strips; len(rest) > 0 || len(sheets) == 0; {
		n := fit(rest)
		if n > 0 && rest[0].turn != nil {
			t := rest[0].turn
			if t.odd && len(sheets)%2 == 1 {
				sheets = append(sheets, sheet{})
			}
			if t.part != "" {
				of = &part{foot: t.part}
			}
		}
		of.pages++
		sheets = append(sheets, sheet{rest[:n], of, of.pages})
		rest = rest[n:]
	}
	return sheets
}

// leftBlank says on a page without content that this is meant.
func (d *Doc) leftBlank() {
	says := d.one("This page is left blank.", d.small, nil)
	d.write(says, left+(width-says.width())/2, top+page/3)
}
