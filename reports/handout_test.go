package reports

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"readiness/assess"
	"readiness/questionnaires"
)

// collected gives the results of the role's examples, as if each had answered a form, with where they stand for the
// other roles of the questionnaire.
func collected(t *testing.T) []assess.Result {
	t.Helper()
	role, q := builtin(t)
	roles, err := questionnaires.RolesFor(q)
	if err != nil {
		t.Fatal(err)
	}
	var all []assess.Result
	for _, e := range role.Examples {
		a, err := assess.NewAnswers(q, assess.Sitting{Name: "Alex Example", Reference: "R1", Collected: true}, e.Replies)
		if err != nil {
			t.Fatal(err)
		}
		others := slices.DeleteFunc(slices.Clone(roles), func(r *assess.Role) bool { return r.ID == role.ID })
		all = append(all, assess.Advise(role, a, others))
	}
	return all
}

// forTheProgram are words that make sense only to somebody with the program and a file of answers.
var forTheProgram = regexp.MustCompile(`(?i)readiness (take|type|score|new|check|list)|answers files?|\bprogram again|(take|finish) (the|an) exercise|exercises? (that )?still|on the computer where|empty the bin|files behind|--[a-z]|the id of the role|from a file`)

// TestCollectedNamesNoCommand holds that who answered a form is not told to go on with a program or a file that they do
// not have, by no step of a role either, nor given ids of roles. Where one learns something is told in the words of a
// questionnaire, which are not looked at here.
func TestCollectedNamesNoCommand(t *testing.T) {
	t.Parallel()
	role, _ := builtin(t)
	for i, r := range collected(t) {
		if r.Route != nil {
			for k := range r.Route.Changes {
				r.Route.Changes[k].Where = "" // of an exercise: see TestCollectedFirst
			}
		}
		for _, d := range []Document{Personal(r), Summary(r)} {
			text := textOf(t, d)
			for _, at := range forTheProgram.FindAllStringIndex(text, -1) {
				t.Errorf("example %d: it says %q: %s", i, text[at[0]:at[1]], text[max(0, at[0]-200):at[1]+60])
			}
			for _, s := range r.Others {
				if strings.Contains(s.Role.ID, "-") && strings.Contains(text, s.Role.ID) || strings.Contains(text, "("+role.ID) {
					t.Errorf("example %d: it names the role %s by its id", i, s.Role.ID)
				}
			}
		}
		if text := textOf(t, Personal(r)); !strings.Contains(text, "Whoever gave you the form has your answers") {
			t.Errorf("example %d: it does not say who has the answers", i)
		}
		if text := textOf(t, Summary(r)); strings.Contains(text, "the tables mark") {
			t.Errorf("example %d: the handout has no tables", i)
		}
	}
}

// TestCollectedFirst: what comes before a step can be done without the program.
func TestCollectedFirst(t *testing.T) {
	t.Parallel()
	for state, want := range map[assess.AnswerState]string{assess.NotTaken: "You have not done this exercise (whoever gave you the form can say whether you may)", assess.Skipped: "You did not answer “How?”"} {
		for _, say := range []string{"", "Begun"} {
			p := &personal{Result: assess.Result{Collected: true}, asked: map[string]assess.Said{"x": {Ask: "How?", State: state, Say: say, Kind: assess.Typing}}}
			if got := p.first(assess.Change{Question: "x"}); got != want {
				t.Errorf("%s: %q, want %q", state, got, want)
			}
			if got := p.change(assess.Change{Question: "x", To: "6 right", Where: "with new tasks"}); strings.Contains(got, "new tasks") {
				t.Errorf("where exercises are done: %q", got)
			}
		}
	}
}

func TestHandouts(t *testing.T) {
	t.Parallel()
	all := collected(t)
	d := Handouts(all)
	breaks, text := 0, textOf(t, d)
	for i, b := range d.Blocks {
		if b, is := b.(Break); is && b.Odd && strings.Contains(b.Part, "R1") {
			breaks++
			if n, is := d.Blocks[i+2].(Note); !is || !slices.Equal(n.Paragraphs, []string{"For R1"}) {
				t.Errorf("part %d begins with %+v", breaks, d.Blocks[i+2])
			}
		}
	}
	if breaks != len(all) || strings.Contains(text, "Alex Example") {
		t.Errorf("%d of %d parts; %s", breaks, len(all), text[:300])
	}
	if !slices.ContainsFunc(d.Blocks, func(b Block) bool { h, is := b.(Heading); return is && h.Level == 1 }) {
		t.Error("no heading")
	}
}

// textOf gives a document as text on one line.
func textOf(t *testing.T, d Document) string {
	t.Helper()
	var out strings.Builder
	if err := WriteText(&out, d, 0); err != nil {
		t.Fatal(err)
	}
	return strings.Join(strings.Fields(out.String()), " ")
}
