package tags

import (
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"time"

	"readiness/reports/pdf/typeset/fonts/sfnt"
)

// plainFile gives a file that gofpdf v1.16.2 has drawn as sample tells it.
func plainFile(t testing.TB) []byte {
	t.Helper()
	plain, err := os.ReadFile(filepath.Join("testdata", "plain.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	return plain
}

// The names by which plain.pdf calls its fonts.
const regular, bold, arabic = "F0", "F1", "F2"

// typefaces gives a whole font under each of the names, without its characters, and what it has of them.
var typefaces = sync.OnceValue(func() (all [3]Typeface) {
	for i, name := range []string{"AtkinsonHyperlegibleNext-Regular", "AtkinsonHyperlegibleNext-Bold", "NotoSansArabicUI-Regular"} {
		file, err := os.ReadFile(filepath.Join("..", "typeset", "fonts", name+".ttf"))
		if err != nil {
			panic(err)
		}
		all[i] = Typeface{Key: "F" + strconv.Itoa(i), Name: name, File: file, Ascent: 1000, Descent: -300, CapHeight: 700, Stem: 90, Box: [4]int{-70, -300, 1300, 1000}}
	}
	return all
})

// typeface gives what is drawn of a font, and what it stands for.
func typeface(key string, drawn map[rune]string) Typeface {
	t := typefaces()[key[1]-'0']
	tables := sfnt.Tables(t.File)
	for r, glyph := range sfnt.Characters(tables) {
		if says, found := drawn[r]; found {
			width := 1000 * sfnt.Advance(tables, glyph) / sfnt.UnitsPerEm(tables)
			t.Characters = append(t.Characters, Character{r, glyph, width, says})
		}
	}
	return t
}

// A sampler tells a tree what plain.pdf draws.
type sampler struct {
	*Tree
	drawn map[string]map[rune]string
	page  int
}

// text is a text in an element.
func (s sampler) text(e *Element, font, says string) *Element {
	s.Begin(e, s.page)
	for _, r := range says {
		s.drawn[font][r] = string(r)
	}
	return e
}

// head is a TH.
func (s sampler) head(row *Element, font, scope, says string) {
	s.text(row.Add("TH"), font, says).Scope = scope
}

// sample gives a file of all that a report holds, as plain.pdf draws it.
func sample() File {
	s := sampler{NewTree(), map[string]map[rune]string{regular: {}, bold: {}, arabic: {}}, 0}
	root := s.Root
	s.text(root.Add("H1"), bold, "A report (for Müller)")
	p := s.text(root.Add("P"), regular, "A paragraph whose first line ends with a space ")
	s.text(p, regular, "and whose last is on the next page, ")
	figure := s.text(root.Add("Figure"), regular, "")
	figure.Alt, figure.Box = "A bar. “Keyboard”: 50 of 100.", [4]float64{50, 641.89, 150, 691.89}
	link := s.text(root.Add("P").Add("Link"), regular, "Read more on a page ")
	s.text(link, regular, "of the web")
	name := s.text(root.Add("P"), regular, "Name: ")
	span := name.Add("Span")
	span.Actual = "علي"
	s.text(span, regular, "")
	for drawn, says := range map[rune]string{'ﻲ': "ي", 'ﻠ': "ل", 'ﻋ': "ع"} {
		s.drawn[arabic][drawn] = says
	}
	s.text(name, regular, ".")

	s.page = 1
	s.text(p, regular, "here.")
	s.text(root.Add("H2"), bold, "Steps")
	list := root.Add("L")
	list.Numbering = "Decimal"
	for _, n := range []string{"1.", "2."} {
		item := list.Add("LI")
		s.text(item.Add("Lbl"), bold, n)
		s.text(item.Add("LBody"), regular, "Do this.")
	}
	root.Add("Sect").Add("P") // says nothing
	table := root.Add("Table")
	s.text(table.Add("Caption"), regular, "What was asked")
	row := table.Add("THead").Add("TR")
	s.head(row, bold, "Column", "Part")
	s.head(row, bold, "Column", "Points")
	body := table.Add("TBody")
	row = body.Add("TR")
	s.head(row, regular, "Row", "Typing")
	s.text(row.Add("TD"), regular, "3")
	row = body.Add("TR")
	s.head(row, regular, "Row", "Spelling")
	row.Add("TD")
	s.text(root.Add("H3"), bold, "Detail")
	s.text(root.Add("P"), regular, "The end.")
	for _, r := range "Page 1 of 2" { // at the foot
		s.drawn[regular][r] = string(r)
	}
	return File{
		Title: "A report <for> Müller & (others)", Subject: "Readiness", Language: "en-GB",
		Date: time.Unix(1795305600, 0), Tree: s.Tree,
		Links: []Link{
			{0, [4]float64{50, 608, 170, 622}, "https://example.org/a?b=(c)&d", "A page of the web", link},
			{0, [4]float64{50, 593, 110, 607}, "https://example.org/a?b=(c)&d", "A page of the web", link},
		},
		Bookmarks: []Bookmark{{1, "A report (for Müller)", 0, 795.5}, {2, "Steps", 1, 765}, {3, "Detail", 1, 595}},
		Fonts:     fonts(s.drawn),
	}
}

// made holds the fonts of the sample: each is the same.
var made = map[string]*Font{}

// fonts makes the fonts of the sample.
func fonts(drawn map[string]map[rune]string) (all []*Font) {
	for _, key := range []string{regular, bold, arabic} {
		if made[key] == nil {
			f, err := NewFont(typeface(key, drawn[key]))
			if err != nil {
				panic(err)
			}
			made[key] = f
		}
		all = append(all, made[key])
	}
	return all
}
