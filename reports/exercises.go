package reports

import (
	"fmt"
	"slices"
	"strings"

	"readiness/assess"
)

// finished says whether a question is an exercise that was done to its end.
func finished(q assess.Said) bool {
	return q.State == assess.Answered && q.Exercise != nil
}

// exercise says whether a question is answered by doing.
func exercise(q assess.Said) bool { return q.Kind.Exercise() }

// exercised counts the finished exercises on which the result rests, by where they were done.
func (p *personal) exercised() (here, elsewhere int) {
	for _, q := range p.Questions {
		switch {
		case !finished(q) || !p.used[q.ID]:
		case q.Exercise.Elsewhere:
			elsewhere++
		default:
			here++
		}
	}
	return here, elsewhere
}

// begun gives the exercises of which something was done.
func (p *personal) begun() []assess.Said {
	var all []assess.Said
	for _, q := range p.Questions {
		if e := q.Exercise; e != nil && (e.Typing != nil || e.Tasks != nil) {
			all = append(all, q)
		}
	}
	return all
}

// made says what the report is made from.
func (p *personal) made() string {
	here, elsewhere := p.exercised()
	var from []string
	if here > 0 {
		from = append(from, count(here, "exercise")+" measured here")
	}
	if elsewhere > 0 {
		from = append(from, count(elsewhere, "exercise")+" measured elsewhere, not verified")
	}
	if len(from) == 0 {
		return "Made from your own answers, which nobody has checked."
	}
	return "Made from your own answers, which nobody has checked, and from " + and(from) + "."
}

// account is what the line of the band adds where no essential was measured here.
func account(r assess.Result) string {
	if r.MeasuredHere() {
		return ""
	}
	return ", by your own account"
}

// measured says where an exercise was measured.
func (p *personal) measured(id string) string {
	if e := p.asked[id].Exercise; e != nil && !e.Elsewhere {
		return "measured here"
	}
	return "measured elsewhere, not verified"
}

// take is how to go on with the answers for the role of this report; the name of the answers file follows.
func (p *personal) take() string { return "readiness take --role " + p.Role.ID + " --answers" }

// again is how to do exercises in another sitting; the name of the answers file follows.
func (p *personal) again() string {
	return "readiness take --role " + p.Role.ID + " --only exercises --answers"
}

// invite tells who finished no exercise that there are some, if nothing else has told it.
func (p *personal) invite() {
	if p.invited() {
		p.say("If you like, short exercises can show what you can do (%s, and the name of your answers file). "+
			"They then count in place of your own estimates, so the result may go up or down. Nothing is missing without them.", p.again())
	}
}

func (p *personal) invited() bool {
	offered := func(q assess.Said) bool { return exercise(q) && p.used[q.ID] }
	return !p.Collected && !p.awaited() && slices.ContainsFunc(p.Questions, offered) && !slices.ContainsFunc(p.Questions, finished)
}

// awaited says whether an exercise still waits that nothing else can replace.
func (p *personal) awaited() bool {
	return slices.ContainsFunc(p.waiting(), func(id string) bool { return exercise(p.asked[id]) })
}

// showed sets what was said, stated and measured side by side, for each exercise, and says where they are
// far apart.
func (p *personal) showed() {
	var items []string
	sampled := false
	for _, q := range p.begun() {
		items = append(items, named(q.Ask, p.beside(q)))
		sampled = sampled || finished(q) && q.Exercise.Tasks != nil
	}
	if len(items) == 0 {
		return
	}
	p.add(Heading{2, "What the exercises showed"}, List{Items: items})
	if sampled {
		p.say("A few tasks are a small sample, so a range says where your usual level probably is. It never changes the result.")
	}
	p.apart()
	p.anotherDay()
}

// anotherDay says what can still be done with the exercises that were begun, and how, if nothing else has
// told or will tell it.
func (p *personal) anotherDay() {
	if p.Collected {
		return
	}
	done := slices.ContainsFunc(p.begun(), finished)
	half := slices.ContainsFunc(p.begun(), func(q assess.Said) bool { return !finished(q) })
	says := "You can finish an exercise or take one again another day"
	switch {
	case !done:
		says = "You can finish an exercise another day"
	case !half:
		says = "You can take an exercise again another day"
	}
	if !p.awaited() && !p.invited() {
		says += " (" + p.again() + ", and the name of your answers file)"
	}
	if done {
		says += ". In the review of your answers you can also take a finished one out; then your earlier answers count again"
	}
	p.say("%s.", says)
}

// mostSaid is how much of an answer is given beside an exercise, in columns of a terminal: the tables have
// all of it.
const mostSaid = 72

