package assess

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"math/big"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
)

// newWeighed is a world and what is said in it: mostly one with several essentials that attain different things,
// and with bands moved to where the readiness is, so that many hang on the weights.
func newWeighed(t *testing.T, r *rand.Rand) (w world, said []Reply) {
	t.Helper()
	for several := r.IntN(8) > 0; ; {
		w = newReachable(r)
		said = replies(r, w.q)
		result := w.judge(t, said)
		attained := map[string]bool{}
		for _, a := range taking(t, result) {
			attained[a.attained[0].String()+a.attained[1].String()] = true
		}
		if !several {
			return w, said
		}
		if len(attained) < 2 {
			continue
		}
		near := []int{result.Readiness.Low, result.Readiness.High}[r.IntN(2)]
		middle := min(98, max(1, near-r.IntN(9)))
		upper := min(99, max(middle+1, near+r.IntN(9)))
		asked := []AtLeast{AtLeastAny, AtLeastAny, AtLeastPartly}[r.IntN(3)]
		w.role.Bands = []Band{{"low", 0, AtLeastAny, ""}, {"middle", middle, AtLeastAny, ""}, {"upper", upper, asked, ""}, {"high", 100, AtLeastMet, ""}}
		return w, said
	}
}

// An apart is an essential that applies, as the tests take it from what a result shows, at low and at high.
type apart struct {
	id       string
	weight   int64
	attained [2]*big.Rat // 100 x
	allows   [2]map[AtLeast]bool
}

func taking(t *testing.T, r Result) (all []apart) {
	t.Helper()
	for _, j := range r.Requirements {
		if j.Kind != Essential || j.Range == nil {
			continue
		}
		a := apart{id: j.ID, weight: int64(j.Weight)}
		for end, score := range []string{j.ExactLow, j.ExactHigh} {
			s := rat(t, score)
			atLeast := func(percent int) bool { return s.Cmp(big.NewRat(int64(percent), 1)) >= 0 }
			a.allows[end] = map[AtLeast]bool{AtLeastAny: true, AtLeastPartly: atLeast(j.Partly), AtLeastMet: atLeast(j.Target)}
			a.attained[end] = new(big.Rat).Mul(s, big.NewRat(100, int64(j.Target)))
			if a.attained[end].Cmp(big.NewRat(100, 1)) > 0 {
				a.attained[end].SetInt64(100)
			}
		}
		all = append(all, a)
	}
	return all
}

// reading gives the name of the highest band that holds with some weights, of any scale.
func reading(bands []Band, all []apart, weights []*big.Rat, end int) string {
	sum, total := new(big.Rat), new(big.Rat)
	for i, a := range all {
		sum.Add(sum, new(big.Rat).Mul(a.attained[end], weights[i]))
		total.Add(total, weights[i])
	}
	name := bands[0].Name
	for _, b := range bands[1:] {
		holds := sum.Cmp(new(big.Rat).Mul(total, big.NewRat(int64(b.From), 1))) >= 0
		for _, a := range all {
			holds = holds && a.allows[end][b.Essentials]
		}
		if holds {
			name = b.Name
		}
	}
	return name
}

// A varied is the bands above the lowest at one end, as sums over the essentials that are at least 0 where the band
// holds: as floating-point numbers to be quick, and as fractions for those that are near 0.
type varied struct {
	name  string
	fits  bool
	lean  []*big.Rat
	about []float64
}

func vary(bands []Band, all []apart, end int) (above []varied) {
	for _, b := range bands[1:] {
		v := varied{name: b.Name, fits: true}
		for _, a := range all {
			v.fits = v.fits && a.allows[end][b.Essentials]
			lean := new(big.Rat).Sub(a.attained[end], big.NewRat(int64(b.From), 1))
			lean.Mul(lean, big.NewRat(a.weight, 1))
			about, _ := lean.Float64()
			v.lean, v.about = append(v.lean, lean), append(v.about, about)
		}
		above = append(above, v)
	}
	return above
}

