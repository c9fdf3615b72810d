package tables

import (
	"archive/zip"
	"compress/flate"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strconv"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"readiness/assess"
)

// Limits of a workbook.
const (
	mostRows  = 1<<20 - 1 // below the header
	mostBytes = 1<<32 - 1 // of a sheet before it is packed; spreadsheets refuse more
)

// The sheets of a workbook.
const (
	matrixSheet = "Matrix"
	aboutSheet  = "About"
)

// properties are what a workbook says of itself: nothing of people, and no date, so that the same people give the
// same bytes.
const properties = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" +
	`<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" ` +
	`xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>readiness</dc:creator></cp:coreProperties>`

// An XLSX is a workbook that is being written, with a matrix on one sheet and lines about it on another. Its cells
// are texts and whole numbers, never formulas. What is added waits in a temporary file, so that memory does not
// grow with the rows; whoever makes an XLSX must Close it. It is for one goroutine.
type XLSX struct {
	book   *excelize.File
	sheet  *excelize.StreamWriter
	number []bool // by column: it holds numbers
	cells  []any  // of the row being added
	rows   int    // with the header
	failed error
}

// NewXLSX begins a workbook that Close writes. The lines are shown on the sheet "About"; temporary files are made
// in the folder tmp, for the owner alone.
func NewXLSX(w io.Writer, m *Matrix, about []string, tmp string) (*XLSX, error) {
	if err := probe(tmp); err != nil {
		return nil, err
	}
	x := &XLSX{book: excelize.NewFile(excelize.Options{TmpDir: tmp}), number: make([]bool, len(m.header)), cells: make([]any, len(m.header))}
	for i, name := range m.header {
		x.number[i] = i < len(before) && name != "reference"
	}
	x.book.SetZipWriter(func(io.Writer) excelize.ZipWriter { return newContainer(w) })
	x.book.Pkg.Store("docProps/core.xml", []byte(properties))
	err := x.book.SetSheetName(x.book.GetSheetName(0), matrixSheet)
	if err == nil {
		err = x.writeAbout(about)
	}
	if err == nil {
		err = x.begin(m.header)
	}
	if err != nil {
		return nil, errors.Join(err, x.book.Close())
	}
	return x, nil
}

// probe tries whether a file can be made in a folder: excelize would keep all in memory if it cannot.
func probe(folder string) error {
	f, err := os.CreateTemp(folder, "readiness-")
	if err != nil {
		return err
	}
	return errors.Join(f.Close(), os.Remove(f.Name()))
}

// writeAbout makes the sheet of lines.
func (x *XLSX) writeAbout(lines []string) error {
	if _, err := x.book.NewSheet(aboutSheet); err != nil {
		return err
	}
	wrapped, err := x.book.NewStyle(&excelize.Style{Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}})
	if err != nil {
		return err
	}
	for i, line := range lines {
		if err := x.book.SetCellStr(aboutSheet, "A"+strconv.Itoa(i+1), shown(line)); err != nil {
			return err
		}
	}
	return errors.Join(x.book.SetColWidth(aboutSheet, "A", "A", 100), x.book.SetColStyle(aboutSheet, "A", wrapped))
}

// begin makes the sheet of the matrix as far as its header, which stays in view.
func (x *XLSX) begin(header []string) error {
	style, err := x.book.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true, Family: "Calibri", Size: 11}, Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}})
	if err != nil {
		return err
	}
	if err := x.book.SetSheetDimension(matrixSheet, ""); err != nil { // it is not known yet
		return err
	}
	if x.sheet, err = x.book.NewStreamWriter(matrixSheet); err != nil {
		return err
	}
	lines := 1
	for i := len(header) - 1; i >= 0; i-- { // excelize puts each before those it has
		width := width(i, len(header))
		lines = max(lines, 1+utf8.RuneCountInString(header[i])/(width-4))
		if err := x.sheet.SetColWidth(i+1, i+1, float64(width)); err != nil {
			return err
		}
		x.cells[i] = header[i]
	}
	panes := excelize.Panes{Freeze: true, XSplit: 2, YSplit: 1, TopLeftCell: "C2", ActivePane: "bottomRight"}
	if err := x.sheet.SetPanes(&panes); err != nil {
		return err
	}
	x.rows = 1
	return x.sheet.SetRow("A1", x.cells, excelize.RowOpts{StyleID: style, Height: min(15*float64(lines)+5, excelize.MaxRowHeight)})
}

