package interview

import (
	"bytes"
	"errors"
	"io"
	"os"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"readiness/assess"
)

// hold runs the sample questionnaire through the plain front.
func hold(t *testing.T, in io.Reader, replies ...assess.Reply) (*assess.Answers, Outcome, string) {
	t.Helper()
	var out bytes.Buffer
	a, o, err := Interview{Questionnaire: sample(), Replies: replies}.Run(Plain(in, &out, 80))
	if err != nil {
		t.Fatal(err)
	}
	if strings.ContainsRune(out.String(), 0x1b) {
		t.Errorf("escape codes in plain output: %q", out.String())
	}
	return a, o, out.String()
}

func TestPlain(t *testing.T) {
	const all = "3\n42\n1 2\nI once helped a caller\n2\n"
	const allSaid = "style=touch speed=42 programs=[words sheets] story=I once helped a caller english=yes"
	tests := []struct {
		name, in string
		outcome  Outcome
		said     string
		shows    string
	}{
		{"all", all + "f\n", Finished, allSaid, "Keyboard skills, question 2 of 3"},
		{"windows lines", strings.ReplaceAll(all+"f\n", "\n", "\r\n"), Finished, allSaid, ""},
		{"byte order mark", "\ufeff" + all + "f\n", Finished, allSaid, ""},
		{"last line without end", all + "f", Finished, allSaid, ""},
		{"full stops and commas", "3.\n42\n2, 1\nI once helped a caller\n 2) \nfinish\n", Finished, allSaid, ""},
		{"end of input", "3\n42\n", Ended, "style=touch speed=42", ""},
		{"nothing at all", "", Ended, "", ""},
		{"blank line is no answer", "\n\n", Ended, "", "Nothing was typed."},
		{"condition fails", "1\n", Ended, "style=hunt", "Keyboard skills, question 2 of 2"},
		{"skip, prefer not to say, does not apply", "3\nn\ns\nP\n  Skip \n", Ended,
			"style=touch speed:not applicable programs:skipped story:prefer not to say english:skipped", "n does not apply: I have taken no test"},
		{"words", "2\nDoes not  apply\nprefer not to say\nback\nskip\nsave and stop\n", Stopped, "style=look speed:not applicable programs:skipped", ""},
		{"not offered", "n\nf\nb\n", Ended, "", `"does not apply" is not offered here.`},
		{"first question", "b\n", Ended, "", "This is the first question."},
		{"help", "h\n?\n", Ended, "", "s skip: leaves the question without an answer"},
		{"quit", "3\nq\n", Stopped, "style=touch", ""},
		{"number with words", "3\n42 wpm\n", Ended, "style=touch", "a whole number from 0 to 200, in digits only"},
		{"number with comma", "3\n3,5\n", Ended, "style=touch", "digits only"},
		{"arabic digits", "3\n٤٢\n", Ended, "style=touch", "digits only"},
		{"number outside", "3\n-1\n201\n99999999999999999999\n 200 \n", Ended, "style=touch speed=200", "outside"},
		{"option outside", "4\n0\n1 2\nx\n", Ended, "", `"4" is not one of the numbers from 1 to 3.`},
		{"none", "1\n0\n", Ended, "style=hunt programs=[none]", "Your answer: None of these"},
		{"none with others", "1\n1 3\n1 1\n", Ended, "style=hunt programs=[words]", `"None of these" cannot go with others.`},
		{"one letter is no text", "1\n1\nx\n", Ended, "style=hunt programs=[words]", "Please write a few words."},
		{"too long", "1\n1\n" + strings.Repeat("é", 1001) + "\n", Ended, "style=hunt programs=[words]", "That is 1001 characters; there is room for 1000. Please shorten it by 1."},
		{"longest", "1\n1\n" + strings.Repeat("é", 1000) + "\n", Ended, "style=hunt programs=[words] story=" + strings.Repeat("é", 1000), ""},
		{"not UTF-8", "1\n1\nna\xefve\n", Ended, "style=hunt programs=[words]", "did not arrive as readable characters"},
		{"a line of a megabyte", "1\n1\n" + strings.Repeat("x", 1<<20) + "\nIt was me\n", Ended, "style=hunt programs=[words] story=It was me", "much longer than any answer"},
		{"back and keep", "1\nb\n\n3\n", Ended, "style=hunt programs=[none]", "Your answer so far: I look for each key"},
		{"back and change", "3\n42\nb\nb\n1\n", Ended, "style=hunt speed=42", "- How fast do you type?"},
		{"keeps a skip", "s\nb\n\n", Ended, "style:skipped", "Your answer: skipped"},
		{"review, change, go on", "3\n42\nr\n2\n50\nb\n1\n", Ended, "style=touch speed=50 programs=[words]", "3. Which programs do you use? - (open)"},
		{"review by the numbers of the report", "1\nr\n2\n3\n2\nq\n", Stopped, "style=hunt programs=[sheets]", "Question 2 is not asked, because of another answer."},
		{"review with an unknown word", "r\nwhat\n9\n", Ended, "", `"9" is not one of the numbers from 1 to 5. You can also type a letter: f finishes, q saves and stops, h is help.`},
		{"an unknown word", "what\n", Ended, "", `"what" is not one of the numbers from 1 to 3. You can also type a letter: s skips, q saves and stops, h is help.`},
		{"a blank line in a list", "\n", Ended, "", "Please type a number from 1 to 3. You can also type a letter: s skips,"},
		{"a blank line in a number", "3\n\n", Ended, "style=touch", "Nothing was typed. You can also type a letter: s skips,"},
		{"finish elsewhere", "f\n", Ended, "", "Finish is in the review: r."},
		{"quit", "1\nQuit\n", Stopped, "style=hunt", ""},
		{"exit", "1\nexit\n", Stopped, "style=hunt", ""},
		{"skip drops an answer", "1\nb\n", Ended, "style=hunt", "s skip (drops your answer), p prefer not to say"},
		{"skip drops no skip", "s\nb\n", Ended, "style:skipped", "Your answer so far: skipped s skip, p prefer"},
		{"lines in a pipe are replies", "1\ns\nOne time\n2\nq\n", Stopped, "style=hunt programs:skipped story=One time english=yes", "One paragraph, at most 1000 characters, then Enter:"},
		{"counts what may come", "1\n", Ended, "style=hunt", "Keyboard skills, question 1 of 3"},
		{"counts what cannot come no more", "s\n", Ended, "style:skipped", "Keyboard skills, question 2 of 2"},
		{"every reply, some skipped", "s\nx\ns\ns\ns\n", Ended, "style:skipped programs:skipped story:skipped english:skipped", "Every question has a reply; 4 are skipped. You can finish, or choose one to change it."},
		{"every reply, one skipped", "1\n1\nA text\ns\n", Ended, "style=hunt programs=[words] story=A text english:skipped", "Every question has a reply; 1 is skipped. You can finish,"},
		{"every reply", "1\n1\nA text\n1\n", Ended, "style=hunt programs=[words] story=A text english=no", "Every question has a reply. You can finish,"},
		{"finishing early is said twice", "3\nr\nf\n", Ended, "style=touch", "Questions still open: "},
		{"finishing early", "3\nr\nf\nf\n", Finished, "style=touch", "choose f (finish) again"},
		{"finishing early, thought better of", "3\nr\nf\nb\nr\nf\n", Ended, "style=touch", ""},
		{"review at the end", all + "1\n1\n2\nf\n", Finished, strings.Replace(allSaid, "touch", "hunt", 1), "2. How fast do you type? - (kept, not counted) 42 words per minute"},
		{"back from the review", all + "b\n1\nq\n", Stopped, strings.Replace(allSaid, "yes", "no", 1), ""},
		{"review opens questions", "1\n1\nA text\n1\n1\n3\nf\nb\n9\nf\n", Finished, "style=touch speed=9 programs=[words] story=A text english=no", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			for _, in := range []io.Reader{strings.NewReader(test.in), iotest.OneByteReader(strings.NewReader(test.in))} {
				a, o, out := hold(t, in)
				if o != test.outcome || said(a) != test.said {
					t.Errorf("outcome %d, said %q, want %d, %q", o, said(a), test.outcome, test.said)
				}
				if !strings.Contains(strings.Join(strings.Fields(out), " "), strings.Join(strings.Fields(test.shows), " ")) {
					t.Errorf("no %q in\n%s", test.shows, out)
				}
			}
		})
	}
}

