package main

import (
	"bytes"
	"context"
	"encoding/json"
	"readiness/assess"
	"readiness/questionnaires/tables"
	"readiness/reports"
)

// stream writes a result a line to standard output.
func (s *screening) stream(ctx context.Context, p *program) error {
	all, err := s.run(ctx, p, s.lines, func(b batch) error { return p.print(b.lines) })
	if err != nil {
		return p.stopped(err, "The lines so far stand.")
	}
	return s.tell(p, all, "Their lines say so.")
}

// A line is what a row comes to as JSON. It holds nothing of where the row stands in the table, so that the parts of
// a table give the same lines as the whole.
type line struct {
	Reference    string            `json:"reference"`
	Readiness    *lowHigh          `json:"readiness,omitempty"` // of 0 to 100; absent if no essential requirement applies
	Strength     *lowHigh          `json:"strength,omitempty"`
	Requirements []lineRequirement `json:"requirements,omitempty"`
	Unasked      int               `json:"unasked,omitempty"` // answers that are kept and not counted; absent if blind
	SetAside     *lineFault        `json:"set_aside,omitempty"`
}

type lowHigh struct {
	Low  int `json:"low"`
	High int `json:"high"`
}

type lineRequirement struct {
	ID       string       `json:"id"`
	State    assess.State `json:"state"`
	*lowHigh              // absent if not applicable, and if blind
	Evidence string       `json:"evidence"`
}

type lineFault struct {
	Column string `json:"column"`
	Reason string `json:"reason"`
}

// lines judges the rows of a block, a line each.
func (s *screening) lines(j *judge, block *tables.Block) (b batch, err error) {
	var out bytes.Buffer
	to := json.NewEncoder(&out)
	to.SetEscapeHTML(false)
	err = block.Each(func(row tables.Row) error {
		b.rows++
		person, fault := j.row(row)
		l := line{Reference: reports.Clean(person.Reference)}
		if fault != nil {
			b.aside++
			if len(b.faults) < mostFaults {
				b.faults = append(b.faults, faultAt{row.Line, fault})
			}
			l.SetAside = &lineFault{Reason: fault.What}
			if fault.Column >= 0 {
				l.SetAside.Column = s.mapping.Columns[fault.Column].Letter
			}
			return to.Encode(l)
		}
		l.Readiness, l.Strength = figures(j.outcome.Readiness), figures(j.outcome.Strength)
		if !s.blind { // or it would tell who has a certificate, and is not asked for experience
			l.Unasked = len(j.outcome.Unasked)
		}
		for i, r := range j.outcome.Requirements {
			one := lineRequirement{ID: s.role.Requirements[i].ID, State: r.Stand.State(), Evidence: s.matrix.Evidence(&j.outcome, i)}
			if !s.blind { // or the figure of a single certificate would tell which
				one.lowHigh = figures(r.Figure())
			}
			l.Requirements = append(l.Requirements, one)
		}
		return to.Encode(l)
	})
	b.lines = out.Bytes()
	return b, err
}

func figures(i assess.Interval) *lowHigh {
	if !i.Applies {
		return nil
	}
	return &lowHigh{i.Low, i.High}
}
