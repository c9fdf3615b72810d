package reports

import (
	"bytes"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"readiness/assess"
	"readiness/questionnaires"
	"readiness/reports/pdf"
	"readiness/reports/pdf/pdftest"
	"readiness/reports/pdf/typeset"
)

// How many of the reports that TestEveryone knows it makes, and where it leaves them for other checkers.
var (
	everyone = flag.Int("everyone", 8, "how many of the 200 reports of TestEveryone are made")
	keepIn   = flag.String("keep-in", "", "the folder in which TestEveryone leaves its PDFs; none if empty")
)

// Texts as people write them, and as nobody should: names and answers in the reports of TestEveryone.
var writing = []struct{ kind, text string }{
	{"plain", "Alex Example"},
	{"Welsh", "Llŷr Ŵyn ap Siôn, Tŷ Gwyn, Ynys Môn"},
	{"Polish", "Żółta Gęśl-Jaźń, ul. Świętokrzyska"},
	{"Vietnamese", "Nguyễn Thị Ánh Ngọc, đường Trần Hưng Đạo"},
	{"Greek", "Ελένη Παράδειγμα, οδός Ἀθηνᾶς"},
	{"Cyrillic", "Олена Приклад, вулиця Ґалаґанівська; Ђорђе Љубић"},
	{"Hebrew", "דוגמה ישראלי (12) רחוב הרצל"},
	{"Hebrew with points", "שָׁלוֹם עֲלֵיכֶם"},
	{"Arabic", "مثال محمد، شارع ١٢ لا 34"},
	{"Arabic with vowels", "مُحَمَّدٌ الْمِثَالُ"},
	{"Persian and Urdu", "نمونهٔ پژوهش گل\u200cهای چای؛ نمونہ ٹیچر"},
	{"both directions", "Alex (דוגמה 12) and مثال 7/8, Flat 3"},
	{"emoji", "Alex 👩🏽‍🚀 ☎️ ❤️ 🏴󠁧󠁢󠁷󠁬󠁳󠁿"},
	{"Chinese, Hindi, Thai", "例子 木村 उदाहरण ตัวอย่าง"},
	{"stacked marks", "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘ e\u0301x\u0323\u0302"},
	{"200 characters", strings.Repeat("Alexandrina-Max Example ", 9)[:200]},
	{"a word of 200 characters", strings.Repeat("Exam", 50)},
	{"hostile", strings.ToValidUTF8(hostile, "?")},
	{"operators", `) Tj ET endstream endobj <</S /JavaScript /JS (app.alert(1))>> <script>alert(1)</script> =cmd|' /C calc'!A0`},
}

// A candidate of TestEveryone.
type candidate struct {
	name  string
	role  *assess.Role
	asks  *assess.Questionnaire
	of    assess.Sitting
	says  []assess.Reply
	rest  assess.AnswerState // of what says does not answer; "": not said
	large Print
}

// candidates are 200: every example of the role, every band, all and nothing answered, every writing,
// a report of 2 pages and one of 40 and more, and others by chance, in both sizes of print.
func candidates(t *testing.T) []candidate {
	role, q := builtin(t)
	var all []candidate
	add := func(name string, says []assess.Reply, rest assess.AnswerState) {
		n := len(all)
		w := writing[n%len(writing)]
		all = append(all, candidate{
			fmt.Sprintf("%03d %s, %s", n, name, w.kind), role, q,
			assess.Sitting{Name: w.text, Reference: writing[n*7%len(writing)].text, Date: "2026-11-22"}, says, rest, Print(n % 2),
		})
	}
	for range 2 { // in both prints, as their number is odd
		for _, e := range role.Examples {
			add(e.Name, e.Replies, e.Rest)
		}
		for _, rest := range []assess.AnswerState{assess.Skipped, assess.PreferNotToSay, assess.NotApplicable, ""} {
			add("nothing answered, "+string(rest), nil, rest)
		}
		add("the best of all", chosen(q, func(n int) int { return n - 1 }, "plain"), "")
		add("the least of all", chosen(q, func(int) int { return 0 }, "plain"), "")
		few, some := small(), rand.New(rand.NewPCG(1, uint64(len(all))))
		add("few questions", chosen(few, some.IntN, "plain"), assess.Skipped)
		all[len(all)-1].asks, all[len(all)-1].role = few, judges(few)
		many := long()
		add("many questions", chosen(many, some.IntN, "plain"), assess.Skipped)
		all[len(all)-1].asks, all[len(all)-1].role = many, judges(many)
	}
	for n := len(all); n < 200; n++ {
		some := rand.New(rand.NewPCG(2, uint64(n)))
		says := chosen(q, func(n int) int { return max(some.IntN(n), some.IntN(n)) }, writing[n*5%len(writing)].text)
		if n%3 > 0 {
			says = append(says, done(q, some.IntN)...)
		}
		add("by chance", says, assess.Skipped)
	}
	return all
}