// TestEndless holds that input without end comes to an end, whatever is repeated.
func TestEndless(t *testing.T) {
	for _, line := range []string{"y", "1", "2", "b", "s", "p", "n", "h", "r", "f", "q", "", "0", "\x00", "1\nr\n1", "r\nb", "s\nb"} {
		_, o, out := hold(t, &endless{line: line + "\n"})
		if o == Interrupted {
			t.Errorf("%q: interrupted", line)
		}
		if line == "y" && !strings.Contains(out, "Stopped: 20 replies in a row") {
			t.Error(out)
		}
		if len(out) > 8<<20 {
			t.Errorf("%q: %d bytes of output", line, len(out))
		}
	}
	if _, o, _ := hold(t, &endless{line: "x"}); o != Ended {
		t.Errorf("an endless line: outcome %d", o)
	}
}

type endless struct {
	line string
	at   int
}

func (e *endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = e.line[e.at]
		e.at = (e.at + 1) % len(e.line)
	}
	return len(p), nil
}

func TestLongLineTakesNoMemory(t *testing.T) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	hold(t, io.LimitReader(&endless{line: "x"}, 8<<20))
	runtime.ReadMemStats(&after)
	if grown := after.TotalAlloc - before.TotalAlloc; grown > 1<<20 {
		t.Errorf("%d bytes allocated", grown)
	}
}