// holds says whether the band does with some percentages.
func (v varied) holds(percents []int64) bool {
	sum := 0.0
	for i, p := range percents {
		sum += v.about[i] * float64(p)
	}
	if !v.fits || sum > 1 || sum < -1 { // the terms are below 150 x 50 x 100, so far below 1 out
		return v.fits && sum > 0
	}
	exactly := new(big.Rat)
	for i, p := range percents {
		exactly.Add(exactly, new(big.Rat).Mul(v.lean[i], big.NewRat(p, 1)))
	}
	return exactly.Sign() >= 0
}

func highestOf(lowest string, above []varied, percents []int64) string {
	name := lowest
	for _, v := range above {
		if v.holds(percents) {
			name = v.name
		}
	}
	return name
}

// countApart gives how many variations give the same bands, and the band that most of the rest give. In each,
// the percentages of a weight are 50 to 150, eight to a hash.
func countApart(t *testing.T, r Result, draws int) (same int, other string) {
	t.Helper()
	all, rest := taking(t, r), map[string]int{}
	low, high := vary(r.Bands, all, 0), vary(r.Bands, all, 1)
	percents := make([]int64, len(all))
	sums := make([][32]byte, len(all))
	for draw := range draws {
		for i, a := range all {
			if draw%8 == 0 {
				sums[i] = sha256.Sum256([]byte("1\x00" + fmt.Sprint(draw/8) + "\x00" + a.id))
			}
			percents[i] = 50 + int64(binary.BigEndian.Uint32(sums[i][draw%8*4:])%101)
		}
		switch at := highestOf(r.Bands[0].Name, low, percents); {
		case at != r.Band.Low:
			rest[at]++
		case highestOf(r.Bands[0].Name, high, percents) == r.Band.High:
			same++
		}
	}
	for _, b := range r.Bands { // of equals the lowest
		if rest[b.Name] > rest[other] {
			other = b.Name
		}
	}
	return same, other
}

// TestFirmnessApart: the share of the variations that give the same bands, worked out from what a result shows.
func TestFirmnessApart(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(21, 1))
	firm, moves, highOnly := 0, 0, 0
	for range 40 {
		w, said := newWeighed(t, r)
		result := w.advise(t, said)
		if result.Band == nil {
			if result.Firmness != nil || result.Route != nil {
				t.Errorf("without a band: %+v, %+v", result.Firmness, result.Route)
			}
			continue
		}
		f := *result.Firmness
		same, other := countApart(t, result, 10_000)
		if f.Seed != 1 || f.Draws != 10_000 || f.Same != same || f.Other != other {
			t.Errorf("%+v, want %d the same and %q", f, same, other)
		}
		if f.Borderline() != (same < 9_000) || f.Percent() != same/100 {
			t.Errorf("%d: borderline %v, %d percent", same, f.Borderline(), f.Percent())
		}
		switch {
		case same == f.Draws:
			firm++
		case other == "":
			highOnly++
		default:
			moves++
		}
	}
	t.Logf("%d firm, %d that move, %d at high only", firm, moves, highOnly)
	if min(firm, moves, highOnly) < 3 {
		t.Error("too few of a kind")
	}
}

