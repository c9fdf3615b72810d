package questionnaires

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/pelletier/go-toml/v2/unstable"
)

// A node is where a table, a list or a value stands. The tree of nodes has the shape of the decoded
// file: a table has keys, a list items, and any other value neither.
type node struct {
	key, value int              // offsets of its key and its value; of a table with a header, both of the header
	keys       []string         // of a table, in the order of the file
	children   map[string]*node // of a table, by key
	items      []*node          // of a list
	text       []byte           // of a text, what it says; of a date without a time, as written
	isDate     bool
	made       making
}

// making says how a node came about, and so what may be added to it.
type making int

const (
	asValue   making = iota // key = value: nothing may be added
	asParent                // only as the parent of another: its own header may still come
	asTable                 // [name]
	asTables                // [[name]]
	asKeyPart               // the a of a.b = value
)

// outline finds where everything in a file stands. What breaks the grammar or a limit it notes as a
// problem of the file, and stops there; what stands twice it notes, and goes on.
func outline(f *file) *node {
	top := &node{made: asTable}
	if n := bytes.Count(f.src, []byte(",")); n > maxCommas {
		f.fault(0, "shorten the lists in it", "the file has %d commas, more than a file may have (%d)", n, maxCommas)
		return top
	}
	o := outliner{file: f, top: top, table: top}
	o.parser.Reset(f.src)
	for !o.stopped && o.parser.NextExpression() {
		o.expression(o.parser.Expression())
	}
	var refused *unstable.ParserError
	if errors.As(o.parser.Error(), &refused) {
		f.unparsable(int(o.parser.Range(refused.Highlight).Offset), refused.Message)
	}
	return top
}

type outliner struct {
	*file
	parser  unstable.Parser
	top     *node
	table   *node // that the last header opened; nil if that header was refused
	stopped bool  // a limit was broken
}

// stop notes that a limit is broken, and ends the outline.
func (o *outliner) stop(at int, fix, format string, args ...any) {
	if !o.stopped {
		o.fault(at, fix, format, args...)
	}
	o.stopped = true
}

// expression takes one header or one key with its value.
func (o *outliner) expression(e *unstable.Node) {
	switch e.Kind {
	case unstable.KeyValue:
		if o.table != nil {
			o.keyValue(e, o.table, 1)
		}
	case unstable.Table, unstable.ArrayTable:
		o.table = o.header(e)
	}
}

// A part is one part of a key with dots.
type part struct {
	name string
	at   int
}

// parts gives the parts of a key, and the offset at which it ends.
func (o *outliner) parts(e *unstable.Node) (parts []part, end int) {
	for it := e.Key(); it.Next(); {
		key := it.Node()
		at := int(key.Raw.Offset)
		end = at + int(key.Raw.Length)
		switch {
		case len(parts) == maxKeyParts:
			o.stop(at, "use fewer dots", "this key has more than %d parts", maxKeyParts)
			return parts, end
		case len(key.Data) > maxString:
			o.stop(at, "shorten it", "this key is longer than %d bytes", maxString)
			return parts, end
		}
		parts = append(parts, part{string(key.Data), at})
	}
	return parts, end
}

// header opens the table that a header names; nil if it may not be opened.
func (o *outliner) header(e *unstable.Node) *node {
	parts, _ := o.parts(e)
	if o.stopped {
		return nil
	}
	at := o.lineStart(parts[0].at)
	in := o.top
	for _, p := range parts[:len(parts)-1] {
		if in = o.parent(in, p, at); in == nil {
			return nil
		}
	}
	last := parts[len(parts)-1]
	if e.Kind == unstable.ArrayTable {
		return o.nextTable(in, last, at)
	}
	child := in.children[last.name]
	if child == nil {
		return o.add(in, last, &node{key: at, value: at, made: asTable})
	}
	if child.made != asParent {
		return o.twice(last.name, at, child)
	}
	child.made, child.key, child.value = asTable, at, at
	return child
}

// nextTable adds a table to the list of tables that a header [[name]] names.
func (o *outliner) nextTable(in *node, last part, at int) *node {
	list := in.children[last.name]
	if list == nil {
		list = o.add(in, last, &node{key: at, value: at, made: asTables})
	}
	if list.made != asTables {
		return o.twice(last.name, at, list)
	}
	if len(list.items) == maxKeys {
		o.stop(at, "keep to fewer", "there are more than %d of [[%s]]", maxKeys, shown(last.name))
		return nil
	}
	item := &node{key: at, value: at, made: asTable}
	list.items = append(list.items, item)
	return item
}

