package terminal

import (
	"errors"
	"io"
	"os"
	"strings"
	"testing"
	"testing/iotest"
	"time"
)

func TestLines(t *testing.T) {
	noon := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	long := strings.Repeat("x", lineBytes+1)
	for _, test := range []struct {
		in   string
		want []Line
	}{
		{"", nil},
		{"one\ntwo\r\n\n\ufeffthree", []Line{{Text: "one", Enter: true}, {Text: "two", Enter: true}, {Enter: true}, {Text: "three"}}},
		{long + "\nshort\n", []Line{{Text: long[:lineBytes], Long: true, Enter: true}, {Text: "short", Enter: true}}},
		{long, []Line{{Text: long[:lineBytes], Long: true}}},
		{"na\xefve\n", []Line{{Text: "na\xefve", Enter: true}}},
		{strings.Repeat("x", endlessBytes+2*lineBytes) + "\n", nil},
	} {
		for _, in := range []io.Reader{strings.NewReader(test.in), iotest.DataErrReader(strings.NewReader(test.in))} {
			l := NewLines(in, io.Discard, 0)
			l.Now = func() time.Time { return noon }
			for i, want := range test.want {
				want.At = noon
				if got, err := l.Next(); got != want || err != nil {
					t.Errorf("%.20q: line %d is %.40q, %v", test.in, i, got.Text, err)
				}
			}
			for range 2 {
				if got, err := l.Next(); err != io.EOF {
					t.Errorf("%.20q: %.40q, %v after the end", test.in, got.Text, err)
				}
			}
		}
	}
}

// TestLinesSoon: what does not come soon is left for who asks next, and so is the end.
func TestLinesSoon(t *testing.T) {
	r, w := io.Pipe()
	l := NewLines(r, io.Discard, 0)
	if got, came := l.Soon(time.Millisecond); came {
		t.Errorf("%+v", got)
	}
	go func() {
		io.WriteString(w, "one\ntwo\n")
		w.Close()
	}()
	if got, err := l.Next(); got.Text != "one" || err != nil {
		t.Errorf("%+v, %v", got, err)
	}
	if got, came := l.Soon(time.Minute); got.Text != "two" || !came {
		t.Errorf("%+v, %v", got, came)
	}
	if got, came := l.Soon(time.Minute); came {
		t.Errorf("%+v", got)
	}
	if _, err := l.Next(); err != io.EOF {
		t.Error(err)
	}
}

// TestLinesClose: closing ends what waits, and nothing is read from then on.
func TestLinesClose(t *testing.T) {
	r, _ := io.Pipe()
	l := NewLines(r, io.Discard, 0)
	time.AfterFunc(10*time.Millisecond, func() { l.Close(); l.Close() })
	for range 2 {
		if got, err := l.Next(); err != ErrInterrupted {
			t.Errorf("%+v, %v", got, err)
		}
	}
	if got, came := l.Soon(time.Minute); came {
		t.Errorf("%+v", got)
	}
}

// TestLinesFailing: what could not be written is told at every turn, and nothing is asked.
func TestLinesFailing(t *testing.T) {
	l := NewLines(strings.NewReader("one\n"), failing{}, 0)
	for range 2 {
		if err := l.Print("text"); !errors.Is(err, os.ErrClosed) {
			t.Error(err)
		}
	}
	if _, err := l.Next(); !errors.Is(err, os.ErrClosed) {
		t.Error(err)
	}
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, os.ErrClosed }
