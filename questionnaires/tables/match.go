package tables

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"readiness/assess"
)

// Use says what a column is read for.
type Use int

// The uses of a column.
const (
	Ignored Use = iota
	ForReference
	ForName
	ForEmail
	ForDate
	ForAnswer
	SetAside // one of our own columns in a table of rows that were set aside
)

// uses gives each use in words, as messages and a table of assignments have them.
var uses = [...]string{"ignore", "reference", "name", "email", "date", "an answer", "set aside"}

// String gives the use in words.
func (u Use) String() string { return uses[u] }

// A Column says what one column of a table is for.
type Column struct {
	Header   string // its words on one line; "" if there are none
	Letter   string // as spreadsheets name it: A, B … AA
	Use      Use
	Question string // its id, if Use is ForAnswer
	How      string // it is known what the column is for, or why it is not used, in words

	near []likeness // questions that it may be, but not certainly
}

// A Mapping says what each column of a table is for. Make it with Match.
type Mapping struct {
	Columns      []Column // in the order of the table
	NotCollected []string // ids of the questions that are needed and have no column, in order; no exercises, no texts
	NoText       []string // the same of the texts
}

// matching is the work of Match.
type matching struct {
	table     *Table
	questions []*assess.Question
	needs     []bool
	byID      map[string]int   // position of a question
	byWords   map[string][]int // positions of the questions that have these tidy words
	byLetters map[string][]int // the same by their letters and digits alone
	columns   []Column
	words     []string // of each column, tidy
	byHand    []bool
	repeated  []int // the columns whose words, perhaps with a number after them, are those of a question: see inOrder
	problems  assess.Problems
}

// Match says what each column of a table is for, by its header or by assignments, which come first. needs says
// for each question by its position whether it is needed. Its error is assess.Problems: whatever is not certain,
// with the line of a table of assignments that would settle it. The Mapping is given with the error, too, to show
// what was understood; no answers may be read with it then.
func Match(t *Table, q *assess.Questionnaire, needs []bool, byHand []Assignment) (*Mapping, error) {
	m := &matching{
		table: t, needs: needs, byID: map[string]int{}, byWords: map[string][]int{}, byLetters: map[string][]int{},
		columns: make([]Column, len(t.Header)), byHand: make([]bool, len(t.Header)),
	}
	for _, question := range q.Questions() {
		words := tidy(question.Ask)
		m.byID[question.ID] = len(m.questions)
		m.byWords[words] = append(m.byWords[words], len(m.questions))
		if letters := lettersIn(words); letters != "" {
			m.byLetters[letters] = append(m.byLetters[letters], len(m.questions))
		}
		m.questions = append(m.questions, question)
	}
	for i, header := range t.Header {
		m.columns[i] = Column{Header: spaced(header), Letter: Letter(i)}
		m.words = append(m.words, tidy(header))
	}
	m.assign(byHand)
	for i := range m.columns {
		if !m.byHand[i] {
			m.recognise(i)
		}
	}
	m.inOrder()
	m.plainID()
	m.onlyOnce()
	m.doubt()
	m.nothing(q)
	m.noReference()
	return m.mapping(), m.problems.Err()
}

// recognise says what a column is for by its header, as far as that can be seen without the other columns.
func (m *matching) recognise(column int) {
	c, words := &m.columns[column], m.words[column]
	named, isID := m.byID[c.Header]
	same := m.byWords[words]
	use, known := metaUse(words)
	switch {
	case setAsideWords[words]:
		c.Use, c.How = SetAside, "added when rows were set aside"
	case isID && len(same) > 0 && !slices.Equal(same, []int{named}):
		m.unsure(c, named, fmt.Sprintf("it is the id of %q, and the words of %q", c.Header, m.questions[same[0]].ID))
	case isID:
		m.answer(c, named, "its id")
	case len(same) == 1:
		m.answer(c, same[0], "its words")
	case len(same) > 1 || m.repeats(words):
		m.repeated = append(m.repeated, column)
	case words == "":
		c.How = "it has no words"
	case isQuiz(words):
		c.How = "points or feedback of a quiz"
	case known && use == Ignored:
		c.How = "the form adds it"
	case known:
		c.Use, c.How = use, "its words"
	default:
		m.within(c, words)
	}
}

