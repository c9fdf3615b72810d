package pdftest

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// within says what may be right under what. ISO 32000-1, 14.8.4; ISO 14289-1, 7. Content is written
// as "text".
var within = func() map[string][]string {
	const (
		inline = "text Span Link"
		blocks = "P H1 H2 H3 H4 H5 H6 L Table Figure Div Sect Part BlockQuote"
	)
	allowed := map[string][]string{}
	for kind, kids := range map[string]string{
		"Document": blocks, "Part": blocks, "Sect": blocks, "Div": blocks, "BlockQuote": blocks,
		"P H1 H2 H3 H4 H5 H6 Span Link Lbl": inline,
		"Caption":                           inline + " P",
		"L":                                 "Caption LI L",
		"LI":                                "Lbl LBody",
		"LBody TD TH":                       inline + " " + blocks,
		"Table":                             "Caption TR THead TBody",
		"THead TBody":                       "TR",
		"TR":                                "TH TD",
		"Figure":                            inline + " P Caption",
	} {
		for _, k := range strings.Fields(kind) {
			allowed[k] = strings.Fields(kids)
		}
	}
	return allowed
}()

// name gives a node's kind and the beginning of its text, for a message.
func (n *Node) name() string {
	var b strings.Builder
	n.said(&b)
	text := []rune(strings.TrimSpace(b.String()))
	if len(text) > 30 {
		text = append(text[:30], '…')
	}
	return fmt.Sprintf("%s %q", n.Kind, string(text))
}

// checkTree checks each element, and what is under it.
func (c *checker) checkTree(root *Node) {
	if root.Kind != "Document" {
		c.fault("the tree is a %s, not a Document", root.Kind)
	}
	level := 0
	for _, n := range root.All() {
		if n.Kind == "" {
			continue
		}
		allowed, known := within[n.Kind]
		if !known {
			c.fault("an element is a %q", n.Kind)
		}
		for _, k := range n.Kids {
			kind := k.Kind
			if kind == "" {
				kind = "text"
				c.checkOrder(n, k.Text)
			}
			if known && !slices.Contains(allowed, kind) {
				c.fault("%s holds a %s", n.name(), kind)
			}
		}
		if len(n.Kids) == 0 && n != root && n.Kind != "TD" && n.Kind != "TH" {
			c.fault("a %s is empty", n.Kind)
		}
		if len(n.Kind) == 2 && n.Kind[0] == 'H' {
			if now := int(n.Kind[1] - '0'); now > level+1 {
				c.fault("%s comes after level %d", n.name(), level)
			} else {
				level = now
			}
		}
		c.checkElement(n)
	}
}

// checkOrder checks that what is drawn from left to right and read from right to left is also said in
// its order.
func (c *checker) checkOrder(n *Node, drawn string) {
	leftwards := strings.Map(func(r rune) rune {
		if unicode.In(r, unicode.Hebrew, unicode.Arabic, unicode.Syriac, unicode.Thaana, unicode.Nko) && unicode.IsLetter(r) {
			return r
		}
		return -1
	}, drawn)
	letters := []rune(leftwards)
	slices.Reverse(letters)
	if n.Actual == "" && string(letters) != leftwards {
		c.fault("%s reads from right to left, and has no ActualText", n.name())
	}
}

// checkElement checks what an element of its kind needs.
func (c *checker) checkElement(n *Node) {
	switch n.Kind {
	case "Figure":
		if strings.TrimSpace(n.Alt) == "" {
			c.fault("a Figure has no Alt")
		}
		c.checkBox(n)
	case "TH":
		if n.Scope != "Row" && n.Scope != "Column" {
			c.fault("%s has no Scope", n.name())
		}
	case "Table":
		c.checkTable(n)
	case "L":
		if n.has("Lbl") && n.Numbering != "Decimal" && n.Numbering != "UpperAlpha" && n.Numbering != "Disc" {
			c.fault("%s has labels and no ListNumbering", n.name())
		}
	case "LI":
		if !slices.ContainsFunc(n.Kids, func(k *Node) bool { return k.Kind == "LBody" }) {
			c.fault("%s has no LBody", n.name())
		}
	case "Link":
		if len(n.links) == 0 || strings.TrimSpace(n.text()) == "" {
			c.fault("%s has no annotation or no text", n.name())
		}
	}
	if n.Kind != "Span" && n.Kind != "Link" { // their lines are those of what they are in
		c.checkLines(n)
	}
	if n.Actual != "" && n.Kind != "Span" {
		c.fault("%s has an ActualText", n.name())
	}
}

