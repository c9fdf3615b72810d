//go:build linux || darwin

package interview

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"slices"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"readiness/assess"
	"readiness/cmd/readiness/terminal"
	"readiness/cmd/readiness/terminal/terminaltest"
	"readiness/cmd/readiness/typing"
)

// A stage is a terminal with a dialogue in it.
type stage struct {
	*terminaltest.Stage
	t       *testing.T
	front   Front
	done    chan struct{}
	answers *assess.Answers
	outcome Outcome
	err     error
}

func newStage(t *testing.T, width, height int) *stage {
	t.Helper()
	return &stage{t: t, Stage: terminaltest.NewStage(t, width, height), done: make(chan struct{})}
}

// play begins a dialogue in a terminal.
func play(t *testing.T, width, height int, i Interview) *stage {
	t.Helper()
	return playBy(t, width, height, i, func(*keyboard) {})
}

// fullStage gives a stage, and a full front on it.
func fullStage(t *testing.T, width, height int) (*stage, Front) {
	t.Helper()
	s := newStage(t, width, height)
	front, err := Full(s.Terminal, s.Terminal)
	if err != nil {
		t.Fatal(err)
	}
	return s, front
}

// playBy is play with a keyboard that is made ready for the test: a busy machine must not change what is typed.
func playBy(t *testing.T, width, height int, i Interview, ready func(*keyboard)) *stage {
	t.Helper()
	s, front := fullStage(t, width, height)
	ready(front.(*full).keys)
	s.front = front
	go func() {
		s.answers, s.outcome, s.err = i.Run(front)
		front.Close()
		close(s.done)
	}()
	return s
}

// end waits for the dialogue to end, and looks whether the terminal is as it was.
func (s *stage) end(outcome Outcome, want string) {
	s.t.Helper()
	select {
	case <-s.done:
	case <-time.After(time.Minute):
		s.t.Fatalf("still going on:\n%s", s.Look())
	}
	if s.err != nil || s.outcome != outcome || said(s.answers) != want {
		s.t.Errorf("outcome %d, %v, said %q, want %d, %q\n%s", s.outcome, s.err, said(s.answers), outcome, want, s.Look())
	}
	s.Restored()
}

const (
	up, down = "\x1b[A", "\x1b[B"
	then     = "\x1b[C" // Right: a letter typed ahead before it stands alone
	allKeys  = down + down + "\r" + "42\r" + " " + down + " \r" + "I once helped\r" + down + "\r"
	allSaid  = "style=touch speed=42 programs=[words sheets] story=I once helped english=yes"
)

