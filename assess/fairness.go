package assess

import (
	"cmp"
	"math"
	"math/big"
	"slices"
)

// # Whom people took forward
//
// FairnessOf examines decisions that people made, from their totals for each group; nothing that this program works
// out about a person enters it. It compares each group with the one that has the highest rate, and does so again
// within each stratum (a post, a site, a year), as groups may have applied to posts that are not equally hard to get.
//
// # What is hidden
//
// Small counts can tell of single people. A count of which fewer than Small were taken forward, or fewer than Small
// were not, is hidden: both figures and their sum. A count of nobody tells of nobody, and is not: such a group has no
// rate, and hides no other.
//
// So that subtraction from totals gives none back, more counts are hidden. Without strata, of the hidden ones
// together Small must be taken forward and Small not: then each can be anything up to that. If they are not,
// the smallest of the other groups goes with them; that is always enough. With strata it is, for each
// small count, three others at the corners of a rectangle of groups (or the total) and strata (or
// the total). As much as one gains at one corner can be lost at the next without any total changing. Of the
// rectangles that have room for Small, the one is taken that hides the fewest people. So from the totals alone at least
// Small + 1 values of every hidden figure fit. (Who tries the rule on every table that fits can rule some of
// them out; with several strata and hardly any people, all but one.) Which of the hidden counts are small, and
// which go with them, is not said. The total of all is not hidden, as it is often known elsewhere;
// where nothing less is enough, everything is hidden with it. Every other figure is worked out from counts that
// are shown, and from them alone: so none can give a hidden one away.

// Limits of fairness.
const (
	Small      = 10            // of a count that is shown at least so many were taken forward, and so many not
	MostGroups = 50            // groups that are compared
	MostStrata = 200           // strata
	MostPeople = 1_000_000_000 // in all counts together
)

// A Count says of one group, in one stratum, how many people were considered, and how many of those people took forward.
type Count struct {
	Group      string
	Stratum    string // "" if the table has none
	Considered int
	Taken      int // 0 to Considered
}

// Fairness is what counts show of decisions that people made. It holds no hidden count, and nothing worked out
// from one.
type Fairness struct {
	Small     int           `json:"small"`     // counts below this are hidden
	Reference string        `json:"reference"` // the group that the others are compared with: the highest rate of those shown, the first of equals; "" if fewer than two are shown
	All       *TakenRate    `json:"all"`       // null if all is hidden, or of nobody
	Groups    []GroupRate   `json:"groups"`    // in the order of the counts
	Strata    []StratumRate `json:"strata"`    // in the order of the counts; none if there are fewer than two
}

// A TakenRate is how many of a group were taken forward.
type TakenRate struct {
	Considered int     `json:"considered"`
	Taken      int     `json:"taken"`
	Rate       float64 `json:"rate"` // Taken / Considered
	Low        float64 `json:"low"`  // Wilson's interval for it, of 95 %
	High       float64 `json:"high"`
}

// A GroupRate is the rate of a group, and how it compares.
type GroupRate struct {
	Group  string     `json:"group"`
	Nobody bool       `json:"nobody,omitempty"` // nobody was considered: there is no rate, and nothing is hidden
	Rate   *TakenRate `json:"rate"`             // null if hidden, or of nobody
	Ratio  *Ratio     `json:"ratio"`            // to the reference; null for the reference, and where one of the two has no rate
	Test   *Test      `json:"test,omitempty"`   // over all strata together only, as Ratio
	Within *Within    `json:"within,omitempty"` // over all strata together only; absent if fewer than two strata show both groups
}

// A StratumRate is the rates in one stratum.
type StratumRate struct {
	Stratum string      `json:"stratum"`
	All     *TakenRate  `json:"all"`    // null if hidden, or of nobody
	Groups  []GroupRate `json:"groups"` // as in Fairness
}

// A Ratio is the rate of a group by that of the reference.
type Ratio struct {
	Ratio           float64 `json:"ratio"`
	Low             float64 `json:"low"` // Katz's interval for it, of 95 %
	High            float64 `json:"high"`
	BelowFourFifths bool    `json:"below_four_fifths"` // by whole numbers; four fifths itself is not below
}

