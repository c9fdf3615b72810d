package main

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"readiness/assess"
	"readiness/cmd/readiness/interview"
	"readiness/questionnaires"
)

// TestFirstScreen: what every built-in questionnaire shows first has at most 120 words, says where the
// files go and how to delete them.
func TestFirstScreen(t *testing.T) {
	for _, id := range questionnaires.Questionnaires() {
		p := &program{}
		q, err := p.questionnaire(id)
		if err != nil {
			t.Fatal(err)
		}
		s := &sitting{program: p, rules: ruleset{questionnaire: q}, output: output{formats: formats[:1], base: "readiness-2026-11-22"}}
		s.store.path = "readiness-2026-11-22" + answersEnding
		text := strings.Join(s.welcome(), " ")
		if n := len(strings.Fields(text)); n > 120 {
			t.Errorf("%s: %d words", id, n)
		}
		for _, want := range []string{s.store.path, "readiness-2026-11-22.pdf", "delete"} {
			if !strings.Contains(text, want) {
				t.Errorf("%s: no %q in %s", id, want, text)
			}
		}
	}
}

// TestStore: a save replaces only what the store wrote itself.
func TestStore(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.toml")
	one, two := store{path: path}, store{path: path}
	for i, c := range []struct {
		s    *store
		fine bool
	}{{&one, true}, {&one, true}, {&two, false}, {&one, true}} {
		if err := c.s.save([]byte{'0' + byte(i)}); (err == nil) != c.fine {
			t.Errorf("save %d: %v", i, err)
		}
	}
	two.last = []byte("3")
	if err := two.save([]byte("two")); err != nil {
		t.Fatal(err)
	}
	if err := one.save([]byte("one")); err != errChanged {
		t.Errorf("a change by another program: %v", err)
	}
	left := filepath.Join(filepath.Dir(path), savingPrefix(path)+"1"+savingSuffix)
	if err := os.WriteFile(left, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := sweep(path, leftBehind); err != nil || !taken(left) {
		t.Errorf("what another run is writing is gone: %v", err)
	}
	if err := remove(path); err != nil || taken(path) || taken(left) {
		t.Errorf("something is left: %v", err)
	}
	if err := two.save([]byte("again")); err != nil {
		t.Errorf("after it was deleted: %v", err)
	}
}

// TestOtherVersion: going on with answers to another version keeps the old file, and says what has no
// place in the new one.
func TestOtherVersion(t *testing.T) {
	dir := t.TempDir()
	q, _ := builtin(t)
	old := filepath.Join(dir, "jo.toml")
	src := "format = 1\nquestionnaire = \"" + q.ID + "\"\nversion = \"0\"\n[answers]\ngone = \"x\"\n"
	if err := writeWhole(old, []byte(src), false); err != nil {
		t.Fatal(err)
	}
	s := &sitting{program: &program{}, rules: ruleset{questionnaire: q}, person: assess.Sitting{Date: "2026-11-22"}}
	base, err := s.resume(old)
	if err != nil {
		t.Fatal(err)
	}
	if want := filepath.Join(dir, "jo-2"); base != want || s.store.path != want+answersEnding || s.store.last != nil {
		t.Errorf("saves in %s, named after %s", s.store.path, base)
	}
	if text := strings.Join(s.notes, "\n"); !strings.Contains(text, `"gone"`) || !strings.Contains(text, old) {
		t.Errorf("it is not said: %q", text)
	}
}

// TestReportInTwoPlaces: where one form is written and the next is not, only what is missing is written
// elsewhere, and both are deleted when the person says so.
func TestReportInTwoPlaces(t *testing.T) {
	dir := t.TempDir()
	q, role := builtin(t)
	a, err := assess.NewAnswers(q, assess.Sitting{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	result := assess.Judge(role, a)
	in := func(name string) string { return filepath.Join(dir, name) }
	if err := os.WriteFile(in("jo.txt"), nil, 0o600); err != nil { // in the way of the second form
		t.Fatal(err)
	}
	s := &sitting{
		program: &program{}, output: output{formats: []format{formats[3], formats[2]}, base: in("jo")},
		front: interview.Plain(strings.NewReader("2\n-\n2\n"+in("other.pdf")+"\n3\n"), io.Discard, 0),
	}
	if err := s.reportOrAsk(result); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]bool{"jo.json": true, "other.txt": true, "other.json": false, "other.pdf.txt": false} {
		if taken(in(name)) != want {
			t.Errorf("%s is there: %v", name, !want)
		}
	}
	if err := s.offerDeletion(result); err != nil {
		t.Fatal(err)
	}
	if taken(in("jo.json")) || taken(in("other.txt")) || !taken(in("jo.txt")) {
		t.Error("what was written is not what was deleted")
	}
}
