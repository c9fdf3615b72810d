package interview

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"readiness/assess"
)

// An attempt is short tasks under way.
type attempt struct {
	*dialogue
	question *assess.Question
	drawn    []assess.Drawn
	record   assess.TasksRecord
	here     bool // all of it was done in this sitting
	another  bool // there is a result, which stays until this one is finished and chosen
}

// attempt goes on with the tasks that are begun, or draws others.
func (d *dialogue) attempt(q *assess.Question) *attempt {
	if a := d.under[q]; a != nil {
		return a
	}
	held := d.answers.Of(q.ID)
	a := &attempt{dialogue: d, question: q, here: true, another: held.State == assess.Answered}
	if begun(held) {
		a.here, a.record = held.Here, assess.TasksRecord{Seed: held.Tasks.Seed, Chosen: maps.Clone(held.Tasks.Chosen)}
	} else {
		a.record = assess.TasksRecord{Seed: d.seed(q, held.Tasks), Chosen: map[string]string{}}
	}
	a.drawn = q.Drawn(a.record.Seed)
	if a.another {
		d.under[q] = a
	}
	return a
}

// draws is how many are looked at to find one with other tasks. Of a pool that is twice as large as a draw
// of two, two and two, one in 216 shares none.
const draws = 1000

// seed gives the seed of a draw: of some, the one that shares the fewest tasks with those done before, nil for none.
func (d *dialogue) seed(q *assess.Question, before *assess.TasksRecord) int {
	best := d.Seed()
	if before == nil {
		return best
	}
	fewest := shared(q, best, before)
	for n := 1; n < draws && fewest > 0; n++ {
		seed := d.Seed()
		if same := shared(q, seed, before); same < fewest {
			best, fewest = seed, same
		}
	}
	return best
}

// shared says how many of the tasks that a seed draws were done before.
func shared(q *assess.Question, seed int, before *assess.TasksRecord) int {
	n := 0
	for _, task := range q.Drawn(seed) {
		if before.Chosen[task.ID] != "" {
			n++
		}
	}
	return n
}

// next is the position of the first task that is not done; -1 if all are.
func (a *attempt) next() int {
	return slices.IndexFunc(a.drawn, func(task assess.Drawn) bool { return a.record.Chosen[task.ID] == "" })
}

// progress says how far it is.
func (a *attempt) progress() string {
	return fmt.Sprintf("%d of %d done", len(a.record.Chosen), len(a.drawn))
}

// passOver answers the first s at a task: to pass over a question is meant as often as to leave.
const passOver = `To pass over this task, choose "` + assess.DontKnow + `". To leave the whole exercise, type s again.`

// run puts the tasks that are not done, and says what came of them. It gives back if the person goes back
// from the first of all, review if they go there.
func (a *attempt) run() (gesture, error) {
	sure := false // to leave: it was said to this task before
	for at := a.next(); at >= 0; {
		h, r, err := a.put(a.task(at, sure))
		switch {
		case err != nil:
			return 0, err
		case h.gesture == leave && !sure:
			if err := a.front.complain(passOver); err != nil {
				return 0, err
			}
			sure = true
			continue
		case h.gesture == leave:
			return 0, a.abandon()
		case h.gesture == back && at > 0:
			at, sure = at-1, false
			continue
		case h.gesture == back, h.gesture == review:
			return h.gesture, nil
		case !h.keep:
			if err := a.take(at, r); err != nil {
				return 0, err
			}
		}
		if err := a.front.Say("Your answer: " + a.record.Chosen[a.drawn[at].ID]); err != nil {
			return 0, err
		}
		at, sure = a.next(), false
	}
	return 0, a.end()
}

// task is the card of one task, which may stand above already. Its options are their own ids.
func (a *attempt) task(at int, again bool) card {
	task := a.drawn[at]
	put := &assess.Question{ID: a.question.ID, Kind: assess.One, Ask: task.Ask}
	for _, words := range task.Options {
		put.Options = append(put.Options, assess.Option{ID: words, Say: words})
	}
	c := card{question: put, place: fmt.Sprintf("Task %d of %d", at+1, len(a.drawn)), show: task.Show, leaving: a.leaving(),
		offered: []gesture{back, leave, help, review, stop}, again: again}
	if chosen := a.record.Chosen[task.ID]; chosen != "" {
		c.earlier, c.answered, c.picked = chosen, true, []int{slices.Index(task.Options, chosen)}
	}
	return c
}

// leaving says what s is at a task.
func (a *attempt) leaving() leaving {
	const words, twice = "leave the exercise", "it is asked for twice, and nobody asks why; "
	switch {
	case a.another:
		return leaving{words, twice + "nothing of the new tasks is kept then, and your earlier result stays"}
	case len(a.record.Chosen) > 0:
		return leaving{words, twice + "tasks that are done are kept and not counted, and you can go on with them another time"}
	}
	return leaving{words, twice + "it is then not taken"}
}

