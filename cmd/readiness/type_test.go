package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"readiness/assess"
	"readiness/cmd/readiness/typing"
)

// A typed front stands for a person who types a passage each time, and then leaves.
type typedFront struct {
	choices  []rune
	said     strings.Builder
	passages []string
}

func (f *typedFront) How() string { return "" }

func (f *typedFront) Say(paragraphs ...string) error {
	f.said.WriteString(strings.Join(paragraphs, "\n"))
	return nil
}

func (f *typedFront) Show(text string) error {
	f.said.WriteString(text)
	return nil
}

func (f *typedFront) Choose(string, ...typing.Choice) (rune, error) {
	choice := f.choices[0]
	f.choices = f.choices[1:]
	return choice, nil
}

func (f *typedFront) Type(p typing.Passage, length time.Duration) (assess.TypingRecord, bool, error) {
	f.passages = append(f.passages, p.ID)
	return assess.TypingRecord{Passage: p.ID, Time: length, Strokes: 640, Wrong: 19, Left: 617, Errors: 2}, true, nil
}

func (f *typedFront) Close() error { return nil }

// TestTypist: each exercise has another passage, the earlier ones of the file are shown, and all but the
// practice are kept in it.
func TestTypist(t *testing.T) {
	t.Setenv("SOURCE_DATE_EPOCH", "1795305600")
	path := filepath.Join(t.TempDir(), "typing.toml")
	front := &typedFront{choices: []rune{keyPractise, keyBegin, keyAgain, keyLeave}}
	one := &typist{program: &program{}, front: front, length: 3 * time.Minute}
	if err := one.findPassages(); err != nil {
		t.Fatal(err)
	}
	if _, err := one.findKept(path); err != nil {
		t.Fatal(err)
	}
	if err := one.choosePassage("", nil); err != nil {
		t.Fatal(err)
	}
	if err := one.sit(); err != nil {
		t.Fatal(err)
	}
	if p := front.passages; len(p) != 3 || p[0] != one.practice.ID || p[1] == p[2] || p[1] == p[0] {
		t.Errorf("passages %v", p)
	}
	if n := strings.Count(front.said.String(), "Earlier tries"); n != 1 {
		t.Errorf("earlier tries are shown %d times:\n%s", n, front.said.String())
	}
	tries, _, err := one.kept()
	if err != nil || len(tries) != 2 || tries[0].Typing.Passage != front.passages[1] || tries[1].Date != "2026-11-22" {
		t.Errorf("%+v, %v", tries, err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	if err := one.choosePassage("", tries); err != nil || one.passages[one.next].ID == front.passages[2] {
		t.Errorf("the next passage is the same: %v", err)
	}
}
