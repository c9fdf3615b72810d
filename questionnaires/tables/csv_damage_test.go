package tables

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"runtime"
	"strings"
	"sync"
	"testing"
)

// answersOf gives a CSV of answers as a program writes it that quotes what it must, or everything.
func answersOf(rows int, all bool, end string) string {
	random := rand.New(rand.NewPCG(5, 1000))
	words := []string{"touch", "look", "2", "b", "word;outlook", "I type, slowly", "say \"hi\"", "", "two\nlines", "n/a", "\"quoted\"", "- 42", ", then"}
	var b strings.Builder
	row := func(cells []string) {
		for i, c := range cells {
			if i > 0 {
				b.WriteByte(',')
			}
			if all || strings.ContainsAny(c, ",\"\n") {
				c = `"` + strings.ReplaceAll(c, `"`, `""`) + `"`
			}
			b.WriteString(c)
		}
		b.WriteString(end)
	}
	row([]string{"reference", "q1", "q2", "q3", "q4", "q5"})
	for i := range rows {
		cells := []string{fmt.Sprintf("P%05d", i+1)}
		for range 5 {
			cells = append(cells, words[random.IntN(len(words))])
		}
		row(cells)
	}
	return b.String()
}

// heard says how many rows are given of a damaged table, and whether there is any word on it: it is refused, a row is
// faulty, or there is a note.
func heard(text string) (rows int, word bool) {
	t, err := OpenStream("x.csv", strings.NewReader(text), Options{Block: min(usualBlock, len(text)+1)})
	for err == nil {
		var b *Block
		if b, err = t.Next(); err == nil {
			err = b.Each(func(r Row) error {
				rows++
				word = word || r.Fault != ""
				return nil
			})
		}
	}
	return rows, word || err != io.EOF || len(t.Notes) > 0
}

// damaged are the shapes that are cut and flipped.
var damaged = []struct {
	all bool
	end string
}{{false, "\n"}, {false, "\r\n"}, {true, "\n"}, {true, "\r\n"}, {false, "\r"}}

// TestCut cuts 5,000 rows at many places. What is left is refused, or has a faulty row, or a note that it may be cut.
// The one thing that cannot be seen is a cut just after a line end: a CSV does not say how many rows it has. Then the
// rows that are left are all given, and their number, which is always printed, is the word.
func TestCut(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 2))
	var whole [5]string
	for i, shape := range damaged {
		whole[i] = answersOf(5000, shape.all, shape.end)
	}
	for i := range *damages {
		shape, text := damaged[i%len(damaged)], whole[i%len(damaged)]
		if i >= len(damaged) {
			text = text[:random.IntN(len(text))]
		} else {
			text = text[:len(text)-len(shape.end)] // nothing but the last line end is lost
		}
		rows, word := heard(text)
		if !word && (!strings.HasSuffix(text, shape.end) || rows != strings.Count(text, shape.end+"P")+strings.Count(text, shape.end+`"P`)) {
			t.Errorf("%+v cut after %d bytes: %d rows without a word", shape, len(text), rows)
		}
	}
}

// TestFlipped flips many single bits in 5,000 rows, and every bit of three rows. There are never fewer rows, nor more,
// without a word. A line end that is lost or invented leaves a row with too many or too few cells. A quotation mark
// that is lost or invented leaves one that follows text, or that is followed by text, or one that is never closed.
//
// What cannot be seen: a bit within a cell, which only makes it another text (what is no option of its question is
// found when it is looked up); and in theory cells chosen so that two wrongs look right: after `"x` has lost its closing
// mark, a cell of nothing but `,` would close it and open the next, up to another such cell.
func TestFlipped(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(3, 4))
	check := func(text string, bit, want int) {
		b := []byte(text)
		b[bit/8] ^= 1 << (bit % 8)
		if rows, word := heard(string(b)); !word && rows != want {
			from := max(0, bit/8-30)
			t.Errorf("%d rows, not %d, without a word; round byte %d: %q", rows, want, bit/8, b[from:min(len(b), bit/8+30)])
		}
	}
	var whole [5]string
	for i, shape := range damaged {
		whole[i] = answersOf(5000, shape.all, shape.end)
		few := answersOf(3, shape.all, shape.end)
		for bit := range 8 * len(few) {
			check(few, bit, 3)
		}
	}
	for i := range *damages {
		text := whole[i%len(whole)]
		check(text, random.IntN(8*len(text)), 5000)
	}
}

