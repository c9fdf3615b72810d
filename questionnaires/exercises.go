package questionnaires

import (
	"fmt"
	"strings"

	"readiness/assess"
)

// pool is the tables of the short tasks of an exercise.
var pool = rows{"item", "item", "[[section.question.item]]", 1, maxTasks}

// notForExercises are the keys that an exercise does not take although other questions do, in the order
// in which they are looked at, each with its remedy.
var notForExercises = []struct{ key, fix string }{
	{"evidence", "take it out: what an exercise shows is always measured"},
	{conditions.key, "take it out: an exercise is offered to everyone, and anyone can leave it out"},
	{"may_not_apply", "take it out: anyone can leave an exercise out, and gives no reason"},
}

// readExercise reads what only a question of kind typing or tasks has.
func readExercise(t *table, q *assess.Question) {
	for _, not := range notForExercises {
		if t.has(not.key) {
			t.faultIn(t.place.children[not.key].key, not.fix, "%q does not go with an exercise", not.key)
		}
	}
	q.Evidence, q.MayNotApply = assess.Measured, ""
	if q.Kind == assess.Typing {
		readTypingExercise(t, q)
	} else {
		readTasksExercise(t, q)
	}
}

func readTypingExercise(t *table, q *assess.Question) {
	q.Minutes = usualTyping
	if t.has("minutes") {
		q.Minutes = t.whole("minutes", 1, maxTyping)
	}
	q.Accuracy = t.whole("accuracy", 1, 100)
	sound := true
	var all []timed
	for i, row := range t.each(levels) {
		l := assess.Level{From: row.whole("from", 0, maxNet), Points: row.whole("points", 0, maxPoints)}
		if sound = sound && row.sound() && len(q.Levels) == i; sound {
			checkTypingLevel(row, q.Levels, i, l)
		}
		l.Weeks = readWeeks(row, q.Evidence, l.Points)
		q.Levels, all = append(q.Levels, l), append(all, timed{row, l.Points, l.Weeks})
	}
	checkRise(t, all)
	if t.sound() && q.Most() == 0 {
		t.wrong(levels.key, "give points to the higher levels", "every level earns 0 points")
	}
}

// checkTypingLevel: the first level is from 0 and earns nothing, and each later one is from more words a
// minute than the one before, and earns no less: whoever types faster is never worse off.
func checkTypingLevel(row *table, before []assess.Level, i int, l assess.Level) {
	if i == 0 {
		if l.From != 0 {
			row.wrong("from", "write from = 0", "from is %d, but the first level is from 0 words a minute", l.From)
		}
		if l.Points != 0 {
			row.wrong("points", "write points = 0", "points is %d, but the first level earns 0", l.Points)
		}
		return
	}
	last := before[i-1]
	if l.From <= last.From {
		row.wrong("from", "write the levels in rising order", "from is %d, not above the level before, which is from %d", l.From, last.From)
	}
	if l.Points < last.Points {
		row.wrong("points", fmt.Sprintf("write at least %d", last.Points), "points is %d, less than a slower person earns, which is %d", l.Points, last.Points)
	}
}

func readTasksExercise(t *table, q *assess.Question) {
	readDraw(t, q)
	readTaskLevels(t, q)
	seen, counts := map[string]bool{}, [assess.Difficulties]int{}
	for _, row := range t.each(pool) {
		item := readItem(row)
		if item.ID != "" {
			row.once(seen, row.place.at("id"), ownID, "the item id", item.ID)
		}
		if item.Level > 0 {
			counts[item.Level-1]++
		}
		q.Items = append(q.Items, item)
		if row.sound() && (item.Topic == "") != (q.Items[0].Topic == "") {
			row.faultIn(row.place.value, "give every item a topic, or none", "some items have a topic, and some have none")
		}
	}
	if !t.sound() {
		return
	}
	for i, draws := range q.Draw {
		if counts[i] < 2*draws {
			t.wrong("draw", fmt.Sprintf("add items with level = %d, or draw fewer, so that a second try is not the same", i+1),
				"draw takes %d items of level %d, so at least %d are needed; there are %d", draws, i+1, 2*draws, counts[i])
		}
	}
}

// readDraw reads how many items of each level are drawn.
func readDraw(t *table, q *assess.Question) {
	const a, more = "a list of three whole numbers", " such as [3, 3, 2]: how many items of level 1, 2 and 3 are drawn"
	list, ok := take[[]any](t, "draw", a, func() string { return more })
	if !ok {
		return
	}
	if len(list) != assess.Difficulties {
		t.wrong("draw", "write "+a+more, "draw has %s, not %d", items(len(list)), assess.Difficulties)
		return
	}
	all := 0
	for i, v := range list {
		n, ok := v.(int64)
		switch {
		case !ok:
			t.faultIn(t.place.item("draw", i), "write "+a+more, "an item of \"draw\" is %s, not a whole number", aKind(v))
		case n < 1 || n > mostDraw:
			t.faultIn(t.place.item("draw", i), fmt.Sprintf("write a whole number from 1 to %d", mostDraw), "draw takes %d items of level %d", n, i+1)
		default:
			q.Draw[i] = int(n)
			all += int(n)
		}
	}
	if t.sound() && (all < leastDraw || all > mostDraw) {
		t.wrong("draw", fmt.Sprintf("write three numbers that make %d to %d together", leastDraw, mostDraw), "draw takes %s in all", items(all))
	}
}

// readItem reads a short task.
func readItem(t *table) assess.Item {
	item := assess.Item{
		ID: t.id("id"), Level: t.whole("level", 1, assess.Difficulties), Ask: t.text("ask", maxAsk),
		Right: t.text("right", maxSay), Because: t.prose("because", maxBecause), Source: t.prose("source", maxAnswer),
	}
	if t.has("topic") {
		item.Topic = t.id("topic")
	}
	if t.has("show") {
		item.Show = t.lines("show", maxShow)
	}
	seen := map[string]string{} // what was written, by how it reads
	if item.Right != "" {
		checkOption(t, t.place.at("right"), seen, "right", item.Right)
	}
	item.Wrong = t.texts("wrong", "options", maxWrong, func(at int, s string) bool {
		return t.proper(at, "an option", s, maxSay) && checkOption(t, at, seen, "an option", s)
	})
	return item
}

// checkOption: no two options of a short task read alike, on a screen or aloud, and none reads like what
// the program itself offers.
func checkOption(t *table, at int, seen map[string]string, name, s string) bool {
	reads := asRead(s)
	first, twice := seen[reads]
	seen[reads] = s
	switch {
	case reads == asRead(assess.DontKnow):
		t.faultIn(at, "write another option: the program offers this one itself", "%s is %q", name, s)
	case twice:
		t.faultIn(at, "write options that differ in more than spaces and capitals", "the options %q and %q read alike", first, s)
	default:
		return true
	}
	return false
}

// asRead gives a text as a reader tells it from another: spaces and capitals aside.
func asRead(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }
