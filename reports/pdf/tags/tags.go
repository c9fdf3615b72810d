// Package tags makes tagged PDF, such as a screen reader can read, of plain PDF as gofpdf writes it.
// ISO 32000-1 (PDF 1.7), 14.7 and 14.8; ISO 14289-1 (PDF/UA-1).
//
// Whoever draws a document tells a Tree, before each piece that is drawn, which Element it belongs to,
// or that it is no content at all. The drawing holds the numbers of those pieces; when it is finished,
// Rewrite joins drawing and tree.
//
// gofpdf cannot write what is wanted here, and has no place to add it. So its file is taken apart into
// pages, and a new one is written around them. Nothing else of it is kept: no fonts, no links, no
// bookmarks, no information. Its forms are known exactly, since it changes no more; a file that holds
// any other form is an error, never a wrong file.
//
// The fonts come from elsewhere, as Typefaces. A page draws a character by its number in Unicode; the
// file says which glyph that is, and what it stands for. A Font is packed once, for any number of files.
//
// Safety: a text of the user is written as a string or as XML, never as a name or an operator, and the
// only actions are those that open an https address.
//
// The same arguments give the same bytes: there is no clock and no order from a map.
package tags

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"time"
)

// A File says what is in a PDF file besides what is drawn on its pages.
type File struct {
	Title     string // must not be ""
	Subject   string
	Language  string    // as BCP 47 has it: "en-GB"
	Date      time.Time // of making; zero if it is not said
	Tree      *Tree
	Links     []Link
	Bookmarks []Bookmark // in their order
	Fonts     []*Font    // all that the pages draw with
}

// A Link is a rectangle of a page that opens an address. A Link element whose text stands on several
// lines has one for each.
type Link struct {
	Page     int        // from 0
	Box      [4]float64 // left, bottom, right, top, in points from the bottom left of the page
	URL      string     // begins with "https://"; ASCII only
	Contents string     // where it leads, in words; not ""
	Element  *Element   // its kind is Link, and it has content
}

// A Bookmark leads to a place in the document.
type Bookmark struct {
	Level int // 1 or more; the one before has at least its level less 1
	Text  string
	Page  int     // from 0
	Top   float64 // in points from the bottom of the page
}

// Rewrite gives a whole tagged file for what gofpdf has drawn, which must have been told no fonts, links,
// bookmarks, attachments or images, and not to compress. It errs if anything in File is not fit for PDF/UA-1, as its fields
// say, and if plain is not such as gofpdf writes.
func (f File) Rewrite(plain []byte) ([]byte, error) {
	o, err := f.objects(plain)
	if err != nil {
		return nil, fmt.Errorf("making a tagged PDF: %w", err)
	}
	file, err := o.file()
	if err != nil {
		return nil, fmt.Errorf("making a tagged PDF: %w", err)
	}
	return file, nil
}

// The numbers of the objects that each file has once.
const (
	catalogObject = 1 + iota
	infoObject
	pagesObject
	resourcesObject
	structureObject
	parentsObject
	metadataObject
	single = metadataObject // how many they are
)

// objects gives the objects of the file.
func (f File) objects(plain []byte) (*objects, error) {
	if err := f.check(); err != nil {
		return nil, err
	}
	sheets, err := cut(plain)
	if err != nil {
		return nil, err
	}
	o := &objects{list: make([]object, single)}
	m := maker{File: f, objects: o, sheets: len(sheets), pages: o.reserve(len(sheets)), links: o.reserve(len(f.Links))}
	metadata, err := f.metadata()
	if err != nil {
		return nil, err
	}
	o.list[metadataObject-1] = object{value: "<</Type/Metadata/Subtype/XML>>", stream: metadata, clear: true}
	o.set(infoObject, "%s", f.info())
	if err := m.putPages(sheets); err != nil {
		return nil, err
	}
	if err := m.putFonts(); err != nil {
		return nil, err
	}
	if err := m.putStructure(); err != nil {
		return nil, err
	}
	if err := m.putLinks(); err != nil {
		return nil, err
	}
	outline, err := m.putOutline()
	if err != nil {
		return nil, err
	}
	o.set(catalogObject, "<</Type/Catalog/Pages %d 0 R/Lang%s/MarkInfo<</Marked true>>/StructTreeRoot %d 0 R"+
		"/Metadata %d 0 R/ViewerPreferences<</DisplayDocTitle true>>%s>>",
		pagesObject, text(f.Language), structureObject, metadataObject, outline)
	return o, nil
}

var language = regexp.MustCompile(`^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$`)

// check says what the file lacks as a whole.
func (f File) check() error {
	switch {
	case strings.TrimSpace(f.Title) == "":
		return errors.New("the file has no title")
	case !language.MatchString(f.Language):
		return fmt.Errorf("%q is no language", f.Language)
	case f.Tree == nil || f.Tree.Root == nil:
		return errors.New("the file has no tree")
	}
	return nil
}
