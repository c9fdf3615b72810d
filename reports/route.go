package reports

import (
	"fmt"
	"slices"
	"strings"

	"readiness/assess"
)

// The shortest way is told as what usually takes how long by what can be shown, never as a promise, and never as if
// somebody could not do what nobody has asked them about.

// way tells the shortest way to the next band, or why it cannot be told yet.
func (p *personal) way() {
	if p.unsettled() {
		p.wayOpen()
		return
	}
	r := p.Route
	if r == nil || r.Reaches && len(r.Changes)+len(r.Besides) == 0 {
		return
	}
	p.add(Heading{2, "The shortest way to " + r.Band})
	switch {
	case !r.Reaches:
		p.say("No certificate, test or experience that the questions ask for leads to %s by itself. That does not close the way: much of what counts here grows with practice, and your plan has the steps.%s", r.Band, p.orAnswer(r))
		return
	case len(r.Changes) == 0:
		p.say("Nothing that can be shown, such as a certificate, a test, an exercise or experience, takes you to %s by itself.%s", r.Band, p.orAnswer(r))
	default:
		p.say("%s", p.least(r))
		var items []string
		for _, c := range r.Changes {
			items = append(items, p.change(c))
		}
		p.add(List{Ordered: true, Items: items})
	}
	p.together(r)
	p.besides(r)
}

// unsettled says whether the band is open, so that there is no way to tell yet. An older result does not say.
func (p *personal) unsettled() bool {
	return p.Firmness != nil && p.Band != nil && p.Band.Low != p.Band.High
}

// wayOpen says why the way cannot be told while the band is open.
func (p *personal) wayOpen() {
	next, above := p.after(p.Band.Low)
	open := p.open(assess.Essential)
	if !above || len(open) == 0 {
		return
	}
	p.add(Heading{2, "The shortest way to " + next.Name})
	p.say("%s %s still open. What you answer may already take you there; once it is known, the shortest way can be told. Leaving %s open is fine: nothing is held against you.",
		p.things(open), either(len(open), "is", "are"), either(len(open), "it", "them"))
}

// least says what the list of changes is, and what else counts.
func (p *personal) least(r *assess.Route) string {
	says := fmt.Sprintf("Of all that can be shown, such as a certificate, a test, an exercise or experience, this is the least that takes you to %s", r.Band)
	if len(r.Besides) > 0 {
		says += ", together with what stands below the list"
	}
	says += ". How long it takes differs from person to person. "
	if p.rises() {
		says += "What you say of yourself counts as well, once it is true: raising it, as in your plan, may be quicker."
	} else {
		says += "Each employer decides what to ask for, and may take other experience instead."
	}
	return says + p.orAnswer(r)
}

// rises says whether what the person says of themself can still rise where an essential is short.
func (p *personal) rises() bool {
	return slices.ContainsFunc(p.essentials(), func(j assess.Judged) bool {
		return j.Low < j.Target && slices.ContainsFunc(j.Parts, func(part assess.JudgedPart) bool {
			return slices.ContainsFunc(part.Evidence, func(e assess.Shown) bool {
				return e.Evidence == assess.Claimed && !e.Aside && (e.Missing || e.State == assess.Answered && e.Points < e.Of)
			})
		})
	})
}

// orAnswer says so if one answer that the person gives of themself leads as far; "" if none does.
func (p *personal) orAnswer(r *assess.Route) string {
	if p.Firmness == nil {
		return ""
	}
	up := hangsOf(p.Firmness, true)
	if !slices.ContainsFunc(up[:min(len(up), mostHangs)], func(h assess.Hang) bool {
		return p.claims(h.Question) && p.bandAt(h.Band) >= p.bandAt(r.Band)
	}) {
		return ""
	}
	return " One answer of your own would do" + either(min(len(r.Changes), 1), " as well", "") + ", once it is true of you: see “How firm this is”."
}

// claims says whether a question is answered by what a person says of themself.
func (p *personal) claims(id string) bool {
	return slices.ContainsFunc(p.Requirements, func(j assess.Judged) bool {
		return slices.ContainsFunc(j.Parts, func(part assess.JudgedPart) bool {
			return slices.ContainsFunc(part.Evidence, func(e assess.Shown) bool { return e.Question == id && e.Evidence == assess.Claimed })
		})
	})
}