// take takes what was chosen, and has it saved: in another attempt only when its result is chosen.
func (a *attempt) take(at int, r assess.Reply) error {
	words, ok := r.Value.(string)
	if !ok {
		return fmt.Errorf("%v is no option of a task", r.Value)
	}
	a.record.Chosen[a.drawn[at].ID] = words
	if a.another {
		a.tellUnkept()
		return nil
	}
	return a.save()
}

// save takes what is done into the answers.
func (a *attempt) save() error {
	return a.keep(assess.Reply{Question: a.question.ID, State: assess.Answered, Value: a.record, Here: a.here})
}

// abandon leaves tasks unfinished.
func (a *attempt) abandon() error {
	if a.another {
		return a.pass(a.question)
	}
	return a.leave(a.question)
}

// end says what came of finished tasks, in the words of the report, has the person choose if there was a
// result before, and says what is to learn.
func (a *attempt) end() error {
	lessons := a.lessons()
	right, of := len(a.drawn)-len(lessons), len(a.drawn)
	low, high := assess.Wilson(right, of)
	said := []string{fmt.Sprintf("All tasks are done: %d of %d right. Your usual level is probably about %d to %d of %d.", right, of, low, high, of)}
	if a.another {
		if err := a.front.Say(said...); err != nil {
			return err
		}
		if err := a.choose(fmt.Sprintf("%d of %d right", right, of)); err != nil {
			return err
		}
		said = []string{"Your result: " + a.question.Say(a.answers.Of(a.question.ID)) + "."}
	}
	return a.teach(append(said, counts), lessons)
}

// choose has the person choose between this result and the one before.
func (a *attempt) choose(result string) error {
	earlier := a.question.Say(a.answers.Of(a.question.ID))
	at, err := a.front.Choose("Which result should count?", "Keep this result: "+result, "Keep your earlier result: "+earlier)
	if err != nil {
		return err
	}
	delete(a.under, a.question)
	a.tellUnkept()
	if at == 1 {
		return nil
	}
	return a.save()
}

// lessons says what is to learn from each task that was done and not right.
func (a *attempt) lessons() [][]string {
	var lessons [][]string
	for _, task := range a.drawn {
		chosen := a.record.Chosen[task.ID]
		if chosen == task.Right {
			continue
		}
		lesson := []string{"", task.Ask, "You chose: " + chosen, "Right: " + task.Right, "Why: " + task.Because, "Source: " + task.Source}
		if chosen == assess.DontKnow {
			lesson[2] = "You did not know."
		}
		if task.Show != "" {
			shown := strings.Split(aligned(task.Show), "\n")
			lesson = slices.Insert(lesson, 1, append(shown, "")...)
		}
		lessons = append(lessons, lesson)
	}
	return lessons
}

// teach shows, after what is said first, the lessons in pages that fit the window.
func (a *attempt) teach(said []string, lessons [][]string) error {
	if len(lessons) > 0 {
		said = append(said, "To learn from, those that were not right:")
	}
	for {
		page, rest := a.page(said, lessons)
		if err := a.front.Say(page...); err != nil {
			return err
		}
		options := []string{"Go on", "Save and stop"}
		if len(rest) > 0 {
			options = append([]string{fmt.Sprintf("Show the others (%d)", len(rest))}, options...)
		}
		choice, err := a.front.Choose("What next?", options...)
		if err != nil {
			return err
		}
		switch options[choice] {
		case "Go on":
			return nil
		case "Save and stop":
			return ErrStopped
		}
		said, lessons = nil, rest
	}
}

// page gives as many lessons as fit below what is said first, and the others. One that would fill a page is
// cut, so that its rest is the first of the others.
func (a *attempt) page(said []string, lessons [][]string) (page []string, rest [][]string) {
	width, height := a.front.room()
	page = said
	used := rows(said, width)
	for i, lesson := range lessons {
		if len(page) == 0 {
			lesson = lesson[1:] // the blank line
		}
		if n := rows(lesson, width); used+n <= height {
			page, used = append(page, lesson...), used+n
			continue
		}
		if len(page) > 0 {
			return page, lessons[i:]
		}
		cut := len(lesson) - 1
		for cut > 1 && rows(lesson[:cut], width) > height {
			cut--
		}
		rest = slices.Clone(lessons[i:])
		rest[0] = append([]string{""}, lesson[cut:]...)
		return lesson[:cut], rest
	}
	return page, nil
}

// rows says how many rows lines take at a width.
func rows(lines []string, width int) int {
	n := 0
	for _, line := range lines {
		n += len(wrap(clean(line), width))
	}
	return n
}
