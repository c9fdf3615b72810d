package reports

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"readiness/assess"
)

// TestCandidateBlind: blind, nobody can read a name, a qualification, a reason for what is missing or a text.
func TestCandidateBlind(t *testing.T) {
	for _, p := range people() {
		if p.name == "hostile" || p.sitting.Version != "" {
			continue
		}
		p.sitting.Name, p.sitting.Reference = "Zoë Łukasiewicz-Nguyễn", "R-9"
		role, a := answered(t, p)
		r := assess.Judge(role, a)
		d := Candidate(r, CandidateView{Blind: true, Row: 3})
		wellFormed(t, d)
		whole := strings.Join(append(said(d), d.Title, d.Subject, d.Foot), "\n")
		for _, hidden := range []string{"Zoë", "Grade 4", "working towards", "In a course", "At work", "words per minute", "Which English certificate", "Where have you met", "preferred", "Preferred", "Not answered", "took her number", "Skills English", "Ready to apply", "Building"} {
			if strings.Contains(whole, hidden) {
				t.Errorf("%s: it shows %q", p.name, hidden)
			}
		}
		if strings.Contains(d.Title+d.Subject, "R-9") || !strings.Contains(whole, "Candidate R-9") {
			t.Errorf("%s: the reference stands in what the file says of itself, or nowhere", p.name)
		}
	}
}

// TestCandidateText: free text is shown where that is asked for, and only there.
func TestCandidateText(t *testing.T) {
	role, a := answered(t, people()[1])
	r := assess.Judge(role, a)
	for with, want := range map[bool]int{true: 1, false: 0} {
		d := Candidate(r, CandidateView{WithText: with, Row: 3})
		if got := strings.Count(strings.Join(said(d), "\n"), "took her number"); got != want {
			t.Errorf("with text %v: it is there %d times", with, got)
		}
	}
}

// TestCandidateSays: what was said to a question, or why there is nothing; blind, no reason.
func TestCandidateSays(t *testing.T) {
	c := &reviewed{personal: &personal{}}
	blind := &reviewed{personal: &personal{}, CandidateView: CandidateView{Blind: true}}
	for _, test := range []struct {
		shown       assess.Shown
		open, blind string
	}{
		{assess.Shown{State: assess.Answered, Evidence: assess.Claimed, Say: "Most days"}, "Own estimate: Most days", "Own estimate: Most days"},
		{assess.Shown{State: assess.Answered, Evidence: assess.Documented, Say: "A degree", Points: 2}, "Qualification or experience stated: A degree", ""},
		{assess.Shown{State: assess.Answered, Evidence: assess.Documented, Say: "None yet"}, "Nothing stated that counts here: None yet", ""},
		{assess.Shown{State: assess.Answered, Evidence: assess.Measured, Say: "6 of 8", Points: 6}, "Measured elsewhere: 6 of 8", "Measured elsewhere: 6 of 8"},
		{assess.Shown{State: assess.Skipped, Missing: true}, "Not answered", "No evidence given"},
		{assess.Shown{State: assess.PreferNotToSay, Missing: true}, "Preferred not to say", "No evidence given"},
		{assess.Shown{State: assess.NotCollected, Missing: true}, "Not collected: the form did not ask", "No evidence given"},
		{assess.Shown{State: assess.NotTaken, Missing: true}, "Exercise not taken", "No evidence given"},
		{assess.Shown{State: assess.NotAsked, Missing: true}, "Not asked: an earlier answer is missing", "No evidence given"},
		{assess.Shown{State: assess.NotApplicable, Say: "I took no A level"}, "I took no A level", "Does not apply"},
		{assess.Shown{State: assess.NotAsked}, "Not asked, because of an earlier answer", "Nothing stated that counts here"},
		{assess.Shown{State: assess.NotAsked, Say: "60 words"}, "Not asked, because of an earlier answer. An answer is kept and not counted: “60 words”",
			"Nothing stated that counts here"},
	} {
		if got := c.said(test.shown); got != test.open {
			t.Errorf("%+v: %q", test.shown, got)
		}
		if got := blind.said(test.shown); got != test.blind && test.blind != "" {
			t.Errorf("blind %+v: %q", test.shown, got)
		}
	}
}

