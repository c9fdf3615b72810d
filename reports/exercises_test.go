package reports

import (
	"bytes"
	"fmt"
	"maps"
	"math"
	"strings"
	"testing"
	"time"

	"readiness/assess"
)

// saidBesides gives what the person who meets everything says, with other answers in place of some.
func saidBesides(changes map[string]any) map[string]any {
	all := maps.Clone(people()[1].said)
	maps.Copy(all, changes)
	return all
}

// These are a typing exercise at a speed that earns 2 of 6 points, and at one that earns all.
var (
	typedSlowly = assess.TypingRecord{Passage: "rota", Time: 3 * time.Minute, Strokes: 470, Left: 465}
	typedFast   = assess.TypingRecord{Passage: "rota", Time: 3 * time.Minute, Strokes: 950, Left: 945}
)

// TestMade: the first line and the line of the band say how what the report is made from is known.
func TestMade(t *testing.T) {
	const made, account = "Made from your own answers, which nobody has checked", ", by your own account"
	for _, test := range []struct {
		name    string
		offered bool
		here    bool
		said    map[string]any
		made    string
		account string
	}{
		{"no exercise is offered", false, false, nil, ".", account},
		{"none is taken", true, false, nil, ".", account},
		{"one here", true, true, map[string]any{"typing-exercise": typedFast}, ", and from 1 exercise measured here.", ""},
		{"one unfinished", true, true, map[string]any{"sums-tasks": attempt{3, 3}}, ".", account},
		{"two elsewhere", true, false, map[string]any{"typing-exercise": 40, "sums-tasks": attempt{6, 3}}, ", and from 2 exercises measured elsewhere, not verified.", account},
	} {
		r := judged(t, person{offered: test.offered, here: test.here, said: saidBesides(test.said)})
		all := sentences(Personal(r))
		if got := all[1]; !strings.HasPrefix(got, made+test.made) {
			t.Errorf("%s: %q", test.name, got)
		}
		for _, s := range []string{strings.Join(all, "\n"), strings.Join(sentences(Summary(r)), "\n"), Headline(r)} {
			_, line, _ := strings.Cut(s, "Your result: ")
			if line, _, _ = strings.Cut(line, "\n"); strings.Contains(line, account) != (test.account != "") {
				t.Errorf("%s: %q", test.name, line)
			}
		}
	}
	unused := func(role *assess.Role) { role.Requirements = role.Requirements[1:] }
	if got := wording(judged(t, person{offered: true, said: saidBesides(map[string]any{"typing-exercise": 40}), change: unused})).made(); got != made+"." {
		t.Errorf("of an exercise that nothing rests on: %q", got)
	}
	mixed := judged(t, person{offered: true, here: true, said: saidBesides(map[string]any{"typing-exercise": typedFast, "sums-tasks": attempt{6, 3}})})
	for i := range mixed.Questions {
		if q := &mixed.Questions[i]; q.ID == "sums-tasks" {
			q.Exercise.Elsewhere = true
		}
	}
	if got := wording(mixed).made(); got != made+", and from 1 exercise measured here and 1 exercise measured elsewhere, not verified." {
		t.Errorf("%q", got)
	}
}

