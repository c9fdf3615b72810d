package reports

import (
	"bytes"
	"fmt"
	"math/big"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"readiness/assess"
	"readiness/reports/pdf/pdftest"
)

// crowd gives the answers of people by chance, some of whom leave questions out.
func crowd(t *testing.T, q *assess.Questionnaire, n int, seed uint64) []*assess.Answers {
	t.Helper()
	some := rand.New(rand.NewPCG(seed, 7))
	better := 1 + some.IntN(3)
	var all []*assess.Answers
	for range n {
		replies := chosen(q, func(n int) int {
			most := 0
			for range better {
				most = max(most, some.IntN(n))
			}
			return most
		}, "I rang back.")
		for i := range replies {
			if some.IntN(12) == 0 {
				replies[i].State, replies[i].Value = []assess.AnswerState{assess.Skipped, assess.PreferNotToSay}[some.IntN(2)], nil
			}
		}
		a, err := assess.NewAnswers(q, assess.Sitting{Name: "Zoë Example", Reference: "A-17"}, replies)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, a)
	}
	return all
}

// counted gives the cohort of people.
func counted(role *assess.Role, q *assess.Questionnaire, all []*assess.Answers) *assess.Cohort {
	panel := assess.NewPanel(role, q)
	cohort := panel.Cohort()
	var o assess.Outcome
	for _, a := range all {
		var answers []assess.Told
		for _, question := range q.Questions() {
			answer := a.Of(question.ID)
			answers = append(answers, question.Tell(&answer))
		}
		panel.Judge(answers, &o)
		cohort.Add(&o)
	}
	return cohort
}

// classOf gives a class of some people by chance.
func classOf(t *testing.T, n int, seed uint64) (ClassInput, []*assess.Answers) {
	t.Helper()
	q, role := fixture()
	all := crowd(t, q, n, seed)
	return ClassInput{
		Role: role, Questionnaire: q, Cohort: counted(role, q, all), Date: "2026-11-22", Program: "readiness test",
		Table: Intake{File: "answers.csv", Kind: "CSV in UTF-8, separated by commas", Rows: n + 2, SetAside: 2, Blank: 1, Columns: 12, Ignored: []string{"Start time"}, NotCollected: []string{"story"}},
	}, all
}

// TestClass compares class pages with what was read and approved.
func TestClass(t *testing.T) {
	for _, n := range []int{4, 9, 30} {
		c, _ := classOf(t, n, 3)
		golden(t, fmt.Sprintf("class-%d", n), Class(c), 0)
	}
	c, _ := classOf(t, 120, 5)
	c.Table.NotCollected = append(c.Table.NotCollected, "terms")
	golden(t, "class-120", Class(c), 0)
}

// TestClassReconciles: what is published of a class are the counts of its pupils' own results.
func TestClassReconciles(t *testing.T) {
	for seed := range uint64(20) {
		c, all := classOf(t, 40, seed)
		skills, _ := c.skills()
		if len(skills) != 6 {
			t.Fatalf("%d skills", len(skills))
		}
		for _, s := range skills {
			var counts [3]int
			for _, a := range all {
				counts[stands3(assess.Judge(c.Role, a), s)]++
			}
			if s.People != 40 || !slices.Equal(s.Counts, counts[:len(s.Counts)]) {
				t.Errorf("seed %d, %s: %v of %d, by the results %v", seed, s.label, s.Counts, s.People, counts)
			}
			hidden := 0
			for _, n := range counts[len(s.Counts):] {
				hidden += n
			}
			if hidden != s.Hidden {
				t.Errorf("seed %d, %s: %d hidden, by the results %v", seed, s.label, s.Hidden, counts)
			}
		}
	}
}

// stands3 gives in which of the three groups of a skill a result is.
func stands3(r assess.Result, s skill) int {
	j := r.Requirements[slices.IndexFunc(r.Requirements, func(j assess.Judged) bool { return j.ID == s.requirement.ID })]
	part := j.Parts[slices.IndexFunc(j.Parts, func(p assess.JudgedPart) bool { return p.Name == s.part })]
	if part.Range == nil {
		return 2
	}
	target := big.NewRat(int64(j.Target), 1)
	switch {
	case rational(part.ExactLow).Cmp(target) >= 0:
		return 0
	case rational(part.ExactHigh).Cmp(target) < 0:
		return 1
	}
	return 2
}

var digits = regexp.MustCompile(`\d+`)

