package tables

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"readiness/assess"
	"readiness/reports"
)

// readerOf gives a reader of a table with one column for each question.
func readerOf(t testing.TB, q *assess.Questionnaire) (*Reader, []string) {
	t.Helper()
	var header []string
	for _, question := range q.Questions() {
		header = append(header, question.ID)
	}
	m, err := Match(tableOf(header), q, everything(q), nil)
	if err != nil {
		t.Fatal(err)
	}
	return NewReader(m, q, everything(q)), header
}

func TestCells(t *testing.T) {
	q := desk()
	r, header := readerOf(t, q)
	long := strings.Repeat("é", assess.MaxText)
	for _, c := range []struct{ question, cell, want string }{
		{"phone", "no", "no"}, {"phone", " NO ", "no"}, {"phone", "I don't yet", "no"}, {"phone", "I don’t\u00a0yet\r\n", "no"}, {"phone", "i  don`t y\u00adet", "no"},
		{"phone", "With my name, or “hello”", "name"}, {"phone", "With both - always", "both"}, {"phone", "With both — always", "both"}, {"phone", "With both -- always", "both"},
		{"phone", "", "skipped"}, {"phone", " \u00a0\u200b", "skipped"}, {"phone", "Skipped", "skipped"}, {"phone", "prefer NOT to say", "prefer not to say"},
		{"phone", "Sometimes", "fault: none of the options"}, {"phone", "no;name", "fault: none of the options"}, {"phone", "n/a", "fault: none of the options"}, {"phone", "not taken", "fault: none of the options"},
		{"phone", "I dont yet", "fault: none of the options"}, {"phone", "#N/A", "fault: none of the options"}, {"phone", "0", "fault: none of the options"},
		{"certificate", "N/A", "n-a"}, {"certificate", "Not applicable", "not applicable"}, {"certificate", "not asked for", "not applicable"}, {"certificate", "n-a", "n-a"},
		{"tools", "letters", "letters"}, {"tools", "Letters", "letters"}, {"tools", "Letters, e-mails", "mail"}, {"tools", "Letters, e-mails;", "mail"},
		{"tools", "Letters, e-mails;Letters;", "mail letters"}, {"tools", "Letters, Letters, e-mails", "mail letters"}, {"tools", "Letters, e-mails, Letters", "mail letters"},
		{"tools", "A diary; or a calendar;Letters;", "letters diary"}, {"tools", "A diary; or a calendar, Letters", "letters diary"}, {"tools", "diary;mail", "mail diary"}, {"tools", "diary ; mail ;", "mail diary"},
		{"tools", "diary,mail", "mail diary"}, {"tools", "letters; E–MAILS", "fault: no list of options"}, {"tools", "Letters,", "fault: no list of options"}, {"tools", "Letters;;", "fault: no list of options"}, {"tools", ";", "fault: no list of options"},
		{"tools", "Letters diary", "fault: no list of options"}, {"tools", "Letters\ndiary", "fault: no list of options"}, {"tools", "Letters;Other", "fault: no list of options"},
		{"tools", "None;Letters", "fault: do not go together"}, {"tools", "Letters;Letters", "fault: do not go together"}, {"tools", "None;", "none"},
		{"tools", "Prefer not to say;", "prefer not to say"}, {"tools", "Prefer not to say;Letters", "fault: an option and a reason for no answer stand in one cell"}, {"tools", "Letters, e-mails, Prefer not to say.", "fault: an option and a reason for no answer stand in one cell"}, {"tools", "None;b", "fault: no list of options"}, {"tools", "", "skipped"},
		{"speed", "42", "42"}, {"speed", " 42\u00a0", "42"}, {"speed", "42 words per minute", "42"}, {"speed", "42\u00a0Words per minute", "42"}, {"speed", "042", "42"}, {"speed", "0", "0"}, {"speed", "42.0", "42"},
		{"speed", "I took no test", "not applicable"}, {"speed", "N/A", "not applicable"}, {"speed", "", "skipped"}, {"speed", "prefer not to say", "prefer not to say"},
		{"speed", "201", "fault: outside 0 to 200"}, {"speed", "-1", "fault: outside 0 to 200"}, {"speed", "99999999999999999999", "fault: not a whole number"}, {"speed", "1000000000", "fault: not a whole number"},
		{"speed", "3,5", "fault: not a whole number"}, {"speed", "1.000", "fault: not a whole number"}, {"speed", "3.5", "fault: not a whole number"}, {"speed", "42.00", "fault: not a whole number"}, {"speed", "about 40", "fault: not a whole number"},
		{"speed", "45-50", "fault: not a whole number"}, {"speed", "4²", "fault: not a whole number"}, {"speed", "٤٢", "fault: not a whole number"}, {"speed", "４２", "fault: not a whole number"}, {"speed", "42 wpm", "fault: not a whole number"},
		{"speed", "+42", "fault: not a whole number"}, {"speed", "4 2", "fault: not a whole number"}, {"speed", "0x2a", "fault: not a whole number"}, {"speed", "4e1", "fault: not a whole number"}, {"speed", "NaN", "fault: not a whole number"}, {"speed", "1_0", "fault: not a whole number"},
		{"story", "A  day,\r\n\"so\"", "A  day,\r\n\"so\""}, {"story", "", "skipped"}, {"story", " \u00a0\n", "skipped"}, {"story", "Prefer not to say", "prefer not to say"}, {"story", "n/a", "n/a"}, {"story", long, long}, {"story", long + "é", "fault: 1001 characters"},
		{"phone", "I don't yet.", "no"}, {"phone", "no.", "no"}, {"phone", "Prefer not to say.", "prefer not to say"}, {"phone", "name;Prefer not to say", "fault: an option and a reason for no answer stand in one cell"}, {"phone", "Prefer not to say;Skipped", "fault: none of the options"},
		{"tools", "Letters.;A diary; or a calendar.", "letters diary"}, {"tools", "Letters, e-mails., Letters", "mail letters"},
		{"speed", "I took no test.", "not applicable"}, {"certificate", "Not asked for.", "not applicable"}, {"certificate", "not taken", "fault: none of the options"}, {"speed", "not taken", "fault: not a whole number"},
		{"phone", "a", "no"}, {"phone", "C", "both"}, {"phone", "D", "prefer not to say"}, {"phone", "E", "fault: none of the options"}, {"phone", "A;B", "fault: none of the options"}, {"phone", "AB", "fault: none of the options"},
		{"tools", "A;C", "mail diary"}, {"tools", "c, a", "mail diary"}, {"tools", "B;", "letters"}, {"tools", "E", "prefer not to say"}, {"tools", "A;E", "fault: an option and a reason for no answer stand in one cell"}, {"tools", "A;D", "fault: do not go together"}, {"tools", "A C", "fault: no list of options"}, {"tools", "F", "fault: no list of options"}, {"tools", "A;diary", "fault: no list of options"},
		{"certificate", "D", "not applicable"}, {"certificate", "E", "prefer not to say"}, {"speed", "A", "not applicable"}, {"speed", "b", "prefer not to say"}, {"speed", "C", "fault: not a whole number"}, {"story", "A", "A"}, {"tasks", "A", "fault: not a whole number"},
		{"tasks", "", "not taken"}, {"tasks", "5", "5"}, {"tasks", "7", "fault: outside 0 to 6"}, {"tasks", "5 / 6", "fault: not a whole number"}, {"tasks", "not taken", "not taken"}, {"tasks", "n/a", "not taken"}, {"tasks", "Skipped", "not taken"},
		{"typing", "38", "38"}, {"typing", "4000", "fault: does not fit"}, {"typing", "", "not taken"},
	} {
		cells := make([]string, len(header))
		other := "story" // a row that answers nothing is nobody's
		if c.question == other {
			other = "phone"
		}
		cells[slices.Index(header, other)] = "no"
		cells[slices.Index(header, c.question)] = c.cell
		if got := meant(t, r, q, c.question, rowOf(1, cells)); got != c.want && !(strings.HasPrefix(c.want, "fault: ") && strings.Contains(got, c.want[7:])) {
			t.Errorf("%s %q is %s, want %s", c.question, c.cell, got, c.want)
		}
	}
}

