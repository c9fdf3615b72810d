package tables

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"readiness/assess"
)

// Limits on what a Reader remembers of each column, so that it does not grow with the table.
const (
	mostRemembered      = 4096    // texts
	mostRememberedBytes = 1 << 18 // of all of them
)

const (
	maxEmail  = 254 // characters of an e-mail address
	maxReason = 40  // characters of a reason for no answer, beyond the words of the question
)

// A Reader turns rows into answers. It remembers what the texts of a column mean, so each goroutine needs its own.
type Reader struct {
	columns []reading // of the header
	people  []int     // the columns that say who it is
	answers []int     // the columns that are questions
	absent  []absence // the needed questions without a column
	asked   int       // questions of the questionnaire
}

// reading is how a column is read.
type reading struct {
	Column
	question *assess.Question
	text     bool   // it takes free text
	at       int    // its position
	names    []name // of its options
	loose    []name // the same, whether or not a full stop ends them
	letters  []name // of the boxes on paper
	longest  int    // a cell that ticks each option once
	known    map[string]*meaning
	bytes    int               // of the texts that are known
	recent   [quickly]*meaning // some of those, by a cheap sum of the text
}

// quickly is how many texts a column finds without the map of those that are known.
const quickly = 1 << 6

// absence is a needed question that the table does not have.
type absence struct {
	at    int
	reply assess.Reply
	told  assess.Told
}

// meaning is what the text of a cell means.
type meaning struct {
	text   string
	reply  assess.Reply
	answer assess.Answer
	told   assess.Told // of answer
	says   bool        // something: it is not blank, nor skipped
	fault  *Fault
}

// secondHeader are tidy words that SurveyMonkey writes below the words of a question for free text. Who writes
// nothing else is nobody.
var secondHeader = map[string]bool{"response": true, "open-ended response": true}

// nobody is the Fault of a row that answers no question: a line below the table, or someone who left all blank.
func nobody() *Fault {
	return &Fault{Column: -1, What: "no question is answered in this row",
		Fix: "take the row out if it is nobody's; a person without any answer cannot be judged"}
}

// NewReader makes a table's mapping ready to read its rows. needs says for each question of q by its position
// whether it is needed; q is the one the mapping was made for.
func NewReader(m *Mapping, q *assess.Questionnaire, needs []bool) *Reader {
	r := &Reader{columns: make([]reading, len(m.Columns))}
	positions, collected := map[string]int{}, map[string]bool{}
	for _, question := range q.Questions() {
		positions[question.ID] = r.asked
		r.asked++
	}
	for i, c := range m.Columns {
		column := &r.columns[i]
		column.Column = c
		switch c.Use {
		case ForReference, ForName, ForEmail, ForDate:
			r.people = append(r.people, i)
		case ForAnswer:
			collected[c.Question] = true
			r.answers = append(r.answers, i)
			column.question, column.at, column.known = q.Question(c.Question), positions[c.Question], map[string]*meaning{}
			column.text = column.question.Kind == assess.Text
			column.names, column.longest = namesOf(column.question)
			column.loose, column.letters = stopped(column.names), lettersOf(column.question, column.names)
		}
	}
	for _, question := range q.Questions() {
		at := positions[question.ID]
		if !needs[at] || collected[question.ID] || question.Exercise() {
			continue
		}
		reply := assess.Reply{Question: question.ID, State: assess.NotCollected}
		if answer, err := question.Take(reply); err == nil {
			r.absent = append(r.absent, absence{at, reply, question.Tell(&answer)})
		}
	}
	return r
}

// Answers puts the answers of a row into a slice that has one for each question of the questionnaire, by its
// position, as a Panel takes them: the zero Told for a question without a column that is not needed, or is an
// exercise. What they hold is shared with other rows: it must not be altered. A row that answers no question at all has a
// Fault, as nobody may have written it. If there is a Fault, the answers are of no use.
func (r *Reader) Answers(row Row, into []assess.Told) (Person, *Fault) {
	if row.Fault != "" {
		return Person{}, rowFault(row)
	}
	person, fault := r.person(row)
	if fault != nil {
		return person, fault
	}
	clear(into[:r.asked])
	for _, a := range r.absent {
		into[a.at] = a.told
	}
	says := false
	for _, i := range r.answers {
		c := &r.columns[i]
		m := c.means(row, i)
		if m.fault != nil {
			return person, m.fault
		}
		into[c.at] = m.told
		says = says || m.says
	}
	if !says {
		return person, nobody()
	}
	return person, nil
}