// done takes the exercises of a questionnaire, as well as pick picks; some are left unfinished.
func done(q *assess.Questionnaire, pick func(n int) int) []assess.Reply {
	var says []assess.Reply
	for _, question := range q.Questions() {
		reply := assess.Reply{Question: question.ID, State: assess.Answered, Here: pick(2) == 0}
		switch most := question.Most(); question.Kind {
		case assess.Typing:
			left := 1 + pick(1500)
			reply.Value = assess.TypingRecord{Passage: "rota", Time: 3 * time.Minute, Strokes: pick(2) * (left + pick(50)), Left: left, Errors: min(pick(20), left)}
		case assess.Tasks:
			reply.Value = attempt{most - pick(2), pick(most)}.record(question)
		default:
			continue
		}
		says = append(says, reply)
	}
	return says
}

// measured are candidates with exercises in all shapes, in both sizes of print: those of the built-in
// questionnaire, if it has any, and others besides.
func measured(t *testing.T) []candidate {
	role, q := builtin(t)
	q, role = withFive(q, role)
	typed := func(strokes, wrong, left, errors int) assess.TypingRecord {
		return assess.TypingRecord{Passage: "rota", Time: 3 * time.Minute, Strokes: strokes, Wrong: wrong, Left: left, Errors: errors}
	}
	var all []candidate
	for i, shape := range []struct {
		name   string
		here   bool
		typing any // nil: not taken
		tasks  func(q *assess.Question) any
	}{
		{"none taken", false, nil, nil},
		{"all here, few missed", true, typed(642, 21, 630, 3), func(q *assess.Question) any { return attempt{q.Most(), q.Most() - 2}.record(q) }},
		{"all elsewhere", false, typed(642, 21, 630, 30), func(q *assess.Question) any { return attempt{q.Most(), q.Most() / 2}.record(q) }},
		{"figures alone", false, 45, func(q *assess.Question) any { return q.Most() }},
		{"line by line, tasks unfinished", true, typed(0, 0, 590, 1), func(q *assess.Question) any { return attempt{1, 1}.record(q) }},
		{"all missed, net 0", true, typed(400, 400, 400, 90), func(q *assess.Question) any { return attempt{q.Most(), 0}.record(q) }},
		{"nothing left standing", true, typed(10, 10, 0, 0), func(q *assess.Question) any { return attempt{}.record(q) }},
	} {
		says := chosen(q, func(n int) int { return n - 1 }, "plain")
		for _, question := range q.Questions() {
			reply := assess.Reply{Question: question.ID, State: assess.Answered, Here: shape.here}
			switch {
			case shape.typing == nil || !question.Exercise():
				continue
			case question.Kind == assess.Typing:
				reply.Value = shape.typing
			default:
				reply.Value = shape.tasks(question)
			}
			says = append(says, reply)
		}
		all = append(all, candidate{fmt.Sprintf("m%02d %s", i, shape.name), role, q, assess.Sitting{Name: writing[i].text, Date: "2026-11-22"}, says, "", Print(i % 2)})
	}
	return all
}

// withFive adds an exercise to the first five requirements. Its items have long texts to look at, and texts
// that nobody should write.
func withFive(q *assess.Questionnaire, role *assess.Role) (*assess.Questionnaire, *assess.Role) {
	section := assess.Section{ID: "show", Title: "Show what you can do"}
	for i := range 5 {
		e := assess.Question{
			ID: fmt.Sprintf("exercise-%d", i), Ask: fmt.Sprintf("Exercise %d: eight short tasks", i), Kind: assess.Tasks, Evidence: assess.Measured, Draw: [3]int{3, 3, 2},
		}
		for n := range 16 {
			w := writing[n%len(writing)].text
			e.Items = append(e.Items, assess.Item{
				ID: fmt.Sprintf("item-%d", n), Level: min(n/5, 2) + 1, Ask: "Which of these is as it should be? " + w, Show: strings.Repeat("Dear Ms Example, "+w+"\n", n%4*5),
				Right: "This one " + w, Wrong: []string{"That one " + w, "Neither of them"}, Because: "It has a capital at its beginning, and " + w, Source: "A book, " + w,
			})
		}
		if i == 0 {
			e.Ask, e.Kind, e.Draw, e.Items = "Copy a text for three minutes", assess.Typing, [3]int{}, nil
			e.Minutes, e.Accuracy, e.Levels = 3, 95, []assess.Level{{From: 0}, {From: 25, Points: 2}, {From: 40, Points: 4}, {From: 50, Points: 5}, {From: 60, Points: 6}}
		}
		section.Questions = append(section.Questions, e)
		part := &role.Requirements[i].Parts[0]
		part.Questions = append(part.Questions, e.ID)
	}
	added := *q
	added.Sections = append(slices.Clone(q.Sections), section)
	return assess.NewQuestionnaire(added), role
}

