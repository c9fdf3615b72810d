package tables

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"readiness/assess"
)

// shortCells gives a CSV of 40 short cells a row, quoted or not.
func shortCells(rows int, quoted bool) []byte {
	const columns = 40
	random := rand.New(rand.NewPCG(6, 40))
	words := []string{"touch", "a", "often", "42", "", "gcse", "b", "n/a", "letters", "7"}
	var b bytes.Buffer
	cell := func(i int, s string) {
		if i > 0 {
			b.WriteByte(',')
		}
		if quoted {
			s = `"` + s + `"`
		}
		b.WriteString(s)
	}
	for i := range columns {
		cell(i, fmt.Sprintf("question-%d", i))
	}
	for range rows {
		b.WriteByte('\n')
		for i := range columns {
			cell(i, words[random.IntN(len(words))])
		}
	}
	b.WriteByte('\n')
	return b.Bytes()
}

// BenchmarkCSV reads rows of 40 short cells, one core: to blocks, and on to cells; and what encoding/csv does.
func BenchmarkCSV(b *testing.B) {
	for _, quoted := range []bool{false, true} {
		text := shortCells(20_000, quoted)
		kind := map[bool]string{false: "plain", true: "quoted"}[quoted]
		for _, cells := range []bool{false, true} {
			b.Run(kind+map[bool]string{false: "/blocks", true: "/cells"}[cells], func(b *testing.B) {
				b.SetBytes(int64(len(text)))
				b.ReportAllocs()
				for b.Loop() {
					t, err := OpenStream("x.csv", bytes.NewReader(text), Options{})
					if err != nil {
						b.Fatal(err)
					}
					for {
						block, err := t.Next()
						if err == io.EOF {
							break
						}
						if err != nil {
							b.Fatal(err)
						}
						if cells {
							_ = block.Each(func(r Row) error { return nil })
						}
					}
				}
			})
		}
		b.Run(kind+"/encoding-csv", func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				r := csv.NewReader(bytes.NewReader(text))
				r.ReuseRecord = true
				for {
					if _, err := r.Read(); err == io.EOF {
						break
					} else if err != nil {
						b.Fatal(err)
					}
				}
			}
		})
	}
}

// shown gives what is read of a CSV, a line each.
func shown(t *Table, rows []Row) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n%d %q\n", t.Kind, t.Line, t.Header)
	for _, r := range rows {
		fmt.Fprintf(&b, "%d@%d %q", r.Number, r.Line, r.Cells)
		if r.Fault != "" {
			b.WriteString(" " + r.Fault)
		}
		b.WriteString("\n")
	}
	return b.String()
}

