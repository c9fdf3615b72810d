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
		for i := range question.Items {
			d.Blocks = append(d.Blocks, describeItem(&question.Items[i]))
		}
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
		says += reachable(o.Weeks)
		answers = append(answers, says)
	}
	unit := question.Unit
	if question.Kind == assess.Typing {
		unit = "net words a minute"
	}
	for _, l := range question.Levels {
		says := fmt.Sprintf("from %d %s: %s", l.From, unit, count(l.Points, "point"))
		if question.Kind == assess.Tasks {
			says = fmt.Sprintf("from %d right", l.From) // each right answer is a point
		}
		answers = append(answers, says+reachable(l.Weeks))
	}
	if question.Enough > 0 {
		answers = append(answers, fmt.Sprintf("%s are enough", count(question.Enough, "point")))
	}
	if len(answers) > 0 {
		add("Answers", answers...)
	}
	facts = append(facts, describeReach(question.Reach)...)
	facts = append(facts, describeExercise(question)...)
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

// reachable says how long it usually takes to come to an answer; "" if that is not said.
func reachable(n int) string {
	if n == 0 {
		return ""
	}
	return ", usually reached in " + weeks(n)
}

// describeReach says how one comes to the answers that take weeks; nothing if none does.
func describeReach(r assess.Reach) Facts {
	var facts Facts
	for _, f := range []Fact{{"Figures of", []string{r.Name}}, {"Where one gets there", []string{r.Where}}, {"Source of the weeks", []string{r.Source}}} {
		if f.Says[0] != "" {
			facts = append(facts, f)
		}
	}
	return facts
}

// describeExercise says how an exercise is put and judged; nothing of other questions.
func describeExercise(q *assess.Question) Facts {
	switch q.Kind {
	case assess.Typing:
		return Facts{
			{"Length", []string{count(q.Minutes, "minute")}},
			{"Accuracy", []string{fmt.Sprintf("if less than %d %% of what is left in the end is right, the speed counts one level lower", q.Accuracy)}},
		}
	case assess.Tasks:
		var draws []string
		for i, n := range q.Draw {
			of := 0
			for _, item := range q.Items {
				if item.Level == i+1 {
					of++
				}
			}
			draws = append(draws, fmt.Sprintf("level %d: %d of %d", i+1, n, of))
		}
		return Facts{
			{"Answers", []string{fmt.Sprintf("each right answer is 1 of %s; “%s” is offered with every task", count(q.Most(), "point"), assess.DontKnow)}},
			{"Drawn for each person", draws},
		}
	}
	return nil
}

// describeItem says all of a short task: the right answer, too, as it is for authors.
func describeItem(i *assess.Item) Facts {
	facts := Facts{{"Task", []string{fmt.Sprintf("%s, level %d", i.ID, i.Level)}}, {"Asks", []string{i.Ask}}}
	if i.Show != "" {
		facts = append(facts, Fact{"Shows", strings.FieldsFunc(i.Show, func(r rune) bool { return r == '\n' })})
	}
	return append(facts,
		Fact{"Right", []string{i.Right}}, Fact{"Wrong", i.Wrong},
		Fact{"Because", []string{i.Because}}, Fact{"Source", []string{i.Source}})
}

// DescribeRole says what a role asks for, with the weights, targets and sources.
func DescribeRole(r *assess.Role) Document {
	d := described(r.Title)
	facts := Facts{
		{"Id", []string{r.ID}}, {"Version", []string{r.Version}},
		{"Questionnaire", []string{r.Questionnaire}}, {"Source", []string{r.Source}},
	}
	if r.Work != "" {
		facts = append(facts, Fact{"Work", []string{r.Work}})
	}
	if r.Grounds != "" {
		facts = append(facts, Fact{"The weights rest on", []string{r.Grounds}})
	}
	var leads []string
	for _, l := range r.LeadsTo {
		leads = append(leads, fmt.Sprintf("%s: %s Source: %s", l.Role, sentence(l.Says), sentence(l.Source)))
	}
	if len(leads) > 0 {
		facts = append(facts, Fact{"A usual step to", leads})
	}
	d.Blocks = append(d.Blocks, facts)
	for _, a := range r.About {
		d.Blocks = append(d.Blocks, Heading{2, a.Heading}, List{Items: a.Items})
		if len(a.Links) > 0 {
			d.Blocks = append(d.Blocks, links(a.Links))
		}
		d.Blocks = append(d.Blocks, Paragraph{"Source: " + sentence(a.Source)})
	}
	d.Blocks = append(d.Blocks, Heading{2, "Requirements"})
	for _, req := range r.Requirements {
		d.Blocks = append(d.Blocks, describeRequirement(req)...)
	}
	d.Blocks = append(d.Blocks, Heading{2, "Bands"}, bandTable(r.Bands))
	var says []string
	for _, b := range r.Bands {
		says = append(says, b.Name+": "+sentence(b.Says))
	}
	d.Blocks = append(d.Blocks, List{Items: says})
	return d
}

// describeRequirement says what one requirement asks for, what can show it, and what to do for it.
func describeRequirement(r assess.Requirement) []Block {
	asks := Facts{
		{"Id", []string{r.ID}},
		{"Kind", []string{fmt.Sprintf("%s, weight %d, met from %d of 100, partly met from %d", r.Kind, r.Weight, r.Target, r.Partly)}},
		{"Source", []string{r.Source}},
	}
	if r.Adverts != "" {
		asks = append(asks, Fact{"In adverts", []string{r.Adverts}})
	}
	if len(r.Stories) > 0 {
		asks = append(asks, Fact{"Texts that can show it", []string{strings.Join(r.Stories, ", ")}})
	}
	var parts, steps []string
	for _, p := range r.Parts {
		says := p.Name + ": " + strings.Join(p.Questions, ", ")
		if p.Value != "" {
			says += "; can show the value " + quoted(p.Value)
		}
		parts = append(parts, says)
	}
	for _, s := range r.Steps {
		steps = append(steps, forPart(s.Part)+s.Do)
	}
	return []Block{Heading{3, r.Name}, asks, Facts{{"Parts, each shown by any of its questions", parts}, {"Next steps", steps}}}
}

func described(title string) Document {
	return Document{Title: title, Subject: title, Language: "en-GB", Blocks: []Block{Heading{1, title}}}
}
