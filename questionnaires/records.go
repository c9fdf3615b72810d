package questionnaires

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"readiness/assess"
)

// readTyping reads the keys of a typing exercise that was done, as typingKeys writes them.
func readTyping(t *table) assess.TypingRecord {
	number := func(key string) int { return t.whole(key, 0, assess.MostStrokes) }
	r := assess.TypingRecord{Passage: t.id("passage")}
	r.Time = time.Duration(t.whole("seconds", int(assess.LeastTyping/time.Second), int(assess.MostTyping/time.Second))) * time.Second
	r.Strokes, r.Wrong, r.Left, r.Errors = number("strokes"), number("wrong"), number("left"), number("errors")
	if !t.sound() {
		return r
	}
	for _, rule := range []struct {
		less, more string
		holds      bool
	}{
		{"wrong", "strokes", r.Wrong <= r.Strokes},
		{"left", "strokes", r.Left <= r.Strokes || r.Strokes == 0},
		{"errors", "left", r.Errors <= r.Left},
	} {
		if !rule.holds {
			t.wrong(rule.less, fmt.Sprintf("write at most as many as %s", rule.more), "%s is more than %s", rule.less, rule.more)
		}
	}
	return r
}

// typingKeys gives the keys of a typing exercise that was done as lines of TOML, each with what it means.
func typingKeys(r assess.TypingRecord) string {
	var b strings.Builder
	fmt.Fprintf(&b, "passage = %s # the text that was copied\n", quoted(r.Passage))
	for _, key := range []struct {
		name  string
		n     int
		means string
	}{
		{"seconds", int(r.Time / time.Second), "for how long"},
		{"strokes", r.Strokes, "characters typed, also those taken back; 0: they were not counted"},
		{"wrong", r.Wrong, "how many of these were wrong when they were typed"},
		{"left", r.Left, "characters that stood there in the end"},
		{"errors", r.Errors, "mistakes in these, counted as words of 5 characters"},
	} {
		fmt.Fprintf(&b, "%-7s = %d # %s\n", key.name, key.n, key.means)
	}
	return b.String()
}

// readTasks reads the keys of short tasks that were done, as tasksKeys writes them. Whether they fit the
// questionnaire, NewAnswers judges.
func readTasks(t *table) assess.TasksRecord {
	r := assess.TasksRecord{Seed: t.whole("seed", 1, assess.MaxSeed), Chosen: map[string]string{}}
	if t.has("of") {
		r.Of = t.whole("of", 1, maxTasks)
	}
	if !t.has("chosen") {
		return r
	}
	chosen, ok := t.inner("chosen")
	if !ok {
		return r
	}
	chosen.outer = t
	for _, id := range chosen.place.keys {
		r.Chosen[id], _ = take[string](chosen, id, "a text", func() string { return " in quotes: the words of the option that was chosen" })
	}
	return r
}

// tasksKeys gives the keys of short tasks that were done as lines of TOML. name is that of their table.
func tasksKeys(name string, q *assess.Question, r assess.TasksRecord) string {
	var b strings.Builder
	fmt.Fprintf(&b, "seed = %d # says which of the tasks were put, and in which order\nof   = %d # how many were put\n", r.Seed, q.Most())
	if len(r.Chosen) > 0 {
		fmt.Fprintf(&b, "\n[%s.chosen]\n", name)
	}
	for _, d := range q.Drawn(r.Seed) {
		if chosen, done := r.Chosen[d.ID]; done {
			fmt.Fprintf(&b, "\n# %s\n%s = %s\n", comment(shown(d.Ask)), d.ID, quoted(chosen))
		}
	}
	return b.String()
}

// readRecord reads what was done of an exercise that a table of answers holds in a table of its own; not
// ok if something is wrong with it, which is noted. An exercise may have had another kind in another
// version of the questionnaire, so the keys tell which record it is, and the exercise only if they do not.
func readRecord(t *table, q *assess.Question) (value any, at assess.Pos, ok bool) {
	in, _ := t.inner(q.ID)
	in.what, in.outer = fmt.Sprintf("%q", q.ID), t.outer
	_, drawn := in.data["seed"]
	_, copied := in.data["passage"]
	at = t.pos(in.place.value)
	if drawn || q.Kind == assess.Tasks && !copied {
		r := readTasks(in)
		value = r
		if q.Kind == assess.Tasks {
			at = placeOfTasks(in, q, r, at)
		}
	} else {
		value = readTyping(in)
	}
	in.close()
	return value, at, len(in.problems) == in.mark
}

// placeOfTasks gives the place of the first task in a record that does not fit the exercise, in the order
// in which NewAnswers looks at them; that of the record if all fit.
func placeOfTasks(t *table, q *assess.Question, r assess.TasksRecord, record assess.Pos) assess.Pos {
	options := map[string][]string{}
	for _, d := range q.Drawn(r.Seed) {
		options[d.ID] = d.Options
	}
	for _, id := range slices.Sorted(maps.Keys(r.Chosen)) {
		key := t.place.children["chosen"].children[id]
		switch {
		case options[id] == nil:
			return t.pos(key.key)
		case !slices.Contains(options[id], r.Chosen[id]):
			return t.pos(key.value)
		}
	}
	return record
}
