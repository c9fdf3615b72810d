package main

import (
	"cmp"
	"errors"
	"fmt"

	"readiness/assess"
	"readiness/questionnaires/tables"
	"readiness/reports"
)

// dryRun shows how a table is understood, and what is wrong with it.
func (p *program) dryRun(m *crowd) error {
	u := reports.UnderstoodInput{Role: m.role, Questionnaire: m.questionnaire}
	for _, c := range m.mapping.Columns {
		u.Columns = append(u.Columns, reports.UnderstoodColumn{Letter: c.Letter, Header: c.Header, Use: c.Use.String(), Question: c.Question, How: c.How})
	}
	var unclear assess.Problems
	if errors.As(m.unclear, &unclear) {
		for _, w := range unclear {
			u.Problems = append(u.Problems, reports.UnderstoodProblem{Place: w.Pos.String(), What: w.What, Fix: w.Fix})
		}
		u.Table, u.NotRead = m.intake(tally{}), true
		return errors.Join(p.printDocument(reports.Understood(u)), m.unclear)
	}
	v, err := tables.NewPreview(m.table, m.mapping, m.questionnaire, m.panel.Needs())
	if err != nil {
		return err
	}
	u.Table, u.Judged, u.More = m.intake(tally{aside: v.Faulty}), v.Good, v.Faulty-len(v.Faults)
	for _, f := range v.Faults {
		u.Problems = append(u.Problems, reports.UnderstoodProblem{Place: fmt.Sprintf("line %d", f.Line), What: f.Fault.What, Fix: f.Fault.Fix})
	}
	for _, row := range v.First {
		u.First = append(u.First, firstRow(row))
	}
	if err := p.printDocument(reports.Understood(u)); err != nil || v.Faulty == 0 {
		return err
	}
	return setAside{}
}

// firstRow words how a row was understood. Who it is of is not shown.
func firstRow(row tables.Understood) reports.UnderstoodRow {
	shown := reports.UnderstoodRow{Number: row.Number, Line: row.Line}
	if row.Fault != nil {
		shown.Fault = row.Fault.What
	}
	for _, a := range row.Answers {
		shown.Says = append(shown.Says, reports.UnderstoodAnswer{Question: a.Question.ID, Says: cmp.Or(a.Answer, string(a.State))})
	}
	return shown
}
