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

// TestChange: figures are at least so much, an answer is quoted, and where it begins is said where that is known. Where
// it is not, nobody is told to learn first.
func TestChange(t *testing.T) {
	p := &personal{asked: map[string]assess.Said{
		"speed": {Kind: assess.Number, State: assess.Answered}, "no-speed": {Kind: assess.Number, State: assess.NotApplicable},
		"tasks": {Kind: assess.Tasks, State: assess.NotTaken}, "begun": {Kind: assess.Tasks, State: assess.NotTaken, Say: "2 of 6 done"}, "done": {Kind: assess.Tasks, State: assess.Answered},
		"many": {Kind: assess.Many, State: assess.Answered}, "one": {Kind: assess.One, State: assess.Answered}, "not": {Kind: assess.One, State: assess.NotApplicable},
		"open": {Kind: assess.One, State: assess.Skipped, Ask: "Which one?"}, "held": {Kind: assess.One, State: assess.PreferNotToSay},
		"unasked": {Kind: assess.One, State: assess.NotAsked, Ask: "Which one?"}, "kept": {Kind: assess.One, State: assess.NotAsked},
	}}
	const usually, there = " Usually takes ", ": you may be there already. If not, it usually takes "
	for _, test := range []struct {
		change assess.Change
		want   string
	}{
		{assess.Change{Question: "speed", Name: "Typing test", From: "38 words per minute", To: "50 words per minute"}, "Typing test: 50 words per minute or more (now: 38 words per minute)." + usually},
		{assess.Change{Question: "no-speed", Name: "Typing test", From: "I took none", To: "50 words per minute"}, "Typing test: 50 words per minute or more. Take it first" + there},
		{assess.Change{Question: "tasks", Name: "Short tasks", To: "4 of 6 right", Points: 4, Of: 6}, "Short tasks: 4 of 6 right or more. Take the exercise first" + there},
		{assess.Change{Question: "begun", Name: "Short tasks", From: "2 of 6 done", To: "6 of 6 right", Points: 6, Of: 6}, "Short tasks: 6 of 6 right. Finish the exercise first" + there},
		{assess.Change{Question: "done", Name: "Short tasks", From: "3 of 6 right", To: "6 of 6 right", Points: 6, Of: 6}, "Short tasks: 6 of 6 right (now: 3 of 6 right)." + usually},
		{assess.Change{Question: "many", To: "I have done first aid"}, "“I have done first aid”." + usually},
		{assess.Change{Question: "one", From: "None yet", To: "I have one"}, "“I have one” (now: “None yet”)." + usually},
		{assess.Change{Question: "not", From: "I live elsewhere", To: "I have one"}, "“I have one” (now: “I live elsewhere”)." + usually},
		{assess.Change{Question: "open", To: "I have one"}, "“I have one”. Answer “Which one?” first" + there},
		{assess.Change{Question: "held", To: "I have one"}, "“I have one”. You preferred not to say" + there},
		{assess.Change{Question: "unasked", To: "I have one"}, "“I have one”. “Which one?” was not asked" + there},
		{assess.Change{Question: "kept", From: "None yet", To: "I have one"}, "“I have one” (now: “None yet”)." + usually},
	} {
		test.change.Weeks, test.change.Where, test.change.Source = 13, "at home", "Ours"
		if got := p.change(test.change); got != test.want+"about 13 weeks (3 months). Where: at home. That is our own estimate." {
			t.Errorf("%q", got)
		}
	}
}

// settled gives a result whose band is not open, in which an essential can rise by what the person says.
func settled(t *testing.T) assess.Result { return judged(t, people()[2]) }

// wayOf gives what is said of the way of a result.
func wayOf(r assess.Result) string {
	p := wording(r)
	p.blocks = nil
	p.way()
	return strings.Join(sentences(p.document()), "\n")
}

