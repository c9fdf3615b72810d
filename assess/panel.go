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
	passed       []came        // what comes of a question that is asked and nobody came to
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
	evidence Known
}

// mostUnit keeps sums that are 100 times weighted attainments within 64 bits.
const mostUnit = 1 << 62

// looksBack is a Condition made ready.
type looksBack struct {
	question int    // its position
	is       []bool // by position of the option
}

// A Told is an answer made ready for a Panel. Question.Tell makes one; the zero Told is that of a question that
// nobody came to.
type Told struct {
	*Answer // shared, and not to be altered
	points  int
	came    came
}

// came is what came of a question, as far as judging goes.
type came uint8

const (
	nobody  came = iota // came to it; in a Told only
	counted             // it is answered
	open                // an answer could still come: it is skipped, not said or not collected, or it is not known whether it is asked
	closed              // it is not asked
	untaken             // an exercise that was not taken
	outside             // it does not apply
)

// Tell makes an answer to the question ready for a Panel.
func (q *Question) Tell(a *Answer) Told {
	switch a.State {
	case Answered:
		return Told{a, q.Points(*a), counted}
	case NotTaken:
		return Told{a, 0, untaken}
	case NotApplicable:
		return Told{a, 0, outside}
	case "":
		return Told{}
	}
	return Told{a, 0, open}
}

// An Outcome is where one person stands, in short. What a Panel puts into it holds until it is used again.
type Outcome struct {
	Readiness, Strength Interval
	Low, High           int       // positions of the bands at low and at high; -1 without a readiness
	Requirements        []Reached // in the order of the role
	Unasked             []int     // positions of the questions that are answered though their condition failed: kept, not counted

	asking []Asking
	came   []came
}

// An Interval is a figure of 0 to 100 at low and at high, rounded down.
type Interval struct {
	Applies   bool // if not, there is no figure
	Low, High int
}

// Reached is where one requirement stands, in short.
type Reached struct {
	Stand    Stand
	Evidence Known
	Parts    []Stand // of each part in the order of the role, by its share: that of Met at the target or above, else of NotYet; of NotEnough or DoesNotApply

	score score
}

// Figure gives the score.
func (r *Reached) Figure() Interval {
	switch s := &r.score; {
	case s.exactly != nil:
		return Interval{true, s.exactly.low.percent(), s.exactly.high.percent()}
	case s.all > 0:
		return Interval{true, s.low / s.all, s.high / s.all}
	}
	return Interval{}
}

// A score is low / all to high / all, of 0 to 100; exactly is set where no whole numbers fit. The zero score is
// that of a requirement that does not apply.
type score struct {
	low, high, all int
	exactly        *span
}

// stand says where a requirement with this score stands, by its target and by where it is partly met.
func (s *score) stand(target, partly int) Stand {
	if s.exactly != nil {
		r := Requirement{Target: target, Partly: partly}
		return standBetween(r.state(s.exactly.low).Stand(), r.state(s.exactly.high).Stand())
	}
	return standBetween(standAt(s.low, s.all*target, s.all*partly), standAt(s.high, s.all*target, s.all*partly))
}

func standAt(score, target, partly int) Stand {
	switch {
	case score >= target:
		return met
	case score >= partly:
		return partlyMet
	}
	return notYet
}

// standBetween gives where something stands that stands at low and at high.
func standBetween(low, high Stand) Stand {
	if low != high {
		return notEnough
	}
	return low
}

// Known is a set: which kinds of evidence count in the parts of a requirement, and whether a part could still show
// more: then something is missing. Where what was stated earns nothing, as “none yet”, nothing documented counts.
type Known uint8

// What can be known; all of it together is 1 less than Knowns.
const (
	KnownClaimed Known = 1 << iota
	KnownDocumented
	KnownMeasured
	KnownMissing
	Knowns = 1 << iota
)

// Has says whether all of another is known.
func (k Known) Has(other Known) bool { return k&other == other }

