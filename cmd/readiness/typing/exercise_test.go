package typing

import (
	"strings"
	"testing"
	"time"
)

const sample = "Dear Ms Brook, thank you for the letter about the eye clinic."

var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

// at is a time so many milliseconds after an exercise was put, and later than keys that are not meant.
func at(ms int) time.Time { return noon.Add(afterEnter + time.Duration(ms)*time.Millisecond) }

func fresh() *exercise {
	return newExercise(Passage{"sample", sample}, time.Minute, noon)
}

// TestWhatCounts: only what a person types counts, and the time runs from the first of it.
func TestWhatCounts(t *testing.T) {
	slowly := func(e *exercise, text string, ms int) int {
		for _, r := range text {
			e.press(r, at(ms))
			ms += 100
		}
		return ms
	}
	together := func(e *exercise, text string, ms int) {
		for _, r := range text {
			e.press(r, at(ms))
		}
	}
	tests := []struct {
		name  string
		do    func(*exercise)
		typed string
		first int // milliseconds; -1: the time has not begun
		note  bool
	}{
		{"typed", func(e *exercise) { slowly(e, "Dear\nMs", 0) }, "Dear\nMs", 0, false},
		{"taken back", func(e *exercise) { slowly(e, "Deer Ms  \x17\x17\b\bar", 0) }, "ar", 0, false},
		{"taken back, a character of two runes", func(e *exercise) { slowly(e, "xe\u0301\b", 0) }, "x", 0, false},
		{"nothing to take back", func(e *exercise) { slowly(e, "\b\x17D", 0) }, "D", 200, false},
		{"taken back at first, and no more", func(e *exercise) { slowly(e, "\x17\b\x17", 0) }, "", -1, false},
		{"with the choice", func(e *exercise) { slowly(e, "D", -300) }, "", -1, false},
		{"a burst of a fast typist", func(e *exercise) { together(e, strings.Repeat("x", most), 0) }, strings.Repeat("x", most), 0, false},
		{"a paste at first", func(e *exercise) { together(e, sample, 0) }, "", -1, true},
		{"a paste in the middle", func(e *exercise) {
			ms := slowly(e, "Dear ", 0)
			together(e, sample, ms)
			together(e, sample[:5], ms+40)
			slowly(e, "Ms", ms+200)
		}, "Dear Ms", 0, true},
		{"many taken back at once", func(e *exercise) {
			ms := slowly(e, sample, 0)
			together(e, strings.Repeat("\b", len(sample)-4), ms)
		}, "Dear", 0, false},
		{"a marked paste", func(e *exercise) {
			ms := slowly(e, "Dear", 0)
			e.paste(true, at(ms))
			slowly(e, " Ms", ms)
			e.paste(false, at(ms+300))
			slowly(e, " M", ms+400)
		}, "Dear M", 0, true},
		{"a paste without an end", func(e *exercise) {
			e.paste(true, at(0))
			slowly(e, "D", 2000)
		}, "D", 2000, true},
		{"a paste without an end, and keys all the time", func(e *exercise) {
			e.paste(true, at(0))
			together(e, "pasted", 30)
			slowly(e, "lost to it", 100)
			slowly(e, "Dear", 1100)
		}, "Dear", 1100, true},
		{"a paste without an end, long in coming", func(e *exercise) {
			e.paste(true, at(0))
			for ms := range 300 {
				e.press('x', at(ms*40))
			}
			slowly(e, "0123456789D", 300*40)
		}, "D", 13000, true},
		{"too late", func(e *exercise) { e.press('D', at(0)); e.press('e', at(60001)) }, "D", 0, false},
	}
	for _, test := range tests {
		e := fresh()
		test.do(e)
		if got := e.copy.Typed(); got != test.typed {
			t.Errorf("%s: %q, want %q", test.name, got, test.typed)
		}
		first := -1
		if !e.first.IsZero() {
			first = int(e.first.Sub(at(0)) / time.Millisecond)
		}
		if first != test.first {
			t.Errorf("%s: the time runs from %d, want %d", test.name, first, test.first)
		}
		if noted := strings.Contains(e.note(80, e.last), "paste"); noted != test.note {
			t.Errorf("%s: %q", test.name, e.note(80, e.last))
		}
		if m := e.measure(); m.Left != len([]rune(test.typed)) {
			t.Errorf("%s: measured %+v, shown %q", test.name, m, test.typed)
		}
	}
}

func TestStatusAndNote(t *testing.T) {
	e := fresh()
	if got := e.status(80, at(4000)); got != "1:00 to go  0 words" {
		t.Error(got)
	}
	for i, r := range "Dear M" {
		e.press(r, at(5000+i))
	}
	for ms, want := range map[int]string{
		5001:  "1:00 to go  1 word|Esc leaves.",
		14999: "0:51 to go  1 word|Esc leaves.",
		15005: "0:50 to go  1 word|No key for 10 s: the time runs on.",
		64999: "0:01 to go  1 word|No key for 59 s: the time runs on.",
		65000: "0:00 to go  1 word|The time is up. Stop typing to see your result.",
		99000: "0:00 to go  1 word|The time is up. Stop typing to see your result.",
	} {
		if got := e.status(80, at(ms)) + "|" + e.note(80, at(ms)); got != want {
			t.Errorf("%d: %s, want %s", ms, got, want)
		}
	}
}

// TestNarrow: in the least window the time and the notes have a form that fits whole.
func TestNarrow(t *testing.T) {
	fresh, pasted, typed := fresh(), fresh(), newExercise(Passage{"sample", sample}, 10*time.Minute, noon)
	pasted.paste(true, at(0))
	for i := range 1000 {
		typed.press('x', at(i*100))
	}
	for _, test := range []struct {
		e            *exercise
		ms           int
		status, note string
	}{
		{fresh, 0, "1:00 to go  0 words", "Type to start."},
		{pasted, 0, "1:00 to go  0 words", "Type, do not paste."},
		{typed, 99900, "8:21  200 words", "Esc leaves."},
		{typed, 299900, "5:01  200 words", "No key for 200 s."},
		{typed, 600000, "0:00  200 words", "Time is up: stop."},
	} {
		f := test.e.frame(LeastWidth, LeastHeight, at(test.ms))
		if f.lines[0] != test.status || f.lines[1] != test.note {
			t.Errorf("%q %q, want %q %q", f.lines[0], f.lines[1], test.status, test.note)
		}
	}
}

// BenchmarkKey: a key and all that is drawn for it, after 3,000 characters.
func BenchmarkKey(b *testing.B) {
	for name, typed := range map[string]string{
		"right": strings.Repeat(sample+" ", 48), "spaces": strings.Repeat(" ", 3000), "gibberish": strings.Repeat("einsta orhe tt ", 200),
		"slips": strings.Repeat(strings.ReplaceAll(sample, "e", "r")+" ", 48),
	} {
		e := newExercise(Passage{"sample", strings.TrimSpace(strings.Repeat(sample+" ", 33))}, time.Hour, noon)
		ms := 0
		for _, r := range typed {
			ms += 100
			e.press(r, at(ms))
		}
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				for _, r := range "e\b" {
					ms++
					e.press(r, at(ms))
					e.frame(80, 24, at(ms))
				}
			}
		})
	}
}
