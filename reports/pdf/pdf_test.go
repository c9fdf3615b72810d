package pdf

import (
	"bytes"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"readiness/reports/pdf/pdftest"
)

// words is text of n words.
func words(n int) string {
	return strings.TrimSpace(strings.Repeat("Letters, minutes and diaries are kept with care. ", n/8+1))
}

// samples are documents that try the layout, by name.
var samples = map[string]func(d *Doc){
	"empty": func(*Doc) {},
	"heading at the foot": func(d *Doc) {
		for i := range 60 {
			d.Heading(2, fmt.Sprintf("Heading %d", i))
			d.Heading(3, "And one under it")
			d.Paragraph(words(5 + i*7%40))
		}
	},
	"long paragraph": func(d *Doc) { d.Paragraph(words(3000)) },
	"long word":      func(d *Doc) { d.Paragraph(strings.Repeat("w", 3000)); d.Note([]string{strings.Repeat("M", 200)}) },
	"notes": func(d *Doc) {
		for range 9 {
			d.Note([]string{words(40), words(3), words(90)})
		}
		d.Note([]string{words(2000)})
	},
	"lists": func(d *Doc) {
		items := []string{words(30), strings.Repeat("i", 400), words(3), ""}
		for range 6 {
			items = append(items, items...)[:min(150, 2*len(items))]
		}
		d.List(true, items)
		d.List(false, items)
		d.List(false, nil)
	},
	"facts": func(d *Doc) {
		d.Facts([]Fact{{words(30), []string{words(80), words(2)}}, {"n", nil}, {strings.Repeat("N", 90), []string{words(3000)}}, {"end", []string{"x"}}})
	},
	"tables": func(d *Doc) {
		t := Table{Caption: words(30), Columns: []Column{{Head: "No.", Figures: true}, {Head: "Question"}, {Head: strings.Repeat("Wide", 30)}, {Head: "", Figures: true}}}
		for i := range 90 {
			t.Rows = append(t.Rows, []string{fmt.Sprint(i), words(i % 30), strings.Repeat("long", i), "1/2"})
		}
		t.Rows = append(t.Rows, []string{"100", words(2500), "", words(400)})
		d.Table(t)
		d.Table(Table{Columns: t.Columns})
		t = Table{Columns: []Column{{Head: "Head"}}}
		for i := range 12 { // about as high as a page, a word a line
			t.Rows = append(t.Rows, []string{strings.Repeat(strings.Repeat("M", 50)+" ", 57+i)})
		}
		d.Table(t)
	},
	"bars": func(d *Doc) {
		bars := make([]Bar, 80)
		for i := range bars {
			bars[i] = Bar{Label: words(3 + i%20), Low: i, High: i + i%30, Target: 100 - i, State: "Not enough information", Figures: words(i % 9), Empty: i%7 == 0}
		}
		bars[3].Low, bars[3].High, bars[3].Target = -5, 900, 1000
		d.Bars(Bars{Caption: "Levels", Alt: "Many levels.", Key: Key{"known", "open", "target"}, Bars: bars})
		d.Bars(Bars{})
	},
	"typical": typical,
	"gauges": func(d *Doc) {
		d.Gauge(Gauge{Name: "Readiness", Low: 86, High: 86, Says: []string{words(20), words(60)}, Alt: "86"})
		d.Gauge(Gauge{Name: "Readiness", Low: -5, High: 1000, Says: []string{words(600)}, Alt: "All"})
		d.Gauge(Gauge{Name: "Strength", Low: 100, High: 100, Alt: "100"})
		d.Gauge(Gauge{Name: "Readiness", Alt: "0", Says: []string{"", strings.Repeat("w", 300)}})
	},
	"links": func(d *Doc) {
		d.Links([]Link{{"Jobs", "https://www.example.org"}, {words(40), "https://www.example.org/" + strings.Repeat("long", 90)}})
	},
	"frames": func(d *Doc) {
		for n := range 30 {
			d.Heading(3, words(4))
			d.Frame([]Blank{{"Situation (where, when)", 1}, {words(9), n % 5}, {"", 1}, {strings.Repeat("w", 90), 2}})
		}
		d.Frame([]Blank{{words(3000), 1}, {"Many", 200}})
		d.Frame(nil)
	},
	"any text": func(d *Doc) {
		d.Heading(1, "Żółć Ångström Nguyễn Ελένη Олена Գոհար ნინო ✓ – “½” £ → … Llŷr")
		d.Paragraph("\x00\x1b\u202E\uFFFF\xff 木村 שלום 👩‍🚀 🏴 e\u0301 x\u0323\u0302 a\u200Db ☎\uFE0F " + strings.Repeat("Z\u0351\u036B\u0343", 400))
		d.Paragraph("{nb} \\ ( ) \\) Tj ET")
	},
}

