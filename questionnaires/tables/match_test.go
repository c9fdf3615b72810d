package tables

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"readiness/assess"
	"readiness/questionnaires"
)

// builtin gives the questionnaire and role that are judged if nobody chooses others, and what it needs.
func builtin(t testing.TB) (*assess.Questionnaire, *assess.Role, []bool) {
	t.Helper()
	of, err := ours()
	if err != nil {
		t.Fatal(err)
	}
	return of.Questionnaire, of.Role, of.Needs()
}

// ours reads what builtin gives.
var ours = sync.OnceValues(func() (*assess.Panel, error) {
	name, src, err := questionnaires.Builtin(questionnaires.Questionnaires()[0])
	if err != nil {
		return nil, err
	}
	q, err := questionnaires.ParseQuestionnaire(name, src)
	if err != nil {
		return nil, err
	}
	if name, src, err = questionnaires.Builtin(questionnaires.DefaultRole()); err != nil {
		return nil, err
	}
	role, err := questionnaires.ParseRole(name, src, q)
	if err != nil {
		return nil, err
	}
	return assess.NewPanel(role, q), nil
})

// everything says that all questions of a questionnaire are needed.
func everything(q *assess.Questionnaire) []bool {
	var needs []bool
	for range q.Questions() {
		needs = append(needs, true)
	}
	return needs
}

// tableOf makes a table of rows that are at hand.
func tableOf(header []string, rows ...[]string) *Table {
	t := &Table{Name: "answers.csv", Header: header, Line: 1, Kind: "CSV"}
	t.counts.Rows = len(rows)
	done := false
	t.next = func() (*Block, error) {
		if done {
			return nil, io.EOF
		}
		done = true
		return &Block{First: 1, Rows: len(rows), each: func(do func(Row) error) error {
			for i, cells := range rows {
				if err := do(rowOf(i+1, cells)); err != nil {
					return err
				}
			}
			return nil
		}}, nil
	}
	return t
}

func rowOf(number int, cells []string) Row {
	row := Row{Number: number, Line: number + 1}
	for _, c := range cells {
		row.Cells = append(row.Cells, []byte(c))
	}
	return row
}

// desk is a questionnaire with everything that is hard: words that are asked twice, an option in another.
func desk() *assess.Questionnaire {
	return assess.NewQuestionnaire(assess.Questionnaire{ID: "desk", Version: "1", Sections: []assess.Section{{ID: "s", Title: "S", Questions: []assess.Question{
		{ID: "phone", Ask: "How do you answer the phone?", Kind: assess.One, Evidence: assess.Claimed, Options: []assess.Option{{ID: "no", Say: "I don’t yet"}, {ID: "name", Say: "With my name, or \"hello\"", Points: 1}, {ID: "both", Say: "With both – always", Points: 2}}},
		{ID: "when-calls", Ask: "When?", Kind: assess.One, Evidence: assess.Claimed, Options: []assess.Option{{ID: "never", Say: "Never"}, {ID: "daily", Say: "Daily", Points: 1}}},
		{ID: "tools", Ask: "Which tools do you use?", Kind: assess.Many, Evidence: assess.Claimed, Options: []assess.Option{{ID: "mail", Say: "Letters, e-mails", Points: 1}, {ID: "letters", Say: "Letters", Points: 1}, {ID: "diary", Say: "A diary; or a calendar", Points: 1}, {ID: "none", Say: "None", Alone: true}}},
		{ID: "when-tools", Ask: "When?", Kind: assess.One, Evidence: assess.Claimed, Options: []assess.Option{{ID: "never", Say: "Never"}, {ID: "daily", Say: "Daily", Points: 1}}},
		{ID: "speed", Ask: "What was your speed?", Kind: assess.Number, Unit: "words per minute", Max: 200, Evidence: assess.Documented, MayNotApply: "I took no test", Levels: []assess.Level{{From: 0}, {From: 40, Points: 2}}},
		{ID: "certificate", Ask: "Do you have a certificate?", Kind: assess.One, Evidence: assess.Documented, MayNotApply: "Not asked for", Options: []assess.Option{{ID: "not-yet", Say: "Not yet"}, {ID: "n-a", Say: "N/A"}, {ID: "yes", Say: "Yes", Points: 1}}},
		{ID: "story", Ask: "Write about one day.", Kind: assess.Text},
		{ID: "tasks", Ask: "Short tasks", Kind: assess.Tasks, Evidence: assess.Measured, Draw: [assess.Difficulties]int{2, 2, 2}, Levels: []assess.Level{{From: 3}}},
		{ID: "typing", Ask: "Copy a text", Kind: assess.Typing, Minutes: 3, Accuracy: 90, Evidence: assess.Measured, Levels: []assess.Level{{From: 0}, {From: 30, Points: 1}}},
	}}}})
}

