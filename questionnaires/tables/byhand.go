package tables

import (
	"fmt"
	"slices"
	"strings"

	"readiness/assess"
)

// An Assignment says by hand what a column is for.
type Assignment struct {
	Column string // its letter, as "C" or "column C", or its words
	For    string // the id of a question, or: reference, name, email, date, ignore
	At     assess.Pos
}

// maxAssignments is far more than a table has columns.
const maxAssignments = 10_000

// ReadAssignments reads a table that says what the columns of another are for: it has the columns "column" and
// "for", and may have others, which are for people. Its error is assess.Problems.
func ReadAssignments(t *Table) ([]Assignment, error) {
	column, use := -1, -1
	for i, header := range t.Header {
		switch words := tidy(header); {
		case words == "column" && column < 0:
			column = i
		case words == "for" && use < 0:
			use = i
		case words == "column" || words == "for":
			return nil, problem(assess.Pos{File: t.Name, Line: t.Line}, fmt.Sprintf("there are two columns %q", words), "keep one of them")
		}
	}
	if column < 0 || use < 0 {
		return nil, problem(assess.Pos{File: t.Name, Line: t.Line}, `the first line should be "column,for"`,
			`write that line; below it write for each column its letter or words, and what it is for, such as "C,typing-speed"`)
	}
	var all []Assignment
	var problems assess.Problems
	take := func(r Row) error {
		at := assess.Pos{File: t.Name, Line: r.Line}
		a := Assignment{cellText(r, column), cellText(r, use), at}
		switch {
		case len(all) == maxAssignments:
			return problem(at, fmt.Sprintf("there are more than %d lines", maxAssignments), "write one line for each column that needs it")
		case r.Fault != "":
			problems = append(problems, assess.Problem{Pos: at, What: r.Fault, Fix: "mend this line"})
		case a.Column == "" || a.For == "":
			problems = append(problems, assess.Problem{Pos: at, What: "this line names no column, or does not say what it is for", Fix: `write both, such as "C,typing-speed" or "C,ignore"`})
		default:
			all = append(all, a)
		}
		return nil
	}
	if err := t.Each(take); err != nil {
		return nil, err
	}
	return all, problems.Err()
}

// cellText gives a cell on one line; "" if there is none.
func cellText(r Row, column int) string {
	if column >= len(r.Cells) {
		return ""
	}
	return spaced(string(r.Cells[column]))
}

// assign takes the assignments, and notes those that fit no column or say nothing.
func (m *matching) assign(all []Assignment) {
	for _, a := range all {
		fault := func(what, fix string) {
			m.problems = append(m.problems, assess.Problem{Pos: a.At, What: what, Fix: fix})
		}
		i, what, fix := m.meant(a.Column)
		if what != "" {
			fault(what, fix)
			continue
		}
		if m.byHand[i] {
			fault(fmt.Sprintf("column %s is named twice", m.columns[i].Letter), "keep one of the two lines")
			continue
		}
		c := &m.columns[i]
		if !m.assigned(c, a.For) {
			fault(fmt.Sprintf("%q is neither the id of a question nor another use of a column", cut(a.For)),
				"write reference, name, email, date, ignore or the id of a question"+m.like(a.For))
			continue
		}
		m.byHand[i], c.How = true, "as --map says"
		m.twiceByHand(i, fault)
	}
}

// meant finds the column that an assignment names, or says why it cannot: its letters come first, but not if
// another column has them as its words.
func (m *matching) meant(said string) (column int, what, fix string) {
	const byLetter = `name it by its letter, as "column C"`
	words := tidy(said)
	letters, explicit := strings.CutPrefix(words, "column ")
	byLetters := slices.IndexFunc(m.columns, func(c Column) bool { return tidy(c.Letter) == letters })
	var byWords []int
	for i, c := range m.columns {
		if tidy(c.Header) == words {
			byWords = append(byWords, i)
		}
	}
	switch {
	case byLetters >= 0 && (explicit || len(byWords) == 0 || slices.Equal(byWords, []int{byLetters})):
		return byLetters, "", ""
	case byLetters >= 0:
		return 0, fmt.Sprintf("%q is the letter of one column and the words of another", cut(said)), byLetter
	case len(byWords) == 1:
		return byWords[0], "", ""
	case len(byWords) > 1:
		return 0, fmt.Sprintf("%d columns have the words %q", len(byWords), cut(said)), byLetter
	}
	return 0, fmt.Sprintf("there is no column %q in %s", cut(said), m.table.Name),
		fmt.Sprintf("name one by its letter, A to %s, or by its words", Letter(max(len(m.columns)-1, 0)))
}

// assigned makes a column what is said; the id of a question goes before other words.
func (m *matching) assigned(c *Column, to string) bool {
	if i, ok := m.byID[to]; ok {
		m.answer(c, i, "")
		return true
	}
	for u := Ignored; u <= ForDate; u++ {
		if words := tidy(to); words == u.String() || words == "e-mail" && u == ForEmail {
			c.Use = u
			return true
		}
	}
	return false
}

// twiceByHand notes that what a column was just assigned to has one already.
func (m *matching) twiceByHand(i int, fault func(what, fix string)) {
	c := &m.columns[i]
	if c.Use == Ignored {
		return
	}
	for k, other := range m.columns {
		if k != i && m.byHand[k] && other.Use == c.Use && other.Question == c.Question {
			of := c.Use.String()
			if c.Use == ForAnswer {
				of = c.Question
			}
			fault(fmt.Sprintf("columns %s and %s are both for %q", other.Letter, c.Letter, of), "keep one of the two lines")
			c.Use, c.Question = Ignored, ""
			return
		}
	}
}

// like gives `; did you mean "…"?` if a question has an id like a word.
func (m *matching) like(word string) string {
	ids := make([]string, len(m.questions))
	for i, q := range m.questions {
		ids[i] = q.ID
	}
	if id := assess.Nearest(word, ids); id != "" {
		return fmt.Sprintf("; did you mean %q?", id)
	}
	return ""
}
