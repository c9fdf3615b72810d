package tags

import (
	"fmt"
	"strings"
)

// An item is a bookmark in the outline, or the outline itself.
type item struct {
	number int
	kids   []*item
	*Bookmark
}

// putOutline writes the bookmarks, all open, and gives what the catalog says of them. ISO 32000-1,
// 12.3.3.
func (m *maker) putOutline() (string, error) {
	if len(m.Bookmarks) == 0 {
		return "", nil
	}
	root := &item{number: m.reserve(1)}
	line := []*item{root} // the root and the last item of each level
	for i, b := range m.Bookmarks {
		switch {
		case b.Level < 1 || b.Level > len(line):
			return "", fmt.Errorf("the bookmark %q has level %d, the one before %d", b.Text, b.Level, len(line)-1)
		case b.Page < 0 || b.Page >= m.sheets:
			return "", fmt.Errorf("the bookmark %q leads to page %d of %d", b.Text, b.Page+1, m.sheets)
		case !(b.Top >= 0 && b.Top <= most):
			return "", fmt.Errorf("the bookmark %q leads to %g points above the foot of its page", b.Text, b.Top)
		case strings.TrimSpace(b.Text) == "":
			return "", fmt.Errorf("a bookmark to page %d has no text", b.Page+1)
		}
		over := line[b.Level-1]
		x := &item{number: m.reserve(1), Bookmark: &m.Bookmarks[i]}
		over.kids = append(over.kids, x)
		line = append(line[:b.Level], x)
	}
	first, last, count := m.putItems(root)
	m.set(root.number, "<</Type/Outlines/First %d 0 R/Last %d 0 R/Count %d>>", first, last, count)
	return fmt.Sprintf("/Outlines %d 0 R", root.number), nil
}

// putItems writes all that is under an item, and gives the first and the last right under it, and how
// many there are in all.
func (m *maker) putItems(over *item) (first, last, count int) {
	for i, x := range over.kids {
		var b strings.Builder
		fmt.Fprintf(&b, "<</Title%s/Parent %d 0 R/Dest[%d 0 R/XYZ null %s null]",
			text(x.Text), over.number, m.page(x.Page), decimal(x.Top))
		if i > 0 {
			fmt.Fprintf(&b, "/Prev %d 0 R", over.kids[i-1].number)
		}
		if i+1 < len(over.kids) {
			fmt.Fprintf(&b, "/Next %d 0 R", over.kids[i+1].number)
		}
		count++
		if len(x.kids) > 0 {
			first, last, below := m.putItems(x)
			fmt.Fprintf(&b, "/First %d 0 R/Last %d 0 R/Count %d", first, last, below)
			count += below
		}
		m.set(x.number, "%s>>", b.String())
	}
	return over.kids[0].number, over.kids[len(over.kids)-1].number, count
}
