package reports

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"readiness/assess"
)

// first is how many next steps are named before the detail.
const first = 3

// Personal words a result for the person it is about, as a whole report: the story at a glance, then
// each requirement, how firm the result is, what the exercises showed, the shortest way on, the plan, other roles,
// what helps to apply, the tasks to look at again, and the arithmetic.
func Personal(r assess.Result) Document {
	p := wording(r)
	p.front()
	p.outcome()
	p.glance()
	p.begin("This report says more below.")
	p.note()
	p.requirements()
	p.howFirm()
	p.showed()
	p.exercises()
	p.way()
	p.plan()
	p.roles()
	p.apply()
	p.about()
	p.learn()
	p.ledger()
	return p.document()
}

// A personal report being worded.
type personal struct {
	assess.Result
	short  bool                   // the beginning alone, without its tables
	asked  map[string]assess.Said // the questions, by id
	at     map[string]int         // of each requirement, from 1
	used   map[string]bool        // the questions that a requirement rests on
	lost   map[string]bool        // the questions whose whole reply is left out
	blocks []Block
}

// wording begins a report with its heading.
func wording(r assess.Result) *personal {
	p := &personal{Result: r, asked: map[string]assess.Said{}, at: map[string]int{}, used: map[string]bool{}, lost: map[string]bool{}}
	for _, q := range r.Questions {
		p.asked[q.ID] = q
	}
	for i, j := range r.Requirements {
		p.at[j.ID] = i + 1
		for _, part := range j.Parts {
			for _, e := range part.Evidence {
				p.used[e.Question] = true
			}
		}
	}
	for _, l := range r.LeftOut {
		p.lost[l.Question] = !l.Rest
	}
	p.add(Heading{1, p.title()}, Paragraph{p.made() + " It is not a document of the NHS or of any employer."})
	return p
}

func (p *personal) title() string { return "Readiness report: " + p.Role.Title }

func (p *personal) document() Document {
	return Document{
		Title: p.title(), Subject: "How your answers compare with what the role asks for", Language: "en-GB",
		Date: p.Date, Foot: p.whom(), Blocks: p.blocks,
	}
}

// whom says whom this is about, as far as that was said.
func (p *personal) whom() string {
	var says []string
	for _, s := range []string{p.Name, p.Reference} {
		if strings.TrimSpace(Clean(s)) != "" {
			says = append(says, s)
		}
	}
	return strings.Join(says, ", ")
}

func (p *personal) add(blocks ...Block) { p.blocks = append(p.blocks, blocks...) }

func (p *personal) say(format string, args ...any) { p.add(Paragraph{fmt.Sprintf(format, args...)}) }

// front says for whom this is, as far as that was said, and from when.
func (p *personal) front() {
	var facts Facts
	for _, f := range []struct{ name, says string }{
		{"Name", p.Name}, {"Reference", p.Reference}, {"Date of the answers", cmp.Or(day(p.Date), "not given")},
	} {
		if strings.TrimSpace(Clean(f.says)) != "" {
			facts = append(facts, Fact{f.name, []string{f.says}})
		}
	}
	p.add(facts)
}

// glance shows all requirements in a picture.
func (p *personal) glance() {
	p.add(Heading{2, "The requirements at a glance"})
	p.kinds(func(kind assess.RequirementKind, all []assess.Judged) {
		f := Bars{Caption: capital(string(kind)) + ": " + kindMeans(kind)}
		for _, j := range all {
			b := Bar{Label: j.Name, Target: j.Target, State: capital(standing(j.State)), Empty: j.Range == nil}
			if j.Range != nil {
				b.Low, b.High = j.Low, j.High
			}
			f.Bars = append(f.Bars, b)
		}
		p.add(f)
	})
}

// kinds calls f for the essentials and for the desirables, if there are any.
func (p *personal) kinds(f func(kind assess.RequirementKind, all []assess.Judged)) {
	for _, kind := range []assess.RequirementKind{assess.Essential, assess.Desirable} {
		var all []assess.Judged
		for _, j := range p.Requirements {
			if j.Kind == kind {
				all = append(all, j)
			}
		}
		if len(all) > 0 {
			f(kind, all)
		}
	}
}

