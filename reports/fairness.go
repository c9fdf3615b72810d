package reports

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"readiness/assess"
)

// # Decisions by group
//
// The report on whom people took forward says first that it examines their decisions and nothing that this program
// works out. It gives no verdict: it says how large a difference is, how often chance alone would give it, whether
// it stays where like is compared with like, and where to look next. What is hidden is not called uncertain: the one
// is a matter of single people, the other of how many there are. Every figure is rounded down, so that none
// seems to have reached a limit that it has not.

// FairnessReport words what counts show of decisions that people made.
func FairnessReport(f assess.Fairness) Document {
	d := FairnessSummary(f)
	x := disparity{Fairness: f, blocks: d.Blocks}
	x.strata()
	x.next()
	x.law()
	x.method()
	d.Blocks = x.blocks
	return d
}

// FairnessSummary is the beginning of FairnessReport: what the counts of all strata together show.
func FairnessSummary(f assess.Fairness) Document {
	const title = "Whom you took forward, group by group"
	x := disparity{Fairness: f}
	x.add(Heading{1, title}, Note{[]string{
		"This examines decisions that people made: whom they considered and whom they took forward, from your own totals. No figure that this program works out about a person enters it.",
		"It gives no verdict. A difference can have many causes, and equal rates can hide one; the figures say where to look.",
	}})
	x.short()
	x.groups()
	return Document{Title: title, Subject: "Decisions of people, compared by group", Language: "en-GB", Blocks: x.blocks}
}

// A disparity being worded.
type disparity struct {
	assess.Fairness
	blocks []Block
}

func (x *disparity) add(blocks ...Block) { x.blocks = append(x.blocks, blocks...) }

func (x *disparity) say(format string, args ...any) { x.add(Paragraph{fmt.Sprintf(format, args...)}) }

// hidden is what stands in place of a figure that is hidden.
const hidden = "hidden"

// short says what is found of each group.
func (x *disparity) short() {
	x.add(Heading{2, "In short"})
	var items []string
	for _, g := range x.Groups {
		items = append(items, x.finding(g))
	}
	x.add(List{Items: items})
	for _, g := range x.Groups {
		if g.Within != nil && g.Within.Turns != assess.NoTurn {
			x.add(Note{append([]string{x.turn(g)}, x.partial(g)...)})
		}
	}
	hides := slices.ContainsFunc(x.Groups, hides)
	if hides {
		x.say("A count is under %d if fewer than %d people were taken forward, or fewer than %d were not. Where one group is hidden, so is another at least, though its own counts may be large: else taking those shown from the total would give the small count back. Which is which is not said, as that would say much about it.", x.Small, x.Small, x.Small)
	}
	switch {
	case x.Reference == "" && hides:
		x.say("Fewer than two groups can be shown, so nothing is compared here. That says nothing about the difference, which may be large. You have all the counts: compare them yourself, in private, or ask a statistician who may see them. Or put several rounds together, or groups that belong together, until there are enough people to show.")
	case x.Reference == "":
		x.say("In fewer than two groups anybody was considered, so there is nothing to compare.")
	}
}

// hides says whether the figures of a group are hidden.
func hides(g assess.GroupRate) bool { return g.Rate == nil && !g.Nobody }

// finding says what is found of one group, over all strata together.
func (x *disparity) finding(g assess.GroupRate) string {
	switch {
	case g.Nobody:
		return fmt.Sprintf("%s: nobody was considered, so there is no rate to compare.", g.Group)
	case g.Rate == nil:
		return fmt.Sprintf("%s: hidden: a count under %d, its own or one that its figures would give away. This does not mean that there is no difference. Compare the counts yourself, in private.", g.Group, x.Small)
	case g.Group == x.Reference:
		return fmt.Sprintf("%s: the highest rate of those shown, %s. The other groups are compared with it.", g.Group, rateOf(*g.Rate))
	case g.Ratio == nil:
		return fmt.Sprintf("%s: %s. No other group is shown to compare it with.", g.Group, rateOf(*g.Rate))
	}
	p := "p "
	if x.compared() > 1 {
		p = "p for several groups "
	}
	return fmt.Sprintf("%s: taken forward at %s times the rate of %s. %s", g.Group, places(g.Ratio.Ratio, 2), x.Reference, reading(g.Ratio.BelowFourFifths, g.Test.Seldom(), p+chance(g.Test.Holm)))
}

// compared says how many groups are compared with the reference.
func (x *disparity) compared() (n int) {
	for _, g := range x.Groups {
		if g.Ratio != nil {
			n++
		}
	}
	return n
}

