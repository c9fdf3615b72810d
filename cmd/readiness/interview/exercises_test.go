package interview

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"readiness/assess"
)

// measured has two questions, and two exercises, the first in the section of the questions.
func measured() *assess.Questionnaire {
	item := func(id string, level int) assess.Item {
		return assess.Item{ID: id, Level: level, Ask: "What is " + id + "?", Right: "right " + id, Wrong: []string{"wrong " + id, "worse " + id},
			Because: "It is " + id + ".", Source: "The book of " + id}
	}
	table := item("table", 2)
	table.Show = "Clinic    Free\n  Eye       12\nEar        3\n"
	other := table
	other.ID, other.Ask = "letter", "What is letter?"
	other.Right, other.Wrong = "right letter", []string{"wrong letter", "worse letter"}
	return assess.NewQuestionnaire(assess.Questionnaire{ID: "measured", Version: "1", Minutes: 2, Sections: []assess.Section{
		{ID: "first", Title: "First", Questions: []assess.Question{
			{ID: "style", Ask: "How do you type?", Kind: assess.One, Evidence: assess.Claimed, Options: []assess.Option{{ID: "look", Say: "Looking"}, {ID: "touch", Say: "By touch", Points: 1}}},
			{ID: "sums", Ask: "How are sums?", Kind: assess.One, Evidence: assess.Claimed, Options: []assess.Option{{ID: "hard", Say: "Hard"}, {ID: "easy", Say: "Easy", Points: 1}}},
			{ID: "tasks", Ask: "Three short tasks", Help: "With letters.", Kind: assess.Tasks, Evidence: assess.Measured, Draw: [3]int{1, 1, 1},
				Items: []assess.Item{item("a", 1), item("b", 1), table, other, item("y", 3), item("z", 3)}},
		}},
		{ID: "last", Title: "Last", Questions: []assess.Question{
			{ID: "copy", Ask: "Copy a text", Kind: assess.Typing, Evidence: assess.Measured, Minutes: 3, Accuracy: 95, Levels: []assess.Level{{}, {From: 40, Points: 1}}},
		}},
	}})
}

// did writes replies as said does, exercises in words, and which of them were done here.
func did(a *assess.Answers) string {
	var words []string
	for _, r := range a.Replies() {
		q := a.Questionnaire.Question(r.Question)
		is := r.Question + "=" + say(q, a.Of(q.ID))
		if r.Here {
			is += " (here)"
		}
		words = append(words, is)
	}
	return strings.Join(words, "; ")
}

// chosen writes the lines that choose in the tasks of a seed: r the right option, w a wrong one, d "I do
// not know". Other characters are lines as they stand, a blank one for a space.
func chosen(seed int, how string) string {
	drawn := measured().Question("tasks").Drawn(seed)
	var lines []string
	at := 0
	for _, c := range how {
		want := map[rune]string{'d': assess.DontKnow}[c]
		if at < len(drawn) {
			want = map[rune]string{'r': drawn[at].Right, 'w': drawn[at].Wrong[0], 'd': assess.DontKnow}[c]
		}
		switch {
		case want != "":
			lines = append(lines, fmt.Sprint(slices.Index(drawn[at].Options, want)+1))
			at++
		case c == 'b':
			at--
			lines = append(lines, "b")
		default:
			lines = append(lines, strings.TrimSpace(string(c)))
		}
	}
	return strings.Join(lines, "\n") + "\n"
}

// record is a copy at 40 net words a minute.
func record(errors int) *assess.TypingRecord {
	return &assess.TypingRecord{Passage: "p", Time: 3 * time.Minute, Strokes: 660, Left: 600, Errors: 3 * errors}
}

func tasksOf(seed int, done int) assess.TasksRecord {
	r := assess.TasksRecord{Seed: seed, Chosen: map[string]string{}}
	for _, task := range measured().Question("tasks").Drawn(seed)[:done] {
		r.Chosen[task.ID] = task.Right
	}
	return r
}