// beside gives what the person said and stated of what an exercise shows, and what was done of it.
func (p *personal) beside(q assess.Said) string {
	if !finished(q) {
		return q.Say + ", so not counted."
	}
	var claimed, documented []string
	for _, e := range p.parallel(q.ID) {
		says := quoted(shortened(e.Say, mostSaid))
		if p.asked[e.Question].Kind == assess.Many {
			says = quoted(shortened(ticked(e.Say), mostSaid))
		}
		if e.Aside {
			claimed = append(claimed, says)
		} else {
			documented = append(documented, says)
		}
	}
	says := ""
	if len(claimed) > 0 {
		says = sentence("You said: "+and(claimed)) + " "
	}
	if len(documented) > 0 {
		says += sentence("You stated: "+and(documented)) + " "
	}
	says += capital(p.measured(q.ID)) + ": " + q.Say
	if t := q.Exercise.Tasks; t != nil {
		says += fmt.Sprintf(" (usual level: probably about %s of %d)", span(fmt.Sprint(t.Low), fmt.Sprint(t.High)), t.Of)
	}
	return says + "."
}

// parallel gives the claims that an exercise put aside and what was stated in its parts, each once.
func (p *personal) parallel(exercise string) []assess.Shown {
	var all []assess.Shown
	for _, j := range p.Requirements {
		for _, part := range j.Parts {
			if !slices.ContainsFunc(part.Evidence, func(e assess.Shown) bool { return e.Question == exercise }) {
				continue
			}
			for _, e := range part.Evidence {
				told := slices.ContainsFunc(all, func(s assess.Shown) bool { return s.Question == e.Question })
				if !told && (e.Aside || documented(e)) {
					all = append(all, e)
				}
			}
		}
	}
	return all
}

// exercises gives the figures of typing with their formulas.
func (p *personal) exercises() {
	for _, q := range p.begun() {
		if finished(q) && q.Exercise.Typing != nil {
			p.add(Heading{3, "The figures: " + q.Ask})
			p.typing(*q.Exercise.Typing)
		}
	}
}

// typing gives what is known of a typing exercise.
func (p *personal) typing(t assess.TypingShown) {
	var points []string
	for i, l := range t.Levels {
		says := fmt.Sprintf("%d from %d", l.Points, l.From)
		if i == 0 {
			says = fmt.Sprintf("%s from %s a minute", count(l.Points, "point"), count(l.From, "word"))
		}
		points = append(points, says)
	}
	rule := fmt.Sprintf("%s. If less than %d %% of what is left standing is right, the speed counts one level lower", strings.Join(points, ", "), t.Accuracy)
	switch {
	case t.Lowered:
		rule += ", and so it does here."
	case t.Gross == nil:
		rule += ". Here only the net speed is known, and it counts as it is."
	default:
		rule += "."
	}
	level := Fact{"Points by net speed", []string{rule}}
	record := t.Record()
	if record == nil {
		p.add(Facts{level})
		return
	}
	p.say("%s", typingTerms(*record, t.Passage))
	p.add(append(typingFigures(*record), level))
}

// learn gives the tasks to look at again, in a section of their own that a person can keep to themself.
func (p *personal) learn() {
	var blocks []Block
	for _, q := range p.begun() {
		if finished(q) && q.Exercise.Tasks != nil && len(q.Exercise.Tasks.Missed) > 0 {
			blocks = append(blocks, Heading{3, q.Ask}, List{Items: missed(q.Exercise.Tasks.Missed)})
		}
	}
	if len(blocks) > 0 {
		p.add(Heading{2, "To look at again"}, Paragraph{"This section is for you alone. You can leave it out when you show the report to somebody."})
		p.add(blocks...)
	}
}

// mostShown is how much of what an item showed is shown again, in columns of a terminal: all of a few lines,
// and of a long text enough to remember it by.
const mostShown = 240

// missed gives items, each with the right answer and why it is right.
func missed(all []assess.MissedItem) []string {
	var items []string
	for _, m := range all {
		says := sentence(m.Ask)
		if show := remind(m.Show); show != "" {
			says += " " + quoted(show)
		}
		says += " " + sentence("Right: "+quoted(m.Right))
		if m.Chosen != assess.DontKnow {
			says += " " + sentence("You chose: "+quoted(m.Chosen))
		}
		items = append(items, fmt.Sprintf("%s %s Source: %s", says, sentence(m.Because), sentence(m.Source)))
	}
	return items
}

// remind gives what an item showed, its lines parted by strokes; "" if it showed nothing.
func remind(show string) string {
	lines := strings.FieldsFunc(show, func(r rune) bool { return r == '\n' || r == '\r' })
	return shortened(strings.Join(lines, " / "), mostShown)
}

// shortened gives as many whole words of a text as fit into some columns of a terminal.
func shortened(s string, columns int) string {
	pieces := Wrap(Clean(s), columns)
	switch len(pieces) {
	case 0:
		return ""
	case 1:
		return pieces[0]
	}
	return strings.TrimRight(pieces[0], " /;,") + "…"
}