// A Test says how often chance alone would give a difference as large, if there were none.
type Test struct {
	P    float64 `json:"p"`    // Fisher's exact test, two-sided
	Holm float64 `json:"holm"` // P, made larger for comparing several groups, as Holm does
}

// Seldom says whether chance alone would seldom give such a difference. Where it would not, chance cannot be ruled out;
// that does not show that there is no difference.
func (t Test) Seldom() bool { return t.Holm < Chance }

// Within is a group beside the reference, like with like: within the strata in which both are shown.
type Within struct {
	Strata      int     `json:"strata"`      // in which both are shown
	Together    Ratio   `json:"together"`    // the ratio if these strata are put together
	TogetherP   float64 `json:"together_p"`  // and Fisher's p
	Odds        float64 `json:"odds"`        // the odds ratio of Mantel and Haenszel: 1 is no difference within the strata
	ChiSquared  float64 `json:"chi_squared"` // their test, with correction for continuity as R has it
	P           float64 `json:"p"`
	Uncorrected float64 `json:"uncorrected"`   // without it
	PlainP      float64 `json:"uncorrected_p"` // of Uncorrected
	Turns       Turn    `json:"turns"`
}

// A Turn says how putting strata together misleads: Simpson's paradox.
type Turn string

// The turns.
const (
	NoTurn   Turn = ""
	Reversed Turn = "reversed" // lower together and higher within, or the other way round, and one of them more than chance
	Vanishes Turn = "vanishes" // more than chance together, and not within
	Appears  Turn = "appears"  // more than chance within, and not together
)

// FairnessOf compares the groups of counts. There are at least two groups and no more than the limits; no group stands
// twice in a stratum. The order of the counts is that of groups and strata; it settles what is equal otherwise, and nothing else.
func FairnessOf(counts []Count) Fairness {
	groups, strata, g := newGrid(counts)
	g.hide(Small)
	total, all := len(groups), len(strata)
	f := Fairness{Small: Small, All: g.rate(total, all), Groups: g.column(groups, all), Strata: []StratumRate{}}
	reference := g.highest(all)
	if reference >= 0 {
		f.Reference = groups[reference]
		g.compare(f.Groups, reference, all)
		g.test(f.Groups, reference)
	}
	if len(strata) < 2 {
		return f
	}
	for s, name := range strata {
		rates := StratumRate{name, g.rate(total, s), g.column(groups, s)}
		if reference >= 0 {
			g.compare(rates.Groups, reference, s)
		}
		f.Strata = append(f.Strata, rates)
	}
	return f
}

// A tally is how many were taken forward, and how many were not.
type tally [2]int

func (t tally) considered() int { return t[0] + t[1] }

// compare gives -1, 0 or 1 as the rate of t is less than, equal to or more than that of u.
func (t tally) compare(u tally) int {
	return cmp.Compare(int64(t[0])*int64(u.considered()), int64(u[0])*int64(t.considered()))
}

// A grid is the tallies of groups, with their total in the last row, by strata, with their total in the last column.
type grid struct {
	cells  [][]tally
	hidden [][]bool
}

// newGrid puts counts in order. What is not counted is 0.
func newGrid(counts []Count) (groups, strata []string, g *grid) {
	for _, c := range counts {
		if !slices.Contains(groups, c.Group) {
			groups = append(groups, c.Group)
		}
		if !slices.Contains(strata, c.Stratum) {
			strata = append(strata, c.Stratum)
		}
	}
	g = &grid{}
	for range len(groups) + 1 {
		g.cells, g.hidden = append(g.cells, make([]tally, len(strata)+1)), append(g.hidden, make([]bool, len(strata)+1))
	}
	for _, c := range counts {
		row, column := slices.Index(groups, c.Group), slices.Index(strata, c.Stratum)
		for _, i := range []int{row, len(groups)} {
			for _, j := range []int{column, len(strata)} {
				g.cells[i][j][0] += c.Taken
				g.cells[i][j][1] += c.Considered - c.Taken
			}
		}
	}
	return groups, strata, g
}

