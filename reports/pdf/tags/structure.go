package tags

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// A node is an element as it is written: with those of its kids that say something.
type node struct {
	*Element
	number int
	parent int // the number of its parent
	kids   []kid
	links  []int // its annotations, as places in File.Links
}

// putStructure writes the structure tree. ISO 32000-1, 14.7.
func (m *maker) putStructure() error {
	full := map[*Element]bool{}
	m.Tree.Root.fill(full)
	full[m.Tree.Root] = true
	m.nodes = map[*Element]*node{}
	order := m.number(m.Tree.Root, structureObject, full, nil)
	for i, l := range m.Links {
		n := m.nodes[l.Element]
		if n == nil || n.Kind != "Link" {
			return fmt.Errorf("the link to %q has no Link in the tree", l.URL)
		}
		n.links = append(n.links, i)
	}
	for _, n := range order {
		if problem := n.problem(); problem != "" {
			return errors.New(problem)
		}
		if n.Kind == "Link" && n.links == nil {
			return errors.New("a Link of the tree leads nowhere")
		}
		m.set(n.number, "%s", m.element(n))
	}
	m.set(structureObject, "<</Type/StructTreeRoot/K %d 0 R/ParentTree %d 0 R/ParentTreeNextKey %d>>",
		order[0].number, parentsObject, m.sheets+len(m.Links))
	return m.putParents()
}

// fill says of the element and those below it whether they have content. A cell of a table counts as
// having some, since its row is not whole without it.
func (e *Element) fill(full map[*Element]bool) bool {
	has := e.Kind == "TD" || e.Kind == "TH"
	for _, k := range e.kids {
		if k.element == nil || k.element.fill(full) {
			has = true
		}
	}
	full[e] = has
	return has
}

// number gives numbers to the element and those below it that have content, in the order of reading.
func (m *maker) number(e *Element, parent int, full map[*Element]bool, order []*node) []*node {
	n := &node{Element: e, number: m.reserve(1), parent: parent}
	m.nodes[e] = n
	order = append(order, n)
	for _, k := range e.kids {
		if k.element == nil || full[k.element] {
			n.kids = append(n.kids, k)
		}
		if full[k.element] {
			order = m.number(k.element, n.number, full, order)
		}
	}
	return order
}

// element writes an element. ISO 32000-1, 14.7.2 to 14.7.5; its attributes are those of 14.8.5.
func (m *maker) element(n *node) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<</S/%s/P %d 0 R", n.Kind, n.parent)
	if n.Alt != "" {
		b.WriteString("/Alt" + text(n.Alt))
	}
	if n.Actual != "" {
		b.WriteString("/ActualText" + text(n.Actual))
	}
	switch {
	case n.Kind == "TH":
		fmt.Fprintf(&b, "/A<</O/Table/Scope/%s>>", n.Scope)
	case n.Numbering != "":
		fmt.Fprintf(&b, "/A<</O/List/ListNumbering/%s>>", n.Numbering)
	case n.Kind == "Figure" && n.isWhole():
		fmt.Fprintf(&b, "/A<</O/Layout/Placement/Block/BBox%s>>", rectangle(n.Box))
	}
	page, kids := m.kids(n)
	if page >= 0 {
		fmt.Fprintf(&b, "/Pg %d 0 R", m.page(page))
	}
	if len(kids) == 1 {
		b.WriteString("/K " + kids[0])
	} else if len(kids) > 1 {
		b.WriteString("/K[" + strings.Join(kids, " ") + "]")
	}
	return b.String() + ">>"
}

// kids gives the entries of K, and the page of the contents among them that are given by their number
// alone; -1 if there are none.
func (m *maker) kids(n *node) (page int, kids []string) {
	page = -1
	for _, k := range n.kids {
		switch {
		case k.element != nil:
			kids = append(kids, fmt.Sprintf("%d 0 R", m.nodes[k.element].number))
		case page < 0 || page == k.page:
			page = k.page
			kids = append(kids, strconv.Itoa(k.mcid))
		default:
			kids = append(kids, fmt.Sprintf("<</Type/MCR/Pg %d 0 R/MCID %d>>", m.page(k.page), k.mcid))
		}
	}
	for _, l := range n.links {
		kids = append(kids, fmt.Sprintf("<</Type/OBJR/Pg %d 0 R/Obj %d 0 R>>", m.page(m.Links[l].Page), m.links+l))
	}
	return page, kids
}

// putParents writes which element each content of a page, and each link, belongs to. ISO 32000-1,
// 14.7.4.4.
func (m *maker) putParents() error {
	var b strings.Builder
	for page := range m.sheets {
		fmt.Fprintf(&b, "%d[", page)
		for _, e := range m.Tree.begun(page) {
			n := m.nodes[e]
			if n == nil {
				return fmt.Errorf("a %s with content is not in the tree", e.Kind)
			}
			fmt.Fprintf(&b, "%d 0 R ", n.number)
		}
		b.WriteString("]")
	}
	for i, l := range m.Links {
		fmt.Fprintf(&b, "%d %d 0 R ", m.sheets+i, m.nodes[l.Element].number)
	}
	m.set(parentsObject, "<</Nums[%s]>>", strings.TrimSuffix(b.String(), " "))
	return nil
}
