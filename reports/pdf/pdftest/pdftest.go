// Package pdftest reads finished PDF files back, for tests: what stands where on each page, what a
// screen reader is told, and whether that is fit for PDF/UA-1 (ISO 14289-1).
//
// It follows ISO 32000-1 and knows nothing of how the files are made, so that a mistake there is not
// made here too. What it does not know of PDF it calls a fault, since our files should not hold it.
// It checks what a machine can; whether an Alt says the right thing is for people to judge.
package pdftest

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// A Page is what is drawn on one page, in the order of drawing. Its measures are in points from the
// top left corner.
type Page struct {
	Width, Height float64
	Texts         []Text
	Fills         []Box // around each path that is filled or stroked
}

// A Text is one run of text. Its box is as wide as the widths in the file say, without the spaces at its
// ends, and reaches from Descent under its base line to Ascent above it.
type Text struct {
	Box
	Base     float64 // its base line
	Says     string  // the characters that are drawn, from left to right
	Size     float64
	Font     string // its PostScript name
	Artifact bool   // it is no content of the document
}

// A Box is a rectangle.
type Box struct{ Left, Top, Right, Bottom float64 }

// Ascent and Descent are what a Text is taken to need above and below its base line, in multiples of
// its size.
const Ascent, Descent = 0.95, 0.25

// Read gives the pages of a file.
func Read(file []byte) ([]Page, error) {
	d, err := open(file)
	if err != nil {
		return nil, err
	}
	var pages []Page
	for _, p := range d.pages {
		if len(p.faults) > 0 {
			return nil, fmt.Errorf("pdftest: %s", p.faults[0])
		}
		page := Page{Width: p.width, Height: p.height}
		for _, x := range p.pieces {
			box := Box{x.box.left, p.height - x.box.top, x.box.right, p.height - x.box.bottom}
			if x.font == nil {
				page.Fills = append(page.Fills, box)
				continue
			}
			page.Texts = append(page.Texts, Text{box, p.height - x.base, x.drawn(), x.size, x.font.name, x.artifact})
		}
		pages = append(pages, page)
	}
	return pages, nil
}

// A document is a file that has been taken apart.
type document struct {
	ctx     *model.Context
	catalog types.Dict
	pages   []*page
	pageOf  map[int]int // the place of a page by the number of its object
	fonts   map[int]*font
}

// A page, and what it draws.
type page struct {
	dict          types.Dict
	width, height float64
	pieces        []piece
	mcids         []int // of the marked contents, in the order of drawing
	faults        []string
}

// configuration keeps the PDF library to itself: no files of its own, no network.
func configuration() *model.Configuration {
	api.DisableConfigDir()
	c := model.NewDefaultConfiguration()
	c.ValidationMode = model.ValidationStrict
	c.Offline = true
	return c
}

// open takes a file apart. The PDF library panics at some that are broken.
func open(file []byte) (d *document, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			d, err = nil, fmt.Errorf("pdftest: no PDF that can be read: %v", fault)
		}
	}()
	ctx, err := api.ReadContext(bytes.NewReader(file), configuration())
	if err != nil {
		return nil, fmt.Errorf("pdftest: %w", err)
	}
	if err := ctx.EnsurePageCount(); err != nil {
		return nil, fmt.Errorf("pdftest: %w", err)
	}
	d = &document{ctx: ctx, pageOf: map[int]int{}, fonts: map[int]*font{}}
	if d.catalog, err = ctx.Catalog(); err != nil {
		return nil, fmt.Errorf("pdftest: %w", err)
	}
	for n := 1; n <= ctx.PageCount; n++ {
		if err := d.readPage(n); err != nil {
			return nil, fmt.Errorf("pdftest: page %d: %w", n, err)
		}
	}
	return d, nil
}

// readPage reads a page, counted from 1.
func (d *document) readPage(n int) error {
	dict, ref, inherited, err := d.ctx.PageDict(n, false)
	if err != nil {
		return err
	}
	if dict == nil || inherited == nil || inherited.MediaBox == nil {
		return errors.New("it has no size")
	}
	content, err := d.stream(dict["Contents"])
	if err != nil {
		return err
	}
	p := &page{dict: dict, width: inherited.MediaBox.Width(), height: inherited.MediaBox.Height()}
	d.pageOf[ref.ObjectNumber.Value()] = len(d.pages)
	d.pages = append(d.pages, p)
	fonts := d.dict(inherited.Resources["Font"])
	c := drawer{page: p, named: func(name string) *font { return d.font(fonts[name]) }}
	for _, fault := range c.draw(content) {
		p.faults = append(p.faults, fmt.Sprintf("page %d: %s", n, fault))
	}
	return nil
}

// The following give what an object is, wherever it is held, and the zero value if it is something
// else.

func (d *document) deref(o types.Object) types.Object {
	o, err := d.ctx.Dereference(o)
	if err != nil {
		return nil
	}
	return o
}

func (d *document) dict(o types.Object) types.Dict {
	switch o := d.deref(o).(type) {
	case types.Dict:
		return o
	case types.StreamDict:
		return o.Dict
	}
	return nil
}

func (d *document) array(o types.Object) types.Array {
	a, _ := d.deref(o).(types.Array)
	return a
}

func (d *document) name(o types.Object) string {
	n, _ := d.deref(o).(types.Name)
	return n.Value()
}

func (d *document) isTrue(o types.Object) bool {
	b, _ := d.deref(o).(types.Boolean)
	return bool(b)
}

func (d *document) text(o types.Object) string {
	s, err := types.StringOrHexLiteral(d.deref(o))
	if err != nil {
		return ""
	}
	return *s
}

// integer gives -1 for what is no whole number.
func (d *document) integer(o types.Object) int {
	if i, ok := d.deref(o).(types.Integer); ok {
		return i.Value()
	}
	return -1
}

func (d *document) numbers(o types.Object) []float64 {
	var all []float64
	for _, x := range d.array(o) {
		switch x := d.deref(x).(type) {
		case types.Integer:
			all = append(all, float64(x))
		case types.Float:
			all = append(all, float64(x))
		}
	}
	return all
}

// object gives the number of the object that o refers to; 0 if it is no reference.
func object(o types.Object) int {
	if ref, ok := o.(types.IndirectRef); ok {
		return ref.ObjectNumber.Value()
	}
	return 0
}

func (d *document) stream(o types.Object) ([]byte, error) {
	s, ok := d.deref(o).(types.StreamDict)
	if !ok {
		return nil, fmt.Errorf("no stream where there should be one, but %T", d.deref(o))
	}
	if err := s.Decode(); err != nil {
		return nil, err
	}
	return s.Content, nil
}

// plainName gives the name of a font without the mark of its subset.
func plainName(name string) string {
	if _, after, ok := strings.Cut(name, "+"); ok {
		return after
	}
	return name
}
