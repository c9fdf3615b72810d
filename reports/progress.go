package reports

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"readiness/assess"
)

// # Progress
//
// Two results are set side by side, the older as "then" and the newer as "now". What went down is said as
// plainly as what went up, and why a figure can move although nobody changed. How far a figure moved is the
// difference of what is shown, so that a reader can subtract for themself; what is too little to be shown is
// said in words.

// Moved words what moved between two results: in short first, then the requirements, and then the answers.
func Moved(p assess.Progress) Document {
	m := movement{Progress: p}
	title := "What has moved: " + p.New.Role.Title
	m.add(Heading{1, title}, Paragraph{"Two sets of answers, judged against one role. Nobody has checked the answers. This is not a document of the NHS or of any employer."},
		Facts{{"Then", []string{under(p.Old)}}, {"Now", []string{under(p.New)}}})
	m.people()
	m.order()
	m.rules()
	m.fitted("then", p.Old)
	m.fitted("now", p.New)
	m.short()
	m.requirements()
	m.exercises()
	m.answers()
	m.onlyOnce()
	return Document{Title: title, Subject: "What moved between two results", Language: "en-GB", Date: p.New.Date, Blocks: m.blocks}
}

// A movement being worded.
type movement struct {
	assess.Progress
	blocks []Block
}

func (m *movement) add(blocks ...Block) { m.blocks = append(m.blocks, blocks...) }

func (m *movement) say(format string, args ...any) { m.add(Paragraph{fmt.Sprintf(format, args...)}) }

// under says whom a result is about, from when it is, which version was answered, and by which rules it was judged.
func under(t assess.Taken) string {
	judged := ""
	if t.Answered != t.Questionnaire.Version {
		judged = fmt.Sprintf(", judged by version %s", t.Questionnaire.Version)
	}
	return fmt.Sprintf("%s%s; questionnaire version %s%s, role version %s", whose(t), cmp.Or(day(t.Date), "date not known"), t.Answered, judged, t.Role.Version)
}

// whose says whom a result is about, as far as that was said, before more is said of it.
func whose(t assess.Taken) string {
	says := ""
	for _, s := range []string{t.Name, t.Reference} {
		if strings.TrimSpace(Clean(s)) != "" {
			says += s + ", "
		}
	}
	return says
}

// people says so if the two may be of two people.
func (m *movement) people() {
	differ := func(a, b string) bool { return a != "" && b != "" && a != b }
	if differ(m.Old.Name, m.New.Name) || differ(m.Old.Reference, m.New.Reference) {
		m.add(Note{[]string{"The two results name different people. What moved says something only if both are of one person: look at the names of the files again."}})
	}
}

// order says so if the results may be the wrong way round.
func (m *movement) order() {
	then, err := time.Parse(time.DateOnly, m.Old.Date)
	now, other := time.Parse(time.DateOnly, m.New.Date)
	if err == nil && other == nil && then.After(now) {
		m.add(Note{[]string{fmt.Sprintf("The first of the two is of a later day (%s) than the second (%s). They may be the wrong way round: then name them the other way.",
			day(m.Old.Date), day(m.New.Date))}})
	}
}

// rules says so if the rules changed in between.
func (m *movement) rules() {
	if m.SameRules() {
		return
	}
	var changed []string
	change := func(what, then, now, file, other string) {
		switch {
		case file == other:
		case then == now:
			changed = append(changed, fmt.Sprintf("the %s (version %s both times, but not the same file)", what, then))
		default:
			changed = append(changed, fmt.Sprintf("the %s (version %s then, %s now)", what, then, now))
		}
	}
	change("questionnaire", m.Old.Questionnaire.Version, m.New.Questionnaire.Version, m.Old.Questionnaire.SHA256, m.New.Questionnaire.SHA256)
	change("role", m.Old.Role.Version, m.New.Role.Version, m.Old.Role.SHA256, m.New.Role.SHA256)
	m.add(Note{[]string{
		fmt.Sprintf("The rules changed in between: %s. So a difference may come from the rules and not from you.", and(changed)),
		"To see only what moved with you, compare the two answers files: then both are judged by the same rules.",
	}})
}

// fitted says so if answers were given to another version than the one that judges them, and what did not fit.
func (m *movement) fitted(when string, t assess.Taken) {
	if t.Answered != t.Questionnaire.Version {
		m.say("The answers of %s were given to version %s of the questionnaire. They are judged by version %s, as far as they fit it.", when, t.Answered, t.Questionnaire.Version)
	}
	var items []string
	for _, l := range t.LeftOut {
		a := assess.MovedAnswer{Ask: l.Question}
		i := slices.IndexFunc(m.Answers, func(a assess.MovedAnswer) bool { return a.Question == l.Question })
		if i >= 0 {
			a = m.Answers[i]
		}
		// Where both replies are the same, the question is not among the answers that moved.
		items = append(items, outdated(l, a.Ask, a.Kind, i >= 0 || l.Rest || !strings.Contains(l.Why, noSuch)))
	}
	if len(items) > 0 {
		m.say("Left out of the answers of %s:", when)
		m.add(List{Items: items})
	}
}