// TestIDsAndWordsClash: a cell that is the id of one option and the words of another is not guessed.
func TestIDsAndWordsClash(t *testing.T) {
	options := []assess.Option{{ID: "none", Say: "Some"}, {ID: "some", Say: "All", Points: 1}, {ID: "same", Say: "Same"}}
	q := assess.NewQuestionnaire(assess.Questionnaire{Sections: []assess.Section{{Questions: []assess.Question{
		{ID: "a", Ask: "A", Kind: assess.One, Options: options}, {ID: "b", Ask: "B", Kind: assess.Many, Options: options},
	}}}})
	r, _ := readerOf(t, q)
	for cell, want := range map[string]string{"some": "more than one", "All": "some", "same": "same", "None": "none"} {
		for i, id := range []string{"a", "b"} {
			cells := []string{"", ""}
			cells[i] = cell
			into := make([]assess.Told, 2)
			_, fault := r.Answers(rowOf(1, cells), into)
			if fault != nil && !strings.Contains(fault.What, want) || fault == nil && inIDs(q.Question(id), answerOf(into[i])) != want {
				t.Errorf("%s %q is %+v, %+v, want %s", id, cell, into[i], fault, want)
			}
		}
	}
}

// meant gives what a row says to a question, the same by both ways of reading.
func meant(t testing.TB, r *Reader, q *assess.Questionnaire, id string, row Row) string {
	t.Helper()
	into := make([]assess.Told, r.asked)
	for range 2 { // the second time it is remembered
		if _, fault := r.Answers(row, into); fault != nil {
			if _, _, other := r.Replies(row); !reflect.DeepEqual(fault, other) {
				t.Errorf("%+v, as replies %+v", fault, other)
			}
			checkFault(t, fault, row)
			return "fault: " + fault.What
		}
	}
	replies, _, fault := r.Replies(row)
	if fault != nil {
		t.Fatalf("only as replies: %+v", fault)
	}
	a, err := assess.NewAnswers(q, assess.Sitting{}, replies)
	if err != nil {
		t.Fatal(err)
	}
	i := 0
	got := ""
	for _, question := range q.Questions() {
		if !sameAnswer(a.Of(question.ID), answerOf(into[i]), question) {
			t.Errorf("%s: %+v, as replies %+v", question.ID, answerOf(into[i]), a.Of(question.ID))
		}
		if question.ID == id {
			got = inIDs(question, answerOf(into[i]))
		}
		i++
	}
	return got
}

