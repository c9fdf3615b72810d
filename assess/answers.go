package assess

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Limits on what a person may write, in characters.
const (
	MaxText = 1000 // a free-text answer
	MaxName = 200  // a name or a reference
)

// AnswerState says what is known of the answer to a question.
type AnswerState string

// The states of an answer. A Reply can have all but NotAsked, which follows from the others. Of those an
// exercise has Answered and NotTaken only: a reply that gives another reason for none is taken as NotTaken.
const (
	Answered       AnswerState = "answered"
	Skipped        AnswerState = "skipped" // also: nothing ticked, nothing said
	PreferNotToSay AnswerState = "prefer not to say"
	NotApplicable  AnswerState = "not applicable" // only where the question offers it
	NotTaken       AnswerState = "not taken"      // an exercise that nobody finished; no more is known of why
	NotCollected   AnswerState = "not collected"  // the form that the answers come from did not have the question
	NotAsked       AnswerState = "not asked"      // its condition did not hold, or could not be known to
)

// A Reply is what was said to one question, wherever it came from: typed, a file, a row.
type Reply struct {
	Question string
	State    AnswerState
	// If Answered: for One a string (option id), Many a []string, Number an int, Text a string, Typing a
	// TypingRecord, Tasks a TasksRecord, finished or not; for these two also an int, net words a minute or
	// right answers, where no more is known. Else nil.
	Value any
	Here  bool // an exercise that was done in this sitting
	At    Pos  // where it stands; zero if it was typed
}

// A Sitting is what is known of answers besides the answers. All fields may be "".
type Sitting struct {
	Name      string // as the person wishes to be named in the report
	Reference string
	Date      string // the day the answers were last changed, YYYY-MM-DD
	Version   string // of the questionnaire they were given to; "": the present one
	Collected bool   // with a form, in a table of many people's answers: there is no file of one's own to go on with
}

// An Answer is what Answers hold for one question.
type Answer struct {
	State   AnswerState
	Options []int // positions of the options chosen, rising; for One exactly one
	Number  int   // for Number; of a finished exercise net words a minute, rounded down, or right answers
	Text    string
	Typing  *TypingRecord // nil if no more than Number is known
	Tasks   *TasksRecord  // the same; those of an exercise that is NotTaken are unfinished, and not counted
	Here    bool          // an exercise that was done in this sitting
	Given   bool          // there was a reply; a question that nobody came to is Skipped, or NotTaken, but not Given
}

// Asking says whether a question is put to a person, given the answers before it.
type Asking int

// Whether a question is asked.
const (
	Asked   Asking = iota
	Unasked        // a condition failed
	Unknown        // an answer that a condition needs is missing
)

// Answers are the replies of one person that fit their questionnaire. NewAnswers is the only way to
// make them, so whoever holds some need not check them again.
type Answers struct {
	Questionnaire *Questionnaire
	Sitting       Sitting

	held     []Answer // by position of the question
	asking   []Asking // likewise
	leftOut  []LeftOut
	outdated Problems // the same, with their places
}

// NewAnswers gives the answers that the replies make, or every problem with them, in their order.
//
// Replies to another version of the questionnaire are taken as far as their ids and options still
// exist; LeftOut tells what was not. Of several ticks those that still exist are taken, unless all that
// is left is one that excludes the others: that is not what was said.
func NewAnswers(q *Questionnaire, s Sitting, replies []Reply) (*Answers, error) {
	a := &Answers{Questionnaire: q, Sitting: s, held: make([]Answer, len(q.questions)), asking: make([]Asking, len(q.questions))}
	for i := range a.held {
		a.held[i].State = q.questions[i].passedOver()
	}
	problems := checkSitting(s)
	otherVersion := s.Version != "" && s.Version != q.Version
	for _, r := range replies {
		p := a.take(r)
		if p != nil && p.outdated && otherVersion {
			rest, ok := a.rest(r)
			a.outdated = append(a.outdated, p.Problem)
			a.leftOut = append(a.leftOut, LeftOut{r.Question, p.What, ok})
			if p = nil; ok {
				p = a.take(rest)
			}
		}
		if p != nil {
			problems = append(problems, p.Problem)
		}
	}
	if err := problems.Err(); err != nil {
		return nil, err
	}
	for i, question := range q.questions {
		a.asking[i] = a.ask(question)
	}
	return a, nil
}