// reading says what a ratio and a test say together.
func reading(below, seldom bool, p string) string {
	switch {
	case below && seldom:
		return "That is below four fifths, and chance alone would seldom give such a difference: fewer than 5 times in 100 (" + p + "). Look closer."
	case below:
		return "That is below four fifths. Chance cannot be ruled out (" + p + "): too few people to say more. That does not show that chance is the cause."
	case seldom:
		return "That is not below four fifths, yet chance alone would seldom give such a difference: fewer than 5 times in 100 (" + p + "). Look closer."
	}
	return "That is not below four fifths. Chance cannot be ruled out (" + p + "). That does not show that there is no difference."
}

// turn says how putting strata together misleads.
func (x *disparity) turn(g assess.GroupRate) string {
	const open = ", where chance cannot be ruled out"
	w := g.Within
	together := fmt.Sprintf("in the %d strata that show both, put together, the rate of %s was %s times that of %s (p %s)", w.Strata, g.Group, places(w.Together.Ratio, 2), x.Reference, chance(w.TogetherP))
	within := fmt.Sprintf("within the strata the odds of %s were %s times those of %s (p %s)", g.Group, oddsOf(w.Odds), x.Reference, chance(w.P))
	goBy, misleads := "Go by the figures within strata", "misleads"
	if left, _ := x.leftOut(g); len(left) > 0 {
		goBy, misleads = "Do not go by either figure alone, as strata are left out", "may mislead"
	}
	switch w.Turns {
	case assess.Reversed:
		within += ": the other way round"
		if w.P >= assess.Chance {
			within += ", though chance cannot be ruled out there"
		}
		return "Simpson's paradox: " + together + ". But " + within + ". Putting strata together " + misleads + " here, because the two groups stood in different strata in different numbers. " + goBy + "; then ask why the groups stood where they did."
	case assess.Vanishes:
		return "Like with like, less is left of the difference: " + together + ". But " + within + open + ". " + goBy + "; then ask why the groups stood in them in different numbers."
	}
	return "Putting strata together hides a difference: " + together + open + ". But " + within + ", which chance alone would seldom give. " + goBy + ", and look closer."
}

// leftOut names the strata in which a group is not compared with the reference: because figures are hidden, and
// because of one of the two nobody was considered.
func (x *disparity) leftOut(g assess.GroupRate) (hidden, nobody []string) {
	for _, s := range x.Strata {
		both := slices.DeleteFunc(slices.Clone(s.Groups), func(in assess.GroupRate) bool { return in.Group != g.Group && in.Group != x.Reference })
		switch {
		case slices.ContainsFunc(both, func(in assess.GroupRate) bool { return in.Nobody }):
			nobody = append(nobody, s.Stratum)
		case slices.ContainsFunc(both, hides):
			hidden = append(hidden, s.Stratum)
		}
	}
	return hidden, nobody
}

// partial says which strata a comparison within strata leaves out; nothing if it leaves none out.
func (x *disparity) partial(g assess.GroupRate) (said []string) {
	hidden, nobody := x.leftOut(g)
	if n := len(hidden); n > 0 {
		s := fmt.Sprintf("For %s %d of the %d strata %s left out, as figures in %s are hidden: %s. ", g.Group, n, len(x.Strata), either(n, "is", "are"), either(n, "it", "them"), and(hidden))
		if g.Within != nil {
			s += fmt.Sprintf("What is said within strata is of the %d shown alone; with those left out it may be different, even the other way round. ", g.Within.Strata)
		}
		said = append(said, s+"You have all the counts: a statistician who may see them can compare within all strata.")
	}
	if len(nobody) > 0 {
		said = append(said, fmt.Sprintf("In %d %s nobody was considered of %s or of %s, so there is nothing to compare: %s.", len(nobody), either(len(nobody), "stratum", "strata"), g.Group, x.Reference, and(nobody)))
	}
	return said
}

