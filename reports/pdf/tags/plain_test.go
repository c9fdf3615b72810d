package tags

import (
	"bytes"
	"fmt"
	"reflect"
	"testing"

	"readiness/reports/pdf/pdftest"
)

// plainOf writes a drawing as gofpdf does.
func plainOf(d *drawing) []byte {
	var b bytes.Buffer
	var offsets []int
	put := func(number int, format string, arguments ...any) {
		offsets = append(offsets, make([]int, max(0, number-len(offsets)))...)
		offsets[number-1] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n", number)
		fmt.Fprintf(&b, format, arguments...)
		b.WriteString("endobj\n")
	}
	b.WriteString("%PDF-1.3\n")
	kids, fonts := "", ""
	n := 3
	for _, p := range d.pages {
		kids += fmt.Sprintf("%d 0 R ", n)
		put(n, "<</Type /Page\n/Parent 1 0 R\n/Resources 2 0 R\n/Contents %d 0 R>>\n", n+1)
		put(n+1, "<</Length %d>>\nstream\n%s\nendstream\n", len(p.content), p.content)
		n += 2
	}
	put(1, "<</Type /Pages\n/Kids [%s]\n/Count %d\n/MediaBox %s\n>>\n", kids, len(d.pages), d.pages[0].box)
	for _, f := range d.fonts {
		fonts += fmt.Sprintf("/%s %d 0 R\n", f.resource, n)
		put(n, "<</Type /Font\n/Subtype /Type0\n/BaseFont /utf8%s\n/Encoding /Identity-H\n/DescendantFonts [%d 0 R]\n/ToUnicode %d 0 R>>\n", f.key, n+1, n+2)
		put(n+1, "<</Type /Font\n/Subtype /CIDFontType2\n/BaseFont /utf8%s\n/CIDSystemInfo %d 0 R\n/FontDescriptor %d 0 R\n%s/CIDToGIDMap %d 0 R>>\n", f.key, n+3, n+4, f.widths, n+5)
		put(n+2, "<</Length 1>>\nstream\nx\nendstream\n")
		put(n+3, "<</Registry (Adobe)\n/Ordering (UCS)\n/Supplement 0>>\n")
		put(n+4, "<</Type /FontDescriptor /FontName /utf8%s\n%s/FontFile2 %d 0 R>>\n", f.key, f.metrics, n+6)
		put(n+5, "<</Length %d>>\nstream\n%s\nendstream\n", len(f.glyphs), f.glyphs)
		put(n+6, "<</Length %d>>\nstream\n%s\nendstream\n", len(f.file), f.file)
		n += 7
	}
	put(2, "<<\n/ProcSet [/PDF /Text /ImageB /ImageC /ImageI]\n/Font <<\n%s>>\n/XObject <<\n>>\n/ColorSpace <<\n>>\n>>\n", fonts)
	put(n, "<<\n/Producer (x)\n>>\n")
	put(n+1, "<<\n/Type /Catalog\n/Pages 1 0 R\n/Names <<\n/EmbeddedFiles << /Names [\n] >>\n>>\n>>\n")
	end := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", n+2)
	for _, o := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<<\n/Size %d\n/Root %d 0 R\n/Info %d 0 R\n>>\nstartxref\n%d\n%%%%EOF\n", n+2, n+1, n, end)
	return b.Bytes()
}

// long gives a drawing of pages, each with 80 paragraphs of a line, and a file for it.
func long(t testing.TB, pages int) (File, []byte) {
	d, err := cut(plainFile(t, "plain.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	f := sample()
	f.Tree, f.Links = NewTree(), nil
	sheets := make([]sheet, pages)
	for page := range sheets {
		var b bytes.Buffer
		for i := range 80 {
			b.WriteString(f.Tree.Begin(f.Tree.Root.Add("P"), page))
			fmt.Fprintf(&b, "\nBT /%s 9 Tf 50 %d Td (", d.fonts[0].resource, 820-10*i)
			for k := range 12 {
				for _, letter := range []byte("Tpnoset"[(i*page+k*k)%6:]) {
					b.Write([]byte{0, letter})
				}
				b.WriteString("\x00 ")
			}
			b.WriteString(") Tj ET\nEMC\n")
		}
		sheets[page] = sheet{d.pages[0].box, b.Bytes()}
	}
	d.pages = sheets
	return f, plainOf(d)
}

// TestCut: taking apart undoes writing.
func TestCut(t *testing.T) {
	for _, name := range []string{"plain.pdf", "packed.pdf"} {
		want, err := cut(plainFile(t, name))
		if err != nil {
			t.Fatal(err)
		}
		got, err := cut(plainOf(want))
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: other parts, or %v", name, err)
		}
	}
}

// TestLong: a file of several object streams is whole.
func TestLong(t *testing.T) {
	f, plain := long(t, 12)
	for _, fault := range pdftest.Check(rewrite(t, f, plain)) {
		t.Error(fault)
	}
}

// TestFigureOverPages: a Figure that is on several pages has no box.
func TestFigureOverPages(t *testing.T) {
	d, err := cut(plainFile(t, "plain.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	f := sample()
	f.Tree, f.Links = NewTree(), nil
	figure := f.Tree.Root.Add("Figure")
	figure.Alt = "Bars."
	for i := range d.pages {
		d.pages[i].content = fmt.Appendf(nil, "%s\n0 0 9 9 re f\n%s\n", f.Tree.Begin(figure, i), End)
	}
	file := rewrite(t, f, plainOf(d))
	for _, fault := range pdftest.Check(file) {
		t.Error(fault)
	}
	figure.kids = figure.kids[:1]
	if problem := figure.problem(); problem == "" {
		t.Error("a Figure that is on one page needs no box")
	}
}

// BenchmarkRewrite takes a drawing of 8 pages with 640 elements.
func BenchmarkRewrite(b *testing.B) {
	f, plain := long(b, 8)
	size := 0
	for b.Loop() {
		size = len(rewrite(b, f, plain))
	}
	b.ReportMetric(float64(size), "bytes")
}
