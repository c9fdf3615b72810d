package assess

import (
	"fmt"
	"math/big"
	"slices"
)

var (
	zero = new(big.Rat)
	one  = big.NewRat(1, 1)
)

// A span is an exact figure at low (what is missing earns nothing) and at high (it earns all).
type span struct{ low, high *big.Rat }

// A standing is where one requirement stands: its attainment, min(1, score / target), and its states.
type standing struct {
	attained  span
	low, high State
}

// Judge says how the answers stand against a role. The role and the answers must be for the same
// questionnaire. It changes nothing and cannot fail.
func Judge(role *Role, a *Answers) Result {
	q := a.Questionnaire
	r := Result{
		Format: ResultFormat, Name: a.Sitting.Name, Reference: a.Sitting.Reference, Date: a.Sitting.Date,
		Questionnaire: QuestionnaireRef{q.ID, q.Version, q.SHA256, q.Title},
		Role:          RoleRef{role.ID, role.Title, role.Version, role.SHA256, role.Source},
		Bands:         role.Bands,
		Requirements:  make([]Judged, len(role.Requirements)),
		Plan:          []string{},
		LeftOut:       []string{},
		About:         role.About,
	}
	standings := make([]*standing, len(role.Requirements)) // nil where not applicable
	for i := range role.Requirements {
		r.Requirements[i], standings[i] = judge(&role.Requirements[i], a)
	}
	if readiness := r.total(Essential, standings); readiness != nil {
		r.Readiness = readiness.shown()
		r.Band = r.band(*readiness, standings)
	}
	if strength := r.total(Desirable, standings); strength != nil {
		r.Strength = strength.shown()
	}
	r.plan(standings)
	for i, question := range q.questions {
		held := a.held[i]
		state := held.State
		if a.asking[i] != Asked {
			state = NotAsked
		}
		r.Questions = append(r.Questions, Said{question.ID, question.section, question.Ask, question.Kind, state, question.Say(held)})
	}
	for _, p := range a.leftOut {
		r.LeftOut = append(r.LeftOut, p.What)
	}
	return r
}

// judge says how a requirement stands; its standing is nil if it does not apply.
func judge(q *Requirement, a *Answers) (Judged, *standing) {
	j := Judged{
		ID: q.ID, Name: q.Name, Kind: q.Kind, Weight: q.Weight, Target: q.Target, Partly: q.Partly, Source: q.Source,
		State: DoesNotApply, Missing: []string{}, Steps: []NextStep{},
	}
	sum, applying := span{new(big.Rat), new(big.Rat)}, int64(0)
	for _, part := range q.Parts {
		shown, share := judgePart(part, a)
		if share != nil {
			applying++
			sum.add(*share)
		}
		j.Parts = append(j.Parts, shown)
	}
	if applying == 0 {
		return j, nil
	}
	score := sum.times(100, applying)
	j.Range = score.shown()
	s := standing{score.times(1, int64(q.Target)), q.state(score.low), q.state(score.high)}
	for _, attained := range []*big.Rat{s.attained.low, s.attained.high} {
		if attained.Cmp(one) > 0 {
			attained.Set(one)
		}
	}
	j.State = s.low
	if s.low != s.high {
		j.State = NotEnough
		j.Missing = missing(q, a)
	}
	j.Steps = steps(q, j)
	return j, &s
}

// judgePart says what the answers show of a part, and its share of 0 to 1, nil if nothing in it applies.
func judgePart(part Part, a *Answers) (JudgedPart, *span) {
	j := JudgedPart{Name: part.Name, Evidence: []Shown{}}
	low, applies, open, counts := zero, false, false, -1
	for _, id := range part.Questions {
		s := show(id, a)
		j.Evidence = append(j.Evidence, s)
		applies = applies || s.State != NotApplicable
		open = open || s.Missing
		if s.State != Answered {
			continue
		}
		if share := big.NewRat(int64(s.Points), int64(s.Of)); counts < 0 || share.Cmp(low) > 0 {
			low, counts = share, len(j.Evidence)-1
		}
	}
	if !applies {
		return j, nil
	}
	if counts >= 0 {
		j.Evidence[counts].Counts = true
	}
	share := span{low, low}
	if open {
		share.high = one
	}
	j.Range = share.times(100, 1).shown()
	return j, &share
}

// show says what the answer to a question shows.
func show(id string, a *Answers) Shown {
	i := a.Questionnaire.at[id]
	question, held := a.Questionnaire.questions[i], a.held[i]
	s := Shown{Question: id, State: held.State, Evidence: question.Evidence, Say: question.Say(held), Of: question.most}
	switch {
	case a.asking[i] != Asked:
		s.State = NotAsked
		s.Missing = a.asking[i] == Unknown
	case held.State == Answered:
		s.Points = question.Points(held)
	case held.State != NotApplicable:
		s.Missing = true
	}
	return s
}

