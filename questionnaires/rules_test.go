package questionnaires

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"readiness/assess"
)

// chain is a questionnaire of a, one or many, with a condition under which b is asked, and of b and
// c, with c asked only of those who said yes to b.
func chain(kind, options, is string) string {
	const scaled = "kind = \"one\"\nevidence = \"claimed\"\noptions = [{id=\"no\",say=\"No\",points=0},{id=\"yes\",say=\"Yes\",points=1}]\n"
	return "format = 1\nid = \"q\"\nversion = \"1\"\ntitle = \"Q\"\nminutes = 1\nintro = \"Q\"\n[[section]]\nid = \"s\"\ntitle = \"S\"\n" +
		"[[section.question]]\nid = \"a\"\nask = \"A\"\nkind = \"" + kind + "\"\nevidence = \"claimed\"\noptions = [" + options + "]\n" +
		"[[section.question]]\nid = \"b\"\nask = \"B\"\n" + scaled + "only_if = [{question = \"a\", is = [" + is + "]}]\n" +
		"[[section.question]]\nid = \"c\"\nask = \"C\"\n" + scaled + "only_if = [{question = \"b\", is = [\"yes\"]}]\n"
}

func TestConditions(t *testing.T) {
	option := func(id string, points int) string { return fmt.Sprintf("{id=%q,say=\"x\",points=%d},", id, points) }
	three := option("none", 0) + option("some", 1) + option("all", 3)
	ticks := option("x", 1) + option("y", 1) + option("z", 2) + `{id="none",say="x",points=0,alone=true}`
	tests := []struct {
		name, kind, options, is, part string
		harm                          string // the question at which it is noted, in the part; "" if none is
	}{
		{"the better answers lead on", "one", three, `"some", "all"`, `"b"`, ""},
		{"only the best leads on", "one", three, `"all"`, `"b"`, ""},
		{"the worst alone leads on", "one", three, `"none"`, `"b"`, "b"},
		{"the middle alone leads on", "one", three, `"some"`, `"b"`, "b"},
		{"a question not in the part", "one", three, `"none"`, `"a"`, ""},
		{"experience for the certificate", "one", option("no", 0) + option("yes", 2), `"no"`, `"a", "b"`, ""},
		{"the same, but the certificate is elsewhere", "one", option("no", 0) + option("yes", 2), `"no"`, `"b"`, "b"},
		{"the same, but the middle is asked no more", "one", three, `"none"`, `"a", "b"`, "b"},
		{"the middle is asked, too", "one", three, `"none", "some"`, `"a", "b"`, ""},
		{"one problem for one condition", "one", three, `"none"`, `"b", "c"`, "b"},
		{"ticks beyond enough", "many", ticks + "]\nenough = 1 #", `"x"`, `"b"`, ""},
		{"through another condition", "one", three, `"none"`, `"c"`, "c"},
		{"through another condition, in one part", "one", option("no", 0) + option("yes", 2), `"no"`, `"c", "a"`, ""},
		{"equal answers", "one", option("no", 0) + option("yes", 2) + option("si", 2), `"yes"`, `"b"`, ""},
		{"ticks that lead on", "many", ticks, `"x", "y", "z"`, `"b"`, ""},
		{"one tick of two equal ones", "many", ticks, `"x"`, `"b"`, "b"},
		{"the highest tick; the others make as much", "many", ticks, `"z"`, `"b"`, ""},
		{"none of these leads on", "many", ticks, `"none"`, `"b"`, "b"},
		{"none of these leads on, in one part", "many", ticks, `"none"`, `"a", "b"`, "b"},
		{"none of these leads on, and one tick is all", "many", option("x", 1) + `{id="none",say="x",points=0,alone=true}`, `"none"`, `"a", "b"`, ""},
		{"two lesser ticks together are more", "many", option("x", 2) + option("y", 2) + option("z", 3), `"z"`, `"b"`, "b"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			q, err := ParseQuestionnaire("q.toml", []byte(chain(test.kind, test.options, test.is)))
			if err != nil {
				t.Fatal(err)
			}
			src := strings.ReplaceAll(fixture(t, Role), `"desk"`, `"q"`)
			src = strings.Replace(src[:strings.Index(src, "[[example]]")], `stories = ["story"]`, "", 1)
			for _, questions := range []string{`["programs"]`, `["rows"]`} {
				src = strings.Replace(src, questions, `["a"]`, 1)
			}
			src = strings.Replace(src, `["speed", "style"]`, "["+test.part+"]", 1)
			ps := problemsOf(t, load(Role, src, q))
			if test.harm == "" {
				if len(ps) > 0 {
					t.Errorf("refused:\n%v", ps)
				}
				return
			}
			list := strings.Index(src, "["+test.part+"]")
			line, column := placeOf(src, list+strings.Index(src[list:], `"`+test.harm+`"`))
			if len(ps) != 1 || ps[0].Line != line || ps[0].Column != column || !strings.Contains(ps[0].What, "can show less here") {
				t.Errorf("want one problem at %d:%d, got:\n%v", line, column, ps)
			}
		})
	}
}

