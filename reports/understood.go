package reports

import (
	"fmt"
	"slices"
	"unicode/utf8"

	"readiness/assess"
)

// An UnderstoodInput is what a dry run has understood of a table.
type UnderstoodInput struct {
	Role          *assess.Role
	Questionnaire *assess.Questionnaire
	Table         Intake
	Judged        int  // rows that can be judged
	NotRead       bool // no row was read, as it is not certain what the columns are for
	Columns       []UnderstoodColumn
	First         []UnderstoodRow     // the first rows as understood
	Problems      []UnderstoodProblem // what keeps rows, or the whole table, from being judged
	More          int                 // problems besides
}

// An UnderstoodColumn is what a column of the table is for.
type UnderstoodColumn struct {
	Letter   string // as spreadsheets name it: A, B … AA
	Header   string
	Use      string // in words, such as "reference" or "not used"
	Question string // id of the question that it answers; "" for none
	How      string // how that is known, in words
}

// An UnderstoodRow is how a row was understood.
type UnderstoodRow struct {
	Number, Line int
	Says         []UnderstoodAnswer
	Fault        string // why it cannot be judged; "" if it can
}

// An UnderstoodAnswer is what a row says to a question.
type UnderstoodAnswer struct {
	Question string // id
	Says     string // the answer in words, or the assess.AnswerState that tells why there is none; "" for nothing
}

// An UnderstoodProblem is something to mend: where, what and how.
type UnderstoodProblem struct{ Place, What, Fix string }

// Understood says what a dry run has understood of a table: what each column is for, the first rows, and every
// problem. It is not blind, as answers can be compared with the table only by who sees them; but no text that somebody
// wrote is in it, nor why an answer is missing.
func Understood(u UnderstoodInput) Document {
	g := &group{}
	title := "How this table was understood"
	g.head(1, title)
	look := "Look at the columns and the first rows before you run it."
	if u.NotRead {
		look = "It is not certain what the columns are for, so no row has been read. The problems below say how to settle that."
	}
	g.say("A dry run for the role %s: nothing has been written. %s", u.Role.Title, look)
	if len(u.First) > 0 {
		g.add(Note{[]string{"This view is not blind: it shows what the people of the first rows answered, so that it can be compared with the table. It is for whoever prepares the table, not for those who decide about these people."}})
	}
	u.came(g)
	u.problems(g)
	u.columns(g)
	u.first(g)
	return g.document(title, "What each column is for, and the first rows", "", "")
}

// came says what came in. Of rows that were not read there are no counts.
func (u UnderstoodInput) came(g *group) {
	g.came(u.Table, u.Questionnaire, u.Judged)
	if facts := g.blocks[len(g.blocks)-1].(Facts); u.NotRead {
		rows := slices.IndexFunc(facts, func(f Fact) bool { return f.Name == "Rows" })
		facts[rows].Says = []string{"not read, as the columns are not certain"}
	}
	g.astray(u.Table)
}

// problems lists what is to be mended.
func (u UnderstoodInput) problems(g *group) {
	g.head(2, "Problems")
	if len(u.Problems) == 0 {
		g.say("None was found.")
		return
	}
	var items []string
	for _, p := range u.Problems {
		says := sentence(p.What)
		if p.Place != "" {
			says = p.Place + ": " + says
		}
		if p.Fix != "" {
			says += " To mend it: " + sentence(p.Fix)
		}
		items = append(items, says)
	}
	if u.More > 0 {
		items = append(items, fmt.Sprintf("And %s besides.", count(u.More, "problem")))
	}
	g.list(items...)
}

// columns shows what each column is for.
func (u UnderstoodInput) columns(g *group) {
	g.head(2, "The columns")
	t := Table{Columns: []Column{{Head: "Column", Wide: 10}, {Head: "Its header", Names: true, Wide: 36}, {Head: "What it is for", Wide: 34}, {Head: "How that is known", Wide: 20}}}
	for _, c := range u.Columns {
		use := c.Use
		if c.Question != "" {
			use = fmt.Sprintf("%s (%s)", quoted(askOf(u.Questionnaire, c.Question)), c.Question)
		}
		t.Rows = append(t.Rows, []string{dash(c.Letter), dash(c.Header), dash(use), dash(c.How)})
	}
	if len(t.Rows) > 0 {
		g.add(t)
	}
}

// dash stands for what is empty, as a cell never is.
func dash(s string) string {
	if Clean(s) == "" {
		return "–"
	}
	return s
}

// first shows the first rows as understood.
func (u UnderstoodInput) first(g *group) {
	if len(u.First) == 0 {
		return
	}
	g.head(2, "The first rows, as understood")
	for _, r := range u.First {
		g.head(3, fmt.Sprintf("Row %d (line %d)", r.Number, r.Line))
		if r.Fault != "" {
			g.say("It would be set aside: %s", sentence(r.Fault))
		}
		t := Table{Columns: []Column{{Head: "Question", Names: true, Wide: 55}, {Head: "What the row says", Wide: 45}}}
		for _, a := range r.Says {
			t.Rows = append(t.Rows, []string{askOf(u.Questionnaire, a.Question), u.says(a)})
		}
		if len(t.Rows) > 0 {
			g.add(t)
		}
	}
}

// says gives an answer as a dry run shows it: of a text only how long it is, and one word for all that is missing.
func (u UnderstoodInput) says(a UnderstoodAnswer) string {
	question := u.Questionnaire.Question(a.Question)
	switch assess.AnswerState(a.Says) {
	case "", assess.Skipped, assess.PreferNotToSay, assess.NotCollected, assess.NotTaken, assess.NotAsked:
		return "no answer"
	}
	if question != nil && question.Kind == assess.Text {
		return "a text of " + manyOf(utf8.RuneCountInString(a.Says), "character")
	}
	return a.Says
}
