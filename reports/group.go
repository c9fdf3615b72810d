package reports

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"readiness/assess"
)

// What is made of a table of many people: Screened for recruiters with a Candidate each and the Notice for the
// candidates, Class and Staff for a school, Understood for a dry run. They are worded here and in the files of
// these names.

// An Intake is what came in: a table of answers, a person a row, and what became of its rows.
type Intake struct {
	File         string   // the name of the table, without folders
	Kind         string   // what it is, in words: "CSV in UTF-8, separated by commas"
	Rows         int      // people in it
	SetAside     int      // of these, rows that could not be judged
	Blank        int      // rows with nothing in any cell; they are no people
	Words        int      // rows of a template that repeat the words of the questions; they are no people
	Columns      int      // of the table
	Ignored      []string // the headers of columns that nothing was taken from
	NotCollected []string // ids of the questions and exercises that the role needs and no column is for
	Notes        []string // what else who reads on should know, in sentences
}

// A Controller is the organisation that decides why and how the answers are used, in its own words.
type Controller struct {
	Name        string // of the organisation
	Contact     string // where to write or call
	Retention   string // how long what is kept
	Complaints  string // how to complain
	Adjustments string // how to ask for an adjustment
}

// A group is a document about many people, or for them, being worded.
type group struct{ blocks []Block }

func (g *group) add(blocks ...Block) { g.blocks = append(g.blocks, blocks...) }

func (g *group) head(level int, text string) { g.add(Heading{level, text}) }

func (g *group) say(format string, args ...any) { g.add(Paragraph{fmt.Sprintf(format, args...)}) }

// list adds a list, unless it is empty.
func (g *group) list(items ...string) {
	if len(items) > 0 {
		g.add(List{Items: items})
	}
}

func (g *group) document(title, subject, date, foot string) Document {
	return Document{Title: title, Subject: subject, Language: "en-GB", Date: date, Foot: foot, Blocks: g.blocks}
}

// came says what came in and what became of every row: rows = judged + set aside. What nothing was taken from, and
// what the form did not ask, is said here and nowhere else.
func (g *group) came(in Intake, q *assess.Questionnaire, judged int) {
	facts := Facts{{"Table", []string{in.File + forKind(in.Kind)}}, {"Rows", []string{in.rows(judged)}}}
	if idle := in.idle(); idle != "" {
		facts = append(facts, Fact{"Not counted", []string{idle}})
	}
	facts = append(facts, in.unasked(q)...)
	if len(in.Ignored) > 0 {
		facts = append(facts, Fact{"Columns not used", []string{fmt.Sprintf("%d of %d: %s", len(in.Ignored), in.Columns, strings.Join(quotedAll(atMost(mostColumns, in.Ignored)), ", "))}})
	}
	if len(in.Notes) > 0 {
		facts = append(facts, Fact{"Please note", in.Notes})
	}
	g.add(facts)
}

// mostColumns is how many columns are named that nothing was taken from.
const mostColumns = 12

// forKind gives the kind of a table in brackets; "" for none.
func forKind(kind string) string {
	if kind == "" {
		return ""
	}
	return " (" + kind + ")"
}

// rows reconciles the rows that came in with those that were judged.
func (in Intake) rows(judged int) string {
	says := fmt.Sprintf("%s in the table = %s judged + %s set aside", thousands(in.Rows), thousands(judged), thousands(in.SetAside))
	if !in.addsUp(judged) {
		return says + ". " + lostRows
	}
	return says
}

// addsUp says whether every row was judged or set aside.
func (in Intake) addsUp(judged int) bool { return in.Rows == judged+in.SetAside }

// lostRows is said where rows do not add up.
const lostRows = "These do not add up: rows are lost or counted twice. Please use nothing of this, and report the fault"

// idle says which rows of a table are no people; "" if there are none.
func (in Intake) idle() string {
	var says []string
	if in.Blank > 0 {
		says = append(says, count(in.Blank, "blank row"))
	}
	if in.Words > 0 {
		says = append(says, count(in.Words, "row")+" with the words of the questions")
	}
	if len(says) == 0 {
		return ""
	}
	return and(says) + ": no people, and not among the rows above"
}

// unasked names what the role needs and the form did not ask.
func (in Intake) unasked(q *assess.Questionnaire) Facts {
	var questions, texts, exercises []string
	for _, id := range in.NotCollected {
		ask := quoted(askOf(q, id))
		switch question := q.Question(id); {
		case question != nil && question.Exercise():
			exercises = append(exercises, ask)
		case question != nil && question.Kind == assess.Text:
			texts = append(texts, ask)
		default:
			questions = append(questions, ask)
		}
	}
	var facts Facts
	for _, f := range []struct {
		name, says string
		asks       []string
	}{
		{"Not collected", "The form had no column for these questions. They count as missing: nothing at low, everything at high", questions},
		{"No exercises", "The form had no column for these exercises. Nothing is missing for that, unless nothing else can show a part", exercises},
		{"No texts", "The form had no column for these texts, which are never judged", texts},
	} {
		if len(f.asks) > 0 {
			facts = append(facts, Fact{f.name, []string{f.says + ": " + strings.Join(f.asks, "; ")}})
		}
	}
	return facts
}

// askOf gives the words of a question; its id if there is none.
func askOf(q *assess.Questionnaire, id string) string {
	if question := q.Question(id); question != nil {
		return question.Ask
	}
	return id
}

// quotedAll gives texts in quotes, but for a last one that counts the rest.
func quotedAll(texts []string) []string {
	all := make([]string, len(texts))
	for i, s := range texts {
		if all[i] = quoted(s); i == mostColumns {
			all[i] = s
		}
	}
	return all
}

// rules says by which rules figures were made, so that anybody can make them again.
func (g *group) rules(role *assess.Role, q *assess.Questionnaire, program, date string) {
	facts := Facts{
		{"Role", []string{fmt.Sprintf("%s (%s, version %s)", role.Title, role.ID, role.Version), "SHA-256 of its file: " + role.SHA256}},
		{"Questionnaire", []string{fmt.Sprintf("%s (%s, version %s)", q.Title, q.ID, q.Version), "SHA-256 of its file: " + q.SHA256}},
	}
	if program != "" {
		facts = append(facts, Fact{"Program", []string{program}})
	}
	g.add(append(facts, Fact{"Date", []string{cmp.Or(day(date), "not given")}}))
}

// ofKind gives the positions of the requirements of a kind, in the order of the role.
func ofKind(role *assess.Role, kind assess.RequirementKind) []int {
	var all []int
	for i, r := range role.Requirements {
		if r.Kind == kind {
			all = append(all, i)
		}
	}
	return all
}

// stepFor gives what the role advises first for a part; nil if nothing.
func stepFor(r *assess.Requirement, part string) *assess.Step {
	for _, lifts := range []string{part, ""} {
		if i := slices.IndexFunc(r.Steps, func(s assess.Step) bool { return s.Part == lifts }); i >= 0 {
			return &r.Steps[i]
		}
	}
	return nil
}
