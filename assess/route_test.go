package assess

import (
	"cmp"
	"fmt"
	"math/big"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
)

// routeCases is how many small roles the route is worked out for by brute force.
const routeCases = 2_000

// mostWays is how many sets of changes are tried for every role; where there are more, for few.
const mostWays = 150

// newReachable is a world in which answers that are not claimed take weeks, and the bands may ask less
// of the essentials the higher they are.
func newReachable(r *rand.Rand) world {
	w := newWorld(r)
	for _, q := range w.q.questions {
		if q.Evidence != Claimed {
			giveWeeks(r, q)
		}
	}
	if r.IntN(3) == 0 {
		w.role.Bands = []Band{{"low", 0, AtLeastAny, ""}, {"middle", r.IntN(60), AtLeastMet, ""}, {"high", 60 + r.IntN(41), AtLeastPartly, ""}}
	}
	return w
}

// giveWeeks gives a question weeks that rise with its points.
func giveWeeks(r *rand.Rand, q *Question) {
	begin := 1 + r.IntN(4)
	for i := range q.Options {
		o := &q.Options[i]
		if o.Points > 0 && r.IntN(5) > 0 {
			o.Weeks = begin * o.Points
		}
		if q.Kind == Many && o.Weeks > 0 {
			o.Weeks = 1 + r.IntN(4)
		}
	}
	if q.Kind == Tasks {
		q.Levels = []Level{{From: 2, Weeks: begin}, {From: 3, Weeks: 2 * begin}}
		return
	}
	for i := range q.Levels {
		if l := &q.Levels[i]; l.Points > 0 {
			l.Weeks = begin * l.Points
		}
	}
}

// A brute is a way as the tests find one: a reply to each question that is changed, and its cost.
type brute struct {
	replies      []Reply
	weeks, count int
	key          []int
}

// alternatives gives what one question could hold instead, as replies, with the weeks and the number of
// changes: written from the rules, without the search.
func alternatives(q *Question, a *Answers) (all []brute) {
	held := a.Of(q.ID)
	points := 0
	if held.State == Answered {
		points = q.Points(held)
	}
	said := func(value any) []Reply { return []Reply{{Question: q.ID, State: Answered, Value: value}} }
	if q.Kind == Many {
		for set := range 1 << len(q.Options) {
			w := brute{}
			var ids []string
			possible := set > 0
			for i, o := range q.Options {
				had := held.State == Answered && slices.Contains(held.Options, i)
				adds := set>>i&1 == 1
				possible = possible && !(adds && (had || o.Weeks == 0))
				if adds {
					w.weeks, w.count = w.weeks+o.Weeks, w.count+1
				}
				if adds || had && !o.Alone {
					ids = append(ids, o.ID)
				}
				w.key = append(w.key, 1-set>>i&1)
			}
			if w.replies = said(ids); possible {
				all = append(all, w)
			}
		}
		return all
	}
	type rung struct{ points, weeks int }
	var rungs []rung
	var values []any
	for _, o := range q.Options {
		rungs, values = append(rungs, rung{o.Points, o.Weeks}), append(values, o.ID)
	}
	for _, l := range q.Levels {
		p := l.Points
		if q.Kind == Tasks {
			p = l.From
		}
		rungs, values = append(rungs, rung{p, l.Weeks}), append(values, l.From)
	}
	// What lies behind: the weeks of the level that is reached, and in proportion of those to the next.
	done, next := 0, -1
	at := 0
	for i, g := range rungs {
		switch {
		case g.weeks == 0:
		case g.points <= points:
			done = max(done, g.weeks)
			if len(q.Levels) > 0 {
				at = q.Levels[i].From
			}
		case next < 0 || g.weeks < rungs[next].weeks:
			next = i
		}
	}
	if len(q.Levels) > 0 && held.State == Answered && next >= 0 && !(q.Kind == Typing && q.Lowered(held)) {
		if to := q.Levels[next].From; held.Number >= at && held.Number < to {
			done += int(new(big.Int).Quo(big.NewInt(int64((rungs[next].weeks-done)*(held.Number-at))), big.NewInt(int64(to-at))).Int64())
		}
	}
	for i, g := range rungs {
		if g.weeks > 0 && g.points > points {
			all = append(all, brute{said(values[i]), g.weeks - done, 1, []int{i}})
		}
	}
	return all
}

