package reports

import (
	"fmt"
	"slices"
	"strings"

	"readiness/assess"
)

// What a form says instead of an answer, and asks of whoever writes in their own words.
const (
	preferNot  = "Prefer not to say"
	nameNobody = "Name no patient, no colleague and nothing private."
)

// textLines is how many lines there are on paper for an answer in one's own words.
const textLines = 6

// forRole says in a sentence which role a form is for; "" for none.
func forRole(role string) string {
	if role == "" {
		return ""
	}
	return "For the role: " + role + ". "
}

// A formed question is one that a form asks, with its number on the form.
type formed struct {
	*assess.Question
	number  int
	section *assess.Section
}

// A form is the questions that are asked on paper or in an online form: those that are needed, by position, and no
// exercises.
type form struct {
	*assess.Questionnaire
	questions []formed
	at        map[string]int // in questions, by id
	minutes   int
	exercises bool // some are needed, and left out
}

func newForm(q *assess.Questionnaire, needs []bool) form {
	f := form{Questionnaire: q, at: map[string]int{}, minutes: q.MinutesFor(needs)}
	at := 0
	for s, question := range q.Questions() {
		switch needed := needs[at]; {
		case needed && question.Exercise():
			f.exercises = true
		case needed:
			f.at[question.ID] = len(f.questions)
			f.questions = append(f.questions, formed{question, len(f.questions) + 1, s})
		}
		at++
	}
	return f
}

// begins says whether a question is the first of its section.
func (f form) begins(i int) bool { return i == 0 || f.questions[i-1].section != f.questions[i].section }

// boxes gives the words beside the boxes of a question: its options, and what may be said instead.
func (q formed) boxes() []string {
	var says []string
	for _, o := range q.Options {
		says = append(says, o.Say)
	}
	if q.MayNotApply != "" {
		says = append(says, q.MayNotApply)
	}
	if q.Kind != assess.Text {
		says = append(says, preferNot)
	}
	return says
}

// figureRange says which figures a question takes: "from 0 to 200".
func (q formed) figureRange() string { return fmt.Sprintf("from %d to %d", q.Min, q.Max) }

// PaperForm words a questionnaire for paper: questions with boxes to tick, to be handed out. It asks the questions that
// are needed, by position, but no exercises. No points are shown, which would steer the answers. The role is a title; ""
// for none. [EntrySheet] is for whoever types the answers.
func PaperForm(q *assess.Questionnaire, needs []bool, role string) Document {
	f := newForm(q, needs)
	d := Document{Title: q.Title, Subject: "A questionnaire to be answered on paper", Language: "en-GB", Blocks: f.front(role)}
	for i, question := range f.questions {
		if f.begins(i) {
			d.Blocks = append(d.Blocks, Heading{2, question.section.Title})
		}
		d.Blocks = append(d.Blocks, f.onPaper(question))
	}
	d.Blocks = append(d.Blocks, Paragraph{"These were all the questions. Thank you."})
	return d
}

// front is what stands before the first question.
func (f form) front(role string) []Block {
	blocks := []Block{Heading{1, f.Title}}
	for _, p := range split(f.Intro) {
		blocks = append(blocks, Paragraph{p})
	}
	return append(blocks,
		Paragraph{fmt.Sprintf("%sThere are %s. On a screen they take about %s; on paper many people need longer, and that is fine.", forRole(role), count(len(f.questions), "question"), count(f.minutes, "minute"))},
		Heading{2, "How to fill this in"},
		List{Items: []string{
			"Your name is not needed. On the line “Number or name” write what your teacher or adviser tells you to.",
			"Tick a box, or put a cross in it. To take a tick back, fill the whole box, and tick another.",
			"Leave out what you do not want to answer, or tick “" + preferNot + "”. Nobody asks why.",
			"Go through the questions in their order. A few are only for people with a certain answer before, and say so.",
			"Where you write in your own words: " + strings.ToLower(nameNobody[:1]) + nameNobody[1:],
		}},
		Frame{{"Number or name (as you are told)", 1}},
		Heading{2, "Who sees your answers"},
		Paragraph{"Whoever hands this out fills in the lines below. If they are empty, please ask before you write."},
		Frame{{aboutAnswers[0], 1}, {aboutAnswers[1], 1}, {aboutAnswers[2], 1}, {aboutAnswers[3], 1}},
		List{Items: yourAnswers})
}

// aboutAnswers is what whoever collects answers tells those who give them; each is a line to fill in.
var aboutAnswers = [...]string{"Who sees these answers", "What they are for", "How long they are kept", "Whom you can ask"}

// yourAnswers is what people can do about their answers, and when others are told of them.
var yourAnswers = []string{
	"You can ask to see what is kept about you, and ask to have it put right or deleted.",
	"At a school or college: if what you write makes a member of staff worry that you or somebody else may not be safe, they cannot keep it to themselves. They have to tell the person there whose work it is to keep young people safe.",
	"If you need help yourself, please do not wait for anybody to read this: tell an adult whom you trust.",
}

// onPaper words one question for paper.
func (f form) onPaper(q formed) Choices {
	c := Choices{Number: q.number, Ask: q.Ask, When: f.when(q), Several: q.Kind == assess.Many, Options: q.boxes()}
	if q.Help != "" {
		c.Says = append(c.Says, q.Help)
	}
	switch q.Kind {
	case assess.One:
		c.How = "Tick one."
	case assess.Many:
		c.How = "Tick all that are true of you."
	case assess.Number:
		c.How, c.Unit = fmt.Sprintf("Write a whole number %s, or tick a box.", q.figureRange()), q.Unit
		if c.Unit == "" {
			c.Unit = "(a whole number)"
		}
	case assess.Text:
		c.How, c.Lines = "Write on the lines, if you like.", textLines
		if !warns(q.Help) {
			c.How += " " + nameNobody
		}
	}
	return c
}

// warns says whether the author of a question asks by themselves to name nobody.
func warns(help string) bool { return strings.Contains(help, "Name no patient") }

// when says on paper whom a question is for, by the letters of boxes, and where the others go on; "" if it is for
// everyone.
func (f form) when(q formed) string {
	var ticked []string
	for _, c := range q.OnlyIf {
		before := f.questions[f.at[c.Question]]
		var letters []string
		for i, o := range before.Options {
			if slices.Contains(c.Is, o.ID) {
				letters = append(letters, Letter(i))
			}
		}
		ticked = append(ticked, fmt.Sprintf("%s in question %d", or(letters), before.number))
	}
	if len(ticked) == 0 {
		return ""
	}
	onwards := "leave it out"
	if next := f.after(q); next > 0 {
		onwards = fmt.Sprintf("go on with question %d", next)
	}
	return fmt.Sprintf("Only if you ticked %s; otherwise %s.", and(ticked), onwards)
}

// after gives the number of the first question behind one that is not for exactly the same people; 0 for none.
func (f form) after(q formed) int {
	same := func(a, b assess.Condition) bool { return a.Question == b.Question && slices.Equal(a.Is, b.Is) }
	for _, next := range f.questions[q.number:] {
		if !slices.EqualFunc(next.OnlyIf, q.OnlyIf, same) {
			return next.number
		}
	}
	return 0
}

// or joins names: "A", "A or B", "A, B or C".
func or(names []string) string {
	last := len(names) - 1
	if last < 1 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:last], ", ") + " or " + names[last]
}
