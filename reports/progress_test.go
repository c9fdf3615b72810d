package reports

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"readiness/assess"
)

// judgedOn gives the result of what was said on a day.
func judgedOn(t *testing.T, date string, said map[string]any) assess.Result {
	t.Helper()
	return judged(t, person{offered: true, here: true, sitting: assess.Sitting{Date: date}, said: said})
}

// but gives what the best of the people said, with some of it changed; nil takes an answer out.
func but(changes map[string]any) map[string]any {
	said := maps.Clone(people()[1].said)
	maps.Copy(said, changes)
	return said
}

// TestMoved compares what is worded of two results with what was read and approved.
func TestMoved(t *testing.T) {
	first := judgedOn(t, "2026-03-01", but(map[string]any{"style": "o1", "speed": 35, "english": "o0", "letters": assess.Skipped, "story": "I helped somebody."}))
	later := judgedOn(t, "2026-11-22", but(map[string]any{"maths": "o1", "letters": "o1", "calls": assess.NotApplicable, "sums-tasks": attempt{6, 4}}))
	older := judgedOn(t, "2025-03-01", but(map[string]any{"maths": "o0"}))
	older.Questionnaire.Version, older.Questionnaire.SHA256, older.Answered = "2025.1", "an older file", "2024.1"
	older.LeftOut = []assess.LeftOut{{Question: "gone", Why: `"gone": there is no such question in "office"`}, {Question: "maths", Rest: true}}
	older.Questions, older.Requirements = older.Questions[1:], older.Requirements[1:]
	newer := judgedOn(t, "2026-11-22", people()[1].said)
	newer.Questions, newer.Requirements = newer.Questions[:len(newer.Questions)-1], newer.Requirements[:4]
	for name, pair := range map[string][2]assess.Result{
		"moved-up": {first, later}, "moved-down": {later, first}, "moved-not": {first, first}, "moved-rules": {older, newer},
	} {
		t.Run(name, func(t *testing.T) { golden(t, name, Moved(assess.Compare(pair[0], pair[1])), 0) })
	}
}

// TestBy: what is shown moves by the difference of what is shown, and what is too little for that is said too.
func TestBy(t *testing.T) {
	at := func(low, high int, exactLow, exactHigh string) *assess.Range {
		return &assess.Range{Low: low, High: high, ExactLow: exactLow, ExactHigh: exactHigh}
	}
	for _, test := range []struct {
		then, now *assess.Range
		want      string
	}{
		{at(42, 42, "85/2", "85/2"), at(57, 57, "57/1", "57/1"), "15 higher"},
		{at(57, 57, "57/1", "57/1"), at(42, 42, "85/2", "85/2"), "15 lower"},
		{at(42, 42, "42/1", "42/1"), at(42, 42, "85/2", "85/2"), "a little higher"},
		{at(42, 42, "85/2", "85/2"), at(42, 42, "42/1", "42/1"), "a little lower"},
		{at(41, 41, "83/2", "83/2"), at(42, 42, "42/1", "42/1"), "1 higher"},
		{at(42, 42, "85/2", "85/2"), at(42, 42, "85/2", "85/2"), "as then"},
		{at(10, 60, "10/1", "60/1"), at(30, 30, "30/1", "30/1"), "the lower end 20 higher, the upper end 30 lower"},
		{at(10, 60, "10/1", "60/1"), at(30, 80, "30/1", "80/1"), "20 higher"},
		{at(10, 60, "10/1", "60/1"), at(10, 30, "10/1", "30/1"), "the lower end as then, the upper end 30 lower"},
		{nil, nil, "as then"},
		{nil, at(30, 30, "30/1", "30/1"), ""},
		{at(30, 30, "30/1", "30/1"), nil, ""},
	} {
		moved := assess.Compare(assess.Result{Readiness: test.then}, assess.Result{Readiness: test.now}).Readiness
		if got := by(moved); got != test.want {
			t.Errorf("from %v to %v: %q, want %q", test.then, test.now, got, test.want)
		}
	}
}