func TestFull(t *testing.T) {
	tests := []struct {
		name, keys string
		outcome    Outcome
		said       string
		shows      string
	}{
		{"all, typed ahead", allKeys + "\r", Finished, allSaid, "Your answer: Yes"},
		{"other arrows", "\x1bOB\x1bOB\x1bOA\r", Stopped, "style=look", ""},
		{"stop", "", Stopped, "", ""},
		{"Ctrl-D in a list", "\x04", Ended, "", ""},
		{"Ctrl-D after letters that match nothing", "zzz\x04", Ended, "", ""},
		{"Ctrl-D in ticks", "\r \x04", Ended, "style=hunt", ""},
		{"Ctrl-D in an empty line", down + "\r\x04", Ended, "style=look", ""},
		{"Ctrl-D in a line", down + "\r42\x04\r", Stopped, "style=look speed=42", ""},
		{"Ctrl-C in a list", "\x03", Interrupted, "", ""},
		{"Ctrl-C in a line", down + "\r42\x03", Interrupted, "style=look", ""},
		{"letters", "s" + then + "b" + then + "p" + then, Stopped, "style:prefer not to say", "Your answer so far: skipped"},
		{"does not apply", down + "\rn\r", Stopped, "style=look speed:not applicable", "n does not apply: I have taken no test"},
		{"not offered", "n" + then + "b" + then, Stopped, "", "This is the first question."},
		{"help", "?" + then, Stopped, "", "p prefer not to say: you keep the answer"},
		{"keeps a skip", "s" + then + "b" + then + "\r", Stopped, "style:skipped", "Your answer: skipped"},
		{"keeps a choice", down + down + "\rb\r\r", Stopped, "style=touch", ""},
		{"keeps a number", down + "\r42\rb" + then + "\r", Stopped, "style=look speed=42", "Enter alone keeps what you said."},
		{"number with words, mended", down + "\r42 wpm\r\x7f\x7f\x7f\x7f\r", Stopped, "style=look speed=42", "in digits only"},
		{"none with others, mended", "\r " + up + " \r \r", Stopped, "style=hunt programs=[none]", `"None of these" cannot go with others.`},
		{"nothing ticked", "\r\r", Stopped, "style=hunt", "Nothing is chosen yet."},
		{"text", "\rs" + then + "I hleped\x1b[D\x1b[D\x1b[D\x1b[D\x7f\x1b[C\x1b[D\x1b[Cl\x1b[F one\x17two\x01\x1b[3~We\x05.\r", Stopped, "style=hunt programs:skipped story=We helped two.", ""},
		{"text cleared", "\rs" + then + "nonsense\x15Sense\r", Stopped, "style=hunt programs:skipped story=Sense", ""},
		{"text of one letter", "\rs" + then + "x\r\x15skip\r", Stopped, "style=hunt programs:skipped story:skipped", "Please write a few words."},
		{"text of emoji and accents", "\rs" + then + "👩‍👩‍👧‍👦e\u0301 naï\x7f\x7f\x7f\x7f\x7f\x7f漢字 ok\r", Stopped, "style=hunt programs:skipped story=漢字 ok", ""},
		{"a gesture that is not offered", "\rs" + then + "n\rHello\r", Stopped, "style=hunt programs:skipped story=Hello", "is not offered here."},
		{"a paste of several lines", "\rs" + then + "\x1b[200~One.\r\nTwo\tb\rq\x1b[201~\r", Stopped, "style=hunt programs:skipped story=One.  Two b q", ""},
		{"review and change", "s" + then + "r" + down + down + down + "\r" + up + "\r", Stopped, "style=touch", "Your answers so far. Open questions: 3. Skipped: 1."},
		{"a word", "help\r" + then, Stopped, "", "shows these lines"},
		{"words of a gesture", "Save and stop\r" + then, Stopped, "", ""},
		{"the word exit", "exit\r" + then, Stopped, "", ""},
		{"a letter and Enter", "s\r" + then, Stopped, "style:skipped", ""},
		{"a word mended", "sx\x7f\r" + then, Stopped, "style:skipped", ""},
		{"help keeps ticks", "\r" + down + " " + up + " " + down + " h" + then + "\r", Stopped, "style=hunt programs=[words]", "shows these lines"},
		{"finish elsewhere", "f" + then, Stopped, "", "Finish is in the review: r."},
		{"keeps ticks", "\r \rb" + then + "\r", Stopped, "style=hunt programs=[words]", "Enter goes on. Enter alone keeps what you said."},
		{"skip drops", "\rb" + then + "\r", Stopped, "style=hunt", "s skip (drops your answer), p prefer"},
		{"finishing early", "s" + then + "r" + down + "\r" + down + "\r", Finished, "style:skipped", "choose f (finish) again"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			s := play(t, 80, 40, Interview{Questionnaire: sample()})
			if test.outcome == Stopped {
				test.keys += "q\r" // a line needs the Enter, a list does without
			}
			s.Send(test.keys)
			s.end(test.outcome, test.said)
			if !strings.Contains(strings.Join(strings.Fields(s.All()), " "), test.shows) {
				t.Errorf("no %q in\n%s", test.shows, s.All())
			}
		})
	}
}

// TestEsc holds that Esc goes back, from a list and from a line.
func TestEsc(t *testing.T) {
	t.Parallel()
	s := play(t, 80, 24, Interview{Questionnaire: sample()})
	s.Send(down + "\r4")
	s.See("> 4")
	s.Send("\x1b")
	s.See("Enter keeps this, Ctrl-U clears it.")
	s.Send("\x1b")
	time.Sleep(8 * terminal.Pause)
	s.Send("\x15\x1b")
	s.See("Your answer so far: I look at the keys")
	if n := strings.Count(s.All(), "Enter keeps this"); n != 1 {
		t.Errorf("said %d times:\n%s", n, s.All())
	}
	s.Send("\x1b")
	s.See("This is the first question.")
	s.Send("q")
	s.end(Stopped, "style=look")
}

// TestEscInALine holds that Esc loses nothing: an answer that is as it was is left alone.
func TestEscInALine(t *testing.T) {
	t.Parallel()
	s := play(t, 80, 24, Interview{Questionnaire: sample(), Replies: []assess.Reply{
		{Question: "style", State: assess.Answered, Value: "hunt"}, {Question: "programs", State: assess.Skipped},
		{Question: "story", State: assess.Answered, Value: "I helped"}}})
	s.Send("b" + then)
	s.See("> I helped")
	s.Send("\x1b")
	s.See("Your answer so far: skipped")
	s.Send("q")
	s.end(Stopped, "style=hunt programs:skipped story=I helped")
}

