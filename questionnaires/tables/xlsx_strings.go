package tables

import (
	"bytes"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// readShared reads the texts that cells name by number. They are the only thing of a workbook that is held as a
// whole, so their number and length are limited.
func (w *workbook) readShared(name string, related map[string]relation) error {
	target, err := ofKind(related, name, "sharedStrings")
	if err != nil || target == "" {
		return err
	}
	x, err := w.archive.scan(target)
	if err != nil {
		return err
	}
	if err := x.begin("sst", mainSpace, mainSpaceStrict); err != nil {
		return err
	}
	var text []byte
	for depth := x.depth; ; {
		more, err := x.child(depth)
		if err != nil {
			return err
		}
		if !more {
			return x.finish()
		}
		if name := string(x.name); name == "extLst" {
			continue
		} else if name != "si" {
			return x.ill("there is something else among the texts")
		}
		if text, err = x.rich(text[:0]); err != nil {
			return err
		}
		if !w.shared.add(text) {
			return tooMuch("the workbook has more than %d different texts, or more than %d bytes of them", maxTexts, maxShared)
		}
	}
}

// sharedTexts are the shared texts of a workbook, in chunks, so that millions of them take little more than their length.
type sharedTexts struct {
	chunks [][]byte
	at     []textAt
}

// A textAt is where a text is: in which chunk and from where on, as one number, and its length.
type textAt struct{ from, n uint32 }

const chunkBits = 20 // a chunk holds 1 MiB, which is maxCell: each text fits into one

// add says false where the limit is reached.
func (s *sharedTexts) add(text []byte) bool {
	last := len(s.chunks) - 1
	if last < 0 || len(s.chunks[last])+len(text) > 1<<chunkBits {
		if len(s.chunks) == maxShared>>chunkBits {
			return false
		}
		s.chunks = append(s.chunks, nil)
		last++
	}
	if len(s.at) == maxTexts {
		return false
	}
	s.at = append(s.at, textAt{uint32(last<<chunkBits | len(s.chunks[last])), uint32(len(text))})
	s.chunks[last] = append(s.chunks[last], text...)
	return true
}

// text gives a text by its number.
func (s *sharedTexts) text(i uint32) []byte {
	at := s.at[i]
	from := at.from & (1<<chunkBits - 1)
	return s.chunks[at.from>>chunkBits][from : from+at.n : from+at.n]
}

// rich appends the text of an <si> or <is>: its <t>, or those of its runs <r>, without how they look and without
// the reading aids <rPh> that Japanese has.
func (x *scanner) rich(dst []byte) ([]byte, error) {
	for depth := x.depth; ; {
		more, err := x.child(depth)
		if err != nil || !more {
			return dst, err
		}
		switch string(x.name) {
		case "t":
			from := len(dst)
			if dst, err = x.content(dst); err != nil {
				return dst, err
			}
			dst = unescape(dst, from)
		case "r":
			if dst, err = x.rich(dst); err != nil {
				return dst, err
			}
		case "rPr", "rPh", "phoneticPr", "extLst":
		default:
			return dst, x.ill("there is something else within a text")
		}
	}
}

// unescape takes _x000A_ for the character that it stands for, from a place on, as far as a text may hold it:
// a control character stays as it is written, so that it can be seen.
func unescape(b []byte, from int) []byte {
	i := bytes.Index(b[from:], []byte("_x"))
	if i < 0 {
		return b
	}
	to := from + i
	for at := to; at < len(b); {
		char, n := escaped(b[at:])
		if n == 0 {
			b[to] = b[at]
			at, to = at+1, to+1
			continue
		}
		to += copy(b[to:], utf8.AppendRune(nil, char))
		at += n
	}
	return b[:to]
}

// escaped reads one escape, or the two of a surrogate pair; 0 if there is none that may be taken for its character.
func escaped(b []byte) (rune, int) {
	const length = len("_x0000_")
	unit := func(b []byte) (rune, bool) {
		if len(b) < length || b[0] != '_' || b[1] != 'x' || b[6] != '_' {
			return 0, false
		}
		v, err := strconv.ParseUint(string(b[2:6]), 16, 16)
		return rune(v), err == nil
	}
	char, ok := unit(b)
	if !ok {
		return 0, 0
	}
	if utf16.IsSurrogate(char) {
		low, ok := unit(b[length:])
		if pair := utf16.DecodeRune(char, low); ok && pair != utf8.RuneError {
			return pair, 2 * length
		}
		return 0, 0
	}
	if char < ' ' && char != '\t' && char != '\n' && char != '\r' || char >= 0x7F && char < 0xA0 || char >= 0xFFFE {
		return 0, 0
	}
	return char, length
}
