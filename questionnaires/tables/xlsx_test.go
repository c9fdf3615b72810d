package tables

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"testing"

	"readiness/assess"
)

// xlsxRead is a workbook as it has been read: every row, with its cells as text.
type xlsxRead struct {
	table *Table
	rows  []xlsxRow
}

type xlsxRow struct {
	number, line int
	cells        []string
	fault        string
}

// cells gives the cells of all rows, those of a row with "|" between them.
func (r *xlsxRead) cells() string {
	var lines []string
	for _, row := range r.rows {
		line := strings.Join(row.cells, "|")
		if row.fault != "" {
			line = "! " + row.fault
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

// readXLSX reads a workbook to its end.
func readXLSX(file []byte, o Options) (*xlsxRead, error) {
	t, err := openXLSX("answers.xlsx", bytes.NewReader(file), int64(len(file)), o)
	if err != nil {
		return nil, err
	}
	r := &xlsxRead{table: t}
	for {
		b, err := t.Next()
		if err == io.EOF {
			return r, nil
		}
		if err != nil {
			return nil, err
		}
		if b.First != len(r.rows)+1 || b.Rows == 0 {
			return nil, fmt.Errorf("after %d rows, a block begins with %d and has %d", len(r.rows), b.First, b.Rows)
		}
		n := len(r.rows)
		b.Each(func(row Row) error {
			var cells []string
			for _, c := range row.Cells {
				cells = append(cells, string(c))
			}
			r.rows = append(r.rows, xlsxRow{row.Number, row.Line, cells, row.Fault})
			return nil
		})
		if len(r.rows)-n != b.Rows {
			return nil, fmt.Errorf("a block of %d rows gives %d", b.Rows, len(r.rows)-n)
		}
	}
}

// mustRead reads a workbook that is sound.
func mustRead(t *testing.T, file []byte, o Options) *xlsxRead {
	t.Helper()
	r, err := readXLSX(file, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// A bookFile is a file in a workbook that is written by hand.
type bookFile struct{ name, text string }

const (
	xmlHead   = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	xmlMain   = ` xmlns="` + mainSpace + `"`
	xmlOffice = ` xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	relation0 = `http://schemas.openxmlformats.org/officeDocument/2006/relationships/`
)

// bookOf makes a workbook of one sheet "Answers", which is the worksheet given, with these shared texts.
func bookOf(worksheet string, texts ...string) []bookFile {
	shared := xmlHead + `<sst` + xmlMain + `>`
	for _, s := range texts {
		shared += `<si>` + s + `</si>`
	}
	return []bookFile{
		{"[Content_Types].xml", xmlHead + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`},
		{"_rels/.rels", xmlHead + `<Relationships xmlns="` + relationSpace + `"><Relationship Id="rId1" Type="` + relation0 + `officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{"xl/workbook.xml", xmlHead + `<workbook` + xmlMain + xmlOffice + `><sheets><sheet name="Answers" sheetId="1" r:id="rId1"/></sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", xmlHead + `<Relationships xmlns="` + relationSpace + `">` +
			`<Relationship Id="rId1" Type="` + relation0 + `worksheet" Target="worksheets/sheet1.xml"/>` +
			`<Relationship Id="rId2" Type="` + relation0 + `styles" Target="styles.xml"/>` +
			`<Relationship Id="rId3" Type="` + relation0 + `sharedStrings" Target="sharedStrings.xml"/></Relationships>`},
		{"xl/styles.xml", xmlHead + `<styleSheet` + xmlMain + `><numFmts count="1"><numFmt numFmtId="164" formatCode="dd\/mm\/yyyy\ hh:mm:ss"/></numFmts>` +
			`<cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="9"/></cellXfs></styleSheet>`},
		{"xl/sharedStrings.xml", shared + `</sst>`},
		{"xl/worksheets/sheet1.xml", worksheet},
	}
}

// sheetOf makes a worksheet of rows.
func sheetOf(rows string) string {
	return xmlHead + `<worksheet` + xmlMain + `><dimension ref="A1"/><sheetData>` + rows + `</sheetData></worksheet>`
}

// with gives the files with one of them changed.
func with(files []bookFile, name string, change func(string) string) []bookFile {
	files = slices.Clone(files)
	for i, f := range files {
		if f.name == name {
			files[i].text = change(f.text)
		}
	}
	return files
}

// without gives the files without one of them.
func without(files []bookFile, name string) []bookFile {
	return slices.DeleteFunc(slices.Clone(files), func(f bookFile) bool { return f.name == name })
}

// zipped makes a ZIP of files.
func zipped(t testing.TB, files []bookFile) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range files {
		h := &zip.FileHeader{Name: f.name}
		if len(f.text) > 4000 {
			h.Method = zip.Deflate
		}
		w, err := z.CreateHeader(h)
		if err == nil {
			_, err = io.WriteString(w, f.text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// header is a first row with three columns.
const header3 = `<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c><c r="B1" t="inlineStr"><is><t>b</t></is></c><c r="C1" t="str"><v>c</v></c></row>`

func TestXLSXCells(t *testing.T) {
	texts := []string{`<t>plain</t>`, `<r><rPr><b/></rPr><t>rich </t></r><r><t xml:space="preserve"> text</t></r>`,
		`<t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/>`, `<t>a_x000D__x000A_b _x005F_x000D_ _xD83D__xDE00_ _x0007_</t>`,
		`<t>&lt;&amp;&#233;&#x1F600;&gt;<![CDATA[<b>&]]></t>`, `<t/>`}
	cases := []struct{ name, rows, want string }{
		{"shared", `<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c><c r="C2" t="s"><v>2</v></c></row>`, "plain|rich  text|東京"},
		{"escapes", `<row r="2"><c r="A2" t="s"><v>3</v></c><c r="B2" t="s"><v>4</v></c><c r="C2" t="s"><v>5</v></c></row>`, "a\r\nb _x000D_ 😀 _x0007_|<&é😀><b>&|"},
		{"absent cells", `<row r="2"><c r="B2"><v>7</v></c></row>`, "|7|"},
		{"no places", `<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>`, "1|2|\n3||"},
		{"inline", `<row r="2"><c r="A2" t="inlineStr"><is><r><t>x</t></r><r><t>y</t></r></is></c></row>`, "xy||"},
		{"numbers", `<row r="2"><c r="A2"><v>42</v></c><c r="B2"><v>4.2E1</v></c><c r="C2" t="n"><v>42.0</v></c></row>`, "42|42|42"},
		{"fractions", `<row r="2"><c r="A2"><v>0.10000000000000001</v></c><c r="B2"><v>-0</v></c><c r="C2"><v> 1E+20 </v></c></row>`, "0.1|0|1e+20"},
		{"no numbers", `<row r="2"><c r="A2"><v>NaN</v></c></row><row r="3"><c r="B3"><v>0x10</v></c></row>`,
			"! cell A2 should hold a number or a date, and holds something else\n! cell B3 should hold a number or a date, and holds something else"},
		{"dates", `<row r="2"><c r="A2" s="1"><v>45181</v></c><c r="B2" s="2"><v>45181.995138888888</v></c><c r="C2" s="2"><v>0.5</v></c></row>`,
			"2023-09-12|2023-09-12T23:53:00|12:00:00"},
		{"written dates", `<row r="2"><c r="A2" t="d"><v>2023-09-12T00:00:00</v></c><c r="B2" t="d"><v>2023-09-12T23:53:00Z</v></c></row>`,
			"2023-09-12|2023-09-12T23:53:00|"},
		{"percent", `<row r="2"><c r="A2" s="3"><v>1</v></c><c r="B2" s="3"><v>0.07</v></c></row>`, "100%|7%|"},
		{"truth", `<row r="2"><c r="A2" t="b"><v>1</v></c><c r="B2" t="b"><v>0</v></c></row>`, "TRUE|FALSE|"},
		{"no truth", `<row r="2"><c r="A2" t="b"><v>2</v></c></row>`, "! cell A2 should hold TRUE or FALSE, and holds something else"},
		{"error", `<row r="2"><c r="B2" t="e"><v>#REF!</v></c></row>`, "! cell B2 holds the error #REF!"},
		{"unknown error", `<row r="2"><c r="B2" t="e"><v>&lt;script></v></c></row>`, "! cell B2 holds the error of a formula"},
		{"formula", `<row r="2"><c r="A2"><f>1+1</f><v>2</v></c><c r="B2" t="str"><f>"a"</f><v>a</v></c><c r="C2" t="str"><f>""</f><v></v></c></row>`, "2|a|"},
		{"formula with an empty result", `<row r="2"><c r="B2"><f>H4</f><v></v></c></row>`, "! cell B2 has a formula, and the file does not hold its result"},
		{"formula with an empty result, short", `<row r="2"><c r="A2"><v>1</v></c><c r="B2" t="n"><f>H4</f><v/></c></row>`, "! cell B2 has a formula, and the file does not hold its result"},
		{"formula with a blank result", `<row r="2"><c r="B2"><f>H4</f><v> </v></c></row>`, "! cell B2 has a formula, and the file does not hold its result"},
		{"formula without result", `<row r="2"><c r="B2"><f>1+1</f></c></row>`, "! cell B2 has a formula, and the file does not hold its result"},
		{"beyond", `<row r="2"><c r="A2"><v>1</v></c><c r="E2"><v>1</v></c></row>`, "! the row has something in column E, but the header ends with column C"},
		{"nothing beyond", `<row r="2"><c r="A2"><v>1</v></c><c r="XFD2" s="1"/><c/></row>`, ""},
		{"space beyond", `<row r="2"><c r="A2"><v>1</v></c><c r="E2" t="str"><v>  </v></c></row>`, "1||"},
		{"guarded", `<row r="2"><c r="A2" t="str"><v>'=1+1</v></c><c r="B2" t="str"><v>'tis</v></c></row>`, "=1+1|'tis|"},
		{"blank rows", `<row r="2"/><row r="5"><c r="A5"><v>1</v></c></row><row r="6"><c r="A6" t="str"><v> </v></c></row>`, "1||"},
		{"far row", `<row r="2"><c r="A2"><v>1</v></c></row><row r="1048576"><c r="A1048576"><v>2</v></c></row>`, "1||\n2||"},
		{"words", `<row r="2"><c r="A2" t="str"><v># the words asked</v></c><c r="B2" t="str"><v>How?</v></c></row><row r="3"><c r="A3"><v>1</v></c></row>`, "1||"},
		{"line ends", "<row r=\"2\">\r\n <c r=\"A2\" t=\"str\"><v>a\r\nb\rc\n</v></c> <!-- no --> <?no?></row>", "a\nb\nc\n||"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			r, err := readXLSX(zipped(t, bookOf(sheetOf(header3+c.rows), texts...)), Options{})
			if c.want == "" {
				if err == nil {
					t.Fatalf("it is accepted, with\n%s", r.cells())
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if got := r.cells(); got != c.want {
				t.Errorf("it reads\n%s\nand should read\n%s", got, c.want)
			}
		})
	}
}

func TestXLSXCounts(t *testing.T) {
	rows := `<row r="3" hidden="1"><c r="A3" t="str"><v># the words asked of you</v></c></row><row r="4"/><row r="7" hidden="1"><c r="A7"><f>1</f><v>1</v></c></row>` +
		`<row r="1000"><c r="C1000"><v>1</v></c></row><row r="1048576"/>`
	sheet := strings.Replace(sheetOf(header3+rows), `<sheetData>`, `<cols><col min="2" max="3" hidden="1"/><col min="4" max="16384" hidden="1"/></cols><sheetData>`, 1)
	sheet = strings.Replace(sheet, `</sheetData>`, `</sheetData><mergeCells><mergeCell ref="A7:B7"/><mergeCell ref="A1001:B1002"/><mergeCell ref="E9"/></mergeCells>`, 1)
	r := mustRead(t, zipped(t, bookOf(sheet)), Options{})
	if got, want := r.table.Counts(), (Counts{Rows: 2, Blank: 1 + 3 + 992, Words: 1}); got != want {
		t.Errorf("it counts %+v, and should %+v", got, want)
	}
	if r.rows[1].number != 2 || r.rows[1].line != 1000 {
		t.Errorf("the last row is %d in line %d", r.rows[1].number, r.rows[1].line)
	}
	notes := "2 rows are hidden in the sheet (rows 3, 7); they were read like the others.\n" +
		"2 columns are hidden in the sheet (columns B, C); they were read like the others.\n" +
		"1 cell is a formula (A7); the result saved with it was read.\n" +
		"1 merged range (A7:B7) was read as its first cell, and the others as blank."
	if got := strings.Join(r.table.Notes, "\n"); got != notes {
		t.Errorf("it notes\n%s\nand should\n%s", got, notes)
	}
	if r.table.Kind != `XLSX, sheet "Answers"` || r.table.Line != 1 || !slices.Equal(r.table.Header, []string{"a", "b", "c"}) {
		t.Errorf("it is %s, with the header %q in line %d", r.table.Kind, r.table.Header, r.table.Line)
	}
}

// TestXLSXNotesNamePlaces: a note names the first places, and says what was read there.
func TestXLSXNotesNamePlaces(t *testing.T) {
	rows, merged := "", ""
	for i := 2; i < 9; i++ {
		rows += fmt.Sprintf(`<row r="%d" hidden="1"><c r="A%d"><f>H4</f><v>1</v></c></row>`, i, i)
		merged += fmt.Sprintf(`<mergeCell ref="A%d:B%d"/>`, i, i)
	}
	rows += `<row r="9"><c r="B9"><f>H4</f><v/></c></row>`
	sheet := strings.Replace(sheetOf(header3+rows), `<sheetData>`, `<cols><col min="1" max="7" hidden="1"/></cols><sheetData>`, 1)
	sheet = strings.Replace(sheet, `</sheetData>`, `</sheetData><mergeCells>`+merged+`</mergeCells>`, 1)
	for i, want := range []string{
		"7 rows are hidden in the sheet (rows 2, 3, 4, 5, 6 and 2 more); they were read like the others.",
		"7 columns are hidden in the sheet (columns A, B, C, D, E and 2 more); they were read like the others.",
		"8 cells are formulas (A2, A3, A4, A5, A6 and 3 more); a result is saved with 7 of them, which was read; the others hold none.",
		"7 merged ranges (A2:B2, A3:B3, A4:B4, A5:B5, A6:B6 and 2 more) were each read as their first cell, and the others as blank.",
	} {
		if got := mustRead(t, zipped(t, bookOf(sheet)), Options{}).table.Notes; len(got) != 4 || got[i] != want {
			t.Errorf("it notes %q, and should %q", got, want)
		}
	}
}

// TestXLSXBlocks reads the same in blocks of any size, by another goroutine, after the whole table has been read.
func TestXLSXBlocks(t *testing.T) {
	rows := ""
	for i := 2; i < 500; i++ {
		rows += fmt.Sprintf(`<row r="%d"><c r="A%d" t="str"><v>own %d</v></c><c r="B%d" t="s"><v>%d</v></c></row>`, i, i, i, i, i%3)
	}
	file := zipped(t, bookOf(sheetOf(header3+rows), `<t>no</t>`, `<t>yes</t>`, `<t>perhaps</t>`))
	want := mustRead(t, file, Options{}).cells()
	for _, size := range []int{1, 100, 5000} {
		table, err := openXLSX("", bytes.NewReader(file), int64(len(file)), Options{Block: size})
		if err != nil {
			t.Fatal(err)
		}
		var blocks []*Block
		for {
			b, err := table.Next()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			blocks = append(blocks, b)
		}
		if size == 100 && len(blocks) < 50 || table.Read() != int64(len(file)) {
			t.Errorf("%d blocks of %d bytes, %d bytes of %d read", len(blocks), size, table.Read(), len(file))
		}
		var got []string
		done := make(chan bool)
		go func() {
			for _, b := range blocks {
				b.Each(func(row Row) error {
					got = append(got, string(bytes.Join(row.Cells, []byte("|"))))
					return nil
				})
			}
			close(done)
		}()
		<-done
		if strings.Join(got, "\n") != want {
			t.Errorf("in blocks of %d bytes it reads otherwise", size)
		}
	}
}

// TestXLSXRefused holds what must be refused, and why.
func TestXLSXRefused(t *testing.T) {
	row2 := `<row r="2"><c r="A2"><v>1</v></c></row>`
	good := bookOf(sheetOf(header3+row2), `<t>x</t>`)
	sheet := func(rows string) []bookFile { return bookOf(sheetOf(header3+rows), `<t>x</t>`) }
	replace := func(name, old, new string) []bookFile {
		return with(good, name, func(s string) string {
			if !strings.Contains(s, old) {
				t.Fatalf("%s has no %s", name, old)
			}
			return strings.Replace(s, old, new, 1)
		})
	}
	const book, rels, first = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml"
	cases := []struct {
		name  string
		files []bookFile
		want  string
	}{
		{"row twice", sheet(row2 + row2), "row 2 comes after row 2"},
		{"rows out of order", sheet(`<row r="3"/>` + row2), "row 2 comes after row 3"},
		{"row 0", sheet(`<row r="0"/>`), `a row has the number "0"`},
		{"row -1", sheet(`<row r="-1"/>`), `a row has the number "-1"`},
		{"row too large", sheet(`<row r="1048577"/>`), `a row has the number "1048577"`},
		{"row of 2147483647", sheet(`<row r="2147483647"/>`), `a row has the number`},
		{"cell twice", sheet(`<row r="2"><c r="A2"/><c r="A2"/></row>`), "a cell in column 1 comes after one in column 1"},
		{"cells out of order", sheet(`<row r="2"><c r="B2"/><c r="A2"/></row>`), "a cell in column 1 comes after one in column 2"},
		{"cell of another row", sheet(`<row r="2"><c r="A3"/></row>`), `a cell has the place "A3"`},
		{"column too far", sheet(`<row r="2"><c r="XFE2"/></row>`), `a cell has the place "XFE2"`},
		{"no place", sheet(`<row r="2"><c r="2"/></row>`), `a cell has the place "2"`},
		{"text -1", sheet(`<row r="2"><c r="A2" t="s"><v>-1</v></c></row>`), `cell A2 names the text "-1"`},
		{"text too large", sheet(`<row r="2"><c r="A2" t="s"><v>1</v></c></row>`), `cell A2 names the text "1", and the workbook has 1`},
		{"no text", sheet(`<row r="2"><c r="A2" t="s"><v/></c></row>`), `cell A2 names the text ""`},
		{"unknown type", sheet(`<row r="2"><c r="A2" t="x"><v>1</v></c></row>`), `a cell is of the type "x"`},
		{"unknown format", sheet(`<row r="2"><c r="A2" s="4"><v>1</v></c></row>`), `a cell has the format "4"`},
		{"two values", sheet(`<row r="2"><c r="A2"><v>1</v><v>2</v></c></row>`), "cell A2 has two values"},
		{"text in a number", sheet(`<row r="2"><c r="A2"><is><t>1</t></is></c></row>`), "or one of the wrong kind"},
		{"odd child of a cell", sheet(`<row r="2"><c r="A2"><w>1</w></c></row>`), "something else within cell A2"},
		{"odd child of a row", sheet(`<row r="2"><d r="A2"/></row>`), "something else among the cells of row 2"},
		{"odd child of the rows", sheet(`<rows r="2"/>`), "something else among the rows, after row 1"},
		{"foreign row", sheet(`<x:row xmlns:x="` + mainSpace + `" r="2"/>`), "something else among the rows"},
		{"row of another space", sheet(`<row xmlns="urn:x" r="2"/>`), "something else among the rows"},
		{"element in a value", sheet(`<row r="2"><c r="A2"><v>1<b/></v></c></row>`), "an element within a text"},
		{"long text", sheet(`<row r="2"><c r="A2" t="str"><v>` + strings.Repeat("x", maxCell+1) + `</v></c></row>`), "has a text longer than 1048576 bytes"},
		{"error in the header", bookOf(sheetOf(`<row r="1"><c r="A1" t="e"><v>#N/A</v></c></row>` + row2)), "in the header, cell A1 holds the error #N/A"},
		{"wide header", bookOf(sheetOf(`<row r="1"><c r="XFD1"><v>1</v></c></row>`)), "the header has more than 2000 columns"},
		{"no rows", sheet(``), "has a header, but no row of answers"},
		{"nothing", bookOf(sheetOf(``)), "no sheet that can be seen has anything in it"},
		{"two places for rows", replace(first, "</sheetData>", "</sheetData><sheetData/>"), "two places for rows"},
		{"no place for rows", bookOf(xmlHead + `<worksheet` + xmlMain + `/>`), "it has no rows, not even an empty place"},
		{"hidden text", replace(first, "</sheetData>", `</sheetData><mergeCells><mergeCell ref="A1:A2"/></mergeCells>`), "cell A2 holds something, and lies hidden under the merged range A1:A2"},
		{"bad merged range", replace(first, "</sheetData>", `</sheetData><mergeCells><mergeCell ref="B2:A1"/></mergeCells>`), "it has a merged range"},
		{"after the end", replace(first, "</worksheet>", "</worksheet><worksheet/>"), "it goes on after its end"},
		{"text after the end", replace(first, "</worksheet>", "</worksheet>x"), "it has text outside its elements"},
		{"no relation", replace(book, `r:id="rId1"`, `r:id="rId9"`), `does not say where its sheet "Answers" is`},
		{"no sheets", replace(book, `<sheet name="Answers" sheetId="1" r:id="rId1"/>`, ``), "the workbook has no sheets"},
		{"two of a name", replace(book, `<sheet name`, `<sheet name="ANSWERS" sheetId="2" r:id="rId1"/><sheet name`), `the workbook has two sheets "Answers"`},
		{"odd state", replace(book, `sheetId`, `state="x" sheetId`), "neither visible nor hidden"},
		{"no styles", without(good, "xl/styles.xml"), "xl/styles.xml is missing"},
		{"no texts", without(good, "xl/sharedStrings.xml"), "xl/sharedStrings.xml is missing"},
		{"no sheet", without(good, first), "the sheet \"Answers\", is missing"},
		{"no relations", without(good, rels), "xl/_rels/workbook.xml.rels is missing"},
		{"relation twice", replace(rels, `Id="rId2"`, `Id="rId1"`), `it has the relation "rId1" twice`},
		{"outside", replace(rels, `Target="worksheets/sheet1.xml"`, `Target="http://example.org/" TargetMode="External"`), "does not say where its sheet"},
		{"part twice", append(slices.Clone(good), bookFile{"XL/Workbook.xml", ""}), `two files "xl/workbook.xml"`},
		{"binary workbook", replace("_rels/.rels", "xl/workbook.xml", "xl/workbook.bin"), "binary workbook (.xlsb)"},
		{"OpenDocument", []bookFile{{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}, {"content.xml", ""}}, "OpenDocument file (.ods)"},
		{"Numbers", []bookFile{{"Index/Document.iwa", ""}}, "Numbers spreadsheet"},
		{"Word", append(slices.Clone(good[:1]), bookFile{"word/document.xml", ""}), "text document"},
		{"zipped CSV", []bookFile{{"Form.csv", "a,b"}}, "ZIP file with tables in it"},
		{"workbook in a ZIP", []bookFile{{"Form.xlsx", "PK"}}, "ZIP file with tables in it"},
		{"another space", replace(first, mainSpace, "urn:x"), "it should hold a worksheet and holds something else"},
		{"UTF-16", with(good, first, func(s string) string { return "\xff\xfe<\x00" }), "it is in UTF-16"},
		{"Latin 1", replace(first, "UTF-8", "ISO-8859-1"), `it says it is in "ISO-8859-1"`},
		{"DOCTYPE", replace(first, "<worksheet", `<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><worksheet`), "it has a DOCTYPE"},
		{"entity", sheet(`<row r="2"><c r="A2" t="str"><v>&b;</v></c></row>`), `it has the entity "&b;"`},
		{"cut", with(good, first, func(s string) string { return s[:strings.Index(s, "</row>")+6] }), "it ends in the middle"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, err := readXLSX(zipped(t, c.files), Options{})
			wantProblem(t, err, c.want)
		})
	}
}

// wantProblem checks that an error is problems with a place, a cause that has these words, and a remedy.
func wantProblem(t *testing.T, err error, want string) {
	t.Helper()
	var ps assess.Problems
	if !errors.As(err, &ps) {
		t.Fatalf("the error is %v, and should say %q", err, want)
	}
	if p := ps[0]; p.File != "answers.xlsx" || !strings.Contains(p.What, want) || p.Fix == "" {
		t.Errorf("it says %q (%s), and should say %q", err, p.Fix, want)
	}
}

// TestXLSXNamespaces reads a workbook with a prefix on every element, a strict one, and one with backslashes.
func TestXLSXNamespaces(t *testing.T) {
	good := bookOf(sheetOf(header3+`<row r="2"><c r="A2" t="s"><v>0</v></c></row>`), `<t>x</t>`)
	strict, prefixed := slices.Clone(good), slices.Clone(good)
	for i := range good {
		strict[i].text = strings.ReplaceAll(strings.ReplaceAll(good[i].text, mainSpace, mainSpaceStrict),
			relation0, "http://purl.oclc.org/ooxml/officeDocument/relationships/")
		if strings.HasPrefix(good[i].name, "xl/") && !strings.HasSuffix(good[i].name, ".rels") {
			s := strings.ReplaceAll(good[i].text, "xmlns=", "xmlns:x=")
			s = strings.ReplaceAll(strings.ReplaceAll(s, "<", "<x:"), "<x:/", "</x:")
			prefixed[i].text = strings.ReplaceAll(s, "<x:?", "<?")
		}
	}
	backslashes := slices.Clone(good)
	for i := range backslashes {
		backslashes[i].name = strings.ReplaceAll(backslashes[i].name, "/", `\`)
	}
	absolute := with(good, "_rels/.rels", func(s string) string { return strings.Replace(s, `Target="`, `Target="/`, 1) })
	for name, files := range map[string][]bookFile{"strict": strict, "prefixed": prefixed, "backslashes": backslashes, "absolute": absolute} {
		if got := mustRead(t, zipped(t, files), Options{}).cells(); got != "x||" {
			t.Errorf("%s: it reads %q", name, got)
		}
	}
}

// TestXLSXLibreOffice reads a file that LibreOffice has saved.
func TestXLSXLibreOffice(t *testing.T) {
	file, err := os.ReadFile("testdata/xlsx/libreoffice.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	r := mustRead(t, file, Options{})
	want, err := os.ReadFile("testdata/xlsx/libreoffice.txt")
	if err != nil {
		t.Fatal(err)
	}
	got := strings.Join(r.table.Header, "|") + "\n" + r.cells() + "\n" + strings.Join(r.table.Notes, "\n") + "\n"
	if got != string(want) {
		t.Errorf("it reads\n%s", got)
	}
}
