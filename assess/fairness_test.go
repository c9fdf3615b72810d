package assess

import (
	"encoding/binary"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
)

// The reference values are those of R 4.2.2: fisher.test, mantelhaen.test, prop.test and p.adjust, on the data named.

// admissions are those of Berkeley in 1973, UCBAdmissions in R: men and women, by department.
func admissions() (counts []Count) {
	for i, d := range [][4]int{{512, 313, 89, 19}, {353, 207, 17, 8}, {120, 205, 202, 391}, {138, 279, 131, 244}, {53, 138, 94, 299}, {22, 351, 24, 317}} {
		stratum := string(rune('A' + i))
		counts = append(counts, Count{"men", stratum, d[0] + d[1], d[0]}, Count{"women", stratum, d[2] + d[3], d[2]})
	}
	return counts
}

func pairsOf(counts []Count) (pairs [][2]tally) {
	for i := 0; i < len(counts); i += 2 {
		a, b := counts[i], counts[i+1]
		pairs = append(pairs, [2]tally{{a.Taken, a.Considered - a.Taken}, {b.Taken, b.Considered - b.Taken}})
	}
	return pairs
}

func TestRatio(t *testing.T) {
	for _, c := range []struct {
		a, m, b, n      int // the group, then the reference
		want, low, high float64
		below           bool
		p               float64
	}{
		{12, 40, 48, 80, .5, .301432941046, .829371863383, true, .00340922176785},
		{45, 100, 60, 100, .75, .572894695406, .981855835829, true, .047165485383},
		{48, 100, 60, 100, .8, .617286255463, 1.03679612876, false, .118388137804},
		{51, 100, 60, 100, .85, .66195702278, 1.09146058601, false, .254950263624},
		{1, 10, 3, 20, 1 / 1.5, 1 / 12.6484666709, 1 / .177887174671, true, 1},
		{4500, 10000, 5000, 10000, .9, .874084755583, .926683590838, false, 1.58068752497e-12},
		{557, 1835, 1198, 2691, .681829843563, .628696597625, .739453557296, true, 4.83590317934e-22},
		{90, 100_000, 110, 100_000, .818181818182, .619334406201, 1.08087243483, false, .178746628515},
		{10, 1_000_000, 60, 1_000_000, .166666666667, .0853317328136, .325526938946, true, 7.99988523218e-10},
		{3, 4, 1, 4, 3, .501284309387, 17.9538833182, false, .485714285714},                   // Fisher's tea
		{2, 17, 10, 13, .152941176471, .0402298606995, .581433866623, true, .000536724119143}, // and twins
	} {
		group, reference := tally{c.a, c.m - c.a}, tally{c.b, c.n - c.b}
		r := ratio(group, reference)
		near(t, "ratio", r.Ratio, c.want)
		near(t, "low", r.Low, c.low)
		near(t, "high", r.High, c.high)
		near(t, "p", fisher(group, reference), c.p)
		near(t, "p the other way round", fisher(reference, group), c.p)
		if r.BelowFourFifths != c.below {
			t.Errorf("%v: below four fifths is %v", c, r.BelowFourFifths)
		}
	}
}

func TestFourFifthsExactly(t *testing.T) {
	const n = MostPeople / 2
	for _, c := range []struct {
		taken int
		below bool
	}{{n/5*4 - 1, true}, {n / 5 * 4, false}, {n/5*4 + 1, false}} {
		if r := ratio(tally{c.taken, n - c.taken}, tally{n, 0}); r.BelowFourFifths != c.below {
			t.Errorf("%d of %d: below four fifths is %v", c.taken, n, r.BelowFourFifths)
		}
	}
}

// TestFisherBySumming compares with the sum over all tables, by logarithms of factorials.
func TestFisherBySumming(t *testing.T) {
	choose := func(n, k int) float64 {
		a, _ := math.Lgamma(float64(n + 1))
		b, _ := math.Lgamma(float64(k + 1))
		c, _ := math.Lgamma(float64(n - k + 1))
		return a - b - c
	}
	r := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		a, b := tally{r.IntN(40), r.IntN(40) + 1}, tally{r.IntN(200), r.IntN(10) + 1}
		n1, n2, taken := a.considered(), b.considered(), a[0]+b[0]
		p := func(k int) float64 { return math.Exp(choose(n1, k) + choose(n2, taken-k) - choose(n1+n2, taken)) }
		want := 0.0
		for k := max(0, taken-n2); k <= min(n1, taken); k++ {
			if p(k) <= p(a[0])*fisherTie {
				want += p(k)
			}
		}
		near(t, fmt.Sprint(a, b), fisher(a, b), want)
	}
	if p := fisher(tally{0, 400_000_000}, tally{400_000_000, 0}); p != 0 {
		t.Errorf("p of what chance never gives: %v", p)
	}
}

