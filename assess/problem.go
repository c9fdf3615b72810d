package assess

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// Pos is a place in a file. The zero Pos means that no place is known.
type Pos struct {
	File   string // as the person named it; "" if the text came from no file
	Line   int    // from 1; 0 if unknown
	Column int    // from 1, in characters; 0 if unknown
}

// String gives FILE:LINE:COLUMN, as far as it is known.
func (p Pos) String() string {
	s := p.File
	if p.Line > 0 {
		s += ":" + strconv.Itoa(p.Line)
		if p.Column > 0 {
			s += ":" + strconv.Itoa(p.Column)
		}
	}
	return s
}

// A Problem is one thing that is wrong with a file or a reply, found here and printed elsewhere.
type Problem struct {
	Pos
	What    string // lower case, no full stop: names the thing by its id, says what is and what should be
	Fix     string // the remedy, in the same form
	Excerpt string // the line it stands on, as written; "" if there is none
}

// Problems is all that is wrong, and as such an error. Empty Problems are no error: see Err.
type Problems []Problem

// Err gives nil if there is no problem, else the problems in the order of their places.
func (ps Problems) Err() error {
	if len(ps) == 0 {
		return nil
	}
	slices.SortStableFunc(ps, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	return ps
}

// Error gives one line a problem, without excerpt and remedy.
func (ps Problems) Error() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.What
		if place := p.Pos.String(); place != "" {
			lines[i] = place + ": " + p.What
		}
	}
	return strings.Join(lines, "\n")
}
