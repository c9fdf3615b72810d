package questionnaires

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"testing"

	"readiness/assess"
)

// randomChain gives a questionnaire of a, b if some answer to a, and c if some answer to b.
func randomChain(r *rand.Rand) *assess.Questionnaire {
	questions := make([]assess.Question, 3)
	for i := range questions {
		q := assess.Question{ID: string(rune('a' + i)), Kind: assess.One}
		if r.IntN(2) == 0 {
			q.Kind = assess.Many
			q.Enough = r.IntN(4)
		}
		for o := range 2 + r.IntN(2) {
			option := assess.Option{ID: fmt.Sprint("o", o), Points: r.IntN(4)}
			if q.Kind == assess.Many {
				option.Points = max(option.Points, 1)
			} else if o == 0 {
				option.Points = 0
			} else if o == 1 {
				option.Points = max(option.Points, 1)
			}
			q.Options = append(q.Options, option)
		}
		if q.Kind == assess.Many {
			q.Options = append(q.Options, assess.Option{ID: "none", Alone: true})
		}
		if i > 0 {
			before := questions[i-1].Options
			c := assess.Condition{Question: questions[i-1].ID}
			for _, o := range before {
				if r.IntN(2) == 0 {
					c.Is = append(c.Is, o.ID)
				}
			}
			if len(c.Is) == 0 {
				c.Is = []string{before[len(before)-1].ID}
			}
			q.OnlyIf = []assess.Condition{c}
		}
		questions[i] = q
	}
	return assess.NewQuestionnaire(assess.Questionnaire{Sections: []assess.Section{{Questions: questions}}})
}

// choicesOf gives every answer to a question; the first is none.
func choicesOf(q *assess.Question) []assess.Reply {
	replies := []assess.Reply{{Question: q.ID, State: assess.Skipped}}
	if q.Kind == assess.One {
		for _, o := range q.Options {
			replies = append(replies, assess.Reply{Question: q.ID, State: assess.Answered, Value: o.ID})
		}
		return replies
	}
	ticks := len(q.Options) - 1
	for set := 1; set < 1<<ticks; set++ {
		var ids []string
		for i := range ticks {
			if set&(1<<i) != 0 {
				ids = append(ids, q.Options[i].ID)
			}
		}
		replies = append(replies, assess.Reply{Question: q.ID, State: assess.Answered, Value: ids})
	}
	return append(replies, assess.Reply{Question: q.ID, State: assess.Answered, Value: []string{"none"}})
}

// worsens looks for two sets of answers that differ in one answer, of which the one that earns more
// scores less.
func worsens(t *testing.T, q *assess.Questionnaire, part assess.Part) bool {
	role := &assess.Role{
		Requirements: []assess.Requirement{{ID: "r", Kind: assess.Essential, Weight: 1, Target: 100, Partly: 50, Parts: []assess.Part{part}}},
		Bands:        []assess.Band{{Essentials: assess.AtLeastAny}},
	}
	score := func(replies ...assess.Reply) (low, high *big.Rat, points []int) {
		a, err := assess.NewAnswers(q, assess.Sitting{}, replies)
		if err != nil {
			t.Fatal(err)
		}
		judged := assess.Judge(role, a).Requirements[0]
		low, _ = new(big.Rat).SetString(judged.ExactLow)
		high, _ = new(big.Rat).SetString(judged.ExactHigh)
		for _, r := range replies {
			points = append(points, q.Question(r.Question).Points(a.Of(r.Question)))
		}
		return low, high, points
	}
	as, bs, cs := choicesOf(q.Question("a")), choicesOf(q.Question("b")), choicesOf(q.Question("c"))
	for _, a := range as[1:] {
		for _, b := range bs {
			for _, c := range cs {
				low, high, points := score(a, b, c)
				for _, a2 := range as[1:] {
					if low2, high2, points2 := score(a2, b, c); points2[0] > points[0] && (low2.Cmp(low) < 0 || high2.Cmp(high) < 0) {
						return true
					}
				}
				for _, b2 := range bs[1:] {
					if low2, high2, points2 := score(a, b2, c); b.State == assess.Answered && points2[1] > points[1] && (low2.Cmp(low) < 0 || high2.Cmp(high) < 0) {
						return true
					}
				}
			}
		}
	}
	return false
}

// TestConditionsAgainstJudge: what is let through never lets a better answer score less. (Of what is
// refused a few would do no harm, as answers exclude each other in ways that the rule does not follow.)
func TestConditionsAgainstJudge(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	refused, harmful := 0, 0
	for range 200 {
		q := randomChain(r)
		part := assess.Part{Questions: []string{"b", "c"}[r.IntN(2):]}
		if r.IntN(2) == 0 {
			part.Questions = append(part.Questions, "a")
		}
		table := &table{file: newFile("x.toml", nil), what: "part", place: &node{}}
		checkConditions(table, q, part, map[string]int{})
		lowers := worsens(t, q, part)
		if lowers && len(table.problems) == 0 {
			t.Fatalf("part %v lets a better answer score less:\n%+v", part.Questions, q.Sections[0].Questions)
		}
		if len(table.problems) > 0 {
			refused++
		}
		if lowers {
			harmful++
		}
	}
	if harmful < 40 || refused > 160 || refused-harmful > 30 {
		t.Errorf("of 200, %d are refused and %d do harm", refused, harmful)
	}
}
