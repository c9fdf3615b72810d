package typing

import (
	"bytes"
	"io"
	"strings"
	"testing"
	"time"

	"readiness/assess"
	"readiness/cmd/readiness/terminal"
	"readiness/reports"
)

// ticking gives lines, each of which comes so long after the one before.
func ticking(in string, out io.Writer, step time.Duration) *terminal.Lines {
	lines, now := terminal.NewLines(strings.NewReader(in), out, 80), noon
	lines.Now = func() time.Time { now = now.Add(step); return now }
	return lines
}

func TestPlain(t *testing.T) {
	passage := Passage{"sample", strings.TrimSpace(strings.Repeat(sample+" ", 4))}
	lines := reports.Wrap(passage.Text, lineWidth)
	all := strings.Join(lines, "\n") + "\n"
	tests := []struct {
		name, in string
		step     time.Duration // for a line
		taken    bool
		err      error
		want     assess.TypingRecord
	}{
		{"all of it", all + all, 30 * time.Second, true, nil, assess.MeasureTyping("sample", passage.Text, strings.Join(lines[:2], " "), time.Minute)},
		{"past the end", all + all + all, 5 * time.Second, true, nil, // 12 lines in a minute
			assess.MeasureTyping("sample", passage.Text, strings.Repeat(passage.Text+" ", 12/len(lines)-1)+passage.Text, time.Minute)},
		{"the line under way when the time is up is the last", all, 50 * time.Second, true, nil,
			assess.MeasureTyping("sample", passage.Text, strings.Join(lines[:2], " "), 100*time.Second)},
		{"an hour", "x\n", time.Hour, true, nil, assess.MeasureTyping("sample", passage.Text, "x", time.Hour)},
		{"more than an hour", "x\n", time.Hour + 1, false, nil, assess.TypingRecord{}},
		{"more than an hour, and nothing on the line", "\n" + all, 2 * time.Hour, false, nil, assess.TypingRecord{}},
		{"an empty line", lines[0] + "\n\n" + lines[1] + "\n", 30 * time.Second, true, nil, // it takes its time, and no more
			assess.MeasureTyping("sample", passage.Text, strings.Join(lines[:2], " "), 90*time.Second)},
		{"an empty line when the time is up", lines[0] + "\n\t \n" + lines[1] + "\n", 59 * time.Second, true, nil,
			assess.MeasureTyping("sample", passage.Text, strings.Join(lines[:2], " "), 177*time.Second)},
		{"an empty line first", "\n" + lines[0] + "\n", 30 * time.Second, true, nil, assess.MeasureTyping("sample", passage.Text, lines[0], time.Minute)},
		{"empty lines only", strings.Repeat("\n", 500), time.Millisecond, false, nil, assess.TypingRecord{}},
		{"seconds are rounded up", "x\n", 59*time.Second + 1, false, io.EOF, assess.TypingRecord{}},
		{"seconds are rounded up, past the end", "x\n", 100*time.Second + 1, true, nil, assess.MeasureTyping("sample", passage.Text, "x", 101*time.Second)},
		{"ends before its time", lines[0] + "  \r\n", 4 * time.Second, false, io.EOF, assess.TypingRecord{}},
		{"the last line ends before its Enter", lines[0] + "\n" + lines[1], 50 * time.Second, false, io.EOF, assess.TypingRecord{}},
		{"nothing typed", "", time.Second, false, io.EOF, assess.TypingRecord{}},
		{"half a line typed", "Dear", time.Second, false, io.EOF, assess.TypingRecord{}},
		{"left", lines[0] + "\nq\n", 30 * time.Second, false, nil, assess.TypingRecord{}},
		{"left by another letter", lines[0] + "\nQ\n", 30 * time.Second, false, nil, assess.TypingRecord{}},
		{"left by a space and a letter", " q\n", 30 * time.Second, false, nil, assess.TypingRecord{}},
		{"left by a word", "\tQuit \n", 30 * time.Second, false, nil, assess.TypingRecord{}},
		{"a word that begins so", "quite\n", time.Minute, true, nil, assess.MeasureTyping("sample", passage.Text, "quite", time.Minute)},
		{"pasted", all, time.Millisecond, false, nil, assess.TypingRecord{}},
		{"pasted, in short lines", strings.Repeat("Dear\n", 500), time.Millisecond, false, nil, assess.TypingRecord{}},
		{"far too long", strings.Repeat("x", 1<<20) + "\n", time.Minute, false, io.EOF, assess.TypingRecord{}},
	}
	for _, test := range tests {
		var out bytes.Buffer
		got, taken, err := Plain(ticking(test.in, &out, test.step), passage, time.Minute)
		if got != test.want || taken != test.taken || err != test.err {
			t.Errorf("%s: %+v, %v, %v, want %+v\n%s", test.name, got, taken, err, test.want, out.String())
		}
		if strings.Contains(out.String(), "\x1b") {
			t.Errorf("%s: an escape code in %q", test.name, out.String())
		}
	}
}

