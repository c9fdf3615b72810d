package interview

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"readiness/assess"
)

// A dialogue is an interview under way. It knows the answers, where it was last, and what became of exercises.
type dialogue struct {
	Interview
	front   Front
	needs   map[*assess.Question]bool // what is asked at all
	answers *assess.Answers
	section *assess.Section               // whose beginning was said last
	at      *assess.Question              // put last; nil before the first
	passed  map[*assess.Question]bool     // exercises that were left, finished or not
	under   map[*assess.Question]*attempt // new tasks under way where there is a result
	copying *assess.Question              // the typing exercise under way; nil if none is
	settled bool                          // the person chose what this sitting is for
}

// run asks until the person or the input ends it. It never gives nil.
func (d *dialogue) run() error {
	if err := d.begin(); err != nil {
		return err
	}
	next := d.open(nil)
	for {
		var err error
		if next == nil {
			next, err = d.review()
		} else {
			next, err = d.visit(next)
		}
		if err != nil {
			return err
		}
	}
}

// begin shows the welcome, and what became of an earlier sitting, and settles what is gone through.
func (d *dialogue) begin() error {
	said := slices.Clone(d.Welcome)
	for _, p := range d.answers.LeftOut() {
		said = append(said, "Left out, as the questions have changed since: "+p.What+".")
	}
	d.Sitting.Version = "" // from here on the answers are to the present questions
	choice := d.choice()
	if n := len(d.answers.Replies()); n > 0 {
		earlier := fmt.Sprintf("Your earlier replies are here (%d).", n)
		if next := d.open(nil); next != nil && choice == nil {
			earlier += " We go on with the first " + noun(next) + " that is open."
		}
		said = append(said, earlier)
	}
	if words := d.foretell(); choice == nil && words != "" {
		said = append(said, words)
	}
	if len(said) > 0 {
		if err := d.front.Say(said...); err != nil {
			return err
		}
	}
	switch {
	case choice != nil:
		return d.settle(*choice)
	case len(d.Welcome) > 0:
		return d.front.begin()
	}
	return nil
}

// visit puts a question and gives the one to put next, nil for the review.
func (d *dialogue) visit(q *assess.Question) (*assess.Question, error) {
	g, err := d.ask(q)
	switch {
	case err != nil:
		return nil, err
	case g == back:
		return d.before(q), nil
	case g == review:
		return nil, nil
	}
	return d.open(q), nil
}

// ask puts a question or an exercise until it has a reply, or the person goes elsewhere: back or review.
func (d *dialogue) ask(q *assess.Question) (gesture, error) {
	d.at = q
	if q.Exercise() {
		return d.exercise(q)
	}
	h, r, err := d.put(d.card(q))
	switch {
	case err != nil:
		return 0, err
	case h.gesture == back, h.gesture == review:
		return h.gesture, nil
	case h.keep:
		return 0, d.echo(q)
	}
	return 0, d.record(r)
}

// put puts a card until something is said to it that can be taken: a reply, that the earlier one stands,
// or a gesture that leads elsewhere.
func (d *dialogue) put(c card) (heard, assess.Reply, error) {
	for {
		h, err := d.front.put(c)
		if err != nil {
			return h, assess.Reply{}, err
		}
		h.gesture = h.gesture.meant(c.offered)
		reply, complaint := reply(c, h)
		switch {
		case complaint != "":
			if h.gesture == 0 {
				c.picked, c.draft = h.picked, h.line
			}
		case h.gesture == stop:
			return h, reply, ErrStopped
		case h.gesture == help:
			complaint = strings.Join(meanings(c.offered, c.leaving), "\n")
		default:
			return h, reply, nil
		}
		if err := d.front.complain(complaint); err != nil {
			return h, reply, err
		}
		if h.gesture != 0 && h.picked != nil {
			c.picked = h.picked // ticked, but not chosen yet
		}
		c.again = true
	}
}

// reply gives the reply that a person made to a card, or why there is none.
func reply(c card, h heard) (assess.Reply, string) {
	r := assess.Reply{Question: c.question.ID}
	switch {
	case h.complaint != "":
		return r, h.complaint
	case h.gesture != 0 && !slices.Contains(c.offered, h.gesture):
		return r, notOffered(h.gesture)
	case h.gesture == skip:
		r.State = assess.Skipped
	case h.gesture == leave:
		r.State = assess.NotTaken
	case h.gesture == prefer:
		r.State = assess.PreferNotToSay
	case h.gesture == apply:
		r.State = assess.NotApplicable
	case h.gesture != 0 || h.keep:
	default:
		var complaint string
		r.State = assess.Answered
		r.Value, complaint = read(c.question, h)
		return r, complaint
	}
	return r, ""
}