// answer makes a column that of a question.
func (m *matching) answer(c *Column, question int, how string) {
	c.Use, c.Question, c.How = ForAnswer, m.questions[question].ID, how
}

// isQuiz says whether tidy words are those of a column that a form adds if it is a quiz.
func isQuiz(words string) bool {
	return quizWords[words] || slices.ContainsFunc(quizAround, func(q struct{ before, after string }) bool {
		return len(words) > len(q.before)+len(q.after) && strings.HasPrefix(words, q.before) && strings.HasSuffix(words, q.after)
	})
}

var (
	numbered = regexp.MustCompile(`^\(?(?:q(?:uestion)? ?)?\d{1,3} ?[.):] ?`)
	marked   = regexp.MustCompile(`( ?\*| ?\((required|optional|mandatory)\))+$|^\* ?`)
)

// within finds the words of a question in a header that has more: the row of a grid, a number, a mark that an
// answer is required.
func (m *matching) within(c *Column, words string) {
	var found []int
	for _, inner := range innerParts(words) {
		for _, i := range m.byWords[inner] {
			if !slices.Contains(found, i) {
				found = append(found, i)
			}
		}
	}
	if len(found) == 1 {
		m.answer(c, found[0], "its words, without what stands around them")
		return
	}
	if len(found) == 0 {
		if found = m.lettered(words); len(found) == 1 {
			m.answer(c, found[0], "its words, but for punctuation and spaces")
			return
		}
	}
	c.How = strange
	for _, i := range found {
		c.near = append(c.near, likeness{i, 100})
	}
}

// strange is said of a column that nothing is known of.
const strange = "its words are those of no question"

// lettered gives the questions that have the same letters and digits as a tidy header, with or without the number and
// the mark around it.
func (m *matching) lettered(words string) []int {
	var found []int
	for _, inner := range []string{words, unmarked(words), unnumbered(words)} {
		for _, i := range m.byLetters[lettersIn(inner)] {
			if !slices.Contains(found, i) {
				found = append(found, i)
			}
		}
	}
	return found
}

// unmarked gives a tidy header without the mark that an answer is required; unnumbered also without its number. Most
// have neither.
func unmarked(words string) string {
	if !strings.Contains(words, "*") && !strings.HasSuffix(words, ")") {
		return words
	}
	return marked.ReplaceAllString(words, "")
}

func unnumbered(words string) string {
	if words = unmarked(words); strings.TrimLeft(words, "(q0123456789") == words {
		return words
	}
	return numbered.ReplaceAllString(words, "")
}

// innerParts gives what may be the words of a question within a tidy header: in "Grid [Row]", the row; in
// "Grid.Statement", the statement; in "12. Question *" and "Question (required)", the question.
func innerParts(words string) []string {
	bare := unmarked(words)
	parts := []string{bare, unnumbered(words)}
	if strings.HasSuffix(bare, "]") {
		if at := strings.Index(bare, "["); at > 0 {
			parts = append(parts, strings.TrimSpace(bare[at+1:len(bare)-1]))
		}
	}
	for at, r := range bare {
		if r == '.' && at > 0 {
			parts = append(parts, strings.TrimSpace(bare[at+1:]))
		}
	}
	return parts
}

// ending parts a header from the number that Microsoft Forms puts after the words of a question that were used
// before: 1 if there is none.
func ending(words string) (string, int) {
	at := len(words)
	for at > 0 && words[at-1] >= '0' && words[at-1] <= '9' {
		at--
	}
	if n, err := strconv.Atoi(words[at:]); err == nil && n > 1 && words[at] != '0' {
		return words[:at], n
	}
	return words, 1
}