// TestNothingDone holds that words and pastes in a list do nothing, and that this is said once.
func TestNothingDone(t *testing.T) {
	t.Parallel()
	works := map[string]string{
		"":   "Arrow keys move, Enter chooses. A letter works by itself.\n",
		"\r": "Arrow keys move, Space ticks, Enter goes on. A letter works by itself.\n",
	}
	for _, test := range []struct{ before, keys, note string }{
		{"", "happy\r", `"happy" does nothing here. `},
		{"", "skip\nback\nplease\r\r", `"skip back please" does nothing here. `},
		{"", "ssssssss", `"ssssssss" does nothing here. `},
		{"", "2", `"2" does nothing here. `},
		{"\r", "help me\r", `"help me" does nothing here. `},
		{"", "\x1b[200~s\r\nskip\r\n\x1b[201~", "A paste does nothing here. "},
		{"\r", "\x1b[200~ \r\n\x1b[201~", "A paste does nothing here. "},
	} {
		s := play(t, 120, 40, Interview{Questionnaire: sample()})
		s.Send(test.before + test.keys)
		s.See(test.note + works[test.before])
		if strings.Count(s.All(), "nothing here") != 1 || strings.Contains(s.Look(), "[x]") {
			t.Errorf("%q:\n%s", test.keys, s.All())
		}
		s.Send(down + "q")
		s.end(Stopped, map[string]string{"\r": "style=hunt"}[test.before])
	}
}

// TestReviewNumbers holds that the review counts the questions that are not asked, as the report does.
func TestReviewNumbers(t *testing.T) {
	t.Parallel()
	s := play(t, 80, 40, Interview{Questionnaire: sample()})
	s.Send("\rr" + then)
	s.See(" 3. Which programs do you use? - (open)")
	s.Send(down + down + down + down + "\r \r")
	s.See(" 3. Which programs do you use? - A word processor")
	s.Send("q")
	s.end(Stopped, "style=hunt programs=[words]")
}

// slow sends keys one by one, as someone who looks for each: too slowly for a word in one go.
func (s *stage) slow(keys string) {
	s.t.Helper()
	for _, k := range keys {
		s.Send(string(k))
		time.Sleep(3 * inOneGo)
	}
}

// A stopped clock goes on only when it is told to.
type stopped struct{ at atomic.Int64 }

func (c *stopped) now() time.Time { return time.Unix(0, c.at.Load()) }

func (c *stopped) set(k *keyboard) { k.now = c.now }

func (c *stopped) pass(d time.Duration) { c.at.Add(int64(d)) }

// TestSlowWord holds that what follows a letter is the rest of a word, in the next question too.
func TestSlowWord(t *testing.T) {
	t.Parallel()
	var clock stopped
	s := playBy(t, 80, 40, Interview{Questionnaire: sample()}, func(k *keyboard) {
		clock.set(k)
		k.pause = time.Millisecond // a busy machine must not make a word of letters that come slowly
	})
	s.See("I touch-type")
	s.slow("help\r")
	s.See("One letter is enough; the rest did nothing.")
	clock.pass(2 * slowly)
	s.slow("skip\r") // the question that comes is a list
	s.See("A spreadsheet")
	clock.pass(2 * slowly)
	s.slow("skip\r") // this one a line
	s.See("Write one paragraph")
	clock.pass(2 * slowly)
	s.Send("ok\r")
	s.See("> Not yet")
	s.Send("q")
	s.end(Stopped, "style:skipped programs:skipped story=ok")
}

// TestWordAtSpeed holds that a word typed by a quick typist is one: by its letters it would skip.
func TestWordAtSpeed(t *testing.T) {
	t.Parallel()
	s := playBy(t, 80, 24, Interview{Questionnaire: sample()}, func(k *keyboard) { k.pause = 3 * time.Second })
	s.See("> I look")
	for _, k := range "save and stop\r" {
		s.Send(string(k))
		time.Sleep(10 * time.Millisecond)
	}
	s.end(Stopped, "")
}

// TestQuickLetters holds that one can go at a quick pace, while what goes on with a word does nothing.
func TestQuickLetters(t *testing.T) {
	t.Parallel()
	s := playBy(t, 80, 40, Interview{Questionnaire: tall()}, new(stopped).set)
	s.See("> No")
	s.slow("sspbr")
	s.See("Back to the questions")
	s.slow("f")
	s.See("choose f (finish) again")
	s.Send(up + "\x1b")
	s.See("question 4 of 45")
	s.Send(up)
	s.slow("yes") // nothing, so its end is no gesture
	s.See("One letter is enough")
	s.Send(up + "q")
	s.end(Stopped, "q0:skipped q1:skipped q2:prefer not to say")
}

