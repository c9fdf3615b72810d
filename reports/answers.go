package reports

import (
	"cmp"
	"fmt"
	"math/big"
	"slices"
	"strings"

	"readiness/assess"
)

// requirements tells of each requirement where the person stands, with every question it rests on, and
// then of the questions that none rests on.
func (p *personal) requirements() {
	p.add(Heading{2, "Requirement by requirement"})
	follow := ""
	if p.Role.Source != "" {
		follow = "The requirements are taken from: " + sentence(p.Role.Source) + " "
	}
	p.say("%sEach has one or more parts. Where several questions can show a part, the answer with the highest share of its points counts. %s", follow, p.evidence())
	for _, j := range p.Requirements {
		p.add(Heading{3, fmt.Sprintf("%s: %s", j.Name, standing(j.State))})
		p.say("%s: %s Source: %s", capital(string(j.Kind)), p.stand(j), sentence(j.Source))
		if t := p.answers(j); len(t.Rows) > 0 {
			p.add(t)
		}
	}
	p.others()
	p.leftOut()
}

// evidence explains each way in which an answer is known.
func (p *personal) evidence() string {
	says := "“Stated” marks a certificate, a result or experience that you named and nobody has seen"
	here, elsewhere := p.exercised()
	if here > 0 {
		says += ", “measured here” an exercise that you did with this program, which cannot see who does it"
	}
	switch {
	case elsewhere > 0 && p.Collected:
		says += ", “measured elsewhere, not verified” an exercise whose figures came with your answers"
	case elsewhere > 0:
		says += ", “measured elsewhere, not verified” an exercise whose figures were read from a file or a table, which may be an earlier sitting of your own"
	}
	says += "; the other points rest on your own estimates."
	if here+elsewhere > 0 {
		says += " A finished exercise takes the place of what you only said of its part: you see what you said, and it is not counted there. In a part that no finished exercise shows, the same answer still counts."
	}
	return says
}

// stand says where a requirement stands, what it is short of, and what is missing to know.
func (p *personal) stand(j assess.Judged) string {
	if j.Range == nil {
		return "by your answers, this does not apply to you. It is left out of the result."
	}
	says := fmt.Sprintf("%s, target %d", level(j.Low, j.High), j.Target)
	open := openIn(j)
	still := fmt.Sprintf("%s %s still open", p.things(open), either(len(open), "is", "are"))
	switch {
	case j.State == assess.Met:
		return says + "."
	case j.State == assess.NotEnough:
		says += fmt.Sprintf(". Too little is known to say more: %s.", still)
	case len(open) > 0:
		says += fmt.Sprintf(", %d to go, or less: %s.", j.Target-j.Low, still)
	default:
		says += fmt.Sprintf(", %d to go.", j.Target-j.Low)
	}
	if names, at := lowest(j); len(names) > 0 {
		says += fmt.Sprintf(" %s: %s, with %s%s.", either(len(names), "Lowest part", "Lowest parts"), and(names), at, either(len(names), "", " each"))
	}
	return says
}

// lowest names the parts with the lowest level, and says that level, where it tells where to begin:
// not where a part is open, where all are level, or where none is below the target.
func lowest(j assess.Judged) (names []string, says string) {
	least, known := big.NewRat(int64(j.Target), 1), 0
	for _, part := range j.Parts {
		if part.Range == nil {
			continue
		}
		if part.ExactLow != part.ExactHigh {
			return nil, ""
		}
		known++
		at := rational(part.ExactLow)
		if at.Cmp(least) < 0 {
			least, names, says = at, nil, levelOf(part.Range)
		}
		if says != "" && at.Cmp(least) == 0 {
			names = append(names, "“"+part.Name+"”")
		}
	}
	if len(names) == known {
		return nil, ""
	}
	return names, says
}

// answers shows the questions of a requirement, what was said to them and what that earns. The share of
// a part can be worked out from its rows alone. Where an exercise was finished, each answer says how it
// is known, so that what was said, stated and measured stand side by side.
func (p *personal) answers(j assess.Judged) Table {
	t := Table{Columns: []Column{{Head: "Part", Wide: 18}, {Head: "Question", Names: true, Wide: 36}, {Head: "Your answer", Wide: 33}, {Head: "Points", Wide: 13}}}
	beside := slices.ContainsFunc(j.Parts, shownByDoing)
	for _, part := range j.Parts {
		rows := slices.DeleteFunc(slices.Clone(part.Evidence), unmentioned)
		for _, e := range rows {
			points, says := pointsOf(e), p.shown(e)
			if p.asked[e.Question].Kind == assess.Many && e.State == assess.Answered {
				says = ticked(says)
			}
			if beside && e.State == assess.Answered {
				says = capital(p.known(e)) + ": " + says
				points = strings.TrimSuffix(points, stated)
			}
			if shownByDoing(part) && e.Evidence == assess.Claimed && e.State != assess.NotApplicable {
				points = notCounted
			}
			if e.Counts && len(rows) > 1 {
				points += ", counts"
			}
			t.Rows = append(t.Rows, []string{part.Name, p.ask(e.Question), says, points})
		}
	}
	if len(j.Parts) == 1 {
		t.Columns = t.Columns[1:]
		t.Columns[0].Wide += 18
		for i := range t.Rows {
			t.Rows[i] = t.Rows[i][1:]
		}
	}
	return t
}

