package assess

import "iter"

// A Questionnaire is what is asked: sections of questions, in order. It says nothing about what is
// enough; a Role does. Make it with NewQuestionnaire.
type Questionnaire struct {
	ID       string
	Version  string
	Title    string
	Minutes  int    // how long all questions take, without the exercises
	Intro    string // shown before the first question
	Sections []Section
	SHA256   string // of the file it came from, in hexadecimal

	questions []*Question    // all of them, in order
	at        map[string]int // position in questions, by id
}

// A Section is a group of questions about one subject.
type Section struct {
	ID        string
	Title     string
	Questions []Question
}

// Kind says how a question is answered.
type Kind string

// The kinds of question.
const (
	One    Kind = "one"    // one of the options
	Many   Kind = "many"   // any of the options
	Number Kind = "number" // a whole number from Min to Max
	Text   Kind = "text"   // free text; never scored
	Typing Kind = "typing" // an exercise: a passage copied against the clock
	Tasks  Kind = "tasks"  // an exercise: short tasks, drawn from a pool
)

// Evidence says how an answer is known. None of it has been verified by us.
type Evidence string

// The kinds of evidence. Free text has none ("").
const (
	Claimed    Evidence = "claimed"    // the person's own estimate
	Documented Evidence = "documented" // a certificate or experience that is stated, not seen
	Measured   Evidence = "measured"   // an exercise that was done
)

// What is said to those who review many people where nothing is known, or nothing that counts.
const (
	NoEvidence   = "no evidence given"
	NothingShown = "nothing stated that counts here"
)

// Review gives the words by which those who review many people read of a kind of evidence. If they are blind it
// cannot be seen which documents somebody has. Exercises come from a table here, so nobody saw them done.
func (e Evidence) Review(blind bool) string {
	switch {
	case e == Measured:
		return "measured elsewhere"
	case e == Claimed:
		return "own estimate"
	case blind:
		return "qualification or equivalent stated"
	}
	return "qualification or experience stated"
}

// A Question is one thing asked. Its least share is always 0 and its greatest 1.
type Question struct {
	ID          string
	Ask         string
	Help        string // "" if none
	Kind        Kind
	Evidence    Evidence
	Options     []Option          // for One and Many
	Enough      int               // for Many: points beyond these add nothing; 0: all points count
	Unit        string            // for Number, such as "words per minute"
	Min, Max    int               // for Number: the least and the greatest answer taken
	Levels      []Level           // for Number, rising, the first from Min; for Typing by net words a minute, the first from 0; for Tasks by right answers, only what a Route can ask for
	Reach       Reach             // for what is documented or measured: how one gets there; zero if no answer has weeks
	Minutes     int               // for Typing: how long it takes
	Accuracy    int               // for Typing: below this percent right of what was left, the speed counts one level lower
	Items       []Item            // for Tasks: the pool
	Draw        [Difficulties]int // for Tasks: how many items of each level are drawn
	OnlyIf      []Condition       // all must hold, or the question is not asked
	MayNotApply string            // the reason a person may choose for "does not apply"; "" if it always applies

	section string // title of its section, for the result
	most    int
}

// An Option is one answer to choose.
type Option struct {
	ID     string
	Say    string // what a person can be seen to do
	Points int
	Alone  bool // for Many: "none of these", which excludes the others
	Weeks  int  // that it usually takes who begins with nothing to get there, for Many to this tick alone; 0: no Route asks for it
}

// Reach says how one gets to an answer that takes weeks.
type Reach struct {
	Name   string // what the figures of the question are of, such as "Typing test"; "" if the answers say it themselves
	Where  string // one does it
	Source string // of the weeks
}

// A Level gives the points for a number from From up to the next level.
type Level struct {
	From   int `json:"from"`
	Points int `json:"points"` // 0 in Tasks, where each right answer earns one
	Weeks  int `json:"-"`      // as in Option
}

// A Condition holds if the answer to an earlier question is, or includes, one of some options.
type Condition struct {
	Question string
	Is       []string // option ids
}

// NewQuestionnaire finishes a questionnaire, so that its questions can be found by id. The rules
// that a questionnaire must keep (package questionnaires) are not checked here again.
func NewQuestionnaire(q Questionnaire) *Questionnaire {
	q.questions, q.at = nil, map[string]int{}
	for i := range q.Sections {
		s := &q.Sections[i]
		for j := range s.Questions {
			question := &s.Questions[j]
			question.section = s.Title
			question.most = question.Most()
			q.at[question.ID] = len(q.questions)
			q.questions = append(q.questions, question)
		}
	}
	return &q
}

// MinutesFor gives how long those questions take that are needed, by position, in proportion and rounded up; all
// for nil.
func (q *Questionnaire) MinutesFor(needs []bool) int {
	if needs == nil {
		return q.Minutes
	}
	some, all := 0, 0
	for i, question := range q.questions {
		if !question.Exercise() {
			all++
			if needs[i] {
				some++
			}
		}
	}
	return (q.Minutes*some + max(all, 1) - 1) / max(all, 1)
}

// Question gives the question with an id, or nil.
func (q *Questionnaire) Question(id string) *Question {
	if i, ok := q.at[id]; ok {
		return q.questions[i]
	}
	return nil
}

// Questions gives all questions in order, each with its section.
func (q *Questionnaire) Questions() iter.Seq2[*Section, *Question] {
	return func(yield func(*Section, *Question) bool) {
		for i := range q.Sections {
			s := &q.Sections[i]
			for j := range s.Questions {
				if !yield(s, &s.Questions[j]) {
					return
				}
			}
		}
	}
}

// Option gives the option with an id, or nil.
func (q *Question) Option(id string) *Option {
	for i := range q.Options {
		if q.Options[i].ID == id {
			return &q.Options[i]
		}
	}
	return nil
}

// Most is the most points that the question offers; 0 for Text.
func (q *Question) Most() int {
	most := 0
	for _, o := range q.Options {
		if q.Kind == Many {
			most += o.Points
		} else {
			most = max(most, o.Points)
		}
	}
	if q.Enough > 0 {
		most = min(most, q.Enough)
	}
	for _, l := range q.Levels {
		most = max(most, l.Points)
	}
	for _, n := range q.Draw {
		most += n
	}
	return most
}