// noSuch is how a reply to a question that is not asked any more is told in LeftOut.Why.
const noSuch = "there is no such question"

// short says in short what moved.
func (m *movement) short() {
	m.add(Heading{2, "In short"})
	if m.still() {
		m.say("Nothing has moved: the answers are the same, and so is all that follows from them. Most steps take some weeks before they show. The plan in your report says how long each usually takes.")
	}
	then, now := "no band", "no band"
	if m.Old.Band != nil {
		then = bandWords(*m.Old.Band)
	}
	if m.New.Band != nil {
		now = bandWords(*m.New.Band)
	}
	band := fmt.Sprintf("Band: %s then, %s now.", then, now)
	if then == now {
		band = fmt.Sprintf("Band: %s, as then.", now)
	}
	items := []string{band, journey("Readiness", m.Readiness)}
	if m.Strength.Old != nil || m.Strength.New != nil {
		items = append(items, journey("Strength", m.Strength))
	}
	m.add(List{Items: append(items, m.met())})
	if ranges(m.Readiness) || ranges(m.Strength) {
		m.say("Where a figure is a range, answers are open: its lower end counts them as nothing, and its upper end in full.")
	}
	m.why()
}

// still says whether nothing moved at all.
func (m *movement) still() bool {
	return len(m.Answers) == 0 && by(m.Readiness) == asThen && by(m.Strength) == asThen &&
		!slices.ContainsFunc(m.Requirements, func(r assess.MovedRequirement) bool { return r.Old != r.New || by(r.Score) != asThen })
}

// journey says how a figure of all requirements moved.
func journey(name string, m assess.Moved) string {
	then, now, moved := figure(m.Old), figure(m.New), by(m)
	switch moved {
	case asThen:
		return fmt.Sprintf("%s: %s, %s.", name, now, asThen)
	case "":
		return fmt.Sprintf("%s: %s then, %s now.", name, then, now)
	}
	return fmt.Sprintf("%s: %s then, %s now: %s.", name, then, now, moved)
}

// ranges says whether a figure is a range in either result.
func ranges(m assess.Moved) bool {
	return slices.ContainsFunc([]*assess.Range{m.Old, m.New}, func(r *assess.Range) bool { return r != nil && r.Low != r.High })
}

// figure gives a figure of 0 to 100.
func figure(r *assess.Range) string {
	if r == nil {
		return "none"
	}
	return level(r.Low, r.High)
}

// met counts the requirements that are met, of those that apply.
func (m *movement) met() string {
	var met, of [2]int
	for _, r := range m.Requirements {
		for i, state := range [2]assess.State{r.Old, r.New} {
			if state != "" && state != assess.DoesNotApply {
				of[i]++
			}
			if state == assess.Met {
				met[i]++
			}
		}
	}
	return fmt.Sprintf("Requirements met: %d of %d then, %d of %d now.", met[0], of[0], met[1], of[1])
}

// why says how exercises can move a figure by themselves.
func (m *movement) why() {
	began, ended := false, false
	for _, a := range m.Answers {
		then, now := a.Old != nil && a.Old.State == assess.Answered, a.New != nil && a.New.State == assess.Answered
		began = began || a.Kind.Exercise() && now && !then
		ended = ended || a.Kind.Exercise() && then && !now
	}
	if began {
		m.say("An exercise counts now that did not then. It takes the place of what you only said of the same skill, so a figure can move, up or down, although you can do the same.")
	}
	if ended {
		m.say("An exercise that counted then does not now, so what you said of the same skill counts again.")
	}
}

// asThen is what a figure is that did not move.
const asThen = "as then"

// by says in words by how much a figure moved; "" if one of the two results has none.
func by(m assess.Moved) string {
	if m.Old == nil && m.New == nil {
		return asThen
	}
	if m.Low == nil || m.High == nil {
		return ""
	}
	low, high := step(*m.Low), step(*m.High)
	if low == high {
		return low
	}
	return fmt.Sprintf("the lower end %s, the upper end %s", low, high)
}

// step says in words by how much one end of a figure moved.
func step(b assess.Between) string {
	sign := rational(b.Exact).Sign()
	way := "higher"
	if sign < 0 {
		way = "lower"
	}
	switch {
	case sign == 0:
		return asThen
	case b.Shown == 0:
		return "a little " + way
	}
	return fmt.Sprintf("%d %s", max(b.Shown, -b.Shown), way)
}

