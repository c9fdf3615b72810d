package tables

import (
	"bytes"
	"errors"
	"slices"
	"testing"
)

func TestTemplate(t *testing.T) {
	q := testPanel(1).Questionnaire
	needs := []bool{true, true, true, true, false, true}
	var b bytes.Buffer
	if err := WriteTemplate(&b, q, needs); err != nil {
		t.Fatal(err)
	}
	want := "\ufeffreference,name,claim-0,stated-0,tools,story,done-0\r\n" +
		`# the words asked,May stay empty,"How well? (one of: poor, good, best)","How many? (a whole number from 0 to 9, marks)","Which? (any of, with ; between: word; mail; none)",` +
		`"Tell us (your own words, at most 1000 characters)","Type this (if the exercise was done: net words a minute, as a whole number)"` + "\r\n"
	if got := b.String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if err := WriteTemplate(full{}, q, needs); !errors.Is(err, errFull) {
		t.Errorf("a disk with no room: %v", err)
	}
}

func TestCodeBook(t *testing.T) {
	q := testPanel(1).Questionnaire
	var b bytes.Buffer
	if err := WriteCodeBook(&b, q, slices.Repeat([]bool{true}, 6)); err != nil {
		t.Fatal(err)
	}
	skip, whole := "prefer not to say; or leave it empty to skip it", "not applicable (I have none); prefer not to say; or leave it empty to skip it"
	several := "any of the options, with ; between"
	want := [][]string{
		{"question", "words asked", "what to write", "option", "words of the option", "what else may be written", "asked only if"},
		{"claim-0", "How well?", "one option", "poor", "I am at poor", whole, ""},
		{"claim-0", "How well?", "one option", "good", "I am at good", whole, ""},
		{"claim-0", "How well?", "one option", "best", "I am at best", whole, ""},
		{"stated-0", "How many?", "a whole number from 0 to 9, marks", "", "", skip, "claim-0 is good or best"},
		{"tools", "Which?", several, "word", "I am at word", skip, ""},
		{"tools", "Which?", several, "mail", "I am at mail", skip, ""},
		{"tools", "Which?", several, "none", "None (not with any other)", skip, ""},
		{"story", "Tell us", "your own words, at most 1000 characters", "", "", "leave it empty to skip it", ""},
		{"done-0", "Type this", "if the exercise was done: net words a minute, as a whole number", "", "", "leave it empty if it was not done", ""},
		{"tasks", "Do these", "if the exercise was done: how many of 4 answers were right, as a whole number", "", "", "leave it empty if it was not done", ""},
	}
	got := rowsOf(t, b.Bytes())
	for i := range max(len(got), len(want)) {
		if i >= len(got) || i >= len(want) || !slices.Equal(got[i], want[i]) {
			t.Fatalf("row %d of %d:\ngot  %q\nwant %q", i, len(want), got[min(i, len(got)-1)], want[min(i, len(want)-1)])
		}
	}
	if err := WriteCodeBook(full{}, q, slices.Repeat([]bool{true}, 6)); !errors.Is(err, errFull) {
		t.Errorf("a disk with no room: %v", err)
	}
}

func TestNames(t *testing.T) {
	got := string(AppendName(NamesHead(), 3, Person{"A,1", "=Jo\nBloggs", "jo@example.invalid"}))
	want := "\ufeffrow,reference,name,email\r\n3,\"A,1\",'=Jo Bloggs,jo@example.invalid\r\n"
	if got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
