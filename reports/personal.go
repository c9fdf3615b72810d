package reports

import (
	"fmt"
	"slices"
	"strings"

	"readiness/assess"
)

// first is how many next steps are named before the detail.
const first = 3

// Personal words a result for the person it is about, as a whole report.
func Personal(r assess.Result) Document {
	p := wording(r)
	p.front()
	p.outcome()
	p.glance()
	p.requirements()
	p.plan()
	p.about()
	p.ownWords()
	p.ledger()
	p.answers()
	p.versions()
	return p.document()
}

// A personal report being worded.
type personal struct {
	assess.Result
	number map[string]int // of each question in the list of answers, from 1
	at     map[string]int // of each requirement, from 1
	blocks []Block
}

// wording begins a report with its heading.
func wording(r assess.Result) *personal {
	p := &personal{Result: r, number: map[string]int{}, at: map[string]int{}}
	for i, q := range r.Questions {
		p.number[q.ID] = i + 1
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

// question gives the question with an id. One that is not in the result has only its id.
func (p *personal) question(id string) assess.Said {
	if n := p.number[id]; n > 0 {
		return p.Questions[n-1]
	}
	return assess.Said{ID: id, Ask: id}
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

// front says for whom and what this is.
func (p *personal) front() {
	var facts Facts
	for _, f := range []struct{ name, says string }{
		{"Name", p.Name}, {"Reference", p.Reference}, {"Role", p.Role.Title},
		{"Questionnaire", p.Questionnaire.Title}, {"Date of the answers", day(p.Date)},
	} {
		if strings.TrimSpace(Clean(f.says)) != "" {
			facts = append(facts, Fact{f.name, []string{f.says}})
		}
	}
	p.add(facts)
	source := "the role file named at the end"
	if p.Role.Source != "" {
		source = p.Role.Source
	}
	p.add(Note{[]string{
		"This report shows where you stand now and what would help next. It is not an exam, and it turns nobody away.",
		"It rests on your own answers. Nobody has checked them or seen a certificate.",
		"It sets no entry requirements. The requirements follow: " + sentence(source) + " The questions, weights, targets and bands are those of the questionnaire and the role named at the end. Each employer decides what to ask for.",
		"If somebody uses it to decide about you, a person must read it and decide; its figures must not decide alone. You may ask how they decided and say what you see differently.",
		"It is not a document of the NHS or of any employer.",
	}})
}

// outcome says the band, readiness and strength in words, and what holds them.
func (p *personal) outcome() {
	if p.Readiness == nil || p.Band == nil {
		p.add(Heading{2, "Your result: nothing to compare yet"})
		p.say("By your answers, none of the essential requirements applies to you. So there is no readiness and no band. If that surprises you, look at the answers marked “does not apply” at the end.")
		p.strength()
		return
	}
	open := p.open(assess.Essential)
	p.add(Heading{2, "Your result: " + bandWords(*p.Band)})
	if p.Band.Low == p.Band.High {
		p.say("%s", sentence(p.band(p.Band.Low).Says))
	} else {
		p.say("Which of them it is depends on %s still open.", count(len(open), "question"))
		p.say("From what is known so far: %s. %s", p.Band.Low, sentence(p.band(p.Band.Low).Says))
		p.say("If every open question turns out as well as it can: %s. %s", p.Band.High, sentence(p.band(p.Band.High).Says))
	}
	p.say("%s 100 means that every essential requirement that applies to you is met.", figure("Readiness", *p.Readiness, len(open)))
	p.held()
	if p.Band.Low != p.Band.High {
		p.say("The open questions. It is fine to leave any of them open; answering them only makes the result clearer.")
		p.add(List{Items: p.asks(open)})
	}
	p.strength()
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

// open gives the ids of the questions that could still raise the requirements of a kind, in order.
func (p *personal) open(kind assess.RequirementKind) []string {
	wanted := map[string]bool{}
	for _, j := range p.Requirements {
		if j.Kind == kind {
			for _, id := range openIn(j) {
				wanted[id] = true
			}
		}
	}
	var ids []string
	for _, q := range p.Questions {
		if wanted[q.ID] {
			ids = append(ids, q.ID)
		}
	}
	return ids
}

// openIn gives the ids of the questions that could still raise what a requirement attains: none once
// it has reached its target.
func openIn(j assess.Judged) []string {
	if j.Range == nil || j.Low >= j.Target {
		return nil
	}
	return j.Missing
}

// asks gives questions as they were asked, with their numbers in the list of answers.
func (p *personal) asks(ids []string) []string {
	asks := make([]string, len(ids))
	for i, id := range ids {
		asks[i] = fmt.Sprintf("%s (question %d)", p.question(id).Ask, p.number[id])
	}
	return asks
}

// numbers gives the numbers of questions in the list of answers.
func (p *personal) numbers(ids []string) []string {
	numbers := make([]string, len(ids))
	for i, id := range ids {
		numbers[i] = fmt.Sprint(p.number[id])
	}
	return numbers
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

// held says what lies between the person and the next band.
func (p *personal) held() {
	i := p.bandAt(p.Band.High)
	if i < 0 || i+1 >= len(p.Bands) {
		return
	}
	next := p.Bands[i+1]
	var names []string
	for _, id := range p.Band.HeldBy {
		if n := p.at[id]; n > 0 {
			names = append(names, fmt.Sprintf("“%s”", p.Requirements[n-1].Name))
		}
	}
	// Where all essentials are met, readiness is 100, whatever the band asks for.
	if p.Readiness.High < next.From && next.Essentials != assess.AtLeastMet {
		names = append(names, fmt.Sprintf("a readiness of %d, from %d", next.From, p.Readiness.High))
	}
	if len(names) == 0 {
		return
	}
	between := "What lies between you and"
	if p.Readiness.ExactLow != p.Readiness.ExactHigh {
		between = "Even if every open question turns out as well as it can, this lies between you and"
	}
	p.say("%s %s: %s.", between, next.Name, and(names))
}

// strength says how the desirables stand.
func (p *personal) strength() {
	if p.Strength == nil {
		return
	}
	p.say("%s It looks at the desirable requirements. They can make an application stronger; they never hold your result back.",
		figure("Strength", *p.Strength, len(p.open(assess.Desirable))))
}

// glance shows all requirements in a picture, and what to do first.
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
	var items []string
	if p.ready() {
		items = append(items, "Apply: choose a post, read its person specification, and write one real example for each point.")
	}
	for _, j := range p.planned() {
		do := sentence(j.Steps[0].Do)
		if j.State == assess.NotEnough && len(j.Steps) > 1 {
			do += " Or begin with this: " + sentence(j.Steps[1].Do)
		}
		items = append(items, fmt.Sprintf("%s (%s): %s", j.Name, worth(j), do))
	}
	if len(items) > 0 {
		p.add(Heading{2, "What to do first"}, List{Ordered: true, Items: items[:min(first, len(items))]})
	}
}

// ready says whether the person is in the highest band, whatever is still open.
func (p *personal) ready() bool {
	return p.Band != nil && len(p.Bands) > 0 && p.Band.Low == p.Bands[len(p.Bands)-1].Name
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
		return "what employers may ask for or usually find. One advert may call any of it essential"
	}
	return "what employers expect"
}

// requirements tells of each requirement what it asks, what was said and what is short.
func (p *personal) requirements() {
	p.add(Heading{2, "Each requirement"})
	p.say("Questions are named by their number in the list of your answers at the end.")
	for _, j := range p.Requirements {
		p.add(Heading{3, fmt.Sprintf("%s (%s): %s", j.Name, j.Kind, standing(j.State))})
		facts := Facts{
			{"Where this comes from", []string{capital(sentence(j.Source))}},
			{"Where you stand", []string{p.gap(j)}},
		}
		for _, part := range j.Parts {
			says := []string{capital(levelOf(part.Range)) + "."}
			for _, e := range part.Evidence {
				says = append(says, p.shown(e))
			}
			facts = append(facts, Fact{part.Name, []string{strings.Join(says, " ")}})
		}
		p.add(facts)
	}
}

// gap says what a requirement is short of, and what is missing to know.
func (p *personal) gap(j assess.Judged) string {
	if j.Range == nil {
		return "By your answers, this does not apply to you. It is left out of the result."
	}
	at := fmt.Sprintf("%s; the target is %d.", capital(level(j.Low, j.High)), j.Target)
	open := openIn(j)
	still := fmt.Sprintf("%s %s still open", count(len(open), "question"), either(len(open), "is", "are"))
	switch {
	case j.State == assess.Met:
		return at
	case j.State == assess.NotEnough:
		return fmt.Sprintf("%s Too little is known to say more: %s.", at, still)
	case len(open) > 0:
		return fmt.Sprintf("%s %d to go, or less: %s.", at, j.Target-j.Low, still)
	}
	return fmt.Sprintf("%s %d to go.", at, j.Target-j.Low)
}

// shown says what one answer shows. Nobody has looked into it, so it is only ever said or stated.
func (p *personal) shown(e assess.Shown) string {
	question := fmt.Sprintf("question %d", p.number[e.Question])
	switch {
	case e.State == assess.Answered && e.Evidence == assess.Documented:
		return fmt.Sprintf("You stated: “%s” (%s).", e.Say, question)
	case e.State == assess.Answered:
		return fmt.Sprintf("You said: “%s” (%s).", e.Say, question)
	case e.State == assess.NotApplicable:
		return fmt.Sprintf("You said that %s does not apply to you.", question)
	case e.State == assess.NotAsked && e.Missing:
		return fmt.Sprintf("Open: %s, which is asked once an earlier one is answered.", question)
	case e.State == assess.NotAsked:
		return fmt.Sprintf("Because of an earlier answer, %s was not asked.", question)
	case e.State == assess.PreferNotToSay:
		return fmt.Sprintf("Open: %s, where you preferred not to say.", question)
	}
	return fmt.Sprintf("Open: %s, which was skipped.", question)
}

// plan lists the next steps, the most valuable first.
func (p *personal) plan() {
	p.add(Heading{2, "Your next steps"})
	planned := p.planned()
	applies := slices.ContainsFunc(p.Requirements, func(j assess.Judged) bool { return j.Range != nil })
	switch {
	case !applies:
		p.say("There is no next step to name, because by your answers nothing here applies to you.")
		return
	case len(planned) == 0:
		p.say("Every requirement that applies to you is met. Your next step is the application itself.")
		return
	}
	if p.ready() {
		p.say("Your first step is the application itself. What follows would make it stronger.")
	} else {
		p.say("The essential requirements come first, and within them what adds most.")
	}
	p.say("How long a step takes differs from person to person.")
	for _, j := range planned {
		p.add(Heading{3, fmt.Sprintf("%s (%s, %s)", j.Name, j.Kind, worth(j))})
		var items []string
		for _, s := range j.Steps {
			item := sentence(s.Do)
			if s.Takes != "" {
				item += " It takes: " + sentence(s.Takes)
			}
			items = append(items, item)
		}
		p.add(List{Items: items})
		if j.State == assess.NotEnough {
			open := openIn(j)
			p.say("Still open: %s %s.", either(len(open), "question", "questions"), and(p.numbers(open)))
		}
	}
}

// about tells what the source says of the work, the routes in, training and other roles.
func (p *personal) about() {
	if len(p.About) == 0 {
		return
	}
	p.add(Heading{2, "About the work and the ways in"})
	for _, a := range p.About {
		p.add(Heading{3, a.Heading}, List{Items: a.Items})
		source := a.Source
		if a.Checked != "" {
			source += "; our notes were last checked on " + day(a.Checked)
		}
		p.say("Source: %s", sentence(source))
	}
}

// ownWords gives the free texts back as material for an application.
func (p *personal) ownWords() {
	p.add(Heading{2, "Your own words, for your application"})
	var facts Facts
	for _, q := range p.Questions {
		if q.Kind == assess.Text && q.State == assess.Answered {
			facts = append(facts, Fact{q.Ask, split(q.Say)})
		}
	}
	if len(facts) > 0 {
		p.say("This is what you wrote. It does not count towards the result; it is yours to use.")
		p.add(facts)
	} else {
		p.say("You wrote nothing in your own words this time. A few lines about things you have done are a good start for an application.")
	}
	p.say("How to write for an application:")
	p.add(List{Items: []string{
		"Go through the person specification of the advert line by line, the essential lines first. Give one real example for each.",
		"Tell what the situation was, what you had to do, what you did yourself and what came of it.",
		"Do not only name a value, such as compassion. Tell something you did that shows it.",
		"Let each answer stand by itself. Write it out again rather than “see above”.",
		"Leave out the names of patients and colleagues, and anything private.",
	}})
}
