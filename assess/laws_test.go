package assess

import (
	"flag"
	"fmt"
	"math/big"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"time"
)

// The laws hold for every questionnaire and role that can be loaded, so they are tried on invented
// ones: small, with every kind of question, conditions, "does not apply" and several bands.

// laws is the percentage of the cases that are tried.
var laws = flag.Int("laws", 10, "percent of the million cases that the laws are tried on")

// How many cases each law is tried on: together over a million. A case in which a law says nothing, as
// when an answer was already the best, is not counted.
const (
	betterCases = 300_000
	insideCases = 300_000
	orderCases  = 150_000
	soundCases  = 120_000
	roundCases  = 120_000
	endsCases   = 20_000 // worlds, as the answers follow from them
)

// world is an invented questionnaire and a role for it.
type world struct {
	q    *Questionnaire
	role *Role
}

func newWorld(r *rand.Rand) world {
	q := Questionnaire{ID: "q"}
	n := 2 + r.IntN(6)
	var all []Question
	for i := range n {
		all = append(all, newQuestion(r, i, all))
	}
	cut := r.IntN(n)
	q.Sections = []Section{{ID: "s", Questions: all[:cut]}, {ID: "t", Questions: all[cut:]}}
	w := world{q: NewQuestionnaire(q), role: &Role{ID: "r", Title: "R", Bands: []Band{{"low", 0, AtLeastAny, ""}, {"middle", r.IntN(90), AtLeastPartly, ""}, {"high", 100, AtLeastMet, ""}}}}
	for i := range 1 + r.IntN(4) {
		w.role.Requirements = append(w.role.Requirements, newRequirement(r, i, w.q))
	}
	return w
}

func newQuestion(r *rand.Rand, i int, before []Question) Question {
	q := Question{ID: fmt.Sprint("q", i), Kind: []Kind{One, Many, Number, One, Many, Number, Typing, Tasks}[r.IntN(8)], Evidence: []Evidence{Claimed, Claimed, Documented}[r.IntN(3)]}
	switch q.Kind {
	case One:
		q.Options = []Option{{ID: "a"}, {ID: "b", Points: r.IntN(4)}, {ID: "c", Points: 1 + r.IntN(5)}}
	case Many:
		q.Options = []Option{{ID: "a", Points: 1 + r.IntN(3)}, {ID: "b", Points: 1}, {ID: "z", Alone: true}}
		q.Enough = r.IntN(4)
	case Number:
		q.Max = 10
		q.Levels = []Level{{From: 0, Points: 0}, {From: 3, Points: 1 + r.IntN(2)}, {From: 7, Points: 2 + r.IntN(3)}}
	case Typing:
		q.Levels, q.Accuracy = []Level{{From: 0, Points: 0}, {From: 25, Points: 1 + r.IntN(2)}, {From: 40, Points: 2 + r.IntN(2)}}, 90
	case Tasks:
		q.Draw = [Difficulties]int{1, 1, 1}
		for i := range 6 {
			q.Items = append(q.Items, Item{ID: fmt.Sprint("i", i), Level: i/2 + 1, Right: "yes", Wrong: []string{"no", "nay"}})
		}
	}
	if q.Exercise() {
		q.Evidence = Measured
		return q
	}
	if r.IntN(3) == 0 {
		q.MayNotApply = "it does not"
	}
	if i > 0 && r.IntN(3) == 0 {
		if on := before[r.IntN(i)]; on.Kind != Number && !on.Exercise() {
			q.OnlyIf = []Condition{rising(r, on)}
		}
	}
	return q
}

// rising gives a condition under which no better answer can fail.
func rising(r *rand.Rand, on Question) Condition {
	c := Condition{Question: on.ID}
	from := 1 + r.IntN(on.Most())
	for _, o := range on.Options {
		if on.Kind == Many && !o.Alone || on.Kind == One && o.Points >= from {
			c.Is = append(c.Is, o.ID)
		}
	}
	return c
}

