package tables

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"readiness/assess"
)

// A workbook is read with a reader of our own (xlsx_parts.go, xlsx_strings.go, xlsx_sheet.go, over xml.go), because
// the usual library gives fewer rows of a damaged sheet without a word. What is used of the file is read to its end
// and its checksum compared; what is not used (drawings, macros, links to other files) is never opened.

// formsSheet begins the name of the hidden sheet by which Microsoft Forms knows its workbook.
const formsSheet = "_56F9DC97"

// An xlsxTable gives the rows of a sheet in blocks.
type xlsxTable struct {
	*Table
	sheet  *sheet
	info   sheetInfo
	limit  int    // of a block, in bytes
	cells  []cell // of the present row
	filled int    // the last row with something in it
	number int    // of rows given so far
	end    error
}

// openXLSX reads a workbook as far as the header of the sheet that is meant.
func openXLSX(name string, f io.ReaderAt, size int64, o Options) (*Table, error) {
	x := &xlsxTable{Table: &Table{Name: name}, limit: usualBlock}
	if o.Block > 0 {
		x.limit = min(o.Block, maxBlock)
	}
	if err := x.open(f, size, o); err != nil {
		return nil, x.problem(err)
	}
	x.next, x.early = x.block, x.earlyRows
	return x.Table, nil
}

func (x *xlsxTable) open(f io.ReaderAt, size int64, o Options) error {
	w, err := openWorkbook(f, size)
	if err != nil {
		return err
	}
	if x.info, err = w.choose(o.Sheet); err != nil {
		return err
	}
	if x.sheet, err = w.enter(x.info); err != nil {
		return err
	}
	x.Kind = fmt.Sprintf("XLSX, sheet %q", x.info.name)
	if err := x.readHeader(); err != nil {
		return err
	}
	x.From = w.source(x.info, x.Header)
	x.progress()
	return nil
}

// problem makes an error one that a person can use: which file, and after which row.
func (x *xlsxTable) problem(err error) error {
	pos := assess.Pos{File: x.Name}
	if x.sheet != nil {
		pos.Line = x.sheet.line
	}
	var f *flaw
	if errors.As(err, &f) {
		return problem(pos, f.what, f.fix)
	}
	return problem(pos, "the file cannot be read: "+err.Error(), "see whether it is still there, and try again")
}

// readHeader reads up to the first row with something in it.
func (x *xlsxTable) readHeader() error {
	cells := make([]cell, maxColumns)
	for {
		more, err := x.sheet.row(cells)
		if err != nil {
			return err
		}
		if !more {
			return &flaw{fmt.Sprintf("the sheet %q is empty", x.info.name), "say with --sheet NAME which sheet is meant"}
		}
		if x.sheet.filled {
			break
		}
	}
	s := x.sheet
	if s.beyond >= 0 {
		return tooMuch("the header has more than %d columns", maxColumns)
	}
	if s.fault != "" {
		return &flaw{"in the header, " + s.fault, "write what the column is for into that cell"}
	}
	for i, c := range cells {
		if c.n == 0 {
			continue
		}
		for len(x.Header) < i {
			x.Header = append(x.Header, "")
		}
		x.Header = append(x.Header, string(c.bytes(s.own, &s.book.shared)))
	}
	x.Line, x.filled = s.line, s.line
	x.cells = cells[:len(x.Header)]
	return nil
}

// earlyRows reads some rows below the header, apart from all other reading; nil if they cannot be read.
func (x *xlsxTable) earlyRows() []earlyRow {
	s, err := x.sheet.book.enter(x.info)
	if err != nil {
		return nil
	}
	var rows []earlyRow
	cells := make([]cell, maxColumns)
	for len(rows) < mostEarly {
		s.own = s.own[:0]
		if more, err := s.row(cells); err != nil || !more {
			break
		}
		if s.line <= x.Line || !s.filled {
			continue
		}
		row := earlyRow{line: s.line}
		for _, c := range cells {
			if c.n > 0 {
				row.cells = append(row.cells, string(c.bytes(s.own, &s.book.shared)))
			}
		}
		rows = append(rows, row)
	}
	return rows
}

