package tables

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A sheet is a sheet while it is read: row by row, each cell at the place it says it has.
type sheet struct {
	book *workbook
	name string
	x    *scanner
	part *part

	own   []byte // the texts of cells that are not shared ones; whoever keeps them sets another
	value []byte // of the present cell

	line   int    // of the last row read; 0 before the first
	column int    // of the last cell read in it, from 0; -1 before the first
	filled bool   // the row has a cell with something in it
	beyond int    // the first column with something in it right of those asked for; -1 if there is none
	fault  string // why the row cannot be trusted
	text   int    // bytes of its texts

	hidden   places // rows
	covered  places // hidden columns
	formulas places
	unsolved int // formulas without a result
	merged   []area
}

// mostNamed is how many places a note names.
const mostNamed = 5

// places are cells, rows or columns that a note is on: how many, and the first of them by name.
type places struct {
	count int
	names []string
}

// more counts one, and says whether its name is wanted.
func (p *places) more() bool {
	p.count++
	return len(p.names) < mostNamed
}

// name gives the name of the one counted last.
func (p *places) name(name string) { p.names = append(p.names, name) }

// String names the first of them: "B2, B7 and 3 more".
func (p *places) String() string {
	all := strings.Join(p.names, ", ")
	if rest := p.count - len(p.names); rest > 0 {
		all += fmt.Sprintf(" and %d more", rest)
	}
	return all
}

// A cell is where its text is: n bytes of the sheet's own from at on, or the shared text at.
type cell struct{ at, n uint32 }

const isShared = 1 << 31 // in n

// An area is a merged range. All its ends belong to it.
type area struct{ top, left, bottom, right int }

// enter opens a sheet and goes to its rows.
func (w *workbook) enter(info sheetInfo) (*sheet, error) {
	p, err := w.archive.open(info.part)
	if err != nil {
		return nil, err
	}
	s := &sheet{book: w, name: info.name, part: p, x: newScanner(info.part, p)}
	if err := s.x.begin("worksheet", mainSpace, mainSpaceStrict); err != nil {
		return nil, err
	}
	for {
		more, err := s.x.child(1)
		if err != nil {
			return nil, err
		}
		if !more {
			return nil, s.x.ill("it has no rows, not even an empty place for them")
		}
		switch string(s.x.name) {
		case "sheetData":
			return s, nil
		case "cols":
			if err := s.x.children(s.readColumns); err != nil {
				return nil, err
			}
		}
	}
}

// readColumns counts hidden columns.
func (s *sheet) readColumns(string) error {
	hidden, err := s.x.flag("hidden")
	if err != nil || !hidden {
		return err
	}
	first, err := s.x.number("min", lastColumn)
	if err != nil {
		return err
	}
	last, err := s.x.number("max", lastColumn)
	if err != nil || last == lastColumn { // up to the last one: the empty ones, hidden to be out of the way
		return err
	}
	for i := first; i <= last; i++ {
		if s.covered.more() {
			s.covered.name(Letter(i - 1))
		}
	}
	return nil
}

// row reads the next row into cells, one for each column asked for. It says false after the last.
func (s *sheet) row(cells []cell) (bool, error) {
	x := s.x
	more, err := x.child(2)
	if err != nil || !more {
		return false, err
	}
	if string(x.name) != "row" {
		return false, x.ill("there is something else among the rows, after row %d", s.line)
	}
	line := s.line + 1
	if r := x.attr("r"); r != nil {
		if line = small(r); line < 1 || line > lastRow {
			return false, x.ill("after row %d, a row has the number %q", s.line, r)
		}
	}
	if line <= s.line {
		return false, x.ill("row %d comes after row %d", line, s.line)
	}
	hidden, err := x.flag("hidden")
	if err != nil {
		return false, err
	}
	if hidden && s.hidden.more() {
		s.hidden.name(strconv.Itoa(line))
	}
	s.line, s.column, s.filled, s.beyond, s.fault, s.text = line, -1, false, -1, "", 0
	clear(cells)
	for {
		if done, err := s.usual(cells); err != nil {
			return false, err
		} else if done {
			continue
		}
		more, err := x.child(3)
		if err != nil {
			return false, err
		}
		if !more {
			return true, nil
		}
		switch string(x.name) {
		case "c":
			if err := s.cell(cells); err != nil {
				return false, err
			}
		case "extLst":
		default:
			return false, x.ill("there is something else among the cells of row %d", s.line)
		}
	}
}

