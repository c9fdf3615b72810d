package tables

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"readiness/assess"
)

// A View says how much of a person a matrix shows.
type View struct {
	Blind bool // evidence is named in a way that does not tell who has a certificate, or why something is missing
}

// A Matrix is a table of how people stand in each requirement of a role, for a person to review: no band, no rank,
// no pass or fail. Make one with NewMatrix. It may be used by many goroutines at once.
type Matrix struct {
	header   []string // guarded
	ids      []string // of the questions, by position
	blind    bool
	evidence [len(assess.States)][assess.Knowns]string
	standing [len(assess.States)][assess.Knowns]string // the two cells of a requirement as CSV, each after a comma
}

// The first and the last columns of a matrix; the requirements' stand between.
var (
	before = []string{"row", "reference", "readiness low", "readiness high", "strength low", "strength high"}
	after  = []string{"notes", "reviewer", "decision", "reason", "date"}
)

// NewMatrix makes a matrix ready for the outcomes of a panel.
func NewMatrix(panel *assess.Panel, view View) *Matrix {
	m := &Matrix{header: slices.Clone(before), blind: view.Blind}
	for _, r := range panel.Role.Requirements {
		m.header = append(m.header, shown(r.Name), shown(r.Name+": evidence"))
	}
	m.header = append(m.header, after...)
	for _, q := range panel.Questionnaire.Questions() {
		m.ids = append(m.ids, q.ID)
	}
	for s, state := range assess.States {
		for k := range assess.Known(assess.Knowns) {
			m.evidence[s][k] = evidenceWords(state, k, view.Blind)
			m.standing[s][k] = "," + string(appendCell(nil, string(state))) + "," + string(appendCell(nil, m.evidence[s][k]))
		}
	}
	return m
}

// Header gives the names of the columns, guarded.
func (m *Matrix) Header() []string { return slices.Clone(m.header) }

// CSVHead gives the beginning of the matrix as CSV: a BOM and the names of its columns.
func (m *Matrix) CSVHead() []byte {
	dst := []byte(bom)
	for i, name := range m.header {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = appendGuardedCell(dst, name)
	}
	return append(dst, lineEnd...)
}

// AppendCells appends the cells of one person, guarded. The number is that of their row among the answers, from 1;
// notes are sentences. Of the person only the reference is shown.
func (m *Matrix) AppendCells(dst []string, number int, p Person, o *assess.Outcome, notes ...string) []string {
	dst = append(dst, strconv.Itoa(number), shown(p.Reference))
	for _, figure := range [...]assess.Interval{o.Readiness, o.Strength} {
		low, high := "", ""
		if figure.Applies {
			low, high = strconv.Itoa(figure.Low), strconv.Itoa(figure.High)
		}
		dst = append(dst, low, high)
	}
	for i := range o.Requirements {
		r := &o.Requirements[i]
		dst = append(dst, string(r.Stand.State()), m.evidence[r.Stand][r.Evidence])
	}
	dst = append(dst, m.notes(o, notes))
	for range after[1:] {
		dst = append(dst, "") // for people to fill in
	}
	return dst
}

// AppendCSV appends the same cells as a row of CSV.
func (m *Matrix) AppendCSV(dst []byte, number int, p Person, o *assess.Outcome, notes ...string) []byte {
	dst = append(strconv.AppendInt(dst, int64(number), 10), ',')
	dst = appendGuardedCell(dst, shown(p.Reference))
	dst = appendFigures(appendFigures(dst, o.Readiness), o.Strength)
	for i := range o.Requirements {
		r := &o.Requirements[i]
		dst = append(dst, m.standing[r.Stand][r.Evidence]...)
	}
	dst = appendGuardedCell(append(dst, ','), m.notes(o, notes))
	for range after[1:] {
		dst = append(dst, ',')
	}
	return append(dst, lineEnd...)
}

// appendFigures appends the two cells of a figure at low and at high, each after a comma.
func appendFigures(dst []byte, figure assess.Interval) []byte {
	if !figure.Applies {
		return append(dst, ",,"...)
	}
	dst = strconv.AppendInt(append(dst, ','), int64(figure.Low), 10)
	return strconv.AppendInt(append(dst, ','), int64(figure.High), 10)
}

// evidenceWords gives the kinds of evidence of a requirement in words; "" if it does not apply.
func evidenceWords(state assess.State, known assess.Known, blind bool) string {
	switch {
	case state == assess.DoesNotApply:
		return ""
	case known == 0: // “none yet” was said, or an earlier answer settled it so that nothing more was asked
		return assess.NothingShown
	}
	missing := assess.NoEvidence
	switch {
	case !blind:
		missing = "some answers missing"
	case known.Has(assess.KnownDocumented) && state != assess.NotEnough:
		// Where it does not decide it would only tell, of somebody who may have experience instead of a certificate,
		// that the question for experience is open: so there is a certificate.
		known &^= assess.KnownMissing
	}
	var said []string
	for _, kind := range []struct {
		known assess.Known
		words string
	}{
		{assess.KnownClaimed, assess.Claimed.Review(blind)}, {assess.KnownDocumented, assess.Documented.Review(blind)},
		{assess.KnownMeasured, assess.Measured.Review(blind)}, {assess.KnownMissing, missing},
	} {
		if known.Has(kind.known) {
			said = append(said, kind.words)
		}
	}
	return strings.Join(said, " + ")
}

// Evidence gives the kinds of evidence of a requirement, by its position, in words, as the matrix has them.
func (m *Matrix) Evidence(o *assess.Outcome, requirement int) string {
	r := &o.Requirements[requirement]
	return m.evidence[r.Stand][r.Evidence]
}

// notes gives the cell for what else is to be known of a person. Blind, it does not say that answers are kept which
// were not to be asked: who is not asked for experience has a certificate.
func (m *Matrix) notes(o *assess.Outcome, notes []string) string {
	if len(o.Unasked) > 0 && !m.blind {
		notes = append(slices.Clone(notes), unaskedWords(m.idsOf(o.Unasked)))
	}
	if len(notes) == 0 {
		return ""
	}
	return shown(strings.Join(notes, " "))
}

func (m *Matrix) idsOf(questions []int) []string {
	ids := make([]string, len(questions))
	for i, at := range questions {
		ids[i] = m.ids[at]
	}
	return ids
}

// unaskedWords is the note on answers that are kept and not counted, of the questions with these ids.
func unaskedWords(ids []string) string {
	which := " (" + strings.Join(ids, ", ") + ")."
	if len(ids) == 1 {
		return "1 answer is kept and not counted, as it was not to be asked" + which
	}
	return fmt.Sprintf("%d answers are kept and not counted, as they were not to be asked", len(ids)) + which
}
