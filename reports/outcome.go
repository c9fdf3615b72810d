package reports

import (
	"fmt"
	"math/big"
	"slices"

	"readiness/assess"
)

// outcome says the band, readiness and strength in words, and what holds them.
func (p *personal) outcome() {
	if p.Readiness == nil || p.Band == nil {
		p.add(Heading{2, "Your result: nothing to compare yet"})
		p.say("By your answers, none of the essential requirements applies to you. So there is no readiness and no band. If that surprises you, look in the tables of the report for “left out”.")
		for _, s := range p.desirables() {
			p.say("%s", s)
		}
		return
	}
	which := ""
	if slices.ContainsFunc(p.Requirements, func(j assess.Judged) bool { return j.Kind == assess.Essential && j.Range == nil }) {
		which = " that applies"
	}
	says := append(p.reading(), fmt.Sprintf("%s At 100, every essential requirement%s is met.", p.figure("Readiness", *p.Readiness, assess.Essential), which))
	p.add(Heading{2, "Your result: " + bandWords(*p.Band) + borderline(p.Result) + account(p.Result)},
		Gauge{"Readiness", p.Readiness.Low, p.Readiness.High, append(says, p.desirables()...)})
}

// reading says what the band means, or why it is open, and what the next band asks for.
func (p *personal) reading() []string {
	says := []string{sentence(p.band(p.Band.Low).Says)}
	if p.Band.Low != p.Band.High {
		says = []string{p.between()}
	}
	if line := p.line(); line != "" {
		says = append(says, line)
	}
	next, above := p.after(p.Band.High)
	if !above {
		return says
	}
	asks := p.asks(next)
	switch {
	case asks == "":
		return says
	case p.Readiness.ExactLow != p.Readiness.ExactHigh:
		return append(says, fmt.Sprintf("However the open questions turn out, %s asks for %s.", next.Name, asks))
	}
	return append(says, fmt.Sprintf("The next band, %s, asks for %s.", next.Name, asks))
}

// desirables says how they stand, and that what is open may stay so, unless clearer will say it.
func (p *personal) desirables() []string {
	var says []string
	if p.Strength != nil {
		says = append(says, p.figure("Strength", *p.Strength, assess.Desirable)+" Desirable requirements never hold your result back.")
	}
	if len(p.open(assess.Essential, assess.Desirable)) > 0 && p.clearer() == "" {
		says = append(says, "It is fine to leave questions open. The tables of the report mark them.")
	}
	return says
}

// figure says a readiness or a strength, and what is open that makes it a range.
func (p *personal) figure(name string, r assess.Range, kind assess.RequirementKind) string {
	open := p.open(kind)
	questions := fmt.Sprintf("%s %s open", p.things(open), either(len(open), "is", "are"))
	switch {
	case r.ExactLow == r.ExactHigh:
		return fmt.Sprintf("%s: %s.", name, level(r.Low, r.High))
	case r.Low == r.High:
		return fmt.Sprintf("%s: %s, or a little more, because %s.", name, level(r.Low, r.High), questions)
	}
	return fmt.Sprintf("%s: %s, because %s.", name, level(r.Low, r.High), questions)
}

// open gives the ids of the questions that could still raise the requirements of some kinds.
func (p *personal) open(kinds ...assess.RequirementKind) []string {
	var open []string
	for _, j := range p.Requirements {
		for _, id := range openIn(j) {
			if slices.Contains(kinds, j.Kind) && !slices.Contains(open, id) {
				open = append(open, id)
			}
		}
	}
	return open
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

// between says that the band is open, and what keeps it so if the readiness does not.
func (p *personal) between() string {
	says := fmt.Sprintf("With what is known so far the result is open: at least %s, at most %s.", p.Band.Low, p.Band.High)
	next, ok := p.after(p.Band.Low)
	if !ok || p.Readiness.Low < next.From {
		return says
	}
	var open []string
	for _, j := range p.essentials() {
		if j.Low < needed(next, j) {
			open = append(open, "“"+j.Name+"”")
		}
	}
	if len(open) == 0 {
		return says
	}
	return says + fmt.Sprintf(" The readiness for %s, %d, is there already; what is open is whether %s %s %s.",
		next.Name, next.From, and(open), either(len(open), "is", "are"), atLeast(next.Essentials))
}

// asks says what a band above asks for that is not there at high; "" if nothing is.
func (p *personal) asks(next assess.Band) string {
	var names, figures []string
	for _, j := range p.essentials() {
		if slices.Contains(p.Band.HeldBy, j.ID) {
			names = append(names, "“"+j.Name+"”")
			figures = append(figures, fmt.Sprintf("%d in “%s” (%s now)", needed(next, j), j.Name, span(fmt.Sprint(j.Low), fmt.Sprint(j.High))))
		}
	}
	readiness := fmt.Sprintf("a readiness of %d (%s now)", next.From, span(fmt.Sprint(p.Readiness.Low), fmt.Sprint(p.Readiness.High)))
	switch {
	case len(names) == 0 && p.Readiness.High < next.From:
		return readiness
	case len(names) == 0:
		return ""
	case len(names) > 1 && len(names) == len(p.essentials()):
		return "every essential requirement to be " + atLeast(next.Essentials)
	case len(names) > 3:
		return and(names) + " to be " + atLeast(next.Essentials)
	case p.lifted(next).Cmp(big.NewRat(int64(next.From), 1)) < 0:
		figures = append(figures, readiness)
	}
	return "at least " + and(figures)
}

// essentials gives the essential requirements that apply.
func (p *personal) essentials() []assess.Judged {
	var all []assess.Judged
	for _, j := range p.Requirements {
		if j.Kind == assess.Essential && j.Range != nil {
			all = append(all, j)
		}
	}
	return all
}

// lifted gives the readiness at high if each essential were at least as a band asks.
func (p *personal) lifted(b assess.Band) *big.Rat {
	sum, weights := new(big.Rat), new(big.Rat)
	for _, j := range p.essentials() {
		if need := needed(b, j); j.High < need {
			j.Range = &assess.Range{ExactLow: "0", ExactHigh: fmt.Sprint(need)}
		}
		_, high := attained(j)
		weight := big.NewRat(int64(j.Weight), 1)
		sum.Add(sum, high.Mul(high, weight))
		weights.Add(weights, weight)
	}
	return sum.Mul(sum, big.NewRat(100, 1)).Quo(sum, weights)
}

// needed gives the score that a band asks of an essential.
func needed(b assess.Band, j assess.Judged) int {
	switch b.Essentials {
	case assess.AtLeastMet:
		return j.Target
	case assess.AtLeastPartly:
		return j.Partly
	}
	return 0
}

// atLeast says what a band asks of each essential.
func atLeast(a assess.AtLeast) string {
	switch a {
	case assess.AtLeastMet:
		return "met"
	case assess.AtLeastAny:
		return "in any state"
	}
	return "at least partly met"
}

// after gives the band after the one with a name.
func (p *personal) after(name string) (next assess.Band, ok bool) {
	i := p.bandAt(name)
	if i < 0 || i+1 >= len(p.Bands) {
		return next, false
	}
	return p.Bands[i+1], true
}