// everyWay gives every set of changes.
func everyWay(w world, a *Answers) []brute {
	ways := []brute{{}}
	for _, q := range w.q.questions {
		var next []brute
		none := make([]int, max(1, len(q.Options)))
		for i := range none {
			none[i] = 99
		}
		if q.Kind != Many {
			none = none[:1]
		} else {
			for i := range none {
				none[i] = 1
			}
		}
		alternatives := alternatives(q, a)
		for _, before := range ways {
			next = append(next, brute{before.replies, before.weeks, before.count, slices.Concat(before.key, none)})
			for _, b := range alternatives {
				next = append(next, brute{slices.Concat(before.replies, b.replies), before.weeks + b.weeks, before.count + b.count, slices.Concat(before.key, b.key)})
			}
		}
		ways = next
	}
	slices.SortFunc(ways, func(a, b brute) int {
		return cmp.Or(cmp.Compare(a.weeks, b.weeks), cmp.Compare(a.count, b.count), slices.Compare(a.key, b.key))
	})
	return ways
}

// altered gives the replies with some of them changed.
func altered(said, other []Reply) []Reply {
	kept := slices.DeleteFunc(slices.Clone(said), func(r Reply) bool {
		return slices.ContainsFunc(other, func(o Reply) bool { return o.Question == r.Question })
	})
	return append(kept, other...)
}

// wanted says what a band asks of an essential.
func wanted(b Band, j Judged) *big.Rat {
	return big.NewRat(int64(map[AtLeast]int{AtLeastMet: j.Target, AtLeastPartly: j.Partly}[b.Essentials]), 1)
}

// reaches says whether a result reaches a band, with some requirements taken as if they were there.
func reaches(t *testing.T, r Result, b Band, besides []string) bool {
	t.Helper()
	sum, all := new(big.Rat), new(big.Rat)
	for _, j := range r.Requirements {
		if j.Kind != Essential || j.Range == nil {
			continue
		}
		score := rat(t, j.ExactLow)
		if score.Cmp(wanted(b, j)) < 0 {
			if !slices.Contains(besides, j.ID) {
				return false
			}
			score = wanted(b, j)
		}
		if target := big.NewRat(int64(j.Target), 1); score.Cmp(target) > 0 {
			score = target
		}
		weight := big.NewRat(int64(j.Weight), int64(j.Target))
		sum.Add(sum, new(big.Rat).Mul(score, weight))
		all.Add(all, big.NewRat(int64(j.Weight), 1))
	}
	return sum.Mul(sum, big.NewRat(100, 1)).Cmp(all.Mul(all, big.NewRat(int64(b.From), 1))) >= 0
}

// forced finds the route to one band by trying everything, the cheapest first.
func forced(t *testing.T, w world, said []Reply, ways []brute, b Band) (way *brute, besides []string) {
	t.Helper()
	results := make([]Result, len(ways))
	short := map[string]bool{}
	for _, r := range w.role.Requirements {
		short[r.ID] = r.Kind == Essential
	}
	for i, way := range ways {
		results[i] = w.judge(t, altered(said, way.replies))
		for _, j := range results[i].Requirements {
			if j.Range == nil || rat(t, j.ExactLow).Cmp(wanted(b, j)) >= 0 {
				short[j.ID] = false
			}
		}
	}
	besides = []string{}
	for _, r := range w.role.Requirements {
		if short[r.ID] {
			besides = append(besides, r.ID)
		}
	}
	for i := range ways {
		if reaches(t, results[i], b, besides) {
			return &ways[i], besides
		}
	}
	return nil, besides
}

// TestRouteByBruteForce: the same weeks, the same changes, the same order as trying everything finds; and
// made, the changes do reach the band.
func TestRouteByBruteForce(t *testing.T) {
	t.Parallel()
	found, besidesOnly, none := 0, 0, 0
	r := rand.New(rand.NewPCG(5, 1))
	n := routeCases * *laws / 100
	if testing.Short() {
		n /= 25
	}
	for i := 0; i < n && !t.Failed(); i++ {
		w := newReachable(r)
		said := replies(r, w.q)
		a, err := NewAnswers(w.q, Sitting{}, said)
		if err != nil {
			t.Fatal(err)
		}
		result := Advise(w.role, a, nil)
		if result.Band == nil || result.Band.Low != result.Band.High || result.bandAt(result.Band.Low) == len(result.Bands)-1 {
			if result.Route != nil {
				t.Errorf("a route to nowhere: %+v", result.Route)
			}
			continue
		}
		if i%8 == 0 {
			round(t, result)
		}
		ways := everyWay(w, a)
		if len(ways) > mostWays && i%20 > 0 {
			continue // a few of the many are enough
		}
		var best *brute
		var besides []string
		above := result.Bands[result.bandAt(result.Band.Low)+1:]
		for k, b := range above {
			if k > 0 && (b.Essentials != AtLeastPartly || above[0].Essentials != AtLeastMet) {
				continue // it asks for all that the one below does
			}
			way, beside := forced(t, w, said, ways, b)
			if k == 0 {
				besides = beside
			}
			if way != nil && (best == nil || cmp.Or(cmp.Compare(len(beside), len(besides)), cmp.Compare(way.weeks, best.weeks), cmp.Compare(way.count, best.count), slices.Compare(way.key, best.key)) < 0) {
				best, besides = way, beside
			}
		}
		got := result.Route
		switch {
		case best == nil:
			none++
			if got.Reaches || !slices.Equal(got.Besides, besides) {
				t.Errorf("case %d: %+v, but nothing reaches it, besides %v", i, got, besides)
			}
		case !got.Reaches || got.Weeks != best.weeks || len(got.Changes) != best.count || !slices.Equal(got.Besides, besides):
			t.Errorf("case %d: %+v, want %+v besides %v", i, got, best, besides)
		default:
			found++
			if len(besides) > 0 {
				besidesOnly++
			}
			followed(t, w, said, *best, *got)
		}
	}
	t.Logf("%d routes, %d of them besides something, and %d times none", found, besidesOnly, none)
	if n > 400 && min(found, besidesOnly, none) < n/300 {
		t.Error("too few of a kind")
	}
}