// repeats says whether tidy words are those of a question and a number.
func (m *matching) repeats(words string) bool {
	base, n := ending(words)
	return n > 1 && len(m.byWords[base]) > 0
}

// inOrder settles the columns whose words several questions have: in the order of the numbers after them, if
// there are just as many as questions. Else none of them is certain.
func (m *matching) inOrder() {
	var bases []string
	of := map[string][]int{} // the columns, by the words without the number
	for _, i := range m.repeated {
		base := m.words[i]
		if len(m.byWords[base]) == 0 {
			base, _ = ending(base)
		}
		if of[base] == nil {
			bases = append(bases, base)
		}
		of[base] = append(of[base], i)
	}
	for _, base := range bases {
		m.settle(base, m.byWords[base], of[base])
	}
}

// settle gives the questions that have the same words to columns, or says that it cannot be told.
func (m *matching) settle(base string, same, columns []int) {
	inOrder := make([]*Column, len(same)) // by the number after the words, less 1
	fits := len(same) > 1 && len(columns) == len(same)
	for _, i := range columns {
		n := 1
		if m.words[i] != base {
			_, n = ending(m.words[i])
		}
		if fits = fits && n <= len(same) && inOrder[n-1] == nil; fits {
			inOrder[n-1] = &m.columns[i]
		}
	}
	for i, column := range columns {
		if fits {
			m.answer(inOrder[i], same[i], fmt.Sprintf("its words, which %d questions have, and its number", len(same)))
		} else {
			m.repeat(column, base, same, i)
		}
	}
}

// repeat notes that a column repeats the words of questions: it may be the one of them that is next in order, or, if
// they have columns, another question that its number belongs to.
func (m *matching) repeat(column int, base string, same []int, at int) {
	c, collected := &m.columns[column], m.collected()
	if next := same[min(at, len(same)-1)]; !collected[m.questions[next].ID] {
		m.unsure(c, next, fmt.Sprintf("it repeats the words of %s, and which of them it is cannot be told", m.list(same)))
		return
	}
	what := fmt.Sprintf("it repeats the words of %s, which has its column already", m.list(same))
	others := m.asked(func(id string) bool { return !collected[id] })
	if likely := near(base, others); len(likely) > 0 {
		question := m.questions[likely[0].question]
		m.unsure(c, likely[0].question, fmt.Sprintf("%s; it may be the question %q, %q, which has none", what, question.ID, cut(question.Ask)))
		return
	}
	m.problem(c, what+", and which question it is cannot be told", fmt.Sprintf(
		`to leave the column out write the line "%s,ignore" into a table for --map, below a first line "column,for"; if it is another question, "%s," and the id of that`, c.Letter, c.Letter))
}

// collected says which questions have a column, by their ids.
func (m *matching) collected() map[string]bool {
	all := map[string]bool{}
	for _, c := range m.columns {
		all[c.Question] = true
	}
	return all
}

// asked gives those of the needed questions whose ids are wanted, in the form in which they are compared.
func (m *matching) asked(wanted func(id string) bool) []asked {
	var all []asked
	for i, question := range m.questions {
		if m.needs[i] && wanted(question.ID) {
			all = append(all, asked{i, question.ID, wordsOf(question.Ask)})
		}
	}
	return all
}

// list gives the ids of some questions.
func (m *matching) list(questions []int) string {
	ids := make([]string, len(questions))
	for i, at := range questions {
		ids[i] = strconv.Quote(m.questions[at].ID)
	}
	return strings.Join(ids, ", ")
}

// unsure notes that a column may be that of a question.
func (m *matching) unsure(c *Column, question int, why string) {
	m.unsureAs(c, cut(c.Header), question, why)
}

// unsureAs is unsure with a column's words as they are to be shown.
func (m *matching) unsureAs(c *Column, shown string, question int, why string) {
	m.problemAs(c, shown, why, fmt.Sprintf(`for that question write the line "%s,%s" into a table for --map, below a first line "column,for"; to leave the column out, "%s,ignore"`,
		c.Letter, m.questions[question].ID, c.Letter))
}

