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
	earlier := &assess.TypingRecord{Passage: ids[len(ids)-1], Time: time.Minute, Left: 100}
	for _, test := range []struct {
		name     string
		choices  []string
		leaves   bool
		last     *assess.TypingRecord
		passages []string
		left     int // of the record; 0 if there is none
		err      error
		says     string
	}{
		{"left out", []string{"Leave"}, false, nil, nil, 0, nil, "Copy a text for 3 minutes"},
		{"kept", []string{"Begin", "Keep"}, false, earlier, ids[:1], 601, nil, "You typed 39 words a minute, net.\nKeep this result\nTry again"},
		{"the second kept", []string{"Begin", "Try", "Keep this"}, false, earlier, ids[:2], 602, nil, ""},
		{"the first kept after a second", []string{"Begin", "Try", "Keep your"}, false, earlier, ids[:2], 601, nil, "Keep your earlier result: 39 words"},
		{"left out after all", []string{"Begin", "Leave"}, false, earlier, ids[:1], 0, nil, ""},
		{"practice is not kept", []string{"Practise", "Leave"}, false, nil, []string{r.practice.ID}, 0, nil, "This was practice and is not kept."},
		{"the earlier one kept", []string{"Begin", "Keep your"}, false, earlier, ids[:1], 100, nil, "Keep your earlier result: 20 words a minute, net"},
		{"the earlier one kept at once", []string{"Keep your"}, false, earlier, nil, 100, nil, ""},
		{"left before its end", []string{"Begin", "Leave"}, true, earlier, ids[:1], 0, nil, "Nothing was measured.\nWhat would you like to do?"},
		{"the input ends", nil, false, earlier, nil, 0, io.EOF, ""},
		{"the input ends after a result", []string{"Begin"}, false, earlier, ids[:1], 601, io.EOF, ""},
	} {
		f := &typedFront{choices: test.choices, leaves: test.leaves}
		got, err := r.typing(f, &assess.Question{Minutes: 3}, test.last)
		left := 0
		if got != nil {
			left = got.Left
		}
		if left != test.left || err != test.err || !slices.Equal(f.passages, test.passages) || !strings.Contains(f.said.String(), test.says) {
			t.Errorf("%s: %+v, %v, passages %v:\n%s", test.name, got, err, f.passages, f.said.String())
		}
	}
	if r.after("") != r.after("nosuch") {
		t.Error("without a last one the passage is not that of the day")
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
		if len(one.tries) != n || shown != n || strings.Contains(front.said.String(), "Earlier tries") != (n > 0) {
			t.Errorf("%+v:\n%s", one.tries, front.said.String())
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
