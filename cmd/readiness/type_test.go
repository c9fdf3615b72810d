package main

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"readiness/assess"
	"readiness/cmd/readiness/interview"
	"readiness/cmd/readiness/typing"
	"readiness/questionnaires"
)

// A typedFront stands for a person who types a passage each time, and chooses by the beginning of a
// choice. Where there is no more to choose, the input has ended.
type typedFront struct {
	interview.Front
	choices  []string
	said     strings.Builder
	passages []string
	leaves   bool // each exercise before its end
}

func (f *typedFront) HowToType() string { return "how" }

func (f *typedFront) Say(paragraphs ...string) error {
	f.said.WriteString(strings.Join(paragraphs, "\n") + "\n")
	return nil
}

func (f *typedFront) Show(text string) error { return f.Say(text) }

func (f *typedFront) Choose(ask string, options ...string) (int, error) {
	f.Say(append([]string{ask}, options...)...)
	if len(f.choices) == 0 {
		return 0, io.EOF
	}
	at := slices.IndexFunc(options, func(o string) bool { return strings.HasPrefix(o, f.choices[0]) })
	f.choices = f.choices[1:]
	return at, nil
}

func (f *typedFront) Type(p typing.Passage, length time.Duration) (assess.TypingRecord, bool, error) {
	f.passages = append(f.passages, p.ID)
	if f.leaves {
		return assess.TypingRecord{}, false, nil
	}
	return assess.TypingRecord{Passage: p.ID, Time: length, Strokes: 640, Wrong: 19, Left: 600 + len(f.passages), Errors: 2}, true, nil
}

// TestRound: what a person chooses is what becomes of the exercise, and each try has another passage.
func TestRound(t *testing.T) {
	t.Setenv("SOURCE_DATE_EPOCH", "1795305600")
	r, err := newRound(&program{})
	if err != nil {
		t.Fatal(err)
	}
	ids := r.ids()
	question := &assess.Question{ID: "copy", Kind: assess.Typing, Minutes: 3, Accuracy: 95, Levels: []assess.Level{{}, {From: 25, Points: 2}, {From: 40, Points: 4}}}
	record := &assess.TypingRecord{Passage: ids[len(ids)-1], Time: time.Minute, Left: 100}
	earlier := assess.Answer{State: assess.Answered, Number: 20, Typing: record, Given: true}
	elsewhere := assess.Answer{State: assess.Answered, Number: 20, Given: true}
	none := assess.Answer{State: assess.NotTaken}
	first := ids[r.after(""):][:1] // by the day
	for _, test := range []struct {
		name     string
		choices  []string
		leaves   bool
		held     assess.Answer
		passages []string
		left     int // of the record; 0 if there is none
		err      error
		says     string
	}{
		{"left out", []string{"Leave"}, false, none, nil, 0, nil, "Copy a text for 3 minutes"},
		{"left out after all", []string{"Begin", "Leave"}, false, none, first, 0, nil, "Keep this result\nTry again with another passage\nLeave the exercise out\n"},
		{"kept", []string{"Begin", "Keep this"}, false, earlier, ids[:1], 601, nil, "You typed 39 words a minute, net, at 98 % accuracy.\nKeep this result\nTry again"},
		{"the second kept", []string{"Begin", "Try", "Keep this"}, false, earlier, ids[:2], 602, nil, ""},
		{"the first kept after a second", []string{"Begin", "Try", "Keep your"}, false, earlier, ids[:2], 601, nil,
			"Keep your earlier try: 39 words a minute, net, at 98 % accuracy\nKeep the result as it was: 20 net words a minute at 100 % accuracy\n"},
		{"practice is not kept", []string{"Practise", "Leave"}, false, none, []string{r.practice.ID}, 0, nil, "This was practice and is not kept."},
		{"as it was", []string{"Begin", "Keep the result as it was"}, false, earlier, ids[:1], 0, nil, "Try again with another passage\nKeep the result as it was: 20 net words a minute at 100 % accuracy\n"},
		{"as it was, at once", []string{"Keep the result as it was"}, false, earlier, nil, 0, nil, "Practise for 1 minute first\nKeep the result as it was: 20 net words a minute at 100 % accuracy\n"},
		{"as it was, a number alone", []string{"Begin", "Keep the result as it was"}, false, elsewhere, first, 0, nil, "Keep the result as it was: 20 net words a minute\n"},
		{"left before its end", []string{"Begin", "Leave"}, true, none, first, 0, nil, "Nothing was measured.\nWhat would you like to do?"},
		{"stopped", []string{"Save and stop"}, false, none, nil, 0, interview.ErrStopped, ""},
		{"kept, then stopped", []string{"Begin", "Keep this result, save"}, false, none, first, 601, interview.ErrStopped, ""},
		{"the input ends", nil, false, earlier, nil, 0, io.EOF, ""},
		{"the input ends after a result", []string{"Begin"}, false, earlier, ids[:1], 601, io.EOF, ""},
	} {
		f := &typedFront{choices: test.choices, leaves: test.leaves}
		got, err := r.typing(f, question, test.held)
		left := 0
		if got != nil {
			left = got.Left
		}
		if left != test.left || err != test.err || !slices.Equal(f.passages, test.passages) || !strings.Contains(f.said.String(), test.says) {
			t.Errorf("%s: %+v, %v, passages %v:\n%s", test.name, got, err, f.passages, f.said.String())
		}
		if test.held.State == assess.Answered && strings.Contains(f.said.String(), "Leave") {
			t.Errorf("%s: to leave it out would keep the result\n%s", test.name, f.said.String())
		}
	}
	if r.after("") != r.after("nosuch") {
		t.Error("without a last one the passage is not that of the day")
	}
}