// TestShapes reads CSV as Excel saves it in British and German, and as Google Forms and Sheets and the template are.
func TestShapes(t *testing.T) {
	const uk = `1 ["ID" "Start time" "Completion time" "Email" "Name" "How do you type?" "Which do you use, if any?" "When\u00a0did you start?"]
1@2 ["1" "7/2/20 11:00:22" "7/2/20 11:09:40" "anonymous" "" "I touch-type – and correct as I go" "Word;Outlook;" "2019"]
2@3 ["2" "7/2/20 11:01:05" "7/2/20 11:14:02" "anonymous" "" "Two fingers, slowly" "Word;" "£2.50 a page"]
`
	const german = `1 ["ID" "Startzeit" "Fertigstellungszeit" "E-Mail" "Name" "Wie tippen Sie, wenn es eilt?" "Welche Programme, falls überhaupt?"]
1@2 ["1" "02.07.2020 11:00" "02.07.2020 11:09" "anonymous" "" "blind, zehn Finger" "Word;Outlook;"]
2@3 ["2" "02.07.2020 11:01" "02.07.2020 11:14" "anonymous" "" "zwei Finger\r\nlangsam" "Word 3,5"]
`
	tests := []struct {
		file     string
		encoding string
		from     Source
		counts   Counts
		notes    int
		want     string
	}{
		{"excel-uk-utf8.csv", "", MicrosoftForms, Counts{Rows: 2}, 0, "CSV in UTF-8, separated by commas\n" + uk},
		{"excel-uk-1252.csv", Windows1252, MicrosoftForms, Counts{Rows: 2}, 0, "CSV in Windows-1252, separated by commas\n" + uk},
		{"excel-unicode.txt", "", MicrosoftForms, Counts{Rows: 2}, 0, "CSV in UTF-16, separated by tabs\n" + uk},
		{"excel-de-utf8.csv", "", UnknownSource, Counts{Rows: 2, Blank: 1}, 0, "CSV in UTF-8, separated by semicolons\n" + german},
		{"excel-de-1252.csv", Windows1252, UnknownSource, Counts{Rows: 2, Blank: 1}, 0, "CSV in Windows-1252, separated by semicolons\n" + german},
		{"excel-mac.csv", "", UnknownSource, Counts{Rows: 2}, 0, `CSV in UTF-8, separated by commas
1 ["reference" "name" "typing-style"]
1@2 ["A1" "Zoë" "touch"]
2@3 ["A2" "José\nMaría" "look"]
`},
		{"google-forms.csv", "", GoogleForms, Counts{Rows: 2}, 1, `CSV in UTF-8, separated by commas
1 ["Timestamp" "Total score" "How do you type?" "How do you type? [Score]" "Anything else?"]
1@2 ["2024/12/22 11:49:31 AM GMT+8" "8.00 / 10" "I touch-type" "-- / 0" "She said \"yes\",\nthen left"]
2@4 ["2024/12/22 11:50:02 AM GMT+8" "" "" "" ""]
`},
		{"google-sheet.csv", "", GoogleForms, Counts{Rows: 2}, 1, `CSV in UTF-8, separated by commas
1 ["Timestamp" "Email Address" "How do you type?" "Which do you use?"]
1@2 ["22/12/2024 11:49:31" "a@example.org" "I touch-type" "Word, Outlook"]
2@3 ["22/12/2024 11:52:00" "b@example.org" "" ""]
`},
		{"template.csv", "", UnknownSource, Counts{Rows: 2, Blank: 1, Words: 1}, 0, `CSV in UTF-8, separated by commas
1 ["reference" "name" "typing-style" "software"]
1@3 ["P1" "=Anna" "touch" "word;outlook"]
2@4 ["P2" "'t Hooft" "" ""]
`},
		{"excel-sep.csv", "", UnknownSource, Counts{Rows: 2}, 0, `CSV in UTF-8, separated by semicolons
2 ["reference" "typing-style" ""]
1@3 ["P1" "touch" ""]
2@4 ["P2" "look, then touch" ""]
`},
		{"excel-unused-columns.csv", "", UnknownSource, Counts{Rows: 2}, 1, `CSV in UTF-8, separated by commas
1 ["reference" "typing-style"]
1@2 ["P1" "touch"]
2@3 ["P2" "look"]
`},
	}
	for _, test := range tests {
		f, err := os.Open(filepath.Join("testdata", "csv", test.file))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		info, err := f.Stat()
		if err != nil {
			t.Fatal(err)
		}
		table, err := Open(test.file, f, info.Size(), Options{Encoding: test.encoding})
		if err != nil {
			t.Errorf("%s: %v", test.file, err)
			continue
		}
		rows, err := allRows(table)
		if err != nil {
			t.Errorf("%s: %v", test.file, err)
			continue
		}
		if got := shown(table, rows); got != test.want {
			t.Errorf("%s reads\n%s\nnot\n%s", test.file, got, test.want)
		}
		if table.From != test.from || table.Counts() != test.counts || len(table.Notes) != test.notes || table.Read() != info.Size() {
			t.Errorf("%s: from %d, %+v, notes %q, %d bytes read", test.file, table.From, table.Counts(), table.Notes, table.Read())
		}
	}
}

