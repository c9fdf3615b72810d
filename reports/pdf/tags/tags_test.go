package tags

import (
	"bytes"
	"encoding/xml"
	"io"
	"math"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"readiness/reports/pdf/pdftest"
)

func rewrite(t testing.TB, f File, plain []byte) []byte {
	t.Helper()
	file, err := f.Rewrite(plain)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

const sampleTree = `Document
  H1
    "A report (for Müller)"
  P
    "A paragraph whose first line ends with a space "
    "and whose last is on the next page, "
    "here."
  Figure "A bar. “Keyboard”: 50 of 100."
    ""
  P
    Link https://example.org/a?b=(c)&d https://example.org/a?b=(c)&d
      "Read more on a page "
      "of the web"
  P
    "Name: "
    Span "علي"
      "يلع"
    "."
  H2
    "Steps"
  L Decimal
    LI
      Lbl
        "1."
      LBody
        "Do this."
    LI
      Lbl
        "2."
      LBody
        "Do this."
  Table
    Caption
      "What was asked"
    THead
      TR
        TH Column
          "Part"
        TH Column
          "Points"
    TBody
      TR
        TH Row
          "Typing"
        TD
          "3"
      TR
        TH Row
          "Spelling"
        TD
  H3
    "Detail"
  P
    "The end."
`

func TestTree(t *testing.T) {
	tree, err := pdftest.Tags(rewrite(t, sample(), plainFile(t)))
	if err != nil {
		t.Fatal(err)
	}
	if got := tree.Outline(); got != sampleTree {
		t.Errorf("got\n%s\nwant\n%s", got, sampleTree)
	}
}

// TestSaid: what a screen reader says is what was to be said, in its order.
func TestSaid(t *testing.T) {
	const want = `A report (for Müller)
A paragraph whose first line ends with a space and whose last is on the next page, here.
A bar. “Keyboard”: 50 of 100.
Read more on a page of the web
Name: علي.
Steps
1. Do this.
2. Do this.
What was asked
Part Points
Typing 3
Spelling
Detail
The end.
`
	got, err := pdftest.Said(rewrite(t, sample(), plainFile(t)))
	if err != nil || got != want {
		t.Errorf("%v, got\n%s\nwant\n%s", err, got, want)
	}
}

// TestSame: the same bytes for the same input, each time, from two goroutines at once.
func TestSame(t *testing.T) {
	f, plain := sample(), plainFile(t)
	first := rewrite(t, f, plain)
	var files [4][]byte
	var all sync.WaitGroup
	for i := range files {
		all.Go(func() { files[i], _ = f.Rewrite(plain) })
	}
	all.Wait()
	for _, file := range append(files[:], rewrite(t, sample(), plain)) {
		if !bytes.Equal(file, first) {
			t.Error("other bytes")
		}
	}
}

func TestUnfit(t *testing.T) {
	nan := math.NaN()
	for name, test := range map[string]struct {
		change func(f *File)
		want   string
	}{
		"no title":              {func(f *File) { f.Title = " " }, "no title"},
		"no language":           {func(f *File) { f.Language = "" }, "no language"},
		"another language":      {func(f *File) { f.Language = "en-GB)" }, "no language"},
		"no tree":               {func(f *File) { f.Tree = nil }, "no tree"},
		"a tree too long":       {func(f *File) { f.Tree.Begin(f.Tree.Root.Add("P"), 2) }, "3 pages"},
		"an element elsewhere":  {func(f *File) { f.Tree.pages[1][0] = &Element{Kind: "P"} }, "not in the tree"},
		"something not drawn":   {func(f *File) { f.Tree.Begin(f.Tree.Root.Add("P"), 1) }, "page 2 does not draw"},
		"something not said":    {func(f *File) { f.Tree.pages[1] = f.Tree.pages[1][1:] }, "page 2 does not draw"},
		"an unknown kind":       {func(f *File) { f.find("H3").Kind = "P/X" }, "no kind"},
		"no alt":                {func(f *File) { f.find("Figure").Alt = "" }, "Alt"},
		"no box":                {func(f *File) { f.find("Figure").Box = [4]float64{1, 1, nan, 2} }, "Box"},
		"no scope":              {func(f *File) { f.find("TH").Scope = "Both" }, "scope"},
		"no numbering":          {func(f *File) { f.find("L").Numbering = "/X" }, "numbering"},
		"a numbering elsewhere": {func(f *File) { f.find("P").Numbering = "Disc" }, "numbering"},
		"an alt elsewhere":      {func(f *File) { f.find("P").Alt = "x" }, "Alt"},
		"an actual elsewhere":   {func(f *File) { f.find("P").Actual = "x" }, "Actual"},
		"a link without text":   {func(f *File) { f.Links[0].Element = &Element{Kind: "Link"} }, "no Link"},
		"a link in a P":         {func(f *File) { f.Links[0].Element = f.find("P") }, "no Link"},
		"a link to nowhere":     {func(f *File) { f.Links = nil }, "leads nowhere"},
		"a link off the pages":  {func(f *File) { f.Links[0].Page = 2 }, "page 3 of 2"},
		"a link without place":  {func(f *File) { f.Links[0].Box = [4]float64{} }, "no place"},
		"no contents":           {func(f *File) { f.Links[0].Contents = "" }, "where it leads"},
		"a level skipped":       {func(f *File) { f.Bookmarks[1].Level = 3 }, "level 3"},
		"level 0":               {func(f *File) { f.Bookmarks[1].Level = 0 }, "level 0"},
		"a page too far":        {func(f *File) { f.Bookmarks[1].Page = 2 }, "page 3 of 2"},
		"a bookmark too high":   {func(f *File) { f.Bookmarks[1].Top = nan }, "points above"},
		"a bookmark unsaid":     {func(f *File) { f.Bookmarks[1].Text = " " }, "no text"},
		"two fonts of a key":    {func(f *File) { f.Fonts = append(f.Fonts, f.Fonts[1]) }, "called F1"},
	} {
		f := sample()
		test.change(&f)
		file, err := f.Rewrite(plainFile(t))
		if err == nil || file != nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: got %v, want %q", name, err, test.want)
		}
	}
}

