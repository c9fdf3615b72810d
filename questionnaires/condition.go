package questionnaires

import (
	"fmt"
	"slices"

	"readiness/assess"
)

// checkConditions refuses a condition under which a better answer would lower what a part shows: one
// that asks B only of those who gave a lesser answer to A. That is harmless only where the part also
// contains A, and each better answer earns all of A's points, as then it alone gives the part all it
// can have. places gives the offset of each question of the part.
func checkConditions(t *table, q *assess.Questionnaire, p assess.Part, places map[string]int) {
	gates := map[*assess.Question][]gate{}
	seen := map[[2]string]bool{} // pairs of a and b
	for _, id := range p.Questions {
		for _, b := range dependsOn(q, id) {
			if gates[b] == nil {
				gates[b] = gatesOf(q, b)
			}
			for _, g := range gates[b] {
				if pair := [2]string{g.a.ID, b.ID}; seen[pair] || !g.lowers(p) {
					continue
				} else {
					seen[pair] = true
				}
				t.faultIn(places[id], leadOn(g.a, b), "an answer to %q that earns %d points can show less here than one that earns %d, as only with that one %q is asked",
					g.a.ID, g.better[0], g.least, b.ID)
			}
		}
	}
}

// A gate is one condition of a question: the least points to question a that fulfil it, and all points
// above them that an answer can earn which does not.
type gate struct {
	a      *assess.Question
	least  int
	better []int
}

func gatesOf(q *assess.Questionnaire, b *assess.Question) []gate {
	gates := []gate{}
	for _, c := range b.OnlyIf {
		a := q.Question(c.Question)
		least, better := outside(a, c.Is)
		gates = append(gates, gate{a, least, better})
	}
	return gates
}

// lowers says whether a better answer can lower what a part shows.
func (g gate) lowers(p assess.Part) bool {
	inPart := slices.Contains(p.Questions, g.a.ID)
	return slices.ContainsFunc(g.better, func(points int) bool { return !inPart || points != g.a.Most() })
}

// leadOn is the remedy for a condition on a under which b is asked.
func leadOn(a, b *assess.Question) string {
	return fmt.Sprintf("in the questionnaire, let the better answers to %q lead to %q too, or name %q in this part too and let those answers earn its %d points", a.ID, b.ID, a.ID, a.Most())
}

// dependsOn gives a question and those that it depends on through conditions, each once.
func dependsOn(q *assess.Questionnaire, id string) []*assess.Question {
	found := []*assess.Question{q.Question(id)}
	for i := 0; i < len(found); i++ {
		for _, c := range found[i].OnlyIf {
			if earlier := q.Question(c.Question); !slices.Contains(found, earlier) {
				found = append(found, earlier)
			}
		}
	}
	return found
}

// outside gives the least points of an answer that fulfils a condition, and all points above it that
// an answer can earn which does not.
func outside(a *assess.Question, is []string) (least int, better []int) {
	least = a.Most()
	sums := []bool{a.Kind == assess.Many} // sums[n]: some ticks outside earn n
	sums = append(sums, make([]bool, maxPoints*maxOptions)...)
	for _, o := range a.Options {
		if slices.Contains(is, o.ID) {
			least = min(least, o.Points)
			continue
		}
		if a.Kind == assess.One {
			sums[o.Points] = true
			continue
		}
		for n := len(sums) - 1; n >= o.Points; n-- {
			sums[n] = sums[n] || sums[n-o.Points]
		}
	}
	for n, possible := range sums {
		if points := min(n, a.Most()); possible && points > least && !slices.Contains(better, points) {
			better = append(better, points)
		}
	}
	return least, better
}