// TestBandsWithinReach: two bands may ask the same of the essentials if some people reach only one.
func TestBandsWithinReach(t *testing.T) {
	src := strings.Replace(fixture(t, Role), "[[band]]\nname       = \"Nearly\"", "[[band]]\nname = \"Begun\"\nfrom = 20\nessentials = \"partly met\"\nsays = \"Begun.\"\n\n[[band]]\nname       = \"Nearly\"", 1)
	if err := load(Role, src, desk(t)); err != nil {
		t.Errorf("with a band from 20 below one from 60, and partly / target 1/2 at least:\n%v", err)
	}
}

func TestNothingEssential(t *testing.T) {
	src := strings.ReplaceAll(fixture(t, Role), `"essential"`, `"desirable"`)
	if ps := problemsOf(t, load(Role, src, desk(t))); len(ps) != 1 || ps[0].Line != 1 || !strings.Contains(ps[0].What, "no requirement is essential") {
		t.Errorf("got %v", ps)
	}
}

// TestCounts: the limits on all questions together.
func TestCounts(t *testing.T) {
	for _, test := range []struct {
		n    int
		kind string
		want string // "" if it is allowed
	}{
		{maxTexts, "kind = \"text\"", ""},
		{maxTexts + 1, "kind = \"text\"", "there are more than 20 questions for a text"},
		{maxQuestions, "kind = \"one\"\nevidence = \"claimed\"\noptions = [{id=\"a\",say=\"A\",points=0},{id=\"b\",say=\"B\",points=1}]", ""},
		{maxQuestions + 1, "kind = \"one\"\nevidence = \"claimed\"\noptions = [{id=\"a\",say=\"A\",points=0},{id=\"b\",say=\"B\",points=1}]", "there are more than 250 questions"},
		{maxExercises, "kind = \"typing\"\naccuracy = 95\nlevels = [{from=0,points=0},{from=9,points=1}]", ""},
		{maxExercises + 1, "kind = \"typing\"\naccuracy = 95\nlevels = [{from=0,points=0},{from=9,points=1}]", "there are more than 20 exercises"},
	} {
		src := fixture(t, Questionnaire)
		src = src[:strings.Index(src, "[[section.question]]")]
		for i := range test.n {
			if i%200 == 199 {
				src += fmt.Sprintf("[[section]]\nid = \"s%d\"\ntitle = \"S\"\n", i)
			}
			src += fmt.Sprintf("[[section.question]]\nid = \"q%d\"\nask = \"Q\"\n%s\n", i, test.kind)
		}
		ps := problemsOf(t, load(Questionnaire, src, nil))
		if test.want == "" && len(ps) > 0 || test.want != "" && (len(ps) != 1 || !strings.Contains(ps[0].What, test.want)) {
			t.Errorf("%d of %.12s: %v", test.n, test.kind, ps)
		}
	}
}

