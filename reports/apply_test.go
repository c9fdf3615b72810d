package reports

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"readiness/assess"
)

// advertise lets adverts ask for all requirements of the role of these tests but one, and two of them name
// the story.
func advertise(role *assess.Role) {
	for i := range role.Requirements {
		j := &role.Requirements[i]
		j.Adverts = "About 48 in 100 adverts ask for it"
		for k := range j.Parts {
			j.Parts[k].Value = "quality"
		}
	}
	role.Requirements[2].Adverts = ""
	role.Requirements[1].Stories, role.Requirements[3].Stories = []string{"story", "gone"}, []string{"story"}
}

// applying gives the section on applying of a person's report.
func applying(t *testing.T, p person) Document {
	t.Helper()
	w := wording(judged(t, p))
	w.blocks = w.blocks[:1]
	w.apply()
	return w.document()
}

// piece gives what stands under the heading of a requirement, by name; nil if there is no such heading.
func piece(d Document, name string) Facts {
	i := slices.Index(d.Blocks, Block(Heading{3, name}))
	if i < 0 {
		return nil
	}
	return d.Blocks[i+1].(Facts)
}

// says gives what a fact of a name says, a line each; "" if there is none.
func says(f Facts, name string) string {
	if i := slices.IndexFunc(f, func(f Fact) bool { return f.Name == name }); i >= 0 {
		return strings.Join(f[i].Says, "\n")
	}
	return ""
}

// TestApply: what can be said of a requirement is what counts for something, each in its own manner; what is
// missing is what is short of the target.
func TestApply(t *testing.T) {
	best := people()[1].said
	for _, test := range []struct {
		name        string
		person      person
		requirement string
		say         string
		missing     string
	}{
		{"a figure with its question, and claims that a part has nothing else for", person{said: best}, "Excellent keyboard skills",
			"You stated: “60 words per minute” (What was your last typing speed?).\nYou say of yourself: “Letters with a letterhead; Mail merge; Tracked changes”. Give an example of it.", ""},
		{"a story, and a certificate in place of a claim", person{said: best}, "A good standard of literacy",
			"You wrote, to “Tell of one time when you helped somebody who was upset.”:\n“I calmed a caller, took her number and rang back.”\nYou stated: “Grade 4 or above, or an equivalent”.", ""},
		{"the story is told already", person{said: best}, "Calm on the telephone",
			"What you wrote to “Tell of one time when you helped somebody who was upset.”; it stands under “A good standard of literacy”.\n" +
				"You say of yourself: “I listen, help where I can and say what happens next”. Give an example of it.", ""},
		{"neither a certificate without points nor a claim below partly is anything to say", person{said: map[string]any{"english": "o0", "letters": "o0"}}, "A good standard of literacy",
			"By your answers, nothing yet. If you have an example all the same, write it down.", "Below the target: “Writing”."},
		{"a small certificate is", person{said: map[string]any{"english": "o1", "letters": "o0"}}, "A good standard of literacy",
			"You stated: “I am working towards one”.", "Below the target: “Writing”."},
		{"what is open is not below", person{said: map[string]any{"letters": "o1"}}, "A good standard of literacy",
			"You say of yourself: “Some weeks”. Give an example of it.", "Not known yet: “Writing”; 1 question is open."},
		{"an exercise, and no claim that it puts aside", person{offered: true, here: true, said: map[string]any{"english": assess.Skipped, "letters": "o2", "english-tasks": attempt{8, 5}}},
			"A good standard of literacy", "Measured here, “Eight short tasks in English”: 5 of 8 right.", "Not known yet: “Writing”; 1 question is open."},
		{"an exercise that shows little", person{offered: true, said: map[string]any{"english": "o0", "letters": "o2", "english-tasks": attempt{8, 1}}},
			"A good standard of literacy", "By your answers, nothing yet. If you have an example all the same, write it down.", "Below the target: “Writing”."},
		{"no adverts ask for it", person{said: best}, "A good standard of numeracy", "", ""},
		{"it does not apply", person{said: map[string]any{"calls": assess.NotApplicable}}, "Calm on the telephone", "", ""},
	} {
		test.person.change = advertise
		got := piece(applying(t, test.person), test.requirement)
		if (got == nil) != (test.say == "") {
			t.Errorf("%s: %q", test.name, got)
			continue
		}
		if say := says(got, "What you could say"); say != test.say {
			t.Errorf("%s:\n%s\nwant\n%s", test.name, say, test.say)
		}
		if missing := says(got, "What is missing"); missing != test.missing {
			t.Errorf("%s: missing %q, want %q", test.name, missing, test.missing)
		}
	}
}