// TestPastesAreMarked holds that the terminal marks pastes from the first moment, in lists too, and no
// longer once the front is closed: restored looks.
func TestPastesAreMarked(t *testing.T) {
	t.Parallel()
	s := play(t, 80, 24, Interview{Questionnaire: sample()})
	for _, keys := range []string{"", down + "\r", "4\r"} {
		s.Send(keys)
		s.See(map[string]string{"": "I touch-type", "4\r": "A spreadsheet"}[keys])
		s.Screen(func(screen *terminaltest.Screen) {
			if !screen.Marking {
				t.Errorf("after %q pastes are not marked", keys)
			}
		})
	}
	s.Send("q")
	s.end(Stopped, "style=look speed=4")
}

// TestBegin holds that the welcome stands by itself until Enter.
func TestBegin(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		keys    string
		outcome Outcome
		begun   bool
	}{
		{"q", Stopped, false}, {"save and stop\r", Stopped, false}, {"\x04", Ended, false}, {"\x03", Interrupted, false},
		{"zsp" + up + " 1" + up + "\rq", Stopped, true},
	} {
		s := play(t, 80, 24, Interview{Questionnaire: sample(), Welcome: []string{"Hello."}})
		s.See("Hello.\n\nPress Enter to begin. q stops.")
		if strings.Contains(s.Look(), "How do you type?") {
			t.Error(s.Look())
		}
		s.Send(test.keys)
		s.end(test.outcome, "")
		if strings.Contains(s.All(), "How do you type?") != test.begun {
			t.Errorf("%q:\n%s", test.keys, s.All())
		}
	}
}

// TestLowWindow holds that the question stands over its options, whatever else there is, and that a
// complaint stays in sight.
func TestLowWindow(t *testing.T) {
	t.Parallel()
	sizes := [][2]int{{40, 20}, {40, 14}}
	for height := 12; height <= 30; height += 2 {
		sizes = append(sizes, [2]int{80, height})
	}
	for _, size := range sizes {
		q := *sample()
		first := &q.Sections[0].Questions[0]
		first.Help = strings.Repeat("A long help. ", 20)
		first.MayNotApply = "A reason that takes a line, or more than one in a narrow window"
		for i := range 6 {
			first.Options = append(first.Options, assess.Option{ID: fmt.Sprint(i), Say: fmt.Sprint("Option ", i)})
		}
		s := play(t, size[0], size[1], Interview{Questionnaire: assess.NewQuestionnaire(q)})
		s.See("> I look")
		if !strings.Contains(s.Look(), "How do you type?") {
			t.Errorf("%v: no question:\n%s", size, s.Look())
		}
		s.Send("f" + then)
		s.See("Finish is in the review: r.")
		s.See("> I look")
		if !strings.Contains(s.Look(), "Finish is in the review: r.") || !strings.Contains(s.Look(), "How do you type?") {
			t.Errorf("%v: no complaint or no question:\n%s", size, s.Look())
		}
		s.Send("word ")
		s.See("does nothing here.")
		if !strings.Contains(s.Look(), "How do you type?") {
			t.Errorf("%v: no question above a note:\n%s", size, s.Look())
		}
		s.Send(down + "r" + then + "f" + then)
		s.See("Questions still open")
		s.See("> Back")
		if !strings.Contains(s.Look(), "Questions still open: 4.") {
			t.Errorf("%v: no complaint above the review:\n%s", size, s.Look())
		}
		s.Send("q")
		s.end(Stopped, "")
	}
}

// TestChooseInALowWindow holds that what is asked stands above the options, after whatever was shown, and that
// how to choose is said where there is room.
func TestChooseInALowWindow(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{80, 24}, {40, 15}, {20, 6}} {
		s, f := fullStage(t, size[0], size[1])
		done := make(chan error)
		go func() {
			f.Show(strings.Repeat("What was measured\n", 30))
			_, err := f.Choose("You typed 41 words a minute, net.", "Keep this result", "Try again with another passage", "Leave the exercise out")
			f.Close()
			done <- err
		}()
		s.See("> Keep this result")
		if text := strings.Join(strings.Fields(s.Look()), " "); !strings.Contains(text, "You typed 41 words a minute, net. > Keep") {
			t.Errorf("%v:\n%s", size, s.Look())
		} else if strings.Contains(text, "Arrow keys move, Enter chooses.") != (size[1] > 6) {
			t.Errorf("%v: how to choose:\n%s", size, s.Look())
		}
		s.Send("\r")
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
}