func TestWilsonOfRates(t *testing.T) {
	for _, c := range []struct {
		taken, considered int
		low, high         float64
	}{{81, 263, .255288519878, .366209576983}, {12, 40, .180748452297, .454300188181}, {0, 10, 0, .277532799863}, {10, 10, 1 - .277532799863, 1}} {
		low, high := wilson(c.taken, c.considered)
		near(t, "low", low, c.low)
		near(t, "high", high, c.high)
	}
}

func TestHolm(t *testing.T) {
	for _, c := range []struct{ p, want []float64 }{{[]float64{.01, .04, .03}, []float64{.03, .06, .06}}, {[]float64{.6, .5, .04}, []float64{1, 1, .12}}} {
		var tests []*Test
		for _, p := range c.p {
			tests = append(tests, &Test{P: p})
		}
		holm(tests)
		for i, want := range c.want {
			near(t, "p", tests[i].Holm, want)
		}
	}
	if (Test{Holm: .05}).Seldom() || !(Test{Holm: .0499}).Seldom() {
		t.Error("what chance would seldom give begins at .05")
	}
}

func TestMantelHaenszel(t *testing.T) {
	for _, c := range []struct {
		name                                    string
		pairs                                   [][2]tally
		odds, chi, p, uncorrected, uncorrectedP float64
		apart                                   int
	}{
		{"admissions", pairsOf(admissions()), .904696828259, 1.42694622859, .232263462817, 1.52460666044, .216923697056, -1},
		{"small", [][2]tally{{{20, 5}, {10, 15}}, {{30, 10}, {15, 25}}}, 5.34782608696, 17.898422637, 2.33014154914e-05, 19.4210315071, 1.04846081286e-05, 1},
		{"nearer than the correction", [][2]tally{{{10, 10}, {20, 20}}, {{11, 10}, {20, 20}}}, 1.04958677686, .0156045438316, .900588350466, .0156045438316, .900588350466, 1},
		{"none", [][2]tally{{{10, 10}, {20, 20}}, {{30, 20}, {15, 10}}}, 1, 0, 1, 0, 1, 0},
	} {
		w, apart := mantelHaenszel(c.pairs)
		near(t, c.name+": odds", w.Odds, c.odds)
		near(t, c.name+": chi squared", w.ChiSquared, c.chi)
		near(t, c.name+": p", w.P, c.p)
		near(t, c.name+": uncorrected", w.Uncorrected, c.uncorrected)
		near(t, c.name+": p of it", w.PlainP, c.uncorrectedP)
		if apart != c.apart {
			t.Errorf("%s: apart %d", c.name, apart)
		}
	}
}

func TestSimpson(t *testing.T) {
	f := FairnessOf(admissions())
	if f.Reference != "men" || len(f.Strata) != 6 || f.All.Considered != 4526 {
		t.Fatalf("%+v", f)
	}
	women := f.Groups[1]
	near(t, "all strata together", women.Ratio.Ratio, .681829843563)
	near(t, "and its p", women.Test.P, 4.83590317934e-22)
	w := women.Within // in A, C, D and F: of B few women were not taken, which hides B, and E with it
	if w.Strata != 4 || w.Turns != Reversed {
		t.Errorf("%+v", w)
	}
	near(t, "odds", w.Odds, 1.1677386997)
	near(t, "chi squared", w.ChiSquared, 2.76826157903)
	near(t, "p", w.P, .0961505333338)
	near(t, "together", w.Together.Ratio, .770977238867)
	near(t, "and its p", w.TogetherP, 2.92731419887e-08)
	near(t, "in A", f.Strata[0].Groups[1].Ratio.Ratio, 89./108/(512./825))
	for i, s := range f.Strata {
		hidden := i == 1 || i == 4
		if s.Groups[0].Rate == nil != hidden || s.Groups[1].Rate == nil != hidden || s.Groups[1].Ratio == nil != hidden || s.Groups[0].Ratio != nil || s.All == nil {
			t.Errorf("%s: %+v", s.Stratum, s)
		}
	}
}