// An exercised is a dialogue over measured: seeds are 7, 8 and so on, and typing gives the records one after the other.
func exercised(t *testing.T, only Only, in string, typed []*assess.TypingRecord, replies ...assess.Reply) (a *assess.Answers, o Outcome, out string, saved []string) {
	t.Helper()
	seed := 6
	var unkept []string
	i := Interview{
		Questionnaire: measured(), Only: only, Replies: replies,
		Save:        func(a *assess.Answers) error { saved = append(saved, did(a)); return nil },
		Seed:        func() int { seed++; return seed },
		Unkept:      func(words []string) { unkept = words },
		ToQuestions: func() string { return "go on" },
		Typing: func(_ Front, q *assess.Question, held assess.Answer) (*assess.TypingRecord, error) {
			if len(typed) == 0 {
				return nil, io.EOF
			}
			now := typed[0]
			typed = typed[1:]
			return now, nil
		},
	}
	var b bytes.Buffer
	a, o, err := i.Run(Plain(strings.NewReader(in), &b, 100))
	if err != nil {
		t.Fatal(err)
	}
	for _, words := range unkept {
		b.WriteString("LOST " + words + "\n")
	}
	return a, o, strings.ReplaceAll(b.String(), fixedSpace, "~"), saved
}

// otherTasks gives the seed that exercised draws by where there are tasks of one: from 7 on the first that
// shares none with them.
func otherTasks(t *testing.T, before int) int {
	t.Helper()
	q := measured().Question("tasks")
	record := tasksOf(before, 3)
	for seed := 7; seed < 7+draws; seed++ {
		if shared(q, seed, &record) == 0 {
			return seed
		}
	}
	t.Fatal("no seed draws other tasks")
	return 0
}

