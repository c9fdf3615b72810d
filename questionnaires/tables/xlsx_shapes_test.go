package tables

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// makeBook makes a workbook with excelize.
func makeBook(t testing.TB, build func(f *excelize.File)) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	build(f)
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// fillSheet writes rows into a sheet, which it makes if need be. A nil cell is absent.
func fillSheet(t testing.TB, f *excelize.File, sheet string, rows ...[]any) {
	t.Helper()
	if _, err := f.NewSheet(sheet); err != nil {
		t.Fatal(err)
	}
	for i, row := range rows {
		for j, v := range row {
			if v == nil {
				continue
			}
			if err := f.SetCellValue(sheet, Letter(j)+strconv.Itoa(i+1), v); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// formsBook makes a workbook as Microsoft Forms does: the sheet, a very hidden one, names that say which is which.
func formsBook(t testing.TB, sheet string, rows ...[]any) []byte {
	return makeBook(t, func(f *excelize.File) {
		const mark = "_56F9DC9755BA473782653E2940F9"
		must(t, f.SetSheetName("Sheet1", sheet))
		fillSheet(t, f, sheet, rows...)
		fillSheet(t, f, "Notes of the teacher", []any{"mine"})
		fillSheet(t, f, mark, []any{"x"})
		must(t, f.SetSheetVisible(mark, false, true))
		must(t, f.SetDefinedName(&excelize.DefinedName{Name: mark + "FormId", RefersTo: `"9f1k"`}))
		must(t, f.SetDefinedName(&excelize.DefinedName{Name: mark + "ResponseSheet", RefersTo: `"` + sheet + `"`}))
		must(t, f.SetDefinedName(&excelize.DefinedName{Name: mark + "SourceDocId", RefersTo: `"{1}"`}))
		format := `m/d/yy\ h:mm:ss`
		style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &format})
		must(t, err)
		must(t, f.SetCellStyle(sheet, "B2", "C"+strconv.Itoa(len(rows)), style))
		must(t, f.SetColVisible(sheet, "D:E", false))
		must(t, f.AddTable(sheet, &excelize.Table{Range: fmt.Sprintf("A1:%s%d", Letter(len(rows[0])-1), len(rows)), Name: "Table1"}))
	})
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestXLSXForms(t *testing.T) {
	old := formsBook(t, "Form1",
		[]any{"ID", "Start time", "Completion time", "Email", "Name", "How do you type?\u00a0\n(choose one)", "Which of these?", "When", "When2"},
		[]any{1, 45181.995138888888, 45182, "anonymous", nil, "I touch-type", "Word;Excel, or the like;", "2026", nil},
		[]any{2, 45182.5, 45182.75, "anonymous", nil, nil, nil, nil, "42"})
	quiz := formsBook(t, "Sheet1",
		[]any{"Id", "Start time", "Completion time", "Email", "Name", "Last modified time", "Total points", "Quiz feedback", "How?", "Points - How?", "Feedback - How?"},
		[]any{1, 46000.25, 46000.5, "a.b@example.org", "A B", nil, 3, nil, "So", 3, "Good"})
	for _, c := range []struct {
		file        []byte
		sheet, want string
	}{
		{old, "Form1", "1|2023-09-12T23:53:00|2023-09-13|anonymous||I touch-type|Word;Excel, or the like;|2026|\n" +
			"2|2023-09-13T12:00:00|2023-09-13T18:00:00|anonymous|||||42"},
		{quiz, "Sheet1", "1|2025-12-09T06:00:00|2025-12-09T12:00:00|a.b@example.org|A B||3||So|3|Good"},
	} {
		r := mustRead(t, c.file, Options{})
		if r.table.From != MicrosoftForms || r.table.Kind != "XLSX, sheet "+strconv.Quote(c.sheet) {
			t.Errorf("it is %s, from %d", r.table.Kind, r.table.From)
		}
		if got := r.cells(); got != c.want {
			t.Errorf("it reads\n%s\nand should read\n%s", got, c.want)
		}
		if notes := strings.Join(r.table.Notes, "\n"); !strings.Contains(notes, "2 columns are hidden in the sheet (columns ") {
			t.Errorf("it notes %q", r.table.Notes)
		}
	}
	if h := mustRead(t, old, Options{}).table.Header[5]; h != "How do you type?\u00a0\n(choose one)" {
		t.Errorf("the header is %q", h)
	}
	_, err := readXLSX(old, Options{Sheet: "notes of the teacher "})
	wantProblem(t, err, `the sheet "Notes of the teacher" has a header, but no row of answers`)
}

func TestXLSXGoogleForms(t *testing.T) {
	build := func(sheet, first string) []byte {
		return makeBook(t, func(f *excelize.File) {
			must(t, f.SetSheetName("Sheet1", sheet))
			fillSheet(t, f, sheet, []any{first, "Email Address", "Score", "Which? [Word]"},
				[]any{time.Date(2026, 9, 1, 13, 5, 9, 0, time.UTC), "a@example.org", "13.5 / 15", "Often, or always"})
		})
	}
	for _, file := range [][]byte{build("Form responses 1", "Zeitstempel"), build("Answers", "Timestamp")} {
		r := mustRead(t, file, Options{})
		if r.table.From != GoogleForms || r.cells() != "2026-09-01T13:05:09|a@example.org|13.5 / 15|Often, or always" {
			t.Errorf("from %d, it reads %s", r.table.From, r.cells())
		}
	}
}

// TestXLSXSheets holds which sheet is read.
func TestXLSXSheets(t *testing.T) {
	table := [][]any{{"a"}, {"x"}}
	book := func(hidden []string, filled ...string) []byte {
		return makeBook(t, func(f *excelize.File) {
			for _, name := range filled {
				fillSheet(t, f, name, table...)
			}
			for _, name := range hidden {
				must(t, f.SetSheetVisible(name, false))
			}
		})
	}
	for _, c := range []struct {
		name  string
		file  []byte
		sheet string
		want  string // the sheet read, or words of why none is
		fails bool
	}{
		{"the only one with content", book(nil, "Two"), "", `"Two"`, false},
		{"the only visible one", book([]string{"One"}, "One", "Two"), "", `"Two"`, false},
		{"named", book(nil, "One", "Two"), "One", `"One"`, false},
		{"named though hidden", book([]string{"One"}, "One", "Two"), "one", `"One"`, false},
		{"two", book(nil, "One", "Two"), "", `several sheets that may be meant: "One", "Two"`, true},
		{"none", book([]string{"One"}, "One"), "", `no sheet that can be seen has anything in it; the sheets are: "Sheet1", "One"`, true},
		{"not there", book(nil, "One"), "Three", `there is no sheet "Three"; the sheets are: "Sheet1", "One"`, true},
		{"empty", book(nil, "One"), "Sheet1", `the sheet "Sheet1" is empty`, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, err := readXLSX(c.file, Options{Sheet: c.sheet})
			if c.fails {
				wantProblem(t, err, c.want)
			} else if err != nil || r.table.Kind != "XLSX, sheet "+c.want || r.cells() != "x" {
				t.Errorf("it reads %+v (%v)", r, err)
			}
		})
	}
}

// TestXLSXDates compares days with excelize, and holds what is odd about them.
func TestXLSXDates(t *testing.T) {
	for days := 1.0; days < 2958465; days += 97.37 {
		got, good := appendDate(nil, days, asDate, false)
		want, err := excelize.ExcelDateToTime(days, false)
		if days < 60 || err != nil || !good {
			continue
		}
		want = want.Round(time.Second)
		if layout := "2006-01-02T15:04:05"; string(got) != want.Format(layout[:len(got)]) {
			t.Errorf("day %v is %s, and should be %s", days, got, want)
		}
	}
	for _, c := range []struct {
		days   float64
		as     look
		s1904  bool
		want   string
		refuse bool
	}{
		{1, asDate, false, "1900-01-01", false},
		{59, asDate, false, "1900-02-28", false},
		{60, asDate, false, "1900-02-29", false},
		{60.5, asDate, false, "1900-02-29T12:00:00", false},
		{61, asDate, false, "1900-03-01", false},
		{0, asDate, true, "1904-01-01", false},
		{60, asDate, true, "1904-03-01", false},
		{43719, asDate, true, "2023-09-12", false},
		{0.999999, asTime, false, "1900-01-01", false},
		{0.5, asTime, true, "12:00:00", false},
		{45181.9999999, asDate, false, "2023-09-13", false},
		{2958465, asDate, false, "9999-12-31", false},
		{2958466, asDate, false, "", true},
		{2957100, asDate, true, "", true},
		{-1, asDate, false, "", true},
	} {
		got, good := appendDate(nil, c.days, c.as, c.s1904)
		if good == c.refuse || good && string(got) != c.want {
			t.Errorf("day %v is %q (%v), and should be %q", c.days, got, good, c.want)
		}
	}
}

func TestXLSXLooks(t *testing.T) {
	for format, want := range map[string]look{
		"General": asNumber, "": asNumber, "0": asNumber, "0.00": asNumber, "#,##0;[Red]-#,##0": asNumber, `0.0" days"`: asNumber,
		`0\d`: asNumber, "@": asNumber, "0.00E+00": asNumber, `[$€-407]\ #,##0`: asNumber, "[Magenta]0": asNumber, `_-* #,##0_-`: asNumber, "# ?/?": asNumber,
		"0%": asPercent, `0.0\ %`: asPercent, `0"%"`: asNumber,
		"dd/mm/yyyy": asDate, "m/d/yy h:mm:ss": asDate, `[$-F800]dddd\,\ mmmm\ dd\,\ yyyy`: asDate, "mmm": asDate, "yyyy": asDate, "[$-409]d-mmm-yy;@": asDate,
		"h:mm": asTime, "[h]:mm:ss": asTime, "[ss]": asTime, "mm:ss.0": asTime, "h:mm AM/PM": asTime,
	} {
		if got := lookOf(format); got != want {
			t.Errorf("%q is %d, and should be %d", format, got, want)
		}
	}
}

// TestXLSXOracle reads tables that excelize has written, and finds the cells that excelize reads.
func TestXLSXOracle(t *testing.T) {
	random := rand.New(rand.NewPCG(6, 1))
	words := []string{"", "yes", "a;b;", " spaced  out ", "two\nlines", "tab\there", `<&>"'`, "é😀東京", "x_x0041_y", "_x", "=1+1", "-", "#N/A", "\u00a0", strings.Repeat("long ", 100)}
	for round := range 30 {
		columns, rows := 1+random.IntN(40), 1+random.IntN(60)
		stream := round%2 == 0
		file := makeBook(t, func(f *excelize.File) {
			var w *excelize.StreamWriter
			if stream {
				var err error
				w, err = f.NewStreamWriter("Sheet1")
				must(t, err)
			}
			for i := range rows + 1 {
				row := make([]any, columns)
				for j := range row {
					switch n := random.IntN(8); {
					case i == 0 || j == 0:
						row[j] = fmt.Sprintf("head %d %d", i, j)
					case n < 4:
						row[j] = words[random.IntN(len(words))]
					case n == 4:
						row[j] = random.IntN(1e6) - 1000
					case n == 5:
						row[j] = float64(random.IntN(1000)) / 8
					case n == 6:
						row[j] = random.IntN(2) == 0
					}
				}
				place := "A" + strconv.Itoa(i+1)
				if stream {
					must(t, w.SetRow(place, row))
				} else {
					must(t, f.SetSheetRow("Sheet1", place, &row))
				}
			}
			if stream {
				must(t, w.Flush())
			}
		})
		r := mustRead(t, file, Options{Block: 1 + random.IntN(4000)})
		f, err := excelize.OpenReader(bytes.NewReader(file))
		must(t, err)
		want, err := f.GetRows("Sheet1")
		must(t, err)
		if len(r.rows) != rows || len(want) != rows+1 || len(r.table.Header) != columns {
			t.Fatalf("%d rows and %d columns, and there are %d and %d", len(r.rows), len(r.table.Header), rows, columns)
		}
		for i, row := range r.rows {
			for j, got := range row.cells {
				w := ""
				if j < len(want[i+1]) {
					w = want[i+1][j]
				}
				if strings.TrimSpace(w) == "" {
					w = ""
				}
				if got != w {
					t.Errorf("cell %s%d is %q, and excelize reads %q", Letter(j), i+2, got, w)
				}
			}
		}
	}
}
