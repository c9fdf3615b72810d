package tables

import "readiness/assess"

// Limits on what a Preview holds.
const (
	PreviewRows   = 3    // rows shown as understood
	PreviewFaults = 1000 // faults named; all are counted
)

// A Preview is what was understood of a table, and all that was not: for a person to look at before anything is
// judged by it.
type Preview struct {
	Name, Kind   string
	Columns      []Column
	NotCollected []string     // as in Mapping
	NoText       []string     // the same
	First        []Understood // the first rows
	Good         int          // rows that can be judged
	Faulty       int          // rows that cannot
	Faults       []FaultAt    // of the first PreviewFaults of them
	Counts       Counts
	Notes        []string
}

// Understood is how a row is understood. Who it is of is not shown, only what is known of them.
type Understood struct {
	Number, Line                   int
	HasReference, HasName, HasMail bool
	Date                           string // "" if not known
	Answers                        []Reading
	Fault                          *Fault // if not nil, there are no Answers
}

// A Reading is how the answer to a question is understood.
type Reading struct {
	Letter   string // of its column
	Question *assess.Question
	State    assess.AnswerState
	Answer   string // in words, if State is Answered
}

// FaultAt is a fault with its row.
type FaultAt struct {
	Number, Line int
	Fault        *Fault
}

// NewPreview reads a table to its end and gives what a dry run shows of it. Its error is that of Next.
func NewPreview(t *Table, m *Mapping, q *assess.Questionnaire, needs []bool) (*Preview, error) {
	p := &Preview{Name: t.Name, Kind: t.Kind, Columns: m.Columns, NotCollected: m.NotCollected, NoText: m.NoText}
	reader := NewReader(m, q, needs)
	answers := make([]assess.Told, reader.asked)
	err := t.Each(func(r Row) error {
		person, fault := reader.Answers(r, answers)
		if p.Good+p.Faulty < PreviewRows {
			p.First = append(p.First, reader.understood(r, person, answers, fault))
		}
		if fault == nil {
			p.Good++
			return nil
		}
		p.Faulty++
		if len(p.Faults) < PreviewFaults {
			p.Faults = append(p.Faults, FaultAt{r.Number, r.Line, fault})
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	p.Counts, p.Notes = t.Counts(), t.Notes
	return p, nil
}

// understood says how a row was read.
func (r *Reader) understood(row Row, p Person, answers []assess.Told, fault *Fault) Understood {
	u := Understood{Number: row.Number, Line: row.Line, HasReference: p.Reference != "", HasName: p.Name != "", HasMail: p.Email != "", Date: p.Date, Fault: fault}
	if fault != nil {
		return u
	}
	for _, i := range r.answers {
		c := &r.columns[i]
		u.Answers = append(u.Answers, Reading{c.Letter, c.question, answers[c.at].State, c.question.Say(*answers[c.at].Answer)})
	}
	return u
}
