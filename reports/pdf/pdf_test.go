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
		d.Bars(Bars{Caption: "Levels", Key: Key{"known", "open", "target"}, Bars: bars})
		d.Bars(Bars{})
	},
	"any text": func(d *Doc) {
		d.Heading(1, "Żółć Ångström Nguyễn Ελένη Олена Գոհար ნინო ✓ – “½” £ → … Llŷr")
		d.Paragraph("\x00\x1b\u202E\uFFFF\xff 木村 שלום 👩‍🚀 🏴 e\u0301 x\u0323\u0302 a\u200Db ☎\uFE0F " + strings.Repeat("Z\u0351\u036B\u0343", 400))
		d.Paragraph("{nb} \\ ( ) \\) Tj ET")
	},
}

func made(t testing.TB, draw func(*Doc)) []byte {
	t.Helper()
	d := New(Meta{Title: "Ťitle 👩", Subject: "\xff", Date: time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)})
	draw(d)
	file, err := d.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// TestPlaces reads each sample back and looks at where things stand: nothing outside the margins, no
// text over another, every page numbered.
func TestPlaces(t *testing.T) {
	for name, draw := range samples {
		t.Run(name, func(t *testing.T) {
			pages, err := pdftest.Read(made(t, draw))
			if err != nil {
				t.Fatal(err)
			}
			places(t, pages)
		})
	}
}

// places looks at where things stand.
func places(t *testing.T, pages []pdftest.Page) {
	t.Helper()
	for n, p := range pages {
		foot := p.Texts[len(p.Texts)-1]
		if want := fmt.Sprintf("Page %d of %d", n+1, len(pages)); foot.Says != want || foot.Top < bottom || foot.Bottom > pageHeight-20 {
			t.Errorf("page %d ends with %q at %v", n+1, foot.Says, foot.Box)
		}
		texts := p.Texts[:len(p.Texts)-1]
		for i, a := range texts {
			if a.Left < left-0.02 || a.Right > right+0.02 || a.Top < top-0.02 || a.Bottom > bottom+0.02 {
				t.Errorf("page %d: %q is outside the margins: %v", n+1, a.Says, a.Box)
			}
			for _, b := range texts[:i] {
				if a.Left < b.Right-0.02 && b.Left < a.Right-0.02 && a.Top < b.Bottom-0.02 && b.Top < a.Bottom-0.02 {
					t.Errorf("page %d: %q lies over %q", n+1, a.Says, b.Says)
				}
			}
		}
		for _, f := range p.Fills {
			if f.Left < left-0.02 || f.Right > right+2 || f.Top < top-3 || f.Bottom > bottom+3 {
				t.Errorf("page %d: a rectangle is outside the margins: %v", n+1, f)
			}
		}
	}
}

// TestHeadings: no heading stands last on a page.
func TestHeadings(t *testing.T) {
	pages, err := pdftest.Read(made(t, samples["heading at the foot"]))
	if err != nil || len(pages) < 3 {
		t.Fatal(len(pages), err)
	}
	for n, p := range pages {
		if last := p.Texts[len(p.Texts)-2]; last.Size != body.size {
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

// TestUnshown: what no font has is one visible sign a character, and is counted.
func TestUnshown(t *testing.T) {
	for _, test := range []struct {
		text, shows string
		unshown     int
	}{
		{"plain", "plain", 0},
		{"e\u0301 x\u0302", "e\u0301 x\u0302", 0},
		{"👩‍🚀!", "\uFFFD!", 1},
		{"木村", "\uFFFD\uFFFD", 2},
		{"a\u200Db ✓\uFE0F", "ab ✓", 0},
		{"\xff!", "\uFFFD!", 0}, // what is not UTF-8 is read as U+FFFD, which the fonts have
		{"\x1b[0m", "\uFFFD[0m", 1},
		{"\xff\uFFFF", "\uFFFD\uFFFD", 1},
	} {
		d := New(Meta{})
		d.Paragraph(test.text)
		if d.Unshown() != test.unshown {
			t.Errorf("%q: %d unshown, want %d", test.text, d.Unshown(), test.unshown)
		}
		file, err := d.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		pages, err := pdftest.Read(file)
		if err != nil || pages[0].Texts[0].Says != test.shows {
			t.Errorf("%q is shown as %q, want %q (%v)", test.text, pages[0].Texts[0].Says, test.shows, err)
		}
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

// TestMeasure: the widths that lines are broken by are those that the file gives its reader.
func TestMeasure(t *testing.T) {
	const text = "Żółć, minutes & diaries – ½ ✓ e\u0301"
	d := New(Meta{})
	d.Paragraph(text)
	d.Heading(1, text)
	d.Paragraph("end")
	file, err := d.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	pages, err := pdftest.Read(file)
	if err != nil {
		t.Fatal(err)
	}
	for i, s := range []style{body, headings[1].style} {
		got, want := pages[0].Texts[i].Right-pages[0].Texts[i].Left, d.lineWidth(line{text, s})
		if got < want-0.01 || got > want+0.01 {
			t.Errorf("%v: %.2f, want %.2f", s, got, want)
		}
	}
}

// TestNoAction: no text can make the file do anything.
func TestNoAction(t *testing.T) {
	file := made(t, func(d *Doc) {
		d.Paragraph(`) Tj ET endstream endobj 99 0 obj <</S /JavaScript /JS (app.alert(1))>> /OpenAction http://example.org`)
	})
	for _, word := range []string{"/JS", "/JavaScript", "/OpenAction", "/AA", "/URI", "/Launch", "/Type /EmbeddedFile", "/Annots"} {
		if bytes.Contains(file, []byte(word)) {
			t.Errorf("the file has %s", word)
		}
	}
}

func FuzzText(f *testing.F) {
	f.Add("Żółć 👩‍🚀 \xff {nb}", 2)
	f.Add(strings.Repeat("long", 200), 3)
	f.Fuzz(func(t *testing.T, text string, n int) {
		d := New(Meta{Title: text})
		d.Heading(n, text)
		d.Paragraph(text)
		d.Facts([]Fact{{text, []string{text}}})
		d.Table(Table{Columns: []Column{{Head: text, Figures: true}, {Head: "b"}}, Rows: [][]string{{"a", text}}})
		file, err := d.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := pdftest.Read(file); err != nil {
			t.Fatal(err)
		}
	})
}
