package tables

import (
	"bufio"
	"bytes"
	"errors"
	"io"

	"readiness/assess"
)

// sniffed is how much of a file is looked at to tell what it is.
const sniffed = 64 << 10

// Open opens a table: a workbook (XLSX) or a text of separated values (CSV). The name is for messages; size is that
// of the whole file. An error is assess.Problems: the file is none of the two, or its header cannot be read. The file
// must stay open until the table has been read.
func Open(name string, f io.ReaderAt, size int64, o Options) (*Table, error) {
	head := make([]byte, min(size, int64(len(zipMark))))
	if _, err := f.ReadAt(head, 0); err != nil && !errors.Is(err, io.EOF) {
		return nil, notRead(assess.Pos{File: name}, err)
	}
	if isZIP(head) {
		return openXLSX(name, f, size, o)
	}
	return openText(name, io.NewSectionReader(f, 0, size), size, o)
}

// OpenStream opens a table that comes as a stream, such as standard input: CSV only, for a workbook is read from
// its end. An error is assess.Problems, as with Open.
func OpenStream(name string, r io.Reader, o Options) (*Table, error) {
	b := bufio.NewReader(r)
	head, err := b.Peek(len(zipMark))
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, notRead(assess.Pos{File: name}, err)
	}
	if isZIP(head) {
		return nil, problem(assess.Pos{File: name}, "this is a workbook, which cannot be read as a stream",
			"give the name of the file instead, or save the sheet as CSV")
	}
	return openText(name, b, -1, o)
}

// zipMark is how a ZIP file begins, and so a workbook; an empty ZIP file has 5 and 6 in place of 3 and 4.
const zipMark = "PK\x03\x04"

func isZIP(head []byte) bool {
	return bytes.HasPrefix(head, []byte(zipMark)) || bytes.HasPrefix(head, []byte("PK\x05\x06"))
}

// openText opens what is not a ZIP file: CSV, or something that it says is none. The size is -1 if it is not known.
func openText(name string, r io.Reader, size int64, o Options) (*Table, error) {
	t := &Table{Name: name}
	raw := bufio.NewReaderSize(&readCounter{r, t}, sniffed)
	head, err := raw.Peek(sniffed)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, notRead(assess.Pos{File: name}, err)
	}
	if err := foreign(name, head); err != nil {
		return nil, err
	}
	if o.Sheet != "" {
		return nil, problem(assess.Pos{File: name}, "a sheet is named, but this file is a text, which has no sheets",
			"leave out the name of the sheet, or give the workbook itself")
	}
	text, encoding, err := decode(name, raw, head, o)
	if err != nil {
		return nil, err
	}
	if err := openCSV(t, text, encoding, size, o); err != nil {
		return nil, err
	}
	return t, nil
}

// readCounter counts the bytes that are read of a table.
type readCounter struct {
	r io.Reader
	t *Table
}

func (c *readCounter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.t.read.Add(int64(n))
	return n, err
}

// asCSV says how to come to a file that can be read.
const asCSV = `open it in Excel, LibreOffice or Google Sheets and save it as "Excel workbook (.xlsx)" or as "CSV UTF-8"`

// The marks that files of other kinds begin with.
var marks = []struct{ mark, what, fix string }{
	{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "this is an old Excel workbook (.xls), or one locked with a password",
		asCSV + ", without a password"},
	{"%PDF-", "this is a PDF, not a table", "export the table from where the PDF was made, as .xlsx or CSV"},
	{"\x1f\x8b", "this file is compressed (gzip)", "unpack it first"},
	{"BZh", "this file is compressed (bzip2)", "unpack it first"},
	{"\xfd7zXZ\x00", "this file is compressed (xz)", "unpack it first"},
	{"\x28\xb5\x2f\xfd", "this file is compressed (zstd)", "unpack it first"},
	{"7z\xbc\xaf\x27\x1c", "this file is compressed (7-Zip)", "unpack it first"},
	{"Rar!\x1a\x07", "this file is compressed (RAR)", "unpack it first"},
	{`{\rtf`, "this is a text document (RTF), not a table", "put the answers into a spreadsheet, a person a row"},
	{"\x89PNG", "this is a picture, not a table", "type the answers into a spreadsheet, a person a row"},
	{"\xff\xd8\xff", "this is a picture, not a table", "type the answers into a spreadsheet, a person a row"},
	{"\x00\x00\xfe\xff", "this is text in UTF-32, which is not read", asCSV},
	{"\xff\xfe\x00\x00", "this is text in UTF-32, which is not read", asCSV},
}

// foreign refuses a file that says by its first bytes that it is neither XLSX nor text.
func foreign(name string, head []byte) error {
	for _, m := range marks {
		if bytes.HasPrefix(head, []byte(m.mark)) {
			return problem(assess.Pos{File: name}, m.what, m.fix)
		}
	}
	return nil
}

// notRead is the problem of a file that the system does not give.
func notRead(pos assess.Pos, err error) error {
	return problem(pos, "the file could not be read: "+err.Error(), "check that it is there and whole, and try again")
}
