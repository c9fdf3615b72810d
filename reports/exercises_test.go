package reports

import (
	"bytes"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"readiness/assess"
	"readiness/reports/pdf/pdftest"
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

// TestApart: where claim, certificate and exercise differ by more than a third of a share, and by more than
// the range of a few tasks, that is said, and never what only seems so.
func TestApart(t *testing.T) {
	const less, more = " showed less than you said in ", "You did better than you said in "
	const lessStated, moreStated = " showed less than you stated in ", "You did better than you stated in "
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
		{"less by a third exactly", map[string]any{"typing-exercise": 45, "speed": assess.Skipped}, nil},
		{"tasks less by a third exactly", map[string]any{"sums-tasks": attempt{6, 4}}, nil},
		{"tasks less by half", map[string]any{"sums-tasks": attempt{6, 3}}, []string{less}},
		{"less by a quarter", map[string]any{"english-tasks": attempt{8, 6}}, nil},
		{"more", map[string]any{"maths": "o0", "sums-tasks": attempt{6, 6}}, []string{more}},
		{"more by a third exactly", map[string]any{"maths": "o0", "sums-tasks": attempt{6, 2}}, nil},
		{"more by half", map[string]any{"maths": "o0", "sums-tasks": attempt{6, 3}}, []string{more}},
		{"no claim", map[string]any{"maths": assess.Skipped, "sums-tasks": attempt{6, 0}}, nil},
		{"unfinished", map[string]any{"sums-tasks": attempt{5, 0}}, nil},
		{"less than said and stated", map[string]any{"english-tasks": attempt{8, 0}}, []string{less, lessStated}},
		{"more than stated", map[string]any{"english": "o1", "english-tasks": attempt{8, 8}}, []string{moreStated}},
		{"no certificate", map[string]any{"english": "o0", "english-tasks": attempt{8, 8}}, nil},
		{"typing more than stated", map[string]any{"speed": 35, "typing-exercise": typedFast}, []string{moreStated}},
	} {
		all := strings.Join(sentences(Personal(judged(t, person{offered: true, said: saidBesides(test.said), change: two}))), "\n")
		for _, s := range []string{less, more, lessStated, moreStated} {
			want := slices.Contains(test.want, s)
			if got := strings.Count(all, s); got > 1 || (got == 1) != want {
				t.Errorf("%s: %q is said %d times", test.name, s, got)
			}
		}
	}
}

// TestInRange: a claim within the range beside a set of tasks is not far from it, its ends included.
func TestInRange(t *testing.T) {
	p := &personal{asked: map[string]assess.Said{
		"tasks": {ID: "tasks", Exercise: &assess.Exercise{Tasks: &assess.TasksShown{Right: 3, Of: 6, Low: 1, High: 5}}},
	}}
	for _, test := range []struct{ measured, claimed, of, want int }{{3, 5, 6, 0}, {3, 1, 6, 0}, {0, 5, 6, 0}, {3, 6, 6, -1}, {3, 0, 6, 1}} {
		part := assess.JudgedPart{Evidence: []assess.Shown{
			{Question: "claim", State: assess.Answered, Points: test.claimed, Of: test.of, Aside: true},
			{Question: "tasks", State: assess.Answered, Evidence: assess.Measured, Points: test.measured, Of: 6},
		}}
		if _, got := p.gap(part, claimed); got != test.want {
			t.Errorf("%+v: %d", test, got)
		}
	}
}