// use gives a column's use as a test says it: its question, or the use in words.
func use(c Column) string {
	if c.Use == ForAnswer {
		return c.Question
	}
	return c.Use.String()
}

func usesOf(m *Mapping) []string {
	var all []string
	for _, c := range m.Columns {
		all = append(all, use(c))
	}
	return all
}

func problemsOf(t testing.TB, err error) assess.Problems {
	t.Helper()
	var ps assess.Problems
	if err != nil && !errors.As(err, &ps) {
		t.Fatalf("%v is no assess.Problems", err)
	}
	return ps
}

func TestMatchHeader(t *testing.T) {
	q := desk()
	for header, want := range map[string]string{
		"phone":                        "phone",
		"How do you answer the phone?": "phone",
		"  How do you\u00a0answer\r\nthe PHONE? ":       "phone",
		"3. How do you answer the phone?":               "phone",
		"Q3: How do you answer the phone?":              "phone",
		"How do you answer the phone? *":                "phone",
		"(4) How do you answer the phone? (required)":   "phone",
		"At work [How do you answer the phone?]":        "phone",
		"At work.How do you answer the phone?":          "phone",
		"At work. At home.How do you answer the phone?": "phone",
		"Write about one day.":                          "story",
		"Points - How do you answer the phone?":         "ignore",
		"Feedback - How do you answer the phone?":       "ignore",
		"How do you answer the phone? [Score]":          "ignore",
		"How do you answer the phone? [Feedback]":       "ignore",
		"Total points": "ignore", "Quiz feedback": "ignore", "Score": "ignore", "Total score": "ignore",
		"How do you answer the phone": "phone", "How do you answer, the phone??": "phone", "3. How do you answer ‘the phone’ *": "phone", "Howdoyou answer the phone?!": "phone", "Which tools do you use": "tools",
		"Candidate ID": "reference", "Candidate reference": "reference", "Applicant number": "reference", "Application No.": "reference", "Application ID": "reference", "Ref": "reference", "Ref.": "reference", "Reference number": "reference",
		"Candidate Name": "name", "Applicant name": "name", "Full name": "name", "First name": "name", "Forename(s)": "name", "Given name": "name", "Last name": "name", "Surname": "name", "Family name": "name",
		"E-mail Address": "email", "Candidate e-mail": "email", "Applicant email address": "email", "Application name": "ignore", "Vacancy reference": "ignore", "Team number": "ignore",
		"ID": "reference", "Id": "reference", "reference": "reference",
		"Name": "name", "Nom": "name", "Email": "email", "e-mail": "email", "Email Address": "email", "Email address": "email", "Username": "email", "Adresse de messagerie": "email",
		"Timestamp": "date", "Completion time": "date", "Fertigstellungszeit": "date", "Heure de fin": "date", "Horodateur": "date", "Hora de finalización": "date",
		"Godzina ukończenia": "date", "Amser cwblhau": "date", "Start time": "ignore", "Startzeit": "ignore", "Heure de début": "ignore", "Last modified time": "ignore",
		"set aside: line": "set aside", "Set aside: column": "set aside", "set aside: reason": "set aside",
		"": "ignore", "School": "ignore", "tutor group": "ignore",
	} {
		m, err := Match(tableOf([]string{"speed", header}), q, everything(q), nil)
		if err != nil {
			t.Errorf("%q: %v", header, err)
		}
		if got := use(m.Columns[1]); got != want {
			t.Errorf("%q is for %s, want %s", header, got, want)
		}
		if m.Columns[1].How == "" || m.Columns[1].Letter != "B" {
			t.Errorf("%q: %+v", header, m.Columns[1])
		}
	}
}