// title has characters that no font has.
const title = "Ťitle 👩"

func made(t testing.TB, draw func(*Doc)) []byte {
	t.Helper()
	return makes(t, Meta{Title: title, Subject: "\xff", Date: time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)}, draw)
}

func makes(t testing.TB, m Meta, draw func(*Doc)) []byte {
	t.Helper()
	d := New(m)
	draw(d)
	file, err := d.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// TestPlaces reads each sample back, in the usual print and in large: nothing stands outside the
// margins, no text over another, every page is numbered, and no tag is wrong.
func TestPlaces(t *testing.T) {
	for name, draw := range samples {
		for _, large := range []bool{false, true} {
			if large && testing.Short() {
				continue
			}
			t.Run(fmt.Sprintf("%s, large %v", name, large), func(t *testing.T) {
				file := makes(t, Meta{Title: title, Large: large}, draw)
				pages, err := pdftest.Read(file)
				if err != nil {
					t.Fatal(err)
				}
				places(t, pages)
				for _, p := range pages {
					for _, text := range p.Texts {
						if large && text.Size < 16 && text.Size < usual.number.size*0.9 {
							t.Errorf("%q is set in %.1f points", text.Says, text.Size)
						}
					}
				}
				if name == "empty" {
					return // nothing is tagged
				}
				for _, problem := range pdftest.Check(file) {
					t.Error(problem)
				}
			})
		}
	}
}

// places looks at where things stand, and that each page is numbered.
func places(t *testing.T, pages []pdftest.Page) {
	t.Helper()
	for _, fault := range pdftest.Places(pages, pdftest.Box{Left: left, Top: top, Right: right, Bottom: bottom}) {
		t.Error(fault)
	}
	for n, p := range pages {
		_, foot := footed(p)
		if number := foot[len(foot)-1]; number.Says != fmt.Sprintf("Page %d of %d", n+1, len(pages)) || len(foot) < 2 || !strings.HasPrefix(title, strings.TrimSpace(foot[0].Says)) {
			t.Errorf("page %d ends with %v", n+1, foot)
		}
	}
}

// footed parts what stands on a page from its foot.
func footed(p pdftest.Page) (texts, foot []pdftest.Text) {
	for i, text := range p.Texts {
		if text.Top > bottom {
			return p.Texts[:i], p.Texts[i:]
		}
	}
	return p.Texts, nil
}

// TestHeadings: no heading stands last on a page.
func TestHeadings(t *testing.T) {
	pages, err := pdftest.Read(made(t, samples["heading at the foot"]))
	if err != nil || len(pages) < 3 {
		t.Fatal(len(pages), err)
	}
	for n, p := range pages {
		texts, _ := footed(p)
		if last := texts[len(texts)-1]; last.Size != usual.body.size {
			t.Errorf("page %d ends with the heading %q", n+1, last.Says)
		}
	}
}

// TestTableHead: each page of a table begins with its head.
func TestTableHead(t *testing.T) {
	var rows [][]string
	for i := range 200 {
		rows = append(rows, []string{fmt.Sprint(i), words(20 + i%50)})
	}
	pages, err := pdftest.Read(made(t, func(d *Doc) {
		d.Table(Table{Columns: []Column{{Head: "Number", Figures: true}, {Head: "Words"}}, Rows: rows})
	}))
	if err != nil || len(pages) < 5 {
		t.Fatal(len(pages), err)
	}
	seen := 0
	for n, p := range pages {
		if p.Texts[0].Says != "Number" || p.Texts[1].Says != "Words" {
			t.Errorf("page %d begins with %q", n+1, p.Texts[0].Says)
		}
		for i, text := range p.Texts {
			if text.Says == fmt.Sprint(seen) && i+1 < len(p.Texts) {
				seen++ // a row begins here, and none was begun on a page before and ended here
			}
		}
		if p.Texts[2].Says != fmt.Sprint(seen-count(p)) {
			t.Errorf("page %d goes on with %q in the middle of a row", n+1, p.Texts[2].Says)
		}
	}
	if seen != len(rows) {
		t.Errorf("%d rows of %d", seen, len(rows))
	}
}

// count gives how many rows begin on a page of TestTableHead: as many texts as are all digits.
func count(p pdftest.Page) int {
	n := 0
	for _, text := range p.Texts {
		if strings.Trim(text.Says, "0123456789") == "" {
			n++
		}
	}
	return n
}

// TestUnshown: what no font has is counted, named, and drawn as a visible sign.
func TestUnshown(t *testing.T) {
	d := New(Meta{Title: "T"})
	d.Paragraph("plain 木村!")
	d.List(false, []string{"👩‍🚀!"})
	d.Gauge(Gauge{Name: "Readiness", Alt: "Said.", Says: []string{"木" + words(900)}}) // set twice, said once
	if n, kinds := d.Unshown(); n != 4 || len(kinds) != 2 {
		t.Errorf("%d unshown, %q", n, kinds)
	}
	file, err := d.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	if said, err := pdftest.Said(file); err != nil || strings.Join(strings.Fields(said), " ") != "plain \uFFFD\uFFFD! • \uFFFD! Said. \uFFFD"+words(900) {
		t.Errorf("the file says %q (%v)", said, err)
	}
}

// TestSameBytes: the same calls give the same bytes, in two goroutines at once too.
func TestSameBytes(t *testing.T) {
	for name, draw := range samples {
		var files [2][]byte
		var both sync.WaitGroup
		for i := range files {
			both.Go(func() { files[i] = made(t, draw) })
		}
		both.Wait()
		if !bytes.Equal(files[0], files[1]) {
			t.Errorf("%s: two files differ", name)
		}
	}
}

// TestNoAction: no text can make the file do anything; only links lead anywhere.
func TestNoAction(t *testing.T) {
	const evil = `) Tj ET endstream endobj 99 0 obj <</S /JavaScript /JS (app.alert(1))>> /OpenAction http://example.org`
	file := makes(t, Meta{Title: evil, Subject: evil}, func(d *Doc) {
		d.Heading(1, evil)
		d.Paragraph(evil)
		d.Gauge(Gauge{Name: evil, Alt: evil})
	})
	for _, problem := range pdftest.Check(file) {
		t.Error(problem)
	}
	d := New(Meta{Title: "T"})
	d.Links([]Link{{"Evil", "javascript:alert(1)"}})
	if _, err := d.Bytes(); err == nil {
		t.Error("a link to no page of the Web is not refused")
	}
}

func FuzzText(f *testing.F) {
	f.Add("Żółć 👩‍🚀 \xff {nb}", 2)
	f.Add("\x00\uFFFE", 1)
	f.Add(strings.Repeat("long", 200), 3)
	f.Fuzz(func(t *testing.T, text string, n int) {
		d := New(Meta{Title: text})
		d.Heading(n, text)
		d.Paragraph(text)
		d.Facts([]Fact{{text, []string{text}}})
		d.Frame([]Blank{{text, n}})
		d.Table(Table{Columns: []Column{{Head: text, Figures: true}, {Head: "b"}}, Rows: [][]string{{"a", text}}})
		file, err := d.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		for _, problem := range pdftest.Check(file) {
			t.Error(problem)
		}
	})
}

// typical is a document of about five pages, of blocks as a report has them.
func typical(d *Doc) {
	d.Heading(1, "Readiness report: Medical secretary / personal assistant")
	d.Facts([]Fact{{"Name", []string{"Zoë Example"}}, {"Date of the answers", []string{"22 November 2026"}}})
	d.Heading(2, "Your result: Nearly ready")
	d.Gauge(Gauge{Name: "Readiness", Low: 64, High: 86, Says: []string{words(30), words(20), words(20)}, Alt: "A gauge. Readiness: between 64 and 86 of 100."})
	d.Heading(2, "The requirements at a glance")
	bars := make([]Bar, 13)
	for i := range bars {
		bars[i] = Bar{Label: words(3), Low: 5 * i, High: 7 * i, Target: 65, State: "Not enough information", Figures: "35 to 49, target 65"}
	}
	d.Bars(Bars{Caption: "Essential", Alt: "A bar for each requirement.", Key: Key{"shown by your answers", "still open", "target"}, Bars: bars})
	d.Heading(2, "Requirement by requirement")
	for i := range 13 {
		d.Heading(3, words(4))
		d.Paragraph(words(20))
		t := Table{Columns: []Column{{Head: "Part"}, {Head: "Question", Names: true}, {Head: "Your answer"}, {Head: "Points", Figures: true}}}
		for range 1 + i%6 {
			t.Rows = append(t.Rows, []string{words(3), words(14), words(12), "2 of 3"})
		}
		d.Table(t)
	}
	d.Heading(2, "Your plan")
	for range 6 {
		d.Heading(3, words(4))
		d.List(false, []string{words(25), words(20), words(30)})
	}
}

// BenchmarkReport makes a report of about five pages, with its fonts kept from the one before.
func BenchmarkReport(b *testing.B) {
	b.ReportAllocs()
	size := 0
	for b.Loop() {
		d := New(Meta{Title: "Readiness report"})
		typical(d)
		file, err := d.Bytes()
		if err != nil {
			b.Fatal(err)
		}
		size = len(file)
	}
	b.ReportMetric(float64(size), "bytes/report")
}
