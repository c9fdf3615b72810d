package assess

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"
)

// advised is a result with all that Advise adds: a band that hangs on weights and answers, a route, and two other roles.
func advised(t *testing.T) Result {
	t.Helper()
	role := worked()
	role.Bands[1] = Band{"Nearly", 70, AtLeastAny, ""}
	q := office()
	for i, weeks := range []int{0, 4, 12, 26} {
		q.questions[1].Options[i].Weeks = weeks
	}
	q.questions[1].Reach = Reach{Where: "A college", Source: "Ours"}
	a := world{q, role}.answers(t, []Reply{said("style", "look"), said("certificate", "none"), said("speed", 30), said("software", []string{"word", "sheet"})})
	r := Advise(role, a, clerks())
	if r.Band.Low != "Building" || !r.Route.Reaches || len(r.Route.Changes) != 1 || len(r.Route.Besides) > 0 || r.Firmness.Flip == nil || len(r.Firmness.Hangs) != 2 || len(r.Others) != 2 {
		t.Fatalf("%+v\n%+v\n%+v\n%d others", r.Band, r.Route, r.Firmness, len(r.Others))
	}
	return r
}

func written(t *testing.T, r Result) string {
	t.Helper()
	return writtenAs(t, r)
}

func writtenAs[T Result | Survey | Progress](t *testing.T, r T) string {
	t.Helper()
	var out bytes.Buffer
	if err := WriteJSON(&out, r); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// TestReadAdviceRefuses: a result whose advice does not follow from the rest is not read.
func TestReadAdviceRefuses(t *testing.T) {
	t.Parallel()
	good := written(t, advised(t))
	for what, changes := range map[string][]func(r *Result){
		"how firm the band is does not follow": {
			func(r *Result) { r.Firmness.Seed = 2 },
			func(r *Result) { r.Firmness.Draws = 1000 },
			func(r *Result) { r.Firmness.Same++ },
			func(r *Result) { r.Firmness.Other = "Ready" },
			func(r *Result) { r.Firmness.Other = "" },
			func(r *Result) { r.Firmness.Flip = nil },
			func(r *Result) { r.Firmness.Flip.Requirement = "keys" },
			func(r *Result) { r.Firmness.Flip.From.Shown++ },
			func(r *Result) { r.Firmness.Flip.From.Exact = "24/1" },
			func(r *Result) { r.Firmness.Flip.To.Shown++ },
			func(r *Result) { r.Firmness.Flip.To.Exact = "38/1" },
			func(r *Result) { r.Firmness.Flip.Past = true },
			func(r *Result) { r.Firmness.Flip.Band = "Ready" },
		},
		"the band does not hang on": {
			func(r *Result) { r.Firmness.Hangs[0].Question = "gone" },
			func(r *Result) { r.Firmness.Hangs[0].Question = "speed" },
			func(r *Result) { r.Firmness.Hangs[0].Say = "Looking" },
			func(r *Result) { r.Firmness.Hangs[0].Band = "Building" },
			func(r *Result) { r.Firmness.Hangs[0].Band = "Rejected" },
		},
		"which is no higher band": {
			func(r *Result) { r.Route.Band = "Building" },
			func(r *Result) { r.Route.Band = "Rejected" },
			func(r *Result) { r.Route.Band = "" },
		},
		`a change to question "certificate" takes`: {
			func(r *Result) { r.Route.Changes[0].Weeks, r.Route.Weeks = 0, 0 },
			func(r *Result) { r.Route.Changes[0].Points = 0 },
			func(r *Result) { r.Route.Changes[0].Points = 5 },
			func(r *Result) { r.Route.Changes[0].Of = 2 },
		},
		"the weeks of the route are not": {
			func(r *Result) { r.Route.Weeks++ },
			func(r *Result) { r.Route.Changes[0].Weeks++ },
			func(r *Result) { r.Route.Reaches = false },
		},
		"the route does not lead where": {
			func(r *Result) { r.Route.Changes[0].Points = 1 },
			func(r *Result) { r.Route.Band = "Ready" },
			func(r *Result) { r.Route.Changes, r.Route.Weeks = nil, 0 },
		},
		`a change to question "gone"`: {
			func(r *Result) { r.Route.Changes[0].Question = "gone" },
		},
		`role "filing": its figures do not follow`: {
			func(r *Result) { r.Others[0].Readiness = nil },
			func(r *Result) { r.Others[0].Readiness.Low-- },
			func(r *Result) { r.Others[0].Readiness.ExactHigh = "99/1" },
			func(r *Result) { r.Others[0].Strength = r.Others[0].Readiness },
			func(r *Result) { r.Others[0].Band = nil },
			func(r *Result) { r.Others[0].Band.Low = "Building" },
			func(r *Result) { r.Others[0].Band.High = "Building" },
			func(r *Result) { r.Others[0].Band.HeldBy = []string{"it"} },
			func(r *Result) { r.Others[0].Bands[2].Name = "Top" },
			func(r *Result) { r.Others[0].Requirements[0].Kind = Desirable },
		},
		`role "filing": requirement "it" does not follow`: {
			func(r *Result) { r.Others[0].Requirements[0].State = PartlyMet },
			func(r *Result) { r.Others[0].Requirements[0].Low-- },
			func(r *Result) { r.Others[0].Requirements[0].ExactLow = "200/2" },
			func(r *Result) { r.Others[0].Requirements[0].Range = nil },
		},
		`role "filing": requirement "it" has no score`: {
			func(r *Result) { r.Others[0].Requirements[0].ExactLow = "1/0" },
			func(r *Result) { r.Others[0].Requirements[0].ExactLow = "-1/1" },
			func(r *Result) { r.Others[0].Requirements[0].ExactHigh = "101/1" },
			func(r *Result) { r.Others[0].Requirements[0].ExactHigh = "a" },
			func(r *Result) { r.Others[0].Requirements[0].ExactHigh = "99/1" },
		},
		`role "filing": requirement "it" has weight`: {
			func(r *Result) { r.Others[0].Requirements[0].Weight = 0 },
			func(r *Result) { r.Others[0].Requirements[0].Target = 101 },
			func(r *Result) { r.Others[0].Requirements[0].Target = 0 },
			func(r *Result) { r.Others[0].Requirements[0].Partly = 0 },
			func(r *Result) { r.Others[0].Requirements[0].Target = 40 },
			func(r *Result) { r.Others[0].Requirements[0].Kind = "rejected" },
		},
		`requirement "" has weight`: {func(r *Result) { r.Others[0].Requirements[0].ID = "" }},
		"lacks its name": {
			func(r *Result) { r.Others[0].Role.ID = "" },
			func(r *Result) { r.Others[0].Role.Title = "" },
			func(r *Result) { r.Others[0].Bands = nil },
			func(r *Result) { r.Others[0].Requirements = nil },
			func(r *Result) { r.Others[0].NotAsked = -1 },
		},
	} {
		for i, change := range changes {
			var r Result
			if err := json.Unmarshal([]byte(good), &r); err != nil {
				t.Fatal(err)
			}
			change(&r)
			if _, err := ReadResult(strings.NewReader(written(t, r))); err == nil || !strings.Contains(err.Error(), what) {
				t.Errorf("change %d of %q: %v", i, what, err)
			}
		}
	}
}

// TestReadNoBand: without a band there is nothing to be firm, and no way to the next.
func TestReadNoBand(t *testing.T) {
	role := worked()
	role.Requirements = role.Requirements[2:]
	r := world{office(), role}.advise(t, []Reply{said("style", "touch"), said("speed", 30)})
	if r.Band != nil || r.Firmness != nil || r.Route != nil {
		t.Fatalf("%+v", r)
	}
	round(t, r)
	full := advised(t)
	for what, change := range map[string]func(r *Result){
		"there is no band, and yet": func(r *Result) { r.Firmness = full.Firmness },
		"which is no higher band":   func(r *Result) { r.Route = full.Route },
	} {
		if _, err := ReadResult(strings.NewReader(edited(t, written(t, r), change))); err == nil || !strings.Contains(err.Error(), what) {
			t.Errorf("%s: %v", what, err)
		}
	}
}

// TestReadFormats: a result of the first format, which had no advice, is read as it is; one of a format to come is newer.
func TestReadFormats(t *testing.T) {
	r := judged(t, said("style", "look"))
	r.Format = 1
	src := written(t, r)
	for _, name := range []string{"firmness", "route", "others", "work", "grounds", "adverts", "stories"} {
		if strings.Contains(src, `"`+name+`"`) {
			t.Errorf("the first format had no %q", name)
		}
	}
	back, err := ReadResult(strings.NewReader(src))
	if err != nil || back.Format != 1 || back.Firmness != nil || back.Route != nil || back.Others != nil {
		t.Fatalf("%+v, %v", back, err)
	}
	if again := Compare(back, judged(t, said("style", "look"))); len(again.Answers) > 0 || again.Format != ResultFormat {
		t.Errorf("%+v", again)
	}
	if back.Format = ResultFormat; !reflect.DeepEqual(written(t, back), written(t, judged(t, said("style", "look")))) {
		t.Error("but for its format it is another")
	}
	src = strings.Replace(written(t, advised(t)), `"format": 2`, `"format": 3`, 1)
	if _, err := ReadResult(strings.NewReader(src)); err == nil || !strings.Contains(err.Error(), "a newer version of this program") {
		t.Error(err)
	}
}

// TestReadAdviceApart: what a changed result says that cannot follow from the rest, each told by its own rule.
func TestReadAdviceApart(t *testing.T) {
	good := written(t, advised(t))
	for name, change := range map[string]func(r *Result){
		"besides names no essential":    func(r *Result) { r.Route.Besides = []string{"gone"} },
		"besides names one that is met": func(r *Result) { r.Route.Besides = []string{"it"} },
		"a change of no question": func(r *Result) {
			r.Route.Changes = append(r.Route.Changes, Change{Question: "gone", Weeks: 1, Points: 1, Of: 1})
			r.Route.Weeks++
		},
		"a change twice":                   func(r *Result) { r.Route.Changes = append(r.Route.Changes, r.Route.Changes[0]); r.Route.Weeks *= 2 },
		"a change of what it was not":      func(r *Result) { r.Route.Changes[0].From = "Level 4" },
		"a change with other most points":  func(r *Result) { r.Route.Changes[0].Of = 3 },
		"a hang twice":                     func(r *Result) { r.Firmness.Hangs = append(r.Firmness.Hangs, r.Firmness.Hangs[0]) },
		"up, to a lower band":              func(r *Result) { r.Firmness.Hangs[0].Up = false },
		"a hang on nothing said":           func(r *Result) { r.Firmness.Hangs[0].Question, r.Firmness.Hangs[0].Say = "story", "" },
		"a hang on the same":               func(r *Result) { r.Firmness.Hangs[0].Would = r.Firmness.Hangs[0].Say },
		"a lead to another role":           func(r *Result) { r.Others[0].Lead.Role = "typist" },
		"the role itself among others":     func(r *Result) { r.Others[0].Role.ID = r.Role.ID },
		"another role twice":               func(r *Result) { r.Others = append(r.Others, r.Others[0]) },
		"the further first":                func(r *Result) { r.Others[0], r.Others[1] = r.Others[1], r.Others[0] },
		"a band asks something unheard of": func(r *Result) { r.Others[0].Bands[1].Essentials = "rejected" },
		"two bands of one name":            func(r *Result) { r.Others[0].Bands[1].Name = "Building" },
	} {
		if _, err := ReadResult(strings.NewReader(edited(t, good, change))); err == nil {
			t.Errorf("read: %s", name)
		}
	}
}

// TestOneTickHangs: one tick less than one is none of them.
func TestOneTickHangs(t *testing.T) {
	role := worked()
	role.Requirements = role.Requirements[1:2]
	role.Bands = []Band{{"low", 0, AtLeastAny, ""}, {"high", 60, AtLeastAny, ""}}
	r := world{office(), role}.advise(t, []Reply{said("software", []string{"word"})})
	if r.Band.Low != "high" || len(r.Firmness.Hangs) == 0 {
		t.Error("with none of these the band is low, and it is said to hang on nothing")
	}
}

// TestReadTooMany: a result with more essentials than any role has is refused before it is worked out again.
func TestReadTooMany(t *testing.T) {
	r := advised(t)
	for i := range mostWeighed {
		more := r.Requirements[0]
		more.ID = fmt.Sprint("more", i)
		r.Requirements = append(r.Requirements, more)
	}
	if err := r.advised(nil); err == nil || !strings.Contains(err.Error(), "more than any role") {
		t.Error(err)
	}
}

// TestReadOther: what is no result of one person is told for what it is, and what an editor put before it is no damage.
func TestReadOther(t *testing.T) {
	good := written(t, advised(t))
	if _, err := ReadResult(strings.NewReader("\ufeff" + good)); err != nil {
		t.Error(err)
	}
	for want, text := range map[string]string{
		"this is UTF-16 text":          "\xff\xfe{\x00",
		"stand for several roles":      writtenAs(t, SurveyOf([]*Role{worked()}, world{office(), worked()}.answers(t, nil))),
		"what moved between two":       writtenAs(t, Compare(advised(t), advised(t))),
		"its format is 1, which has":   edited(t, good, func(r *Result) { r.Format = 1 }),
		"does not need the change to ": edited(t, good, func(r *Result) { needless(t, r) }),
	} {
		if _, err := ReadResult(strings.NewReader(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
}

// needless adds a change to the route of a result that it does not need.
func needless(t *testing.T, r *Result) {
	t.Helper()
	changed := map[string]bool{}
	for _, c := range r.Route.Changes {
		changed[c.Question] = true
	}
	for id, was := range r.answers() {
		if !changed[id] && was.Of > 0 && r.kind(id) != Many {
			r.Route.Changes = append(r.Route.Changes, Change{Question: id, From: was.Say, To: "more", Weeks: 1, Points: max(1, was.Points), Of: was.Of})
			r.Route.Weeks++
			return
		}
	}
	t.Fatal("nothing to add")
}

// TestRouteThroughAClaim: a change may cause a claim to be counted that was made before, and that may open another
// question.
func TestRouteThroughAClaim(t *testing.T) {
	course := Question{ID: "course", Kind: One, Evidence: Documented, Reach: Reach{Where: "A college", Source: "Ours"},
		Options: []Option{{ID: "no", Say: "No course"}, {ID: "yes", Say: "A course", Points: 1, Weeks: 23}}}
	claim := Question{ID: "claim", Kind: One, Evidence: Claimed, OnlyIf: []Condition{{"course", []string{"yes"}}},
		Options: []Option{{ID: "no", Say: "Not at ease"}, {ID: "yes", Say: "At ease", Points: 1}}}
	test := Question{ID: "test", Kind: One, Evidence: Documented, Reach: course.Reach, OnlyIf: []Condition{{"claim", []string{"yes"}}},
		Options: []Option{{ID: "no", Say: "No test"}, {ID: "yes", Say: "A test", Points: 1, Weeks: 12}}}
	q := NewQuestionnaire(Questionnaire{ID: "q", Sections: []Section{{ID: "s", Questions: []Question{course, claim, test}}}})
	role := &Role{ID: "r", Title: "R", Bands: []Band{{"low", 0, AtLeastAny, ""}, {"high", 100, AtLeastMet, ""}},
		Requirements: []Requirement{{ID: "all", Kind: Essential, Weight: 1, Target: 100, Partly: 50, Parts: []Part{{Name: "All", Questions: []string{"test"}}}}}}
	r := world{q, role}.advise(t, []Reply{said("course", "no"), said("claim", "yes")})
	if r.Route == nil || !r.Route.Reaches || r.Route.Weeks != 35 || len(r.Route.Changes) != 2 {
		t.Errorf("%+v", r.Route)
	}
}

// TestChangedAside: a route's change that finishes an exercise puts what is claimed in the same part aside.
func TestChangedAside(t *testing.T) {
	before := []JudgedPart{{Name: "P", Evidence: []Shown{
		{Question: "claim", Evidence: Claimed, State: Answered, Points: 3, Of: 3},
		{Question: "open", Evidence: Claimed, State: Skipped, Of: 3, Missing: true},
		{Question: "typing", Evidence: Measured, State: NotTaken, Of: 6},
	}}}
	after := changed(before, map[string]Change{"typing": {Points: 2, Of: 6}})[0].Evidence
	if !after[0].Aside || after[1].Aside || after[1].Missing || after[2].State != Answered || after[2].Points != 2 || before[0].Evidence[0].Aside {
		t.Errorf("%+v", after)
	}
}