// hide hides what is small, and what would give it back. Where nobody was considered there is nothing to hide.
func (g *grid) hide(small int) {
	var primary [][2]int
	for i, row := range g.cells {
		for j, t := range row {
			if min(t[0], t[1]) < small && !g.nobody(i, j) {
				g.hidden[i][j] = true
				primary = append(primary, [2]int{i, j})
			}
		}
	}
	enough := true
	if len(g.cells[0]) == 2 && len(primary) > 0 {
		enough = g.cover(small)
	} else {
		for _, at := range primary {
			enough = enough && g.protect(at[0], at[1], small)
		}
	}
	if !enough {
		for i := range g.hidden {
			for j := range g.hidden[i] {
				g.hidden[i][j] = !g.nobody(i, j)
			}
		}
	}
}

// cover hides one group more, the smallest, if the groups that are hidden in the only stratum are not enough for each
// other; false if there is none.
func (g *grid) cover(small int) bool {
	var together tally
	least := -1
	for i, row := range g.cells[:len(g.cells)-1] {
		switch t := row[0]; {
		case g.hidden[i][0]:
			together = tally{together[0] + t[0], together[1] + t[1]}
		case !g.nobody(i, 0) && (least < 0 || t.considered() < g.cells[least][0].considered()):
			least = i
		}
	}
	if min(together[0], together[1]) >= small { // then they are two at least, as each is small
		return true
	}
	if least >= 0 {
		g.hidden[least][0], g.hidden[least][1] = true, true
	}
	return least >= 0
}

// protect hides the corners of the rectangle that hides the fewest people, of those that leave the cell room;
// false if there is none.
func (g *grid) protect(i, j, small int) bool {
	total, all := len(g.cells)-1, len(g.cells[0])-1
	row, column, least := -1, -1, 0
	for k := range g.cells {
		for l := range g.cells[k] {
			inCorner := (i == total || k == total) && (j == all || l == all)
			if k == i || l == j || inCorner || g.nobody(i, l) || g.nobody(k, j) || g.nobody(k, l) {
				continue
			}
			people := g.shown(i, l) + g.shown(k, j) + g.shown(k, l)
			if (row < 0 || people < least) && g.room(i, j, k, l) >= small {
				row, column, least = k, l, people
			}
		}
	}
	if row < 0 {
		return false
	}
	g.hidden[i][column], g.hidden[row][j], g.hidden[row][column] = true, true, true
	return true
}

// nobody says whether nobody was considered in a cell.
func (g *grid) nobody(i, j int) bool { return g.cells[i][j].considered() == 0 }

// rated says whether a cell has a rate that is shown.
func (g *grid) rated(i, j int) bool { return !g.hidden[i][j] && !g.nobody(i, j) }

// shown gives the people in a cell that is not hidden.
func (g *grid) shown(i, j int) int {
	if g.hidden[i][j] {
		return 0
	}
	return g.cells[i][j].considered()
}

// room says how many other values a cell could have, if only the corners of a rectangle were changed and no
// figure became negative: the fewer of those taken forward and of those not.
func (g *grid) room(i, j, k, l int) int {
	total, all := len(g.cells)-1, len(g.cells[0])-1
	room := math.MaxInt
	for taken := range 2 {
		up, down := math.MaxInt, math.MaxInt
		for _, at := range [4][2]int{{i, j}, {i, l}, {k, j}, {k, l}} {
			rises := (at[0] == i) == (at[1] == j) // as corners in turn gain and lose
			if at[0] == total != (at[1] == all) { // and a total goes with what it is the sum of
				rises = !rises
			}
			if n := g.cells[at[0]][at[1]][taken]; rises {
				down = min(down, n)
			} else {
				up = min(up, n)
			}
		}
		room = min(room, up+down)
	}
	return room
}

// rate gives the rate in a cell, nil if it has none that is shown.
func (g *grid) rate(i, j int) *TakenRate {
	if !g.rated(i, j) {
		return nil
	}
	t := g.cells[i][j]
	low, high := wilson(t[0], t.considered())
	return &TakenRate{t.considered(), t[0], float64(t[0]) / float64(t.considered()), low, high}
}