// TestNotes looks at what is noted at the end.
func TestNotes(t *testing.T) {
	for _, test := range []struct {
		text string
		want []string
	}{
		{"a,b,c\n1,2,3\n4,5,6\n", nil},
		{"a,b,c\n1,2,3\n4,5,6", []string{"The last of 2 rows is in line 3; the file does not end with a line break"}},
		{"a,b,c\n1,2,3\n4,5,6\r", []string{"The last of 2 rows is in line 3; the file does not end with a line break"}},
		{"a,b,c\n1,2,3\n4,5\n", []string{"The last of 2 rows is in line 3 and has 2 cells, fewer than others", "1 row with fewer cells than the header (line 3)"}},
		{"a,b,c\n1,2\n4\n5,6\n", []string{"3 rows with fewer cells than the header (the first in line 2, the last in line 4)"}},
		{"a,b,c\n1,2,3,\n4,5,6,,\n", []string{"2 rows with more cells than the header (the first in line 2, the last in line 3)"}},
		{"a,b,c\n1,2,3\n,,", []string{"The last of 1 row is in line 2; the file does not end with a line break"}},
	} {
		table, _, err := readAll(test.text, Options{})
		if err != nil || len(table.Notes) != len(test.want) {
			t.Errorf("%q: %v %q", test.text, err, table.Notes)
			continue
		}
		for i, want := range test.want {
			if !strings.HasPrefix(table.Notes[i], want) {
				t.Errorf("%q: %q, not %q", test.text, table.Notes[i], want)
			}
		}
	}
}

// TestBlankRow tells rows with nothing in them.
func TestBlankRow(t *testing.T) {
	for row, want := range map[string]bool{
		"": true, ";;": true, " ;\t;\u00a0": true, `"";"";" "`: true, "\"\n\";": true, "\u3000": true, `;"" ;`: true,
		`""""`: false, `";"`: false, `;"a"`: false, "0": false, "'": false, `"" "`: false, ",": false, `;"`: true, "\u200b": false,
	} {
		if got := blankRow([]byte(row), ';'); got != want {
			t.Errorf("%q: %v", row, got)
		}
	}
}

// TestMemory reads 64 MiB of rows that come as a stream: what is held stays the same, and a row costs no allocation.
func TestMemory(t *testing.T) {
	rows := shortCells(5000, true)
	header := bytes.IndexByte(rows, '\n') + 1
	parts := []io.Reader{bytes.NewReader(rows[:header])}
	n := 64 << 20 / len(rows)
	for range n {
		parts = append(parts, bytes.NewReader(rows[header:]))
	}
	table, err := OpenStream("x.csv", io.MultiReader(parts...), Options{})
	if err != nil {
		t.Fatal(err)
	}
	var start, now runtime.MemStats
	runtime.ReadMemStats(&start)
	blocks := 0
	for ; err == nil; blocks++ {
		var b *Block
		if b, err = table.Next(); err == nil {
			err = b.Each(func(Row) error { return nil })
		}
		if blocks%50 == 0 {
			runtime.GC()
			if runtime.ReadMemStats(&now); now.HeapAlloc > start.HeapAlloc+4<<20 {
				t.Fatalf("after %d blocks %d KiB are held, %d at the start", blocks, now.HeapAlloc>>10, start.HeapAlloc>>10)
			}
		}
	}
	if runtime.ReadMemStats(&now); err != io.EOF || table.Counts().Rows != 5000*n {
		t.Errorf("%v, %d rows", err, table.Counts().Rows)
	}
	if allocations := now.Mallocs - start.Mallocs; allocations > uint64(20*blocks) {
		t.Errorf("%d allocations for %d blocks", allocations, blocks)
	}
}

// TestWorkers works on blocks in several goroutines: the rows are those of one.
func TestWorkers(t *testing.T) {
	text := answersOf(2000, false, "\r\n")
	_, want, err := readAll(text, Options{})
	if err != nil {
		t.Fatal(err)
	}
	table, err := OpenStream("x.csv", strings.NewReader(text), Options{Block: 1000})
	if err != nil {
		t.Fatal(err)
	}
	got := make([]string, len(want))
	var all sync.WaitGroup
	for {
		b, err := table.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		all.Go(func() {
			_ = b.Each(func(r Row) error {
				got[r.Number-1] = fmt.Sprintf("%d %q %s", r.Line, r.Cells, r.Fault)
				return nil
			})
		})
	}
	all.Wait()
	for i, r := range want {
		if w := fmt.Sprintf("%d %q %s", r.Line, r.Cells, r.Fault); got[i] != w {
			t.Fatalf("row %d is %s, not %s", i+1, got[i], w)
		}
	}
}
