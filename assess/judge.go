package assess

import (
	"fmt"
	"slices"
)

var (
	zero = fraction(0, 1)
	one  = fraction(1, 1)
)

// A standing is where one requirement stands: its attainment, min(1, score / target), and its states.
type standing struct {
	kind      RequirementKind
	weight    int
	attained  span
	low, high State
}

func (s *standing) atLow() State  { return s.low }
func (s *standing) atHigh() State { return s.high }

// Judge says how the answers stand against a role. The role and the answers must be for the same
// questionnaire. It changes nothing and cannot fail.
func Judge(role *Role, a *Answers) Result {
	r, _ := judgeAll(role, a)
	return r
}

// judgeAll also gives where each requirement stands, nil for one that does not apply.
func judgeAll(role *Role, a *Answers) (Result, []*standing) {
	q := a.Questionnaire
	r := Result{
		Format: ResultFormat, Name: a.Sitting.Name, Reference: a.Sitting.Reference, Date: a.Sitting.Date,
		Questionnaire: QuestionnaireRef{q.ID, q.Version, q.SHA256, q.Title},
		Role:          role.ref(),
		Bands:         role.Bands,
		Requirements:  make([]Judged, len(role.Requirements)),
		Plan:          []string{},
		LeftOut:       slices.Concat([]LeftOut{}, a.leftOut),
		About:         role.About,
	}
	r.Collected = a.Sitting.Collected
	if v := a.Sitting.Version; v != q.Version {
		r.Answered = v
	}
	standings := make([]*standing, len(role.Requirements)) // nil where not applicable
	for i := range role.Requirements {
		r.Requirements[i], standings[i] = judge(&role.Requirements[i], a)
	}
	r.conclude(standings)
	needs := role.Needs(q)
	for i, question := range q.questions {
		if !needs[i] {
			continue
		}
		held := a.held[i]
		state := held.State
		if a.asking[i] != Asked {
			state = NotAsked
		}
		exercise := question.exercise(held)
		if exercise != nil && exercise.Tasks != nil {
			exercise.Tasks.Missed = question.missed(held)
		}
		r.Questions = append(r.Questions, Said{question.ID, question.section, question.Ask, question.Kind, state, question.words(held), exercise})
	}
	return r, standings
}

// judge says how a requirement stands; its standing is nil if it does not apply.
func judge(q *Requirement, a *Answers) (Judged, *standing) {
	j := Judged{
		ID: q.ID, Name: q.Name, Kind: q.Kind, Weight: q.Weight, Target: q.Target, Partly: q.Partly, Source: q.Source,
		Adverts: q.Adverts, Stories: q.Stories, State: DoesNotApply, Missing: []string{}, Steps: []NextStep{},
	}
	var shares []span
	var lacks []lack
	for _, part := range q.Parts {
		shown, share := judgePart(part, a)
		if share != nil {
			shares = append(shares, *share)
			if score := share.low.times(100, 1); score.compare(whole(q.Target)) < 0 {
				lacks = append(lacks, lack{part.Name, score})
			}
		}
		j.Parts = append(j.Parts, shown)
	}
	stands, s := q.standing(shares)
	if s == nil {
		return j, nil
	}
	j.Range, j.State = stands.Range, stands.State
	j.Missing = missing(q, j.Parts, a)
	if j.State == NotEnough {
		j.Steps = append(j.Steps, answering(j.Missing, a)...)
	}
	j.Steps = append(j.Steps, q.steps(s.low, lacks)...)
	return j, s
}

// standing gives the score and the state of a requirement whose parts have these shares, and where
// that puts it; nil if it has none.
func (q *Requirement) standing(shares []span) (Judged, *standing) {
	if len(shares) == 0 {
		return Judged{State: DoesNotApply}, nil
	}
	sum := span{zero, zero}
	for _, share := range shares {
		sum = sum.plus(share)
	}
	score := sum.times(100, len(shares))
	s := &standing{q.Kind, q.Weight, q.attainment(score), q.state(score.low), q.state(score.high)}
	j := Judged{Range: score.shown(), State: s.low}
	if s.low != s.high {
		j.State = NotEnough
	}
	return j, s
}

// stand gives where a requirement stands; nil if it does not apply.
func (r *Requirement) stand(a *Answers) *standing {
	var shares []span
	for _, part := range r.Parts {
		if _, share := weigh(part.evidence(a)); share != nil {
			shares = append(shares, *share)
		}
	}
	_, s := r.standing(shares)
	return s
}

// conclude works out readiness, strength, band and plan.
func (r *Result) conclude(standings []*standing) {
	if readiness := total(Essential, standings); readiness != nil {
		r.Readiness = readiness.shown()
		r.Band = r.band(*readiness, standings)
	}
	if strength := total(Desirable, standings); strength != nil {
		r.Strength = strength.shown()
	}
	r.plan(standings)
}

