package tables

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
	"unicode/utf8"
)

// Limits of a part of a workbook as XML.
const (
	maxDepth      = 64       // elements within each other
	maxTag        = 64 << 10 // bytes of a tag with its attributes
	maxAttributes = 100      // of one element
)

// A token is what a scanner has come to.
type token int

const (
	startTag token = iota // name, prefix and attributes are known
	endTag                // for every start, <a/> too
	someText              // a piece of text; several may follow each other
	endOfPart
)

// A scanner pulls the tokens of a part out of a stream: XML 1.0 in UTF-8, well-formed, without a DOCTYPE and so
// with no entities but the five. Comments and processing instructions are passed over. Everything else is refused:
// a reader of tables that forgave ill-formed XML could not tell a damaged sheet from a short one.
type scanner struct {
	part string
	in   io.Reader

	buf     []byte // what has been read and not yet used is buf[at:end]
	at, end int
	eof     bool

	// Of the present token; they hold until the next.
	name, prefix []byte
	attributes   []attribute
	text         []byte

	open    []byte        // the names of the open elements, one after another
	starts  [maxDepth]int // where each begins in open
	depth   int
	values  []byte // attributes' values that were not as they stand
	char    [utf8.UTFMax]byte
	empty   bool // the element was <a/>: its end is due
	cdata   bool
	started bool // the outermost element has been seen

	root      []byte // the prefix of the outermost element, and what it stands for
	namespace []byte
}

type attribute struct {
	name  []byte // with its prefix
	value []byte
}

func newScanner(part string, in io.Reader) *scanner {
	return &scanner{part: part, in: in, buf: make([]byte, maxTag)}
}

// ill says why the part is refused.
func (x *scanner) ill(format string, args ...any) error {
	return &flaw{what: fmt.Sprintf("%s is damaged: ", x.part) + fmt.Sprintf(format, args...), fix: saveAgain}
}

// fill reads until the buffer is full or the part ends. It says whether there is anything new.
func (x *scanner) fill() (bool, error) {
	copy(x.buf, x.buf[x.at:x.end])
	x.at, x.end = 0, x.end-x.at
	had := x.end
	for !x.eof && x.end < len(x.buf) {
		n, err := x.in.Read(x.buf[x.end:])
		x.end += n
		if err == io.EOF {
			x.eof = true
		} else if err != nil {
			return false, err
		}
	}
	return x.end > had, nil
}

// have sees to it that n bytes are there, as far as the part has them.
func (x *scanner) have(n int) ([]byte, error) {
	if x.end-x.at < n && !x.eof {
		if _, err := x.fill(); err != nil {
			return nil, err
		}
	}
	return x.buf[x.at:x.end], nil
}

// next goes to the next token.
func (x *scanner) next() (token, error) {
	if x.empty {
		x.empty = false
		x.pop()
		return endTag, nil
	}
	for {
		b, err := x.have(1)
		if err != nil {
			return 0, err
		}
		t, found, err := endOfPart, true, error(nil)
		switch {
		case x.cdata:
			found, err = x.inCDATA()
			t = someText
		case len(b) == 0:
			err = x.whole()
		case b[0] == '<':
			t, found, err = x.markup()
		default:
			found, err = x.characters()
			t = someText
		}
		if err != nil || found {
			return t, err
		}
	}
}

// whole checks that the part may end here.
func (x *scanner) whole() error {
	if x.depth > 0 {
		return x.ill("it ends in the middle")
	}
	if !x.started {
		return x.ill("it is empty")
	}
	return nil
}

// markup reads what begins with "<". Comments and the like are no token.
func (x *scanner) markup() (token, bool, error) {
	b, err := x.have(len("<![CDATA["))
	if err != nil {
		return 0, false, err
	}
	switch {
	case len(b) < 2:
		return 0, false, x.ill("it ends in the middle")
	case b[1] == '/':
		return endTag, true, x.tag(x.endOf)
	case b[1] == '?':
		return 0, false, x.instruction()
	case bytes.HasPrefix(b, []byte("<!--")):
		x.at += 4
		return 0, false, x.comment()
	case bytes.HasPrefix(b, []byte("<![CDATA[")):
		if x.depth == 0 {
			return 0, false, x.ill("it has text outside its elements")
		}
		x.at += len("<![CDATA[")
		x.cdata = true
		return 0, false, nil
	case b[1] == '!':
		return 0, false, x.ill("it has a DOCTYPE or another declaration, which a workbook never needs")
	}
	return startTag, true, x.tag(x.startOf)
}