// record takes a reply into the answers, and says which other answers no longer count.
func (d *dialogue) record(r assess.Reply) error {
	before := d.answers
	if err := d.keep(r); err != nil {
		return err
	}
	if err := d.echo(d.Questionnaire.Question(r.Question)); err != nil {
		return err
	}
	return d.tellKept(before)
}

// keep makes the answers anew with a reply, in the place of an earlier one, and has them saved.
func (d *dialogue) keep(r assess.Reply) error {
	replies := slices.DeleteFunc(d.answers.Replies(), func(old assess.Reply) bool { return old.Question == r.Question })
	after, err := assess.NewAnswers(d.Questionnaire, d.Sitting, append(replies, r))
	if err != nil {
		return err
	}
	d.answers = after
	if d.Save == nil {
		return nil
	}
	return d.Save(after)
}

// echo shows the answer to a question, unless it stands there as it was typed.
func (d *dialogue) echo(q *assess.Question) error {
	held := d.answers.Of(q.ID)
	if held.State == assess.Answered && q.Options == nil {
		return nil
	}
	return d.front.Say("Your answer: " + say(q, held))
}

// tellKept says which replies are kept but no longer counted, compared with the answers before.
func (d *dialogue) tellKept(before *assess.Answers) error {
	var kept []string
	for _, q := range d.Questionnaire.Questions() {
		if d.needed(q) && d.answers.Of(q.ID).Given && before.Asking(q.ID) == assess.Asked && d.asking(q) != assess.Asked {
			kept = append(kept, "- "+q.Ask)
		}
	}
	if kept == nil {
		return nil
	}
	return d.front.Say(append(append([]string{"After this change, these are no longer asked:"}, kept...),
		"What you said to them is kept in the file and not counted.")...)
}

// enter gives the heading of the section that begins with a question, "" if none begins.
func (d *dialogue) enter(q *assess.Question) string {
	s := d.sectionOf(q)
	if s == d.section {
		return ""
	}
	d.section = s
	parts := d.parts()
	at := slices.Index(parts, s)
	if at < 0 || len(parts) == 1 {
		return fmt.Sprintf("--- %s ---", s.Title)
	}
	return fmt.Sprintf("--- %s (part %d of %d) ---", s.Title, at+1, len(parts))
}

// needed says whether the role needs a question.
func (d *dialogue) needed(q *assess.Question) bool { return d.needs[q] }

// asking says whether a question is asked: what the role does not need never is.
func (d *dialogue) asking(q *assess.Question) assess.Asking {
	if !d.needed(q) {
		return assess.Unasked
	}
	return d.answers.Asking(q.ID)
}

// parts gives the sections of this sitting.
func (d *dialogue) parts() []*assess.Section {
	var parts []*assess.Section
	for _, q := range d.flow() {
		if s := d.sectionOf(q); !slices.Contains(parts, s) {
			parts = append(parts, s)
		}
	}
	return parts
}

// sectionOf gives the section of a question.
func (d *dialogue) sectionOf(q *assess.Question) *assess.Section {
	at := slices.IndexFunc(d.Questionnaire.Sections, func(s assess.Section) bool {
		return slices.ContainsFunc(s.Questions, func(other assess.Question) bool { return other.ID == q.ID })
	})
	return &d.Questionnaire.Sections[at]
}

// card makes ready a question, with what was said to it before.
func (d *dialogue) card(q *assess.Question) card {
	held := d.answers.Of(q.ID)
	c := card{question: q, heading: d.enter(q), place: d.place(q), picked: held.Options, draft: held.Text}
	if held.Given {
		c.earlier, c.answered = say(q, held), held.State == assess.Answered
	}
	if d.before(q) != q {
		c.offered = append(c.offered, back)
	}
	c.offered = append(c.offered, skip, prefer)
	if q.MayNotApply != "" {
		c.offered = append(c.offered, apply)
	}
	c.offered = append(c.offered, help, review, stop)
	return c
}

