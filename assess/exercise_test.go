package assess

import (
	"bytes"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
)

// doing is a questionnaire with a claim, a certificate and both kinds of exercise about one skill.
func doing() *Questionnaire {
	tasks := Question{ID: "words", Ask: "Some words", Kind: Tasks, Evidence: Measured, Draw: [Difficulties]int{3, 2, 1}}
	for i := range 12 {
		tasks.Items = append(tasks.Items, Item{
			ID: fmt.Sprint("w", i), Level: []int{1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3}[i], Ask: fmt.Sprint("Which, ", i, "?"), Show: "A line",
			Right: "right", Wrong: []string{"wrong", "worse"}, Because: "It is so.", Source: "A book",
		})
	}
	return NewQuestionnaire(Questionnaire{ID: "doing", Version: "1", Title: "Doing", Sections: []Section{{ID: "s", Title: "Skills", Questions: []Question{
		{ID: "style", Ask: "How do you type?", Kind: One, Evidence: Claimed, Options: []Option{{ID: "slow", Say: "Slowly"}, {ID: "fast", Say: "Fast", Points: 1}}},
		{ID: "test", Ask: "Which certificate?", Kind: One, Evidence: Documented, MayNotApply: "None is given here",
			Options: []Option{{ID: "none", Say: "None"}, {ID: "half", Say: "Level 1", Points: 1}, {ID: "full", Say: "Level 2", Points: 2}}},
		{ID: "typing", Ask: "Copy a text", Kind: Typing, Evidence: Measured, Minutes: 3, Accuracy: 95,
			Levels: []Level{{From: 0, Points: 0}, {From: 25, Points: 2}, {From: 40, Points: 4}, {From: 50, Points: 5}, {From: 60, Points: 6}}},
		tasks,
	}}}})
}

// does is a role for doing: one essential with one part.
func does(questions ...string) *Role {
	return &Role{
		ID: "typist", Title: "Typist", Bands: []Band{{"Building", 0, AtLeastAny, ""}, {"Ready", 100, AtLeastMet, ""}},
		Requirements: []Requirement{{ID: "typing", Kind: Essential, Weight: 1, Target: 60, Partly: 30, Parts: []Part{{Name: "Typing", Questions: questions}},
			Steps: []Step{{When: []State{NotYet, PartlyMet}, Do: "Practise"}}}},
	}
}

// at gives what a result says of a question.
func at(r Result, id string) *Said {
	return &r.Questions[slices.IndexFunc(r.Questions, func(s Said) bool { return s.ID == id })]
}

// typed gives a record of three minutes: 15 characters left are one gross word a minute.
func typed(left, errors int) TypingRecord {
	return TypingRecord{Passage: "letter", Time: 3 * time.Minute, Strokes: left + 10, Wrong: 4, Left: left, Errors: errors}
}

// chosen answers the tasks that a seed draws: so many right, the others wrong or not known, as many as done.
func chosen(q *Question, seed, right, done int) TasksRecord {
	r := TasksRecord{seed, 6, map[string]string{}}
	for i, d := range q.Drawn(seed)[:done] {
		r.Chosen[d.ID] = []string{"wrong", DontKnow}[i%2]
		if i < right {
			r.Chosen[d.ID] = d.Right
		}
	}
	return r
}

