package questionnaires

import (
	"fmt"
	"strings"

	"readiness/assess"
)

// RunExamples judges each example of a role and gives the expectations that fail, in the order of
// the file: with their place, what came out and why. Quote adds the lines they stand on.
func RunExamples(role *assess.Role, q *assess.Questionnaire) assess.Problems {
	var ps assess.Problems
	for _, e := range role.Examples {
		a, err := replay(e, role, q)
		if err != nil {
			ps = append(ps, assess.Problem{Pos: e.At, What: fmt.Sprintf("example %q: %v", e.Name, err), Fix: "load the role again with this questionnaire"})
			continue
		}
		ps = append(ps, compare(e, assess.Judge(role, a))...)
	}
	return ps
}

// replay gives the answers of an example. What it says nothing of has the state of its rest.
func replay(e assess.Example, role *assess.Role, q *assess.Questionnaire) (*assess.Answers, error) {
	a, err := assess.NewAnswers(q, assess.Sitting{}, e.Replies)
	if err != nil || e.Rest == "" {
		return a, err
	}
	replies := e.Replies[:len(e.Replies):len(e.Replies)]
	for _, question := range remaining(role, a) {
		replies = append(replies, assess.Reply{Question: question.ID, State: e.Rest})
	}
	return assess.NewAnswers(q, assess.Sitting{}, replies)
}

// remaining gives the questions that a role needs, and that are asked but have no reply yet.
func remaining(role *assess.Role, a *assess.Answers) []*assess.Question {
	needs := role.Needs(a.Questionnaire)
	var left []*assess.Question
	for _, q := range a.Questionnaire.Questions() {
		needed := needs[0]
		needs = needs[1:]
		if needed && a.Asking(q.ID) == assess.Asked && !a.Of(q.ID).Given {
			left = append(left, q)
		}
	}
	return left
}

// compare gives the expectations of an example that a result does not fulfil.
func compare(e assess.Example, r assess.Result) assess.Problems {
	const fix = "correct the expectation, the answers, or the rule that gives this result"
	var ps assess.Problems
	if e.Low != "" && (r.Band == nil || r.Band.Low != e.Low || r.Band.High != e.High) {
		ps = append(ps, assess.Problem{Pos: e.At, Fix: fix,
			What: fmt.Sprintf("example %q: the band is %s, not %s", e.Name, bandReached(r), bandRange(e.Low, e.High))})
	}
	for _, expected := range e.States {
		for _, j := range r.Requirements {
			if j.ID == expected.Requirement && j.State != expected.State {
				ps = append(ps, assess.Problem{Pos: expected.At, Fix: fix,
					What: fmt.Sprintf("example %q: requirement %q is %q%s, not %q", e.Name, j.ID, j.State, because(j), expected.State)})
			}
		}
	}
	return ps
}

// bandReached says which band a result has, and why.
func bandReached(r assess.Result) string {
	if r.Band == nil {
		return "none, as no essential applies"
	}
	s := fmt.Sprintf("%s (readiness %s", bandRange(r.Band.Low, r.Band.High), figures(r.Readiness))
	if len(r.Band.HeldBy) > 0 {
		s += ", held by " + strings.Join(r.Band.HeldBy, ", ")
	}
	return s + ")"
}

func bandRange(low, high string) string {
	if low == high {
		return fmt.Sprintf("%q", low)
	}
	return fmt.Sprintf("%q to %q", low, high)
}

// because says why a requirement stands where it does.
func because(j assess.Judged) string {
	if j.Range == nil {
		return ""
	}
	s := fmt.Sprintf(" (score %s; met from %d, partly met from %d", figures(j.Range), j.Target, j.Partly)
	if len(j.Missing) > 0 {
		s += "; open: " + strings.Join(j.Missing, ", ")
	}
	return s + ")"
}

func figures(r *assess.Range) string {
	if r.Low == r.High {
		return fmt.Sprint(r.Low)
	}
	return fmt.Sprintf("%d to %d", r.Low, r.High)
}
