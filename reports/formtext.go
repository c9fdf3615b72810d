package reports

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"readiness/assess"
)

// The kinds of question as an online form has them, and what each is called there.
var formKinds = map[assess.Kind]string{
	assess.One: "Choice, one answer", assess.Many: "Choice, several answers", assess.Number: "Number", assess.Text: "Text",
}

// WriteFormText writes a questionnaire as plain text to be copied into an online form, so that what the form exports
// can be read without telling which column is which: what is asked and each option stand alone on a line, word for
// word, however long. It asks what PaperForm asks. The role is a title; "" for none.
func WriteFormText(w io.Writer, q *assess.Questionnaire, needs []bool, role string) error {
	f := newForm(q, needs)
	t := text{width: usualWidth}
	t.heading(Heading{1, Clean(q.Title)})
	t.line("")
	t.paragraph("", Clean(fmt.Sprintf("%sFor an online form, such as Microsoft Forms or Google Forms: %s.", forRole(role), count(len(f.questions), "question"))))
	t.line("")
	t.heading(Heading{2, "How to make the form"})
	for i, step := range formSteps {
		t.paragraph(fmt.Sprintf("%2d. ", i+1), step)
	}
	t.line("")
	t.heading(Heading{2, "Title and description of the form"})
	t.line(Clean(q.Title))
	t.line("")
	for _, p := range split(q.Intro) {
		t.line(Clean(p))
		t.line("")
	}
	for _, says := range slices.Concat(aboutToFill(), yourAnswers) {
		t.line(says)
	}
	t.line("")
	for i, question := range f.questions {
		t.line("")
		if f.begins(i) {
			t.line("Section: " + Clean(question.section.Title))
			t.line(strings.Repeat("=", usualWidth))
			t.line("")
		}
		t.toCopy(f, question)
	}
	_, err := w.Write(t.Bytes())
	return err
}

// formSteps say how a form is made of the text.
var formSteps = []string{
	"Begin a new form. In Microsoft Forms choose New form, not New quiz. In Google Forms leave “Make this a quiz” off.",
	"Copy the title and the description. Replace each “…” in the description by your own words: whoever answers has to know who reads it, what for and how long it is kept. Add a section for each section below.",
	"For each question below, add one of its kind, and copy the line under “Ask” into it. Do not change a word: it is how the answers are found again.",
	"“Choice, one answer” is Choice in Microsoft Forms and Multiple choice in Google Forms. Copy all the lines under “Options” at once and paste them into the first option: each line becomes an option.",
	"“Choice, several answers” is the same with Multiple answers switched on in Microsoft Forms, and Checkboxes in Google Forms.",
	"“Number” is a line of text in which a figure is written: Text in Microsoft Forms, Short answer in Google Forms. Set no restriction, or the words that may stand instead cannot be written.",
	"“Text” is Text with a long answer in Microsoft Forms, and Paragraph in Google Forms.",
	"Add no option “Other”, shuffle no options, and mark no question as required: everyone may leave any out.",
	"“Help” goes into the subtitle or description of the question. It may be left out.",
	"“Only for” says whom a question is for. A form can lead the others past it by branching, but need not: an answer from somebody it is not for is kept and not counted.",
	"Collect no names and no e-mail addresses unless you need them. To know whose answers are whose without them, add as the first question, of the kind Text, the one word: Reference. Tell everyone what to write there.",
	"When all have answered: in Microsoft Forms, Open in Excel; in Google Forms, download the responses as CSV. Then: readiness class FILE",
}

// aboutToFill gives the lines of the description that whoever makes the form fills in.
func aboutToFill() []string {
	var all []string
	for _, about := range aboutAnswers {
		all = append(all, about+": …")
	}
	return all
}

// toCopy writes one question.
func (t *text) toCopy(f form, q formed) {
	t.line(fmt.Sprintf("Question %d: %s", q.number, formKinds[q.Kind]))
	t.line(strings.Repeat("-", usualWidth))
	for _, part := range []struct {
		name  string
		lines []string
	}{
		{"Only for", f.onlyFor(q)},
		{"Ask", []string{q.Ask}},
		{"Help", q.helpToCopy()},
		{map[bool]string{false: "Options", true: "These words may be written instead of a figure"}[q.Kind == assess.Number], q.boxes()},
	} {
		if len(part.lines) == 0 {
			continue
		}
		t.line(part.name + ":")
		for _, l := range part.lines {
			t.line(Clean(l))
		}
		t.line("")
	}
}

// onlyFor says whom a question is for, by the words of options; nothing if it is for everyone.
func (f form) onlyFor(q formed) []string {
	var all []string
	for _, c := range q.OnlyIf {
		before := f.questions[f.at[c.Question]]
		var says []string
		for _, id := range c.Is {
			says = append(says, quoted(before.Option(id).Say))
		}
		all = append(all, fmt.Sprintf("whoever chose %s in question %d", or(says), before.number))
	}
	return all
}

// helpToCopy gives what stands under a question in an online form; nothing if there is nothing to say.
func (q formed) helpToCopy() []string {
	var all []string
	if q.Help != "" {
		all = append(all, sentence(q.Help))
	}
	switch q.Kind {
	case assess.Number:
		unit := ""
		if q.Unit != "" {
			unit = " (" + q.Unit + ")"
		}
		may := []string{"a whole number " + q.figureRange() + unit}
		for _, words := range q.boxes() {
			may = append(may, quoted(words))
		}
		all = append(all, "Write "+or(may)+", and nothing else.")
	case assess.Text:
		if !warns(q.Help) {
			all = append(all, nameNobody)
		}
	}
	if len(all) == 0 {
		return nil
	}
	return []string{strings.Join(all, " ")}
}