// TestEvidenceMeasured: which evidence a part takes, and what is open.
func TestEvidenceMeasured(t *testing.T) {
	q := doing()
	words := q.Question("words")
	here := Reply{Question: "typing", State: Answered, Value: typed(600, 0), Here: true} // 40 words a minute: 4 of 6
	for name, c := range map[string]struct {
		asks    []string
		replies []Reply
		want    Range
		counts  string
		missing []string
	}{
		"a claim alone":                {[]string{"style", "typing"}, []Reply{said("style", "fast")}, Range{100, 100, "100/1", "100/1"}, "style", nil},
		"a finished exercise instead":  {[]string{"style", "typing"}, []Reply{said("style", "fast"), here}, Range{66, 66, "200/3", "200/3"}, "typing", nil},
		"a skipped claim is aside too": {[]string{"style", "typing"}, []Reply{here}, Range{66, 66, "200/3", "200/3"}, "typing", nil},
		"a better certificate counts":  {[]string{"style", "test", "typing"}, []Reply{here, said("test", "full")}, Range{100, 100, "100/1", "100/1"}, "test", nil},
		"a worse one does not":         {[]string{"style", "test", "typing"}, []Reply{here, said("test", "half")}, Range{66, 66, "200/3", "200/3"}, "typing", nil},
		"an open one could":            {[]string{"style", "test", "typing"}, []Reply{here}, Range{66, 100, "200/3", "100/1"}, "typing", []string{"test"}},
		"not taken is absent":          {[]string{"style", "typing"}, []Reply{said("style", "slow"), {Question: "typing", State: NotTaken}}, Range{0, 0, "0/1", "0/1"}, "style", nil},
		"and does not wait":            {[]string{"style", "typing"}, nil, Range{0, 100, "0/1", "100/1"}, "", []string{"style"}},
		"unless nothing else can show": {[]string{"typing"}, nil, Range{0, 100, "0/1", "100/1"}, "", []string{"typing"}},
		"or what else does not apply":  {[]string{"test", "typing"}, []Reply{{Question: "test", State: NotApplicable}}, Range{0, 100, "0/1", "100/1"}, "", []string{"typing"}},
		"one of two exercises":         {[]string{"typing", "words"}, []Reply{here}, Range{66, 66, "200/3", "200/3"}, "typing", nil},
		"tasks":                        {[]string{"style", "words"}, []Reply{said("words", chosen(words, 7, 3, 6))}, Range{50, 50, "50/1", "50/1"}, "words", nil},
		"tasks as a number":            {[]string{"style", "words"}, []Reply{said("words", 4)}, Range{66, 66, "200/3", "200/3"}, "words", nil},
		"unfinished tasks":             {[]string{"style", "words"}, []Reply{said("style", "slow"), said("words", chosen(words, 7, 5, 5))}, Range{0, 0, "0/1", "0/1"}, "style", nil},
	} {
		r := world{q, does(c.asks...)}.judge(t, c.replies)
		round(t, r)
		j := r.Requirements[0]
		counts := ""
		for _, e := range j.Parts[0].Evidence {
			if e.Counts {
				counts = e.Question
			}
			finished := slices.ContainsFunc(j.Parts[0].Evidence, func(e Shown) bool { return e.Evidence == Measured && e.State == Answered })
			if e.Aside != (finished && e.Evidence == Claimed && e.State == Answered) {
				t.Errorf("%s: %+v", name, e)
			}
		}
		if *j.Range != c.want || counts != c.counts || !slices.Equal(j.Missing, append([]string{}, c.missing...)) {
			t.Errorf("%s: %+v, %s counts, missing %q", name, *j.Range, counts, j.Missing)
		}
	}
}

// TestTakeTheExercise: what is open and can only be shown by doing is offered as such.
func TestTakeTheExercise(t *testing.T) {
	r := world{doing(), does("typing")}.judge(t, nil)
	want := NextStep{Do: "If you wish, take the exercise of this requirement.", Takes: "some minutes", Open: 1}
	if got := r.Requirements[0].Steps[0]; got != want {
		t.Errorf("%+v", got)
	}
}