// column gives the rates of all groups in one column.
func (g *grid) column(groups []string, j int) []GroupRate {
	rates := make([]GroupRate, len(groups))
	for i, name := range groups {
		rates[i] = GroupRate{Group: name, Nobody: g.nobody(i, j), Rate: g.rate(i, j)}
	}
	return rates
}

// highest gives the group with the highest rate of those shown in a column, -1 if fewer than two are.
func (g *grid) highest(j int) int {
	best, shown := -1, 0
	for i := range len(g.cells) - 1 {
		if !g.rated(i, j) {
			continue
		}
		shown++
		if best < 0 || g.cells[i][j].compare(g.cells[best][j]) > 0 {
			best = i
		}
	}
	if shown < 2 {
		return -1
	}
	return best
}

// compare sets each group beside the reference in one column.
func (g *grid) compare(rates []GroupRate, reference, j int) {
	for i := range rates {
		if i != reference && g.rated(i, j) && g.rated(reference, j) {
			r := ratio(g.cells[i][j], g.cells[reference][j])
			rates[i].Ratio = &r
		}
	}
}

// test tests the groups that are compared over all strata together, and then within them.
func (g *grid) test(rates []GroupRate, reference int) {
	all := len(g.cells[0]) - 1
	var tests []*Test
	for i := range rates {
		if rates[i].Ratio != nil {
			rates[i].Test = &Test{P: fisher(g.cells[i][all], g.cells[reference][all])}
			rates[i].Within = g.within(i, reference)
			tests = append(tests, rates[i].Test)
		}
	}
	holm(tests)
}

// within compares a group with the reference in the strata that show both.
func (g *grid) within(i, reference int) *Within {
	var pairs [][2]tally
	var group, other tally
	for j := range len(g.cells[0]) - 1 {
		if g.rated(i, j) && g.rated(reference, j) {
			a, b := g.cells[i][j], g.cells[reference][j]
			pairs = append(pairs, [2]tally{a, b})
			group, other = tally{group[0] + a[0], group[1] + a[1]}, tally{other[0] + b[0], other[1] + b[1]}
		}
	}
	if len(pairs) < 2 {
		return nil
	}
	w, apart := mantelHaenszel(pairs)
	w.Strata, w.Together, w.TogetherP = len(pairs), ratio(group, other), fisher(group, other)
	w.Turns = w.turn(group.compare(other), apart)
	return &w
}

// turn says how it misleads to put strata together. Of both ways it is given whether the group is below the reference,
// level with it or above.
func (w *Within) turn(together, apart int) Turn {
	switch {
	case together*apart < 0 && min(w.TogetherP, w.P) < Chance:
		return Reversed
	case w.TogetherP < Chance && w.P >= Chance:
		return Vanishes
	case w.TogetherP >= Chance && w.P < Chance:
		return Appears
	}
	return NoTurn
}

// ratio compares a group with a reference; in both somebody was taken forward.
func ratio(group, reference tally) Ratio {
	b, m := group[0], group.considered()
	a, n := reference[0], reference.considered()
	value := float64(b) * float64(n) / (float64(a) * float64(m))
	apart := math.Exp(z975 * math.Sqrt(1/float64(b)-1/float64(m)+1/float64(a)-1/float64(n)))
	return Ratio{value, value / apart, value * apart, 5*int64(b)*int64(n) < 4*int64(a)*int64(m)}
}

// wilson gives the interval of Wilson for a share, of 95 %.
func wilson(taken, considered int) (low, high float64) {
	x, n, z2 := float64(taken), float64(considered), z975*z975
	middle, apart := x+z2/2, z975*math.Sqrt(x*(n-x)/n+z2/4)
	return max(0, (middle-apart)/(n+z2)), min(1, (middle+apart)/(n+z2))
}

// Limits of likelihoods.
const (
	fisherTie     = 1 + 1e-7 // by so much a table may seem likelier than the one observed, and count as equally likely, as in R
	fisherNothing = 1e-300   // is nothing
)