func TestExercises(t *testing.T) {
	r := func(id string, value any) assess.Reply {
		return assess.Reply{Question: id, State: assess.Answered, Value: value}
	}
	questions := []assess.Reply{r("style", "touch"), r("sums", "easy")}
	all := "style=By touch; sums=Easy"
	begun := append(slices.Clone(questions), r("tasks", tasksOf(3, 1)))
	done := append(slices.Clone(questions), r("tasks", tasksOf(3, 3)), r("copy", *record(0)))
	const both = "style=By touch; sums=Easy; "
	again := otherTasks(t, 3)
	tests := []struct {
		name    string
		only    Only
		in      string
		typed   []*assess.TypingRecord
		before  []assess.Reply
		outcome Outcome
		did     string
		shows   string
	}{
		{"says before anything is rated what an exercise does", All, "q\n", nil, nil, Stopped, "",
			"One that you finish counts instead of your own estimate of the same skill; certificates and experience still count."},
		{"says how long it takes", All, "", nil, nil, Ended, "", "Questions first, then the exercises (about 2 minutes, then about 7 minutes more) 2. Only the questions (about 2 minutes) 3. Only the exercises (about 7 minutes)"},
		{"what is left takes less", All, "", nil, begun[:1], Ended, "style=By touch", "1. Questions first, then the exercises 2. Only the questions 3. Only the exercises (about 7 minutes)"},
		{"one exercise", All, "", nil, done[1:3], Ended, "sums=Easy; tasks=3 of 3 right", "there is a short exercise, which shows what you can do. It is your choice, and leaving it out needs no reason. Finished, it counts instead"},
		{"one exercise to choose", All, "3\n", nil, done[1:3], Ended, "sums=Easy; tasks=3 of 3 right", "1. Questions first, then the exercise 2. Only the questions 3. Only the exercise (about 5 minutes)"},
		{"one exercise only", Exercises, "q\n", nil, done[:3], Stopped, both + "tasks=3 of 3 right", "This is a short exercise, about 5 minutes."},
		{"the choice is no question", All, "s\np\nb\nr\nf\n", nil, nil, Ended, "", `"skip" is not offered here.`},
		{"questions come first", All, "1\n2\n2\n", nil, nil, Ended, "style=By touch; sums=Easy", "First, exercise 1 of 1 Three short tasks With letters. 3 short tasks, about 2 minutes."},
		{"questions only", All, "2\n2\n2\nf\n", nil, nil, Finished, "style=By touch; sums=Easy", "3. Three short tasks - not taken"},
		{"questions only, by option", Questions, "2\n2\nf\n", nil, nil, Finished, "style=By touch; sums=Easy", "This time there are the questions only. There are short exercises too"},
		{"questions are counted apart", Questions, "2\n", nil, nil, Ended, "style=By touch", "First, question 2 of 2"},
		{"exercises only", All, "3\ns\n2\nf\n", nil, nil, Finished, "tasks=not taken; copy=not taken", "Questions still open: 2. They were not part of this sitting. They earn nothing yet, and your result is a range. To answer them another time: go on"},
		{"exercises only, by option", Exercises, "leave out\nskip\nr\nq\n", nil, nil, Stopped, "tasks=not taken; copy=not taken", "These are short exercises, about 7 minutes together."},
		{"exercises only offers again what was left out", Exercises, "", nil, []assess.Reply{{Question: "tasks", State: assess.NotTaken}}, Ended, "tasks=not taken", "Three short tasks"},
		{"and not twice", Exercises, "s\ns\nf\n", nil, []assess.Reply{{Question: "tasks", State: assess.NotTaken}}, Finished, "tasks=not taken; copy=not taken", ""},
		{"chosen with the questions it is offered again", All, "1\n2\ns\ns\nf\n", nil, []assess.Reply{r("style", "touch"), {Question: "tasks", State: assess.NotTaken}}, Finished, both + "tasks=not taken; copy=not taken", "First, exercise 1 of 1 Three short tasks"},
		{"without a choice it is not offered again", All, "s\nf\n", nil, append(slices.Clone(questions), assess.Reply{Question: "tasks", State: assess.NotTaken}), Finished, both + "tasks=not taken; copy=not taken", "We go on with the first exercise that is open."},
		{"no choice where no question is open", All, "s\n", nil, questions, Ended, all + "; tasks=not taken", "These are short exercises, about 7 minutes together."},
		{"all are done", Exercises, "f\n", nil, done, Finished, both + "tasks=3 of 3 right; copy=40 net words a minute at 100 % accuracy", "All exercises are done. You can do one again: choose it in the review. Every question has a reply."},
		{"others do not count where there are none", Exercises, "s\nq\n", nil, nil, Stopped, "tasks=not taken", "The exercise is not taken. --- Last (part 2 of 2) ---"},
		{"neither prefer nor apply", Exercises, "p\nn\nq\n", nil, nil, Stopped, "", `"prefer not to say" is not offered here.`},
		{"the first exercise has none before it", Exercises, "b\nq\n", nil, nil, Stopped, "", "s leave out the exercise, h help, r review, q save and stop"},
		{"back to the questions", All, "b\n1\nq\n", nil, questions, Stopped, "style=By touch; sums=Hard", "Your answer so far: Easy"},
		{"help", Exercises, "h\nq\n", nil, questions, Stopped, all, "s leave out the exercise: nobody asks why; your other answers count. h help"},
		{"help where nothing else is answered", Exercises, "h\nq\n", nil, nil, Stopped, "", "s leave out the exercise: nobody asks why. h help"},
		{"help in tasks", Exercises, "1\n" + chosen(7, "rh"), nil, questions, Ended, both + "tasks=1 of 3 done, not finished (here)", "s leave the exercise: it is asked for twice, and nobody asks why; tasks that are done are kept and not counted,"},

		{"all right", Exercises, "1\n" + chosen(7, "rrr") + "1\nq\n", nil, questions, Stopped, both + "tasks=3 of 3 right (here)", "All tasks are done: 3 of 3 right. Your usual level is probably about"},
		{"what it means", Exercises, "1\n" + chosen(7, "rrr"), nil, questions, Ended, both + "tasks=3 of 3 right (here)", "It counts in your result instead of your own estimate of the same skill."},
		{"one missed, one not known", Exercises, "1\n" + chosen(7, "rwd") + "1\n2\n", nil, questions, Stopped, both + "tasks=1 of 3 right (here)", "You did not know. Right: right "},
		{"what is to learn", Exercises, "1\n" + chosen(7, "wrr"), nil, questions, Ended, both + "tasks=2 of 3 right (here)", learned(7, 0)},
		{"stopped in the middle", Exercises, "1\n" + chosen(7, "rrq"), nil, questions, Stopped, both + "tasks=2 of 3 done, not finished (here)", "Task 3 of 3"},
		{"input ends in the middle", Exercises, "1\n" + chosen(7, "r"), nil, questions, Ended, both + "tasks=1 of 3 done, not finished (here)", ""},
		{"nothing is recorded of looking", Exercises, "1\nb\nq\n", nil, questions, Stopped, all, ""},
		{"left in the middle", Exercises, "1\n" + chosen(7, "rwss") + "s\nf\n", nil, questions, Finished, both + "tasks=2 of 3 done, not finished (here); copy=not taken", "Left as it is: 2 of 3 done, not finished. It is not counted, and you can go on with it from the review."},
		{"left before the first", Exercises, "1\ns\nleave the exercise\nq\n", nil, questions, Stopped, both + "tasks=not taken", "The exercise is not taken. Your other answers count."},
		{"to skip a task is not to leave", Exercises, "1\nskip\n" + chosen(7, "rs q"), nil, questions, Stopped, both + "tasks=1 of 3 done, not finished (here)",
			"To pass over this task, choose \"I do not know\". To leave the whole exercise, type s again."},
		{"back and change", Exercises, "1\n" + chosen(7, "rwbr") + chosenFrom(7, 2, "r") + "1\nq\n", nil, questions, Stopped, both + "tasks=3 of 3 right (here)", "Enter alone keeps what you said"},
		{"back and keep", Exercises, "1\n" + chosen(7, "wb q"), nil, questions, Stopped, both + "tasks=1 of 3 done, not finished (here)", "Your answer so far: wrong "},
		{"review in the middle, and on", Exercises, "1\n" + chosen(7, "rr") + "r\nb\n1\n" + chosenFrom(7, 2, "r") + "1\nq\n", nil, questions, Stopped, both + "tasks=3 of 3 right (here)", "So far: 2 of 3 done, not finished. That is kept, and counts once all are done."},
		{"prefer in the middle", Exercises, "1\np\nn\nh\nq\n", nil, questions, Stopped, all, `"does not apply" is not offered here.`},

		{"goes on, and what a file holds was not done here", Exercises, "1\n" + chosenFrom(3, 1, "rw") + "1\nq\n", nil, begun, Stopped, both + "tasks=2 of 3 right", "So far: 1 of 3 done"},
		{"goes on with the questions too", All, "2\nq\n", nil, begun, Stopped, both + "tasks=1 of 3 done, not finished", "1. Go on 2. Leave it unfinished 3. Take it out"},
		{"begun, left by the letter", Exercises, "leave it unfinished\nq\n", nil, begun, Stopped, both + "tasks=1 of 3 done, not finished", "2 of 3 short tasks to do, about 1 minute. There is no time limit. The right answers come at the end. So far: 1 of 3 done, not finished. That is kept, and counts once all are done. "},
		{"begun, taken out", Exercises, "3\nq\n", nil, begun, Stopped, both + "tasks=not taken", "s leave it unfinished, h help"},
		{"what is left is what takes time", Exercises, "q\n", nil, begun, Stopped, both + "tasks=1 of 3 done, not finished", "These are short exercises, about 6 minutes together."},
		{"no choice where all is finished", All, "f\n", nil, done, Finished, both + "tasks=3 of 3 right; copy=40 net words a minute at 100 % accuracy", "4. Copy a text - 40 net words a minute at 100 % accuracy"},

		{"again, kept", All, "3\n2\n" + chosen(again, "wrw") + "1\n1\nf\n", nil, done, Finished, both + "tasks=1 of 3 right (here); copy=40 net words a minute at 100 % accuracy", "1. Keep this result: 1 of 3 right 2. Keep your earlier result: 3 of 3 right"},
		{"again, the earlier kept", All, "3\n2\n" + chosen(again, "wrw") + "2\n1\nf\n", nil, done, Finished, both + "tasks=3 of 3 right; copy=40 net words a minute at 100 % accuracy", "Your result: 3 of 3 right. It counts"},
		{"again, none chosen", All, "3\n2\n" + chosen(again, "wrw"), nil, done, Ended, both + "tasks=3 of 3 right; copy=40 net words a minute at 100 % accuracy", "LOST The new tasks (\"Three short tasks\") were finished, but their result was not chosen, and is not kept; your earlier result stays: 3 of 3 right."},
		{"again, left", All, "3\n2\n" + chosen(again, "wrss") + "f\n", nil, done, Finished, both + "tasks=3 of 3 right; copy=40 net words a minute at 100 % accuracy", "The new tasks (\"Three short tasks\") were not finished, and nothing of them is kept; your earlier result stays: 3 of 3 right. Every"},
		{"again, help", All, "3\n2\n" + chosen(again, "wh"), nil, done, Ended, both + "tasks=3 of 3 right; copy=40 net words a minute at 100 % accuracy", "nothing of the new tasks is kept then, and your earlier result stays."},
		{"again, stopped", All, "3\n2\n" + chosen(again, "wrq"), nil, done, Stopped, both + "tasks=3 of 3 right; copy=40 net words a minute at 100 % accuracy", "LOST The new tasks (\"Three short tasks\") were not finished, and nothing of them is kept; your earlier result stays: 3 of 3 right."},
		{"again, input ends", All, "3\n2\n" + chosen(again, "w"), nil, done, Ended, both + "tasks=3 of 3 right; copy=40 net words a minute at 100 % accuracy", "LOST The new tasks (\"Three short tasks\") were not finished"},
		{"again, review and on", All, "3\n2\n" + chosen(again, "wr") + "r\nb\n1\n" + chosenFrom(again, 2, "w") + "1\n1\nf\n", nil, done, Finished, both + "tasks=1 of 3 right (here); copy=40 net words a minute at 100 % accuracy", "1. Go on with the new tasks (2 of 3 done) 2. Keep the result: 3 of 3 right"},
		{"again, back and on", All, "3\n2\n" + chosen(again, "wbb") + "1\n" + chosenFrom(again, 1, "rr") + "1\n1\nf\n", nil, done, Finished, both + "tasks=2 of 3 right (here); copy=40 net words a minute at 100 % accuracy", "1. Go on with the new tasks (1 of 3 done)"},
		{"again, finished in the review", All, "3\n2\n" + chosen(again, "wr") + "r\nf\nf\n", nil, done, Finished, both + "tasks=3 of 3 right; copy=40 net words a minute at 100 % accuracy", "The new tasks (\"Three short tasks\") are not finished, 2 of 3 done; if you finish now, nothing of them is kept"},
		{"again, finished in the review, and what is lost is said", All, "3\n2\n" + chosen(again, "wr") + "r\nf\nf\n", nil, done, Finished, both + "tasks=3 of 3 right; copy=40 net words a minute at 100 % accuracy", "were not finished, and nothing of them is kept; your earlier result stays: 3 of 3 right."},
		{"again, kept as it was", All, "3\n1\nf\n", nil, done, Finished, both + "tasks=3 of 3 right; copy=40 net words a minute at 100 % accuracy", "1. Keep the result: 3 of 3 right"},
		{"taken out", All, "3\n3\nf\n", nil, done, Finished, both + "tasks=not taken; copy=40 net words a minute at 100 % accuracy", ""},
		{"by the letter a result is not taken out", All, "3\ns\n1\nf\n", nil, done, Finished, both + "tasks=3 of 3 right; copy=40 net words a minute at 100 % accuracy", `"skip" is not offered here.`},
		{"right answers alone are known", All, "3\n1\nq\n", nil, append(done[:2:2], r("tasks", 2), r("copy", 50)), Stopped, both + "tasks=2 of 3 right; copy=50 net words a minute", "Do it again, with other tasks"},

		{"typing", Exercises, "s\n1\nq\n", []*assess.TypingRecord{record(1)}, questions, Stopped, both + "tasks=not taken; copy=39 net words a minute at 97 % accuracy (here)", "Your result: 39 net words a minute at 97 % accuracy. It counts"},
		{"typing, left out", Exercises, "s\n1\nq\n", []*assess.TypingRecord{nil}, questions, Stopped, both + "tasks=not taken; copy=not taken", "You copy a text for 3 minutes; with reading and a practice it takes about 5 minutes."},
		{"typing, input ends", Exercises, "s\n1\n", nil, questions, Ended, both + "tasks=not taken", "LOST The typing exercise was not finished, or its result not chosen, so nothing of it is kept. You can take it another time."},
		{"typing again, input ends", All, "4\n2\n", nil, done, Ended, both + "tasks=3 of 3 right; copy=40 net words a minute at 100 % accuracy", "LOST The typing exercise was not finished, or its result not chosen, so nothing of it is kept; your earlier result stays: 40 net words a minute at 100 % accuracy."},
		{"typing again, better", All, "4\n2\nq\n", []*assess.TypingRecord{record(1)}, done, Stopped, both + "tasks=3 of 3 right; copy=39 net words a minute at 97 % accuracy (here)", ""},
		{"typing again, none kept", All, "4\n2\nq\n", []*assess.TypingRecord{nil}, done, Stopped, both + "tasks=3 of 3 right; copy=40 net words a minute at 100 % accuracy", "Your result: 40 net words"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a, o, out, saved := exercised(t, test.only, test.in, test.typed, test.before...)
			if o != test.outcome || did(a) != test.did {
				t.Errorf("outcome %d, did %q, want %d, %q\n%s", o, did(a), test.outcome, test.did, out)
			}
			if !strings.Contains(strings.Join(strings.Fields(out), " "), test.shows) {
				t.Errorf("no %q in\n%s", test.shows, out)
			}
			if len(saved) > 0 && saved[len(saved)-1] != did(a) {
				t.Errorf("saved last %q, not %q", saved[len(saved)-1], did(a))
			}
		})
	}
}

