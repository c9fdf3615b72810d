package reports

import (
	"fmt"
	"math/big"
	"slices"
	"strings"
	"time"

	"readiness/assess"
)

// finished says whether a question is an exercise that was done to its end.
func finished(q assess.Said) bool {
	return q.State == assess.Answered && q.Exercise != nil
}

// exercise says whether a question is answered by doing.
func exercise(q assess.Said) bool { return q.Kind == assess.Typing || q.Kind == assess.Tasks }

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

// invite tells who finished no exercise that there are some, if nothing else has told it.
func (p *personal) invite() {
	offered := func(q assess.Said) bool { return exercise(q) && p.used[q.ID] }
	told := slices.ContainsFunc(p.waiting(), func(id string) bool { return exercise(p.asked[id]) })
	if told || !slices.ContainsFunc(p.Questions, offered) || slices.ContainsFunc(p.Questions, finished) {
		return
	}
	p.say("If you like, short exercises can show what you can do (readiness take --only exercises --answers, and the name of your answers file). " +
		"They then count in place of your own estimates, so the result may go up or down. Nothing is missing without them.")
}

// showed says what each exercise showed, and where that is far from what was said.
func (p *personal) showed() {
	var items []string
	sampled := false
	for _, q := range p.begun() {
		items = append(items, named(q.Ask, p.did(q)))
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
}

// did says what was done of an exercise.
func (p *personal) did(q assess.Said) string {
	switch tasks := q.Exercise.Tasks; {
	case !finished(q):
		return q.Say + ", so not counted. You can finish it another time."
	case tasks != nil:
		return fmt.Sprintf("%s, %s. Your usual level is probably about %s of %d.", q.Say, p.measured(q.ID), span(fmt.Sprint(tasks.Low), fmt.Sprint(tasks.High)), tasks.Of)
	}
	return fmt.Sprintf("%s, %s.", q.Say, p.measured(q.ID))
}

// apart says of which parts the exercise showed much less or much more than was claimed, or much less than
// was stated, and what to do with that.
func (p *personal) apart() {
	claimed := func(e assess.Shown) bool { return e.Aside }
	documented := func(e assess.Shown) bool { return e.Evidence == assess.Documented }
	if in := p.where(func(part assess.JudgedPart) bool { return beyond(part, claimed) < 0 }); in != "" {
		p.say("The exercise showed less than you said in %s. One short exercise is a small sample, and an unfamiliar keyboard, a hurry or an off day can lower it. "+
			"Practise, and take it again another day. Until then, expect a test at an interview to show about the same.", in)
	}
	if in := p.where(func(part assess.JudgedPart) bool { return beyond(part, claimed) > 0 }); in != "" {
		p.say("You did better than you said in %s. Say so in your application, with what the exercise showed.", in)
	}
	if in := p.where(func(part assess.JudgedPart) bool { return beyond(part, documented) < 0 }); in != "" {
		p.say("What you stated and what the exercise showed are some way apart in %s. Both can be right: the one tells of another time, the other of one day. Be ready to say when and where it was.", in)
	}
}

// where names the parts of which something holds, by requirement; "" if there are none.
func (p *personal) where(holds func(assess.JudgedPart) bool) string {
	var all []string
	for _, j := range p.Requirements {
		var names []string
		for _, part := range j.Parts {
			if holds(part) {
				names = append(names, "“"+part.Name+"”")
			}
		}
		if len(names) > 0 {
			all = append(all, fmt.Sprintf("%s (%s)", and(names), j.Name))
		}
	}
	return and(all)
}

// far is how much of a share lies between what is said to differ by much.
var far = big.NewRat(1, 3)

// beyond gives 1 where a part's exercises showed much more than its other answers of a kind, -1 where
// much less, else 0. On each side the highest share stands.
func beyond(part assess.JudgedPart, kind func(assess.Shown) bool) int {
	measured, done := highest(part, func(e assess.Shown) bool { return e.Evidence == assess.Measured })
	other, said := highest(part, kind)
	if !done || !said {
		return 0
	}
	gap := measured.Sub(measured, other)
	if new(big.Rat).Abs(gap).Cmp(far) < 0 {
		return 0
	}
	return gap.Sign()
}

// highest gives the highest share among the answers in a part that are of a kind; not ok if there are none.
func highest(part assess.JudgedPart, of func(assess.Shown) bool) (share *big.Rat, ok bool) {
	for _, e := range part.Evidence {
		if e.State != assess.Answered || e.Of < 1 || !of(e) {
			continue
		}
		if s := big.NewRat(int64(e.Points), int64(e.Of)); share == nil || s.Cmp(share) > 0 {
			share = s
		}
	}
	return share, share != nil
}

// exercises gives the figures of typing with their formulas, and the tasks to look at again.
func (p *personal) exercises() {
	var missed []string
	for _, q := range p.begun() {
		switch {
		case !finished(q):
		case q.Exercise.Typing != nil:
			p.add(Heading{3, "The figures: " + q.Ask})
			p.typing(*q.Exercise.Typing)
		default:
			missed = append(missed, again(q.Exercise.Tasks.Missed)...)
		}
	}
	if len(missed) > 0 {
		p.add(Heading{3, "To look at again"}, List{Items: missed})
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
	if t.Gross == nil {
		p.add(Facts{level})
		return
	}
	record := assess.TypingRecord{
		Passage: t.Passage, Time: time.Duration(t.Seconds) * time.Second, Strokes: t.Strokes, Wrong: t.Wrong, Left: t.Left, Errors: t.Errors,
	}
	p.say("%s", typingTerms(record, t.Passage))
	p.add(append(typingFigures(record), level))
}

// mostShown is how much of what an item showed is shown again, in columns of a terminal: all of a few lines,
// and of a long text enough to remember it by.
const mostShown = 240

// again gives the items to look at again, each with the right answer and why it is right.
func again(missed []assess.MissedItem) []string {
	var items []string
	for _, m := range missed {
		chose := ""
		if m.Chosen != assess.DontKnow {
			chose = fmt.Sprintf(" You chose: “%s”.", m.Chosen)
		}
		items = append(items, fmt.Sprintf("%s%s Right: “%s”.%s %s Source: %s", sentence(m.Ask), remind(m.Show), m.Right, chose, sentence(m.Because), sentence(m.Source)))
	}
	return items
}

// remind gives what an item showed, its lines parted by strokes; "" if it showed nothing.
func remind(show string) string {
	lines := strings.FieldsFunc(show, func(r rune) bool { return r == '\n' || r == '\r' })
	pieces := Wrap(Clean(strings.Join(lines, " / ")), mostShown)
	switch len(pieces) {
	case 0:
		return ""
	case 1:
		return " “" + pieces[0] + "”"
	}
	return " “" + strings.TrimRight(pieces[0], " /") + "…”"
}
