package reports

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// everyBlock is a document with a block of each kind, all of whose texts are one.
func everyBlock(text string) Document {
	return Document{Title: text, Subject: text, Language: "en-GB", Blocks: []Block{
		Heading{1, text}, Heading{2, text}, Heading{3, text}, Paragraph{text}, Note{[]string{text, text}},
		List{Items: []string{text}}, List{Ordered: true, Items: []string{text}}, Facts{{text, []string{text, text}}},
		Table{text, []Column{{Head: text, Names: true}, {Head: text, Figures: true}, {Head: text}}, [][]string{{text, text, text}}},
		Gauge{text, 20, 60, []string{text}}, Gauge{text, 0, 0, nil},
		Bars{text, []Bar{{Label: text, State: text, Low: 10, High: 30, Target: 50}, {Label: text, State: text, Empty: true}}},
		Shares{text, []string{text, text, text}, 12, []Share{{text, []int{3, 0, 9}, 0, false, text}, {text, []int{2}, 10, false, text}, {text, nil, 12, true, text}}},
		Links{{text, "https://example.org/a?b=c&d"}}, Frame{{text, 0}, {text, 3}},
		Choices{1, text, text, []string{text, text}, text, true, text, 2, []string{text, text}}, Break{true, text}, Choices{Number: 2, Ask: text}, Break{},
	}}
}

// page gives the document as HTML, read again.
func page(t *testing.T, d Document) *html.Node {
	t.Helper()
	var file bytes.Buffer
	if err := WriteHTML(&file, d); err != nil {
		t.Fatal(err)
	}
	root, err := html.Parse(&file)
	if err != nil {
		t.Fatal(err)
	}
	return root
}

// elements gives the elements of a kind, in order.
func elements(root *html.Node, kind atom.Atom) []*html.Node {
	var found []*html.Node
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && n.DataAtom == kind {
			found = append(found, n)
		}
	}
	return found
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// heard gives what is read out of the elements below a node, with white space between them: no
// pictures, and nothing that is hidden.
func heard(n *html.Node) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	var b strings.Builder
	for c := range n.ChildNodes() {
		if c.DataAtom == atom.Svg || attribute(c, "aria-hidden") == "true" {
			continue
		}
		b.WriteString(heard(c))
	}
	return b.String()
}

// inOrder gives what the HTML of a block says, in its order. Unlike said, it has no marks of lists, which
// browsers add, and ends the words of a bar as sentences.
func inOrder(b Block) []string {
	switch b := b.(type) {
	case Heading:
		return []string{b.Text}
	case Paragraph:
		return []string{b.Text}
	case Note:
		return b.Paragraphs
	case List:
		return b.Items
	case Gauge:
		return b.Says
	}
	var said []string
	switch b := b.(type) {
	case Facts:
		for _, f := range b {
			said = append(append(said, f.Name), f.Says...)
		}
	case Table:
		said = append(said, b.Caption)
		for _, c := range b.Columns {
			said = append(said, c.Head)
		}
		said = append(said, slices.Concat(b.Rows...)...)
	case Bars:
		said = append(said, b.Caption)
		for _, bar := range b.Bars {
			said = append(said, bar.Label, bar.State+".", bar.Figures()+".")
		}
	case Choices:
		said = append(append(said, fmt.Sprintf("%d. %s", b.Number, b.Ask), b.When), b.Says...)
		said = append(said, b.How, b.Unit)
		for i, option := range b.Options {
			said = append(said, Letter(i)+" "+option)
		}
	case Shares:
		said = append(said, b.Caption)
		for _, row := range b.Rows {
			said = append(said, row.Label, row.Says)
		}
	case Frame:
		for _, blank := range b {
			said = append(said, blank.Label)
		}
	case Links:
		for _, l := range b {
			said = append(said, l.Text+": "+l.URL)
		}
	}
	return said
}

// htmlDocuments are those of all people of these tests, and one with every block.
func htmlDocuments(t *testing.T) map[string]Document {
	documents := map[string]Document{"every block": everyBlock("Some words"), "every block, hostile": everyBlock(hostile)}
	for _, p := range people() {
		documents[p.name] = Personal(judged(t, p))
	}
	return documents
}

// TestHTMLSays: what is read out is the document, word for word and in its order; nothing else.
func TestHTMLSays(t *testing.T) {
	for name, d := range htmlDocuments(t) {
		root := page(t, d)
		var want []string
		for _, b := range d.cleaned().Blocks {
			want = append(want, inOrder(b)...)
		}
		got, wanted := strings.Fields(heard(elements(root, atom.Main)[0])), strings.Fields(strings.Join(want, " "))
		if !slices.Equal(got, wanted) {
			t.Errorf("%s: it says\n%q\nwant\n%q", name, got, wanted)
		}
		if title := heard(elements(root, atom.Title)[0]); title != d.cleaned().Title {
			t.Errorf("%s: the title is %q", name, title)
		}
	}
}

