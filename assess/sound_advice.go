package assess

import (
	"errors"
	"fmt"
	"maps"
	"math/big"
	"reflect"
	"slices"
)

// mostWeighed is how many essentials a result may have for its firmness to be worked out again: far above any role.
const mostWeighed = 100

// bandAt gives the position of the band with a name; -1 if there is none.
func (r Result) bandAt(name string) int {
	return slices.IndexFunc(r.Bands, func(b Band) bool { return b.Name == name })
}

// advised checks what Advise adds to a result, as far as it follows from the rest.
func (r Result) advised(standings []*standing) error {
	if r.Format < 2 && (r.Firmness != nil || r.Route != nil || r.Others != nil) {
		return fmt.Errorf("its format is %d, which has nothing of how firm it is, of the way and of other roles", r.Format)
	}
	if f := r.Firmness; f != nil {
		if r.Band == nil {
			return errors.New("there is no band, and yet it is said how firm it is")
		}
		if len(r.Requirements) > mostWeighed {
			return fmt.Errorf("it has %d requirements, more than any role", len(r.Requirements))
		}
		again := newWeighing(&r, standings).firmness()
		again.Hangs = f.Hangs
		if !reflect.DeepEqual(f, again) {
			return errors.New("how firm the band is does not follow from the weights")
		}
		if err := r.hung(); err != nil {
			return err
		}
	}
	if err := r.routed(); err != nil {
		return err
	}
	return r.surrounded()
}

// hung checks the answers that the band is said to hang on: each is one that was given, and leads the right way.
func (r Result) hung() error {
	said := r.answers()
	seen := map[Hang]bool{}
	for _, h := range r.Firmness.Hangs {
		to, low, was := r.bandAt(h.Band), r.bandAt(r.Band.Low), said[h.Question]
		once := Hang{Question: h.Question, Up: h.Up}
		if seen[once] || was == nil || was.State != Answered || was.Say != h.Say || h.Say != "" && h.Would == h.Say || to < 0 || to == low || h.Up != (to > low) {
			return fmt.Errorf("the band does not hang on question %q", h.Question)
		}
		seen[once] = true
	}
	return nil
}

// surrounded checks the other roles: each is another, once, and they stand in order.
func (r Result) surrounded() error {
	seen := map[string]bool{r.Role.ID: true}
	for i, s := range r.Others {
		if err := s.sound(); err != nil {
			return fmt.Errorf("role %q: %w", s.Role.ID, err)
		}
		if seen[s.Role.ID] || s.Lead != nil && s.Lead.Role != r.Role.ID {
			return fmt.Errorf("role %q is no other role, or stands twice, or is a step to another", s.Role.ID)
		}
		seen[s.Role.ID] = true
		if i > 0 && s.compare(r.Others[i-1]) < 0 {
			return fmt.Errorf("role %q stands behind one that is further off", s.Role.ID)
		}
	}
	return nil
}

// routed checks that the route leads up, and that its changes do reach its band, unless they may cause other
// questions to be asked. That none is cheaper only the questionnaire can tell.
func (r Result) routed() error {
	if r.Route == nil {
		return nil
	}
	to, weeks := r.bandAt(r.Route.Band), 0
	if r.Band == nil || r.Band.Low != r.Band.High || to <= r.bandAt(r.Band.Low) {
		return fmt.Errorf("the route leads to %q, which is no higher band", r.Route.Band)
	}
	points, said := map[string]Change{}, r.answers()
	for _, c := range r.Route.Changes {
		was, ticks := said[c.Question], r.kind(c.Question) == Many
		_, twice := points[c.Question]
		if was == nil || c.Of != was.Of || c.Weeks < 1 || c.Points < 1 || c.Points > c.Of || c.From != was.Say && !ticks || twice && !ticks {
			return fmt.Errorf("a change to question %q takes %d weeks for %d of %d points", c.Question, c.Weeks, c.Points, c.Of)
		}
		points[c.Question] = c
		weeks += c.Weeks
	}
	for _, id := range r.Route.Besides {
		if !slices.ContainsFunc(r.Requirements, func(j Judged) bool {
			return j.ID == id && j.Kind == Essential && j.Range != nil && j.Low < (&Requirement{Target: j.Target, Partly: j.Partly}).asked(r.Bands[to])
		}) {
			return fmt.Errorf("the essential %q is not short of what the band asks", id)
		}
	}
	if weeks != r.Route.Weeks || !r.Route.Reaches && len(points) > 0 {
		return errors.New("the weeks of the route are not those of its changes")
	}
	if !r.Route.Reaches || r.unasked() {
		return nil
	}
	if !r.leads(to, points) {
		return errors.New("the route does not lead where it says")
	}
	for _, c := range r.Route.Changes {
		fewer := maps.Clone(points)
		if delete(fewer, c.Question); r.leads(to, fewer) {
			return fmt.Errorf("the route does not need the change to question %q", c.Question)
		}
	}
	return nil
}