// followed checks that the changes of a route are those that were found by force.
func followed(t *testing.T, w world, said []Reply, want brute, got Route) {
	t.Helper()
	after := w.judge(t, altered(said, want.replies))
	if len(got.Besides) == 0 && after.bandAt(after.Band.Low) < after.bandAt(got.Band) {
		t.Errorf("%+v leads to %v", want, after.Band)
	}
	asked := map[string]Said{}
	for _, s := range after.Questions {
		asked[s.ID] = s
	}
	for _, c := range got.Changes {
		if q := w.q.Question(c.Question); q.Kind != Many && asked[c.Question].Say != c.To {
			t.Errorf("%+v, but it became %q", c, asked[c.Question].Say)
		}
	}
}

// TestRouteOrderAndScale: the order of requirements, and all weights times a constant, change nothing.
func TestRouteOrderAndScale(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(6, 1))
	for range 60 {
		w := newReachable(r)
		a, _ := NewAnswers(w.q, Sitting{}, replies(r, w.q))
		other := *w.role
		other.Requirements = slices.Clone(w.role.Requirements)
		for i := range other.Requirements {
			other.Requirements[i].Weight *= 7
		}
		shuffle(r, other.Requirements)
		one, two := Advise(w.role, a, nil), Advise(&other, a, nil)
		for _, x := range []*Result{&one, &two} {
			if x.Route != nil {
				slices.Sort(x.Route.Besides)
			}
		}
		if !reflect.DeepEqual(one.Route, two.Route) {
			t.Fatalf("%+v\n%+v", one.Route, two.Route)
		}
		if !reflect.DeepEqual(one.Firmness, two.Firmness) {
			t.Fatalf("%+v %+v\n%+v %+v", one.Firmness, one.Firmness.Flip, two.Firmness, two.Firmness.Flip)
		}
	}
}

// TestRouteTooLong: a role that takes too much work has no route, and RouteWork says so.
func TestRouteTooLong(t *testing.T) {
	var all []Question
	p := Part{Name: "All"}
	for i := range 12 {
		q := Question{ID: fmt.Sprint("q", i), Kind: One, Evidence: Documented, Options: []Option{{ID: "a"}, {ID: "b", Points: 1, Weeks: 1 + i}, {ID: "c", Points: 2, Weeks: 3 + 2*i}}}
		all, p.Questions = append(all, q), append(p.Questions, q.ID)
	}
	q := NewQuestionnaire(Questionnaire{ID: "q", Sections: []Section{{ID: "s", Questions: all}}})
	role := &Role{ID: "r", Title: "R", Bands: []Band{{"low", 0, AtLeastAny, ""}, {"high", 100, AtLeastMet, ""}},
		Requirements: []Requirement{{ID: "all", Kind: Essential, Weight: 1, Target: 100, Partly: 50, Parts: []Part{p}}}}
	if work, ok := RouteWork(role, q); ok {
		t.Errorf("%d is not too much", work)
	}
	a, _ := NewAnswers(q, Sitting{}, nil)
	if r := Advise(role, a, nil); r.Route != nil || r.Band == nil {
		t.Errorf("%+v", r.Route)
	}
	role.Requirements[0].Parts[0].Questions = p.Questions[:4]
	if work, ok := RouteWork(role, q); !ok || work == 0 {
		t.Errorf("%d is too much", work)
	}
}