// sameAnswer says whether a panel takes two answers for the same.
func sameAnswer(a, b assess.Answer, q *assess.Question) bool {
	if b.State == "" {
		b.State = assess.Skipped
		if q.Exercise() {
			b.State = assess.NotTaken
		}
	}
	return reflect.DeepEqual(a, b)
}

// answerOf gives an answer that a panel is told; the zero one of a question that nobody came to.
func answerOf(told assess.Told) assess.Answer {
	if told.Answer == nil {
		return assess.Answer{}
	}
	return *told.Answer
}

func inIDs(q *assess.Question, a assess.Answer) string {
	switch {
	case a.State != assess.Answered:
		return string(a.State)
	case q.Kind == assess.One, q.Kind == assess.Many:
		var ids []string
		for _, o := range a.Options {
			ids = append(ids, q.Options[o].ID)
		}
		return strings.Join(ids, " ")
	case q.Kind == assess.Text:
		return a.Text
	}
	return fmt.Sprint(a.Number)
}

// checkFault: a fault names its column and a remedy, and shows nothing of a cell outside Said, there only of its own.
func checkFault(t testing.TB, f *Fault, row Row) {
	t.Helper()
	if f.What == "" || f.Fix == "" {
		t.Errorf("%+v does not say enough", f)
	}
	for i, cell := range row.Cells {
		if text := spaced(string(cell)); len(text) > 3 && (strings.Contains(f.What+f.Fix, text) || i != f.Column && strings.Contains(f.Said, text)) {
			t.Errorf("%+v shows cell %d", f, i)
		}
	}
	if !strings.HasPrefix(f.Reason(), f.What) || len([]rune(f.Said)) > 100 {
		t.Errorf("%q, %q", f.Reason(), f.Said)
	}
}

