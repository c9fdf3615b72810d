package reports

import (
	"fmt"
	"slices"

	"readiness/reports/pdf"
)

// Choices are a question to be answered on paper: what is asked, and boxes to tick or room to write in.
type Choices struct {
	Number  int      // of the question, from 1
	Ask     string   // ends as a sentence does
	When    string   // it is to be answered, such as "Only if you ticked A in question 4."; "" for always
	Says    []string // what helps to answer it
	How     string   // to answer it, such as "Tick one."; "" for nothing
	Several bool     // any number of boxes may be ticked; else one
	Unit    string   // stands behind room for a figure; "" for no such room
	Lines   int      // to write on; 0 for none
	Options []string // beside a box each, with the letters of [Letter]
}

// Letter gives the letter of a box, from 0: A to Z, then AA, AB and so on.
func Letter(i int) string {
	letter := string(rune('A' + i%26))
	if i < 26 {
		return letter
	}
	return Letter(i/26-1) + letter
}

// Numbered is what is asked, behind the number of the question.
func (c Choices) Numbered() string { return fmt.Sprintf("%d. %s", c.Number, c.Ask) }

// Letters gives the letters of the boxes.
func (c Choices) Letters() []string {
	letters := make([]string, len(c.Options))
	for i := range letters {
		letters[i] = Letter(i)
	}
	return letters
}

func (c Choices) cleaned() Block {
	c.Ask, c.When, c.How, c.Unit = Clean(c.Ask), Clean(c.When), Clean(c.How), Clean(c.Unit)
	c.Says, c.Options = cleanAll(c.Says), cleanAll(c.Options)
	return c
}

// choices writes a question with brackets for its boxes, square where several may be ticked.
func (t *text) choices(c Choices) {
	number := fmt.Sprintf("%d. ", c.Number)
	t.paragraph(number, c.Ask)
	indent := fmt.Sprintf("%*s", len(number), "")
	for _, says := range slices.Concat([]string{c.When}, c.Says, []string{c.How}) {
		t.paragraph(indent, says)
	}
	if c.Unit != "" {
		t.paragraph(indent, "____ "+c.Unit)
	}
	for range c.Lines {
		t.line(indent + "____________")
	}
	box := "( ) "
	if c.Several {
		box = "[ ] "
	}
	for i, o := range c.Options {
		t.paragraph(indent+box+Letter(i)+" ", o)
	}
}

// pdfChoices gives a question as the PDF takes it.
func pdfChoices(c Choices) pdf.Choices {
	out := pdf.Choices{Number: c.Number, Ask: c.Ask, When: c.When, Says: c.Says, How: c.How, Unit: c.Unit, Lines: c.Lines}
	for i, o := range c.Options {
		out.Options = append(out.Options, pdf.Choice{Mark: Letter(i), Text: o})
	}
	return out
}
