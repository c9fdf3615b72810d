package tables

import (
	"fmt"
	"io"
	"strings"

	"readiness/assess"
)

// TheWords is how the second row of a template begins, which holds the words asked and is no person's.
const TheWords = "# the words asked"

// WriteTemplate writes an empty table to collect answers in, as CSV: columns for a reference and a name, then one
// for each question that is needed, by position, exercises last. Below the ids are the words asked, with what to
// write; people come below these.
func WriteTemplate(w io.Writer, q *assess.Questionnaire, needs []bool) error {
	ids, words := []string{"reference", "name"}, []string{TheWords, "May stay empty"}
	for _, question := range asked(q, needs) {
		ids = append(ids, question.ID)
		words = append(words, oneLine(question.Ask)+" ("+toWrite(question)+")")
	}
	_, err := w.Write(appendRow(appendRow([]byte(bom), ids...), words...))
	return err
}

// WriteCodeBook writes what the columns of the template mean, as CSV: a row for each option of each question, or
// one for the question if it has no options.
func WriteCodeBook(w io.Writer, q *assess.Questionnaire, needs []bool) error {
	book := appendRow([]byte(bom), "question", "words asked", "what to write", "option", "words of the option", "what else may be written", "asked only if")
	for _, question := range asked(q, needs) {
		row := []string{question.ID, question.Ask, kindWords(question), "", "", otherwise(question), onlyIf(question)}
		if len(question.Options) == 0 {
			book = appendRow(book, row...)
		}
		for _, o := range question.Options {
			row[3], row[4] = o.ID, o.Say
			if o.Alone {
				row[4] += " (not with any other)"
			}
			book = appendRow(book, row...)
		}
	}
	_, err := w.Write(book)
	return err
}

// asked gives the questions that are needed, in order, exercises last.
func asked(q *assess.Questionnaire, needs []bool) []*assess.Question {
	var questions, exercises []*assess.Question
	at := 0
	for _, question := range q.Questions() {
		switch {
		case !needs[at]:
		case question.Exercise():
			exercises = append(exercises, question)
		default:
			questions = append(questions, question)
		}
		at++
	}
	return append(questions, exercises...)
}

// toWrite says in a few words what to write for an answer.
func toWrite(q *assess.Question) string {
	switch q.Kind {
	case assess.One:
		return "one of: " + strings.Join(optionIDs(q), ", ")
	case assess.Many:
		return "any of, with ; between: " + strings.Join(optionIDs(q), "; ")
	}
	return kindWords(q)
}

// kindWords says what kind of answer a question takes.
func kindWords(q *assess.Question) string {
	switch q.Kind {
	case assess.One:
		return "one option"
	case assess.Many:
		return "any of the options, with ; between"
	case assess.Number:
		if q.Unit == "" {
			return fmt.Sprintf("a whole number from %d to %d", q.Min, q.Max)
		}
		return fmt.Sprintf("a whole number from %d to %d, %s", q.Min, q.Max, q.Unit)
	case assess.Typing:
		return "if the exercise was done: net words a minute, as a whole number"
	case assess.Tasks:
		return fmt.Sprintf("if the exercise was done: how many of %d answers were right, as a whole number", q.Most())
	}
	return fmt.Sprintf("your own words, at most %d characters", assess.MaxText)
}

// otherwise says what may be written instead of an answer.
func otherwise(q *assess.Question) string {
	switch {
	case q.Exercise():
		return "leave it empty if it was not done"
	case q.Kind == assess.Text:
		return "leave it empty to skip it"
	case q.MayNotApply == "":
		return "prefer not to say; or leave it empty to skip it"
	}
	return "not applicable (" + oneLine(q.MayNotApply) + "); prefer not to say; or leave it empty to skip it"
}

// onlyIf says when a question is asked at all; "" for always.
func onlyIf(q *assess.Question) string {
	all := make([]string, len(q.OnlyIf))
	for i, c := range q.OnlyIf {
		all[i] = c.Question + " is " + strings.Join(c.Is, " or ")
	}
	return strings.Join(all, ", and ")
}

func optionIDs(q *assess.Question) []string {
	ids := make([]string, len(q.Options))
	for i, o := range q.Options {
		ids[i] = o.ID
	}
	return ids
}