// fisher gives the two-sided p-value of Fisher's exact test: the share of the tables with the same totals that are
// as likely as the one observed, or less. Likelihoods are by that of the likeliest table, and followed from there
// until they are nothing. It is 0 if the table observed is less likely than that.
func fisher(a, b tally) float64 {
	n1, n2, taken := float64(a.considered()), float64(b.considered()), float64(a[0]+b[0])
	from, to := max(0, taken-n2), min(taken, n1)
	mode := min(to, max(from, math.Floor((taken+1)*(n1+1)/(n1+n2+2))))
	next := func(k float64) float64 { return (n1 - k) * (taken - k) / ((k + 1) * (n2 - taken + k + 1)) }
	likely := []float64{1}
	observed := 0.0
	if mode == float64(a[0]) {
		observed = 1
	}
	visit := func(k, l float64) {
		likely = append(likely, l)
		if k == float64(a[0]) {
			observed = l
		}
	}
	for k, l := mode, 1.0; k < to && l > fisherNothing; k++ {
		l *= next(k)
		visit(k+1, l)
	}
	for k, l := mode, 1.0; k > from && l > fisherNothing; k-- {
		l /= next(k - 1)
		visit(k-1, l)
	}
	slices.Sort(likely) // the smallest are summed first
	tail, all := 0.0, 0.0
	for _, l := range likely {
		all += l
		if l <= observed*fisherTie {
			tail = all
		}
	}
	return tail / all
}

// holm fills in the p-values of Holm.
func holm(tests []*Test) {
	tests = slices.Clone(tests)
	slices.SortStableFunc(tests, func(a, b *Test) int { return cmp.Compare(a.P, b.P) })
	most := 0.0
	for i, t := range tests {
		most = max(most, min(1, t.P*float64(len(tests)-i)))
		t.Holm = most
	}
}

// mantelHaenszel compares the first of each pair with the second over strata; apart is -1, 0 or 1 as its odds are lower,
// equal or higher. All sums are exact. Each tally has people who were taken forward, and people who were not.
func mantelHaenszel(strata [][2]tally) (w Within, apart int) {
	over, under, excess, variance := new(big.Rat), new(big.Rat), new(big.Rat), new(big.Rat)
	for _, s := range strata {
		a, b, c, d := big.NewInt(int64(s[0][0])), big.NewInt(int64(s[0][1])), big.NewInt(int64(s[1][0])), big.NewInt(int64(s[1][1]))
		first, second := new(big.Int).Add(a, b), new(big.Int).Add(c, d)
		taken, not := new(big.Int).Add(a, c), new(big.Int).Add(b, d)
		n := new(big.Int).Add(first, second)
		over.Add(over, quotient(times(a, d), n))
		under.Add(under, quotient(times(b, c), n))
		excess.Add(excess, new(big.Rat).Sub(new(big.Rat).SetInt(a), quotient(times(first, taken), n)))
		variance.Add(variance, quotient(times(first, second, taken, not), times(n, n, new(big.Int).Sub(n, big.NewInt(1)))))
	}
	apart = over.Cmp(under)
	w.Odds, _ = over.Quo(over, under).Float64()
	w.Uncorrected, w.PlainP = chiSquared(excess, variance)
	if half := big.NewRat(1, 2); excess.Abs(excess).Cmp(half) >= 0 {
		excess.Sub(excess, half)
	}
	w.ChiSquared, w.P = chiSquared(excess, variance)
	return w, apart
}

// chiSquared gives excess² / variance, and the share of a chi-squared distribution with one degree of freedom above it.
func chiSquared(excess, variance *big.Rat) (value, p float64) {
	square := new(big.Rat).Mul(excess, excess)
	value, _ = square.Quo(square, variance).Float64()
	return value, math.Erfc(math.Sqrt(value / 2))
}

func quotient(a, b *big.Int) *big.Rat { return new(big.Rat).SetFrac(a, b) }

// times gives the product of whole numbers.
func times(all ...*big.Int) *big.Int {
	product := big.NewInt(1)
	for _, n := range all {
		product.Mul(product, n)
	}
	return product
}
