package tables

import (
	"bytes"
	"flag"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"readiness/assess"
)

var sheets = flag.String("sheets", "", "a folder to leave a hostile matrix in, for other programs to open")

// hostileMatrix makes a matrix whose every text from outside is hostile, as cells, CSV and a workbook.
func hostileMatrix(t *testing.T, r *rand.Rand, rows int) (cells [][]string, table, book []byte) {
	t.Helper()
	p := testPanel(3)
	for i := range p.Role.Requirements {
		p.Role.Requirements[i].Name = hostile(r)
	}
	m := NewMatrix(p, View{Blind: r.IntN(2) == 0})
	table = m.CSVHead()
	var o assess.Outcome
	for n := range rows {
		p.Judge(someAnswers(r, p), &o)
		person := Person{Reference: hostile(r), Name: "Jo Bloggs", Email: "jo@example.invalid"}
		notes := []string{hostile(r), hostile(r)}
		cells = append(cells, m.AppendCells(nil, n+1, person, &o, notes...))
		table = m.AppendCSV(table, n+1, person, &o, notes...)
	}
	book = made(t, m, []string{hostile(r), hostile(r), "x"}, cells...)
	return slices.Insert(cells, 0, m.Header()), table, book
}

// TestHostile sends hostile cells through the matrix and its workbook, the names, and what answers are collected with.
func TestHostile(t *testing.T) {
	t.Parallel()
	const rows = 300
	r := rand.New(rand.NewPCG(11, 12))
	for done := 0; done < manyCells(); done += 3 * rows {
		cells, table, book := hostileMatrix(t, r, rows)
		if got := rowsOf(t, table); !slices.EqualFunc(got, cells, slices.Equal) {
			t.Fatal("the matrix does not come back from CSV as it was")
		}
		sameRows(t, opened(t, book, matrixSheet), cells)
		checkSafe(t, cells)
		checkSafe(t, opened(t, book, aboutSheet))
		for name, part := range parts(t, book) {
			if strings.Contains(part, "<f>") || strings.Contains(part, "<f ") || strings.Contains(part, "Bloggs") {
				t.Fatalf("%s has a formula, or a name", name)
			}
		}
	}
	checkSafe(t, rowsOf(t, hostileNames(r, rows)))
	q, needs := hostileQuestionnaire(r, 100)
	var template, book bytes.Buffer
	if err := WriteTemplate(&template, q, needs); err != nil {
		t.Fatal(err)
	}
	if err := WriteCodeBook(&book, q, needs); err != nil {
		t.Fatal(err)
	}
	checkSafe(t, rowsOf(t, template.Bytes()))
	checkSafe(t, rowsOf(t, book.Bytes()))
}

func sameRows(t *testing.T, got, want [][]string) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%d rows come back from the workbook, not %d", len(got), len(want))
	}
	for n, row := range want {
		if !sameCells(got[n], row) {
			t.Fatalf("row %d comes back from the workbook as\n%q, not\n%q", n+1, got[n], row)
		}
	}
}

func checkSafe(t *testing.T, rows [][]string) {
	t.Helper()
	for n, row := range rows {
		for i, cell := range row {
			if wrong := safe(cell); wrong != "" || strings.ContainsAny(cell, "\r\n\t") || unitsOf(cell) > mostInCell {
				t.Fatalf("row %d, column %d: %q: %s", n+1, i+1, cell, wrong)
			}
		}
	}
}

func hostileNames(r *rand.Rand, rows int) []byte {
	table := NamesHead()
	for n := range rows {
		table = AppendName(table, n+1, Person{hostile(r), hostile(r), hostile(r)})
	}
	return table
}

func hostileQuestionnaire(r *rand.Rand, questions int) (*assess.Questionnaire, []bool) {
	var s assess.Section
	kinds := []assess.Kind{assess.One, assess.Many, assess.Number, assess.Text, assess.Typing, assess.Tasks}
	for range questions {
		q := assess.Question{ID: hostile(r), Ask: hostile(r), Kind: kinds[r.IntN(len(kinds))], Unit: hostile(r), MayNotApply: hostile(r)}
		if q.Kind == assess.One || q.Kind == assess.Many {
			q.Options = []assess.Option{{ID: hostile(r), Say: hostile(r)}, {ID: hostile(r), Say: hostile(r), Alone: true}}
		}
		s.Questions = append(s.Questions, q)
	}
	return assess.NewQuestionnaire(assess.Questionnaire{Sections: []assess.Section{s}}), slices.Repeat([]bool{true}, questions)
}

// TestSheets leaves a hostile matrix for other programs, if it is told where.
func TestSheets(t *testing.T) {
	if *sheets == "" {
		t.Skip("no folder is given")
	}
	_, table, book := hostileMatrix(t, rand.New(rand.NewPCG(13, 14)), manyCells()/3)
	for name, content := range map[string][]byte{"matrix.csv": table, "matrix.xlsx": book} {
		if err := os.WriteFile(filepath.Join(*sheets, name), content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// TestSheetsComeBack compares what another program has read from a workbook, and written as back.csv, with the same
// matrix as CSV.
func TestSheetsComeBack(t *testing.T) {
	if *sheets == "" {
		t.Skip("no folder is given")
	}
	var tables [2][][]string
	for i, name := range []string{"matrix.csv", "back.csv"} {
		content, err := os.ReadFile(filepath.Join(*sheets, name))
		if err != nil {
			t.Fatal(err)
		}
		tables[i] = rowsOf(t, content)
	}
	sameRows(t, tables[1], tables[0])
}
