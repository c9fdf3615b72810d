package main

import (
	"bytes"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"readiness/assess"
	"readiness/questionnaires"
)

var kills = flag.Int("kills", 12, "how often TestKilled kills the program")

// TestKilled kills the program with SIGKILL at random moments, and holds that each answer after which
// another question came is in the file, which is whole.
func TestKilled(t *testing.T) {
	t.Parallel()
	q, role := builtin(t)
	acknowledged := 0
	for n := range *kills {
		r := rand.New(rand.NewPCG(uint64(n), 3))
		acknowledged += killOnce(t, r, q, role.Needs(q), t.TempDir())
	}
	t.Logf("%d kills, %d acknowledged answers, none lost", *kills, acknowledged)
}

// builtin gives the first role and its questionnaire.
func builtin(t testing.TB) (*assess.Questionnaire, *assess.Role) {
	t.Helper()
	rules, err := (&program{}).load(questionnaires.DefaultRole(), "")
	if err != nil {
		t.Fatal(err)
	}
	return rules.questionnaire, rules.role
}

// killOnce gives how many answers were acknowledged.
func killOnce(t *testing.T, r *rand.Rand, q *assess.Questionnaire, needs []bool, dir string) int {
	t.Helper()
	cmd := exec.Command(os.Args[0], "take", "--plain", "--only", "questions", "-o", "jo")
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
	var said []assess.Reply
	screen.await(t, 1)
	for range r.IntN(20) {
		reply, line := answer(r, q, needs, said)
		said = append(said, reply)
		fmt.Fprintln(in, line)
		screen.await(t, len(said)+1)
	}
	_, line := answer(r, q, needs, said)
	fmt.Fprintln(in, line) // this one nobody acknowledges
	time.Sleep(time.Duration(r.IntN(4000)) * time.Microsecond)
	_ = cmd.Process.Kill()
	_ = cmd.Wait() // it was killed
	path := filepath.Join(dir, "jo.toml")
	src, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	a, err := questionnaires.ParseAnswers(path, src, q)
	if err != nil {
		t.Fatalf("%v\n%s", err, src)
	}
	kept := a.Replies()
	if len(kept) < len(said) || len(kept) > len(said)+1 || len(said) > 0 && !reflect.DeepEqual(kept[:len(said)], said) {
		t.Fatalf("acknowledged %+v\nkept %+v", said, kept)
	}
	return len(said)
}

// answer gives a reply to the first open question that is needed, and the line to type for it.
func answer(r *rand.Rand, q *assess.Questionnaire, needs []bool, said []assess.Reply) (assess.Reply, string) {
	a, err := assess.NewAnswers(q, assess.Sitting{}, said)
	if err != nil {
		panic(err)
	}
	at := -1
	for _, question := range q.Questions() {
		if at++; !needs[at] || a.Asking(question.ID) != assess.Asked || a.Of(question.ID).Given {
			continue
		}
		reply := assess.Reply{Question: question.ID, State: assess.Answered}
		if r.IntN(8) == 0 {
			reply.State = assess.PreferNotToSay
			return reply, "p"
		}
		switch n := r.IntN(max(1, len(question.Options))); question.Kind {
		case assess.One:
			reply.Value = question.Options[n].ID
			return reply, fmt.Sprint(n + 1)
		case assess.Many:
			reply.Value = []string{question.Options[n].ID}
			return reply, fmt.Sprint(n + 1)
		case assess.Number:
			reply.Value = question.Min + r.IntN(question.Max-question.Min)
			return reply, fmt.Sprint(reply.Value)
		default:
			text := fmt.Sprintf("One time I did %d things \"at once\".", r.IntN(100))
			reply.Value = text
			return reply, text
		}
	}
	panic("nothing is open")
}

// screen is what the program has printed so far.
type screen struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (s *screen) Write(b []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.Write(b)
}

// await waits until a number of questions has been put.
func (s *screen) await(t *testing.T, questions int) {
	t.Helper()
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(200 * time.Microsecond) {
		s.mu.Lock()
		text := s.text.String()
		s.mu.Unlock()
		if n := strings.Count(text, "s skip, p prefer not to say"); n >= questions {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("question %d did not come:\n%s", questions, text)
		}
	}
}
