package questionnaires

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"readiness/assess"
)

// The tables of a questionnaire.
var (
	sections   = rows{"section", "section", "[[section]]", 1, maxSections}
	questions  = rows{"question", "question", "[[section.question]]", 1, maxQuestions}
	options    = rows{"options", "option", `options = [ { id = "yes", say = "Yes", points = 1 }, { id = "no", say = "No", points = 0 } ]`, 2, maxOptions}
	levels     = rows{"levels", "level", `levels = [ { from = 0, points = 0 }, { from = 40, points = 1 } ]`, 2, maxLevels}
	conditions = rows{"only_if", "condition", `only_if = [ { question = "typing", is = ["yes"] } ]`, 0, maxConditions}
)

// kindKeys are the keys that go with some kinds of question only.
var kindKeys = []string{"evidence", "options", "enough", "unit", "min", "max", "levels", "minutes", "accuracy", "draw", "item", reachKey}

// ParseQuestionnaire gives the questionnaire in a file that keeps every rule. Its error is
// assess.Problems; name is how the person called the file.
func ParseQuestionnaire(name string, src []byte) (*assess.Questionnaire, error) {
	top, err := openAs(Questionnaire, name, src)
	if err != nil {
		return nil, err
	}
	r := &questionnaireReader{sections: map[string]bool{}, at: map[string]int{}}
	q := r.read(top)
	top.close()
	r.count(top)
	for i := range r.asked {
		r.conditions(i)
	}
	if err := top.problems.Err(); err != nil {
		return nil, err
	}
	r.finish(&q)
	q.SHA256 = digest(src)
	return assess.NewQuestionnaire(q), nil
}

// openAs opens a file of one kind, and checks its format before all else.
func openAs(kind Kind, name string, src []byte) (*table, error) {
	top, err := open(name, src, string(kind))
	if err != nil {
		return nil, err
	}
	if n, ok := take[int64](top, "format", "a whole number", func() string { return fmt.Sprint(": ", format) }); ok && n != format {
		top.wrong("format", fmt.Sprintf("write format = %d, or use the version of this program that the file was made for", format),
			"format is %d; this program reads format %d", n, format)
		return nil, top.problems.Err()
	}
	return top, nil
}

func digest(src []byte) string {
	sum := sha256.Sum256(src)
	return hex.EncodeToString(sum[:])
}

// A questionnaireReader holds what the rules across questions need.
type questionnaireReader struct {
	sections map[string]bool
	asked    []asked
	at       map[string]int // position in asked, by id
}

// asked is a question with the table it came from and the position of its section.
type asked struct {
	*assess.Question
	*table
	section int
}

// read reads everything but the conditions, which need to know all questions.
func (r *questionnaireReader) read(t *table) assess.Questionnaire {
	q := assess.Questionnaire{
		ID: t.id("id"), Version: t.text("version", maxVersion), Title: t.text("title", maxTitle),
		Minutes: t.whole("minutes", 1, maxMinutes), Intro: t.paragraphs("intro", maxIntro),
	}
	if n := len(strings.Fields(q.Intro)); n > introWords {
		t.wrong("intro", fmt.Sprintf("shorten it to %d words", introWords), "intro has %d words", n)
	}
	for _, s := range t.each(sections) {
		section := assess.Section{ID: s.id("id"), Title: s.text("title", maxTitle)}
		if section.ID != "" {
			s.once(r.sections, s.place.at("id"), ownID, "the section id", section.ID)
		}
		for _, row := range s.each(questions) {
			r.question(row, len(q.Sections))
		}
		q.Sections = append(q.Sections, section)
	}
	return q
}

// question reads one question, without its conditions, and notes it.
func (r *questionnaireReader) question(t *table, section int) {
	q := &assess.Question{ID: t.id("id"), Ask: t.text("ask", maxAsk), Kind: word(t, "kind", kinds)}
	if t.has("help") {
		q.Help = t.prose("help", maxHelp)
	}
	if t.has("may_not_apply") {
		q.MayNotApply = t.text("may_not_apply", maxReason)
	}
	t.known = append(t.known, conditions.key)
	t.foreign, t.kind = kindKeys, fmt.Sprintf("kind = %q", q.Kind)
	readKind(t, q)
	if first, ok := r.at[q.ID]; ok {
		t.wrong("id", ownID, "the question id %q stands twice; the first is in line %d",
			q.ID, t.pos(r.asked[first].place.at("id")).Line)
	} else if q.ID != "" {
		r.at[q.ID] = len(r.asked)
	}
	r.asked = append(r.asked, asked{q, t, section})
}