// text gives what is said in a node.
func (n *Node) text() string {
	var b strings.Builder
	n.said(&b)
	return b.String()
}

// has says whether a node holds one of a kind, at any depth.
func (n *Node) has(kind string) bool {
	return slices.ContainsFunc(n.All(), func(k *Node) bool { return k.Kind == kind })
}

// checkBox checks that the box of a Figure holds all that it draws. One that is on several pages has
// none. ISO 32000-1, 14.8.5.4.3.
func (c *checker) checkBox(n *Node) {
	first := -1
	for _, k := range n.All() {
		if k.Kind == "" && first < 0 {
			first = k.Page
		}
		if k.Kind == "" && first != k.Page {
			return
		}
	}
	if len(n.box) != 4 {
		c.fault("%s has no BBox", n.name())
		return
	}
	const slack = 0.5
	for _, k := range n.All() {
		for _, x := range k.pieces {
			if b := x.box; b.left < n.box[0]-slack || b.bottom < n.box[1]-slack || b.right > n.box[2]+slack || b.top > n.box[3]+slack {
				c.fault("%s draws outside its BBox: %.1f of %.1f", n.name(), b, n.box)
				return
			}
		}
	}
}

// checkTable checks that a table is one of rows of equal length, with heads.
func (c *checker) checkTable(n *Node) {
	size := -1
	for _, row := range n.All() {
		if row.Kind != "TR" {
			continue
		}
		if size < 0 {
			size = len(row.Kids)
		}
		if len(row.Kids) != size {
			c.fault("%s has %d cells, the row above %d", row.name(), len(row.Kids), size)
		}
	}
	if !n.has("TH") {
		c.fault("%s has no heads", n.name())
	}
	if i := slices.IndexFunc(n.Kids, func(k *Node) bool { return k.Kind == "Caption" }); i > 0 {
		c.fault("%s has its Caption inside", n.name())
	}
}

// A line of text: what it says, how wide it is, and where it stands.
type textLine struct {
	says        string
	wide        float64
	page        int
	base, right float64
}

// lines gives the lines of an element: its content and that of the Spans and Links in it.
func (n *Node) lines() []textLine {
	var all []textLine
	for _, k := range n.Kids {
		switch {
		case k.Kind == "Span" || k.Kind == "Link":
			below := k.lines()
			if k.Actual != "" && len(below) > 0 {
				below[0].says = k.Actual
				below = below[:1]
			}
			all = append(all, below...)
		case k.Kind == "":
			l := textLine{says: k.Text, page: k.Page}
			for _, x := range k.pieces {
				if x.font != nil {
					l.wide += x.box.right - x.box.left
					l.base, l.right = x.base, x.box.right
				}
			}
			if l.says != "" {
				all = append(all, l)
			}
		}
	}
	return all
}

// checkLines checks that no words run together from one line to the next: there is a space between
// them, or a sign after which a word may be parted, or the word is too long for a line.
func (c *checker) checkLines(n *Node) {
	lines := n.lines()
	widest := 0.0
	for _, l := range lines {
		widest = max(widest, l.wide)
	}
	for i := 1; i < len(lines); i++ {
		a, b := lines[i-1], lines[i]
		last, _ := utf8.DecodeLastRuneInString(a.says)
		first, _ := utf8.DecodeRuneInString(b.says)
		sameLine := a.page == b.page && a.base-b.base < 1 && b.base-a.base < 1
		if sameLine || unicode.IsSpace(last) || unicode.IsSpace(first) || strings.ContainsRune("-/–—\u00AD", last) {
			continue
		}
		before, after := strings.Fields(a.says), strings.Fields(b.says)
		end, begin := before[len(before)-1], after[0]
		if share(end, a)+share(begin, b) <= 0.85*widest { // widths are estimated by the number of letters
			c.fault("%s: words run together: %q", n.name(), end+begin)
		}
	}
}

// share estimates how wide a part of a line is.
func share(part string, l textLine) float64 {
	return l.wide * float64(utf8.RuneCountInString(part)) / float64(utf8.RuneCountInString(l.says))
}

