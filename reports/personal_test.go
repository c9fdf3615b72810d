package reports

import (
	"bytes"
	"flag"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"readiness/assess"
)

var update = flag.Bool("update", false, "write the golden texts anew")

// TestPersonal compares what is worded for each person with what was read and approved.
func TestPersonal(t *testing.T) {
	for _, p := range people() {
		t.Run(p.name, func(t *testing.T) {
			golden(t, strings.NewReplacer(" ", "-", ",", "").Replace(p.name), Personal(judged(t, p)), 0)
		})
	}
}

// golden compares a document as text with the file of a name in testdata.
func golden(t *testing.T, name string, d Document, width int) {
	t.Helper()
	var got bytes.Buffer
	if err := WriteText(&got, d, width); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join("testdata", name+".txt")
	if *update {
		if err := os.WriteFile(file, got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got.String() != string(want) {
		t.Errorf("not as in %s; look at the difference, then use -update:\n%s", file, got.String())
	}
}

// TestKind holds the report to words that leave people their dignity, and to saying only what it knows.
func TestKind(t *testing.T) {
	unkind := regexp.MustCompile(`(?i)\b(reject\w*|fail\w*|unsuitable|unqualified|pass|passed|verif\w*|poor\w*|weak\w*|bad|inadequate|below average|disqualif\w*)\b`)
	for _, p := range people() {
		if p.name == "hostile" {
			continue
		}
		for _, s := range sentences(Personal(judged(t, p))) {
			if found := unkind.FindString(strings.ReplaceAll(s, "not verified", "")); found != "" {
				t.Errorf("%s: %q in %q", p.name, found, s)
			}
		}
	}
}

// TestDocumentForm checks what a Document promises of its headings and its cells.
func TestDocumentForm(t *testing.T) {
	for _, p := range people() {
		level := 0
		for i, b := range Personal(judged(t, p)).cleaned().Blocks {
			switch b := b.(type) {
			case Heading:
				if b.Level > level+1 || b.Level < 1 || (b.Level == 1) != (i == 0) {
					t.Errorf("%s: %q has level %d after level %d", p.name, b.Text, b.Level, level)
				}
				level = b.Level
			case Table:
				for _, row := range b.Rows {
					if len(row) != len(b.Columns) {
						t.Errorf("%s: row %q has %d cells", p.name, row, len(row))
					}
					for _, cell := range row {
						if cell == "" {
							t.Errorf("%s: an empty cell in %q", p.name, row)
						}
					}
				}
			}
		}
		for _, s := range sentences(Personal(judged(t, p))) {
			if strings.TrimSpace(s) == "" {
				t.Errorf("%s: an empty text", p.name)
			}
		}
	}
}

// TestDamagedResult: what ReadResult lets through, as only the figures are checked there, is worded all the same.
func TestDamagedResult(t *testing.T) {
	r := judged(t, people()[3])
	r.Plan = append(r.Plan, "nobody", r.Plan[0])
	r.Band = &assess.BandRange{Low: "?", High: "??", HeldBy: []string{"nobody"}}
	r.Role.SHA256, r.Date, r.Bands = "ab", "soon", nil
	r.Requirements[2].Parts[0].Evidence[0].Of = 0
	r.Requirements[2].Parts[0].Evidence[0].Question = "nobody"
	r.Questions = r.Questions[2:]
	var out bytes.Buffer
	if err := WritePDF(&out, Personal(r), UsualPrint); err != nil {
		t.Fatal(err)
	}
	if err := WritePDF(&out, Personal(assess.Result{}), UsualPrint); err != nil {
		t.Fatal(err)
	}
}

// TestOpen: a question is open only if its answer could still raise something.
func TestOpen(t *testing.T) {
	for _, test := range []struct {
		name string
		said map[string]any
		open int
	}{
		{"the part has all it can have", map[string]any{"style": "o2", "tasks": []string{"o0"}}, 0},
		{"the part could have more", map[string]any{"style": "o1", "tasks": []string{"o0"}}, 1},
		{"the target is reached", map[string]any{"style": "o2", "speed": 60, "tasks": []string{"o1", "o2"}}, 0},
		{"an earlier answer is missing too", map[string]any{"tasks": []string{"o0"}}, 2},
	} {
		r := judged(t, person{said: test.said})
		if got := openIn(r.Requirements[0]); len(got) != test.open {
			t.Errorf("%s: %q", test.name, got)
		}
	}
}

// TestEveryQuestion: each question stands with its answer at each requirement that it is a part of, and a
// question of none stands once, so that nothing that was asked is hidden or said twice. Only an exercise
// that nobody began, and that nothing depends on, does not stand there, nor do texts alone that nobody wrote.
func TestEveryQuestion(t *testing.T) {
	for _, p := range people() {
		r := judged(t, p)
		want, got := map[string]int{}, map[string]int{}
		uses := map[string]int{}
		for _, j := range r.Requirements {
			for _, part := range j.Parts {
				for _, e := range part.Evidence {
					uses[e.Question]++
				}
			}
		}
		texts := !slices.ContainsFunc(r.Questions, func(q assess.Said) bool { return uses[q.ID] == 0 && q.Kind != assess.Text })
		for _, q := range r.Questions {
			if q.Kind == assess.Text && q.State != assess.Answered && texts {
				continue
			}
			want[q.Ask] = max(uses[q.ID], 1)
			if q.State == assess.NotTaken && q.Exercise == nil && !open(r, q.ID) {
				delete(want, q.Ask)
			}
		}
		section := ""
		for _, b := range Personal(r).Blocks {
			switch b := b.(type) {
			case Table:
				at := slices.IndexFunc(b.Columns, func(c Column) bool { return c.Head == "Question" && c.Names })
				for _, row := range b.Rows {
					if at >= 0 {
						got[row[at]]++
					}
				}
			case Heading:
				if b.Level == 2 {
					section = b.Text
				}
				if want[b.Text] > 0 && section != "To look at again" { // there it names what was missed
					got[b.Text]++
				}
			}
		}
		if !maps.Equal(got, want) {
			t.Errorf("%s: %v, want %v", p.name, got, want)
		}
	}
}

// open says whether a part could still be raised by an answer.
func open(r assess.Result, question string) bool {
	return slices.ContainsFunc(r.Requirements, func(j assess.Judged) bool { return slices.Contains(j.Missing, question) })
}

// TestUnwritten: texts alone that nobody wrote get no table; beside another question they stand in it.
func TestUnwritten(t *testing.T) {
	const heading = "Questions that no requirement uses"
	clubs := assess.Said{ID: "clubs", Ask: "Which clubs have you been in?", Kind: assess.Many, State: assess.Skipped}
	for _, test := range []struct {
		name   string
		others []assess.Said
		want   bool
	}{{"a text and another", []assess.Said{clubs}, true}, {"a text alone", nil, false}} {
		r := judged(t, person{said: map[string]any{"story": assess.Skipped}})
		r.Questions = append(r.Questions, test.others...)
		all := sentences(Personal(r))
		if slices.Contains(all, heading) != test.want || slices.Contains(all, "Tell of one time when you helped somebody who was upset.") != test.want {
			t.Errorf("%s: %q", test.name, all)
		}
	}
}

// TestReply: an answer is given as it was said, and where there is none, why.
func TestReply(t *testing.T) {
	for _, test := range []struct {
		shown assess.Shown
		want  string
	}{
		{assess.Shown{State: assess.Answered, Say: "Most days"}, "Most days"},
		{assess.Shown{State: assess.Skipped, Missing: true}, "Not answered"},
		{assess.Shown{State: assess.PreferNotToSay, Missing: true}, "You preferred not to say"},
		{assess.Shown{State: assess.NotApplicable}, "Does not apply to you"},
		{assess.Shown{State: assess.NotApplicable, Say: "I took no test"}, "I took no test"},
		{assess.Shown{State: assess.NotAsked}, "Not asked, because of an earlier answer"},
		{assess.Shown{State: assess.NotAsked, Missing: true}, "Not asked yet: an earlier question is open"},
		{assess.Shown{State: assess.NotAsked, Say: "60 words"}, "Not asked, because of an earlier answer. Your earlier reply is kept and not counted: “60 words”"},
	} {
		if got := (&personal{}).shown(test.shown); got != test.want {
			t.Errorf("%+v: %q", test.shown, got)
		}
	}
	lost := &personal{lost: map[string]bool{"a": true}}
	for id, want := range map[string]string{"a": "Left out: your reply was to another version of the question", "b": "Not answered"} {
		if got := lost.shown(assess.Shown{Question: id, State: assess.Skipped, Missing: true}); got != want {
			t.Errorf("%s: %q", id, got)
		}
	}
}

// TestTicked: answers are shortened only where that changes no word of them.
func TestTicked(t *testing.T) {
	for _, test := range []struct{ says, want string }{
		{"I can write letters; I can read maps; I can sort", "I can: write letters; read maps; sort"},
		{"I can write letters", "I can write letters"},
		{"I lock the screen; I check the address", "I lock the screen; I check the address"},
		{"I can; I can read", "I can; I can read"},
		{"I can read; I can", "I can read; I can"},
		{"I can read; maps; I can write", "I can read; maps; I can write"},
		{"I  can read; I can write", "I  can read; I can write"},
		{"", ""},
		{"; ", "; "},
	} {
		if got := ticked(test.says); got != test.want {
			t.Errorf("%q: %q, want %q", test.says, got, test.want)
		}
	}
}

// TestLowest: the parts to begin with are named only where that says something.
func TestLowest(t *testing.T) {
	level := func(name, low, high string) assess.JudgedPart {
		return assess.JudgedPart{Name: name, Range: &assess.Range{ExactLow: low, ExactHigh: high}}
	}
	for _, test := range []struct {
		name  string
		parts []assess.JudgedPart
		want  string
	}{
		{"one lowest", []assess.JudgedPart{level("a", "50/1", "50/1"), level("b", "100/3", "100/3"), level("c", "100/1", "100/1")}, "“b”"},
		{"two lowest", []assess.JudgedPart{level("a", "0/1", "0/1"), level("b", "60/1", "60/1"), level("c", "0/1", "0/1")}, "“a” and “c”"},
		{"all level", []assess.JudgedPart{level("a", "50/1", "50/1"), level("b", "50/1", "50/1")}, ""},
		{"a single part", []assess.JudgedPart{level("a", "50/1", "50/1")}, ""},
		{"one is open", []assess.JudgedPart{level("a", "50/1", "50/1"), level("b", "0/1", "100/1")}, ""},
		{"none is below the target", []assess.JudgedPart{level("a", "70/1", "70/1"), level("b", "100/1", "100/1")}, ""},
		{"one does not apply", []assess.JudgedPart{level("a", "50/1", "50/1"), {Name: "b"}}, ""},
	} {
		if names, _ := lowest(assess.Judged{Target: 70, Parts: test.parts}); and(names) != test.want {
			t.Errorf("%s: %q", test.name, names)
		}
	}
}

// TestPlan: whatever is short of its target is in the plan, with the first of its steps and no more than
// there is room for.
func TestPlan(t *testing.T) {
	for _, p := range people() {
		r := judged(t, p)
		whole := strings.Join(sentences(Personal(r)), "\n")
		_, plan, _ := strings.Cut(whole, "\nYour plan\n")
		plan, _, _ = strings.Cut(plan, "\nFor your application\n")
		for _, j := range r.Requirements {
			if stands := strings.Contains(plan, j.Name+" ("); stands != (len(j.Steps) > 0) {
				t.Errorf("%s: %q is in the plan: %v", p.name, j.Name, stands)
			}
			_, own, _ := strings.Cut(plan, j.Name+" (")
			own, _, _ = strings.Cut(own, " (meeting")
			i := 0
			for _, s := range j.Steps {
				if said := strings.Contains(own, timed(s)); said != (practice(s) && i < mostSteps) {
					t.Errorf("%s: step %d of %q is in the plan: %v", p.name, i+1, j.Name, said)
				}
				if practice(s) {
					i++
				}
			}
		}
	}
}

// TestBegin: at most three things come first; who left questions open without declining is told how to
// answer them, once, and nobody is asked again for what they prefer not to say.
func TestBegin(t *testing.T) {
	best := people()[1].said
	with := func(id string, v any) map[string]any {
		said := maps.Clone(best)
		said[id] = v
		return said
	}
	for _, test := range []struct {
		name  string
		said  map[string]any
		items int
		waits string // what the last item says of open questions; "" if there is nothing to say
	}{
		{"all met", best, 1, ""},
		{"nothing said", nil, 3, "answer what you wish of the 7 questions that still wait"},
		{"one skipped, which a desirable rests on", with("terms", assess.Skipped), 3, "answer the question that still waits"},
		{"one held back", with("terms", assess.PreferNotToSay), 2, ""},
		{"skipped where the target is reached", with("speed", assess.Skipped), 1, ""},
		{"a text skipped", with("story", assess.Skipped), 1, ""},
	} {
		for _, b := range Personal(judged(t, person{said: test.said})).Blocks {
			l, ok := b.(List)
			if !ok || !l.Ordered {
				continue
			}
			if last := l.Items[len(l.Items)-1]; len(l.Items) != test.items || strings.Contains(last, "run the program again") != (test.waits != "") || !strings.Contains(last, test.waits) {
				t.Errorf("%s: %q", test.name, l.Items)
			}
			for _, item := range l.Items[:len(l.Items)-1] {
				if strings.Contains(item, "If you wish") || strings.Contains(item, "answer") {
					t.Errorf("%s: %q", test.name, item)
				}
			}
			break
		}
	}
}

// TestSummary: what a summary says, the report says too; of what lies ahead it says more.
func TestSummary(t *testing.T) {
	for _, p := range people() {
		r := judged(t, p)
		whole := strings.Join(sentences(Personal(r)), "\n")
		looks := wording(r).wayInShort() != "" || within(r.Others) != ""
		for _, s := range sentences(Summary(r)) {
			if short, ahead := strings.CutSuffix(s, " The report says more."); ahead {
				looks = false
				if r.Route != nil && !strings.Contains(whole, "\nThe shortest way to "+r.Route.Band+"\n") || !strings.Contains(whole, within(r.Others)) || !strings.HasSuffix(short, within(r.Others)) {
					t.Errorf("%s: the report does not say more of %q", p.name, s)
				}
				continue
			}
			if !strings.Contains(whole, s) {
				t.Errorf("%s: only the summary says %q", p.name, s)
			}
		}
		if looks {
			t.Errorf("%s: the summary does not look ahead", p.name)
		}
	}
}

// sentences gives every text of a document, in order.
func sentences(d Document) []string {
	var all []string
	for _, b := range d.cleaned().Blocks {
		switch b := b.(type) {
		case Heading:
			all = append(all, b.Text)
		case Paragraph:
			all = append(all, b.Text)
		case Note:
			all = append(all, b.Paragraphs...)
		case List:
			all = append(all, b.Items...)
		case Facts:
			for _, f := range b {
				all = append(append(all, f.Name), f.Says...)
			}
		case Table:
			if b.Caption != "" {
				all = append(all, b.Caption)
			}
			for _, c := range b.Columns {
				all = append(all, c.Head)
			}
			for _, row := range b.Rows {
				all = append(all, row...)
			}
		case Gauge:
			all = append(all, b.Says...)
		case Links:
			for _, l := range b {
				all = append(all, l.Text, l.URL)
			}
		case Bars:
			if b.Caption != "" {
				all = append(all, b.Caption)
			}
			for _, bar := range b.Bars {
				all = append(all, bar.Label, bar.State, bar.Figures())
			}
		case Shares:
			if b.Caption != "" {
				all = append(all, b.Caption)
			}
			for _, row := range b.Rows {
				all = append(all, row.Label, row.Says)
			}
		}
	}
	return all
}
