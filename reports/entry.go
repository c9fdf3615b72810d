package reports

import (
	"fmt"
	"strings"

	"readiness/assess"
)

// EntrySheet says how the answers to the questions of [PaperForm] are typed into the template. It is a document of its
// own, so that whoever prints the questions for everybody does not hand it out.
func EntrySheet(q *assess.Questionnaire, needs []bool, role string) Document {
	f := newForm(q, needs)
	rows := make([][]string, len(f.questions))
	for i, q := range f.questions {
		rows[i] = []string{fmt.Sprint(q.number), q.ID, codes(q)}
	}
	return Document{Title: "Entry sheet: " + f.Title, Subject: "How answers on paper are typed into a table", Language: "en-GB", Blocks: []Block{
		Heading{1, "Entry sheet: " + f.Title},
		Paragraph{forRole(role) + "For whoever types the answers in. Please do not hand it out with the questions."},
		Heading{2, "How to type the answers"},
		List{Ordered: true, Items: f.typing()},
		Heading{2, "What to type for each box"},
		Table{Columns: []Column{{Head: "No.", Figures: true}, {Head: "Column", Names: true}, {Head: "What to type for which box"}}, Rows: rows},
	}}
}

// typing says step by step how the answers are typed.
func (f form) typing() []string {
	steps := []string{
		"Make the template: readiness form --format csv, with the same role as for this paper. Its first row has the columns, and its second the words asked. Each person gets a row, from the third on.",
		"Look at the line “Number or name”. A number goes into the column reference. A name goes into the column name, and then reference stays empty: references are printed on the pages that are handed out, and names are not.",
		"If that line is empty, number the papers, and type that number into reference.",
		"For a tick, type what stands behind its letter in the table below, in the column of the question." + f.joined(),
		"For a figure, type its digits and nothing else.",
		"Nothing ticked, nothing written: leave the cell empty.",
		"More ticks than were asked for, or one that you cannot read: do not guess. Ask the person, or leave the cell empty.",
		"An answer to a question that was not for this person: type it all the same. It is kept and not counted.",
		fmt.Sprintf("Words: type them as they stand, at most %d characters, but no name of a patient or anybody else.", assess.MaxText),
		"If something that somebody wrote makes you worry about their safety or another's, tell the person whose work that is, on the same day: at a school, the designated safeguarding lead. Do not wait for the reports.",
	}
	if f.exercises {
		steps = append(steps, "The columns of exercises, at the end, stay empty: they cannot be done on paper.")
	}
	return append(steps, "Save the table as CSV (in Excel: CSV UTF-8). Then, for a class: readiness class FILE.csv")
}

// joined says how several ticks are typed, by the first question of that kind; "" if there is none.
func (f form) joined() string {
	for _, q := range f.questions {
		var letters, ids []string
		for i, o := range q.Options {
			if q.Kind == assess.Many && !o.Alone {
				letters, ids = append(letters, Letter(i)), append(ids, o.ID)
			}
		}
		if len(ids) > 1 {
			return fmt.Sprintf(" For several ticks put a semicolon between: for %s in question %d, type %s", and(letters[:2]), q.number, strings.Join(ids[:2], "; "))
		}
	}
	return ""
}

// codes says what is typed for each box of a question, in the order of the paper.
func codes(q formed) string {
	if q.Kind == assess.Text {
		return "the words"
	}
	var all []string
	for _, o := range q.Options {
		all = append(all, o.ID)
	}
	if q.MayNotApply != "" {
		all = append(all, string(assess.NotApplicable))
	}
	all = append(all, string(assess.PreferNotToSay))
	for i, code := range all { // a letter is not parted from what it stands for
		all[i] = strings.ReplaceAll(Letter(i)+" "+code, " ", "\u00A0")
	}
	says := strings.Join(all, ", ")
	if q.Kind == assess.Number {
		says = "the figure, or " + says
	}
	return says
}
