package assess

import (
	"bytes"
	"encoding/json"
	"math/big"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
)

// progressed is the answers of the worked example, and some time later.
func progressed(t *testing.T) (old, now Result) {
	t.Helper()
	return judged(t, said("style", "look"), said("certificate", "three"), said("software", []string{"word", "mail"})),
		judged(t, said("style", "touch"), said("certificate", "three"), said("speed", 50), said("software", []string{"word", "mail"}), said("story", "Once."))
}

func TestCompare(t *testing.T) {
	old, now := progressed(t)
	p := Compare(old, now)
	if low, high := (Between{40, "1275/32"}), (Between{0, "0/1"}); *p.Readiness.Low != low || *p.Readiness.High != high { // from 1925/32, shown as 60
		t.Errorf("readiness %+v and %+v", p.Readiness.Low, p.Readiness.High)
	}
	if m := p.Requirements[0]; m.ID != "keys" || m.Kind != Essential || m.Old != NotEnough || m.New != Met || m.Score.Low.Shown != 100-37 || rat(t, m.Score.Low.Exact).Cmp(big.NewRat(125, 2)) != 0 {
		t.Errorf("%+v, %+v", m, m.Score.Low)
	}
	if m := p.Requirements[1]; m.Old != Met || m.New != Met || m.Score.Low.Shown != 0 {
		t.Errorf("%+v", m)
	}
	answers := []MovedAnswer{
		{"style", "How do you type?", One, &Was{Answered, "Some fingers", 1, 2}, &Was{Answered, "Touch typing", 2, 2}},
		{"speed", "How fast?", Number, &Was{Skipped, "", 0, 3}, &Was{Answered, "50 words a minute", 3, 3}},
		{"story", "One time when?", Text, &Was{Skipped, "", 0, 0}, &Was{Answered, "Once.", 0, 0}},
	}
	if !reflect.DeepEqual(p.Answers, answers) {
		t.Errorf("%+v", p.Answers)
	}
	if p.Format != ResultFormat || p.Old.Band.Low != "Building" || p.New.Band.Low != "Ready" || !p.SameRules() {
		t.Errorf("%+v", p)
	}
	var out bytes.Buffer
	if err := WriteJSON(&out, p); err != nil {
		t.Fatal(err)
	}
	var back Progress
	if err := json.Unmarshal(out.Bytes(), &back); err != nil || !reflect.DeepEqual(back, p) {
		t.Errorf("%v: %+v", err, back)
	}
}

// TestCompareShown: what is shown is the difference of what is shown, so that a reader's sum is right; what is exact is
// the difference of what is exact.
func TestCompareShown(t *testing.T) {
	r := func(exact string, shown int) Result {
		return Result{Readiness: &Range{shown, shown, exact, exact}}
	}
	for _, c := range []struct {
		old, now           string
		oldShown, nowShown int
		want               Between
	}{
		{"199/2", "100/1", 99, 100, Between{1, "1/2"}},
		{"100/1", "199/2", 100, 99, Between{-1, "-1/2"}},
		{"61/2", "123/4", 30, 30, Between{0, "1/4"}},
	} {
		p := Compare(r(c.old, c.oldShown), r(c.now, c.nowShown))
		if *p.Readiness.Low != c.want || *p.Readiness.High != c.want {
			t.Errorf("%+v, %+v, want %+v", p.Readiness.Low, p.Readiness.High, c.want)
		}
		if p.Strength.Low != nil || p.Strength.High != nil {
			t.Errorf("strength %+v, where there is none", p.Strength)
		}
	}
}

