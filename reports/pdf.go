package reports

import (
	"fmt"
	"io"
	"slices"
	"time"

	"readiness/reports/pdf"
)

// Print says for whom a PDF is printed.
type Print int

// The sizes of type.
const (
	UsualPrint Print = iota
	LargePrint       // all of it in 16 points or more
)

// WritePDF writes a document as PDF. What no font here has is shown as U+FFFD, and a paragraph under the
// title then says so.
func WritePDF(w io.Writer, d Document, print Print) error {
	file, err := makePDF(d.cleaned(), print)
	if err != nil {
		return err
	}
	_, err = w.Write(file)
	return err
}

// makePDF gives the whole file. A fault in the library below it is an error like any other.
func makePDF(d Document, print Print) (file []byte, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			file, err = nil, fmt.Errorf("the PDF could not be made: %v", fault)
		}
	}()
	meta := pdf.Meta{Title: d.Title, Subject: d.Subject, Foot: d.Foot, Language: d.Language, Large: print == LargePrint}
	if date, err := time.Parse(time.DateOnly, d.Date); err == nil {
		meta.Date = date
	}
	out := render(meta, d.Blocks)
	if n, kinds := out.Unshown(); n > 0 {
		out = render(meta, noticed(d.Blocks, n, kinds))
	}
	if file, err = out.Bytes(); err != nil {
		return nil, fmt.Errorf("the PDF could not be made: %w", err)
	}
	return file, nil
}

// render draws the blocks.
func render(meta pdf.Meta, blocks []Block) *pdf.Doc {
	out := pdf.New(meta)
	for _, b := range blocks {
		draw(out, b)
	}
	return out
}

// noticed puts a notice under the title of what the fonts lack.
func noticed(blocks []Block, n int, kinds []string) []Block {
	notice := fmt.Sprintf("The typefaces of this PDF lack %s of this report (%s) and show %s as \uFFFD instead. The text and HTML forms of the report have %s as written.",
		count(n, "character"), and(kinds), either(n, "it", "each"), either(n, "it", "them"))
	return slices.Insert(slices.Clone(blocks), min(1, len(blocks)), Block(Paragraph{notice}))
}

// draw puts a block on the page.
func draw(out *pdf.Doc, b Block) {
	switch b := b.(type) {
	case Heading:
		out.Heading(b.Level, b.Text)
	case Paragraph:
		out.Paragraph(b.Text)
	case Note:
		out.Note(b.Paragraphs)
	case List:
		out.List(b.Ordered, b.Items)
	case Facts:
		facts := make([]pdf.Fact, len(b))
		for i, f := range b {
			facts[i] = pdf.Fact(f)
		}
		out.Facts(facts)
	case Table:
		columns := make([]pdf.Column, len(b.Columns))
		for i, c := range b.Columns {
			columns[i] = pdf.Column(c)
		}
		out.Table(pdf.Table{Caption: b.Caption, Columns: columns, Rows: b.Rows})
	case Gauge:
		out.Gauge(pdf.Gauge{Name: b.Name, Low: b.Low, High: b.High, Says: b.Says, Alt: b.Alt()})
	case Links:
		links := make([]pdf.Link, len(b))
		for i, l := range b {
			links[i] = pdf.Link(l)
		}
		out.Links(links)
	case Frame:
		blanks := make([]pdf.Blank, len(b))
		for i, blank := range b {
			blanks[i] = pdf.Blank(blank)
		}
		out.Frame(blanks)
	case Choices:
		out.Choices(pdfChoices(b))
	case Break:
		out.Break(b.Odd, b.Part)
	case Shares:
		drawShares(out, b)
	case Bars:
		bars := make([]pdf.Bar, len(b.Bars))
		for i, bar := range b.Bars {
			bars[i] = pdf.Bar{
				Label: bar.Label, Empty: bar.Empty, Low: bar.Low, High: bar.High, Target: bar.Target,
				State: bar.State, Figures: bar.Figures(),
			}
		}
		out.Bars(pdf.Bars{Caption: b.Caption, Alt: b.Alt(), Bars: bars, Key: pdf.Key(b.Key())})
	}
}