// TestEverythingAtOnce: all problems are told, in the order of the file.
func TestEverythingAtOnce(t *testing.T) {
	src := fixture(t, Questionnaire)
	for _, change := range [][2]string{
		{`title   = "Desk work"`, "title = 5"}, {`id    = "keys"`, `id = "KEYS"`}, {`unit     =`, `units     =`},
		{`points = 1 },`, `points = 99 },`}, {`question = "programs"`, `question = "program"`}, {`kind = "text"`, `kind = "prose"`},
	} {
		if !strings.Contains(src, change[0]) {
			t.Fatal(change[0])
		}
		src = strings.Replace(src, change[0], change[1], 1)
	}
	ps := problemsOf(t, load(Questionnaire, src, nil))
	if len(ps) != 6 {
		t.Fatalf("%d problems:\n%v", len(ps), ps)
	}
	for i := range ps[1:] {
		if ps[i].Line >= ps[i+1].Line {
			t.Errorf("out of order: %v", ps)
		}
	}
}

func TestManyProblems(t *testing.T) {
	ps := problemsOf(t, load(Questionnaire, strings.Repeat("[[section]]\nx = 1\ny = 1\n", 1_900), nil))
	if len(ps) != maxProblems+1 {
		t.Errorf("%d problems", len(ps))
	}
}

func TestProse(t *testing.T) {
	src := strings.Replace(fixture(t, Questionnaire), `"A few questions."`, "\"\"\"\nA few\n  questions.\n\n\nSecond\nparagraph.\n\"\"\"", 1)
	src = strings.Replace(src, `"Think of a whole page."`, "\"\"\"Think\n\nof a page.\"\"\"", 1)
	q, err := ParseQuestionnaire("q.toml", []byte(src))
	if err != nil {
		t.Fatal(err)
	}
	if want := "A few questions.\n\nSecond paragraph."; q.Intro != want {
		t.Errorf("intro %q, want %q", q.Intro, want)
	}
	if got, want := q.Question("style").Help, "Think of a page."; got != want {
		t.Errorf("help %q, want %q", got, want)
	}
}

// TestValues: what was written is what is held.
func TestValues(t *testing.T) {
	q := desk(t)
	speed, rows := q.Question("speed"), q.Question("rows")
	if q.ID != "desk" || q.Version != "2" || q.Minutes != 5 || len(q.SHA256) != 64 || len(q.Sections) != 3 || len(q.Sections[1].Questions) != 3 {
		t.Errorf("questionnaire %+v", q)
	}
	if speed.Unit != "words per minute" || speed.Max != 200 || speed.Levels[1] != (assess.Level{From: 40, Points: 2, Weeks: 18}) || speed.Reach != (assess.Reach{Name: "Typing test", Where: "at home", Source: "Ours"}) ||
		speed.MayNotApply != "I never took a test" || speed.Evidence != assess.Documented || speed.OnlyIf[0].Is[1] != "touch" {
		t.Errorf("speed %+v", speed)
	}
	if programs := q.Question("programs"); programs.Enough != 3 || programs.Most() != 3 || !programs.Options[3].Alone || rows.OnlyIf[0].Question != "programs" {
		t.Errorf("programs %+v", programs)
	}
	if course := q.Question("course"); course.Options[2].Weeks != 30 || course.Options[4].Weeks != 0 || course.Reach != (assess.Reach{Where: "a college", Source: "Ours"}) {
		t.Errorf("course %+v", course)
	}
	role, err := ParseRole("r.toml", []byte(fixture(t, Role)), q)
	if err != nil {
		t.Fatal(err)
	}
	about, typing, band := role.About[0], role.Requirements[0], role.Bands[1]
	if len(about.Links) != 1 || about.Links[0] != (assess.Link{Say: "Desks", URL: "https://www.example.org/desks"}) {
		t.Errorf("links %+v", about.Links)
	}
	if about.Checked != "2026-11-22" || len(about.Items) != 2 || role.Questionnaire != "desk" || len(role.SHA256) != 64 {
		t.Errorf("role %+v", role)
	}
	if typing.Weight != 3 || typing.Target != 80 || typing.Partly != 40 || typing.Parts[0].Questions[1] != "style" || len(typing.Steps[0].When) != 2 || typing.Steps[0].Takes != "4 weeks" || typing.Steps[0].Part != "Speed" || role.Requirements[1].Steps[0].Part != "" {
		t.Errorf("typing %+v", typing)
	}
	if role.Work != "A clerk keeps lists." || role.Grounds != "15 adverts, a small sample" || len(role.LeadsTo) != 1 ||
		role.LeadsTo[0] != (assess.Lead{Role: "manager", Says: "Clerks who lead a team become managers.", Source: "A careers page"}) {
		t.Errorf("work %q, grounds %q, leads to %+v", role.Work, role.Grounds, role.LeadsTo)
	}
	if tools := role.Requirements[1]; typing.Adverts != "7 of 15 adverts ask for it" || !slices.Equal(typing.Stories, []string{"story"}) ||
		tools.Adverts != "" || tools.Stories != nil || tools.Parts[0].Value != "working together" || typing.Parts[0].Value != "" {
		t.Errorf("typing %+v, tools %+v", typing, tools)
	}
	if band != (assess.Band{Name: "Nearly", From: 60, Essentials: assess.AtLeastPartly, Says: "You are near."}) {
		t.Errorf("band %+v", band)
	}
	if e := role.Examples[1]; e.Rest != assess.PreferNotToSay || e.Low != "Building" || len(e.States) != 2 || len(e.Replies) != 2 || e.At.Line == 0 {
		t.Errorf("example %+v", e)
	}
}

