// Package pdf lays out documents on A4 pages: headings, paragraphs, notes, lists, facts, tables, links,
// pictures and frames to write in, from top to bottom, and tags them for those who listen to a page instead of looking at
// it. Whoever uses it says what to show; where it stands, in which type and on which page is decided
// here. It knows pages, not people.
//
// The contract of the tags: every block makes its elements of the structure tree, and everything drawn
// is drawn for one of them or, as decoration, for none. There is no way to draw without saying which,
// so a document cannot hold untagged content. What comes out passes the machine checks of PDF/UA-1
// (ISO 14289-1).
//
// The work is shared: package typeset makes lines of a text and cuts the fonts, package tags holds the
// structure tree and writes the file. This package is the only one that names gofpdf. That library gives
// pages, and the paths of rectangles and arcs on them, and no more. It is given no font, since it reads
// each anew for each document, which took nine tenths of the time, panics at some characters and says
// wrongly what text its glyphs stand for: the operators that write text are written here, and the fonts
// by package tags. Nor does it compress, or say anything of links, outline or title: package tags writes
// a new file around its pages. Bytes gives a whole file or none.
//
// Documents of one kind say much the same. What is dear to make and the same for many, lines ready to be
// broken and fonts ready to be held, is kept, within bounds, for the documents that follow: see the
// stores of this package and of typeset. The documents themselves share nothing, and may be made in as
// many goroutines as there are processors.
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
	"strings"
	"time"

	"github.com/jung-kurt/gofpdf"

	"readiness/reports/pdf/tags"
	"readiness/reports/pdf/typeset"
)

// Meta is what a PDF says of itself. The text may be "".
type Meta struct {
	Title    string
	Subject  string
	Foot     string    // stands at the foot of each page before the title; "" for nothing
	Language string    // as BCP 47 has it; "" is "en-GB"
	Large    bool      // all type is set in 16 points or more
	Date     time.Time // its day is shown as the day of making; zero: none is
}

// A Doc is a document being laid out. Make it with New; it is for one goroutine.
type Doc struct {
	meta   Meta
	print  // the type it is set in
	f      *gofpdf.Fpdf
	tree   *tags.Tree
	strips []strip
	after  float64 // room that the last strip wants under it, if it is of a heading
	level  int     // of the last heading; 0 for none
	headed int     // the position of its first strip
	under  int     // the level of the heading that only paragraphs stand under yet; 0 for none
	said   int     // how many lines they have
	leads  int     // the last strip leads up to what comes next if that has a higher level
	turned *turn   // of the next strip

	asked   *tags.Element // the list of the last question of a form; nil for none
	askedTo int           // how many strips there were at its end

	keyed, keyedOpen bool // a key stands since the last heading; with what is open

	page      int // being drawn, from 0
	pen       pen
	line      []byte                  // used again for each that is written
	drawn     [typeset.Faces]*charset // the characters drawn in each face; nil for none
	links     []tags.Link
	bookmarks []tags.Bookmark

	unshown      int
	unshownKinds []string
}

// New begins a document.
func New(m Meta) *Doc {
	f := gofpdf.NewCustom(&gofpdf.InitType{UnitStr: "pt", Size: gofpdf.SizeType{Wd: pageWidth, Ht: pageHeight}})
	f.SetMargins(0, 0, 0)
	f.SetAutoPageBreak(false, 0)
	f.SetCatalogSort(true)
	f.SetCompression(false)                  // the pages are compressed once, when the file is written
	f.SetCreationDate(time.Unix(0, 0).UTC()) // or it asks the clock
	f.SetModificationDate(time.Unix(0, 0).UTC())
	if strings.TrimSpace(m.Title) == "" {
		m.Title = "Untitled"
	}
	if m.Language == "" {
		m.Language = "en-GB"
	}
	d := &Doc{meta: m, print: usual, f: f, tree: tags.NewTree()}
	if m.Large {
		d.print = large
	}
	return d
}

// Unshown says how many user-perceived characters have been replaced by U+FFFD so far, because no font
// here has them, and what they are in words, each once: "emoji".
func (d *Doc) Unshown() (int, []string) { return d.unshown, d.unshownKinds }

// Bytes finishes the document and gives the file. It is the last call on a Doc.
func (d *Doc) Bytes() ([]byte, error) {
	d.pages()
	var plain bytes.Buffer
	if err := d.f.Output(&plain); err != nil {
		return nil, err
	}
	fonts, err := d.fonts()
	if err != nil {
		return nil, err
	}
	return tags.File{
		Title: d.meta.Title, Subject: d.meta.Subject, Language: d.meta.Language, Date: d.meta.Date,
		Tree: d.tree, Links: d.links, Bookmarks: d.bookmarks, Fonts: fonts,
	}.Rewrite(plain.Bytes())
}