// chosenFrom is chosen from a later task on.
func chosenFrom(seed, first int, how string) string {
	lines := strings.SplitAfter(chosen(seed, strings.Repeat("r", first)+how), "\n")
	return strings.Join(lines[first:], "")
}

// learned is what is said of a task that was done wrong.
func learned(seed, at int) string {
	task := measured().Question("tasks").Drawn(seed)[at]
	return fmt.Sprintf("%s You chose: %s Right: %s Why: %s Source: %s", task.Ask, task.Wrong[0], task.Right, task.Because, task.Source)
}

// TestTasksSaved: each task is saved before the next comes; of another attempt nothing is, until its result is chosen.
func TestTasksSaved(t *testing.T) {
	again := otherTasks(t, 7)
	_, _, _, saved := exercised(t, Exercises, "1\n"+chosen(7, "rrr")+"1\nr\n3\n2\n"+chosen(again, "www")+"1\nq\n", nil)
	want := []string{"tasks=1 of 3 done, not finished (here)", "tasks=2 of 3 done, not finished (here)", "tasks=3 of 3 right (here)", "tasks=0 of 3 right (here)"}
	if !slices.Equal(saved, want) {
		t.Errorf("saved %q", saved)
	}
}

// TestShow: a text to look at stands above what is asked, its lines and columns as they were, and cannot
// steer the terminal.
func TestShow(t *testing.T) {
	_, _, out, _ := exercised(t, Exercises, "1\n"+chosen(7, "rr"), nil)
	want := "Task 2 of 3\n\nClinic~~~ Free\n~~Eye~~~~~~ 12\nEar~~~~~~~ 3\n\nWhat is "
	if !strings.Contains(out, want) {
		t.Errorf("no %q in\n%s", want, out)
	}
	c := card{place: "p", show: "one\x1b[2J\ntwo"}
	var b bytes.Buffer
	if err := Plain(strings.NewReader(""), &b, 80).Say(c.where()...); err != nil || strings.ContainsRune(b.String(), 0x1b) || !strings.Contains(b.String(), "one�[2J\ntwo\n") {
		t.Errorf("%v %q", err, b.String())
	}
}

