package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"readiness/assess"
	"readiness/questionnaires/tables"
	"readiness/reports"
	tabled "readiness/reports/tables"
)

// A judge judges the rows of a crowd, one after the other.
type judge struct {
	*crowd
	reader  *tables.Reader
	answers []assess.Told
	outcome assess.Outcome // of the last row
	matrix  int            // how many bytes of a matrix a batch had at most
	cohort  *assess.Cohort
	items   *assess.ItemSums
}

func (m *crowd) judge() *judge {
	return &judge{
		crowd: m, reader: tables.NewReader(m.mapping, m.questionnaire, m.panel.Needs()), answers: make([]assess.Told, len(m.panel.Needs())),
		cohort: m.panel.Cohort(), items: m.panel.Items(m.mapping.NotCollected...),
	}
}

// row judges a row, and counts it unless it has a fault.
func (j *judge) row(row tables.Row) (tables.Person, *tables.Fault) {
	person, fault := j.reader.Answers(row, j.answers)
	if fault == nil {
		j.panel.Judge(j.answers, &j.outcome)
		j.cohort.Add(&j.outcome)
		j.items.Add(j.answers, &j.outcome)
	}
	return person, fault
}

// whole gives all that there is to judge one person by.
func (j *judge) whole(row tables.Row) (*assess.Answers, error) {
	replies, person, fault := j.reader.Replies(row)
	if fault != nil {
		return nil, fmt.Errorf("row %d was understood once, and not again: %s", row.Number, fault.What)
	}
	return assess.NewAnswers(j.questionnaire, assess.Sitting{Reference: person.Reference, Date: person.Date, Collected: true}, replies)
}

// A batch is what came of some rows.
type batch struct {
	rows     int
	people   people
	aside    int // of these, set aside
	asides   []byte
	names    []byte
	faults   []faultAt // the first of them
	matrix   []byte
	cells    [][]string // of the matrix, for a workbook
	lines    []byte     // of JSON
	handouts []assess.Result
}

// mostFaults is how many faults are told one by one.
const mostFaults = 10

type faultAt struct {
	line int
	*tables.Fault
}

// setAside notes a row that cannot be judged.
func (b *batch) setAside(table *tabled.SetAside, m *crowd, row tables.Row, fault *tables.Fault) {
	b.aside++
	column := ""
	if fault.Column >= 0 {
		column = m.mapping.Columns[fault.Column].Letter + ": " + m.mapping.Columns[fault.Column].Header
	}
	b.asides = table.AppendCSV(b.asides, row.Cells, row.Line, column, fault.Reason())
	if len(b.faults) < mostFaults {
		b.faults = append(b.faults, faultAt{row.Line, fault})
	}
}

// A tally is what came of all rows.
type tally struct {
	rows, aside int
	faults      []faultAt
	notes       []string // on who is who, in sentences, without a name
	cohort      *assess.Cohort
	items       *assess.ItemSums
}

// run works on all rows, on all cores: work makes of a block a batch, take takes the batches in the order of the
// table.
func (m *crowd) run(ctx context.Context, p *program, work func(*judge, *tables.Block) (batch, error), take func(batch) error) (tally, error) {
	known := newAcquaintance()
	all := tally{cohort: m.panel.Cohort(), items: m.panel.Items(m.mapping.NotCollected...)}
	meter := p.newMeter(m.size())
	defer meter.end()
	judges := make([]*judge, m.workers)
	workers := make([]func(*tables.Block) (batch, error), m.workers)
	for i := range workers {
		judges[i] = m.judge()
		workers[i] = func(b *tables.Block) (batch, error) { return work(judges[i], b) }
	}
	err := inOrder(ctx, workers, m.table.Next, func(b batch) error {
		all.rows, all.aside = all.rows+b.rows, all.aside+b.aside
		known.meet(b.people)
		all.faults = append(all.faults, b.faults[:min(len(b.faults), mostFaults-len(all.faults))]...)
		meter.at(all.rows, m.table.Read())
		return take(b)
	})
	if err != nil {
		return all, err
	}
	for _, j := range judges {
		all.cohort.Merge(j.cohort)
		all.items.Merge(j.items)
	}
	if counts := m.table.Counts(); counts.Rows != all.rows || all.rows != all.cohort.People+all.aside {
		return all, problem(m.table.Name, fmt.Sprintf("%d rows were read, %d judged and %d set aside: these do not agree", counts.Rows, all.cohort.People, all.aside),
			"use nothing of this, and report the fault")
	}
	all.notes = known.notes()
	return all, nil
}

// tell says on standard error what came of the rows, and gives the error that stands for rows set aside.
func (m *crowd) tell(p *program, all tally, where string) error {
	fmt.Fprintf(p.stderr, "%s: %s.\n", reports.Clean(m.table.Name), m.table.Kind)
	fmt.Fprintf(p.stderr, "Rows: %d = %d judged + %d set aside.\n", all.rows, all.cohort.People, all.aside)
	if n := m.table.Counts(); n.Blank > 0 {
		fmt.Fprintf(p.stderr, "Besides, blank rows, which are no people: %d.\n", n.Blank)
	}
	for _, note := range slices.Concat(m.table.Notes, all.notes) {
		fmt.Fprintln(p.stderr, reports.Clean(note))
	}
	if n := len(m.mapping.NotCollected); n > 0 {
		fmt.Fprintf(p.stderr, "Not collected, so missing for everybody: %s.\n", strings.Join(m.mapping.NotCollected, ", "))
		if ignored := m.intake(all).Ignored; len(ignored) > 0 {
			fmt.Fprintf(p.stderr, "Columns not used, in case one of these is such a question (then say so with --map): %s.\n", reports.Clean(strings.Join(ignored, "; ")))
		}
	}
	if all.aside == 0 {
		return nil
	}
	for _, f := range all.faults {
		fmt.Fprintf(p.stderr, "Set aside: line %d: %s\n", f.line, reports.Clean(f.What))
	}
	if more := all.aside - len(all.faults); more > 0 {
		fmt.Fprintf(p.stderr, "And %d more.\n", more)
	}
	fmt.Fprintf(p.stderr, "%s\n", where)
	return setAside{}
}

// stopped says of an error that is the person's doing what stands, and gives any other as it is.
func (p *program) stopped(err error, stands string) error {
	if !errors.Is(err, context.Canceled) {
		return err
	}
	fmt.Fprintf(p.stderr, "\nStopped. %s\n", reports.Clean(stands))
	return interrupted{}
}
