package questionnaires

import (
	"bytes"
	"maps"
	"slices"
	"strings"
	"testing"

	"readiness/assess"
)

// seed gives a fuzzer the fixtures of a kind and every broken form of them.
func seed(f *testing.F, kind Kind) {
	for _, set := range []struct {
		base   string
		broken []breakage
	}{
		{fixture(f, kind), slices.Concat(broken, brokenReach, brokenLadder)},
		{exercises(f, kind), slices.Concat(brokenExercises, brokenWork)},
	} {
		f.Add([]byte(set.base))
		for _, test := range set.broken {
			if test.door == kind {
				f.Add([]byte(strings.Replace(strings.Replace(set.base, test.old, test.new, 1), "∑", "", 1)))
			}
		}
	}
}

// checkProblems: an error is a list of problems, in order, each with a place in the file and a remedy.
func checkProblems(t *testing.T, src []byte, err error) {
	lines := bytes.Count(src, []byte("\n")) + 1
	last := assess.Pos{}
	for _, p := range problemsOf(t, err) {
		if p.What == "" || p.Fix == "" || p.Line < 1 || p.Line > lines || p.Column < 1 {
			t.Fatalf("%+v", p)
		}
		if p.Line < last.Line || p.Line == last.Line && p.Column < last.Column {
			t.Fatalf("%v comes after %v", p.Pos, last)
		}
		last = p.Pos
	}
}

// checkShape: the outline has the tables, keys and lists that the decoder has, so no key is lost.
func checkShape(t *testing.T, n *node, v any) {
	switch v := v.(type) {
	case map[string]any:
		keys := slices.Sorted(maps.Keys(v))
		if outlined := slices.Sorted(slices.Values(n.keys)); !slices.Equal(keys, outlined) {
			t.Fatalf("the decoder has the keys %q, the outline %q", keys, outlined)
		}
		for key, inner := range v {
			checkShape(t, n.children[key], inner)
		}
	case []any:
		if len(v) != len(n.items) {
			t.Fatalf("the decoder has %d items, the outline %d", len(v), len(n.items))
		}
		for i := range v {
			checkShape(t, n.items[i], v[i])
		}
	case []map[string]any:
		if len(v) != len(n.items) {
			t.Fatalf("the decoder has %d tables, the outline %d", len(v), len(n.items))
		}
		for i := range v {
			checkShape(t, n.items[i], v[i])
		}
	}
}

func FuzzQuestionnaire(f *testing.F) {
	seed(f, Questionnaire)
	f.Fuzz(func(t *testing.T, src []byte) {
		if top, err := open("x.toml", src, "x"); err == nil {
			checkShape(t, top.place, top.data)
		}
		q, err := ParseQuestionnaire("x.toml", src)
		checkProblems(t, src, err)
		if err != nil {
			return
		}
		for _, question := range q.Questions() {
			if question.Kind != assess.Text && question.Most() == 0 {
				t.Fatalf("%q offers nothing", question.ID)
			}
			if drawn := question.Drawn(1); question.Kind == assess.Tasks && len(drawn) != question.Most() {
				t.Fatalf("%q draws %d of %d", question.ID, len(drawn), question.Most())
			}
		}
	})
}

func FuzzRole(f *testing.F) {
	seed(f, Role)
	both := []*assess.Questionnaire{desk(f), work(f)}
	f.Fuzz(func(t *testing.T, src []byte) {
		for _, q := range both {
			role, err := ParseRole("x.toml", src, q)
			checkProblems(t, src, err)
			if err == nil {
				RunExamples(role, q)
				checkProblems(t, src, CheckRoute("x.toml", src, role, q))
			}
		}
	})
}

func FuzzAnswers(f *testing.F) {
	seed(f, Answers)
	both := []*assess.Questionnaire{desk(f), work(f)}
	f.Fuzz(func(t *testing.T, src []byte) {
		for _, q := range both {
			a, err := ParseAnswers("x.toml", src, q)
			checkProblems(t, src, err)
			if err == nil && !same(a, rewritten(t, a)) {
				t.Fatal("written and read, the answers are not the same")
			}
		}
	})
}

// BenchmarkParse loads the role that is judged by default, and its questionnaire.
func BenchmarkParse(b *testing.B) {
	for b.Loop() {
		loadBuiltin(b, DefaultRole())
	}
}