// altered gives the answers as they would be after a change to what is held.
func (a *Answers) altered(change func(held []Answer)) *Answers {
	b := *a
	b.held, b.asking = slices.Clone(a.held), slices.Clone(a.asking)
	change(b.held)
	for i, q := range b.Questionnaire.questions {
		b.asking[i] = b.ask(q)
	}
	return &b
}

// Of gives the answer to the question with an id; if there is no such question, a skipped one. An
// answer to a question that is not asked is kept: see Asking.
func (a *Answers) Of(id string) Answer {
	if i, ok := a.Questionnaire.at[id]; ok {
		return a.held[i]
	}
	return Answer{State: Skipped}
}

// Asking says whether the question with an id is asked.
func (a *Answers) Asking(id string) Asking {
	if i, ok := a.Questionnaire.at[id]; ok {
		return a.asking[i]
	}
	return Unasked
}

// LeftOut gives the replies to another version of the questionnaire that have no place in this one, all
// of them or some of their ticks.
func (a *Answers) LeftOut() Problems { return slices.Clone(a.outdated) }

// Replies gives what was said, in the order of the questionnaire, such that NewAnswers makes the
// same answers of it.
func (a *Answers) Replies() []Reply {
	var replies []Reply
	for i, question := range a.Questionnaire.questions {
		held := a.held[i]
		if !held.Given {
			continue
		}
		r := Reply{Question: question.ID, State: held.State, Here: held.Here}
		if held.State == Answered || held.Tasks != nil {
			r.State, r.Value = Answered, question.value(held)
		}
		replies = append(replies, r)
	}
	return replies
}

// Say gives an answer to the question in words, as the report shows it; "" if it is not answered, and not
// begun.
func (q *Question) Say(a Answer) string {
	if q.Exercise() {
		return q.sayExercise(a)
	}
	if a.State != Answered {
		return ""
	}
	switch q.Kind {
	case Number:
		return strings.TrimSpace(fmt.Sprintf("%d %s", a.Number, q.Unit))
	case Text:
		return a.Text
	}
	words := make([]string, len(a.Options))
	for i, o := range a.Options {
		words[i] = q.Options[o].Say
	}
	return strings.Join(words, "; ")
}

// words gives an answer in words, or why it does not apply.
func (q *Question) words(a Answer) string {
	if a.State == NotApplicable {
		return q.MayNotApply
	}
	return q.Say(a)
}

// Points gives what an answer earns, 0 if it is not answered. The question's share is Points / Most.
func (q *Question) Points(a Answer) int {
	if q.Exercise() && a.State == Answered {
		return q.earned(a)
	}
	points := 0
	for _, o := range a.Options {
		points += q.Options[o].Points
	}
	if q.Kind == Number && a.State == Answered {
		for _, l := range q.Levels {
			if a.Number >= l.From {
				points = l.Points
			}
		}
	}
	return min(points, q.most)
}

// value is the inverse of read.
func (q *Question) value(a Answer) any {
	switch q.Kind {
	case Number:
		return a.Number
	case Text:
		return a.Text
	case Typing, Tasks:
		switch {
		case a.Typing != nil:
			return *a.Typing
		case a.Tasks != nil:
			return *a.Tasks
		}
		return a.Number
	case One:
		return q.Options[a.Options[0]].ID
	}
	ids := make([]string, len(a.Options))
	for i, o := range a.Options {
		ids[i] = q.Options[o].ID
	}
	return ids
}

// refusal is a problem with one reply; outdated if another version of the questionnaire explains it.
type refusal struct {
	Problem
	outdated bool
}

