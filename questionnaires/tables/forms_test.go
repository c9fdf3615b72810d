package tables

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"readiness/assess"
)

// An invented person, with what they mean to say: one reply for each question, blank ones left out.
type invented struct {
	Person
	said map[string]assess.Reply
}

// three invented people: one who answers all, one who skips much, one who prefers not to say and has special cases.
func three(q *assess.Questionnaire) []invented {
	r := rand.New(rand.NewPCG(7, 8))
	people := []invented{
		{Person: Person{"1", "Morwenna Pascoe", "m.pascoe@example.org", "2026-09-14"}},
		{Person: Person{"2", "Tomasz Zieliński", "t.z@example.org", "2026-09-15"}},
		{Person: Person{"3", "Siân O’Dowd", "", "2026-10-01"}},
	}
	for i := range people {
		people[i].said = map[string]assess.Reply{}
		for _, question := range q.Questions() {
			reply := assess.Reply{Question: question.ID, State: assess.Answered}
			switch n := r.IntN(10); {
			case i > 0 && n < 2:
				continue
			case i == 2 && n == 2 && !question.Exercise():
				reply.State = assess.PreferNotToSay
			case i == 2 && question.MayNotApply != "":
				reply.State = assess.NotApplicable
			default:
				reply.Value = anything(r, question)
			}
			people[i].said[question.ID] = reply
		}
	}
	return people
}

// anything gives a value that a question takes.
func anything(r *rand.Rand, q *assess.Question) any {
	switch q.Kind {
	case assess.One:
		return q.Options[r.IntN(len(q.Options))].ID
	case assess.Many:
		var ids []string
		for _, at := range r.Perm(len(q.Options))[:1+r.IntN(len(q.Options)-1)] {
			if o := q.Options[at]; !o.Alone {
				ids = append(ids, o.ID)
			}
		}
		if ids == nil {
			return []string{q.Options[len(q.Options)-1].ID}
		}
		return ids
	case assess.Text:
		return "We had ten days, so I made a list; then, on the day, “all” went well.\nI was glad."
	case assess.Number:
		return q.Min + r.IntN(q.Max-q.Min+1)
	case assess.Typing:
		return 35
	}
	return r.IntN(q.Most() + 1)
}

// A formStyle is how a program writes a table of answers.
type formStyle struct {
	name    string
	before  []string // the columns before the questions
	who     func(Person) []string
	join    string // between ticks
	last    string // after the last
	around  func(ask string) []string
	cells   func(cell string) []string // the cells for around
	altered func(string) string        // what the program does to words
}

func alone(s string) []string { return []string{s} }
func same(s string) string    { return s }

// curly is what Excel and phones make of quotes and dashes while people type.
func curly(s string) string {
	s = strings.ReplaceAll(strings.ReplaceAll(s, "'", "’"), " - ", " – ")
	return strings.ReplaceAll(s, "...", "…")
}

var formStyles = []formStyle{
	{"Microsoft Forms, XLSX", []string{"ID", "Start time", "Completion time", "Email", "Name", "Last modified time"}, func(p Person) []string {
		email := p.Email
		if email == "" {
			email = "anonymous"
		}
		return []string{p.Reference, p.Date + "T09:00:12", p.Date + "T09:20:59", email, p.Name, ""}
	}, ";", ";", alone, alone, func(s string) string { return strings.ReplaceAll(s, " ", "\u00a0") }},
	{"Microsoft Forms quiz, XLSX", []string{"ID", "Start time", "Completion time", "Email", "Name", "Total points", "Quiz feedback"}, func(p Person) []string {
		return []string{p.Reference, p.Date + "T09:00:12", p.Date + "T09:20:59", p.Email, p.Name, "", ""}
	}, ";", ";", func(ask string) []string { return []string{ask, "Points - " + ask, "Feedback - " + ask} }, func(cell string) []string { return []string{cell, "0", ""} }, same},
	{"Microsoft Forms in German, XLSX", []string{"ID", "Startzeit", "Fertigstellungszeit", "E-Mail", "Name"}, func(p Person) []string {
		return []string{p.Reference, p.Date + "T09:00:12", p.Date + "T09:20:59", p.Email, p.Name}
	}, ";", ";", alone, alone, curly},
	{"Google Forms, linked sheet", []string{"Timestamp", "Email address", "Score", "reference", "Name"}, func(p Person) []string {
		return []string{p.Date + " 9:20:59", p.Email, "13.5 / 15", p.Reference, p.Name}
	}, ", ", "", alone, alone, curly},
	{"Google Forms, its own CSV", []string{"Timestamp", "Username", "Total score", "reference", "Name"}, func(p Person) []string {
		return []string{strings.ReplaceAll(p.Date, "-", "/") + " 9:20:59 AM GMT+1", p.Email, "8.00 / 10", p.Reference, p.Name}
	}, ";", "", func(ask string) []string { return []string{ask, ask + " [Score]", ask + " [Feedback]"} }, func(cell string) []string { return []string{cell, "-- / 0", ""} }, same},
	{"an applicant system", []string{"reference", "name", "e-mail", "date", "Vacancy", "Post code"}, func(p Person) []string {
		return []string{p.Reference, p.Name, p.Email, p.Date, "A&C Band 4", "EX1 2AB"}
	}, ", ", "", func(ask string) []string { return []string{"12. " + ask + " *"} }, alone, strings.ToUpper},
}

