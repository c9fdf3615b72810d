// Package pdf lays out documents on A4 pages: headings, paragraphs, notes, lists, facts, tables and
// bars, from top to bottom. Whoever uses it says what to show; where it stands, in which type and on
// which page is decided here. It knows pages, not people.
//
// It is the only place that names gofpdf, and meets that library's faults: text is broken into lines
// and measured here, and every character is either in the embedded fonts or replaced by a visible sign.
// Bytes gives a whole file or none.
//
// Blocks are gathered as strips that no page break parts, with bonds between them, and are shared out
// over pages at the end: see strip and bond.
//
// The same calls give the same bytes: there is no clock and no order from a map.
//
// All measures are in points, 1/72 inch, from the top left corner of the page.
package pdf

import (
	"bytes"
	"fmt"
	"time"

	"github.com/jung-kurt/gofpdf"
)

// A4, ISO 216, and its margins.
const (
	pageWidth, pageHeight = 595.28, 841.89
	left, top             = 54.0, 50.0
	right, bottom         = pageWidth - left, pageHeight - 56
	width                 = right - left
	footing               = pageHeight - 32 // the line the page number stands on
)

// A style is how a line of text is set. Its lead, from one line to the next, leaves room for the
// tallest accents of the typeface.
type style struct {
	bold       bool
	size, lead float64
}

var (
	body   = style{size: 9.5, lead: 13}
	strong = style{bold: true, size: 9.5, lead: 13}
	small  = style{size: 8.5, lead: 11}
	firm   = style{bold: true, size: 8.5, lead: 11}

	// headings, by level: the style, and the room before and after
	headings = [...]struct {
		style
		before, after float64
	}{
		1: {style{true, 16, 22}, 0, 6},
		2: {style{true, 13, 17}, 15, 3},
		3: {style{true, 10, 14}, 8, 1.5},
	}
)

// Meta is what a PDF says of itself. The text may be "".
type Meta struct {
	Title    string
	Subject  string
	Language string    // as BCP 47 has it; "" is "en-GB"
	Large    bool      // all type is set in 16 points or more
	Date     time.Time // its day is shown as the day of making; zero: 1 January 1970
}

// A Doc is a document being laid out. Make it with New; it is for one goroutine.
type Doc struct {
	f       *gofpdf.Fpdf
	strips  []strip
	after   float64 // room that the last strip wants under it, if it is of a heading
	under   int     // the level of the heading that only paragraphs stand under yet; 0 for none
	said    int     // how many lines they have
	leads   int     // the last strip leads up to what comes next if that has a higher level
	set     style   // in which the page is being written
	unshown int
}

// New begins a document.
func New(m Meta) *Doc {
	f := gofpdf.NewCustom(&gofpdf.InitType{UnitStr: "pt", Size: gofpdf.SizeType{Wd: pageWidth, Ht: pageHeight}})
	f.SetMargins(0, 0, 0)
	f.SetAutoPageBreak(false, 0)
	f.SetCatalogSort(true)
	date := m.Date
	if date.IsZero() {
		date = time.Unix(0, 0) // gofpdf takes the zero time for now
	}
	f.SetCreationDate(date.UTC())
	f.SetModificationDate(date.UTC())
	f.SetTitle(basic(m.Title), true)
	f.SetSubject(basic(m.Subject), true)
	// gofpdf writes into the bytes of a font while it reads them, so each document has its own.
	f.AddUTF8FontFromBytes(family, "", bytes.Clone(regularFile))
	f.AddUTF8FontFromBytes(family, "B", bytes.Clone(boldFile))
	return &Doc{f: f}
}

// Unshown says how many characters have been replaced by U+FFFD so far, because no font here has them.
func (d *Doc) Unshown() int { return d.unshown }

// Bytes finishes the document and gives the file. It is the last call on a Doc.
func (d *Doc) Bytes() ([]byte, error) {
	d.pages()
	d.numberPages()
	var b bytes.Buffer
	if err := d.f.Output(&b); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// numberPages writes "Page x of y" at the foot of each page, when y is known.
func (d *Doc) numberPages() {
	pages := d.f.PageCount()
	for n := 1; n <= pages; n++ {
		d.f.SetPage(n)
		d.set = style{} // each page has its own
		l := line{fmt.Sprintf("Page %d of %d", n, pages), small}
		d.write(l, right-d.lineWidth(l), footing)
	}
}

// baseline says how far under the top of its line a text stands: the ascent of the typeface, and half
// of what the lead leaves over.
func baseline(s style) float64 {
	const ascent, descent = 0.928, 0.236 // hhea of DejaVu Sans Condensed
	return ascent*s.size + (s.lead-(ascent+descent)*s.size)/2
}

// write writes one line at a place; y is its base line.
func (d *Doc) write(l line, x, y float64) {
	if l.text == "" {
		return
	}
	if d.set != l.style {
		weight := ""
		if l.bold {
			weight = "B"
		}
		d.f.SetFont(family, weight, l.size)
		d.set = l.style
	}
	d.f.Text(x, y, l.text)
}

// fill paints a rectangle in a shade of grey, 0 black to 255 white.
func (d *Doc) fill(x, y, w, h float64, grey int) {
	d.f.SetFillColor(grey, grey, grey)
	d.f.Rect(x, y, w, h, "F")
}