// TestCompareKinds: each way in which an answer, or a requirement, can move.
func TestCompareKinds(t *testing.T) {
	none := Reply{Question: "speed", State: NotApplicable}
	for _, c := range []struct {
		name      string
		old, now  []Reply
		want      []MovedAnswer
		fast      [2]State
		strengthy bool // both have a strength
	}{
		{"skipped, then not applicable", []Reply{said("style", "touch")}, []Reply{said("style", "touch"), none},
			[]MovedAnswer{{"speed", "How fast?", Number, &Was{Skipped, "", 0, 3}, &Was{NotApplicable, "I took no test", 0, 3}}}, [2]State{NotEnough, DoesNotApply}, false},
		{"not applicable, then answered", []Reply{said("style", "touch"), none}, []Reply{said("style", "touch"), said("speed", 30)},
			[]MovedAnswer{{"speed", "How fast?", Number, &Was{NotApplicable, "I took no test", 0, 3}, &Was{Answered, "30 words a minute", 1, 3}}}, [2]State{DoesNotApply, PartlyMet}, false},
		{"prefers not to say now", []Reply{said("style", "touch"), said("speed", 30)}, []Reply{said("style", "touch"), {Question: "speed", State: PreferNotToSay}},
			[]MovedAnswer{{"speed", "How fast?", Number, &Was{Answered, "30 words a minute", 1, 3}, &Was{PreferNotToSay, "", 0, 3}}}, [2]State{PartlyMet, NotEnough}, true},
		{"a worse answer, after which a question is not asked any more", []Reply{said("style", "touch"), said("speed", 50)}, []Reply{said("style", "hunt"), said("speed", 50)},
			[]MovedAnswer{
				{"style", "How do you type?", One, &Was{Answered, "Touch typing", 2, 2}, &Was{Answered, "Looking", 0, 2}},
				{"speed", "How fast?", Number, &Was{Answered, "50 words a minute", 3, 3}, &Was{NotAsked, "50 words a minute", 0, 3}},
			}, [2]State{Met, NotYet}, true},
		{"another figure that earns the same", []Reply{said("style", "touch"), said("speed", 30)}, []Reply{said("style", "touch"), said("speed", 31)},
			[]MovedAnswer{{"speed", "How fast?", Number, &Was{Answered, "30 words a minute", 1, 3}, &Was{Answered, "31 words a minute", 1, 3}}}, [2]State{PartlyMet, PartlyMet}, true},
	} {
		p := Compare(judged(t, c.old...), judged(t, c.now...))
		if !reflect.DeepEqual(p.Answers, c.want) {
			t.Errorf("%s: %+v", c.name, p.Answers)
		}
		if m := p.Requirements[2]; m.ID != "fast" || m.Old != c.fast[0] || m.New != c.fast[1] || (m.Score.Low != nil) != c.strengthy || (p.Strength.High != nil) != c.strengthy {
			t.Errorf("%s: %+v, strength %+v", c.name, m, p.Strength)
		}
	}
}

// TestCompareSame: a result compared with itself has moved nowhere, and with old and new the other way round each
// move is the opposite.
func TestCompareSame(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(41, 1))
	for range 400 {
		w := newWorld(r)
		one, two := w.judge(t, replies(r, w.q)), w.judge(t, replies(r, w.q))
		same := Compare(one, one)
		if len(same.Answers) > 0 || !same.SameRules() {
			t.Errorf("%+v", same)
		}
		still(t, same.Readiness)
		there, back := Compare(one, two), Compare(two, one)
		opposite(t, there.Readiness, back.Readiness)
		opposite(t, there.Strength, back.Strength)
		for i, m := range there.Requirements {
			still(t, same.Requirements[i].Score)
			b := back.Requirements[i]
			opposite(t, m.Score, b.Score)
			if m.Old != b.New || m.New != b.Old || m.ID != b.ID || m.Old != one.Requirements[i].State {
				t.Errorf("%+v, back %+v", m, b)
			}
		}
		for i, m := range there.Answers {
			if b := back.Answers[i]; m.Question != b.Question || !reflect.DeepEqual(m.Old, b.New) || !reflect.DeepEqual(m.New, b.Old) || reflect.DeepEqual(m.Old, m.New) {
				t.Errorf("%+v, back %+v", m, b)
			}
		}
		if len(there.Answers) != len(back.Answers) || !reflect.DeepEqual(there.Old, back.New) {
			t.Errorf("%+v\n%+v", there, back)
		}
	}
}

