package tables

import (
	"slices"
	"strconv"
)

// SetAsideColumns are what a table of rows that were set aside has after their own columns: where the row stood,
// in which column the trouble is, and what it is.
var SetAsideColumns = [...]string{"set aside: line", "set aside: column", "set aside: reason"}

// A SetAside is a table of the rows that could not be judged, as they stood, so that they can be mended and judged
// after all. Cells read back are the very same, but for characters that Guard does not keep. Make one with
// NewSetAside. It may be used by many goroutines at once.
type SetAside struct {
	header []string
	own    []bool // by column of the table that was read: it is one of SetAsideColumns, from when a row was set aside before
}

// NewSetAside makes a table with a header as it stands in the table that was read.
func NewSetAside(header []string) *SetAside {
	s := &SetAside{own: make([]bool, len(header))}
	for i, name := range header {
		if s.own[i] = slices.Contains(SetAsideColumns[:], name); !s.own[i] {
			s.header = append(s.header, name)
		}
	}
	return s
}

// CSVHead gives the beginning of the table: a BOM and the names of its columns.
func (s *SetAside) CSVHead() []byte {
	dst := []byte(bom)
	for _, name := range s.header {
		dst = append(appendCell(dst, name), ',')
	}
	return appendRow(dst, SetAsideColumns[:]...)
}

// AppendCSV appends a row with its cells as they stand: its line, from 1, the column that the trouble is in, "" if
// it is the row as a whole, and the reason. Cells beyond the header come last of all, so that no other leaves its
// column; those that are missing are empty.
func (s *SetAside) AppendCSV(dst []byte, cells [][]byte, line int, column, reason string) []byte {
	for i, own := range s.own {
		if own {
			continue
		}
		if i < len(cells) {
			dst = appendCell(dst, cells[i])
		}
		dst = append(dst, ',')
	}
	dst = append(strconv.AppendInt(dst, int64(line), 10), ',')
	dst = append(appendCell(dst, column), ',')
	dst = appendCell(dst, reason)
	for i := len(s.own); i < len(cells); i++ {
		dst = appendCell(append(dst, ','), cells[i])
	}
	return append(dst, lineEnd...)
}
