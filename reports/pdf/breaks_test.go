package pdf

import (
	"slices"
	"strings"
	"testing"

	"readiness/reports/pdf/pdftest"
)

// TestBreak: what follows a break begins a page, on the right-hand side where it is to; parts have feet and numbers of
// their own; and a page that is left blank says so, as no content.
func TestBreak(t *testing.T) {
	for name, test := range map[string]struct {
		draw func(d *Doc)
		want string // a line for each page: what it says / its foot
	}{
		"none":       {func(d *Doc) { d.Paragraph("a") }, "a / F · T Page 1 of 1"},
		"next page":  {func(d *Doc) { d.Paragraph("a"); d.Break(false, ""); d.Paragraph("b") }, "a / F · T Page 1 of 2\nb / F · T Page 2 of 2"},
		"right-hand": {func(d *Doc) { d.Paragraph("a"); d.Break(true, ""); d.Paragraph("b") }, "a / F · T Page 1 of 2\nThis page is left blank. /\nb / F · T Page 2 of 2"},
		"a part":     {func(d *Doc) { d.Paragraph("a"); d.Break(false, "P"); d.Paragraph("b") }, "a / F · T Page 1 of 1\nb / P · T Page 1 of 1"},
		"odd part": {func(d *Doc) {
			d.Heading(1, "a")
			d.Break(true, "P")
			d.Heading(1, "b")
			d.Break(true, "Q")
			d.Heading(1, "c")
		}, "a / F · T Page 1 of 1\nThis page is left blank. /\nb / P · T Page 1 of 1\nThis page is left blank. /\nc / Q · T Page 1 of 1"},
		"odd by now": {func(d *Doc) {
			d.Paragraph("a")
			d.Break(false, "")
			d.Paragraph("b")
			d.Break(true, "")
			d.Paragraph("c")
		}, "a / F · T Page 1 of 3\nb / F · T Page 2 of 3\nc / F · T Page 3 of 3"},
		"first":       {func(d *Doc) { d.Break(true, "P"); d.Paragraph("a") }, "a / P · T Page 1 of 1"},
		"last":        {func(d *Doc) { d.Paragraph("a"); d.Break(true, "P") }, "a / F · T Page 1 of 1"},
		"two at once": {func(d *Doc) { d.Paragraph("a"); d.Break(true, "P"); d.Break(false, ""); d.Paragraph("b") }, "a / F · T Page 1 of 1\nThis page is left blank. /\nb / P · T Page 1 of 1"},
		"over a bond": {func(d *Doc) {
			d.Heading(2, "a")
			d.Break(false, "")
			d.Paragraph("b:")
			d.Break(false, "")
			d.List(false, []string{"c"})
		}, "a / F · T Page 1 of 3\nb: / F · T Page 2 of 3\n• c / F · T Page 3 of 3"},
		"before all":   {func(d *Doc) { everything(d) }, ""},
		"nothing more": {func(d *Doc) { d.Break(false, "P") }, " / F · T Page 1 of 1"},
	} {
		t.Run(name, func(t *testing.T) {
			file := makes(t, Meta{Title: "T", Foot: "F"}, test.draw)
			pages, err := pdftest.Read(file)
			if err != nil {
				t.Fatal(err)
			}
			if name != "nothing more" { // nothing is tagged there
				for _, problem := range pdftest.Check(file) {
					t.Error(problem)
				}
			}
			var got []string
			for _, p := range pages {
				texts, foot := footed(p)
				got = append(got, strings.TrimRight(said(texts)+" / "+said(foot), " "))
				blank := strings.HasPrefix(said(texts), "This page is left blank.")
				if blank != (len(texts) > 0 && texts[0].Artifact) {
					t.Errorf("%q is content: %v", said(texts), blank)
				}
			}
			if joined := strings.Join(got, "\n"); test.want != "" && joined != test.want {
				t.Errorf("the pages are\n%s\nwant\n%s", joined, test.want)
			}
			if test.want == "" && len(pages) != 1+2*blocks {
				t.Errorf("%d pages: %q", len(pages), got)
			}
		})
	}
}

// everything puts a block of each kind, each on a right-hand page of its own.
func everything(d *Doc) {
	for i, draw := range []func(){
		func() { d.Heading(1, "a") }, func() { d.Paragraph("b") }, func() { d.Note([]string{"c"}) }, func() { d.List(true, []string{"d"}) },
		func() { d.Facts([]Fact{{"e", []string{"f"}}}) }, func() { d.Table(Table{Columns: []Column{{Head: "g"}}, Rows: [][]string{{"h"}}}) },
		func() { d.Gauge(Gauge{Name: "i", Alt: "j"}) }, func() { d.Bars(Bars{Alt: "k", Bars: []Bar{{Label: "l", Target: 1}}}) },
		func() { d.Links([]Link{{"m", "https://www.example.org"}}) }, func() { d.Frame([]Blank{{"n", 1}}) },
		func() { d.Choices(Choices{Number: 1, Ask: "o", Options: []Choice{{"A", "p"}}}) },
	} {
		if i > 0 {
			d.Break(true, "")
		}
		draw()
	}
}

// blocks is how many breaks there are between those of everything.
const blocks = 10

// said gives what texts say, one after the other.
func said(texts []pdftest.Text) string {
	var all []string
	for _, x := range texts {
		all = append(all, strings.TrimSpace(x.Says))
	}
	return strings.Join(slices.DeleteFunc(all, func(s string) bool { return s == "" }), " ")
}
