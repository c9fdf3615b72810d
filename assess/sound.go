package assess

import (
	"errors"
	"fmt"
	"math/big"
	"reflect"
	"regexp"
	"slices"
	"time"
)

// The words that a result may use.
var (
	kinds  = []RequirementKind{Essential, Desirable}
	asks   = []AtLeast{AtLeastAny, AtLeastPartly, AtLeastMet}
	states = []AnswerState{Answered, Skipped, PreferNotToSay, NotApplicable, NotTaken, NotAsked}
)

// sound says what in a result that was read could not have been written by WriteJSON: its words are
// those of this program, and its figures follow from one another, from the parts to the band.
func (r Result) sound() error {
	if err := r.worded(); err != nil {
		return fmt.Errorf("this result is damaged: %w", err)
	}
	if err := r.figured(); err != nil {
		return fmt.Errorf("this result is damaged: %w", err)
	}
	return nil
}

// worded checks the words.
func (r Result) worded() error {
	if r.Questionnaire.ID == "" || r.Role.ID == "" || r.Role.Title == "" || len(r.Bands) == 0 || len(r.Requirements) == 0 {
		return errors.New("it lacks its questionnaire, its role, its bands or its requirements")
	}
	names := map[string]bool{}
	for _, b := range r.Bands {
		if names[b.Name] || b.Name == "" || !slices.Contains(asks, b.Essentials) {
			return fmt.Errorf("band %q", b.Name)
		}
		names[b.Name] = true
	}
	ids := map[string]bool{}
	for _, j := range r.Requirements {
		if ids[j.ID] || j.ID == "" || !slices.Contains(kinds, j.Kind) {
			return fmt.Errorf("requirement %q", j.ID)
		}
		ids[j.ID] = true
		if j.Weight < 1 || j.Target < 1 || j.Target > 100 || j.Partly < 1 || j.Partly > j.Target {
			return fmt.Errorf("requirement %q has weight %d, target %d and partly %d", j.ID, j.Weight, j.Target, j.Partly)
		}
		for _, p := range j.Parts {
			for _, e := range p.Evidence {
				if e.Aside && (e.Evidence != Claimed || e.Counts) || !slices.Contains(states, e.State) || e.Points < 0 || e.Points > e.Of {
					return fmt.Errorf("requirement %q, question %q: %d of %d, %q", j.ID, e.Question, e.Points, e.Of, e.State)
				}
			}
		}
		if err := j.stepped(); err != nil {
			return err
		}
	}
	for _, q := range r.Questions {
		if !slices.Contains(states, q.State) {
			return fmt.Errorf("question %q is %q", q.ID, q.State)
		}
		if !q.exercised() {
			return fmt.Errorf("exercise %q does not follow from what was counted in it", q.ID)
		}
	}
	return r.linked()
}

// mostTasks is how many short tasks a result may name: far above any exercise.
const mostTasks = 1000

// exercised says whether what is shown of an exercise follows from what was counted.
func (s Said) exercised() bool {
	e := s.Exercise
	finished := s.State == Answered
	switch {
	case s.Kind != Typing && s.Kind != Tasks:
		return e == nil
	case e == nil:
		return !finished
	case s.Kind == Typing:
		return finished && e.Tasks == nil && e.Typing != nil && e.Typing.sound()
	}
	t := e.Tasks
	if e.Typing != nil || t == nil || t.Done < 0 || t.Right < 0 || t.Done > t.Of || t.Right > t.Done || t.Of > mostTasks {
		return false
	}
	low, high, missed := 0, 0, 0
	if finished {
		low, high = Wilson(t.Right, t.Of)
	}
	if finished && t.Seed > 0 {
		missed = t.Of - t.Right
	}
	return finished == (t.Done == t.Of) && (finished || t.Right == 0) && t.Low == low && t.High == high && len(t.Missed) == missed
}

