package interview

import (
	"bytes"
	"strings"
	"testing"

	"readiness/assess"
)

// TestNeeds: what the role does not need is neither asked, nor counted, nor shown; what was said to it before stays.
func TestNeeds(t *testing.T) {
	before := []assess.Reply{{Question: "speed", State: assess.Answered, Value: 42}, {Question: "programs", State: assess.Skipped}}
	for _, c := range []struct {
		name, in    string
		needs       []bool // style, speed, programs, story, english
		said        string
		shows, lack []string
	}{
		{"some of a section", "3\n2\nr\nf\n", []bool{true, false, false, false, true},
			"style=touch speed=42 programs:skipped english=yes",
			[]string{"Keyboard skills, question 1 of 1", "Your words, question 1 of 1", "How do you type? - I touch-type"},
			[]string{"How fast do you type?", "Which programs do you use?", "Tell of one time"}},
		{"a section less", "2\nf\n", []bool{false, false, false, false, true},
			"speed=42 programs:skipped english=yes", []string{"Your words, question 1 of 1"}, []string{"Keyboard skills"}},
		{"a change that takes nothing needed away", "3\nr\n1\n1\nf\nf\n", []bool{true, false, false, true, false},
			"style=hunt speed=42 programs:skipped", []string{"Your words"}, []string{"no longer asked", "How fast do you type?"}},
		{"all", "f\n", nil, "speed=42 programs:skipped", []string{"question 1 of 3"}, nil},
	} {
		var out bytes.Buffer
		a, _, err := Interview{Questionnaire: sample(), Replies: before, Needs: c.needs}.Run(Plain(strings.NewReader(c.in), &out, 80))
		if err != nil {
			t.Fatal(err)
		}
		if got := said(a); got != c.said {
			t.Errorf("%s: said %q, want %q", c.name, got, c.said)
		}
		for _, want := range c.shows {
			if !strings.Contains(out.String(), want) {
				t.Errorf("%s: no %q in\n%s", c.name, want, out.String())
			}
		}
		for _, not := range c.lack {
			if strings.Contains(out.String(), not) {
				t.Errorf("%s: %q in\n%s", c.name, not, out.String())
			}
		}
	}
}
