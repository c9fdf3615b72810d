package questionnaires

import (
	"fmt"
	"math/rand/v2"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"readiness/assess"
)

// exercises gives a file of testdata for the questionnaire with exercises.
func exercises(t testing.TB, kind Kind) string {
	t.Helper()
	name := map[Kind]string{Questionnaire: "exercises", Role: "exercises-role", Answers: "exercises-answers"}[kind]
	src, err := os.ReadFile("testdata/" + name + ".toml")
	if err != nil {
		t.Fatal(err)
	}
	return string(src)
}

// work gives the questionnaire with exercises.
func work(t testing.TB) *assess.Questionnaire {
	t.Helper()
	q, err := ParseQuestionnaire("exercises.toml", []byte(exercises(t, Questionnaire)))
	if err != nil {
		t.Fatal(err)
	}
	return q
}

func TestBrokenExercises(t *testing.T) {
	q := work(t)
	for _, test := range slices.Concat(brokenExercises, brokenWork) {
		t.Run(test.name, func(t *testing.T) { test.check(t, exercises(t, test.door), q) })
	}
}

// TestExercises: what was written is what is held.
func TestExercises(t *testing.T) {
	q := work(t)
	copied, numbers := q.Question("copy"), q.Question("numbers")
	if copied.Minutes != 2 || copied.Accuracy != 95 || copied.Evidence != assess.Measured || copied.Most() != 4 ||
		!reflect.DeepEqual(copied.Levels, []assess.Level{{From: 0}, {From: 25, Points: 1, Weeks: 8}, {From: 40, Points: 1}, {From: 60, Points: 4, Weeks: 40}}) {
		t.Errorf("typing %+v", copied)
	}
	beds := assess.Item{ID: "beds", Level: 1, Ask: "How many beds are free?", Show: "Beds: 10\nIn use:  7", Right: "3", Wrong: []string{"2", "4"}, Because: "10 - 7 = 3.", Source: "Arithmetic"}
	if numbers.Evidence != assess.Measured || numbers.Draw != [assess.Difficulties]int{2, 2, 2} || len(numbers.Items) != 12 || numbers.Most() != 6 || !reflect.DeepEqual(numbers.Items[0], beds) {
		t.Errorf("tasks %+v", numbers)
	}
	if !reflect.DeepEqual(numbers.Levels, []assess.Level{{From: 3, Weeks: 4}, {From: 6, Weeks: 20}}) || numbers.Reach != (assess.Reach{Name: "Tasks with numbers", Where: "at home", Source: "Ours"}) {
		t.Errorf("levels %+v of tasks, reach %+v", numbers.Levels, numbers.Reach)
	}
	src := strings.Replace(exercises(t, Questionnaire), "minutes  = 2\n", "", 1)
	src = strings.Replace(src, "show    = \"\"\"\nBeds: 10\nIn use:  7\n", "show    = \"\"\"\r\n\r\nBeds: 10 \r\n\r\n  In use:  7\r\n\r\n", 1)
	q, err := ParseQuestionnaire("x.toml", []byte(src))
	if err != nil {
		t.Fatal(err)
	}
	if got := q.Question("copy").Minutes; got != usualTyping {
		t.Errorf("%d minutes if none are said", got)
	}
	if got, want := q.Question("numbers").Items[0].Show, "Beds: 10\n\n  In use:  7"; got != want {
		t.Errorf("show %q, want %q", got, want)
	}
}

// TestExerciseAnswers: what was done is held, and written so that it is read again.
func TestExerciseAnswers(t *testing.T) {
	q := work(t)
	a, err := ParseAnswers("a.toml", []byte(exercises(t, Answers)), q)
	if err != nil {
		t.Fatal(err)
	}
	want := assess.TypingRecord{Passage: "letter", Time: 2 * time.Minute, Strokes: 506, Wrong: 20, Left: 500, Errors: 3}
	if got := a.Of("copy"); got.Typing == nil || *got.Typing != want || got.Here {
		t.Errorf("copy %+v", got)
	}
	if got := a.Of("numbers"); got.Number != 4 || got.Tasks == nil || got.Tasks.Seed != 7 || len(got.Tasks.Chosen) != 6 {
		t.Errorf("numbers %+v", got)
	}
	var b strings.Builder
	if err := WriteAnswers(&b, a); err != nil {
		t.Fatal(err)
	}
	if !strings.HasSuffix(b.String(), writtenExercises) {
		t.Errorf("written:\n%s", b.String())
	}
	if !same(a, rewritten(t, a)) {
		t.Error("written and read, the answers are not the same")
	}
	for _, bare := range []string{"copy = 41\nnumbers = 6\n", "copy = { passage = \"x\", seconds = 120, strokes = 0, wrong = 0, left = 0, errors = 0 }\nnumbers.seed = 1\n", "[unanswered]\ncopy = \"prefer not to say\"\nnumbers = \"skipped\"\n"} {
		a, err := ParseAnswers("a.toml", []byte("format = 1\nquestionnaire = \"work\"\nversion = \"3\"\n[answers]\n"+bare), q)
		if err != nil {
			t.Errorf("%s\n%v", bare, err)
		} else if got := len(a.Replies()); got != 2 || !same(a, rewritten(t, a)) {
			t.Errorf("%s\n%d replies, or written and read they are not the same", bare, got)
		}
	}
}