// TestTypingLevels: the level is that of the exact net speed, one lower below the accuracy asked for.
func TestTypingLevels(t *testing.T) {
	for _, c := range []struct {
		value   any
		points  int
		lowered bool
		says    string
	}{
		{typed(0, 0), 0, false, "0 net words a minute at 0 % accuracy"},
		{typed(15, 0), 0, false, "1 net word a minute at 100 % accuracy"},
		{typed(374, 0), 0, false, "24 net words a minute at 100 % accuracy"},
		{typed(375, 0), 2, false, "25 net words a minute at 100 % accuracy"},
		{typed(599, 0), 2, false, "39 net words a minute at 100 % accuracy"},
		{typed(600, 0), 4, false, "40 net words a minute at 100 % accuracy"},
		{typed(630, 6), 4, false, "40 net words a minute at 95 % accuracy"}, // 600/630 = 95.24
		{typed(635, 7), 2, true, "40 net words a minute at 94 % accuracy"},  // 600/635 = 94.49
		{typed(900, 9), 5, false, "57 net words a minute at 95 % accuracy"}, // exactly 95 %
		{typed(900, 10), 4, true, "56 net words a minute at 94 % accuracy"}, // 94.44
		{typed(1000, 0), 6, false, "66 net words a minute at 100 % accuracy"},
		{typed(300, 30), 0, false, "10 net words a minute at 50 % accuracy"}, // no lower level to count
		{60, 6, false, "60 net words a minute"},
		{39, 2, false, "39 net words a minute"},
		{1, 0, false, "1 net word a minute"},
	} {
		q := doing()
		a, err := NewAnswers(q, Sitting{}, []Reply{said("typing", c.value)})
		if err != nil {
			t.Fatal(err)
		}
		typing, held := q.Question("typing"), a.Of("typing")
		r := Judge(does("typing"), a)
		round(t, r)
		shown := at(r, "typing").Exercise.Typing
		if typing.Points(held) != c.points || typing.Say(held) != c.says || shown.Lowered != c.lowered {
			t.Errorf("%+v: %d points, %q, lowered %v", c.value, typing.Points(held), typing.Say(held), shown.Lowered)
		}
	}
}

// TestBetterTypingNeverLowers: more net speed with no less accuracy never earns less.
func TestBetterTypingNeverLowers(t *testing.T) {
	q := doing().Question("typing")
	points := func(left, errors int) int {
		r := typed(left, errors)
		return q.Points(Answer{State: Answered, Typing: &r, Number: r.Net().Floor()})
	}
	for left := 0; left < 1200; left += 7 {
		for errors := range left / 20 {
			if points(left, errors) < points(left, errors+1) || points(left+7, errors) < points(left, errors) {
				t.Fatalf("%d left, %d errors", left, errors)
			}
		}
	}
}

// TestShownExercises: what the result holds of exercises.
func TestShownExercises(t *testing.T) {
	q := doing()
	words := q.Question("words")
	record := chosen(words, 7, 4, 6)
	r := world{q, does("typing", "words")}.judge(t, []Reply{
		{Question: "typing", State: Answered, Value: typed(600, 3), Here: true}, said("words", record),
	})
	round(t, r)
	levels := q.Question("typing").Levels
	if got, want := at(r, "typing").Exercise, (&Exercise{Typing: &TypingShown{
		Passage: "letter", Seconds: 180, Strokes: 610, Wrong: 4, Left: 600, Errors: 3,
		Net: Figure{39, "39/1"}, Gross: &Figure{40, "40/1"}, LeftAccuracy: &Figure{97, "195/2"}, TypedAccuracy: &Figure{99, "6060/61"},
		Levels: levels, Accuracy: 95,
	}}); !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, want %+v", got.Typing, want.Typing)
	}
	drawn := words.Drawn(7)
	if got, want := at(r, "words").Exercise, (&Exercise{Elsewhere: true, Tasks: &TasksShown{
		Seed: 7, Done: 6, Right: 4, Of: 6, Low: 2, High: 5, Missed: []MissedItem{
			{drawn[4].Ask, "A line", "wrong", "right", "It is so.", "A book"}, {drawn[5].Ask, "A line", DontKnow, "right", "It is so.", "A book"},
		}}}); !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, want %+v", got.Tasks, want.Tasks)
	}
	here := Reply{Question: "typing", State: Answered, Value: typed(600, 3), Here: true}
	if r.MeasuredHere() || !(world{q, does("typing")}).judge(t, []Reply{here}).MeasuredHere() || (world{q, does("words")}).judge(t, []Reply{said("words", record)}).MeasuredHere() {
		t.Error("what was measured here is not told from what was measured elsewhere")
	}
	r = world{q, does("style", "words")}.judge(t, []Reply{said("words", chosen(words, 7, 2, 2))})
	round(t, r)
	if got, want := *at(r, "words"), (Said{"words", "Skills", "Some words", Tasks, NotTaken, "2 of 6 done, not finished",
		&Exercise{Elsewhere: true, Tasks: &TasksShown{Seed: 7, Done: 2, Of: 6, Missed: []MissedItem{}}}}); !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, want %+v", got, want)
	}
	if r := (world{q, does("style", "words", "typing")}).judge(t, []Reply{{Question: "words", State: Skipped}, {Question: "typing", State: PreferNotToSay}}); at(r, "words").State != NotTaken || at(r, "typing").State != NotTaken {
		t.Error("more is known than that it is not taken")
	}
}

