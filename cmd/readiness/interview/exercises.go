package interview

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"readiness/assess"
)

// How long exercises take besides the typing itself: there is no limit on any of this.
const (
	taskSeconds     = 30 // to read a short task and choose
	practiceMinutes = 2  // to read how to type, and a practice of a minute
)

// minutes says how long some exercises take together: the sum of what is said of each.
func (d *dialogue) minutes(exercises ...*assess.Question) int {
	sum := 0
	for _, q := range exercises {
		if q.Kind == assess.Typing {
			sum += q.Minutes + practiceMinutes
		} else {
			sum += (d.left(q)*taskSeconds + 59) / 60
		}
	}
	return sum
}

// left says how many of the tasks of an exercise are still to be done: of new ones if those are under way.
func (d *dialogue) left(q *assess.Question) int {
	held := d.answers.Of(q.ID)
	switch a := d.under[q]; {
	case a != nil:
		return q.Most() - len(a.record.Chosen)
	case begun(held):
		return q.Most() - len(held.Tasks.Chosen)
	}
	return q.Most()
}

// begun says whether tasks are begun and not finished.
func begun(held assess.Answer) bool { return held.State != assess.Answered && held.Tasks != nil }

// inMinutes says a time in words.
func inMinutes(n int) string { return "about " + plural(n, "minute") }

func plural(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprintf("%d %s", n, noun)
}

// unfinished gives the exercises that are still to be done, or left out.
func (d *dialogue) unfinished() []*assess.Question {
	var found []*assess.Question
	for _, q := range d.Questionnaire.Questions() {
		if q.Exercise() && d.asking(q) == assess.Asked && d.answers.Of(q.ID).State != assess.Answered {
			found = append(found, q)
		}
	}
	return found
}

// questionsOpen says whether there is an open question besides the exercises.
func (d *dialogue) questionsOpen() bool {
	open, _ := d.missing()
	return open > 0
}

