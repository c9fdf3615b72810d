package typeset

import (
	"reflect"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// TestStore: what is kept is the same as what is made, also for two who want it at once, and it does not
// grow without end.
func TestStore(t *testing.T) {
	s := store{runs: map[wanted]Run{}}
	texts := []string{"", "Plain text – on two lines.", "שלום 12", "مثال", "例子 and 木"}
	var both sync.WaitGroup
	for range 2 {
		both.Go(func() {
			for range 5 {
				for _, text := range texts {
					for _, bold := range []bool{false, true} {
						if r := s.run(text, bold); !reflect.DeepEqual(r, newRun(text, bold)) {
							t.Errorf("%.20q differs", text)
						}
					}
				}
			}
		})
	}
	both.Wait()
	for i := range 6 {
		s.run(strings.Repeat(strconv.Itoa(i), mostKept/4), false)
	}
	size := 0
	for key := range s.runs {
		size += len(key.text)
	}
	if size > mostKept || len(s.runs) == 0 {
		t.Errorf("%d bytes of text are kept", size)
	}
}

// TestOwnLines: whoever changes lines does not change those of another.
func TestOwnLines(t *testing.T) {
	const text = "One line and another, שלום 12 e\u0323\u0302"
	want := newRun(text, false).Wrap(8)
	got := NewRun(text, false).Wrap(8)
	for i := range got {
		got[i].Text = ""
		for k := range got[i].Spans {
			got[i].Spans[k].Text += " "
		}
	}
	if again := NewRun(text, false).Wrap(8); !reflect.DeepEqual(again, want) || len(again) < 2 {
		t.Errorf("got %v, want %v", again, want)
	}
	if wide := NewRun(text, false).Wrap(100); len(wide) != 1 {
		t.Errorf("on a wide line it is %v", wide)
	}
}
