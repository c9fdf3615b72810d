package questionnaires

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"readiness/assess"
)

// rewritten writes answers and reads them again.
func rewritten(t testing.TB, a *assess.Answers) *assess.Answers {
	t.Helper()
	var b bytes.Buffer
	if err := WriteAnswers(&b, a); err != nil {
		t.Fatal(err)
	}
	if b.Len() > MaxFile {
		t.Fatalf("%d bytes, more than is read", b.Len())
	}
	again, err := ParseAnswers("again.toml", b.Bytes(), a.Questionnaire)
	if err != nil {
		t.Fatalf("%v\n%.2000s", err, b.String())
	}
	return again
}

// same says whether two answers are equal in all but where they stood and what was left out.
func same(a, b *assess.Answers) bool {
	return reflect.DeepEqual(a.Replies(), b.Replies()) && a.Sitting == b.Sitting
}

func TestAnswers(t *testing.T) {
	q := desk(t)
	a, err := ParseAnswers("a.toml", []byte(fixture(t, Answers)), q)
	if err != nil {
		t.Fatal(err)
	}
	if want := (assess.Sitting{Name: "Ada Lovelace", Reference: "A-1", Date: "2026-11-22"}); a.Sitting != want {
		t.Errorf("sitting %+v", a.Sitting)
	}
	if got := a.Of("programs"); got.State != assess.Answered || len(got.Options) != 2 {
		t.Errorf("programs %+v", got)
	}
	if got := a.Of("story").Text; got != "Once upon a \"time\".\nThe end." {
		t.Errorf("story %q", got)
	}
	if a.Of("speed").State != assess.NotApplicable || a.Of("rows").State != assess.PreferNotToSay {
		t.Errorf("speed %+v, rows %+v", a.Of("speed"), a.Of("rows"))
	}
	if !same(a, rewritten(t, a)) {
		t.Error("written and read, the answers are not the same")
	}
}

func TestOlderVersion(t *testing.T) {
	q := desk(t)
	src := strings.Replace(fixture(t, Answers), `version       = "2"`, `version = "1"`, 1)
	src = strings.Replace(src, "story ", "shorthand = \"yes\"\nstory ", 1)
	src = strings.Replace(src, `"touch"`, `"blind"`, 1)
	a, err := ParseAnswers("a.toml", []byte(src), q)
	if err != nil {
		t.Fatal(err)
	}
	left := Quote([]byte(src), a.LeftOut())
	if len(left) != 2 || left[0].Line != 9 || left[0].Excerpt != `style    = "blind"` || !strings.Contains(left[1].What, "shorthand") {
		t.Errorf("left out: %+v", left)
	}
	if a.Sitting.Version != "1" || a.Of("programs").State != assess.Answered {
		t.Errorf("version %q, programs %+v", a.Sitting.Version, a.Of("programs"))
	}
	if again := rewritten(t, a); !same(a, again) || len(again.LeftOut()) > 0 {
		t.Error("written and read, the answers are not the same")
	}
}

func TestWriteAnswers(t *testing.T) {
	q := desk(t)
	const hard = "\x00\x07\"\\'\t\r\n\u200b\u202e\u0085\ufeff# é 👩‍⚕️ \U000e0001"
	a, err := assess.NewAnswers(q, assess.Sitting{Name: hard, Reference: hard}, []assess.Reply{
		{Question: "story", State: assess.Answered, Value: hard},
		{Question: "programs", State: assess.Answered, Value: []string{}},
		{Question: "speed", State: assess.Answered, Value: 42},
	})
	if err != nil {
		t.Fatal(err)
	}
	if !same(a, rewritten(t, a)) {
		t.Error("written and read, the answers are not the same")
	}
	var b strings.Builder
	if err := WriteAnswers(&b, a); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"# Answers to: Desk work\n", "# To delete the answers, delete this file.",
		"\n# How fast was your last test?\n# a whole number from 0 to 200, words per minute\nspeed = 42\n",
		"\n# Which have you used?\n# one of: \"skipped\" or \"prefer not to say\"\nprograms = \"skipped\"\n",
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%q is not in\n%s", want, b.String())
		}
	}
	if strings.ContainsFunc(b.String(), func(r rune) bool { return r != '\n' && isInvisible(r) }) {
		t.Errorf("something invisible stands in %q", b.String())
	}

	a, err = assess.NewAnswers(q, assess.Sitting{Date: "today\nx = 1"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := WriteAnswers(&b, a); err == nil {
		t.Error("a date that is none is written")
	}
	a.Sitting.Date = ""
	if err := WriteAnswers(full{}, a); err == nil {
		t.Error("a full disk goes unnoticed")
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left") }

// largestTasks gives a question the longest items, and the longest record of them.
func largestTasks(q *assess.Question) assess.TasksRecord {
	record := assess.TasksRecord{Seed: assess.MaxSeed, Chosen: map[string]string{}}
	for i := range mostDraw {
		item := assess.Item{ID: fmt.Sprintf("i%0*d", maxID-1, i), Level: 1, Ask: strings.Repeat("𝄞", maxAsk), Right: strings.Repeat("𝄞", maxSay)}
		q.Items = append(q.Items, item)
		record.Chosen[item.ID] = item.Right
	}
	return record
}

// TestLargestAnswers: the longest answers to the largest questionnaire are still read.
func TestLargestAnswers(t *testing.T) {
	q := assess.Questionnaire{ID: strings.Repeat("q", maxID), Version: "1", Title: strings.Repeat("𝄞", maxTitle)}
	var replies []assess.Reply
	section := assess.Section{}
	for i := range maxQuestions {
		question := assess.Question{ID: fmt.Sprintf("q%0*d", maxID-1, i), Ask: strings.Repeat("𝄞", maxAsk), Kind: assess.Text}
		reply := assess.Reply{Question: question.ID, State: assess.Answered, Value: strings.Repeat("\u200b", assess.MaxText)}
		switch {
		case i >= maxTexts+maxExercises:
			question.Kind = assess.Many
			var ids []string
			for o := range maxOptions {
				ids = append(ids, fmt.Sprintf("o%0*d", maxID-1, o))
				question.Options = append(question.Options, assess.Option{ID: ids[o], Points: 1})
			}
			reply.Value = ids
		case i >= maxTexts:
			question.Kind, question.Draw = assess.Tasks, [assess.Difficulties]int{mostDraw}
			reply.Value = largestTasks(&question)
		}
		section.Questions = append(section.Questions, question)
		replies = append(replies, reply)
	}
	q.Sections = []assess.Section{section}
	a, err := assess.NewAnswers(assess.NewQuestionnaire(q), assess.Sitting{Name: strings.Repeat("\u200b", assess.MaxName)}, replies)
	if err != nil {
		t.Fatal(err)
	}
	if !same(a, rewritten(t, a)) {
		t.Error("written and read, the answers are not the same")
	}
}
