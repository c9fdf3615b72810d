package tags

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
)

// A drawing is what is used of gofpdf's file.
type drawing struct {
	pages []sheet
	fonts []face
}

// A sheet is a page: its size, as a PDF says it, and its content.
type sheet struct {
	box     string
	content []byte
}

// A face is a font, in a subset.
type face struct {
	resource string // the name that the content of pages calls it
	key      string
	widths   string // the entries DW and W, as a PDF says them
	metrics  string // the entries of the descriptor but for its names and its file
	glyphs   []byte // for each character, two bytes that say which glyph it has
	file     []byte
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
	plainResource = regexp.MustCompile(`^<<\n/ProcSet \[/PDF /Text /ImageB /ImageC /ImageI\]\n/Font <<\n((?:/F[0-9a-f]+ \d+ 0 R\n)*)>>\n/XObject <<\n>>\n/ColorSpace <<\n>>\n>>\n$`)
	plainNamed    = regexp.MustCompile(`/(F[0-9a-f]+) (\d+) 0 R\n`)
	plainFont     = regexp.MustCompile(`^<</Type /Font\n/Subtype /Type0\n/BaseFont /utf8(\S+)\n/Encoding /Identity-H\n/DescendantFonts \[(\d+) 0 R\]\n/ToUnicode (\d+) 0 R>>\n$`)
	plainCIDFont  = regexp.MustCompile(`^<</Type /Font\n/Subtype /CIDFontType2\n/BaseFont /utf8(\S+)\n/CIDSystemInfo (\d+) 0 R\n/FontDescriptor (\d+) 0 R\n((?:/DW \d+\n)?/W \[[\d\s\[\]]*\]\n)/CIDToGIDMap (\d+) 0 R>>\n$`)
	plainSystem   = regexp.MustCompile(`^<</Registry \(Adobe\)\n/Ordering \(UCS\)\n/Supplement 0>>\n$`)
	plainMetrics  = regexp.MustCompile(`^<</Type /FontDescriptor /FontName /utf8(\S+)\n( /Ascent -?\d+ /Descent -?\d+ /CapHeight -?\d+ /Flags \d+/FontBBox \[[-\d ]+\]  /ItalicAngle -?\d+ /StemV \d+ /MissingWidth \d+)/FontFile2 (\d+) 0 R>>\n$`)
	plainStream   = regexp.MustCompile(`^<<(?:/Length (\d+)|/Filter /FlateDecode /Length (\d+)|/Length (\d+)\s?/Filter /FlateDecode(?:\n/Length1 \d+\n)?)>>\nstream\n`)
)

// A plain is a file of gofpdf: its objects by number, each taken out when it is used.
type plain map[int][]byte

// cut takes a file of gofpdf apart. Each byte of it must be of a form that is known here.
func cut(file []byte) (*drawing, error) {
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
	d := &drawing{}
	if err := d.readPages(p); err != nil {
		return nil, err
	}
	if err := d.readFonts(p); err != nil {
		return nil, err
	}
	if len(p) > 0 {
		return nil, fmt.Errorf("the drawing holds %d objects that have no place in it", len(p))
	}
	return d, nil
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
	length := slices.Concat(m[1], m[2], m[3])
	data, ok := bytes.CutSuffix(body[len(m[0]):], []byte("\nendstream\n"))
	if !ok || len(data) != number(string(length)) {
		return nil, fmt.Errorf("stream %d of the drawing has the wrong length", object)
	}
	if m[1] != nil {
		return data, nil
	}
	z, err := zlib.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("stream %d of the drawing: %w", object, err)
	}
	data, err = io.ReadAll(z)
	if err != nil {
		return nil, fmt.Errorf("stream %d of the drawing: %w", object, err)
	}
	return data, nil
}

func (d *drawing) readPages(p plain) error {
	pages, err := p.take(1, plainPages)
	if err != nil {
		return err
	}
	for _, kid := range plainKid.FindAllStringSubmatch(pages[1], -1) {
		page, err := p.take(number(kid[1]), plainPage)
		if err != nil {
			return err
		}
		content, err := p.takeStream(number(page[2]))
		if err != nil {
			return err
		}
		box := page[1]
		if box == "" {
			box = pages[2]
		}
		d.pages = append(d.pages, sheet{box, content})
	}
	return nil
}

func (d *drawing) readFonts(p plain) error {
	resources, err := p.take(2, plainResource)
	if err != nil {
		return err
	}
	for _, m := range plainNamed.FindAllStringSubmatch(resources[1], -1) {
		f, err := readFace(p, m[1], number(m[2]))
		if err != nil {
			return err
		}
		d.fonts = append(d.fonts, f)
	}
	return nil
}

// readFace takes the objects of a font out.
func readFace(p plain, resource string, object int) (f face, err error) {
	font, err := p.take(object, plainFont)
	if err != nil {
		return f, err
	}
	if _, err := p.takeStream(number(font[3])); err != nil { // gofpdf's map to Unicode says nothing
		return f, err
	}
	cid, err := p.take(number(font[2]), plainCIDFont)
	if err != nil {
		return f, err
	}
	if _, err := p.take(number(cid[2]), plainSystem); err != nil {
		return f, err
	}
	metrics, err := p.take(number(cid[3]), plainMetrics)
	if err != nil {
		return f, err
	}
	f = face{resource: resource, key: font[1], widths: cid[4], metrics: metrics[2]}
	if f.glyphs, err = p.takeStream(number(cid[5])); err != nil {
		return f, err
	}
	f.file, err = p.takeStream(number(metrics[3]))
	return f, err
}

// number reads digits; -1 if they are too many.
func number(digits string) int {
	n, err := strconv.Atoi(digits)
	if err != nil {
		return -1
	}
	return n
}
