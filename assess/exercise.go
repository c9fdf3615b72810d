package assess

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// # Exercises
//
// An exercise is a question that is answered by doing: kind Typing or Tasks. It is one unit, finished or
// not taken, and its evidence is measured. What is known of it is a record, TypingRecord or TasksRecord,
// or a number alone where it was measured elsewhere.

// DontKnow is what every short task offers besides its options. It is never right.
const DontKnow = "I do not know"

// Difficulties is how many levels of difficulty short tasks have: easy, middling, hard.
const Difficulties = 3

// Limits on the records of exercises: far beyond what a person does.
const (
	MaxSeed       = 999_999_999
	LeastTyping   = time.Minute // over which typing is measured; a shorter time says too little
	MostTyping    = time.Hour   // likewise; whoever takes longer has done something else as well
	MostStrokes   = 1_000_000
	fastestTyping = 400 // net words a minute; the records of the fastest are near 300
)

// An Item is one short task in the pool of an exercise of kind Tasks.
type Item struct {
	ID      string
	Level   int    // of difficulty, 1 to Difficulties
	Topic   string // what it is about, in a word; "" if that does not matter
	Ask     string
	Show    string // a text to look at; "" if none
	Right   string
	Wrong   []string
	Because string // why right is right
	Source  string // where the answer comes from
}

// A Drawn is an item as it is put to a person, its options in their order; the last is DontKnow.
type Drawn struct {
	*Item
	Options []string
}

// A TasksRecord is what was done of an exercise of kind Tasks.
type TasksRecord struct {
	Seed   int               // of the draw, 1 to MaxSeed
	Of     int               // how many tasks were drawn; 0 if that is not known
	Chosen map[string]string // the words of the option chosen, by item id; no item that is still to be done
}

// Exercise says whether the question is answered by doing.
func (q *Question) Exercise() bool { return q.Kind.Exercise() }

// Exercise says whether a question of the kind is answered by doing.
func (k Kind) Exercise() bool { return k == Typing || k == Tasks }

// Drawn gives the items that a seed draws from the pool, the easy ones first, spread over the topics: each
// is the first by lot of its level among those whose topic was drawn least so far. So the order of the
// file does not matter, nor that of an item's options there.
func (q *Question) Drawn(seed int) []Drawn {
	pool := make([]*Item, len(q.Items))
	for i := range q.Items {
		pool[i] = &q.Items[i]
	}
	byLot(pool, func(i *Item) string { return i.ID }, seed, q.ID)
	var drawn []Drawn
	topics := map[string]int{}
	for level, n := range q.Draw {
		for range n {
			at := -1
			for i, item := range pool {
				if item.Level == level+1 && (at < 0 || topics[item.Topic] < topics[pool[at].Topic]) {
					at = i
				}
			}
			item := pool[at]
			pool = slices.Delete(pool, at, at+1)
			topics[item.Topic]++
			options := append([]string{item.Right}, item.Wrong...)
			byLot(options, func(o string) string { return o }, seed, q.ID, item.ID)
			drawn = append(drawn, Drawn{item, append(options, DontKnow)})
		}
	}
	return drawn
}

// byLot puts things in the order of the SHA-256 of seed, names and key: the same on any machine.
func byLot[T any](things []T, key func(T) string, seed int, names ...string) {
	begin := strconv.Itoa(seed) + "\x00" + strings.Join(names, "\x00") + "\x00"
	lots := make(map[string][sha256.Size]byte, len(things))
	for _, t := range things {
		lots[key(t)] = sha256.Sum256([]byte(begin + key(t)))
	}
	slices.SortFunc(things, func(a, b T) int {
		x, y := lots[key(a)], lots[key(b)]
		return bytes.Compare(x[:], y[:])
	})
}

// right counts the items of a record that are right.
func (q *Question) right(r *TasksRecord) int {
	n := 0
	for _, item := range q.Items {
		if chosen, done := r.Chosen[item.ID]; done && chosen == item.Right {
			n++
		}
	}
	return n
}