// chosen answers each question with the option that pick picks, and texts with a text.
func chosen(q *assess.Questionnaire, pick func(n int) int, text string) []assess.Reply {
	var says []assess.Reply
	for _, question := range q.Questions() {
		if question.Exercise() {
			continue
		}
		reply := assess.Reply{Question: question.ID, State: assess.Answered}
		switch question.Kind {
		case assess.One:
			reply.Value = question.Options[pick(len(question.Options))].ID
		case assess.Many:
			reply.Value = []string{question.Options[pick(len(question.Options))].ID}
		case assess.Number:
			reply.Value = question.Min + pick(question.Max-question.Min+1)
		case assess.Text:
			reply.Value = text
		}
		says = append(says, reply)
	}
	return says
}

// small gives a questionnaire of one question, and long one of so many that a report has 40 pages.
func small() *assess.Questionnaire { return made("small", 1, 1, "How do you type?") }

func long() *assess.Questionnaire {
	return made("long", 24, 8, strings.Repeat("When you think of a whole working day, from the first call to the last letter, what do you do? ", 3))
}

func made(id string, sections, questions int, ask string) *assess.Questionnaire {
	q := assess.Questionnaire{ID: id, Version: "1", Title: "A questionnaire of a certain length", SHA256: strings.Repeat("0", 64)}
	for s := range sections {
		section := assess.Section{ID: fmt.Sprintf("s%d", s), Title: fmt.Sprintf("Section %d", s)}
		for n := range questions {
			section.Questions = append(section.Questions, assess.Question{
				ID: fmt.Sprintf("q%d-%d", s, n), Ask: ask, Kind: assess.One, Evidence: assess.Claimed,
				Options: []assess.Option{{ID: "no", Say: "Not yet"}, {ID: "some", Say: "Now and then, with help", Points: 1}, {ID: "yes", Say: "Every day, by myself", Points: 2}},
			})
		}
		q.Sections = append(q.Sections, section)
	}
	return assess.NewQuestionnaire(q)
}

// judges gives a role that asks for each section of a questionnaire.
func judges(q *assess.Questionnaire) *assess.Role {
	role := &assess.Role{ID: "any", Version: "1", Questionnaire: q.ID, Title: "Any work", SHA256: strings.Repeat("0", 64),
		Bands: []assess.Band{{Name: "Building", Essentials: assess.AtLeastAny, Says: "You are building."}, {Name: "Ready", From: 100, Essentials: assess.AtLeastMet, Says: "You are ready."}}}
	for _, s := range q.Sections {
		r := assess.Requirement{ID: s.ID, Name: s.Title, Kind: assess.Essential, Weight: 1, Target: 60, Partly: 30, Source: "this test",
			Steps: []assess.Step{{When: []assess.State{assess.NotYet, assess.PartlyMet}, Do: "Practise a little every day"}}}
		for _, question := range s.Questions {
			r.Parts = append(r.Parts, assess.Part{Name: "Part " + question.ID, Questions: []string{question.ID}})
		}
		role.Requirements = append(role.Requirements, r)
	}
	return role
}

// builtin gives the role that is judged if none is named, and its questionnaire.
func builtin(t *testing.T) (*assess.Role, *assess.Questionnaire) {
	t.Helper()
	name, src, err := questionnaires.Builtin(questionnaires.DefaultRole())
	if err != nil {
		t.Fatal(err)
	}
	header, err := questionnaires.Identify(name, src)
	if err != nil {
		t.Fatal(err)
	}
	asksName, asks, err := questionnaires.Builtin(header.Questionnaire)
	if err != nil {
		t.Fatal(err)
	}
	q, err := questionnaires.ParseQuestionnaire(asksName, asks)
	if err != nil {
		t.Fatal(err)
	}
	role, err := questionnaires.ParseRole(name, src, q)
	if err != nil {
		t.Fatal(err)
	}
	return role, q
}

// document gives the report of a candidate.
func (c candidate) document(t *testing.T) Document {
	t.Helper()
	a, err := assess.NewAnswers(c.asks, c.of, c.says)
	if err != nil {
		t.Fatal(err)
	}
	if c.rest != "" {
		replies := c.says[:len(c.says):len(c.says)]
		for _, q := range c.asks.Questions() {
			if a.Asking(q.ID) == assess.Asked && !a.Of(q.ID).Given && (c.rest != assess.NotApplicable || q.MayNotApply != "") {
				replies = append(replies, assess.Reply{Question: q.ID, State: c.rest})
			}
		}
		if a, err = assess.NewAnswers(c.asks, c.of, replies); err != nil {
			t.Fatal(err)
		}
	}
	return Personal(assess.Judge(c.role, a))
}