// tag reads a tag, which must be in the buffer as a whole. A reader gives 0 where the buffer ends too early.
func (x *scanner) tag(read func([]byte) (int, error)) error {
	for {
		n, err := read(x.buf[x.at:x.end])
		if err != nil || n > 0 {
			x.at += n
			return err
		}
		more, err := x.fill()
		if err != nil {
			return err
		}
		if !more && x.eof {
			return x.ill("it ends in the middle of a tag")
		}
		if !more {
			return x.ill("it has a tag longer than %d bytes", maxTag)
		}
	}
}

// endOf reads "</name >".
func (x *scanner) endOf(b []byte) (int, error) {
	to := nameEnd(b, 2)
	after := spaceEnd(b, to)
	if after == len(b) {
		return 0, nil
	}
	if b[after] != '>' || x.depth == 0 || !bytes.Equal(b[2:to], x.open[x.starts[x.depth-1]:]) {
		return 0, x.ill("an element is closed that is not open")
	}
	x.setName(b[2:to])
	x.pop()
	return after + 1, nil
}

// startOf reads "<name a="…" b='…'>" or the like with "/>".
func (x *scanner) startOf(b []byte) (int, error) {
	to := nameEnd(b, 1)
	if to == len(b) {
		return 0, nil
	}
	if !goodName(b[1:to]) {
		return 0, x.ill("it has a tag without a name")
	}
	x.attributes, x.values = x.attributes[:0], x.values[:0]
	for at := to; ; {
		i := spaceEnd(b, at)
		if i == len(b) || b[i] == '/' && i+1 == len(b) {
			return 0, nil
		}
		if b[i] == '>' {
			return i + 1, x.push(b[1:to])
		}
		if b[i] == '/' && b[i+1] == '>' {
			x.empty = true
			return i + 2, x.push(b[1:to])
		}
		if i == at {
			return 0, x.ill("it has a tag that cannot be read")
		}
		n, err := x.attribute(b, i)
		if err != nil || n == 0 {
			return 0, err
		}
		at = n
	}
}

// attribute reads one attribute and gives where it ends; 0 where the buffer ends too early.
func (x *scanner) attribute(b []byte, from int) (int, error) {
	to := nameEnd(b, from)
	i := spaceEnd(b, to)
	if i == len(b) {
		return 0, nil
	}
	if !goodName(b[from:to]) || b[i] != '=' {
		return 0, x.ill("it has a tag that cannot be read")
	}
	if i = spaceEnd(b, i+1); i == len(b) {
		return 0, nil
	}
	if b[i] != '"' && b[i] != '\'' {
		return 0, x.ill("it has an attribute without quotation marks")
	}
	n := bytes.IndexByte(b[i+1:], b[i])
	if n < 0 {
		return 0, nil
	}
	value, err := x.value(b[i+1 : i+1+n])
	if err != nil {
		return 0, err
	}
	for _, a := range x.attributes {
		if bytes.Equal(a.name, b[from:to]) {
			return 0, x.ill("an element has the attribute %q twice", a.name)
		}
	}
	if len(x.attributes) == maxAttributes {
		return 0, x.ill("an element has more than %d attributes", maxAttributes)
	}
	x.attributes = append(x.attributes, attribute{b[from:to], value})
	return i + 1 + n + 1, nil
}

// value gives an attribute's value as it is meant.
func (x *scanner) value(raw []byte) ([]byte, error) {
	plain := true
	for _, c := range raw {
		if special[c] {
			plain = false
			break
		}
	}
	if plain {
		return raw, nil
	}
	if bytes.IndexByte(raw, '<') >= 0 {
		return nil, x.ill("an attribute holds \"<\"")
	}
	if err := x.legal(raw); err != nil {
		return nil, err
	}
	from := len(x.values)
	for len(raw) > 0 {
		n := 1
		switch raw[0] {
		case '&':
			char, length, err := x.reference(raw)
			if err != nil {
				return nil, err
			}
			x.values = utf8.AppendRune(x.values, char)
			n = length
		case '\r':
			x.values = append(x.values, '\n')
			if len(raw) > 1 && raw[1] == '\n' {
				n = 2
			}
		default:
			x.values = append(x.values, raw[0])
		}
		raw = raw[n:]
	}
	return x.values[from:len(x.values):len(x.values)], nil
}

// special are the bytes that a text is not simply copied over.
var special = func() (table [256]bool) {
	for c := range table {
		table[c] = c < ' ' && c != '\t' && c != '\n' || c == '<' || c == '&' || c == ']' || c >= utf8.RuneSelf
	}
	return table
}()