// TestExerciseRefused: what no exercise can have given.
func TestExerciseRefused(t *testing.T) {
	q := doing()
	words := q.Question("words")
	with := func(change func(*TypingRecord)) TypingRecord {
		r := typed(600, 3)
		change(&r)
		return r
	}
	again := "take the exercise again, or take this out"
	number := "take the exercise in the program, or write how many of its 6 tasks were right"
	outside := chosen(words, 7, 0, 0)
	outside.Chosen["w99"] = "right"
	odd := chosen(words, 7, 1, 1)
	var first string
	for first = range odd.Chosen {
	}
	odd.Chosen[first] = "left"
	for _, c := range []struct {
		reply     Reply
		what, fix string
	}{
		{said("typing", "fast"), "this is not the kind of answer that the exercise takes", "take the exercise in the program, or write its net words a minute as a whole number"},
		{said("typing", chosen(words, 7, 1, 6)), "this is not the kind of answer that the exercise takes", "take the exercise in the program, or write its net words a minute as a whole number"},
		{said("words", typed(1, 0)), "this is not the kind of answer that the exercise takes", number},
		{said("typing", 401), "401 is outside 0 to 400 net words a minute", "take the exercise in the program, or write its net words a minute as a whole number"},
		{said("words", 7), "7 is outside 0 to 6 right answers", number},
		{said("words", -1), "-1 is outside 0 to 6 right answers", number},
		{said("style", typed(1, 0)), "this is not the kind of answer that the question takes", "write one of: slow, fast"},
		{said("typing", with(func(r *TypingRecord) { r.Passage = "" })), "passage is not the id of a passage", again},
		{said("typing", with(func(r *TypingRecord) { r.Time = 59 * time.Second })), "seconds is not between 60 and 3600", again},
		{said("typing", with(func(r *TypingRecord) { r.Time = 61 * time.Minute })), "seconds is not between 60 and 3600", again},
		{said("typing", with(func(r *TypingRecord) { r.Time += time.Millisecond })), "seconds is not between 60 and 3600", again},
		{said("typing", with(func(r *TypingRecord) { r.Wrong = -1 })), "strokes, wrong, left or errors is not between 0 and 1000000", again},
		{said("typing", with(func(r *TypingRecord) { r.Strokes = 1_000_001 })), "strokes, wrong, left or errors is not between 0 and 1000000", again},
		{said("typing", with(func(r *TypingRecord) { r.Wrong = 611 })), "wrong is more than strokes", again},
		{said("typing", with(func(r *TypingRecord) { r.Left = 611 })), "left is more than strokes", again},
		{said("typing", with(func(r *TypingRecord) { r.Errors = 601 })), "errors is more than left", again},
		{said("typing", with(func(r *TypingRecord) { r.Time = 179 * time.Second })), "it took 179 seconds, less than the exercise's 3 minutes", again},
		{said("typing", typed(7000, 0)), "466 net words a minute is faster than anyone types", again},
		{said("words", TasksRecord{7, 5, nil}), "there were 5 tasks, and now there are 6", again},
		{said("words", TasksRecord{0, 0, nil}), "0 is no seed", "write the seed of the draw, from 1 to 999999999"},
		{said("words", outside), `task "w99" is not one of those that the seed draws`, "take it out"},
		{said("words", odd), `task "` + first + `" has no option "left"`, "write one of: "},
		{Reply{Question: "words", State: NotApplicable}, `"not applicable" is not offered here`, `use "not taken"`},
		{Reply{Question: "style", State: NotTaken}, `only an exercise is "not taken"`, `use "skipped" or "prefer not to say"`},
		{Reply{Question: "test", State: NotTaken}, `only an exercise is "not taken"`, `use "skipped", "prefer not to say" or "not applicable"`},
	} {
		_, err := NewAnswers(q, Sitting{}, []Reply{c.reply})
		var p Problem
		if ps, ok := err.(Problems); ok && len(ps) == 1 {
			p = ps[0]
		}
		if p.What != fmt.Sprintf("%q: %s", c.reply.Question, c.what) || !strings.HasPrefix(p.Fix, c.fix) {
			t.Errorf("%+v: %v; fix: %s", c.reply, err, p.Fix)
		}
	}
	// Tasks of another version that are drawn no more, or not as many, are left out, all together.
	fewer := chosen(words, 7, 5, 5)
	fewer.Of = 5
	for _, of := range []TasksRecord{outside, fewer} {
		a, err := NewAnswers(q, Sitting{Version: "0"}, []Reply{said("words", of)})
		if err != nil || len(a.LeftOut()) != 1 || a.Of("words").Tasks != nil {
			t.Errorf("%+v, %v", a, err)
		}
	}
}

