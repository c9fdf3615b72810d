package reports

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/clipperhouse/displaywidth"

	"readiness/assess"
	"readiness/questionnaires"
	"readiness/reports/pdf/pdftest"
)

// all says that every question is needed.
func all(q *assess.Questionnaire) []bool {
	var needs []bool
	for range q.Questions() {
		needs = append(needs, true)
	}
	return needs
}

// forms gives the questionnaires of these tests, with what is needed of them: that of the other tests, that which is
// built in for each of its roles, and one with everything that is rare.
func forms(t *testing.T) map[string]form {
	t.Helper()
	role, q := builtin(t)
	small, _ := withExercises(fixture())
	found := map[string]form{"small": newForm(small, all(small)), "all": newForm(q, all(q)), "rare": newForm(rare(), all(rare()))}
	roles, err := questionnaires.RolesFor(q)
	if err != nil || len(roles) < 2 {
		t.Fatal(len(roles), role.ID, err)
	}
	for _, r := range roles {
		found[r.ID] = newForm(q, r.Needs(q))
	}
	return found
}

// rare is a questionnaire with a figure without a unit, more options than there are letters, and two questions that
// are for the same people.
func rare() *assess.Questionnaire {
	many := assess.Question{ID: "many", Ask: "Which?", Kind: assess.Many}
	for i := range 30 {
		many.Options = append(many.Options, assess.Option{ID: fmt.Sprintf("o%d", i), Say: fmt.Sprintf("I have done thing %d", i), Points: 1})
	}
	only := []assess.Condition{{Question: "many", Is: []string{"o0", "o27"}}}
	return assess.NewQuestionnaire(assess.Questionnaire{ID: "rare", Title: "Rare", Minutes: 1, Intro: "One.\n\nTwo.", Sections: []assess.Section{{ID: "s", Title: "S", Questions: []assess.Question{
		many, {ID: "how-many", Ask: "How many?", Kind: assess.Number, Min: 1, Max: 9, OnlyIf: only}, {ID: "where", Ask: "Where?", Kind: assess.Text, OnlyIf: only},
		{ID: "last", Ask: "When?", Kind: assess.Text, OnlyIf: append(only, assess.Condition{Question: "many", Is: []string{"o1"}})},
	}}}})
}

// needs gives what a form asks, by position.
func (f form) needs() []bool {
	var needs []bool
	for _, question := range f.Questions() {
		_, asked := f.at[question.ID]
		needs = append(needs, asked || question.Exercise())
	}
	return needs
}

func (f form) paper() Document { return PaperForm(f.Questionnaire, f.needs(), "Secretary") }
func (f form) entry() Document { return EntrySheet(f.Questionnaire, f.needs(), "Secretary") }