// shownByDoing says whether an exercise of a part is finished.
func shownByDoing(part assess.JudgedPart) bool {
	return slices.ContainsFunc(part.Evidence, func(e assess.Shown) bool {
		return e.Evidence == assess.Measured && e.State == assess.Answered
	})
}

// unmentioned says that an exercise was left out and nothing depends on it.
func unmentioned(e assess.Shown) bool {
	return e.State == assess.NotTaken && !e.Missing && e.Say == ""
}

// known says how the answer to a question is known.
func (p *personal) known(e assess.Shown) string {
	switch {
	case e.Evidence == assess.Measured:
		return p.measured(e.Question)
	case e.Evidence == assess.Documented && e.Points > 0:
		return "stated"
	}
	return "you said"
}

// ask gives a question as it was asked. One that is not in the result has only its id.
func (p *personal) ask(id string) string {
	if q, ok := p.asked[id]; ok {
		return q.Ask
	}
	return id
}

// others lists the questions that no requirement rests on, but for the texts that are given back in
// full. Texts alone that nobody wrote are not worth a table.
func (p *personal) others() {
	t := Table{Columns: []Column{{Head: "Question", Names: true, Wide: 54}, {Head: "Your answer", Wide: 46}}}
	unwritten := 0
	for _, q := range p.Questions {
		if p.used[q.ID] || q.State == assess.NotTaken && q.Say == "" || q.Kind == assess.Text && q.State == assess.Answered {
			continue
		}
		if q.Kind == assess.Text {
			unwritten++
		}
		t.Rows = append(t.Rows, []string{q.Ask, p.reply(q.ID, q.State, q.Say, "Not asked")})
	}
	if len(t.Rows) > unwritten {
		p.add(Heading{3, "Questions that no requirement uses"}, t)
	}
}

// leftOut says which replies have no place in this version of the questionnaire, and what became of them.
func (p *personal) leftOut() {
	if len(p.LeftOut) == 0 {
		return
	}
	var items []string
	for _, l := range p.LeftOut {
		q, asked := p.asked[l.Question]
		items = append(items, outdated(l, q.Ask, q.Kind, asked))
	}
	p.say("Your answers were given to another version of the questionnaire. They count as far as they fit this one. These do not:")
	p.add(List{Items: items})
}

// outdated says of one reply what has no place any more. A question that is not asked any more has only its id.
func outdated(l assess.LeftOut, ask string, kind assess.Kind, asked bool) string {
	switch {
	case !asked:
		return fmt.Sprintf("A question that is not asked any more (“%s”): your reply is left out.", l.Question)
	case l.Rest:
		return fmt.Sprintf("“%s”: something that you ticked is not offered any more and is left out. Your other ticks count.", ask)
	case kind.Exercise():
		return fmt.Sprintf("“%s”: the exercise has changed since. What you did of it is left out, and you can take it again.", ask)
	}
	return fmt.Sprintf("“%s”: your reply is not one that the question takes now. All of it is left out, as if you had not answered.", ask)
}

// shown gives what was said to a question of a part.
func (p *personal) shown(e assess.Shown) string {
	if e.Missing {
		return p.reply(e.Question, e.State, e.Say, "Not asked yet: an earlier question is open")
	}
	return p.reply(e.Question, e.State, e.Say, "Not asked, because of an earlier answer")
}

// reply gives an answer, or why there is none; unasked says so of a question that was not asked.
func (p *personal) reply(id string, state assess.AnswerState, say, unasked string) string {
	switch state {
	case assess.Answered:
		return say
	case assess.Skipped:
		if p.lost[id] {
			return "Left out: your reply was to another version of the question"
		}
		return "Not answered"
	case assess.PreferNotToSay:
		return "You preferred not to say"
	case assess.NotCollected:
		return "The form did not ask this"
	case assess.NotApplicable:
		return cmp.Or(say, "Does not apply to you")
	case assess.NotTaken:
		return cmp.Or(say, "Not taken")
	}
	if say != "" {
		unasked += fmt.Sprintf(". Your earlier reply is kept and not counted: “%s”", say)
	}
	return unasked
}

// What the points of an answer are marked with.
const (
	stated     = ", stated"
	notCounted = "not counted"
)

// pointsOf says what one answer earns.
func pointsOf(e assess.Shown) string {
	switch {
	case e.State == assess.NotApplicable:
		return "left out"
	case e.Missing:
		return "open"
	case e.State == assess.NotTaken:
		return notCounted
	case e.Points > 0 && e.Evidence == assess.Documented:
		return fmt.Sprintf("%d of %d%s", e.Points, e.Of, stated)
	}
	return fmt.Sprintf("%d of %d", e.Points, e.Of)
}
