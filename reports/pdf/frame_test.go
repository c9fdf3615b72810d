package pdf

import (
	"math"
	"slices"
	"testing"

	"readiness/reports/pdf/pdftest"
)

// TestFrame: each label has as many lines to write on beside it as it asks for, the first under its base
// line, far enough apart for a pen, and none through a text.
func TestFrame(t *testing.T) {
	blanks := []Blank{{"Situation (where, when)", 1}, {"Action (what you did yourself)", 3}, {"Result (what came of it, and what somebody said)", 0}}
	for _, large := range []bool{false, true} {
		p := drawnOn(t, Meta{Title: title, Large: large}, func(d *Doc) { d.Frame(blanks) })
		texts, _ := footed(p)
		least := writing
		if large {
			least *= 1.4
		}
		const want = 1 + 3 + 2 // the last label asks for none, and is set on two lines
		if len(p.Fills) != want {
			t.Errorf("large %v: %d lines to write on, want %d", large, len(p.Fills), want)
		}
		for i, line := range p.Fills {
			if i > 0 && line.Top-p.Fills[i-1].Top < least-0.1 {
				t.Errorf("large %v: the lines %v and %v are too near", large, p.Fills[i-1], line)
			}
			if math.Abs(line.Right-right) > 0.1 || line.Right-line.Left < width/2 {
				t.Errorf("large %v: the line %v is not as wide as there is room", large, line)
			}
			for _, text := range texts {
				if text.Right > line.Left {
					t.Errorf("large %v: %q stands on the line %v", large, text.Says, line)
				}
			}
		}
		if gap := p.Fills[0].Top - texts[0].Base; gap < 0 || gap > 5 {
			t.Errorf("large %v: the first line is %.1f under its label", large, gap)
		}
	}
}

// TestFrameWhole: a frame and the heading over it stand on one page, wherever on a page they come.
func TestFrameWhole(t *testing.T) {
	turned := false
	for before := 400; before <= 900; before += 20 {
		pages, err := pdftest.Read(made(t, func(d *Doc) {
			d.Paragraph(words(before))
			d.Heading(1, "Heading")
			d.Frame([]Blank{{"Situation", 1}, {"Action", 3}, {"Result", 2}})
		}))
		if err != nil {
			t.Fatal(err)
		}
		turned = turned || len(pages) == 2
		last := pages[len(pages)-1]
		texts, _ := footed(last)
		heading := slices.IndexFunc(texts, func(x pdftest.Text) bool { return x.Says == "Heading" })
		if heading < 0 || len(texts)-heading != 4 || len(last.Fills) != 7 { // one fill is under the heading
			t.Errorf("after %d words the frame is parted", before)
		}
	}
	if !turned {
		t.Error("no frame came near the foot of a page")
	}
}

// TestFrameAndFacts: the heading, the facts and the frame of a piece stand on one page, unless they are much.
func TestFrameAndFacts(t *testing.T) {
	for _, test := range []struct {
		says  int // words in each of the facts
		whole bool
	}{{10, true}, {60, true}, {300, false}} {
		turned, parted := false, false
		for before := 300; before <= 900; before += 40 {
			pages, err := pdftest.Read(made(t, func(d *Doc) {
				d.Paragraph(words(before))
				d.Heading(1, "Heading")
				d.Facts([]Fact{{"One", []string{words(test.says)}}, {"Two", []string{words(test.says)}}})
				d.Frame([]Blank{{"Situation", 1}, {"Result", 2}})
			}))
			if err != nil {
				t.Fatal(err)
			}
			turned = turned || len(pages) > 1
			texts, _ := footed(pages[len(pages)-1])
			for _, says := range []string{"Heading", "One", "Two", "Situation", "Result"} {
				parted = parted || !slices.ContainsFunc(texts, func(x pdftest.Text) bool { return x.Says == says })
			}
		}
		if !turned || parted == test.whole {
			t.Errorf("facts of %d words: parted from their frame %v, pages turned %v", test.says, parted, turned)
		}
	}
}