// TestWay: what is said fits the way there is; of none nothing is said.
func TestWay(t *testing.T) {
	change := assess.Change{Question: "english", From: "None yet", To: "Grade 4", Weeks: 39, Where: "a college", Source: "Ours"}
	untaken := assess.Change{Question: "story", To: "Any", Weeks: 8} // nobody answered it
	const one, other = "“Excellent keyboard skills”", "“A good standard of literacy”"
	const rises = ", unless what you say of yourself rises with practice."
	for _, test := range []struct {
		name  string
		route *assess.Route
		says  string // what has to be said
		not   string // what may not be
	}{
		{"none", nil, "", "shortest"},
		{"nothing to do", &assess.Route{Band: "Ready to apply", Reaches: true}, "", "shortest"},
		{"no way", &assess.Route{Band: "Ready to apply"}, "leads to Ready to apply by itself", "One after the other"},
		{"one change", &assess.Route{Band: "Ready to apply", Reaches: true, Weeks: 39, Changes: []assess.Change{change}}, "“Grade 4” (now: “None yet”)", "One after the other"},
		{"the least", &assess.Route{Band: "Ready to apply", Reaches: true, Weeks: 39, Changes: []assess.Change{change}}, "this is the least that takes you to Ready to apply. ", "below the list"},
		{"two", &assess.Route{Band: "Ready to apply", Reaches: true, Weeks: 78, Changes: []assess.Change{change, change}},
			"One after the other: about 78 weeks (18 months). Side by side it is quicker. Without one of them the others would not do" + rises, "as well."},
		{"two, one of them unknown", &assess.Route{Band: "Ready to apply", Reaches: true, Weeks: 47, Changes: []assess.Change{change, untaken}},
			"One after the other: about 47 weeks (11 months), or less where you are there already. Side by side", "as well."},
		{"besides alone", &assess.Route{Band: "Ready to apply", Reaches: true, Besides: []string{"keyboard"}}, one + " has to rise. ", "as well"},
		{"besides too", &assess.Route{Band: "Ready to apply", Reaches: true, Changes: []assess.Change{change}, Besides: []string{"keyboard", "literacy"}}, one + " and " + other + " have to rise as well. ", "One after"},
		{"besides, and the least", &assess.Route{Band: "Ready to apply", Reaches: true, Changes: []assess.Change{change}, Besides: []string{"keyboard"}}, "takes you to Ready to apply, together with what stands below the list. ", "One after"},
	} {
		r := settled(t)
		r.Route = test.route
		said := wayOf(r)
		if !strings.Contains(said, test.says) || strings.Contains(said, test.not) || (said == "") != (test.says == "") {
			t.Errorf("%s: %q", test.name, said)
		}
		if told := test.route != nil && len(test.route.Changes) > 0; strings.Count(said, "may be quicker") != map[bool]int{true: 1}[told] {
			t.Errorf("%s: what else counts: %q", test.name, said)
		}
	}
}

// TestBesides: what is short only because questions are open has not to rise.
func TestBesides(t *testing.T) {
	r := settled(t)
	r.Route = &assess.Route{Band: "Ready to apply", Reaches: true, Besides: []string{"keyboard", "literacy", "numeracy"}}
	for i := range r.Requirements[:3] {
		level := *r.Requirements[i].Range
		level.Low, level.High = 10, r.Requirements[i].Target-1+i%2 // the second would be there
		r.Requirements[i].Range = &level
	}
	said := wayOf(r)
	if !strings.Contains(said, "“Excellent keyboard skills” and “A good standard of numeracy” have to rise. ") ||
		!strings.Contains(said, "“A good standard of literacy” has open questions: answer them first, if you like. That may be all that it takes.") {
		t.Errorf("%q", said)
	}
}

// TestHelping: where an essential has to rise besides, the parts are named that something to show would lift a part of
// the way: those that are short, and not what is there in full, or was not asked.
func TestHelping(t *testing.T) {
	r := settled(t)
	part := func(name string, low int, e assess.Shown) assess.JudgedPart {
		return assess.JudgedPart{Name: name, Range: &assess.Range{Low: low, High: low}, Evidence: []assess.Shown{{Evidence: assess.Claimed, State: assess.Answered, Of: 3}, e}}
	}
	r.Requirements[0].Parts = []assess.JudgedPart{
		part("Untaken", 20, assess.Shown{Evidence: assess.Measured, State: assess.NotTaken, Of: 3}),
		part("Begun", 20, assess.Shown{Evidence: assess.Documented, State: assess.Answered, Points: 1, Of: 3}),
		part("Full", 20, assess.Shown{Evidence: assess.Documented, State: assess.Answered, Points: 3, Of: 3}),
		part("Unasked", 20, assess.Shown{Evidence: assess.Documented, State: assess.NotAsked, Of: 3}),
		part("High", 100, assess.Shown{Evidence: assess.Documented, State: assess.Answered, Points: 1, Of: 3}),
	}
	p := wording(r)
	if got, want := p.helping([]string{r.Requirements[0].ID}), " Something to show for “Untaken” and “Begun” would help a part of the way."; got != want {
		t.Errorf("%q", got)
	}
	if got := p.helping(nil); got != "" {
		t.Errorf("%q", got)
	}
}