// Replies gives the same as Answers, as replies for assess.NewAnswers, in the order of the columns.
func (r *Reader) Replies(row Row) ([]assess.Reply, Person, *Fault) {
	if row.Fault != "" {
		return nil, Person{}, rowFault(row)
	}
	person, fault := r.person(row)
	if fault != nil {
		return nil, person, fault
	}
	var replies []assess.Reply
	says := false
	for _, i := range r.answers {
		m := r.columns[i].means(row, i)
		if m.fault != nil {
			return nil, person, m.fault
		}
		says = says || m.says
		reply := m.reply
		if ticks, ok := reply.Value.([]string); ok {
			reply.Value = slices.Clone(ticks)
		}
		replies = append(replies, reply)
	}
	if !says {
		return nil, person, nobody()
	}
	for _, a := range r.absent {
		replies = append(replies, a.reply)
	}
	return replies, person, nil
}

// rowFault is the Fault of a row that could not be read well.
func rowFault(row Row) *Fault {
	return &Fault{Column: -1, What: row.Fault, Fix: "mend this row in the table"}
}

// Reason gives all that is known of the fault in one sentence. It may hold what the cell says, so it is for the
// table of set-aside rows only.
func (f *Fault) Reason() string {
	reason := f.What
	if f.Said != "" {
		reason += ": " + f.Said
	}
	if f.Fix != "" {
		reason += "; " + f.Fix
	}
	return reason
}

// person reads who a row is of.
func (r *Reader) person(row Row) (Person, *Fault) {
	var p Person
	for _, i := range r.people {
		if i >= len(row.Cells) || len(row.Cells[i]) == 0 {
			continue
		}
		c, text, most := &r.columns[i], spaced(string(row.Cells[i])), assess.MaxName
		switch c.Use {
		case ForReference:
			p.Reference = text
		case ForName:
			p.Name = joined(p.Name, unlessAnonymous(text))
			text = p.Name
		case ForEmail:
			p.Email, most = unlessAnonymous(text), maxEmail
		case ForDate:
			p.Date = dayOf(text)
			continue
		}
		if n := utf8.RuneCountInString(text); n > most {
			return Person{}, c.fault(i, &doubt{what: fmt.Sprintf("it has %d characters", n), fix: fmt.Sprintf("shorten it to %d", most)})
		}
	}
	return p, nil
}

// joined gives a name of parts, such as a first and a last name, without a part that another has already.
func joined(name, part string) string {
	has := func(s, words string) bool { return strings.Contains(" "+s+" ", " "+words+" ") }
	switch {
	case name == "":
		return part
	case part == "" || has(name, part) && strings.Contains(name, " "):
		return name
	case has(part, name) && strings.Contains(part, " "):
		return part
	}
	return name + " " + part
}

func unlessAnonymous(text string) string {
	if brief(text, longestAnonymous) && anonymous[tidy(text)] {
		return ""
	}
	return text
}

// dayOf gives the day of a date that can be read in one way only, the year first, as YYYY-MM-DD; else "".
func dayOf(text string) string {
	end := 0
	for end < len(text) && text[end] != ' ' && text[end] != 'T' {
		end++
	}
	for _, form := range []string{time.DateOnly, "2006/1/2", "2006-1-2"} {
		if d, err := time.Parse(form, text[:end]); err == nil {
			return d.Format(time.DateOnly)
		}
	}
	return ""
}