// judgePart says what the answers show of a part, and its share of 0 to 1, nil if nothing in it applies.
func judgePart(part Part, a *Answers) (JudgedPart, *span) {
	j := JudgedPart{Name: part.Name, Value: part.Value, Evidence: part.evidence(a)}
	counts, share := weigh(j.Evidence)
	if counts >= 0 {
		j.Evidence[counts].Counts = true
	}
	if share != nil {
		j.Range = share.times(100, 1).shown()
	}
	return j, share
}

// weigh says which evidence counts in a part, by its position, and the share of the part: -1 and nil if
// there is none. Of equals the first counts, but what was measured before what was not.
func weigh(evidence []Shown) (counts int, share *span) {
	low, applies, open := zero, false, false
	counts = -1
	for i, s := range evidence {
		applies = applies || s.State != NotApplicable && (s.State != NotTaken || s.Missing)
		open = open || s.Missing
		if s.State != Answered || s.Aside {
			continue
		}
		share := fraction(s.Points, s.Of)
		better := share.compare(low)
		if counts < 0 || better > 0 || better == 0 && s.Evidence == Measured && evidence[counts].Evidence != Measured {
			low, counts = share, i
		}
	}
	switch {
	case !applies:
		return counts, nil
	case open:
		return counts, &span{low, one}
	}
	return counts, &span{low, low}
}

// evidence gives what each question of a part shows. A finished exercise puts what is only claimed aside.
// One that is not taken is missing only if nothing else could show the part.
func (p Part) evidence(a *Answers) []Shown {
	all := make([]Shown, len(p.Questions))
	finished, others := false, false
	for i, id := range p.Questions {
		all[i] = show(id, a)
		finished = finished || all[i].Evidence == Measured && all[i].State == Answered
		others = others || all[i].State != NotTaken && all[i].State != NotApplicable
	}
	for i := range all {
		s := &all[i]
		switch {
		case finished && s.Evidence == Claimed:
			s.Aside, s.Missing = s.State == Answered, false
		case !others && s.State == NotTaken:
			s.Missing = true
		}
	}
	return all
}

// show says what the answer to a question shows.
func show(id string, a *Answers) Shown {
	i := a.Questionnaire.at[id]
	question, held := a.Questionnaire.questions[i], a.held[i]
	s := Shown{Question: id, State: held.State, Evidence: question.Evidence, Say: question.words(held), Of: question.most}
	switch {
	case a.asking[i] != Asked:
		s.State = NotAsked
		s.Missing = a.asking[i] == Unknown
	case held.State == Answered:
		s.Points = question.Points(held)
	case held.State == Skipped, held.State == PreferNotToSay, held.State == NotCollected:
		s.Missing = true
	}
	return s
}

// missing gives the questions whose answers could still raise a part, in the order they are asked:
// with each the earlier ones that it depends on.
func missing(q *Requirement, parts []JudgedPart, a *Answers) []string {
	wanted := make([]bool, len(a.held))
	var want func(i int)
	want = func(i int) {
		if a.asking[i] == Unknown {
			for _, c := range a.Questionnaire.questions[i].OnlyIf {
				want(a.Questionnaire.at[c.Question])
			}
			wanted[i] = true
		} else if s := a.held[i].State; a.asking[i] == Asked && s != Answered && s != NotApplicable {
			wanted[i] = true
		}
	}
	for i, part := range q.Parts {
		if g := parts[i].Range; g == nil || g.ExactLow == g.ExactHigh {
			continue
		}
		for k, id := range part.Questions {
			if parts[i].Evidence[k].Missing {
				want(a.Questionnaire.at[id])
			}
		}
	}
	ids := []string{}
	for i, w := range wanted {
		if w {
			ids = append(ids, a.Questionnaire.questions[i].ID)
		}
	}
	return ids
}

// state reads a score of 0 to 100.
func (q *Requirement) state(score exact) State {
	switch {
	case score.compare(whole(q.Target)) >= 0:
		return Met
	case score.compare(whole(q.Partly)) >= 0:
		return PartlyMet
	}
	return NotYet
}

// attainment is score / target, at most 1.
func (q *Requirement) attainment(score span) span {
	a := score.times(1, q.Target)
	if a.low.compare(one) > 0 {
		a.low = one
	}
	if a.high.compare(one) > 0 {
		a.high = one
	}
	return a
}

