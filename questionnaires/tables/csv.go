package tables

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"readiness/assess"
)

// Limits of a CSV. Real tables stay far below; what goes beyond is damaged, or no table of answers.
const (
	maxRow        = 4 << 20  // bytes of a row
	maxHeaderCell = 10_000   // characters
	maxBlock      = 64 << 20 // bytes of a block, whatever is asked for
)

const (
	usualBlock  = 256 << 10 // bytes of a block
	headSize    = 64 << 10  // bytes in which the header and the first rows are looked for, if the header is no longer
	sampledRows = 50        // rows that are looked at to tell the separator
)

// wordsAsked begins the row of our own template that holds the words of the questions. It is no person.
const wordsAsked = "# the words asked"

// A bom that still stands in the text means nothing, and may be there twice.
var bom = []byte(bom8)

// The separators: those that are worked out, and one more that a line sep= can name.
var separators = []struct {
	sep   byte
	name  string
	usual bool
}{{',', "commas", true}, {';', "semicolons", true}, {'\t', "tabs", true}, {'|', "vertical bars", false}}

// openCSV reads the header of a CSV, and makes the table ready for its rows.
//
// The CSV is that of RFC 4180, as programs write it and people mend it:
//   - a row ends with a line feed, whatever carriage returns stand before it; or with a carriage return alone, if the
//     first line does. Between quotation marks both are part of the cell, elsewhere the other kind makes a row faulty;
//   - a quotation mark means something only as the first character of a cell. A cell that ends with one and does not
//     begin with one, and one with text after its closing one, make a row faulty: some mark is lost or too many. One
//     that is never closed makes the whole file unsound;
//   - cells that a row has too few are blank; those that it has too many must be, or it is faulty;
//   - a row with nothing but space in its cells is no person, nor is a blank line, nor the row of words of our template;
//   - a cell loses the apostrophe that guards it against being taken for a formula.
func openCSV(t *Table, text io.Reader, encoding string, size int64, o Options) error {
	c := &cutter{table: t, size: size, r: text, line: 1, eol: '\n', block: usualBlock}
	if o.Block > 0 {
		c.block = min(o.Block, maxBlock)
	}
	if err := c.begin(); err != nil {
		return err
	}
	if err := c.sepLine(); err != nil {
		return err
	}
	if c.passBlank(); c.end && len(bytes.Trim(c.text, "\",;\t \r\n")) == 0 {
		return problem(assess.Pos{File: t.Name}, "the file is empty", "check that it is the right file; if it is, "+anew)
	}
	if c.sep == 0 {
		if err := c.tellSeparator(); err != nil {
			return err
		}
	}
	if err := c.header(); err != nil {
		return err
	}
	for _, s := range separators {
		if s.sep == c.sep {
			t.Kind = "CSV in " + encoding + ", separated by " + s.name
		}
	}
	t.From = sourceOf(t.Header)
	t.next = c.next
	head, line, eol := c.text[:min(len(c.text), headSize)], c.line, c.eol
	t.early = func() []earlyRow { return earlyRows(head, line, eol) }
	return nil
}

// begin reads the first of the text and sees that it is text, and how its rows end.
func (c *cutter) begin() error {
	if err := c.read(headSize); err != nil {
		return err
	}
	for bytes.HasPrefix(c.text, bom) {
		c.text = c.text[len(bom):]
	}
	here := assess.Pos{File: c.table.Name}
	whole := len(c.text)
	if !c.end {
		whole -= unfinished(c.text)
	}
	c.eol = lineEnd(c.text)
	if err := checkText(c.table.Name, 1, c.text[:whole], c.eol); err != nil {
		return err
	}
	if isMarkup(bytes.TrimSpace(c.text)) {
		return problem(here, "this is a web page or XML, whatever its name says, not a table", asCSV)
	}
	return nil
}

// isMarkup says whether a text is HTML or XML, as some web sites give for a spreadsheet.
func isMarkup(start []byte) bool {
	start = bytes.ToLower(start[:min(len(start), 16)])
	for _, tag := range []string{"<!doctype", "<html", "<head", "<body", "<table", "<meta", "<style", "<div", "<?xml", "<!--"} {
		if bytes.HasPrefix(start, []byte(tag)) {
			return true
		}
	}
	return false
}

// lineEnd tells how rows end from the first line end that is not between quotation marks: a line feed, whatever
// carriage returns stand before it, or a carriage return alone.
func lineEnd(text []byte) byte {
	quoted := false
	for i, b := range text {
		switch {
		case b == '"':
			quoted = !quoted
		case quoted:
		case b == '\n':
			return '\n'
		case b == '\r':
			if rest := bytes.TrimLeft(text[i:], "\r"); len(rest) == 0 || rest[0] != '\n' {
				return '\r'
			}
			return '\n'
		}
	}
	return '\n'
}