func TestTurns(t *testing.T) {
	// within gives a group 10 and a reference 20 of the counts of taken and not.
	stratum := func(s string, a, b tally) []Count {
		return []Count{{"a", s, a.considered(), a[0]}, {"b", s, b.considered(), b[0]}}
	}
	for _, c := range []struct {
		want Turn
		x, y [2]tally
	}{
		{NoTurn, [2]tally{{20, 80}, {40, 60}}, [2]tally{{20, 80}, {40, 60}}},
		{NoTurn, [2]tally{{50, 50}, {80, 80}}, [2]tally{{20, 30}, {11, 17}}},
		{Reversed, [2]tally{{80, 20}, {300, 100}}, [2]tally{{40, 360}, {10, 100}}},
		{Vanishes, [2]tally{{78, 22}, {320, 80}}, [2]tally{{40, 360}, {10, 90}}},
		{Appears, [2]tally{{250, 250}, {195, 105}}, [2]tally{{20, 80}, {90, 210}}},
	} {
		f := FairnessOf(append(stratum("x", c.x[0], c.x[1]), stratum("y", c.y[0], c.y[1])...))
		for _, g := range f.Groups {
			if g.Within != nil && g.Within.Turns != c.want {
				t.Errorf("%q, not %q: %+v", g.Within.Turns, c.want, *g.Within)
			}
		}
	}
}

func TestWhatIsHidden(t *testing.T) {
	shown := func(rates []GroupRate) (s string) {
		for _, r := range rates {
			switch {
			case r.Nobody && r.Rate == nil && r.Ratio == nil:
				s += "0"
			case r.Nobody:
				s += "?"
			case r.Rate == nil:
				s += "-"
			default:
				s += "+"
			}
		}
		return s
	}
	for _, c := range []struct {
		name      string
		counts    []Count
		groups    string
		reference string
		strata    []string
	}{
		{"both small", []Count{{"a", "", 20, 3}, {"b", "", 10, 1}}, "--", "", nil},
		{"one of two", []Count{{"a", "", 500, 300}, {"b", "", 40, 9}}, "--", "", nil},
		{"not taken", []Count{{"a", "", 500, 300}, {"b", "", 40, 31}}, "--", "", nil},
		{"just enough", []Count{{"a", "", 500, 300}, {"b", "", 20, 10}}, "++", "a", nil},
		{"the smallest goes with it", []Count{{"a", "", 500, 300}, {"b", "", 15, 5}, {"c", "", 80, 50}, {"d", "", 90, 30}}, "+--+", "a", nil},
		{"room is needed", []Count{{"a", "", 500, 300}, {"b", "", 0, 0}, {"c", "", 50, 10}, {"d", "", 15, 0}}, "+0--", "", nil},
		{"nobody hides nobody", []Count{{"a", "", 200, 100}, {"b", "", 0, 0}, {"c", "", 100, 30}}, "+0+", "a", nil},
		{"nobody is shown beside what is all hidden", []Count{{"a", "", 20, 3}, {"b", "", 0, 0}, {"c", "", 9, 1}}, "-0-", "", nil},
		{"one with people", []Count{{"a", "", 200, 100}, {"b", "", 0, 0}}, "+0", "", nil},
		{"nobody at all", []Count{{"a", "x", 0, 0}, {"b", "y", 0, 0}}, "00", "", []string{"00", "00"}},
		{"one small goes with one", []Count{{"a", "", 1000, 500}, {"b", "", 200, 9}, {"c", "", 300, 150}}, "+--", "", nil},
		{"two small are enough for each other", []Count{{"a", "", 1000, 500}, {"b", "", 200, 9}, {"c", "", 300, 150}, {"d", "", 50, 1}}, "+-+-", "a", nil},
		{"and three", []Count{{"a", "", 1000, 500}, {"b", "", 200, 0}, {"c", "", 300, 150}, {"d", "", 50, 5}, {"e", "", 50, 5}}, "+-+--", "a", nil},
		{"two that are not enough", []Count{{"a", "", 1000, 500}, {"b", "", 200, 4}, {"c", "", 300, 150}, {"d", "", 50, 5}}, "+---", "", nil},
		{"two that are not, of those not taken", []Count{{"a", "", 1000, 500}, {"b", "", 200, 196}, {"c", "", 300, 150}, {"d", "", 50, 45}}, "+---", "", nil},
		{"nobody in a stratum", []Count{{"a", "x", 90, 40}, {"b", "x", 0, 0}, {"a", "y", 100, 50}, {"b", "y", 100, 40}}, "++", "a", []string{"+0", "++"}},
		{"and small ones elsewhere", []Count{{"a", "w", 90, 40}, {"b", "w", 0, 0}, {"a", "x", 90, 40}, {"b", "x", 40, 3}, {"a", "y", 100, 50}, {"b", "y", 100, 50}}, "++", "a", []string{"+0", "--", "--"}},
		{"one stratum is none", []Count{{"a", "x", 500, 300}, {"b", "x", 20, 10}}, "++", "a", nil},
		{"nobody taken", []Count{{"a", "", 500, 0}, {"b", "", 20, 0}}, "--", "", nil},
		{"another stratum goes with it", []Count{{"a", "x", 90, 40}, {"b", "x", 40, 3}, {"a", "y", 100, 50}, {"b", "y", 100, 50}, {"a", "z", 70, 30}, {"b", "z", 60, 20}}, "++", "a", []string{"--", "++", "--"}},
		{"absent is nobody", []Count{{"a", "x", 90, 40}, {"a", "y", 95, 3}, {"b", "y", 100, 40}, {"a", "z", 70, 30}, {"b", "z", 60, 20}}, "++", "b", []string{"+0", "--", "--"}},
	} {
		f := FairnessOf(c.counts)
		if got := shown(f.Groups); got != c.groups || f.Reference != c.reference || len(f.Strata) != len(c.strata) {
			t.Errorf("%s: groups %q, not %q; reference %q, not %q; %d strata", c.name, got, c.groups, f.Reference, c.reference, len(f.Strata))
			continue
		}
		for _, g := range f.Groups {
			if g.Within != nil {
				t.Errorf("%s: %s is compared within one stratum", c.name, g.Group)
			}
		}
		for i, s := range f.Strata {
			if got := shown(s.Groups); got != c.strata[i] {
				t.Errorf("%s: %s is %q, not %q", c.name, s.Stratum, got, c.strata[i])
			}
		}
	}
}