// TestApart: where claim, certificate and exercise differ by a third of a share or more, that is said, and
// never what only seems so.
func TestApart(t *testing.T) {
	const less, more, stated = "The exercise showed less than you said in ", "You did better than you said in ", "are some way apart in "
	two := func(role *assess.Role) {
		part := &role.Requirements[0].Parts[0]
		part.Questions = append(part.Questions, "tasks")
	}
	for _, test := range []struct {
		name string
		said map[string]any
		want []string
	}{
		{"less than the highest claim", map[string]any{"style": "o2", "speed": assess.Skipped, "tasks": []string{"o0"}, "typing-exercise": 30}, []string{less}},
		{"as said", map[string]any{"typing-exercise": typedFast, "sums-tasks": attempt{6, 6}}, nil},
		{"less by two thirds", map[string]any{"typing-exercise": typedSlowly, "speed": assess.Skipped}, []string{less}},
		{"less by a third exactly", map[string]any{"sums-tasks": attempt{6, 4}}, []string{less}},
		{"less by a quarter", map[string]any{"english-tasks": attempt{8, 6}}, nil},
		{"more", map[string]any{"maths": "o0", "sums-tasks": attempt{6, 6}}, []string{more}},
		{"more by a third exactly", map[string]any{"maths": "o0", "sums-tasks": attempt{6, 2}}, []string{more}},
		{"no claim", map[string]any{"maths": assess.Skipped, "sums-tasks": attempt{6, 0}}, nil},
		{"unfinished", map[string]any{"sums-tasks": attempt{5, 0}}, nil},
		{"less than said and stated", map[string]any{"english-tasks": attempt{8, 0}}, []string{less, stated}},
		{"more than stated", map[string]any{"english": "o1", "english-tasks": attempt{8, 8}}, nil},
		{"no certificate", map[string]any{"english": "o0", "english-tasks": attempt{8, 8}}, nil},
	} {
		all := strings.Join(sentences(Personal(judged(t, person{offered: true, said: saidBesides(test.said), change: two}))), "\n")
		for _, s := range []string{less, more, stated} {
			want := strings.Contains(strings.Join(test.want, "\n"), s)
			if got := strings.Count(all, s); got > 1 || (got == 1) != want {
				t.Errorf("%s: %q is said %d times", test.name, s, got)
			}
		}
	}
}

// TestInvite: who finished no exercise is told once that there are some, and nobody else.
func TestInvite(t *testing.T) {
	for _, test := range []struct {
		name    string
		offered bool
		said    map[string]any
		change  func(*assess.Role)
		want    int
	}{
		{"none is offered", false, nil, nil, 0},
		{"none is taken", true, nil, nil, 1},
		{"one is begun", true, map[string]any{"sums-tasks": attempt{1, 1}}, nil, 1},
		{"one is finished", true, map[string]any{"sums-tasks": 3}, nil, 0},
		{"no requirement rests on one", true, nil, func(r *assess.Role) { r.Requirements = r.Requirements[3:] }, 0},
		{"nothing else can show a part", true, nil, func(r *assess.Role) {
			r.Requirements[2].Target = 80
			r.Requirements[2].Parts[0].Questions = []string{"sums-tasks"}
		}, 1},
	} {
		r := judged(t, person{offered: test.offered, said: saidBesides(test.said), change: test.change})
		all := strings.Join(sentences(Summary(r)), "\n")
		if got := strings.Count(all, "short exercises can show") + strings.Count(all, "and take the exercise"); got != test.want {
			t.Errorf("%s: told %d times:\n%s", test.name, got, all)
		}
	}
}

// TestThings: what is open is called what it is.
func TestThings(t *testing.T) {
	p := wording(judged(t, person{offered: true}))
	for want, ids := range map[string][]string{
		"1 question": {"style"}, "2 questions": {"style", "speed"}, "1 exercise": {"sums-tasks"},
		"2 questions and 2 exercises": {"style", "sums-tasks", "speed", "english-tasks"}, "": nil,
	} {
		if got := p.things(ids); got != want {
			t.Errorf("%q: %q", ids, got)
		}
	}
}

// TestInterval: the ends of a range, worked out as the ledger says with a pencil, are those of the Wilson
// interval of 68 %, rounded outwards, and those of the result.
func TestInterval(t *testing.T) {
	const z = 0.9944578832097532 // the normal quantile of 0.84
	for n := 1; n <= 30; n++ {
		for r := 0; r <= n; r++ {
			reached := func(k int) bool { return float64((r-k)*(r-k)*n) >= 0.989*float64(k*(n-k)) }
			low, high := max(r-1, 0), min(r+1, n)
			for !reached(low) {
				low--
			}
			for !reached(high) {
				high++
			}
			p, m := float64(r)/float64(n), float64(n)
			middle, half := p+z*z/(2*m), z*math.Sqrt(p*(1-p)/m+z*z/(4*m*m))
			wantLow, wantHigh := m*(middle-half)/(1+z*z/m), m*(middle+half)/(1+z*z/m)
			if low != int(math.Floor(wantLow+1e-9)) || high != int(math.Ceil(wantHigh-1e-9)) {
				t.Errorf("%d of %d: %d to %d, want %f to %f", r, n, low, high, wantLow, wantHigh)
			}
			if n != 6 {
				continue
			}
			result := judged(t, person{offered: true, said: saidBesides(map[string]any{"sums-tasks": r})})
			says := fmt.Sprintf("probably about %d to %d of 6.", low, high)
			if all := strings.Join(sentences(Personal(result)), "\n"); !strings.Contains(all, says) {
				t.Errorf("%d of %d: not %q", r, n, says)
			}
		}
	}
}