// sepLine passes over a first line that names the separator, such as "sep=;", as Excel does.
func (c *cutter) sepLine() error {
	line, _, _ := bytes.Cut(c.text, []byte{c.eol})
	said := bytes.Trim(trimmed(line, c.eol), `"`)
	if len(said) < 4 || !strings.EqualFold(string(said[:4]), "sep=") {
		return nil
	}
	for _, s := range separators {
		if len(said) == 5 && said[4] == s.sep {
			c.sep = s.sep
			c.pass(min(len(line)+1, len(c.text)))
			return nil
		}
	}
	return problem(assess.Pos{File: c.table.Name, Line: 1}, "the line sep= does not name one separator that is known",
		`write "sep=,", "sep=;", "sep=|", or "sep=" and a tab`)
}

// passBlank passes over blank lines before the header.
func (c *cutter) passBlank() {
	for {
		n := bytes.IndexByte(c.text, c.eol)
		if n < 0 || len(bytes.Trim(c.text[:n], "\",;\t \r")) > 0 {
			return
		}
		c.pass(n + 1)
	}
}

// pass goes on to a later place of the text.
func (c *cutter) pass(to int) {
	c.line += newlines(c.text[:to], c.eol)
	c.text = c.text[to:]
}

// tellSeparator works out the separator: the only one that the header has; if it has several, the only one of them by
// which it and the first rows have the same number of cells.
func (c *cutter) tellSeparator() error {
	var in, fit []byte
	for _, s := range separators {
		if !s.usual {
			continue
		}
		c.sep = s.sep
		to, cells, err := c.headerEnd()
		if err != nil {
			return err
		}
		fits := c.fits(to, cells)
		if cells > 1 {
			in = append(in, s.sep)
		}
		if cells > 1 && fits {
			fit = append(fit, s.sep)
		}
	}
	here := assess.Pos{File: c.table.Name, Line: c.line}
	const first = `put a line "sep=," or "sep=;" with the right one before the header`
	switch {
	case len(in) == 1:
		c.sep = in[0]
	case len(fit) == 1:
		c.sep = fit[0]
	case len(in) == 0:
		return c.oneCell(here, first)
	default:
		return problem(here, "it is not certain what separates the cells: "+c.list(in)+" would each do", first+"; if a title stands above the header, delete the lines above the header")
	}
	return nil
}

// oneCell is the problem of a header that nothing separates: each whole line may stand in quotation marks, or this line
// may be a title.
func (c *cutter) oneCell(here assess.Pos, first string) error {
	what := "the header has no comma, semicolon or tab, so it is not known what separates the cells"
	rows := earlyRows(c.text, c.line, c.eol)
	if wholeLines(rows) {
		return problem(here, "each whole line stands in quotation marks, so the file has a single column",
			`export the table again; or, in a text editor, take off the quotation marks round each line and write "" as "`)
	}
	const fewCells = 3
	for _, row := range rows {
		if len(row.cells) >= fewCells {
			return problem(here, fmt.Sprintf("%s; line %d has %d cells", what, row.line, len(row.cells)),
				fmt.Sprintf("if line %d is the header, delete the lines above the header; if not, %s", row.line, first))
		}
	}
	return problem(here, what, first)
}

// earlyRows takes the first rows of a text apart with each of the usual separators.
func earlyRows(text []byte, line int, eol byte) []earlyRow {
	var rows []earlyRow
	for _, s := range separators {
		if !s.usual {
			continue
		}
		c := &cutter{text: text, sep: s.sep, eol: eol, quote: -1}
		p := parser{sep: s.sep, eol: eol}
		for n, at, line := 0, 0, line; n < mostEarly && at < len(text); n++ {
			to, _, _, opened := c.row(at)
			if opened >= 0 {
				break
			}
			p.careful(trimmed(text[at:to], eol))
			row := earlyRow{line: line}
			for _, cell := range p.cells {
				row.cells = append(row.cells, string(cell))
			}
			rows = append(rows, row)
			line += newlines(text[at:to], eol) + 1
			at = to + 1
		}
	}
	return rows
}

// wholeLines says whether all rows are single cells that hold a row themselves, of as many cells each.
func wholeLines(rows []earlyRow) bool {
	cells := 0
	for _, row := range rows {
		if len(row.cells) != 1 {
			return false
		}
		if row.cells[0] == "" {
			continue
		}
		most := 0
		for _, inner := range earlyRows([]byte(row.cells[0]), 1, '\n') {
			most = max(most, len(inner.cells))
		}
		if most < 2 || cells > 0 && most != cells {
			return false
		}
		cells = most
	}
	return cells > 0
}

// list names separators.
func (c *cutter) list(seps []byte) string {
	var names []string
	for _, s := range separators {
		if bytes.IndexByte(seps, s.sep) >= 0 {
			names = append(names, s.name)
		}
	}
	return strings.Join(names, " and ")
}

