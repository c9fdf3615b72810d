package tags

import (
	"fmt"
	"strings"
)

// A maker turns a File into objects. The numbers of the pages and of the links are known before they
// are written.
type maker struct {
	File
	*objects
	sheets       int // how many pages there are
	pages, links int // the number of the first
	nodes        map[*Element]*node
}

// page gives the number of a page's object.
func (m *maker) page(i int) int { return m.pages + i }

// putPages writes the pages and what they draw.
func (m *maker) putPages(sheets []sheet) error {
	if len(m.Tree.pages) > len(sheets) {
		return fmt.Errorf("the tree has %d pages, the drawing %d", len(m.Tree.pages), len(sheets))
	}
	annotations := make([]string, len(sheets))
	for i, l := range m.Links {
		if l.Page < 0 || l.Page >= len(sheets) {
			return fmt.Errorf("a link is on page %d of %d", l.Page+1, len(sheets))
		}
		annotations[l.Page] += fmt.Sprintf(" %d 0 R", m.links+i)
	}
	var kids strings.Builder
	for i, p := range sheets {
		if !m.Tree.drawn(i, p.content) {
			return fmt.Errorf("page %d does not draw what the tree says", i+1)
		}
		annots := ""
		if annotations[i] != "" {
			annots = "/Annots[" + annotations[i][1:] + "]"
		}
		m.set(m.page(i), "<</Type/Page/Parent %d 0 R/MediaBox%s/Resources %d 0 R/Contents %d 0 R/Tabs/S/StructParents %d%s>>",
			pagesObject, p.box, resourcesObject, m.addStream("<<>>", p.content), i, annots)
		fmt.Fprintf(&kids, " %d 0 R", m.page(i))
	}
	m.set(pagesObject, "<</Type/Pages/Count %d/Kids[%s]>>", len(sheets), kids.String()[1:])
	return nil
}