// parent gives the table that one part of a header leads into: of a list of tables the last one.
func (o *outliner) parent(in *node, p part, at int) *node {
	child := in.children[p.name]
	switch {
	case child == nil:
		return o.add(in, p, &node{key: at, value: at, made: asParent})
	case child.made == asTables:
		return child.items[len(child.items)-1]
	case child.made == asValue:
		return o.twice(p.name, at, child)
	}
	return child
}

// keyValue takes a key and its value into a table. depth counts the tables and lists that the value
// would be in.
func (o *outliner) keyValue(e *unstable.Node, in *node, depth int) {
	parts, end := o.parts(e)
	if o.stopped {
		return
	}
	for _, p := range parts[:len(parts)-1] {
		child := in.children[p.name]
		if child == nil {
			child = o.add(in, p, &node{key: p.at, value: p.at, made: asKeyPart})
		} else if child.made != asKeyPart {
			child = o.twice(p.name, p.at, child)
		}
		if in = child; in == nil {
			return
		}
	}
	last := parts[len(parts)-1]
	if first := in.children[last.name]; first != nil {
		o.twice(last.name, last.at, first)
		return
	}
	at := end + bytes.IndexByte(o.src[end:], '=') + 1
	at += len(o.src[at:]) - len(bytes.TrimLeft(o.src[at:], " \t"))
	o.add(in, last, o.value(e.Value(), last.at, at, depth))
}

// value gives the node of a value; key and at are the offsets of its key and of itself.
func (o *outliner) value(v *unstable.Node, key, at, depth int) *node {
	n := &node{key: key, value: at}
	if depth > maxNesting {
		if v.Kind == unstable.Array || v.Kind == unstable.InlineTable {
			o.stop(at, "put the inner ones elsewhere", "lists and tables are nested more than %d deep here", maxNesting)
		}
		return n
	}
	switch v.Kind {
	case unstable.Array:
		o.items(v, n, depth)
	case unstable.InlineTable:
		for it := v.Children(); !o.stopped && it.Next(); {
			o.keyValue(it.Node(), n, depth+1)
		}
	case unstable.LocalDate:
		n.text, n.isDate = v.Data, true
	case unstable.String:
		n.text = v.Data
		if len(v.Data) > maxString {
			o.stop(at, "shorten it", "this text is longer than %d bytes", maxString)
		}
	}
	return n
}

// items takes the items of a list. The parser has no place for a list within a list: it gets that of
// the outer one.
func (o *outliner) items(v *unstable.Node, list *node, depth int) {
	for it := v.Children(); !o.stopped && it.Next(); {
		if len(list.items) == maxKeys {
			o.stop(list.value, "shorten it", "this list has more than %d items", maxKeys)
			return
		}
		at := list.value
		if it.Node().Kind != unstable.Array {
			at = int(it.Node().Raw.Offset)
		}
		list.items = append(list.items, o.value(it.Node(), at, at, depth+1))
	}
}

// add puts a child into a table.
func (o *outliner) add(in *node, p part, child *node) *node {
	if len(in.keys) == maxKeys {
		o.stop(p.at, "keep to fewer", "this table has more than %d keys", maxKeys)
	}
	if in.children == nil {
		in.children = map[string]*node{}
	}
	in.keys = append(in.keys, p.name)
	in.children[p.name] = child
	return child
}

// twice notes that something was there before. It gives nil. A place at the beginning of a line with
// a header is that of the header.
func (o *outliner) twice(name string, at int, first *node) *node {
	fix := "keep one of the two"
	if o.src[at] == '[' {
		fix += fmt.Sprintf(", or write [[%s]] for each of several tables", shown(name))
	}
	o.fault(at, fix, "%q stands here a second time; the first is in line %d", shown(name), o.pos(first.key).Line)
	return nil
}

// lineStart gives the offset of the first sign on the line of an offset, where a header begins.
func (o *outliner) lineStart(at int) int {
	start := bytes.LastIndexByte(o.src[:at], '\n') + 1
	return start + len(o.src[start:]) - len(bytes.TrimLeft(o.src[start:], " \t"))
}

// at gives the offset of the value of a key; of the table itself if it has no such key.
func (n *node) at(key string) int {
	if child := n.children[key]; child != nil {
		return child.value
	}
	return n.value
}

// item gives the offset of an item of the list under a key.
func (n *node) item(key string, i int) int {
	if list := n.children[key]; list != nil && i < len(list.items) {
		return list.items[i].value
	}
	return n.at(key)
}

// says gives the text of a value; "" if there is none.
func (n *node) says() string {
	if n == nil || n.isDate {
		return ""
	}
	return string(n.text)
}
