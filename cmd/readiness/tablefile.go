package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"

	"readiness/questionnaires/tables"
)

// A tableFile is a table that is open, and the file that it is in.
type tableFile struct {
	table *tables.Table
	file  *os.File    // nil for standard input
	was   fs.FileInfo // what the file was when it was opened; nil for standard input
}

// openTable opens the table of a name; - is standard input.
func (p *program) openTable(name string, o tables.Options) (tableFile, error) {
	if name != "-" {
		return openTableFile(name, o)
	}
	t, err := tables.OpenStream("standard input", p.stdin, o)
	return tableFile{table: t}, err
}

// openTableFile opens a table in a file that can be read at any place.
func openTableFile(name string, o tables.Options) (tableFile, error) {
	file, err := os.Open(name)
	if err != nil {
		return tableFile{}, fileProblem(name, "could not be read", err)
	}
	f := tableFile{file: file}
	f.was, err = file.Stat()
	switch {
	case err != nil:
		err = fileProblem(name, "could not be read", err)
	case f.was.IsDir():
		err = problem(name, "this is a folder", "name a table in it")
	case !f.was.Mode().IsRegular():
		err = problem(name, "this is no ordinary file", "use - for standard input")
	default:
		f.table, err = tables.Open(name, file, f.was.Size(), o)
	}
	if err != nil {
		return tableFile{}, errors.Join(err, file.Close())
	}
	return f, nil
}

func (f tableFile) close() error {
	if f.file == nil {
		return nil
	}
	return f.file.Close()
}

// size is that of the file in bytes; 0 for standard input.
func (f tableFile) size() int64 {
	if f.was == nil {
		return 0
	}
	return f.was.Size()
}

// unchanged says that nobody has written to the file while it was read.
func (f tableFile) unchanged() error {
	if info, err := f.file.Stat(); err != nil || info.Size() != f.was.Size() || !info.ModTime().Equal(f.was.ModTime()) {
		return problem(f.table.Name, "another program has changed it while it was being read", "close it there, and run the same command again")
	}
	return nil
}

// fingerprint is the SHA-256 of the file.
func (f tableFile) fingerprint(ctx context.Context) (string, error) {
	const step = 1 << 20
	h := sha256.New()
	for at := int64(0); at < f.size(); at += step {
		if ctx.Err() != nil {
			return "", ctx.Err()
		}
		if _, err := io.Copy(h, io.NewSectionReader(f.file, at, min(step, f.size()-at))); err != nil {
			return "", fileProblem(f.file.Name(), "could not be read", err)
		}
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
