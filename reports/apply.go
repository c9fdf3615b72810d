package reports

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"readiness/assess"
)

// # Help with applying
//
// A person must tell of what they did, and nobody else can. So this section gives back what they wrote,
// stated, did or chose as an answer, says what is missing, and leaves room to write. It makes no sentence
// on their behalf.

// apply gives what helps to write an application: for each requirement that real adverts ask for a piece of
// its own, then the texts that belong to none of these, then general advice. A result of an older format
// does not say what adverts ask for; then there are only the texts and the advice.
func (p *personal) apply() {
	p.add(Heading{2, "For your application"})
	asked := p.advertised()
	told := map[string]string{} // the requirement under which a text stands, by question
	if len(asked) > 0 {
		p.say("These are the requirements that real adverts ask for. Under each stands what you can use of your own answers, what is missing, and a frame for one example of yours. " +
			"Nothing is made up for you: use only what is true, in your own words. What you wrote does not count towards the result. One example may do for more than one requirement.")
	}
	for _, j := range asked {
		p.add(Heading{3, j.Name}, p.material(j, told), example())
	}
	wrote := p.wrote(told)
	if len(wrote) > 0 {
		if len(asked) == 0 {
			p.say("This is what you wrote in your own words. It does not count towards the result; it is yours to use.")
		}
		p.add(wrote...)
	}
	if len(wrote)+len(asked) > 0 {
		p.add(Heading{3, "How to write"})
	}
	p.say("This helps when you write an application:")
	p.add(List{Items: advice(len(asked) > 0)})
}

// advertised gives the requirements that adverts ask for and that apply.
func (p *personal) advertised() []assess.Judged {
	return slices.DeleteFunc(slices.Clone(p.Requirements), func(j assess.Judged) bool {
		return strings.TrimSpace(Clean(j.Adverts)) == "" || j.Range == nil
	})
}

// example is a frame for one example: what is known as STAR.
func example() Frame {
	return Frame{{"Situation (where, when)", 1}, {"Task (what was needed)", 1}, {"Action (what you did)", 2}, {"Result (what came of it)", 1}}
}

// material gives what there is to say of a requirement, and notes the texts that it gives in full.
func (p *personal) material(j assess.Judged, told map[string]string) Facts {
	facts := Facts{{"What adverts say", []string{sentence(j.Adverts)}}}
	for _, f := range []Fact{
		{"What you could say", p.couldSay(j, told)}, {"What is missing", p.lacks(j)}, {"NHS values", values(j)},
	} {
		if len(f.Says) > 0 {
			facts = append(facts, f)
		}
	}
	return facts
}

// couldSay gives what a person wrote, stated, did and claims that can be used for a requirement.
func (p *personal) couldSay(j assess.Judged, told map[string]string) []string {
	says := p.stories(j, told)
	shown := map[string]bool{} // the parts that more than a claim shows
	var stated, measured, claims []string
	for _, part := range j.Parts {
		for _, e := range part.Evidence {
			switch says := p.inWords(e); {
			case documented(e):
				stated, shown[part.Name] = once(stated, says), true
			case e.Evidence == assess.Measured && good(e, j):
				measured, shown[part.Name] = once(measured, fmt.Sprintf("%s, %s: %s.", capital(p.measured(e.Question)), quoted(p.ask(e.Question)), e.Say)), true
			}
		}
	}
	for _, part := range j.Parts {
		for _, e := range part.Evidence {
			if e.Evidence == assess.Claimed && !e.Aside && good(e, j) && !shown[part.Name] {
				claims = once(claims, p.claim(e))
			}
		}
	}
	if len(stated) > 0 {
		says = append(says, sentence("You stated: "+strings.Join(stated, "; ")))
	}
	says = append(says, measured...)
	if len(claims) > 0 {
		says = append(says, claiming(claims))
	}
	if len(says) == 0 {
		says = []string{"By your answers, nothing yet. If you have an example all the same, write it down."}
	}
	return says
}

// once adds a text that is not there yet.
func once(all []string, text string) []string {
	if slices.Contains(all, text) {
		return all
	}
	return append(all, text)
}

// good says whether an answer is worth telling: its share is no less than what partly meets the requirement.
func good(e assess.Shown, j assess.Judged) bool {
	return e.State == assess.Answered && e.Points > 0 && 100*e.Points >= j.Partly*e.Of
}

// How many claims are given back for a requirement, as each needs an example and nobody writes nine for one
// line of an advert; and how much of several ticks, in columns of a terminal, as the tables have all of them.
const (
	mostClaims = 3
	mostTicked = 160
)

