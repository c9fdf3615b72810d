package assess

import (
	"cmp"
	"fmt"
	"math/big"
	"slices"
)

// # How the shortest way is found
//
// It is found exactly. Answers that bear on one part alone are tried for that part, and only those ways are
// kept that lift it more than every cheaper one; the parts of an essential are then joined, again keeping
// only what no cheaper way betters, and so are the essentials. As a score is the mean of its parts, and
// readiness a sum over essentials, nothing that could be the cheapest is lost. An answer that bears on more
// than one part links them: for each of its values all that it links is worked out again.

// A search is for the cheapest changes of one person for one role.
type search struct {
	role  *Role
	a     *Answers
	slots []slot            // in the order of the questionnaire
	work  int               // done so far
	known map[linked][]*way // what lifts a part
}

// A slot is an answer, or for Many a tick, that could be another.
type slot struct {
	question int // position
	rungs    []rung
}

// A rung is what a slot could hold instead: an option or level by its position, weeks away.
type rung struct{ at, weeks int }

// A way is some of the changes, with what they lead to.
type way struct {
	weeks, count int
	key          []int    // by slot: the position of its rung, or the number of rungs for no change
	parts        int      // of an essential, how many apply; else 0
	value        *big.Rat // the more the better, with as many parts
}

// compare orders ways by weeks, then changes, then the order of the file.
func (w *way) compare(v *way) int {
	return cmp.Or(cmp.Compare(w.weeks, v.weeks), cmp.Compare(w.count, v.count), slices.Compare(w.key, v.key))
}

// newSearch finds the slots. Questions that are not asked, and that no change can cause to be asked, have
// none, unless all are wanted.
func newSearch(role *Role, a *Answers, all bool) *search {
	s := &search{role: role, a: a, known: map[linked][]*way{}}
	open := make([]bool, len(a.held)) // a change can be made to it, or cause it to be asked with what was said to it
	for i, needed := range role.Needs(a.Questionnaire) {
		question := a.Questionnaire.questions[i]
		asked := a.asking[i] == Asked
		opened := slices.ContainsFunc(question.OnlyIf, func(c Condition) bool { return open[a.Questionnaire.at[c.Question]] })
		if !needed || !asked && !opened && !all {
			continue
		}
		before := len(s.slots)
		if question.Evidence != Claimed {
			s.add(i, question, a.held[i])
		}
		open[i] = len(s.slots) > before || opened && !asked
	}
	return s
}

// add gives a question its slots: what earns more than the answer now, and takes weeks.
func (s *search) add(at int, q *Question, held Answer) {
	if q.Kind == Many {
		for i, o := range q.Options {
			if o.Weeks > 0 && !(held.State == Answered && slices.Contains(held.Options, i)) {
				s.slots = append(s.slots, slot{at, []rung{{i, o.Weeks}}})
			}
		}
		return
	}
	points := 0
	if held.State == Answered {
		points = q.Points(held)
	}
	reachable := q.reachable()
	done := q.done(held, points, reachable)
	var rungs []rung
	for _, r := range reachable {
		if r.points > points {
			rungs = append(rungs, rung{r.at, r.weeks - done})
		}
	}
	if len(rungs) > 0 {
		s.slots = append(s.slots, slot{at, rungs})
	}
}

// done says how many of the weeks lie behind whoever gave an answer: those of the most that earns no more, and of
// the way to the next level as much, in whole weeks, as the figure is of it.
func (q *Question) done(held Answer, points int, reachable []reached) int {
	done, from := 0, 0
	var next *reached
	for i, r := range reachable {
		switch {
		case r.points <= points:
			if done = max(done, r.weeks); len(q.Levels) > 0 {
				from = q.Levels[r.at].From
			}
		case next == nil || r.weeks < next.weeks:
			next = &reachable[i]
		}
	}
	if held.State != Answered || len(q.Levels) == 0 || next == nil || q.Kind == Typing && q.Lowered(held) {
		return done
	}
	from = max(from, q.Min)
	if to := q.Levels[next.at].From; from <= held.Number && held.Number < to {
		done += (next.weeks - done) * (held.Number - from) / (to - from)
	}
	return done
}