// TestApplyForm: each requirement that adverts ask for and that applies has one piece with one frame, in the
// order of the role; each text is given in full once.
func TestApplyForm(t *testing.T) {
	for _, p := range people() {
		p.change = advertise
		r, d := judged(t, p), applying(t, p)
		var want, got []string
		for _, j := range r.Requirements {
			if j.Adverts != "" && j.Range != nil {
				want = append(want, j.Name)
			}
		}
		for i, b := range d.Blocks {
			if _, frame := b.(Frame); frame {
				got = append(got, d.Blocks[i-2].(Heading).Text)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: pieces for %q, want %q", p.name, got, want)
		}
		if p.name == "hostile" {
			continue // its text is cleaned, and its quotes are not
		}
		whole := strings.Join(sentences(d), "\n")
		for _, q := range r.Questions {
			if written(q) && strings.Count(whole, q.Say) != 1 {
				t.Errorf("%s: the text stands there %d times", p.name, strings.Count(whole, q.Say))
			}
		}
	}
}

// TestApplyInvents: whatever stands in quotes as something to say is what the person said, or a question
// or a requirement.
func TestApplyInvents(t *testing.T) {
	n := 0
	quotes := regexp.MustCompile(`“([^”]*?)”`)
	for _, p := range people() {
		p.change = advertise
		r := judged(t, p)
		var own []string
		for _, q := range r.Questions {
			own = append(own, bare(Clean(q.Ask)), bare(Clean(q.Say)), bare(Clean(ticked(q.Say))))
		}
		for _, j := range r.Requirements {
			own = append(own, bare(j.Name))
		}
		for _, b := range applying(t, p).cleaned().Blocks {
			facts, _ := b.(Facts)
			for _, found := range quotes.FindAllStringSubmatch(says(facts, "What you could say"), -1) {
				n++
				if !slices.ContainsFunc(own, func(s string) bool { return strings.Contains(s, bare(found[1])) }) {
					t.Errorf("%s: nobody said %q", p.name, found[1])
				}
			}
		}
	}
	if n < 20 {
		t.Errorf("only %d texts stand in quotes", n)
	}
}

// TestValues: each value is named once, with the parts that apply and that it belongs to.
func TestValues(t *testing.T) {
	known := &assess.Range{}
	for _, test := range []struct {
		parts []assess.JudgedPart
		want  string
	}{
		{nil, ""},
		{[]assess.JudgedPart{{Name: "a", Range: known}}, ""},
		{[]assess.JudgedPart{{Name: "a", Value: "v"}}, ""},
		{[]assess.JudgedPart{{Name: "a", Value: "v", Range: known}}, "An example can show v (“a”)."},
		{[]assess.JudgedPart{{Name: "a", Value: "v", Range: known}, {Name: "b", Value: "w", Range: known}, {Name: "c", Value: "v", Range: known}},
			"An example can show one of these: v (“a” and “c”); w (“b”)."},
	} {
		if got := strings.Join(values(assess.Judged{Parts: test.parts}), "\n"); got != test.want {
			t.Errorf("%q, want %q", got, test.want)
		}
	}
}

// TestClaiming: no more claims are given back than a person can find examples for.
func TestClaiming(t *testing.T) {
	for claims, want := range map[string]string{
		"a":       "You say of yourself: a. Give an example of it.",
		"a b c":   "You say of yourself: a; b; c. Give an example of one of them.",
		"a b c d": "You say of yourself: a; b; c; and 1 more in the table of this requirement. Give an example of one of them.",
	} {
		if got := claiming(strings.Fields(claims)); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// TestClaim: an answer is given whole, and of several ticks whole ones.
func TestClaim(t *testing.T) {
	p := &personal{asked: map[string]assess.Said{"one": {Kind: assess.One}, "many": {Kind: assess.Many}}}
	long := strings.Repeat("word ", 60) + "end"
	tick := strings.Repeat("word ", 12) + "end" // two of them fit
	for _, test := range []struct{ question, say, want string }{
		{"one", long, "“" + long + "”"},
		{"many", long, "“" + long + "”"},
		{"many", "I can write; I can read", "“I can: write; read”"},
		{"many", tick + "; b " + tick, "“" + tick + "; b " + tick + "”"},
		{"many", tick + "; b " + tick + "; c " + tick + "; d", "“" + tick + "; b " + tick + "” (and 2 more that you ticked)"},
	} {
		if got := p.claim(assess.Shown{Question: test.question, Say: test.say}); got != test.want {
			t.Errorf("%q, want %q", got, test.want)
		}
	}
}

// TestApplyOlder: where nobody knows what adverts ask for, there are the texts and the whole advice, and no frames.
func TestApplyOlder(t *testing.T) {
	for _, said := range []map[string]any{people()[1].said, {}} {
		d := applying(t, person{said: said})
		whole := strings.Join(sentences(d), "\n")
		if slices.ContainsFunc(d.Blocks, func(b Block) bool { _, frame := b.(Frame); return frame }) || !strings.Contains(whole, "Tell what the situation was") {
			t.Errorf("%q", whole)
		}
		if wrote := len(said) > 0; strings.Contains(whole, "This is what you wrote") != wrote || strings.Contains(whole, "How to write") != wrote {
			t.Errorf("%q", whole)
		}
	}
}