// find gives the first element of a kind.
func (f *File) find(kind string) *Element { return f.Tree.Root.find(kind) }

func (e *Element) find(kind string) *Element {
	if e.Kind == kind {
		return e
	}
	for _, k := range e.kids {
		if k.element != nil {
			if found := k.element.find(kind); found != nil {
				return found
			}
		}
	}
	return nil
}

// TestUnfitFont: what a font cannot hold is an error.
func TestUnfitFont(t *testing.T) {
	for name, test := range map[string]struct {
		change func(f *Typeface)
		want   string
	}{
		"a name":                 {func(f *Typeface) { f.Name = "A B" }, "no name of a font"},
		"a key":                  {func(f *Typeface) { f.Key = "F1/X" }, "no name of a font"},
		"no key":                 {func(f *Typeface) { f.Key = "" }, "no name of a font"},
		"no characters":          {func(f *Typeface) { f.Characters = nil }, "draws nothing"},
		"a character unsaid":     {func(f *Typeface) { f.Characters[0].Says = "" }, "stands for"},
		"a sign of no text":      {func(f *Typeface) { f.Characters[1].Says = "a\uFEFF" }, "stands for"},
		"a character of no font": {func(f *Typeface) { f.Characters[1].Rune = '\U0001F600' }, "no character"},
		"half a character":       {func(f *Typeface) { f.Characters[1].Rune = 0xD800 }, "no character"},
		"a character twice":      {func(f *Typeface) { f.Characters[1].Rune = 'A' }, "no character"},
		"no character at all":    {func(f *Typeface) { f.Characters[0].Rune = 0 }, "no character"},
		"a glyph of no font":     {func(f *Typeface) { f.Characters[0].Glyph = 1 << 16 }, "glyph"},
		"a width":                {func(f *Typeface) { f.Characters[0].Width = -1 }, "width"},
	} {
		f := typeface(regular, map[rune]string{'A': "A", 'B': "B"})
		if _, err := NewFont(f); err != nil {
			t.Fatal(err)
		}
		test.change(&f)
		if font, err := NewFont(f); err == nil || font != nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: got %v, want %q", name, err, test.want)
		}
	}
}