func TestExamples(t *testing.T) {
	q := desk(t)
	run := func(src string) assess.Problems {
		role, err := ParseRole("r.toml", []byte(src), q)
		if err != nil {
			t.Fatal(err)
		}
		return RunExamples(role, q)
	}
	src := fixture(t, Role)
	if ps := run(src); len(ps) > 0 {
		t.Errorf("the examples fail:\n%v", ps)
	}
	role, err := ParseRole("r.toml", []byte(src), q)
	if err != nil {
		t.Fatal(err)
	}
	a, err := replay(role.Examples[1], role, q)
	if err != nil || a.Of("programs").State != assess.PreferNotToSay || a.Of("story").State != assess.Skipped || a.Of("speed").Given {
		t.Errorf("the rest of an example: %+v, %v", a, err)
	}
	src = strings.Replace(src, `{ band = "Building", typing`, `{ band = ["Building", "Ready"], typing`, 1)
	src = strings.Replace(src, `{ band = "Ready", typing = "met" }`, `{ band = "Nearly", typing = "not yet" }`, 1)
	src = strings.Replace(src, `tools = "not enough information" }`, `tools = "met" }`, 1)
	want := []string{
		`example "Knows it all": the band is "Ready" (readiness 100), not "Nearly"`,
		`example "Knows it all": requirement "typing" is "met" (score 100; met from 80, partly met from 40), not "not yet"`,
		`example "Says little": requirement "tools" is "not enough information" (score 0 to 100; met from 50, partly met from 25; open: programs), not "met"`,
	}
	want = slices.Insert(want, 2, `example "Says little": the band is "Building" (readiness 0 to 25, held by typing), not "Building" to "Ready"`)
	ps := Quote([]byte(src), run(src))
	if len(ps) != len(want) {
		t.Fatalf("%d problems:\n%v", len(ps), ps)
	}
	for i, p := range ps {
		if p.What != want[i] || p.Line == 0 || p.Fix == "" || p.Excerpt == "" {
			t.Errorf("got  %s: %s\n%s\nwant %s", p.Pos, p.What, p.Excerpt, want[i])
		}
	}
}

