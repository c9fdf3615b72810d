package tags

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
)

// A sheet is a page, which is all that is used of gofpdf's file: its size, as a PDF says it, and its
// content.
type sheet struct {
	box     string
	content []byte
}

// The forms of what gofpdf v1.16.2 writes.
var (
	plainEnd      = regexp.MustCompile(`xref\n0 (\d+)\n0000000000 65535 f \n((?:\d{10} 00000 n \n)*)trailer\n<<\n/Size (\d+)\n/Root (\d+) 0 R\n/Info (\d+) 0 R\n>>\nstartxref\n(\d+)\n%%EOF\n$`)
	plainHead     = regexp.MustCompile(`^%PDF-1\.\d\n$`)
	plainRoot     = regexp.MustCompile(`^<<\n/Type /Catalog\n/Pages 1 0 R\n/Names <<\n/EmbeddedFiles << /Names \[\s*\] >>\n>>\n>>\n$`)
	plainInfo     = regexp.MustCompile(`^<<\n/Producer (?s:.*)>>\n$`)
	plainPages    = regexp.MustCompile(`^<</Type /Pages\n/Kids \[((?:\d+ 0 R )+)\]\n/Count \d+\n/MediaBox (\[[-\d. ]+\])\n>>\n$`)
	plainPage     = regexp.MustCompile(`^<</Type /Page\n/Parent 1 0 R\n(?:/MediaBox (\[[-\d. ]+\])\n)?/Resources 2 0 R\n/Contents (\d+) 0 R>>\n$`)
	plainKid      = regexp.MustCompile(`(\d+) 0 R `)
	plainResource = regexp.MustCompile(`^<<\n/ProcSet \[/PDF /Text /ImageB /ImageC /ImageI\]\n/Font <<\n>>\n/XObject <<\n>>\n/ColorSpace <<\n>>\n>>\n$`)
	plainStream   = regexp.MustCompile(`^<</Length (\d+)>>\nstream\n`)
)

// A plain is a file of gofpdf: its objects by number, each taken out when it is used.
type plain map[int][]byte

// cut takes a file of gofpdf apart, which has been given no font and has not compressed its pages. Each
// byte of it must be of a form that is known here.
func cut(file []byte) ([]sheet, error) {
	p, root, info, err := split(file)
	if err != nil {
		return nil, err
	}
	if _, err := p.take(root, plainRoot); err != nil {
		return nil, err
	}
	if _, err := p.take(info, plainInfo); err != nil {
		return nil, err
	}
	if _, err := p.take(2, plainResource); err != nil {
		return nil, err
	}
	pages, err := p.readPages()
	if err != nil {
		return nil, err
	}
	if len(p) > 0 {
		return nil, fmt.Errorf("the drawing holds %d objects that have no place in it", len(p))
	}
	return pages, nil
}

// split cuts a file into its objects, which must follow each other with nothing between them.
func split(file []byte) (p plain, root, info int, err error) {
	end := plainEnd.FindSubmatchIndex(file)
	if end == nil {
		return nil, 0, 0, errors.New("the drawing does not end as gofpdf's do")
	}
	field := func(i int) int { return number(string(file[end[2*i]:end[2*i+1]])) }
	rest := file[:end[0]]
	table := file[end[4]:end[5]]
	count := len(table) / 20
	if field(6) != len(rest) || field(1) != count+1 || field(3) != count+1 {
		return nil, 0, 0, errors.New("the drawing's table of objects has the wrong size")
	}
	offsets := make([][2]int, count)
	for i := range offsets {
		offsets[i] = [2]int{number(string(table[20*i : 20*i+10])), i + 1}
	}
	slices.SortFunc(offsets, func(a, b [2]int) int { return b[0] - a[0] })
	p = plain{}
	for _, o := range offsets {
		if o[0] < 0 || o[0] > len(rest) {
			return nil, 0, 0, fmt.Errorf("object %d of the drawing is outside it", o[1])
		}
		body, ok := bytes.CutPrefix(rest[o[0]:], fmt.Appendf(nil, "%d 0 obj\n", o[1]))
		body, closed := bytes.CutSuffix(body, []byte("endobj\n"))
		if !ok || !closed {
			return nil, 0, 0, fmt.Errorf("object %d of the drawing is not where its table says", o[1])
		}
		p[o[1]], rest = body, rest[:o[0]]
	}
	if !plainHead.Match(rest) {
		return nil, 0, 0, errors.New("the drawing does not begin as gofpdf's do")
	}
	return p, field(4), field(5), nil
}

// take takes an object of a form out and gives what the form has in brackets.
func (p plain) take(object int, form *regexp.Regexp) ([]string, error) {
	m := form.FindSubmatch(p[object])
	if m == nil {
		return nil, fmt.Errorf("object %d of the drawing has a form that is not gofpdf's", object)
	}
	delete(p, object)
	fields := make([]string, len(m))
	for i := range m {
		fields[i] = string(m[i])
	}
	return fields, nil
}

// takeStream takes a stream out and gives its data.
func (p plain) takeStream(object int) ([]byte, error) {
	body := p[object]
	m := plainStream.FindSubmatch(body)
	if m == nil {
		return nil, fmt.Errorf("object %d of the drawing is not a stream of gofpdf", object)
	}
	delete(p, object)
	data, ok := bytes.CutSuffix(body[len(m[0]):], []byte("\nendstream\n"))
	if !ok || len(data) != number(string(m[1])) {
		return nil, fmt.Errorf("stream %d of the drawing has the wrong length", object)
	}
	return data, nil
}

// readPages takes the pages out.
func (p plain) readPages() ([]sheet, error) {
	tree, err := p.take(1, plainPages)
	if err != nil {
		return nil, err
	}
	var pages []sheet
	for _, kid := range plainKid.FindAllStringSubmatch(tree[1], -1) {
		page, err := p.take(number(kid[1]), plainPage)
		if err != nil {
			return nil, err
		}
		content, err := p.takeStream(number(page[2]))
		if err != nil {
			return nil, err
		}
		box := page[1]
		if box == "" {
			box = tree[2]
		}
		pages = append(pages, sheet{box, content})
	}
	return pages, nil
}

// number reads digits; -1 if they are too many.
func number(digits string) int {
	n, err := strconv.Atoi(digits)
	if err != nil {
		return -1
	}
	return n
}