// TestDraw: a draw has its number of items of each level, rising, and every option once; it hangs on the
// seed and the ids alone; over many seeds every item is drawn about as often, and every option of an item
// stands about as often in each place.
func TestDraw(t *testing.T) {
	q := doing().Question("words")
	other := *q
	other.Items = slices.Clone(q.Items)
	slices.Reverse(other.Items)
	const seeds = 6000
	drawn, places := map[string]int{}, map[string]int{}
	for seed := 1; seed <= seeds; seed++ {
		all := q.Drawn(seed)
		for i, d := range all {
			if want := []int{1, 1, 1, 2, 2, 3}[i]; len(all) != 6 || d.Level != want {
				t.Fatalf("seed %d draws %+v", seed, all)
			}
			sorted := slices.Sorted(slices.Values(d.Options))
			if !slices.Equal(sorted, []string{DontKnow, "right", "worse", "wrong"}) || d.Options[3] != DontKnow {
				t.Fatalf("seed %d gives the options %q", seed, d.Options)
			}
			drawn[d.ID]++
			places[fmt.Sprint(d.Options[:3])]++
		}
		for i, d := range other.Drawn(seed) {
			if d.ID != all[i].ID || !slices.Equal(d.Options, all[i].Options) {
				t.Fatalf("seed %d draws otherwise from another order", seed)
			}
		}
	}
	for id, n := range drawn {
		if n < seeds*45/100 || n > seeds*55/100 { // each half of the time; 55 is seven standard errors off
			t.Errorf("%s is drawn %d times of %d", id, n, seeds)
		}
	}
	for order, n := range places {
		if n < seeds*95/100 || n > seeds*105/100 { // each a sixth of six options a seed
			t.Errorf("%s stands %d times, not about %d", order, n, seeds)
		}
	}
}

// TestWilson: against R 4, prop.test(right, all, conf.level = .68, correct = FALSE)$conf.int, times all,
// rounded outwards.
func TestWilson(t *testing.T) {
	for _, c := range []struct{ right, all, low, high int }{
		{7, 10, 5, 9},  // 5.433546125 8.206475243
		{9, 10, 7, 10}, // 7.670724438 9.609318298
		{0, 8, 0, 1},   // 0           0.880144505
		{8, 8, 7, 8},   // 7.119855495 8
		{6, 8, 4, 7},   // 4.61007813  6.949849618
		{4, 8, 2, 6},   // 2.673241164 5.326758836
		{1, 6, 0, 3},   // 0.3955356912 2.170470349
		{4, 6, 2, 5},   // 2.785170 4.931827
		{5, 6, 3, 6},   // 3.829529651 5.604464309
		{0, 0, 0, 0},
	} {
		if low, high := Wilson(c.right, c.all); low != c.low || high != c.high {
			t.Errorf("%d of %d: %d to %d, want %d to %d", c.right, c.all, low, high, c.low, c.high)
		}
	}
}