// TestRefused looks at every whole refusal: where, why, and that there is a remedy.
func TestRefused(t *testing.T) {
	wide := strings.Repeat("a,", maxColumns) + "a"
	long := strings.Repeat("x", maxRow)
	tests := []struct{ name, text, where, what string }{
		{"nothing", "", "x.csv", "the file is empty"},
		{"only a mark", bom8, "x.csv", "the file is empty"},
		{"only blank rows", "\n,,,\r\n \n", "x.csv", "the file is empty"},
		{"a header alone", "a,b\n", "x.csv:1", "no row of answers"},
		{"blank rows under the header", "a,b\n,\n\n", "x.csv:1", "no row of answers"},
		{"the template as it was", "a,b\n# the words asked,x\n,\n", "x.csv:1", "no row of answers"},
		{"one column", "a\nb\n", "x.csv:1", "not known what separates"},
		{"vertical bars", "a|b\n1|2\n", "x.csv:1", "not known what separates"},
		{"two separators", "a,b;c\n1,2;3\n", "x.csv:1", "commas and semicolons would each do"},
		{"two separators, no rows that tell", "a,b;c\n1\n", "x.csv:1", "not certain"},
		{"a wrong sep=", "sep=ab\na,b\n", "x.csv:1", "sep="},
		{"an empty sep=", "sep=\na,b\n", "x.csv:1", "sep="},
		{"open in the header", "a,\"b\n1,2\n", "x.csv:1:3", "never closed"},
		{"open in a row", "a,b\n1,2\n3,\"4\n5,6\n", "x.csv:3:3", "never closed"},
		{"open in a later line of a row", "a,b\n\"1\n2\",\"4\n5,6\n", "x.csv:3:4", "never closed"},
		{"text after a header", "\"a\"x,b\n1,2\n", "x.csv:1", "the header cannot be read: the cell in column A"},
		{"too many columns", wide + "\n1,2\n", "x.csv:1", "2001 cells"},
		{"a header of nothing", strings.Repeat(",", maxRow/2) + "a\n1,2\n", "x.csv:1", "2097153 cells"},
		{"too many cells", "a,b\n1,2\n" + wide + "\n", "x.csv:3", "2001 cells"},
		{"a long header", strings.Repeat("é", maxHeaderCell+1) + ",b\n1,2\n", "x.csv:1", "10001 characters"},
		{"a long row", "a,b\n1,2\n" + long + ",\n", "x.csv:3", "longer than 4 MiB"},
		{"a long row that is open", "a,b\n1,2\n\"" + long + "\n" + long, "x.csv:3", "a quotation mark opened in line 3 is not closed"},
		{"a long first row", long + long, "x.csv:1", "longer than 4 MiB"},
		{"a NUL", "a,b\n1,2\n3,\x004\n", "x.csv:3:3", "NUL"},
		{"a NUL after the head", "a,b\n" + strings.Repeat("1,2\n", headSize/4) + "3,\x004\n", "x.csv:16386:3", "NUL"},
		{"UTF-16 without its mark", "a\x00,\x00b\x00\n\x001\x00", "x.csv:1:2", "UTF-16 without the mark"},
		{"UTF-32", "\xff\xfe\x00\x00a\x00\x00\x00", "x.csv", "UTF-32"},
		{"a web page", " \n<HTML><body>", "x.csv", "web page"},
		{"XML", bom8 + "<?xml version=\"1.0\"?>", "x.csv", "XML"},
		{"an old workbook", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00", "x.csv", "old Excel workbook"},
		{"PDF", "%PDF-1.7\n", "x.csv", "PDF"},
		{"gzip", "\x1f\x8b\x08", "x.csv", "gzip"},
		{"a workbook on a stream", zipMark, "x.csv", "as a stream"},
	}
	for _, test := range tests {
		_, _, err := readAll(test.text, Options{})
		if !told(err) {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		p := err.(assess.Problems)[0]
		if p.Pos.String() != test.where || !strings.Contains(p.What, test.what) {
			t.Errorf("%s: %s: %s\nnot %s: …%s…", test.name, p.Pos, p.What, test.where, test.what)
		}
	}
}

// TestRows looks at rows of all kinds under a header of three columns.
func TestRows(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"quoted", `"a,b","say ""hi""",""`, `["a,b" "say \"hi\"" ""]`},
		{"only quotes in a cell", `"""",,`, `["\"" "" ""]`},
		{"fewer cells", `1`, `["1" "" ""]`},
		{"separators too many", `1,2,3,,`, `["1" "2" "3"]`},
		{"space too much", `1,2,3, `, `["1" "2" "3"]`},
		{"a quotation mark within", `5" disk,6'2,c`, `["5\" disk" "6'2" "c"]`},
		{"guards", "'=1,'+2,'-3", `["=1" "+2" "-3"]`},
		{"guards", "'@4,'＝5,''6", `["@4" "＝5" "'6"]`},
		{"guards", "'7,',\"'\r8\"", `["'7" "'" "\r8"]`},
		{"a guard before a tab and a line end", "'\t1,\"'\n2\",\"'''3\"", `["\t1" "\n2" "''3"]`},
		{"long cells", strings.Repeat("x", 100) + "," + strings.Repeat("y", 63) + ",z", `["` + strings.Repeat("x", 100) + `" "` + strings.Repeat("y", 63) + `" "z"]`},
		{"more cells", `1,2,3,4`, `["1" "2" "3" "4"] the row has something in column D, but the header ends with column C`},
		{"text after", `"1"x,2,3`, `["\"1\"x" "2" "3"] the cell in column A has text after its closing quotation mark`},
		{"a space after", `1,"2" ,3`, `["1" "\"2\" " "3"] the cell in column B has text after its closing quotation mark`},
		{"a space before", `1, "2,3`, `["1" " \"2" "3"] the cell in column B has a space before its opening quotation mark`},
		{"none before", `1,2",3`, `["1" "2\"" "3"] the cell in column B has a quotation mark at its end, but none as its first character`},
		{"a carriage return", "1,2\r3,4", `["1" "2\r3" "4"] the cell in column B has a line break of another kind than the rows have, without quotation marks round the cell`},
	}
	for _, test := range tests {
		for _, end := range []string{"\n", "\r\n", "\r\r\n"} {
			_, rows, err := readAll("a,b,c"+end+test.text+end, Options{})
			if err != nil {
				t.Errorf("%s: %v", test.name, err)
				continue
			}
			got := ""
			for _, r := range rows {
				got += strings.TrimSpace(fmt.Sprintf("%q %s", r.Cells, r.Fault))
			}
			if got != test.want {
				t.Errorf("%s: %s\nnot %s", test.name, got, test.want)
			}
		}
	}
}