// change says one change: what, how long it usually takes, where one does it, and whose estimate that is.
func (p *personal) change(c assess.Change) string {
	says := p.goal(c)
	if first := p.first(c); first != "" {
		says = fmt.Sprintf("%s %s: you may be there already. If not, it usually takes %s.", sentence(says), first, weeks(c.Weeks))
	} else {
		if now := p.now(c); now != "" {
			says += " (now: " + now + ")"
		}
		says = sentence(says) + " Usually takes " + weeks(c.Weeks) + "."
	}
	if c.Where != "" && !(p.Collected && exercise(p.asked[c.Question])) { // an exercise is done with the program
		says += " Where: " + sentence(c.Where)
	}
	if c.Source != "" {
		says += " " + estimate(c.Source)
	}
	return says
}

// first says what comes before a change of which nobody knows where it begins; "" where that is known.
func (p *personal) first(c assess.Change) string {
	q := p.asked[c.Question]
	switch {
	case q.State == assess.Skipped && p.Collected:
		return fmt.Sprintf("You did not answer %s", quoted(q.Ask))
	case q.State == assess.NotTaken && p.Collected:
		return "You have not done this exercise (whoever gave you the form can say whether you may)"
	case q.State == assess.Skipped:
		return fmt.Sprintf("Answer %s first", quoted(q.Ask))
	case q.State == assess.PreferNotToSay:
		return "You preferred not to say"
	case q.State == assess.NotCollected:
		return fmt.Sprintf("The form did not ask %s", quoted(q.Ask))
	case q.State == assess.NotAsked && c.From == "":
		return fmt.Sprintf("%s was not asked", quoted(q.Ask))
	case q.State == assess.NotTaken && q.Say == "":
		return "Take the exercise first"
	case q.State == assess.NotTaken:
		return "Finish the exercise first"
	case q.State == assess.NotApplicable && p.figures(c):
		return "Take it first"
	}
	return ""
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
	if c.From == "" || p.asked[c.Question].State == assess.Answered && p.figures(c) {
		return c.From
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

// together sums the changes up, and says what it means to leave one out.
func (p *personal) together(r *assess.Route) {
	if len(r.Changes) < 2 {
		return
	}
	unless := ""
	if p.rises() {
		unless = ", unless what you say of yourself rises with practice"
	}
	p.say("One after the other: %s%s. Side by side it is quicker. Without one of them the others would not do%s.", weeks(r.Weeks), p.orLess(r), unless)
}

// orLess says that some of several changes may be behind the person already; "" if each begins where is known.
func (p *personal) orLess(r *assess.Route) string {
	if slices.ContainsFunc(r.Changes, func(c assess.Change) bool { return p.first(c) != "" }) {
		return ", or less where you are there already"
	}
	return ""
}

// besides names what has to rise and cannot be shown by a certificate, a test or experience, and what may be there
// once open questions are answered.
func (p *personal) besides(r *assess.Route) {
	band := p.band(r.Band)
	var rise, open []string
	for _, id := range r.Besides {
		if n := p.at[id]; n > 0 && p.Requirements[n-1].Range != nil && p.Requirements[n-1].High >= needed(band, p.Requirements[n-1]) {
			open = append(open, quoted(p.nameOf(id)))
		} else {
			rise = append(rise, quoted(p.nameOf(id)))
		}
	}
	if len(rise) > 0 {
		too := either(min(len(r.Changes), 1), " as well", "")
		p.say("%s %s to rise%s. Nothing that the questions ask you to show does that alone: much of it rests on what you say of yourself, which changes as you practise. Your plan has the steps; how long they take depends on you, and no weeks are counted for them here.%s",
			and(rise), either(len(rise), "has", "have"), too, p.helping(r.Besides))
	}
	if len(open) > 0 {
		answer := "answer them first, if you like"
		if p.Collected {
			answer = "ask whoever gave you the form whether you may still answer them"
		}
		p.say("%s %s open questions: %s. That may be all that it takes.", and(open), either(len(open), "has", "have"), answer)
	}
}

// helping names the parts of some requirements in which something that can be shown would help a part of the way; ""
// if there are none.
func (p *personal) helping(ids []string) string {
	var parts []string
	for _, j := range p.Requirements {
		for _, part := range j.Parts {
			helps := slices.ContainsFunc(part.Evidence, func(e assess.Shown) bool {
				return e.Evidence != assess.Claimed && e.State != assess.NotAsked && (e.State != assess.Answered || e.Points < e.Of)
			})
			if helps && slices.Contains(ids, j.ID) && part.Range != nil && part.Low < j.Target {
				parts = append(parts, quoted(part.Name))
			}
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return fmt.Sprintf(" Something to show for %s would help a part of the way.", and(parts))
}
