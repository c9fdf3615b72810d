package assess

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// newRoles gives some roles for the questionnaire of a world, besides its own.
func newRoles(r *rand.Rand, w world) []*Role {
	roles := []*Role{w.role}
	for i := range 2 + r.IntN(3) {
		role := &Role{ID: fmt.Sprint("other", i), Title: "Other", Bands: w.role.Bands}
		for k := range 1 + r.IntN(3) {
			role.Requirements = append(role.Requirements, newRequirement(r, k, w.q))
		}
		roles = append(roles, role)
	}
	shuffle(r, roles)
	return roles
}

// TestStandings: every figure of a standing is that of the result for its role; the role of the result is not
// among the others; and they stand by how near they are, then by readiness at low, then as they were given.
func TestStandings(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(31, 1))
	for range 30 {
		w := newWorld(r)
		a, roles := w.answers(t, replies(r, w.q)), newRoles(r, w)
		survey := SurveyOf(roles, a).Roles
		if len(survey) != len(roles) {
			t.Fatalf("%d standings for %d roles", len(survey), len(roles))
		}
		for _, s := range survey {
			role := roles[slices.IndexFunc(roles, func(o *Role) bool { return o.ID == s.Role.ID })]
			asResult(t, s, Judge(role, a))
		}
		for i := range survey[1:] {
			if !mayPrecede(t, roles, survey[i], survey[i+1]) {
				t.Errorf("%s stands before %s: %+v, %+v", survey[i].Role.ID, survey[i+1].Role.ID, survey[i], survey[i+1])
			}
		}
		others := slices.DeleteFunc(survey, func(s Standing) bool { return s.Role.ID == w.role.ID })
		result := Advise(w.role, a, roles)
		if !reflect.DeepEqual(result.Others, others) {
			t.Errorf("%+v, but in the survey %+v", result.Others, others)
		}
		result.Firmness, result.Route, result.Others = nil, nil, nil
		if !reflect.DeepEqual(result, Judge(w.role, a)) {
			t.Error("what Judge gives is another with advice")
		}
	}
}

// asResult compares a standing with the result for its role.
func asResult(t *testing.T, s Standing, r Result) {
	t.Helper()
	if !reflect.DeepEqual(s.Role, r.Role) || !reflect.DeepEqual(s.Readiness, r.Readiness) || !reflect.DeepEqual(s.Strength, r.Strength) ||
		!reflect.DeepEqual(s.Band, r.Band) || !reflect.DeepEqual(s.Bands, r.Bands) || len(s.Requirements) != len(r.Requirements) || s.Lead != nil {
		t.Errorf("%+v\nbut the result is %+v", s, r)
		return
	}
	for i, j := range r.Requirements {
		if want := (Stood{j.ID, j.Name, j.Kind, j.Weight, j.Target, j.Partly, j.State, j.Range}); !reflect.DeepEqual(s.Requirements[i], want) {
			t.Errorf("%+v, want %+v", s.Requirements[i], want)
		}
	}
}

// mayPrecede says whether one standing may come before another.
func mayPrecede(t *testing.T, roles []*Role, a, b Standing) bool {
	t.Helper()
	if a.Near() != b.Near() {
		return a.Near() < b.Near()
	}
	at := func(s Standing) int { return slices.IndexFunc(roles, func(r *Role) bool { return r.ID == s.Role.ID }) }
	exact := func(s Standing) string {
		if s.Readiness == nil {
			return "0/1"
		}
		return s.Readiness.ExactLow
	}
	if by := rat(t, exact(a)).Cmp(rat(t, exact(b))); by != 0 {
		return by > 0
	}
	return at(a) < at(b)
}

func TestNear(t *testing.T) {
	for _, c := range []struct {
		low, high string
		want      Nearness
	}{
		{"", "", FurtherOff},
		{"Ready", "Ready", AlreadyThere},
		{"Nearly", "Ready", WithinReach},
		{"Nearly", "Nearly", WithinReach},
		{"Building", "Ready", Undecided},
		{"Building", "Nearly", Undecided},
		{"Building", "Building", FurtherOff},
	} {
		s := Standing{Bands: worked().Bands}
		if c.low != "" {
			s.Band = &BandRange{Low: c.low, High: c.high}
		}
		if got := s.Near(); got != c.want {
			t.Errorf("%s to %s: %d, want %d", c.low, c.high, got, c.want)
		}
	}
}

// clerks is roles for the office questionnaire: worked, one that is a usual step to it, and one that asks for speed.
func clerks() []*Role {
	step, fast := worked(), worked()
	step.ID, step.Title, step.Requirements = "filing", "Filing clerk", slices.Clone(step.Requirements[1:2])
	step.LeadsTo = []Lead{{"typist", "Some do", "A page"}, {"clerk", "Filing clerks become clerks", "A careers page"}}
	fast.ID, fast.Title, fast.Requirements = "typist", "Typist", slices.Clone(fast.Requirements[2:])
	fast.Requirements[0].Kind = Essential
	return []*Role{worked(), fast, step}
}

