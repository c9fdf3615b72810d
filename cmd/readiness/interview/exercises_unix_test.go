//go:build linux || darwin

package interview

import (
	"os"
	"strings"
	"syscall"
	"testing"
	"time"

	"readiness/assess"
)

// TestExercisesOnScreen goes through exercises in windows of three sizes: what is to be looked at and what
// is asked of it stand above the options, and a letter leaves.
func TestExercisesOnScreen(t *testing.T) {
	for _, size := range []struct{ width, height int }{{80, 24}, {40, 20}, {200, 60}} {
		t.Run("", func(t *testing.T) {
			t.Parallel()
			s := play(t, size.width, size.height, Interview{Questionnaire: measured(), Seed: func() int { return 7 },
				Typing: func(f Front, _ *assess.Question, _ assess.Answer) (*assess.TypingRecord, error) {
					_, err := f.Choose("Typing here", "Keep")
					return record(0), err
				}})
			s.See("> Questions first, then the exercises")
			s.Send(down + down + "\r")
			s.See("> Begin")
			s.Send("\r")
			s.See("> worse b")
			s.Send("\r")
			s.See("> wrong letter")
			look := strings.ReplaceAll(s.Look(), fixedSpace, " ")
			for _, want := range []string{"  Eye       12\n", "\nTask 2 of 3\n", "\nWhat is letter?\n", "I do not know"} {
				if !strings.Contains(look, want) {
					t.Errorf("no %q in\n%s", want, look)
				}
			}
			s.Send("b" + then)
			s.See("> worse b")
			s.Send("\r" + down + "\r" + "s")
			s.See("To pass over this task, choose")
			s.Send(then + "s")
			s.See("Left as it is: 2 of 3 done, not")
			time.Sleep(slowly)
			s.Send("\r")
			s.See("> Keep")
			s.Send("\r")
			s.See("Back to the exercises")
			s.Send("q")
			s.endWith(Stopped, "tasks=2 of 3 done, not finished (here); copy=40 net words a minute at 100 % accuracy (here)")
		})
	}
}

// TestNarrowed: a window that becomes narrower while a task stands shows it anew, and arrows rub out nothing of it.
func TestNarrowed(t *testing.T) {
	t.Parallel()
	q := measured()
	long := strings.Repeat("a task that is told at some length ", 3) + "ends here"
	for i := range q.Question("tasks").Items {
		q.Question("tasks").Items[i].Ask = long
	}
	s := play(t, 100, 30, Interview{Questionnaire: assess.NewQuestionnaire(*q), Only: Exercises, Seed: func() int { return 7 }})
	s.See("> Begin")
	s.Send("\r")
	s.See("> worse b")
	for _, width := range []int{60, 50} {
		s.narrow(width, 30)
	}
	time.Sleep(2 * stays)
	s.Send(down)
	s.See("> wrong b")
	_, anew, _ := strings.Cut(s.Look(), "> wrong b")
	before, _, _ := strings.Cut(s.Look(), "> wrong b")
	before = before[strings.LastIndex(before, "Task 1 of 3"):]
	if !strings.Contains(strings.Join(strings.Fields(before), " "), long) || strings.Contains(anew, "Task") {
		t.Errorf("%s", s.Look())
	}
	s.Send("q")
	s.endWith(Stopped, "")
}

// narrow resizes the window and says so, as the system would: the terminal of a stage is not that of the test. Every
// other test that runs meanwhile hears of it too, and must not mind.
func (s *stage) narrow(width, height int) {
	s.t.Helper()
	s.Resize(width, height)
	if err := syscall.Kill(os.Getpid(), syscall.SIGWINCH); err != nil {
		s.t.Fatal(err)
	}
}

// endWith is end, by what did says.
func (s *stage) endWith(outcome Outcome, want string) {
	s.t.Helper()
	<-s.done
	if s.err != nil || s.outcome != outcome || did(s.answers) != want {
		s.t.Errorf("outcome %d, %v, did %q, want %d, %q\n%s", s.outcome, s.err, did(s.answers), outcome, want, s.Look())
	}
	s.Restored()
}