// checkParents checks that the tree, the parent tree and the pages agree. ISO 32000-1, 14.7.4.4.
func (c *checker) checkParents(root *Node, parents map[int]types.Object) {
	owner := map[[2]int]*Node{} // by page and MCID
	for _, n := range root.All() {
		for _, k := range n.Kids {
			if k.Kind != "" {
				continue
			}
			at := [2]int{k.Page, k.mcid}
			if owner[at] != nil {
				c.fault("content %d of page %d is in %s and in %s", k.mcid, k.Page+1, owner[at].name(), n.name())
			}
			owner[at] = n
			if len(k.pieces) == 0 {
				c.fault("%s has content that draws nothing", n.name())
			}
		}
	}
	for i, p := range c.pages {
		if c.name(p.dict["Tabs"]) != "S" {
			c.fault("page %d has no order of tabs", i+1)
		}
		list := c.array(parents[c.integer(p.dict["StructParents"])])
		if len(list) != len(p.mcids) {
			c.fault("page %d has %d contents, the parent tree %d", i+1, len(p.mcids), len(list))
		}
		for at, mcid := range p.mcids {
			n := owner[[2]int{i, mcid}]
			switch {
			case mcid != at:
				c.fault("content %d of page %d is numbered %d", at, i+1, mcid)
			case n == nil:
				c.fault("content %d of page %d is not in the tree", mcid, i+1)
			case mcid >= len(list) || object(list[mcid]) != n.object:
				c.fault("the parent tree has content %d of page %d elsewhere than in %s", mcid, i+1, n.name())
			}
		}
	}
}

// parents reads the parent tree, which in our files has one node.
func (c *checker) parents() map[int]types.Object {
	all := map[int]types.Object{}
	tree := c.dict(c.dict(c.catalog["StructTreeRoot"])["ParentTree"])
	nums := c.array(tree["Nums"])
	last := -1
	for i := 0; i+1 < len(nums); i += 2 {
		key := c.integer(nums[i])
		if key <= last {
			c.fault("the parent tree is not in order")
		}
		all[key], last = nums[i+1], key
	}
	if next := c.integer(c.dict(c.catalog["StructTreeRoot"])["ParentTreeNextKey"]); next != last+1 {
		c.fault("the next key of the parent tree is %d after %d", next, last)
	}
	return all
}

// checkLinks checks that each annotation is a link that says where it leads, and is that of a Link.
// ISO 14289-1, 7.18.
func (c *checker) checkLinks(root *Node, parents map[int]types.Object) {
	owner := map[int]*Node{}
	for _, n := range root.All() {
		for _, l := range n.links {
			if owner[l] != nil || n.Kind != "Link" {
				c.fault("an annotation is in %s, and in another or no Link", n.name())
			}
			owner[l] = n
		}
	}
	keys, found := map[int]bool{}, 0
	for i, p := range c.pages {
		keys[c.integer(p.dict["StructParents"])] = true
		for _, o := range c.array(p.dict["Annots"]) {
			found++
			a, n := c.dict(o), owner[object(o)]
			key := c.integer(a["StructParent"])
			if n == nil || object(parents[key]) != n.object || keys[key] {
				c.fault("an annotation of page %d has no Link, or a key that is another's", i+1)
			}
			keys[key] = true
			if c.name(a["Subtype"]) != "Link" || strings.TrimSpace(c.text(a["Contents"])) == "" || c.integer(a["F"]) != 4 || a["A"] == nil {
				c.fault("an annotation of page %d is no link, or does not say where it leads", i+1)
			}
			r := c.numbers(a["Rect"])
			if len(r) != 4 || r[0] < 0 || r[1] < 0 || r[2] > p.width || r[3] > p.height || r[0] >= r[2] || r[1] >= r[3] {
				c.fault("a link of page %d is at %v", i+1, r)
			} else if n != nil && !n.touches(i, r) {
				c.fault("%s is not where its link is", n.name())
			}
		}
	}
	if len(keys) != len(parents) {
		c.fault("the parent tree has %d keys, the pages and links %d", len(parents), len(keys))
	}
	if found != len(owner) {
		c.fault("%d annotations are on the pages, %d in the tree", found, len(owner))
	}
}

// touches says whether some of a node's text is in a rectangle of a page.
func (n *Node) touches(page int, r []float64) bool {
	for _, k := range n.All() {
		for _, x := range k.pieces {
			if k.Page == page && x.box.left < r[2] && x.box.right > r[0] && x.base < r[3] && x.base > r[1] {
				return true
			}
		}
	}
	return false
}