// cell reads one cell and puts it in its place.
func (s *sheet) cell(cells []cell) error {
	kind, l, err := s.place()
	if err != nil {
		return err
	}
	hasValue, hasFormula := false, false
	for {
		more, err := s.x.child(4)
		if err != nil {
			return err
		}
		if !more {
			break
		}
		switch string(s.x.name) {
		case "v", "is":
			if hasValue || (s.x.name[0] == 'i') != (kind == inlineText) {
				return s.x.ill("cell %s has two values, or one of the wrong kind", s.at())
			}
			hasValue = true
			if kind == inlineText {
				s.value, err = s.x.rich(s.value[:0])
			} else {
				s.value, err = s.x.content(s.value[:0])
			}
			if err != nil {
				return err
			}
		case "f":
			hasFormula = true
		case "extLst":
		default:
			return s.x.ill("there is something else within cell %s", s.at())
		}
	}
	if hasFormula && s.formulas.more() {
		s.formulas.name(s.at())
	}
	// Only a formula whose result is a text can have come to nothing; else nobody has worked it out.
	if hasFormula && (!hasValue || kind != ownText && kind != inlineText && len(bytes.TrimSpace(s.value)) == 0) {
		s.unsolved++
		s.wrong("has a formula, and the file does not hold its result")
		return nil
	}
	if !hasValue {
		return nil
	}
	return s.put(cells, kind, l)
}

// usual reads the next cell if it is written as nearly all are: <c r="B2" s="1" t="s"><v>7</v></c>, perhaps without
// s and t, or <c r="B2" s="1"/>. It says false, and has read nothing, where the scanner must look closer.
func (s *sheet) usual(cells []cell) (bool, error) {
	x := s.x
	if x.depth != 3 || x.empty || x.cdata || len(x.root) > 0 {
		return false, nil
	}
	b := x.buf[x.at:x.end]
	place, b := quoted(b, `<c r="`)
	if place == nil {
		return false, nil
	}
	format, b := quoted(b, ` s="`)
	kind, b := quoted(b, ` t="`)
	if after, found := bytes.CutPrefix(b, []byte("/>")); found {
		x.at = x.end - len(after)
		_, _, err := s.placed(place, format, kind)
		return true, err
	}
	b, found := bytes.CutPrefix(b, []byte("><v>"))
	n := 0
	for n < len(b) && !special[b[n]] {
		n++
	}
	after, closed := bytes.CutPrefix(b[n:], []byte("</v></c>"))
	if !found || !closed || n > maxCell || string(kind) == cellKinds[inlineText] {
		return false, nil
	}
	x.at = x.end - len(after)
	k, l, err := s.placed(place, format, kind)
	if err != nil {
		return true, err
	}
	s.value = append(s.value[:0], b[:n]...)
	return true, s.put(cells, k, l)
}

// quoted reads the plain value of an attribute that begins so, and gives what follows it; nil if there is none.
func quoted(b []byte, begin string) (value, after []byte) {
	if len(b) < len(begin) || string(b[:len(begin)]) != begin {
		return nil, b
	}
	rest := b[len(begin):]
	for i, c := range rest {
		if c == '"' {
			return rest[:i:i], rest[i+1:]
		}
		if special[c] {
			break
		}
	}
	return nil, b
}

// A cellKind is the type that a cell says it has.
type cellKind uint8