// readKind reads what hangs on the kind of a question.
func readKind(t *table, q *assess.Question) {
	if q.Kind == assess.One || q.Kind == assess.Many || q.Kind == assess.Number {
		q.Evidence = word(t, "evidence", evidences)
	}
	switch q.Kind {
	case "":
		t.known = append(t.known, kindKeys...)
	case assess.Typing, assess.Tasks:
		readExercise(t, q)
	case assess.One:
		checkRise(t, readOptions(t, q))
		checkOne(t, q)
	case assess.Many:
		readOptions(t, q)
		if t.has("enough") {
			q.Enough = t.whole("enough", 1, maxPoints*maxOptions)
		}
		checkMany(t, q)
	case assess.Number:
		readNumber(t, q)
	}
	if q.Kind != assess.Text && q.Kind != "" {
		readReach(t, q)
	}
}

// readOptions reads the options of a question of kind one or many, and gives those that take weeks.
func readOptions(t *table, q *assess.Question) []timed {
	var all []timed
	seen := map[string]bool{}
	for _, row := range t.each(options) {
		o := assess.Option{ID: row.id("id"), Say: row.text("say", maxSay), Points: row.whole("points", 0, maxPoints)}
		if o.ID != "" {
			row.once(seen, row.place.at("id"), ownID, "the option id", o.ID)
		}
		if q.Kind == assess.Many {
			if row.has("alone") {
				o.Alone = row.flag("alone")
			}
			checkTick(row, o)
		} else {
			row.foreign, row.kind = []string{"alone"}, t.kind
		}
		o.Weeks = readWeeks(row, q.Evidence, o.Points)
		q.Options, all = append(q.Options, o), append(all, timed{row, o.Points, o.Weeks})
	}
	return all
}

// checkTick holds the rule on the points of one option of a question of kind many.
func checkTick(row *table, o assess.Option) {
	switch {
	case !row.sound():
	case o.Alone && o.Points > 0:
		row.wrong("points", "write points = 0, or take alone out", "points is %d, but an option that stands alone earns 0", o.Points)
	case !o.Alone && o.Points == 0:
		row.wrong("points", fmt.Sprintf("write a whole number from 1 to %d, or alone = true for \"none of these\"", maxPoints),
			"points is 0, so ticking it is worth nothing")
	}
}

// checkOne: an answer can earn nothing, and another something.
func checkOne(t *table, q *assess.Question) {
	if !t.sound() {
		return
	}
	if !slices.ContainsFunc(q.Options, func(o assess.Option) bool { return o.Points == 0 }) {
		t.wrong("options", "let the least of the options earn 0", "no option earns 0 points")
	}
	if q.Most() == 0 {
		t.wrong("options", "give points to the better options", "every option earns 0 points")
	}
}

// checkMany: at most one option excludes the others.
func checkMany(t *table, q *assess.Question) {
	alone := 0
	for i, o := range q.Options {
		if !o.Alone {
			continue
		}
		if alone++; alone > 1 {
			t.faultIn(t.place.item("options", i), "keep one of them", "a second option has alone = true")
		}
	}
	if t.sound() && q.Most() == 0 {
		t.wrong("options", "add an option that earns points", "every option earns 0 points")
	}
}

// readNumber reads what only a question for a number has.
func readNumber(t *table, q *assess.Question) {
	q.Unit = t.text("unit", maxUnit)
	q.Min, q.Max = t.whole("min", -maxNumber, maxNumber), t.whole("max", -maxNumber, maxNumber)
	if t.sound() && q.Max <= q.Min {
		t.wrong("max", "write a number above min", "max is %d, not above min, which is %d", q.Max, q.Min)
	}
	bounded := t.sound()
	var all []timed
	for i, row := range t.each(levels) {
		l := assess.Level{From: row.whole("from", -maxNumber, maxNumber), Points: row.whole("points", 0, maxPoints)}
		if bounded && row.sound() {
			checkLevel(row, q, i, l)
		}
		l.Weeks = readWeeks(row, q.Evidence, l.Points)
		q.Levels, all = append(q.Levels, l), append(all, timed{row, l.Points, l.Weeks})
	}
	checkRise(t, all)
	if !t.sound() {
		return
	}
	if !slices.ContainsFunc(q.Levels, func(l assess.Level) bool { return l.Points == 0 }) {
		t.wrong("levels", "let the lowest level earn 0", "no level earns 0 points")
	}
	if q.Most() == 0 {
		t.wrong("levels", "give points to the higher levels", "every level earns 0 points")
	}
}