func newRequirement(r *rand.Rand, i int, q *Questionnaire) Requirement {
	target := 1 + r.IntN(100)
	req := Requirement{
		ID: fmt.Sprint("r", i), Kind: []RequirementKind{Essential, Essential, Desirable}[r.IntN(3)],
		Weight: 1 + r.IntN(50), Target: target, Partly: 1 + r.IntN(target),
	}
	both, general := []State{NotYet, PartlyMet}, r.IntN(2) == 0
	if general {
		req.Steps = []Step{{When: both, Do: "practise"}}
	}
	for i := range 1 + r.IntN(3) {
		p := Part{Name: fmt.Sprint("p", i)}
		for _, k := range r.Perm(len(q.questions))[:1+r.IntN(min(3, len(q.questions)))] {
			p.Questions = append(p.Questions, q.questions[k].ID)
		}
		req.Parts = append(req.Parts, p)
		if !general || r.IntN(2) == 0 {
			req.Steps = append(req.Steps, Step{When: both, Part: p.Name, Do: "practise " + p.Name})
		}
	}
	shuffle(r, req.Steps)
	return req
}

// reply says something to a question.
func reply(r *rand.Rand, q *Question) Reply {
	a := Reply{Question: q.ID, State: Answered, Here: q.Exercise() && r.IntN(2) == 0}
	switch n := r.IntN(10); {
	case n == 0:
		a.State = Skipped
	case n == 1:
		a.State = PreferNotToSay
	case n == 2 && q.MayNotApply != "":
		a.State = NotApplicable
	case q.Kind == One:
		a.Value = q.Options[r.IntN(len(q.Options))].ID
	case q.Kind == Many:
		a.Value = [][]string{{}, {"a"}, {"b"}, {"a", "b"}, {"z"}}[r.IntN(5)]
	case q.Kind == Number:
		a.Value = r.IntN(11)
	case q.Kind == Typing:
		a.Value = record(r)
	case q.Kind == Tasks:
		a.Value = attempt(r, q)
	}
	return a
}

// record gives a measured typing exercise, or a net speed alone.
func record(r *rand.Rand) any {
	if r.IntN(4) == 0 {
		return r.IntN(70)
	}
	left := r.IntN(400)
	return TypingRecord{Passage: "p", Time: time.Minute, Left: left, Errors: r.IntN(1 + left/20)}
}

// attempt gives what was done of short tasks, all or some, or a number of right ones alone.
func attempt(r *rand.Rand, q *Question) any {
	if r.IntN(4) == 0 {
		return r.IntN(1 + q.Most())
	}
	record := TasksRecord{1 + r.IntN(5), 3 * r.IntN(2), map[string]string{}}
	for _, d := range q.Drawn(record.Seed) {
		if r.IntN(8) > 0 {
			record.Chosen[d.ID] = d.Options[r.IntN(len(d.Options))]
		}
	}
	return record
}

func replies(r *rand.Rand, q *Questionnaire) []Reply {
	var all []Reply
	for _, question := range q.questions {
		if r.IntN(12) > 0 {
			all = append(all, reply(r, question))
		}
	}
	return all
}

func (w world) judge(t *testing.T, replies []Reply) Result {
	t.Helper()
	a, err := NewAnswers(w.q, Sitting{}, replies)
	if err != nil {
		t.Fatal(err)
	}
	return Judge(w.role, a)
}

// try runs a law on many worlds and replies, in parallel, until it has spoken n times; a new world for
// every so many cases.
func try(t *testing.T, n, perWorld int, law func(t *testing.T, r *rand.Rand, w world, replies []Reply) (spoke bool)) {
	t.Helper()
	if n = n * *laws / 100; testing.Short() {
		n /= 25
	}
	const workers = 4
	for k := range workers {
		t.Run(fmt.Sprint("seed ", k), func(t *testing.T) {
			t.Parallel()
			r := rand.New(rand.NewPCG(uint64(k), 1))
			var w world
			for i, spoken := 0, 0; spoken < n/workers; i++ {
				if i%perWorld == 0 {
					w = newWorld(r)
				}
				if law(t, r, w, replies(r, w.q)) {
					spoken++
				}
				if t.Failed() {
					t.Logf("case %d", i)
					return
				}
			}
		})
	}
}