// claim gives an answer whole, or of several ticks the first whole ones, so that it can be used as it stands.
func (p *personal) claim(e assess.Shown) string {
	ticks := []string{e.Say}
	if p.asked[e.Question].Kind == assess.Many {
		ticks = strings.Split(ticked(e.Say), "; ")
	}
	n := len(ticks)
	for n > 1 && len(Wrap(Clean(strings.Join(ticks[:n], "; ")), mostTicked)) > 1 {
		n--
	}
	says := quoted(strings.Join(ticks[:n], "; "))
	if rest := len(ticks) - n; rest > 0 {
		says += fmt.Sprintf(" (and %d more that you ticked)", rest)
	}
	return says
}

// claiming gives the first claims, and asks for an example.
func claiming(claims []string) string {
	says := "You say of yourself: " + strings.Join(claims[:min(mostClaims, len(claims))], "; ")
	if more := len(claims) - mostClaims; more > 0 {
		says += fmt.Sprintf("; and %d more in the table of this requirement", more)
	}
	return says + ". Give an example of " + either(len(claims), "it.", "one of them.")
}

// inWords gives an answer in quotes, with its question where a figure is not understood without it.
func (p *personal) inWords(e assess.Shown) string {
	if p.asked[e.Question].Kind == assess.Number {
		return fmt.Sprintf("%s (%s)", quoted(e.Say), p.ask(e.Question))
	}
	return quoted(p.plainly(e))
}

// plainly gives an answer; of several that were ticked, what they share is said once.
func (p *personal) plainly(e assess.Shown) string {
	if p.asked[e.Question].Kind == assess.Many {
		return ticked(e.Say)
	}
	return e.Say
}

// stories gives the texts that can show a requirement: in full where they come first, and then by name.
func (p *personal) stories(j assess.Judged, told map[string]string) []string {
	var says []string
	for _, id := range j.Stories {
		q, ok := p.asked[id]
		if !ok || !written(q) {
			continue
		}
		if under, before := told[id]; before {
			says = append(says, fmt.Sprintf("What you wrote to %s; it stands under %s.", quoted(q.Ask), quoted(under)))
			continue
		}
		told[id] = j.Name
		says = append(says, fmt.Sprintf("You wrote, to %s:", quoted(q.Ask)))
		for _, paragraph := range split(q.Say) {
			says = append(says, quoted(paragraph))
		}
	}
	return says
}

// written says whether a question was answered with a text.
func written(q assess.Said) bool { return q.Kind == assess.Text && q.State == assess.Answered }

// lacks says which parts of a requirement are short of its target, and how much is open.
func (p *personal) lacks(j assess.Judged) []string {
	if j.State == assess.Met {
		return nil
	}
	target := big.NewRat(int64(j.Target), 1)
	var short, open []string
	for _, part := range j.Parts {
		switch {
		case part.Range == nil || rational(part.ExactLow).Cmp(target) >= 0:
		case rational(part.ExactHigh).Cmp(target) < 0:
			short = append(short, quoted(part.Name))
		default:
			open = append(open, quoted(part.Name))
		}
	}
	var says []string
	if len(short) > 0 {
		says = append(says, "Below the target: "+and(short)+".")
	}
	if ids := openIn(j); len(open) > 0 && len(ids) > 0 {
		says = append(says, fmt.Sprintf("Not known yet: %s; %s %s open.", and(open), p.things(ids), either(len(ids), "is", "are")))
	}
	return says
}

// values names each value that an example can show, once, with the parts that it belongs to.
func values(j assess.Judged) []string {
	var names []string
	parts := map[string][]string{}
	for _, part := range j.Parts {
		if part.Value != "" && part.Range != nil {
			names = once(names, part.Value)
			parts[part.Value] = append(parts[part.Value], quoted(part.Name))
		}
	}
	if len(names) == 0 {
		return nil
	}
	for i, name := range names {
		names[i] = fmt.Sprintf("%s (%s)", name, and(parts[name]))
	}
	return []string{"An example can show " + either(len(names), "", "one of these: ") + strings.Join(names, "; ") + "."}
}

// wrote gives the texts back that stand under no requirement, each under its question.
func (p *personal) wrote(told map[string]string) []Block {
	var wrote []Block
	for _, q := range p.Questions {
		if _, before := told[q.ID]; before || !written(q) {
			continue
		}
		wrote = append(wrote, Heading{3, q.Ask})
		for _, paragraph := range split(q.Say) {
			wrote = append(wrote, Paragraph{paragraph})
		}
	}
	return wrote
}

// advice says how to write an application. What the frames say is left out where there are some.
func advice(framed bool) []string {
	all := []string{
		"Go through the person specification of the advert line by line, the essential lines first; an advert may call essential what is desirable here. Give one real example for each line.",
		"Tell what the situation was, what you had to do, what you did yourself and what came of it.",
		"Do not only name a value, such as compassion. Tell something you did that shows it.",
		"Let each answer stand by itself. Write it out again rather than “see above”.",
		"Leave out the names of patients and colleagues, and anything private.",
	}
	if framed {
		return slices.Delete(all, 1, 2)
	}
	return all
}
