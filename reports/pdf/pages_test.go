package pdf

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"readiness/reports/pdf/pdftest"
)

// Each case puts blocks of which some texts, marked with small letters, belong on one page: those of
// each pair.
var belong = map[string]struct {
	pairs string
	draw  func(d *Doc, mark func(letter string) string)
}{
	"a heading and two lines": {"ab", func(d *Doc, mark func(string) string) {
		d.Heading(2, mark("a"))
		d.List(false, []string{"one"})
		d.Paragraph(mark("b") + words(60))
	}},
	"a sentence under a heading": {"ab", func(d *Doc, mark func(string) string) {
		d.Heading(2, mark("a"))
		d.Paragraph("One.")
		d.Heading(3, "Under it")
		d.Paragraph(mark("b") + words(60))
	}},
	"two sentences under a heading": {"ab", func(d *Doc, mark func(string) string) {
		d.Heading(2, mark("a"))
		d.Paragraph("One.")
		d.Paragraph("Two.")
		d.Heading(3, mark("b"))
		d.Paragraph(words(60))
	}},
	"a long paragraph under a heading": {"ab", func(d *Doc, mark func(string) string) {
		d.Heading(2, "One")
		d.Paragraph(words(160) + " " + mark("a"))
		d.Heading(3, mark("b"))
		d.Paragraph(words(60))
	}},
	"a colon": {"ab bc", func(d *Doc, mark func(string) string) {
		d.Paragraph(words(80) + " " + mark("a") + ":")
		d.List(false, append([]string{mark("b"), mark("c")}, manyItems...))
	}},
	"a chain longer than a page": {"ab cd ef gh ij kl mn op qr st uv wx yz", func(d *Doc, mark func(string) string) {
		for letter := 'a'; letter < 'z'; letter += 2 {
			d.Paragraph(mark(string(letter)) + ":")
			d.List(false, []string{mark(string(letter + 1)), words(30), words(16)})
		}
	}},
	"a short paragraph after a list": {"ab bc", func(d *Doc, mark func(string) string) {
		d.List(false, append(manyItems[:8:8], mark("a"), mark("b")))
		d.Paragraph(mark("c") + words(16))
	}},
	"a short paragraph after a table": {"ab bc", func(d *Doc, mark func(string) string) {
		d.Table(Table{Columns: []Column{{Head: "Head"}}, Rows: append(manyRows[:8:8], []string{mark("a")}, []string{mark("b")})})
		d.Paragraph(mark("c"))
	}},
	"few facts": {"ab bc cd", func(d *Doc, mark func(string) string) {
		d.Facts([]Fact{{mark("a"), []string{"x"}}, {mark("b"), []string{words(16)}}, {mark("c"), []string{"x"}}, {mark("d"), []string{"x"}}})
	}},
	"many facts": {"ab cd", func(d *Doc, mark func(string) string) {
		facts := []Fact{{mark("a"), []string{"x"}}, {mark("b"), []string{"x"}}}
		for range 9 {
			facts = append(facts, Fact{"name", []string{words(20)}})
		}
		d.Facts(append(facts, Fact{mark("c"), []string{"x"}}, Fact{mark("d"), []string{"x"}}))
	}},
	"few items": {"ab bc cd de", func(d *Doc, mark func(string) string) {
		d.List(false, []string{mark("a"), mark("b"), mark("c"), mark("d"), mark("e")})
	}},
	"three items": {"ab bc", func(d *Doc, mark func(string) string) {
		d.List(true, []string{mark("a") + words(30), mark("b") + words(30), mark("c") + words(30)})
	}},
	"many items": {"ab cd", func(d *Doc, mark func(string) string) {
		d.List(true, slices.Concat([]string{mark("a"), mark("b")}, manyItems, []string{mark("c"), mark("d")}))
	}},
	"a table": {"ab bc cd ef", func(d *Doc, mark func(string) string) {
		d.Heading(3, mark("a"))
		d.Table(Table{mark("b"), []Column{{Head: "Head"}},
			slices.Concat([][]string{{mark("c")}, {mark("d")}}, manyRows, [][]string{{mark("e")}, {mark("f")}})})
	}},
	"a picture": {"ab", func(d *Doc, mark func(string) string) {
		bar := Bar{Label: "x", High: 50, Target: 60, State: "Met", Figures: "50"}
		d.Bars(Bars{Caption: mark("a"), Alt: "Levels.", Key: Key{"k", "o", "t"}, Bars: []Bar{bar, bar, bar, bar, {Label: mark("b"), Target: 1}}})
	}},
}

var manyItems, manyRows = func() (items []string, rows [][]string) {
	for i := range 12 {
		items = append(items, words(3+5*i))
		rows = append(rows, []string{words(3 + 5*i)})
	}
	return items, rows
}()