// kindMeans says what the source means by a kind of requirement.
func kindMeans(kind assess.RequirementKind) string {
	if kind == assess.Desirable {
		return "what employers may ask for or usually find"
	}
	return "what employers expect"
}

// begin says what to do first: the most valuable steps, how to learn more about what is open, the way on and the
// other roles in short; more says where all of these stand.
func (p *personal) begin(more string) {
	var items []string
	if p.ready() {
		items = append(items, "Apply: choose a post, read its person specification, and write one real example for each point.")
	}
	most, clearer := first, p.clearer()
	if clearer != "" {
		most--
	}
	for _, j := range p.planned() {
		s := j.Steps[slices.IndexFunc(j.Steps, practice)]
		if len(items) < most {
			items = append(items, fmt.Sprintf("%s (%s). %s", j.Name, worth(j), timed(s)))
		}
	}
	if clearer != "" {
		items = append(items, clearer)
	}
	if len(items) > 0 {
		p.add(Heading{2, "What to do first"}, List{Ordered: true, Items: items})
	}
	p.ahead(more)
	if len(items) > 0 {
		p.invite()
	}
}

// clearer says how to learn more, if a question or an exercise is open that the person did not decline.
func (p *personal) clearer() string {
	waiting := p.waiting()
	exercises := p.doing(waiting)
	questions := len(waiting) - exercises
	command, wish := p.take(), ""
	switch {
	case len(waiting) == 0:
		return ""
	case p.Collected:
		return p.clearerByForm(questions)
	case questions == 0:
		command = p.again()
		wish = either(exercises, "take the exercise that still waits; the tables mark it",
			fmt.Sprintf("take what you wish of the %d exercises that still wait; the tables mark them", exercises))
	case exercises > 0:
		wish = fmt.Sprintf("do what you wish of the %s that still wait; the tables mark them", p.things(waiting))
		wish += fmt.Sprintf(". For %s alone, add --only exercises", either(exercises, "the exercise", "the exercises"))
	case questions == 1:
		wish = "answer the question that still waits for an answer; the tables mark it"
	default:
		wish = fmt.Sprintf("answer what you wish of the %d questions that still wait for an answer; the tables mark them", questions)
	}
	return fmt.Sprintf("If you would like a clearer result, run the program again with your answers file (%s, and its name) and %s.", command, wish)
}

// clearerByForm says how who answered a form can learn more.
func (p *personal) clearerByForm(questions int) string {
	marks := "the tables mark"
	if p.short {
		marks = "your report marks"
	}
	return fmt.Sprintf("If you would like a clearer result, ask whoever gave you the form whether you may answer more. %s for an answer; %s %s.",
		capital(count(questions, "question"))+" "+either(questions, "waits", "wait"), marks, either(questions, "it", "them"))
}

// left says how much of a requirement still waits.
func (p *personal) left(j assess.Judged, open int) string {
	if p.Collected {
		if questions := len(p.waitingIn(j)); questions > 0 {
			return fmt.Sprintf("%s %s for an answer", count(questions, "question"), either(questions, "waits", "wait"))
		}
		return "some of it is not known"
	}
	if slices.ContainsFunc(j.Missing, func(id string) bool { return exercise(p.asked[id]) }) {
		return fmt.Sprintf("%s still %s", p.things(p.waitingIn(j)), either(open, "waits", "wait"))
	}
	return fmt.Sprintf("%s %s for an answer", count(open, "question"), either(open, "waits", "wait"))
}

// waiting gives the ids of the questions and exercises that are open and that nobody declined. Who answered a form
// cannot do exercises.
func (p *personal) waiting() []string {
	var waiting []string
	for _, j := range p.Requirements {
		for _, id := range p.waitingIn(j) {
			if !slices.Contains(waiting, id) {
				waiting = append(waiting, id)
			}
		}
	}
	return waiting
}

func (p *personal) waitingIn(j assess.Judged) []string {
	return slices.DeleteFunc(slices.Clone(openIn(j)), func(id string) bool {
		s := p.asked[id].State
		return s != assess.Skipped && (s != assess.NotTaken || p.Collected)
	})
}

// things counts questions and exercises: "2 questions and 1 exercise".
func (p *personal) things(ids []string) string {
	exercises := p.doing(ids)
	var all []string
	if questions := len(ids) - exercises; questions > 0 {
		all = append(all, count(questions, "question"))
	}
	if exercises > 0 {
		all = append(all, count(exercises, "exercise"))
	}
	return and(all)
}

