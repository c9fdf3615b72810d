package assess

import "slices"

// A Panel judges many people for one role, each in a few microseconds: what Judge gives, in short. Make one
// with NewPanel. It may be used by many goroutines at once.
type Panel struct {
	Role          *Role
	Questionnaire *Questionnaire

	needs        []bool
	requirements []paneled
	conditions   [][]looksBack // by position of the question
	unit         int           // an attainment of 1 as a whole number, of which all attainments are; 0 if there is none that fits
}

// paneled is a requirement made ready. Shares are whole numbers of a common multiple of the most points of all
// its questions.
type paneled struct {
	*Requirement
	parts [][]shows
	whole int
	units []int // by how many of its parts apply, less 1: what 1 / (whole x parts x target) is of the panel's unit
}

// shows is a question that can show a part.
type shows struct {
	at       int // its position
	times    int // its points, in shares
	evidence Evidence
}

// mostUnit keeps sums that are 100 times weighted attainments within 64 bits.
const mostUnit = 1 << 62

// looksBack is a Condition made ready.
type looksBack struct {
	question int    // its position
	is       []bool // by position of the option
}

// An Outcome is where one person stands, in short. What a Panel puts into it holds until it is used again.
type Outcome struct {
	Readiness, Strength Interval
	Low, High           int       // positions of the bands at low and at high; -1 without a readiness
	Requirements        []Reached // in the order of the role
	Unasked             []int     // positions of the questions that are answered though their condition failed: kept, not counted

	asking    []Asking
	standings []*standing // nil where not applicable
}

// An Interval is a figure of 0 to 100 at low and at high, rounded down.
type Interval struct {
	Applies   bool // if not, there is no figure
	Low, High int
}

// Reached is where one requirement stands, in short.
type Reached struct {
	State State
	Interval
	Evidence Known
	Parts    []State // of each part in the order of the role, by its share: Met at the target or above, else NotYet; NotEnough or DoesNotApply

	score    span
	standing standing
}

// Known says which kinds of evidence count in the parts of a requirement, and whether a part could still show
// more: then something is missing. Where what was stated earns nothing, as “none yet”, nothing documented counts.
type Known struct{ Claimed, Documented, Measured, Missing bool }

// NewPanel makes a role ready to judge many answers to its questionnaire.
func NewPanel(role *Role, q *Questionnaire) *Panel {
	p := &Panel{Role: role, Questionnaire: q, needs: role.Needs(q), conditions: make([][]looksBack, len(q.questions))}
	for i := range role.Requirements {
		p.requirements = append(p.requirements, newPaneled(&role.Requirements[i], q))
	}
	p.chooseUnit()
	for i, question := range q.questions {
		for _, c := range question.OnlyIf {
			earlier := q.questions[q.at[c.Question]]
			l := looksBack{q.at[c.Question], make([]bool, len(earlier.Options))}
			for k, o := range earlier.Options {
				l.is[k] = slices.Contains(c.Is, o.ID)
			}
			p.conditions[i] = append(p.conditions[i], l)
		}
	}
	return p
}

func newPaneled(requirement *Requirement, q *Questionnaire) paneled {
	r := paneled{Requirement: requirement, whole: 1, units: make([]int, len(requirement.Parts))}
	for _, part := range requirement.Parts {
		for _, id := range part.Questions {
			r.whole = multiple(r.whole, q.Question(id).most)
		}
	}
	for _, part := range requirement.Parts {
		var all []shows
		for _, id := range part.Questions {
			question := q.Question(id)
			all = append(all, shows{q.at[id], r.whole / question.most, question.Evidence})
		}
		r.parts = append(r.parts, all)
	}
	return r
}

// chooseUnit finds a unit that makes every attainment a whole number.
func (p *Panel) chooseUnit() {
	unit, weights := 1, 0
	for _, r := range p.requirements {
		for n := range r.parts {
			unit = multiple(unit, within(r.whole, (n+1)*r.Target))
		}
		weights += r.Weight
	}
	if unit == 0 || unit > mostUnit/100/max(weights, 1) {
		return
	}
	p.unit = unit
	for _, r := range p.requirements {
		for n := range r.parts {
			r.units[n] = unit / (r.whole * (n + 1) * r.Target)
		}
	}
}

