package tables

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"readiness/assess"
)

// made writes a workbook of rows.
func made(t *testing.T, m *Matrix, about []string, rows ...[]string) []byte {
	t.Helper()
	var b bytes.Buffer
	x, err := NewXLSX(&b, m, about, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		if err := x.Add(row); err != nil {
			t.Fatal(err)
		}
	}
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// opened reads a sheet of a workbook, without the formats of its cells.
func opened(t *testing.T, book []byte, sheet string) [][]string {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(book), excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// parts gives the content of each part of a workbook.
func parts(t *testing.T, book []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(book), int64(len(book)))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		all[f.Name] = string(content)
	}
	return all
}

// sameCells compares two rows but for empty cells at their ends, which not every reader gives.
func sameCells(a, b []string) bool {
	return slices.Equal(withoutEmptyEnd(a), withoutEmptyEnd(b))
}

func withoutEmptyEnd(row []string) []string {
	for len(row) > 0 && row[len(row)-1] == "" {
		row = row[:len(row)-1]
	}
	return row
}

func someRows(p *assess.Panel, m *Matrix, n int) (rows [][]string) {
	r := rand.New(rand.NewPCG(7, 8))
	var o assess.Outcome
	for i := range n {
		p.Judge(someAnswers(r, p), &o)
		rows = append(rows, m.AppendCells(nil, i+1, Person{Reference: "ref-" + strconv.Itoa(i)}, &o))
	}
	return rows
}

func TestXLSX(t *testing.T) {
	t.Parallel()
	p := testPanel(3)
	m := NewMatrix(p, View{})
	rows := someRows(p, m, 50)
	odd := slices.Clone(rows[0])
	odd[1], odd[len(before)+6] = "'=1+1", "  _x0041_ _x005F_x0042_ ]]> <f>1</f> & \" 007 "
	rows = append(rows, odd)
	about := []string{"What this is", "=1", "\x1b[31m", "Until 1 May"}
	book := made(t, m, about, rows...)
	got := opened(t, book, "Matrix")
	if len(got) != len(rows)+1 || !slices.Equal(got[0], m.Header()) {
		t.Fatalf("%d rows, header %q", len(got), got[0])
	}
	for i, row := range rows {
		if !sameCells(got[i+1], row) {
			t.Errorf("row %d is %q, want %q", i+2, got[i+1], row)
		}
	}
	var lines []string
	for _, row := range opened(t, book, "About") {
		lines = append(lines, row[0])
	}
	if want := []string{"What this is", "'=1", `\u001B[31m`, "Until 1 May"}; !slices.Equal(lines, want) {
		t.Errorf("about %q, want %q", lines, want)
	}
	if !bytes.Equal(book, made(t, m, about, rows...)) {
		t.Error("the same rows give other bytes")
	}
	checkParts(t, parts(t, book), len(rows))
}

// checkParts looks at what excelize wrote.
func checkParts(t *testing.T, all map[string]string, rows int) {
	t.Helper()
	sheet := all["xl/worksheets/sheet1.xml"]
	for _, want := range []string{`<pane activePane="bottomRight" state="frozen" topLeftCell="C2" xSplit="2" ySplit="1"`, `<autoFilter ref="$A$1:$Q$` + strconv.Itoa(rows+1) + `"`,
		`<c r="A2"><v>1</v></c>`, `<cols><col min="1" max="1" width="11"`, `customHeight="1"`, `customWidth="1"`} {
		if !strings.Contains(sheet, want) {
			t.Errorf("the sheet has no %s", want)
		}
	}
	for name, part := range all {
		if strings.Contains(part, "<f") && strings.Contains(strings.ReplaceAll(part, "<font", ""), "<f>") {
			t.Errorf("%s has a formula", name)
		}
	}
	if core := all["docProps/core.xml"]; strings.Contains(core, "date") || !strings.Contains(core, "<dc:creator>readiness</dc:creator>") {
		t.Errorf("properties: %s", core)
	}
}