// TestClassFigures: every figure on a class page is published by the rule, or says what came in, or is of the rule
// itself; and what belongs to one pupil is not there.
func TestClassFigures(t *testing.T) {
	for seed := range uint64(60) {
		n := 2 + int(seed)
		c, _ := classOf(t, n, seed)
		c.Program, c.Date = "", ""
		for i := range c.Role.Requirements {
			c.Role.Requirements[i].Steps = nil
		}
		allowed := map[int]bool{few: true, leastClass: n < leastClass, 8: true, 256: true} // 8 and 256 are of names
		skills, _ := c.skills()
		if n >= leastClass {
			allowed[n], allowed[n-few+1] = true, true
			for _, s := range skills {
				allowed[s.Hidden] = true
				if s.Small == smallOthers {
					allowed[s.Hidden-few+1] = true
				}
				for _, count := range s.Counts {
					allowed[count] = true
				}
			}
		}
		d := Class(c)
		for _, says := range said(d) {
			if strings.Contains(says, c.Role.SHA256) || strings.Contains(says, c.Questionnaire.SHA256) || strings.Contains(says, "version") || strings.Contains(says, " bars, in parts") || strings.Contains(says, "Alex") {
				continue
			}
			for _, f := range digits.FindAllString(says, -1) {
				if v, _ := strconv.Atoi(f); !allowed[v] {
					t.Errorf("seed %d: %d in %q", seed, v, says)
				}
			}
			if strings.Contains(says, "Zoë") || strings.Contains(says, "A-17") || strings.Contains(says, "rang back") {
				t.Errorf("seed %d: %q", seed, says)
			}
		}
		for _, b := range d.Blocks {
			s, ok := b.(Shares)
			if !ok {
				continue
			}
			if n < leastClass {
				t.Errorf("%d pupils have a picture", n)
			}
			for _, row := range s.Rows {
				for _, count := range row.Counts {
					if count < few && row.Hidden > 0 {
						t.Errorf("seed %d: a bar of %d is drawn", seed, count)
					}
				}
			}
		}
	}
}

// TestClassSmall: of 10 and of 11 pupils who all are at the target, no page says that most are not, and each skill is
// named with what can be told.
func TestClassSmall(t *testing.T) {
	q, role := fixture()
	for _, n := range []int{10, 11} {
		best, err := assess.NewAnswers(q, assess.Sitting{}, chosen(q, func(n int) int { return n - 1 }, ""))
		if err != nil {
			t.Fatal(err)
		}
		c := ClassInput{Role: role, Questionnaire: q, Cohort: counted(role, q, slices.Repeat([]*assess.Answers{best}, n)), Table: Intake{Rows: n}}
		text := textOf(t, Class(c))
		if strings.Contains(text, "No skill is") || !strings.Contains(text, fmt.Sprintf("At least %d of %d", n-4, n)) {
			t.Errorf("%d pupils at every target: %s", n, text)
		}
		g := &group{}
		g.shown(nil)
		g.teach(nil)
		if text := textOf(t, g.document("", "", "", "")); strings.Count(text, "No skill can be named here") != 2 {
			t.Errorf("where nothing can be told: %s", text)
		}
	}
}

// TestClassIntake: what came in is not told to pupils, as the rows set aside may be of few of them.
func TestClassIntake(t *testing.T) {
	c, _ := classOf(t, 30, 3)
	if text := textOf(t, Class(c)); strings.Contains(text, "set aside") || strings.Contains(text, c.Table.File) || !strings.Contains(text, "30 pupils") {
		t.Error(text)
	}
	c, _ = classOf(t, 9, 3)
	if text := textOf(t, Class(c)); strings.Contains(text, " 9 ") {
		t.Error(text)
	}
}

// TestLegendFirst: what the parts of the bars mean is said before the first of them.
func TestLegendFirst(t *testing.T) {
	c, _ := classOf(t, 30, 3)
	d := Class(c)
	at := slices.IndexFunc(d.Blocks, func(b Block) bool { _, is := b.(Shares); return is })
	d.Blocks = d.Blocks[:max(at, 0)]
	text := textOf(t, d)
	for _, group := range append([]string{"Crossed lines"}, skillGroups...) {
		if !strings.Contains(text, "In each bar") || !strings.Contains(text, group) {
			t.Errorf("not %q: %s", group, text)
		}
	}
}

