package assess

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
)

// The words that a result may use.
var (
	kinds  = []RequirementKind{Essential, Desirable}
	asks   = []AtLeast{AtLeastAny, AtLeastPartly, AtLeastMet}
	states = []AnswerState{Answered, Skipped, PreferNotToSay, NotApplicable, NotTaken, NotCollected, NotAsked}
)

// sound says what in a result that was read could not have been written by WriteJSON: its words are
// those of this program, and its figures follow from one another, from the evidence to the band.
func (r Result) sound() error {
	if err := r.worded(); err != nil {
		return fmt.Errorf("this result is damaged: %w", err)
	}
	standings, err := r.figured()
	if err == nil {
		err = r.advised(standings)
	}
	if err != nil {
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
	asked := map[string]Said{}
	for _, q := range r.Questions {
		if _, twice := asked[q.ID]; !twice {
			asked[q.ID] = q
		}
		if !slices.Contains(states, q.State) {
			return fmt.Errorf("question %q is %q", q.ID, q.State)
		}
		if !q.exercised() {
			return fmt.Errorf("exercise %q does not follow from what was counted in it", q.ID)
		}
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
				if !e.sound() || !e.measured(asked) {
					return fmt.Errorf("requirement %q, question %q: %d of %d, %q", j.ID, e.Question, e.Points, e.Of, e.State)
				}
			}
		}
		if err := j.stepped(); err != nil {
			return err
		}
	}
	return r.linked()
}

// sound says whether one piece of evidence can be so.
func (s Shown) sound() bool {
	switch {
	case !slices.Contains(states, s.State), s.Points < 0, s.Points > s.Of, s.State == Answered && s.Of < 1:
		return false
	case s.Aside:
		return s.Evidence == Claimed && s.State == Answered && !s.Missing
	}
	return true
}

// measured says whether evidence is that of an exercise exactly if it says so, and what was done in it.
func (s Shown) measured(asked map[string]Said) bool {
	q := asked[s.Question]
	if !q.Kind.Exercise() {
		return s.Evidence != Measured
	}
	if s.Evidence != Measured || s.State != q.State || s.Say != q.Say {
		return false
	}
	if s.State != Answered {
		return s.Points == 0
	}
	points, of := q.Exercise.earned()
	return s.Points == points && s.Of == of
}

// earned gives the points of a finished exercise, and the most that it offers.
func (e *Exercise) earned() (points, of int) {
	if e.Tasks != nil {
		return e.Tasks.Right, e.Tasks.Of
	}
	q, a := e.Typing.asked()
	return q.earned(a), q.Most()
}

// mostTasks is how many short tasks a result may name: far above any exercise.
const mostTasks = 1000

// exercised says whether what is shown of an exercise follows from what was counted.
func (s Said) exercised() bool {
	e := s.Exercise
	finished := s.State == Answered
	switch {
	case !s.Kind.Exercise():
		return e == nil
	case e == nil:
		return !finished && s.Say == ""
	case s.Kind == Typing:
		return finished && e.Tasks == nil && e.Typing != nil && e.Typing.sound() && s.Say == e.say()
	}
	t := e.Tasks
	return e.Typing == nil && t != nil && t.sound(finished) && s.Say == e.say()
}

// sound says whether the figures of short tasks follow from how many were right.
func (t TasksShown) sound(finished bool) bool {
	if t.Done < 0 || t.Right < 0 || t.Done > t.Of || t.Right > t.Done || t.Of > mostTasks || finished != (t.Done == t.Of) {
		return false
	}
	if !finished {
		return t.Right == 0 && t.Low == 0 && t.High == 0 && len(t.Missed) == 0
	}
	missed := 0
	if t.Seed > 0 {
		missed = t.Of - t.Right
	}
	low, high := Wilson(t.Right, t.Of)
	return t.Low == low && t.High == high && len(t.Missed) == missed
}

// asked gives back the exercise and what was done of it.
func (t TypingShown) asked() (*Question, Answer) {
	return &Question{Kind: Typing, Levels: t.Levels, Accuracy: t.Accuracy}, Answer{State: Answered, Number: t.Net.Shown, Typing: t.Record()}
}

// sound says whether the figures of typing follow from what was counted.
func (t TypingShown) sound() bool {
	q, a := t.asked()
	if len(t.Levels) == 0 || t.Levels[0] != (Level{}) || t.Net.Shown < 0 || t.Net.Shown > fastestTyping || a.Typing != nil && a.Typing.refused(Reply{}) != nil {
		return false
	}
	for i, l := range t.Levels[1:] {
		if l.From <= t.Levels[i].From || l.Points < t.Levels[i].Points {
			return false
		}
	}
	return reflect.DeepEqual(*q.exercise(a).Typing, t)
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

// figured works the result out again, from the evidence of the parts, and gives where each requirement stands.
func (r Result) figured() ([]*standing, error) {
	standings := make([]*standing, len(r.Requirements))
	for i, j := range r.Requirements {
		again, s, err := j.refigured()
		if err != nil {
			return nil, fmt.Errorf("requirement %q: %w", j.ID, err)
		}
		done := s == nil || j.State == Met
		if !reflect.DeepEqual(j.Range, again.Range) || j.State != again.State || done != (len(j.Steps) == 0) {
			return nil, fmt.Errorf("requirement %q does not follow from its parts", j.ID)
		}
		standings[i] = s
	}
	again := Result{Requirements: slices.Clone(r.Requirements), Bands: r.Bands, Plan: []string{}}
	for i := range again.Requirements {
		again.Requirements[i].Worth = nil
	}
	again.conclude(standings)
	if !reflect.DeepEqual(r.Readiness, again.Readiness) || !reflect.DeepEqual(r.Strength, again.Strength) {
		return nil, errors.New("readiness or strength does not follow from the requirements")
	}
	if !reflect.DeepEqual(r.Band, again.Band) || !slices.Equal(r.Plan, again.Plan) || !reflect.DeepEqual(r.Requirements, again.Requirements) {
		return nil, errors.New("the band or the plan does not follow from the readiness")
	}
	return standings, nil
}

// refigured works a requirement out again from the evidence of its parts.
func (j Judged) refigured() (Judged, *standing, error) {
	var shares []span
	for _, p := range j.Parts {
		counts, share := weigh(p.Evidence)
		for i, e := range p.Evidence {
			if e.Counts != (i == counts) {
				return j, nil, fmt.Errorf("part %q does not show what counts in it", p.Name)
			}
		}
		if (share == nil) != (p.Range == nil) || share != nil && *share.times(100, 1).shown() != *p.Range {
			return j, nil, fmt.Errorf("part %q does not follow from its evidence", p.Name)
		}
		if share != nil {
			shares = append(shares, *share)
		}
	}
	q := Requirement{Kind: j.Kind, Weight: j.Weight, Target: j.Target, Partly: j.Partly}
	again, s := q.standing(shares)
	return again, s, nil
}
