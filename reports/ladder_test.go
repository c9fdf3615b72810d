package reports

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"readiness/assess"
)

// TestOthers: each other role stands once, under how near it is, and no requirement is named that is met or that
// the role does not have.
func TestOthers(t *testing.T) {
	for _, p := range people() {
		r := judged(t, p)
		want, got := map[string]string{}, map[string]string{}
		for _, g := range rungs(r.Others) {
			for _, s := range g.roles {
				want[s.Role.Title] = g.name
				for _, name := range quotes(strings.Join(short(s), " ")) {
					if !slices.ContainsFunc(s.Requirements, func(j assess.Stood) bool {
						return j.Name == name && j.Kind == assess.Essential && j.State != assess.Met && j.State != assess.DoesNotApply
					}) {
						t.Errorf("%s: %s lacks %q", p.name, s.Role.Title, name)
					}
				}
			}
		}
		group := ""
		for _, b := range Personal(r).Blocks {
			switch b := b.(type) {
			case Heading:
				group = b.Text
			case Facts:
				for _, f := range b {
					if want[f.Name] != "" {
						got[f.Name] = group
					}
				}
			}
		}
		if len(want) != len(otherRoles())-1 || !maps.Equal(got, want) {
			t.Errorf("%s: %v, want %v", p.name, got, want)
		}
	}
}

// quotes gives what stands in quotes.
func quotes(s string) []string {
	var all []string
	for {
		_, after, ok := strings.Cut(s, "“")
		if !ok {
			return all
		}
		quote, rest, _ := strings.Cut(after, "”")
		all, s = append(all, quote), rest
	}
}

// standingFor makes a standing with requirements in some states, all essential, with names of a letter each.
func standingFor(low, high string, states ...assess.State) assess.Standing {
	s := assess.Standing{
		Role: assess.RoleRef{ID: "clerk", Title: "Clerk"}, Readiness: &assess.Range{Low: 40, High: 60}, Band: &assess.BandRange{Low: low, High: high},
		Bands: []assess.Band{{Name: "Low"}, {Name: "Middle"}, {Name: "High"}},
	}
	levels := map[assess.State]assess.Range{assess.Met: {Low: 90, High: 90}, assess.PartlyMet: {Low: 50, High: 50}, assess.NotYet: {}, assess.NotEnough: {High: 100}}
	for i, state := range states {
		j := assess.Stood{ID: string(rune('a' + i)), Name: string(rune('A' + i)), Kind: assess.Essential, Target: 80, Partly: 40, State: state}
		if r, ok := levels[state]; ok {
			j.Range = &r
		}
		s.Requirements = append(s.Requirements, j)
	}
	return s
}

// TestShort: what is furthest off comes first, no more than three are named, and the rest is counted.
func TestShort(t *testing.T) {
	const met, partly, not, open, out = assess.Met, assess.PartlyMet, assess.NotYet, assess.NotEnough, assess.DoesNotApply
	for _, test := range []struct {
		states []assess.State
		want   string
	}{
		{[]assess.State{met, out}, ""},
		{[]assess.State{partly}, "Partly met: “A”."},
		{[]assess.State{partly, not, met, not}, "Not yet: “B” and “D”. Partly met: “A”."},
		{[]assess.State{partly, not, open, partly, partly}, "Not yet: “B”. Not enough information: “C”. Partly met: “A” and 2 more."},
		{[]assess.State{not, not, not, not, partly, partly}, "Not yet: “A”, “B”, “C” and 1 more. Partly met: “E” and 1 more."},
		{[]assess.State{not, not, not, partly}, "Not yet: “A”, “B” and “C”. Partly met: “D”."},
	} {
		if got := strings.Join(short(standingFor("Low", "Low", test.states...)), " "); got != test.want {
			t.Errorf("%q: %q", test.states, got)
		}
	}
}

