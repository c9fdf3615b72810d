package interview

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"readiness/assess"
)

// How long exercises take besides the typing itself: there is no limit on any of this.
const (
	taskSeconds     = 35     // to read a short task and choose
	practiceSeconds = 2 * 60 // to read how to type, and a practice of a minute
)

// minutes says how long some exercises take together, rounded up.
func minutes(exercises ...*assess.Question) int {
	seconds := 0
	for _, q := range exercises {
		if q.Kind == assess.Typing {
			seconds += q.Minutes*60 + practiceSeconds
		} else {
			seconds += q.Most() * taskSeconds
		}
	}
	return (seconds + 59) / 60
}

// inMinutes says a time in words.
func inMinutes(n int) string {
	if n == 1 {
		return "about 1 minute"
	}
	return fmt.Sprintf("about %d minutes", n)
}

// unfinished gives the exercises that are still to be done, or left out.
func (d *dialogue) unfinished() []*assess.Question {
	var found []*assess.Question
	for _, q := range d.Questionnaire.Questions() {
		if q.Exercise() && d.answers.Asking(q.ID) == assess.Asked && d.answers.Of(q.ID).State != assess.Answered {
			found = append(found, q)
		}
	}
	return found
}

// foretell says what exercises do to the result, as people must know before they rate themselves.
func (d *dialogue) foretell() string {
	const still = " counts instead of your own estimate of the same skill; certificates and experience still count."
	exercises := d.unfinished()
	long := inMinutes(minutes(exercises...))
	switch one := len(exercises) == 1; {
	case one && d.Only == Exercises:
		return "This is a short exercise, " + long + ". It is your choice, and leaving it out needs no reason. Finished, it" + still
	case one:
		return "Besides the questions there is a short exercise, which shows what you can do. It is your choice, and leaving it out needs no reason. Finished, it" + still
	case d.Only == Exercises:
		return "These are short exercises, " + long + " together. Each is your choice, and leaving one out needs no reason. One that you finish" + still
	}
	return "Besides the questions there are short exercises, which show what you can do. Each is your choice, and leaving one out needs no reason. One that you finish" + still
}

// The options at the beginning.
const (
	allOfIt       = "all"
	questionsOnly = "questions"
	exercisesOnly = "exercises"
)

// choice gives the card that asks what this sitting is for; nil if that is settled.
func (d *dialogue) choice() *card {
	exercises := d.unfinished()
	if d.Only != All || len(exercises) == 0 {
		return nil
	}
	long, those := inMinutes(minutes(exercises...)), "the exercises"
	if len(exercises) == 1 {
		those = "the exercise"
	}
	all, questions := "", ""
	if len(d.answers.Replies()) == 0 {
		questions = " (" + inMinutes(d.Questionnaire.Minutes) + ")"
		all = fmt.Sprintf(" (%s, then %s more)", inMinutes(d.Questionnaire.Minutes), long)
	}
	return &card{place: "Before you begin", offered: []gesture{help, stop}, question: &assess.Question{
		Kind: assess.One, Ask: "What would you like to do?",
		Help: d.foretell() + " You can also do " + those + " another day, with your file of answers.",
		Options: []assess.Option{
			{ID: allOfIt, Say: "Questions first, then " + those + all},
			{ID: questionsOnly, Say: "Only the questions" + questions},
			{ID: exercisesOnly, Say: "Only " + those + " (" + long + ")"},
		}}}
}

// settle has the person choose what this sitting is for.
func (d *dialogue) settle(c card) error {
	_, r, err := d.put(c)
	if err != nil {
		return err
	}
	d.Only = map[any]Only{allOfIt: All, questionsOnly: Questions, exercisesOnly: Exercises}[r.Value]
	return nil
}

// The options of an exercise.
const (
	begin    = "begin"
	leaveOut = "leave" // as the gesture does
	keepIt   = "keep"  // the result, or what is begun, as it is
)

// exercise offers an exercise until it is done or left, or the person goes elsewhere: back or review.
func (d *dialogue) exercise(q *assess.Question) (gesture, error) {
	for {
		h, r, err := d.put(d.offer(q))
		switch {
		case err != nil:
			return 0, err
		case h.gesture == back, h.gesture == review:
			return h.gesture, nil
		case h.gesture == leave, r.Value == leaveOut:
			return 0, d.leave(q)
		case r.Value == keepIt:
			return 0, d.pass(q)
		}
		if q.Kind == assess.Typing {
			return 0, d.copy(q)
		}
		if g, err := d.attempt(q).run(); err != nil || g != back {
			return g, err
		}
	}
}

