package assess

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"unicode"
)

// office is a questionnaire small enough to judge with a pencil.
func office() *Questionnaire {
	return NewQuestionnaire(Questionnaire{
		ID: "office", Version: "2", Title: "Office", Sections: []Section{
			{ID: "keys", Title: "Keyboard", Questions: []Question{
				{ID: "style", Ask: "How do you type?", Kind: One, Evidence: Claimed, Options: []Option{
					{ID: "hunt", Say: "Looking"}, {ID: "look", Say: "Some fingers", Points: 1}, {ID: "touch", Say: "Touch typing", Points: 2}}},
				{ID: "certificate", Ask: "Which certificate?", Kind: One, Evidence: Documented, Options: []Option{
					{ID: "none", Say: "None"}, {ID: "one", Say: "Level 1", Points: 1}, {ID: "three", Say: "Level 3", Points: 3}, {ID: "four", Say: "Level 4", Points: 4}}},
				{ID: "speed", Ask: "How fast?", Kind: Number, Evidence: Documented, Unit: "words a minute", Max: 200, MayNotApply: "I took no test",
					Levels: []Level{{From: 0, Points: 0}, {From: 25, Points: 1}, {From: 50, Points: 3}}, OnlyIf: []Condition{{"style", []string{"look", "touch"}}}},
			}},
			{ID: "it", Title: "IT", Questions: []Question{
				{ID: "software", Ask: "What do you use?", Kind: Many, Evidence: Claimed, Enough: 3, Options: []Option{
					{ID: "word", Say: "Letters", Points: 2}, {ID: "mail", Say: "E-mail", Points: 1}, {ID: "sheet", Say: "Sheets", Points: 2}, {ID: "none", Say: "None", Alone: true}}},
				{ID: "story", Ask: "One time when?", Kind: Text},
			}},
		},
	})
}

// worked is the role of the example in the package comment.
func worked() *Role {
	return &Role{
		ID: "clerk", Title: "Clerk", Bands: []Band{{"Building", 0, AtLeastAny, ""}, {"Nearly", 60, AtLeastPartly, ""}, {"Ready", 100, AtLeastMet, ""}},
		Requirements: []Requirement{
			{ID: "keys", Kind: Essential, Weight: 3, Target: 80, Partly: 50, Parts: []Part{{Name: "Typing", Questions: []string{"style", "certificate"}}, {Name: "Speed", Questions: []string{"speed"}}},
				Steps: []Step{{When: []State{NotYet, PartlyMet}, Do: "Practise", Takes: "4 weeks"}}},
			{ID: "it", Kind: Essential, Weight: 1, Target: 100, Partly: 50, Parts: []Part{{Name: "Software", Questions: []string{"software"}}},
				Steps: []Step{{When: []State{NotYet}, Do: "Learn"}, {When: []State{PartlyMet}, Do: "Learn more"}}},
			{ID: "fast", Kind: Desirable, Weight: 1, Target: 50, Partly: 20, Parts: []Part{{Name: "Speed", Questions: []string{"speed"}}},
				Steps: []Step{{When: []State{NotYet, PartlyMet}, Do: "Practise"}}},
		},
	}
}

func said(question string, value any) Reply {
	return Reply{Question: question, State: Answered, Value: value}
}

func judged(t *testing.T, replies ...Reply) Result {
	t.Helper()
	return world{office(), worked()}.judge(t, replies)
}

// TestWorkedExample is the example of the package comment.
func TestWorkedExample(t *testing.T) {
	r := judged(t, said("style", "look"), said("certificate", "three"), said("software", []string{"word", "mail"}))
	keys := r.Requirements[0]
	if want := (Range{37, 87, "75/2", "175/2"}); *keys.Range != want || keys.State != NotEnough || !slices.Equal(keys.Missing, []string{"speed"}) {
		t.Errorf("keys: %v %s %v, want %v", keys.Range, keys.State, keys.Missing, want)
	}
	if want := (Range{60, 100, "1925/32", "100/1"}); *r.Readiness != want {
		t.Errorf("readiness %v, want %v", r.Readiness, want)
	}
	if want := (BandRange{"Building", "Ready", []string{}}); !reflect.DeepEqual(*r.Band, want) {
		t.Errorf("band %v, want %v", *r.Band, want)
	}
	if want := (Worth{39, "1275/32"}); *keys.Worth != want { // 100 x 3/4 x (1 - 15/32)
		t.Errorf("worth %v, want %v", *keys.Worth, want)
	}
	if want := []NextStep{{"", "If you wish, answer the question of this requirement that still waits for an answer.", "a few minutes", 1}, {"", "Practise", "4 weeks", 0}}; !slices.Equal(keys.Steps, want) {
		t.Errorf("steps %v", keys.Steps)
	}
	if !slices.Equal(r.Plan, []string{"keys", "fast"}) {
		t.Errorf("plan %v", r.Plan)
	}
}