// missing gives the questions whose answers a requirement still wants, in the order they are asked:
// with each the earlier ones that it depends on.
func missing(q *Requirement, a *Answers) []string {
	wanted := make([]bool, len(a.held))
	var want func(i int)
	want = func(i int) {
		if a.asking[i] == Unknown {
			for _, c := range a.Questionnaire.questions[i].OnlyIf {
				want(a.Questionnaire.at[c.Question])
			}
			wanted[i] = true
		} else if s := a.held[i].State; a.asking[i] == Asked && (s == Skipped || s == PreferNotToSay) {
			wanted[i] = true
		}
	}
	for _, part := range q.Parts {
		for _, id := range part.Questions {
			want(a.Questionnaire.at[id])
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
func (q *Requirement) state(score *big.Rat) State {
	switch {
	case score.Cmp(big.NewRat(int64(q.Target), 1)) >= 0:
		return Met
	case score.Cmp(big.NewRat(int64(q.Partly), 1)) >= 0:
		return PartlyMet
	}
	return NotYet
}

// steps gives what to do next. An open requirement wants its answers.
func steps(q *Requirement, j Judged) []NextStep {
	next := []NextStep{}
	if j.State == NotEnough {
		do := "Answer the question that is still open here."
		if n := len(j.Missing); n > 1 {
			do = fmt.Sprintf("Answer the %d questions that are still open here.", n)
		}
		return append(next, NextStep{Do: do, Takes: "a few minutes"})
	}
	for _, s := range q.Steps {
		if slices.Contains(s.When, j.State) {
			next = append(next, NextStep{s.Do, s.Takes})
		}
	}
	return next
}

// total is 100 x sum(weight x attainment) / sum(weight) over the requirements of a kind that apply;
// nil if none does.
func (r *Result) total(kind RequirementKind, standings []*standing) *span {
	sum, weights := span{new(big.Rat), new(big.Rat)}, r.weights(kind, standings)
	if weights == 0 {
		return nil
	}
	for i, j := range r.Requirements {
		if j.Kind == kind && standings[i] != nil {
			sum.add(standings[i].attained.times(int64(j.Weight), 1))
		}
	}
	total := sum.times(100, weights)
	return &total
}

// weights sums the weights of the requirements of a kind that apply.
func (r *Result) weights(kind RequirementKind, standings []*standing) int64 {
	sum := int64(0)
	for i, j := range r.Requirements {
		if j.Kind == kind && standings[i] != nil {
			sum += int64(j.Weight)
		}
	}
	return sum
}

// band reads the readiness, at low and at high, and names the essentials that hold it.
func (r *Result) band(readiness span, standings []*standing) *BandRange {
	low := r.highest(readiness.low, standings, func(s *standing) State { return s.low })
	high := r.highest(readiness.high, standings, func(s *standing) State { return s.high })
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
func (r *Result) highest(readiness *big.Rat, standings []*standing, state func(*standing) State) int {
	for i := len(r.Bands) - 1; i > 0; i-- {
		b := r.Bands[i]
		holds := readiness.Cmp(big.NewRat(int64(b.From), 1)) >= 0
		for k, j := range r.Requirements {
			if j.Kind == Essential && standings[k] != nil && !b.Essentials.allows(state(standings[k])) {
				holds = false
			}
		}
		if holds {
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
	worth := map[string]*big.Rat{}
	for _, kind := range []RequirementKind{Essential, Desirable} {
		weights := r.weights(kind, standings)
		var ids []string
		for i := range r.Requirements {
			j := &r.Requirements[i]
			if j.Kind != kind || len(j.Steps) == 0 {
				continue
			}
			gap := new(big.Rat).Sub(one, standings[i].attained.low)
			w := gap.Mul(gap, big.NewRat(100*int64(j.Weight), weights))
			j.Worth = &Worth{Points: percent(w), Exact: w.String()}
			worth[j.ID] = w
			ids = append(ids, j.ID)
		}
		slices.SortStableFunc(ids, func(a, b string) int { return worth[b].Cmp(worth[a]) })
		r.Plan = append(r.Plan, ids...)
	}
}

// add adds another span to s.
func (s span) add(t span) {
	s.low.Add(s.low, t.low)
	s.high.Add(s.high, t.high)
}

// times gives s x n/d.
func (s span) times(n, d int64) span {
	factor := big.NewRat(n, d)
	return span{new(big.Rat).Mul(s.low, factor), new(big.Rat).Mul(s.high, factor)}
}

func (s span) shown() *Range {
	return &Range{percent(s.low), percent(s.high), s.low.String(), s.high.String()}
}

// percent rounds a figure of 0 to 100 down. It is the only place where a figure is rounded.
func percent(f *big.Rat) int {
	return int(new(big.Int).Quo(f.Num(), f.Denom()).Int64())
}