// characters reads a piece of text: up to the next markup, or one reference, or one line end.
func (x *scanner) characters() (bool, error) {
	b, err := x.have(12)
	if err != nil {
		return false, err
	}
	n := 0
	switch b[0] {
	case '&':
		char, length, err := x.reference(b)
		if err != nil {
			return false, err
		}
		x.text, n = utf8.AppendRune(x.char[:0], char), length
	case '\r':
		x.text, n = append(x.char[:0], '\n'), 1
		if len(b) > 1 && b[1] == '\n' {
			n = 2
		}
	default:
		if n, err = x.run(); err != nil {
			return false, err
		}
		x.text = x.buf[x.at : x.at+n]
	}
	if x.depth == 0 && (len(bytes.Trim(x.text, " \t\n")) > 0 || x.buf[x.at] == '&') {
		return false, x.ill("it has text outside its elements")
	}
	x.at += n
	return x.depth > 0, nil
}

// run measures the text before the next "<", "&" or line end, or as much of it as the buffer holds.
func (x *scanner) run() (int, error) {
	n, odd := x.plain()
	if x.at+n == x.end && !x.eof {
		if _, err := x.fill(); err != nil {
			return 0, err
		}
		n, odd = x.plain()
	}
	if x.at+n == x.end && !x.eof {
		n = wholeRunes(x.buf[x.at:x.end], ']')
	}
	if !odd {
		return n, nil
	}
	b := x.buf[x.at : x.at+n]
	if bytes.Contains(b, []byte("]]>")) {
		return 0, x.ill("it has \"]]>\" in a text")
	}
	return n, x.legal(b)
}

// plain counts the bytes before the next "<", "&" or line end, and says whether there is one among them to look at.
func (x *scanner) plain() (n int, odd bool) {
	for i, c := range x.buf[x.at:x.end] {
		if !special[c] {
			continue
		}
		if c == '<' || c == '&' || c == '\r' {
			return i, odd
		}
		odd = true
	}
	return x.end - x.at, odd
}

// wholeRunes is how much of a piece can be used before its end is known: no part of a character, nor of "]]>".
func wholeRunes(b []byte, tail byte) int {
	n := len(b)
	for n > 0 && n > len(b)-2 && b[n-1] == tail {
		n--
	}
	for back := 1; back < utf8.UTFMax && back <= n; back++ {
		if utf8.RuneStart(b[n-back]) {
			if !utf8.FullRune(b[n-back : n]) {
				n -= back
			}
			break
		}
	}
	return n
}

// legal checks that a text has only characters that XML may have.
func (x *scanner) legal(b []byte) error {
	if !utf8.Valid(b) {
		return x.ill("it has bytes that are no UTF-8")
	}
	if bytes.Contains(b, []byte("\uFFFE")) || bytes.Contains(b, []byte("\uFFFF")) {
		return x.ill("it has a character that XML may not have")
	}
	for _, c := range b {
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' {
			return x.ill("it has the control character U+%04X", c)
		}
	}
	return nil
}

// reference reads "&amp;" or "&#233;" and gives the character and how long it was written.
func (x *scanner) reference(b []byte) (rune, int, error) {
	n := bytes.IndexByte(b[:min(len(b), 12)], ';')
	if n < 0 {
		return 0, 0, x.ill("it has an entity that is not known, or an \"&\" that should be \"&amp;\"")
	}
	name := string(b[1:n])
	char, known := entities[name]
	if !known && len(name) > 1 && name[0] == '#' {
		digits, base := name[1:], 10
		if digits[0] == 'x' {
			digits, base = digits[1:], 16
		}
		v, err := strconv.ParseUint(digits, base, 32)
		char = rune(v)
		known = err == nil && v <= utf8.MaxRune && utf8.ValidRune(char) && char != 0xFFFE && char != 0xFFFF &&
			(char >= ' ' || char == '\t' || char == '\n' || char == '\r')
	}
	if !known {
		return 0, 0, x.ill("it has the entity %q, which is not known", b[:n+1])
	}
	return char, n + 1, nil
}

var entities = map[string]rune{"amp": '&', "lt": '<', "gt": '>', "quot": '"', "apos": '\''}