// TestTaughtCut: skills that are not named are counted, and those that only the order of the role parts from a named
// one are not left out without a word.
func TestTaughtCut(t *testing.T) {
	r := &assess.Requirement{Name: "A", Parts: make([]assess.Part, 9)}
	var skills []skill
	for i, n := range []int{4, 0, 5, 5, 5, 5, 5, 5, 9} {
		skills = append(skills, skill{publish(n, 30-n, 0), r, "", fmt.Sprint("skill ", i)})
	}
	g := &group{}
	g.teach(skills)
	text := textOf(t, g.document("", "", "", ""))
	for _, says := range []string{"And 3 more skills below", "Only 6 are named", "Of these, 2 are as far off"} {
		if !strings.Contains(text, says) {
			t.Errorf("not %q: %s", says, text)
		}
	}
	g = &group{}
	g.teach(skills[:6])
	if text := textOf(t, g.document("", "", "", "")); strings.Contains(text, "more skill") {
		t.Error(text)
	}
}

// TestStaffItems: where there are no statistics of the questions it is said why, and how many were left out; no figure
// is less than nothing by rounding.
func TestStaffItems(t *testing.T) {
	q, role := fixture()
	for _, test := range []struct {
		people int
		items  *assess.ItemStatistics
		says   string
	}{
		{30, nil, "They need at least 100 pupils who answered every question"},
		{300, nil, "Here fewer did"},
		{120, &assess.ItemStatistics{People: 99, LeftOut: 21}, "Here 99 did, and 21 left something out."},
		{120, &assess.ItemStatistics{People: 120}, "are too alike"},
		{120, &assess.ItemStatistics{People: 101, LeftOut: 19, Alpha: &assess.Alpha{Alpha: -0.004}, Items: []assess.ItemStatistic{{Question: "terms", ItemRest: new(-0.004)}}}, "the 101 pupils who answered every question below; 19 who left something out"},
	} {
		text := textOf(t, Staff(StaffInput{Role: role, Questionnaire: q, People: test.people, Items: test.items}))
		if !strings.Contains(text, test.says) || strings.Contains(text, "-0.00") {
			t.Errorf("%d pupils: not %q, or -0.00: %s", test.people, test.says, text[strings.Index(text, "How the questions work"):])
		}
	}
}

// TestNoSharedQuestion: no two published rows rest on one question, not even by a condition.
func TestNoSharedQuestion(t *testing.T) {
	role, q := builtin(t)
	c := ClassInput{Role: role, Questionnaire: q, Cohort: assess.NewPanel(role, q).Cohort()}
	skills, left := c.skills()
	by := map[string]string{}
	for _, s := range skills {
		i := slices.IndexFunc(s.requirement.Parts, func(p assess.Part) bool { return p.Name == s.part })
		for todo := slices.Clone(s.requirement.Parts[i].Questions); len(todo) > 0; todo = todo[1:] {
			if by[todo[0]] != "" && by[todo[0]] != s.label {
				t.Errorf("%q and %q rest on %q", by[todo[0]], s.label, todo[0])
			}
			by[todo[0]] = s.label
			for _, condition := range q.Question(todo[0]).OnlyIf {
				todo = append(todo, condition.Question)
			}
		}
	}
	if len(left.again) == 0 || len(left.unasked) > 0 {
		t.Errorf("left out: %q", left)
	}
}

// documents gives a document of each kind that is made of many people, with all that it can have.
func documents(t *testing.T) map[string]Document {
	t.Helper()
	c, all := classOf(t, 120, 4)
	controller := Controller{"Example Trust", "Recruitment, 1 Example Street", "Six months from the decision", "Write to complaints@example.org", "Call 01632 960000"}
	blind := CandidateView{Blind: true, Controller: controller, Row: 17}
	open := CandidateView{WithText: true, Controller: controller, Row: 17}
	s := ScreenInput{c.Role, c.Questionnaire, c.Cohort, c.Table, controller, true, c.Date, c.Program}
	staff := StaffInput{
		Role: c.Role, Questionnaire: c.Questionnaire, Table: c.Table, People: 120, Date: c.Date, Program: c.Program,
		Files: []MadeFile{{"class.pdf", "For everyone: what the class can show"}, {"staff.pdf", "For staff: this page"}},
		Items: &assess.ItemStatistics{
			People: 118, LeftOut: 2, Alpha: &assess.Alpha{Alpha: 0.71, Low: 0.6, High: 0.79},
			Items: []assess.ItemStatistic{{Question: "style", Difficulty: 0.62, ItemRest: new(0.31)}, {Question: "terms", Difficulty: 0.4, ItemRest: new(-0.001)}, {Question: "maths", Difficulty: 1}},
		},
	}
	r := assess.Judge(c.Role, all[3])
	return map[string]Document{
		"class": Class(c), "staff": Staff(staff), "screened": Screened(s), "notice": Notice(controller, c.Role), "candidate-blind": Candidate(r, blind), "candidate-open": Candidate(r, open),
		"understood": Understood(understoodTable(c)),
	}
}