// TestWidths: a list of widths for each run of characters, and a glyph for each character.
func TestWidths(t *testing.T) {
	some := []Character{{2, 7, 500, "a"}, {3, 0x102, 0, "b"}, {5, 1, 1000, "c"}}
	if got := widths(some); got != "/W[2[500 0]5[1000]]" {
		t.Error(got)
	}
	if got := glyphs(some); !bytes.Equal(got, []byte{0, 0, 0, 0, 0, 7, 1, 2, 0, 0, 0, 1}) {
		t.Error(got)
	}
}

func TestToUnicode(t *testing.T) {
	const all = "<0041> <0043> <0061>\n" + // in order
		"<0045> <0045> <0065>\n" + // one was left out
		"<0046> <0046> <0078>\n" + // another text
		"<00FF> <00FF> <0078>\n<0100> <0100> <0079>\n" + // another first byte of the character
		"<0200> <0200> <00FF>\n<0201> <0201> <0100>\n" + // of the text
		"<FB01> <FB01> <00660069>\n<FB02> <FB02> <0066006A>\n" // of several characters
	some := []Character{{'A', 0, 0, "a"}, {'B', 0, 0, "b"}, {'C', 0, 0, "c"}, {'E', 0, 0, "e"}, {'F', 0, 0, "x"},
		{0xFF, 0, 0, "x"}, {0x100, 0, 0, "y"}, {0x200, 0, 0, "\u00FF"}, {0x201, 0, 0, "\u0100"}, {0xFB01, 0, 0, "fi"}, {0xFB02, 0, 0, "fj"}}
	if file := string(toUnicode(some)); !strings.Contains(file, "\n9 beginbfrange\n"+all+"endbfrange\n") {
		t.Error(file)
	}
	var many []Character
	for r := range rune(201) {
		many = append(many, Character{Rune: 0x100 + 2*r, Says: "x"})
	}
	if file := string(toUnicode(many)); strings.Count(file, "\n100 beginbfrange\n") != 2 || strings.Count(file, "\n1 beginbfrange\n") != 1 {
		t.Error(file)
	}
}

