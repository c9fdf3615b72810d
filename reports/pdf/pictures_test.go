package pdf

import (
	"math"
	"slices"
	"strings"
	"testing"

	"readiness/reports/pdf/pdftest"
)

// drawnOn gives the first page of a document.
func drawnOn(t *testing.T, m Meta, draw func(d *Doc)) pdftest.Page {
	t.Helper()
	pages, err := pdftest.Read(makes(t, m, draw))
	if err != nil {
		t.Fatal(err)
	}
	return pages[0]
}

// near says whether some box reaches from one place across the page to another.
func near(boxes []pdftest.Box, from, to float64) bool {
	return slices.ContainsFunc(boxes, func(b pdftest.Box) bool { return math.Abs(b.Left-from) < 0.1 && math.Abs(b.Right-to) < 0.1 })
}

// TestBars: the parts of a bar are as long as its levels, and the mark stands at its target.
func TestBars(t *testing.T) {
	for _, test := range []struct{ low, high, target int }{{20, 60, 75}, {0, 100, 0}, {35, 35, 100}, {0, 0, 50}} {
		for _, large := range []bool{false, true} {
			p := drawnOn(t, Meta{Title: title, Large: large}, func(d *Doc) {
				d.Bars(Bars{Alt: "Levels.", Bars: []Bar{{Label: "Name", Low: test.low, High: test.high, Target: test.target, State: "Met", Figures: "words"}}})
			})
			from, to := scale(p)
			at := func(percent int) float64 { return from + (to-from)*float64(percent)/100 }
			if !near(p.Fills, from, at(test.low)) || !near(p.Fills, from, at(test.high)) {
				t.Errorf("%v, large %v: from %.1f to %.1f there are %v", test, large, from, to, p.Fills)
			}
			if mark := at(test.target); !near(p.Fills, mark-0.9, mark+0.9) {
				t.Errorf("%v, large %v: there is no mark at %.1f: %v", test, large, mark, p.Fills)
			}
		}
	}
}

// scale gives where the bar of a page that has one begins and ends: the first thing painted there.
func scale(p pdftest.Page) (from, to float64) { return p.Fills[0].Left, p.Fills[0].Right }

// TestGauge: the arcs of a gauge end at its levels, and it says them in figures.
func TestGauge(t *testing.T) {
	for _, test := range []struct {
		low, high int
		says      string
	}{{20, 60, "20–60"}, {30, 30, "30"}, {0, 100, "0–100"}, {100, 100, "100"}} {
		p := drawnOn(t, Meta{Title: title}, func(d *Doc) {
			d.Gauge(Gauge{Name: "Readiness", Low: test.low, High: test.high, Alt: "A gauge."})
		})
		arcs := slices.DeleteFunc(p.Fills, func(b pdftest.Box) bool { return b.Right-b.Left > width-1 })[2:] // not the ground and the scale
		whole := p.Fills[0]
		for i, level := range slices.DeleteFunc([]int{test.high, test.low}, func(level int) bool { return level == 0 }) {
			middle := (whole.Left + whole.Right) / 2
			end := middle - gaugeRadius*math.Cos(math.Pi*float64(level)/100)
			if i >= len(arcs) || level <= 50 && math.Abs(arcs[i].Right-end) > gaugeThick || level < 100 && arcs[i].Right > end+gaugeThick {
				t.Errorf("%v: arc %d is %v, not up to %.1f", test, i, arcs, end)
			}
		}
		number := p.Texts[slices.IndexFunc(p.Texts, func(x pdftest.Text) bool { return strings.TrimSpace(x.Says) == test.says })]
		// The corners of the figures are inside the ring.
		foot := number.Base
		middle := (number.Left + number.Right) / 2
		if reach := math.Hypot(number.Right-middle, 0.7*number.Size); reach > gaugeRadius-gaugeThick/2 || foot > number.Bottom {
			t.Errorf("%v: the figures reach %.1f from the middle", test, reach)
		}
	}
}

// contrast gives the ratio of two colours. WCAG 2.2, "contrast ratio" and "relative luminance".
func contrast(a, b colour) float64 {
	luminance := func(c colour) float64 {
		sum := 0.0
		for i, share := range []float64{0.2126, 0.7152, 0.0722} {
			v := float64(c[i]) / 255
			if v <= 0.04045 {
				v /= 12.92
			} else {
				v = math.Pow((v+0.055)/1.055, 2.4)
			}
			sum += share * v
		}
		return sum
	}
	x, y := luminance(a)+0.05, luminance(b)+0.05
	return max(x, y) / min(x, y)
}

// TestContrast: text and signs stand out enough against what is behind and beside them, also without
// colour, as contrast is of lightness alone. WCAG 2.2, 1.4.3 and 1.4.11.
func TestContrast(t *testing.T) {
	for _, test := range []struct {
		what string
		a, b colour
		want float64
	}{
		{"black on white", colour{}, paper, 21}, // the most there is
		{"text on paper", ink, paper, 4.5}, {"text on a note", ink, tint, 4.5},
		{"heading on paper", dark, paper, 4.5}, {"figures of a gauge", dark, tint, 4.5},
		{"known beside open", dark, half, 3}, {"known beside the rest", dark, paper, 3}, {"open beside the rest", half, paper, 3}, {"open on a note", half, tint, 3},
		{"edge on paper", edge, paper, 3}, {"edge on a note", edge, tint, 3}, {"mark beside its halo", ink, paper, 3},
	} {
		if got := contrast(test.a, test.b); got < test.want-0.005 {
			t.Errorf("%s: %.2f to 1, want %.1f", test.what, got, test.want)
		}
	}
	for _, p := range []print{usual, large} {
		for _, s := range []style{p.body, p.strong, p.small, p.firm, p.number, p.headings[1].style, p.headings[2].style, p.headings[3].style} {
			if contrast(s.colour, tint) < 4.5 {
				t.Errorf("%v is hard to read", s)
			}
		}
	}
}

// TestLinkSeen: a link is underlined, not only coloured.
func TestLinkSeen(t *testing.T) {
	p := drawnOn(t, Meta{Title: title}, func(d *Doc) { d.Links([]Link{{"Jobs", "https://www.example.org"}}) })
	text := p.Texts[1]
	if !slices.ContainsFunc(p.Fills, func(b pdftest.Box) bool {
		return math.Abs(b.Left-text.Left) < 0.1 && math.Abs(b.Right-text.Right) < 0.1 && b.Top > text.Base && b.Bottom < text.Bottom+1
	}) {
		t.Errorf("%q at %v has no line under it: %v", text.Says, text.Box, p.Fills)
	}
}

// TestRightToLeft: lines that read from right to left begin at the right edge, a single one at the left.
func TestRightToLeft(t *testing.T) {
	const word = "שלום "
	p := drawnOn(t, Meta{Title: title}, func(d *Doc) {
		d.Paragraph(strings.Repeat(word, 60))
		d.Paragraph(word)
	})
	texts, _ := footed(p)
	for i, text := range texts {
		if last := i == len(texts)-1; last && math.Abs(text.Left-left) > 0.1 || !last && math.Abs(text.Right-right) > 0.1 {
			t.Errorf("line %d stands at %v", i, text.Box)
		}
	}
}
