package assess

import (
	"errors"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
)

const panelCases = 200_000

// given gives the answers as a panel takes them.
func (a *Answers) given() []Told {
	given := make([]Told, len(a.held))
	for i, held := range a.held {
		if held.Given {
			given[i] = a.Questionnaire.questions[i].Tell(&held)
		}
	}
	return given
}

func TestPanelJudgesAlike(t *testing.T) {
	t.Parallel()
	try(t, panelCases, 20, func(t *testing.T, r *rand.Rand, w world, said []Reply) bool {
		for i := range said {
			if w.q.Question(said[i].Question).Exercise() || r.IntN(8) > 0 {
				continue
			}
			said[i] = Reply{Question: said[i].Question, State: NotCollected}
		}
		a, err := NewAnswers(w.q, Sitting{}, said)
		if err != nil {
			t.Fatal(err)
		}
		p := NewPanel(w.role, w.q)
		if r.IntN(4) == 0 {
			p.unit = 0 // as for a role whose figures have no common unit that fits
		}
		var o Outcome
		p.Judge(make([]Told, len(w.q.questions)), &o) // what it says must not be seen again
		p.Judge(a.given(), &o)
		sameOutcome(t, Judge(w.role, a), &o)
		return true
	})
}

// TestPanelKeepsWhatItWeighs: what is kept of parts is what weighing them anew gives, and so it is for an answer that no
// reply makes.
func TestPanelKeepsWhatItWeighs(t *testing.T) {
	t.Parallel()
	try(t, panelCases/40, 20, func(t *testing.T, r *rand.Rand, w world, said []Reply) bool {
		p, forgetful := NewPanel(w.role, w.q), NewPanel(w.role, w.q)
		for _, q := range forgetful.requirements {
			for i := range q.parts {
				q.parts[i].weighed = nil
			}
		}
		a, err := NewAnswers(w.q, Sitting{}, said)
		if err != nil {
			t.Fatal(err)
		}
		told := a.given()
		if at := r.IntN(len(told)); len(w.q.questions[at].OnlyIf) == 0 && !w.q.questions[at].Exercise() {
			told[at] = w.q.questions[at].Tell(&Answer{State: NotTaken})
		}
		var kept, anew Outcome
		p.Judge(told, &kept)
		forgetful.Judge(told, &anew)
		if !reflect.DeepEqual(kept, anew) {
			t.Errorf("kept %+v\nanew %+v", kept, anew)
		}
		return true
	})
}

// sameOutcome says where an outcome is not what a result says.
func sameOutcome(t *testing.T, r Result, o *Outcome) {
	t.Helper()
	for _, pair := range []struct {
		name string
		want *Range
		got  Interval
	}{{"readiness", r.Readiness, o.Readiness}, {"strength", r.Strength, o.Strength}} {
		if pair.got != shownAs(pair.want) {
			t.Errorf("%s: %+v, Judge says %+v", pair.name, pair.got, pair.want)
		}
	}
	band := func(i int) string {
		if i < 0 {
			return ""
		}
		return r.Bands[i].Name
	}
	if want := r.Band; want != nil && (band(o.Low) != want.Low || band(o.High) != want.High) || want == nil && o.Low != -1 {
		t.Errorf("bands %q to %q, Judge says %+v", band(o.Low), band(o.High), want)
	}
	for i, j := range r.Requirements {
		got := &o.Requirements[i]
		if got.Stand.State() != j.State || got.Figure() != shownAs(j.Range) {
			t.Errorf("%s: %s %+v, Judge says %s %+v", j.ID, got.Stand.State(), got.Figure(), j.State, j.Range)
		}
		var known Known
		var parts []Stand
		for _, p := range j.Parts {
			for _, e := range p.Evidence {
				switch {
				case !e.Counts || p.Range == nil:
				case e.Evidence == Claimed:
					known |= KnownClaimed
				case e.Evidence == Documented && e.Points > 0:
					known |= KnownDocumented
				case e.Evidence == Measured:
					known |= KnownMeasured
				}
			}
			if p.Range != nil && p.ExactLow != p.ExactHigh {
				known |= KnownMissing
			}
			parts = append(parts, partState(t, p.Range, j.Target).Stand())
		}
		if got.Evidence != known || !slices.Equal(got.Parts, parts) {
			t.Errorf("%s: %04b %d, Judge says %04b %d", j.ID, got.Evidence, got.Parts, known, parts)
		}
	}
}

func shownAs(r *Range) Interval {
	if r == nil {
		return Interval{}
	}
	return Interval{true, r.Low, r.High}
}

func partState(t *testing.T, r *Range, target int) State {
	switch {
	case r == nil:
		return DoesNotApply
	case rat(t, r.ExactLow).Cmp(fraction(target, 1).rat()) >= 0:
		return Met
	case rat(t, r.ExactHigh).Cmp(fraction(target, 1).rat()) >= 0:
		return NotEnough
	}
	return NotYet
}