// TestUnknown: a drawing that holds anything but what is known of gofpdf is an error.
func TestUnknown(t *testing.T) {
	plain := string(plainFile(t))
	for name, change := range map[string][2]string{
		"an attachment":     {"/EmbeddedFiles << /Names [\n  \n]", "/EmbeddedFiles << /Names [\n 1\n]"},
		"a link":            {"/Resources 2 0 R\n/Contents 4", "/Annots [      ]\n/Contents 4"},
		"an image":          {"/XObject <<\n>>\n", "/XObject <<\n/I\n"},
		"a transparency":    {"/ColorSpace <<\n", "/ExtGState <<  "},
		"a page of no use":  {"/Kids [3 0 R 5 0 R ]\n/Count 2", "/Kids [3 0 R ]\n/Count 2000000"},
		"a font":            {"/Font <<\n>>\n", "/Font <<\n/F\n"},
		"a packed page":     {"<</Length 1", "<</LZWeth 1"},
		"another table":     {"0000000009 00000 n", "0000000010 00000 n"},
		"no table":          {"startxref", "startxyzf"},
		"another length":    {"<</Length 16", "<</Length 26"},
		"an opening action": {"/Type /Catalog\n/Pages 1 0 R\n", "/Type /Catalog\n/Pages 3 0 R\n"},
		"another beginning": {"%PDF-1.3", "%PDX-1.3"},
	} {
		if strings.Count(plain, change[0]) == 0 || len(change[0]) != len(change[1]) {
			t.Errorf("%s: no good change", name)
		}
		if _, err := cut([]byte(strings.Replace(plain, change[0], change[1], 1))); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestAddresses(t *testing.T) {
	for address, want := range map[string]bool{
		"https://www.nhs.uk/a?b=c#d":     true,
		"https://example.org/(a)\\b":     true,
		"HTTPS://example.org":            false,
		"http://example.org":             false,
		"https://":                       false,
		"https:///a":                     false,
		"https://nhs.uk@example.org":     false,
		"https://example.org/ü":          false,
		"https://example.org/a b":        false,
		"https://example.org/\n":         false,
		"javascript:alert(1)":            false,
		"file:///etc/passwd":             false,
		" https://example.org":           false,
		"https://example.org\x00":        false,
		"https://example.org:port/":      false,
		"mailto:someone@example.org":     false,
		"data:text/html,https://a.b.org": false,
	} {
		f := sample()
		f.Links[0].URL = address
		_, err := f.Rewrite(plainFile(t))
		if (err == nil) != want {
			t.Errorf("%q: %v", address, err)
		}
	}
}

// hostile texts are those that could be more than text where one is written.
var hostile = []string{
	"a) /AA <</S /JavaScript /JS (app.alert(1))>> (b", `\`, `\)`, "(", ")", "((", "<FEFF>", "%", "%s %d", ">>", "endobj\nendstream",
	"</rdf:li><pdfuaid:part>2</pdfuaid:part>", "]]>", "&amp;", "<?xpacket end?>", "\r\n", "\x00", "\x1b[2J", "\xff\xfe", "þÿ", "😀",
	"\u202Eabc", "\uFEFF", "é", strings.Repeat("x", 5000),
}

// TestHostile: whatever a text is, it is only a text.
func TestHostile(t *testing.T) {
	for _, says := range hostile {
		says = "x" + says
		f := sample()
		f.Title, f.Subject = says, says
		f.find("Figure").Alt, f.find("Span").Actual = says, says
		f.Links[0].Contents, f.Bookmarks[0].Text = says, says
		file := rewrite(t, f, plainFile(t))
		if !isXML(says) {
			says = "" // what XML has no character for stands otherwise in it
		}
		for _, fault := range pdftest.Check(file) {
			if says != "" || !strings.Contains(fault, "in the metadata and") {
				t.Errorf("%.40q: %s", says, fault)
			}
		}
		tree, err := pdftest.Tags(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range tree.All() {
			if says != "" && (n.Kind == "Figure" && n.Alt != says || n.Kind == "Span" && n.Actual != says) {
				t.Errorf("%.40q became %.40q%.40q", says, n.Alt, n.Actual)
			}
		}
	}
}

// isXML says whether a text is UTF-8 of characters that XML has as they are.
func isXML(s string) bool {
	return utf8.ValidString(s) && strings.IndexFunc(s, func(r rune) bool { return r < ' ' && r != '\n' }) < 0
}

// FuzzText: any text is a string that ends where it should.
func FuzzText(f *testing.F) {
	for _, says := range hostile {
		f.Add(says)
	}
	f.Fuzz(func(t *testing.T, says string) {
		s := text(says)
		inner := s[1 : len(s)-1]
		switch s[0] {
		case '<':
			if strings.Trim(inner, "0123456789ABCDEF") != "" || len(inner)%4 != 0 {
				t.Errorf("%q: %s", says, s)
			}
		case '(':
			plain := strings.NewReplacer(`\\`, "", `\(`, "", `\)`, "").Replace(inner)
			if strings.ContainsAny(plain, `\()`) || len(inner) < len(says) {
				t.Errorf("%q: %s", says, s)
			}
		}
		metadata, err := File{Title: says, Subject: says, Language: "cy"}.metadata()
		if err != nil {
			t.Fatal(err)
		}
		for d := xml.NewDecoder(bytes.NewReader(metadata)); err == nil; {
			_, err = d.Token()
		}
		if err != io.EOF || bytes.Count(metadata, []byte("<pdfuaid:part>")) != 1 {
			t.Errorf("%q: %v in %s", says, err, metadata)
		}
	})
}

// FuzzRewrite: a drawing that has been changed gives an error or a file, and never a panic.
func FuzzRewrite(f *testing.F) {
	plain := plainFile(f)
	f.Add(1200, []byte("0"))
	f.Add(len(plain)-20, []byte("99999"))
	f.Add(len(plain)-400, []byte("9999999999"))
	f.Fuzz(func(t *testing.T, at int, over []byte) {
		if at < 0 || at > len(plain) {
			return
		}
		changed := bytes.Clone(plain)
		copy(changed[at:], over)
		if file, err := sample().Rewrite(changed); (err == nil) != (file != nil) {
			t.Errorf("%d bytes and the error %v", len(file), err)
		}
	})
}