const writtenExercises = `
# How do you find sums?
# one of: hard, fair, easy
sums = "fair"

# Copy a text for two minutes
# an exercise, as it was measured
[answers.copy]
passage = "letter" # the text that was copied
seconds = 120 # for how long
strokes = 506 # characters typed, also those taken back; 0: they were not counted
wrong   = 20 # how many of these were wrong when they were typed
left    = 500 # characters that stood there in the end
errors  = 3 # mistakes in these, counted as words of 5 characters

# Six short tasks with numbers
# an exercise of 6 tasks, with what was chosen in each; where some are missing it is not finished, and does not count
[answers.numbers]
seed = 7 # says which of the tasks were put, and in which order
of   = 6 # how many were put

[answers.numbers.chosen]

# A stamp is 80p. What is left of a pound?
change = "20p"

# From 09:00 to 12:00: how many hours?
hours = "3"

# 18 weeks from 1 June: in which month?
weeks = "I do not know"

# What is the average of 4, 6 and 8?
average = "6"

# A list grew from 40 to 50. By how much?
growth = "25 percent"

# Which total is right for 17, 28 and 35?
sum = "90"

[unanswered]

# How fast was your last test?
# one of: "skipped", "prefer not to say" or "not applicable"
test = "not applicable"
`

// TestExercisesRoundTrip: any answers to exercises are written so that they are read again.
func TestExercisesRoundTrip(t *testing.T) {
	q, r := work(t), rand.New(rand.NewPCG(3, 4))
	for range 500 {
		replies := []assess.Reply{{Question: "copy", State: assess.Answered, Value: randomTyping(r)}}
		if r.IntN(4) == 0 {
			replies[0] = assess.Reply{Question: "copy", State: assess.NotTaken}
		}
		numbers := q.Question("numbers")
		record := assess.TasksRecord{Seed: 1 + r.IntN(assess.MaxSeed), Chosen: map[string]string{}}
		for _, d := range numbers.Drawn(record.Seed) {
			if r.IntN(5) > 0 {
				record.Chosen[d.ID] = d.Options[r.IntN(len(d.Options))]
			}
		}
		a, err := assess.NewAnswers(q, assess.Sitting{}, append(replies, assess.Reply{Question: "numbers", State: assess.Answered, Value: record}))
		if err != nil {
			t.Fatal(err)
		}
		if !same(a, rewritten(t, a)) {
			t.Fatalf("written and read, the answers are not the same: %+v", a.Replies())
		}
	}
}

func randomTyping(r *rand.Rand) any {
	if r.IntN(4) == 0 {
		return r.IntN(300)
	}
	t := assess.TypingRecord{Passage: "letter", Time: time.Duration(120+r.IntN(600)) * time.Second, Left: r.IntN(1000)}
	t.Errors = r.IntN(t.Left + 1)
	if r.IntN(2) == 0 {
		t.Strokes = t.Left + r.IntN(100) + 1
		t.Wrong = r.IntN(t.Strokes + 1)
	}
	return t
}