// TestWideWindow holds that no text runs over the whole of a wide window.
func TestWideWindow(t *testing.T) {
	t.Parallel()
	q := *sample()
	q.Sections[0].Questions[0].Help = strings.Repeat("A help that is long. ", 20)
	s := play(t, 200, 60, Interview{Questionnaire: assess.NewQuestionnaire(q)})
	s.See("> I look")
	for line := range strings.SplitSeq(s.Look(), "\n") {
		if len(line) > mostWidth {
			t.Errorf("%d columns: %s", len(line), line)
		}
	}
	s.Send("q")
	s.end(Stopped, "")
}

// TestOneWindow holds that a question that begins a section, with help and eight options, is all in
// sight in a window of 80x24.
func TestOneWindow(t *testing.T) {
	t.Parallel()
	q := *sample()
	first := &q.Sections[0].Questions[0]
	first.Help = strings.Repeat("A help that takes two rows. ", 5)
	for i := range 5 {
		first.Options = append(first.Options, assess.Option{ID: fmt.Sprint(i), Say: fmt.Sprint("Option ", i)})
	}
	s := play(t, 80, 24, Interview{Questionnaire: assess.NewQuestionnaire(q)})
	s.See("Option 4")
	for _, want := range []string{"---", "question 1 of 3", "How do you type?\n", "A help", "> I look", "Option 0"} {
		if !strings.Contains(s.Look(), want) {
			t.Errorf("no %q:\n%s", want, s.Look())
		}
	}
	s.Send("q")
	s.end(Stopped, "")
}

func TestStrangeKeys(t *testing.T) {
	t.Parallel()
	s := play(t, 80, 24, Interview{Questionnaire: sample()})
	s.See("I touch-type")
	s.Send(strings.Join(terminaltest.Strange, "") + down + "\r")
	s.See("words per minute")
	s.Send("4" + strings.Join(terminaltest.Strange, "") + "2\r")
	s.See("A spreadsheet")
	s.Send("q")
	s.end(Stopped, "style=look speed=42")
}

// TestLongText holds that an answer of many rows rubs out nothing above it, in any window.
func TestLongText(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{80, 24}, {40, 12}, {20, 5}} {
		s := play(t, size[0], size[1], Interview{Questionnaire: sample()})
		s.Send("s" + then + "s" + then)
		s.See(">")
		text := strings.TrimSpace(strings.Repeat("One day I helped ⚕️ é 漢字. ", 35))
		for part := range slices.Chunk([]rune(text), 60) { // each is drawn
			s.Send(string(part))
			time.Sleep(5 * time.Millisecond)
		}
		s.Send("\x01Well: \x05!\r")
		s.See("> Not yet")
		if strings.Count(s.All(), "Tell of one time") != 1 {
			t.Errorf("%v: lines are lost:\n%s", size, s.All())
		}
		if n := strings.Count(s.All(), "> One") + strings.Count(s.All(), "> Well"); n > 1 {
			t.Errorf("%v: the answer begins %d times:\n%s", size, n, s.All())
		}
		s.Send("q")
		s.end(Stopped, "style:skipped programs:skipped story=Well: "+text+"!")
	}
}

// TestGestureWipesList holds that a list left by a gesture does not stay on the screen.
func TestGestureWipesList(t *testing.T) {
	t.Parallel()
	s := play(t, 80, 40, Interview{Questionnaire: sample()})
	s.Send("h" + then + "q")
	s.end(Stopped, "")
	if strings.Contains(s.All(), "I touch-type") {
		t.Errorf("a list is left:\n%s", s.All())
	}
}

// TestTooLongText holds that too long a text is offered again.
func TestTooLongText(t *testing.T) {
	t.Parallel()
	s := play(t, 80, 24, Interview{Questionnaire: sample()})
	s.Send("s" + then + "s" + then + strings.Repeat("x", 1002) + "\r")
	s.See("That is 1002 characters; there is room for 1000. Please shorten it by 2.")
	s.Send("\x7f\x7f\r")
	s.See("GCSE")
	s.Send("q")
	s.end(Stopped, "style:skipped programs:skipped story="+strings.Repeat("x", 1000))
}