// requirements sets each requirement then and now side by side.
func (m *movement) requirements() {
	if m.still() {
		return
	}
	m.add(Heading{2, "Requirement by requirement"})
	for _, kind := range []assess.RequirementKind{assess.Essential, assess.Desirable} {
		t := Table{Caption: capital(string(kind)) + ": " + kindMeans(kind), Columns: []Column{
			{Head: "Requirement", Names: true, Wide: 32}, {Head: "Then", Wide: 22}, {Head: "Now", Wide: 22}, {Head: "Now beside then", Wide: 24},
		}}
		for _, r := range m.Requirements {
			if r.Kind == kind {
				t.Rows = append(t.Rows, []string{r.Name, stood(r.Old, r.Score.Old), stood(r.New, r.Score.New), capital(change(r))})
			}
		}
		if len(t.Rows) > 0 {
			m.add(t)
		}
	}
}

// stood says how a requirement stands in one of the results.
func stood(s assess.State, r *assess.Range) string {
	switch {
	case s == "":
		return "Not in the role"
	case r == nil:
		return capital(standing(s))
	}
	return fmt.Sprintf("%s, %s", capital(standing(s)), span(fmt.Sprint(r.Low), fmt.Sprint(r.High)))
}

// change says how a requirement moved.
func change(r assess.MovedRequirement) string {
	switch {
	case r.Old == "":
		return "new in the role"
	case r.New == "":
		return "no longer in the role"
	case r.Score.Old == nil && r.Score.New != nil:
		return "applies now"
	case r.Score.Old != nil && r.Score.New == nil:
		return "does not apply now"
	}
	return by(r.Score)
}

// exercises says what was measured then and now, where that is not the same.
func (m *movement) exercises() {
	t := Table{Columns: []Column{{Head: "Exercise", Names: true, Wide: 34}, {Head: "Then", Wide: 33}, {Head: "Now", Wide: 33}}}
	for _, a := range m.Answers {
		then, now := was(m.Old, a, a.Old), was(m.New, a, a.New)
		if a.Kind.Exercise() && then != now && (begun(a.Old) || begun(a.New)) {
			t.Rows = append(t.Rows, []string{a.Ask, then, now})
		}
	}
	if len(t.Rows) > 0 {
		m.add(Heading{2, "What the exercises showed"}, t)
		m.say("Results differ from one day to the next, so a small difference says little.")
	}
}

// begun says whether something is known of an exercise.
func begun(w *assess.Was) bool { return w != nil && w.Say != "" }

// answers sets the answers that are not the same side by side.
func (m *movement) answers() {
	t := Table{Columns: []Column{{Head: "Question", Names: true, Wide: 34}, {Head: "Then", Wide: 33}, {Head: "Now", Wide: 33}}}
	for _, a := range m.Answers {
		then, now := was(m.Old, a, a.Old), was(m.New, a, a.New)
		if !a.Kind.Exercise() && a.Old != nil && a.New != nil && then != now {
			t.Rows = append(t.Rows, []string{a.Ask, then, now})
		}
	}
	if len(t.Rows) > 0 {
		m.add(Heading{2, "The answers that changed"}, Paragraph{"In brackets: the points that an answer is worth, of the most that it can be worth."}, t)
	}
}

// onlyOnce gives the questions that only one of the results has.
func (m *movement) onlyOnce() {
	var now, then []string
	for _, a := range m.Answers {
		switch {
		case a.Kind.Exercise():
		case a.Old == nil:
			now = append(now, named(a.Ask, was(m.New, a, a.New)))
		case a.New == nil:
			then = append(then, named(a.Ask, was(m.Old, a, a.Old)))
		}
	}
	if len(now) > 0 {
		m.add(Heading{2, "Questions that are new since then"}, List{Items: now})
	}
	if len(then) > 0 {
		m.add(Heading{2, "Questions that are not asked any more"}, List{Items: then})
	}
}

// was gives an answer in one of the results, or why there is none, with what it is worth. What an exercise
// is worth stands in its words.
func was(t assess.Taken, a assess.MovedAnswer, w *assess.Was) string {
	if w == nil {
		return "Not in the questionnaire"
	}
	lost := slices.ContainsFunc(t.LeftOut, func(l assess.LeftOut) bool { return l.Question == a.Question && !l.Rest })
	says := w.Say
	switch a.Kind {
	case assess.Many:
		says = ticked(says)
	case assess.Text:
		says = shortened(says, mostShown)
	}
	says = (&personal{lost: map[string]bool{a.Question: lost}}).reply(a.Question, w.State, says, "Not asked")
	if w.State == assess.Answered && w.Of > 0 && !a.Kind.Exercise() {
		says += fmt.Sprintf(" (%d of %d)", w.Points, w.Of)
	}
	return cmp.Or(says, "Nothing")
}