func (w world) answers(t *testing.T, said []Reply) *Answers {
	t.Helper()
	a, err := NewAnswers(w.q, Sitting{}, said)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// advise is judge, with all that Advise adds.
func (w world) advise(t *testing.T, said []Reply) Result {
	t.Helper()
	return Advise(w.role, w.answers(t, said), nil)
}

// atShare gives the band at low if one essential has a share of 0 to 1 of all weights, and the others what is left,
// in proportion.
func atShare(bands []Band, all []apart, at int, share *big.Rat) string {
	others := int64(0)
	for i, a := range all {
		if i != at {
			others += a.weight
		}
	}
	var weights []*big.Rat
	for _, a := range all {
		weights = append(weights, new(big.Rat).Mul(new(big.Rat).Sub(big.NewRat(1, 1), share), big.NewRat(a.weight, others)))
	}
	weights[at] = share
	return reading(bands, all, weights, 0)
}

// A bracket is two shares of one essential, in one direction: with the nearer the band is as it was, with the
// further it is another.
type bracket struct {
	from, same, other *big.Rat
	band              string // at other
}

// brackets finds for each essential that has company, and in each direction, where the band changes, by halving.
// The readiness only rises or only falls on the way, so a band that is the same at the end was so all the way.
func brackets(r Result, all []apart) map[string][]bracket {
	found := map[string][]bracket{}
	total := int64(0)
	for _, a := range all {
		total += a.weight
	}
	for i, a := range all {
		if a.weight == total {
			continue
		}
		for _, end := range []int64{0, 1} {
			b := bracket{from: big.NewRat(a.weight, total), same: big.NewRat(a.weight, total), other: big.NewRat(end, 1)}
			if b.band = atShare(r.Bands, all, i, b.other); b.band == r.Band.Low {
				continue
			}
			for range 34 {
				half := new(big.Rat).Add(b.same, b.other)
				half.Mul(half, big.NewRat(1, 2))
				if band := atShare(r.Bands, all, i, half); band == r.Band.Low {
					b.same = half
				} else {
					b.other, b.band = half, band
				}
			}
			found[a.id] = append(found[a.id], b)
		}
	}
	return found
}

func apartBy(a, b *big.Rat) *big.Rat {
	d := new(big.Rat).Sub(a, b)
	return d.Abs(d)
}

// TestFlipApart: at the share that a flip names the band changes to what it says, and not before; and no smaller
// change of any other weight changes it.
func TestFlipApart(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(22, 1))
	none, past, to := 0, 0, 0
	for range 120 {
		w, said := newWeighed(t, r)
		result, standings := judgeAll(w.role, w.answers(t, said))
		if result.Band == nil {
			continue
		}
		all, f := taking(t, result), newWeighing(&result, standings).flip(result.bandAt(result.Band.Low))
		found := brackets(result, all)
		if f == nil {
			if none++; len(found) > 0 {
				t.Errorf("no flip, but %+v", found)
			}
			continue
		}
		to++
		if f.Past {
			past++
		}
		checkFlip(t, result, all, found, *f)
	}
	t.Logf("%d flips, %d of them past a share; none %d times", to, past, none)
	if min(none, past, to-past) < 10 {
		t.Error("too few of a kind")
	}
}

func checkFlip(t *testing.T, r Result, all []apart, found map[string][]bracket, f Flip) {
	t.Helper()
	percent := big.NewRat(1, 100)
	from, to := new(big.Rat).Mul(rat(t, f.From.Exact), percent), new(big.Rat).Mul(rat(t, f.To.Exact), percent)
	size := apartBy(from, to)
	within := false
	for id, both := range found {
		for _, b := range both {
			if id == f.Requirement && b.from.Cmp(from) == 0 && b.band == f.Band {
				within = within || apartBy(b.same, from).Cmp(size) <= 0 && apartBy(b.other, from).Cmp(size) >= 0 && (to.Cmp(from) > 0) == (b.other.Cmp(from) > 0)
			}
			if apartBy(b.other, b.from).Cmp(size) < 0 {
				t.Errorf("%+v, but less of %s does it: %v", f, id, b.other)
			}
		}
	}
	if !within {
		t.Errorf("%+v is not where the band changes: %+v", f, found[f.Requirement])
	}
	i := slices.IndexFunc(all, func(a apart) bool { return a.id == f.Requirement })
	want := f.Band
	if f.Past {
		want = r.Band.Low
	}
	if band := atShare(r.Bands, all, i, to); band != want {
		t.Errorf("%+v: at it the band is %q", f, band)
	}
	for _, shown := range []Figure{f.From, f.To} {
		if rest := new(big.Rat).Sub(rat(t, shown.Exact), big.NewRat(int64(shown.Shown), 1)); rest.Sign() < 0 || rest.Cmp(big.NewRat(1, 1)) >= 0 {
			t.Errorf("%+v is not rounded down", shown)
		}
	}
}