func rat(t *testing.T, s string) *big.Rat {
	t.Helper()
	f, ok := new(big.Rat).SetString(s)
	if !ok {
		t.Fatalf("%q is no fraction", s)
	}
	return f
}

// notLower says whether each end of b is at least that of a. What stopped applying is not lower.
func notLower(t *testing.T, a, b *Range) bool {
	t.Helper()
	return a == nil || b == nil || rat(t, b.ExactLow).Cmp(rat(t, a.ExactLow)) >= 0 && rat(t, b.ExactHigh).Cmp(rat(t, a.ExactHigh)) >= 0
}

// inside says whether b lies within a.
func inside(t *testing.T, a, b *Range) bool {
	t.Helper()
	return a == nil || b == nil || rat(t, b.ExactLow).Cmp(rat(t, a.ExactLow)) >= 0 && rat(t, b.ExactHigh).Cmp(rat(t, a.ExactHigh)) <= 0
}

func TestBetterAnswerNeverLowers(t *testing.T) {
	t.Parallel()
	try(t, betterCases, 10, func(t *testing.T, r *rand.Rand, w world, said []Reply) bool {
		if len(said) == 0 {
			return false
		}
		at := r.IntN(len(said))
		question := w.q.Question(said[at].Question)
		better := slices.Clone(said)
		better[at] = reply(r, question)
		if said[at].State != Answered || better[at].State != Answered {
			return false
		}
		worse, _ := NewAnswers(w.q, Sitting{}, said[at:at+1])
		good, _ := NewAnswers(w.q, Sitting{}, better[at:at+1])
		if worse.Of(question.ID).State != Answered || question.Points(good.Of(question.ID)) < question.Points(worse.Of(question.ID)) ||
			good.Of(question.ID).State != Answered {
			return false
		}
		if question.Points(good.Of(question.ID)) == question.Points(worse.Of(question.ID)) {
			return false // as good as, not better
		}
		a, b := w.judge(t, said), w.judge(t, better)
		if !notLower(t, a.Readiness, b.Readiness) || !notLower(t, a.Strength, b.Strength) {
			t.Errorf("%+v\n%+v\nreadiness %v to %v, strength %v to %v", said, better, a.Readiness, b.Readiness, a.Strength, b.Strength)
		}
		for i := range a.Requirements {
			if !notLower(t, a.Requirements[i].Range, b.Requirements[i].Range) {
				t.Errorf("requirement %d: %v to %v", i, a.Requirements[i].Range, b.Requirements[i].Range)
			}
		}
		if a.Band != nil && b.Band != nil && (b.bandAt(b.Band.Low) < a.bandAt(a.Band.Low) || b.bandAt(b.Band.High) < a.bandAt(a.Band.High)) {
			t.Errorf("band %v to %v", a.Band, b.Band)
		}
		return true
	})
}

func TestAnsweringLandsInside(t *testing.T) {
	t.Parallel()
	try(t, insideCases, 10, func(t *testing.T, r *rand.Rand, w world, said []Reply) bool {
		a, _ := NewAnswers(w.q, Sitting{}, said)
		at := r.IntN(len(w.q.questions))
		question := w.q.questions[at]
		if s := a.Of(question.ID).State; s != Skipped && s != PreferNotToSay {
			return false
		}
		now := slices.DeleteFunc(slices.Clone(said), func(r Reply) bool { return r.Question == question.ID })
		now = append(now, reply(r, question))
		before, after := w.judge(t, said), w.judge(t, now)
		if !inside(t, before.Readiness, after.Readiness) || !inside(t, before.Strength, after.Strength) {
			t.Errorf("%+v then %+v\nreadiness %v then %v, strength %v then %v", said, now, before.Readiness, after.Readiness, before.Strength, after.Strength)
		}
		if before.Band != nil && after.Band != nil && (after.bandAt(after.Band.Low) < before.bandAt(before.Band.Low) || after.bandAt(after.Band.High) > before.bandAt(before.Band.High)) {
			t.Errorf("%+v then %+v\nband %v then %v", said, now, before.Band, after.Band)
		}
		return true
	})
}

