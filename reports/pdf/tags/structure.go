package tags

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
)

// A node is an element as it is written.
type node struct {
	*Element
	number int
	parent int   // the number of its parent
	links  []int // its annotations, as places in File.Links
}

// putStructure writes the structure tree. ISO 32000-1, 14.7.
func (m *maker) putStructure() error {
	m.nodes = map[*Element]*node{}
	m.say(m.Tree.Root)
	if m.nodes[m.Tree.Root] == nil {
		m.nodes[m.Tree.Root] = &node{Element: m.Tree.Root}
	}
	order := m.number(m.Tree.Root, structureObject, make([]*node, 0, len(m.nodes)))
	for i, l := range m.Links {
		n := m.nodes[l.Element]
		if n == nil || n.Kind != "Link" {
			return fmt.Errorf("the link to %q has no Link in the tree", l.URL)
		}
		n.links = append(n.links, i)
	}
	var b []byte
	for _, n := range order {
		if problem := n.problem(); problem != "" {
			return errors.New(problem)
		}
		if n.Kind == "Link" && n.links == nil {
			return errors.New("a Link of the tree leads nowhere")
		}
		b = m.element(b[:0], n)
		m.list[n.number-1].value = string(b)
	}
	m.set(structureObject, "<</Type/StructTreeRoot/K %d 0 R/ParentTree %d 0 R/ParentTreeNextKey %d>>",
		order[0].number, parentsObject, m.sheets+len(m.Links))
	return m.putParents()
}

// say makes a node of the element and of each below it that has content, and says whether it has. A cell
// of a table counts as having some, since its row is not whole without it.
func (m *maker) say(e *Element) bool {
	has := e.Kind == "TD" || e.Kind == "TH"
	for _, k := range e.kids {
		if k.element == nil || m.say(k.element) {
			has = true
		}
	}
	if has {
		m.nodes[e] = &node{Element: e}
	}
	return has
}

// number gives numbers to the element and those below it that have content, in the order of reading.
func (m *maker) number(e *Element, parent int, order []*node) []*node {
	n := m.nodes[e]
	if n == nil {
		return order
	}
	n.number, n.parent = m.reserve(1), parent
	order = append(order, n)
	for _, k := range e.kids {
		if k.element != nil {
			order = m.number(k.element, n.number, order)
		}
	}
	return order
}

// element appends an element. ISO 32000-1, 14.7.2 to 14.7.5; its attributes are those of 14.8.5.
func (m *maker) element(b []byte, n *node) []byte {
	b = append(append(b, "<</S/"...), n.Kind...)
	b = reference(append(b, "/P "...), n.parent)
	if n.Alt != "" {
		b = append(append(b, "/Alt"...), text(n.Alt)...)
	}
	if n.Actual != "" {
		b = append(append(b, "/ActualText"...), text(n.Actual)...)
	}
	switch {
	case n.Kind == "TH":
		b = fmt.Appendf(b, "/A<</O/Table/Scope/%s>>", n.Scope)
	case n.Numbering != "":
		b = fmt.Appendf(b, "/A<</O/List/ListNumbering/%s>>", n.Numbering)
	case n.Kind == "Figure" && n.isWhole():
		b = fmt.Appendf(b, "/A<</O/Layout/Placement/Block/BBox%s>>", rectangle(n.Box))
	}
	return append(m.content(b, n), ">>"...)
}

// content appends the entries Pg and K: what is in the element. Contents that are on the page of Pg are
// given by their number alone.
func (m *maker) content(b []byte, n *node) []byte {
	page := -1
	if i := slices.IndexFunc(n.kids, func(k kid) bool { return k.element == nil }); i >= 0 {
		page = n.kids[i].page
		b = reference(append(b, "/Pg "...), m.page(page))
	}
	b = append(b, "/K["...)
	from := len(b)
	for _, k := range n.kids {
		switch {
		case k.element == nil && k.page == page:
			b = append(strconv.AppendInt(b, int64(k.mcid), 10), ' ')
		case k.element == nil:
			b = fmt.Appendf(b, "<</Type/MCR/Pg %d 0 R/MCID %d>> ", m.page(k.page), k.mcid)
		case m.nodes[k.element] != nil:
			b = append(reference(b, m.nodes[k.element].number), ' ')
		}
	}
	for _, l := range n.links {
		b = fmt.Appendf(b, "<</Type/OBJR/Pg %d 0 R/Obj %d 0 R>> ", m.page(m.Links[l].Page), m.links+l)
	}
	if len(b) == from {
		return b[:from-len("/K[")]
	}
	b[len(b)-1] = ']'
	return b
}

// reference appends a reference to an object.
func reference(b []byte, number int) []byte {
	return append(strconv.AppendInt(b, int64(number), 10), " 0 R"...)
}

// putParents writes which element each content of a page, and each link, belongs to. ISO 32000-1,
// 14.7.4.4.
func (m *maker) putParents() error {
	b := []byte("<</Nums[")
	for page := range m.sheets {
		b = append(strconv.AppendInt(b, int64(page), 10), '[')
		for _, e := range m.Tree.begun(page) {
			n := m.nodes[e]
			if n == nil {
				return fmt.Errorf("a %s with content is not in the tree", e.Kind)
			}
			b = append(reference(b, n.number), ' ')
		}
		b = append(b, ']')
	}
	for i, l := range m.Links {
		b = append(strconv.AppendInt(b, int64(m.sheets+i), 10), ' ')
		b = append(reference(b, m.nodes[l.Element].number), ' ')
	}
	m.list[parentsObject-1].value = string(append(b, "]>>"...))
	return nil
}