func TestPerson(t *testing.T) {
	q := desk()
	header := []string{"ID", "Name", "Email", "Completion time", "phone"}
	m, err := Match(tableOf(header), q, everything(q), nil)
	if err != nil {
		t.Fatal(err)
	}
	r := NewReader(m, q, everything(q))
	into := make([]assess.Told, r.asked)
	for _, c := range []struct {
		cells []string
		want  Person
		fault bool
	}{
		{[]string{" 7 ", "Ann\u00a0 O’Brien\n", "ann@example.org", "2023-09-12T23:53:00", "no"}, Person{"7", "Ann O’Brien", "ann@example.org", "2023-09-12"}, false},
		{[]string{"", "", "anonymous", "45181.9955", ""}, Person{}, false},
		{[]string{"X", "李", "", "2024/12/22 11:49:31 AM GMT+8"}, Person{"X", "李", "", "2024-12-22"}, false},
		{[]string{"007", strings.Repeat("n", assess.MaxName), "", "2024/1/5 9:00"}, Person{"007", strings.Repeat("n", assess.MaxName), "", "2024-01-05"}, false},
		{[]string{"A", "", "", "7/2/20 11:00:22", ""}, Person{Reference: "A"}, false},
		{[]string{"A", "", "", "12.09.2023", ""}, Person{Reference: "A"}, false},
		{[]string{"A", "", "", "2023-02-30", ""}, Person{Reference: "A"}, false},
		{[]string{"A", "", "", "2023-1", ""}, Person{Reference: "A"}, false},
		{[]string{strings.Repeat("n", assess.MaxName+1)}, Person{}, true},
		{[]string{"", strings.Repeat("n", assess.MaxName+1)}, Person{}, true},
		{[]string{"", "", strings.Repeat("n", maxEmail+1)}, Person{}, true},
	} {
		cells := append(slices.Clone(c.cells), "", "", "", "")[:5]
		cells[4] = "no"
		p, fault := r.Answers(rowOf(1, cells), into)
		if p != c.want || (fault != nil) != c.fault {
			t.Errorf("%q: %+v, %+v", c.cells, p, fault)
		}
	}
}

// TestNameParts: several columns of names make one name, in the order of the table.
func TestNameParts(t *testing.T) {
	q := desk()
	for _, c := range []struct {
		header, cells []string
		want          string
	}{
		{[]string{"First name", "Last name", "phone"}, []string{"Ann", "O’Brien", "no"}, "Ann O’Brien"},
		{[]string{"Surname", "Forename", "phone"}, []string{"Bo", "", "no"}, "Bo"},
		{[]string{"Given name", "Family name", "phone"}, []string{"Al", "Alberts", "no"}, "Al Alberts"},
		{[]string{"First name", "Surname", "phone"}, []string{"James", "James", "no"}, "James James"},
		{[]string{"Name", "First name", "Last name", "phone"}, []string{"Ann Bo", "Ann", "Bo", "no"}, "Ann Bo"},
		{[]string{"First name", "Last name", "Full name", "phone"}, []string{"Ann", "Bo", "Ann Bo", "no"}, "Ann Bo"},
		{[]string{"Name", "Candidate name", "phone"}, []string{"anonymous", "Ann Bo", "no"}, "Ann Bo"},
		{[]string{"Name", "Candidate name", "phone"}, []string{"Anon\u00adymous\u200b", "Ann Bo", "no"}, "Ann Bo"},
		{[]string{"Name", "Candidate name", "phone"}, []string{"Ａnónimo ", "Ann Bo", "no"}, "Ann Bo"},
	} {
		m, err := Match(tableOf(c.header), q, everything(q), nil)
		if err != nil {
			t.Fatal(err)
		}
		r := NewReader(m, q, everything(q))
		if p, fault := r.Answers(rowOf(1, c.cells), make([]assess.Told, r.asked)); fault != nil || p.Name != c.want {
			t.Errorf("%q: %q, %+v, want %q", c.cells, p.Name, fault, c.want)
		}
	}
}