// inCDATA reads a piece of a CDATA section, or its end.
func (x *scanner) inCDATA() (bool, error) {
	b, err := x.have(3)
	if err != nil {
		return false, err
	}
	n := bytes.Index(b, []byte("]]>"))
	if n < 0 && !x.eof {
		if _, err := x.fill(); err != nil {
			return false, err
		}
		b = x.buf[x.at:x.end]
		n = bytes.Index(b, []byte("]]>"))
	}
	switch {
	case n == 0:
		x.at += 3
		x.cdata = false
		return false, nil
	case n < 0 && x.eof:
		return false, x.ill("it ends in the middle")
	case n < 0:
		n = wholeRunes(b, ']')
	}
	if i := bytes.IndexByte(b[:n], '\r'); i > 0 {
		n = i
	} else if i == 0 {
		x.text = append(x.char[:0], '\n')
		if x.at++; b[1] == '\n' {
			x.at++
		}
		return true, nil
	}
	x.text = b[:n]
	x.at += n
	return true, x.legal(b[:n])
}

// comment passes over the rest of a comment.
func (x *scanner) comment() error {
	for {
		b, err := x.have(3)
		if err != nil {
			return err
		}
		n := bytes.Index(b, []byte("--"))
		switch {
		case n >= 0 && len(b) > n+2:
			if b[n+2] != '>' {
				return x.ill("it has a comment with \"--\" in it")
			}
			err = x.legal(b[:n])
			x.at += n + 3
			return err
		case x.eof:
			return x.ill("it ends in the middle of a comment")
		case n < 0:
			n = wholeRunes(b, '-')
		}
		if err := x.legal(b[:n]); err != nil {
			return err
		}
		x.at += n
		if _, err := x.fill(); err != nil {
			return err
		}
	}
}

// instruction passes over a processing instruction. The one that says an encoding must say UTF-8.
func (x *scanner) instruction() error {
	for {
		b := x.buf[x.at:x.end]
		if n := bytes.Index(b[2:], []byte("?>")); n >= 0 {
			x.at += 2 + n + 2
			return x.declared(b[2 : 2+n+1])
		}
		more, err := x.fill()
		if err != nil {
			return err
		}
		if !more {
			return x.ill("it has a processing instruction without an end")
		}
	}
}

// declared checks a processing instruction, given with its last "?". The one at the beginning of a part must say
// XML 1.0 and UTF-8, if it says anything.
func (x *scanner) declared(b []byte) error {
	at := nameEnd(b, 0)
	if !goodName(b[:at]) {
		return x.ill("it has a processing instruction without a name")
	}
	if string(b[:at]) != "xml" {
		return x.legal(b)
	}
	x.attributes, x.values = x.attributes[:0], x.values[:0]
	for {
		i := spaceEnd(b, at)
		if i == len(b)-1 {
			break
		}
		n, err := x.attribute(b, i)
		if err == nil && n == 0 {
			err = x.ill("its first line cannot be read")
		}
		if err != nil {
			return err
		}
		at = n
	}
	if v := x.attr("version"); v != nil && string(v) != "1.0" {
		return x.ill("it says it is XML %q, and only 1.0 is read", v)
	}
	if e := x.attr("encoding"); e != nil && !bytes.EqualFold(e, []byte("UTF-8")) {
		return x.ill("it says it is in %q, and only UTF-8 is read", e)
	}
	return nil
}

// push opens an element.
func (x *scanner) push(name []byte) error {
	if x.depth == maxDepth {
		return x.ill("its elements lie more than %d deep within each other", maxDepth)
	}
	if x.depth == 0 && x.started {
		return x.ill("it goes on after its end")
	}
	x.started = true
	x.starts[x.depth] = len(x.open)
	x.open = append(x.open, name...)
	x.depth++
	x.setName(name)
	return nil
}

// pop closes the innermost element.
func (x *scanner) pop() {
	x.depth--
	x.open = x.open[:x.starts[x.depth]]
}

func (x *scanner) setName(name []byte) {
	x.prefix, x.name = nil, name
	if i := bytes.IndexByte(name, ':'); i >= 0 {
		x.prefix, x.name = name[:i], name[i+1:]
	}
}

// attr gives an attribute by its name; nil if the element does not have it.
func (x *scanner) attr(name string) []byte {
	for _, a := range x.attributes {
		if string(a.name) == name {
			return a.value
		}
	}
	return nil
}

// prefixed gives an attribute that has a prefix, such as r:id, whatever the prefix is.
func (x *scanner) prefixed(name string) []byte {
	for _, a := range x.attributes {
		if i := bytes.IndexByte(a.name, ':'); i > 0 && string(a.name[i+1:]) == name {
			return a.value
		}
	}
	return nil
}

