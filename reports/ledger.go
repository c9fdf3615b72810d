package reports

import (
	"fmt"
	"math/big"
	"strings"

	"readiness/assess"
)

// ledger shows the arithmetic, such that a person can redo it with a pencil.
func (p *personal) ledger() {
	p.add(Heading{2, "How the result is worked out"})
	p.say("You can redo every figure with a pencil; question numbers are those of the list of answers.")
	p.add(List{Ordered: true, Items: []string{
		"A question's share is the points your answer earns, divided by the most points the question offers. Where several answers can be ticked, points beyond that most add nothing.",
		"A part takes the highest share among its answered questions; a question that was not asked because of an earlier answer has the share 0, and one that does not apply is left out.",
		"Where a question is open, its part takes that share at low and 1 at high; low and high are the two ends of every range.",
		"A requirement's score is 100 × the mean of its parts' shares; if it is met, partly met or not yet reached differs at low and high, there is not enough information.",
		"Attainment is score ÷ target, at most 1; readiness is 100 × the sum of weight × attainment ÷ the sum of weights, over the essentials that apply, and strength is the same over the desirables.",
		"The band is the highest one whose two conditions hold; nothing is compared after rounding, and figures are shown rounded down.",
		"What a next step is worth is 100 × weight × (1 − attainment at low) ÷ the sum of weights.",
	}})
	p.parts()
	p.kinds(p.sums)
	if len(p.Bands) > 0 {
		p.add(Heading{3, "The bands"}, bandTable(p.Bands))
	}
	p.add(Heading{3, "The files behind the result"}, Facts{
		{"Questionnaire", []string{"SHA-256 " + p.Questionnaire.SHA256}},
		{"Role", []string{"SHA-256 " + p.Role.SHA256}},
	})
}

// parts shows how each part comes to its share.
func (p *personal) parts() {
	t := Table{Columns: []Column{{Head: "Requirement"}, {Head: "Part"}, {Head: "Question: points"}, {Head: "Share", Figures: true}}}
	for _, j := range p.Requirements {
		for _, part := range j.Parts {
			var points []string
			for _, e := range part.Evidence {
				points = append(points, fmt.Sprintf("%d: %s", p.number[e.Question], pointsOf(e)))
			}
			share := "left out"
			if part.Range != nil {
				share = span(hundredth(part.ExactLow), hundredth(part.ExactHigh))
			}
			t.Rows = append(t.Rows, []string{j.Name, part.Name, strings.Join(points, "; "), share})
		}
	}
	p.add(Heading{3, "From your answers to the parts"}, t)
}

// pointsOf says what one answer earns, and whether it is the one that its part takes.
func pointsOf(e assess.Shown) string {
	switch {
	case e.State == assess.NotApplicable:
		return "does not apply"
	case e.Missing:
		return "open"
	case e.State == assess.NotAsked:
		return "not asked"
	case e.Counts:
		return fmt.Sprintf("%d of %d, counts", e.Points, e.Of)
	}
	return fmt.Sprintf("%d of %d", e.Points, e.Of)
}

// sums shows how the requirements of a kind come to their total.
func (p *personal) sums(kind assess.RequirementKind, all []assess.Judged) {
	name, total := "readiness", p.Readiness
	if kind == assess.Desirable {
		name, total = "strength", p.Strength
	}
	p.add(Heading{3, fmt.Sprintf("From the parts to %s", name)})
	t := Table{Columns: []Column{
		{Head: capital(string(kind)) + " requirement"}, {Head: "Score", Figures: true}, {Head: "Met from (target)", Figures: true}, {Head: "Partly met from", Figures: true},
		{Head: "Attainment", Figures: true}, {Head: "Weight", Figures: true}, {Head: "Weight × attainment", Figures: true},
	}}
	weights, sumLow, sumHigh := 0, new(big.Rat), new(big.Rat)
	var leftOut []string
	for _, j := range all {
		if j.Range == nil {
			leftOut = append(leftOut, fmt.Sprintf("“%s”", j.Name))
			continue
		}
		low, high := attained(j)
		attainment, weight := span(exact(low), exact(high)), big.NewRat(int64(j.Weight), 1)
		sumLow.Add(sumLow, low.Mul(low, weight))
		sumHigh.Add(sumHigh, high.Mul(high, weight))
		weights += j.Weight
		t.Rows = append(t.Rows, []string{j.Name, span(j.ExactLow, j.ExactHigh), fmt.Sprint(j.Target), fmt.Sprint(j.Partly),
			attainment, fmt.Sprint(j.Weight), span(exact(low), exact(high))})
	}
	if len(leftOut) > 0 {
		p.say("Left out, because nothing in it applies: %s.", and(leftOut))
	}
	if total == nil {
		p.say("No %s requirement applies, so there is no %s.", kind, name)
		return
	}
	p.add(t)
	p.say("The weights add up to %d, the last column to %s. %s: 100 × the second ÷ the first = %s, shown as %s.",
		weights, span(exact(sumLow), exact(sumHigh)), capital(name),
		span(total.ExactLow, total.ExactHigh), span(fmt.Sprint(total.Low), fmt.Sprint(total.High)))
}

// bandTable shows the two conditions of each band.
func bandTable(bands []assess.Band) Table {
	t := Table{Columns: []Column{{Head: "Band"}, {Head: "Readiness from", Figures: true}, {Head: "Each essential"}}}
	for _, b := range bands {
		at := "at least " + string(b.Essentials)
		switch b.Essentials {
		case assess.AtLeastAny:
			at = "in any state"
		case assess.AtLeastMet:
			at = "met"
		}
		t.Rows = append(t.Rows, []string{b.Name, fmt.Sprint(b.From), at})
	}
	return t
}

// rational reads an exact figure of a Result; 0 if it is none.
func rational(s string) *big.Rat {
	if r, ok := new(big.Rat).SetString(s); ok {
		return r
	}
	return new(big.Rat)
}

// exact writes a fraction in lowest terms, a whole number without a denominator.
func exact(r *big.Rat) string { return r.RatString() }

// hundredth gives an exact figure divided by 100.
func hundredth(s string) string {
	r := rational(s)
	return exact(r.Quo(r, big.NewRat(100, 1)))
}

// span gives a figure at low and at high, once if they are the same.
func span(low, high string) string {
	low, high = strings.TrimSuffix(low, "/1"), strings.TrimSuffix(high, "/1")
	if low == high {
		return low
	}
	return low + " to " + high
}

// attained gives min(1, score / target) at low and at high.
func attained(j assess.Judged) (low, high *big.Rat) {
	one := big.NewRat(1, 1)
	least := func(score string) *big.Rat {
		r := rational(score)
		r.Quo(r, big.NewRat(int64(j.Target), 1))
		if r.Cmp(one) > 0 {
			return big.NewRat(1, 1)
		}
		return r
	}
	return least(j.ExactLow), least(j.ExactHigh)
}