// groups shows the figures of all strata together.
func (x *disparity) groups() {
	x.add(Heading{2, "The figures"})
	t := Table{Caption: "How many of each group were taken forward.", Columns: []Column{{Head: "Group", Names: true}, {Head: "Considered", Figures: true}, {Head: "Taken forward", Figures: true}, {Head: "Rate", Figures: true}, {Head: "95 % interval", Figures: true}}}
	for _, g := range x.Groups {
		t.Rows = append(t.Rows, rateCells(g.Group, g.Rate, g.Nobody))
	}
	t.Rows = append(t.Rows, rateCells("All groups", x.All, !slices.ContainsFunc(x.Groups, func(g assess.GroupRate) bool { return !g.Nobody })))
	x.add(t)
	compared := Table{Caption: fmt.Sprintf("Beside %s: a ratio of 1 is the same rate.", x.Reference),
		Columns: []Column{{Head: "Group", Names: true}, {Head: "Ratio", Figures: true}, {Head: "95 % interval", Figures: true}, {Head: "Below four fifths"}, {Head: "p", Figures: true}, {Head: "p for several groups", Figures: true}}}
	for _, g := range x.Groups {
		if g.Ratio != nil {
			compared.Rows = append(compared.Rows, []string{g.Group, places(g.Ratio.Ratio, 2), span(places(g.Ratio.Low, 2), places(g.Ratio.High, 2)),
				map[bool]string{true: "yes", false: "no"}[g.Ratio.BelowFourFifths], chance(g.Test.P), chance(g.Test.Holm)})
		}
	}
	if len(compared.Rows) > 0 {
		x.add(compared)
		x.say("p is how often chance alone would give a difference as large as this one or larger, if there were none: 0.05 is 5 times in 100. Chance has more openings where several groups are compared; the last column allows for that.")
	}
	if x.hides() {
		x.say("“%s” stands where fewer than %d people were taken forward, or fewer than %d were not, and where subtracting from totals would give such a figure away. So not every hidden figure is small.", capital(hidden), x.Small, x.Small)
	}
}

// hides says whether anything is hidden.
func (x *disparity) hides() bool {
	return slices.ContainsFunc(x.Groups, hides) || slices.ContainsFunc(x.Strata, func(s assess.StratumRate) bool { return slices.ContainsFunc(s.Groups, hides) })
}

// rateCells gives the cells of one rate.
func rateCells(name string, r *assess.TakenRate, nobody bool) []string {
	switch {
	case nobody:
		return []string{name, "0", "0", "none", "none"}
	case r == nil:
		return []string{name, hidden, hidden, hidden, hidden}
	}
	return []string{name, thousands(r.Considered), thousands(r.Taken), rateOf(*r), span(places(100*r.Low, 1), places(100*r.High, 1)) + " %"}
}

// strata compares like with like.
func (x *disparity) strata() {
	if len(x.Strata) == 0 {
		return
	}
	x.add(Heading{2, "Like with like: within each stratum"})
	if x.Reference == "" {
		x.add(x.strataTable())
		return
	}
	x.say("A stratum is a post, a site or a round, as you wrote it. Groups may have stood in strata where it is not equally hard to be taken forward. So each is compared with %s again within each stratum that can show both.", x.Reference)
	t := Table{Caption: "All strata that show both, taken together and compared within each. Odds are those taken forward for each one who was not; 1 is the same odds.",
		Columns: []Column{{Head: "Group", Names: true}, {Head: "Strata", Figures: true}, {Head: "Ratio, together", Figures: true}, {Head: "Odds, within", Figures: true}, {Head: "Chi-squared and p", Figures: true}, {Head: "Without correction", Figures: true}}}
	var none []string
	for _, g := range x.Groups {
		if w := g.Within; w != nil {
			t.Rows = append(t.Rows, []string{g.Group, fmt.Sprintf("%d of %d", w.Strata, len(x.Strata)), places(w.Together.Ratio, 2), places(w.Odds, 2),
				places(w.ChiSquared, 2) + ", p " + chance(w.P), places(w.Uncorrected, 2) + ", p " + chance(w.PlainP)})
		} else if g.Ratio != nil {
			none = append(none, g.Group)
		}
	}
	if len(t.Rows) > 0 {
		x.add(t)
		x.turns()
	}
	if len(none) > 0 {
		x.say("Of %s fewer than two strata can be shown beside %s, so like is not compared with like here. That does not mean that there is no difference. Put strata together that are alike.", and(none), x.Reference)
	}
	var left []string
	for _, g := range x.Groups {
		if g.Ratio != nil {
			left = append(left, x.partial(g)...)
		}
	}
	if len(left) > 0 {
		x.add(List{Items: left})
	}
	x.add(x.strataTable())
}

// turns says of which groups the strata say the same as all of them together.
func (x *disparity) turns() {
	var alike []string
	for _, g := range x.Groups {
		if g.Within != nil && g.Within.Turns == assess.NoTurn {
			alike = append(alike, g.Group)
		}
	}
	if len(alike) > 0 {
		x.say("For %s, comparing like with like, in the strata that show both, does not change what is said above.", and(alike))
	}
}

// strataTable shows the rates of each stratum.
func (x *disparity) strataTable() Table {
	t := Table{Caption: "Stratum by stratum.", Columns: []Column{{Head: "Stratum", Names: true}, {Head: "Group"}, {Head: "Considered", Figures: true}, {Head: "Taken forward", Figures: true}, {Head: "Rate", Figures: true},
		{Head: "Ratio", Figures: true}}}
	for _, s := range x.Strata {
		for _, g := range s.Groups {
			ratio := "none"
			switch {
			case g.Ratio != nil:
				ratio = places(g.Ratio.Ratio, 2)
			case hides(g):
				ratio = hidden
			case g.Group == x.Reference && !g.Nobody:
				ratio = "1"
			}
			t.Rows = append(t.Rows, append(slices.Concat([]string{s.Stratum}, rateCells(g.Group, g.Rate, g.Nobody)[:4]), ratio))
		}
	}
	return t
}