// begin goes to the outermost element, which must be of this name and of one of these namespaces.
func (x *scanner) begin(name string, namespaces ...string) error {
	b, err := x.have(4)
	if err != nil {
		return err
	}
	if bytes.IndexByte(b[:min(len(b), 4)], 0) >= 0 || bytes.HasPrefix(b, []byte("\xff\xfe")) || bytes.HasPrefix(b, []byte("\xfe\xff")) {
		return x.ill("it is in UTF-16, and only UTF-8 is read")
	}
	if bytes.HasPrefix(b, []byte("\uFEFF")) {
		x.at += len("\uFEFF")
	}
	if _, err := x.next(); err != nil {
		return err
	}
	x.root = bytes.Clone(x.prefix)
	x.namespace = bytes.Clone(x.declaration())
	for _, ns := range namespaces {
		if string(x.name) == name && string(x.namespace) == ns {
			return nil
		}
	}
	return x.ill("it should hold a %s and holds something else", name)
}

// declaration is what the present element says that the root's prefix stands for; nil if it says nothing.
func (x *scanner) declaration() []byte {
	for _, a := range x.attributes {
		rest, found := bytes.CutPrefix(a.name, []byte("xmlns"))
		if !found {
			continue
		}
		if rest, _ = bytes.CutPrefix(rest, []byte(":")); bytes.Equal(rest, x.root) {
			return a.value
		}
	}
	return nil
}

// ours says whether the present element is of the root's namespace, and so has the meaning its name says.
func (x *scanner) ours() bool {
	if !bytes.Equal(x.prefix, x.root) {
		return false
	}
	d := x.declaration()
	return d == nil || bytes.Equal(d, x.namespace)
}

// child goes to the start of the next element within the one that is open at this depth, passing over what has not
// been read of the one before. It says false at the end. An element of another namespace has no name.
func (x *scanner) child(depth int) (bool, error) {
	if err := x.leave(depth); err != nil || x.depth < depth {
		return false, err
	}
	for {
		t, err := x.next()
		switch {
		case err != nil:
			return false, err
		case t == endTag || t == endOfPart:
			return false, nil
		case t == startTag:
			if !x.ours() {
				x.name = nil
			}
			return true, nil
		}
	}
}

// children calls a function at the start of each element within the present one, with its name.
func (x *scanner) children(do func(name string) error) error {
	for depth := x.depth; ; {
		more, err := x.child(depth)
		if err != nil || !more {
			return err
		}
		if err := do(string(x.name)); err != nil {
			return err
		}
	}
}

// leave passes over all that is open deeper than depth.
func (x *scanner) leave(depth int) error {
	for x.depth > depth {
		if _, err := x.next(); err != nil {
			return err
		}
	}
	return nil
}

// content appends the text of the present element, which has no others in it, and passes its end.
func (x *scanner) content(dst []byte) ([]byte, error) {
	for {
		t, err := x.next()
		switch {
		case err != nil:
			return dst, err
		case t == endTag:
			return dst, nil
		case t == startTag:
			return dst, x.ill("there is an element within a text")
		}
		if len(dst)+len(x.text) > maxCell {
			return dst, &flaw{what: fmt.Sprintf("%s has a text longer than %d bytes", x.part, maxCell), fix: "shorten it"}
		}
		dst = append(dst, x.text...)
	}
}

// finish reads the part to its end, which must be sound.
func (x *scanner) finish() error {
	for {
		if t, err := x.next(); err != nil || t == endOfPart {
			return err
		}
	}
}

// nameEnd is where a name ends that begins at from.
func nameEnd(b []byte, from int) int {
	for from < len(b) && inName[b[from]] {
		from++
	}
	return from
}

// goodName says whether a name may be one. Which letters beyond ASCII may stand in it is not asked: none of ours has any.
func goodName(name []byte) bool {
	if len(name) == 0 || !inName[name[0]] || name[0] < 'A' || name[len(name)-1] == ':' {
		return false
	}
	colons, ascii := 0, true
	for _, c := range name {
		if c == ':' {
			colons++
		}
		ascii = ascii && c < utf8.RuneSelf
	}
	return colons <= 1 && (ascii || utf8.Valid(name))
}

var inName = func() (table [256]bool) {
	for c := range table {
		table[c] = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-' || c == '.' ||
			c == ':' || c >= utf8.RuneSelf
	}
	return table
}()

// spaceEnd is where white space ends that begins at from.
func spaceEnd(b []byte, from int) int {
	for from < len(b) && (b[from] == ' ' || b[from] == '\t' || b[from] == '\n' || b[from] == '\r') {
		from++
	}
	return from
}
