// Package tables reads tables of answers, a person a row: CSV and XLSX, as spreadsheets, Microsoft Forms, Google
// Forms and applicant systems write them.
//
// # What reading promises
//
// No row is lost and none invented. A table that is damaged, cut short or hostile is refused with the reason;
// whatever ends a Table other than io.EOF means that nothing of it may be used. A row that cannot be understood
// is given with its faults, so that it can be set aside, and the other rows are judged without it. What is not
// certain is never guessed: neither which question a column is of, nor which option a cell means.
//
// # How
//
//  1. Open tells what the file is and reads its header (csv.go, encoding.go; xlsx.go and what it needs);
//  2. Match says what each column is for (match.go), from the header alone, or from a table that says it (byhand.go);
//  3. Next gives the rows in blocks, in order. A block is worked on by any goroutine;
//  4. a Reader turns each row into answers, and what does not fit into a Fault (cells.go). It remembers what a
//     cell's text means, as most texts come again and again.
//
// Memory does not grow with the rows: of the file only the block being read is held, and of an XLSX its table
// of shared texts, which is limited.
package tables

import (
	"errors"
	"io"
	"sync/atomic"

	"readiness/assess"
)

// Options say how to open a table. The zero value leaves everything to be worked out.
type Options struct {
	Encoding string // "windows-1252" for a text in that; "": UTF-8 or UTF-16
	Sheet    string // the name of the sheet of a workbook; "": the only one that can be meant
	Block    int    // about how many bytes of text a Block has; 0: 256 KiB
}

// A Source is what has written a table.
type Source int

// The sources that are known.
const (
	UnknownSource Source = iota
	MicrosoftForms
	GoogleForms
)

// A Table is an opened table: its header, and its rows, which are read once, in order.
type Table struct {
	Name   string // for messages
	Kind   string // what it is, in words: "CSV in UTF-8, separated by semicolons"
	From   Source
	Header []string // as it stands
	Line   int      // of the header
	Notes  []string // what who reads the table should know, in sentences; complete at the end

	next   func() (*Block, error)
	early  func() []earlyRow // some rows below the header, to find it there; nil if they cannot be told
	read   atomic.Int64
	counts Counts
}

// Counts are how many rows a table has, known at its end.
type Counts struct {
	Rows  int // people
	Blank int // rows with nothing in any cell; they are no people
	Words int // rows of our own templates that hold the words of the questions
}

// Next gives the next block of rows; io.EOF once the whole file has been read and is sound. Any other error is
// assess.Problems, and means that none of the rows may be used.
func (t *Table) Next() (*Block, error) { return t.next() }

// Each calls a function with each row that is left, in order, until it errs. Its error is that of the function or of
// Next.
func (t *Table) Each(do func(Row) error) error {
	for {
		block, err := t.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := block.Each(do); err != nil {
			return err
		}
	}
}

// Read says how many bytes of the file have been used so far. It may be called while Next is.
func (t *Table) Read() int64 { return t.read.Load() }

// Counts gives the numbers of rows, after the last Next.
func (t *Table) Counts() Counts { return t.counts }

// A Block is some rows of a table, in order.
type Block struct {
	First int // the number of its first row
	Rows  int

	each func(func(Row) error) error
}

// Each calls a function with each row, in order, until one errs, and gives that error. A block may be worked on by
// any goroutine, but by one only.
func (b *Block) Each(do func(Row) error) error { return b.each(do) }

// A Row is a row as it stands. Its cells hold until the next row of its block is asked for.
type Row struct {
	Number int      // from 1, the header and what is no person not counted
	Line   int      // of the file, from 1, where it begins; in XLSX the row's number
	Cells  [][]byte // UTF-8, one for each column of the header; absent ones are empty
	Fault  string   // why its cells cannot be trusted, in words; "" if they can: then cells may be missing or too many
}

// A Person is what a row says besides answers. All fields may be "".
type Person struct {
	Reference string
	Name      string // of several columns of names, in the order of the table
	Email     string
	Date      string // of the answers, YYYY-MM-DD; "" if not known or not certain
}

// A Fault says why a row cannot be judged: the first cell that does not fit.
type Fault struct {
	Column int    // from 0; -1 for the row as a whole
	What   string // the cause, in words, without the content of any cell: for a screen
	Said   string // what the cell says, shortened, or more on the cause; "" if nothing: for the table of set-aside rows only
	Fix    string
}

// An earlyRow is one of the first rows of a table, as it stands.
type earlyRow struct {
	line  int
	cells []string
}

// mostEarly is how many rows the header is looked for in.
const mostEarly = 20

// problem makes one problem with a table an error.
func problem(pos assess.Pos, what, fix string) error {
	return assess.Problems{{Pos: pos, What: what, Fix: fix}}
}