// sound says whether the figures follow from what was counted.
func (t TypingShown) sound() bool {
	q, a := Question{Kind: Typing, Levels: t.Levels, Accuracy: t.Accuracy}, Answer{State: Answered, Number: t.Net.Shown}
	if t.Passage != "" {
		a.Typing = &TypingRecord{Passage: t.Passage, Time: time.Duration(t.Seconds) * time.Second, Strokes: t.Strokes, Wrong: t.Wrong, Left: t.Left, Errors: t.Errors}
		if a.Typing.refused(Reply{}) != nil {
			return false
		}
	}
	return len(t.Levels) > 0 && t.Net.Shown >= 0 && reflect.DeepEqual(*q.exercise(a).Typing, t)
}

// stepped checks that each step is about something that is short.
func (j Judged) stepped() error {
	for _, s := range j.Steps {
		short := s.Part == "" || slices.ContainsFunc(j.Parts, func(p JudgedPart) bool { return p.Name == s.Part && p.Range != nil && p.Low < j.Target })
		if !short || s.Open < 0 || s.Open > len(j.Missing) {
			return fmt.Errorf("requirement %q has a step for part %q and %d open questions", j.ID, s.Part, s.Open)
		}
	}
	return nil
}

// linked checks the links, which a reader may follow without a look at them.
func (r Result) linked() error {
	for _, a := range r.About {
		for _, l := range a.Links {
			if p := CheckURL(l.URL); p != nil {
				return fmt.Errorf("the link %.60q %s", l.URL, p.What)
			}
		}
	}
	return nil
}

// figured works the result out again, from the figures of the parts.
func (r Result) figured() error {
	standings := make([]*standing, len(r.Requirements))
	for i, j := range r.Requirements {
		again, s, err := j.refigured()
		if err != nil {
			return fmt.Errorf("requirement %q: %w", j.ID, err)
		}
		done := s == nil || j.State == Met
		if !reflect.DeepEqual(j.Range, again.Range) || j.State != again.State || done != (len(j.Steps) == 0) {
			return fmt.Errorf("requirement %q does not follow from its parts", j.ID)
		}
		standings[i] = s
	}
	again := Result{Requirements: slices.Clone(r.Requirements), Bands: r.Bands, Plan: []string{}}
	for i := range again.Requirements {
		again.Requirements[i].Worth = nil
	}
	again.conclude(standings)
	if !reflect.DeepEqual(r.Readiness, again.Readiness) || !reflect.DeepEqual(r.Strength, again.Strength) {
		return errors.New("readiness or strength does not follow from the requirements")
	}
	if !reflect.DeepEqual(r.Band, again.Band) || !slices.Equal(r.Plan, again.Plan) || !reflect.DeepEqual(r.Requirements, again.Requirements) {
		return errors.New("the band or the plan does not follow from the readiness")
	}
	return nil
}

// refigured works a requirement out again from the figures of its parts.
func (j Judged) refigured() (Judged, *standing, error) {
	var shares []span
	for _, p := range j.Parts {
		if p.Range == nil {
			continue
		}
		low, okLow := parseExact(p.ExactLow)
		high, okHigh := parseExact(p.ExactHigh)
		share := span{low, high}
		if !okLow || !okHigh || low.compare(high) > 0 || high.compare(fraction(100, 1)) > 0 || *share.shown() != *p.Range {
			return j, nil, fmt.Errorf("part %q is %d to %d, exactly %.20q to %.20q", p.Name, p.Low, p.High, p.ExactLow, p.ExactHigh)
		}
		shares = append(shares, share.times(1, 100))
	}
	q := Requirement{Target: j.Target, Partly: j.Partly}
	again, s := q.standing(shares)
	return again, s, nil
}

// exactForm is how an exact figure is written. The length keeps a made-up file from costing time.
var exactForm = regexp.MustCompile(`^[0-9]{1,400}/[1-9][0-9]{0,400}$`)

// parseExact is the inverse of String.
func parseExact(s string) (exact, bool) {
	if !exactForm.MatchString(s) {
		return exact{}, false
	}
	f, ok := new(big.Rat).SetString(s)
	return narrow(f), ok
}
