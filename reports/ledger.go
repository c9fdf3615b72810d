package reports

import (
	"fmt"
	"math/big"
	"strings"

	"readiness/assess"
)

// ledger shows the arithmetic, such that a person can redo it with a pencil, and names the files that
// it rests on.
func (p *personal) ledger() {
	p.add(Heading{2, "How the result is worked out"})
	p.say("You can redo every figure with a pencil, from the points in the tables above. If somebody uses this report to decide about you, you may ask how they decided, and say what you see differently.")
	byShare, byPart, ranges := p.exerciseRules()
	items := []string{
		"A question's share is your points ÷ the points it offers. Where several answers can be ticked, more ticks than it takes to reach those points add nothing. A question that was not asked has the share 0." + byShare,
		"A part has the highest share of its questions. What does not apply is left out. Where a question is open, the part has that share at low and 1 at high: the two ends of every range." + byPart,
		"A requirement's score is 100 × the mean of its parts' shares. The tables below say from which score it is met, and from which partly met. If met, partly met or not yet differs at low and at high, there is not enough information.",
		"Attainment is score ÷ target, at most 1. Readiness is 100 × the sum of weight × attainment ÷ the sum of weights, over the essentials that apply; strength is the same over the desirables.",
		"The band is the highest one whose two conditions hold. Nothing is compared after rounding; figures are shown rounded down, and “…” marks a decimal that is cut after two digits.",
		"What meeting a requirement adds is 100 × weight × (1 − attainment at low) ÷ the sum of weights.",
	}
	if ranges != "" {
		items = append(items, ranges)
	}
	p.add(List{Ordered: true, Items: items})
	p.kinds(p.sums)
	if len(p.Bands) > 0 {
		bands := bandTable(p.Bands)
		bands.Caption = "The bands, and the two conditions of each"
		p.add(bands)
	}
	p.versions()
}

// exerciseRules gives what is to say of exercises besides the rules for all questions; "" for each of
// which there is none.
func (p *personal) exerciseRules() (byShare, byPart, ranges string) {
	var typing, tasks string
	for _, q := range p.begun() {
		byPart = " “Not counted” is left out: what you only said of a part with a finished exercise, and an exercise that is not finished, unless nothing else could show the part: then it is open."
		switch {
		case !finished(q):
		case q.Exercise.Typing != nil:
			typing = " Typing earns the points of the level that its net speed reaches."
		default:
			tasks = " Tasks earn a point for each right answer."
			ranges = "The range beside a set of tasks is a Wilson interval of 68 %: about two out of three ranges made like this hold the usual level. With r right answers of n, its ends are the nearest whole numbers k below and above r at which (r − k)² × n is at least 0.989 × k × (n − k); where r is 0 or n, that is an end."
		}
	}
	return typing + tasks, byPart, ranges
}

// versions names the files that the result rests on, and says how to delete it, or who can.
func (p *personal) versions() {
	if p.Collected {
		p.add(Heading{3, "The rules behind this report, and who has your answers"}, Facts{
			{"Questionnaire", []string{fmt.Sprintf("%s, version %s. SHA-256: %s", p.Questionnaire.Title, p.Questionnaire.Version, p.Questionnaire.SHA256)}},
			{"Role", []string{fmt.Sprintf("%s, version %s. SHA-256: %s", p.Role.Title, p.Role.Version, p.Role.SHA256)}},
		})
		p.say("Whoever gave you the form has your answers and this report. You can ask them who sees these and how long they are kept, and ask them to put something right or to delete it. If you gave somebody a copy of this report, ask them to delete it too.")
		return
	}
	p.add(Heading{3, "The files behind this report, and how to delete it"}, Facts{
		{"Questionnaire", []string{version(p.Questionnaire.Title, p.Questionnaire.ID, p.Questionnaire.Version, p.Questionnaire.SHA256)}},
		{"Role", []string{version(p.Role.Title, p.Role.ID, p.Role.Version, p.Role.SHA256)}},
	})
	p.say("This report and your answers are files on the computer where they were made, and nowhere else unless somebody copied or sent them. To delete them, delete the files and empty the bin. If you gave somebody a copy, ask them to delete it too.")
}

func version(title, id, version, sum string) string {
	return fmt.Sprintf("%s (%s, version %s). SHA-256: %s", title, id, version, sum)
}

// sums shows how the requirements of a kind come to their total.
func (p *personal) sums(kind assess.RequirementKind, all []assess.Judged) {
	name, total := "readiness", p.Readiness
	if kind == assess.Desirable {
		name, total = "strength", p.Strength
	}
	t := Table{Caption: "From the scores to " + name, Columns: []Column{
		{Head: capital(string(kind)) + " requirement", Names: true}, {Head: "Score", Figures: true}, {Head: "Met from (target)", Figures: true}, {Head: "Partly met from", Figures: true},
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
		weights, inFull(sumLow, sumHigh), capital(name), inFull(rational(total.ExactLow), rational(total.ExactHigh)),
		span(fmt.Sprint(total.Low), fmt.Sprint(total.High)))
}

// bandTable shows the two conditions of each band.
func bandTable(bands []assess.Band) Table {
	t := Table{Columns: []Column{{Head: "Band", Names: true}, {Head: "Readiness from", Figures: true}, {Head: "Each essential"}}}
	for _, b := range bands {
		t.Rows = append(t.Rows, []string{b.Name, fmt.Sprint(b.From), atLeast(b.Essentials)})
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

// inFull gives a figure at low and at high, with decimals beside the fractions.
func inFull(low, high *big.Rat) string {
	decimals := span(decimal(low), decimal(high))
	if fractions := span(exact(low), exact(high)); fractions != decimals {
		return fractions + " = " + decimals
	}
	return decimals
}

// decimal gives a figure with at most two digits after the point, rounded down; "…" says that there are
// more.
func decimal(r *big.Rat) string {
	hundredths, rest := new(big.Int).QuoRem(new(big.Int).Mul(r.Num(), big.NewInt(100)), r.Denom(), new(big.Int))
	d := new(big.Rat).SetFrac(hundredths, big.NewInt(100)).FloatString(2)
	if rest.Sign() > 0 {
		return d + "…"
	}
	return strings.TrimSuffix(strings.TrimRight(d, "0"), ".")
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