// TestBetterTry: of two tries that is offered which earns more, of equals the faster; and it is said where the
// speed counts one level lower.
func TestBetterTry(t *testing.T) {
	try := func(left, errors int) *assess.TypingRecord {
		return &assess.TypingRecord{Passage: "a", Time: time.Minute, Left: left, Errors: errors}
	}
	levels := []assess.Level{{}, {From: 25, Points: 2}, {From: 40, Points: 4}, {From: 50, Points: 5}}
	judged := round{judge: &assess.Question{Kind: assess.Typing, Accuracy: 95, Levels: levels}}
	exact, fast, faster := try(270, 0), try(345, 10), try(300, 1) // 54 at 100 %, 59 at 85 %, 59 at 98 %
	for i, test := range []struct {
		r          round
		a, b, want *assess.TypingRecord
	}{
		{judged, exact, fast, exact}, {judged, fast, exact, exact}, {judged, exact, faster, faster}, {round{}, exact, fast, fast},
		{judged, nil, fast, fast}, {judged, fast, nil, fast}, {judged, nil, nil, nil}, {judged, exact, try(270, 0), exact},
	} {
		if got := test.r.better(test.a, test.b); got != test.want {
			t.Errorf("%d: %+v", i, got)
		}
	}
	if got := judged.lowered(*fast); got != " Less than 95 % of it is right, so the speed counts one level lower." || judged.lowered(*exact) != "" || judged.lowered(*try(100, 10)) != "" || (round{}).lowered(*fast) != "" {
		t.Errorf("%q", got)
	}
}

// TestTypist: what is to be kept is in the file, which only its owner can read, and the next try shows it.
func TestTypist(t *testing.T) {
	t.Setenv("SOURCE_DATE_EPOCH", "1795305600")
	path := filepath.Join(t.TempDir(), "typing.toml")
	var passages []string
	for n := range 3 {
		r, err := newRound(&program{})
		if err != nil {
			t.Fatal(err)
		}
		front := &typedFront{choices: []string{"Begin", "Keep this result in " + path}}
		one := &typist{round: r, front: front, length: 3 * time.Minute}
		if err := one.findKept(path); err != nil {
			t.Fatal(err)
		}
		if err := one.choosePassage(""); err != nil {
			t.Fatal(err)
		}
		if err := one.sit(); err != nil {
			t.Fatal(err)
		}
		shown := strings.Count(front.said.String(), "2026-11-22  ")
		if len(one.before) != n || shown != n || strings.Contains(front.said.String(), "Earlier tries") != (n > 0) {
			t.Errorf("%+v:\n%s", one.before, front.said.String())
		}
		passages = append(passages, front.passages...)
	}
	src, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	tries, err := questionnaires.ParseTries(path, src)
	if err != nil || len(tries) != 3 || tries[2].Date != "2026-11-22" {
		t.Errorf("%+v, %v", tries, err)
	}
	for i, try := range tries {
		if try.Typing.Passage != passages[i] || slices.Contains(passages[:i], passages[i]) {
			t.Errorf("try %d: %+v, passages %v", i, try, passages)
		}
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
}

// TestEarlierTries: above a result, not above that of the practice, are the last of the earlier tries, and
// how many were before them.
func TestEarlierTries(t *testing.T) {
	t.Setenv("SOURCE_DATE_EPOCH", "1795305600")
	for _, test := range []struct {
		earlier, shown int
		more           string
	}{
		{0, 0, ""}, {1, 1, ""}, {10, 10, ""}, {11, 10, "And 1 before these."}, {30, 10, "And 20 before these."},
	} {
		r, err := newRound(&program{})
		if err != nil {
			t.Fatal(err)
		}
		front := &typedFront{choices: []string{"Practise", "Begin", "Keep this"}}
		one := &typist{round: r, front: front, length: 3 * time.Minute}
		for i := range test.earlier {
			date := time.Date(2026, 1, 1+i, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
			one.before = append(one.before, questionnaires.Try{Date: date, Typing: assess.TypingRecord{Passage: "rota", Time: 3 * time.Minute, Left: 600}})
		}
		if err := one.sit(); err != nil {
			t.Fatal(err)
		}
		practice, result, found := strings.Cut(front.said.String(), "not kept.")
		table, _, figures := strings.Cut(result, "Time: 3 minutes.")
		if strings.Contains(practice, "2026-01-") || !found || !figures || strings.Count(table, "2026-01-") != test.shown ||
			!strings.Contains(table, test.more) || strings.Contains(table, "before these") != (test.more != "") {
			t.Errorf("%d earlier:\n%s", test.earlier, front.said.String())
		}
		if test.shown > 0 && !strings.Contains(table, one.before[test.earlier-1].Date) {
			t.Errorf("%d earlier: the last is not there:\n%s", test.earlier, table)
		}
	}
}

// TestKeepAdvice: what helps where a result cannot be kept is named as it is done here.
func TestKeepAdvice(t *testing.T) {
	var problems assess.Problems
	if err := keepProblem("typing.toml", "the result could not be kept", syscall.ENOSPC); !errors.As(err, &problems) {
		t.Fatal(err)
	}
	if want := "make room, or save to another disk with --keep"; problems[0].Fix != want {
		t.Errorf("%q, want %q", problems[0].Fix, want)
	}
}