func TestPanelNotesWhatIsNotCounted(t *testing.T) {
	q := NewQuestionnaire(Questionnaire{Sections: []Section{{Questions: []Question{
		{ID: "a", Kind: One, Evidence: Claimed, Options: []Option{{ID: "no"}, {ID: "yes", Points: 1}}},
		{ID: "b", Kind: Number, Max: 9, Evidence: Claimed, Levels: []Level{{From: 0}, {From: 5, Points: 1}}, OnlyIf: []Condition{{"a", []string{"yes"}}}},
	}}}})
	role := &Role{Bands: []Band{{Name: "only"}}, Requirements: []Requirement{{Kind: Essential, Weight: 1, Target: 50, Partly: 20, Parts: []Part{{Questions: []string{"b"}}}}}}
	a, err := NewAnswers(q, Sitting{}, []Reply{{Question: "a", State: Answered, Value: "no"}, {Question: "b", State: Answered, Value: 7}})
	if err != nil {
		t.Fatal(err)
	}
	p := NewPanel(role, q)
	var o Outcome
	p.Judge(a.given(), &o)
	if !slices.Equal(o.Unasked, []int{1}) || o.Readiness != (Interval{true, 0, 0}) {
		t.Errorf("not counted: %v, readiness %v", o.Unasked, o.Readiness)
	}
	c := p.Cohort()
	c.Add(&o)
	if c.Unasked != 1 || c.Questions[1].Unasked != 1 || c.Questions[0].Answered != 1 {
		t.Errorf("the cohort counts %+v", c)
	}
}

func TestCohort(t *testing.T) {
	t.Parallel()
	try(t, panelCases/40, 1, func(t *testing.T, r *rand.Rand, w world, _ []Reply) bool {
		p := NewPanel(w.role, w.q)
		all, parts := p.Cohort(), []*Cohort{p.Cohort(), p.Cohort()}
		easier, stricter := make([]Shift, len(w.role.Requirements)), make([]Shift, len(w.role.Requirements))
		for range 20 {
			a, err := NewAnswers(w.q, Sitting{}, replies(r, w.q))
			if err != nil {
				t.Fatal(err)
			}
			var o Outcome
			p.Judge(a.given(), &o)
			all.Add(&o)
			parts[r.IntN(2)].Add(&o)
			for i := range easier {
				moveTarget(w, a, i, -OneLevel, &easier[i])
				moveTarget(w, a, i, OneLevel, &stricter[i])
			}
		}
		parts[1].Merge(parts[0])
		if !reflect.DeepEqual(all, parts[1]) {
			t.Errorf("counted in one: %+v, in two: %+v", all, parts[1])
		}
		bands := all.NoBand
		for _, row := range all.Bands {
			for _, n := range row {
				bands += n
			}
		}
		if bands != all.People {
			t.Errorf("%d bands of %d people", bands, all.People)
		}
		for i, tally := range all.Requirements {
			sum := 0
			for _, s := range States {
				sum += tally.Of(s)
			}
			if sum != all.People || tally.Easier != easier[i] || tally.Stricter != stricter[i] {
				t.Errorf("%d people, tally %+v; moved targets %+v and %+v", all.People, tally, easier[i], stricter[i])
			}
		}
		return true
	})
}

// moveTarget says what moving a target does to one person, by judging twice.
func moveTarget(w world, a *Answers, at, by int, s *Shift) {
	moved := w.role.Requirements[at]
	if moved.Target += by; moved.Target < 1 || moved.Target > 100 {
		return
	}
	s.Target = moved.Target
	moved.Partly = min(moved.Partly, moved.Target)
	before := Judge(w.role, a).Requirements[at]
	role := &Role{Bands: w.role.Bands, Requirements: []Requirement{moved}}
	now := Judge(role, a).Requirements[0]
	if now.State == DoesNotApply {
		return
	}
	if now.State != before.State {
		s.Changed++
	}
	if now.State == Met {
		s.Met++
	}
}

func TestTake(t *testing.T) {
	q := &Question{ID: "a", Kind: One, Options: []Option{{ID: "no"}, {ID: "yes", Points: 1}}}
	got, err := q.Take(Reply{Question: "a", State: Answered, Value: "yes"})
	if want := (Answer{State: Answered, Options: []int{1}, Given: true}); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, %v; want %+v", got, err, want)
	}
	var ps Problems
	if got, err = q.Take(Reply{Question: "a", State: Answered, Value: "perhaps"}); !errors.As(err, &ps) || len(ps) != 1 || !reflect.DeepEqual(got, Answer{}) {
		t.Errorf("an option that is none: %+v, %v", got, err)
	}
	p := NewPanel(&Role{Requirements: []Requirement{{Parts: []Part{{Questions: []string{"a"}}}}}}, NewQuestionnaire(Questionnaire{Sections: []Section{{Questions: []Question{*q, {ID: "b", Kind: Number}}}}}))
	if !slices.Equal(p.Needs(), []bool{true, false}) {
		t.Errorf("it needs %v", p.Needs())
	}
}

func TestEvidenceForReview(t *testing.T) {
	for _, test := range []struct {
		evidence    Evidence
		blind, open string
	}{
		{Claimed, "own estimate", "own estimate"},
		{Documented, "qualification or equivalent stated", "qualification or experience stated"},
		{Measured, "measured elsewhere", "measured elsewhere"},
	} {
		if blind, open := test.evidence.Review(true), test.evidence.Review(false); blind != test.blind || open != test.open {
			t.Errorf("%s: blind %q, else %q", test.evidence, blind, open)
		}
	}
}
