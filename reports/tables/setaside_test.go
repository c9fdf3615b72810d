package tables

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func asBytes(cells ...string) [][]byte {
	var all [][]byte
	for _, c := range cells {
		all = append(all, []byte(c))
	}
	return all
}

func TestSetAside(t *testing.T) {
	for _, c := range []struct {
		name   string
		header []string
		cells  []string
		want   string
	}{
		{"as it stood", []string{"name", "q 1"}, []string{"=1", " a\"b "}, "name,q 1,set aside: line,set aside: column,set aside: reason\r\n'=1,\" a\"\"b \",7,q 1,\"no such option, \"\"a\"\"\"\r\n"},
		{"cells missing", []string{"name", "q 1"}, []string{"Jo"}, "name,q 1,set aside: line,set aside: column,set aside: reason\r\nJo,,7,q 1,\"no such option, \"\"a\"\"\"\r\n"},
		{"too many cells", []string{"name"}, []string{"Jo", "", "-x"}, "name,set aside: line,set aside: column,set aside: reason\r\nJo,7,q 1,\"no such option, \"\"a\"\"\",,'-x\r\n"},
		{"set aside before", []string{"name", "set aside: line", "set aside: column", "set aside: reason", "more"}, []string{"Jo", "3", "old", "why", "x"},
			"name,more,set aside: line,set aside: column,set aside: reason\r\nJo,x,7,q 1,\"no such option, \"\"a\"\"\"\r\n"},
	} {
		s := NewSetAside(c.header)
		if got := string(s.AppendCSV(s.CSVHead(), asBytes(c.cells...), 7, "q 1", `no such option, "a"`)); got != "\ufeff"+c.want {
			t.Errorf("%s:\ngot  %q\nwant %q", c.name, got, c.want)
		}
	}
}

// asRead is a cell as encoding/csv gives it, which makes one line end of two.
func asRead(cell string) string { return strings.ReplaceAll(cell, "\r\n", "\n") }

// TestSetAsideComesBack holds that a table that is set aside, and read with another reader, has the very cells, but
// for those with characters that are not kept.
func TestSetAsideComesBack(t *testing.T) {
	t.Parallel()
	const columns = 8
	r := rand.New(rand.NewPCG(9, 10))
	for done := 0; done < manyCells(); done += 1000 * columns {
		s := NewSetAside(make([]string, columns))
		table, want := s.CSVHead(), [][]string{nil}
		for range 1000 {
			row := make([]string, columns)
			for i := range row {
				row[i] = hostile(r)
			}
			want = append(want, row)
			table = s.AppendCSV(table, asBytes(row...), 1, row[0], row[1])
		}
		got := rowsOf(t, table)
		if len(got) != len(want) {
			t.Fatalf("%d rows come back, not %d", len(got), len(want))
		}
		for n, row := range want[1:] {
			sameRow(t, got[n+1], row)
		}
	}
}

func sameRow(t *testing.T, got, want []string) {
	t.Helper()
	if len(got) != len(want)+len(SetAsideColumns) {
		t.Fatalf("%d cells come back of %q", len(got), want)
	}
	for i, cell := range slices.Concat(want, []string{"1", want[0], want[1]}) {
		if wrong := safe(got[i]); wrong != "" {
			t.Fatalf("%q: %s", got[i], wrong)
		}
		kept := utf8.ValidString(cell) && !strings.ContainsFunc(cell, func(r rune) bool { return !isKept(r) })
		if back := unguard(got[i]); kept && back != asRead(cell) {
			t.Fatalf("%q comes back as %q", cell, back)
		}
	}
}

func BenchmarkSetAside(b *testing.B) {
	s := NewSetAside(make([]string, 40))
	cells := make([][]byte, 40)
	for i := range cells {
		cells[i] = []byte("I have a qualification, or an equivalent")
	}
	var dst []byte
	b.ReportAllocs()
	for i := range b.N {
		dst = s.AppendCSV(dst[:0], cells, i, "A", "there is no such option")
	}
}