// means says what the cell of a column means. Free text is worked out each time, as it hardly comes again.
func (c *reading) means(row Row, column int) *meaning {
	var cell []byte
	if column < len(row.Cells) {
		cell = row.Cells[column]
	}
	if c.text && len(cell) > 0 {
		return c.work(string(cell), column)
	}
	recent := &c.recent[sum(cell)]
	if m := *recent; m != nil && m.text == string(cell) {
		return m
	}
	m, ok := c.known[string(cell)]
	if !ok {
		m = c.work(string(cell), column)
		if len(c.known) == mostRemembered || c.bytes+len(cell) > mostRememberedBytes {
			return m
		}
		m.text = string(cell)
		c.known[m.text] = m
		c.bytes += len(cell)
	}
	*recent = m
	return m
}

// sum gives a number under quickly that is seldom the same for two options of a question, whose words often begin
// alike.
func sum(cell []byte) uint64 {
	const odd = 0x9e3779b97f4a7c15
	n := len(cell)
	h := uint64(n)
	if n < 8 {
		for _, b := range cell {
			h = h*odd + uint64(b)
		}
	} else {
		h = (h*odd+binary.LittleEndian.Uint64(cell[n-8:]))*odd + binary.LittleEndian.Uint64(cell[n/2-4:])
	}
	return h * odd >> (64 - 6)
}

// doubt is why a cell cannot be taken, with its content apart.
type doubt struct{ what, said, fix string }

// work works out what a text means.
func (c *reading) work(text string, column int) *meaning {
	reply, d := c.reply(text)
	if d != nil {
		return &meaning{fault: c.fault(column, d)}
	}
	reply.Question = c.question.ID
	answer, err := c.question.Take(reply)
	if err != nil {
		return &meaning{fault: c.fault(column, c.refused(err))}
	}
	says := answer.State != assess.Skipped && answer.State != assess.NotTaken
	if says && c.text && brief(text, maxReason) {
		says = !secondHeader[tidy(text)]
	}
	m := &meaning{reply: reply, answer: answer, says: says}
	m.told = c.question.Tell(&m.answer)
	return m
}

// refused gives the reason for which assess does not take a reply. As the reason may name what was said, it is apart.
func (c *reading) refused(err error) *doubt {
	d := &doubt{"the answer does not fit the question", err.Error(), c.wantsNumber()}
	if c.question.Kind == assess.Many {
		d.what, d.fix = "the options that are ticked do not go together", "take out those that exclude others, or stand twice"
	}
	var ps assess.Problems
	if errors.As(err, &ps) && len(ps) == 1 {
		d.said = strings.TrimPrefix(ps[0].What, strconv.Quote(c.question.ID)+": ")
	}
	return d
}

// fault says of which cell a doubt is.
func (c *reading) fault(column int, d *doubt) *Fault {
	what := "column " + c.Letter
	if c.Header != "" {
		what += fmt.Sprintf(", %q", cut(c.Header))
	}
	return &Fault{Column: column, What: what + ": " + d.what, Said: d.said, Fix: d.fix}
}

// reply gives the reply that a text is, without the question.
func (c *reading) reply(text string) (assess.Reply, *doubt) {
	if c.text {
		return c.free(text)
	}
	words := tidy(text)
	switch {
	case words == "" && c.question.Exercise():
		return assess.Reply{State: assess.NotTaken}, nil
	case words == "":
		return assess.Reply{State: assess.Skipped}, nil
	case c.question.Kind == assess.One, c.question.Kind == assess.Many:
		return c.choice(words, text)
	}
	value, d := c.number(text)
	if d == nil {
		return assess.Reply{State: assess.Answered, Value: value}, nil
	}
	if state, ok := c.state(words); ok {
		return assess.Reply{State: state}, nil
	}
	if boxes, ways := pick(words, c.letters); ways == 1 {
		return assess.Reply{State: c.reason(boxes[0])}, nil
	}
	return assess.Reply{}, d
}

// free takes free text as it is.
func (c *reading) free(text string) (assess.Reply, *doubt) {
	if n := utf8.RuneCountInString(text); n > assess.MaxText {
		return assess.Reply{}, &doubt{what: fmt.Sprintf("the text has %d characters", n), fix: fmt.Sprintf("shorten it to %d", assess.MaxText)}
	}
	if brief(text, maxReason+len(c.question.MayNotApply)) {
		if state, ok := c.state(tidy(text)); ok {
			return assess.Reply{State: state}, nil
		}
	}
	return assess.Reply{State: assess.Answered, Value: text}, nil
}

