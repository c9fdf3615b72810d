package tags

import (
	"bytes"
	"fmt"
	"reflect"
	"testing"

	"readiness/reports/pdf/pdftest"
)

// plainOf writes pages as gofpdf does.
func plainOf(pages []sheet) []byte {
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
	kids := ""
	n := 3
	for _, p := range pages {
		kids += fmt.Sprintf("%d 0 R ", n)
		put(n, "<</Type /Page\n/Parent 1 0 R\n/Resources 2 0 R\n/Contents %d 0 R>>\n", n+1)
		put(n+1, "<</Length %d>>\nstream\n%s\nendstream\n", len(p.content), p.content)
		n += 2
	}
	put(1, "<</Type /Pages\n/Kids [%s]\n/Count %d\n/MediaBox %s\n>>\n", kids, len(pages), pages[0].box)
	put(2, "<<\n/ProcSet [/PDF /Text /ImageB /ImageC /ImageI]\n/Font <<\n>>\n/XObject <<\n>>\n/ColorSpace <<\n>>\n>>\n")
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
func long(pages int) (File, []byte) {
	f := sample()
	f.Tree, f.Links = NewTree(), nil
	sheets := make([]sheet, pages)
	for page := range sheets {
		var b bytes.Buffer
		for i := range 80 {
			b.WriteString(f.Tree.Begin(f.Tree.Root.Add("P"), page))
			fmt.Fprintf(&b, "\nBT /%s 9 Tf 50 %d Td (", regular, 820-10*i)
			for k := range 12 {
				for _, letter := range []byte("Tpnoset"[(i*page+k*k)%6:]) {
					b.Write([]byte{0, letter})
				}
				b.WriteString("\x00 ")
			}
			b.WriteString(") Tj ET\nEMC\n")
		}
		sheets[page] = sheet{"[0 0 595.28 841.89]", b.Bytes()}
	}
	return f, plainOf(sheets)
}

// TestCut: taking apart undoes writing.
func TestCut(t *testing.T) {
	want, err := cut(plainFile(t))
	if err != nil || len(want) != 2 {
		t.Fatal(len(want), err)
	}
	got, err := cut(plainOf(want))
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("other parts, or %v", err)
	}
}

// TestLong: a file of several object streams is whole.
func TestLong(t *testing.T) {
	f, plain := long(12)
	for _, fault := range pdftest.Check(rewrite(t, f, plain)) {
		t.Error(fault)
	}
}

// TestFigureOverPages: a Figure that is on several pages has no box.
func TestFigureOverPages(t *testing.T) {
	pages, err := cut(plainFile(t))
	if err != nil {
		t.Fatal(err)
	}
	f := sample()
	f.Tree, f.Links = NewTree(), nil
	figure := f.Tree.Root.Add("Figure")
	figure.Alt = "Bars."
	for i := range pages {
		pages[i].content = fmt.Appendf(nil, "%s\n0 0 9 9 re f\n%s\n", f.Tree.Begin(figure, i), End)
	}
	file := rewrite(t, f, plainOf(pages))
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
	f, plain := long(8)
	size := 0
	for b.Loop() {
		size = len(rewrite(b, f, plain))
	}
	b.ReportMetric(float64(size), "bytes")
}