func refuse(r Reply, outdated bool, fix, format string, args ...any) *refusal {
	return &refusal{Problem{Pos: r.At, What: fmt.Sprintf("%q: ", r.Question) + fmt.Sprintf(format, args...), Fix: fix}, outdated}
}

// take puts a reply in its place, or tells why it has none.
func (a *Answers) take(r Reply) *refusal {
	i, ok := a.Questionnaire.at[r.Question]
	if !ok {
		return refuse(r, true, "use the id of a question"+like(r.Question, a.Questionnaire.ids()), "there is no such question in %q", a.Questionnaire.ID)
	}
	if a.held[i].Given {
		return refuse(r, false, "keep one of the two", "answered twice")
	}
	held, p := a.Questionnaire.questions[i].take(r)
	if p == nil {
		a.held[i] = held
	}
	return p
}

// Take gives the answer that a reply to the question makes. Its error is Problems: one.
func (q *Question) Take(r Reply) (Answer, error) {
	a, p := q.take(r)
	if p != nil {
		return Answer{}, Problems{p.Problem}
	}
	return a, nil
}

func (q *Question) take(r Reply) (Answer, *refusal) {
	a := Answer{State: r.State, Given: true}
	switch r.State {
	case Answered:
		if p := q.read(r, &a); p != nil {
			return a, p
		}
	case NotApplicable:
		if q.MayNotApply == "" {
			return a, refuse(r, true, q.reasons(), `"not applicable" is not offered here`)
		}
	case Skipped, PreferNotToSay, NotCollected, NotTaken:
		if q.Exercise() {
			a.State = NotTaken
		} else if r.State == NotTaken {
			return a, refuse(r, true, q.reasons(), `only an exercise is "not taken"`)
		}
	default:
		return a, refuse(r, false, q.reasons(), "%q is not a reason for no answer", r.State)
	}
	return a, nil
}

// passedOver is the state of the question if nothing is said to it.
func (q *Question) passedOver() AnswerState {
	if q.Exercise() {
		return NotTaken
	}
	return Skipped
}

// reasons says what can be written for no answer.
func (q *Question) reasons() string {
	switch {
	case q.Exercise():
		return `use "not taken"`
	case q.MayNotApply == "":
		return `use "skipped" or "prefer not to say"`
	}
	return `use "skipped", "prefer not to say" or "not applicable"`
}

// rest gives what is left of several ticks when those that no longer exist are taken out; not ok if that
// is nothing, or would say something else.
func (a *Answers) rest(r Reply) (rest Reply, ok bool) {
	ticks, several := r.Value.([]string)
	i, exists := a.Questionnaire.at[r.Question]
	if !several || !exists || a.Questionnaire.questions[i].Kind != Many {
		return r, false
	}
	var kept []string
	for _, id := range ticks {
		if o := a.Questionnaire.questions[i].Option(id); o != nil {
			kept = append(kept, id)
			ok = ok || !o.Alone
		}
	}
	r.Value = kept
	return r, ok
}

// read takes the value of a reply into an answer. Nothing ticked and nothing said is skipped.
func (q *Question) read(r Reply, into *Answer) *refusal {
	if q.Exercise() {
		return q.perform(r, into)
	}
	switch v := r.Value.(type) {
	case string:
		switch q.Kind {
		case One:
			return q.choose(r, []string{v}, into)
		case Text:
			return q.write(r, v, into)
		}
	case []string:
		if q.Kind == Many {
			return q.choose(r, v, into)
		}
	case int:
		if q.Kind == Number {
			if v < q.Min || v > q.Max {
				return refuse(r, true, q.expects(), "%d is outside %d to %d", v, q.Min, q.Max)
			}
			into.Number = v
			return nil
		}
	}
	return refuse(r, true, q.expects(), "this is not the kind of answer that the question takes")
}