// A reached is an option or level, by position, that takes weeks.
type reached struct{ at, points, weeks int }

func (q *Question) reachable() []reached {
	var all []reached
	for i, o := range q.Options {
		if o.Weeks > 0 {
			all = append(all, reached{i, o.Points, o.Weeks})
		}
	}
	for i, l := range q.Levels {
		points := l.Points
		if q.Kind == Tasks {
			points = l.From
		}
		if l.Weeks > 0 {
			all = append(all, reached{i, points, l.Weeks})
		}
	}
	return all
}

// linked is a part with the values of the slots that link it to others.
type linked struct {
	part   *Part
	values string
}

// none is the way without a change.
func (s *search) none() *way {
	w := &way{key: make([]int, len(s.slots)), value: new(big.Rat)}
	for i, slot := range s.slots {
		w.key[i] = len(slot.rungs)
	}
	return w
}

// find gives the cheapest way to a band, nil if there is none, and the essentials that are taken as if
// they were there.
func (s *search) find(band Band) (*way, []string) {
	joined, besides := []*way{s.none()}, []string{}
	for _, g := range s.groups() {
		ways, lacking := s.ways(g, band)
		besides = append(besides, lacking...)
		joined = s.join(joined, ways)
	}
	for _, w := range joined {
		if w.value.Sign() >= 0 {
			return w, s.inOrder(besides)
		}
	}
	return nil, s.inOrder(besides)
}

// over says whether the search takes too much, and is given up.
func (s *search) over() bool { return s.work > MostRouteWork }

// inOrder puts requirement ids in the order of the role.
func (s *search) inOrder(ids []string) []string {
	ordered := []string{}
	for _, r := range s.role.Requirements {
		if slices.Contains(ids, r.ID) {
			ordered = append(ordered, r.ID)
		}
	}
	return ordered
}

// join joins each way of one list with each of another, and keeps those that bring more than every cheaper
// one. The two decide on different slots.
func (s *search) join(some, others []*way) []*way {
	if s.work += len(some) * len(others); s.over() {
		return nil
	}
	all := make([]*way, 0, len(some)*len(others))
	for _, a := range some {
		for _, b := range others {
			all = append(all, a.with(b))
		}
	}
	return improving(all)
}

// with gives two ways together.
func (w *way) with(v *way) *way {
	both := &way{w.weeks + v.weeks, w.count + v.count, make([]int, len(w.key)), w.parts + v.parts, new(big.Rat).Add(w.value, v.value)}
	for i := range both.key {
		both.key[i] = min(w.key[i], v.key[i])
	}
	return both
}

// improving gives the ways that bring more than every cheaper one of as many parts, the cheapest first.
func improving(all []*way) []*way {
	slices.SortFunc(all, func(a, b *way) int { return a.compare(b) })
	most := map[int]*big.Rat{}
	var kept []*way
	for _, w := range all {
		if most[w.parts] == nil || w.value.Cmp(most[w.parts]) > 0 {
			most[w.parts] = w.value
			kept = append(kept, w)
		}
	}
	return kept
}

// A group is essentials, by position, and the slots that bear on more than one part of them.
type group struct{ essentials, links []int }

// groups divides the essentials: two are in one group if a slot links them.
func (s *search) groups() []group {
	bearing := make([]int, len(s.slots)) // on how many parts
	for _, r := range s.role.Requirements {
		for _, p := range r.Parts {
			for _, k := range s.bearing(p) {
				if r.Kind == Essential {
					bearing[k]++
				}
			}
		}
	}
	var groups []group
	for i, r := range s.role.Requirements {
		if r.Kind != Essential {
			continue
		}
		g := group{essentials: []int{i}}
		for _, p := range r.Parts {
			g.links = append(g.links, slices.DeleteFunc(s.bearing(p), func(k int) bool { return bearing[k] < 2 })...)
		}
		var apart []group
		for _, other := range groups {
			if slices.ContainsFunc(other.links, func(k int) bool { return slices.Contains(g.links, k) }) {
				g = group{append(other.essentials, g.essentials...), append(other.links, g.links...)}
			} else {
				apart = append(apart, other)
			}
		}
		slices.Sort(g.links)
		g.links = slices.Compact(g.links)
		groups = append(apart, g)
	}
	return groups
}

