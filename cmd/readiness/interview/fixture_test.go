package interview

import (
	"fmt"
	"strings"

	"readiness/assess"
)

// sample has each kind of question, a condition, and a question that may not apply.
func sample() *assess.Questionnaire {
	return assess.NewQuestionnaire(assess.Questionnaire{ID: "sample", Version: "1", Title: "Sample", Minutes: 1, Sections: []assess.Section{
		{ID: "keyboard", Title: "Keyboard skills", Questions: []assess.Question{
			{ID: "style", Ask: "How do you type?", Help: "Think of a whole page.", Kind: assess.One, Evidence: assess.Claimed, Options: []assess.Option{
				{ID: "hunt", Say: "I look for each key"}, {ID: "look", Say: "I look at the keys", Points: 1}, {ID: "touch", Say: "I touch-type", Points: 3}}},
			{ID: "speed", Ask: "How fast do you type?", Kind: assess.Number, Evidence: assess.Documented, Unit: "words per minute", Max: 200,
				Levels: []assess.Level{{From: 0}, {From: 40, Points: 2}}, MayNotApply: "I have taken no test",
				OnlyIf: []assess.Condition{{Question: "style", Is: []string{"look", "touch"}}}},
			{ID: "programs", Ask: "Which programs do you use?", Kind: assess.Many, Evidence: assess.Claimed, Options: []assess.Option{
				{ID: "words", Say: "A word processor", Points: 1}, {ID: "sheets", Say: "A spreadsheet", Points: 1}, {ID: "none", Say: "None of these", Alone: true}}},
		}},
		{ID: "words", Title: "Your words", Questions: []assess.Question{
			{ID: "story", Ask: "Tell of one time you helped. Name no patient.", Kind: assess.Text},
			{ID: "english", Ask: "Do you have GCSE English?", Kind: assess.One, Evidence: assess.Documented, Options: []assess.Option{
				{ID: "no", Say: "Not yet"}, {ID: "yes", Say: "Yes", Points: 1}}},
		}},
	}})
}

// tall has many questions, the first with many options.
func tall() *assess.Questionnaire {
	s := assess.Section{ID: "s", Title: "Section"}
	for i := range 45 {
		s.Questions = append(s.Questions, assess.Question{ID: fmt.Sprintf("q%d", i), Ask: fmt.Sprintf("Question number %d, which is worded at some length?", i+1),
			Kind: assess.One, Evidence: assess.Claimed, Options: []assess.Option{{ID: "a", Say: "No"}, {ID: "b", Say: "Yes", Points: 1}}})
	}
	for i := range 28 {
		s.Questions[0].Options = append(s.Questions[0].Options, assess.Option{ID: fmt.Sprintf("o%d", i), Say: fmt.Sprintf("Option %d", i) + strings.Repeat(" and more", i%9)})
	}
	return assess.NewQuestionnaire(assess.Questionnaire{ID: "tall", Version: "1", Sections: []assess.Section{s}})
}

// said writes replies as "id=value" or "id:state", in order.
func said(a *assess.Answers) string {
	var words []string
	for _, r := range a.Replies() {
		if r.State == assess.Answered {
			words = append(words, fmt.Sprintf("%s=%v", r.Question, r.Value))
		} else {
			words = append(words, fmt.Sprintf("%s:%s", r.Question, r.State))
		}
	}
	return strings.Join(words, " ")
}