func TestLead(t *testing.T) {
	a, err := NewAnswers(office(), Sitting{Name: "Ann", Reference: "7", Date: "2026-11-22", Version: "1"}, []Reply{said("software", []string{"word", "sheet", "old"})})
	if err != nil {
		t.Fatal(err)
	}
	r := Advise(worked(), a, clerks())
	if len(r.Others) != 2 || r.Others[0].Role.ID != "filing" || r.Others[1].Role.ID != "typist" {
		t.Fatalf("%+v", r.Others)
	}
	if want := (&Lead{"clerk", "Filing clerks become clerks", "A careers page"}); !reflect.DeepEqual(r.Others[0].Lead, want) || r.Others[1].Lead != nil {
		t.Errorf("%+v and %+v", r.Others[0].Lead, r.Others[1].Lead)
	}
	round(t, r)
	s := SurveyOf(clerks(), a)
	if s.Format != ResultFormat || s.Name != "Ann" || s.Reference != "7" || s.Date != "2026-11-22" || s.Questionnaire != r.Questionnaire || !slices.Equal(s.LeftOut, r.LeftOut) || len(s.LeftOut) != 1 {
		t.Errorf("%+v", s)
	}
	for _, o := range s.Roles {
		if o.Lead != nil {
			t.Errorf("in a survey there is no role that %+v leads to", o.Lead)
		}
	}
	var out bytes.Buffer
	if err := WriteJSON(&out, s); err != nil {
		t.Fatal(err)
	}
	var back Survey
	if err := json.Unmarshal(out.Bytes(), &back); err != nil || !reflect.DeepEqual(back, s) {
		t.Errorf("%v: %+v", err, back)
	}
	if nobody := SurveyOf(nil, a); len(nobody.Roles) > 0 {
		t.Errorf("%+v", nobody.Roles)
	}
}

// TestNotAsked: counted are the questions that a role needs, that are or could be asked, and that nobody came to.
func TestNotAsked(t *testing.T) {
	for _, c := range []struct {
		name          string
		replies       []Reply
		clerk, typist int
	}{
		{"nothing said: style, certificate, speed, software, and not the text", nil, 4, 2},
		{"a condition that failed asks no more", []Reply{said("style", "hunt")}, 2, 0},
		{"one that holds asks", []Reply{said("style", "look")}, 3, 1},
		{"what was passed over was come to", []Reply{{Question: "style", State: Skipped}, {Question: "software", State: PreferNotToSay}, said("certificate", "none")}, 1, 1},
		{"all", []Reply{said("style", "touch"), {Question: "speed", State: NotApplicable}, said("certificate", "none"), said("software", []string{"word"})}, 0, 0},
	} {
		a := world{q: office()}.answers(t, c.replies)
		got := map[string]int{}
		for _, s := range SurveyOf(clerks(), a).Roles {
			got[s.Role.ID] = s.NotAsked
		}
		if got["clerk"] != c.clerk || got["typist"] != c.typist {
			t.Errorf("%s: %v", c.name, got)
		}
	}
	done := doing() // nobody has to come to an exercise
	if n := does("style", "typing", "words").notAsked(world{q: done}.answers(t, nil)); n != 1 {
		t.Errorf("with exercises: %d", n)
	}
}

// TestNeeds: a role needs the questions of its parts, the texts, and what the conditions of all these look back to.
func TestNeeds(t *testing.T) {
	yes := []Option{{ID: "no"}, {ID: "yes", Points: 1}}
	on := func(ids ...string) (all []Condition) {
		for _, id := range ids {
			all = append(all, Condition{id, []string{"yes"}})
		}
		return all
	}
	q := NewQuestionnaire(Questionnaire{ID: "q", Minutes: 20, Sections: []Section{{ID: "s", Questions: []Question{
		{ID: "a", Kind: One, Options: yes}, {ID: "b", Kind: One, Options: yes, OnlyIf: on("a")}, {ID: "c", Kind: One, Options: yes},
		{ID: "d", Kind: One, Options: yes, OnlyIf: on("b", "c")}, {ID: "e", Kind: One, Options: yes}, {ID: "f", Kind: Typing},
	}}, {ID: "t", Questions: []Question{{ID: "g", Kind: Text, OnlyIf: on("e")}, {ID: "h", Kind: One, Options: yes}}}}})
	for _, c := range []struct {
		parts   []string // the questions of each, apart by spaces
		want    string
		minutes int // of the 20 for 7 questions that are no exercise
	}{
		{[]string{"a"}, "a e g", 9},
		{[]string{"b"}, "a b e g", 12},
		{[]string{"d"}, "a b c d e g", 18},
		{[]string{"f"}, "e f g", 6},
		{[]string{"a d", "h"}, "a b c d e g h", 20},
		{nil, "e g", 6},
	} {
		role := &Role{}
		for i, p := range c.parts {
			role.Requirements = append(role.Requirements, Requirement{Kind: []RequirementKind{Essential, Desirable}[i], Parts: []Part{{Questions: strings.Fields(p)}}})
		}
		needs := role.Needs(q)
		var ids []string
		for i, question := range q.questions {
			if needs[i] {
				ids = append(ids, question.ID)
			}
		}
		if got := strings.Join(ids, " "); got != c.want {
			t.Errorf("%v needs %q, not %q", c.parts, got, c.want)
		}
		if got := q.MinutesFor(needs); got != c.minutes {
			t.Errorf("%v takes %d minutes, not %d", c.parts, got, c.minutes)
		}
	}
	if q.MinutesFor(nil) != 20 || q.MinutesFor(make([]bool, 8)) != 0 {
		t.Errorf("all take %d, none %d", q.MinutesFor(nil), q.MinutesFor(make([]bool, 8)))
	}
	if only := doing(); only.MinutesFor(make([]bool, len(only.questions))) != 0 {
		t.Error("nothing takes some minutes")
	}
}