// TestNobody: a row that answers nothing is set aside, whatever else it holds; whoever says why not has said something.
func TestNobody(t *testing.T) {
	q := desk()
	m, err := Match(tableOf([]string{"reference", "Name", "phone", "tools", "story", "tasks"}), q, everything(q), nil)
	if err != nil {
		t.Fatal(err)
	}
	r := NewReader(m, q, everything(q))
	for _, c := range []struct {
		cells  []string
		column int // of the fault; -2 for none
	}{
		{[]string{"Total: 30"}, -1},
		{[]string{"Exported on 1 March", "", "", "", " ", ""}, -1},
		{[]string{"1"}, -1},
		{[]string{"7", "Ann", "", "skipped", "", "not taken"}, -1},
		{[]string{"", "", "", "", "Open-Ended Response", ""}, -1},
		{[]string{"", "", "", "", "Open-Ended Response" + strings.Repeat("\u00a0", 50), ""}, -1},
		{[]string{"", "", "", "", strings.Repeat(" ", 90) + "skipped" + strings.Repeat("\u200b", 50), ""}, -1},
		{[]string{"", "", "", "", "ｓｋｉｐｐｅｄ", ""}, -1},
		{[]string{"", "", "Response", "", "Open-Ended Response", ""}, 2},
		{[]string{"", "", "Prefer not to say", "", "", ""}, -2},
		{[]string{"", "", "", "", "Yes.", ""}, -2},
		{[]string{"", "", "", "", "", "0"}, -2},
	} {
		_, fault := r.Answers(rowOf(1, c.cells), make([]assess.Told, r.asked))
		_, _, other := r.Replies(rowOf(1, c.cells))
		if (fault == nil) != (c.column == -2) || fault != nil && fault.Column != c.column || !reflect.DeepEqual(fault, other) {
			t.Errorf("%q: %+v, as replies %+v", c.cells, fault, other)
		}
		if c.column == -1 && fault != nil && (fault.What != "no question is answered in this row" || fault.Fix == "") {
			t.Errorf("%q: %+v", c.cells, fault)
		}
	}
}

// TestLettersOfThePaperForm: a letter is read as the box that it stands beside on paper, unless the question names a
// letter itself.
func TestLettersOfThePaperForm(t *testing.T) {
	builtIn, _, _ := builtin(t)
	for _, q := range []*assess.Questionnaire{desk(), builtIn} {
		r, header := readerOf(t, q)
		for _, block := range reports.PaperForm(q, everything(q), "").Blocks {
			boxes, ok := block.(reports.Choices)
			if !ok {
				continue
			}
			at := slices.IndexFunc(slices.Collect(questionsOf(q)), func(o *assess.Question) bool { return o.Ask == boxes.Ask && o.Kind != assess.Text })
			if at < 0 || len(slices.Collect(asking(q, boxes.Ask))) > 1 {
				continue
			}
			question := q.Question(header[at])
			for i, words := range boxes.Options {
				cells := func(cell string) Row {
					row := make([]string, len(header))
					row[at] = cell
					return rowOf(1, row)
				}
				got, want := meant(t, r, q, question.ID, cells(reports.Letter(i))), meant(t, r, q, question.ID, cells(words))
				if namesLetter(question) {
					want = "fault: " + r.columns[at].fault(at, &doubt{what: "the cell is none of the options of the question"}).What
				}
				if got != want {
					t.Errorf("%s: %s is %s, and beside the box stands %q", question.ID, reports.Letter(i), got, words)
				}
			}
		}
	}
	for id, want := range map[string]bool{"english-qualification": true, "maths-qualification": true, "team": false} {
		if got := namesLetter(builtIn.Question(id)); got != want {
			t.Errorf("%s names a letter: %v", id, got)
		}
	}
}

