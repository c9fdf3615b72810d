package tables

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/bits"
	"unicode"
	"unicode/utf8"

	"readiness/assess"
)

// newlines counts the line ends in a text, those between quotation marks too.
func newlines(text []byte, eol byte) int { return bytes.Count(text, []byte{eol}) }

// A span is where a row stands in its block.
type span struct {
	from, to int32 // without the line end
	line     int32 // the lines of the block before it
	quotes   bool  // there may be quotation marks in it
}

// A cutter cuts text into blocks of whole rows, one after another. It says where rows end, which rows are people
// and how many cells each has; the cells themselves are for whoever works on the block.
type cutter struct {
	table    *Table
	size     int64 // of the file; -1 if it is not known
	r        io.Reader
	sep, eol byte
	block    int // about how long a block is, in bytes
	columns  int // of the header

	text []byte // what has been read and is in no block yet
	end  bool   // nothing follows the text
	line int    // in which the text begins
	err  error  // what has been found once stays

	quote int // where the first quotation mark at or after the row to come is in the text; len(text): nowhere
	seen  seen
}

// seen is what a cutter has seen of the rows.
type seen struct {
	Counts
	short, firstShort, lastShort int // rows with fewer cells than the header, and lines
	long, firstLong, lastLong    int // rows with more cells than the header, and lines
	most                         int // cells of a row, the last one left aside
	last                         int // cells of the last row
	lastLine                     int
	ended                        bool // with a line end
}

// read reads until there are at least so many bytes of text, or the end of the file.
func (c *cutter) read(size int) error {
	if c.end || len(c.text) >= size {
		return nil
	}
	text := make([]byte, size)
	n := copy(text, c.text)
	more, err := io.ReadFull(c.r, text[n:])
	c.text = text[:n+more]
	switch {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		c.end = true
	case err != nil:
		line := c.line + newlines(c.text, c.eol)
		return notDecoded(assess.Pos{File: c.table.Name, Line: line}, err)
	}
	return nil
}

// next gives the next block that has a person in it.
func (c *cutter) next() (*Block, error) {
	for c.err == nil {
		var b *Block
		if b, c.err = c.cutBlock(); c.err == nil && b.Rows > 0 {
			return b, nil
		}
		if c.err == io.EOF {
			c.err = c.finish()
		}
	}
	return nil, c.err
}

// cutBlock cuts off as many whole rows as the text has, reading more as it is needed.
func (c *cutter) cutBlock() (*Block, error) {
	if c.end && len(c.text) == 0 {
		return nil, io.EOF
	}
	for size := c.block; ; size = 2 * len(c.text) {
		if err := c.read(size); err != nil {
			return nil, err
		}
		b, at, err := c.rows()
		if err != nil {
			return nil, err
		}
		if at > 0 {
			if err := checkText(c.table.Name, c.line, c.text[:at], c.eol); err != nil {
				return nil, err
			}
			return c.give(b, at), nil
		}
		if len(c.text) > maxRow {
			return nil, c.tooLong(0)
		}
	}
}

// rows finds whole rows at the start of the text, until they fill a block; at is where the last one ends.
func (c *cutter) rows() (b *rowBlock, at int, err error) {
	b = &rowBlock{columns: c.columns, sep: c.sep, eol: c.eol, rows: make([]span, 0, min(c.block, len(c.text))/64+1)}
	c.quote = -1
	lines := 0
	for at < len(c.text) && at < c.block {
		to, cells, quotes, opened := c.row(at)
		if to == len(c.text) && !c.end {
			break
		}
		if opened >= 0 {
			return nil, 0, notClosed(placeIn(c.table.Name, c.line, c.text, opened, c.eol))
		}
		row := trimmed(c.text[at:to], c.eol)
		switch {
		case len(row) > maxRow:
			return nil, 0, c.tooLong(at)
		case cells > maxColumns:
			return nil, 0, c.tooWide(c.line+lines, cells)
		}
		if c.count(row, cells, c.line+lines, to < len(c.text)) {
			b.rows = append(b.rows, span{int32(at), int32(at + len(row)), int32(lines), quotes})
		}
		if quotes {
			lines += newlines(c.text[at:to], c.eol)
		}
		lines++
		at = min(to+1, len(c.text))
	}
	b.lines = lines
	return b, at, nil
}

// row finds the end of the row that begins at a place: of its line if there is no quotation mark in it. It is the end
// of the text if the row does not end in it; then opened is where a cell begins that is not closed, else -1.
func (c *cutter) row(at int) (to, cells int, quotes bool, opened int) {
	to = len(c.text)
	if n := bytes.IndexByte(c.text[at:], c.eol); n >= 0 {
		to = at + n
	}
	if c.quote < at {
		c.quote = len(c.text)
		if n := bytes.IndexByte(c.text[at:], '"'); n >= 0 {
			c.quote = at + n
		}
	}
	if c.quote >= to {
		return to, bytes.Count(c.text[at:to], []byte{c.sep}) + 1, false, -1
	}
	if to, cells, ok := c.quotedRow(at); ok {
		return to, cells, true, -1
	}
	for cells = 1; ; cells++ {
		cell := scan(c.text, at, c.sep, c.eol)
		switch {
		case cell.open:
			return cell.end, cells, true, at
		case cell.end == len(c.text), c.text[cell.end] == c.eol:
			return cell.end, cells, true, -1
		}
		at = cell.end + 1
	}
}

