package main

import (
	"bytes"
	"fmt"
	"slices"
	"time"

	"readiness/assess"
	"readiness/cmd/readiness/interview"
	"readiness/cmd/readiness/typing"
	"readiness/questionnaires"
	"readiness/reports"
)

// A round offers the typing exercise to one person: to practise, to begin, to try again with another
// passage. newRound makes one.
type round struct {
	program  *program
	passages []questionnaires.Passage // to choose from; the practice is not among them
	practice questionnaires.Passage
	keep     string // what it is called to go on with a result
	leave    string // to go on without one
	drop     string // to go on without one when there is one; "" where that is the same as to keep it
	tries    []questionnaires.Try
}

// newRound gives the round of an exercise within the questions. An error is a fault of the program.
func newRound(p *program) (round, error) {
	r := round{program: p, keep: "Keep this result", leave: "Leave the exercise out", drop: "Leave the exercise out"}
	all, err := questionnaires.Passages()
	for _, passage := range all {
		if passage.Practice {
			r.practice = passage
		} else {
			r.passages = append(r.passages, passage)
		}
	}
	return r, err
}

// ids gives the ids of the passages to choose from.
func (r round) ids() []string {
	ids := make([]string, len(r.passages))
	for i, p := range r.passages {
		ids[i] = p.ID
	}
	return ids
}

// typing offers the exercise of a question until the person keeps a result, which may be the last one or
// one before that of the last passage, or leaves it out: then nil. Last is nil if there is none. An error is that of the front.
func (r round) typing(f interview.Front, q *assess.Question, last *assess.TypingRecord) (*assess.TypingRecord, error) {
	passage := ""
	if last != nil {
		passage = last.Passage
	}
	return r.hold(f, time.Duration(q.Minutes)*time.Minute, r.after(passage), last)
}

// after gives the place of the passage after one, so that another try has another; by the day if there is
// no such passage.
func (r round) after(id string) int {
	if at := slices.Index(r.ids(), id); at >= 0 {
		return (at + 1) % len(r.passages)
	}
	day, err := time.Parse(time.DateOnly, today())
	if err != nil {
		return 0
	}
	return int(day.Unix()/(24*60*60)) % len(r.passages)
}

// A step is what a person can choose to do.
type step int

const (
	toBegin step = iota
	toPractise
	toKeep     // what was measured now
	toKeepLast // what was measured before, or at an earlier time
	toLeave
)

// hold offers the exercise, beginning with the passage at a place. After an error it gives what was
// measured last as well.
func (r round) hold(f interview.Front, length time.Duration, next int, last *assess.TypingRecord) (*assess.TypingRecord, error) {
	if err := f.Say(r.welcome(f, length)...); err != nil {
		return nil, err
	}
	var got *assess.TypingRecord
	ask := "What would you like to do?"
	for {
		chosen, err := r.choose(f, ask, got, last)
		switch {
		case err != nil || chosen == toKeep:
			return got, err
		case chosen == toKeepLast:
			return last, nil
		case chosen == toLeave:
			return nil, nil
		}
		passage, over := r.passages[next], length
		if chosen == toPractise {
			passage, over = r.practice, time.Minute
		}
		record, taken, err := r.exercise(f, passage, over)
		switch {
		case err != nil:
			return got, err
		case taken && chosen == toPractise:
			ask = headline(record) + ". This was practice and is not kept."
		case taken:
			last = better(last, got)
			got, next = &record, (next+1)%len(r.passages)
			ask = headline(record) + "."
		}
	}
}

// better gives the faster of two records, of which there may be none.
func better(a, b *assess.TypingRecord) *assess.TypingRecord {
	if a == nil || b != nil && b.Net().Compare(a.Net()) > 0 {
		return b
	}
	return a
}

func (r round) welcome(f interview.Front, length time.Duration) []string {
	return []string{
		fmt.Sprintf("Copy a text for %s, as fast and as exactly as you can. It is your choice, and nobody passes or fails. You can practise first, and leave at any time.", reports.Minutes(length)),
		"",
		f.HowToType(),
	}
}

// choose asks what to do next, with what was measured now and earlier.
func (r round) choose(f interview.Front, ask string, got, last *assess.TypingRecord) (step, error) {
	var steps []step
	var says []string
	offer := func(s step, words string) { steps, says = append(steps, s), append(says, words) }
	if got != nil {
		offer(toKeep, r.keep)
		offer(toBegin, "Try again with another passage")
	} else {
		offer(toBegin, "Begin")
		offer(toPractise, "Practise for 1 minute first")
	}
	if last != nil && r.drop != "" {
		offer(toKeepLast, "Keep your earlier result: "+reports.TypingSpeed(*last))
	}
	if got == nil {
		offer(toLeave, r.leave)
	} else if r.drop != "" {
		offer(toLeave, r.drop)
	}
	at, err := f.Choose(ask, says...)
	if err != nil {
		return toLeave, err
	}
	return steps[at], nil
}

// exercise puts one exercise and shows its result.
func (r round) exercise(f interview.Front, p questionnaires.Passage, length time.Duration) (t assess.TypingRecord, taken bool, err error) {
	t, taken, err = f.Type(typing.Passage{ID: p.ID, Text: p.Text}, length)
	if err != nil {
		return t, false, err
	}
	if !taken {
		return t, false, f.Say("Nothing was measured.")
	}
	result := reports.Typing(t, p.Title)
	if !p.Practice {
		result.Blocks = append(result.Blocks, history(r.tries)...)
	}
	var text bytes.Buffer
	if err := reports.WriteText(&text, result, min(r.program.width(), widestText)); err != nil {
		return t, false, err
	}
	return t, true, f.Show(text.String())
}

// widestText is the most columns a text gets, however wide the window.
const widestText = 80

// headline is what a result comes to, in a sentence without its full stop.
func headline(t assess.TypingRecord) string { return "You typed " + reports.TypingSpeed(t) }

// history is a table of earlier tries.
func history(tries []questionnaires.Try) []reports.Block {
	if len(tries) == 0 {
		return nil
	}
	table := reports.Table{Columns: []reports.Column{
		{Head: "Date", Names: true}, {Head: "Passage"}, {Head: "Time"}, {Head: "Net words a minute", Figures: true}, {Head: "Accuracy, left standing", Figures: true},
	}}
	for _, try := range tries {
		table.Rows = append(table.Rows, []string{
			try.Date, try.Typing.Passage, reports.Minutes(try.Typing.Time),
			fmt.Sprint(try.Typing.Net().Floor()), fmt.Sprintf("%d %%", try.Typing.LeftAccuracy().Floor()),
		})
	}
	return []reports.Block{reports.Heading{Level: 2, Text: "Earlier tries"}, table}
}