// checkLevel: the first level begins at min, and each later one above the one before, up to max.
func checkLevel(row *table, q *assess.Question, i int, l assess.Level) {
	switch {
	case i == 0 && l.From != q.Min:
		row.wrong("from", fmt.Sprintf("write from = %d", q.Min), "from is %d, but the first level begins at min, which is %d", l.From, q.Min)
	case i > 0 && len(q.Levels) == i && l.From <= q.Levels[i-1].From:
		row.wrong("from", "write the levels in rising order", "from is %d, not above the level before, which is from %d", l.From, q.Levels[i-1].From)
	case l.From > q.Max:
		row.wrong("from", fmt.Sprintf("write a number up to %d", q.Max), "from is %d, above max, which is %d", l.From, q.Max)
	}
}

// count holds the limits on all questions together.
func (r *questionnaireReader) count(t *table) {
	texts, exercises := 0, 0
	for i, a := range r.asked {
		if i == maxQuestions {
			a.faultIn(a.place.value, "leave questions out", "there are more than %d questions", maxQuestions)
		}
		if !a.Exercise() && exercises > 0 {
			a.faultIn(a.place.value, "move it before the first exercise", "this question follows an exercise, but exercises come after all questions")
		}
		switch {
		case a.Kind == assess.Text:
			if texts++; texts == maxTexts+1 {
				a.faultIn(a.place.value, "leave some out", "there are more than %d questions for a text", maxTexts)
			}
		case a.Exercise():
			if exercises++; exercises == maxExercises+1 {
				a.faultIn(a.place.value, "leave some out", "there are more than %d exercises", maxExercises)
			}
		}
	}
}

// conditions reads the conditions of a question.
func (r *questionnaireReader) conditions(i int) {
	a := r.asked[i]
	if a.Exercise() {
		return
	}
	for _, row := range a.each(conditions) {
		c := assess.Condition{}
		id, ok := take[string](row, "question", "a text", func() string { return " in quotes: the id of an earlier question" })
		if ok && r.checkCondition(row, i, id) {
			c = assess.Condition{Question: id, Is: r.is(row, r.asked[r.at[id]].Question)}
		} else {
			row.known = append(row.known, "is")
		}
		a.OnlyIf = append(a.OnlyIf, c)
	}
}

// checkCondition: a condition names an earlier question that has options.
func (r *questionnaireReader) checkCondition(row *table, i int, id string) bool {
	at, known := r.at[id]
	switch {
	case !known:
		var ids []string
		for _, earlier := range r.asked[:i] {
			ids = append(ids, earlier.ID)
		}
		row.wrong("question", "write the id of an earlier question"+like(id, ids), "there is no question %q", shown(id))
	case at == i:
		row.wrong("question", "name an earlier question", "question %q cannot depend on itself", id)
	case at > i:
		row.wrong("question", fmt.Sprintf("move %q behind %q, or take another condition", r.asked[i].ID, id), "question %q does not come earlier", id)
	case r.asked[at].Kind != assess.One && r.asked[at].Kind != assess.Many:
		if r.asked[at].Kind != "" {
			row.wrong("question", "name a question of kind \"one\" or \"many\"", "question %q has no options to choose", id)
		}
	default:
		return true
	}
	return false
}

// is reads the options under which a condition holds.
func (r *questionnaireReader) is(row *table, q *assess.Question) []string {
	seen := map[string]bool{}
	return row.texts("is", "option ids", maxOptions, func(at int, id string) bool {
		if q.Option(id) == nil {
			ids := optionIDs(q)
			row.faultIn(at, "write one of: "+strings.Join(ids, ", ")+like(id, ids), "question %q has no option %q", q.ID, shown(id))
			return false
		}
		return row.once(seen, at, nameOnce, "option", id)
	})
}

func optionIDs(q *assess.Question) []string {
	ids := make([]string, len(q.Options))
	for i, o := range q.Options {
		ids[i] = o.ID
	}
	return ids
}

// finish puts the questions into their sections.
func (r *questionnaireReader) finish(q *assess.Questionnaire) {
	for _, a := range r.asked {
		s := &q.Sections[a.section]
		s.Questions = append(s.Questions, *a.Question)
	}
}