// TestFirmOrderAndScale: neither the order of the essentials nor the scale of the weights changes how firm the band
// is, and desirables have no part in it.
func TestFirmOrderAndScale(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(23, 1))
	for range 12 {
		w, said := newWeighed(t, r)
		other := *w.role
		other.Requirements = slices.DeleteFunc(slices.Clone(w.role.Requirements), func(q Requirement) bool { return q.Kind == Desirable })
		for i := range other.Requirements {
			other.Requirements[i].Weight *= 997
		}
		shuffle(r, other.Requirements)
		one, two := w.advise(t, said), world{w.q, &other}.advise(t, said)
		if !reflect.DeepEqual(one.Firmness, two.Firmness) {
			t.Fatalf("%+v %+v\n%+v %+v", one.Firmness, one.Firmness.Flip, two.Firmness, two.Firmness.Flip)
		}
	}
}

// others gives what else could be said to a question, in the order of the file: of ticks one more, or one less, and of one none.
func others(q *Question, held Answer) (values []any) {
	switch q.Kind {
	case One:
		for _, o := range q.Options {
			values = append(values, o.ID)
		}
	case Number, Typing, Tasks:
		for n := range map[Kind]int{Number: 11, Typing: 60, Tasks: 4}[q.Kind] {
			values = append(values, n)
		}
	case Many:
		for i, o := range q.Options {
			var ids []string
			for k, other := range q.Options {
				ticked := slices.Contains(held.Options, k)
				if ticked && k != i && !(other.Alone && !o.Alone) || !ticked && k == i && !o.Alone {
					ids = append(ids, other.ID)
				}
			}
			if len(ids) > 0 {
				values = append(values, ids)
			}
			if o.Alone && len(held.Options) == 1 {
				values = append(values, []string{o.ID})
			}
		}
	}
	return values
}

// hangsApart gives the answers that the band at low hangs on, by judging all again with the next lesser and the next
// better answer to each question.
func hangsApart(t *testing.T, w world, said []Reply) (all []Hang) {
	t.Helper()
	a := w.answers(t, said)
	now := Judge(w.role, a)
	for _, asked := range now.Questions {
		q, held := w.q.Question(asked.ID), a.Of(asked.ID)
		if asked.State != Answered {
			continue
		}
		for _, up := range []bool{false, true} {
			var next []Reply
			best := 0
			for _, value := range others(q, held) {
				replies := altered(said, []Reply{{Question: q.ID, State: Answered, Value: value}})
				away := q.Points(w.answers(t, replies).Of(q.ID)) - q.Points(held)
				if !up {
					away = -away
				}
				if away > 0 && (next == nil || away < best) {
					next, best = replies, away
				}
			}
			if next == nil {
				continue
			}
			then := w.judge(t, next)
			if then.Band == nil || then.Band.Low == now.Band.Low {
				continue
			}
			would := then.Questions[slices.IndexFunc(then.Questions, func(s Said) bool { return s.ID == q.ID })]
			all = append(all, Hang{q.ID, asked.Say, would.Say, then.Band.Low, up})
		}
	}
	return all
}

// TestHangsApart: the answers that the band hangs on are those whose change brings another when all is judged again.
func TestHangsApart(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(24, 1))
	up, down := map[Kind]int{}, map[Kind]int{}
	for range 200 {
		w, said := newWeighed(t, r)
		a := w.answers(t, said)
		result, standings := judgeAll(w.role, a)
		if result.Band == nil {
			continue
		}
		want := hangsApart(t, w, said)
		if got := hangs(w.role, a, standings, result.Bands, result.bandAt(result.Band.Low)); !slices.Equal(got, want) {
			t.Fatalf("%+v\n%+v\nwant %+v", said, got, want)
		}
		for _, h := range want {
			if h.Up {
				up[w.q.Question(h.Question).Kind]++
			} else {
				down[w.q.Question(h.Question).Kind]++
			}
		}
	}
	t.Log("up", up, "down", down)
	for _, k := range []Kind{One, Many, Number, Typing, Tasks} {
		if up[k] == 0 || down[k] == 0 {
			t.Errorf("too few of %q", k)
		}
	}
}