func TestFormGolden(t *testing.T) {
	f := forms(t)["small"]
	golden(t, "form-paper", f.paper(), 0)
	golden(t, "form-entry", f.entry(), 0)
	var text bytes.Buffer
	if err := WriteFormText(&text, f.Questionnaire, f.needs(), "Secretary"); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join("testdata", "form-online.txt")
	if *update {
		if err := os.WriteFile(file, text.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if want, err := os.ReadFile(file); err != nil || !bytes.Equal(text.Bytes(), want) {
		t.Errorf("not as in %s (%v); look at the difference, then use -update:\n%s", file, err, text.String())
	}
}

// TestFormWidths: on a screen, no line is wider than asked for.
func TestFormWidths(t *testing.T) {
	d := forms(t)["all"].paper()
	for _, width := range []int{20, 40, 80} {
		var out bytes.Buffer
		if err := WriteText(&out, d, width); err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(out.String()) {
			if line = strings.TrimSuffix(line, "\n"); displaywidth.String(line) > width || strings.TrimRight(line, " ") != line {
				t.Errorf("width %d: %q", width, line)
			}
		}
	}
}

// TestPaperForm: each question that is needed stands there once and in order, word for word, with all options, what may
// be said instead, and a place for the answer; no exercise, and no points.
func TestPaperForm(t *testing.T) {
	for name, f := range forms(t) {
		d := f.paper()
		var asked []Choices
		for _, b := range d.Blocks {
			if c, ok := b.(Choices); ok {
				asked = append(asked, c)
			}
		}
		if len(asked) != len(f.questions) {
			t.Fatalf("%s: %d questions, want %d", name, len(asked), len(f.questions))
		}
		for i, q := range f.questions {
			c := asked[i]
			var want []string
			for _, o := range q.Options {
				want = append(want, o.Say)
			}
			if q.MayNotApply != "" {
				want = append(want, q.MayNotApply)
			}
			if q.Kind != assess.Text {
				want = append(want, "Prefer not to say")
			}
			if c.Number != i+1 || c.Ask != q.Ask || !slices.Equal(c.Options, want) || c.Several != (q.Kind == assess.Many) {
				t.Errorf("%s: question %d is %+v", name, i+1, c)
			}
			if (c.Unit != "") != (q.Kind == assess.Number) || (c.Lines > 0) != (q.Kind == assess.Text) || c.How == "" || q.Exercise() {
				t.Errorf("%s: question %d cannot be answered: %+v", name, i+1, c)
			}
		}
		if points := regexp.MustCompile(`(?i)\bpoints?\b`).FindString(strings.ReplaceAll(strings.Join(said(d), "\n"), "main point", "")); points != "" && name == "small" {
			t.Errorf("%s: it says %q", name, points)
		}
	}
}

// TestFormTellsPrivacy: before the first question whoever answers learns who sees the answers, what for, how long they
// are kept, and what staff have to pass on; whoever types is told where names go.
func TestFormTellsPrivacy(t *testing.T) {
	f := forms(t)["all"]
	paper := textOf(t, f.paper())
	paper, _, _ = strings.Cut(paper, " 1. ")
	var online bytes.Buffer
	if err := WriteFormText(&online, f.Questionnaire, f.needs(), ""); err != nil {
		t.Fatal(err)
	}
	text, _, _ := strings.Cut(online.String(), "Question 1:")
	_, text, _ = strings.Cut(text, "Title and description of the form")
	for name, says := range map[string]string{"paper": paper, "online": text} {
		for _, want := range []string{"Who sees these answers", "What they are for", "How long they are kept", "Whom you can ask", "may not be safe", "put right or deleted"} {
			if !strings.Contains(says, want) {
				t.Errorf("%s: not %q in %s", name, want, says)
			}
		}
	}
	if entry := textOf(t, f.entry()); !strings.Contains(entry, "A name goes into the column name, and then reference stays empty") {
		t.Error(entry)
	}
}

// TestPaperConditions: the letters and numbers in a condition lead to the very options that it names, and whoever is
// sent on goes forward.
func TestPaperConditions(t *testing.T) {
	part := regexp.MustCompile(`([A-Z]+(?:(?:, | or )[A-Z]+)*) in question (\d+)`)
	onwards := regexp.MustCompile(`otherwise (?:go on with question (\d+)|leave it out)\.$`)
	for name, f := range forms(t) {
		for _, q := range f.questions {
			says := f.when(q)
			if (says == "") != (len(q.OnlyIf) == 0) {
				t.Errorf("%s: question %d has %d conditions and says %q", name, q.number, len(q.OnlyIf), says)
				continue
			}
			if says == "" {
				continue
			}
			parts := part.FindAllStringSubmatch(says, -1)
			for i, c := range q.OnlyIf {
				before := f.questions[number(t, parts[i][2])-1]
				var ids []string
				for k, o := range before.Options {
					if slices.Contains(regexp.MustCompile(`[A-Z]+`).FindAllString(parts[i][1], -1), Letter(k)) {
						ids = append(ids, o.ID)
					}
				}
				if before.ID != c.Question || before.number >= q.number || !slices.Equal(slices.Sorted(slices.Values(ids)), slices.Sorted(slices.Values(c.Is))) {
					t.Errorf("%s: %q stands for %v of %s, want %v", name, says, ids, before.ID, c)
				}
			}
			next := onwards.FindStringSubmatch(says)
			if next == nil || next[1] != "" && (number(t, next[1]) <= q.number || number(t, next[1]) > len(f.questions)) {
				t.Errorf("%s: question %d says %q", name, q.number, says)
			}
		}
	}
	f := forms(t)["rare"]
	if got := f.when(f.questions[1]); got != "Only if you ticked A or AB in question 1; otherwise go on with question 4." {
		t.Errorf("two questions for the same people: %q", got)
	}
	if got := f.when(f.questions[3]); got != "Only if you ticked A or AB in question 1 and B in question 1; otherwise leave it out." {
		t.Errorf("the last question: %q", got)
	}
}

func number(t *testing.T, digits string) int {
	t.Helper()
	n := 0
	if _, err := fmt.Sscan(digits, &n); err != nil {
		t.Fatal(err)
	}
	return n
}

// TestEntrySheet: for each box on paper, in its order, stands what the template takes for it.
func TestEntrySheet(t *testing.T) {
	for name, f := range forms(t) {
		d := f.entry()
		for _, says := range said(f.paper()) {
			if strings.Contains(says, "ntry sheet") || strings.Contains(says, "readiness ") {
				t.Errorf("%s: the paper to hand out says %q", name, says)
			}
		}
		table := d.Blocks[len(d.Blocks)-1].(Table)
		for i, q := range f.questions {
			row := table.Rows[i]
			if row[0] != fmt.Sprint(i+1) || row[1] != q.ID {
				t.Errorf("%s: row %d is %q", name, i+1, row)
			}
			if q.Kind == assess.Text {
				continue
			}
			codes := strings.Split(strings.TrimPrefix(row[2], "the figure, or "), ", ")
			for k, says := range q.boxes() {
				letter, code, _ := strings.Cut(strings.ReplaceAll(codes[k], "\u00A0", " "), " ")
				want := map[string]string{q.MayNotApply: "not applicable", "Prefer not to say": "prefer not to say"}[says]
				if k < len(q.Options) {
					want = q.Options[k].ID
				}
				if letter != Letter(k) || code != want || len(codes) != len(q.boxes()) {
					t.Errorf("%s: box %s of question %d is typed %q, want %q", name, Letter(k), i+1, codes[k], want)
				}
			}
		}
	}
}

// TestPaperPDF: in both prints it is fit to be listened to, says the document word for word, and no question is parted
// from its options.
func TestPaperPDF(t *testing.T) {
	for name, f := range forms(t) {
		if testing.Short() && name != "small" || !slices.Contains([]string{"small", "all", "rare"}, name) {
			continue // the roles ask parts of all
		}
		for _, print := range []Print{UsualPrint, LargePrint} {
			for part, d := range map[string]Document{"paper": f.paper(), "entry": f.entry()} {
				pages, _ := printed(t, fmt.Sprintf("form-%s-%s-%d", name, part, print), d, print)
				if part == "paper" && name != "rare" { // a question with 31 boxes
					unparted(t, name, f, pages)
				}
			}
		}
	}
}

// unparted looks for each question's number and the letter of its last box on one page.
func unparted(t *testing.T, name string, f form, pages []pdftest.Page) {
	t.Helper()
	i, open := 0, 0 // the question that is looked for, and how many of its boxes have not been found
	for n, p := range pages {
		for _, x := range p.Texts {
			switch {
			case open == 0 && i < len(f.questions) && strings.TrimSpace(x.Says) == fmt.Sprintf("%d.", i+1) && x.Left < 60:
				open = len(f.questions[i].boxes())
				i++
			case open > 0 && strings.TrimSpace(x.Says) == Letter(len(f.questions[i-1].boxes())-open):
				open--
			}
		}
		if open > 0 {
			t.Errorf("%s: question %d has boxes behind page %d", name, i, n+1)
		}
	}
	if i != len(f.questions) {
		t.Errorf("%s: %d of %d questions found", name, i, len(f.questions))
	}
}

// A pasted question is what somebody copies out of the text form.
type pasted struct {
	kind, ask string
	options   []string
}

// paste reads the text form as a person does who makes an online form of it.
func paste(t *testing.T, text string) []pasted {
	t.Helper()
	var form []pasted
	under := ""
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		head := regexp.MustCompile(`^Question \d+: (.*)$`).FindStringSubmatch(line)
		last := len(form) - 1
		switch {
		case head != nil:
			form, under = append(form, pasted{kind: head[1]}), ""
		case line == "":
			under = ""
		case under == "" && strings.HasSuffix(line, ":") && last >= 0:
			under = line
		case under == "Ask:":
			form[last].ask += line
		case under == "Options:" || under == "These words may be written instead of a figure:":
			form[last].options = append(form[last].options, line)
		}
	}
	return form
}

// TestFormTextWhole: what is copied into an online form is word for word what is asked, and each text that the form can
// export belongs to one option of one question.
func TestFormTextWhole(t *testing.T) {
	for name, f := range forms(t) {
		var text bytes.Buffer
		if err := WriteFormText(&text, f.Questionnaire, f.needs(), ""); err != nil {
			t.Fatal(err)
		}
		form := paste(t, text.String())
		if len(form) != len(f.questions) {
			t.Fatalf("%s: %d questions, want %d", name, len(form), len(f.questions))
		}
		heads := map[string]bool{}
		for i, q := range f.questions {
			if form[i].ask != q.Ask || form[i].kind != formKinds[q.Kind] || !slices.Equal(form[i].options, q.boxes()) {
				t.Errorf("%s: question %d is copied as %+v", name, i+1, form[i])
			}
			if heads[form[i].ask] {
				t.Errorf("%s: two questions ask %q", name, form[i].ask)
			}
			heads[form[i].ask] = true
			for k, o := range form[i].options {
				if slices.Index(form[i].options, o) != k {
					t.Errorf("%s: two options of question %d say %q", name, i+1, o)
				}
			}
		}
	}
}

// TestFormTextAnswers: answers that are ticked in a form made of the text are the answers that were meant, by their
// words alone.
func TestFormTextAnswers(t *testing.T) {
	f := forms(t)["all"]
	var text bytes.Buffer
	if err := WriteFormText(&text, f.Questionnaire, f.needs(), ""); err != nil {
		t.Fatal(err)
	}
	form := paste(t, text.String())
	for seed := range uint64(200) {
		some := rand.New(rand.NewPCG(seed, 6))
		var replies []assess.Reply
		meant := map[string]any{}
		for i, p := range form {
			q := f.questions[i]
			if len(p.options) == 0 || p.kind == "Number" {
				continue
			}
			ticked := p.options[some.IntN(len(p.options))]
			at := slices.IndexFunc(q.Options, func(o assess.Option) bool { return o.Say == ticked })
			r := assess.Reply{Question: q.ID, State: assess.Answered}
			switch {
			case at < 0 && ticked == q.MayNotApply:
				r.State = assess.NotApplicable
			case at < 0:
				r.State = assess.AnswerState(strings.ToLower(ticked))
			case p.kind == "Choice, several answers":
				r.Value = []string{q.Options[at].ID}
			default:
				r.Value = q.Options[at].ID
			}
			meant[q.ID] = r.State
			replies = append(replies, r)
		}
		a, err := assess.NewAnswers(f.Questionnaire, assess.Sitting{}, replies)
		if err != nil {
			t.Fatal(err)
		}
		for id, state := range meant {
			if got := a.Of(id).State; got != state {
				t.Errorf("seed %d: %s is %q, want %q", seed, id, got, state)
			}
		}
	}
}

// TestFormTextLines: instructions fit a terminal; nothing to be copied is broken.
func TestFormTextLines(t *testing.T) {
	f := forms(t)["all"]
	var text bytes.Buffer
	if err := WriteFormText(&text, f.Questionnaire, f.needs(), "Secretary"); err != nil {
		t.Fatal(err)
	}
	instructions, _, _ := strings.Cut(text.String(), "Title and description of the form")
	for line := range strings.Lines(text.String()) {
		line = strings.TrimSuffix(line, "\n")
		if strings.TrimRight(line, " ") != line || strings.Contains(instructions, line) && displaywidth.String(line) > usualWidth {
			t.Errorf("%q", line)
		}
	}
	if WriteFormText(&broken{100}, f.Questionnaire, f.needs(), "") == nil {
		t.Error("a full disk is not told")
	}
}

func TestLetter(t *testing.T) {
	for i, want := range map[int]string{0: "A", 25: "Z", 26: "AA", 27: "AB", 51: "AZ", 52: "BA", 701: "ZZ", 702: "AAA"} {
		if got := Letter(i); got != want {
			t.Errorf("box %d has the letter %q, want %q", i, got, want)
		}
	}
}

// TestTextChoices: boxes are round where one is to be ticked and square where several may be, in any width.
func TestTextChoices(t *testing.T) {
	c := Choices{Number: 12, Ask: "How do you type a page?", When: "Only if you ticked A.", Says: []string{"Any way counts."}, How: "Tick one.", Options: []string{"I look for each key", "Prefer not to say"}}
	figure := Choices{Number: 2, Ask: "How fast?", Unit: "words per minute", Several: true, Lines: 1, Options: []string{"Never"}}
	for _, test := range []struct {
		c     Choices
		width int
		want  string
	}{
		{c, 80, "12. How do you type a page?\n    Only if you ticked A.\n    Any way counts.\n    Tick one.\n    ( ) A I look for each key\n    ( ) B Prefer not to say\n"},
		{c, 24, "12. How do you type a\n    page?\n    Only if you ticked\n    A.\n    Any way counts.\n    Tick one.\n    ( ) A I look for\n          each key\n    ( ) B Prefer not to\n          say\n"},
		{figure, 80, "2. How fast?\n   ____ words per minute\n   ____________\n   [ ] A Never\n"},
	} {
		var out bytes.Buffer
		if err := WriteText(&out, Document{Blocks: []Block{test.c}}, test.width); err != nil || out.String() != test.want {
			t.Errorf("width %d: %q (%v)", test.width, out.String(), err)
		}
	}
}