func TestJudge(t *testing.T) {
	style := func(v string) Reply { return said("style", v) }
	all := func(more ...Reply) []Reply {
		return append([]Reply{said("certificate", "four"), said("software", []string{"word", "sheet"})}, more...)
	}
	for _, c := range []struct {
		name      string
		replies   []Reply
		readiness string // low, high
		band      string // low, high, held by
		states    string
	}{
		{"all met", all(style("touch"), said("speed", 50)), "100 100", "Ready Ready ", "met met met"},
		{"a failed condition keeps its place with nothing", all(style("hunt"), said("speed", 60)), "71 71", "Nearly Nearly keys", "partly met met not yet"},
		{"a missing condition is missing", all(said("speed", 60)), "71 100", "Nearly Ready ", "not enough information met not enough information"},
		{"not applicable leaves the part, and the requirement", all(style("touch"), Reply{Question: "speed", State: NotApplicable}), "100 100", "Ready Ready ", "met met not applicable"},
		{"prefer not to say is missing", all(style("touch"), Reply{Question: "speed", State: PreferNotToSay}), "71 100", "Nearly Ready ", "not enough information met not enough information"},
		{"one essential holds the band down", []Reply{style("touch"), said("certificate", "four"), said("speed", 50), said("software", []string{"none"})}, "75 75", "Building Building it", "met not yet met"},
		{"ticks beyond enough add nothing", []Reply{style("touch"), said("certificate", "four"), said("speed", 50), said("software", []string{"word", "mail", "sheet"})}, "100 100", "Ready Ready ", "met met met"},
		{"nothing ticked is skipped", []Reply{style("touch"), said("certificate", "four"), said("speed", 50), said("software", []string{})}, "75 100", "Building Ready ", "met not enough information met"},
		{"nothing said at all", nil, "0 100", "Building Ready ", "not enough information not enough information not enough information"},
		{"worst", []Reply{style("hunt"), said("certificate", "none"), said("software", []string{"none"})}, "0 0", "Building Building keys,it", "not yet not yet not yet"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := judged(t, c.replies...)
			var states []string
			for _, j := range r.Requirements {
				states = append(states, string(j.State))
			}
			if got := strings.Join(states, " "); got != c.states {
				t.Errorf("states %s, want %s", got, c.states)
			}
			if got := strings.Join([]string{itoa(r.Readiness.Low), itoa(r.Readiness.High)}, " "); got != c.readiness {
				t.Errorf("readiness %s, want %s", got, c.readiness)
			}
			if got := strings.Join([]string{r.Band.Low, r.Band.High, strings.Join(r.Band.HeldBy, ",")}, " "); got != c.band {
				t.Errorf("band %q, want %q", got, c.band)
			}
		})
	}
}

func itoa(n int) string { b, _ := json.Marshal(n); return string(b) }

func TestNothingApplies(t *testing.T) {
	role := worked()
	role.Requirements = role.Requirements[2:]
	r := world{office(), role}.judge(t, []Reply{said("style", "touch"), {Question: "speed", State: NotApplicable}})
	if r.Readiness != nil || r.Strength != nil || r.Band != nil || len(r.Plan) > 0 {
		t.Errorf("%+v", r)
	}
	round(t, r)
}