// Wilson gives the Wilson interval of 68 % for right of all answers, rounded outwards to whole answers
// (Wilson, "Probable inference, the law of succession, and statistical inference", 1927). Its ends are
// where (right - k)² · all = z² · k · (all - k), with z the normal quantile of 0.84.
func Wilson(right, all int) (low, high int) {
	const squared, of = 988_946_481, 1_000_000_000 // z²
	outside := func(k int) bool { return (right-k)*(right-k)*all*of >= squared*k*(all-k) }
	for low = max(right-1, 0); !outside(low); low-- {
	}
	for high = min(right+1, all); !outside(high); high++ {
	}
	return low, high
}

// perform takes the value of a reply to an exercise into an answer.
func (q *Question) perform(r Reply, into *Answer) *refusal {
	into.Here = r.Here
	switch v := r.Value.(type) {
	case int:
		most, unit := fastestTyping, "net words a minute"
		if q.Kind == Tasks {
			most, unit = q.most, "right answers"
		}
		if v < 0 || v > most {
			return refuse(r, true, q.expects(), "%d is outside 0 to %d %s", v, most, unit)
		}
		into.Number = v
		return nil
	case TypingRecord:
		if q.Kind == Typing {
			into.Typing, into.Number = &v, v.Net().Floor()
			if p := v.refused(r); p != nil {
				return p
			}
			if v.Time < time.Duration(q.Minutes)*time.Minute {
				return refuse(r, true, "take the exercise again, or take this out", "it took %d seconds, less than the exercise's %d minutes", int(v.Time/time.Second), q.Minutes)
			}
			return nil
		}
	case TasksRecord:
		if q.Kind == Tasks {
			return q.attempt(r, v, into)
		}
	}
	return refuse(r, true, q.expects(), "this is not the kind of answer that the exercise takes")
}

// attempt takes the record of short tasks. Whatever is not drawn by its seed has no place in it.
func (q *Question) attempt(r Reply, record TasksRecord, into *Answer) *refusal {
	if record.Seed < 1 || record.Seed > MaxSeed {
		return refuse(r, false, fmt.Sprintf("write the seed of the draw, from 1 to %d", MaxSeed), "%d is no seed", record.Seed)
	}
	drawn := q.Drawn(record.Seed)
	if record.Of != 0 && record.Of != len(drawn) {
		return refuse(r, true, "take the exercise again, or take this out", "there were %d tasks, and now there are %d", record.Of, len(drawn))
	}
	var ids []string
	for _, d := range drawn {
		ids = append(ids, d.ID)
	}
	held := &TasksRecord{record.Seed, len(drawn), map[string]string{}}
	for _, id := range sorted(record.Chosen) {
		at, chosen := slices.Index(ids, id), record.Chosen[id]
		switch {
		case at < 0:
			return refuse(r, true, "take it out"+like(id, ids), "task %.60q is not one of those that the seed draws", id)
		case !slices.Contains(drawn[at].Options, chosen):
			return refuse(r, true, "write one of: "+quotedList(drawn[at].Options), "task %q has no option %.120q", id, chosen)
		}
		held.Chosen[id] = chosen
	}
	into.Tasks, into.Number = held, q.right(held)
	if len(held.Chosen) < len(drawn) {
		into.State, into.Number = NotTaken, 0
	}
	return nil
}

func quotedList(words []string) string {
	quoted := make([]string, len(words))
	for i, w := range words {
		quoted[i] = strconv.Quote(w)
	}
	return strings.Join(quoted, ", ")
}