// parted gives every way to part a number among n.
func parted(sum, n int) (all [][]int) {
	if n == 1 {
		return [][]int{{sum}}
	}
	for first := range sum + 1 {
		for _, rest := range parted(sum-first, n-1) {
			all = append(all, append([]int{first}, rest...))
		}
	}
	return all
}

// tables gives the grids of every table of a size whose totals are given, each as hide leaves it.
func tables(groups, strata, taken, not, small int) (all []*grid) {
	second := parted(not, groups*strata)
	for _, x := range parted(taken, groups*strata) {
		for _, y := range second {
			var counts []Count
			for i := range x {
				counts = append(counts, Count{string(rune('a' + i%groups)), string(rune('a' + i/groups)), x[i] + y[i], x[i]})
			}
			_, _, g := newGrid(counts)
			g.hide(small)
			all = append(all, g)
		}
	}
	return all
}

// look gives the figures of a grid that are not hidden, and which are.
func (g *grid) look(hidden [][]bool) string {
	var look []byte
	for i, row := range g.cells {
		for j, cell := range row {
			if hidden[i][j] {
				look = append(look, 0xFF, 0xFF, 0xFF, 0xFF)
			} else {
				look = binary.BigEndian.AppendUint16(look, uint16(cell[0]))
				look = binary.BigEndian.AppendUint16(look, uint16(cell[1]))
			}
		}
	}
	return string(look)
}