// state gives the reason for no answer that tidy words are.
func (c *reading) state(words string) (assess.AnswerState, bool) {
	q := c.question
	if q.Kind == assess.Many {
		words = strings.TrimRight(words, "; ")
	}
	words = strings.TrimRight(words, ". ")
	switch {
	case q.Exercise() && (words == "not taken" || words == "n/a" || words == "not applicable"):
		return assess.NotTaken, true
	case words == "prefer not to say":
		return assess.PreferNotToSay, true
	case words == "skipped":
		return assess.Skipped, true
	case q.MayNotApply != "" && (words == "not applicable" || words == "n/a" || words == strings.TrimRight(tidy(q.MayNotApply), ". ")):
		return assess.NotApplicable, true
	}
	return "", false
}

// reasons says which reasons for no answer the question takes, for a remedy.
func (c *reading) reasons() string {
	if c.question.MayNotApply != "" {
		return `or leave it blank, or write "prefer not to say" or "not applicable"`
	}
	return `or leave it blank, or write "prefer not to say"`
}

// ids lists the options for a remedy.
func (c *reading) ids() string {
	ids := make([]string, len(c.question.Options))
	for i, o := range c.question.Options {
		ids[i] = o.ID
	}
	return strings.Join(ids, ", ")
}

// choice finds the options that tidy words are, or the reason for no answer. The words of the options come first, and
// the letters of the form on paper last.
func (c *reading) choice(words, text string) (assess.Reply, *doubt) {
	for _, names := range [][]name{c.names, c.loose} {
		if ticks, ways := c.ticks(words, names); ways > 0 {
			return c.ticked(ticks, ways, text)
		}
	}
	if state, ok := c.state(words); ok {
		return assess.Reply{State: state}, nil
	}
	if ticks, ways := c.ticks(words, c.letters); ways > 0 {
		return c.ticked(ticks, ways, text)
	}
	switch {
	case c.mixed(words):
		return assess.Reply{}, c.both(text)
	case c.question.Kind == assess.Many:
		return assess.Reply{}, &doubt{"the cell is no list of options of the question", said(text), howMany + c.ids() + ", " + c.reasons()}
	}
	return assess.Reply{}, &doubt{"the cell is none of the options of the question", said(text), "write one of them in its words or by its id, of: " + c.ids() + ", " + c.reasons()}
}

// howMany begins the remedy for a cell with several ticks.
const howMany = `write the ids of those that are ticked with ";" between them, of: `

// ticks reads tidy words as names, of which a question with one answer takes one, and says in how many ways.
func (c *reading) ticks(words string, names []name) (ticks []int, ways int) {
	switch {
	case c.question.Kind == assess.One:
		return pick(words, names)
	case len(words) > c.longest:
		return nil, 0
	}
	return split(words, names)
}

// pick finds the one option that a tidy text names; ways is 2 if there are more.
func pick(text string, names []name) (ticks []int, ways int) {
	for _, n := range names {
		if n.text == text && !slices.Contains(ticks, n.option) {
			ticks = append(ticks, n.option)
		}
	}
	return ticks, min(2, len(ticks))
}

// ticked gives the reply of ticks, which may be the box of a reason for no answer.
func (c *reading) ticked(ticks []int, ways int, text string) (assess.Reply, *doubt) {
	many := c.question.Kind == assess.Many
	switch {
	case ways > 1 && many:
		return assess.Reply{}, &doubt{"the cell can be read as options of the question in more than one way", said(text), howMany + c.ids()}
	case ways > 1:
		return assess.Reply{}, &doubt{"the cell can be read as more than one option", said(text), "write the one that is meant in another way, by its words or by its id, of: " + c.ids()}
	}
	ids := make([]string, len(ticks))
	for i, o := range ticks {
		switch {
		case o < len(c.question.Options):
			ids[i] = c.question.Options[o].ID
		case len(ticks) > 1:
			return assess.Reply{}, c.both(text)
		default:
			return assess.Reply{State: c.reason(o)}, nil
		}
	}
	if many {
		return assess.Reply{State: assess.Answered, Value: ids}, nil
	}
	return assess.Reply{State: assess.Answered, Value: ids[0]}, nil
}