func TestGoesOnWhereItStopped(t *testing.T) {
	a, _, out := hold(t, strings.NewReader("1\n"),
		assess.Reply{Question: "style", State: assess.Answered, Value: "touch"}, assess.Reply{Question: "speed", State: assess.Skipped})
	if said(a) != "style=touch speed:skipped programs=[words]" {
		t.Error(said(a))
	}
	if strings.Contains(out, "How do you type?") || !strings.Contains(strings.Join(strings.Fields(out), " "), "Your earlier replies are here (2). We go on with the first question that is open.") {
		t.Error(out)
	}
	var all []assess.Reply
	for _, id := range []string{"style", "programs", "story", "english"} {
		all = append(all, assess.Reply{Question: id, State: assess.Skipped})
	}
	_, _, out = hold(t, strings.NewReader("f\n"), all...)
	if strings.Contains(out, "We go on") || !strings.Contains(out, "Every question has a reply; 4 are skipped.") {
		t.Error(out)
	}
}

func TestOtherVersion(t *testing.T) {
	var out bytes.Buffer
	a, _, err := Interview{Questionnaire: sample(), Sitting: assess.Sitting{Version: "0"},
		Replies: []assess.Reply{{Question: "style", State: assess.Answered, Value: "gone"}}}.Run(Plain(strings.NewReader("1\n"), &out, 80))
	if err != nil || said(a) != "style=hunt" || len(a.LeftOut()) > 0 || a.Sitting.Version != "" || !strings.Contains(out.String(), "Left out, as the questions have changed since") {
		t.Error(err, said(a), out.String())
	}
}

func TestRepliesThatDoNotFit(t *testing.T) {
	a, _, err := Interview{Questionnaire: sample(), Replies: []assess.Reply{{Question: "none"}}}.Run(Plain(strings.NewReader(""), io.Discard, 0))
	if a != nil || err == nil {
		t.Error(a, err)
	}
}

