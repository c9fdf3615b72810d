package tables

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"readiness/assess"
)

func TestPreview(t *testing.T) {
	q := desk()
	rows := [][]string{
		{"7", "Ann", "With my name, or “hello”", "42", "Letters;"},
		{"8", "", "Sometimes", "", ""},
		{"", "Bo", "", "I took no test", "n/a"},
		{"9", "", "no", "", ""},
	}
	for i := range PreviewFaults + 5 {
		rows = append(rows, []string{fmt.Sprint(i), "", "secret", "", ""})
	}
	table := tableOf([]string{"ID", "Name", "phone", "speed", "tools"}, rows...)
	table.Notes = []string{"The file may be cut."}
	m, err := Match(table, q, everything(q), nil)
	if err != nil {
		t.Fatal(err)
	}
	p, err := NewPreview(table, m, q, everything(q))
	if err != nil {
		t.Fatal(err)
	}
	if p.Good != 2 || p.Faulty != len(rows)-2 || len(p.Faults) != PreviewFaults || len(p.First) != PreviewRows || p.Counts.Rows != len(rows) {
		t.Errorf("%d good, %d faulty, %d faults, %d first, %+v", p.Good, p.Faulty, len(p.Faults), len(p.First), p.Counts)
	}
	if len(p.Columns) != 5 || len(p.NotCollected) != 3 || len(p.NoText) != 1 || len(p.Notes) != 1 || p.Name != table.Name || p.Kind != "CSV" {
		t.Errorf("%+v", p)
	}
	want := Understood{Number: 1, Line: 2, HasReference: true, HasName: true, Answers: []Reading{
		{"C", q.Question("phone"), assess.Answered, `With my name, or "hello"`},
		{"D", q.Question("speed"), assess.Answered, "42 words per minute"},
		{"E", q.Question("tools"), assess.Answered, "Letters"},
	}}
	if !reflect.DeepEqual(p.First[0], want) {
		t.Errorf("%+v, want %+v", p.First[0], want)
	}
	if f := p.First[1].Fault; f == nil || f.Column != 2 || p.First[1].Answers != nil || p.Faults[0].Line != 3 || p.Faults[0].Number != 2 {
		t.Errorf("%+v", p.First[1])
	}
	if u := p.First[2]; u.HasReference || !u.HasName || u.Fault == nil || !strings.Contains(u.Fault.What, "column E") {
		t.Errorf("%+v", u)
	}
	for _, f := range p.Faults {
		if strings.Contains(f.Fault.What+f.Fault.Fix, "secret") {
			t.Fatalf("%+v shows the cell", f.Fault)
		}
	}
}

// TestPreviewOfADamagedTable: an error of the table is one of the preview, and nothing of it is shown.
func TestPreviewOfADamagedTable(t *testing.T) {
	q := desk()
	table := tableOf([]string{"phone"}, []string{"no"})
	good, first := table.next, true
	table.next = func() (*Block, error) {
		if first {
			first = false
			return good()
		}
		return nil, problem(assess.Pos{File: "answers.csv", Line: 3}, "it is damaged", "get it again")
	}
	m, err := Match(table, q, everything(q), nil)
	if err != nil {
		t.Fatal(err)
	}
	if p, err := NewPreview(table, m, q, everything(q)); p != nil || len(problemsOf(t, err)) != 1 {
		t.Errorf("%+v, %v", p, err)
	}
}