// bearing gives the slots of the questions that a part rests on, and of those that their conditions look back to.
func (s *search) bearing(p Part) []int {
	only := Role{Requirements: []Requirement{{Parts: []Part{p}}}}
	rests := only.Needs(s.a.Questionnaire)
	var bearing []int
	for k, slot := range s.slots {
		if rests[slot.question] {
			bearing = append(bearing, k)
		}
	}
	return bearing
}

// ways gives the ways that are worth their cost in one group, each valued by the sum of weight x (100 x
// attainment - the readiness of the band), and the essentials that none of them lifts to where the band asks.
func (s *search) ways(g group, band Band) ([]*way, []string) {
	linked := s.tries(g.links)
	lifts := make([][][]*way, len(linked)) // by way and essential
	lacks := make([]bool, len(g.essentials))
	var lacking []string
	for k, i := range g.essentials {
		r := &s.role.Requirements[i]
		lacks[k] = true
		for t, base := range linked {
			lift := s.lifts(r, g.links, base)
			lifts[t] = append(lifts[t], lift)
			lacks[k] = lacks[k] && !slices.ContainsFunc(lift, func(w *way) bool { return r.allowed(w, band) })
		}
		if lacks[k] && !s.over() {
			lacking = append(lacking, r.ID)
		}
	}
	var all []*way
	for t, base := range linked {
		joined := []*way{base}
		for k, i := range g.essentials {
			r := &s.role.Requirements[i]
			var valued []*way
			for _, w := range lifts[t][k] {
				if lacks[k] || r.allowed(w, band) {
					valued = append(valued, &way{w.weeks, w.count, w.key, 0, r.worth(w, lacks[k], band)})
				}
			}
			joined = s.join(joined, improving(valued))
		}
		all = append(all, joined...)
	}
	return improving(all), lacking
}

// lifts gives the ways that lift one essential more than every cheaper one, by the sum of the shares of its
// parts, with the linking slots as base has them.
func (s *search) lifts(r *Requirement, links []int, base *way) []*way {
	joined := []*way{s.none()}
	for i := range r.Parts {
		joined = s.join(joined, s.liftsPart(&r.Parts[i], links, base))
	}
	return joined
}

// liftsPart gives the same for one part. It is worked out once for each value of those slots that bear on it.
func (s *search) liftsPart(p *Part, links []int, base *way) []*way {
	bearing := s.bearing(*p)
	own := slices.DeleteFunc(slices.Clone(bearing), func(k int) bool { return slices.Contains(links, k) })
	linked := linked{part: p}
	for _, k := range bearing {
		if slices.Contains(links, k) {
			linked.values += fmt.Sprintf("%d ", base.key[k])
		}
	}
	lifts, known := s.known[linked]
	if known {
		return lifts
	}
	tried := s.tries(own)
	if s.work += len(tried) * len(p.Questions); s.over() {
		return nil
	}
	for _, w := range tried {
		if _, share := weigh(p.evidence(s.applied(base.with(w)))); share != nil {
			w.parts, w.value = 1, share.low.rat()
		}
	}
	s.known[linked] = improving(tried)
	return s.known[linked]
}

// score gives what a way lifts an essential to; not ok if it does not apply.
func (w *way) score() (score exact, ok bool) {
	if w.parts == 0 {
		return zero, false
	}
	return narrow(new(big.Rat).Mul(w.value, big.NewRat(100, int64(w.parts)))), true
}

// allowed says whether an essential then is at least as a band asks.
func (r *Requirement) allowed(w *way, band Band) bool {
	score, ok := w.score()
	return !ok || band.Essentials.allows(r.state(score))
}

