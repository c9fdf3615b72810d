package questionnaires

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"unicode/utf8"

	"readiness/assess"
)

const asUTF8 = "save it again as UTF-8 (in Notepad: File, Save as, Encoding: UTF-8)"

// Read reads a whole file of at most MaxFile bytes and never holds more. It refuses what is no UTF-8
// text. Its error is assess.Problems; name is how the person called the file.
func Read(name string, r io.Reader) ([]byte, error) {
	src := make([]byte, MaxFile+1)
	n, err := io.ReadFull(r, src)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, assess.Problems{{
			Pos: assess.Pos{File: name}, What: fmt.Sprintf("it cannot be read: %v", err), Fix: "check that it is a file, and that you may read it",
		}}
	}
	src = slices.Clip(src[:n])
	if err := checkBytes(name, src); err != nil {
		return nil, err
	}
	return src, nil
}

// checkBytes tells why the bytes are no text of ours, or nil.
func checkBytes(name string, src []byte) error {
	at, what, fix := 0, "", asUTF8
	switch invalid := firstInvalid(src); {
	case len(src) > MaxFile:
		what, fix = fmt.Sprintf("the file is larger than %d MiB", MaxFile>>20), "give a questionnaire, a role or answers: they are text files of a few pages"
	case bytes.HasPrefix(src, []byte("\xff\xfe")), bytes.HasPrefix(src, []byte("\xfe\xff")):
		what = "the file is UTF-16 text"
	case bytes.HasPrefix(src, []byte("PK\x03\x04")), bytes.HasPrefix(src, []byte("%PDF")):
		what, fix = "this is a document, not a text file", "give a text file whose name ends in .toml"
	case bytes.IndexByte(src, 0) >= 0:
		at, what = bytes.IndexByte(src, 0), "the file is not plain text: it has a NUL byte"
	case bytes.IndexByte(src, '\r') >= 0 && bytes.IndexByte(src, '\n') < 0:
		what, fix = "the lines end in a way that TOML does not know (a lone carriage return)", "save the file again with ordinary line endings"
	case invalid >= 0:
		at, what = invalid, fmt.Sprintf("the byte %#x here is not UTF-8; the file is probably Windows-1252 or Latin-1 text", src[invalid])
	default:
		return nil
	}
	f := newFile(name, src[:min(len(src), MaxFile)])
	f.fault(at, fix, "%s", what)
	return f.problems.Err()
}

// firstInvalid gives the offset of the first byte that is not UTF-8, or -1.
func firstInvalid(src []byte) int {
	if utf8.Valid(src) {
		return -1
	}
	for at := 0; ; {
		r, size := utf8.DecodeRune(src[at:])
		if r == utf8.RuneError && size <= 1 {
			return at
		}
		at += size
	}
}