// TestWithin: what is within reach is named; where nothing is, what is nearest and why, and that there are ways.
func TestWithin(t *testing.T) {
	const ways = "There are ways."
	reach, off := standingFor("Middle", "Middle", assess.PartlyMet), standingFor("Low", "Low", assess.NotYet, assess.Met)
	open, nothing := standingFor("Low", "Middle", assess.NotEnough), standingFor("Low", "Low", assess.NotYet)
	none := assess.Standing{Role: assess.RoleRef{Title: "None"}, Bands: off.Bands}
	nothing.Readiness = &assess.Range{}
	for _, test := range []struct {
		name string
		all  []assess.Standing
		want string
	}{
		{"one in reach", []assess.Standing{reach, off}, "Within reach now by the same answers: Clerk."},
		{"open", []assess.Standing{open, off}, "Too little is known yet to say that a role is within reach. Answer what you wish of the rest to learn more."},
		{"nothing applies", []assess.Standing{none}, "Too little is known yet to say that a role is within reach. Answer what you wish of the rest to learn more."},
		{"off", []assess.Standing{off}, "By these answers none of them is within reach at once. The nearest is Clerk. To begin with, it needs “A”. " + ways},
		{"all to come", []assess.Standing{nothing}, "By these answers none of them is within reach at once. " + ways},
	} {
		if got := unless(test.all, ways); got != test.want {
			t.Errorf("%s: %q", test.name, got)
		}
	}
}

// TestRoleSays: the usual step has its source, a small sample is called so, and what was not asked has a way to ask it.
func TestRoleSays(t *testing.T) {
	s := standingFor("Low", "Low", assess.NotYet)
	if got := roleSays(s, "Secretary", true); !slices.Equal(got, []string{"Low; readiness between 40 and 60 of 100. Not yet: “A”."}) || toAsk([]assess.Standing{s}) != nil {
		t.Errorf("%q", got)
	}
	s.Role.Work, s.Role.Grounds, s.NotAsked = "Filing", "9 adverts: a small sample", 2
	s.Lead = &assess.Lead{Role: "secretary", Says: "Clerks move on", Source: "A careers page"}
	want := []string{
		"Filing.", "Low; readiness between 40 and 60 of 100. Not yet: “A”.", "2 questions not asked, which cannot change the band; the id of the role is clerk",
		"A usual step to Secretary: Clerks move on. Source: A careers page.", "What it asks for rests on 9 adverts: a small sample.",
	}
	if got := roleSays(s, "Secretary", true); !slices.Equal(got, want) || toAsk([]assess.Standing{s}) == nil {
		t.Errorf("%q", got)
	}
	if got := roleSays(s, "", true); len(got) != len(want)-1 || strings.Contains(strings.Join(got, "\n"), "usual step") {
		t.Errorf("%q", got)
	}
	s.Role.Grounds = "900 adverts"
	if got := roleSays(s, "Secretary", true); len(got) != len(want)-1 {
		t.Errorf("%q", got)
	}
}

// TestStepUp: a usual step to the role of the report is one only for who is not in its highest band yet.
func TestStepUp(t *testing.T) {
	for _, p := range people() {
		r := judged(t, p)
		whole := strings.Join(sentences(Personal(r)), "\n")
		if got, want := strings.Contains(whole, "A usual step to "), r.Band == nil || r.Band.Low != "Ready to apply"; got != want {
			t.Errorf("%s: a usual step is named: %v", p.name, got)
		}
	}
}

// TestSurvey compares a survey with what was read and approved; its summary is its beginning, and each role stands
// there with all its requirements.
func TestSurvey(t *testing.T) {
	p := people()[2]
	p.sitting = assess.Sitting{Name: "Alex Example", Date: "2026-11-22", Version: "2025.1"}
	p.said = maps.Clone(p.said)
	p.said["gone"] = "o1"
	_, a := answered(t, p)
	s := assess.SurveyOf(otherRoles(), a)
	d := Survey(s)
	golden(t, "survey", d, 0)
	all := sentences(d)
	if short := sentences(SurveySummary(s)); !slices.Equal(short, all[:len(short)]) {
		t.Errorf("the summary is %q", short)
	}
	tables := 0
	for _, b := range d.Blocks {
		if table, ok := b.(Table); ok {
			tables++
			if tables > 1 && len(table.Rows) != len(roleAt(s, tables-2).Requirements) {
				t.Errorf("%q", table.Rows)
			}
		}
	}
	if tables != len(s.Roles)+1 {
		t.Errorf("%d tables of %d roles", tables, len(s.Roles))
	}
	empty := assess.SurveyOf(nil, a)
	if got := sentences(Survey(empty)); len(got) == 0 {
		t.Error("nothing is said without roles")
	}
}

func roleAt(s assess.Survey, n int) assess.Standing {
	var all []assess.Standing
	for _, g := range rungs(s.Roles) {
		all = append(all, g.roles...)
	}
	return all[n]
}