// TestMovedSays: what a reader must know of how two results came about is said where it is so, and nowhere else.
func TestMovedSays(t *testing.T) {
	const (
		rules, order, fitted = "The rules changed in between", "the wrong way round", "as far as they fit it"
		began, ended         = "counts now that did not then", "does not now, so what you said"
		still                = "Nothing has moved"
	)
	typed := assess.TypingRecord{Passage: "rota", Time: 180e9, Strokes: 642, Wrong: 21, Left: 630, Errors: 3}
	plain := judgedOn(t, "2026-03-01", but(nil))
	for _, test := range []struct {
		name string
		then assess.Result
		now  assess.Result
		want string
	}{
		{"nothing", plain, judgedOn(t, "2026-04-01", but(nil)), still},
		{"the same day", plain, plain, still},
		{"the wrong way round", judgedOn(t, "2026-04-01", but(nil)), plain, order + still},
		{"no date", plain, judgedOn(t, "", but(nil)), still},
		{"another file of the questionnaire", plain, altered(plain, func(r *assess.Result) { r.Questionnaire.SHA256 = "another" }), rules + still},
		{"another file of the role", altered(plain, func(r *assess.Result) { r.Role.SHA256 = "another" }), plain, rules + still},
		{"older answers", altered(plain, func(r *assess.Result) { r.Answered = "2024.1" }), plain, fitted + still},
		{"an exercise was done", plain, judgedOn(t, "2026-04-01", but(map[string]any{"typing-exercise": typed})), began},
		{"an exercise was taken out", judgedOn(t, "2026-03-01", but(map[string]any{"typing-exercise": typed})), plain, ended},
		{"only an answer that nothing rests on", plain, judgedOn(t, "2026-04-01", but(map[string]any{"story": "Another."})), ""},
	} {
		whole := strings.Join(sentences(Moved(assess.Compare(test.then, test.now))), "\n")
		for _, says := range []string{rules, order, fitted, began, ended, still} {
			if strings.Contains(whole, says) != strings.Contains(test.want, says) {
				t.Errorf("%s: says %q: %v", test.name, says, strings.Contains(whole, says))
			}
		}
	}
}

// altered gives a copy of a result with a change.
func altered(r assess.Result, change func(*assess.Result)) assess.Result {
	change(&r)
	return r
}

// TestMovedAny: between any two results each answer that is not the same is told, in words that leave people
// their dignity, and no cell is empty.
func TestMovedAny(t *testing.T) {
	unkind := regexp.MustCompile(`(?i)\b(reject\w*|fail\w*|worse\w*|drop\w*|lost|pass|passed|poor\w*|weak\w*|bad|decline\w*)\b`)
	var all []assess.Result
	for _, p := range people() {
		if p.name != "hostile" {
			all = append(all, judged(t, p))
		}
	}
	for i, then := range all {
		for _, now := range all {
			p := assess.Compare(then, now)
			d := Moved(p)
			whole := strings.Join(sentences(d), "\n")
			for _, a := range p.Answers {
				if a.Kind.Exercise() && !begun(a.Old) && !begun(a.New) {
					continue
				}
				if was(p.Old, a, a.Old) != was(p.New, a, a.New) && !strings.Contains(whole, Clean(a.Ask)) {
					t.Errorf("%s: %q is not told", people()[i].name, a.Ask)
				}
			}
			if found := unkind.FindString(whole); found != "" {
				t.Errorf("%s: %q", people()[i].name, found)
			}
			for _, b := range d.Blocks {
				table, _ := b.(Table)
				for _, row := range table.Rows {
					for _, cell := range row {
						if cell == "" {
							t.Errorf("%s: an empty cell in %q", people()[i].name, row)
						}
					}
				}
			}
		}
	}
}