// offer is the card of an exercise.
func (d *dialogue) offer(q *assess.Question) card {
	held := d.answers.Of(q.ID)
	about := []string{q.Help, length(q)}
	var options []assess.Option
	switch {
	case held.State == assess.Answered:
		again := "Do it again"
		if q.Kind == assess.Tasks {
			again = "Do it again, with other tasks"
			about = append(about, "If you do it again, your result stays until you finish. If you leave before that, what you did of the new tasks is dropped.")
		}
		options = []assess.Option{{ID: keepIt, Say: "Keep the result: " + q.Say(held)}, {ID: begin, Say: again}, {ID: leaveOut, Say: "Take the result out"}}
	case held.Tasks != nil:
		about = append(about, "So far: "+q.Say(held)+". That is kept, and counts once all are done.")
		options = []assess.Option{{ID: begin, Say: "Go on"}, {ID: keepIt, Say: "Leave it unfinished"}}
	default:
		about = append(about, "You can leave it out, and need no reason: then your other answers count.")
		options = []assess.Option{{ID: begin, Say: "Begin"}, {ID: leaveOut, Say: "Leave it out"}}
		if q.Kind == assess.Typing {
			options[0].Say = "Go to it; there you can practise first"
		}
	}
	put := &assess.Question{ID: q.ID, Kind: assess.One, Ask: q.Ask, Options: options,
		Help: strings.Join(slices.DeleteFunc(about, func(line string) bool { return line == "" }), "\n")}
	c := card{question: put, heading: d.enter(q), place: d.place(q)}
	if d.before(q) != q {
		c.offered = append(c.offered, back)
	}
	if held.State != assess.Answered { // what would become of the result has to be said
		c.offered = append(c.offered, leave)
	}
	c.offered = append(c.offered, help, review, stop)
	return c
}

// length says how long an exercise takes.
func length(q *assess.Question) string {
	if q.Kind == assess.Typing {
		return fmt.Sprintf("You copy a text for %s; with reading and a practice it takes %s.", plural(q.Minutes, "minute"), inMinutes(minutes(q)))
	}
	return fmt.Sprintf("%s, %s. There is no time limit. The right answers come at the end.", plural(q.Most(), "short task"), inMinutes(minutes(q)))
}

func plural(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprintf("%d %s", n, noun)
}

// pass leaves an exercise as it is, for this sitting.
func (d *dialogue) pass(q *assess.Question) error {
	d.passed[q] = true
	held := d.answers.Of(q.ID)
	if held.State == assess.Answered {
		return d.front.Say("Your result: " + q.Say(held) + ".")
	}
	return d.front.Say("Left as it is: " + say(q, held) + ". It is not counted, and you can go on with it from the review.")
}

// leave leaves an exercise out, with its result if there is one. What is begun of tasks stays.
func (d *dialogue) leave(q *assess.Question) error {
	held := d.answers.Of(q.ID)
	if held.State != assess.Answered && held.Tasks != nil {
		return d.pass(q)
	}
	d.passed[q] = true
	if err := d.keep(assess.Reply{Question: q.ID, State: assess.NotTaken}); err != nil {
		return err
	}
	return d.front.Say("The exercise is not taken. Your other answers count.")
}

// copy has a typing exercise done. Where nothing is to be kept of it, an earlier record stays.
func (d *dialogue) copy(q *assess.Question) error {
	held := d.answers.Of(q.ID)
	var record *assess.TypingRecord
	if d.Typing != nil {
		var err error
		if record, err = d.Typing(d.front, q, held.Typing); err != nil {
			return err
		}
	}
	switch {
	case record != nil && record != held.Typing:
		if err := d.keep(assess.Reply{Question: q.ID, State: assess.Answered, Value: *record, Here: true}); err != nil {
			return err
		}
		return d.front.Say("Your result: " + q.Say(d.answers.Of(q.ID)) + ". " + counts)
	case held.State == assess.Answered:
		return d.pass(q)
	}
	return d.leave(q)
}

// counts says what a finished exercise means for the result.
const counts = "It counts in your result instead of your own estimate of the same skill. Certificates and experience still count, if they show more."

// An attempt is short tasks under way.
type attempt struct {
	*dialogue
	question *assess.Question
	drawn    []assess.Drawn
	record   assess.TasksRecord
	here     bool // all of it was done in this sitting
	another  bool // there is a result, which stays until this one is finished
}

// attempt goes on with the tasks that are begun, or draws others.
func (d *dialogue) attempt(q *assess.Question) *attempt {
	held := d.answers.Of(q.ID)
	a := &attempt{dialogue: d, question: q, here: true, another: held.State == assess.Answered}
	if held.Tasks != nil && !a.another {
		a.here, a.record = held.Here, assess.TasksRecord{Seed: held.Tasks.Seed, Chosen: maps.Clone(held.Tasks.Chosen)}
	} else {
		a.record = assess.TasksRecord{Seed: d.Seed(), Chosen: map[string]string{}}
	}
	a.drawn = q.Drawn(a.record.Seed)
	return a
}