// TestTallList holds that the highlighted option stays in sight in lists taller than the window, and
// that the whole review can be reached.
func TestTallList(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{80, 24}, {40, 12}} {
		s := play(t, size[0], size[1], Interview{Questionnaire: tall()})
		s.See("(more below)")
		for i := range 29 {
			s.Send(down)
			s.See("> " + map[bool]string{true: "Yes", false: fmt.Sprintf("Option %d", i-1)}[i == 0])
			if i == 10 && !strings.Contains(s.Look(), "(more above)") {
				t.Errorf("no sign of more above:\n%s", s.Look())
			}
			if size[1] == 24 && !strings.Contains(s.Look(), "Question number 1,") {
				t.Fatalf("the question is out of sight:\n%s", s.Look())
			}
		}
		if n := strings.Count(s.All(), "> "); n != 1 {
			t.Errorf("%v: %d options are marked, in sight or above:\n%s", size, n, s.All())
		}
		s.Send("\r" + strings.Repeat("s"+then, 44))
		s.See("Finish")
		s.Send("h" + then)
		s.See("q save and stop: ")
		s.See("> Finish")
		if size[1] == 24 && !strings.Contains(s.Look(), "f finish: ends the questions.") {
			t.Errorf("help is out of sight:\n%s", s.Look())
		}
		s.Send(up) // from the top to the last
		s.See("> 45. Question number 45")
		s.Send("\r")
		s.See("> (leave it: skipped)")
		s.Send(down + down + "\r")
		s.See("Finish")
		s.Send("\r")
		<-s.done
		if got := said(s.answers); !strings.HasPrefix(got, "q0=o27 ") || !strings.HasSuffix(got, " q44=b") {
			t.Error(got)
		}
		s.end(Finished, said(s.answers))
	}
}

// TestResize holds that a window that changes while a question stands goes on working.
func TestResize(t *testing.T) {
	t.Parallel()
	s := play(t, 80, 24, Interview{Questionnaire: sample()})
	s.See("I touch-type")
	s.Resize(50, 14)
	s.Send(down + down)
	s.See("> I touch-type")
	s.Resize(100, 40)
	s.Send(up + "\r")
	s.See("words per minute")
	s.Resize(40, 12)
	s.Send("4")
	s.Resize(60, 20)
	s.Send("2\r")
	s.See("A spreadsheet")
	s.Send("q")
	s.end(Stopped, "style=look speed=42")
}

// TestNarrowerKeepsThePlace holds that what is highlighted stays so when the window becomes narrower: the next Enter
// chooses what the person sees.
func TestNarrowerKeepsThePlace(t *testing.T) {
	t.Parallel()
	s := play(t, 80, 24, Interview{Questionnaire: sample()})
	s.See("> I look for each key")
	s.Send(down)
	s.See("> I look at the keys")
	s.narrow(70, 24)
	time.Sleep(2 * stays)
	s.Send(down)
	s.See("> I touch-type")
	s.Send("\r42\r")
	s.See("> [ ] A word processor")
	s.Send(" " + down)
	s.See("> [ ] A spreadsheet")
	s.narrow(60, 24)
	time.Sleep(2 * stays)
	s.See("> [ ] A spreadsheet")
	s.Send(" " + down)
	s.See("> [ ] None of these")
	s.Send(up + up)
	s.See("> [x] A word processor")
	s.Send("\rr\r")
	s.See("> Back")
	s.Send(down + down + down + down)
	s.See(">  2. How fast")
	s.narrow(50, 24)
	time.Sleep(2 * stays)
	s.Send(up)
	s.See(">  1. How do you type?")
	s.Send("q")
	s.end(Stopped, "style=touch speed=42 programs=[words sheets]")
}

// TestNarrowerChoice is the same for the questions at the end.
func TestNarrowerChoice(t *testing.T) {
	t.Parallel()
	s, f := fullStage(t, 80, 24)
	defer f.Close()
	go func() {
		s.See("> Keep")
		s.Send(down)
		s.See("> Delete")
		s.narrow(60, 24)
		time.Sleep(2 * stays)
		s.Send("\r")
	}()
	if n, err := f.Choose("Which?", "Keep", "Delete"); n != 1 || err != nil {
		t.Error(n, err)
	}
}

func TestTerminalGone(t *testing.T) {
	t.Parallel()
	s := play(t, 80, 24, Interview{Questionnaire: sample()})
	s.See("I touch-type")
	s.Hand.Close()
	<-s.done
	if s.outcome == Finished || said(s.answers) != "" {
		t.Error(s.outcome, said(s.answers))
	}
}

// TestPlainAtATerminal holds that half a line before Ctrl-D is no answer where a person types.
func TestPlainAtATerminal(t *testing.T) {
	t.Parallel()
	s := newStage(t, 80, 24)
	go func() {
		s.answers, s.outcome, s.err = Interview{Questionnaire: sample()}.Run(Plain(s.Terminal, s.Terminal, 80))
		close(s.done)
	}()
	s.See("Number of your answer")
	s.Send("3\r")
	s.See("words per minute")
	s.Send("42\x04\x04")
	<-s.done
	if s.outcome != Ended || said(s.answers) != "style=touch" {
		t.Error(s.outcome, said(s.answers), s.Look())
	}
}

