package questionnaires

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"text/tabwriter"

	"readiness/assess"
)

var update = flag.Bool("update", false, "write the golden files anew")

// A stands is where the person of one example stands for every role that is built in.
type stands struct {
	role, name string // of the role that has the example
	answers    *assess.Answers
	all        []assess.Standing // the nearest first
}

// of gives the standing for one role.
func (s stands) of(t *testing.T, role string) assess.Standing {
	t.Helper()
	i := slices.IndexFunc(s.all, func(o assess.Standing) bool { return o.Role.ID == role })
	if i < 0 {
		t.Fatalf("%s is not built in", role)
	}
	return s.all[i]
}

// builtinRoles gives all roles that are built in, with the questionnaire that they share.
func builtinRoles(t testing.TB) (roles []*assess.Role, q *assess.Questionnaire) {
	t.Helper()
	_, q = loadBuiltin(t, DefaultRole())
	for _, id := range Roles() {
		name, src, err := Builtin(id)
		if err != nil {
			t.Fatal(err)
		}
		role, err := ParseRole(name, src, q)
		if err != nil {
			t.Fatal(err)
		}
		roles = append(roles, role)
	}
	return roles, q
}

// everyExample judges each example of each role against all of them.
func everyExample(t testing.TB, roles []*assess.Role, q *assess.Questionnaire) (all []stands) {
	t.Helper()
	for _, role := range roles {
		for _, e := range role.Examples {
			a, err := replay(e, role, q)
			if err != nil {
				t.Fatalf("%s: %s: %v", role.ID, e.Name, err)
			}
			all = append(all, stands{role.ID, e.Name, a, assess.SurveyOf(roles, a).Roles})
		}
	}
	return all
}

var nearness = map[assess.Nearness]string{
	assess.AlreadyThere: "already there", assess.WithinReach: "within reach", assess.Undecided: "undecided", assess.FurtherOff: "further off",
}

