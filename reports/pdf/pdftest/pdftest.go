// Package pdftest reads back the files that package pdf writes, for tests: what stands where on each
// page, as a PDF reader would find it. It knows only as much of PDF as those files use.
package pdftest

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf16"
)

// A Page is what is drawn on one page, in the order of drawing. Its measures are in points from the
// top left corner.
type Page struct {
	Width, Height float64
	Texts         []Text
	Fills         []Box
}

// A Text is one run of text. Its box is as wide as the widths in the file say and as high as the
// tallest and deepest letters of the typeface.
type Text struct {
	Box
	Says string
	Size float64
	Font string // the name the page knows its font by
}

// A Box is a rectangle.
type Box struct{ Left, Top, Right, Bottom float64 }

// The ascent and the descent of the typeface, in multiples of the size.
const ascent, descent = 0.928, 0.236

// Read gives the pages of a file.
func Read(file []byte) (pages []Page, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("not a PDF that pdftest can read: %v", fault)
		}
	}()
	objects, err := objects(file)
	if err != nil {
		return nil, err
	}
	fonts := map[string]map[int]float64{}
	for _, m := range regexp.MustCompile(`/F([0-9a-f]+) (\d+) 0 R`).FindAllStringSubmatch(objects[2].dict, -1) {
		descendant := objects[number(m[2])].ref("/DescendantFonts [")
		fonts[m[1]] = widths(objects[descendant].dict)
	}
	media := regexp.MustCompile(`/MediaBox \[0 0 (\S+) (\S+)\]`).FindStringSubmatch(objects[1].dict)
	for _, kid := range regexp.MustCompile(`(\d+) 0 R`).FindAllStringSubmatch(between(objects[1].dict, "/Kids [", "]"), -1) {
		page := Page{Width: decimal(media[1]), Height: decimal(media[2])}
		content := objects[objects[number(kid[1])].ref("/Contents ")].stream
		page.draw(content, fonts)
		pages = append(pages, page)
	}
	return pages, nil
}

// An object of a PDF file.
type object struct {
	dict   string
	stream []byte // as it is before compression
}

func (o object) ref(key string) int { return number(between(o.dict, key, " ")) }

// objects reads the objects that the cross-reference table names.
func objects(file []byte) (map[int]object, error) {
	end := bytes.LastIndex(file, []byte("startxref\n"))
	if end < 0 {
		return nil, errors.New("no startxref")
	}
	table := string(file[number(between(string(file[end:]), "startxref\n", "\n")):end])
	all := map[int]object{}
	for n, m := range regexp.MustCompile(`(\d{10}) \d{5} n`).FindAllStringSubmatch(table, -1) {
		rest := file[number(m[1]):]
		start := bytes.Index(rest, []byte(" 0 obj\n"))
		if string(rest[:start]) != strconv.Itoa(n+1) {
			return nil, fmt.Errorf("object %d is not where the table says", n+1)
		}
		stop := bytes.Index(rest, []byte("endobj"))
		o := object{dict: string(rest[start:stop])}
		if at := strings.Index(o.dict, "stream\n"); at >= 0 {
			o.dict = o.dict[:at]
			o.stream = rest[start+at+len("stream\n"):][:number(between(o.dict, "/Length ", "/> \n"))]
			if strings.Contains(o.dict, "/FlateDecode") {
				z, err := zlib.NewReader(bytes.NewReader(o.stream))
				if err != nil {
					return nil, err
				}
				if o.stream, err = io.ReadAll(z); err != nil {
					return nil, err
				}
			}
		}
		all[n+1] = o
	}
	return all, nil
}

// widths reads the widths of a font, in thousandths of the size, by character. ISO 32000-1, 9.7.4.3.
func widths(dict string) map[int]float64 {
	all := map[int]float64{}
	list := dict[strings.Index(dict, "/W [")+len("/W ["):]
	tokens := regexp.MustCompile(`\d+|\[|\]`).FindAllString(list, -1)
	for i := 0; tokens[i] != "]"; {
		from := number(tokens[i])
		if tokens[i+1] == "[" {
			for i += 2; tokens[i] != "]"; i++ {
				all[from] = decimal(tokens[i])
				from++
			}
			i++
			continue
		}
		for c := from; c <= number(tokens[i+1]); c++ {
			all[c] = decimal(tokens[i+2])
		}
		i += 3
	}
	return all
}

// draw follows the drawing of a page.
func (p *Page) draw(content []byte, fonts map[string]map[int]float64) {
	font, size := "", 0.0
	var operands []string
	for len(content) > 0 {
		var token string
		token, content = next(content)
		at := func(i int) float64 { return decimal(operands[len(operands)+i]) }
		switch token {
		case "Tf":
			font, size = strings.TrimPrefix(operands[len(operands)-2], "/F"), at(-1)
		case "Tj":
			t := Text{Says: decode(operands[len(operands)-1]), Size: size, Font: font}
			t.Left, t.Right = at(-4), at(-4)
			for _, r := range t.Says {
				w, ok := fonts[font][int(r)]
				if !ok {
					panic(fmt.Sprintf("no width for %q", r))
				}
				t.Right += w * size / 1000
			}
			base := p.Height - at(-3)
			t.Top, t.Bottom = base-ascent*size, base+descent*size
			p.Texts = append(p.Texts, t)
		case "re":
			x, y, w, h := at(-4), at(-3), at(-2), at(-1)
			y = p.Height - y
			p.Fills = append(p.Fills, Box{min(x, x+w), min(y, y-h), max(x, x+w), max(y, y-h)})
		default:
			operands = append(operands, token)
			continue
		}
		operands = nil
	}
}

// next gives the next token; a string with its opening bracket.
func next(content []byte) (string, []byte) {
	content = bytes.TrimLeft(content, " \n")
	if len(content) > 0 && content[0] == '(' {
		out := []byte{'('}
		for i := 1; ; i++ {
			switch c := content[i]; c {
			case ')':
				return string(out), content[i+1:]
			case '\\':
				i++
				if c = content[i]; c == 'r' {
					c = '\r'
				}
				out = append(out, c)
			default:
				out = append(out, c)
			}
		}
	}
	end := bytes.IndexAny(content, " \n")
	if end < 0 {
		end = len(content)
	}
	return string(content[:end]), content[end:]
}

// decode reads a string of UTF-16.
func decode(s string) string {
	s = strings.TrimPrefix(s, "(")
	var units []uint16
	for i := 0; i < len(s); i += 2 {
		units = append(units, uint16(s[i])<<8|uint16(s[i+1]))
	}
	return string(utf16.Decode(units))
}

// between gives what stands after a mark and before the first of some characters.
func between(s, mark, stops string) string {
	at := strings.Index(s, mark)
	if at < 0 {
		panic("no " + mark)
	}
	s = s[at+len(mark):]
	if end := strings.IndexAny(s, stops); end >= 0 {
		s = s[:end]
	}
	return s
}

func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		panic(err)
	}
	return n
}

func decimal(s string) float64 {
	f, err := strconv.ParseFloat(s, 64)
	if err != nil {
		panic(err)
	}
	return f
}
