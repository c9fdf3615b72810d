package tables

import (
	"encoding/csv"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"readiness/assess"
)

// rowOf reads a row of CSV with another reader than ours.
func rowOf(t *testing.T, row []byte) []string {
	t.Helper()
	rows := rowsOf(t, row)
	if len(rows) != 1 {
		t.Fatalf("%d rows in %q", len(rows), row)
	}
	return rows[0]
}

func rowsOf(t *testing.T, table []byte) [][]string {
	t.Helper()
	r := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(table), "\ufeff")))
	r.FieldsPerRecord = -1
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestMatrixHeader(t *testing.T) {
	p := testPanel(2)
	p.Role.Requirements[0].Name = "=1, two"
	m := NewMatrix(p, View{Blind: true})
	want := "row,reference,readiness low,readiness high,strength low,strength high," +
		"\"'=1, two\",\"'=1, two: evidence\",Skill 1,Skill 1: evidence,notes,reviewer,decision,reason,date"
	if got := string(m.CSVHead()); got != "\ufeff"+want+"\r\n" {
		t.Errorf("head is %q", got)
	}
	if got := rowOf(t, m.CSVHead()); !slices.Equal(got, m.Header()) {
		t.Errorf("Header is %q, CSV has %q", m.Header(), got)
	}
}

// TestMatrixCells tells what each cell says, for an outcome written by hand.
func TestMatrixCells(t *testing.T) {
	o := &assess.Outcome{
		Readiness: assess.Interval{Applies: true, Low: 7, High: 100},
		Requirements: []assess.Reached{
			{Stand: assess.Met.Stand(), Evidence: assess.KnownClaimed | assess.KnownDocumented | assess.KnownMeasured | assess.KnownMissing},
			{Stand: assess.NotEnough.Stand(), Evidence: assess.KnownMissing},
			{Stand: assess.NotYet.Stand()},
			{Stand: assess.DoesNotApply.Stand(), Evidence: assess.KnownMissing},
			{Stand: assess.PartlyMet.Stand(), Evidence: assess.KnownClaimed | assess.KnownMeasured},
		},
		Unasked: []int{1, 4},
	}
	for _, c := range []struct {
		name  string
		blind bool
		notes []string
		want  string
	}{
		{"blind", true, nil, "12|A 1|7|100|||met|own estimate + qualification or equivalent stated + measured elsewhere|" +
			"not enough information|no evidence given|not yet|nothing stated that counts here|not applicable||partly met|own estimate + measured elsewhere|" +
			"||||"},
		{"open", false, []string{"Not sure, \"really\".", "=2"}, "12|A 1|7|100|||met|own estimate + qualification or experience stated + measured elsewhere + some answers missing|" +
			"not enough information|some answers missing|not yet|nothing stated that counts here|not applicable||partly met|own estimate + measured elsewhere|" +
			"Not sure, \"really\". =2 2 answers are kept and not counted, as they were not to be asked (stated-0, stated-1).||||"},
		{"blind with a note", true, []string{"=1"}, "12|A 1|7|100|||met|own estimate + qualification or equivalent stated + measured elsewhere|" +
			"not enough information|no evidence given|not yet|nothing stated that counts here|not applicable||partly met|own estimate + measured elsewhere|" +
			"'=1||||"},
	} {
		m := NewMatrix(testPanel(5), View{Blind: c.blind})
		person := Person{Reference: " A\n1", Name: "Jo Bloggs", Email: "jo@example.invalid"}
		got := m.AppendCells(nil, 12, person, o, c.notes...)
		if s := strings.Join(got, "|"); s != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", c.name, s, c.want)
		}
		if row := rowOf(t, m.AppendCSV(nil, 12, person, o, c.notes...)); !slices.Equal(row, got) {
			t.Errorf("%s: CSV has %q", c.name, row)
		}
	}
	if got := unaskedWords([]string{"a"}); got != "1 answer is kept and not counted, as it was not to be asked (a)." {
		t.Error(got)
	}
}

// TestMatrixIsTheOutcome judges random people and looks at each cell.
func TestMatrixIsTheOutcome(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(3, 4))
	p := testPanel(7)
	m := NewMatrix(p, View{})
	var o assess.Outcome
	for n := range 2000 {
		p.Judge(someAnswers(r, p), &o)
		row := rowOf(t, m.AppendCSV(nil, n+1, Person{}, &o))
		if !slices.Equal(row, m.AppendCells(nil, n+1, Person{}, &o)) || len(row) != len(m.header) {
			t.Fatalf("row %q", row)
		}
		for i, q := range p.Role.Requirements {
			at := slices.Index(m.header, q.Name)
			got := o.Requirements[i]
			if row[at] != string(got.Stand.State()) || m.header[at+1] != q.Name+": evidence" {
				t.Fatalf("%s: %q, want %+v", q.Name, row[at], got)
			}
			for what, is := range map[string]assess.Known{"own": assess.KnownClaimed, "experience stated": assess.KnownDocumented, "measured": assess.KnownMeasured, "missing": assess.KnownMissing} {
				if strings.Contains(row[at+1], what) != (got.Evidence.Has(is) && got.Stand.State() != assess.DoesNotApply) {
					t.Fatalf("%s: %q, want %+v", q.Name, row[at+1], got)
				}
			}
		}
	}
}

func TestMatrixAllocatesNothing(t *testing.T) {
	p := testPanel(13)
	m, answers := NewMatrix(p, View{Blind: true}), someAnswers(rand.New(rand.NewPCG(5, 6)), p)
	var o assess.Outcome
	p.Judge(answers, &o)
	dst := make([]byte, 0, 1<<16)
	if n := testing.AllocsPerRun(100, func() { dst = m.AppendCSV(dst[:0], 123456, Person{Reference: "ref-000123"}, &o) }); n > 0 {
		t.Errorf("%g allocations a row", n)
	}
}

func BenchmarkMatrixCSV(b *testing.B) {
	p := testPanel(13) // 37 columns
	m, r := NewMatrix(p, View{Blind: true}), rand.New(rand.NewPCG(5, 6))
	outcomes := make([]assess.Outcome, 64)
	for i := range outcomes {
		p.Judge(someAnswers(r, p), &outcomes[i])
	}
	dst, bytes := make([]byte, 0, 1<<20), 0
	b.ReportAllocs()
	for i := range b.N {
		dst = m.AppendCSV(dst[:0], i, Person{Reference: "ref-000123"}, &outcomes[i%len(outcomes)])
		bytes += len(dst)
	}
	b.SetBytes(int64(bytes / b.N))
}

func BenchmarkMatrixCells(b *testing.B) {
	p := testPanel(13)
	m := NewMatrix(p, View{Blind: true})
	var o assess.Outcome
	p.Judge(someAnswers(rand.New(rand.NewPCG(5, 6)), p), &o)
	var dst []string
	b.ReportAllocs()
	for i := range b.N {
		dst = m.AppendCells(dst[:0], i, Person{Reference: "ref-000123"}, &o)
	}
}
