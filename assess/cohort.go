package assess

import "slices"

// OneLevel is how far a target is moved to see how many people that would touch, in points of 100.
const OneLevel = 10

// States are the states of a requirement in the order in which they are counted.
var States = [...]State{Met, PartlyMet, NotYet, NotEnough, DoesNotApply}

// A Stand is a State by its position in States.
type Stand uint8

const (
	met Stand = iota
	partlyMet
	notYet
	notEnough
	doesNotApply
)

// State gives the state.
func (s Stand) State() State { return States[s] }

// Stand gives the position of the state.
func (s State) Stand() Stand { return Stand(slices.Index(States[:], s)) }

// A Cohort counts outcomes for one role. Neither their order matters, nor in how many cohorts they are counted
// before those are merged. Make one with Panel.Cohort.
type Cohort struct {
	People       int
	Requirements []Tally  // in the order of the role
	Bands        [][]int  // people by position of their band at low, then at high
	NoBand       int      // people without a readiness
	Readiness    [101]int // people by readiness at low, rounded down
	Questions    []Heard  // by position of the question; zero for one that the role does not need
	Unasked      int      // people of whom an answer is kept and not counted, as its condition failed

	panel *Panel
}

// Stands counts people, or requirements, by State.
type Stands [len(States)]int

// Of gives the count of a state.
func (s Stands) Of(state State) int { return s[state.Stand()] }

// A Tally counts how people stand in one requirement.
type Tally struct {
	Stands
	Parts    []Stands // of each part, by Reached.Parts
	Evidence Evidenced
	Easier   Shift // OneLevel below the target
	Stricter Shift // OneLevel above it
}

// Evidenced counts people by the kinds of evidence that count in some part of a requirement.
type Evidenced struct{ Claimed, Documented, Measured, Missing int }

// A Shift says what another target would do; the requirement is partly met from where it is now, or from the
// target if that is less. The zero Shift is for a target outside of 1 to 100.
type Shift struct {
	Target  int
	Changed int // people whose state would be another
	Met     int // people who would meet it
}

// Heard counts what became of a question.
type Heard struct {
	Answered int
	Missing  int // people of whom an answer could still come: skipped, not said, not collected, or not known to be asked
	Unasked  int // people whom it was not asked, and to whom it does not apply
	NotTaken int // people who did not take the exercise
}

// Cohort begins a count.
func (p *Panel) Cohort() *Cohort {
	c := &Cohort{panel: p, Requirements: make([]Tally, len(p.requirements)), Questions: make([]Heard, len(p.needs))}
	for range p.Role.Bands {
		c.Bands = append(c.Bands, make([]int, len(p.Role.Bands)))
	}
	for i, r := range p.requirements {
		t := &c.Requirements[i]
		t.Parts = make([]Stands, len(r.parts))
		if r.Target > OneLevel {
			t.Easier.Target = r.Target - OneLevel
		}
		if r.Target <= 100-OneLevel {
			t.Stricter.Target = r.Target + OneLevel
		}
	}
	return c
}

// Add counts an outcome that the panel has just worked out.
func (c *Cohort) Add(o *Outcome) {
	c.People++
	for i := range o.Requirements {
		c.Requirements[i].add(&o.Requirements[i])
	}
	if o.Low < 0 {
		c.NoBand++
	} else {
		c.Bands[o.Low][o.High]++
		c.Readiness[o.Readiness.Low]++
	}
	if len(o.Unasked) > 0 {
		c.Unasked++
	}
	for i, needed := range c.panel.needs {
		if !needed {
			continue
		}
		switch heard := &c.Questions[i]; o.came[i] {
		case counted:
			heard.Answered++
		case untaken:
			heard.NotTaken++
		case closed, outside:
			heard.Unasked++
		default:
			heard.Missing++
		}
	}
}

func (t *Tally) add(r *Reached) {
	t.Stands[r.Stand]++
	for i, stand := range r.Parts {
		t.Parts[i][stand]++
	}
	t.Evidence.add(r.Evidence)
	if r.Stand != doesNotApply {
		t.Easier.add(r.Stand, r.easier)
		t.Stricter.add(r.Stand, r.stricter)
	}
}

func (e *Evidenced) add(k Known) {
	if k.Has(KnownClaimed) {
		e.Claimed++
	}
	if k.Has(KnownDocumented) {
		e.Documented++
	}
	if k.Has(KnownMeasured) {
		e.Measured++
	}
	if k.Has(KnownMissing) {
		e.Missing++
	}
}

func (s *Shift) add(now, then Stand) {
	switch {
	case s.Target == 0:
		return
	case then != now:
		s.Changed++
	}
	if then == met {
		s.Met++
	}
}

// Merge adds what another cohort for the same role has counted.
func (c *Cohort) Merge(other *Cohort) {
	c.People += other.People
	c.NoBand += other.NoBand
	c.Unasked += other.Unasked
	for i, n := range other.Readiness {
		c.Readiness[i] += n
	}
	for i, row := range other.Bands {
		for k, n := range row {
			c.Bands[i][k] += n
		}
	}
	for i, h := range other.Questions {
		mine := &c.Questions[i]
		mine.Answered += h.Answered
		mine.Missing += h.Missing
		mine.Unasked += h.Unasked
		mine.NotTaken += h.NotTaken
	}
	for i := range other.Requirements {
		c.Requirements[i].merge(&other.Requirements[i])
	}
}

func (t *Tally) merge(other *Tally) {
	t.Stands.merge(other.Stands)
	for i := range t.Parts {
		t.Parts[i].merge(other.Parts[i])
	}
	t.Evidence.Claimed += other.Evidence.Claimed
	t.Evidence.Documented += other.Evidence.Documented
	t.Evidence.Measured += other.Evidence.Measured
	t.Evidence.Missing += other.Evidence.Missing
	t.Easier.Changed += other.Easier.Changed
	t.Easier.Met += other.Easier.Met
	t.Stricter.Changed += other.Stricter.Changed
	t.Stricter.Met += other.Stricter.Met
}

func (s *Stands) merge(other Stands) {
	for i, n := range other {
		s[i] += n
	}
}
