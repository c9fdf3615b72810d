package reports

import (
	"fmt"
	"strings"

	"readiness/assess"
)

// DescribeQuestionnaire says what is asked, with the points: for those who write questionnaires.
func DescribeQuestionnaire(q *assess.Questionnaire) Document {
	d := described(q.Title)
	n := 0
	for range q.Questions() {
		n++
	}
	d.Blocks = append(d.Blocks, Facts{
		{"Id", []string{q.ID}}, {"Version", []string{q.Version}},
		{"Length", []string{fmt.Sprintf("%s, about %d minutes", count(n, "question"), q.Minutes)}},
	})
	section := ""
	for s, question := range q.Questions() {
		if s.ID != section {
			section = s.ID
			d.Blocks = append(d.Blocks, Heading{2, s.Title})
		}
		d.Blocks = append(d.Blocks, Heading{3, question.Ask}, describe(q, question))
	}
	return d
}

// describe says how one question is answered.
func describe(q *assess.Questionnaire, question *assess.Question) Facts {
	facts := Facts{{"Id", []string{question.ID}}}
	add := func(name string, says ...string) { facts = append(facts, Fact{name, says}) }
	if question.Help != "" {
		add("Help", question.Help)
	}
	kind := string(question.Kind)
	if question.Evidence != "" {
		kind += ", " + string(question.Evidence)
	}
	add("Kind", kind)
	var answers []string
	for _, o := range question.Options {
		says := fmt.Sprintf("%s (%s): %s", o.Say, o.ID, count(o.Points, "point"))
		if o.Alone {
			says += ", excludes the others"
		}
		answers = append(answers, says)
	}
	for _, l := range question.Levels {
		answers = append(answers, fmt.Sprintf("from %d %s: %s", l.From, question.Unit, count(l.Points, "point")))
	}
	if question.Enough > 0 {
		answers = append(answers, fmt.Sprintf("%s are enough", count(question.Enough, "point")))
	}
	if len(answers) > 0 {
		add("Answers", answers...)
	}
	if question.MayNotApply != "" {
		add("Does not apply", question.MayNotApply)
	}
	for _, c := range question.OnlyIf {
		var says []string
		for _, id := range c.Is {
			says = append(says, fmt.Sprintf("“%s”", q.Question(c.Question).Option(id).Say))
		}
		add("Only if", fmt.Sprintf("%s is %s", c.Question, strings.Join(says, " or ")))
	}
	return facts
}

// DescribeRole says what a role asks for, with the weights, targets and sources.
func DescribeRole(r *assess.Role) Document {
	d := described(r.Title)
	d.Blocks = append(d.Blocks, Facts{
		{"Id", []string{r.ID}}, {"Version", []string{r.Version}},
		{"Questionnaire", []string{r.Questionnaire}}, {"Source", []string{r.Source}},
	})
	for _, a := range r.About {
		d.Blocks = append(d.Blocks, Heading{2, a.Heading}, List{Items: a.Items})
		if len(a.Links) > 0 {
			d.Blocks = append(d.Blocks, links(a.Links))
		}
		d.Blocks = append(d.Blocks, Paragraph{"Source: " + sentence(a.Source)})
	}
	d.Blocks = append(d.Blocks, Heading{2, "Requirements"})
	for _, req := range r.Requirements {
		d.Blocks = append(d.Blocks, Heading{3, req.Name}, Facts{
			{"Id", []string{req.ID}},
			{"Kind", []string{fmt.Sprintf("%s, weight %d, met from %d of 100, partly met from %d", req.Kind, req.Weight, req.Target, req.Partly)}},
			{"Source", []string{req.Source}},
		})
		var parts []string
		for _, p := range req.Parts {
			parts = append(parts, p.Name+": "+strings.Join(p.Questions, ", "))
		}
		var steps []string
		for _, s := range req.Steps {
			steps = append(steps, forPart(s.Part)+s.Do)
		}
		d.Blocks = append(d.Blocks, Facts{{"Parts, each shown by any of its questions", parts}, {"Next steps", steps}})
	}
	d.Blocks = append(d.Blocks, Heading{2, "Bands"}, bandTable(r.Bands))
	var says []string
	for _, b := range r.Bands {
		says = append(says, b.Name+": "+sentence(b.Says))
	}
	d.Blocks = append(d.Blocks, List{Items: says})
	return d
}

func described(title string) Document {
	return Document{Title: title, Subject: title, Language: "en-GB", Blocks: []Block{Heading{1, title}}}
}