// TestMatchDoubt: what is not certain is a problem that names the column, and how to settle it.
func TestMatchDoubt(t *testing.T) {
	q := desk()
	for _, c := range []struct {
		header []string
		column string // a part of the remedy
	}{
		{[]string{"speed", "How do you answer the phone", "How do you answer, the phone?"}, "C,ignore"},
		{[]string{"speed", "How do you answer the phone? (updated 3 March)", "How do you answer the phone?"}, `the line "B,ignore" into`},
		{[]string{"speed", "How do you answer the phone? (updated 3 March)", "How do you answer the phone?"}, `"B,phone" and "C,ignore"`},
		{[]string{"speed", "phone", "How do you answer the phone?"}, "if both hold answers, put them into one column first, and keep that one"},
		{[]string{"speed", "How do you answer a phone?"}, "B,phone"},
		{[]string{"speed", "How do you answre the phone?"}, "B,phone"},
		{[]string{"speed", "Phone: how do you answer the phone? Choose one."}, "B,phone"},
		{[]string{"speed", "How do you answer the phone? [At work]"}, "B,phone"},
		{[]string{"speed", "Phone"}, "B,phone"},
		{[]string{"speed", "When_Tools"}, "B,when-tools"},
		{[]string{"speed", "When?"}, "B,when-calls"},
		{[]string{"speed", "When?", "When?"}, "C,when-tools"},
		{[]string{"speed", "When?", "When?2", "When?3"}, "B,when-calls"},
		{[]string{"speed", "When?2"}, "B,when-calls"},
		{[]string{"speed", "How do you answer the phone?", "How do you answer the phone?2"}, "C,ignore"},
		{[]string{"speed", "phone", "How do you answer the phone?"}, "C,ignore"},
		{[]string{"speed", "speed"}, "B,ignore"},
		{[]string{"speed", "Candidate ID", "reference"}, "C,ignore"},
		{[]string{"speed", "ID", "Candidate ID"}, "C,ignore"},
		{[]string{"speed", "Email", "e-mail"}, "C,ignore"},
		{[]string{"colour", "size"}, "readiness form"},
		{nil, "readiness form"},
	} {
		_, err := Match(tableOf(c.header), q, everything(q), nil)
		ps := problemsOf(t, err)
		if len(ps) == 0 || !slices.ContainsFunc(ps, func(p assess.Problem) bool { return strings.Contains(p.Fix, c.column) }) {
			t.Errorf("%q: %+v, want a remedy with %q", c.header, ps, c.column)
		}
		for _, p := range ps {
			if p.File != "answers.csv" || p.Line != 1 || p.What == "" {
				t.Errorf("%q: %+v", c.header, p)
			}
		}
	}
}

// TestNeverTheQuestionThatHasItsColumn: a number after words that one question has belongs to another question, and
// the one that has its column is not offered for it.
func TestNeverTheQuestionThatHasItsColumn(t *testing.T) {
	q, _, needs := builtin(t)
	english, maths := q.Question("english-qualification").Ask, q.Question("maths-qualification")
	_, err := Match(tableOf([]string{"team", english, english + "2"}), q, needs, nil)
	if ps := problemsOf(t, err); len(ps) != 1 || !strings.Contains(ps[0].Fix, `"C,maths-qualification"`) || strings.Contains(ps[0].Fix, "english") {
		t.Errorf("%+v, want the question on maths", ps)
	}
	_, err = Match(tableOf([]string{"team", maths.Ask, english, english + "2"}), q, needs, nil)
	if ps := problemsOf(t, err); len(ps) != 1 || strings.Contains(ps[0].Fix, "english-qualification") || !strings.Contains(ps[0].Fix, `"D,ignore"`) {
		t.Errorf("%+v, want no question that has its column", ps)
	}
}

