package pdftest

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// A Node is an element of the structure tree, or, if its Kind is "", content of a page.
type Node struct {
	Kind      string
	Alt       string
	Actual    string // its ActualText
	Scope     string // of a TH
	Numbering string // of an L
	URLs      []string
	Text      string // of content: what it says, by the maps to Unicode of its fonts
	Page      int    // of content, from 0
	Kids      []*Node

	object, parent int     // the numbers of its object and of that which it says is its parent
	mcid           int     // of content
	pieces         []piece // of content
	box            []float64
	links          []int // the objects of its annotations
}

// Tags gives the structure tree of a file: its Document.
func Tags(file []byte) (*Node, error) {
	d, err := open(file)
	if err != nil {
		return nil, err
	}
	return d.tree()
}

// Said gives what a screen reader says of a file, in its order: each element on a line of its own,
// what stands in a line separated by spaces; of a Figure its Alt; nothing of what is an artifact. Its
// text is in NFC.
func Said(file []byte) (string, error) {
	n, err := Tags(file)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	n.said(&b)
	var lines []string
	for line := range strings.SplitSeq(b.String(), "\n") {
		if words := strings.Fields(line); len(words) > 0 {
			lines = append(lines, strings.Join(words, " ")+"\n")
		}
	}
	return norm.NFC.String(strings.Join(lines, "")), nil
}

func (n *Node) said(b *strings.Builder) {
	switch {
	case n.Kind == "":
		b.WriteString(n.Text)
	case n.Kind == "Figure":
		b.WriteString(n.Alt)
	case n.Actual != "":
		b.WriteString(n.Actual)
	default:
		for _, k := range n.Kids {
			k.said(b)
		}
	}
	switch n.Kind {
	case "", "Span", "Link":
	case "Lbl", "TH", "TD":
		b.WriteString(" ")
	default:
		b.WriteString("\n")
	}
}

// All gives the node and all below it, each before its kids.
func (n *Node) All() []*Node {
	all := []*Node{n}
	for _, k := range n.Kids {
		all = append(all, k.All()...)
	}
	return all
}

// Outline writes the node and what is below it, a line for each element: its kind, what else is said
// of it, and the text that is right in it.
func (n *Node) Outline() string {
	var b strings.Builder
	n.outline(&b, "")
	return b.String()
}

func (n *Node) outline(b *strings.Builder, indent string) {
	if n.Kind == "" {
		fmt.Fprintf(b, "%s%q\n", indent, n.Text)
		return
	}
	b.WriteString(indent + n.Kind)
	for _, word := range append([]string{n.Scope, n.Numbering}, n.URLs...) {
		if word != "" {
			b.WriteString(" " + word)
		}
	}
	for _, said := range []string{n.Alt, n.Actual} {
		if said != "" {
			fmt.Fprintf(b, " %q", said)
		}
	}
	b.WriteString("\n")
	for _, k := range n.Kids {
		k.outline(b, indent+"  ")
	}
}

// tree reads the structure tree. ISO 32000-1, 14.7.
func (d *document) tree() (*Node, error) {
	root := d.dict(d.catalog["StructTreeRoot"])
	if root == nil {
		return nil, errors.New("there is no structure tree")
	}
	kids := root["K"]
	if a := d.array(kids); len(a) == 1 {
		kids = a[0]
	}
	r := treeReader{document: d, seen: map[int]bool{}}
	n, err := r.element(kids)
	if err == nil && n.parent != object(d.catalog["StructTreeRoot"]) {
		err = errors.New("the first element is not right under the root of the structure tree")
	}
	return n, err
}

// A treeReader reads each element once.
type treeReader struct {
	*document
	seen map[int]bool
}

func (r *treeReader) element(o types.Object) (*Node, error) {
	dict := r.dict(o)
	n := &Node{Kind: r.name(dict["S"]), Alt: r.text(dict["Alt"]), Actual: r.text(dict["ActualText"]),
		object: object(o), parent: object(dict["P"])}
	if n.Kind == "" || n.object == 0 {
		return nil, fmt.Errorf("object %d is no element of the structure tree", n.object)
	}
	if r.seen[n.object] {
		return nil, fmt.Errorf("the structure tree has a %s at two places", n.Kind)
	}
	r.seen[n.object] = true
	switch attributes := r.dict(dict["A"]); r.name(attributes["O"]) {
	case "Table":
		n.Scope = r.name(attributes["Scope"])
	case "List":
		n.Numbering = r.name(attributes["ListNumbering"])
	case "Layout":
		n.box = r.numbers(attributes["BBox"])
	}
	kids := r.array(dict["K"])
	if kids == nil && dict["K"] != nil {
		kids = types.Array{dict["K"]}
	}
	for _, k := range kids {
		if err := r.kid(n, k, dict["Pg"]); err != nil {
			return nil, err
		}
	}
	return n, nil
}

// kid adds what one of the entries of K says.
func (r *treeReader) kid(n *Node, k, page types.Object) error {
	dict := r.dict(k)
	mcid := r.integer(k)
	switch kind := r.name(dict["Type"]); {
	case kind == "OBJR":
		n.links = append(n.links, object(dict["Obj"]))
		n.URLs = append(n.URLs, r.text(r.dict(r.dict(dict["Obj"])["A"])["URI"]))
		return nil
	case kind == "MCR":
		mcid = r.integer(dict["MCID"])
		if dict["Pg"] != nil {
			page = dict["Pg"]
		}
	case dict != nil:
		child, err := r.element(k)
		if err == nil && child.parent != n.object {
			err = fmt.Errorf("a %s in a %s says that it is elsewhere", child.Kind, n.Kind)
		}
		n.Kids = append(n.Kids, child)
		return err
	}
	number, ok := r.pageOf[object(page)]
	if !ok || !slices.Contains(r.pages[number].mcids, mcid) {
		return fmt.Errorf("a %s has the content %d of page %d, which is not there", n.Kind, mcid, number+1)
	}
	content := &Node{Page: number, mcid: mcid}
	for _, x := range r.pages[number].pieces {
		if x.mcid == mcid {
			content.pieces = append(content.pieces, x)
			if x.font != nil {
				content.Text += x.says()
			}
		}
	}
	n.Kids = append(n.Kids, content)
	return nil
}