// TestHTMLStructure: one main part, the headings of the document, each cell under its head, each
// picture either silent or with words for it.
func TestHTMLStructure(t *testing.T) {
	for name, d := range htmlDocuments(t) {
		root := page(t, d)
		if lang := attribute(elements(root, atom.Html)[0], "lang"); lang != "en-GB" {
			t.Errorf("%s: the language is %q", name, lang)
		}
		for kind, want := range map[atom.Atom]int{atom.Main: 1, atom.H1: 1, atom.Title: 1, atom.Style: 1} {
			if n := len(elements(root, kind)); n != want {
				t.Errorf("%s: %d of %s", name, n, kind)
			}
		}
		checkHeadings(t, name, root, d)
		for _, table := range elements(root, atom.Table) {
			checkTable(t, name, table)
		}
		for _, picture := range elements(root, atom.Svg) {
			silent := attribute(picture, "aria-hidden") == "true" || attribute(picture.Parent.Parent, "aria-hidden") == "true"
			if told := attribute(picture, "role") == "img" && attribute(picture, "aria-label") != ""; silent == told {
				t.Errorf("%s: a picture is silent: %v, and told: %v", name, silent, told)
			}
		}
		ids := map[string]bool{}
		for n := range root.Descendants() {
			if id := attribute(n, "id"); id != "" && ids[id] {
				t.Errorf("%s: two have the id %q", name, id)
			} else {
				ids[id] = true
			}
		}
	}
}