// place says where a question stands, counting those of its section that may be asked, so that the
// number of all can fall but never grows. Exercises are counted apart.
func (d *dialogue) place(q *assess.Question) string {
	s := d.sectionOf(q)
	at, of := 0, 0
	for i := range s.Questions {
		if other := &s.Questions[i]; other.Exercise() == q.Exercise() && d.mayCome(other) {
			of++
		}
		if s.Questions[i].ID == q.ID {
			at = of
		}
	}
	return fmt.Sprintf("%s, %s %d of %d", s.Title, noun(q), at, of)
}

// noun says what a question is called; nil is one.
func noun(q *assess.Question) string {
	if q != nil && q.Exercise() {
		return "exercise"
	}
	return "question"
}

// mayCome says whether a question is asked, or will be if open questions before it get the answers for it.
func (d *dialogue) mayCome(q *assess.Question) bool {
	if asking := d.asking(q); asking != assess.Unknown {
		return asking == assess.Asked
	}
	return !slices.ContainsFunc(q.OnlyIf, func(c assess.Condition) bool {
		held := d.answers.Of(c.Question)
		return held.Given && held.State != assess.Answered || !d.mayCome(d.Questionnaire.Question(c.Question))
	})
}

// say gives an answer, or why there is none, in words.
func say(q *assess.Question, held assess.Answer) string {
	return cmp.Or(q.Say(held), string(held.State))
}

// flow gives what this sitting goes through, in order.
func (d *dialogue) flow() []*assess.Question {
	var found []*assess.Question
	for _, q := range d.Questionnaire.Questions() {
		if d.needed(q) && (d.Only == All || (d.Only == Exercises) == q.Exercise()) {
			found = append(found, q)
		}
	}
	return found
}

// open gives the first open question of this sitting: after one if there is any, else from the beginning;
// nil if none is open.
func (d *dialogue) open(after *assess.Question) *assess.Question {
	var first *assess.Question
	passed := after == nil
	for _, q := range d.flow() {
		if d.isOpen(q) {
			if passed {
				return q
			}
			if first == nil {
				first = q
			}
		}
		passed = passed || q == after
	}
	return first
}

// isOpen says whether a question is asked and has no reply. An exercise is open if it is still to be
// offered: not again if it was left before, unless it is begun, or the person wants to do exercises now.
func (d *dialogue) isOpen(q *assess.Question) bool {
	held := d.answers.Of(q.ID)
	switch {
	case d.asking(q) != assess.Asked:
		return false
	case !q.Exercise():
		return !held.Given
	case d.under[q] != nil:
		return true
	case d.passed[q] || held.State == assess.Answered:
		return false
	}
	return !held.Given || held.Tasks != nil || d.Only == Exercises || d.settled
}

// before gives the question asked before one: the same if it is the first, the last of all for nil.
func (d *dialogue) before(q *assess.Question) *assess.Question {
	last := q
	for _, other := range d.flow() {
		if other == q {
			break
		}
		if d.asking(other) == assess.Asked {
			last = other
		}
	}
	return last
}

// review shows all answers, until the person finishes or goes on with the question that it gives.
func (d *dialogue) review() (*assess.Question, error) {
	origin := d.at
	for {
		questions, l := d.list()
		l.whither = noun(d.resume(origin)) + "s"
		h, err := d.hear(l)
		switch {
		case err != nil:
			return nil, err
		case h.gesture == stop:
			return nil, ErrStopped
		case h.gesture == finish:
			return nil, d.finish()
		case h.gesture == back:
			return d.resume(origin), nil
		}
		d.section = nil
		if q := questions[h.picked[0]]; d.asking(q) != assess.Asked {
			err = d.front.complain("That question is not asked at present, because of another answer. What you said to it is kept and not counted.")
		} else {
			var g gesture
			if g, err = d.ask(q); g == review && d.isOpen(q) {
				origin = q // not done with
			}
		}
		if err != nil {
			return nil, err
		}
	}
}

// finish ends the dialogue, and says what is lost by it, and which questions it was not about.
func (d *dialogue) finish() error {
	said := d.allLost()
	clear(d.under)
	d.tellUnkept()
	if open, _ := d.missing(); open > 0 && d.Only == Exercises {
		elsewhere := fmt.Sprintf("Questions still open: %d. They were not part of this sitting. They earn nothing yet, and your result is a range.", open)
		if d.ToQuestions != nil {
			elsewhere += " To answer them another time:\n  " + d.ToQuestions()
		}
		said = append(said, elsewhere)
	}
	if len(said) > 0 {
		if err := d.front.Say(said...); err != nil {
			return err
		}
	}
	return errFinished
}