// TestSeparator tells the separator from the header, and from the rows where the header holds several.
func TestSeparator(t *testing.T) {
	for text, want := range map[string]string{
		"a,b\n1;2,3;4;\n":                         "commas",
		"a;b\n1,5;2,5\n":                          "semicolons",
		"\"a,b\";c\n1,5;2\n":                      "semicolons",
		"How, if at all?;b\nx, y, z;2\n":          "semicolons",
		"How; if at all?\tb\n1\t2\n":              "tabs",
		"sep=,\na,b;c\n1,2;3\n":                   "commas",
		"\"sep=;\"\na,b;c\n1,2;3\n":               "semicolons",
		"SEP=|\na,b|c\n1,2|3\n":                   "vertical bars",
		bom8 + bom8 + "sep=\t\na\n1\n":            "tabs",
		"a,b\n1\n2;3\n":                           "commas",
		"\n;;\na, b;c\n1;2\n\n;\n3;4":             "semicolons",
		"a,b,c;d\n" + strings.Repeat("1;2\n", 70): "semicolons",
	} {
		table, _, err := readAll(text, Options{})
		if err != nil || !strings.HasSuffix(table.Kind, " by "+want) {
			t.Errorf("%q: %v, %v, not %s", text, table, err, want)
		}
	}
}