// problem notes what is not certain of a column.
func (m *matching) problem(c *Column, what, fix string) { m.problemAs(c, cut(c.Header), what, fix) }

// problemAs is problem with the column's words as they are to be shown.
func (m *matching) problemAs(c *Column, shown, what, fix string) {
	c.How = "not certain"
	if shown != "" {
		what = fmt.Sprintf("column %s, %q: %s", c.Letter, shown, what)
	} else {
		what = fmt.Sprintf("column %s: %s", c.Letter, what)
	}
	m.problems = append(m.problems, assess.Problem{Pos: assess.Pos{File: m.table.Name, Line: m.table.Line}, What: what, Fix: fix})
}

// plainID leaves out the number that a form gives each response if there is a column "Reference", which our forms ask
// for by that word.
func (m *matching) plainID() {
	at := slices.Index(m.words, "reference")
	if at < 0 || m.columns[at].Use != ForReference {
		return
	}
	for i := range m.columns {
		c := &m.columns[i]
		if !m.byHand[i] && c.Use == ForReference && (m.words[i] == "id" || m.words[i] == "identyfikator") {
			c.Use, c.How = Ignored, fmt.Sprintf("column %s is the reference, which goes before the number that a form gives", m.columns[at].Letter)
		}
	}
}

// noReference notes for who reads the table that the people in it have no reference.
func (m *matching) noReference() {
	const note = "No column is a reference, so people are known by the number of their row alone: keep the rows in their order."
	if !slices.ContainsFunc(m.columns, func(c Column) bool { return c.Use == ForReference }) && !slices.Contains(m.table.Notes, note) {
		m.table.Notes = append(m.table.Notes, note)
	}
}

// onlyOnce notes the second column for a question, for the reference and the like. Metadata gives way to what was
// assigned by hand.
func (m *matching) onlyOnce() {
	type key struct {
		use      Use
		question string
	}
	first := map[key]int{}
	for i, hand := range m.byHand {
		if c := m.columns[i]; hand && c.Use != Ignored {
			first[key{c.Use, c.Question}] = i
		}
	}
	for i := range m.columns {
		c := &m.columns[i]
		if m.byHand[i] || c.Use == Ignored || c.Use == SetAside {
			continue
		}
		k := key{c.Use, c.Question}
		earlier, taken := first[k]
		switch {
		case !taken || c.Use == ForName && !m.byHand[earlier]: // a first name and a last one make one
			first[k] = i
		case m.byHand[earlier] && c.Use != ForAnswer:
			c.Use, c.How = Ignored, fmt.Sprintf("column %s is the %s", m.columns[earlier].Letter, k.use)
		default:
			m.second(c, &m.columns[earlier])
		}
	}
}

// second notes that two columns are for the same.
func (m *matching) second(c, earlier *Column) {
	what := fmt.Sprintf("it is for the %s, as column %s is", c.Use, earlier.Letter)
	if c.Use == ForAnswer {
		what = fmt.Sprintf("it is for the question %q, as column %s is", c.Question, earlier.Letter)
	}
	keep := "keep one"
	if c.Use == ForAnswer {
		keep = "if both hold answers, put them into one column first, and keep that one"
	}
	m.problem(c, what, fmt.Sprintf(`%s: write the line "%s,ignore" or "%s,ignore" into a table for --map, below a first line "column,for"`, keep, c.Letter, earlier.Letter))
	c.Use, c.Question = Ignored, ""
}

// doubt notes the columns that may be a needed question: one that has no column, or else one that has, as a form that
// was changed while it was open gives a question two columns.
func (m *matching) doubt() {
	collected := m.collected()
	all := m.asked(func(string) bool { return true })
	for i := range m.columns {
		c := &m.columns[i]
		if m.byHand[i] || c.Use != Ignored || c.How != strange {
			continue
		}
		if c.near == nil {
			c.near = slices.DeleteFunc(near(c.Header, all), func(l likeness) bool {
				question := m.questions[l.question]
				return collected[question.ID] && !isCopy(c.Header, question)
			})
			slices.SortStableFunc(c.near, func(a, b likeness) int { // the likeliest first, before them of the same those without a column
				return cmp.Or(b.percent-a.percent, order(collected[m.questions[a.question].ID])-order(collected[m.questions[b.question].ID]))
			})
		}
		if len(c.near) > 0 {
			m.doubted(c, m.questions[c.near[0].question], collected)
		}
	}
}

