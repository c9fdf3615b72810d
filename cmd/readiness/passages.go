package main

import (
	"bytes"
	"cmp"
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
	keep     string               // what it is called to go on with a result
	leave    string               // to go on without one
	drop     string               // to go on without one that was just measured; "" where that is the same as to keep it
	stop     string               // to save and stop; "" where that is the same as to leave
	held     string               // the result that there was before, in words; "" if none: it is kept where no other is
	judge    *assess.Question     // the exercise by whose points tries are compared; nil: by speed alone
	before   []questionnaires.Try // the earlier tries that are kept
}

// newRound gives the round of an exercise within the questions. An error is a fault of the program.
func newRound(p *program) (round, error) {
	const leave = "Leave the exercise out"
	r := round{program: p, keep: "Keep this result", leave: leave, drop: leave, stop: "Save and stop"}
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

// typing offers the exercise of a question until the person keeps a result, which may be that of an earlier
// try, or leaves things as they were: then nil. An error is that of the front.
func (r round) typing(f interview.Front, q *assess.Question, held assess.Answer) (*assess.TypingRecord, error) {
	passage := ""
	if held.State == assess.Answered {
		r.held = q.Say(held)
	}
	if held.Typing != nil {
		passage = held.Typing.Passage
	}
	r.judge = q
	return r.hold(f, time.Duration(q.Minutes)*time.Minute, r.after(passage))
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
	toKeep        // what was measured last
	toKeepEarlier // what was measured before that
	toStop        // with what was measured last, if anything
	toLeave       // with what there was before, if anything
)

// hold offers the exercise, beginning with the passage at a place. After an error it gives what was
// measured last as well.
func (r round) hold(f interview.Front, length time.Duration, next int) (*assess.TypingRecord, error) {
	if err := f.Say(r.welcome(f, length)...); err != nil {
		return nil, err
	}
	var got, earlier *assess.TypingRecord
	ask := "What would you like to do?"
	for {
		chosen, err := r.choose(f, ask, got, earlier)
		switch {
		case err != nil || chosen == toKeep:
			return got, err
		case chosen == toStop:
			return got, interview.ErrStopped
		case chosen == toKeepEarlier:
			return earlier, nil
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
			earlier = r.better(earlier, got)
			got, next = &record, (next+1)%len(r.passages)
			ask = headline(record) + "." + r.lowered(record)
		}
	}
}

// better gives the record of two that earns more points, of equals the faster; there may be none.
func (r round) better(a, b *assess.TypingRecord) *assess.TypingRecord {
	switch {
	case a == nil:
		return b
	case b == nil || cmp.Or(cmp.Compare(r.points(b), r.points(a)), b.Net().Compare(a.Net())) <= 0:
		return a
	}
	return b
}

func (r round) points(t *assess.TypingRecord) int {
	if r.judge == nil {
		return 0
	}
	return r.judge.Points(answered(t))
}

// answered gives a record as the answer that it would be.
func answered(t *assess.TypingRecord) assess.Answer {
	return assess.Answer{State: assess.Answered, Typing: t, Number: t.Net().Floor()}
}

// lowered says that a record counts one level lower for its accuracy, as a sentence that follows; "" if it does not.
func (r round) lowered(t assess.TypingRecord) string {
	if r.judge == nil || !r.judge.Lowered(answered(&t)) {
		return ""
	}
	return fmt.Sprintf(" Less than %d %% of it is right, so the speed counts one level lower.", r.judge.Accuracy)
}

func (r round) welcome(f interview.Front, length time.Duration) []string {
	says := fmt.Sprintf("Copy a text for %s, as fast and as exactly as you can. It is your choice, and nobody passes or fails. You can practise first, and leave at any time.", reports.Minutes(length))
	if r.judge != nil {
		says += fmt.Sprintf(" If less than %d %% of it is right, the speed counts one level lower.", r.judge.Accuracy)
	}
	return []string{says, "", f.HowToType()}
}

// choose asks what to do next, with what was measured last and the best before that, nil for none.
func (r round) choose(f interview.Front, ask string, got, earlier *assess.TypingRecord) (step, error) {
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
	if earlier != nil && r.drop != "" {
		offer(toKeepEarlier, "Keep your earlier try: "+inWords(*earlier))
	}
	switch {
	case r.held != "":
		offer(toLeave, "Keep the result as it was: "+r.held)
	case got == nil:
		offer(toLeave, r.leave)
	case r.drop != "":
		offer(toLeave, r.drop)
	}
	switch {
	case r.stop == "":
	case got != nil:
		offer(toStop, "Keep this result, save and stop")
	default:
		offer(toStop, r.stop)
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
		result.Blocks = append(history(r.before), result.Blocks...) // so that the new one stays in sight
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
func headline(t assess.TypingRecord) string { return "You typed " + inWords(t) }

func inWords(t assess.TypingRecord) string {
	return fmt.Sprintf("%s, at %d %% accuracy", reports.TypingSpeed(t), t.LeftAccuracy().Floor())
}

// mostTries is how many earlier tries are shown.
const mostTries = 10

// history is a table of the last of the earlier tries, and says how many were before these.
func history(tries []questionnaires.Try) []reports.Block {
	if len(tries) == 0 {
		return nil
	}
	more := max(len(tries)-mostTries, 0)
	table := reports.Table{Columns: []reports.Column{
		{Head: "Date", Names: true}, {Head: "Passage"}, {Head: "Time"}, {Head: "Net words a minute", Figures: true}, {Head: "Accuracy, left standing", Figures: true},
	}}
	for _, try := range tries[more:] {
		table.Rows = append(table.Rows, []string{
			try.Date, try.Typing.Passage, reports.Minutes(try.Typing.Time),
			fmt.Sprint(try.Typing.Net().Floor()), fmt.Sprintf("%d %%", try.Typing.LeftAccuracy().Floor()),
		})
	}
	blocks := []reports.Block{reports.Heading{Level: 2, Text: "Earlier tries"}, table}
	if more > 0 {
		blocks = append(blocks, reports.Paragraph{Text: fmt.Sprintf("And %d before these.", more)})
	}
	return blocks
}
