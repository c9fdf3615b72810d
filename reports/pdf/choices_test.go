package pdf

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"readiness/reports/pdf/pdftest"
)

// ask gives a question with options whose words are marked: "(3a) ".
func ask(n, options int) Choices {
	c := Choices{Number: n, Ask: fmt.Sprintf("(%da) %s", n, words(9)), When: "Only if you ticked A.", Says: []string{words(25)}, How: "Tick one.", Unit: "(a number)"}
	for i := range options {
		c.Options = append(c.Options, Choice{string(rune('A' + i)), fmt.Sprintf("(%d%c) %s", n, 'b'+rune(i), words(1+7*i%30))})
	}
	return c
}

// TestChoicesWhole: wherever on a page it comes, a question stands on one page with all its options, and under its
// heading.
func TestChoicesWhole(t *testing.T) {
	const rounds, options = 30, 7
	for _, large := range []bool{false, true} {
		random := rand.New(rand.NewPCG(1, 1))
		file := makes(t, Meta{Title: title, Large: large}, func(d *Doc) {
			for n := range rounds {
				d.Paragraph(words(20 + random.IntN(160)))
				d.Heading(2, fmt.Sprintf("(%dz) Heading", n+1))
				d.Choices(ask(n+1, options))
			}
		})
		pages, err := pdftest.Read(file)
		if err != nil {
			t.Fatal(err)
		}
		places(t, pages)
		for _, problem := range pdftest.Check(file) {
			t.Error(problem)
		}
		at := marked(pages)
		for n := range rounds {
			first := at[fmt.Sprintf("(%da)", n+1)]
			for _, letter := range "zbcdefgh" {
				if mark := fmt.Sprintf("(%d%c)", n+1, letter); at[mark] != first || first == 0 {
					t.Errorf("large %v: %s is on page %d, its question on page %d", large, mark, at[mark], first)
				}
			}
		}
	}
}

// TestChoicesHigh: a question higher than a page begins with an option under it, and no option is parted.
func TestChoicesHigh(t *testing.T) {
	c := Choices{Number: 1, Ask: "(1a) " + words(9), How: "Tick one."}
	for i := range 26 {
		c.Options = append(c.Options, Choice{"A", fmt.Sprintf("(1%c) %s (2%c)", 'b'+rune(i), words(40), 'b'+rune(i))})
	}
	for before := 840; before < 1040; before += 16 { // up to the foot of a page
		pages, err := pdftest.Read(made(t, func(d *Doc) {
			d.Paragraph(words(before))
			d.Choices(c)
		}))
		if err != nil {
			t.Fatal(err)
		}
		places(t, pages)
		at := marked(pages)
		if at["(1a)"] != at["(1b)"] {
			t.Errorf("after %d: no option stands under what is asked", before)
		}
		for i := range c.Options {
			begin, end := fmt.Sprintf("(1%c)", 'b'+rune(i)), fmt.Sprintf("(2%c)", 'b'+rune(i))
			if at[begin] == 0 || at[begin] != at[end] {
				t.Errorf("after %d: %s is on page %d, %s on page %d", before, begin, at[begin], end, at[end])
			}
		}
		if len(pages) > 4 {
			t.Errorf("after %d: %d pages", before, len(pages))
		}
	}
}

// TestBoxes: there is a square box at the left of each option, of 4 mm or more, in large print more; on its first line,
// clear of the next and of all text.
func TestBoxes(t *testing.T) {
	const millimetre = 72 / 25.4
	for large, least := range map[bool]float64{false: 4 * millimetre, true: 5.5 * millimetre} {
		p := drawnOn(t, Meta{Title: title, Large: large}, func(d *Doc) {
			c := ask(1, 6)
			c.Unit = ""
			d.Choices(c)
		})
		texts, _ := footed(p)
		if len(p.Fills) != 6 {
			t.Fatalf("large %v: %d boxes, want 6", large, len(p.Fills))
		}
		for i, box := range p.Fills {
			wide, high := box.Right-box.Left, box.Bottom-box.Top
			if wide < least || high < least || wide-high > 0.01 || high-wide > 0.01 {
				t.Errorf("large %v: box %d has %.1f x %.1f points", large, i, wide, high)
			}
			if i > 0 && box.Top-p.Fills[i-1].Bottom < 1.5*millimetre {
				t.Errorf("large %v: box %d is %.1f under the one before", large, i, box.Top-p.Fills[i-1].Bottom)
			}
			at := slices.IndexFunc(texts, func(x pdftest.Text) bool { return strings.HasPrefix(x.Says, fmt.Sprintf("(1%c)", 'b'+rune(i))) })
			if at < 1 || texts[at-1].Says != string(rune('A'+i)) || texts[at].Base < box.Top || texts[at].Base > box.Bottom {
				t.Errorf("large %v: box %d is not beside its option", large, i)
			}
			for _, x := range texts {
				if x.Left < box.Right && x.Right > box.Left && x.Top < box.Bottom && x.Bottom > box.Top {
					t.Errorf("large %v: box %d is over %q", large, i, x.Says)
				}
			}
		}
	}
}

// TestChoicesRoom: a figure has a line to write on before its unit, a text as many lines as it asks for.
func TestChoicesRoom(t *testing.T) {
	p := drawnOn(t, Meta{Title: title}, func(d *Doc) {
		d.Choices(Choices{Number: 1, Ask: "How fast?", Unit: "words per minute"})
		d.Choices(Choices{Number: 2, Ask: "Tell of one time.", Lines: 5})
	})
	texts, _ := footed(p)
	unit := slices.IndexFunc(texts, func(x pdftest.Text) bool { return x.Says == "words per minute" })
	if len(p.Fills) != 6 || unit < 0 {
		t.Fatalf("%d lines to write on, want 6: %v", len(p.Fills), texts)
	}
	if line := p.Fills[0]; line.Right > texts[unit].Left || line.Right-line.Left < 60 || line.Top < texts[unit].Base-1 || line.Top > texts[unit].Base+4 {
		t.Errorf("the line %v is not before %v", line, texts[unit])
	}
	for i, line := range p.Fills[2:] {
		if line.Top-p.Fills[i+1].Top < writing-0.1 || right-line.Right > 0.1 {
			t.Errorf("the line %v is too near to %v, or not as wide as there is room", line, p.Fills[i+1])
		}
	}
}

// TestChoicesList: questions that follow each other are one list; whatever comes between begins another.
func TestChoicesList(t *testing.T) {
	d := New(Meta{Title: title})
	lists := map[any]bool{}
	for _, between := range []func(){func() {}, func() {}, func() { d.Heading(2, "Heading") }, func() {}, func() { d.Break(false, "") }} {
		between()
		d.Choices(ask(1, 2))
		lists[d.asked] = true
	}
	if len(lists) != 3 {
		t.Errorf("%d lists, want 3", len(lists))
	}
}
