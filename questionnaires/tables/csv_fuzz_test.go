package tables

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"readiness/assess"
)

// readAll reads a CSV, and gives its rows with cells of their own.
func readAll(text string, o Options) (*Table, []Row, error) {
	t, err := OpenStream("x.csv", strings.NewReader(text), o)
	if err != nil {
		return nil, nil, err
	}
	rows, err := allRows(t)
	return t, rows, err
}

func allRows(t *Table) ([]Row, error) {
	var rows []Row
	for {
		b, err := t.Next()
		if err == io.EOF {
			return rows, nil
		}
		if err != nil {
			return nil, err
		}
		if b.Rows == 0 || b.First != len(rows)+1 {
			return nil, fmt.Errorf("a block of %d rows from %d follows row %d", b.Rows, b.First, len(rows))
		}
		err = b.Each(func(r Row) error {
			cells := make([][]byte, len(r.Cells))
			for i, c := range r.Cells {
				cells[i] = bytes.Clone(c)
			}
			r.Cells = cells
			rows = append(rows, r)
			if r.Number != len(rows) {
				return fmt.Errorf("row %d is numbered %d", len(rows), r.Number)
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
		if len(rows) != b.First+b.Rows-1 {
			return nil, fmt.Errorf("a block of %d rows from %d ends with row %d", b.Rows, b.First, len(rows))
		}
	}
}

// told says whether an error is one that a person can do something about.
func told(err error) bool {
	var ps assess.Problems
	if !errors.As(err, &ps) || len(ps) == 0 {
		return false
	}
	return ps[0].What != "" && ps[0].Fix != "" && ps[0].File != ""
}

// FuzzCSV feeds any bytes. Whatever they are: no panic; a problem has its three parts; rows and counts agree; each
// row has as many cells as the header unless it is faulty; block sizes change nothing; the quick ways of taking rows
// apart give what the careful way gives; and where encoding/csv accepts the text and nothing differs by design, the
// cells are the same.
func FuzzCSV(f *testing.F) {
	for _, s := range []string{
		"a,b\n1,2\n", "a;b\r\n\"x;\ny\";2\r\n;\r\n", "a\tb\r1\t2\r", "sep=;\na;b\n1;2\n", "\xef\xbb\xbfa,b\n'=1,''x\n",
		"a,b\n\"1\"\"2\",\"\"\n\"\",\"\"\n", "a,b\n\"1\"x,2\n x,\"y\n", "a,b\n1,2,3\n1\n,,,\n1,,,\n", "\xff\xfea\x00,\x00b\x00\n\x001\x00,\x002\x00",
		"a,b\n\"never closed\n", "a,b\n1,\xe4\n", "\n\n,,\na,b\n# the words asked,x\n\"# the words asked\",y\n1,2", "a,b\r\r\n1,2\r\r\n", "a,b;c\n1,2;3\n",
		"a;b\rxy\nCb\rxy\n\";2\";\";", "a,b\n1,2\r3\r\n4\n",
		"q1,q2,q3\n\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\",\"b\",\"c\"\nxxxxxxxxx,yyyyyyyyyyyyyyyyyy,zzzz\n",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		table, rows, err := readAll(text, Options{})
		for _, block := range []int{1, 7, 64} {
			other, same, otherErr := readAll(text, Options{Block: block})
			if fmt.Sprint(err) != fmt.Sprint(otherErr) || !slices.EqualFunc(rows, same, equalRows) {
				t.Fatalf("with blocks of %d bytes: %v, %v\nelse: %v, %v", block, otherErr, same, err, rows)
			}
			if err == nil && (other.counts != table.counts || !slices.Equal(other.Notes, table.Notes)) {
				t.Fatalf("with blocks of %d bytes: %v %q\nelse: %v %q", block, other.counts, other.Notes, table.counts, table.Notes)
			}
		}
		if err != nil {
			if !told(err) {
				t.Fatalf("not told well: %#v", err)
			}
			return
		}
		if table.Counts().Rows != len(rows) || len(rows) == 0 {
			t.Fatalf("%d rows, counted as %d", len(rows), table.Counts().Rows)
		}
		for _, r := range rows {
			if r.Fault == "" && len(r.Cells) != len(table.Header) {
				t.Fatalf("row %d has %d cells and no fault", r.Number, len(r.Cells))
			}
			if !utf8.Valid(bytes.Join(r.Cells, nil)) {
				t.Fatalf("row %d is no UTF-8", r.Number)
			}
		}
		likeEncodingCSV(t, text, table, rows)
	})
}

func equalRows(a, b Row) bool {
	return a.Number == b.Number && a.Line == b.Line && a.Fault == b.Fault && slices.EqualFunc(a.Cells, b.Cells, bytes.Equal)
}

// likeEncodingCSV compares with encoding/csv. By design, other encodings, lone carriage returns, lines before the
// header, rows that are no people, guards and what makes a row faulty differ.
func likeEncodingCSV(t *testing.T, text string, table *Table, rows []Row) {
	if table.Line != 1 || !strings.HasPrefix(table.Kind, "CSV in UTF-8") || table.Counts().Blank+table.Counts().Words > 0 ||
		strings.ContainsAny(strings.ReplaceAll(text, "\r\n", "\n"), "\r'") || strings.HasPrefix(text, bom8) {
		return
	}
	r := csv.NewReader(strings.NewReader(text))
	r.FieldsPerRecord = -1
	switch {
	case strings.HasSuffix(table.Kind, "semicolons"):
		r.Comma = ';'
	case strings.HasSuffix(table.Kind, "tabs"):
		r.Comma = '\t'
	}
	all, err := r.ReadAll()
	if err != nil {
		return
	}
	if len(all) != len(rows)+1 || !slices.Equal(all[0], table.Header) {
		t.Fatalf("encoding/csv reads %q", all)
	}
	for i, row := range rows {
		if row.Fault != "" {
			continue
		}
		theirs := all[i+1]
		for j := range max(len(theirs), len(row.Cells)) {
			var a, b string
			if j < len(theirs) {
				a = theirs[j]
			}
			if j < len(row.Cells) {
				b = strings.ReplaceAll(string(row.Cells[j]), "\r\n", "\n")
			}
			if a != b && (j < len(row.Cells) || strings.TrimSpace(a) != "") {
				t.Fatalf("row %d: encoding/csv reads %q, this %q", row.Number, theirs, row.Cells)
			}
		}
	}
}

// FuzzRow compares the quick ways of taking a row apart with the careful one.
func FuzzRow(f *testing.F) {
	for _, s := range []string{"", ",", "a,b,c", `"a","b,c",""`, `"a""b",c`, `a"b,c`, `"a"b","c`, `""a"",b`, strings.Repeat(`"x,",y,`, 30), `"`, `a,"`, `"a,"",b"`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, row string) {
		if strings.ContainsAny(row, "\n\r") {
			return
		}
		careful := parser{sep: ',', eol: '\n', columns: 8}
		careful.careful([]byte(row))
		fault, n := careful.judge(), len(careful.cells)
		for name, way := range map[string]func(*parser, []byte) bool{"plain": (*parser).plain, "quoted": (*parser).quoted} {
			quick := parser{sep: ',', eol: '\n', columns: 8, guards: true}
			if name == "plain" && strings.Contains(row, `"`) || !way(&quick, []byte(row)) {
				continue
			}
			if fault != "" || n != len(quick.cells) || !slices.EqualFunc(careful.cells, quick.cells, bytes.Equal) {
				t.Fatalf("%s gives %q, careful %q with %q", name, quick.cells, careful.cells, fault)
			}
		}
		c := &cutter{text: []byte(row + "\n"), sep: ',', eol: '\n'}
		if to, cells, ok := c.quotedRow(0); ok {
			p := parser{sep: ',', eol: '\n'}
			if p.careful([]byte(row)); to != len(row) || cells != len(p.cells) {
				t.Fatalf("the row ends at %d with %d cells, not at %d with %d", to, cells, len(row), len(p.cells))
			}
		}
	})
}