// TestPlainAgain: after a line that does not count, the same row is put again, and it is said why.
func TestPlainAgain(t *testing.T) {
	passage := Passage{"sample", strings.TrimSpace(strings.Repeat(sample+" ", 2))}
	rows := reports.Wrap(passage.Text, lineWidth)
	for _, test := range []struct{ in, want string }{
		{rows[0] + "\n\n", "\n" + rows[0] + "\n" + rows[1] + "\n\nNothing was typed. Please type:\n" + rows[1] + "\n"},
		{"\n \n", "\n" + rows[0] + "\n" + strings.Repeat("\nNothing was typed. Please type:\n"+rows[0]+"\n", 2)},
	} {
		var out bytes.Buffer
		if _, _, err := Plain(ticking(test.in, &out, 20*time.Second), passage, time.Hour); err != io.EOF || out.String() != test.want {
			t.Errorf("%q: %v\n%s\nwant\n%s", test.in, err, out.String(), test.want)
		}
	}
	var out bytes.Buffer
	_, taken, err := Plain(ticking("Dear\n", &out, 2*time.Hour), passage, time.Minute)
	if want := "That took more than an hour, so it is not measured.\n"; taken || err != nil || !strings.HasSuffix(out.String(), want) {
		t.Errorf("%v, %v\n%s", taken, err, out.String())
	}
}

// TestPlainQ: a row that is the word to leave by is typed as any other; the other word leaves.
func TestPlainQ(t *testing.T) {
	for in, taken := range map[string]bool{"q\n": true, "Q\n": true, "quit\n": false} {
		if _, got, err := Plain(ticking(in, io.Discard, time.Minute), Passage{"q", "q"}, time.Minute); got != taken || err != nil {
			t.Errorf("%q: taken %v, %v", in, got, err)
		}
	}
}

func TestPlainPaste(t *testing.T) {
	var out bytes.Buffer
	if _, taken, err := Plain(ticking(strings.Repeat(sample+"\n", 5), &out, time.Second), Passage{"sample", sample}, time.Minute); taken || err != nil {
		t.Error(taken, err)
	}
	if n := strings.Count(out.String(), "does not count. Please type it:"); n != inVain-1 || !strings.Contains(out.String(), "Stopped: 3 lines") {
		t.Errorf("refused %d times:\n%s", n, out.String())
	}
}

// TestTooFast: no lines come faster than anyone types, whatever rests are between them.
func TestTooFast(t *testing.T) {
	for _, test := range []struct {
		name    string
		each    string
		pauses  []time.Duration // after each line, again and again
		allowed bool
	}{
		{"the fastest", strings.Repeat("x", 59), []time.Duration{2 * time.Second}, true},
		{"a little faster", strings.Repeat("x", 64), []time.Duration{2 * time.Second}, false},
		{"short lines", "xxxx", []time.Duration{100 * time.Millisecond}, false},
		{"a rest, and then short lines at once", "xxxx", []time.Duration{time.Minute, 0, 0, 0, 0, 0, 0, 0, 0}, false},
		{"rests between bursts as of a person", "xxxx", []time.Duration{time.Second, 0, 0, 0}, true},
	} {
		r := recital{lines: ticking(strings.Repeat(test.each+"\n", 200), io.Discard, 0), rows: []string{"x"}, begun: noon, last: noon}
		now := noon
		r.lines.Now = func() time.Time { return now }
		left := false
		for i := 0; i < 200 && !left; i++ {
			now = now.Add(test.pauses[i%len(test.pauses)])
			var err error
			if left, err = r.hear(); err != nil {
				t.Fatal(err)
			}
		}
		if refused := left || r.refused > 0 || len(r.typed) < 200; refused == test.allowed {
			t.Errorf("%s: left %v, %d lines are taken", test.name, left, len(r.typed))
		}
	}
}
