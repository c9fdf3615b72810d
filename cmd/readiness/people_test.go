package main

import (
	"slices"
	"testing"

	"readiness/questionnaires/tables"
)

func TestAcquaintance(t *testing.T) {
	t.Parallel()
	var first, second people
	for row, who := range []tables.Person{{Reference: "A"}, {Reference: "B", Name: "B"}, {}, {Reference: "A"}, {}} {
		first.note(row+1, who)
	}
	second.note(6, tables.Person{Reference: "A"})
	second.note(7, tables.Person{Reference: "a@b.example"})
	second.note(mostCompared+1, tables.Person{Reference: "A"})
	a := newAcquaintance()
	a.meet(first)
	a.meet(second)
	want := []string{
		"The same reference stands in rows 1, 4, 6. All of these rows are judged: find out whether a person has answered twice.",
		"Whether a reference stands twice was looked at in the first 100000 rows only.",
		"In 2 of the rows the reference tells who it is, as a name or an e-mail address. References are shown: use --map to take another column, or none.",
	}
	if got := a.notes(); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	if got := newAcquaintance().notes(); got != nil {
		t.Errorf("nobody: %q", got)
	}
}