// asking gives the questions with these words.
func asking(q *assess.Questionnaire, words string) iter.Seq[*assess.Question] {
	return func(yield func(*assess.Question) bool) {
		for question := range questionsOf(q) {
			if question.Ask == words && !yield(question) {
				return
			}
		}
	}
}

// TestLettersGiveWay: a letter that is an option's id or words means that option only.
func TestLettersGiveWay(t *testing.T) {
	q := assess.NewQuestionnaire(assess.Questionnaire{Sections: []assess.Section{{Questions: []assess.Question{
		{ID: "one", Ask: "One?", Kind: assess.One, Options: []assess.Option{{ID: "b", Say: "First"}, {ID: "x", Say: "A", Points: 1}, {ID: "y", Say: "Third", Points: 2}}},
		{ID: "many", Ask: "Many?", Kind: assess.Many, Options: []assess.Option{{ID: "b", Say: "First"}, {ID: "x", Say: "Letters, c", Points: 1}, {ID: "y", Say: "Letters", Points: 2}}},
		{ID: "grade", Ask: "Have you grade 4 (C) in it?", Kind: assess.One, Options: []assess.Option{{ID: "no", Say: "No"}, {ID: "yes", Say: "Yes", Points: 1}, {ID: "abroad", Say: "Abroad", Points: 1}}},
	}}}})
	r, header := readerOf(t, q)
	for cell, want := range map[string]string{
		"one A": "x", "one b": "b", "one C": "y", "many B": "b", "many A": "b", "many A;C": "b y", "many Letters, c": "x", "many B;C": "fault: no list",
		"grade C": "fault: none of the options", "grade D": "fault: none of the options", "grade abroad": "abroad",
	} {
		id, text, _ := strings.Cut(cell, " ")
		cells := make([]string, len(header))
		cells[slices.Index(header, id)] = text
		if got := meant(t, r, q, id, rowOf(1, cells)); got != want && !(strings.HasPrefix(want, "fault: ") && strings.Contains(got, want[7:])) {
			t.Errorf("%s is %s, want %s", cell, got, want)
		}
	}
}

// TestRemediesOfCells: what to write instead is said exactly.
func TestRemediesOfCells(t *testing.T) {
	q := desk()
	r, header := readerOf(t, q)
	for _, c := range []struct{ question, cell, fix string }{
		{"speed", "45 wpm", `in digits only, such as "45"`},
		{"speed", "not taken", "or leave it blank"},
		{"tasks", "8", `in digits only, such as "6"`},
		{"phone", "not taken", "or leave it blank"},
		{"tools", "not taken", "or leave it blank"},
		{"tools", "Prefer not to say;Letters", "ask the person which is meant, and take out the other, or leave the cell blank"},
	} {
		cells := make([]string, len(header))
		cells[slices.Index(header, c.question)] = c.cell
		if _, fault := r.Answers(rowOf(1, cells), make([]assess.Told, r.asked)); fault == nil || !strings.Contains(fault.Fix, c.fix) {
			t.Errorf("%s %q: %+v, want the remedy %q", c.question, c.cell, fault, c.fix)
		}
	}
}

