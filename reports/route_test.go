package reports

import (
	"strings"
	"testing"

	"readiness/assess"
)

func TestWeeks(t *testing.T) {
	for n, want := range map[int]string{
		1: "about 1 week", 8: "about 8 weeks", 12: "about 12 weeks", 13: "about 13 weeks (3 months)", 20: "about 20 weeks (5 months)",
		39: "about 39 weeks (9 months)", 52: "about 52 weeks (12 months)", 520: "about 520 weeks (120 months)",
	} {
		if got := weeks(n); got != want {
			t.Errorf("%d: %q", n, got)
		}
	}
}

// TestEstimate: an estimate of our own is called so, and no other is.
func TestEstimate(t *testing.T) {
	for source, want := range map[string]string{
		"Ours":                               "That is our own estimate.",
		"Ours: a school year":                "That is our own estimate: a school year.",
		"Oursbury College":                   "That is an estimate after: Oursbury College.",
		"Training providers; the rest ours.": "That is an estimate after: Training providers; the rest ours.",
	} {
		if got := estimate(source); got != want {
			t.Errorf("%q: %q", source, got)
		}
	}
}

// TestChange: figures are at least so much, an answer is quoted, and where it begins is said where that is known.
func TestChange(t *testing.T) {
	p := &personal{asked: map[string]assess.Said{
		"speed": {Kind: assess.Number, State: assess.Answered}, "no-speed": {Kind: assess.Number, State: assess.NotApplicable},
		"tasks": {Kind: assess.Tasks, State: assess.NotTaken}, "many": {Kind: assess.Many, State: assess.Answered},
		"one": {Kind: assess.One, State: assess.Answered}, "open": {Kind: assess.One, State: assess.Skipped}, "held": {Kind: assess.One, State: assess.PreferNotToSay},
	}}
	for _, test := range []struct {
		change assess.Change
		want   string
	}{
		{assess.Change{Question: "speed", Name: "Typing test", From: "38 words per minute", To: "50 words per minute"}, "Typing test: 50 words per minute or more (now: 38 words per minute)."},
		{assess.Change{Question: "no-speed", Name: "Typing test", From: "I took none", To: "50 words per minute"}, "Typing test: 50 words per minute or more (now: “I took none”)."},
		{assess.Change{Question: "tasks", Name: "Short tasks", To: "4 of 6 right", Points: 4, Of: 6}, "Short tasks: 4 of 6 right or more (now: not taken)."},
		{assess.Change{Question: "tasks", Name: "Short tasks", To: "6 of 6 right", Points: 6, Of: 6}, "Short tasks: 6 of 6 right (now: not taken)."},
		{assess.Change{Question: "many", To: "I have done first aid"}, "“I have done first aid”."},
		{assess.Change{Question: "one", From: "None yet", To: "I have one"}, "“I have one” (now: “None yet”)."},
		{assess.Change{Question: "open", To: "I have one"}, "“I have one” (now: not answered)."},
		{assess.Change{Question: "held", To: "I have one"}, "“I have one” (now: you preferred not to say)."},
	} {
		test.change.Weeks, test.change.Where, test.change.Source = 13, "at home", "Ours"
		if got := p.change(test.change); got != test.want+" Usually takes about 13 weeks (3 months). Where: at home. That is our own estimate." {
			t.Errorf("%q", got)
		}
	}
}

// TestWay: what is said fits the way there is; of none nothing is said.
func TestWay(t *testing.T) {
	change := assess.Change{Question: "english", To: "Grade 4", Weeks: 39, Where: "a college", Source: "Ours"}
	const one, other = "“Excellent keyboard skills”", "“A good standard of literacy”"
	for _, test := range []struct {
		name  string
		route *assess.Route
		says  string // what has to be said
		not   string // what may not be
	}{
		{"none", nil, "", "shortest"},
		{"nothing to do", &assess.Route{Band: "Ready", Reaches: true}, "", "shortest"},
		{"no way", &assess.Route{Band: "Ready"}, "leads to Ready by itself", "One after the other"},
		{"one change", &assess.Route{Band: "Ready", Reaches: true, Weeks: 39, Changes: []assess.Change{change}}, "“Grade 4” (now: “", "One after the other"},
		{"two", &assess.Route{Band: "Ready", Reaches: true, Weeks: 78, Changes: []assess.Change{change, change}}, "One after the other: about 78 weeks (18 months). Side by side it is quicker. All of them are needed", "as well."},
		{"besides alone", &assess.Route{Band: "Ready", Reaches: true, Besides: []string{"keyboard"}}, one + " has to rise. ", "as well"},
		{"besides too", &assess.Route{Band: "Ready", Reaches: true, Changes: []assess.Change{change}, Besides: []string{"keyboard", "literacy"}}, one + " and " + other + " have to rise as well. ", "One after"},
	} {
		change.From = "None yet"
		r := judged(t, people()[2])
		r.Route = test.route
		p := wording(r)
		p.blocks = nil
		p.way()
		said := strings.Join(sentences(p.document()), "\n")
		if !strings.Contains(said, strings.TrimSuffix(test.says, " (now: “")) || strings.Contains(said, test.not) || (said == "") != (test.says == "") {
			t.Errorf("%s: %q", test.name, said)
		}
		if strings.Contains(said, "are open") != (test.says != "" && r.Band.Low != r.Band.High) {
			t.Errorf("%s: of open questions: %q", test.name, said)
		}
	}
}

// TestAllOfTheWay: each change of a route stands in the report, in order, and nothing is promised.
func TestAllOfTheWay(t *testing.T) {
	for _, p := range people() {
		r := judged(t, p)
		if r.Route == nil {
			continue
		}
		whole := strings.Join(sentences(Personal(r)), "\n")
		_, way, _ := strings.Cut(whole, "\nThe shortest way to "+r.Route.Band+"\n")
		way, _, _ = strings.Cut(way, "\nYour plan\n")
		rest := way
		for _, c := range r.Route.Changes {
			_, after, stands := strings.Cut(rest, Clean(c.To))
			if !stands || !strings.Contains(after, weeks(c.Weeks)) {
				t.Errorf("%s: %q is not told in %q", p.name, c.To, way)
			}
			rest = after
		}
		if strings.Contains(way, " will ") || strings.Contains(way, "guarantee") {
			t.Errorf("%s: a promise in %q", p.name, way)
		}
		if r.Band.Low != r.Band.High && !strings.HasPrefix(way, "Some questions are still open.") {
			t.Errorf("%s: answering does not come first in %q", p.name, way)
		}
	}
}