// TestPlainTogether holds that lines that come at once are one text where a person types, and answer no
// other question.
func TestPlainTogether(t *testing.T) {
	t.Parallel()
	s := newStage(t, 80, 24)
	go func() {
		i := Interview{Questionnaire: sample(), Welcome: []string{"Hello."}}
		f := Plain(s.Terminal, s.Terminal, 80)
		f.(*plain).together = time.Second // a busy machine must not part them
		s.answers, s.outcome, s.err = i.Run(f)
		close(s.done)
	}()
	s.See("Press Enter to begin.")
	s.Send("x\r")
	s.Send("\r")
	s.See("Number of your answer")
	s.Send("1\r")
	s.See("Numbers of all")
	s.Send("1\r")
	s.See("One paragraph, at most 1000 characters, then Enter")
	s.Send("One time\r\rI helped.\r2\r")
	s.See("4 lines came together. They are taken as one answer.")
	s.See("Do you have GCSE English?")
	s.Send("b\r")
	s.See("Enter alone keeps")
	s.Send("Another\r")
	s.See("Another\n\nYour words, question 2 of 2")
	s.Send("2\r")
	s.See("Every question has a reply.")
	s.Send("q\r")
	<-s.done
	if s.outcome != Stopped || said(s.answers) != "style=hunt programs=[words] story=Another english=yes" {
		t.Error(s.outcome, said(s.answers), s.Look())
	}
	if text := strings.Join(strings.Fields(s.All()), " "); !strings.Contains(text, "Your answer so far: One time I helped. 2") {
		t.Error(s.All())
	}
}

func TestPlainStopsAtTheWelcome(t *testing.T) {
	t.Parallel()
	s := newStage(t, 80, 24)
	go func() {
		i := Interview{Questionnaire: sample(), Welcome: []string{"Hello."}}
		s.answers, s.outcome, s.err = i.Run(Plain(s.Terminal, s.Terminal, 80))
		close(s.done)
	}()
	s.See("Press Enter to begin.")
	s.Send("quit\r")
	<-s.done
	if s.outcome != Stopped || s.err != nil || strings.Contains(s.All(), "How do you type?") {
		t.Error(s.outcome, s.err, s.All())
	}
}

func TestFullClosingQuestions(t *testing.T) {
	t.Parallel()
	s, f := fullStage(t, 80, 24)
	s.Send("qz\r" + down + "\r" + strings.Repeat("n", 11) + "\r\x7f\rs\rs\r\rtyped\r")
	if n, err := f.Choose("Which?", "Keep", "Delete"); n != 1 || err != nil {
		t.Error(n, err)
	}
	for _, want := range []string{"nnnnnnnnnn", "s", ""} {
		if text, err := f.Line("Name:", 10); text != want || err != nil {
			t.Error(text, err)
		}
	}
	f.Close()
	f.Close()
	if _, err := f.Line("Name:", 10); err != ErrInterrupted {
		t.Error(err)
	}
	s.Restored()
}

// TestEscInAName holds that Esc does nothing where there is nothing to go back to.
func TestEscInAName(t *testing.T) {
	t.Parallel()
	s, f := fullStage(t, 80, 24)
	defer f.Close()
	go func() {
		s.Send("\x1b")
		time.Sleep(8 * terminal.Pause)
		s.Send("Ann\x1b")
		time.Sleep(8 * terminal.Pause)
		s.Send(" B\r")
	}()
	if text, err := f.Line("Name:", 10); text != "Ann B" || err != nil || strings.Contains(s.All(), "Ctrl-U") {
		t.Error(text, err, s.All())
	}
}

func TestFullNeedsTerminals(t *testing.T) {
	t.Parallel()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	defer w.Close()
	s := newStage(t, 80, 24)
	for _, pair := range [][2]*os.File{{r, w}, {s.Terminal, w}, {r, s.Terminal}} {
		if f, err := Full(pair[0], pair[1]); err == nil || f != nil {
			t.Error("taken:", pair)
		}
	}
	s.Restored()
}

// TestFullHostile holds that nothing in a questionnaire reaches the terminal as an order.
func TestFullHostile(t *testing.T) {
	t.Parallel()
	q := sample()
	first := &q.Sections[0].Questions[0]
	first.Ask, first.Help, first.Options[0].Say = "a\x1b[6nb", "\x1b[?2004h", "c\x1b[6n\n\nd"
	s := play(t, 80, 24, Interview{Questionnaire: assess.NewQuestionnaire(*q)})
	s.Send("\rr" + then + "\rq")
	s.end(Stopped, "style=hunt")
}

