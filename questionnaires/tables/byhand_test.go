package tables

import (
	"slices"
	"strings"
	"testing"
)

func TestReadAssignments(t *testing.T) {
	table := tableOf([]string{"Note", "For", "Column "}, []string{"the phone", "phone", "How do you\nring?"}, []string{"", "ignore", "b"}, []string{"", "e-mail"})
	_, err := ReadAssignments(table)
	ps := problemsOf(t, err)
	if len(ps) != 1 || ps[0].Line != 4 || ps[0].Fix == "" {
		t.Errorf("%+v, want a problem with line 4", ps)
	}
	all, err := ReadAssignments(tableOf([]string{"column", "for"}, []string{" How do you\u00a0 ring? ", " phone "}, []string{"C", "ignore", "a note"}))
	if err != nil || len(all) != 2 || all[0].Column != "How do you ring?" || all[0].For != "phone" || all[1].Column != "C" || all[1].At.Line != 3 {
		t.Errorf("%+v, %v", all, err)
	}
	for _, header := range [][]string{{"column"}, {"for"}, {"a", "b"}, nil, {"column", "for", "Column"}, {"for", "for", "column"}} {
		if _, err := ReadAssignments(tableOf(header)); len(problemsOf(t, err)) != 1 {
			t.Errorf("%q is taken", header)
		}
	}
}

func TestMatchByHand(t *testing.T) {
	q := desk()
	for _, c := range []struct {
		header []string
		byHand []Assignment
		want   string // the uses, or a part of the problem
	}{
		{[]string{"Ring", "speed"}, []Assignment{{Column: "A", For: "phone"}}, "phone speed"},
		{[]string{"Ring", "speed"}, []Assignment{{Column: "a", For: "phone"}}, "phone speed"},
		{[]string{"Ring", "speed"}, []Assignment{{Column: "column a", For: "phone"}}, "phone speed"},
		{[]string{"Ring", "speed"}, []Assignment{{Column: "RING", For: "phone"}}, "phone speed"},
		{[]string{"ID", "Number", "speed"}, []Assignment{{Column: "B", For: "reference"}}, "ignore reference speed"},
		{[]string{"Email", "Mail", "speed"}, []Assignment{{Column: "Mail", For: "e-mail"}}, "ignore email speed"},
		{[]string{"When?", "When?2", "speed"}, []Assignment{{Column: "A", For: "when-tools"}, {Column: "B", For: "when-calls"}}, "when-tools when-calls speed"},
		{[]string{"speed", "How do you answer the phone?", "How do you answer the phone?2"}, []Assignment{{Column: "C", For: "ignore"}}, "speed phone ignore"},
		{[]string{"phone", "speed"}, []Assignment{{Column: "A", For: "ignore"}}, "ignore speed"},
		{[]string{"How do you answer a phone?", "speed"}, []Assignment{{Column: "A", For: "ignore"}}, "ignore speed"},
		{[]string{"phone", "speed"}, []Assignment{{Column: "A", For: "date"}}, "date speed"},
		{[]string{"x", "B", "speed"}, []Assignment{{Column: "column B", For: "phone"}}, "ignore phone speed"},
		{[]string{"B", "x", "speed"}, []Assignment{{Column: "B", For: "phone"}}, "the letter of one column and the words of another"},
		{[]string{"x", "x", "speed"}, []Assignment{{Column: "x", For: "phone"}}, "2 columns have the words"},
		{[]string{"x", "speed"}, []Assignment{{Column: "y", For: "phone"}}, `there is no column "y"`},
		{[]string{"x", "speed"}, []Assignment{{Column: "C", For: "phone"}}, `there is no column "C"`},
		{[]string{"x", "speed"}, []Assignment{{Column: "A", For: "fone"}}, `"fone" is neither`},
		{[]string{"x", "speed"}, []Assignment{{Column: "A", For: "set aside"}}, `"set aside" is neither`},
		{[]string{"x", "speed"}, []Assignment{{Column: "A", For: "phone"}, {Column: "x", For: "ignore"}}, "named twice"},
		{[]string{"x", "y", "speed"}, []Assignment{{Column: "A", For: "phone"}, {Column: "B", For: "phone"}}, `are both for "phone"`},
		{[]string{"x", "y", "speed"}, []Assignment{{Column: "A", For: "name"}, {Column: "B", For: "name"}}, `are both for "name"`},
		{[]string{"x", "speed"}, []Assignment{{Column: "A", For: "speed"}}, `as column A is`},
	} {
		m, err := Match(tableOf(c.header), q, everything(q), c.byHand)
		got := strings.Join(usesOf(m), " ")
		if err != nil {
			got = err.Error()
		}
		if err == nil && got != c.want || !strings.Contains(got, c.want) {
			t.Errorf("%q with %+v: %s, want %s", c.header, c.byHand, got, c.want)
		}
	}
}

// TestRemediesMend: what the problems say to write mends them.
func TestRemediesMend(t *testing.T) {
	q := desk()
	header := []string{"speed", "How do you answer a phone?", "When?", "speed", "Which tools?", "ID", "reference"}
	var byHand []Assignment
	for range header {
		_, err := Match(tableOf(header), q, everything(q), byHand)
		if err == nil {
			return
		}
		for _, p := range problemsOf(t, err) {
			_, line, _ := strings.Cut(p.Fix, `the line "`)
			line, _, _ = strings.Cut(line, `"`)
			column, to, ok := strings.Cut(line, ",")
			if !ok || slices.ContainsFunc(byHand, func(a Assignment) bool { return a.Column == column }) {
				t.Fatalf("%+v has no line to write, or not a new one", p)
			}
			byHand = append(byHand, Assignment{Column: column, For: to})
		}
	}
	t.Errorf("%+v mends not all", byHand)
}
