package assess

import (
	"cmp"
	"slices"
)

// A Standing is where answers stand for one role, in short: the whole is the Result for that role.
type Standing struct {
	Role         RoleRef    `json:"role"`
	Readiness    *Range     `json:"readiness"`
	Strength     *Range     `json:"strength"`
	Band         *BandRange `json:"band"`
	Bands        []Band     `json:"bands"`
	Requirements []Stood    `json:"requirements"`
	NotAsked     int        `json:"not_asked"`      // questions that the role needs, that these answers lead to, and that nobody came to
	Lead         *Lead      `json:"lead,omitempty"` // it is a usual step to the role of the Result; null if no source says so
}

// Stood is where one requirement stands, in short: see Judged.
type Stood struct {
	ID     string          `json:"id"`
	Name   string          `json:"name"`
	Kind   RequirementKind `json:"kind"`
	Weight int             `json:"weight"`
	Target int             `json:"target"`
	Partly int             `json:"partly"`
	State  State           `json:"state"`
	*Range                 // absent if not applicable
}

// Nearness says how near a role is, the nearest first.
type Nearness int

// How near a role can be.
const (
	AlreadyThere Nearness = iota // in its highest band at low
	WithinReach                  // above its lowest band at low
	FurtherOff                   // in its lowest band at high
	Undecided                    // above its lowest band at high only: too little is known, so it comes last
)

// Near says how near the role is. Without a band it is FurtherOff.
func (s Standing) Near() Nearness {
	lowest, highest := s.Bands[0].Name, s.Bands[len(s.Bands)-1].Name
	switch {
	case s.Band == nil, s.Band.High == lowest:
		return FurtherOff
	case s.Band.Low == highest:
		return AlreadyThere
	case s.Band.Low != lowest:
		return WithinReach
	}
	return Undecided
}

// standingOf puts a result in short.
func standingOf(r Result, notAsked int) Standing {
	s := Standing{Role: r.Role, Readiness: r.Readiness, Strength: r.Strength, Band: r.Band, Bands: r.Bands, NotAsked: notAsked}
	for _, j := range r.Requirements {
		s.Requirements = append(s.Requirements, Stood{j.ID, j.Name, j.Kind, j.Weight, j.Target, j.Partly, j.State, j.Range})
	}
	return s
}

// notAsked counts the questions that a role needs, that are or could be asked, and that nobody came to.
// Exercises and texts are not among them: nobody has to come to one.
func (r *Role) notAsked(a *Answers) int {
	n := 0
	for i, needed := range r.Needs(a.Questionnaire) {
		question := a.Questionnaire.questions[i]
		if needed && a.asking[i] != Unasked && !a.held[i].Given && question.Kind != Text && !question.Exercise() {
			n++
		}
	}
	return n
}

// stand judges the answers against roles and gives where they stand, the nearest first, then the
// readiest at low, then in the order of the roles.
func stand(roles []*Role, a *Answers) []Standing {
	var all []Standing
	for _, role := range roles {
		all = append(all, standingOf(Judge(role, a), role.notAsked(a)))
	}
	slices.SortStableFunc(all, func(a, b Standing) int { return a.compare(b) })
	return all
}

// compare puts the nearer before the further, and of two as near the one with more readiness at low.
func (s Standing) compare(other Standing) int {
	ready := func(s Standing) exact {
		if s.Readiness == nil {
			return zero
		}
		readiness, _ := s.Readiness.span()
		return readiness.low
	}
	return cmp.Or(cmp.Compare(s.Near(), other.Near()), ready(other).compare(ready(s)))
}

// Advise is Judge with what one person can make of the result: how firm the band is, the shortest way to the
// next, and where the same answers stand for other roles, which must be for the same questionnaire. The
// role itself may be among them.
func Advise(role *Role, a *Answers, others []*Role) Result {
	r, standings := judgeAll(role, a)
	if r.Band != nil {
		w := newWeighing(&r, standings)
		low := w.named(r.Band.Low)
		r.Firmness = w.firmness()
		r.Firmness.Hangs = hangs(role, a, standings, r.Bands, low)
		if low+1 < len(r.Bands) && r.Band.Low == r.Band.High {
			r.Route = route(role, a, low)
		}
	}
	others = slices.DeleteFunc(slices.Clone(others), func(o *Role) bool { return o.ID == role.ID })
	r.Others = stand(others, a)
	for i := range r.Others {
		for _, other := range others {
			if other.ID == r.Others[i].Role.ID {
				r.Others[i].Lead = other.leadTo(role.ID)
			}
		}
	}
	return r
}

// leadTo gives what makes the role a usual step to another; nil if nothing does.
func (r *Role) leadTo(id string) *Lead {
	for _, l := range r.LeadsTo {
		if l.Role == id {
			return &l
		}
	}
	return nil
}

// A Survey is where one person stands for several roles.
type Survey struct {
	Format        int              `json:"format"`
	Name          string           `json:"name"`
	Reference     string           `json:"reference"`
	Date          string           `json:"date"` // of the answers, YYYY-MM-DD; "" if not known
	Questionnaire QuestionnaireRef `json:"questionnaire"`
	LeftOut       []LeftOut        `json:"left_out"`
	Roles         []Standing       `json:"roles"` // the nearest first
}

// SurveyOf judges the answers against several roles, all for their questionnaire.
func SurveyOf(roles []*Role, a *Answers) Survey {
	q := a.Questionnaire
	return Survey{
		Format: ResultFormat, Name: a.Sitting.Name, Reference: a.Sitting.Reference, Date: a.Sitting.Date,
		Questionnaire: QuestionnaireRef{q.ID, q.Version, q.SHA256, q.Title},
		LeftOut:       slices.Concat([]LeftOut{}, a.leftOut),
		Roles:         stand(roles, a),
	}
}