// quotedRow does the same for a row in which quotation marks stand only where they belong; it says no of any other.
func (c *cutter) quotedRow(at int) (to, cells int, ok bool) {
	text, q := c.text, startOfRow
	eol, sep, mark := each8(c.eol), each8(c.sep), each8('"')
	for cells = 1; at < len(text); at += 8 {
		w := word(text, at)
		marks := matches(w, mark)
		inside := q.inside(marks)
		seps := matches(w, sep) &^ inside
		stray := q.stray(marks, inside, seps|marks)
		if ends := matches(w, eol) &^ inside; ends != 0 {
			before := ends&-ends - 1
			return at + bits.TrailingZeros64(ends)>>3, cells + bits.OnesCount64(seps&before), stray&before == 0
		}
		if stray != 0 {
			return 0, 0, false
		}
		cells += bits.OnesCount64(seps)
		q = after(inside, seps|marks)
	}
	return len(text), cells, q.open == 0
}

// trimmed gives a row without what is left of its line end.
func trimmed(row []byte, eol byte) []byte {
	for eol == '\n' && len(row) > 0 && row[len(row)-1] == '\r' {
		row = row[:len(row)-1]
	}
	return row
}

// count counts a row, and says whether it is a person.
func (c *cutter) count(row []byte, cells, line int, ended bool) bool {
	s := &c.seen
	s.ended = ended
	if blankRow(row, c.sep) {
		s.Blank++
		return false
	}
	s.most = max(s.most, s.last)
	s.last, s.lastLine = cells, line
	switch {
	case cells < c.columns:
		if s.short++; s.short == 1 {
			s.firstShort = line
		}
		s.lastShort = line
	case cells > c.columns:
		if s.long++; s.long == 1 {
			s.firstLong = line
		}
		s.lastLong = line
	}
	if bytes.HasPrefix(bytes.TrimPrefix(row, []byte{'"'}), []byte(wordsAsked)) {
		s.Words++
		return false
	}
	s.Rows++
	return true
}

// blankRow says whether no cell of a row has anything in it but space.
func blankRow(row []byte, sep byte) bool {
	quoted, start := false, true
	for i := 0; i < len(row); {
		r, n := utf8.DecodeRune(row[i:])
		i += n
		switch {
		case r == rune(sep) && !quoted:
			start = true
			continue
		case r == '"' && !quoted && start:
			quoted = true
		case r == '"' && quoted && (i == len(row) || row[i] != '"'):
			quoted = false
		case !unicode.IsSpace(r), r == rune(sep):
			return false
		}
		start = false
	}
	return true
}

// give makes the first bytes of the text a block.
func (c *cutter) give(b *rowBlock, at int) *Block {
	b.text, b.line, b.first = c.text[:at:at], c.line, c.seen.Rows-len(b.rows)+1
	c.text, c.line = c.text[at:], c.line+b.lines
	return &Block{First: b.first, Rows: len(b.rows), each: b.each}
}

// notClosed is the problem of a quotation mark that opens a cell which nothing closes.
func notClosed(pos assess.Pos) error {
	return problem(pos, "the quotation mark that opens this cell is never closed, so the rows after it cannot be told apart",
		"close it; if the file should have more rows than this, it has been cut: "+anew)
}

// tooLong is the problem of a row, from a place of the text on, that does not end soon enough.
func (c *cutter) tooLong(at int) error {
	pos := assess.Pos{File: c.table.Name, Line: placeIn("", c.line, c.text, at, c.eol).Line}
	what := fmt.Sprintf("the row that begins here is longer than %d MiB", maxRow>>20)
	c.quote = -1
	if _, _, _, opened := c.row(at); opened >= 0 {
		what += fmt.Sprintf("; a quotation mark opened in line %d is not closed", placeIn("", c.line, c.text, opened, c.eol).Line)
	}
	return problem(pos, what, "check that the file is a table, and that every quotation mark is closed")
}

// tooWide is the problem of a row with too many cells.
func (c *cutter) tooWide(line, cells int) error {
	return problem(assess.Pos{File: c.table.Name, Line: line}, fmt.Sprintf("this row has %d cells, and a table can have %d columns", cells, maxColumns),
		"delete the empty columns to the right of the table, and what has nothing to do with the answers")
}

// A rowBlock is what a Block of CSV holds.
type rowBlock struct {
	text     []byte
	rows     []span
	lines    int
	first    int
	line     int
	columns  int
	sep, eol byte
}

// each is Block.Each.
func (b *rowBlock) each(do func(Row) error) error {
	p := parser{sep: b.sep, eol: b.eol, columns: b.columns}
	p.guards = bytes.IndexByte(b.text, '\'') >= 0
	stray := byte('\n')
	if b.eol == '\n' {
		stray = '\r'
	}
	strays := bytes.IndexByte(b.text, stray) >= 0
	for i, s := range b.rows {
		row := b.text[s.from:s.to:s.to]
		r := Row{Number: b.first + i, Line: b.line + int(s.line)}
		odd := strays && bytes.IndexByte(row, stray) >= 0
		if odd || s.quotes && !p.quoted(row) || !s.quotes && !p.plain(row) {
			p.careful(row)
			r.Fault = p.judge()
		}
		r.Cells = p.cells
		if err := do(r); err != nil {
			return err
		}
	}
	return nil
}