// TestMissedInParts: those missed come in pages that fit the window, all of them if wished, and one that is
// longer than a page is cut.
func TestMissedInParts(t *testing.T) {
	q := measured()
	tasks := q.Question("tasks")
	tasks.Draw = [3]int{2, 2, 2}
	for i := range tasks.Items {
		if tasks.Items[i].Level == 2 {
			tasks.Items[i].Show = "Clinic    Free\n" + strings.Repeat("Eye       12\n", 20)
		}
	}
	i := Interview{Questionnaire: assess.NewQuestionnaire(*q), Only: Exercises, Seed: func() int { return 9 }}
	var b bytes.Buffer
	a, _, err := i.Run(Plain(strings.NewReader("1\n4\n4\n4\n4\n4\n4\n"+strings.Repeat("1\n", 7)+"q\n"), &b, 80))
	if err != nil || did(a) != "tasks=0 of 6 right (here)" {
		t.Fatal(err, did(a))
	}
	parts := strings.Split(b.String(), "\nWhat next?\n")
	lefts := []string{"5", "4", "4", "3", "3", "2", ""} // two easy ones, two that are cut, two hard ones
	if len(parts) != len(lefts)+1 {
		t.Fatalf("%d parts\n%s", len(parts), b.String())
	}
	for i, left := range lefts {
		option := "  1. Show the others (" + left + ")\n  2. Go on"
		if left == "" {
			option = "  1. Go on"
		}
		if !strings.HasPrefix(parts[i+1], option) {
			t.Errorf("part %d: no %q in %s", i, option, parts[i+1])
		}
		_, page, _ := strings.Cut(parts[i], "(1 to 3): ")
		if n := strings.Count(page, "\n"); i > 0 && (n < 2 || n > usualRows+2) {
			t.Errorf("part %d has %d lines: %s", i, n, page)
		}
	}
	if n := strings.Count(b.String(), "Source: "); n != 6 {
		t.Errorf("%d sources\n%s", n, b.String())
	}
	if n := strings.Count(b.String(), "Eye"); n != 80 {
		t.Errorf("%d lines of texts to look at", n)
	}
}

