package questionnaires

import (
	"fmt"
	"slices"

	"readiness/assess"
)

// The keys that say how one gets to an answer.
const (
	weeksKey = "reach_weeks" // of an option or a level
	reachKey = "reach"       // of a question

	reachExample = `reach = { where = "a college", source = "Ours" }`
)

// taskLevels are the levels of an exercise of short tasks. A right answer earns a point without them: they
// only say how long so many take.
var taskLevels = rows{"levels", "level", "levels = [ { from = 4, reach_weeks = 8 }, { from = 6, reach_weeks = 20 } ]", 0, maxLevels}

// timed is an answer, by the table of its option or level, with what it earns and how many weeks it takes
// to get there; 0: nobody says.
type timed struct {
	*table
	earns, weeks int
}

// readWeeks reads how many weeks it takes to get to an answer; 0 if the file does not say. A way must end
// in something that shows it, and that is worth something.
func readWeeks(row *table, evidence assess.Evidence, points int) int {
	if !row.has(weeksKey) {
		return 0
	}
	weeks := row.whole(weeksKey, 1, maxWeeks)
	switch at := row.place.children[weeksKey].key; {
	case !row.sound():
	case evidence == assess.Claimed:
		row.faultIn(at, "take it out: only what is documented or measured can be shown to be reached", "%q does not go with evidence = %q", weeksKey, evidence)
	case points == 0:
		row.faultIn(at, "take it out, or give points to this answer", "%s is %d, but an answer that earns 0 points is nothing to work for", weeksKey, weeks)
	default:
		return weeks
	}
	return 0
}

// checkRise: of two answers that take weeks, the one that earns more takes more. Otherwise nobody would work
// for the lesser one.
func checkRise(t *table, all []timed) {
	if !t.sound() {
		return
	}
	all = slices.DeleteFunc(all, func(a timed) bool { return a.weeks == 0 })
	for i, a := range all {
		for _, b := range all[:i] {
			switch {
			case a.earns > b.earns && a.weeks <= b.weeks:
				a.wrong(weeksKey, fmt.Sprintf("write more than %d, or fewer weeks there", b.weeks), "%s is %d, but %s, which earns less, takes %d", weeksKey, a.weeks, b.ownName(), b.weeks)
			case a.earns < b.earns && a.weeks >= b.weeks:
				a.wrong(weeksKey, fmt.Sprintf("write fewer than %d, or more weeks there", b.weeks), "%s is %d, but %s, which earns more, takes %d", weeksKey, a.weeks, b.ownName(), b.weeks)
			default:
				continue
			}
			break
		}
	}
}

// readTaskLevels reads from how many right answers on it takes how many weeks.
func readTaskLevels(t *table, q *assess.Question) {
	drawn := q.Most()
	if slices.Contains(q.Draw[:], 0) || drawn < leastDraw || drawn > mostDraw {
		drawn = mostDraw // what is wrong with the draw is noted there
	}
	var all []timed
	for i, row := range t.each(taskLevels) {
		row.foreign, row.kind = []string{"points"}, t.kind
		l := assess.Level{From: row.whole("from", 1, drawn), Weeks: row.whole(weeksKey, 1, maxWeeks)}
		if row.sound() && i > 0 && len(q.Levels) == i && l.From <= q.Levels[i-1].From {
			row.wrong("from", "write the levels in rising order", "from is %d, not above the level before, which is from %d", l.From, q.Levels[i-1].From)
		}
		q.Levels, all = append(q.Levels, l), append(all, timed{row, l.From, l.Weeks})
	}
	checkRise(t, all)
}

// readReach reads how one gets to the answers of a question that take weeks.
func readReach(t *table, q *assess.Question) {
	takesWeeks := slices.ContainsFunc(q.Options, func(o assess.Option) bool { return o.Weeks > 0 }) ||
		slices.ContainsFunc(q.Levels, func(l assess.Level) bool { return l.Weeks > 0 })
	if !t.has(reachKey) {
		if takesWeeks {
			t.missing = append(t.missing, absent{reachKey, reachExample})
		}
		return
	}
	sound := t.sound()
	in, ok := t.innerLike(reachKey, reachExample)
	if !ok {
		return
	}
	q.Reach = assess.Reach{Where: in.prose("where", maxWhere), Source: in.prose("source", maxSource)}
	if q.Kind == assess.One || q.Kind == assess.Many {
		in.foreign, in.kind = []string{"name"}, t.kind
	} else if in.has("name") {
		q.Reach.Name = in.text("name", maxTitle)
	}
	in.close()
	if sound && !takesWeeks {
		t.faultIn(t.place.children[reachKey].key, fmt.Sprintf("give %s to the answers that one can work for, or take it out", weeksKey), "%q is of no use, as no answer has %s", reachKey, weeksKey)
	}
}