// TestXLSXLeavesNothingBehind holds that large workbooks wait in a file for the owner alone, which goes away.
func TestXLSXLeavesNothingBehind(t *testing.T) {
	t.Parallel()
	m := NewMatrix(testPanel(1), View{})
	row := []string{"1", strings.Repeat("x", 30_000)}
	for _, end := range []struct {
		name string
		w    io.Writer
		end  func(*XLSX) error
		errs bool
	}{
		{"closed", io.Discard, (*XLSX).Close, false},
		{"discarded", io.Discard, (*XLSX).Discard, false},
		{"not written", full{}, (*XLSX).Close, true},
		{"failed", io.Discard, func(x *XLSX) error { return errors.Join(x.Add([]string{strings.Repeat("x", mostInCell+1)}), x.Close()) }, true},
	} {
		t.Run(end.name, func(t *testing.T) {
			t.Parallel()
			if testing.Short() && !end.errs {
				t.Skip("it waits in a file as the others do")
			}
			tmp := t.TempDir()
			x, err := NewXLSX(end.w, m, nil, tmp)
			if err != nil {
				t.Fatal(err)
			}
			for range 800 {
				if err := x.Add(row); err != nil {
					t.Fatal(err)
				}
			}
			waiting, err := filepath.Glob(filepath.Join(tmp, "*"))
			if err != nil || len(waiting) != 1 {
				t.Fatalf("waiting: %q, %v", waiting, err)
			}
			info, err := os.Stat(waiting[0])
			if err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
				t.Errorf("%v, %v", info.Mode(), err)
			}
			if err := end.end(x); (err != nil) != end.errs {
				t.Errorf("error %v", err)
			}
			if left, err := os.ReadDir(tmp); err != nil || len(left) > 0 {
				t.Errorf("left behind: %v, %v", left, err)
			}
			if err := x.Close(); err != nil {
				t.Errorf("closed again: %v", err)
			}
		})
	}
}

// full is a disk with no room.
type full struct{}

var errFull = errors.New("no room")

func (full) Write([]byte) (int, error) { return 0, errFull }

func TestXLSXRefuses(t *testing.T) {
	t.Parallel()
	m := NewMatrix(testPanel(1), View{})
	x, err := NewXLSX(io.Discard, m, nil, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer x.Discard()
	x.rows = mostRows // as if so many had been added, with the header
	if err := x.Add([]string{"1", "last"}); err != nil {
		t.Errorf("the last row that there is: %v", err)
	}
	err = x.Add([]string{"1", "one more"})
	var problems assess.Problems
	if !errors.As(err, &problems) || !strings.Contains(problems[0].What, "1,048,575 rows") || !strings.Contains(problems[0].Fix, "--format csv") {
		t.Errorf("one row too many: %v", err)
	}
	if err := x.Close(); !errors.As(err, &problems) {
		t.Errorf("it is written all the same: %v", err)
	}
	l := &limited{io.Discard, mostBytes - 1}
	if _, err := l.Write([]byte{1}); err != nil {
		t.Errorf("the last byte: %v", err)
	}
	if _, err := l.Write([]byte{1}); !errors.As(err, &problems) {
		t.Errorf("one byte too many: %v", err)
	}
	if _, err := NewXLSX(io.Discard, m, nil, filepath.Join(t.TempDir(), "none")); err == nil {
		t.Error("no folder for temporary files is not seen")
	}
}

func BenchmarkXLSX(b *testing.B) {
	p := testPanel(13) // 37 columns
	m := NewMatrix(p, View{Blind: true})
	rows := someRows(p, m, 1000)
	x, err := NewXLSX(io.Discard, m, nil, b.TempDir())
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for i := range b.N {
		if err := x.Add(rows[i%len(rows)]); err != nil {
			b.Fatal(err)
		}
	}
	if err := x.Close(); err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}