// TestOlderExercises: what was done of another version is left out where it no longer fits, and said so
// with its place.
func TestOlderExercises(t *testing.T) {
	base := strings.Replace(exercises(t, Answers), `version       = "3"`, `version = "2"`, 1)
	for _, test := range []struct{ name, old, new, at, want string }{
		{"a task that is gone", `hours   = "3"`, `minutes = "3"`, "minutes", `"numbers": task "minutes" is not one of those that the seed draws`},
		{"an option that is gone", `hours   = "3"`, `hours = "III"`, `"III"`, `"numbers": task "hours" has no option "III"`},
		{"tasks that were a typing exercise", "[answers.numbers]\nseed = 7\n\n[answers.numbers.chosen]", "[answers.numbers]\npassage = \"a\"\nseconds = 60\nstrokes = 0\nwrong = 0\nleft = 0\nerrors = 0\n[x]", "[answers.numbers]", `"numbers": this is not the kind of answer that the exercise takes`},
		{"a typing exercise that was tasks", "[answers.copy]\npassage = \"letter\"\nseconds = 120\nstrokes = 506\nwrong   = 20\nleft    = 500\nerrors  = 3", "[answers.copy]\nseed = 3\nchosen = { a = \"b\" }", "[answers.copy]", `"copy": this is not the kind of answer that the exercise takes`},
		{"an exercise that was a choice", "sums  = \"fair\"\n\n[answers.copy]\npassage = \"letter\"\nseconds = 120\nstrokes = 506\nwrong   = 20\nleft    = 500\nerrors  = 3", "sums = \"fair\"\ncopy = \"fast\"\n", `"fast"`, `"copy": this is not the kind of answer that the exercise takes`},
		{"a choice that was an exercise", "sums  = \"fair\"", "sums = { seed = 3 }", `{ seed`, `"sums": this is not the kind of answer that the question takes`},
	} {
		t.Run(test.name, func(t *testing.T) {
			src := strings.Replace(base, test.old, test.new, 1)
			if head, tail, ok := strings.Cut(src, "[x]"); ok {
				src = head + tail[strings.Index(tail, "[unanswered]"):]
			}
			a, err := ParseAnswers("a.toml", []byte(src), work(t))
			if err != nil {
				t.Fatal(err)
			}
			line, column := placeOf(src, strings.Index(src, test.at))
			left := a.LeftOut()
			if len(left) != 1 || left[0].What != test.want || left[0].Line != line || left[0].Column != column {
				t.Errorf("left out %+v, want %s at %d:%d", left, test.want, line, column)
			}
			if again := rewritten(t, a); !same(a, again) || len(again.LeftOut()) > 0 {
				t.Error("written and read, the answers are not the same")
			}
		})
	}
}

func TestExerciseExamples(t *testing.T) {
	q := work(t)
	role, err := ParseRole("r.toml", []byte(exercises(t, Role)), q)
	if err != nil {
		t.Fatal(err)
	}
	if ps := RunExamples(role, q); len(ps) > 0 {
		t.Errorf("the examples fail:\n%v", ps)
	}
	for _, want := range []struct {
		example  int
		question string
		state    assess.AnswerState
	}{{0, "copy", assess.Answered}, {0, "numbers", assess.Answered}, {1, "copy", assess.NotTaken}, {2, "numbers", assess.NotTaken}, {3, "numbers", assess.NotTaken}} {
		a, err := replay(role.Examples[want.example], role, q)
		if err != nil || a.Of(want.question).State != want.state {
			t.Errorf("example %d: %s is %+v, %v", want.example, want.question, a.Of(want.question), err)
		}
	}
	if a, err := replay(role.Examples[3], role, q); err != nil || a.Of("numbers").Tasks == nil {
		t.Errorf("tasks that were not finished are lost: %v", err)
	}
}

// TestManyItems: a file as large as may be, full of items, is refused at little cost. It takes a quarter of
// a second; the limit allows for a busy machine and the race detector.
func TestManyItems(t *testing.T) {
	const most = 80 << 20
	base := exercises(t, Questionnaire)
	items := base[strings.Index(base, "\n[[section.question.item]]"):]
	head := base[:len(base)-len(items)]
	question := head[strings.LastIndex(head, "[[section.question]]"):]
	for _, each := range []int{1, 15, 150} { // times 12 items
		var src strings.Builder
		src.WriteString(head)
		for n := 0; src.Len() < MaxFile-each*len(items)-len(question)-10; n++ {
			src.WriteString(strings.Repeat(items, each) + strings.Replace(question, `"numbers"`, fmt.Sprintf("\"numbers-%d\"", n), 1))
		}
		var err error
		began := time.Now()
		used := allocated(func() { err = load(Questionnaire, src.String(), nil) })
		took := time.Since(began)
		if took > 20*time.Second || used > most || len(problemsOf(t, err)) == 0 {
			t.Errorf("%d bytes with %d items an exercise took %v and %d MiB: %.200v", src.Len(), 12*each, took, used>>20, err)
		}
	}
}
