package typing

import (
	"bytes"
	"io"
	"strings"
	"testing"
	"time"

	"readiness/assess"
	"readiness/reports"
)

// ticking gives a clock that goes on by so much each time it is looked at.
func ticking(step time.Duration) Clock {
	now := noon
	return Clock{Now: func() time.Time { now = now.Add(step); return now }}
}

func TestPlainType(t *testing.T) {
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
		{"seconds are rounded up", "x\n", 100*time.Second + 1, true, nil, assess.MeasureTyping("sample", passage.Text, "x", 101*time.Second)},
		{"ends before its time", lines[0] + "  \r\n", 4 * time.Second, true, nil, assess.MeasureTyping("sample", passage.Text, lines[0], 4*time.Second)},
		{"nothing typed", "", time.Second, false, io.EOF, assess.TypingRecord{}},
		{"half a line typed", "Dear", time.Second, false, io.EOF, assess.TypingRecord{}},
		{"left", lines[0] + "\nq\n", 30 * time.Second, false, nil, assess.TypingRecord{}},
		{"pasted", all, time.Millisecond, false, nil, assess.TypingRecord{}},
		{"far too long", strings.Repeat("x", 3*lineBytes) + "\n", time.Minute, false, io.EOF, assess.TypingRecord{}},
	}
	for _, test := range tests {
		var out bytes.Buffer
		front := Plain(strings.NewReader(test.in), &out, 80, ticking(test.step))
		got, taken, err := front.Type(passage, time.Minute)
		if got != test.want || taken != test.taken || err != test.err {
			t.Errorf("%s: %+v, %v, %v, want %+v\n%s", test.name, got, taken, err, test.want, out.String())
		}
		if strings.Contains(out.String(), "\x1b") {
			t.Errorf("%s: an escape code in %q", test.name, out.String())
		}
	}
}

func TestPlainPaste(t *testing.T) {
	var out bytes.Buffer
	front := Plain(strings.NewReader(strings.Repeat(sample+"\n", 5)), &out, 80, ticking(time.Second))
	if _, taken, err := front.Type(Passage{"sample", sample}, time.Minute); taken || err != nil {
		t.Error(taken, err)
	}
	if n := strings.Count(out.String(), "does not count. Please type it:"); n != inVain-1 || !strings.Contains(out.String(), "Stopped: 3 lines") {
		t.Errorf("refused %d times:\n%s", n, out.String())
	}
}

func TestPlainChoose(t *testing.T) {
	choices := []Choice{{'b', "begin"}, {'p', "practise"}, {'q', "leave"}}
	for in, want := range map[string]rune{"\n": 'b', "p\n": 'p', " Q \n": 'q', "x\np\n": 'p', "": 0, "1\n2\n3\n4\n5\n": 0} {
		var out bytes.Buffer
		got, err := Plain(strings.NewReader(in), &out, 0, ticking(1)).Choose("What next?", choices...)
		if got != want || (err == io.EOF) != (want == 0) {
			t.Errorf("%q: %q, %v\n%s", in, got, err, out.String())
		}
	}
}

// TestPlainClosed: once the front is closed, nothing waits any longer.
func TestPlainClosed(t *testing.T) {
	in, _ := io.Pipe()
	front := Plain(in, io.Discard, 0, ticking(1))
	time.AfterFunc(10*time.Millisecond, func() { front.Close(); front.Close() })
	if _, err := front.Choose("What next?", Choice{'b', "begin"}, Choice{'q', "leave"}); err != ErrInterrupted {
		t.Error(err)
	}
}
