package reports

import (
	"fmt"

	"readiness/assess"
)

// answers lists every question and what was said to it.
func (p *personal) answers() {
	p.add(Heading{2, "All your answers"})
	section, table := "", Table{}
	flush := func() {
		if len(table.Rows) > 0 {
			p.add(table)
		}
	}
	for i, q := range p.Questions {
		if i == 0 || q.Section != section {
			flush()
			section = q.Section
			table = Table{Caption: section, Columns: []Column{{Head: "No.", Figures: true}, {Head: "Question"}, {Head: "Your answer"}}}
		}
		table.Rows = append(table.Rows, []string{fmt.Sprint(i + 1), q.Ask, said(q)})
	}
	flush()
	p.leftOut()
}

// leftOut says which replies have no place in this version of the questionnaire.
func (p *personal) leftOut() {
	if len(p.LeftOut) > 0 {
		p.say("These replies were given to another version of the questionnaire and have no place in this one. They are left out of the result.")
		p.add(List{Items: p.LeftOut})
	}
}

// said gives an answer, or why there is none.
func said(q assess.Said) string {
	switch q.State {
	case assess.Answered:
		if q.Kind == assess.Text {
			return "In your own words; see above."
		}
		return q.Say
	case assess.Skipped:
		return "Skipped"
	case assess.PreferNotToSay:
		return "You preferred not to say"
	case assess.NotApplicable:
		return "Does not apply to you"
	}
	if q.Say != "" {
		return fmt.Sprintf("Not asked, because of other answers. Your earlier reply is kept and not counted: “%s”.", q.Say)
	}
	return "Not asked, because of other answers"
}

// versions names the files that the result rests on, and says how to delete it.
func (p *personal) versions() {
	p.add(Heading{2, "Versions, and how to delete this"})
	p.add(Facts{
		{"Questionnaire", []string{fmt.Sprintf("%s, version %s, SHA-256 %s…", p.Questionnaire.ID, p.Questionnaire.Version, short(p.Questionnaire.SHA256))}},
		{"Role", []string{fmt.Sprintf("%s, version %s, SHA-256 %s…", p.Role.ID, p.Role.Version, short(p.Role.SHA256))}},
	})
	p.say("This report and your answers are files on the computer where they were made, and nowhere else unless somebody copied or sent them. To delete them, delete the files, and empty the bin. If you gave somebody a copy, ask them to delete it too.")
}