// TestEveryone: whoever the report is about, its PDF has no fault that pdftest can find, and whoever
// listens to it hears word for word what the Document says, in its order.
func TestEveryone(t *testing.T) {
	all := candidates(t)
	count := min(*everyone, len(all))
	if testing.Short() {
		count = min(count, 2)
	}
	var some []candidate
	for i := range count {
		some = append(some, all[i*len(all)/count])
	}
	if !testing.Short() {
		some = append(some, measured(t)...)
	}
	for _, c := range some {
		t.Run(c.name, func(t *testing.T) {
			d := c.document(t)
			pages, size := printed(t, c.name[:3], d, c.large)
			filled(t, pages, len(c.of.Name)+len(c.of.Reference) < 200)
			if most := 40_000 + 6_000*len(pages); size > most { // up to eight fonts, and what a page takes
				t.Errorf("%d pages have %d bytes, more than %d", len(pages), size, most)
			}
		})
	}
}

// printed gives the pages of a document's PDF, which is without fault and says every word in its order, and its size in
// bytes.
func printed(t *testing.T, name string, d Document, print Print) ([]pdftest.Page, int) {
	t.Helper()
	var file bytes.Buffer
	if err := WritePDF(&file, d, print); err != nil {
		t.Fatal(err)
	}
	for _, problem := range pdftest.Check(file.Bytes()) {
		t.Error(name, problem)
	}
	listen(t, heardIn(d), file.Bytes())
	pages, err := pdftest.Read(file.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	const margin = 40
	for _, fault := range pdftest.Places(pages, pdftest.Box{Left: margin, Top: margin, Right: pages[0].Width - margin, Bottom: pages[0].Height - margin}) {
		t.Error(name, fault)
	}
	if *keepIn != "" {
		keep(t, filepath.Join(*keepIn, name), file.Bytes(), d)
	}
	return pages, file.Len()
}

// filled looks for pages that are nearly empty: the first has the result, unless the names on it are
// unusually long, and only the last may end in its upper two fifths.
func filled(t *testing.T, pages []pdftest.Page, usual bool) {
	t.Helper()
	if usual && !slices.ContainsFunc(pages[0].Texts, func(x pdftest.Text) bool { return strings.HasPrefix(x.Says, "Your result") }) {
		t.Error("the result is not on page 1")
	}
	for n, p := range pages[:len(pages)-1] {
		end := 0.0
		for _, x := range p.Texts {
			if !x.Artifact {
				end = max(end, x.Bottom)
			}
		}
		if end < 0.4*p.Height {
			t.Errorf("page %d ends at %.0f of %.0f", n+1, end, p.Height)
		}
	}
}

// heardIn gives the words that a PDF must say of a document: its own, but for the one substitution,
// U+FFFD for what no font has, and the notice of it.
func heardIn(d Document) []string {
	d = d.cleaned()
	if n, kinds := render(pdf.Meta{}, d.Blocks).Unshown(); n > 0 {
		d.Blocks = noticed(d.Blocks, n, kinds)
	}
	var words []string
	for _, s := range said(d) {
		words = append(words, strings.Fields(typeset.NewRun(s, false).Text())...)
	}
	return words
}

// listen compares what a PDF says to who listens to it with what it must say.
func listen(t *testing.T, want []string, file []byte) {
	t.Helper()
	all, err := pdftest.Said(file)
	if err != nil {
		t.Fatal(err)
	}
	got := strings.Fields(all)
	for i := range max(len(got), len(want)) {
		if i >= len(got) || i >= len(want) || got[i] != want[i] {
			from := max(0, i-5)
			t.Fatalf("word %d: the PDF says %q, the document %q", i, got[min(from, len(got)):min(i+5, len(got))], want[min(from, len(want)):min(i+5, len(want))])
		}
	}
}

// keep leaves a PDF for other checkers, and the words that it shows, a word a line.
func keep(t *testing.T, name string, file []byte, d Document) {
	t.Helper()
	if err := os.WriteFile(name+".pdf", file, 0o600); err != nil {
		t.Fatal(err)
	}
	words := " " + strings.Join(heardIn(d), " ") + " "
	for _, b := range d.Blocks {
		if picture, ok := b.(interface{ Alt() string }); ok {
			words = strings.Replace(words, " "+picture.Alt()+" ", " ", 1)
		}
	}
	if err := os.WriteFile(name+".words", []byte(strings.ReplaceAll(strings.TrimSpace(words), " ", "\n")+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
}