// TestAdvice: what to do with a difference fits what was done: a speed is named in an application, tasks
// are not, and several exercises are several.
func TestAdvice(t *testing.T) {
	const speed = "In your application, name your typing speed too: 63 net words a minute at 100 % accuracy."
	for _, test := range []struct {
		name      string
		said      map[string]any
		says, not []string
	}{
		{"tasks better", map[string]any{"maths": "o0", "sums-tasks": attempt{6, 6}},
			[]string{"better than you said in “Checking figures” (A good standard of numeracy). You can be more confident there."}, []string{"name your typing speed"}},
		{"typing better", map[string]any{"style": "o1", "speed": 35, "typing-exercise": typedFast}, []string{speed, "better than you said in", "better than you stated in"}, nil},
		{"one less", map[string]any{"sums-tasks": attempt{6, 0}}, []string{"The exercise showed less", "Practise, and take it again."}, []string{"keyboard, a hurry"}},
		{"two less", map[string]any{"sums-tasks": attempt{6, 0}, "typing-exercise": 10, "speed": assess.Skipped},
			[]string{"The exercises showed less than you said in “Fast, accurate typing” (Excellent keyboard skills) and “Checking figures” (A good standard of numeracy). An unfamiliar keyboard, a hurry", "take them again."}, nil},
	} {
		all := strings.Join(sentences(Personal(judged(t, person{offered: true, here: true, said: saidBesides(test.said)}))), "\n")
		for _, s := range append(test.says, test.not...) {
			if want := slices.Contains(test.says, s); (strings.Count(all, s) == 1) != want {
				t.Errorf("%s: %q is not said as it should be in\n%s", test.name, s, all)
			}
		}
		if strings.Count(all, "small sample") > 1 {
			t.Errorf("%s: the sample is small twice", test.name)
		}
	}
}

