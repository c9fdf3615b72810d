package tables

import (
	"bytes"
	"fmt"
	"math/bits"
)

// A scanned cell of CSV: text[from:to] is what it holds, text[end] the separator or line end after it.
type scanned struct {
	from, to, end int
	quoted        bool // it stands between quotation marks
	doubled       bool // what it holds has quotation marks, written twice
	after         bool // something follows the closing quotation mark
	open          bool // there is no closing quotation mark: the text ends within the cell
}

// scan finds the end of the cell that begins at a place. A quotation mark means something only as the first
// character of a cell; up to the closing one, separators and line ends are part of the cell.
func scan(text []byte, at int, sep, eol byte) scanned {
	c, i := scanned{from: at}, at
	if i < len(text) && text[i] == '"' {
		c.quoted, c.from = true, at+1
		for i++; ; i++ {
			n := bytes.IndexByte(text[i:], '"')
			if n < 0 {
				c.open, c.to, c.end = true, len(text), len(text)
				return c
			}
			if i += n + 1; i == len(text) || text[i] != '"' {
				break
			}
			c.doubled = true
		}
		c.to = i - 1
	}
	closed := i
	for i < len(text) && text[i] != sep && text[i] != eol {
		i++
	}
	c.end, c.after = i, c.quoted && i > closed
	if !c.quoted {
		c.to = i
	}
	return c
}

// A parser takes rows of CSV apart. It is used for one row after another, by one goroutine.
type parser struct {
	sep, eol byte
	columns  int
	guards   bool // there may be apostrophes

	cells [][]byte // of the row
	fault string   // of the row
	text  []byte   // for cells that do not read as they stand
}

// plain takes a row apart that has no quotation mark and no stray line end. It says no if there are more cells than
// columns.
func (p *parser) plain(row []byte) bool {
	cells := p.room()
	from, n, sep := 0, 0, each8(p.sep)
	for at := 0; at <= len(row); at += 64 {
		ends := matches64(row, at, sep)
		if len(row) < at+64 {
			ends |= 1 << (len(row) - at)
		}
		for ; ends != 0; ends &= ends - 1 {
			if n >= len(cells) {
				return false
			}
			to := at + bits.TrailingZeros64(ends)
			cells[n] = row[from:to:to]
			from = to + 1
			n++
		}
	}
	clear(cells[n:])
	p.unguard()
	return true
}

// quoted takes a row apart in which quotation marks stand only round whole cells. It says no of any other, and if
// there are more cells than columns.
func (p *parser) quoted(row []byte) bool {
	cells, n, from, unused := p.room(), 0, 0, 0 // marks that are not round a cell
	for at, q := 0, startOfRow; at <= len(row); at += 64 {
		ends, marks, ok := p.ends(row, at, &q)
		if unused += marks; !ok {
			return false
		}
		for ; ends != 0; ends &= ends - 1 {
			to := at + bits.TrailingZeros64(ends)
			if n == len(cells) {
				return false
			}
			if from < to && row[from] == '"' {
				if from+1 == to || row[to-1] != '"' {
					return false
				}
				cells[n] = row[from+1 : to-1 : to-1]
				unused -= 2
			} else {
				cells[n] = row[from:to:to]
			}
			from = to + 1
			n++
		}
	}
	if unused != 0 {
		return false
	}
	clear(cells[n:])
	p.unguard()
	return true
}

// ends gives the ends of the cells among the 64 bytes of a row from a place on, as bits, and how many quotation marks
// are among them.
func (p *parser) ends(row []byte, at int, q *quoting) (ends uint64, marks int, ok bool) {
	sep, mark := each8(p.sep), each8('"')
	before := *q
	var strays uint64
	for i := 0; i < 64 && at+i < len(row); i += 8 {
		w := word(row, at+i)
		here := matches(w, mark)
		inside := before.inside(here)
		seps := matches(w, sep) &^ inside
		strays |= before.stray(here, inside, seps|here)
		ends |= packed(seps) << (i & 63)
		marks += bits.OnesCount64(here)
		before = after(inside, seps|here)
	}
	if len(row) < at+64 {
		ends |= 1 << (len(row) - at)
	}
	*q = before
	return ends, marks, strays == 0
}

// unguard takes away the apostrophes that guard cells.
func (p *parser) unguard() {
	if p.guards {
		for i, c := range p.cells {
			p.cells[i] = unguarded(c)
		}
	}
}

// room gives the cells of a row, one for each column of the header.
func (p *parser) room() [][]byte {
	if cap(p.cells) < p.columns {
		p.cells = make([][]byte, p.columns)
	}
	p.cells = p.cells[:p.columns]
	return p.cells
}

// careful takes any row apart. The cells are as many as there are.
func (p *parser) careful(row []byte) {
	p.cells, p.text, p.fault = p.cells[:0], p.text[:0], ""
	for at := 0; ; {
		c := scan(row, at, p.sep, p.eol)
		p.cells = append(p.cells, p.cell(row, at, c))
		if c.end == len(row) {
			return
		}
		at = c.end + 1
	}
}

// cell gives what a cell holds, or as it stands if it is faulty.
func (p *parser) cell(row []byte, at int, c scanned) []byte {
	text := row[c.from:c.to:c.to]
	what := ""
	switch {
	case c.quoted && (c.after || c.open):
		what = "text after its closing quotation mark"
	case c.quoted:
	case bytes.ContainsAny(text, "\r\n"):
		what = "a line break of another kind than the rows have, without quotation marks round the cell"
	case bytes.HasSuffix(text, []byte{'"'}):
		what = "a quotation mark at its end, but none as its first character"
	case bytes.HasPrefix(bytes.TrimLeft(text, " \t"), []byte{'"'}):
		what = "a space before its opening quotation mark"
	}
	if what != "" {
		if p.fault == "" {
			p.fault = fmt.Sprintf("the cell in column %s has %s", Letter(len(p.cells)), what)
		}
		return row[at:c.end:c.end]
	}
	if c.doubled {
		from := len(p.text)
		for i := 0; i < len(text); i++ {
			p.text = append(p.text, text[i])
			if text[i] == '"' {
				i++
			}
		}
		text = p.text[from:len(p.text):len(p.text)]
	}
	return unguarded(text)
}

// judge says why the cells of a row that was taken apart with care cannot be trusted, and makes them as many as the
// header has if they can.
func (p *parser) judge() string {
	n := len(p.cells)
	if p.fault != "" {
		return p.fault
	}
	for i := n - 1; i >= p.columns; i-- {
		if len(bytes.TrimSpace(p.cells[i])) > 0 {
			return fmt.Sprintf("the row has something in column %s, but the header ends with column %s", Letter(i), Letter(p.columns-1))
		}
	}
	for i := n; i < p.columns; i++ {
		p.cells = append(p.cells, nil)
	}
	p.cells = p.cells[:p.columns]
	return ""
}

// unguarded gives a cell without the apostrophe that is put before what a spreadsheet would take for a formula.
func unguarded(cell []byte) []byte {
	if len(cell) < 2 || cell[0] != '\'' {
		return cell
	}
	switch cell[1] {
	case '=', '+', '-', '@', '\t', '\r', '\n', '\'':
		return cell[1:]
	}
	for _, wide := range []string{"＝", "＋", "－", "＠"} {
		if bytes.HasPrefix(cell[1:], []byte(wide)) {
			return cell[1:]
		}
	}
	return cell
}
