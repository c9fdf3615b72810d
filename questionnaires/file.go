package questionnaires

import (
	"bytes"
	"errors"
	"fmt"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/BurntSushi/toml"

	"readiness/assess"
)

// A file is a source with the problems found in it so far.
type file struct {
	name     string
	src      []byte // without a byte order mark
	starts   []int  // offset of each line
	problems assess.Problems
}

func newFile(name string, src []byte) *file {
	f := &file{name: name, src: bytes.TrimPrefix(src, []byte("\ufeff")), starts: []int{0}}
	for i, c := range f.src {
		if c == '\n' {
			f.starts = append(f.starts, i+1)
		}
	}
	return f
}

// open takes a file through everything up to its rules: it is a text, it keeps the limits, it is
// TOML. what is how messages name its top: "questionnaire".
func open(name string, src []byte, what string) (*table, error) {
	if err := checkBytes(name, src); err != nil {
		return nil, err
	}
	f := newFile(name, src)
	place := outline(f)
	if len(place.keys) == 0 && len(f.problems) == 0 {
		f.fault(0, "give a questionnaire, a role or answers", "there is nothing in this file")
	}
	if len(f.problems) > 0 {
		return nil, f.problems.Err()
	}
	var data map[string]any
	if _, err := toml.Decode(string(f.src), &data); err != nil {
		f.undecodable(err)
		return nil, f.problems.Err()
	}
	return &table{file: f, what: what, place: place, data: data}, nil
}

// undecodable notes what the decoder refuses although the outline could be made: a few rules on
// dates, large numbers and tables.
func (f *file) undecodable(err error) {
	var e toml.ParseError
	if !errors.As(err, &e) {
		f.fault(0, "ask for help with this file: the program cannot say more", "the file is not TOML")
		return
	}
	at := min(e.Position.Start, len(f.src))
	for _, say := range decodeFaults {
		if strings.Contains(e.Message, say.of) {
			f.fault(at, say.fix, "%s", say.what)
			return
		}
	}
	f.fault(at, "compare it with a file that works, such as one that \"readiness new\" writes", "this is not written as TOML wants it")
}

// fault notes a problem at an offset.
func (f *file) fault(offset int, fix, format string, args ...any) {
	if len(f.problems) > maxProblems {
		return
	}
	p := assess.Problem{Pos: f.pos(offset), What: fmt.Sprintf(format, args...), Fix: fix}
	p.Excerpt = f.excerpt(p.Line, p.Column)
	if len(f.problems) == maxProblems {
		p.What, p.Fix = "there are more problems than these", "mend the others first, then look again"
	}
	f.problems = append(f.problems, p)
}

// pos turns an offset into a place.
func (f *file) pos(offset int) assess.Pos {
	line := sort.SearchInts(f.starts, offset+1)
	before := f.src[f.starts[line-1]:offset]
	return assess.Pos{File: f.name, Line: line, Column: utf8.RuneCount(before) + 1}
}

// excerpt gives a line as written; of a very long one, what is around the column.
func (f *file) excerpt(line, column int) string {
	const before, most = 60, 160
	text := f.src[f.starts[line-1]:]
	if line < len(f.starts) {
		text = f.src[f.starts[line-1]:f.starts[line]]
	}
	text = bytes.TrimRight(text, "\r\n")
	if len(text) <= most {
		return strings.ToValidUTF8(string(text), "\ufffd")
	}
	from := skip(text, 0, column-1-before)
	to := skip(text, from, most)
	cut := strings.ToValidUTF8(string(text[from:to]), "\ufffd")
	if from > 0 {
		cut = "…" + cut
	}
	if to < len(text) {
		cut += "…"
	}
	return cut
}

// skip gives the offset that is n characters after at, or the end of the text.
func skip(text []byte, at, n int) int {
	for ; n > 0 && at < len(text); n-- {
		_, size := utf8.DecodeRune(text[at:])
		at += size
	}
	return at
}