// TestOnlyWhatIsNeeded: a result has the questions that its role needs, in order, and judges by no other.
func TestOnlyWhatIsNeeded(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(32, 1))
	for range 300 {
		w := newWorld(r)
		all := replies(r, w.q)
		needs := w.role.Needs(w.q)
		var ids []string
		for i, q := range w.q.questions {
			if needs[i] {
				ids = append(ids, q.ID)
			}
		}
		one := w.judge(t, all)
		two := w.judge(t, slices.DeleteFunc(slices.Clone(all), func(r Reply) bool { return !slices.Contains(ids, r.Question) }))
		var asked []string
		for _, s := range one.Questions {
			asked = append(asked, s.ID)
		}
		if !slices.Equal(asked, ids) || !reflect.DeepEqual(one, two) {
			t.Fatalf("%v, asked %v\n%+v\n%+v", ids, asked, one, two)
		}
	}
}

// TestRouteBesideNothing: an essential that does not apply neither asks for a change nor holds the band.
func TestRouteBesideNothing(t *testing.T) {
	role := worked()
	speed := role.Requirements[2]
	speed.ID, speed.Kind, speed.Weight = "speed", Essential, 9
	role.Requirements = []Requirement{role.Requirements[0], speed}
	q := office()
	q.questions[1].Options[3].Weeks, q.questions[1].Reach = 7, Reach{Where: "A college", Source: "Ours"}
	q.questions[2].Levels[2].Weeks, q.questions[2].Reach = 5, Reach{Name: "Test", Where: "At home", Source: "Ours"}
	r := world{q, role}.advise(t, []Reply{said("style", "look"), said("certificate", "none"), {Question: "speed", State: NotApplicable}})
	if r.Requirements[1].State != DoesNotApply || r.Band.Low != "Nearly" {
		t.Fatalf("%+v, %+v", r.Requirements[1], r.Band)
	}
	if r.Route.Band != "Ready" || r.Route.Weeks != 7 || len(r.Route.Besides) > 0 || len(r.Route.Changes) != 1 || r.Route.Changes[0].To != "Level 4" {
		t.Errorf("%+v", r.Route)
	}
}

// TestRouteTooManyTicks: where a condition looks at which ticks there are, all their choices count, and too many of
// them are too much.
func TestRouteTooManyTicks(t *testing.T) {
	for _, n := range []int{5, 20} {
		ticks := Question{ID: "ticks", Kind: Many, Evidence: Documented}
		for i := range n {
			ticks.Options = append(ticks.Options, Option{ID: fmt.Sprint("t", i), Points: 1, Weeks: 1})
		}
		q := NewQuestionnaire(Questionnaire{ID: "q", Sections: []Section{{ID: "s", Questions: []Question{ticks,
			{ID: "then", Kind: One, Evidence: Claimed, Options: []Option{{ID: "no"}, {ID: "yes", Points: 1}}, OnlyIf: []Condition{{"ticks", []string{"t0"}}}},
		}}}})
		role := &Role{ID: "r", Title: "R", Bands: []Band{{"low", 0, AtLeastAny, ""}, {"high", 100, AtLeastMet, ""}},
			Requirements: []Requirement{{ID: "all", Kind: Essential, Weight: 1, Target: 100, Partly: 50, Parts: []Part{{Name: "All", Questions: []string{"ticks", "then"}}}}}}
		work, ok := RouteWork(role, q)
		r := world{q, role}.advise(t, []Reply{said("ticks", []string{"t1"})})
		if few := n < 10; ok != few || (r.Route != nil) != few || work == 0 || r.Firmness == nil {
			t.Errorf("%d ticks: %d, %v, %+v", n, work, ok, r.Route)
		}
	}
}

// BenchmarkAdvise is one person, judged for a role and for four others.
func BenchmarkAdvise(b *testing.B) {
	r := rand.New(rand.NewPCG(33, 1))
	w := newReachable(r)
	a, err := NewAnswers(w.q, Sitting{}, replies(r, w.q))
	if err != nil {
		b.Fatal(err)
	}
	roles := newRoles(r, w)
	b.ReportAllocs()
	for b.Loop() {
		Advise(w.role, a, roles)
	}
}
