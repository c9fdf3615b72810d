package reports

import (
	"fmt"
	"strings"

	"readiness/assess"
)

// The shortest way is told as what usually takes how long by these figures, never as a promise.

// way tells the shortest way to the next band.
func (p *personal) way() {
	r := p.Route
	if r == nil || r.Reaches && len(r.Changes)+len(r.Besides) == 0 {
		return
	}
	p.add(Heading{2, "The shortest way to " + r.Band})
	if p.Band != nil && p.Band.Low != p.Band.High {
		p.say("Some questions are still open. Answer them first: that alone may change this.")
	}
	switch {
	case !r.Reaches:
		p.say("No certificate, test or experience that the questions ask for leads to %s by itself. That does not close the way: much of what counts here grows with practice, and your plan has the steps.", r.Band)
		return
	case len(r.Changes) == 0:
		p.say("By these figures, no certificate, test or experience is missing on the way to %s.", r.Band)
	default:
		p.say("By these figures, this is the least that takes you to %s. Only what somebody can show counts here, such as a certificate, a test, an exercise or experience. How long it takes differs from person to person.", r.Band)
		var items []string
		for _, c := range r.Changes {
			items = append(items, p.change(c))
		}
		p.add(List{Ordered: true, Items: items})
	}
	p.together(r)
	p.besides(r)
}

// change says one change: what, how long it usually takes, where one does it, and whose estimate that is.
func (p *personal) change(c assess.Change) string {
	says := p.goal(c)
	if now := p.now(c); now != "" {
		says += " (now: " + now + ")"
	}
	says = sentence(says) + " Usually takes " + weeks(c.Weeks) + "."
	if c.Where != "" {
		says += " Where: " + sentence(c.Where)
	}
	if c.Source != "" {
		says += " " + estimate(c.Source)
	}
	return says
}

// goal says what a change leads to: "Typing test: 50 words per minute or more", or an answer in quotes.
func (p *personal) goal(c assess.Change) string {
	if !p.figures(c) {
		return quoted(c.To)
	}
	if p.asked[c.Question].Kind == assess.Tasks && c.Points == c.Of {
		return named(c.Name, c.To)
	}
	return named(c.Name, c.To+" or more")
}

// figures says whether a change is one of figures and not of options.
func (p *personal) figures(c assess.Change) bool {
	kind := p.asked[c.Question].Kind
	return c.Name != "" && kind != assess.One && kind != assess.Many
}

// now says where a change begins; "" for a tick that is added.
func (p *personal) now(c assess.Change) string {
	switch p.asked[c.Question].State {
	case assess.Skipped:
		return "not answered"
	case assess.PreferNotToSay:
		return "you preferred not to say"
	case assess.NotTaken:
		return "not taken"
	case assess.Answered:
		if p.figures(c) {
			return c.From
		}
	}
	if c.From == "" {
		return ""
	}
	return quoted(c.From)
}

// weeks says how long something takes, from a quarter on in months as well.
func weeks(n int) string {
	says := "about " + count(n, "week")
	if n < 13 {
		return says
	}
	return fmt.Sprintf("%s (%d months)", says, (n*12+26)/52)
}

// estimate says whose estimate a number of weeks is; "Ours" is how a questionnaire marks its own.
func estimate(source string) string {
	rest, ours := strings.CutPrefix(source, "Ours")
	if ours && (rest == "" || strings.ContainsAny(rest[:1], ":;,")) {
		return sentence("That is our own estimate" + rest)
	}
	return "That is an estimate after: " + sentence(source)
}

// together sums the changes up, and says that none of them can be left out.
func (p *personal) together(r *assess.Route) {
	if len(r.Changes) < 2 {
		return
	}
	p.say("One after the other: %s. Side by side it is quicker. All of them are needed: with one of them left out, the rest would not do.", weeks(r.Weeks))
}

// besides names what has to rise and cannot be shown by a certificate, a test or experience.
func (p *personal) besides(r *assess.Route) {
	if len(r.Besides) == 0 {
		return
	}
	var names []string
	for _, id := range r.Besides {
		names = append(names, quoted(p.nameOf(id)))
	}
	too := ""
	if len(r.Changes) > 0 {
		too = " as well"
	}
	p.say("%s %s to rise%s. Nothing that the questions ask you to show does that alone: it rests on what you say of yourself, which changes as you practise. Your plan has the steps; how long they take depends on you, and no weeks are counted for them here.",
		and(names), either(len(names), "has", "have"), too)
}
