package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"readiness/assess"
	"readiness/cmd/readiness/interview"
	"readiness/questionnaires"
)

// TestFirstScreen: what is shown first for every built-in role has at most 120 words, says where the
// files go and how to delete them.
func TestFirstScreen(t *testing.T) {
	for _, id := range questionnaires.Roles() {
		p := &program{}
		rules, err := p.load(id, "")
		if err != nil {
			t.Fatal(err)
		}
		s := &sitting{program: p, rules: rules, output: output{formats: formats[:1], base: "readiness-2026-11-22"}}
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

// TestSeed: seeds are such that answers take them, and no two in a row are the same but by a rare chance.
func TestSeed(t *testing.T) {
	seen := map[int]bool{}
	for range 1000 {
		n := seed()
		if n < 1 || n > assess.MaxSeed {
			t.Fatalf("%d is no seed", n)
		}
		seen[n] = true
	}
	if len(seen) < 990 {
		t.Errorf("%d different seeds of 1000", len(seen))
	}
}

// TestPart: each word of --only is known, and no other.
func TestPart(t *testing.T) {
	want := []interview.Only{interview.Questions, interview.Exercises}
	for i, word := range parts() {
		if only, err := part(word); only != want[i] || err != nil {
			t.Errorf("%s: %v, %v", word, only, err)
		}
	}
	if only, err := part(""); only != interview.All || err != nil {
		t.Error(only, err)
	}
	var usage usageError
	if _, err := part("Questions"); !errors.As(err, &usage) || usage.fix != "did you mean --only questions?" {
		t.Error(err)
	}
}

// TestTasksSurvive: however the program ends in the middle of short tasks, each one after which another
// came is in the file, with the seed that goes on with the same ones.
func TestTasksSurvive(t *testing.T) {
	t.Parallel()
	q, _ := builtin(t)
	for name, end := range map[string]func(*exec.Cmd, io.Closer) error{
		"killed":    func(cmd *exec.Cmd, _ io.Closer) error { return cmd.Process.Kill() },
		"input end": func(_ *exec.Cmd, in io.Closer) error { return in.Close() },
	} {
		dir := t.TempDir()
		cmd := exec.Command(os.Args[0], "take", "--plain", "--only", "exercises", "-o", "jo")
		cmd.Dir, cmd.Env = dir, append(os.Environ(), asProgram+"=1")
		in, err := cmd.StdinPipe()
		if err != nil {
			t.Fatal(err)
		}
		var screen screen
		cmd.Stdout, cmd.Stderr = &screen, &screen
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		lines, begins := intoTasks(q)
		fmt.Fprint(in, lines, "1\n1\n1\n")
		screen.see(t, "Task 4 of ")
		if err := end(cmd, in); err != nil {
			t.Fatal(err)
		}
		_ = cmd.Wait() // it did not finish
		path := filepath.Join(dir, "jo"+answersEnding)
		src, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		a, err := questionnaires.ParseAnswers(path, src, q)
		if err != nil {
			t.Fatalf("%s: %v\n%s", name, err, src)
		}
		if held := a.Of(begins.ID); held.Tasks == nil || len(held.Tasks.Chosen) != 3 || held.State != assess.NotTaken {
			t.Errorf("%s: kept %+v\n%s", name, held.Tasks, src)
		}
	}
}

// intoTasks gives the lines that leave out what comes before the first tasks and begin those.
func intoTasks(q *assess.Questionnaire) (lines string, tasks *assess.Question) {
	for _, question := range q.Questions() {
		switch question.Kind {
		case assess.Typing:
			lines += "s\n"
		case assess.Tasks:
			return lines + "1\n", question
		}
	}
	return lines, nil
}

// see waits until a text is printed.
func (s *screen) see(t *testing.T, text string) {
	t.Helper()
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(time.Millisecond) {
		s.mu.Lock()
		all := s.text.String()
		s.mu.Unlock()
		if strings.Contains(all, text) {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("%q did not come:\n%s", text, all)
		}
	}
}