// next says what to look at.
func (x *disparity) next() {
	items := []string{
		"Find the step. Make a table for each step (sifted, interviewed, offered): at which do the rates part?",
		"Look at what was asked for. Does each criterion serve the work? Which equivalents were taken for it, and was that the same for everybody?",
		"Look at the decisions again. Let a second person decide a sample without names, groups and the first decision; talk about those that differ.",
		"Ask who applied. Where was the work advertised, and whom did that reach?",
		"Do not rest much on one round. Put rounds together, and look again after the next.",
		"Talk with somebody who knows equality law, and with those whom it is about, before you act on this.",
	}
	if len(x.Strata) == 0 {
		items = slices.Insert(items, 1, "Compare like with like. Add a column “stratum” (the post, the site, the round): groups may have applied for posts that are not equally hard to get.")
	}
	x.add(Heading{2, "What to look at next"}, List{true, items})
	x.say("Answers to monitoring questions belong apart from applications. Only totals of them come here, and those who decide on applications need not see this.")
}

// law says what the figures are in law.
func (x *disparity) law() {
	x.add(Heading{2, "What these figures are, and what they are not"})
	x.add(List{Items: []string{
		"Four fifths is guidance of the United States (Uniform Guidelines on Employee Selection Procedures, 1978). It is a screen and no more: it says where to look. With few people it finds differences that are chance, and with many it misses some that are not.",
		"In the United Kingdom the question is another one: indirect discrimination (Equality Act 2010, section 19; Northern Ireland has laws of its own). Does something that is the same for everybody put people who share a protected characteristic at a particular disadvantage, and can it be shown to be a proportionate means of achieving a legitimate aim? No figure here answers that.",
		"A difference does not show its cause. Where there is none, that does not show that each decision was sound.",
	}})
}

// method says how the figures are worked out.
func (x *disparity) method() {
	x.add(Heading{2, "How it is worked out"}, Facts{
		{"Rate", []string{"taken forward / considered, with Wilson's interval of 95 %"}},
		{"Ratio", []string{"the rate of a group / the rate of the group with the highest rate of those shown, with Katz's interval of 95 %"}},
		{"Below four fifths", []string{"5 x taken of the group x considered of the other < 4 x taken of the other x considered of the group, in whole numbers; 0.80 itself is not below"}},
		{"p", []string{"Fisher's exact test, two-sided; for several groups by Holm's method. What is said above goes by the latter, at 0.05"}},
		{"Odds, within", []string{"the common odds ratio of Mantel and Haenszel over strata that show both groups, with their chi-squared test, with and without correction for continuity"}},
		{"Rounding", []string{"every figure is rounded down; nothing is decided on a rounded figure"}},
		{"Hidden", []string{fmt.Sprintf("counts of which fewer than %d were taken forward, or fewer than %d were not, but for counts of nobody; and what would give them back. Without strata that is the smallest of the other groups, unless of all hidden together %d at least were taken forward and %d at least were not. With strata it is, for each, three more at the corners of a rectangle of groups and strata", x.Small, x.Small, x.Small, x.Small),
			fmt.Sprintf("So from the totals alone at least %d values of every hidden figure fit. Somebody who knows this rule and tries it on every table that fits can rule some of them out; with several strata and very few people, all but one. So show this report only to people who may know the counts", x.Small+1),
			"All other figures are worked out from those shown, and from them alone"}},
	})
}

// rateOf gives a rate as a percentage with one place, rounded down, by whole numbers.
func rateOf(r assess.TakenRate) string {
	thousandths := int64(r.Taken) * 1000 / int64(r.Considered)
	return fmt.Sprintf("%d.%d %%", thousandths/10, thousandths%10)
}

// places gives a figure that is not negative with some decimal places, rounded down.
func places(f float64, n int) string {
	whole, rest, _ := strings.Cut(strconv.FormatFloat(f, 'f', -1, 64), ".")
	return whole + "." + (rest + strings.Repeat("0", n))[:n]
}

// oddsOf gives an odds ratio such that it is not read as 1 where it is not.
func oddsOf(odds float64) string {
	if s := places(odds, 2); s != "1.00" || odds == 1 {
		return s
	}
	return "a little over 1"
}

// chance gives a p-value.
func chance(p float64) string {
	if p < .001 {
		return "under 0.001"
	}
	return places(p, 3)
}