// TestNeeds: an example must answer what the role needs and may answer more; its rest is what the role needs.
func TestNeeds(t *testing.T) {
	q := desk(t)
	src := strings.Replace(fixture(t, Role), `rows = "some" }`, `rows = "some", course = "begun" }`, 1)
	role, err := ParseRole("r.toml", []byte(src), q)
	if err != nil {
		t.Fatal(err)
	}
	for i, course := range []bool{true, false} {
		a, err := replay(role.Examples[i], role, q)
		if err != nil || a.Of("course").Given != course || a.Of("done").Given {
			t.Errorf("example %d: course %+v, done %+v, %v", i, a.Of("course"), a.Of("done"), err)
		}
	}
	src = strings.Replace(fixture(t, Role), `questions = ["rows"]`, `questions = ["rows", "course"]`, 1)
	if ps := problemsOf(t, load(Role, src, q)); len(ps) != 1 || !strings.HasSuffix(ps[0].What, "asked but not answered: course") {
		t.Errorf("a question that is needed is left out: %v", ps)
	}
	src = strings.Replace(src, `, rows = "some" }`, `, course = "begun" }`, 1)
	if ps := problemsOf(t, load(Role, src, q)); len(ps) != 1 || !strings.HasSuffix(ps[0].What, "asked but not answered: rows") {
		t.Errorf("one is answered, another is not: %v", ps)
	}
	src = strings.Replace(fixture(t, Role), `questions = ["speed", "style"]`, `questions = ["rows"]`, 1)
	src = strings.Replace(src, `questions = ["rows"]`+"\n\n[[requirement.step]]\nwhen = [\"not yet\", \"partly met\"]\ndo   = \"Keep", `questions = ["course"]`+"\n\n[[requirement.step]]\nwhen = [\"not yet\", \"partly met\"]\ndo   = \"Keep", 1)
	src = strings.Replace(src, `questions = ["programs"]`, `questions = ["done"]`, 1)
	src = src[:strings.Index(src, "[[example]]")] + "[[example]]\nname = \"Says nothing\"\nanswers = {}\nexpect = { band = \"Building\" }\n"
	if ps := problemsOf(t, load(Role, src, q)); len(ps) != 1 || !strings.HasSuffix(ps[0].What, "asked but not answered: programs, course, done") {
		t.Errorf("what only a condition looks at is needed too: %v", ps)
	}
}

func TestBuiltin(t *testing.T) {
	seen := map[string]bool{}
	for _, id := range append(Questionnaires(), Roles()...) {
		if seen[id] {
			t.Errorf("%q is built in twice", id)
		}
		seen[id] = true
		if _, src, err := Builtin(id); err != nil || len(src) == 0 {
			t.Errorf("%q: %v", id, err)
		}
	}
	var roles []*assess.Role
	for _, id := range Roles() {
		role, q := loadBuiltin(t, id)
		roles = append(roles, role)
		if err := checkBuiltinRoute(id, role, q); err != nil {
			t.Errorf("%s: the shortest way is not found: %v", id, err)
		}
		if len(role.Examples) == 0 {
			t.Errorf("%s has no examples", id)
		}
		if ps := RunExamples(role, q); len(ps) > 0 {
			t.Errorf("%s: examples fail:\n%v", id, ps)
		}
		for _, l := range role.LeadsTo {
			if !slices.Contains(Roles(), l.Role) {
				t.Errorf("%s leads to %q, which is not built in", id, l.Role)
			}
		}
	}
	checkValues(t, roles)
	if DefaultRole() != Roles()[0] {
		t.Error("the default is not the first role")
	}
	near := Roles()[0] + "s"
	_, _, err := Builtin(near)
	if ps := problemsOf(t, err); len(ps) != 1 || !strings.Contains(ps[0].Fix, fmt.Sprintf("did you mean %q?", Roles()[0])) {
		t.Errorf("%q: %v", near, err)
	}
}

// checkBuiltinRoute sees that the shortest way is found for a role that is built in.
func checkBuiltinRoute(id string, role *assess.Role, q *assess.Questionnaire) error {
	name, src, err := Builtin(id)
	if err != nil {
		return err
	}
	return CheckRoute(name, src, role, q)
}