const (
	aNumber cellKind = iota
	sharedText
	ownText // of a formula, or written so by a program
	inlineText
	aBool
	anError
	isoDate
)

// place reads what the cell's tag says: where it is, of which type, and how it is shown.
func (s *sheet) place() (cellKind, look, error) {
	var place, format, kind []byte
	for _, a := range s.x.attributes {
		switch string(a.name) {
		case "r":
			place = a.value
		case "s":
			format = a.value
		case "t":
			kind = a.value
		}
	}
	return s.placed(place, format, kind)
}

// placed goes to the cell of this place, which is the next one if it says none, and tells its type and its look.
func (s *sheet) placed(place, format, kind []byte) (k cellKind, l look, err error) {
	column := s.column + 1
	if place != nil {
		var line int
		if column, line = reference(place); line != s.line {
			return 0, 0, s.x.ill("in row %d, a cell has the place %q", s.line, place)
		}
	}
	if column <= s.column || column >= lastColumn {
		return 0, 0, s.x.ill("in row %d, a cell in column %d comes after one in column %d", s.line, column+1, s.column+1)
	}
	if format != nil {
		i := small(format)
		if i < 0 || i >= len(s.book.looks) && i > 0 {
			return 0, 0, s.x.ill("in row %d, a cell has the format %q, which the workbook does not have", s.line, format)
		}
		if i < len(s.book.looks) {
			l = s.book.looks[i]
		}
	}
	if kind != nil {
		i := slices.Index(cellKinds, string(kind))
		if i < 0 {
			return 0, 0, s.x.ill("in row %d, a cell is of the type %q, which does not exist", s.line, kind)
		}
		k = cellKind(i)
	}
	s.column = column
	return k, l, nil
}

var cellKinds = []string{"n", "s", "str", "inlineStr", "b", "e", "d"}

// put stores the present cell's value as it is to be read.
func (s *sheet) put(cells []cell, kind cellKind, l look) error {
	value, start := s.value, len(s.own)
	if kind != ownText && kind != inlineText {
		value = bytes.TrimSpace(value)
	}
	c := cell{at: uint32(start)}
	text := value
	switch kind {
	case sharedText:
		i := small(value)
		if i < 0 || i >= len(s.book.shared.at) {
			return s.x.ill("cell %s names the text %q, and the workbook has %d", s.at(), value, len(s.book.shared.at))
		}
		text = s.book.shared.text(uint32(i))
		c = cell{uint32(i), isShared}
	case ownText:
		text = unescape(value, 0)
	case aBool:
		text = s.truth(value)
	case anError:
		s.wrong("holds the error " + errorName(string(value)))
	case isoDate:
		text = s.date(value)
	case aNumber:
		if len(value) > 0 {
			good := false
			if s.own, good = number(s.own, value, l, s.book.since1904); !good {
				s.wrong("should hold a number or a date, and holds something else")
			}
			text = s.own[start:]
		}
	}
	if s.text += len(text); s.text > maxRowText {
		return tooMuch("row %d has more than %d bytes of text", s.line, maxRowText)
	}
	if len(bytes.TrimSpace(text)) == 0 {
		s.own = s.own[:start]
		return nil
	}
	s.filled = true
	if s.column >= len(cells) {
		s.own = s.own[:start]
		if s.beyond < 0 {
			s.beyond = s.column
		}
		return nil
	}
	if c.n != isShared {
		if kind != aNumber {
			s.own = append(s.own, text...)
		}
		c.n = uint32(len(s.own) - start)
	}
	cells[s.column] = c
	return nil
}

// truth gives a truth value as a spreadsheet shows it.
func (s *sheet) truth(value []byte) []byte {
	switch string(value) {
	case "1", "true":
		return []byte("TRUE")
	case "0", "false":
		return []byte("FALSE")
	}
	s.wrong("should hold TRUE or FALSE, and holds something else")
	return nil
}

