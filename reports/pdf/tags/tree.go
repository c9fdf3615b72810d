package tags

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// An Element is a node of the structure tree. Its fields may be set until the file is rewritten.
type Element struct {
	Kind      string     // a standard structure type that PDF/UA-1 knows: "P", "H1", "Table"
	Alt       string     // of a Figure, which must have it: what the picture says
	Actual    string     // of a Span: what it reads, where what is drawn does not say it character by character
	Scope     string     // of a TH, which must have it: "Row" or "Column"
	Numbering string     // of an L: "Decimal", "UpperAlpha" or "Disc"; "" where it has no labels
	Box       [4]float64 // of a Figure that is on one page, which must have it: left, bottom, right, top, in points from the bottom left

	kids []kid
}

// A kid of an element is another one, or content of a page.
type kid struct {
	element    *Element // nil for content
	page, mcid int
}

// kinds holds the structure types that an Element may have: those of ISO 32000-1, 14.8.4, without
// those that want more than this package writes (notes, forms, formulas, contents, indexes).
var kinds = strings.Fields("Document Part Sect Div BlockQuote Caption P H1 H2 H3 H4 H5 H6 " +
	"L LI Lbl LBody Table THead TBody TR TH TD Span Link Figure")

// numberings holds what the labels of a list may be: of ISO 32000-1, table 347, those in use.
var numberings = []string{"Decimal", "UpperAlpha", "Disc"}

// Add gives the element a new last child.
func (e *Element) Add(kind string) *Element {
	child := &Element{Kind: kind}
	e.kids = append(e.kids, kid{element: child})
	return child
}

// A Tree is the structure of a document. Make it with NewTree; it is for one goroutine.
type Tree struct {
	Root  *Element     // the Document
	pages [][]*Element // for each page, whose each marked content is, by its number
}

// NewTree gives a tree that has only its root.
func NewTree() *Tree { return &Tree{Root: &Element{Kind: "Document"}} }

// Operators around what is drawn: those that begin what is no content of the document, and the end of
// what they or Tree.Begin have begun. ISO 32000-1, 14.6 and 14.8.2.2.
const (
	Decoration = "/Artifact <</Type/Layout>> BDC"     // lines, fills, all that says nothing
	Repetition = "/Artifact <</Type/Pagination>> BDC" // running heads and feet, the repeated head of a table
	End        = "EMC"
)

// Begin makes what is drawn next on a page, counted from 0, the next content of an element. It gives
// the operator to write before it; End stands after it. One Begin follows the End of another.
func (t *Tree) Begin(e *Element, page int) string {
	for len(t.pages) <= page {
		t.pages = append(t.pages, nil)
	}
	mcid := len(t.pages[page])
	t.pages[page] = append(t.pages[page], e)
	e.kids = append(e.kids, kid{page: page, mcid: mcid})
	return "/" + e.Kind + marked(mcid)
}

// marked is the end of the operator that begins a content.
func marked(mcid int) string { return " <</MCID " + strconv.Itoa(mcid) + ">> BDC" }

// begun gives whose each content of a page is.
func (t *Tree) begun(page int) []*Element {
	if page < len(t.pages) {
		return t.pages[page]
	}
	return nil
}

// drawn says whether the content of a page has all that was begun on it, in order, and no more.
func (t *Tree) drawn(page int, content []byte) bool {
	for mcid := range t.begun(page) {
		_, after, found := bytes.Cut(content, []byte(marked(mcid)))
		if !found {
			return false
		}
		content = after
	}
	return !bytes.Contains(content, []byte(" <</MCID "))
}

// isWhole says whether all content of the element is on one page.
func (e *Element) isWhole() bool {
	first, last := e.span()
	return first == last
}

// span gives the first and the last page that the element has content on.
func (e *Element) span() (first, last int) {
	first, last = math.MaxInt, -1
	for _, k := range e.kids {
		from, to := k.page, k.page
		if k.element != nil {
			from, to = k.element.span()
		}
		first, last = min(first, from), max(last, to)
	}
	return first, last
}

// problem says what the element lacks to be fit for PDF/UA-1; "" if nothing.
func (e *Element) problem() string {
	switch {
	case !slices.Contains(kinds, e.Kind):
		return fmt.Sprintf("there is no kind %q", e.Kind)
	case e.Kind == "Figure" && strings.TrimSpace(e.Alt) == "":
		return "a Figure has no Alt"
	case e.Kind == "Figure" && e.isWhole() && !isBox(e.Box):
		return "a Figure has no Box"
	case e.Kind == "TH" && e.Scope != "Row" && e.Scope != "Column":
		return fmt.Sprintf("a TH has the scope %q", e.Scope)
	case e.Numbering != "" && (e.Kind != "L" || !slices.Contains(numberings, e.Numbering)):
		return fmt.Sprintf("a %s has the numbering %q", e.Kind, e.Numbering)
	case e.Actual != "" && e.Kind != "Span":
		return fmt.Sprintf("a %s has an Actual, which is for a Span", e.Kind)
	case e.Alt != "" && e.Kind != "Figure":
		return fmt.Sprintf("a %s has an Alt, which is for a Figure", e.Kind)
	}
	return ""
}