// TestOrderAndScaleChangeNothing: requirements, parts and questions of a part in another order, all
// weights times a constant, replies in another order.
func TestOrderAndScaleChangeNothing(t *testing.T) {
	t.Parallel()
	try(t, orderCases, 10, func(t *testing.T, r *rand.Rand, w world, said []Reply) bool {
		other := *w.role
		other.Requirements = slices.Clone(w.role.Requirements)
		scale := 1 + r.IntN(9)
		for i := range other.Requirements {
			q := &other.Requirements[i]
			q.Weight *= scale
			q.Parts = slices.Clone(q.Parts)
			for k := range q.Parts {
				q.Parts[k].Questions = slices.Clone(q.Parts[k].Questions)
				shuffle(r, q.Parts[k].Questions)
			}
			shuffle(r, q.Parts)
		}
		shuffle(r, other.Requirements)
		shuffled := slices.Clone(said)
		shuffle(r, shuffled)
		a, b := w.judge(t, said), world{w.q, &other}.judge(t, shuffled)
		if !reflect.DeepEqual(a.Readiness, b.Readiness) || !reflect.DeepEqual(a.Strength, b.Strength) {
			t.Errorf("readiness %v and %v, strength %v and %v", a.Readiness, b.Readiness, a.Strength, b.Strength)
		}
		if a.Band != nil && (a.Band.Low != b.Band.Low || a.Band.High != b.Band.High || len(a.Band.HeldBy) != len(b.Band.HeldBy)) {
			t.Errorf("band %v and %v", a.Band, b.Band)
		}
		for _, j := range a.Requirements {
			k := slices.IndexFunc(b.Requirements, func(o Judged) bool { return o.ID == j.ID })
			if o := b.Requirements[k]; o.State != j.State || !reflect.DeepEqual(o.Range, j.Range) || !reflect.DeepEqual(o.Worth, j.Worth) || !slices.Equal(o.Missing, j.Missing) || !slices.Equal(o.Steps, j.Steps) {
				t.Errorf("requirement %s: %+v and %+v", j.ID, j, o)
			}
		}
		return true
	})
}

// TestNotTakenIsAbsent: where something else can show each part, an exercise that nobody took changes
// nothing, as if the role did not know it.
func TestNotTakenIsAbsent(t *testing.T) {
	t.Parallel()
	try(t, orderCases/2, 10, func(t *testing.T, r *rand.Rand, w world, said []Reply) bool {
		without := *w.role
		without.Requirements = slices.Clone(w.role.Requirements)
		exercise := func(id string) bool { return w.q.Question(id).Exercise() }
		spoke := false
		for i := range without.Requirements {
			q := &without.Requirements[i]
			q.Parts = slices.Clone(q.Parts)
			for k := range q.Parts {
				rest := slices.DeleteFunc(slices.Clone(q.Parts[k].Questions), exercise)
				if len(rest) == 0 {
					return false
				}
				spoke = spoke || len(rest) < len(q.Parts[k].Questions)
				q.Parts[k].Questions = rest
			}
		}
		said = slices.DeleteFunc(said, func(r Reply) bool { return exercise(r.Question) || r.State == NotApplicable })
		a, b := w.judge(t, said), world{w.q, &without}.judge(t, said)
		if !reflect.DeepEqual(a.Readiness, b.Readiness) || !reflect.DeepEqual(a.Strength, b.Strength) || !reflect.DeepEqual(a.Band, b.Band) || !slices.Equal(a.Plan, b.Plan) {
			t.Errorf("%+v\n%+v\n%+v", said, a, b)
		}
		return spoke
	})
}