// block reads the next rows. After the last it gives io.EOF, if the rest of the sheet is sound.
func (x *xlsxTable) block() (*Block, error) {
	if x.end != nil {
		return nil, x.end
	}
	b := &xlsxBlock{shared: &x.sheet.book.shared, width: len(x.Header)}
	x.sheet.own = make([]byte, 0, len(x.sheet.own)) // about as many as the last block had
	for size := 0; size < x.limit && x.end == nil; {
		more, err := x.sheet.row(x.cells)
		if err == nil && !more {
			err = x.finish()
		}
		x.end = err
		if err == nil && x.sheet.filled {
			x.add(b)
			size += x.sheet.text + 8*b.width
		}
	}
	x.progress()
	if x.end != nil && x.end != io.EOF {
		x.end = x.problem(x.end)
		return nil, x.end
	}
	if len(b.rows) == 0 {
		return nil, x.end
	}
	b.own = x.sheet.own
	block := &Block{First: x.number + 1, Rows: len(b.rows)}
	block.each = func(do func(Row) error) error { return b.each(block.First, do) }
	x.number += len(b.rows)
	return block, nil
}

// add puts the present row, which is not blank, into a block.
func (x *xlsxTable) add(b *xlsxBlock) {
	s := x.sheet
	x.counts.Blank += s.line - x.filled - 1
	x.filled = s.line
	if bytes.HasPrefix(x.cells[0].bytes(s.own, b.shared), []byte(wordsAsked)) {
		x.counts.Words++
		return
	}
	if s.beyond >= 0 && s.fault == "" {
		s.fault = fmt.Sprintf("the row has something in column %s, but the header ends with column %s", Letter(s.beyond), Letter(b.width-1))
	}
	x.counts.Rows++
	b.rows = append(b.rows, rowAt{s.line, s.fault})
	b.cells = append(b.cells, x.cells...)
}

// progress says how much of the file has been used: what is not of the sheet counts as read from the beginning.
func (x *xlsxTable) progress() {
	p := x.sheet.part
	x.read.Store(p.archive.size - int64(p.entry.CompressedSize64) + p.used)
}

// finish reads the rest of the sheet and gives io.EOF if it is sound.
func (x *xlsxTable) finish() error {
	s := x.sheet
	if err := s.rest(); err != nil {
		return err
	}
	if x.counts.Rows == 0 {
		return &flaw{fmt.Sprintf("the sheet %q has a header, but no row of answers", x.info.name), "check that it is the right file and the right sheet"}
	}
	if err := x.checkMerged(); err != nil {
		return err
	}
	x.note()
	return io.EOF
}

// note says what a person may not know of the sheet.
func (x *xlsxTable) note() {
	s := x.sheet
	var merged places
	for _, a := range s.merged {
		if merged.more() {
			merged.name(a.String())
		}
	}
	for _, n := range []struct {
		places   *places
		one, all string
	}{
		{&s.hidden, "1 row is hidden in the sheet (row %[2]s); it was read like the others.", "%d rows are hidden in the sheet (rows %s); they were read like the others."},
		{&s.covered, "1 column is hidden in the sheet (column %[2]s); it was read like the others.", "%d columns are hidden in the sheet (columns %s); they were read like the others."},
		{&s.formulas, "1 cell is a formula (%[2]s); ", "%d cells are formulas (%s); "},
		{&merged, "1 merged range (%[2]s) was read as its first cell, and the others as blank.", "%d merged ranges (%s) were each read as their first cell, and the others as blank."},
	} {
		form := n.all
		if n.places.count == 1 {
			form = n.one
		}
		text := fmt.Sprintf(form, n.places.count, n.places)
		if n.places == &s.formulas {
			text += s.results()
		}
		if n.places.count > 0 {
			x.Notes = append(x.Notes, text)
		}
	}
}

// results says what was read of the formulas.
func (s *sheet) results() string {
	switch saved := s.formulas.count - s.unsolved; {
	case s.unsolved == 0 && saved == 1:
		return "the result saved with it was read."
	case s.unsolved == 0:
		return "the results saved with them were read."
	case saved == 0:
		return "no result is saved, so nothing was read there."
	default:
		return fmt.Sprintf("a result is saved with %d of them, which was read; the others hold none.", saved)
	}
}

// checkMerged reads the sheet again if ranges of its rows are merged, which only its end says: a cell under such a
// range is read as blank, and if it holds something that nobody can see, nobody can say what is meant.
func (x *xlsxTable) checkMerged() error {
	s := x.sheet
	s.merged = slices.DeleteFunc(s.merged, func(a area) bool { return a.bottom < x.Line || a.top > x.filled })
	if len(s.merged) == 0 {
		return nil
	}
	again, err := s.book.enter(x.info)
	if err != nil {
		return err
	}
	for {
		again.own = again.own[:0]
		more, err := again.row(x.cells)
		if err != nil || !more {
			return err
		}
		for i, c := range x.cells {
			if c.n == 0 {
				continue
			}
			for _, a := range s.merged {
				if a.hides(i, again.line) {
					return &flaw{fmt.Sprintf("cell %s%d holds something, and lies hidden under the merged range %s", Letter(i), again.line, a),
						"take the merged range apart, look at the cell, and save again"}
				}
			}
		}
	}
}