// sorted gives the keys of a map in order.
func sorted(m map[string]string) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// refused says why a reply cannot hold such a record; nil if it can.
func (t TypingRecord) refused(r Reply) *refusal {
	seconds := func(d time.Duration) int { return int(d / time.Second) }
	for _, rule := range []struct {
		holds bool
		what  string
	}{
		{t.Passage != "" && len(t.Passage) <= MaxName, "passage is not the id of a passage"},
		{t.Time >= LeastTyping && t.Time <= MostTyping && t.Time%time.Second == 0, fmt.Sprintf("seconds is not between %d and %d", seconds(LeastTyping), seconds(MostTyping))},
		{min(t.Strokes, t.Wrong, t.Left, t.Errors) >= 0 && max(t.Strokes, t.Left) <= MostStrokes, fmt.Sprintf("strokes, wrong, left or errors is not between 0 and %d", MostStrokes)},
		{t.Wrong <= t.Strokes, "wrong is more than strokes"},
		{t.Strokes == 0 || t.Left <= t.Strokes, "left is more than strokes"},
		{t.Errors <= t.Left, "errors is more than left"},
	} {
		if !rule.holds {
			return refuse(r, false, "take the exercise again, or take this out", "%s", rule.what)
		}
	}
	if t.Net().Floor() > fastestTyping {
		return refuse(r, false, "take the exercise again, or take this out", "%d net words a minute is faster than anyone types", t.Net().Floor())
	}
	return nil
}

// earned gives the points of a finished exercise. Typing earns those of the highest level that its net
// speed reaches, or of the one below if too little of what was left standing is right.
func (q *Question) earned(a Answer) int {
	if q.Kind == Tasks {
		return a.Number
	}
	level, _ := q.level(a)
	return q.Levels[level].Points
}

// Lowered says whether a finished typing exercise counts one level lower for its accuracy.
func (q *Question) Lowered(a Answer) bool {
	_, lowered := q.level(a)
	return lowered
}

// level gives the position of the level that a finished typing exercise reaches, and whether it is one
// lower for its accuracy.
func (q *Question) level(a Answer) (at int, lowered bool) {
	net := fraction(a.Number, 1)
	if a.Typing != nil {
		net = a.Typing.Net().value()
		lowered = a.Typing.LeftAccuracy().value().compare(fraction(q.Accuracy, 1)) < 0
	}
	for at+1 < len(q.Levels) && net.compare(fraction(q.Levels[at+1].From, 1)) >= 0 {
		at++
	}
	if lowered = lowered && at > 0; lowered {
		at--
	}
	return at, lowered
}

// sayExercise gives what was done in words; "" if nothing was.
func (q *Question) sayExercise(a Answer) string {
	if e := q.exercise(a); e != nil {
		return e.say()
	}
	return ""
}

// say gives what was done in words.
func (e *Exercise) say() string {
	switch t := e.Tasks; {
	case t != nil && t.Done < t.Of:
		return fmt.Sprintf("%d of %d done, not finished", t.Done, t.Of)
	case t != nil:
		return fmt.Sprintf("%d of %d right", t.Right, t.Of)
	}
	says := fmt.Sprintf("%d net words a minute", e.Typing.Net.Shown)
	if e.Typing.Net.Shown == 1 {
		says = "1 net word a minute"
	}
	if e.Typing.LeftAccuracy != nil {
		says += fmt.Sprintf(" at %d %% accuracy", e.Typing.LeftAccuracy.Shown)
	}
	return says
}

// An Exercise is what is known of an exercise in a Result.
type Exercise struct {
	Elsewhere bool         `json:"elsewhere"` // it comes from a file or a table: nobody here saw it done
	Typing    *TypingShown `json:"typing,omitempty"`
	Tasks     *TasksShown  `json:"tasks,omitempty"`
}

// A Figure is an exact figure and what is shown of it.
type Figure struct {
	Shown int    `json:"shown"` // rounded down
	Exact string `json:"exact"` // "n/d" in lowest terms
}

// A TypingShown is a finished typing exercise: what was counted, the figures, and how they are judged.
// Where only the net speed is known, all else that was counted is 0 and the other figures are null.
type TypingShown struct {
	Passage       string  `json:"passage"` // id
	Seconds       int     `json:"seconds"`
	Strokes       int     `json:"strokes"` // as in TypingRecord, with 0 if not observed
	Wrong         int     `json:"wrong"`
	Left          int     `json:"left"`
	Errors        int     `json:"errors"`
	Net           Figure  `json:"net"`            // words a minute
	Gross         *Figure `json:"gross"`          // words a minute
	LeftAccuracy  *Figure `json:"left_accuracy"`  // percent
	TypedAccuracy *Figure `json:"typed_accuracy"` // percent; null if keystrokes were not observed
	Levels        []Level `json:"levels"`         // points by net speed
	Accuracy      int     `json:"accuracy"`       // percent of what was left below which the speed counts one level lower
	Lowered       bool    `json:"lowered"`        // it does
}