// foretell says what exercises do to the result, as people must know before they rate themselves; "" if
// there is nothing to say.
func (d *dialogue) foretell() string {
	const still = " counts instead of your own estimate of the same skill; certificates and experience still count."
	exercises := d.unfinished()
	one := len(exercises) == 1
	long := inMinutes(d.minutes(exercises...))
	switch alone := d.Only == Exercises || !d.questionsOpen(); {
	case len(exercises) == 0 && d.Only == Exercises:
		return "All exercises are done. You can do one again: choose it in the review."
	case len(exercises) == 0:
		return ""
	case one && d.Only == Questions:
		return "This time there are the questions only. There is a short exercise too, which shows what you can do. It is your choice, and you can do it another day."
	case d.Only == Questions:
		return "This time there are the questions only. There are short exercises too, which show what you can do. Each is your choice, and you can do them another day."
	case one && alone:
		return "This is a short exercise, " + long + ". It is your choice, and leaving it out needs no reason. Finished, it" + still
	case one:
		return "Besides the questions there is a short exercise, which shows what you can do. It is your choice, and leaving it out needs no reason. Finished, it" + still
	case alone:
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

// choice gives the card that asks what this sitting is for; nil if that is settled, or there is no choice.
func (d *dialogue) choice() *card {
	exercises := d.unfinished()
	if d.Only != All || len(exercises) == 0 || !d.questionsOpen() {
		return nil
	}
	long, those := inMinutes(d.minutes(exercises...)), "the exercises"
	if len(exercises) == 1 {
		those = "the exercise"
	}
	all, questions := "", ""
	if len(d.answers.Replies()) == 0 {
		questions = " (" + inMinutes(d.Questionnaire.MinutesFor(d.Needs)) + ")"
		all = fmt.Sprintf(" (%s, then %s more)", inMinutes(d.Questionnaire.MinutesFor(d.Needs)), long)
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
	d.settled = true
	d.Only = map[any]Only{allOfIt: All, questionsOnly: Questions, exercisesOnly: Exercises}[r.Value]
	return nil
}

// The options of an exercise.
const (
	goOn     = "begin"
	leaveOut = "leave" // as the gesture does
	takeOut  = "out"   // with what there is of it
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
		case r.Value == takeOut:
			return 0, d.takeOut(q)
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
	about, options := d.options(q)
	put := &assess.Question{ID: q.ID, Kind: assess.One, Ask: q.Ask, Options: options,
		Help: strings.Join(slices.DeleteFunc(about, func(line string) bool { return line == "" }), "\n")}
	c := card{question: put, heading: d.enter(q), place: d.place(q), leaving: d.leaving(q)}
	if d.before(q) != q {
		c.offered = append(c.offered, back)
	}
	if d.answers.Of(q.ID).State != assess.Answered { // what would become of the result has to be said
		c.offered = append(c.offered, leave)
	}
	c.offered = append(c.offered, help, review, stop)
	return c
}

// options gives what is said about an exercise, and what can be done with it.
func (d *dialogue) options(q *assess.Question) (about []string, options []assess.Option) {
	held, under := d.answers.Of(q.ID), d.under[q]
	about = []string{q.Help, d.length(q)}
	if q.Kind == assess.Typing {
		about = append(about, d.TypingNote)
	}
	choose := func(id, say string) { options = append(options, assess.Option{ID: id, Say: say}) }
	switch result := "Keep the result: " + q.Say(held); {
	case under != nil:
		about = append(about, "If you stop before the end, nothing of the new tasks is kept.")
		choose(goOn, "Go on with the new tasks ("+under.progress()+")")
		choose(keepIt, result)
		choose(takeOut, "Take the result out")
	case held.State == assess.Answered:
		again := "Do it again"
		if q.Kind == assess.Tasks {
			again = "Do it again, with other tasks"
			about = append(about, "If you do it again, you choose at the end which result to keep. If you stop before that, nothing of the new tasks is kept.")
		}
		choose(keepIt, result)
		choose(goOn, again)
		choose(takeOut, "Take the result out")
	case held.Tasks != nil:
		about = append(about, "So far: "+q.Say(held)+". That is kept, and counts once all are done.")
		choose(goOn, "Go on")
		choose(keepIt, "Leave it unfinished")
		choose(takeOut, "Take it out")
	default:
		about = append(about, "You can leave it out, and need no reason"+d.others(q, ": then your other answers count")+".")
		begin := "Begin"
		if q.Kind == assess.Typing {
			begin = "Go to it; there you can practise first"
		}
		choose(goOn, begin)
		choose(leaveOut, "Leave it out")
	}
	return about, options
}

// others gives words that hold where something besides an exercise is answered, else "".
func (d *dialogue) others(q *assess.Question, words string) string {
	if slices.ContainsFunc(d.answers.Replies(), func(r assess.Reply) bool { return r.Question != q.ID && r.State == assess.Answered }) {
		return words
	}
	return ""
}

// length says how long an exercise takes.
func (d *dialogue) length(q *assess.Question) string {
	long := inMinutes(d.minutes(q))
	if q.Kind == assess.Typing {
		return fmt.Sprintf("You copy a text for %s; with reading and a practice it takes %s.", plural(q.Minutes, "minute"), long)
	}
	tasks := plural(q.Most(), "short task")
	if left := d.left(q); left < q.Most() {
		tasks = fmt.Sprintf("%d of %s to do", left, tasks)
	}
	return tasks + ", " + long + ". There is no time limit. The right answers come at the end."
}

// leaving says what s is at the card of an exercise.
func (d *dialogue) leaving(q *assess.Question) leaving {
	if begun(d.answers.Of(q.ID)) {
		return leaving{"leave it unfinished", "nobody asks why; what you did is kept and not counted, and you can go on with it another time"}
	}
	return leaving{leave.words(), "nobody asks why" + d.others(q, "; your other answers count")}
}

// pass leaves an exercise as it is, for this sitting, without new tasks that are under way.
func (d *dialogue) pass(q *assess.Question) error {
	d.passed[q] = true
	held := d.answers.Of(q.ID)
	switch lost := d.drop(q); {
	case lost != "":
		return d.front.Say(lost)
	case held.State == assess.Answered:
		return d.front.Say("Your result: " + q.Say(held) + ".")
	}
	return d.front.Say("Left as it is: " + say(q, held) + ". It is not counted, and you can go on with it from the review.")
}

// leave leaves an exercise out. What is begun of tasks stays.
func (d *dialogue) leave(q *assess.Question) error {
	if begun(d.answers.Of(q.ID)) {
		return d.pass(q)
	}
	return d.takeOut(q)
}

// takeOut leaves an exercise out, with what there is of it.
func (d *dialogue) takeOut(q *assess.Question) error {
	d.passed[q] = true
	d.drop(q)
	if err := d.keep(assess.Reply{Question: q.ID, State: assess.NotTaken}); err != nil {
		return err
	}
	return d.front.Say("The exercise is not taken." + d.others(q, " Your other answers count."))
}

// copy has a typing exercise done. Where nothing is to be kept of it, an earlier result stays.
func (d *dialogue) copy(q *assess.Question) error {
	held := d.answers.Of(q.ID)
	record, err := d.typed(q, held)
	stopped := errors.Is(err, ErrStopped)
	if err != nil && !stopped {
		return err
	}
	if record != nil {
		if err := d.keep(assess.Reply{Question: q.ID, State: assess.Answered, Value: *record, Here: true}); err != nil {
			return err
		}
	}
	switch {
	case stopped:
		return err
	case record != nil:
		return d.front.Say("Your result: " + q.Say(d.answers.Of(q.ID)) + ". " + counts)
	case held.State == assess.Answered:
		return d.pass(q)
	}
	return d.leave(q)
}

// typed has a text copied. What would be lost meanwhile is told; it is lost after an error other than ErrStopped.
func (d *dialogue) typed(q *assess.Question, held assess.Answer) (*assess.TypingRecord, error) {
	if d.Typing == nil {
		return nil, nil
	}
	d.copying = q
	d.tellUnkept()
	record, err := d.Typing(d.front, q, held)
	if err == nil || errors.Is(err, ErrStopped) {
		d.copying = nil
		d.tellUnkept()
	}
	return record, err
}

// counts says what a finished exercise means for the result.
const counts = "It counts in your result instead of your own estimate of the same skill. Certificates and experience still count, if they show more."

// drop drops new tasks that are under way, and says so in words; "" if nothing was done of them.
func (d *dialogue) drop(q *assess.Question) string {
	lost := d.lost(q)
	delete(d.under, q)
	d.tellUnkept()
	return lost
}

// lost says what is lost if new tasks that are under way end here; "" if there is nothing.
func (d *dialogue) lost(q *assess.Question) string {
	a := d.under[q]
	if a == nil || len(a.record.Chosen) == 0 {
		return ""
	}
	end := "were not finished, and nothing of them is kept"
	if a.next() < 0 {
		end = "were finished, but their result was not chosen, and is not kept"
	}
	return fmt.Sprintf("The new tasks (%q) %s; your earlier result stays: %s.", q.Ask, end, q.Say(d.answers.Of(q.ID)))
}

// tellUnkept tells whoever runs the dialogue what would be lost if it ended now.
func (d *dialogue) tellUnkept() {
	if d.Unkept == nil {
		return
	}
	var words []string
	if q := d.copying; q != nil {
		lost := "The typing exercise was not finished, or its result not chosen, so nothing of it is kept"
		if held := d.answers.Of(q.ID); held.State == assess.Answered {
			words = append(words, lost+"; your earlier result stays: "+q.Say(held)+".")
		} else {
			words = append(words, lost+". You can take it another time.")
		}
	}
	d.Unkept(append(words, d.allLost()...))
}

// allLost is lost of all exercises.
func (d *dialogue) allLost() []string {
	var words []string
	for _, q := range d.Questionnaire.Questions() {
		if lost := d.lost(q); lost != "" {
			words = append(words, lost)
		}
	}
	return words
}