// understoodTable is what a dry run shows of a table with faults.
func understoodTable(c ClassInput) UnderstoodInput {
	return UnderstoodInput{
		Role: c.Role, Questionnaire: c.Questionnaire, Table: c.Table, Judged: 120,
		Columns:  []UnderstoodColumn{{"A", "ID", "the reference", "", "by its name"}, {"B", "How do you type?", "", "style", "by the words of the question"}, {"C", "", "not used", "", ""}},
		First:    []UnderstoodRow{{1, 2, []UnderstoodAnswer{{"style", "I look for each key"}, {"speed", ""}}, ""}, {2, 3, nil, "column D holds a number that is not whole"}},
		Problems: []UnderstoodProblem{{"answers.csv, line 3, column D", "“3,5” is not a whole number", "write a whole number from 0 to 200"}},
		More:     2,
	}
}

// TestGroupDocuments: the documents for many people keep the rules of a Document, their PDFs have no fault that
// pdftest can find, and whoever listens hears every word in its order.
func TestGroupDocuments(t *testing.T) {
	for name, d := range documents(t) {
		t.Run(name, func(t *testing.T) {
			if name != "class" {
				golden(t, name, d, 0)
			}
			wellFormed(t, d)
			for _, print := range []Print{UsualPrint, LargePrint} {
				printed(t, "group-"+name+fmt.Sprint(int(print)), d, print)
			}
			page(t, d)
		})
	}
}

// TestGroupLength: of the role that is judged if none is named, the pages for review are few, whoever they are about.
func TestGroupLength(t *testing.T) {
	role, q := builtin(t)
	all := crowd(t, q, 30, 2)
	var exercises []string
	for _, question := range q.Questions() {
		if question.Exercise() {
			exercises = append(exercises, question.ID)
		}
	}
	table := Intake{File: "form.xlsx", Rows: 30, Columns: 60, NotCollected: exercises}
	cohort := counted(role, q, all)
	for name, test := range map[string]struct {
		d    Document
		most int
	}{
		"class":     {Class(ClassInput{Role: role, Questionnaire: q, Cohort: cohort, Table: table}), 4},
		"screened":  {Screened(ScreenInput{Role: role, Questionnaire: q, Cohort: cohort, Table: table}), 4},
		"candidate": {Candidate(assess.Judge(role, all[0]), CandidateView{Blind: true, Row: 1}), 4},
		"staff":     {Staff(StaffInput{Role: role, Questionnaire: q, Table: table, People: 30}), 2},
		"notice":    {Notice(Controller{}, role), 2},
	} {
		wellFormed(t, test.d)
		var file bytes.Buffer
		if err := WritePDF(&file, test.d, UsualPrint); err != nil {
			t.Fatal(err)
		}
		pages, err := pdftest.Read(file.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		if len(pages) > test.most {
			t.Errorf("%s: %d pages", name, len(pages))
		}
		if *keepIn != "" {
			keep(t, *keepIn+"/builtin-"+name, file.Bytes(), test.d)
		}
	}
}

// TestGroupKind holds what is for pupils, staff and candidates to words that leave people their dignity.
func TestGroupKind(t *testing.T) {
	unkind := regexp.MustCompile(`(?i)\b(fail\w*|unsuitable|unqualified|passed|poor\w*|weak\w*|bad|inadequate|below average|disqualif\w*|score[sd]?)\b`)
	for name, d := range documents(t) {
		for _, s := range sentences(d) {
			if found := unkind.FindString(s); found != "" {
				t.Errorf("%s: %q in %q", name, found, s)
			}
		}
	}
}

// wellFormed checks what a Document promises of its headings and its cells.
func wellFormed(t *testing.T, d Document) {
	t.Helper()
	level := 0
	for i, b := range d.cleaned().Blocks {
		switch b := b.(type) {
		case Heading:
			if b.Level > level+1 || (b.Level == 1) != (i == 0) {
				t.Errorf("%q has level %d after level %d", b.Text, b.Level, level)
			}
			level = b.Level
		case Table:
			for _, row := range b.Rows {
				if len(row) != len(b.Columns) || slices.Contains(row, "") {
					t.Errorf("row %q", row)
				}
			}
		}
	}
	for _, s := range sentences(d) {
		if strings.TrimSpace(s) == "" {
			t.Error("an empty text")
		}
	}
}
