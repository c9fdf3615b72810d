package main

import (
	"bytes"
	"errors"
	"io/fs"
	"slices"

	"readiness/reports"
	tabled "readiness/reports/tables"
)

// The names of what is in a folder.
const (
	asideName    = "set-aside.csv"
	namesName    = "names.csv"
	pdfsFolder   = "candidates"
	pupilsFolder = "pupils"
)

// document writes a document as PDF.
func (f *folder) document(name string, d reports.Document, print reports.Print) error {
	var pdf bytes.Buffer
	if err := reports.WritePDF(&pdf, d, print); err != nil {
		return problem(name, err.Error(), "report the fault")
	}
	return f.put(name, pdf.Bytes())
}

// begin begins a file with some bytes.
func (f *folder) begin(name string, head []byte) (*stream, error) {
	s, err := f.stream(name)
	if err == nil {
		_, err = s.Write(head)
	}
	return s, err
}

// A filing is the files that grow with the rows.
type filing struct {
	folder                *folder
	matrix, names, asides *stream // nil for those that are not wanted, or not yet
	xlsx                  *tabled.XLSX
	book                  *stream
	asideHead             []byte
}

// take writes what came of some rows.
func (w *filing) take(b batch) (err error) {
	if len(b.asides) > 0 && w.asides == nil {
		if w.asides, err = w.folder.begin(asideName, w.asideHead); err != nil {
			return err
		}
	}
	for _, part := range []struct {
		to   *stream
		data []byte
	}{{w.matrix, b.matrix}, {w.names, b.names}, {w.asides, b.asides}} {
		if part.to == nil {
			continue
		}
		if _, err := part.to.Write(part.data); err != nil {
			return w.folder.failed(part.to.name, err)
		}
	}
	for _, cells := range b.cells {
		if err := w.xlsx.Add(cells); err != nil {
			return w.failedBook(err)
		}
	}
	return nil
}

// failedBook words what the system said of a file of the workbook.
func (w *filing) failedBook(err error) error {
	var system *fs.PathError
	if errors.As(err, &system) {
		return w.folder.failed("matrix.xlsx", err)
	}
	return err
}

func (w *filing) streams() []*stream {
	return slices.DeleteFunc([]*stream{w.matrix, w.names, w.asides, w.book}, func(s *stream) bool { return s == nil })
}

func (w *filing) finish() error {
	if w.xlsx != nil {
		if err := w.xlsx.Close(); err != nil {
			w.abandon()
			return w.failedBook(err)
		}
	}
	var errs []error
	for _, s := range w.streams() {
		errs = append(errs, s.finish())
	}
	return errors.Join(errs...)
}

func (w *filing) abandon() {
	if w.xlsx != nil {
		_ = w.xlsx.Discard() // it is not wanted
	}
	for _, s := range w.streams() {
		s.abandon()
	}
}