// TestErrorsInExercises: an error of the saving or of the typing stops the dialogue, and what was said is there.
func TestErrorsInExercises(t *testing.T) {
	full := errors.New("the disk is full")
	i := Interview{Questionnaire: measured(), Only: Exercises, Seed: func() int { return 7 }, Save: func(*assess.Answers) error { return full }}
	for _, in := range []string{"1\n1\n", "s\n"} {
		if a, o, err := i.Run(Plain(strings.NewReader(in), io.Discard, 80)); !errors.Is(err, full) || o != Stopped || did(a) == "" {
			t.Error(in, o, err, did(a))
		}
	}
	i.Save, i.Typing = nil, func(Front, *assess.Question, assess.Answer) (*assess.TypingRecord, error) {
		return nil, ErrInterrupted
	}
	if a, o, err := i.Run(Plain(strings.NewReader("s\n1\n"), io.Discard, 80)); err != nil || o != Interrupted || did(a) != "tasks=not taken" {
		t.Error(o, err, did(a))
	}
	i.Typing = nil
	if a, o, err := i.Run(Plain(strings.NewReader("s\n1\nq\n"), io.Discard, 80)); err != nil || o != Stopped || did(a) != "tasks=not taken; copy=not taken" {
		t.Error(o, err, did(a))
	}
}