// resume gives the question to go on with after a review: an open one if there is any, and the one
// that was left if possible.
func (d *dialogue) resume(origin *assess.Question) *assess.Question {
	if next := d.open(nil); next != nil && (origin == nil || !d.isOpen(origin)) {
		return next
	}
	if origin == nil || d.asking(origin) != assess.Asked {
		return d.before(nil)
	}
	return origin
}

// hear puts a list until the person chooses a line of it or a gesture that applies. To finish while
// something of this sitting is open has to be said twice.
func (d *dialogue) hear(l list) (heard, error) {
	warning := d.warning(l)
	for {
		h, err := d.front.review(l)
		if err != nil {
			return h, err
		}
		complaint := h.complaint
		switch {
		case complaint != "":
		case h.gesture == finish && warning != "":
			complaint, warning = warning, ""
		case h.gesture == help:
			complaint = strings.Join(meanings(l.offered, leaving{}), "\n")
		case h.gesture != 0 && !slices.Contains(l.offered, h.gesture):
			complaint = notOffered(h.gesture)
		default:
			return h, nil
		}
		if err := d.front.complain(complaint); err != nil {
			return h, err
		}
		l.again = true
	}
}

// warning says why it may be too early to finish; "" if it is not.
func (d *dialogue) warning(l list) string {
	var why []string
	if open, _ := d.missing(); open > 0 && d.Only != Exercises {
		why = append(why, fmt.Sprintf("Questions still open: %d. They earn nothing yet, and your result will be a range.", open))
	}
	for _, q := range d.Questionnaire.Questions() {
		if d.lost(q) != "" {
			why = append(why, fmt.Sprintf("The new tasks (%q) are not finished, %s; if you finish now, nothing of them is kept, and your earlier result stays.", q.Ask, d.under[q].progress()))
		}
	}
	if why == nil {
		return ""
	}
	return strings.Join(why, " ") + " To finish all the same, choose f (finish) again; b goes back to the " + l.whither + "."
}

// missing says how many questions besides the exercises are open, and how many are skipped.
func (d *dialogue) missing() (open, skipped int) {
	for _, q := range d.Questionnaire.Questions() {
		switch {
		case q.Exercise():
		case d.isOpen(q):
			open++
		case d.asking(q) == assess.Asked && d.answers.Of(q.ID).State == assess.Skipped:
			skipped++
		}
	}
	return open, skipped
}

// list makes the review: each question that is asked or has a reply, and what was said to it.
func (d *dialogue) list() ([]*assess.Question, list) {
	l := list{offered: []gesture{back, finish, help, stop}}
	var questions []*assess.Question
	for _, q := range d.Questionnaire.Questions() {
		if !d.needed(q) {
			continue
		}
		l.of++
		held := d.answers.Of(q.ID)
		asked := d.asking(q) == assess.Asked
		if !asked && !held.Given {
			continue
		}
		said := say(q, held)
		switch {
		case !asked:
			said = "(kept, not counted) " + said
		case d.under[q] != nil:
			said += " (new tasks: " + d.under[q].progress() + ")"
		case !held.Given && !q.Exercise(): // nobody has to take an exercise
			said = "(open)"
		}
		questions = append(questions, q)
		l.lines, l.numbers = append(l.lines, shorten(clean(q.Ask), 40)+" - "+said), append(l.numbers, l.of)
	}
	if d.warning(l) == "" && d.open(nil) == nil {
		l.offered = []gesture{finish, back, help, stop}
	}
	l.title = d.overview()
	return questions, l
}

// overview says how many questions are open and how many are skipped, and what can be done.
func (d *dialogue) overview() string {
	switch open, skipped := d.missing(); {
	case open > 0 && d.Only == Exercises:
		return fmt.Sprintf("Your answers so far. Questions still open: %d; they are not part of this sitting.", open)
	case open > 0 && skipped > 0:
		return fmt.Sprintf("Your answers so far. Open questions: %d. Skipped: %d.", open, skipped)
	case open > 0:
		return fmt.Sprintf("Your answers so far. Open questions: %d.", open)
	case skipped == 0:
		return "Every question has a reply. You can finish, or choose one to change it."
	case skipped == 1:
		return "Every question has a reply; 1 is skipped. You can finish, or choose one to change it."
	default:
		return fmt.Sprintf("Every question has a reply; %d are skipped. You can finish, or choose one to change it.", skipped)
	}
}