func TestAbsentColumns(t *testing.T) {
	q := desk()
	needs := everything(q)
	needs[1] = false // when-calls
	m, err := Match(tableOf([]string{"phone"}), q, needs, nil)
	if err != nil {
		t.Fatal(err)
	}
	r := NewReader(m, q, needs)
	into := make([]assess.Told, r.asked)
	into[1] = q.Question("when-calls").Tell(&assess.Answer{State: assess.Answered}) // what was there must go
	if _, fault := r.Answers(rowOf(1, []string{"no"}), into); fault != nil {
		t.Fatal(fault)
	}
	i := 0
	for _, question := range q.Questions() {
		want := assess.Answer{State: assess.NotCollected, Given: true}
		switch {
		case question.ID == "phone":
			want = assess.Answer{State: assess.Answered, Given: true, Options: []int{0}}
		case i == 1, question.Exercise():
			want = assess.Answer{}
		}
		if !reflect.DeepEqual(answerOf(into[i]), want) {
			t.Errorf("%s: %+v, want %+v", question.ID, answerOf(into[i]), want)
		}
		i++
	}
}

func TestRowFault(t *testing.T) {
	q := desk()
	r, _ := readerOf(t, q)
	row := rowOf(1, []string{"no", "secret"})
	row.Fault = "it has more cells than the header"
	_, fault := r.Answers(row, make([]assess.Told, r.asked))
	_, _, other := r.Replies(row)
	if fault == nil || fault.Column != -1 || fault.What != row.Fault || !reflect.DeepEqual(fault, other) {
		t.Errorf("%+v, %+v", fault, other)
	}
}

// TestMemoryHasALimit: whatever the cells, a reader remembers so much and no more, and reads alike.
func TestMemoryHasALimit(t *testing.T) {
	q := desk()
	r, header := readerOf(t, q)
	into := make([]assess.Told, r.asked)
	at := slices.Index(header, "speed")
	for i := range 3 * mostRemembered {
		cells := make([]string, len(header))
		cells[at] = strings.Repeat("0", i%7) + fmt.Sprint(i)
		cells[slices.Index(header, "story")] = fmt.Sprint("day ", i)
		_, fault := r.Answers(rowOf(i, cells), into)
		if (fault == nil) != (i <= 200 && i%7+len(fmt.Sprint(i)) <= 9) {
			t.Fatalf("%d: %+v", i, fault)
		}
		if fault == nil && into[at].Number != i {
			t.Fatalf("%d is read as %d", i, into[at].Number)
		}
	}
	for _, c := range r.columns {
		if len(c.known) > mostRemembered || c.bytes > mostRememberedBytes || c.question.Kind == assess.Text && len(c.known) > 1 {
			t.Errorf("%s remembers %d texts of %d bytes", c.Question, len(c.known), c.bytes)
		}
	}
}

// randomCell gives a cell of a kind that a form may hold, rarely one that does not fit.
func randomCell(r *rand.Rand, q *assess.Question) string {
	switch n := r.IntN(40); {
	case n == 0:
		return []string{"?", "42", "n/a", "Not applicable", "not taken", "a;b", "201"}[r.IntN(7)]
	case n < 5:
		return []string{"", " ", "Skipped", "Prefer not to say", q.MayNotApply}[n]
	}
	switch q.Kind {
	case assess.One:
		if o := q.Options[r.IntN(len(q.Options))]; r.IntN(3) > 0 {
			return o.Say
		} else {
			return o.ID
		}
	case assess.Many:
		var ticks []string
		for _, o := range q.Options {
			if !o.Alone && r.IntN(2) == 0 {
				ticks = append(ticks, o.Say)
			}
		}
		return strings.Join(ticks, []string{";", ", "}[r.IntN(2)])
	case assess.Number:
		return fmt.Sprint(q.Min + r.IntN(q.Max-q.Min+1))
	case assess.Text:
		return strings.Repeat("word ", r.IntN(20))
	}
	return fmt.Sprint(r.IntN(7))
}