// next is the position of the first task that is not done; -1 if all are.
func (a *attempt) next() int {
	return slices.IndexFunc(a.drawn, func(task assess.Drawn) bool { return a.record.Chosen[task.ID] == "" })
}

// run puts the tasks that are not done, and says what came of them. It gives back if the person goes back
// from the first of all, review if they go there.
func (a *attempt) run() (gesture, error) {
	for at := a.next(); at >= 0; {
		h, r, err := a.put(a.task(at))
		switch {
		case err != nil:
			return 0, err
		case h.gesture == back && at > 0:
			at--
			continue
		case h.gesture == leave:
			return 0, a.abandon()
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
		at = a.next()
	}
	return 0, a.tell()
}

// task is the card of one task. Its options are their own ids.
func (a *attempt) task(at int) card {
	task := a.drawn[at]
	put := &assess.Question{ID: a.question.ID, Kind: assess.One, Ask: task.Ask}
	for _, words := range task.Options {
		put.Options = append(put.Options, assess.Option{ID: words, Say: words})
	}
	c := card{question: put, place: fmt.Sprintf("Task %d of %d", at+1, len(a.drawn)), show: task.Show, offered: []gesture{back, leave, help, review, stop}}
	if chosen := a.record.Chosen[task.ID]; chosen != "" {
		c.earlier, c.answered, c.picked = chosen, true, []int{slices.Index(task.Options, chosen)}
	}
	return c
}

// take takes what was chosen, and has it saved: in another attempt only once all are done.
func (a *attempt) take(at int, r assess.Reply) error {
	words, ok := r.Value.(string)
	if !ok {
		return fmt.Errorf("%v is no option of a task", r.Value)
	}
	a.record.Chosen[a.drawn[at].ID] = words
	if a.another && a.next() >= 0 {
		return nil
	}
	return a.keep(assess.Reply{Question: a.question.ID, State: assess.Answered, Value: a.record, Here: a.here})
}

// abandon leaves tasks unfinished.
func (a *attempt) abandon() error {
	if a.another {
		return a.pass(a.question)
	}
	return a.leave(a.question)
}

// tell says what came of finished tasks, in the words of the report, and then what is to learn from those
// that were missed, as much as can be read at once.
func (a *attempt) tell() error {
	lessons := a.lessons()
	right, of := len(a.drawn)-len(lessons), len(a.drawn)
	low, high := assess.Wilson(right, of)
	said := []string{fmt.Sprintf("All tasks are done: %d of %d right. Your usual level is probably about %d to %d of %d.", right, of, low, high, of), counts}
	if len(lessons) > 0 {
		said = append(said, "To learn from, those that were not right:")
	}
	for {
		n := atOnce(lessons)
		for _, lesson := range lessons[:n] {
			if said != nil {
				said = append(said, "")
			}
			said = append(said, lesson)
		}
		lessons = lessons[n:]
		options := []string{"Go on", "Save and stop"}
		if len(lessons) > 0 {
			options = append(options, "Show the others")
		}
		if err := a.front.Say(said...); err != nil {
			return err
		}
		switch choice, err := a.front.Choose("What next?", options...); {
		case err != nil:
			return err
		case choice == 0:
			return nil
		case choice == 1:
			return errStopped
		}
		said = nil
	}
}

// lessons says what is to learn from each task that was done and not right.
func (a *attempt) lessons() []string {
	var lessons []string
	for _, task := range a.drawn {
		chosen := a.record.Chosen[task.ID]
		if chosen == task.Right {
			continue
		}
		lines := []string{task.Ask, "You chose: " + chosen, "Right: " + task.Right, "Why: " + task.Because, "Source: " + task.Source}
		if chosen == assess.DontKnow {
			lines[1] = "You did not know."
		}
		if task.Show != "" {
			lines = slices.Insert(lines, 0, aligned(task.Show), "")
		}
		lessons = append(lessons, strings.Join(lines, "\n"))
	}
	return lessons
}

// atOnce says how many of some texts are shown in one go: at least one, and so few that they can be read
// before they leave a small window.
func atOnce(texts []string) int {
	const most = 12 // lines, not counting those that are wrapped
	n, lines := 0, 0
	for n < len(texts) {
		lines += strings.Count(texts[n], "\n") + 1
		if n > 0 && lines > most {
			break
		}
		n++
	}
	return n
}