// TestTogether: blind, what is stated for a part stands in one row, which says neither what it was nor what it earns.
func TestTogether(t *testing.T) {
	shown := func(points, of int, missing, counts bool) assess.Shown {
		return assess.Shown{State: assess.Answered, Points: points, Of: of, Missing: missing, Counts: counts, Say: "A degree", Evidence: assess.Documented}
	}
	claim, open := assess.Shown{State: assess.Answered, Points: 2, Of: 3}, assess.Shown{State: assess.Skipped, Missing: true}
	span := func(low, high int) *assess.Range {
		return &assess.Range{Low: low, High: high, ExactLow: fmt.Sprint(low), ExactHigh: fmt.Sprint(high)}
	}
	const stated, settled, closed = "qualification or equivalent stated", "nothing stated that counts here", "no evidence given"
	for _, test := range []struct {
		name           string
		r              *assess.Range
		stated, others []assess.Shown
		says, stands   string
	}{
		{"a certificate at the target, experience open", span(75, 100), []assess.Shown{shown(3, 4, false, true), shown(0, 3, true, false)}, nil, stated, "at the target"},
		{"the best certificate", span(100, 100), []assess.Shown{shown(4, 4, false, true), shown(0, 3, false, false)}, nil, stated, "at the target"},
		{"experience", span(100, 100), []assess.Shown{shown(0, 4, false, false), shown(3, 3, false, true)}, nil, stated, "at the target"},
		{"too little", span(25, 67), []assess.Shown{shown(1, 4, false, true), shown(0, 3, false, false)}, nil, stated, "below the target"},
		{"too little so far", span(25, 100), []assess.Shown{shown(1, 4, false, true), shown(0, 3, true, false)}, nil, stated + " + " + closed, "not known"},
		{"nothing yet, the rest open", span(0, 100), []assess.Shown{shown(0, 4, false, true), shown(0, 3, true, false)}, nil, closed, "not known"},
		{"nothing at all", span(0, 0), []assess.Shown{shown(0, 4, false, true), shown(0, 3, false, false)}, nil, settled, "below the target"},
		{"not applicable", nil, []assess.Shown{{State: assess.NotApplicable}}, nil, "does not apply", "left out"},
		{"a part of estimates", span(0, 0), nil, []assess.Shown{claim}, "", ""},
		{"more than is estimated", span(75, 75), []assess.Shown{shown(3, 4, false, true)}, []assess.Shown{claim}, stated, "counts"},
		{"less than is estimated", span(67, 67), []assess.Shown{shown(1, 4, false, false)}, []assess.Shown{claim}, "", ""},
		{"it alone is open", span(67, 100), []assess.Shown{shown(0, 4, true, false)}, []assess.Shown{claim}, closed, "not known"},
		{"the estimate is open too", span(0, 100), []assess.Shown{shown(0, 4, true, false)}, []assess.Shown{open}, "", ""},
	} {
		if says, stands := together(assess.JudgedPart{Range: test.r, Evidence: test.stated}, test.stated, test.others, 70); says != test.says || stands != test.stands {
			t.Errorf("%s: %q, %q", test.name, says, stands)
		}
	}
}

// TestCandidateTells: blind, candidates who differ in nothing but the certificate, or in having experience instead,
// have the same page.
func TestCandidateTells(t *testing.T) {
	role, q := builtin(t)
	for _, same := range [][]map[string]any{
		{{"typing-qualification": "level-3"}, {"typing-qualification": "level-3", "typing-experience": "not-yet"}, {"typing-qualification": "level-2"}},
		{{"reading": "actions", "english-qualification": "have"}, {"reading": "actions", "english-qualification": "not-yet", "english-experience": "regular"}, {"reading": "actions", "english-qualification": "working", "english-experience": "regular"}},
		{{"office-qualification": "level-2"}, {"office-qualification": "working"}},
		{{"medical-certificate": "working", "medical-terms": "some"}, {"medical-certificate": "not-yet", "medical-terms": "some"}},
		{{"typing-speed": 70}, {"typing-speed": 60}},
		{{}, {"english-qualification": "not-yet"}},
	} {
		var pages []string
		for _, says := range same {
			var replies []assess.Reply
			for _, question := range q.Questions() {
				if v := says[question.ID]; v != nil {
					replies = append(replies, assess.Reply{Question: question.ID, State: assess.Answered, Value: v})
				}
			}
			a, err := assess.NewAnswers(q, assess.Sitting{Collected: true}, replies)
			if err != nil {
				t.Fatal(err)
			}
			r := assess.Judge(role, a)
			r.Readiness, r.Strength = nil, nil // of all that is said, and in the matrix as well
			pages = append(pages, strings.Join(said(Candidate(r, CandidateView{Blind: true, Row: 1})), "\n"))
		}
		for i := range pages {
			if pages[i] != pages[0] {
				t.Errorf("%v and %v can be told apart:\n%s", same[0], same[i], differing(pages[0], pages[i]))
			}
		}
	}
}

// differing gives the lines of two texts that only one of them has.
func differing(a, b string) string {
	var only []string
	for _, pair := range [][2][]string{{strings.Split(a, "\n"), strings.Split(b, "\n")}, {strings.Split(b, "\n"), strings.Split(a, "\n")}} {
		for _, line := range pair[0] {
			if !slices.Contains(pair[1], line) {
				only = append(only, line)
			}
		}
	}
	return strings.Join(only, "\n")
}

// TestCandidateNoAdvice: there are no next steps, no plan and no band, and each requirement stands once in the table.
func TestCandidateNoAdvice(t *testing.T) {
	role, a := answered(t, people()[2])
	r := assess.Judge(role, a)
	d := Candidate(r, CandidateView{Row: 3})
	whole := strings.Join(said(d), "\n")
	for _, j := range r.Requirements {
		for _, step := range j.Steps {
			if strings.Contains(whole, step.Do) {
				t.Errorf("it advises %q", step.Do)
			}
		}
	}
	for _, b := range r.Bands {
		if strings.Contains(whole, b.Name) {
			t.Errorf("it names the band %q", b.Name)
		}
	}
	table := d.Blocks[slices.IndexFunc(d.Blocks, func(b Block) bool { _, ok := b.(Table); return ok })].(Table)
	if len(table.Rows) != len(r.Requirements) {
		t.Errorf("the table has %d rows", len(table.Rows))
	}
}