// TestNothingHiddenCanBeWorkedOut makes every table of a size and a total. Of all that show the same figures as one, some
// must differ from it in each figure that it hides. Who reads may know besides by which rule it is hidden: then only
// those tables count of which the rule hides the same. With several strata and hardly any people that can be too few.
func TestNothingHiddenCanBeWorkedOut(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		groups, strata, taken, not, small int
		knows                             bool // the rule
	}{
		{2, 1, 9, 9, 2, true}, {2, 1, 12, 30, 3, true}, {3, 1, 12, 8, 2, true}, {4, 1, 6, 7, 2, true}, {2, 2, 6, 7, 1, true}, {2, 2, 8, 7, 2, true},
		{2, 2, 8, 7, 2, false}, {2, 3, 4, 4, 1, false}, {3, 2, 4, 4, 1, false},
	} {
		all := tables(c.groups, c.strata, c.taken, c.not, c.small)
		patterns := map[string][]*grid{}
		for _, g := range all {
			if !g.hidden[c.groups][c.strata] { // else nothing at all is shown
				pattern := fmt.Sprint(g.hidden)
				patterns[pattern] = append(patterns[pattern], g)
			}
		}
		if len(patterns) < 2 {
			t.Errorf("%+v: nothing is ever hidden and shown", c)
		}
		for _, same := range patterns {
			fits := all
			if c.knows {
				fits = same
			}
			if told := givenAway(same, fits); told != "" {
				t.Errorf("%+v: %s", c, told)
				break
			}
		}
	}
}

// givenAway names a hidden figure of one of the grids, all of which hide the same, that is equal in all that fit and
// show the same; "" if there is none.
func givenAway(grids, fits []*grid) string {
	hidden := grids[0].hidden
	type alike struct {
		cells  [][]tally
		differ [2]uint64 // a bit for each cell, of those taken and those not
	}
	looks := map[string]*alike{}
	for _, g := range fits {
		look := g.look(hidden)
		if looks[look] == nil {
			looks[look] = &alike{cells: g.cells}
		}
		a := looks[look]
		for i, row := range g.cells {
			for j, cell := range row {
				for k, n := range cell {
					if n != a.cells[i][j][k] {
						a.differ[k] |= 1 << (8*i + j)
					}
				}
			}
		}
	}
	for _, g := range grids {
		both := looks[g.look(hidden)].differ
		for i, row := range hidden {
			for j := range row {
				if hidden[i][j] && both[0]&both[1]>>(8*i+j)&1 == 0 {
					return fmt.Sprintf("%v, hidden: %v: the figures at %d, %d are given away", g.cells, hidden, i, j)
				}
			}
		}
	}
	return ""
}

// TestShownAlone: whatever is shown follows from the counts that are shown: two tables that look the same give the same.
func TestShownAlone(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	moved := 0
	for range 20_000 {
		var counts []Count
		for i := range 2 + r.IntN(3) {
			for j := range 1 + r.IntN(4) {
				n := r.IntN(1 << r.IntN(8))
				counts = append(counts, Count{fmt.Sprint(i), fmt.Sprint(j), n, r.IntN(n + 1)})
			}
		}
		_, _, before := newGrid(counts)
		before.hide(Small)
		other := slices.Clone(counts)
		i := r.IntN(len(other))
		k := slices.IndexFunc(other, func(c Count) bool { return c.Group == other[i].Group && c.Stratum != other[i].Stratum })
		if k < 0 || other[i].Taken == 0 || other[k].Taken == other[k].Considered {
			continue
		}
		other[i].Taken--
		other[k].Taken++
		_, _, after := newGrid(other)
		after.hide(Small)
		if !reflect.DeepEqual(before.hidden, after.hidden) || before.look(before.hidden) != after.look(after.hidden) {
			continue
		}
		moved++
		if !reflect.DeepEqual(FairnessOf(counts), FairnessOf(other)) {
			t.Fatalf("%v and %v look the same, and do not give the same", counts, other)
		}
	}
	if moved < 300 {
		t.Errorf("only %d pairs look the same", moved)
	}
}

// TestOrderOfCounts: the order of groups and strata changes theirs, and no figure.
func TestOrderOfCounts(t *testing.T) {
	f, counts := FairnessOf(admissions()), admissions()
	slices.Reverse(counts)
	back := FairnessOf(counts)
	slices.Reverse(back.Groups)
	slices.Reverse(back.Strata)
	for i := range back.Strata {
		slices.Reverse(back.Strata[i].Groups)
	}
	if !reflect.DeepEqual(f, back) {
		t.Errorf("%+v\n%+v", f, back)
	}
}