// TestExercisesLaws: whatever is typed, what is saved last is what the answers are, no finished exercise is
// lost but by taking it out, and every task in a record is one that its seed draws.
func TestExercisesLaws(t *testing.T) {
	words := []string{"1", "2", "3", "4", "b", "s", "r", "f", "q", "h", "p", "", "leave out", "9"}
	for n := range 400 {
		r := rand.New(rand.NewPCG(uint64(n), 5))
		lines := []string{fmt.Sprint(1 + r.IntN(3))}
		for range r.IntN(60) {
			lines = append(lines, words[r.IntN(len(words))])
		}
		a, _, out, saved := exercised(t, All, strings.Join(lines, "\n"), []*assess.TypingRecord{record(0), nil, record(1)})
		if len(saved) > 0 && saved[len(saved)-1] != did(a) {
			t.Errorf("%d: saved last %q, not %q", n, saved[len(saved)-1], did(a))
		}
		finished := func(s string) bool { return strings.Contains(s, "of 3 right") }
		for i := 1; i < len(saved); i++ {
			if finished(saved[i-1]) && !finished(saved[i]) && !strings.Contains(saved[i], "tasks=not taken") {
				t.Errorf("%d: a result is lost: %q, then %q\n%s", n, saved[i-1], saved[i], out)
			}
		}
		if _, err := assess.NewAnswers(a.Questionnaire, assess.Sitting{}, a.Replies()); err != nil {
			t.Errorf("%d: %v", n, err)
		}
	}
}