// headerEnd gives the end of the header, with which the text begins, and how many cells it has with the present
// separator, reading more of it if need be.
func (c *cutter) headerEnd() (to, cells int, err error) {
	for {
		c.quote = -1
		to, cells, _, opened := c.row(0)
		switch {
		case to < len(c.text) || c.end && opened < 0:
			return to, cells, nil
		case c.end:
			return 0, 0, notClosed(placeIn(c.table.Name, c.line, c.text, opened, c.eol))
		case len(c.text) > maxRow:
			return 0, 0, c.tooLong(0)
		}
		if err := c.read(2 * len(c.text)); err != nil {
			return 0, 0, err
		}
	}
}

// fits says whether the header, which ends at a place, and the first rows are sound with the present separator and have
// as many cells.
func (c *cutter) fits(to, cells int) bool {
	p := parser{sep: c.sep, eol: c.eol}
	sound := func(row []byte) bool {
		p.careful(row)
		return p.fault == ""
	}
	if cells > maxColumns || !sound(trimmed(c.text[:to], c.eol)) {
		return false
	}
	for n, at := 0, to+1; n < sampledRows && at < len(c.text); n, at = n+1, to+1 {
		c.quote = -1
		var has int
		if to, has, _, _ = c.row(at); to == len(c.text) && !c.end {
			break
		}
		row := trimmed(c.text[at:to], c.eol)
		if !blankRow(row, c.sep) && (has != cells || !sound(row)) {
			return false
		}
	}
	return true
}

// header takes the header off the text.
func (c *cutter) header() error {
	to, cells, err := c.headerEnd()
	if err != nil {
		return err
	}
	if cells > maxColumns {
		return c.tooWide(c.line, cells)
	}
	p := parser{sep: c.sep, eol: c.eol}
	here := assess.Pos{File: c.table.Name, Line: c.line}
	if p.careful(trimmed(c.text[:to], c.eol)); p.fault != "" {
		return problem(here, "the header cannot be read: "+p.fault, "mend it, or "+asCSV)
	}
	for i, cell := range p.cells {
		if n := utf8.RuneCount(cell); n > maxHeaderCell {
			return problem(here, fmt.Sprintf("the header of column %s has %d characters, and can have %d", Letter(i), n, maxHeaderCell),
				"check that the first row is the header, and that every quotation mark is closed")
		}
		c.table.Header = append(c.table.Header, string(cell))
	}
	c.table.Line, c.columns = c.line, len(p.cells)
	c.seen.ended = to < len(c.text)
	c.pass(min(to+1, len(c.text)))
	return nil
}

// sourceOf tells what wrote a CSV with a header, as far as it says so in English.
func sourceOf(header []string) Source {
	at := func(i int) string {
		if i < len(header) {
			return tidy(header[i])
		}
		return ""
	}
	switch {
	case at(0) == "id" && at(1) == "start time" && at(2) == "completion time":
		return MicrosoftForms
	case at(0) == "timestamp":
		return GoogleForms
	}
	return UnknownSource
}

// finish ends the table: io.EOF if it is sound. It notes what may be a sign that the file has been cut or changed.
func (c *cutter) finish() error {
	t, s := c.table, &c.seen
	here := assess.Pos{File: t.Name}
	if read := t.Read(); read < c.size {
		return problem(here, fmt.Sprintf("the file ended after %d of its %d bytes while it was being read", read, c.size), "try again")
	}
	if s.Rows == 0 {
		here.Line = t.Line
		return problem(here, "the file has a header, but no row of answers", "check that it is the right file; if it is, "+anew)
	}
	t.counts = s.Counts
	last := fmt.Sprintf("The last of %s is in line %d", rowsInWords(s.Rows), s.lastLine)
	if !s.ended {
		t.Notes = append(t.Notes, last+"; the file does not end with a line break. Some programs write it so, but it may "+
			"also have been cut: check that no row is missing and the last one is whole.")
	}
	if s.last < c.columns && s.last < s.most {
		t.Notes = append(t.Notes, fmt.Sprintf("%s and has %d cells, fewer than others: the file may have been cut, "+
			"so check that no row is missing and the last one is whole.", last, s.last))
	}
	if s.short > 0 {
		t.Notes = append(t.Notes, rowsInWords(s.short)+" with fewer cells than the header"+c.lines(s.firstShort, s.lastShort)+
			": what is absent counts as blank. Check that no line break stands within a row there.")
	}
	if s.long > 0 {
		t.Notes = append(t.Notes, rowsInWords(s.long)+" with more cells than the header"+c.lines(s.firstLong, s.lastLong)+
			": only those with nothing in them are used. Check that no line break is lost there.")
	}
	return io.EOF
}

// lines says where rows are.
func (c *cutter) lines(first, last int) string {
	if first == last {
		return fmt.Sprintf(" (line %d)", first)
	}
	return fmt.Sprintf(" (the first in line %d, the last in line %d)", first, last)
}

func rowsInWords(n int) string {
	if n == 1 {
		return "1 row"
	}
	return fmt.Sprintf("%d rows", n)
}
