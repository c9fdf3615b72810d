package assess

import (
	"math/big"
	"slices"
)

// Progress is what moved between two results of one person for one role, the older first.
type Progress struct {
	Format       int                `json:"format"`
	Old          Taken              `json:"old"`
	New          Taken              `json:"new"`
	Readiness    Moved              `json:"readiness"`
	Strength     Moved              `json:"strength"`
	Requirements []MovedRequirement `json:"requirements"` // all, in the order of the newer result; those only in the older come last
	Answers      []MovedAnswer      `json:"answers"`      // those that are not the same, in the order of the newer result; those only in the older come last
}

// Taken says which answers a result is of, and which rules judged them.
type Taken struct {
	Name          string           `json:"name"`      // as in Result
	Reference     string           `json:"reference"` // likewise
	Date          string           `json:"date"`      // of the answers; "" if not known
	Answered      string           `json:"answered"`  // version of the questionnaire that was answered
	Questionnaire QuestionnaireRef `json:"questionnaire"`
	Role          RoleRef          `json:"role"`
	Band          *BandRange       `json:"band"`
	LeftOut       []LeftOut        `json:"left_out"`
}

// Moved is a figure of 0 to 100 in two results. It is null where a result has none.
type Moved struct {
	Old  *Range   `json:"old"`
	New  *Range   `json:"new"`
	Low  *Between `json:"low"`  // from old to new, at low; null if one of them is
	High *Between `json:"high"` // likewise
}

// Between is how far a figure moved, below 0 if down.
type Between struct {
	Shown int    `json:"shown"` // between what is shown of the two figures
	Exact string `json:"exact"` // "n/d"
}

// MovedRequirement is a requirement in two results.
type MovedRequirement struct {
	ID    string          `json:"id"`
	Name  string          `json:"name"`
	Kind  RequirementKind `json:"kind"`
	Old   State           `json:"old_state"` // "" if the older result does not have it
	New   State           `json:"new_state"` // "" if the newer one does not
	Score Moved           `json:"score"`
}

// MovedAnswer is a question in two results, with different answers, or only in one of them.
type MovedAnswer struct {
	Question string `json:"question"`
	Ask      string `json:"ask"`
	Kind     Kind   `json:"kind"`
	Old      *Was   `json:"old"` // null if the older result does not have the question
	New      *Was   `json:"new"` // null if the newer one does not
}

// Was is an answer as a result has it.
type Was struct {
	State  AnswerState `json:"state"`
	Say    string      `json:"say"`
	Points int         `json:"points"` // of Of; both are 0 if no requirement rests on the question
	Of     int         `json:"of"`
}

// SameRules says whether both results come from the same files of questionnaire and role. If not, a
// difference may be one of the rules.
func (p Progress) SameRules() bool {
	return p.Old.Questionnaire.SHA256 == p.New.Questionnaire.SHA256 && p.Old.Role.SHA256 == p.New.Role.SHA256
}

// Compare says what moved between two results, which must be for the same role, whatever its version.
func Compare(old, now Result) Progress {
	p := Progress{
		Format: ResultFormat, Old: taken(old), New: taken(now),
		Readiness: moved(old.Readiness, now.Readiness), Strength: moved(old.Strength, now.Strength),
		Requirements: []MovedRequirement{}, Answers: []MovedAnswer{},
	}
	for _, j := range now.Requirements {
		m := MovedRequirement{ID: j.ID, Name: j.Name, Kind: j.Kind, New: j.State}
		var before *Range
		if i := slices.IndexFunc(old.Requirements, func(o Judged) bool { return o.ID == j.ID }); i >= 0 {
			m.Old, before = old.Requirements[i].State, old.Requirements[i].Range
		}
		m.Score = moved(before, j.Range)
		p.Requirements = append(p.Requirements, m)
	}
	for _, j := range old.Requirements {
		if !slices.ContainsFunc(now.Requirements, func(n Judged) bool { return n.ID == j.ID }) {
			p.Requirements = append(p.Requirements, MovedRequirement{j.ID, j.Name, j.Kind, j.State, "", moved(j.Range, nil)})
		}
	}
	before, after := old.answers(), now.answers()
	for _, q := range now.Questions {
		was, is := before[q.ID], after[q.ID]
		if was == nil || *was != *is {
			p.Answers = append(p.Answers, MovedAnswer{q.ID, q.Ask, q.Kind, was, is})
		}
	}
	for _, q := range old.Questions {
		if after[q.ID] == nil {
			p.Answers = append(p.Answers, MovedAnswer{q.ID, q.Ask, q.Kind, before[q.ID], nil})
		}
	}
	return p
}

func taken(r Result) Taken {
	answered := r.Answered
	if answered == "" {
		answered = r.Questionnaire.Version
	}
	return Taken{r.Name, r.Reference, r.Date, answered, r.Questionnaire, r.Role, r.Band, r.LeftOut}
}

// answers gives each answer of a result by the id of its question.
func (r Result) answers() map[string]*Was {
	all := map[string]*Was{}
	for _, q := range r.Questions {
		all[q.ID] = &Was{State: q.State, Say: q.Say}
	}
	for _, j := range r.Requirements {
		for _, part := range j.Parts {
			for _, e := range part.Evidence {
				if was := all[e.Question]; was != nil {
					was.Points, was.Of = e.Points, e.Of
				}
			}
		}
	}
	return all
}

// moved compares two figures.
func moved(old, now *Range) Moved {
	m := Moved{Old: old, New: now}
	if old != nil && now != nil {
		m.Low = between(old.Low, now.Low, old.ExactLow, now.ExactLow)
		m.High = between(old.High, now.High, old.ExactHigh, now.ExactHigh)
	}
	return m
}

// between says how far a figure moved. The exact figures of a Result are always fractions.
func between(shownOld, shownNew int, exactOld, exactNew string) *Between {
	from, _ := new(big.Rat).SetString(exactOld)
	to, _ := new(big.Rat).SetString(exactNew)
	return &Between{shownNew - shownOld, to.Sub(to, from).String()}
}