// TestMovedLeftOut: what is left out is told as the report tells it. A question of which nothing moved is asked still,
// and has only its id.
func TestMovedLeftOut(t *testing.T) {
	before := people()[6]
	before.offered, before.said = true, maps.Clone(before.said)
	before.said["sums-tasks"] = 9
	then, now := judged(t, before), judged(t, person{offered: true, said: but(map[string]any{"tasks": []string{"o2"}, "sums-tasks": attempt{6, 6}})})
	p := wording(then)
	p.blocks = nil
	p.leftOut()
	want := p.blocks[1].(List).Items
	if got := leftOutOf(assess.Compare(then, now)); !slices.Equal(got, want) || len(got) != 4 {
		t.Errorf("%q, want %q", got, want)
	}
	for _, says := range leftOutOf(assess.Compare(then, then)) {
		if strings.Contains(says, "not asked any more") != strings.Contains(says, "“gone”") {
			t.Errorf("%q", says)
		}
	}
}

// leftOutOf gives what is told of replies that are left out.
func leftOutOf(p assess.Progress) []string {
	d, all := Moved(p), []string(nil)
	for i, b := range d.Blocks {
		if says, ok := b.(Paragraph); ok && strings.HasPrefix(says.Text, "Left out of the answers of ") {
			all = append(all, d.Blocks[i+1].(List).Items...)
		}
	}
	return all
}

// TestUnder: both versions are named where the one that was answered is not the one that judged.
func TestUnder(t *testing.T) {
	taken := assess.Taken{Date: "2026-03-01", Answered: "2026.1", Questionnaire: assess.QuestionnaireRef{Version: "2026.1"}, Role: assess.RoleRef{Version: "2026.2"}}
	if got := under(taken); got != "1 March 2026; questionnaire version 2026.1, role version 2026.2" {
		t.Errorf("%q", got)
	}
	taken.Answered = "2025.1"
	if got := under(taken); got != "1 March 2026; questionnaire version 2025.1, judged by version 2026.1, role version 2026.2" {
		t.Errorf("%q", got)
	}
}

// TestMovedDamaged: what ReadResult lets through is worded all the same.
func TestMovedDamaged(t *testing.T) {
	var out strings.Builder
	for _, p := range []assess.Progress{{}, assess.Compare(assess.Result{}, judged(t, people()[3])), {
		Readiness: assess.Moved{Old: &assess.Range{}, New: &assess.Range{}, Low: &assess.Between{Exact: "?"}, High: &assess.Between{}},
		Answers:   []assess.MovedAnswer{{}}, Requirements: []assess.MovedRequirement{{Kind: assess.Essential}},
	}} {
		if err := WritePDF(&out, Moved(p), LargePrint); err != nil {
			t.Error(err)
		}
	}
}

// TestMovedPeople: who each result is about is named, and it is said if they may be two people.
func TestMovedPeople(t *testing.T) {
	named := func(name, reference string) assess.Result {
		r := judgedOn(t, "2026-11-22", people()[1].said)
		r.Name, r.Reference = name, reference
		return r
	}
	for _, test := range []struct {
		then, now assess.Result
		two       bool
	}{
		{named("Jo Example", ""), named("Jo Example", "A 1"), false},
		{named("Jo Example", ""), named("", ""), false},
		{named("Jo Example", ""), named("Sam Example", ""), true},
		{named("", "A 1"), named("", "A 2"), true},
	} {
		var text strings.Builder
		if err := WriteText(&text, Moved(assess.Compare(test.then, test.now)), 0); err != nil {
			t.Fatal(err)
		}
		says := text.String()
		if strings.Contains(says, "name different people") != test.two || !strings.Contains(says, test.then.Name) || !strings.Contains(says, test.now.Reference) {
			t.Errorf("%q %q and %q %q:\n%s", test.then.Name, test.then.Reference, test.now.Name, test.now.Reference, says[:600])
		}
	}
}