// reason gives the state that a position after those of the options stands for.
func (c *reading) reason(position int) assess.AnswerState {
	if position-len(c.question.Options) == doesNotApply {
		return assess.NotApplicable
	}
	return assess.PreferNotToSay
}

// mixed says whether tidy words are options and a reason for no answer.
func (c *reading) mixed(words string) bool {
	reasons := reasonsOf(c.question)
	most := c.longest
	var names []name
	for _, n := range slices.Concat(c.loose, stopped(reasons)) {
		if !slices.ContainsFunc(names, func(o name) bool { return o.text == n.text }) {
			names = append(names, n)
		}
	}
	for _, r := range reasons {
		most += len(r.text) + len(". ; ")
	}
	if len(words) > most {
		return false
	}
	ticks, _ := split(words, names)
	isReason := func(o int) bool { return o >= len(c.question.Options) }
	return slices.ContainsFunc(ticks, isReason) && slices.ContainsFunc(ticks, func(o int) bool { return !isReason(o) })
}

// both is the doubt of options and a reason for no answer together.
func (c *reading) both(text string) *doubt {
	return &doubt{"an option and a reason for no answer stand in one cell", said(text),
		"ask the person which is meant, and take out the other, or leave the cell blank"}
}

// number finds a whole number: digits, perhaps with the unit of the question after them. Compatibility forms of
// digits are not taken, as a 4 with a small 2 above it is no 42.
func (c *reading) number(text string) (any, *doubt) {
	const mostDigits = 9
	q, text := c.question, spaced(text)
	least, most, unit := q.Min, q.Max, ""
	switch q.Kind {
	case assess.Number:
		unit = tidy(q.Unit)
	case assess.Tasks:
		least, most = 0, q.Most()
	case assess.Typing: // assess knows what is too fast
		least, most = 0, math.MaxInt
	}
	fix := c.wantsNumber()
	digits, negative := strings.CutPrefix(text, "-")
	end := 0
	for end < len(digits) && '0' <= digits[end] && digits[end] <= '9' {
		end++
	}
	rest := digits[end:]
	if rest == ".0" { // as programs write a whole number that they hold as a fraction
		rest = ""
	}
	n, err := strconv.Atoi(digits[:end])
	if err != nil || end > mostDigits || rest != "" && (unit == "" || tidy(rest) != unit) {
		return nil, &doubt{"the cell is not a whole number", said(text), fix}
	}
	if negative {
		n = -n
	}
	if q.Kind == assess.Typing && n < 0 {
		return nil, &doubt{"the number is less than 0", said(text), fix}
	}
	if n < least || n > most {
		return nil, &doubt{fmt.Sprintf("the number is outside %d to %d", least, most), said(text), fix}
	}
	return n, nil
}

// wantsNumber says what number the question takes, for a remedy.
func (c *reading) wantsNumber() string {
	q, most := c.question, 45
	if q.Kind == assess.Number {
		most = q.Max
	} else if q.Kind == assess.Tasks {
		most = q.Most()
	}
	alone := fmt.Sprintf(`in digits only, such as "%d"`, max(q.Min, min(45, most)))
	switch q.Kind {
	case assess.Typing:
		return "write the net words a minute as a whole number, " + alone + ", or leave it blank if the exercise was not taken"
	case assess.Tasks:
		return fmt.Sprintf("write how many of the %d tasks were right, %s, or leave it blank if the exercise was not taken", most, alone)
	default:
		return fmt.Sprintf("write a whole number from %d to %d, %s, %s", q.Min, q.Max, alone, c.reasons())
	}
}

// said quotes a cell, shortened.
func said(text string) string { return fmt.Sprintf("it says %q", cut(text)) }
