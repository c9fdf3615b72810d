// Package interview is the dialogue: it asks a person a questionnaire and gives their answers.
//
// # The flow and the fronts
//
// What comes next is decided in one place (dialogue.go), the same for everyone. It keeps no state but
// the answers, and of exercises which were passed over and which are under way: after each reply it makes the answers anew with
// [assess.NewAnswers], has them saved, and asks them which question comes next. How a question is put is
// the affair of a [Front]. There are two.
//
// [Plain] goes line by line: numbered options, nothing redrawn, no escape codes. It is for screen
// readers, pipes, simple terminals and Windows.
//
// [Full] is for a terminal that can move its cursor. Lists are survey's Select and MultiSelect. Its
// Input is not used: it asks the terminal where the cursor is and hangs without a reply, takes
// Ctrl-D for an answer, and rubs out lines above an answer that wraps. Lines are edited in edit.go
// instead, which also measures wide and combining characters. Survey never touches the terminal: the
// keys it sees come one at a time from package terminal, and only those that a list needs. So its
// filter cannot start, nothing typed ahead is lost, and a strange key does nothing. The modes of the
// terminal are set once, and [Front].Close puts them back.
//
// # What a person can say
//
// The same letters and words work in both fronts (words.go). A line that is exactly the letter or the
// word is a gesture, in a free text too. Where a name is asked for nothing is a gesture, and such a line
// is taken only if it comes twice. End of input is never an answer.
//
// A question without any reply is open; one that the person passed over is skipped.
//
// # Exercises
//
// Exercises come where they stand in the questionnaire, or in a sitting of their own, or not: see [Only].
// Each is offered (exercises.go), and leaving it out needs no reason and leaves no trace but "not taken",
// so finishing never warns of one. Who chooses at the beginning to do exercises is offered again those
// that were left out before. Short tasks are put here, one a card, as questions are (tasks.go), and saved
// one by one. New tasks where there is a result are other ones, as far as the pool goes; they are held in
// the dialogue until all are done and the person has chosen which result to keep. Where they are lost,
// that is said: here, or by whoever is told: see Interview.Unkept. Typing is put by whoever has the passages: see Interview.Typing.
//
// What was done in this sitting is Here. Tasks that were begun in a file and finished now are not: what
// the file says was done elsewhere.
//
// # Typed ahead, typed by mistake, pasted
//
// In a list of the full front arrows, Enter and Space act at once, typed ahead or not. A letter waits
// 150 ms. If more comes by then, both are a word, up to the next pause, arrow or Esc; Enter and Space
// belong to it. A word acts only if it is all of a gesture ("s", "help", "save and stop"). For someone who
// types a word slowly the first letter acts. What goes on with its word within 700 ms ("k" after "s",
// Enter after "s"), and then whatever follows as soon, does nothing. So of letters typed ahead those
// count that stand apart and do not spell a word.
// A paste does nothing in a list and stays one line in a line: the terminal marks it from Full to Close.
// One that does not mark it shows a paste as keys in a burst: a word, if it begins with a letter.
//
// In the plain front at a terminal, lines that come within 30 ms of the first line of a text are part
// of it: nobody types so fast. A last line without its Enter cannot be seen before the next question.
// In a pipe each line is a reply.
//
// Whatever a file or a person wrote is shown through reports.Clean, so that it cannot steer the terminal.
package interview

import (
	"errors"
	"io"
	"time"

	"readiness/assess"
	"readiness/cmd/readiness/terminal"
	"readiness/cmd/readiness/typing"
)

// An Interview is what is asked of whom. It is a value: Run does not change it.
type Interview struct {
	Questionnaire *assess.Questionnaire
	Sitting       assess.Sitting
	Replies       []assess.Reply // from an earlier sitting; the dialogue goes on at the first open question
	// Save is called with the answers after every reply, before anything else is asked. An error stops
	// the dialogue. nil: nothing is saved.
	Save    func(*assess.Answers) error
	Welcome []string // paragraphs, shown first
	Needs   []bool   // by position of the question: whether it is asked at all; nil: all are
	Only    Only     // All: where there are exercises to be done, the person is asked
	// Typing offers an exercise of kind Typing, held being what there is of it. It gives the record to keep; nil
	// leaves what there is. With ErrStopped it gives them as well. nil: these exercises are not taken.
	Typing func(f Front, q *assess.Question, held assess.Answer) (*assess.TypingRecord, error)
	// TypingNote is a sentence on the card of these exercises; "" for none.
	TypingNote string
	// Seed gives the seed of a new draw of tasks, 1 to assess.MaxSeed. It may be nil only without tasks.
	Seed func() int
	// Unkept is called when it changes what would be lost if the dialogue ended now: exercises under way that
	// are kept only once they are done. It gets a sentence for each, none if there is none. It may be nil.
	Unkept func(words []string)
	// ToQuestions gives the command for a sitting with the questions, for those who do the exercises alone. nil: no
	// command is named.
	ToQuestions func() string
}