// multiple gives the least common multiple, or 0 if one of the two is 0 or it does not fit.
func multiple(a, b int) int {
	if a == 0 || b == 0 {
		return 0
	}
	return within(a, int(fraction(b, a).n))
}

// within gives a · b, or 0 if it does not fit.
func within(a, b int) int {
	if b > 0 && a > mostUnit/b {
		return 0
	}
	return a * b
}

// Needs says of each question, by its position, whether the role needs it.
func (p *Panel) Needs() []bool { return p.needs }

// Judge says where a person stands who gave these answers, one for each question by its position, as
// Question.Take makes them. A question that nobody came to has the zero Answer.
func (p *Panel) Judge(answers []Answer, o *Outcome) {
	if len(o.Requirements) != len(p.requirements) || len(o.asking) != len(p.conditions) {
		*o = Outcome{Requirements: make([]Reached, len(p.requirements)), asking: make([]Asking, len(p.conditions)), standings: make([]*standing, len(p.requirements))}
	}
	o.Unasked = o.Unasked[:0]
	for i, conditions := range p.conditions {
		o.asking[i] = askedOf(conditions, answers, o.asking)
		if p.needs[i] && o.asking[i] == Unasked && answers[i].State == Answered {
			o.Unasked = append(o.Unasked, i)
		}
	}
	for i := range p.requirements {
		reached := &o.Requirements[i]
		o.standings[i] = nil
		if p.judge(&p.requirements[i], answers, o.asking, reached) {
			o.standings[i] = &reached.standing
		}
	}
	readiness := p.total(Essential, o.standings)
	o.Readiness, o.Strength = readiness.interval(), p.total(Desirable, o.standings).interval()
	o.Low, o.High = -1, -1
	if readiness != nil {
		o.Low = highest(p.Role.Bands, readiness.low, o.standings, (*standing).atLow)
		o.High = highest(p.Role.Bands, readiness.high, o.standings, (*standing).atHigh)
	}
}

func (s *span) interval() Interval {
	if s == nil {
		return Interval{}
	}
	return Interval{true, s.low.percent(), s.high.percent()}
}

// askedOf is Answers.ask for conditions that are made ready.
func askedOf(conditions []looksBack, answers []Answer, asking []Asking) Asking {
	asked := Asked
	for _, c := range conditions {
		held := &answers[c.question]
		switch {
		case asking[c.question] == Unasked, held.State == NotApplicable:
			return Unasked
		case asking[c.question] == Unknown, held.State != Answered:
			asked = Unknown
		case !slices.ContainsFunc(held.Options, func(o int) bool { return c.is[o] }):
			return Unasked
		}
	}
	return asked
}

// total is the function total, in units.
func (p *Panel) total(kind RequirementKind, standings []*standing) *span {
	if p.unit == 0 {
		return total(kind, standings)
	}
	weights, low, high := 0, uint64(0), uint64(0)
	for _, s := range standings {
		if s != nil && s.kind == kind {
			weights += s.weight
			low += s.attained.low.n * uint64(s.weight)
			high += s.attained.high.n * uint64(s.weight)
		}
	}
	if weights == 0 {
		return nil
	}
	all := uint64(p.unit * weights)
	return &span{exact{n: 100 * low, d: all}, exact{n: 100 * high, d: all}}
}

// judge is what the function judge says of a requirement, in short; false if it does not apply.
func (p *Panel) judge(r *paneled, answers []Answer, asking []Asking, into *Reached) bool {
	into.State, into.Interval, into.Evidence, into.Parts = DoesNotApply, Interval{}, Known{}, into.Parts[:0]
	if p.unit == 0 {
		return p.judgeExactly(r, answers, asking, into)
	}
	low, high, applying := 0, 0, 0
	for _, part := range r.parts {
		least, most, applies := p.weigh(r, part, answers, asking, &into.Evidence)
		if !applies {
			into.Parts = append(into.Parts, DoesNotApply)
			continue
		}
		into.Parts = append(into.Parts, stateOfPart(100*least >= r.Target*r.whole, 100*most >= r.Target*r.whole))
		low, high, applying = low+least, high+most, applying+1
	}
	if applying == 0 {
		return false
	}
	unit, all := r.units[applying-1], uint64(r.whole*applying)
	into.conclude(r.Requirement, span{exact{n: uint64(100 * low), d: all}, exact{n: uint64(100 * high), d: all}},
		span{exact{n: uint64(min(p.unit, 100*low*unit)), d: uint64(p.unit)}, exact{n: uint64(min(p.unit, 100*high*unit)), d: uint64(p.unit)}})
	return true
}