// checkValues: what the parts of the built-in roles can show is written as the first of them tells it.
func checkValues(t *testing.T, roles []*assess.Role) {
	var told strings.Builder
	for _, about := range roles[0].About {
		fmt.Fprintln(&told, strings.Join(about.Items, "\n"))
	}
	for _, role := range roles {
		for _, r := range role.Requirements {
			for _, p := range r.Parts {
				if !strings.Contains(told.String(), p.Value) {
					t.Errorf("%s, %s, %s: the value %q is not told", role.ID, r.ID, p.Name, p.Value)
				}
			}
		}
	}
}

// loadBuiltin loads a role that is built in, with its questionnaire.
func loadBuiltin(t testing.TB, id string) (*assess.Role, *assess.Questionnaire) {
	t.Helper()
	name, src, err := Builtin(id)
	if err != nil {
		t.Fatal(err)
	}
	h, err := Identify(name, src)
	if err != nil {
		t.Fatal(err)
	}
	qName, qSrc, err := Builtin(h.Questionnaire)
	if err != nil {
		t.Fatal(err)
	}
	q, err := ParseQuestionnaire(qName, qSrc)
	if err != nil {
		t.Fatal(err)
	}
	role, err := ParseRole(name, src, q)
	if err != nil {
		t.Fatal(err)
	}
	return role, q
}

func TestTemplate(t *testing.T) {
	files, err := Template("my-course")
	if err != nil || len(files) != 2 || files[0].Name != "my-course.toml" || files[1].Name != "my-course-role.toml" {
		t.Fatalf("%v: %v", files, err)
	}
	q, err := ParseQuestionnaire(files[0].Name, files[0].Text)
	if err != nil {
		t.Fatal(err)
	}
	role, err := ParseRole(files[1].Name, files[1].Text, q)
	if err != nil {
		t.Fatal(err)
	}
	src := strings.ReplaceAll(string(files[1].Text), "\n# [[leads_to]]\n# role   =", "\n[[leads_to]]\nrole   =")
	src = strings.ReplaceAll(strings.ReplaceAll(src, "\n# says   =", "\nsays   ="), "\n# source =", "\nsource =")
	if r, err := ParseRole(files[1].Name, []byte(src), q); err != nil || len(r.LeadsTo) != 1 {
		t.Errorf("with the role that it leads to, which is a comment:\n%v", err)
	}
	if q.ID != "my-course" || role.ID != "my-course-role" || len(role.Examples) < 2 {
		t.Errorf("got %q and %q with %d examples", q.ID, role.ID, len(role.Examples))
	}
	if ps := RunExamples(role, q); len(ps) > 0 {
		t.Errorf("examples fail:\n%v", ps)
	}
	if q, err := ParseQuestionnaire(files[0].Name, withTasks(t, string(files[0].Text))); err != nil || len(q.Question("english-tasks").Levels) != 2 {
		t.Errorf("with the tasks that are a comment:\n%v", err)
	}
	for _, id := range []string{"", "My course", "../x", strings.Repeat("a", maxID-len(roleEnding)+1)} {
		if _, err := Template(id); len(problemsOf(t, err)) != 1 {
			t.Errorf("%q: %v", id, err)
		}
	}
}

// withTasks does what the comment in the template of a questionnaire says: it takes the "# " away from the
// tasks, and adds as many items of each level as are needed.
func withTasks(t *testing.T, src string) []byte {
	head, tasks, ok := strings.Cut(src, "#\n# [[section.question]]")
	if !ok {
		t.Fatal("the template has no tasks")
	}
	tasks = strings.ReplaceAll("[[section.question]]"+tasks, "\n# ", "\n")
	question, item, _ := strings.Cut(strings.ReplaceAll(tasks, "\n#\n", "\n"), "[[section.question.item]]")
	src = head + question
	for i := range 12 {
		next := strings.Replace(item, `"accommodate"`, fmt.Sprintf("\"accommodate-%d\"", i), 1)
		src += "[[section.question.item]]" + strings.Replace(next, "level   = 1", fmt.Sprint("level = ", i/4+1), 1)
	}
	return []byte(src)
}