// write writes people's answers to some questions.
func (s formStyle) write(questions []*assess.Question, people []invented) (header []string, rows [][]string) {
	header = slices.Clone(s.before)
	for _, question := range questions {
		header = append(header, s.around(question.Ask)...)
	}
	for _, p := range people {
		row := s.who(p.Person)
		for _, question := range questions {
			row = append(row, s.cells(s.cell(question, p.said))...)
		}
		rows = append(rows, row)
	}
	return header, rows
}

// cell writes an answer.
func (s formStyle) cell(q *assess.Question, said map[string]assess.Reply) string {
	reply, ok := said[q.ID]
	switch {
	case !ok:
		return ""
	case reply.State == assess.PreferNotToSay:
		return "Prefer not to say"
	case reply.State == assess.NotApplicable:
		return s.altered(q.MayNotApply)
	}
	switch v := reply.Value.(type) {
	case int:
		return fmt.Sprint(v)
	case []string:
		var words []string
		for _, id := range v {
			words = append(words, s.altered(q.Option(id).Say))
		}
		return strings.Join(words, s.join) + s.last
	case string:
		if q.Kind == assess.One {
			return s.altered(q.Option(v).Say)
		}
		return v
	}
	return "?"
}

// checkRead says whether a table with the answers of people to some questions is read to just these.
func checkRead(t *testing.T, q *assess.Questionnaire, needs []bool, table *Table, asked []*assess.Question, people []invented) {
	t.Helper()
	m, err := Match(table, q, needs, nil)
	if err != nil {
		t.Fatal(err)
	}
	reader := NewReader(m, q, needs)
	n := 0
	err = table.Each(func(row Row) error {
		p := people[n]
		n++
		replies, person, fault := reader.Replies(row)
		if fault != nil {
			return fmt.Errorf("line %d: %s", row.Line, fault.Reason())
		}
		if person.Reference != p.Reference || person.Name != p.Name || person.Email != p.Email || person.Date != p.Date && person.Date != "" {
			t.Errorf("%+v, want %+v", person, p.Person)
		}
		got, err := assess.NewAnswers(q, assess.Sitting{}, replies)
		if err != nil {
			return err
		}
		var said []assess.Reply
		for i, question := range slices.Collect(questionsOf(q)) {
			reply, ok := p.said[question.ID]
			switch {
			case slices.Contains(asked, question) && ok:
				said = append(said, reply)
			case slices.Contains(asked, question):
				said = append(said, assess.Reply{Question: question.ID, State: assess.Skipped})
			case needs[i] && !question.Exercise():
				said = append(said, assess.Reply{Question: question.ID, State: assess.NotCollected})
			}
		}
		want, err := assess.NewAnswers(q, assess.Sitting{}, said)
		if err != nil {
			return err
		}
		for question := range questionsOf(q) {
			a, b := got.Of(question.ID), want.Of(question.ID)
			if !reflect.DeepEqual(a, b) {
				t.Errorf("%s, %s: %+v, want %+v", p.Name, question.ID, a, b)
			}
		}
		return nil
	})
	if err != nil || n != len(people) {
		t.Fatalf("%d people of %d: %v", n, len(people), err)
	}
}

// questionsOf gives all questions of a questionnaire.
func questionsOf(q *assess.Questionnaire) func(func(*assess.Question) bool) {
	return func(yield func(*assess.Question) bool) {
		for _, question := range q.Questions() {
			if !yield(question) {
				return
			}
		}
	}
}

// TestForms: what forms and systems write is read to just the answers that were given, whole or in part, whatever
// the order of the columns.
func TestForms(t *testing.T) {
	q, _, needs := builtin(t)
	people := three(q)
	all := slices.Collect(questionsOf(q))
	var some []*assess.Question
	for i, question := range all {
		if i%3 != 1 {
			some = append(some, question)
		}
	}
	for _, style := range formStyles {
		t.Run(style.name, func(t *testing.T) {
			for _, asked := range [][]*assess.Question{all, some} {
				header, rows := style.write(asked, people)
				checkRead(t, q, needs, tableOf(header, rows...), asked, people)
				for range 3 {
					shuffled, order := make([]string, len(header)), rand.Perm(len(header))
					others := make([][]string, len(rows))
					for i, from := range order {
						shuffled[i] = header[from]
						for k := range rows {
							others[k] = append(others[k], rows[k][from])
						}
					}
					checkRead(t, q, needs, tableOf(shuffled, others...), asked, people)
				}
			}
		})
	}
}

