package questionnaires

import (
	"strings"
	"testing"

	"readiness/assess"
)

// builtinTasks gives the exercises of short tasks in the built-in questionnaires.
func builtinTasks(t *testing.T) []*assess.Question {
	t.Helper()
	var all []*assess.Question
	for _, id := range Questionnaires() {
		name, src, err := Builtin(id)
		if err != nil {
			t.Fatal(err)
		}
		q, err := ParseQuestionnaire(name, src)
		if err != nil {
			t.Fatal(err)
		}
		for _, question := range q.Questions() {
			if question.Kind == assess.Tasks {
				all = append(all, question)
			}
		}
	}
	if len(all) == 0 {
		t.Fatal("there are none")
	}
	return all
}

// TestDrawsCover: every draw from a pool has its number of tasks of each difficulty, rising, and is about every
// topic; every item is drawn by some seed, and hardly any second try is the same.
func TestDrawsCover(t *testing.T) {
	const seeds = 500
	for _, q := range builtinTasks(t) {
		drawn, draws := map[string]bool{}, map[string]bool{}
		for seed := 1; seed <= seeds; seed++ {
			levels, topics, ids := [assess.Difficulties]int{}, map[string]bool{}, ""
			last := 0
			for _, d := range q.Drawn(seed) {
				if d.Level < last {
					t.Errorf("%s, seed %d: level %d after %d", q.ID, seed, d.Level, last)
				}
				last = d.Level
				levels[d.Level-1]++
				drawn[d.ID], topics[d.Topic] = true, true
				ids += d.ID + " "
			}
			if levels != q.Draw {
				t.Errorf("%s, seed %d: draws %v of each level, not %v", q.ID, seed, levels, q.Draw)
			}
			for _, i := range q.Items {
				if !topics[i.Topic] {
					t.Fatalf("%s, seed %d: nothing about %s", q.ID, seed, i.Topic)
				}
			}
			draws[ids] = true
		}
		if len(drawn) != len(q.Items) {
			t.Errorf("%s: %d of %d items are drawn", q.ID, len(drawn), len(q.Items))
		}
		if len(draws) < seeds*9/10 {
			t.Errorf("%s: %d seeds give %d draws", q.ID, seeds, len(draws))
		}
	}
}

// TestItemsArePlain: items can be read aloud and on any terminal, by a reader of 14 years. That age is about grade 9
// of Flesch and Kincaid (1975); the tested words themselves may be harder, so it is held for each exercise as a
// whole, and loosely for each item.
func TestItemsArePlain(t *testing.T) {
	for _, q := range builtinTasks(t) {
		var all strings.Builder
		for _, i := range q.Items {
			whole := strings.Join(append([]string{i.Ask, i.Show, i.Right, i.Because}, i.Wrong...), ". ")
			if at := strings.IndexFunc(whole+i.Source, func(r rune) bool { return r != '£' && r != '\n' && (r < ' ' || r > '~') }); at >= 0 {
				t.Errorf("%s, %s: %q", q.ID, i.ID, (whole + i.Source)[at:])
			}
			read := i.Ask + " " + i.Because
			if g := grade(read); g > 12 {
				t.Errorf("%s, %s: grade %.1f: %s", q.ID, i.ID, g, read)
			}
			all.WriteString(read + " ")
		}
		if g := grade(all.String()); g > 8 {
			t.Errorf("%s: grade %.1f", q.ID, g)
		}
	}
}

// TestRightOptionDoesNotStandOut: whoever picks the longest or the shortest option is not right more often than by
// chance would be.
func TestRightOptionDoesNotStandOut(t *testing.T) {
	for _, q := range builtinTasks(t) {
		longest, shortest, chance := 0, 0, 0.0
		for _, i := range q.Items {
			isLongest, isShortest := true, true
			for _, w := range i.Wrong {
				isLongest = isLongest && len(i.Right) > len(w)
				isShortest = isShortest && len(i.Right) < len(w)
			}
			if isLongest {
				longest++
			}
			if isShortest {
				shortest++
			}
			chance += 1 / float64(len(i.Wrong)+1)
		}
		if most := chance * 1.2; float64(longest) > most || float64(shortest) > most {
			t.Errorf("%s: of %d items %d are right with the longest option and %d with the shortest; chance is %.1f", q.ID, len(q.Items), longest, shortest, chance)
		}
	}
}

// grade is the reading grade of Flesch and Kincaid.
func grade(text string) float64 {
	sentences := 0
	words := strings.Fields(text)
	for _, w := range words {
		if strings.ContainsAny(w[len(w)-1:], ".?:") {
			sentences++
		}
	}
	return 0.39*float64(len(words))/float64(max(sentences, 1)) + 11.8*syllablesAWord(text) - 15.59
}