// TestRecordsAreNotShared: what a dialogue holds does not change what came from the file.
func TestRecordsAreNotShared(t *testing.T) {
	before := tasksOf(3, 1)
	had := maps.Clone(before.Chosen)
	exercised(t, Exercises, "1\n"+chosenFrom(3, 1, "rw")+"1\nq\n", nil, assess.Reply{Question: "tasks", State: assess.Answered, Value: before})
	if !maps.Equal(before.Chosen, had) {
		t.Errorf("now %v", before.Chosen)
	}
}

// TestOtherTasks: done again, the tasks are other ones, as far as the pool goes.
func TestOtherTasks(t *testing.T) {
	q := measured().Question("tasks")
	random := rand.New(rand.NewPCG(1, 2))
	d := &dialogue{Interview: Interview{Seed: func() int { return 1 + random.IntN(assess.MaxSeed) }}}
	for n := range 50 {
		before := tasksOf(1+n, 3)
		if seed := d.seed(q, &before); shared(q, seed, &before) != 0 {
			t.Errorf("%d: %d shares tasks with %d", n, seed, before.Seed)
		}
	}
	small := *q
	small.Draw = [3]int{2, 1, 2} // of two, two and two
	before := assess.TasksRecord{Seed: 1, Chosen: map[string]string{}}
	for _, task := range small.Drawn(1) {
		before.Chosen[task.ID] = task.Right
	}
	if same := shared(&small, d.seed(&small, &before), &before); same != 4 {
		t.Errorf("%d tasks are the same, not 4", same)
	}
}

// TestTimes: the time at the start is the sum of those on the cards.
func TestTimes(t *testing.T) {
	_, _, out, _ := exercised(t, Exercises, "s\ns\nq\n", nil)
	for _, want := range []string{"about 7 minutes together", "3 short tasks, about 2 minutes", "it takes about 5 minutes"} {
		if !strings.Contains(strings.Join(strings.Fields(out), " "), want) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
}

// TestParts: parts are counted of what the sitting goes through.
func TestParts(t *testing.T) {
	for only, want := range map[Only]string{All: "--- First (part 1 of 2) ---", Questions: "--- First ---", Exercises: "--- First (part 1 of 2) ---"} {
		if _, _, out, _ := exercised(t, only, "1\nq\n", nil); !strings.Contains(out, want) {
			t.Errorf("%d: no %q in\n%s", only, want, out)
		}
	}
}

// TestExercisesAlone: of a questionnaire without questions there is no choice to make, and none is open.
func TestExercisesAlone(t *testing.T) {
	q := measured()
	q.Sections = q.Sections[1:]
	i := Interview{Questionnaire: assess.NewQuestionnaire(*q), TypingNote: "This window is small."}
	var b bytes.Buffer
	a, o, err := i.Run(Plain(strings.NewReader("s\nf\n"), &b, 80))
	if err != nil || o != Finished || did(a) != "copy=not taken" {
		t.Fatal(err, o, did(a))
	}
	for word, want := range map[string]bool{"What would you like": false, "This is a short exercise, about 5 minutes": true, "Only the questions": false, "open": false, "This window is small.": true} {
		if strings.Contains(b.String(), word) != want {
			t.Errorf("%q: %v\n%s", word, !want, b.String())
		}
	}
}

// TestBackFromTheReview: what b is said to lead to is what it leads to, and from an exercise that was chosen
// in the review and is not done it leads there again.
func TestBackFromTheReview(t *testing.T) {
	for only, want := range map[Only]bool{All: true, Questions: true, Exercises: false} {
		in := "r\nf\nb\n"
		if only == All {
			in = "1\n" + in
		}
		_, _, out, _ := exercised(t, only, in, nil)
		if warned := strings.Contains(out, "b goes back to the questions."); warned != want {
			t.Errorf("%d: warned %v\n%s", only, warned, out)
		}
	}
	_, _, out, _ := exercised(t, Exercises, "r\n4\nr\nb\n", nil)
	if n := strings.Count(out, "Last, exercise 1 of 1"); n != 2 {
		t.Errorf("the exercise chosen came %d times\n%s", n, out)
	}
}
