package reports

import (
	"fmt"
	"slices"
	"strings"

	"readiness/assess"
)

// mostHangs is how many answers are named that would lower the band, and how many that would raise it.
const mostHangs = 3

// howFirm says how far the band depends on the weights, which are judgements, and on single answers.
func (p *personal) howFirm() {
	f := p.Firmness
	if f == nil || p.Band == nil || f.Draws < 1 {
		return
	}
	p.add(Heading{2, "How firm this is"})
	if p.Band.Low != p.Band.High {
		p.say("Your result is open because answers are missing. What follows goes by what is known so far.")
	}
	p.varied(f)
	p.hanging(f)
}

// varied says what other weights would make of the band.
func (p *personal) varied(f *assess.Firmness) {
	subject := "Your band"
	if p.Band.Low != p.Band.High {
		subject = "Your result"
	}
	tries := thousands(f.Draws)
	if f.Same == f.Draws && f.Flip == nil {
		p.say("%s does not depend on how much each requirement counts: with %s other sets of weights it was the same every time, and no change of a single weight changes it.", subject, tries)
		return
	}
	says := fmt.Sprintf("How much each essential requirement counts is a judgement, and other people could judge it differently. "+
		"So the program varied the weights %s times: each essential requirement counted from half to one and a half times as much. %s was the same in %s of them.",
		tries, subject, share(f))
	switch {
	case f.Other != "":
		says += fmt.Sprintf(" Most of the others gave %s.", p.lower(f.Other))
	case f.Same < f.Draws:
		says += " In the others only the upper end of the result was another."
	}
	if f.Borderline() {
		says += " That is less than 90 of every 100, so it is borderline: read it as a place near the line between two bands."
	}
	p.say("%s", says)
	if f.Flip == nil {
		p.say("No change of a single weight changes the band.")
		return
	}
	p.say("The smallest change of a single weight that would change it: %s", p.flip(f.Flip))
}

// lower names a band that low could be; where the band is a range, it is the lower end alone that is.
func (p *personal) lower(band string) string {
	if p.Band.Low != p.Band.High {
		return band + " as its lower end"
	}
	return band
}

// share says how many of the variations give the same bands; "all" only if it is all of them.
func share(f *assess.Firmness) string {
	switch percent := f.Percent(); {
	case f.Same == f.Draws:
		return "all"
	case f.Same == 0:
		return "none"
	case percent == 0:
		return "fewer than 1 of every 100"
	case f.Same*100%f.Draws == 0:
		return fmt.Sprintf("%d of every 100", percent)
	default:
		return fmt.Sprintf("more than %d of every 100", percent)
	}
}

// flip says which weight would have to be which for another band.
func (p *personal) flip(f *assess.Flip) string {
	from, to := rational(f.From.Exact), rational(f.To.Exact)
	more := "more"
	if to.Cmp(from) < 0 {
		more = "less"
	}
	past := ""
	if f.Past {
		past = more + " than "
	}
	name := quoted(p.nameOf(f.Requirement))
	was, then := percents(f.From, f.To)
	if was == then {
		return fmt.Sprintf("if %s counted for only a little %s than now, which is %s percent of all essential requirements, the band would be %s.",
			name, more, was, p.lower(f.Band))
	}
	return fmt.Sprintf("if %s counted for %s%s percent of all essential requirements instead of %s, with the rest shared among the others as now, the band would be %s.",
		name, past, then, was, p.lower(f.Band))
}

// percents gives two percentages such that nothing false is said: "about" stands before what is rounded down, and
// there are decimals where the whole numbers would not tell the two apart, or would be 0.
func percents(from, to assess.Figure) (was, then string) {
	fine := from.Shown == to.Shown || from.Shown == 0 || to.Shown == 0
	say := func(f assess.Figure) string {
		exactly := rational(f.Exact)
		switch {
		case exactly.IsInt():
			return exactly.RatString()
		case fine:
			return "about " + strings.TrimSuffix(decimal(exactly), "…")
		}
		return fmt.Sprintf("about %d", f.Shown)
	}
	return say(from), say(to)
}

// nameOf gives the name of a requirement by its id, which stands for one that is not in the result.
func (p *personal) nameOf(id string) string {
	if n := p.at[id]; n > 0 {
		return p.Requirements[n-1].Name
	}
	return id
}

// hanging names the answers that alone would move the band.
func (p *personal) hanging(f *assess.Firmness) {
	what := "the band"
	if p.Band.Low != p.Band.High {
		what = "the lower end of the result"
	}
	if len(f.Hangs) == 0 {
		p.say("No single answer of yours moves %s by being one step higher or lower.", what)
		return
	}
	for _, up := range []bool{false, true} {
		hangs := hangsOf(f, up)
		if len(hangs) == 0 {
			continue
		}
		var items []string
		for _, h := range hangs[:min(len(hangs), mostHangs)] {
			items = append(items, named(p.ask(h.Question), p.hang(h)))
		}
		if rest := len(hangs) - mostHangs; rest > 0 {
			items = append(items, fmt.Sprintf("The same holds for %s.", count(rest, "more answer")))
		}
		if up {
			p.say("Any one of these would raise %s, once it is true of you:", what)
		} else {
			p.say("These answers hold %s where it is. Any one of them a step lower would lower it:", what)
		}
		p.add(List{Items: items})
	}
}

// hangsOf gives the answers that would raise the band, or those that would lower it.
func hangsOf(f *assess.Firmness, up bool) []assess.Hang {
	return slices.DeleteFunc(slices.Clone(f.Hangs), func(h assess.Hang) bool { return h.Up != up })
}

// hang says which other answer gives which band. Of ticks it names only the one that comes or goes.
func (p *personal) hang(h assess.Hang) string {
	if p.asked[h.Question].Kind == assess.Many {
		more, less := h.Would, h.Say
		if !h.Up {
			more, less = less, more
		}
		if tick := beside(more, less); tick != "" && h.Up {
			return fmt.Sprintf("%s as well would give %s.", quoted(tick), h.Band)
		} else if tick != "" {
			return fmt.Sprintf("%s left out would give %s.", quoted(tick), h.Band)
		}
	}
	return fmt.Sprintf("%s instead of %s would give %s.", quoted(ticked(h.Would)), quoted(ticked(h.Say)), h.Band)
}

// beside gives the one answer that more has besides those of less, both parted by "; "; "" if it is not one.
func beside(more, less string) string {
	has := strings.Split(less, "; ")
	extra := slices.DeleteFunc(strings.Split(more, "; "), func(s string) bool { return slices.Contains(has, s) })
	if len(extra) != 1 {
		return ""
	}
	return extra[0]
}

// line explains what borderline means; "" where the band is not called so.
func (p *personal) line() string {
	if borderline(p.Result) == "" {
		return ""
	}
	return fmt.Sprintf("It is borderline: if other people judged how much each requirement counts, it would often be %s. “How firm this is” in the report says more.", p.Firmness.Other)
}

// borderline is what the line of the band adds where other weights, as fair as these, often give another: the
// two bands, the lower first. A band that is a range already says enough.
func borderline(r assess.Result) string {
	f := r.Firmness
	if f == nil || !f.Borderline() || f.Other == "" || r.Band.Low != r.Band.High {
		return ""
	}
	at := func(name string) int {
		return slices.IndexFunc(r.Bands, func(b assess.Band) bool { return b.Name == name })
	}
	low, high := r.Band.Low, f.Other
	if at(high) < at(low) {
		low, high = high, low
	}
	return fmt.Sprintf(", borderline between %s and %s", low, high)
}