// TestRises: what the person says of themself can rise where an essential is short, and a claim that counts is not at
// its highest or is open. Where none can, none is called quicker.
func TestRises(t *testing.T) {
	for _, test := range []struct {
		name   string
		change func(*assess.Judged, *assess.Shown)
		want   bool
	}{
		{"as it is", func(*assess.Judged, *assess.Shown) {}, true},
		{"all at their highest", func(_ *assess.Judged, e *assess.Shown) { e.Points = e.Of }, false},
		{"open", func(_ *assess.Judged, e *assess.Shown) {
			e.Points, e.State, e.Missing = 0, assess.Skipped, e.Evidence == assess.Claimed
		}, true},
		{"not asked", func(_ *assess.Judged, e *assess.Shown) { e.Points, e.State = 0, assess.NotAsked }, false},
		{"put aside", func(_ *assess.Judged, e *assess.Shown) { e.Aside = e.Evidence == assess.Claimed }, false},
		{"certificates alone", func(_ *assess.Judged, e *assess.Shown) { e.Evidence = assess.Documented }, false},
		{"where all is met", func(j *assess.Judged, _ *assess.Shown) { j.Range = &assess.Range{Low: j.Target, High: j.Target} }, false},
		{"where it does not apply", func(j *assess.Judged, _ *assess.Shown) { j.Range = nil }, false},
	} {
		r := settled(t)
		r.Route = &assess.Route{Band: "Ready to apply", Reaches: true, Changes: []assess.Change{{Question: "english", Weeks: 39}, {Question: "speed", Weeks: 8}}}
		for i := range r.Requirements {
			for k := range r.Requirements[i].Parts {
				for n := range r.Requirements[i].Parts[k].Evidence {
					test.change(&r.Requirements[i], &r.Requirements[i].Parts[k].Evidence[n])
				}
			}
		}
		said := wayOf(r)
		if wording(r).rises() != test.want || strings.Contains(said, "raising it, as in your plan, may be quicker") != test.want ||
			strings.Contains(said, "unless what you say of yourself rises") != test.want || strings.Contains(said, "may take other experience instead") == test.want {
			t.Errorf("%s: %q", test.name, said)
		}
	}
}

// TestOrAnswer: an answer that leads as far is told, if it is the person's own and “How firm this is” names it.
func TestOrAnswer(t *testing.T) {
	const would = "One answer of your own would do as well, once it is true of you: see “How firm this is”."
	hang := assess.Hang{Question: "style", Band: "Ready to apply", Up: true}
	with := func(change func(*assess.Hang)) assess.Hang {
		h := hang
		change(&h)
		return h
	}
	lower := with(func(h *assess.Hang) { h.Band = "Nearly ready" })
	for _, test := range []struct {
		name  string
		hangs []assess.Hang
		want  bool
	}{
		{"none", nil, false},
		{"one", []assess.Hang{hang}, true},
		{"after another", []assess.Hang{lower, hang}, true},
		{"not named there", []assess.Hang{lower, lower, lower, hang}, false},
		{"a lower band", []assess.Hang{lower}, false},
		{"downwards", []assess.Hang{with(func(h *assess.Hang) { h.Up = false })}, false},
		{"a certificate", []assess.Hang{with(func(h *assess.Hang) { h.Question = "english" })}, false},
	} {
		r := settled(t)
		r.Route = &assess.Route{Band: "Ready to apply", Reaches: true, Changes: []assess.Change{{Question: "english", To: "Grade 4", Weeks: 39}}}
		r.Firmness.Hangs = test.hangs
		if got := strings.Contains(wayOf(r), would); got != test.want {
			t.Errorf("%s: %v", test.name, got)
		}
	}
}

// TestWayOpen: while the band is open no way is told, in the report or in short, and nobody is blamed.
func TestWayOpen(t *testing.T) {
	r := judged(t, people()[4])
	if r.Band.Low == r.Band.High {
		t.Fatal("the band is not open")
	}
	want := "The shortest way to Nearly ready\n2 questions are still open. What you answer may already take you there; once it is known, the shortest way can be told. Leaving them open is fine: nothing is held against you."
	if got := wayOf(r); got != want {
		t.Errorf("%q", got)
	}
	r.Route = &assess.Route{Band: "Nearly ready", Reaches: true, Weeks: 8, Changes: []assess.Change{{Question: "speed", To: "50", Weeks: 8}}} // as a file might have it
	if got := wayOf(r); got != want {
		t.Errorf("%q", got)
	}
	if short := strings.Join(sentences(Summary(r)), "\n"); strings.Contains(short, "shortest way") {
		t.Errorf("%q", short)
	}
	r.Route = nil
	r.Firmness = nil
	if got := wayOf(r); got != "" {
		t.Errorf("an older result: %q", got)
	}
}

// TestWayInShort: nobody who was not asked is told of weeks of learning alone.
func TestWayInShort(t *testing.T) {
	known, untaken := assess.Change{Question: "english", To: "Grade 4", Weeks: 39}, assess.Change{Question: "story", To: "Any", Weeks: 8}
	const begin = "The shortest way to Ready, by what can be shown: "
	for _, test := range []struct {
		changes []assess.Change
		want    string
	}{
		{nil, ""},
		{[]assess.Change{known}, begin + "“Grade 4”; usually about 39 weeks (9 months)."},
		{[]assess.Change{untaken}, begin + "“Any”; you may be there already, and if not, usually about 39 weeks (9 months)."},
		{[]assess.Change{known, known}, begin + "2 changes; usually about 39 weeks (9 months) one after the other."},
		{[]assess.Change{known, untaken}, begin + "2 changes; usually about 39 weeks (9 months) one after the other, or less where you are there already."},
	} {
		r := settled(t)
		r.Route = &assess.Route{Band: "Ready", Reaches: true, Weeks: 39, Changes: test.changes}
		if got := wording(r).wayInShort(); got != test.want {
			t.Errorf("%q", got)
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
	}
}