func still(t *testing.T, m Moved) {
	t.Helper()
	for _, b := range []*Between{m.Low, m.High} {
		if b != nil && (b.Shown != 0 || rat(t, b.Exact).Sign() != 0) || (b == nil) != (m.Old == nil) {
			t.Errorf("%+v moved by %+v", m.Old, b)
		}
	}
}

func opposite(t *testing.T, there, back Moved) {
	t.Helper()
	if there.Old != back.New || there.New != back.Old || (there.Low == nil) != (back.Low == nil) || (there.Low == nil) != (there.Old == nil || there.New == nil) {
		t.Errorf("%+v and back %+v", there, back)
		return
	}
	if there.Low == nil {
		return
	}
	for _, pair := range [][2]*Between{{there.Low, back.Low}, {there.High, back.High}} {
		if pair[0].Shown != -pair[1].Shown || rat(t, pair[0].Exact).Cmp(new(big.Rat).Neg(rat(t, pair[1].Exact))) != 0 {
			t.Errorf("%+v, back %+v", pair[0], pair[1])
		}
	}
	if moved := new(big.Rat).Add(rat(t, there.Old.ExactLow), rat(t, there.Low.Exact)); moved.Cmp(rat(t, there.New.ExactLow)) != 0 {
		t.Errorf("%s and %s are not %s", there.Old.ExactLow, there.Low.Exact, there.New.ExactLow)
	}
}

// TestCompareOtherRules: the files changed in between: what only one of them has is named, and it is said that a
// difference may be one of the rules.
func TestCompareOtherRules(t *testing.T) {
	newer := office()
	newer.Version, newer.SHA256 = "3", "bb"
	newer.Sections[1].Questions[1].ID = "tale" // the text has another id now
	newer = NewQuestionnaire(*newer)
	role := worked()
	role.Version, role.SHA256 = "2", "cc"
	role.Requirements[1].ID = "computers"
	replies := []Reply{said("style", "look"), said("story", "Once."), said("software", []string{"word"})}
	old := world{office(), worked()}.judge(t, replies)
	a, err := NewAnswers(newer, Sitting{Version: "2", Date: "2026-11-01"}, replies)
	if err != nil {
		t.Fatal(err)
	}
	now := Judge(role, a)
	p := Compare(old, now)
	if p.SameRules() || p.Old.Answered != "2" || p.New.Answered != "2" || p.New.Questionnaire.Version != "3" || p.New.Date != "2026-11-01" ||
		len(p.New.LeftOut) != 1 || p.New.LeftOut[0].Question != "story" || len(p.Old.LeftOut) > 0 {
		t.Errorf("%+v\n%+v", p.Old, p.New)
	}
	var ids []string
	for _, m := range p.Requirements {
		ids = append(ids, m.ID+":"+string(m.Old)+":"+string(m.New))
		if one := m.Old == "" || m.New == ""; one != (m.Score.Low == nil) || one && (m.Score.Old == nil) == (m.Score.New == nil) {
			t.Errorf("%+v", m)
		}
	}
	if want := []string{"keys:not enough information:not enough information", "computers::partly met", "fast:not enough information:not enough information", "it:partly met:"}; !slices.Equal(ids, want) {
		t.Errorf("%q", ids)
	}
	answers := []MovedAnswer{{"tale", "One time when?", Text, nil, &Was{Skipped, "", 0, 0}}, {"story", "One time when?", Text, &Was{Answered, "Once.", 0, 0}, nil}}
	if !reflect.DeepEqual(p.Answers, answers) {
		t.Errorf("%+v", p.Answers)
	}
	for name, change := range map[string]func(r *Result){
		"the role":          func(r *Result) { r.Role.SHA256 = "dd" },
		"the questionnaire": func(r *Result) { r.Questionnaire.SHA256 = "dd" },
	} {
		other := old
		if change(&other); Compare(old, other).SameRules() {
			t.Errorf("%s is another", name)
		}
	}
}
