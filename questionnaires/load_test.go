package questionnaires

import (
	"errors"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"readiness/assess"
)

// fixture gives a file of testdata.
func fixture(t testing.TB, kind Kind) string {
	t.Helper()
	src, err := os.ReadFile("testdata/" + string(kind) + ".toml")
	if err != nil {
		t.Fatal(err)
	}
	return string(src)
}

// desk gives the questionnaire of testdata.
func desk(t testing.TB) *assess.Questionnaire {
	t.Helper()
	q, err := ParseQuestionnaire("questionnaire.toml", []byte(fixture(t, Questionnaire)))
	if err != nil {
		t.Fatal(err)
	}
	return q
}

// load takes a file through its door.
func load(kind Kind, src string, q *assess.Questionnaire) error {
	var err error
	switch kind {
	case Questionnaire:
		_, err = ParseQuestionnaire("x.toml", []byte(src))
	case Role:
		_, err = ParseRole("x.toml", []byte(src), q)
	case Answers:
		_, err = ParseAnswers("x.toml", []byte(src), q)
	}
	return err
}

// problemsOf gives an error as the problems that it must be.
func problemsOf(t testing.TB, err error) assess.Problems {
	t.Helper()
	var ps assess.Problems
	if err != nil && !errors.As(err, &ps) {
		t.Fatalf("%v is no assess.Problems", err)
	}
	return ps
}

// placeOf gives the line and column of an offset, in characters from 1.
func placeOf(src string, at int) (line, column int) {
	start := strings.LastIndexByte(src[:at], '\n') + 1
	return strings.Count(src[:at], "\n") + 1, utf8.RuneCountInString(src[start:at]) + 1
}

func TestBroken(t *testing.T) {
	q := desk(t)
	for _, test := range slices.Concat(broken, brokenReach, brokenLadder) {
		t.Run(test.name, func(t *testing.T) { test.check(t, fixture(t, test.door), q) })
	}
}

// check breaks a file, and looks at what is said of it. q is the questionnaire that it is for.
func (b breakage) check(t *testing.T, base string, q *assess.Questionnaire) {
	if !strings.Contains(base, b.old) {
		t.Fatalf("the fixture has no %q", b.old)
	}
	marked := strings.Replace(base, b.old, b.new, 1)
	src := strings.Replace(marked, "∑", "", 1)
	at := strings.Index(marked, "∑")
	if b.at != "" {
		at = strings.Index(src, b.at)
	}
	line, column := placeOf(src, at)

	ps := problemsOf(t, load(b.door, src, q))
	if len(ps) != 1 {
		t.Fatalf("%d problems, not 1:\n%v", len(ps), ps)
	}
	p := ps[0]
	if p.File != "x.toml" || p.Line != line || p.Column != column {
		t.Errorf("place %v, want %d:%d", p.Pos, line, column)
	}
	if p.What != b.what {
		t.Errorf("what\n got %s\nwant %s", p.What, b.what)
	}
	if p.Fix != b.fix {
		t.Errorf("fix\n got %s\nwant %s", p.Fix, b.fix)
	}
	if want := strings.Split(src, "\n")[line-1]; utf8.RuneCountInString(want) < 160 && p.Excerpt != want {
		t.Errorf("excerpt %q, want %q", p.Excerpt, want)
	}
}

func TestFixtures(t *testing.T) {
	q := desk(t)
	for _, kind := range []Kind{Questionnaire, Role, Answers} {
		if err := load(kind, fixture(t, kind), q); err != nil {
			t.Errorf("%s:\n%v", kind, err)
		}
	}
}