// TestSignals holds that a front closed from a signal's handler leaves the terminal as it was. The
// child is this test again, see TestMain.
func TestSignals(t *testing.T) {
	t.Parallel()
	for _, keys := range []string{"", down + "\r4"} {
		for _, sig := range []os.Signal{syscall.SIGTERM, syscall.SIGHUP, syscall.SIGINT} {
			s := newStage(t, 80, 24)
			child := s.child("ask")
			s.See("I touch-type")
			if keys != "" {
				s.Send(keys)
				s.See("> 4")
			}
			child.Process.Signal(sig)
			err := child.Wait()
			var exit *exec.ExitError
			if !errors.As(err, &exit) || exit.ExitCode() != 100+int(Interrupted) {
				t.Errorf("%v: %v\n%s", sig, err, s.Look())
			}
			s.Restored()
		}
	}
}

// TestStoppedAndGoingOn holds that Ctrl-Z gives the terminal to the shell as it was, and that what was
// asked stands there anew when the program goes on, with what was ticked and typed.
func TestStoppedAndGoingOn(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ does, before, sees, after, again string }{
		{"ask", "", "> I look for each key", "", "How do you type?"},
		{"ask", "\r ", "[x] A word processor", "", "[x] A word processor"},
		{"ask", down + "\r4", "> 4", "2", "> 42"},
		{"ask", "r" + then, "> Back", "", "Your answers so far."},
		{"welcome", "", "Press Enter to begin", "", "Press Enter to begin"},
		{"choose", "", "> Keep", "", "Which?"},
		{"line", "An", "> An", "n", "> Ann"},
		{"type", "", "The time starts at your first key.", "", sampleText},
	} {
		s := newStage(t, 80, 24)
		child := s.child(test.does)
		s.Send(test.before)
		s.See(test.sees)
		s.Send("\x1a")
		var status syscall.WaitStatus
		if _, err := syscall.Wait4(child.Process.Pid, &status, syscall.WUNTRACED, nil); err != nil || !status.Stopped() {
			t.Fatalf("%q: not stopped: %v, %v", test.before, status, err)
		}
		s.Restored()
		s.Screen(func(screen *terminaltest.Screen) { screen.Print("\x1b[H\x1b[Jshell\r\n") })
		if err := syscall.Kill(-child.Process.Pid, syscall.SIGCONT); err != nil {
			t.Fatal(err)
		}
		s.Send(test.after)
		s.See(test.again)
		s.Send("\x03")
		var exit *exec.ExitError
		if err := child.Wait(); !errors.As(err, &exit) || exit.ExitCode() != 100+int(Interrupted) {
			t.Errorf("%q: %v\n%s", test.before, err, s.Look())
		}
		s.Restored()
	}
}

const sampleText = "Dear Ms Brook, thank you for the letter about the eye clinic."

// child begins this test again at the terminal of a stage, to do something there: see TestMain.
func (s *stage) child(does string) *exec.Cmd {
	self, err := os.Executable()
	if err != nil {
		s.t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(s.t.Context(), time.Minute) // it must not be waited for for ever
	s.t.Cleanup(cancel)
	child := exec.CommandContext(ctx, self)
	child.Env = append(os.Environ(), childEnv+"="+does)
	child.Stdin, child.Stdout, child.Stderr = s.Terminal, s.Terminal, s.Terminal
	child.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // a job of its own, which alone is stopped
	if err := child.Start(); err != nil {
		s.t.Fatal(err)
	}
	return child
}

// childEnv makes the test binary do something at its terminal, as the program does.
const childEnv = "INTERVIEW_CHILD"

func TestMain(m *testing.M) {
	does := os.Getenv(childEnv)
	if does == "" {
		os.Exit(m.Run())
	}
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGINT)
	f, err := Full(os.Stdin, os.Stdout)
	if err != nil {
		os.Exit(1)
	}
	go func() {
		<-signals
		f.Close()
	}()
	outcome, err := do(does, f)
	f.Close()
	if err != nil {
		os.Exit(2)
	}
	os.Exit(100 + int(outcome))
}

func do(does string, f Front) (outcome Outcome, err error) {
	switch does {
	case "choose":
		_, err = f.Choose("Which?", "Keep", "Delete")
	case "line":
		_, err = f.Line("Name:", 10)
	case "type":
		_, _, err = f.Type(typing.Passage{ID: "sample", Text: sampleText}, time.Minute)
	default:
		i := Interview{Questionnaire: sample()}
		if does == "welcome" {
			i.Welcome = []string{"Hello."}
		}
		_, outcome, err = i.Run(f)
	}
	if errors.Is(err, ErrInterrupted) {
		return Interrupted, nil
	}
	return outcome, err
}