// Record gives back what was measured; nil where only the net speed is known.
func (t TypingShown) Record() *TypingRecord {
	if t.Passage == "" {
		return nil
	}
	return &TypingRecord{Passage: t.Passage, Time: time.Duration(t.Seconds) * time.Second, Strokes: t.Strokes, Wrong: t.Wrong, Left: t.Left, Errors: t.Errors}
}

// A TasksShown is what is known of short tasks, finished or not.
type TasksShown struct {
	Seed   int          `json:"seed"`  // 0 if only the number of right answers is known
	Done   int          `json:"done"`  // of Of; less than Of: not finished, and not counted
	Right  int          `json:"right"` // 0 if not finished
	Of     int          `json:"of"`
	Low    int          `json:"low"`    // a Wilson interval of 68 % about Right, in whole answers; 0 if not finished
	High   int          `json:"high"`   // likewise
	Missed []MissedItem `json:"missed"` // items finished without the right answer
}

// A MissedItem is an item to learn from.
type MissedItem struct {
	Ask     string `json:"ask"`
	Show    string `json:"show"`
	Chosen  string `json:"chosen"`
	Right   string `json:"right"`
	Because string `json:"because"`
	Source  string `json:"source"`
}

// exercise gives what is known of an exercise, without what was missed; nil if it was not begun.
func (q *Question) exercise(a Answer) *Exercise {
	switch {
	case a.State == Answered && q.Kind == Typing:
		shown := q.typingShown(a.Typing, a.Number)
		shown.Levels, shown.Accuracy, shown.Lowered = q.Levels, q.Accuracy, q.Lowered(a)
		return &Exercise{Elsewhere: !a.Here, Typing: &shown}
	case q.Kind == Tasks && (a.State == Answered || a.Tasks != nil):
		return &Exercise{Elsewhere: !a.Here, Tasks: q.tasksShown(a)}
	}
	return nil
}

// typingShown gives the figures of a record, or of a net speed alone if that is nil.
func (q *Question) typingShown(t *TypingRecord, net int) TypingShown {
	if t == nil {
		return TypingShown{Net: Figure{net, fraction(net, 1).String()}}
	}
	s := TypingShown{
		Passage: t.Passage, Seconds: int(t.Time / time.Second), Strokes: t.Strokes, Wrong: t.Wrong, Left: t.Left, Errors: t.Errors,
		Net: *t.Net().figure(), Gross: t.Gross().figure(), LeftAccuracy: t.LeftAccuracy().figure(),
	}
	if typed, observed := t.TypedAccuracy(); observed {
		s.TypedAccuracy = typed.figure()
	}
	return s
}

func (r Rate) figure() *Figure { return &Figure{r.Floor(), r.String()} }

func (q *Question) tasksShown(a Answer) *TasksShown {
	s := &TasksShown{Done: q.most, Of: q.most, Right: a.Number}
	if a.Tasks != nil {
		s.Seed = a.Tasks.Seed
		s.Done = len(a.Tasks.Chosen)
	}
	if a.State == Answered {
		s.Low, s.High = Wilson(s.Right, s.Of)
	}
	return s
}

// missed gives the items of a finished exercise that are not right, in the order in which they were put.
func (q *Question) missed(a Answer) []MissedItem {
	missed := []MissedItem{}
	if a.State != Answered || a.Tasks == nil {
		return missed
	}
	for _, d := range q.Drawn(a.Tasks.Seed) {
		if chosen := a.Tasks.Chosen[d.ID]; chosen != d.Right {
			missed = append(missed, MissedItem{d.Ask, d.Show, chosen, d.Right, d.Because, d.Source})
		}
	}
	return missed
}