// choose takes option ids.
func (q *Question) choose(r Reply, ids []string, into *Answer) *refusal {
	alone := ""
	for _, id := range ids {
		at := slices.IndexFunc(q.Options, func(o Option) bool { return o.ID == id })
		if at < 0 {
			return refuse(r, true, q.expects()+like(id, q.ids()), "there is no option %q", id)
		}
		if slices.Contains(into.Options, at) {
			return refuse(r, false, "name each option once", "option %q stands twice", id)
		}
		if q.Options[at].Alone {
			alone = id
		}
		into.Options = append(into.Options, at)
	}
	if alone != "" && len(ids) > 1 {
		return refuse(r, false, fmt.Sprintf("choose %q, or the others", alone), "%q excludes the other options", alone)
	}
	slices.Sort(into.Options)
	if len(ids) == 0 {
		into.State = Skipped
	}
	return nil
}

// write takes free text.
func (q *Question) write(r Reply, text string, into *Answer) *refusal {
	if !utf8.ValidString(text) {
		return refuse(r, false, "save the file as UTF-8", "the text is not UTF-8")
	}
	if n := utf8.RuneCountInString(text); n > MaxText {
		return refuse(r, false, fmt.Sprintf("shorten it to %d characters", MaxText), "the text has %d characters", n)
	}
	if !strings.ContainsFunc(text, isSeen) {
		into.State = Skipped
		return nil
	}
	into.Text = text
	return nil
}

// isSeen says whether a character shows something: not spaces, controls and what Unicode calls ignorable.
func isSeen(r rune) bool {
	return unicode.IsGraphic(r) && !unicode.IsSpace(r) && !unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r)
}

// expects says what answer the question takes.
func (q *Question) expects() string {
	switch q.Kind {
	case One:
		return "write one of: " + strings.Join(q.ids(), ", ")
	case Many:
		return "write a list of any of: " + strings.Join(q.ids(), ", ")
	case Number:
		return fmt.Sprintf("write a whole number from %d to %d, without quotes", q.Min, q.Max)
	case Typing:
		return "take the exercise in the program, or write its net words a minute as a whole number"
	case Tasks:
		return fmt.Sprintf("take the exercise in the program, or write how many of its %d tasks were right", q.most)
	}
	return "write a text in quotes"
}

// ask says whether a question is asked. Conditions look back, so the questions before it are settled.
// A condition that fails decides, whatever is missing of the others.
func (a *Answers) ask(q *Question) Asking {
	asking := Asked
	for _, c := range q.OnlyIf {
		i := a.Questionnaire.at[c.Question]
		held := a.held[i]
		switch {
		case a.asking[i] == Unasked, held.State == NotApplicable:
			return Unasked
		case a.asking[i] == Unknown, held.State != Answered:
			asking = Unknown
		case !slices.ContainsFunc(held.Options, func(o int) bool {
			return slices.Contains(c.Is, a.Questionnaire.questions[i].Options[o].ID)
		}):
			return Unasked
		}
	}
	return asking
}

func checkSitting(s Sitting) Problems {
	var ps Problems
	for _, field := range []struct{ name, text string }{{"name", s.Name}, {"reference", s.Reference}} {
		switch n := utf8.RuneCountInString(field.text); {
		case !utf8.ValidString(field.text):
			ps = append(ps, Problem{What: field.name + " is not UTF-8", Fix: "save the file as UTF-8"})
		case n > MaxName:
			ps = append(ps, Problem{What: fmt.Sprintf("%s has %d characters", field.name, n), Fix: fmt.Sprintf("shorten it to %d", MaxName)})
		}
	}
	return ps
}

func (q *Questionnaire) ids() []string {
	ids := make([]string, len(q.questions))
	for i, question := range q.questions {
		ids[i] = question.ID
	}
	return ids
}

func (q *Question) ids() []string {
	ids := make([]string, len(q.Options))
	for i, o := range q.Options {
		ids[i] = o.ID
	}
	return ids
}

// like gives "; did you mean …?" if one of the words is near.
func like(word string, words []string) string {
	if near := Nearest(word, words); near != "" {
		return fmt.Sprintf("; did you mean %q?", near)
	}
	return ""
}