// TestExercisePutsClaimsAside: once an exercise is finished, what is only claimed in its part changes
// nothing there.
func TestExercisePutsClaimsAside(t *testing.T) {
	t.Parallel()
	try(t, orderCases/5, 10, func(t *testing.T, r *rand.Rand, w world, said []Reply) bool {
		a := w.judge(t, said)
		at := r.IntN(len(w.q.questions))
		question := w.q.questions[at]
		if question.Evidence != Claimed {
			return false
		}
		now := slices.DeleteFunc(slices.Clone(said), func(r Reply) bool { return r.Question == question.ID })
		b := w.judge(t, append(now, reply(r, question)))
		spoke := false
		for i, j := range a.Requirements {
			for k, p := range j.Parts {
				measured := slices.ContainsFunc(p.Evidence, func(s Shown) bool { return s.Evidence == Measured && s.State == Answered })
				hangs := slices.ContainsFunc(p.Evidence, func(s Shown) bool { return len(w.q.Question(s.Question).OnlyIf) > 0 })
				if !measured || hangs {
					continue
				}
				spoke = spoke || slices.ContainsFunc(p.Evidence, func(s Shown) bool { return s.Question == question.ID })
				if other := b.Requirements[i].Parts[k]; !reflect.DeepEqual(p.Range, other.Range) {
					t.Errorf("%+v\n%+v\n%+v", said, p, other)
				}
			}
		}
		return spoke
	})
}

func shuffle[T any](r *rand.Rand, s []T) {
	r.Shuffle(len(s), func(i, j int) { s[i], s[j] = s[j], s[i] })
}

// TestFiguresAreSound: low is at most high, what is shown is the exact figure rounded down, states
// and bands follow from the exact figures, and whatever is not met says what to do.
func TestFiguresAreSound(t *testing.T) {
	t.Parallel()
	try(t, soundCases, 10, func(t *testing.T, r *rand.Rand, w world, said []Reply) bool {
		result := w.judge(t, said)
		ranges := []*Range{result.Readiness, result.Strength}
		for _, j := range result.Requirements {
			ranges = append(ranges, j.Range)
			done := j.State == Met || j.State == DoesNotApply
			if done != (len(j.Steps) == 0) || done != (j.Worth == nil) || done == slices.Contains(result.Plan, j.ID) {
				t.Errorf("requirement %s is %s with %d steps, worth %v, plan %v", j.ID, j.State, len(j.Steps), j.Worth, result.Plan)
			}
			if j.State == NotEnough && len(j.Missing) == 0 || j.Range != nil && (j.ExactLow == j.ExactHigh) != (len(j.Missing) == 0) {
				t.Errorf("requirement %s is %s with %v missing", j.ID, j.State, j.Missing)
			}
			for _, p := range j.Parts {
				ranges = append(ranges, p.Range)
			}
			inOrder(t, j)
		}
		for _, g := range ranges {
			if g == nil {
				continue
			}
			low, high := rat(t, g.ExactLow), rat(t, g.ExactHigh)
			if low.Cmp(high) > 0 || low.Sign() < 0 || high.Cmp(big.NewRat(100, 1)) > 0 {
				t.Errorf("from %v to %v", low, high)
			}
			for shown, exact := range map[int]*big.Rat{g.Low: low, g.High: high} {
				if rest := new(big.Rat).Sub(exact, big.NewRat(int64(shown), 1)); rest.Sign() < 0 || rest.Cmp(big.NewRat(1, 1)) >= 0 {
					t.Errorf("%v is shown as %d", exact, shown)
				}
			}
		}
		if err := result.sound(); err != nil {
			t.Error(err)
		}
		return true
	})
}