// unasked says whether an essential rests on a question that was not asked: a change may cause it to be, with what
// was said to it.
func (r Result) unasked() bool {
	return slices.ContainsFunc(r.Requirements, func(j Judged) bool {
		return j.Kind == Essential && slices.ContainsFunc(j.Parts, func(p JudgedPart) bool {
			return slices.ContainsFunc(p.Evidence, func(e Shown) bool { return e.State == NotAsked })
		})
	})
}

// leads says whether changes lead to the band at a position, with what is besides taken as if it were there.
func (r Result) leads(to int, changes map[string]Change) bool {
	standings := make([]*standing, len(r.Requirements))
	for i, j := range r.Requirements {
		q := &Requirement{Kind: j.Kind, Weight: j.Weight, Target: j.Target, Partly: j.Partly}
		var shares []span
		for _, p := range changed(j.Parts, changes) {
			if _, share := weigh(p.Evidence); share != nil {
				shares = append(shares, *share)
			}
		}
		_, s := q.standing(shares)
		asked := fraction(q.asked(r.Bands[to]), 1)
		if s != nil && slices.Contains(r.Route.Besides, j.ID) {
			if there := q.attainment(span{asked, asked}); s.attained.low.compare(there.low) < 0 {
				s = &standing{q.Kind, q.Weight, there, q.state(asked), q.state(asked)}
			}
		}
		standings[i] = s
	}
	readiness := total(Essential, standings)
	return readiness != nil && highest(r.Bands, readiness.low, standings, (*standing).atLow) >= to
}

// kind gives the kind of a question; "" if there is no such question.
func (r Result) kind(question string) Kind {
	for _, q := range r.Questions {
		if q.ID == question {
			return q.Kind
		}
	}
	return ""
}

// sound says whether a standing follows from its requirements.
func (s Standing) sound() error {
	if s.Role.ID == "" || s.Role.Title == "" || len(s.Bands) == 0 || len(s.Requirements) == 0 || s.NotAsked < 0 {
		return errors.New("it lacks its name, its bands or its requirements")
	}
	names := map[string]bool{}
	for _, b := range s.Bands {
		if names[b.Name] || b.Name == "" || !slices.Contains(asks, b.Essentials) {
			return fmt.Errorf("band %q", b.Name)
		}
		names[b.Name] = true
	}
	r := Result{Bands: s.Bands, Plan: []string{}}
	standings := make([]*standing, len(s.Requirements))
	for i, j := range s.Requirements {
		q := Requirement{Kind: j.Kind, Weight: j.Weight, Target: j.Target, Partly: j.Partly}
		if j.ID == "" || !slices.Contains(kinds, j.Kind) || j.Weight < 1 || j.Target < 1 || j.Target > 100 || j.Partly < 1 || j.Partly > j.Target {
			return fmt.Errorf("requirement %q has weight %d, target %d and partly %d", j.ID, j.Weight, j.Target, j.Partly)
		}
		var shares []span
		if j.Range != nil {
			score, ok := j.Range.span()
			if !ok {
				return fmt.Errorf("requirement %q has no score of 0 to 100", j.ID)
			}
			shares = []span{score.times(1, 100)}
		}
		again, stands := q.standing(shares)
		if !reflect.DeepEqual(again.Range, j.Range) || again.State != j.State {
			return fmt.Errorf("requirement %q does not follow from its score", j.ID)
		}
		standings[i] = stands
		r.Requirements = append(r.Requirements, Judged{ID: j.ID, Kind: j.Kind, Weight: j.Weight})
	}
	r.conclude(standings)
	if !reflect.DeepEqual(r.Readiness, s.Readiness) || !reflect.DeepEqual(r.Strength, s.Strength) || !reflect.DeepEqual(r.Band, s.Band) {
		return errors.New("its figures do not follow from its requirements")
	}
	return nil
}

// span gives back the exact figures; not ok if they are none of 0 to 100, the lower first.
func (r Range) span() (s span, ok bool) {
	low, okLow := new(big.Rat).SetString(r.ExactLow)
	high, okHigh := new(big.Rat).SetString(r.ExactHigh)
	if !okLow || !okHigh || low.Sign() < 0 || high.Cmp(low) < 0 || high.Cmp(big.NewRat(100, 1)) > 0 {
		return s, false
	}
	return span{narrow(low), narrow(high)}, true
}

// changed gives parts with the changes of a route made: an exercise that is finished puts claims aside.
func changed(parts []JudgedPart, changes map[string]Change) []JudgedPart {
	parts = slices.Clone(parts)
	for i := range parts {
		parts[i].Evidence = slices.Clone(parts[i].Evidence)
		finished := false
		for k := range parts[i].Evidence {
			e := &parts[i].Evidence[k]
			if c, ok := changes[e.Question]; ok {
				e.State, e.Points, e.Of, e.Missing = Answered, c.Points, c.Of, false
			}
			finished = finished || e.Evidence == Measured && e.State == Answered
		}
		for k := range parts[i].Evidence {
			if e := &parts[i].Evidence[k]; finished && e.Evidence == Claimed {
				e.Aside, e.Missing = e.State == Answered, false
			}
		}
	}
	return parts
}