// TestSave holds that each reply is saved before anything else is read, and that an error stops all.
func TestSave(t *testing.T) {
	var saved []string
	full := errors.New("the disk is full")
	i := Interview{Questionnaire: sample(), Welcome: []string{"Hello."}, Save: func(a *assess.Answers) error {
		saved = append(saved, said(a))
		if len(saved) == 3 {
			return full
		}
		return nil
	}}
	var out bytes.Buffer
	a, o, err := i.Run(Plain(strings.NewReader("3\n42\n1\nmore\n"), &out, 80))
	if !errors.Is(err, full) || o != Stopped || said(a) != "style=touch speed=42 programs=[words]" {
		t.Error(o, err, said(a))
	}
	if want := "style=touch|style=touch speed=42|style=touch speed=42 programs=[words]"; strings.Join(saved, "|") != want {
		t.Error(saved)
	}
	if strings.Contains(out.String(), "Tell of one time") || !strings.HasPrefix(out.String(), "\nHello.\n") {
		t.Error(out.String())
	}
}

func TestPlainClose(t *testing.T) {
	r, w := io.Pipe()
	defer w.Close()
	f := Plain(r, io.Discard, 0)
	time.AfterFunc(20*time.Millisecond, func() { f.Close(); f.Close() })
	if _, o, err := (Interview{Questionnaire: sample()}).Run(f); o != Interrupted || err != nil {
		t.Error(o, err)
	}
	if _, err := f.Line("", 9); err != ErrInterrupted {
		t.Error(err)
	}
}

func TestPlainFailingOutput(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	r.Close()
	defer w.Close()
	if _, o, err := (Interview{Questionnaire: sample()}).Run(Plain(strings.NewReader("1\n"), w, 0)); err == nil || o != Stopped {
		t.Error(o, err)
	}
}

func TestPlainClosingQuestions(t *testing.T) {
	f := Plain(strings.NewReader("x\n3\n2\n"+strings.Repeat("n", 11)+"\n Ann \nq\ns\nback\nback\nq\nAnn\n\n"), io.Discard, 0)
	if n, err := f.Choose("Which?", "Keep", "Delete"); n != 1 || err != nil {
		t.Error(n, err)
	}
	for _, want := range []string{"Ann", "back", "Ann", ""} {
		if s, err := f.Line("Name:", 10); s != want || err != nil {
			t.Error(s, err)
		}
	}
	if _, err := f.Choose("Which?", "Keep"); err != io.EOF {
		t.Error(err)
	}
	if _, err := f.Line("Name:", 10); err != io.EOF {
		t.Error(err)
	}
}

// TestHostile holds that nothing in a questionnaire or an answer steers the terminal.
func TestHostile(t *testing.T) {
	q := sample()
	s := &q.Sections[0].Questions[0]
	s.Ask, s.Help, s.Options[0].Say = "a\x1b[2Jb\u202e", "\u009b31m", "c\rd\x07"
	q.Sections[0].Title = "\x1b]0;x\x07"
	q = assess.NewQuestionnaire(*q)
	var out bytes.Buffer
	if _, _, err := (Interview{Questionnaire: q, Welcome: []string{"\x1b[6n"}}).Run(Plain(strings.NewReader("1\nb\nr\n\x1b[6n\n"), &out, 0)); err != nil {
		t.Fatal(err)
	}
	if strings.ContainsAny(out.String(), "\x1b\r\x07\u009b\u202e") {
		t.Errorf("%q", out.String())
	}
}

func FuzzPlain(f *testing.F) {
	for _, seed := range []string{"3\n42\n1 2\nhello you\n2\nf\n", "b\ns\np\nn\nh\nr\nq", "1\n\xff\n\x00\n", "r\n1\n2\nr\nb\n", "0 0 1,,2;3\n"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		q := sample()
		i := Interview{Questionnaire: q, Save: func(a *assess.Answers) error {
			if again, err := assess.NewAnswers(q, assess.Sitting{}, a.Replies()); err != nil || said(again) != said(a) {
				t.Errorf("saved answers do not fit: %v", err)
			}
			return nil
		}}
		a, o, err := i.Run(Plain(bytes.NewReader(in), io.Discard, 0))
		if a == nil || err != nil || o == Interrupted {
			t.Error(a, o, err)
		}
	})
}