// NewPanel makes a role ready to judge many answers to its questionnaire.
func NewPanel(role *Role, q *Questionnaire) *Panel {
	p := &Panel{Role: role, Questionnaire: q, needs: role.Needs(q), conditions: make([][]looksBack, len(q.questions))}
	for i := range role.Requirements {
		p.requirements = append(p.requirements, newPaneled(&role.Requirements[i], q))
	}
	p.chooseUnit()
	for i, question := range q.questions {
		p.passed = append(p.passed, question.Tell(&Answer{State: question.passedOver()}).came)
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
			all = append(all, shows{q.at[id], r.whole / question.most, knownOf(question.Evidence)})
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

// Judge says where a person stands who gave these answers, one for each question by its position. A question that
// nobody came to has the zero Told.
func (p *Panel) Judge(answers []Told, o *Outcome) {
	if len(o.Requirements) != len(p.requirements) || len(o.asking) != len(p.conditions) {
		*o = Outcome{Requirements: make([]Reached, len(p.requirements)), asking: make([]Asking, len(p.conditions)), came: make([]came, len(p.conditions))}
	}
	p.hear(answers, o)
	if p.unit == 0 {
		p.judgeExactly(answers, o)
		return
	}
	essential, desirable := sum{}, sum{}
	for i := range p.requirements {
		r := &p.requirements[i]
		of := &desirable
		if r.Kind == Essential {
			of = &essential
		}
		if applying := r.judge(answers, o.came, &o.Requirements[i]); applying > 0 {
			of.add(p.unit, r.units[applying-1], r.Requirement, &o.Requirements[i].score)
		}
	}
	o.Readiness, o.Strength = essential.interval(p.unit), desirable.interval(p.unit)
	o.Low, o.High = -1, -1
	if all := p.unit * essential.weights; all > 0 {
		o.Low = highestBand(p.Role.Bands, essential.low, all, essential.worstLow)
		o.High = highestBand(p.Role.Bands, essential.high, all, essential.worstHigh)
	}
}

// hear says what came of each question, which are asked and which are answered all the same.
func (p *Panel) hear(answers []Told, o *Outcome) {
	o.Unasked = o.Unasked[:0]
	for i := range answers {
		o.asking[i] = askedOf(p.conditions[i], answers, o.asking)
		switch given := answers[i].came; {
		case o.asking[i] == Unknown:
			o.came[i] = open
		case o.asking[i] == Unasked:
			o.came[i] = closed
			if given == counted && p.needs[i] {
				o.Unasked = append(o.Unasked, i)
			}
		case given == nobody:
			o.came[i] = p.passed[i]
		default:
			o.came[i] = given
		}
	}
}

// askedOf is Answers.ask for conditions that are made ready.
func askedOf(conditions []looksBack, answers []Told, asking []Asking) Asking {
	asked := Asked
	for _, c := range conditions {
		held := answers[c.question]
		switch {
		case asking[c.question] == Unasked, held.came == outside:
			return Unasked
		case asking[c.question] == Unknown, held.came != counted:
			asked = Unknown
		case !slices.ContainsFunc(held.Options, func(o int) bool { return c.is[o] }):
			return Unasked
		}
	}
	return asked
}

// judge is what the function judge says of a requirement, in short. It gives how many of its parts apply.
func (r *paneled) judge(answers []Told, came []came, into *Reached) (applying int) {
	into.Stand, into.Evidence, into.Parts, into.score = doesNotApply, 0, into.Parts[:0], score{}
	low, high, target := 0, 0, r.Target*r.whole
	for _, part := range r.parts {
		least, most, known, applies := weighTold(part, r.whole, answers, came)
		if !applies {
			into.Parts = append(into.Parts, doesNotApply)
			continue
		}
		into.Evidence |= known
		into.Parts = append(into.Parts, standBetween(standAt(100*least, target, target), standAt(100*most, target, target)))
		low, high, applying = low+least, high+most, applying+1
	}
	if applying == 0 {
		return 0
	}
	into.score = score{low: 100 * low, high: 100 * high, all: r.whole * applying}
	into.Stand = into.score.stand(r.Target, r.Partly)
	return applying
}

// weighTold gives the share of a part at low and at high, what is known of it, and whether it applies: what evidence and
// the function weigh do, in one.
func weighTold(part []shows, whole int, answers []Told, came []came) (low, high int, known Known, applies bool) {
	finished, others := false, false
	for i := range part {
		c := came[part[i].at]
		finished = finished || c == counted && part[i].evidence == KnownMeasured
		others = others || c < untaken
	}
	missing, counts := false, Known(0)
	for i := range part {
		s := &part[i]
		aside := finished && s.evidence == KnownClaimed
		switch came[s.at] {
		case untaken:
			if others {
				continue // and without others, it is as good as any question that is open
			}
			missing = true
		case open:
			missing = missing || !aside
		case counted:
			share := s.times * answers[s.at].points
			if !aside && (counts == 0 || share > low || share == low && s.evidence == KnownMeasured) {
				low, counts = share, s.evidence
			}
		case outside:
			continue
		}
		applies = true
	}
	if high = low; missing {
		high = whole
	}
	if known = counts; counts == KnownDocumented && low == 0 {
		known = 0
	}
	if high > low {
		known |= KnownMissing
	}
	return low, high, known, applies
}

// A sum adds up requirements of one kind, by their weights and attainments in units of the panel, 100 times, and
// has the worst of their states.
type sum struct {
	weights, low, high  int
	worstLow, worstHigh Stand
}

// add adds a requirement by its score; 1 of the score is so many units.
func (s *sum) add(unit, times int, r *Requirement, of *score) {
	s.weights += r.Weight
	s.low += 100 * min(unit, of.low*times) * r.Weight
	s.high += 100 * min(unit, of.high*times) * r.Weight
	s.worstLow = max(s.worstLow, standAt(of.low, of.all*r.Target, of.all*r.Partly))
	s.worstHigh = max(s.worstHigh, standAt(of.high, of.all*r.Target, of.all*r.Partly))
}

func (s *sum) interval(unit int) Interval {
	if s.weights == 0 {
		return Interval{}
	}
	return Interval{true, s.low / (unit * s.weights), s.high / (unit * s.weights)}
}

// highestBand is the function highest, for a readiness of sum / all and the worst state of an essential requirement.
func highestBand(bands []Band, sum, all int, worst Stand) int {
	for i := len(bands) - 1; i > 0; i-- {
		if sum >= bands[i].From*all && bands[i].Essentials.allows(worst.State()) {
			return i
		}
	}
	return 0
}

// judgeExactly is Judge for figures that no whole numbers fit: it takes the way of one person.
func (p *Panel) judgeExactly(answers []Told, o *Outcome) {
	a := &Answers{Questionnaire: p.Questionnaire, held: make([]Answer, len(answers)), asking: o.asking}
	for i, told := range answers {
		if told.came == nobody {
			a.held[i].State = p.Questionnaire.questions[i].passedOver()
		} else {
			a.held[i] = *told.Answer
		}
	}
	result := Judge(p.Role, a)
	o.Readiness, o.Strength, o.Low, o.High = result.Readiness.interval(), result.Strength.interval(), -1, -1
	for i, b := range p.Role.Bands {
		if result.Band != nil && b.Name == result.Band.Low {
			o.Low = i
		}
		if result.Band != nil && b.Name == result.Band.High {
			o.High = i
		}
	}
	for i := range result.Requirements {
		o.Requirements[i].shorten(&result.Requirements[i])
	}
}

// shorten makes it what is judged of a requirement, in short.
func (r *Reached) shorten(j *Judged) {
	*r = Reached{Stand: j.State.Stand(), Parts: r.Parts[:0]}
	if j.Range != nil {
		s, _ := j.Range.span()
		r.score.exactly = &s
	}
	for _, part := range j.Parts {
		if part.Range == nil {
			r.Parts = append(r.Parts, doesNotApply)
			continue
		}
		share, _ := part.Range.span()
		s := score{exactly: &share}
		r.Parts = append(r.Parts, s.stand(j.Target, j.Target))
		if share.low.compare(share.high) < 0 {
			r.Evidence |= KnownMissing
		}
		for _, e := range part.Evidence {
			if e.Counts && (e.Evidence != Documented || e.Points > 0) {
				r.Evidence |= knownOf(e.Evidence)
			}
		}
	}
}

func (r *Range) interval() Interval {
	if r == nil {
		return Interval{}
	}
	return Interval{true, r.Low, r.High}
}

func knownOf(e Evidence) Known {
	switch e {
	case Claimed:
		return KnownClaimed
	case Documented:
		return KnownDocumented
	}
	return KnownMeasured
}