// TestPanelAndJudgeAgree: a row read for a panel and the same row read for one person come to the same.
func TestPanelAndJudgeAgree(t *testing.T) {
	q, role, needs := builtin(t)
	var questions []*assess.Question
	for _, question := range q.Questions() {
		questions = append(questions, question)
	}
	panel := assess.NewPanel(role, q)
	r := rand.New(rand.NewPCG(3, 4))
	var o assess.Outcome
	judged := 0
	for range 60 {
		var header []string
		var asked []*assess.Question
		for _, i := range r.Perm(len(questions)) {
			if r.IntN(6) > 0 {
				header, asked = append(header, questions[i].Ask), append(asked, questions[i])
			}
		}
		m, err := Match(tableOf(header), q, needs, nil)
		if err != nil {
			t.Fatal(err)
		}
		reader := NewReader(m, q, needs)
		into := make([]assess.Told, len(questions))
		for range 5 {
			cells := make([]string, len(asked))
			for i, question := range asked {
				cells[i] = randomCell(r, question)
			}
			row := rowOf(1, cells)
			_, fault := reader.Answers(row, into)
			replies, _, other := reader.Replies(row)
			if !reflect.DeepEqual(fault, other) {
				t.Fatalf("%+v, as replies %+v", fault, other)
			}
			if fault != nil {
				checkFault(t, fault, Row{})
				continue
			}
			judged++
			a, err := assess.NewAnswers(q, assess.Sitting{}, replies)
			if err != nil {
				t.Fatal(err)
			}
			for i, question := range questions {
				if !sameAnswer(a.Of(question.ID), answerOf(into[i]), question) {
					t.Fatalf("%s: %+v, as replies %+v", question.ID, answerOf(into[i]), a.Of(question.ID))
				}
			}
			panel.Judge(into, &o)
			for i, j := range assess.Judge(role, a).Requirements {
				if o.Requirements[i].Stand.State() != j.State {
					t.Fatalf("%s: %s, as one person %s", j.ID, o.Requirements[i].Stand.State(), j.State)
				}
			}
		}
	}
	if judged < 50 {
		t.Errorf("only %d rows could be judged", judged)
	}
}

// benchRows gives rows of the built-in questionnaire as Microsoft Forms writes them, with so many questions.
func benchRows(t testing.TB, columns int) (*Reader, []Row) {
	q, _, needs := builtin(t)
	header := []string{"ID"}
	var asked []*assess.Question
	for _, question := range q.Questions() {
		if !question.Exercise() && question.Kind != assess.Text && len(asked) < columns {
			header, asked = append(header, question.Ask), append(asked, question)
		}
	}
	m, err := Match(tableOf(header), q, needs, nil)
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(5, 6))
	var rows []Row
	for i := range 100 {
		cells := []string{fmt.Sprint(i)}
		for _, question := range asked {
			switch question.Kind {
			case assess.One:
				cells = append(cells, question.Options[r.IntN(len(question.Options))].Say)
			default:
				cells = append(cells, randomTicks(r, question))
			}
		}
		rows = append(rows, rowOf(i+1, cells))
	}
	return NewReader(m, q, needs), rows
}

func randomTicks(r *rand.Rand, q *assess.Question) string {
	if q.Kind == assess.Number {
		return fmt.Sprint(r.IntN(100))
	}
	ticks := ""
	for _, o := range q.Options {
		if !o.Alone && r.IntN(2) == 0 {
			ticks += o.Say + ";"
		}
	}
	return ticks
}

func BenchmarkAnswers(b *testing.B) {
	r, rows := benchRows(b, 40)
	into := make([]assess.Told, r.asked)
	i := 0
	b.ReportAllocs()
	for b.Loop() {
		if _, fault := r.Answers(rows[i%len(rows)], into); fault != nil {
			b.Fatal(fault)
		}
		i++
	}
}

// TestAnswersAllocateLittle: a row costs no memory but for what says who it is.
func TestAnswersAllocateLittle(t *testing.T) {
	r, rows := benchRows(t, 40)
	into := make([]assess.Told, r.asked)
	once := func() {
		for _, row := range rows {
			if _, fault := r.Answers(row, into); fault != nil {
				t.Fatal(fault)
			}
		}
	}
	once()
	if got := testing.AllocsPerRun(3, once) / float64(len(rows)); got > 3 {
		t.Errorf("%.2f allocations a row", got)
	}
}
