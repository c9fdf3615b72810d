package reports

import (
	"fmt"
	"slices"
	"testing"
)

// said gives all that a document says, in the order in which it is to be read: the texts, the numbers and
// bullets of its lists, the heads of its tables once, and for a picture what it says to those who cannot see
// it. A writer whose output can be read back is compared with this, word for word.
func said(d Document) []string {
	var all []string
	say := func(texts ...string) {
		for _, text := range texts {
			if text != "" {
				all = append(all, text)
			}
		}
	}
	for _, b := range d.cleaned().Blocks {
		switch b := b.(type) {
		case Heading:
			say(b.Text)
		case Paragraph:
			say(b.Text)
		case Note:
			say(b.Paragraphs...)
		case List:
			for i, item := range b.Items {
				mark := "•"
				if b.Ordered {
					mark = fmt.Sprintf("%d.", i+1)
				}
				say(mark, item)
			}
		case Facts:
			for _, f := range b {
				say(f.Name)
				say(f.Says...)
			}
		case Table:
			say(b.Caption)
			for _, c := range b.Columns {
				say(c.Head)
			}
			for _, row := range b.Rows {
				say(row...)
			}
		case Gauge:
			say(b.Alt())
			say(b.Says...)
		case Bars:
			say(b.Caption, b.Alt())
			for _, bar := range b.Bars {
				say(bar.Label, bar.State, bar.Figures())
			}
		case Choices:
			say(fmt.Sprintf("%d.", b.Number), b.Ask, b.When)
			say(b.Says...)
			say(b.How, b.Unit)
			for i, option := range b.Options {
				say(Letter(i), option)
			}
		case Break:
		case Shares:
			say(b.Caption, b.Alt())
			for _, row := range b.Rows {
				say(row.Label, row.Says)
			}
		case Frame:
			for _, blank := range b {
				say(blank.Label)
			}
		case Links:
			for _, l := range b {
				say("•", l.Text+": "+l.URL)
			}
		default:
			panic(fmt.Sprintf("what does a %T say?", b))
		}
	}
	return all
}

// TestSaid: each kind of block says all its words, in order.
func TestSaid(t *testing.T) {
	d := Document{Title: "unsaid", Blocks: []Block{
		Heading{1, "a"}, Paragraph{"b"}, Note{[]string{"c", "d"}}, List{false, []string{"e"}}, List{true, []string{"f", "g"}},
		Facts{{"h", []string{"i", "j"}}}, Table{"k", []Column{{Head: "l", Names: true}, {Head: "m"}}, [][]string{{"n", "o"}, {"p", "q"}}},
		Gauge{"unsaid", 3, 4, []string{"r", "s"}}, Bars{"t", []Bar{{Label: "u", Low: 5, High: 6, Target: 7, State: "v"}}},
		Links{{"w", "https://x.example"}}, Table{Columns: []Column{{Head: "y"}}, Rows: [][]string{{"z"}}}, Frame{{"aa", 1}, {"bb", 2}},
		Shares{"jj", []string{"unsaid", "unsaid"}, 9, []Share{{"kk", []int{4}, 5, false, "ll"}}}, Break{true, "unsaid"}, Choices{3, "cc", "dd", []string{"ee"}, "ff", true, "gg", 2, []string{"hh", "ii"}}, Break{},
	}}
	want := []string{"a", "b", "c", "d", "•", "e", "1.", "f", "2.", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p", "q",
		Gauge{"unsaid", 3, 4, nil}.Alt(), "r", "s", "t", Bars{Bars: []Bar{{Low: 5, Target: 7}}}.Alt(), "u", "v", "5 to 6, target 7", "•", "w: https://x.example", "y", "z", "aa", "bb",
		"jj", Shares{Rows: make([]Share, 1)}.Alt(), "kk", "ll", "3.", "cc", "dd", "ee", "ff", "gg", "A", "hh", "B", "ii"}
	if got := said(d); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}