// TestTyping: what is said of a typing exercise, as it was read and approved.
func TestTyping(t *testing.T) {
	for name, record := range map[string]assess.TypingRecord{
		"observed": {Time: 5 * time.Minute, Strokes: 1770, Wrong: 25, Left: 1750, Errors: 5},
		"plain":    {Time: 183 * time.Second, Left: 590, Errors: 1},
		"nonsense": {Time: time.Minute, Strokes: 100, Wrong: 100, Left: 100, Errors: 21},
		"nothing":  {Time: time.Minute},
	} {
		golden(t, "typing-"+name, Typing(record, "A change of rota"), 72)
	}
}

func TestMinutes(t *testing.T) {
	for d, want := range map[time.Duration]string{
		0: "0 seconds", time.Second: "1 second", time.Minute: "1 minute", 5 * time.Minute: "5 minutes", 183*time.Second + 5: "3 min 3 s",
	} {
		if got := Minutes(d); got != want {
			t.Errorf("%v: %q", d, got)
		}
	}
}

// TestLevel: the rule by which typing earns points stands there, and whether it lowered the level.
func TestLevel(t *testing.T) {
	const rule = "0 points from 0 words a minute, 2 from 25, 4 from 40, 5 from 50, 6 from 60. If less than 95 % of what is left standing is right, the speed counts one level lower"
	for _, test := range []struct {
		name string
		said any
		want string
	}{
		{"right enough", typedFast, rule + "."},
		{"lowered", assess.TypingRecord{Passage: "rota", Time: time.Minute, Left: 300, Errors: 10}, rule + ", and so it does here."},
		{"the lowest cannot be lowered", assess.TypingRecord{Passage: "rota", Time: time.Minute, Left: 50, Errors: 10}, rule + "."},
		{"the speed alone", 45, rule + ". Here only the net speed is known, and it counts as it is."},
	} {
		r := judged(t, person{offered: true, said: saidBesides(map[string]any{"typing-exercise": test.said})})
		if all := "\n" + strings.Join(sentences(Personal(r)), "\n") + "\n"; !strings.Contains(all, "\n"+test.want+"\n") {
			t.Errorf("%s: not %q", test.name, test.want)
		}
	}
}

// TestAgain: what is looked at again is short, and nobody is told that they did not know.
func TestAgain(t *testing.T) {
	long := strings.Repeat("word ", 100)
	for _, test := range []struct {
		item assess.MissedItem
		want string
	}{
		{assess.MissedItem{Ask: "Which?", Right: "a", Chosen: "b", Because: "It is so", Source: "A book"}, "Which? Right: “a”. You chose: “b”. It is so. Source: A book."},
		{assess.MissedItem{Ask: "Find it", Show: "one\ntwo\r\n\nthree", Right: "Yes!", Chosen: assess.DontKnow, Because: "Why?", Source: "A book."},
			"Find it. “one / two / three” Right: “Yes!”. Why? Source: A book."},
		{assess.MissedItem{Ask: "Which?", Show: long, Right: "a", Chosen: assess.DontKnow, Because: "b", Source: "c"},
			"Which? “" + strings.Repeat("word ", 47) + "word…” Right: “a”. b. Source: c."},
	} {
		if got := again([]assess.MissedItem{test.item})[0]; got != test.want {
			t.Errorf("%q, want %q", got, test.want)
		}
	}
}

// TestReadAgain: a result that was written and read again says the same.
func TestReadAgain(t *testing.T) {
	for _, p := range people() {
		r := judged(t, p)
		var file, first, again bytes.Buffer
		if err := assess.WriteJSON(&file, r); err != nil {
			t.Fatal(err)
		}
		read, err := assess.ReadResult(&file)
		if err != nil {
			t.Fatalf("%s: %v", p.name, err)
		}
		if WriteText(&first, Personal(r), 0) != nil || WriteText(&again, Personal(read), 0) != nil || first.String() != again.String() {
			t.Errorf("%s: it says other things when it was written and read", p.name)
		}
	}
}
