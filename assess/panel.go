package assess

import "slices"

// A Panel judges many people for one role, each in a few microseconds: what Judge gives, in short. Make one
// with NewPanel. It may be used by many goroutines at once.
//
// What can come of the few questions of a part is limited, so all of it is weighed when the panel is made.
type Panel struct {
	Role          *Role
	Questionnaire *Questionnaire

	needs        []bool
	requirements []paneled
	conditions   [][]looksBack // by position of the question
	passed       []came        // what comes of a question that is asked and nobody came to
	digits       []digits      // likewise by position
	unit         int           // an attainment of 1 as a whole number, of which all attainments are; 0 if there is none that fits
}

// paneled is a requirement made ready. Shares are whole numbers of a common multiple of the most points of all
// its questions.
type paneled struct {
	*Requirement
	parts []paneledPart
	whole int
	units []int // by how many of its parts apply, less 1: what 1 / (whole x parts x target) is of the panel's unit
}

// paneledPart is a part made ready.
type paneledPart struct {
	shows   []shows
	weighed []weighed // by the digits of its questions, each times its place, added up; nil if that is too much to keep
}

// mostKept is how much of a part is kept, each of 24 bytes.
const mostKept = 1 << 13

// shows is a question that can show a part.
type shows struct {
	at       int // its position
	times    int // its points, in shares
	place    int // what its digit counts
	evidence Known
}

// weighed is what came of a part: its share at low and at high, and where it stands by them.
type weighed struct {
	low, high int
	known     Known
	stand     Stand
}

// digits number what can come of a question: its points if it is answered, and what is here if it is not; -1 for what
// cannot be.
type digits [outside + 1]int

// digitsOf also gives how many there are.
func digitsOf(q *Question) (d digits, all int) {
	all = q.most + 1
	for c, can := range [...]bool{open: true, closed: len(q.OnlyIf) > 0, untaken: q.Exercise(), outside: q.MayNotApply != ""} {
		if d[c] = -1; can {
			d[c] = all
			all++
		}
	}
	return d, all
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
		return Told{a, min(q.Points(*a), q.most), counted} // as Most says, for answers that did not come by Take as well
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
	digits []int // of what came of each question
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

	score            score
	easier, stricter Stand // with a target that is OneLevel lower, and higher
	attained         score // times the weight, in units of the panel; all is the weight
	atLow, atHigh    Stand // where it stands at low, and at high
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

// stands says where a requirement with this score stands at low and at high, by its target and by where it is partly met.
func (s *score) stands(target, partly int) (low, high Stand) {
	if s.exactly != nil {
		r := Requirement{Target: target, Partly: partly}
		return r.state(s.exactly.low).Stand(), r.state(s.exactly.high).Stand()
	}
	return standAt(s.low, s.all*target, s.all*partly), standAt(s.high, s.all*target, s.all*partly)
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
		digits, _ := digitsOf(question)
		p.digits = append(p.digits, digits)
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
		var p paneledPart
		all := 1
		for _, id := range part.Questions {
			question := q.Question(id)
			p.shows = append(p.shows, shows{q.at[id], r.whole / question.most, all, knownOf(question.Evidence)})
			_, can := digitsOf(question)
			all = within(all, can)
		}
		if 0 < all && all <= mostKept {
			p.weighed = r.weighAll(p.shows, all, q)
		}
		r.parts = append(r.parts, p)
	}
	return r
}

// weighAll weighs all that can come of a part.
func (r *paneled) weighAll(part []shows, all int, q *Questionnaire) []weighed {
	told, heard, into := make([]Told, len(q.questions)), make([]came, len(q.questions)), make([]weighed, all)
	for n := range into {
		for _, s := range part {
			digits, can := digitsOf(q.questions[s.at])
			digit := n / s.place % can
			heard[s.at], told[s.at].points = counted, digit
			if c := slices.Index(digits[open:], digit); c >= 0 {
				heard[s.at] = open + came(c)
			}
		}
		into[n] = r.weigh(part, told, heard)
	}
	return into
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
	if n := len(p.conditions); len(o.Requirements) != len(p.requirements) || len(o.asking) != n {
		*o = Outcome{Requirements: make([]Reached, len(p.requirements)), asking: make([]Asking, n), came: make([]came, n), digits: make([]int, n)}
	}
	p.hear(answers, o)
	if p.unit == 0 {
		p.judgeExactly(answers, o)
		return
	}
	essential, desirable := sum{}, sum{}
	for i := range p.requirements {
		r, reached := &p.requirements[i], &o.Requirements[i]
		r.judge(p.unit, answers, o, reached)
		if r.Kind == Essential {
			essential.add(reached)
		} else {
			desirable.add(reached)
		}
	}
	o.Readiness, o.Strength = essential.interval(p.unit), desirable.interval(p.unit)
	o.Low, o.High = -1, -1
	if all := p.unit * essential.all; all > 0 {
		o.Low = highestBand(p.Role.Bands, essential.worstLow, func(from int) bool { return 100*essential.low >= from*all })
		o.High = highestBand(p.Role.Bands, essential.worstHigh, func(from int) bool { return 100*essential.high >= from*all })
	}
}