// TestBelong: wherever on a page it comes, what belongs together stands on one page.
func TestBelong(t *testing.T) {
	rounds := 30
	if testing.Short() {
		rounds = 3
	}
	for name, test := range belong {
		t.Run(name, func(t *testing.T) {
			random := rand.New(rand.NewPCG(1, 1))
			pages, err := pdftest.Read(made(t, func(d *Doc) {
				for i := range rounds {
					d.Paragraph(words(40 + random.IntN(160)))
					test.draw(d, func(letter string) string { return fmt.Sprintf("(%d%s) ", i, letter) })
				}
			}))
			if err != nil {
				t.Fatal(err)
			}
			places(t, pages)
			at := marked(pages)
			for i := range rounds {
				for _, pair := range strings.Fields(test.pairs) {
					a, b := fmt.Sprintf("(%d%c)", i, pair[0]), fmt.Sprintf("(%d%c)", i, pair[1])
					if at[a] == 0 || at[a] != at[b] {
						t.Errorf("%s is on page %d, %s on page %d", a, at[a], b, at[b])
					}
				}
			}
		})
	}
}

// marked gives the page of each mark, from 1.
func marked(pages []pdftest.Page) map[string]int {
	at := map[string]int{}
	for n, p := range pages {
		for _, text := range p.Texts {
			for _, word := range strings.Fields(text.Says) {
				if strings.HasPrefix(word, "(") {
					at[strings.TrimSuffix(word, ":")] = n + 1
				}
			}
		}
	}
	return at
}

// TestFull: bonds do not leave pages much emptier than they need to be.
func TestFull(t *testing.T) {
	for name, draw := range map[string]func(d *Doc){
		"short paragraphs": func(d *Doc) { d.Paragraph("One.") },
		"colons":           func(d *Doc) { d.Paragraph("One:") },
		"headings":         func(d *Doc) { d.Heading(2, "One") },
		"sections":         func(d *Doc) { d.Heading(3, "One"); d.Paragraph("Two.") },
		"lists":            func(d *Doc) { d.Paragraph("One:"); d.List(true, []string{"1", "2", "3"}); d.Paragraph("Four.") },
	} {
		high := 0.0
		pages, err := pdftest.Read(made(t, func(d *Doc) {
			for range 300 {
				draw(d)
			}
			for _, s := range d.strips {
				high += s.before + s.high
			}
		}))
		if err != nil {
			t.Fatal(err)
		}
		if most := 1 + int(high/(page-spare)); len(pages) > most {
			t.Errorf("%s: %d pages, want at most %d", name, len(pages), most)
		}
	}
}

// TestNothingLost: in documents of any blocks, each word is there once and in its order, but for the
// heads of tables.
func TestNothingLost(t *testing.T) {
	seeds := uint64(4)
	if testing.Short() {
		seeds = 1
	}
	for seed := range seeds {
		random := rand.New(rand.NewPCG(seed, 1))
		said := 0
		some := func(most int) string { // text whose words are counted through
			var b strings.Builder
			for range 1 + random.IntN(most) {
				fmt.Fprintf(&b, "w%d ", said)
				said++
			}
			return b.String()
		}
		pages, err := pdftest.Read(made(t, func(d *Doc) {
			for range 60 {
				anything(d, random, some)
			}
		}))
		if err != nil {
			t.Fatal(err)
		}
		places(t, pages)
		seen := map[string]int{}
		for _, p := range pages {
			for _, text := range p.Texts {
				for _, word := range strings.Fields(text.Says) {
					seen[word]++
				}
			}
		}
		for i := range said {
			if word := fmt.Sprintf("w%d", i); seen[word] != 1 {
				t.Errorf("seed %d: %s is there %d times", seed, word, seen[word])
			}
		}
	}
}

// anything puts a block of one kind or another, and now and then one that is higher than a page.
func anything(d *Doc, random *rand.Rand, some func(most int) string) {
	most := []int{4, 40, 1600}[min(random.IntN(40)/19, 2)]
	texts := func() []string {
		all := make([]string, 1+random.IntN(7))
		for i := range all {
			all[i] = some(most)
		}
		return all
	}
	switch random.IntN(7) {
	case 0:
		d.Heading(1+random.IntN(3), some(30))
	case 1:
		d.Paragraph(some(most))
	case 2:
		d.Note(texts())
	case 3:
		d.List(random.IntN(2) == 0, texts())
	case 4:
		d.Facts([]Fact{{some(9), texts()}, {some(9), texts()}})
	case 5:
		var rows [][]string
		for range random.IntN(12) {
			rows = append(rows, []string{some(most), some(most)})
		}
		head := strings.Repeat("Head ", []int{1, 1, 1200, 8000}[random.IntN(4)])
		d.Table(Table{some(30), []Column{{Head: head}, {Head: "Figures", Figures: true}}, rows})
	case 6:
		bars := make([]Bar, random.IntN(12))
		for i := range bars {
			bars[i] = Bar{Label: some(most), High: 50, Target: 60, State: some(9), Figures: some(9)}
		}
		d.Bars(Bars{Caption: some(9), Alt: "Levels.", Key: Key{"Known", "Open", "Target"}, Bars: bars})
	}
}