func checkHeadings(t *testing.T, name string, root *html.Node, d Document) {
	t.Helper()
	var got, want []string
	before := 0
	for n := range root.Descendants() {
		if level := slices.Index([]atom.Atom{atom.H1, atom.H2, atom.H3}, n.DataAtom) + 1; level > 0 {
			got = append(got, fmt.Sprint(level, heard(n)))
			if level > before+1 {
				t.Errorf("%s: a heading of level %d follows one of level %d", name, level, before)
			}
			before = level
		}
	}
	for _, b := range d.cleaned().Blocks {
		if h, ok := b.(Heading); ok {
			want = append(want, fmt.Sprint(h.Level, h.Text))
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("%s: the headings are %q, want %q", name, got, want)
	}
}

func checkTable(t *testing.T, name string, table *html.Node) {
	t.Helper()
	rows := elements(table, atom.Tr)
	var heads []string
	for _, th := range elements(rows[0], atom.Th) {
		heads = append(heads, heard(th))
		if attribute(th, "scope") != "col" || attribute(th, "role") != "columnheader" {
			t.Errorf("%s: %q is no head of a column", name, heard(th))
		}
	}
	for _, row := range rows[1:] {
		column := 0
		for cell := range row.ChildNodes() {
			if cell.Type != html.ElementNode {
				continue
			}
			if column >= len(heads) || attribute(cell, "data-head") != heads[column] {
				t.Errorf("%s: cell %d says %q of itself", name, column, attribute(cell, "data-head"))
			}
			if names := cell.DataAtom == atom.Th; names != (attribute(cell, "scope") == "row") || names != (attribute(cell, "role") == "rowheader") {
				t.Errorf("%s: cell %d is half a head", name, column)
			}
			column++
		}
		if column != len(heads) {
			t.Errorf("%s: %d cells in %d columns", name, column, len(heads))
		}
	}
}

// shape gives an attribute of the one shape of a class in a picture; "" if there is no picture.
func shape(picture *html.Node, class, name string) string {
	for n := range picture.Descendants() {
		if slices.Contains(strings.Fields(attribute(n, "class")), class) {
			return attribute(n, name)
		}
	}
	return ""
}

// TestHTMLPictures: the shapes are as long as the levels, and the mark stands at the target.
func TestHTMLPictures(t *testing.T) {
	bars := []Bar{{Low: 20, High: 60, Target: 75}, {Empty: true}, {Low: 100, High: 100, Target: 50}, {Low: 0, High: 0, Target: 100}}
	items := elements(page(t, Document{Blocks: []Block{Bars{Bars: bars}}}), atom.Li)
	for i, b := range bars {
		want := [4]string{fmt.Sprint(b.Low, "%"), fmt.Sprint(b.High, "%"), fmt.Sprint(b.Target, "%"), fmt.Sprint(b.Target, "%")}
		if b.Empty {
			want = [4]string{}
		}
		got := [4]string{shape(items[i], "known", "width"), shape(items[i], "open", "width"), shape(items[i], "mark", "x1"), shape(items[i], "edge", "x2")}
		if got != want {
			t.Errorf("%+v is drawn as %q, want %q", b, got, want)
		}
	}
	for _, test := range []struct {
		low, high   int
		says, label string
	}{{20, 60, "20–60", "A gauge. Readiness: between 20 and 60 of 100."}, {0, 0, "0", "A gauge. Readiness: 0 of 100."}, {100, 100, "100", "A gauge. Readiness: 100 of 100."}} {
		gauge := elements(page(t, Document{Blocks: []Block{Gauge{"Readiness", test.low, test.high, nil}}}), atom.Svg)[0]
		got := []string{shape(gauge, "known", "stroke-dasharray"), shape(gauge, "open", "stroke-dasharray"), strings.Join(strings.Fields(heard(gauge)), " "), attribute(gauge, "aria-label")}
		want := []string{fmt.Sprint(test.low, " 200"), fmt.Sprint(test.high, " 200"), test.says + " 0 Readiness 100", test.label}
		if !slices.Equal(got, want) {
			t.Errorf("%+v is drawn as %q, want %q", test, got, want)
		}
	}
}

// skeleton gives the elements and the names of their attributes, and the values of those that no text
// may touch.
func skeleton(root *html.Node) string {
	var b strings.Builder
	for n := range root.Descendants() {
		if n.Type == html.ElementNode {
			fmt.Fprintf(&b, "%s:%s", n.Namespace, n.Data)
			for _, a := range n.Attr {
				fmt.Fprintf(&b, " %s:%s", a.Namespace, a.Key)
				if !slices.Contains([]string{"content", "aria-label", "data-head"}, a.Key) {
					fmt.Fprintf(&b, "=%q", a.Val)
				}
			}
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// mean is what texts might try with a page.
var mean = []string{
	hostile, "<script>alert(1)</script>", "</style><script>x</script>", "</title></main></html><p>", `" onload="x`, "' style='color:red", "<!-- ",
	"]]>", "&lt;b&gt; &amp;amp; &#60;b&#62;", "<a href=javascript:x>a</a>", "javascript:alert(1)", "{{.Title}}", "<svg onload=x>", "<plaintext>", "`${x}`", "\x00<\x00b>",
}

// TestHTMLSafe: whatever the texts say, the elements and attributes are those of harmless words.
func TestHTMLSafe(t *testing.T) {
	for _, text := range mean {
		checkSafe(t, text)
	}
	for _, n := range elements(page(t, everyBlock("words")), atom.Script) {
		t.Errorf("there is a script: %q", heard(n))
	}
	for n := range page(t, everyBlock("words")).Descendants() {
		for _, a := range n.Attr {
			outside := slices.Contains([]string{"src", "srcset", "style", "action", "xlink:href", "background"}, a.Key)
			if outside || strings.HasPrefix(a.Key, "on") || a.Key == "href" && (n.DataAtom != atom.A || attribute(n, "rel") != "noopener noreferrer") {
				t.Errorf("<%s %s=%q>", n.Data, a.Key, a.Val)
			}
		}
	}
}

func checkSafe(t *testing.T, text string) {
	t.Helper()
	if Clean(text) == "" {
		return // there are no captions then
	}
	d := everyBlock(text)
	root := page(t, d)
	if got, want := skeleton(root), skeleton(page(t, everyBlock("words"))); got != want {
		t.Errorf("%q makes the page\n%s\nwant\n%s", text, got, want)
	}
	for _, h := range elements(root, atom.H1) {
		if heard(h) != Clean(text) {
			t.Errorf("%q is shown as %q", text, heard(h))
		}
	}
}

func FuzzHTML(f *testing.F) {
	for _, text := range mean {
		f.Add(text)
	}
	f.Fuzz(checkSafe)
}

// TestHTMLLinks: only what begins with https:// can be followed; the rest is words.
func TestHTMLLinks(t *testing.T) {
	root := page(t, Document{Blocks: []Block{Links{
		{"a", "https://example.org/x?a=b&c=\"d\""}, {"b", "javascript:alert(1)"}, {"c", "http://example.org"}, {"d", "//example.org"}, {"e", " https://example.org"}, {"f", "mailto:a@example.org"},
	}}})
	links := elements(root, atom.A)
	if len(links) != 1 || attribute(links[0], "href") != "https://example.org/x?a=b&c=%22d%22" {
		t.Errorf("%d links, the first %v", len(links), links[0].Attr)
	}
	if n := len(elements(root, atom.Li)); n != 6 {
		t.Errorf("%d items", n)
	}
}

// TestHTMLPolicy: the browser may load nothing but the style in the file, which names nothing outside.
func TestHTMLPolicy(t *testing.T) {
	root := page(t, everyBlock("words"))
	style := heard(elements(root, atom.Style)[0])
	sum := sha256.Sum256([]byte(style))
	want := "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; base-uri 'none'; form-action 'none'"
	var policy string
	for _, meta := range elements(root, atom.Meta) {
		if attribute(meta, "http-equiv") == "Content-Security-Policy" {
			policy = attribute(meta, "content")
		}
	}
	if policy != want {
		t.Errorf("the policy is %q, want %q", policy, want)
	}
	for _, outside := range []string{"url(", "@import", "\r"} {
		if strings.Contains(style, outside) {
			t.Errorf("the style has %q", outside)
		}
	}
}

// TestHTMLWhole: all at once or nothing, and the same each time.
func TestHTMLWhole(t *testing.T) {
	d := everyBlock("words")
	var first, again bytes.Buffer
	if WriteHTML(&first, d) != nil || WriteHTML(&again, d) != nil || !bytes.Equal(first.Bytes(), again.Bytes()) {
		t.Error("two files differ")
	}
	if WriteHTML(&broken{100}, d) == nil {
		t.Error("a full disk is not told")
	}
	var out bytes.Buffer
	torn := Document{Blocks: []Block{Paragraph{"a"}, Table{Columns: []Column{{}}, Rows: [][]string{{"a", "b"}}}}}
	if err := WriteHTML(&out, torn); err == nil || out.Len() > 0 {
		t.Errorf("a torn table gives %v and %d bytes", err, out.Len())
	}
}

// Pairs of colours that stand beside or on each other, and the contrast they need: 4.5 for text, 3 for
// pictures, by WCAG 2.2, criteria 1.4.3 and 1.4.11. A rule between two rows tells nothing.
var pairs = []struct {
	one, other string
	least      float64
}{
	{"text", "page", 4.5}, {"text", "soft", 4.5}, {"quiet", "page", 4.5}, {"quiet", "soft", 4.5}, {"link", "page", 4.5},
	{"known", "page", 3}, {"known", "track", 3}, {"known", "soft", 3}, {"open", "track", 3}, {"known", "open", 3}, {"outline", "page", 3}, {"outline", "soft", 3},
	{"mark", "page", 3}, {"mark", "track", 3}, {"rule", "page", 1},
}

// TestHTMLContrast: in the light and in the dark, every colour has the contrast it needs, and none is
// left out of the pairs.
func TestHTMLContrast(t *testing.T) {
	schemes := regexp.MustCompile(`(?s):root \{([^}]*#[^}]*)\}`).FindAllStringSubmatch(css(), -1)
	if len(schemes) != 2 {
		t.Fatalf("%d schemes of colours", len(schemes))
	}
	if all, named := strings.Count(css(), "#"), strings.Count(schemes[0][1]+schemes[1][1], "#"); all != named {
		t.Errorf("%d colours are not named", all-named)
	}
	for i, scheme := range schemes {
		colours := map[string]float64{}
		for _, c := range regexp.MustCompile(`--(\w+): #(\w{6});`).FindAllStringSubmatch(scheme[1], -1) {
			colours[c[1]] = luminance(t, c[2])
		}
		if n := strings.Count(scheme[1], "--"); n != len(colours) {
			t.Errorf("scheme %d: %d of %d colours are read", i, len(colours), n)
		}
		paired := map[string]bool{}
		for _, p := range pairs {
			one, other := colours[p.one], colours[p.other]
			if got := (max(one, other) + 0.05) / (min(one, other) + 0.05); got < p.least {
				t.Errorf("scheme %d: %s on %s has %.2f, want %.1f", i, p.one, p.other, got, p.least)
			}
			paired[p.one], paired[p.other] = true, true
		}
		for name := range colours {
			if !paired[name] {
				t.Errorf("scheme %d: %s is in no pair", i, name)
			}
		}
	}
}

// luminance is the relative luminance of a colour such as "1a2b3c", as WCAG 2.2 defines it.
func luminance(t *testing.T, hex string) float64 {
	t.Helper()
	var channels [3]float64
	for i := range channels {
		n, err := strconv.ParseUint(hex[2*i:2*i+2], 16, 8)
		if err != nil {
			t.Fatal(err)
		}
		if c := float64(n) / 255; c <= 0.04045 {
			channels[i] = c / 12.92
		} else {
			channels[i] = math.Pow((c+0.055)/1.055, 2.4)
		}
	}
	return 0.2126*channels[0] + 0.7152*channels[1] + 0.0722*channels[2]
}

// TestContrast holds luminance to what the standard says of black, white and grey.
func TestContrast(t *testing.T) {
	for hex, want := range map[string]float64{"000000": 0, "ffffff": 1, "ff0000": 0.2126, "767676": 0.1812} {
		if got := luminance(t, hex); math.Abs(got-want) > 0.0001 {
			t.Errorf("%s: %f, want %f", hex, got, want)
		}
	}
}

func BenchmarkHTML(b *testing.B) {
	benchmark(b, func(w *bytes.Buffer, d Document) error { return WriteHTML(w, d) })
}