// hear says what came of each question, which are asked and which are answered all the same.
func (p *Panel) hear(answers []Told, o *Outcome) {
	o.Unasked = o.Unasked[:0]
	for i := range answers {
		came := answers[i].came
		if came == nobody {
			came = p.passed[i]
		}
		if len(p.conditions[i]) > 0 {
			o.asking[i] = askedOf(p.conditions[i], answers, o.asking)
			if came == counted && o.asking[i] == Unasked && p.needs[i] {
				o.Unasked = append(o.Unasked, i)
			}
			switch o.asking[i] {
			case Unknown:
				came = open
			case Unasked:
				came = closed
			}
		}
		o.came[i], o.digits[i] = came, p.digits[i][came]
		if came == counted {
			o.digits[i] = answers[i].points
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

// judge is what the function judge says of a requirement, in short.
func (r *paneled) judge(unit int, answers []Told, o *Outcome, into *Reached) {
	into.Stand, into.Evidence, into.Parts, into.score = doesNotApply, 0, into.Parts[:0], score{}
	low, high, applying := 0, 0, 0
	for i := range r.parts {
		part := r.share(&r.parts[i], answers, o)
		into.Parts = append(into.Parts, part.stand)
		if part.stand != doesNotApply {
			into.Evidence |= part.known
			low, high, applying = low+part.low, high+part.high, applying+1
		}
	}
	if applying == 0 {
		return
	}
	into.score = score{low: 100 * low, high: 100 * high, all: r.whole * applying}
	into.conclude(r.Requirement)
	times := 100 * r.units[applying-1]
	into.attained = score{low: r.Weight * min(unit, low*times), high: r.Weight * min(unit, high*times), all: r.Weight}
}

// share gives what came of a part.
func (r *paneled) share(part *paneledPart, answers []Told, o *Outcome) weighed {
	if part.weighed == nil {
		return r.weigh(part.shows, answers, o.came)
	}
	at := 0
	for i := range part.shows {
		s := &part.shows[i]
		digit := o.digits[s.at]
		if digit < 0 { // of no answer that the question takes
			return r.weigh(part.shows, answers, o.came)
		}
		at += digit * s.place
	}
	return part.weighed[at]
}

// conclude fills in what follows from the score.
func (r *Reached) conclude(q *Requirement) {
	r.atLow, r.atHigh = r.score.stands(q.Target, q.Partly)
	r.Stand = standBetween(r.atLow, r.atHigh)
	easier := max(q.Target-OneLevel, 0)
	r.easier = standBetween(r.score.stands(easier, min(q.Partly, easier)))
	r.stricter = standBetween(r.score.stands(q.Target+OneLevel, q.Partly))
}

// weigh does what evidence and the function weigh do, in one.
func (r *paneled) weigh(part []shows, answers []Told, came []came) (w weighed) {
	finished, others := false, false
	for i := range part {
		c := came[part[i].at]
		finished = finished || c == counted && part[i].evidence == KnownMeasured
		others = others || c < untaken
	}
	applies, missing := false, false
	for i := range part {
		s := &part[i]
		aside := finished && s.evidence == KnownClaimed
		switch came[s.at] {
		case outside:
			continue
		case untaken:
			if others {
				continue // and without others, it is as good as any question that is open
			}
			missing = true
		case open:
			missing = missing || !aside
		case counted:
			share := s.times * answers[s.at].points
			if !aside && (w.known == 0 || share > w.low || share == w.low && s.evidence == KnownMeasured) {
				w.low, w.known = share, s.evidence
			}
		}
		applies = true
	}
	if !applies {
		return weighed{stand: doesNotApply}
	}
	if w.high = w.low; missing {
		w.high = r.whole
	}
	if w.known == KnownDocumented && w.low == 0 {
		w.known = 0
	}
	if w.high > w.low {
		w.known |= KnownMissing
	}
	target := r.Target * r.whole
	w.stand = standBetween(standAt(100*w.low, target, target), standAt(100*w.high, target, target))
	return w
}

// A sum adds up requirements of one kind: what is attained, and the worst of their states at low and at high.
type sum struct {
	low, high, all      int
	worstLow, worstHigh Stand
}

func (s *sum) add(r *Reached) {
	if r.Stand == doesNotApply {
		return
	}
	s.low, s.high, s.all = s.low+r.attained.low, s.high+r.attained.high, s.all+r.attained.all
	s.worstLow, s.worstHigh = max(s.worstLow, r.atLow), max(s.worstHigh, r.atHigh)
}

func (s *sum) interval(unit int) Interval {
	if s.all == 0 {
		return Interval{}
	}
	return Interval{true, 100 * s.low / (unit * s.all), 100 * s.high / (unit * s.all)}
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
		o.Requirements[i].shorten(p.requirements[i].Requirement, &result.Requirements[i])
	}
}

// shorten makes it what is judged of a requirement, in short.
func (r *Reached) shorten(q *Requirement, j *Judged) {
	*r = Reached{Stand: doesNotApply, Parts: r.Parts[:0]}
	if j.Range != nil {
		s, _ := j.Range.span()
		r.score.exactly = &s
		r.conclude(q)
	}
	for _, part := range j.Parts {
		if part.Range == nil {
			r.Parts = append(r.Parts, doesNotApply)
			continue
		}
		share, _ := part.Range.span()
		s := score{exactly: &share}
		r.Parts = append(r.Parts, standBetween(s.stands(j.Target, j.Target)))
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