// width is that of a column of so many, in characters.
func width(at, columns int) int {
	switch {
	case at == 1, at >= columns-len(after):
		return 20
	case at < len(before):
		return 11
	case (at-len(before))%2 == 0:
		return 24
	}
	return 36
}

// Add adds a row: the cells that Matrix.AppendCells gives.
func (x *XLSX) Add(cells []string) error {
	if x.failed != nil {
		return x.failed
	}
	x.failed = x.add(cells)
	return x.failed
}

func (x *XLSX) add(cells []string) error {
	if x.rows > mostRows {
		return tooMuch("more than 1,048,575 rows below its header")
	}
	x.rows++
	for i, cell := range cells {
		if len(cell) > mostInCell && unitsOf(cell) > mostInCell {
			return fmt.Errorf("row %d, column %d of the workbook: %d characters are more than a cell holds", x.rows, i+1, utf8.RuneCountInString(cell))
		}
		x.cells[i] = x.value(i, cell)
	}
	at, err := excelize.CoordinatesToCellName(1, x.rows)
	if err != nil {
		return err
	}
	return x.sheet.SetRow(at, x.cells[:len(cells)])
}

// value gives a cell as excelize takes it: a number, a text, or nothing.
func (x *XLSX) value(column int, cell string) any {
	if cell == "" {
		return nil
	}
	if x.number[column] {
		if n, err := strconv.Atoi(cell); err == nil {
			return n
		}
	}
	return cell
}

// tooMuch refuses what a workbook cannot hold.
func tooMuch(what string) error {
	return assess.Problems{{What: "a workbook cannot hold " + what, Fix: "write the matrix as CSV alone: --format csv"}}
}

// Close writes the workbook, unless a row could not be added, and removes the temporary files. After Discard it does
// nothing.
func (x *XLSX) Close() error {
	if x.book == nil {
		return nil
	}
	err := x.failed
	if err == nil {
		err = x.finish()
	}
	return errors.Join(err, x.Discard())
}

func (x *XLSX) finish() error {
	last, err := excelize.CoordinatesToCellName(len(x.number), x.rows)
	if err != nil {
		return err
	}
	if err := x.book.AutoFilter(matrixSheet, "A1:"+last, nil); err != nil {
		return err
	}
	if err := x.sheet.Flush(); err != nil {
		return err
	}
	return x.book.Write(io.Discard) // all goes through the container
}

// Discard removes the temporary files of a workbook that is not wanted any more.
func (x *XLSX) Discard() error {
	if x.book == nil {
		return nil
	}
	err := x.book.Close()
	x.book = nil
	return err
}

// A container is the ZIP of a workbook. It goes straight to where it is wanted: excelize by itself would first
// hold all of it in memory.
type container struct{ zip *zip.Writer }

func newContainer(w io.Writer) container {
	z := zip.NewWriter(w)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestSpeed) })
	return container{z}
}

// Create begins a part. Its time is none, so that the same workbook has the same bytes.
func (c container) Create(name string) (io.Writer, error) {
	w, err := c.zip.Create(name)
	return &limited{w: w}, err
}

func (c container) AddFS(fsys fs.FS) error { return c.zip.AddFS(fsys) }
func (c container) Close() error           { return c.zip.Close() }

// limited is a part of a workbook, which spreadsheets refuse if it is larger than they know.
type limited struct {
	w io.Writer
	n int64
}

func (l *limited) Write(p []byte) (int, error) {
	if l.n += int64(len(p)); l.n > mostBytes {
		return 0, tooMuch("a sheet of more than 4 GiB")
	}
	return l.w.Write(p)
}
