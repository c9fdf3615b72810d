// Package tables writes tables, a person a row: the matrix for a person to review (matrix.go) as CSV and as a
// workbook (xlsx.go), the rows that could not be judged (setaside.go), names by themselves (names.go), and what is
// needed to collect answers in a spreadsheet (template.go).
//
// # What writing promises
//
// Whatever stands in a cell, a spreadsheet shows it and does nothing else with it: see Guard (guard.go). Nothing
// is ranked, coloured or cut off; people stand in the order in which they are added. The same people give the same
// bytes. What comes from outside is never part of a file's metadata.
//
// # How
//
// CSV is made by functions that append to bytes, so that many goroutines can make rows and one can write them in
// order: a Matrix and a SetAside do not change once they are made. CSV here is UTF-8 with a BOM, as Excel needs
// it, with commas and CRLF, and quotes only where they are needed. The words of a matrix are few, so they are made
// once, together with their commas, and a row is little more than copying them.
package tables

import (
	"bytes"
	"slices"
)

// A Person is what a row says of who it is about. All fields may be "".
type Person struct {
	Reference string
	Name      string
	Email     string
}

const (
	bom     = "\ufeff"
	lineEnd = "\r\n"
)

// appendRow appends texts as a row of CSV, each on one line and guarded.
func appendRow(dst []byte, texts ...string) []byte {
	for i, s := range texts {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = appendGuardedCell(dst, shown(s))
	}
	return append(dst, lineEnd...)
}

// appendCell appends a cell of CSV, guarded, in quotes if it needs them.
func appendCell[T text](dst []byte, cell T) []byte {
	return quote(appendGuarded(dst, cell), len(dst))
}

// appendGuardedCell appends a cell of CSV that is guarded already.
func appendGuardedCell(dst []byte, cell string) []byte {
	return quote(append(dst, cell...), len(dst))
}

// quote puts the cell that begins at a place and goes to the end into quotes, if it needs them.
func quote(dst []byte, at int) []byte {
	if !needsQuotes(dst[at:]) {
		return dst
	}
	end, more := len(dst), 2+bytes.Count(dst[at:], []byte{'"'})
	dst = slices.Grow(dst, more)[:end+more]
	to := len(dst) - 1
	dst[to] = '"'
	for i := end - 1; i >= at; i-- {
		to--
		dst[to] = dst[i]
		if dst[i] == '"' {
			to--
			dst[to] = '"'
		}
	}
	dst[at] = '"'
	return dst
}

// needsQuotes says whether a cell of CSV must stand in quotes. Those with semicolons and tabs do as well, as some
// readers try these as separators, and those with a space at an end, which some take off.
func needsQuotes(cell []byte) bool {
	for _, c := range cell {
		switch c {
		case ',', ';', '"', '\t', '\r', '\n':
			return true
		}
	}
	return hasSpaceAtEnd(cell)
}