// order puts what has something behind what has not.
func order(has bool) int {
	if has {
		return 1
	}
	return 0
}

// doubted notes that a column may be a question, or a second column of it.
func (m *matching) doubted(c *Column, question *assess.Question, collected map[string]bool) {
	header, words := apart(c.Header, question.Ask)
	if !collected[question.ID] {
		m.unsureAs(c, header, m.byID[question.ID], fmt.Sprintf("it may be the question %q, %q, which has no column, but its words are not the same", question.ID, words))
		return
	}
	of := m.columns[slices.IndexFunc(m.columns, func(o Column) bool { return o.Question == question.ID })]
	m.problemAs(c, header, fmt.Sprintf("it may be a second column of the question %q, %q, which column %s is", question.ID, words, of.Letter), fmt.Sprintf(
		`to leave the column out write the line "%s,ignore" into a table for --map, below a first line "column,for"; if the answers are in this column, "%s,%s" and "%s,ignore"; if both hold answers, put them into one column first`,
		c.Letter, c.Letter, question.ID, of.Letter))
}

// nothing notes that no column is a question.
func (m *matching) nothing(q *assess.Questionnaire) {
	if len(m.problems) > 0 || slices.ContainsFunc(m.columns, func(c Column) bool { return c.Use == ForAnswer }) {
		return
	}
	here := assess.Pos{File: m.table.Name, Line: m.table.Line}
	if line, count := m.later(); line > 0 {
		m.problems = append(m.problems, assess.Problem{
			Pos:  here,
			What: fmt.Sprintf("no column is a question of %q; line %d names %d of its questions, so the header is there", q.ID, line, count),
			Fix:  fmt.Sprintf("delete the lines above the header, so that line %d is the first", line),
		})
		return
	}
	first := "one with the words of a question"
	if len(m.questions) > 0 {
		first = fmt.Sprintf("such as %q, or by its id, %q", cut(m.questions[0].Ask), m.questions[0].ID)
	}
	m.problems = append(m.problems, assess.Problem{
		Pos:  here,
		What: fmt.Sprintf("no column is a question of %q: the first line should name the questions, each in its words, %s", q.ID, first),
		Fix: `give the table that the answers were collected in, with its header; if a title stands above it, delete the lines above the header; ` +
			`"readiness form" writes what a form needs; or say what the columns are in a table for --map`,
	})
}

// later finds the line below the header that names the most questions, if it names enough to be the header itself: 0
// if there is none.
func (m *matching) later() (line, count int) {
	if m.table.early == nil {
		return 0, 0
	}
	const enough = 3
	for _, row := range m.table.early() {
		named := map[int]bool{}
		for _, cell := range row.cells {
			words := tidy(cell)
			if i, ok := m.byID[spaced(cell)]; ok {
				named[i] = true
			}
			for _, i := range slices.Concat(m.byWords[words], m.lettered(words)) {
				named[i] = true
			}
		}
		if len(named) > count && len(named) >= min(enough, len(m.questions)) {
			line, count = row.line, len(named)
		}
	}
	return line, count
}

// mapping gives the outcome.
func (m *matching) mapping() *Mapping {
	collected := m.collected()
	mapping := &Mapping{Columns: m.columns}
	for i, question := range m.questions {
		switch {
		case !m.needs[i] || collected[question.ID] || question.Exercise():
		case question.Kind == assess.Text:
			mapping.NoText = append(mapping.NoText, question.ID)
		default:
			mapping.NotCollected = append(mapping.NotCollected, question.ID)
		}
	}
	return mapping
}