// worth gives weight x (100 x attainment - the readiness of a band), where an essential that is taken as if it
// were there attains at least what the band asks; 0 if it does not apply.
func (r *Requirement) worth(w *way, taken bool, band Band) *big.Rat {
	score, ok := w.score()
	if !ok {
		return new(big.Rat)
	}
	if asked := fraction(r.asked(band), 1); taken && score.compare(asked) < 0 {
		score = asked
	}
	v := new(big.Rat).Mul(r.attainment(span{score, score}).low.rat(), big.NewRat(100, 1))
	v.Sub(v, big.NewRat(int64(band.From), 1))
	return v.Mul(v, big.NewRat(int64(r.Weight), 1))
}

// asked gives the score that a band asks of an essential.
func (r *Requirement) asked(b Band) int {
	switch b.Essentials {
	case AtLeastMet:
		return r.Target
	case AtLeastPartly:
		return r.Partly
	}
	return 0
}

// tries gives all that some slots could hold. Of the ticks of one question only those are tried that earn more than
// every cheaper choice of them, unless a condition looks at which they are.
func (s *search) tries(slots []int) []*way {
	tried := []*way{s.none()}
	for len(slots) > 0 {
		n := 1
		for n < len(slots) && s.slots[slots[n]].question == s.slots[slots[0]].question {
			n++
		}
		choices := s.choices(slots[:n])
		slots = slots[n:]
		if len(tried)*len(choices) > MostRouteWork {
			s.work = MostRouteWork + 1
		}
		if s.over() {
			return nil
		}
		var all []*way
		for _, a := range tried {
			for _, b := range choices {
				all = append(all, a.with(b))
			}
		}
		tried = all
	}
	return tried
}

// choices gives what the slots of one question could hold.
func (s *search) choices(slots []int) []*way {
	at := s.slots[slots[0]].question
	question := s.a.Questionnaire.questions[at]
	looked := slices.ContainsFunc(s.a.Questionnaire.questions, func(q *Question) bool {
		return slices.ContainsFunc(q.OnlyIf, func(c Condition) bool { return c.Question == question.ID })
	})
	choices := []*way{s.none()}
	for _, k := range slots {
		if len(choices)*(len(s.slots[k].rungs)+1) > MostRouteWork {
			s.work = MostRouteWork + 1
			return nil
		}
		for _, before := range slices.Clone(choices) {
			for i, rung := range s.slots[k].rungs {
				w := &way{before.weeks + rung.weeks, before.count + 1, slices.Clone(before.key), 0, new(big.Rat)}
				w.key[k] = i
				choices = append(choices, w)
			}
		}
		if question.Kind == Many && !looked {
			for _, w := range choices {
				w.value = big.NewRat(int64(question.Points(s.answer(at, w))), 1)
			}
			choices = improving(choices)
		}
	}
	for _, w := range choices {
		w.value = new(big.Rat)
	}
	return choices
}

// applied gives the answers with the changes of a way.
func (s *search) applied(w *way) *Answers {
	return s.a.altered(func(held []Answer) {
		for k, slot := range s.slots {
			if w.key[k] < len(slot.rungs) {
				held[slot.question] = s.answer(slot.question, w)
			}
		}
	})
}

// answer gives what a question would hold with the changes of a way.
func (s *search) answer(question int, w *way) Answer {
	q, held := s.a.Questionnaire.questions[question], s.a.held[question]
	for k, slot := range s.slots {
		if slot.question != question || w.key[k] == len(slot.rungs) {
			continue
		}
		at := slot.rungs[w.key[k]].at
		if q.Kind != Many {
			return q.reply(at)
		}
		held = q.ticking(held, at)
	}
	return held
}

// reply gives the answer that is an option or a level, by its position.
func (q *Question) reply(at int) Answer {
	if q.Kind == One {
		return Answer{State: Answered, Options: []int{at}, Given: true}
	}
	return Answer{State: Answered, Number: q.Levels[at].From, Given: true}
}

// ticking gives an answer with one tick more; "none of these" goes.
func (q *Question) ticking(a Answer, at int) Answer {
	ticks := []int{at}
	if a.State == Answered {
		for _, o := range a.Options {
			if !q.Options[o].Alone {
				ticks = append(ticks, o)
			}
		}
	}
	slices.Sort(ticks)
	return Answer{State: Answered, Options: ticks, Given: true}
}
