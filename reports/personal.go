package reports

import (
	"fmt"
	"slices"
	"strings"

	"readiness/assess"
)

// first is how many next steps are named before the detail.
const first = 3

// Personal words a result for the person it is about, as a whole report: the story at a glance, then
// each requirement, the plan, what helps to apply, and the arithmetic.
func Personal(r assess.Result) Document {
	p := wording(r)
	p.front()
	p.outcome()
	p.glance()
	p.begin()
	p.note()
	p.requirements()
	p.plan()
	p.ownWords()
	p.about()
	p.ledger()
	return p.document()
}

// A personal report being worded.
type personal struct {
	assess.Result
	asked  map[string]assess.Said // the questions, by id
	at     map[string]int         // of each requirement, from 1
	blocks []Block
}

// wording begins a report with its heading.
func wording(r assess.Result) *personal {
	p := &personal{Result: r, asked: map[string]assess.Said{}, at: map[string]int{}}
	for _, q := range r.Questions {
		p.asked[q.ID] = q
	}
	for i, j := range r.Requirements {
		p.at[j.ID] = i + 1
	}
	p.add(Heading{1, p.title()})
	return p
}

func (p *personal) title() string { return "Readiness report: " + p.Role.Title }

func (p *personal) document() Document {
	return Document{
		Title: p.title(), Subject: "How your answers compare with what the role asks for", Language: "en-GB",
		Date: p.Date, Blocks: p.blocks,
	}
}

func (p *personal) add(blocks ...Block) { p.blocks = append(p.blocks, blocks...) }

func (p *personal) say(format string, args ...any) { p.add(Paragraph{fmt.Sprintf(format, args...)}) }

// front says for whom this is, as far as that was said.
func (p *personal) front() {
	var facts Facts
	for _, f := range []struct{ name, says string }{
		{"Name", p.Name}, {"Reference", p.Reference}, {"Date of the answers", day(p.Date)},
	} {
		if strings.TrimSpace(Clean(f.says)) != "" {
			facts = append(facts, Fact{f.name, []string{f.says}})
		}
	}
	if len(facts) > 0 {
		p.add(facts)
	}
}

// outcome says the band, readiness and strength in words, and what holds them.
func (p *personal) outcome() {
	if p.Readiness == nil || p.Band == nil {
		p.add(Heading{2, "Your result: nothing to compare yet"})
		p.say("By your answers, none of the essential requirements applies to you. So there is no readiness and no band. If that surprises you, look in the tables of the report for “Does not apply to you”.")
		for _, s := range p.desirables() {
			p.say("%s", s)
		}
		return
	}
	which := ""
	if slices.ContainsFunc(p.Requirements, func(j assess.Judged) bool { return j.Kind == assess.Essential && j.Range == nil }) {
		which = " that applies"
	}
	says := append(p.reading(), fmt.Sprintf("%s At 100, every essential requirement%s is met.", figure("Readiness", *p.Readiness, p.open(assess.Essential)), which))
	p.add(Heading{2, "Your result: " + bandWords(*p.Band)},
		Gauge{"Readiness", p.Readiness.Low, p.Readiness.High, append(says, p.desirables()...)})
}

// reading says what the band means, or the lower of the two that it is between, and what lies between
// the person and the next.
func (p *personal) reading() []string {
	low := sentence(p.band(p.Band.Low).Says)
	held := p.held()
	if p.Band.Low != p.Band.High {
		so := fmt.Sprintf("With what is known so far, the band is %s. If every open question turns out as well as it can, it is %s.", p.Band.Low, p.Band.High)
		if held != "" {
			so += " Even then, this " + held
		}
		return []string{so, p.Band.Low + " means: " + low}
	}
	switch {
	case held == "":
		return []string{low}
	case p.Readiness.ExactLow != p.Readiness.ExactHigh:
		return []string{low, "Even if every open question turns out as well as it can, this " + held}
	}
	return []string{low, "What " + held}
}

// desirables says how they stand, and that what is open may stay so.
func (p *personal) desirables() []string {
	var says []string
	if p.Strength != nil {
		says = append(says, figure("Strength", *p.Strength, p.open(assess.Desirable))+" Desirable requirements help an application and never hold your result back.")
	}
	if p.open(assess.Essential, assess.Desirable) > 0 {
		says = append(says, "The tables of the report mark what is open. It is fine to leave it so.")
	}
	return says
}

// figure says a readiness or a strength, and how many open questions make it a range.
func figure(name string, r assess.Range, open int) string {
	questions := fmt.Sprintf("%s %s open", count(open, "question"), either(open, "is", "are"))
	switch {
	case r.ExactLow == r.ExactHigh:
		return fmt.Sprintf("%s: %s.", name, level(r.Low, r.High))
	case r.Low == r.High:
		return fmt.Sprintf("%s: %s, or a little more, because %s.", name, level(r.Low, r.High), questions)
	}
	return fmt.Sprintf("%s: %s, because %s.", name, level(r.Low, r.High), questions)
}

// open counts the questions that could still raise the requirements of some kinds.
func (p *personal) open(kinds ...assess.RequirementKind) int {
	wanted := map[string]bool{}
	for _, j := range p.Requirements {
		if slices.Contains(kinds, j.Kind) {
			for _, id := range openIn(j) {
				wanted[id] = true
			}
		}
	}
	return len(wanted)
}

// openIn gives the ids of the questions that could still raise what a requirement attains: none once
// it has reached its target.
func openIn(j assess.Judged) []string {
	if j.Range == nil || j.Low >= j.Target {
		return nil
	}
	return j.Missing
}