// answering gives the step for whoever left questions open; none for what they prefer not to say.
func answering(missing []string, a *Answers) []NextStep {
	open, exercises := 0, 0
	for _, id := range missing {
		switch i := a.Questionnaire.at[id]; {
		case a.asking[i] == Asked && a.held[i].State == Skipped:
			open++
		case a.asking[i] == Asked && a.held[i].State == NotTaken:
			exercises++
		}
	}
	switch {
	case exercises > 0 && open > 0:
		return []NextStep{{Do: "If you wish, answer what still waits for an answer, and take the exercise of this requirement.", Takes: "some minutes", Open: open + exercises}}
	case exercises > 0:
		return []NextStep{{Do: "If you wish, take the exercise of this requirement.", Takes: "some minutes", Open: exercises}}
	case open == 0:
		return nil
	case open == 1:
		return []NextStep{{Do: "If you wish, answer the question of this requirement that still waits for an answer.", Takes: "a few minutes", Open: open}}
	}
	return []NextStep{{Do: fmt.Sprintf("If you wish, answer the %d questions of this requirement that still wait for an answer.", open), Takes: "a few minutes", Open: open}}
}

// A lack is a part that applies and is below the target, with its score at low.
type lack struct {
	part  string
	score exact
}

// steps gives what to do in a state: first the steps for what the parts lack, the lowest part's first,
// then those for all; else in the role's order.
func (q *Requirement) steps(state State, lacks []lack) []NextStep {
	at := func(part string) int {
		return slices.IndexFunc(lacks, func(l lack) bool { return l.part == part })
	}
	var lifting, general []NextStep
	for _, s := range q.Steps {
		step := NextStep{Part: s.Part, Do: s.Do, Takes: s.Takes}
		switch {
		case !slices.Contains(s.When, state):
		case s.Part == "":
			general = append(general, step)
		case at(s.Part) >= 0:
			lifting = append(lifting, step)
		}
	}
	slices.SortStableFunc(lifting, func(a, b NextStep) int { return lacks[at(a.Part)].score.compare(lacks[at(b.Part)].score) })
	return append(lifting, general...)
}

// total is 100 x sum(weight x attainment) / sum(weight) over the requirements of a kind that apply;
// nil if none does.
func total(kind RequirementKind, standings []*standing) *span {
	sum, weights := span{zero, zero}, weights(kind, standings)
	if weights == 0 {
		return nil
	}
	for _, s := range standings {
		if s != nil && s.kind == kind {
			sum = sum.plus(s.attained.times(s.weight, 1))
		}
	}
	total := sum.times(100, weights)
	return &total
}

// weights sums the weights of the requirements of a kind that apply.
func weights(kind RequirementKind, standings []*standing) int {
	sum := 0
	for _, s := range standings {
		if s != nil && s.kind == kind {
			sum += s.weight
		}
	}
	return sum
}

// band reads the readiness, at low and at high, and names the essentials that hold it.
func (r *Result) band(readiness span, standings []*standing) *BandRange {
	low := highest(r.Bands, readiness.low, standings, (*standing).atLow)
	high := highest(r.Bands, readiness.high, standings, (*standing).atHigh)
	b := &BandRange{Low: r.Bands[low].Name, High: r.Bands[high].Name, HeldBy: []string{}}
	if high == len(r.Bands)-1 {
		return b
	}
	next := r.Bands[high+1]
	for i, j := range r.Requirements {
		if j.Kind == Essential && standings[i] != nil && !next.Essentials.allows(standings[i].high) {
			b.HeldBy = append(b.HeldBy, j.ID)
		}
	}
	return b
}

// highest gives the position of the highest band that holds for a readiness and the states of the essentials.
func highest(bands []Band, readiness exact, standings []*standing, state func(*standing) State) int {
	worst := met
	for _, s := range standings {
		if s != nil && s.kind == Essential {
			worst = max(worst, state(s).Stand())
		}
	}
	return highestBand(bands, worst, func(from int) bool { return readiness.compare(whole(from)) >= 0 })
}

// highestBand is highest by the worst state of an essential requirement, and whether the readiness reaches a figure.
func highestBand(bands []Band, worst Stand, reaches func(from int) bool) int {
	for i := len(bands) - 1; i > 0; i-- {
		if bands[i].Essentials.allows(worst.State()) && reaches(bands[i].From) {
			return i
		}
	}
	return 0
}

func (a AtLeast) allows(s State) bool {
	switch a {
	case AtLeastMet:
		return s == Met
	case AtLeastPartly:
		return s == Met || s == PartlyMet
	}
	return true
}

// plan says what meeting each requirement would add at low, and orders those that can add: the
// essentials first, within a kind the most worth first, then the role's order.
func (r *Result) plan(standings []*standing) {
	worth := map[string]exact{}
	for _, kind := range []RequirementKind{Essential, Desirable} {
		weights := weights(kind, standings)
		var ids []string
		for i := range r.Requirements {
			j := &r.Requirements[i]
			if j.Kind != kind || len(j.Steps) == 0 {
				continue
			}
			w := one.minus(standings[i].attained.low).times(100*j.Weight, weights)
			j.Worth = &Worth{Points: w.percent(), Exact: w.String()}
			worth[j.ID] = w
			ids = append(ids, j.ID)
		}
		slices.SortStableFunc(ids, func(a, b string) int { return worth[b].compare(worth[a]) })
		r.Plan = append(r.Plan, ids...)
	}
}