// date gives a date that is written as one.
func (s *sheet) date(value []byte) []byte {
	for _, layout := range []string{time.DateOnly, "2006-01-02T15:04:05", "2006-01-02T15:04:05Z07:00", "15:04:05"} {
		t, err := time.Parse(layout, string(value))
		switch {
		case err != nil:
		case layout == "15:04:05":
			return t.AppendFormat(nil, layout)
		case t.Hour() == 0 && t.Minute() == 0 && t.Second() == 0:
			return t.AppendFormat(nil, time.DateOnly)
		default:
			return t.AppendFormat(nil, "2006-01-02T15:04:05")
		}
	}
	s.wrong("should hold a date, and holds something else")
	return nil
}

// errorName gives the name of a formula's error; nothing else is put into a message.
func errorName(name string) string {
	if slices.Contains([]string{"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#SPILL!", "#CALC!"}, name) {
		return name
	}
	return "of a formula"
}

// wrong says why the row cannot be trusted, if nothing has been said yet.
func (s *sheet) wrong(what string) {
	s.filled = true
	if s.fault == "" {
		s.fault = "cell " + s.at() + " " + what
	}
}

// at is the present cell as a spreadsheet names it.
func (s *sheet) at() string { return Letter(s.column) + strconv.Itoa(s.line) }

// bytes gives a cell's text, which is the sheet's own or shared, without the apostrophe that our own tables guard
// some cells with.
func (c cell) bytes(own []byte, shared *sharedTexts) []byte {
	if c.n == isShared {
		return unguarded(shared.text(c.at))
	}
	return unguarded(own[c.at : c.at+c.n : c.at+c.n])
}

// rest reads what follows the rows, to the end of the part, which must be sound.
func (s *sheet) rest() error {
	for {
		more, err := s.x.child(1)
		if err != nil {
			return err
		}
		if !more {
			return s.x.finish()
		}
		switch string(s.x.name) {
		case "sheetData":
			return s.x.ill("it has two places for rows")
		case "mergeCells":
			if err := s.x.children(s.readMerged); err != nil {
				return err
			}
		}
	}
}

// readMerged reads one merged range.
func (s *sheet) readMerged(string) error {
	from, to, _ := strings.Cut(string(s.x.attr("ref")), ":")
	if to == "" {
		to = from
	}
	left, top := reference([]byte(from))
	right, bottom := reference([]byte(to))
	if left < 0 || right < left || bottom < top {
		return s.x.ill("it has a merged range %q", s.x.attr("ref"))
	}
	if len(s.merged) == maxMerged {
		return tooMuch("the sheet %q has more than %d merged ranges", s.name, maxMerged)
	}
	if left < right || top < bottom {
		s.merged = append(s.merged, area{top, left, bottom, right})
	}
	return nil
}

// String names the range as a spreadsheet does.
func (a area) String() string {
	return fmt.Sprintf("%s%d:%s%d", Letter(a.left), a.top, Letter(a.right), a.bottom)
}

// hides says whether a cell lies under the range, where nobody sees what it holds.
func (a area) hides(column, line int) bool {
	return line >= a.top && line <= a.bottom && column >= a.left && column <= a.right && (column > a.left || line > a.top)
}

// reference reads "K2": the column from 0 and the row from 1; -1, 0 if it is none.
func reference(b []byte) (column, line int) {
	i := 0
	for ; i < len(b) && i < 3 && b[i] >= 'A' && b[i] <= 'Z'; i++ {
		column = column*26 + int(b[i]-'A') + 1
	}
	line = small(b[i:])
	if i == 0 || column > lastColumn || line < 1 || line > lastRow {
		return -1, 0
	}
	return column - 1, line
}

// small reads digits; -1 if they are none, or more than nine.
func small(b []byte) int {
	n := 0
	for _, c := range b {
		if c < '0' || c > '9' {
			return -1
		}
		n = n*10 + int(c-'0')
	}
	if len(b) == 0 || len(b) > 9 {
		return -1
	}
	return n
}