// band gives the band with a name.
func (p *personal) band(name string) assess.Band {
	if i := p.bandAt(name); i >= 0 {
		return p.Bands[i]
	}
	return assess.Band{Name: name}
}

func (p *personal) bandAt(name string) int {
	return slices.IndexFunc(p.Bands, func(b assess.Band) bool { return b.Name == name })
}

// held says what lies between the person and the next band, as the end of a sentence; "" if nothing does.
func (p *personal) held() string {
	i := p.bandAt(p.Band.High)
	if i < 0 || i+1 >= len(p.Bands) {
		return ""
	}
	next := p.Bands[i+1]
	var names []string
	for _, id := range p.Band.HeldBy {
		if n := p.at[id]; n > 0 {
			names = append(names, fmt.Sprintf("“%s”", p.Requirements[n-1].Name))
		}
	}
	if len(names) > 3 {
		names = []string{fmt.Sprintf("%d of the essential requirements", len(names))}
	}
	// Where all essentials are met, readiness is 100, whatever the band asks for.
	if p.Readiness.High < next.From && next.Essentials != assess.AtLeastMet {
		names = append(names, fmt.Sprintf("a readiness of %d, from %d", next.From, p.Readiness.High))
	}
	if len(names) == 0 {
		return ""
	}
	return fmt.Sprintf("lies between you and %s: %s.", next.Name, and(names))
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

// begin says what to do first.
func (p *personal) begin() {
	var items []string
	if p.ready() {
		items = append(items, "Apply: choose a post, read its person specification, and write one real example for each point.")
	}
	for _, j := range p.firsts() {
		brackets := worth(j)
		if names, _ := lowest(j); len(names) == 1 {
			brackets += "; lowest part: " + names[0]
		}
		items = append(items, fmt.Sprintf("%s (%s): %s", j.Name, brackets, timed(j.Steps[:1])[0]))
	}
	if len(items) > 0 {
		p.add(Heading{2, "What to do first"}, List{Ordered: true, Items: items})
	}
}

// firsts gives the requirements whose first steps come first.
func (p *personal) firsts() []assess.Judged {
	n := first
	if p.ready() {
		n-- // the application itself
	}
	planned := p.planned()
	return planned[:min(n, len(planned))]
}

// ready says whether the person is in the highest band, whatever is still open.
func (p *personal) ready() bool {
	return p.Band != nil && len(p.Bands) > 0 && p.Band.Low == p.Bands[len(p.Bands)-1].Name
}

// planned gives the requirements that have next steps, the most valuable first.
func (p *personal) planned() []assess.Judged {
	var planned []assess.Judged
	for _, id := range p.Plan {
		if n := p.at[id]; n > 0 && len(p.Requirements[n-1].Steps) > 0 {
			planned = append(planned, p.Requirements[n-1])
		}
	}
	return planned
}

// note says what this report is and is not.
func (p *personal) note() {
	p.add(Note{[]string{
		"This report is not an exam, sets no entry requirements and turns nobody away: each employer decides what to ask for. It rests on your own answers; nobody has checked them or seen a certificate. If it is used to decide about you, a person must decide, not its figures. It is not a document of the NHS or of any employer.",
	}})
}

// plan lists the next steps, the most valuable first, but for those that begin says.
func (p *personal) plan() {
	p.add(Heading{2, "Your plan"})
	var steps []Block
	for i, j := range p.planned() {
		rest := j.Steps
		if i < len(p.firsts()) {
			rest = rest[1:]
		}
		if len(rest) > 0 {
			steps = append(steps, Heading{3, fmt.Sprintf("%s (%s)", j.Name, worth(j))}, List{Items: timed(rest)})
		}
	}
	applies := slices.ContainsFunc(p.Requirements, func(j assess.Judged) bool { return j.Range != nil })
	switch {
	case !applies:
		p.say("There is no next step to name, because by your answers nothing here applies to you.")
	case len(p.planned()) == 0:
		p.say("Every requirement that applies to you is met. Your next step is the application itself.")
	case len(steps) == 0:
		p.say("Your next steps stand under “What to do first”.")
	default:
		p.say("Begin with “What to do first”; those steps are not repeated here. The essential requirements come before the desirable ones, and what adds most comes first. How long a step takes differs from person to person.")
		p.add(steps...)
	}
}

// timed gives steps with the time they take, where somebody can say.
func timed(steps []assess.NextStep) []string {
	var says []string
	for _, s := range steps {
		step := sentence(s.Do)
		if s.Takes != "" {
			step += " Time: " + sentence(s.Takes)
		}
		says = append(says, step)
	}
	return says
}

// ownWords gives the free texts back as material for an application, and says how to write one.
func (p *personal) ownWords() {
	p.add(Heading{2, "For your application"})
	var facts Facts
	for _, q := range p.Questions {
		if q.Kind == assess.Text && q.State == assess.Answered {
			facts = append(facts, Fact{q.Ask, split(q.Say)})
		}
	}
	if len(facts) > 0 {
		p.say("This is what you wrote in your own words. It does not count towards the result; it is yours to use.")
		p.add(facts)
	}
	p.say("How to write:")
	p.add(List{Items: []string{
		"Go through the person specification of the advert line by line, the essential lines first; an advert may call essential what is desirable here. Give one real example for each line.",
		"Tell what the situation was, what you had to do, what you did yourself and what came of it.",
		"Do not only name a value, such as compassion. Tell something you did that shows it.",
		"Let each answer stand by itself. Write it out again rather than “see above”.",
		"Leave out the names of patients and colleagues, and anything private.",
	}})
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