// TestEvidence: which answers are shown, which one counts, and what is kept but not asked.
func TestEvidence(t *testing.T) {
	r := judged(t, said("style", "hunt"), said("certificate", "one"), said("speed", 60), said("story", "I once"))
	part := r.Requirements[0].Parts[0]
	want := []Shown{
		{"style", Answered, Claimed, "Looking", 0, 2, false, false, false},
		{"certificate", Answered, Documented, "Level 1", 1, 4, false, true, false},
	}
	if !slices.Equal(part.Evidence, want) || *part.Range != (Range{25, 25, "25/1", "25/1"}) {
		t.Errorf("%+v %v", part.Evidence, part.Range)
	}
	kept := Shown{"speed", NotAsked, Documented, "60 words a minute", 0, 3, false, false, false}
	if got := r.Requirements[0].Parts[1].Evidence[0]; got != kept {
		t.Errorf("%+v, want %+v", got, kept)
	}
	if got, want := r.Questions[2], (Said{"speed", "Keyboard", "How fast?", Number, NotAsked, "60 words a minute", nil}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	if got := r.Questions[4].Say; got != "I once" {
		t.Errorf("own words %q", got)
	}
	r = judged(t, said("speed", 60))
	if got := r.Requirements[0].Missing; !slices.Equal(got, []string{"style", "certificate", "speed"}) {
		t.Errorf("missing %v", got)
	}
	if do := r.Requirements[0].Steps[0].Do; do != "If you wish, answer the 2 questions of this requirement that still wait for an answer." {
		t.Errorf("step %q", do)
	}
}

// TestJSONNames holds the names that others rely on.
func TestJSONNames(t *testing.T) {
	r := judged(t, said("style", "look"))
	r.Requirements[0].Name = "a <b> & c"
	var out bytes.Buffer
	if err := WriteJSON(&out, r); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(out.String(), `"name": "a <b> & c"`) {
		t.Error("text is not as written")
	}
	var tree map[string]any
	if err := json.Unmarshal(out.Bytes(), &tree); err != nil {
		t.Fatal(err)
	}
	names := func(v any, want string) map[string]any {
		t.Helper()
		m := v.(map[string]any)
		for _, name := range strings.Fields(want) {
			if _, ok := m[name]; !ok {
				t.Errorf("no %q in %v", name, m)
			}
		}
		return m
	}
	top := names(tree, "format questionnaire role readiness strength band requirements")
	names(top["questionnaire"], "id version sha256")
	names(top["role"], "id title version sha256")
	names(top["readiness"], "low high exact_low exact_high")
	names(top["band"], "low high held_by")
	requirement := names(top["requirements"].([]any)[0], "id name kind weight target partly state low high exact_low exact_high parts missing steps")
	part := names(requirement["parts"].([]any)[0], "name low high evidence")
	names(part["evidence"].([]any)[0], "question state evidence say points of counts")
	round(t, r)
}

// round writes a result and reads it back.
func round(t *testing.T, r Result) {
	t.Helper()
	var out bytes.Buffer
	if err := WriteJSON(&out, r); err != nil {
		t.Fatal(err)
	}
	back, err := ReadResult(&out)
	if err != nil {
		t.Fatal(err)
	}
	var again bytes.Buffer
	if err := WriteJSON(&again, back); err != nil {
		t.Fatal(err)
	}
	var first bytes.Buffer
	_ = WriteJSON(&first, r)
	if first.String() != again.String() {
		t.Errorf("%s\nthen\n%s", first.String(), again.String())
	}
}

func TestReadResultRefuses(t *testing.T) {
	var out bytes.Buffer
	if err := WriteJSON(&out, judged(t, said("style", "look"))); err != nil {
		t.Fatal(err)
	}
	good := out.String()
	change := func(old, new string) string {
		if !strings.Contains(good, old) {
			t.Fatalf("no %s", old)
		}
		return strings.Replace(good, old, new, 1)
	}
	for name, text := range map[string]string{
		"this is not a result":                  "[]",
		"it is damaged":                         good[:len(good)/2],
		"unknown field":                         change(`"format"`, `"farmat"`),
		"a newer version of this program":       change(`"format": 2`, `"format": 3`),
		"a newer version of this":               change(`"format": 2`, `"format": 3, "unheard_of": {}`),
		"its format is 0, not 1":                change(`"format": 2`, `"format": 0`),
		"something follows":                     good + "{}",
		"larger than any":                       `{"name":"` + strings.Repeat("a", maxResult) + `"}`,
		"it lacks its questionnaire":            `{"format":1}`,
		"the band or the plan":                  edited(t, good, func(r *Result) { r.Band = nil }),
		"the band or the plan does":             edited(t, good, func(r *Result) { r.Band.Low = "Ready" }),
		"the band or the plan does not":         edited(t, good, func(r *Result) { r.Plan = nil }),
		"the band or the plan does not follow":  edited(t, good, func(r *Result) { r.Requirements[0].Worth.Points++ }),
		"readiness or strength":                 edited(t, good, func(r *Result) { *r.Readiness = Range{100, 100, "100/1", "100/1"} }),
		`"keys" does not follow from its`:       edited(t, good, func(r *Result) { r.Requirements[0].State = Met }),
		`"keys" does not follow from`:           edited(t, good, func(r *Result) { r.Requirements[0].Steps = nil }),
		`"keys" does not follow`:                edited(t, good, func(r *Result) { r.Requirements[0].Low++ }),
		`part "Typing" does not follow`:         edited(t, good, func(r *Result) { r.Requirements[0].Parts[0].High = 101 }),
		`a step for part "Spelling"`:            edited(t, good, func(r *Result) { r.Requirements[0].Steps[0].Part = "Spelling" }),
		`has a step for part "Speed" and -1 op`: edited(t, good, func(r *Result) { s := &r.Requirements[0].Steps[0]; s.Part, s.Open = "Speed", -1 }),
		`a step for part "Typing" and 0 open`: edited(t, good, func(r *Result) {
			q := &r.Requirements[0]
			q.Target, q.Partly, q.Steps[0].Part, q.Steps[0].Open = 50, 50, "Typing", 0
		}),
		`has a step for part "" and 9 open`: edited(t, good, func(r *Result) { r.Requirements[0].Steps[0].Open = 9 }),
		`part "Typing" does not follow f`:   edited(t, good, func(r *Result) { r.Requirements[0].Parts[0].ExactLow = "1/0" }),
		`part "Typing" does not follow fr`:  edited(t, good, func(r *Result) { r.Requirements[0].Parts[0].ExactLow = "2/1" }),
		`part "Typing" does not follow fro`: edited(t, good, func(r *Result) { *r.Requirements[0].Parts[0].Range = Range{200, 200, "200/1", "200/1"} }),
		"target 0":                          edited(t, good, func(r *Result) { r.Requirements[0].Target = 0 }),
		`requirement "it"`:                  edited(t, good, func(r *Result) { r.Requirements[1].Kind = "rejected" }),
		`requirement "keys"`:                edited(t, good, func(r *Result) { r.Requirements[1].ID = "keys" }),
		`band "Ready"`:                      edited(t, good, func(r *Result) { r.Bands[0].Name = "Ready" }),
		`question "style": 3 of 2`:          edited(t, good, func(r *Result) { r.Requirements[0].Parts[0].Evidence[0].Points = 3 }),
		`part "Typing" does not show what`:  edited(t, good, func(r *Result) { r.Requirements[0].Parts[0].Evidence[0].Counts = false }),
		`question "style" is "rejected"`:    edited(t, good, func(r *Result) { r.Questions[0].State = "rejected" }),
	} {
		if _, err := ReadResult(strings.NewReader(text)); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestUnreadable: what cannot be read to its end is not called damaged.
func TestUnreadable(t *testing.T) {
	if _, err := ReadResult(iotest.ErrReader(errors.New("the disk is gone"))); err == nil || err.Error() != "this cannot be read to its end: the disk is gone" {
		t.Error(err)
	}
}

// edited gives a result as somebody might have changed it.
func edited(t *testing.T, result string, edit func(*Result)) string {
	t.Helper()
	r, err := ReadResult(strings.NewReader(result))
	if err != nil {
		t.Fatal(err)
	}
	edit(&r)
	var out bytes.Buffer
	if err := WriteJSON(&out, r); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// TestJSONIsSafe: what could steer a terminal is escaped, and comes back as it was.
func TestJSONIsSafe(t *testing.T) {
	r := judged(t, said("style", "look"))
	r.Name = "A\u009b31m\u202egnp\x7f\U000e0041é👩‍⚕️"
	var out bytes.Buffer
	if err := WriteJSON(&out, r); err != nil {
		t.Fatal(err)
	}
	for _, c := range out.String() {
		if c >= 0x7F && unicode.In(c, unicode.Cc, unicode.Cf) {
			t.Errorf("%U is not escaped", c)
		}
	}
	if back, err := ReadResult(&out); err != nil || back.Name != r.Name {
		t.Errorf("%q came back as %q, %v", r.Name, back.Name, err)
	}
}

// TestNothingHoldsTheBand: where the next band asks nothing of the essentials, only readiness keeps one from it.
func TestNothingHoldsTheBand(t *testing.T) {
	role := worked()
	role.Bands = []Band{{"Building", 0, AtLeastAny, ""}, {"Further", 90, AtLeastAny, ""}}
	r := world{office(), role}.judge(t, []Reply{said("style", "hunt"), said("certificate", "none"), said("software", []string{"word"})})
	if r.Band.Low != "Building" || r.Band.High != "Building" || len(r.Band.HeldBy) > 0 {
		t.Errorf("%+v", r.Band)
	}
}

// TestSteps: the steps of the parts that are short come first, the lowest part's first, those of one part in
// the role's order; then those for all. What somebody prefers not to say is not asked for again.
func TestSteps(t *testing.T) {
	role := worked()
	both := []State{NotYet, PartlyMet}
	role.Requirements[0].Steps = []Step{
		{When: both, Do: "all"}, {When: both, Part: "Speed", Do: "faster"}, {When: both, Part: "Typing", Do: "type"},
		{When: []State{PartlyMet}, Part: "Speed", Do: "nearly"}, {When: both, Part: "Typing", Do: "type more"},
	}
	for _, c := range []struct {
		name    string
		replies []Reply
		want    string
	}{
		{"the lowest part first", []Reply{said("style", "look"), said("certificate", "one"), said("speed", 30)}, "faster, type, type more, all"},
		{"the other is the lowest", []Reply{said("style", "look"), said("certificate", "none"), said("speed", 60)}, "type, type more, all"},
		{"equally low, as in the file", []Reply{said("style", "hunt"), said("certificate", "none")}, "faster, type, type more, all"},
		{"a part that is enough has none", []Reply{said("style", "touch"), said("speed", 30)}, "faster, nearly, all"},
		{"nor has one that does not apply", []Reply{said("style", "look"), said("certificate", "none"), {Question: "speed", State: NotApplicable}}, "type, type more, all"},
		{"an open part is at 0", []Reply{said("style", "look"), said("certificate", "three")}, "(1), faster, type, type more, all"},
		{"no question is put again", []Reply{said("style", "look"), said("certificate", "three"), {Question: "speed", State: PreferNotToSay}}, "faster, type, type more, all"},
		{"nor one that hangs on it", []Reply{{Question: "style", State: PreferNotToSay}, said("certificate", "three")}, "faster, type, type more, all"},
		{"met", []Reply{said("style", "touch"), said("speed", 60)}, ""},
	} {
		r := world{office(), role}.judge(t, c.replies)
		var got []string
		for _, s := range r.Requirements[0].Steps {
			if s.Open > 0 {
				s.Do = "(" + itoa(s.Open) + ")"
			}
			got = append(got, s.Do)
		}
		if strings.Join(got, ", ") != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
		round(t, r)
	}
}

// TestReason: what does not apply says why, in the words that were offered.
func TestReason(t *testing.T) {
	r := judged(t, said("style", "touch"), Reply{Question: "speed", State: NotApplicable})
	if got, kept := r.Requirements[0].Parts[1].Evidence[0].Say, r.Questions[2].Say; got != "I took no test" || kept != got {
		t.Errorf("%q and %q", got, kept)
	}
}

func BenchmarkJudge(b *testing.B) {
	a, err := NewAnswers(office(), Sitting{}, []Reply{said("style", "look"), said("certificate", "three"), said("software", []string{"word"})})
	if err != nil {
		b.Fatal(err)
	}
	role := worked()
	b.ReportAllocs()
	for b.Loop() {
		Judge(role, a)
	}
}