// TestPoint: parts are named in a sentence while it holds them, and in a list when it does not.
func TestPoint(t *testing.T) {
	for want, f := range map[string]findings{
		"It is so in a (A) and b (B). Do this.":         {parts: []string{"a (A)", "b (B)"}},
		"It is so in these parts:|a (A)|b (B)|Do this.": {parts: []string{"a (A)", "b (B)"}, many: true},
	} {
		p := &personal{}
		p.point("It is so in ", f, "Do this.")
		if got := strings.Join(sentences(p.document()), "|"); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	four := func(role *assess.Role) {
		for _, j := range []*assess.Requirement{&role.Requirements[0], &role.Requirements[1]} {
			part := j.Parts[0]
			part.Name, part.Questions = "Sums besides", []string{"maths", "sums-tasks"}
			j.Parts = append(j.Parts, part)
			part.Name = "Sums again"
			role.Requirements[2].Parts = append(role.Requirements[2].Parts, part)
		}
	}
	p := wording(judged(t, person{offered: true, said: saidBesides(map[string]any{"sums-tasks": attempt{6, 0}}), change: four}))
	if f := p.where(claimed, -1); len(f.parts) != 3 || !f.many || f.exercises != 1 || f.showed() != "The exercise" {
		t.Errorf("%+v", f)
	}
}

// TestBeside: each finished exercise stands beside what was said and what was stated of its parts, each
// once and in short.
func TestBeside(t *testing.T) {
	shared := func(role *assess.Role) {
		part := &role.Requirements[0].Parts[1]
		part.Questions = append(part.Questions, "style", "speed", "typing-exercise")
	}
	for _, test := range []struct {
		name   string
		said   map[string]any
		change func(*assess.Role)
		want   string
	}{
		{"all three", map[string]any{"speed": 48, "typing-exercise": typedFast}, nil,
			"Copy a text for three minutes: You said: “I type without looking at the keys”. You stated: “48 words per minute”. Measured here: 63 net words a minute at 100 % accuracy."},
		{"each once", map[string]any{"speed": 48, "typing-exercise": typedFast}, shared,
			"Copy a text for three minutes: You said: “I type without looking at the keys” and “Letters with a letterhead; Mail merge; Tracked changes”. You stated: “48 words per minute”. Measured here: 63 net words a minute at 100 % accuracy."},
		{"nothing stated", map[string]any{"english": "o0", "english-tasks": attempt{8, 8}}, nil,
			"Eight short tasks in English: You said: “Most days”. Measured here: 8 of 8 right (usual level: probably about 7 to 8 of 8)."},
		{"nothing said", map[string]any{"maths": assess.Skipped, "sums-tasks": attempt{6, 6}}, nil,
			"Six short sums: Measured here: 6 of 6 right (usual level: probably about 5 to 6 of 6)."},
		{"unfinished", map[string]any{"sums-tasks": attempt{2, 2}}, nil, "Six short sums: 2 of 6 done, not finished, so not counted."},
	} {
		r := judged(t, person{offered: true, here: true, said: saidBesides(test.said), change: test.change})
		if all := sentences(Summary(r)); !slices.Contains(all, test.want) {
			t.Errorf("%s: not %q in %q", test.name, test.want, all)
		}
	}
}

// TestAnotherDay: who began an exercise is told how to do exercises another day, with the command once; who
// finished one, also how to take it out.
func TestAnotherDay(t *testing.T) {
	for _, test := range []struct {
		name   string
		said   map[string]any
		change func(*assess.Role)
		day    string
		out    int
	}{
		{"none", nil, nil, "", 0},
		{"unfinished", map[string]any{"sums-tasks": attempt{2, 2}}, nil, "You can finish an exercise another day", 0},
		{"finished", map[string]any{"sums-tasks": attempt{6, 6}}, nil, "You can take an exercise again another day", 1},
		{"one waits", map[string]any{"sums-tasks": attempt{2, 2}, "english-tasks": attempt{8, 4}}, onlySums, "You can finish an exercise or take one again another day", 1},
	} {
		all := strings.Join(sentences(Personal(judged(t, person{offered: true, said: saidBesides(test.said), change: test.change}))), "\n")
		if !strings.Contains(all, test.day) || strings.Contains(all, "another day") != (test.day != "") {
			t.Errorf("%s: not %q in %s", test.name, test.day, all)
		}
		for s, want := range map[string]int{"readiness take --role secretary --only exercises --answers": 1, "take a finished one out": test.out} {
			if got := strings.Count(all, s); got != want {
				t.Errorf("%s: %q is said %d times", test.name, s, got)
			}
		}
	}
}

// TestLength: five exercises with a third of the tasks missed make a report of the built-in role about two
// pages longer, and no more.
func TestLength(t *testing.T) {
	role, q := builtin(t)
	without := chosen(q, func(n int) int { return n - 1 }, "plain")
	with := slices.Clone(without)
	for _, question := range q.Questions() {
		reply := assess.Reply{Question: question.ID, State: assess.Answered, Here: true}
		switch question.Kind {
		case assess.Typing:
			reply.Value = typedSlowly
		case assess.Tasks:
			reply.Value = attempt{question.Most(), question.Most() * 2 / 3}.record(question)
		default:
			continue
		}
		with = append(with, reply)
	}
	length := func(says []assess.Reply) float64 {
		var file bytes.Buffer
		if err := WritePDF(&file, candidate{asks: q, role: role, says: says}.document(t), UsualPrint); err != nil {
			t.Fatal(err)
		}
		pages, err := pdftest.Read(file.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		end, last := 0.0, pages[len(pages)-1]
		for _, x := range last.Texts {
			if !x.Artifact {
				end = max(end, x.Bottom)
			}
		}
		return float64(len(pages)-1) + end/last.Height
	}
	if a, b := length(without), length(with); b > a+2.3 || b < a+0.5 {
		t.Errorf("%.2f pages without, %.2f with", a, b)
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

// TestClearer: what waits is called by number and kind, with the command for it.
func TestClearer(t *testing.T) {
	two := func(role *assess.Role) {
		onlySums(role)
		role.Requirements[1].Parts[0].Questions = []string{"english-tasks"}
	}
	const run = "If you would like a clearer result, run the program again with your answers file "
	for _, test := range []struct {
		name   string
		said   map[string]any
		change func(*assess.Role)
		want   string
	}{
		{"a question", map[string]any{"terms": assess.Skipped}, nil, run + "(readiness take --role secretary --answers, and its name) and answer the question that still waits for an answer; the tables mark it."},
		{"an exercise", nil, onlySums, run + "(readiness take --role secretary --only exercises --answers, and its name) and take the exercise that still waits; the tables mark it."},
		{"two exercises", nil, two, run + "(readiness take --role secretary --only exercises --answers, and its name) and take what you wish of the 2 exercises that still wait; the tables mark them."},
		{"both", map[string]any{"terms": assess.Skipped}, two, run + "(readiness take --role secretary --answers, and its name) and do what you wish of the 1 question and 2 exercises that still wait; the tables mark them. For the exercises alone, add --only exercises."},
	} {
		r := judged(t, person{offered: true, said: saidBesides(test.said), change: test.change})
		if got := wording(r).clearer(); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
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
			says := fmt.Sprintf("probably about %d to %d of 6).", low, high)
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
		{"lowered", assess.TypingRecord{Passage: "rota", Time: 3 * time.Minute, Left: 900, Errors: 30}, rule + ", and so it does here."},
		{"the lowest cannot be lowered", assess.TypingRecord{Passage: "rota", Time: 3 * time.Minute, Left: 150, Errors: 30}, rule + "."},
		{"the speed alone", 45, rule + ". Here only the net speed is known, and it counts as it is."},
	} {
		r := judged(t, person{offered: true, said: saidBesides(map[string]any{"typing-exercise": test.said})})
		if all := "\n" + strings.Join(sentences(Personal(r)), "\n") + "\n"; !strings.Contains(all, "\n"+test.want+"\n") {
			t.Errorf("%s: not %q", test.name, test.want)
		}
	}
}

// TestMissed: what is looked at again is short, and nobody is told that they did not know.
func TestMissed(t *testing.T) {
	long := strings.Repeat("word ", 100)
	for _, test := range []struct {
		item assess.MissedItem
		want string
	}{
		{assess.MissedItem{Ask: "Which?", Right: "a", Chosen: "b", Because: "It is so", Source: "A book"}, "Which? Right: “a”. You chose: “b”. It is so. Source: A book."},
		{assess.MissedItem{Ask: "Find it", Show: "one\ntwo\r\n\nthree", Right: "Yes!", Chosen: assess.DontKnow, Because: "Why?", Source: "A book."},
			"Find it. “one / two / three” Right: “Yes!” Why? Source: A book."},
		{assess.MissedItem{Ask: "Which?", Right: "“apointment” is wrong", Chosen: "They agree.", Because: "She said “no.”", Source: "c"},
			"Which? Right: “‘apointment’ is wrong”. You chose: “They agree.” She said “no.” Source: c."},
		{assess.MissedItem{Ask: "Which?", Show: long, Right: "a", Chosen: assess.DontKnow, Because: "b", Source: "c"},
			"Which? “" + strings.Repeat("word ", 47) + "word…” Right: “a”. b. Source: c."},
	} {
		if got := missed([]assess.MissedItem{test.item})[0]; got != test.want {
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

// TestLearn: what to look at again has a list for each exercise, under a heading that the person can leave
// out, and stands before the arithmetic.
func TestLearn(t *testing.T) {
	r := judged(t, person{offered: true, said: saidBesides(map[string]any{"sums-tasks": attempt{6, 5}, "english-tasks": attempt{8, 7}, "typing-exercise": typedFast})})
	var got []string
	for i, b := range Personal(r).Blocks {
		if h, ok := b.(Heading); ok && (len(got) > 0 || h.Text == "To look at again") {
			got = append(got, fmt.Sprintf("%d %s, then %T", h.Level, h.Text, Personal(r).Blocks[i+1]))
		}
	}
	want := []string{"2 To look at again, then reports.Paragraph", "3 Eight short tasks in English, then reports.List", "3 Six short sums, then reports.List", "2 How the result is worked out, then reports.Paragraph"}
	if len(got) < len(want) || !slices.Equal(got[:len(want)], want) {
		t.Errorf("%q", got)
	}
	for name, said := range map[string]map[string]any{"all right": {"sums-tasks": attempt{6, 6}}, "unfinished": {"sums-tasks": attempt{5, 0}}, "a figure": {"sums-tasks": 3}} {
		if slices.Contains(sentences(Personal(judged(t, person{offered: true, said: saidBesides(said)}))), "To look at again") {
			t.Errorf("%s: there is something to look at again", name)
		}
	}
}

// TestEvidenceWords: an exercise of an earlier sitting is told truly, and where a claim counts all the same.
func TestEvidenceWords(t *testing.T) {
	const earlier, still = "which may be an earlier sitting of your own", "In a part that no finished exercise shows, the same answer still counts."
	for _, test := range []struct {
		name           string
		here           bool
		said           map[string]any
		earlier, still int
	}{{"none", false, nil, 0, 0}, {"here", true, map[string]any{"sums-tasks": attempt{6, 3}}, 0, 1}, {"elsewhere", false, map[string]any{"sums-tasks": attempt{6, 3}}, 1, 1}} {
		all := strings.Join(sentences(Personal(judged(t, person{offered: true, here: test.here, said: saidBesides(test.said)}))), "\n")
		if strings.Count(all, earlier) != test.earlier || strings.Count(all, still) != test.still {
			t.Errorf("%s: %s", test.name, all)
		}
	}
}
