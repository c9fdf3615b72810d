package tables

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"
	"time"
)

// FuzzXLSX reads any file as a workbook: without a panic, in a short time, and twice the same.
func FuzzXLSX(f *testing.F) {
	f.Add(zipped(f, bookOf(sheetOf(header3+`<row r="2"><c r="A2" t="s"><v>0</v></c></row>`), `<t>x</t>`)))
	if file, err := os.ReadFile("testdata/xlsx/libreoffice.xlsx"); err == nil {
		f.Add(file)
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		start := time.Now()
		a, err := readXLSX(file, Options{})
		b, err2 := readXLSX(file, Options{Block: 1})
		if (err == nil) != (err2 == nil) || err == nil && a.cells() != b.cells() {
			t.Errorf("it is read in two ways: %v, %v", err, err2)
		}
		if took := time.Since(start); took > time.Minute {
			t.Errorf("it takes %v", took)
		}
	})
}

// FuzzXLSXSheet reads any XML as the sheet, the texts and the formats of a workbook whose ZIP is sound.
func FuzzXLSXSheet(f *testing.F) {
	good := bookOf(sheetOf(header3+`<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" s="1"><f>1</f><v>7</v></c></row>`), `<t>x</t>`)
	f.Add([]byte(good[6].text), []byte(good[5].text), []byte(good[4].text))
	f.Fuzz(func(t *testing.T, sheet, texts, styles []byte) {
		files := with(good, good[6].name, func(string) string { return string(sheet) })
		files = with(files, good[5].name, func(string) string { return string(texts) })
		files = with(files, good[4].name, func(string) string { return string(styles) })
		file := zipped(t, files)
		sameSlowly(t, files, file)
		table, err := openXLSX("", bytes.NewReader(file), int64(len(file)), Options{Block: 100})
		if err != nil {
			return
		}
		rows := 0
		for {
			b, err := table.Next()
			if err == io.EOF {
				if c := table.Counts(); c.Rows != rows || rows == 0 {
					t.Errorf("it has %d rows and counts %+v", rows, c)
				}
				return
			}
			if err != nil {
				return
			}
			err = b.Each(func(row Row) error {
				rows++
				if row.Number != rows || len(row.Cells) != len(table.Header) {
					t.Errorf("row %d has the number %d and %d cells", rows, row.Number, len(row.Cells))
				}
				return nil
			})
			if err != nil {
				t.Error(err)
			}
		}
	})
}

// sameSlowly reads a workbook again with cells written so that the short way for the usual ones does not take them.
func sameSlowly(t *testing.T, files []bookFile, file []byte) {
	sheet := files[6].text
	if strings.Contains(sheet, "<!") || strings.Contains(strings.TrimPrefix(sheet, xmlHead), "<?") {
		return
	}
	slow := with(files, files[6].name, func(s string) string { return strings.ReplaceAll(s, `<c r=`, `<c  r=`) })
	a, err := readXLSX(file, Options{})
	b, err2 := readXLSX(zipped(t, slow), Options{})
	if fmt.Sprint(err) != fmt.Sprint(err2) || err == nil && a.cells() != b.cells() {
		t.Errorf("slowly it is read otherwise: %v, %v", err, err2)
	}
}