// source works out what has written the workbook.
func (w *workbook) source(info sheetInfo, header []string) Source {
	marked := slices.ContainsFunc(w.sheets, func(s sheetInfo) bool { return s.hidden && strings.HasPrefix(s.name, formsSheet) })
	switch {
	case marked || len(w.response) > 0:
		return MicrosoftForms
	case strings.EqualFold(info.name, "Form responses 1"):
		return GoogleForms
	}
	return sourceOf(header)
}

// choose finds the sheet that is meant: the one named; else the one that Microsoft Forms writes to; else the only
// one that can be seen and is not empty.
func (w *workbook) choose(name string) (sheetInfo, error) {
	if name != "" {
		return w.named(name)
	}
	var candidates []sheetInfo
	for _, s := range w.sheets {
		if s.part != "" && slices.Contains(w.response, s.name) {
			candidates = append(candidates, s)
		}
	}
	if len(candidates) == 0 {
		var err error
		if candidates, err = w.visible(); err != nil {
			return sheetInfo{}, err
		}
	}
	switch len(candidates) {
	case 0:
		return sheetInfo{}, &flaw{"no sheet that can be seen has anything in it; the sheets are: " + sheetNames(w.sheets), "say with --sheet NAME which sheet is meant"}
	case 1:
		return candidates[0], nil
	}
	return sheetInfo{}, &flaw{"the workbook has several sheets that may be meant: " + sheetNames(candidates), "say with --sheet NAME which sheet is meant"}
}

func (w *workbook) named(name string) (sheetInfo, error) {
	for _, s := range w.sheets {
		if !strings.EqualFold(s.name, strings.TrimSpace(name)) {
			continue
		}
		if s.part == "" {
			return s, &flaw{fmt.Sprintf("the sheet %q holds no table", s.name), "say with --sheet NAME which sheet is meant"}
		}
		return s, nil
	}
	return sheetInfo{}, &flaw{fmt.Sprintf("there is no sheet %q; the sheets are: %s", name, sheetNames(w.sheets)), "write one of these names after --sheet"}
}

// visible gives the sheets that can be seen and are not empty.
func (w *workbook) visible() ([]sheetInfo, error) {
	var found []sheetInfo
	for _, s := range w.sheets {
		if s.hidden || s.part == "" {
			continue
		}
		filled, err := w.filled(s)
		if err != nil {
			return nil, err
		}
		if filled {
			found = append(found, s)
		}
	}
	return found, nil
}

// filled says whether a sheet has anything in it.
func (w *workbook) filled(info sheetInfo) (bool, error) {
	s, err := w.enter(info)
	if err != nil {
		return false, err
	}
	for {
		s.own = s.own[:0]
		if more, err := s.row(nil); err != nil || !more || s.filled {
			return s.filled && more, err
		}
	}
}

// sheetNames gives names of sheets for a message; of many, the first ones.
func sheetNames(sheets []sheetInfo) string {
	const most = 8
	var names []string
	for i, s := range sheets {
		if i == most {
			names = append(names, fmt.Sprintf("and %d more", len(sheets)-most))
			break
		}
		names = append(names, fmt.Sprintf("%q", s.name))
	}
	return strings.Join(names, ", ")
}

// An xlsxBlock is some rows of a sheet. It shares with others only what nobody changes any more.
type xlsxBlock struct {
	own    []byte
	shared *sharedTexts
	width  int
	rows   []rowAt
	cells  []cell // width for each row
}

type rowAt struct {
	line  int
	fault string
}

func (b *xlsxBlock) each(first int, do func(Row) error) error {
	row := Row{Cells: make([][]byte, b.width)}
	for i, at := range b.rows {
		for j, c := range b.cells[i*b.width : (i+1)*b.width] {
			row.Cells[j] = c.bytes(b.own, b.shared)
		}
		row.Number, row.Line, row.Fault = first+i, at.line, at.fault
		if err := do(row); err != nil {
			return err
		}
	}
	return nil
}