// TestShiftedColumns: a header that has slipped by a column faults each row, and gives none of them a wrong answer.
func TestShiftedColumns(t *testing.T) {
	q, _, needs := builtin(t)
	people := three(q)
	header, rows := formStyles[0].write(slices.Collect(questionsOf(q)), people)
	at := len(formStyles[0].before)
	shifted := append(slices.Clone(header[:at]), append([]string{header[len(header)-1]}, header[at:len(header)-1]...)...)
	table := tableOf(shifted, rows...)
	m, err := Match(table, q, needs, nil)
	if err != nil {
		t.Fatal(err)
	}
	p, err := NewPreview(table, m, q, needs)
	if err != nil || p.Good > 0 || p.Faulty != len(people) {
		t.Errorf("%d rows are taken, %d not: %v", p.Good, p.Faulty, err)
	}
}

// savedAsCSV writes a table as a program would save it.
func savedAsCSV(header []string, rows [][]string, sep, eol string, quoteAll bool) string {
	var b strings.Builder
	for _, row := range append([][]string{header}, rows...) {
		for i, cell := range row {
			if i > 0 {
				b.WriteString(sep)
			}
			if quoteAll || strings.ContainsAny(cell, sep+"\"\r\n") {
				cell = `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
			}
			b.WriteString(cell)
		}
		b.WriteString(eol)
	}
	return b.String()
}

// in1252 gives a text in Windows-1252, as far as the tests need it.
func in1252(s string) string {
	var b strings.Builder
	for _, r := range s {
		if at := strings.IndexRune("‘’“”–…ńŃ", r); at >= 0 {
			b.WriteByte(map[rune]byte{'‘': 0x91, '’': 0x92, '“': 0x93, '”': 0x94, '–': 0x96, '…': 0x85}[r])
		} else {
			b.WriteByte(byte(r))
		}
	}
	return b.String()
}

// in16 gives a text in UTF-16, the low byte first, with a byte order mark.
func in16(s string) string {
	var b strings.Builder
	for _, u := range utf16.Encode([]rune("\ufeff" + s)) {
		b.WriteByte(byte(u))
		b.WriteByte(byte(u >> 8))
	}
	return b.String()
}

// TestFormsAsCSV: the same when saved as CSV, as Excel does in the United Kingdom and in Germany, and as others do.
func TestFormsAsCSV(t *testing.T) {
	q, _, needs := builtin(t)
	people := three(q)
	people[1].Name = "Thomas Zielinsky" // Windows-1252 has no ń
	asked := slices.Collect(questionsOf(q))
	for _, saved := range []struct {
		name      string
		sep, eol  string
		quoteAll  bool
		encode    func(string) string
		o         Options
		localDate func(iso string) string
	}{
		{"Excel, United Kingdom", ",", "\r\n", false, in1252, Options{Encoding: "windows-1252"}, func(iso string) string { return iso[8:10] + "/" + iso[5:7] + "/" + iso[:4] + " 09:20" }},
		{"Excel, United Kingdom, UTF-8", ",", "\r\n", false, func(s string) string { return "\ufeff" + s }, Options{}, func(iso string) string { return iso[8:10] + "/" + iso[5:7] + "/" + iso[:4] + " 09:20" }},
		{"Excel, Germany", ";", "\r\n", false, in1252, Options{Encoding: "windows-1252"}, func(iso string) string { return iso[8:10] + "." + iso[5:7] + "." + iso[:4] + " 09:20" }},
		{"Excel, Unicode text", "\t", "\r\n", false, in16, Options{}, same},
		{"Google, LibreOffice", ",", "\n", true, same, Options{}, same},
	} {
		for _, style := range formStyles {
			t.Run(saved.name+", "+style.name, func(t *testing.T) {
				header, rows := style.write(asked, people)
				for i, p := range people {
					for k, cell := range rows[i] {
						if strings.HasPrefix(cell, p.Date) {
							rows[i][k] = saved.localDate(cell)
						}
					}
				}
				text := saved.encode(savedAsCSV(header, rows, saved.sep, saved.eol, saved.quoteAll))
				table, err := Open("answers.csv", strings.NewReader(text), int64(len(text)), saved.o)
				if err != nil {
					t.Fatal(err)
				}
				checkRead(t, q, needs, table, asked, people)
			})
		}
	}
}