// doing counts the exercises among questions.
func (p *personal) doing(ids []string) int {
	n := 0
	for _, id := range ids {
		if exercise(p.asked[id]) {
			n++
		}
	}
	return n
}

// ready says whether the person is in the highest band, whatever is still open.
func (p *personal) ready() bool {
	return p.Band != nil && len(p.Bands) > 0 && p.Band.Low == p.Bands[len(p.Bands)-1].Name
}

// planned gives the requirements that have next steps, the most valuable first.
func (p *personal) planned() []assess.Judged {
	var planned []assess.Judged
	for _, id := range p.Plan {
		if n := p.at[id]; n > 0 && slices.ContainsFunc(p.Requirements[n-1].Steps, practice) {
			planned = append(planned, p.Requirements[n-1])
		}
	}
	return planned
}

// practice says that a step is something to do, not to answer.
func practice(s assess.NextStep) bool { return s.Open == 0 }

// note says what this report is and is not.
func (p *personal) note() {
	p.add(Note{[]string{
		"This report is not an exam and turns nobody away: each employer decides what to ask for. If it is used to decide about you, a person must decide, not its figures.",
	}})
}

// mostSteps is how many steps of a requirement a plan has: nobody lifts nine parts at once, and those of
// the lowest parts come first.
const mostSteps = 3

// plan lists the next steps, the most valuable first.
func (p *personal) plan() {
	p.add(Heading{2, "Your plan"})
	var steps []Block
	more := ""
	for _, j := range p.planned() {
		says := worth(j)
		var items []string
		for _, s := range j.Steps {
			switch {
			case !practice(s):
				says += "; " + p.left(j, s.Open)
			case len(items) < mostSteps:
				items = append(items, timed(s))
			default:
				more = fmt.Sprintf(" No more than %d steps are named for a requirement, the lowest parts first: when you have done them, answer again and see what is next.", mostSteps)
				if p.Collected {
					more = fmt.Sprintf(" No more than %d steps are named for a requirement, the lowest parts first.", mostSteps)
				}
			}
		}
		steps = append(steps, Heading{3, fmt.Sprintf("%s (%s)", j.Name, says)}, List{Items: items})
	}
	applies := slices.ContainsFunc(p.Requirements, func(j assess.Judged) bool { return j.Range != nil })
	switch {
	case !applies:
		p.say("There is no next step to name, because by your answers nothing here applies to you.")
	case len(steps) == 0:
		p.say("Every requirement that applies to you is met. Your next step is the application itself.")
	default:
		p.say("The essential requirements come before the desirable ones, and what adds most comes first. How long a step takes differs from person to person.%s", more)
		p.add(steps...)
	}
}

// timed gives a step with the part that it lifts, and the time it takes where somebody can say.
func timed(s assess.NextStep) string {
	step := forPart(s.Part) + sentence(s.Do)
	if s.Takes != "" {
		step += " Time: " + sentence(s.Takes)
	}
	return step
}

// forPart says which part a step lifts; "" if it is for all of them.
func forPart(part string) string {
	if part == "" {
		return ""
	}
	return "For “" + part + "”: "
}

// about tells what the source says of the work, the routes in, training and other roles.
func (p *personal) about() {
	if len(p.About) == 0 {
		return
	}
	p.add(Heading{2, "About the work and the ways in"})
	checked := p.About[0].Checked
	if slices.ContainsFunc(p.About, func(a assess.About) bool { return a.Checked != checked }) {
		checked = ""
	}
	if checked != "" {
		p.say("Our notes were last checked on %s.", day(checked))
	}
	for _, a := range p.About {
		p.add(Heading{3, a.Heading}, List{Items: a.Items})
		if len(a.Links) > 0 {
			p.add(links(a.Links))
		}
		source := "Source: " + a.Source
		if a.Checked != checked && a.Checked != "" {
			source += "; our notes were last checked on " + day(a.Checked)
		}
		p.add(Paragraph{sentence(source)})
	}
}

func links(all []assess.Link) Links {
	var links Links
	for _, l := range all {
		links = append(links, Link{l.Say, l.URL})
	}
	return links
}