// inOrder: what is not met has a step besides answering; the steps of parts come first, each of a part
// that is below the target, the lowest part's first.
func inOrder(t *testing.T, j Judged) {
	t.Helper()
	before, practice := new(big.Rat), 0
	for _, s := range j.Steps {
		if s.Open > 0 {
			continue
		}
		practice++
		score := big.NewRat(int64(j.Target), 1) // of what is for all
		if s.Part != "" {
			at := slices.IndexFunc(j.Parts, func(p JudgedPart) bool { return p.Name == s.Part })
			if score = rat(t, j.Parts[at].ExactLow); score.Cmp(big.NewRat(int64(j.Target), 1)) >= 0 {
				t.Errorf("requirement %s: a step for part %s, which is at %v", j.ID, s.Part, score)
			}
		}
		if score.Cmp(before) < 0 {
			t.Errorf("requirement %s: steps %+v of parts %+v", j.ID, j.Steps, j.Parts)
		}
		before = score
	}
	if (practice == 0) != (len(j.Steps) == 0) {
		t.Errorf("requirement %s: only %+v", j.ID, j.Steps)
	}
}

// TestEnds: best answers give 100 and the top band, worst answers 0, and desirables never move the band.
func TestEnds(t *testing.T) {
	t.Parallel()
	try(t, endsCases, 1, func(t *testing.T, r *rand.Rand, w world, _ []Reply) bool {
		essential := map[string]bool{}
		for _, q := range w.role.Requirements {
			for _, p := range q.Parts {
				for _, id := range p.Questions {
					essential[id] = essential[id] || q.Kind == Essential
				}
			}
		}
		var best, worst, only []Reply
		for _, q := range w.q.questions {
			best, worst = append(best, q.extreme(true)), append(worst, q.extreme(false))
			only = append(only, q.extreme(essential[q.ID] || len(q.OnlyIf) == 0))
		}
		for _, g := range []*Range{w.judge(t, best).Readiness, w.judge(t, best).Strength} {
			if g != nil && (g.ExactLow != "100/1" || g.ExactHigh != "100/1") {
				t.Errorf("best: %v", g)
			}
		}
		for _, g := range []*Range{w.judge(t, worst).Readiness, w.judge(t, worst).Strength} {
			if g != nil && (g.ExactLow != "0/1" || g.ExactHigh != "0/1") {
				t.Errorf("worst: %v", g)
			}
		}
		if b := w.judge(t, best).Band; b != nil && (b.Low != "high" || len(b.HeldBy) > 0) {
			t.Errorf("best: %v", b)
		}
		unasked := map[string]bool{} // essentials whose questions hang on others can fail with them
		if a, _ := NewAnswers(w.q, Sitting{}, only); a != nil {
			for _, q := range w.q.questions {
				unasked[q.ID] = a.Asking(q.ID) != Asked
			}
		}
		for id, is := range unasked {
			if is && essential[id] {
				return false
			}
		}
		if b := w.judge(t, only).Band; b != nil && b.Low != "high" {
			t.Errorf("every essential at its best: %v", b)
		}
		return true
	})
}

// extreme gives the best or the worst answer.
func (q *Question) extreme(best bool) Reply {
	r := Reply{Question: q.ID, State: Answered}
	switch {
	case q.Kind == Typing && best:
		r.Value = 60
	case q.Kind == Tasks && best:
		r.Value = q.Most()
	case q.Kind == Number && best:
		r.Value = 10
	case q.Exercise():
		r.Value = 0
	case q.Kind == Number:
		r.Value = 0
	case q.Kind == Many && best:
		r.Value = []string{"a", "b"}
	case q.Kind == Many:
		r.Value = []string{"z"}
	case best:
		o := slices.MaxFunc(q.Options, func(a, b Option) int { return a.Points - b.Points })
		r.Value = o.ID
	default:
		r.Value = "a"
	}
	return r
}

// TestRepliesComeBack: the replies that answers give make the same answers again.
func TestRepliesComeBack(t *testing.T) {
	t.Parallel()
	try(t, roundCases, 10, func(t *testing.T, r *rand.Rand, w world, said []Reply) bool {
		a, err := NewAnswers(w.q, Sitting{Name: "A"}, said)
		if err != nil {
			t.Fatal(err)
		}
		b, err := NewAnswers(w.q, Sitting{Name: "A"}, a.Replies())
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(a.held, b.held) || !slices.Equal(a.asking, b.asking) || a.Sitting != b.Sitting {
			t.Errorf("%+v then %+v", a, b)
		}
		return true
	})
}