// TestReadExerciseRefuses: a result whose exercises do not follow from what was counted is not read.
func TestReadExerciseRefuses(t *testing.T) {
	q := doing()
	var out bytes.Buffer
	r := world{q, does("style", "typing", "words")}.judge(t, []Reply{said("style", "fast"), said("typing", typed(600, 3)), said("words", chosen(q.Question("words"), 7, 4, 6))})
	if err := WriteJSON(&out, r); err != nil {
		t.Fatal(err)
	}
	good := out.String()
	typing := func(r *Result) *TypingShown { return at(*r, "typing").Exercise.Typing }
	tasks := func(r *Result) *TasksShown { return at(*r, "words").Exercise.Tasks }
	for i, change := range []func(r *Result){
		func(r *Result) { typing(r).Net.Shown++ },
		func(r *Result) { typing(r).Gross = nil },
		func(r *Result) { typing(r).Errors = 2 },
		func(r *Result) { typing(r).Errors = 601 },
		func(r *Result) { typing(r).Lowered = true },
		func(r *Result) { typing(r).Levels = nil },
		func(r *Result) { *typing(r) = TypingShown{Net: Figure{-1, "-1/1"}, Levels: typing(r).Levels} },
		func(r *Result) { at(*r, "typing").Exercise = nil },
		func(r *Result) { at(*r, "typing").Exercise.Typing = nil },
		func(r *Result) { at(*r, "typing").Exercise.Tasks = tasks(r) },
		func(r *Result) { at(*r, "typing").State = NotTaken },
		func(r *Result) { at(*r, "style").Exercise = at(*r, "typing").Exercise },
		func(r *Result) { at(*r, "words").Exercise.Tasks = nil },
		func(r *Result) { at(*r, "words").Exercise.Typing = typing(r) },
		func(r *Result) { tasks(r).Right = 5 },
		func(r *Result) { tasks(r).Right = -1 },
		func(r *Result) { tasks(r).Done = 5 },
		func(r *Result) { tasks(r).Done = -1 },
		func(r *Result) { tasks(r).Of = 5 },
		func(r *Result) { tasks(r).Of, tasks(r).Done = 1e9, 1e9 },
		func(r *Result) { tasks(r).High = 6 },
		func(r *Result) { tasks(r).Low = 3 },
		func(r *Result) { tasks(r).Missed = nil },
		func(r *Result) { at(*r, "words").State = NotTaken },
		func(r *Result) { r.Requirements[0].Parts[0].Evidence[1].Aside = true },
		func(r *Result) { r.Requirements[0].Parts[0].Evidence[0].Counts = true },
		func(r *Result) { at(*r, "typing").Say = "95 net words a minute at 100 % accuracy" },
		func(r *Result) { at(*r, "words").Say = "6 of 6 right" },
		func(r *Result) {
			r.Requirements[0].Parts[0].Evidence[1].Say = "95 net words a minute at 100 % accuracy"
		},
		func(r *Result) { r.Requirements[0].Parts[0].Evidence[1].Points = 6 },
		func(r *Result) {
			r.Requirements[0].Parts[0].Evidence[2].Points, r.Requirements[0].Parts[0].Evidence[2].Of = 5, 7
		},
		func(r *Result) { r.Requirements[0].Parts[0].Evidence[1].Evidence = Documented },
		func(r *Result) { r.Requirements[0].Parts[0].Evidence[0].Evidence = Measured },
		func(r *Result) { r.Requirements[0].Parts[0].Evidence[1].Question = "gone" },
		func(r *Result) { r.Requirements[0].Parts[0].Evidence[1].State = NotTaken },
		func(r *Result) { at(*r, "typing").Kind = One },
		func(r *Result) { typing(r).Levels[0].From = -5 },
		func(r *Result) { typing(r).Levels[2].Points = 600 },
		func(r *Result) { typing(r).Levels[2].From = 25 },
		func(r *Result) {
			*typing(r) = TypingShown{Net: Figure{5000, "5000/1"}, Levels: typing(r).Levels, Accuracy: 95}
		},
		func(r *Result) { // not taken, but with points
			*at(*r, "typing") = Said{ID: "typing", Kind: Typing, State: NotTaken}
			r.Requirements[0].Parts[0].Evidence[1] = Shown{Question: "typing", State: NotTaken, Evidence: Measured, Points: 2, Of: 6}
		},
	} {
		if _, err := ReadResult(strings.NewReader(edited(t, good, change))); err == nil {
			t.Errorf("change %d is read", i)
		}
	}
}