// TestHangsOnNothing: where another answer would leave no essential that applies, there is no band, and so none that
// hangs on it.
func TestHangsOnNothing(t *testing.T) {
	q := NewQuestionnaire(Questionnaire{ID: "q", Sections: []Section{{ID: "s", Questions: []Question{
		{ID: "a", Kind: One, Evidence: Claimed, Options: []Option{{ID: "no"}, {ID: "yes", Points: 1}}},
		{ID: "b", Kind: One, Evidence: Claimed, MayNotApply: "no", OnlyIf: []Condition{{"a", []string{"yes"}}}, Options: []Option{{ID: "no"}, {ID: "yes", Points: 1}}},
	}}}})
	role := &Role{ID: "r", Title: "R", Bands: []Band{{"low", 0, AtLeastAny, ""}, {"high", 100, AtLeastMet, ""}},
		Requirements: []Requirement{{ID: "b", Kind: Essential, Weight: 1, Target: 100, Partly: 50, Parts: []Part{{Name: "B", Questions: []string{"b"}}}, Steps: []Step{{When: []State{NotYet}, Do: "x"}}}}}
	w := world{q, role}
	kept := []Reply{said("a", "no"), {Question: "b", State: NotApplicable}}
	r := w.advise(t, kept)
	if then := w.judge(t, altered(kept, []Reply{said("a", "yes")})); r.Band == nil || then.Band != nil {
		t.Fatalf("%v then %v", r.Band, then.Band)
	}
	if len(r.Firmness.Hangs) > 0 {
		t.Errorf("%+v", r.Firmness.Hangs)
	}
	round(t, r)
}

// TestNoFlip: the first of two essentials attains 1/2, the second all. However much the first counts, readiness does
// not fall below 50, where the band begins; and as the first is not met, it cannot be a higher one.
func TestNoFlip(t *testing.T) {
	role := worked()
	role.Requirements[0].Target = 100
	role.Bands[1] = Band{"Nearly", 50, AtLeastAny, ""}
	r := world{office(), role}.advise(t, []Reply{said("style", "look"), said("certificate", "none"), {Question: "speed", State: NotApplicable}, said("software", []string{"word", "mail"})})
	if r.Readiness.ExactLow != "125/2" || r.Band.Low != "Nearly" || r.Firmness.Flip != nil || r.Firmness.Same != r.Firmness.Draws {
		t.Errorf("%+v, %+v, %+v, %+v", r.Readiness, r.Band, r.Firmness, r.Firmness.Flip)
	}
}

// TestBorderline: at 90 percent the band is firm, below it is borderline, and the share is rounded down.
func TestBorderline(t *testing.T) {
	for _, c := range []struct {
		same, percent int
		borderline    bool
	}{{10_000, 100, false}, {9_999, 99, false}, {9_000, 90, false}, {8_999, 89, true}, {0, 0, true}} {
		if f := (Firmness{Draws: 10_000, Same: c.same}); f.Percent() != c.percent || f.Borderline() != c.borderline {
			t.Errorf("%d: %d percent, %v", c.same, f.Percent(), f.Borderline())
		}
	}
}

// TestFirmByHand: two essentials of weight 3 and 1. The first attains 5/8, the second all: readiness is 100 x
// (3 x 5/8 + 1)/4 = 71 7/8. It falls below 70 if the second has less than a share of 20 percent, or the first more
// than 80: of these two, which are as small, the first by id is told.
func TestFirmByHand(t *testing.T) {
	role := worked()
	role.Bands[1] = Band{"Nearly", 70, AtLeastAny, ""}
	w := world{office(), role}
	r := w.advise(t, []Reply{said("style", "look"), said("certificate", "none"), {Question: "speed", State: NotApplicable}, said("software", []string{"word", "mail"})})
	if r.Readiness.ExactLow != "575/8" {
		t.Fatalf("%+v", r.Readiness)
	}
	want := &Flip{Requirement: "it", From: Figure{25, "25/1"}, To: Figure{20, "20/1"}, Past: true, Band: "Building"}
	if got := r.Firmness.Flip; !reflect.DeepEqual(got, want) {
		t.Errorf("%+v", got)
	}
	hangs := []Hang{
		{"style", "Some fingers", "Looking", "Building", false}, {"style", "Some fingers", "Touch typing", "Ready", true},
		{"software", "Letters; E-mail", "Letters", "Building", false},
	}
	if got := r.Firmness.Hangs; !slices.Equal(got, hangs) {
		t.Errorf("%+v", got)
	}
	round(t, r)
}