// ladder writes the golden table: for each example a block, in it a row for each role.
func ladder(t testing.TB, all []stands) string {
	t.Helper()
	var out strings.Builder
	out.WriteString("Each example of each role, and where it stands for all roles, the nearest first.\n" +
		"Write it anew with: go test ./questionnaires -run Ladder -update\n")
	for _, s := range all {
		fmt.Fprintf(&out, "\n%s: %s\n", s.role, s.name)
		w := tabwriter.NewWriter(&out, 0, 0, 2, ' ', 0)
		for _, o := range s.all {
			short := ""
			for _, r := range o.Requirements {
				if r.Kind == assess.Essential && r.State != assess.Met && r.State != assess.DoesNotApply {
					short += " " + r.ID
				}
			}
			asked := ""
			if o.NotAsked > 0 {
				asked = fmt.Sprintf("%d not asked", o.NotAsked)
			}
			fmt.Fprintf(w, "  %s\t%s\t%s\t%s\t%s\t%s\t\n", o.Role.ID, nearness[o.Near()], strings.ReplaceAll(bandRange(o.Band.Low, o.Band.High), `"`, ""), figures(o.Readiness), asked, strings.TrimSpace(short))
		}
		if err := w.Flush(); err != nil {
			t.Fatal(err)
		}
	}
	lines := strings.Split(out.String(), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.Join(lines, "\n")
}

// TestLadder: where the people of all examples stand for all roles is as it was when somebody last read it, and as
// somebody who gives advice on careers would expect.
func TestLadder(t *testing.T) {
	roles, q := builtinRoles(t)
	all := everyExample(t, roles, q)
	t.Run("golden", func(t *testing.T) { checkGolden(t, ladder(t, all)) })
	t.Run("gaps", func(t *testing.T) { checkGaps(t, roles, q, all) })
	t.Run("advice", func(t *testing.T) { checkAdvice(t, all) })
}

// checkGolden compares the table with the golden file.
func checkGolden(t *testing.T, got string) {
	const golden = "testdata/ladder.golden"
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	src, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	want := strings.ReplaceAll(string(src), "\r\n", "\n")
	if got == want {
		return
	}
	before, about := strings.Split(want, "\n"), ""
	for i, line := range strings.Split(got, "\n") {
		if line != "" && line[0] != ' ' {
			about = line
		}
		if i >= len(before) || before[i] != line {
			t.Fatalf("it is not as in %s any more; see whether each line is right, then write it anew. The first:\n%s\n%s", golden, about, line)
		}
	}
	t.Errorf("%s has more lines than there are", golden)
}

// checkGaps: no role names a gap, a question or a change that it does not have itself.
func checkGaps(t *testing.T, roles []*assess.Role, q *assess.Questionnaire, all []stands) {
	for _, s := range all {
		for _, role := range roles {
			var ids, stood []string
			for _, r := range role.Requirements {
				ids = append(ids, r.ID)
			}
			for _, r := range s.of(t, role.ID).Requirements {
				stood = append(stood, r.ID)
			}
			if !slices.Equal(ids, stood) {
				t.Errorf("%s, for %s: it stands by %v, but is asked for %v", s.name, role.ID, stood, ids)
			}
			needed := map[string]bool{}
			i := 0
			for _, question := range q.Questions() {
				needed[question.ID] = role.Needs(q)[i]
				i++
			}
			r := assess.Judge(role, s.answers)
			for _, id := range slices.Concat(r.Plan, r.Band.HeldBy) {
				if !slices.Contains(ids, id) {
					t.Errorf("%s, for %s: %q is no requirement of it", s.name, role.ID, id)
				}
			}
			for _, j := range r.Requirements {
				for _, id := range j.Missing {
					if !needed[id] {
						t.Errorf("%s, for %s: it does not need %q", s.name, role.ID, id)
					}
				}
			}
		}
	}
}

// example gives where the person of an example stands.
func example(t *testing.T, all []stands, role, name string) stands {
	t.Helper()
	i := slices.IndexFunc(all, func(s stands) bool { return s.role == role && s.name == name })
	if i < 0 {
		t.Fatalf("%s has no example %q", role, name)
	}
	return all[i]
}

// before gives the roles that stand nearer than one.
func (s stands) before(role string) (ids []string) {
	for _, o := range s.all {
		if o.Role.ID == role {
			return ids
		}
		ids = append(ids, o.Role.ID)
	}
	return ids
}

// checkAdvice holds what anybody who advises would expect of the built-in roles.
func checkAdvice(t *testing.T, all []stands) {
	const narrow = "clinical-coder" // the one that asks for most certificates
	leaver := example(t, all, DefaultRole(), "School leaver without certificates")
	if nearer := leaver.before(narrow); len(nearer) < 3 {
		t.Errorf("nearer to the school leaver than %s is only %v", narrow, nearer)
	}
	if n := within(leaver, assess.WithinReach); n < 3 || leaver.of(t, narrow).Near() <= assess.WithinReach {
		t.Errorf("within reach of the school leaver are %d", n)
	}
	for _, s := range all {
		if near := s.of(t, narrow).Near(); s.role != narrow && near < assess.FurtherOff && within(s, near) < 2 {
			t.Errorf("%s: %s: only %s is %s", s.role, s.name, narrow, nearness[near])
		}
	}
	operator := example(t, all, "switchboard", "Switchboard operator of a hotel")
	if nearer := operator.before("personal-assistant"); !slices.Contains(nearer, "receptionist") || !slices.Contains(nearer, "switchboard") {
		t.Errorf("nearer to the switchboard operator than the assistant are %v", nearer)
	}
	expert := example(t, all, DefaultRole(), "Experienced medical secretary")
	if expert.of(t, DefaultRole()).Near() != assess.AlreadyThere || within(expert, assess.Undecided) != len(expert.all) {
		t.Errorf("an experienced secretary is further off somewhere:\n%s", ladder(t, []stands{expert}))
	}
	beginner := example(t, all, DefaultRole(), "Everything still to come")
	if n := within(beginner, assess.AlreadyThere); n > 0 {
		t.Errorf("whoever has everything still to come is already there for %d roles", n)
	}
}

// within counts the roles that are at least so near.
func within(s stands, near assess.Nearness) (n int) {
	for _, o := range s.all {
		if o.Near() <= near {
			n++
		}
	}
	return n
}

// best gives the best answer to a question; not ok for a text.
func best(q *assess.Question) (r assess.Reply, ok bool) {
	r = assess.Reply{Question: q.ID, State: assess.Answered}
	switch q.Kind {
	case assess.One:
		r.Value = slices.MaxFunc(q.Options, func(a, b assess.Option) int { return a.Points - b.Points }).ID
	case assess.Many:
		var ids []string
		for _, o := range q.Options {
			if !o.Alone {
				ids = append(ids, o.ID)
			}
		}
		r.Value = ids
	case assess.Number:
		r.Value = q.Max
	case assess.Typing:
		r.Value = q.Levels[len(q.Levels)-1].From
	case assess.Tasks:
		r.Value = q.Most()
	}
	return r, q.Kind != assess.Text
}

// TestBestAnswers: whoever gives the best answers meets every requirement of every role that is built in.
func TestBestAnswers(t *testing.T) {
	roles, q := builtinRoles(t)
	var replies []assess.Reply
	for _, question := range q.Questions() {
		if r, ok := best(question); ok {
			replies = append(replies, r)
		}
	}
	a, err := assess.NewAnswers(q, assess.Sitting{}, replies)
	if err != nil {
		t.Fatal(err)
	}
	for _, role := range roles {
		r := assess.Judge(role, a)
		for _, j := range r.Requirements {
			if j.State != assess.Met || j.ExactLow != "100/1" {
				t.Errorf("%s: with the best answers %s is %q, %s", role.ID, j.ID, j.State, j.ExactLow)
			}
		}
		if top := role.Bands[len(role.Bands)-1].Name; r.Band.Low != top {
			t.Errorf("%s: with the best answers the band is %q", role.ID, r.Band.Low)
		}
	}
}

// TestRouteWork: for each role that is built in the shortest way is found at once.
func TestRouteWork(t *testing.T) {
	roles, q := builtinRoles(t)
	for _, role := range roles {
		work, ok := assess.RouteWork(role, q)
		if t.Logf("%s: %d of %d", role.ID, work, assess.MostRouteWork); !ok {
			t.Errorf("%s: %d is too much", role.ID, work)
		}
	}
}

// TestFirmKnown: how firm some bands are, worked out apart, with exact fractions, in Python. Whoever changes a
// weight, a target or an answer of these examples has to work it out anew.
func TestFirmKnown(t *testing.T) {
	roles, q := builtinRoles(t)
	all := everyExample(t, roles, q)
	for _, known := range []struct {
		name, role string // an example of the default role, and the role that it is judged for
		same       int
		flip       string
	}{
		{"Career changer who types fast", "medical-secretary", 10_000, ""},
		{"Returner after years at home", "medical-secretary", 10_000, ""},
		{"GP receptionist", "medical-secretary", 10_000, ""},
		{"Sure of everything, measured otherwise", "medical-secretary", 10_000, "skills from 925/62 past 678265/9916: Building"},
		{"School leaver without certificates", "receptionist", 9893, "customer-care from 26/1 past 112840/2749: Building"},
		{"Sure of everything, measured otherwise", "receptionist", 9995, "customer-care from 26/1 past 34685/752: Building"},
	} {
		s := example(t, all, DefaultRole(), known.name)
		f := assess.Advise(roles[slices.Index(Roles(), known.role)], s.answers, nil).Firmness
		flip := ""
		if f.Flip != nil {
			flip = fmt.Sprintf("%s from %s to %s: %s", f.Flip.Requirement, f.Flip.From.Exact, f.Flip.To.Exact, f.Flip.Band)
			if f.Flip.Past {
				flip = strings.Replace(flip, " to ", " past ", 1)
			}
		}
		if f.Same != known.same || flip != known.flip {
			t.Errorf("%s, for %s: %d the same, %q; want %d, %q", known.name, known.role, f.Same, flip, known.same, known.flip)
		}
	}
}