// conclude fills in what follows from a score and the attainment.
func (r *Reached) conclude(q *Requirement, score, attained span) {
	r.score = score
	r.standing = standing{q.Kind, q.Weight, attained, q.state(score.low), q.state(score.high)}
	r.Interval = score.interval()
	if r.State = r.standing.low; r.standing.high != r.State {
		r.State = NotEnough
	}
}

// stateOfPart says how a part stands whose share is at the target at low, and at high.
func stateOfPart(low, high bool) State {
	switch {
	case low:
		return Met
	case high:
		return NotEnough
	}
	return NotYet
}

// judgeExactly is judge for figures that no whole numbers fit: it takes the way of one person.
func (p *Panel) judgeExactly(r *paneled, answers []Answer, asking []Asking, into *Reached) bool {
	a := &Answers{Questionnaire: p.Questionnaire, held: slices.Clone(answers), asking: asking}
	for i := range a.held {
		if a.held[i].State == "" {
			a.held[i].State = p.Questionnaire.questions[i].passedOver()
		}
	}
	j, s := judge(r.Requirement, a)
	target := whole(r.Target)
	for _, part := range j.Parts {
		if part.Range == nil {
			into.Parts = append(into.Parts, DoesNotApply)
			continue
		}
		share, _ := part.Range.span()
		into.Parts = append(into.Parts, stateOfPart(share.low.compare(target) >= 0, share.high.compare(target) >= 0))
		into.Evidence.Missing = into.Evidence.Missing || share.low.compare(share.high) < 0
		for _, e := range part.Evidence {
			if e.Counts {
				into.Evidence.add(e.Evidence, e.Points > 0)
			}
		}
	}
	if s == nil {
		return false
	}
	score, _ := j.Range.span()
	into.conclude(r.Requirement, score, s.attained)
	return true
}

// weigh gives the share of a part at low and at high, and whether there is one: what evidence and the function
// weigh do, in one. It notes what is known of the part.
func (p *Panel) weigh(r *paneled, part []shows, answers []Answer, asking []Asking, known *Known) (low, high int, applies bool) {
	finished, others := false, false
	for _, s := range part {
		state := p.state(s.at, answers, asking)
		finished = finished || s.evidence == Measured && state == Answered
		others = others || state != NotTaken && state != NotApplicable
	}
	counts, open := Evidence(""), false
	for _, s := range part {
		state := p.state(s.at, answers, asking)
		aside, missing := finished && s.evidence == Claimed, false
		switch {
		case aside:
		case state == NotAsked:
			missing = asking[s.at] == Unknown
		case state == NotTaken:
			missing = !others
		default:
			missing = state == Skipped || state == PreferNotToSay || state == NotCollected
		}
		applies = applies || state != NotApplicable && (state != NotTaken || missing)
		open = open || missing
		if state != Answered || aside {
			continue
		}
		share := s.times * p.Questionnaire.questions[s.at].Points(answers[s.at])
		if counts == "" || share > low || share == low && s.evidence == Measured {
			low, counts = share, s.evidence
		}
	}
	if !applies {
		return 0, 0, false
	}
	known.add(counts, low > 0)
	if high = low; open {
		high = r.whole
	}
	known.Missing = known.Missing || high > low
	return low, high, true
}

// add notes a kind of evidence, if there is one, and whether it earns anything.
func (k *Known) add(e Evidence, earns bool) {
	k.Claimed = k.Claimed || e == Claimed
	k.Documented = k.Documented || e == Documented && earns
	k.Measured = k.Measured || e == Measured
}

// state gives the state of an answer, of a question that nobody came to as well.
func (p *Panel) state(at int, answers []Answer, asking []Asking) AnswerState {
	switch {
	case asking[at] != Asked:
		return NotAsked
	case answers[at].State == "":
		return p.Questionnaire.questions[at].passedOver()
	}
	return answers[at].State
}