// Only says what a sitting goes through. The review shows everything all the same.
type Only int

// What a sitting can go through.
const (
	All Only = iota // the questions and the exercises
	Questions
	Exercises // those that are not finished
)

// Outcome says how a dialogue ended.
type Outcome int

// How a dialogue can end. Only Finished means that the person saw the review and chose to finish.
const (
	Finished    Outcome = iota
	Stopped             // the person chose to save and stop, or an error stopped it
	Ended               // the input ended, or could not be understood for too long
	Interrupted         // Ctrl-C, or the front was closed
)

// ErrInterrupted is what Choose and Line of a Front give after Ctrl-C, or once the front is closed.
var ErrInterrupted = terminal.ErrInterrupted

// ErrStopped ends a dialogue where the person chose to save and stop.
var ErrStopped = errors.New("stopped")

// errFinished ends a dialogue where the person chose to finish.
var errFinished = errors.New("finished")

// A Front puts things to a person and hears what they say. Plain and Full make one. Until it is
// closed, nothing else may write to its terminal. Choose and Line give io.EOF if the input ended,
// ErrInterrupted after Ctrl-C.
type Front interface {
	// Say shows paragraphs, wrapped, after a blank line.
	Say(paragraphs ...string) error
	// Show shows a text as it is laid out, after a blank line; its lines must be clean and fit the width.
	Show(text string) error
	// Choose has one of the options chosen and gives its position.
	Choose(ask string, options ...string) (int, error)
	// Line reads one line of text, "" if the person just presses Enter, of at most limit characters.
	// One that is a gesture elsewhere is taken only if it comes twice.
	Line(ask string, limit int) (string, error)
	// Type has a passage typed for a time, and gives what was measured. Taken is false if nothing was, as
	// the person left, or what came was not typed: then the record is the zero one.
	Type(p typing.Passage, length time.Duration) (t assess.TypingRecord, taken bool, err error)
	// HowToType says in a paragraph how to type here.
	HowToType() string
	// Close puts the terminal back as it was. It may be called twice, and from another goroutine, which
	// also ends what is being asked, as Ctrl-C does.
	Close() error

	room() (columns, rows int) // for what is read at once, with a short list below it
	begin() error              // waits for Enter where a person sits; ErrStopped if they would rather stop
	put(card) (heard, error)
	review(list) (heard, error)
	complain(text string) error // io.EOF if there were too many complaints in a row
}

// A card is a question as it is put.
type card struct {
	question *assess.Question
	heading  string    // of the section that begins; "" within one
	place    string    // where in the section it stands, in words
	show     string    // a text to look at, with its line breaks; "" if none
	earlier  string    // what was said before, in words; "" if nothing
	answered bool      // what was said before is an answer
	leaving  leaving   // what the gesture leave is called and does here
	picked   []int     // positions of options ticked already
	draft    string    // text to go on with
	offered  []gesture // the gestures that apply
	again    bool      // the question stands above already
	at       int       // the option highlighted first where some are to be ticked
}

// A list is what the review shows.
type list struct {
	title   string
	lines   []string
	numbers []int  // of the questions on them, rising: their places among all, from 1
	of      int    // how many questions there are
	whither string // what back goes to, in the plural
	offered []gesture
	again   bool
	at      int // the one highlighted first, counting the ways out that stand before the lines
}

// heard is what a person said: a gesture, or one of the others.
type heard struct {
	gesture   gesture // 0 if it is none
	keep      bool    // the earlier answer stands
	picked    []int   // positions of options, or of the line of a list
	line      string  // what was typed, trimmed
	at        int     // the option or line that was highlighted last
	complaint string  // why it cannot be taken; "" if it can
}

// Run holds the dialogue. The answers are never nil unless the replies of the earlier sitting do not
// fit; after an error they hold all that was said.
func (i Interview) Run(f Front) (*assess.Answers, Outcome, error) {
	answers, err := assess.NewAnswers(i.Questionnaire, i.Sitting, i.Replies)
	if err != nil {
		return nil, Stopped, err
	}
	d := &dialogue{Interview: i, front: f, answers: answers, needs: map[*assess.Question]bool{}, passed: map[*assess.Question]bool{}, under: map[*assess.Question]*attempt{}}
	at := 0
	for _, q := range i.Questionnaire.Questions() {
		d.needs[q] = i.Needs == nil || i.Needs[at]
		at++
	}
	err = d.run()
	switch {
	case errors.Is(err, errFinished):
		return d.answers, Finished, nil
	case errors.Is(err, ErrStopped):
		return d.answers, Stopped, nil
	case errors.Is(err, io.EOF):
		return d.answers, Ended, nil
	case errors.Is(err, ErrInterrupted):
		return d.answers, Interrupted, nil
	}
	return d.answers, Stopped, err
}