// TestNearCopies: a second column with nearly the words of any question is never passed over, nor taken in its place.
func TestNearCopies(t *testing.T) {
	q, _, needs := builtin(t)
	for i, question := range slices.Collect(questionsOf(q)) {
		if !needs[i] {
			continue
		}
		for _, header := range [][]string{{question.Ask, question.Ask + " (updated 3 March)"}, {"Please read: " + question.Ask, question.Ask}} {
			m, err := Match(tableOf(header), q, needs, nil)
			ps := problemsOf(t, err)
			if len(ps) != 1 || !strings.Contains(ps[0].What, "second column of the question") || !slices.ContainsFunc(m.Columns, func(c Column) bool { return c.Question == question.ID }) {
				t.Errorf("%q: %+v", header, ps)
			}
		}
	}
	d := desk()
	twice := []string{"speed", "How do you answer the phone? (updated 3 March)", "How do you answer the phone?"}
	for _, byHand := range [][]Assignment{{{Column: "B", For: "ignore"}}, {{Column: "B", For: "phone"}, {Column: "C", For: "ignore"}}} {
		if _, err := Match(tableOf(twice), d, everything(d), byHand); err != nil {
			t.Errorf("%+v does not settle it: %v", byHand, err)
		}
	}
	var header []string
	for question := range questionsOf(q) {
		header = append(header, question.Ask)
	}
	if _, err := Match(tableOf(slices.Concat(header, others[1:10], others[13:])), q, needs, nil); err != nil {
		t.Errorf("%v", err)
	}
}

// TestPunctuationAlone: the built-in questions are read without their punctuation, all at once.
func TestPunctuationAlone(t *testing.T) {
	q, _, needs := builtin(t)
	var header []string
	for question := range questionsOf(q) {
		header = append(header, strings.NewReplacer("?", "", ",", "", ".", "", "'", "’").Replace(question.Ask))
	}
	m, err := Match(tableOf(header), q, needs, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i, question := range slices.Collect(questionsOf(q)) {
		if m.Columns[i].Question != question.ID {
			t.Errorf("%q is for %q", header[i], m.Columns[i].Question)
		}
	}
}

func TestLettersIn(t *testing.T) {
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"how is it?", "how - is it", true}, {"note book", "notebook", true}, {"grade 4 (c)", "grade 4c", true}, {"it's", "its", true},
		{"4-9", "49", false}, {"4-9", "4.9", true}, {"c++", "c", false}, {"< 5", "> 5", false}, {"5%", "5", false}, {"and/or", "andor", false}, {"", "?", true},
	} {
		if got := lettersIn(c.a) == lettersIn(c.b); got != c.same {
			t.Errorf("%q and %q: %v", c.a, c.b, got)
		}
	}
}

// TestApart: two texts that a message shows beside each other differ there.
func TestApart(t *testing.T) {
	const long = "Which of these do you usually do, day by day, to keep all information safe?"
	for _, c := range []struct{ a, b, shownA, shownB string }{
		{"How is it?", "How was it?", "How is it?", "How was it?"},
		{long, long + " (updated)", "…all information safe?", "…all information safe? (updated)"},
		{long, strings.Replace(long, "safe", "secret", 1), "…keep all information safe?", "…keep all information secret?"},
	} {
		if a, b := apart(c.a, c.b); a != c.shownA || b != c.shownB {
			t.Errorf("%q and %q", a, b)
		}
	}
	q := desk()
	q.Sections[0].Questions[0].Ask = long
	_, err := Match(tableOf([]string{"speed", long[:len(long)-5] + "sound?"}), q, everything(q), nil)
	if ps := problemsOf(t, err); len(ps) != 1 || !strings.Contains(ps[0].What, "sound?") || !strings.Contains(ps[0].What, "safe?") {
		t.Errorf("%+v", ps)
	}
}

// TestReferenceBeforeID: the column that our forms ask for goes before the number that a form gives.
func TestReferenceBeforeID(t *testing.T) {
	q := desk()
	for _, header := range [][]string{{"Id", "Reference", "phone"}, {"reference", "ID", "phone"}} {
		m, err := Match(tableOf(header), q, everything(q), nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range m.Columns[:2] {
			if want := c.Header != "Id" && c.Header != "ID"; want != (c.Use == ForReference) || !want && !strings.Contains(c.How, "is the reference") {
				t.Errorf("%+v", c)
			}
		}
	}
}

func TestNoReferenceIsNoted(t *testing.T) {
	q := desk()
	for header, want := range map[string]bool{"phone": true, "Name,phone": true, "ID,phone": false, "Ref,phone": false} {
		table := tableOf(strings.Split(header, ","))
		for range 2 {
			if _, err := Match(table, q, everything(q), nil); err != nil {
				t.Fatal(err)
			}
		}
		if got := strings.Count(strings.Join(table.Notes, "\n"), "No column is a reference") == 1; got != want || len(table.Notes) > 1 {
			t.Errorf("%s: %q", header, table.Notes)
		}
	}
}

// TestTitleAboveTheHeader: the line of the header is named, and what to do with those above it.
func TestTitleAboveTheHeader(t *testing.T) {
	q := desk()
	const table = "phone,speed,tools\r\nno,42,mail\r\nno,43,mail\r\n"
	for _, c := range []struct{ text, what, fix string }{
		{"Vacancy 123 export\r\n" + table, "line 2 has 3 cells", "if line 2 is the header, delete the lines above the header"},
		{"Vacancy 123, export\r\n\r\n" + table, "line 3 names 3 of its questions", "delete the lines above the header, so that line 3 is the first"},
		{"sep=,\r\nVacancy 123 export\r\n" + table, "line 3 names 3", "so that line 3"},
		{"Vacancy 123, export\r\n" + strings.ReplaceAll(table, ",", ";"), "line 2 names 3", "so that line 2"},
		{"a,b,c\r\n1,2,3\r\n", "no column is a question", "delete the lines above the header"},
		{"\"phone,speed,tools\"\r\n\"no,42,\"\"mail\"\"\"\r\n", "each whole line stands in quotation marks", "export the table again"},
		{"\"How do you answer, the phone?\"\r\nno\r\n", "the header has no comma", "sep="},
	} {
		opened, err := Open("answers.csv", strings.NewReader(c.text), int64(len(c.text)), Options{})
		if err == nil {
			_, err = Match(opened, q, everything(q), nil)
		}
		if ps := problemsOf(t, err); len(ps) != 1 || !strings.Contains(ps[0].What, c.what) || !strings.Contains(ps[0].Fix, c.fix) {
			t.Errorf("%q: %+v, want %q and %q", c.text, ps, c.what, c.fix)
		}
	}
	sheet := sheetOf(`<row r="1"><c r="A1" t="str"><v>Applications</v></c></row><row r="4"><c r="A4" t="str"><v>phone</v></c><c r="C4" t="str"><v>speed</v></c><c r="D4" t="str"><v>tools</v></c></row>`)
	file := zipped(t, bookOf(sheet))
	opened, err := Open("answers.xlsx", bytes.NewReader(file), int64(len(file)), Options{})
	if err != nil {
		t.Fatal(err)
	}
	_, err = Match(opened, q, everything(q), nil)
	if ps := problemsOf(t, err); len(ps) != 1 || !strings.Contains(ps[0].What, "line 4 names 3") {
		t.Errorf("%+v", ps)
	}
}

func TestMatchRepeatedQuestions(t *testing.T) {
	q := desk()
	for _, header := range [][]string{{"When?", "speed", "When?2"}, {"When?2", "speed", "When?"}} {
		m, err := Match(tableOf(header), q, everything(q), nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range m.Columns {
			if want := map[string]string{"When?": "when-calls", "When?2": "when-tools", "speed": "speed"}[c.Header]; c.Question != want {
				t.Errorf("%q is for %q, want %q", c.Header, c.Question, want)
			}
		}
	}
}

func TestMatchNamesWhatIsNotCollected(t *testing.T) {
	q := desk()
	needs := everything(q)
	needs[2] = false // tools
	m, err := Match(tableOf([]string{"phone", "tools"}), q, needs, nil)
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"when-calls", "when-tools", "speed", "certificate"}; !slices.Equal(m.NotCollected, want) {
		t.Errorf("not collected: %q, want %q", m.NotCollected, want)
	}
	if want := []string{"story"}; !slices.Equal(m.NoText, want) {
		t.Errorf("no text: %q, want %q", m.NoText, want)
	}
	if m.Columns[1].Question != "tools" {
		t.Error("a question that is not needed is not read")
	}
}

// TestMatchNear: each question of the built-in questionnaire, a little altered, is either matched or doubted,
// never passed over; and what people add to forms is passed over.
func TestMatchNear(t *testing.T) {
	q, _, _ := builtin(t)
	needs := everything(q)
	r := rand.New(rand.NewPCG(1, 2))
	for _, question := range q.Questions() {
		other := "phone-calls"
		if question.ID == other {
			other = "team"
		}
		words := strings.Fields(question.Ask)
		at := r.IntN(len(words))
		edited := slices.Clone(words)
		edited[at] = "xxxx"
		short := slices.Delete(slices.Clone(words), at, at+1)
		letters := []rune(question.Ask)
		letters = slices.Delete(letters, 3, 4)
		for what, header := range map[string]string{
			"a word changed": strings.Join(edited, " "), "a word left out": strings.Join(short, " "), "a letter left out": string(letters),
			"no punctuation": strings.Map(func(r rune) rune {
				if strings.ContainsRune("?.,:-", r) {
					return -1
				}
				return r
			}, question.Ask),
			"more after it": question.Ask + " Please choose the line that fits best.",
			"a word before": "Please answer: " + question.Ask,
			"as a title":    strings.ToUpper(question.Ask[:1]) + strings.ReplaceAll(question.Ask[1:], "-", " "),
			"the id":        strings.ReplaceAll(question.ID, "-", "_"),
		} {
			if len(words) < 4 && (what == "a word changed" || what == "a word left out" || what == "more after it") {
				continue
			}
			m, err := Match(tableOf([]string{other, header}), q, needs, nil)
			if err == nil && m.Columns[1].Question != question.ID {
				t.Errorf("%s, %s: %q is passed over", question.ID, what, header)
			}
		}
		for _, header := range []string{"12. " + question.Ask, question.Ask + " *", question.Ask + " (required)", "* " + question.Ask, strings.ToUpper(question.Ask)} {
			m, err := Match(tableOf([]string{other, header}), q, needs, nil)
			if err != nil || m.Columns[1].Question != question.ID {
				t.Errorf("%q is not matched: %v", header, err)
			}
		}
	}
	for _, header := range others {
		if _, err := Match(tableOf([]string{"phone-calls", header}), q, needs, nil); err != nil {
			t.Errorf("%q: %v", header, err)
		}
	}
}

// others are columns that schools and recruiters add.
var others = []string{
	"Year group", "Tutor group", "Form", "Class", "School", "Term", "Team name", "Candidate number", "Vacancy reference", "Post applied for", "Band",
	"First name", "Surname", "Phone number", "Postcode", "Where did you hear about this vacancy?", "Do you have a driving licence?",
	"Are you eligible to work in the UK?", "Do you need any adjustments?", "When could you start?", "What is your notice period?",
	"I agree that my answers are kept", "Do you consent to the use of your answers?", "How did you find this form?", "What would you like to ask us?",
	"Which department are you interested in?", "Have you worked for this trust before?", "How many hours a week would you like to work?",
	"What are your favourite subjects?", "What do you want to do after school?", "Comments", "Notes", "Source", "IP address", "Response ID", "Duration (seconds)",
	"Do you have any questions?", "What is your current job title?", "How confident do you feel today?",
}

// TestMatchIsDeafToOrder: the order of the columns changes nothing.
func TestMatchIsDeafToOrder(t *testing.T) {
	q, _, needs := builtin(t)
	var header []string
	for _, question := range q.Questions() {
		header = append(header, question.Ask)
	}
	header = append(header, "ID", "Name", "Score", "Completion time", "Tutor group")
	want := map[string]string{}
	for i := range 20 {
		m, err := Match(tableOf(header), q, needs, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range m.Columns {
			if i == 0 {
				want[c.Header] = use(c)
			} else if want[c.Header] != use(c) {
				t.Fatalf("%q is for %s, was for %s", c.Header, use(c), want[c.Header])
			}
		}
		rand.Shuffle(len(header), func(i, k int) { header[i], header[k] = header[k], header[i] })
	}
}

// TestBuiltinReadsApart: whatever stands in a cell or a header of the built-in questionnaire means one thing.
func TestBuiltinReadsApart(t *testing.T) {
	q, _, _ := builtin(t)
	asked := map[string]string{}
	for _, question := range q.Questions() {
		for _, words := range []string{tidy(question.Ask), question.ID} {
			if other := asked[words]; other != "" {
				t.Errorf("%s and %s are both %q", other, question.ID, words)
			}
			asked[words] = question.ID
			if _, known := metadata[words]; known || isQuiz(words) || setAsideWords[words] {
				t.Errorf("%s: %q is a word of forms", question.ID, words)
			}
		}
		said := map[string]string{}
		for _, o := range question.Options {
			for _, words := range []string{tidy(o.ID), tidy(o.Say)} {
				if other := said[words]; other != "" {
					t.Errorf("%s: options %s and %s are both %q", question.ID, other, o.ID, words)
				}
				said[words] = o.ID
				if slices.Contains([]string{"prefer not to say", "skipped", "not applicable", "n/a", tidy(question.MayNotApply)}, words) {
					t.Errorf("%s: option %s is %q", question.ID, o.ID, words)
				}
			}
		}
	}
}

// TestBuiltinTicksReadApart: any ticks of a question of the built-in questionnaire are read as they are, however a
// form joins them.
func TestBuiltinTicksReadApart(t *testing.T) {
	q, _, _ := builtin(t)
	for _, question := range q.Questions() {
		if question.Kind != assess.Many {
			continue
		}
		names, _ := namesOf(question)
		for set := 1; set < 1<<len(question.Options); set++ {
			var said []string
			var want []int
			for i, o := range question.Options {
				if set>>i&1 == 1 {
					said, want = append(said, o.Say), append(want, i)
				}
			}
			for _, cell := range []string{strings.Join(said, ", "), strings.Join(said, ";") + ";"} {
				if ticks, ways := split(tidy(cell), names); ways != 1 || !slices.Equal(ticks, want) {
					t.Fatalf("%s: %q is read as %v in %d ways", question.ID, cell, ticks, ways)
				}
			}
		}
	}
}

// BenchmarkMatchStrange matches a very wide table, of which hardly a column is known.
func BenchmarkMatchStrange(b *testing.B) {
	q, _, needs := builtin(b)
	header := []string{"team"}
	for i := range 2000 {
		header = append(header, fmt.Sprintf("What number %d would you like to tell us about yourself, and why do you think so?", i))
	}
	for b.Loop() {
		if _, err := Match(tableOf(header), q, needs, nil); err != nil {
			b.Fatal(err)
		}
	}
}

func TestTidy(t *testing.T) {
	for s, want := range map[string]string{
		"  A\u00a0 b\r\nC ": "a b c", "½ day": "1/2 day", "“it’s” – so…": "\"it's\" - so...", "a\u00adb\u200bc": "abc", "STRASSE Ω": "strasse ω", "ﬁle": "file", "Caf\u0065\u0301": "café", "x -- y": "x - y", "": "",
	} {
		if got := tidy(s); got != want {
			t.Errorf("%+q is tidied to %q, want %q", s, got, want)
		}
	}
}

// TestAlike: each measure finds what the others miss.
func TestAlike(t *testing.T) {
	for _, c := range []struct {
		what, a, b string
		want       bool
	}{
		{"the same", "What do you do with tables?", "what do you do with TABLES", true},
		{"words moved", "With tables, what do you usually do", "What do you usually do with tables", true},
		{"words moved and one changed", "With tables, what do you mostly do", "What do you usually do with tables", true},
		{"slips in most words", "Wat office werk haf you don", "What office work have you done", true},
		{"only its beginning", "Someone reads a page that you wrote", "Someone reads a page that you wrote in English and checked. How many mistakes do they find?", true},
		{"four words within more", "Short tasks on English, to be done by all of you at home", "Short tasks on English", true},
		{"the same beginning", "What do you do at weekends with your friends?", "What do you do with tables?", false},
		{"another subject", "Do you have a driving licence?", "Do you have a certificate in medical terminology?", false},
		{"no words", "?", "What do you do with tables?", false},
	} {
		if got := alike(wordsOf(c.a), wordsOf(c.b)) > 0; got != c.want {
			t.Errorf("%s: %q and %q: %v", c.what, c.a, c.b, got)
		}
	}
}

// TestOneProblemAtATime: what is not certain is said once, and nothing is said of the rest.
func TestOneProblemAtATime(t *testing.T) {
	q := desk()
	for _, header := range [][]string{
		{"School", "How do you answer a phone?"},
		{"School", "Size"},
	} {
		if _, err := Match(tableOf(header), q, everything(q), nil); len(problemsOf(t, err)) != 1 {
			t.Errorf("%q: %+v", header, problemsOf(t, err))
		}
	}
}

// TestWordsWithinWords: a header that ends in the words of two questions is not certain.
func TestWordsWithinWords(t *testing.T) {
	q := assess.NewQuestionnaire(assess.Questionnaire{Sections: []assess.Section{{Questions: []assess.Question{
		{ID: "a", Ask: "How is it?", Kind: assess.Text}, {ID: "b", Ask: "You ring. How is it?", Kind: assess.Text}, {ID: "c", Ask: "c", Kind: assess.Text},
	}}}})
	for header, want := range map[string]string{"Calls.How is it?": "a", "You ring. How is it?": "b", "Calls.You ring. How is it?": ""} {
		m, err := Match(tableOf([]string{header, "c"}), q, everything(q), nil)
		if m.Columns[0].Question != want || (err != nil) != (want == "") {
			t.Errorf("%q is for %q: %v", header, m.Columns[0].Question, err)
		}
	}
}

func TestLetter(t *testing.T) {
	for column, want := range map[int]string{0: "A", 25: "Z", 26: "AA", 51: "AZ", 52: "BA", 701: "ZZ", 702: "AAA", 16383: "XFD"} {
		if got := Letter(column); got != want {
			t.Errorf("%d is %s, want %s", column, got, want)
		}
	}
}

func ExampleMatch() {
	q := desk()
	_, err := Match(tableOf([]string{"What was your speed?", "How do you answer a phone?"}), q, everything(q), nil)
	var ps assess.Problems
	if errors.As(err, &ps) {
		fmt.Println(ps[0].What)
		fmt.Println(ps[0].Fix)
	}
	// Output:
	// column B, "How do you answer a phone?": it may be the question "phone", "How do you answer the phone?", which has no column, but its words are not the same
	// for that question write the line "B,phone" into a table for --map, below a first line "column,for"; to leave the column out, "B,ignore"
}
