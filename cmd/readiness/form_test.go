package main

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"readiness/assess"
	"readiness/questionnaires/tables"
	"readiness/reports"
)

// An asking is a question of an online form, as somebody has copied it out of the text form.
type asking struct {
	kind, ask string
	options   []string
}

// copied reads the text form as a person does who makes an online form of it.
func copied(text string) []asking {
	head := regexp.MustCompile(`^Question \d+: (.*)$`)
	var all []asking
	under := ""
	for line := range strings.SplitSeq(text, "\n") {
		last := len(all) - 1
		switch m := head.FindStringSubmatch(line); {
		case m != nil:
			all, under = append(all, asking{kind: m[1]}), ""
		case line == "":
			under = ""
		case under == "" && last >= 0 && strings.HasSuffix(line, ":"):
			under = line
		case under == "Ask:":
			all[last].ask = line
		case under == "Options:" || strings.HasPrefix(under, "These words"):
			all[last].options = append(all[last].options, line)
		}
	}
	return all
}

// formText gives the text form and the template of the first role, with what they ask.
func formText(t *testing.T) (text, template string, rules ruleset) {
	t.Helper()
	base := filepath.Join(t.TempDir(), "form")
	var out, said bytes.Buffer
	for _, args := range [][]string{{"form", "--format", "text", "-o", "-"}, {"form", "--format", "csv", "-o", base}} {
		if code := run(args, nil, &out, &said); code != exitDone {
			t.Fatal(code, said.String())
		}
	}
	src, err := os.ReadFile(base + ".csv")
	if err != nil {
		t.Fatal(err)
	}
	rules, err = (&program{}).load("medical-secretary", "")
	if err != nil {
		t.Fatal(err)
	}
	return out.String(), string(src), rules
}

// An answering is what one person means, and what their form or paper says of it.
type answering struct {
	means []assess.Reply
	boxes [][]int // which boxes of each question are ticked; nil for what is written
	words []string
}

// answerForm answers the questions by chance, each as its kind allows.
func answerForm(some *rand.Rand, q *assess.Questionnaire, needs []bool) answering {
	var a answering
	at := -1
	for _, question := range q.Questions() {
		if at++; !needs[at] || question.Exercise() {
			continue
		}
		r := assess.Reply{Question: question.ID, State: assess.Answered}
		n := len(question.Options)
		boxes, words := []int{}, ""
		switch pick := some.IntN(10); {
		case pick == 0:
			r.State = assess.Skipped
		case pick == 1 && question.MayNotApply != "":
			r.State, boxes = assess.NotApplicable, append(boxes, n)
		case pick == 2 && question.Kind != assess.Text:
			r.State, boxes = assess.PreferNotToSay, append(boxes, n)
			if question.MayNotApply != "" {
				boxes[0]++
			}
		case question.Kind == assess.One:
			boxes = append(boxes, some.IntN(n))
			r.Value = question.Options[boxes[0]].ID
		case question.Kind == assess.Many:
			var ids []string
			for i, o := range question.Options {
				if !o.Alone && (some.IntN(2) == 0 || i == 0) {
					boxes, ids = append(boxes, i), append(ids, o.ID)
				}
			}
			r.Value = ids
		case question.Kind == assess.Number:
			figure := question.Min + some.IntN(question.Max-question.Min+1)
			r.Value, words = figure, fmt.Sprint(figure)
		default:
			r.Value, words = "I helped; then, \"calm\", I wrote it down.\nAll was well.", "I helped; then, \"calm\", I wrote it down.\nAll was well."
		}
		a.means, a.boxes, a.words = append(a.means, r), append(a.boxes, boxes), append(a.words, words)
	}
	return a
}

// TestFormCircle: what is answered in an online form that was made of the text form, or on paper and typed as the entry
// sheet says, is read as it was meant, with no column told by hand.
func TestFormCircle(t *testing.T) {
	text, template, rules := formText(t)
	q, needs := rules.questionnaire, rules.role.Needs(rules.questionnaire)
	form := copied(text)
	heads := make([]string, len(form))
	for i, f := range form {
		heads[i] = f.ask
	}
	online := func(join, end string) func(answering) []string {
		return func(a answering) []string {
			var cells []string
			for i, boxes := range a.boxes {
				cell := a.words[i]
				for k, box := range boxes {
					if cell += form[i].options[box]; k+1 < len(boxes) {
						cell += join
					} else if form[i].kind == "Choice, several answers" {
						cell += end
					}
				}
				cells = append(cells, cell)
			}
			return cells
		}
	}
	blocks := reports.EntrySheet(q, needs, "").Blocks
	sheet := blocks[len(blocks)-1].(reports.Table)
	typed := func(a answering) []string {
		var cells []string
		for i, boxes := range a.boxes {
			codes := strings.Split(strings.TrimPrefix(sheet.Rows[i][2], "the figure, or "), ", ")
			var says []string
			for _, box := range boxes {
				_, code, _ := strings.Cut(strings.ReplaceAll(codes[box], "\u00A0", " "), " ")
				says = append(says, code)
			}
			cells = append(cells, a.words[i]+strings.Join(says, "; "))
		}
		return cells
	}
	templateRows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(template, "\uFEFF"))).ReadAll()
	if err != nil || len(templateRows) != 2 {
		t.Fatal(len(templateRows), err)
	}
	exercises := make([]string, len(templateRows[0])-2-len(form))
	for name, route := range map[string]struct {
		rows  [][]string // before the first person
		cells func(answering) []string
		front []string // %d: the number of the person
		end   []string
	}{
		"Microsoft Forms, saved as CSV": {[][]string{append([]string{"ID", "Start time", "Completion time", "Email", "Name"}, heads...)}, online(";", ";"),
			[]string{"%d", "11/20/26 9:02:11", "11/20/26 9:31:02", "anonymous", ""}, nil},
		"Google Forms, its own CSV":      {[][]string{append([]string{"Timestamp"}, heads...)}, online(";", ""), []string{"2026/11/20 9:31:02 AM GMT"}, nil},
		"Google Forms, its table":        {[][]string{append([]string{"Timestamp", "Reference"}, heads...)}, online(", ", ""), []string{"20/11/2026 09:31:02", "%d"}, nil},
		"on paper, typed into the table": {templateRows, typed, []string{"%d", ""}, exercises},
	} {
		t.Run(name, func(t *testing.T) {
			var file bytes.Buffer
			w := csv.NewWriter(&file)
			rows := append([][]string{}, route.rows...)
			var meant []answering
			for n := range 60 {
				a := answerForm(rand.New(rand.NewPCG(uint64(n), 6)), q, needs)
				meant = append(meant, a)
				var row []string
				for _, f := range route.front {
					row = append(row, strings.ReplaceAll(f, "%d", fmt.Sprint(n+1)))
				}
				rows = append(rows, append(append(row, route.cells(a)...), route.end...))
			}
			if err := w.WriteAll(rows); err != nil {
				t.Fatal(err)
			}
			for i, got := range readBack(t, file.Bytes(), q, needs) {
				for k, want := range meant[i].means {
					if k >= len(got) || got[k].Question != want.Question || !reflect.DeepEqual(meaning(t, q, got[k]), meaning(t, q, want)) {
						t.Fatalf("person %d is read as\n%v\nwant\n%v", i+1, got, meant[i].means)
					}
				}
			}
		})
	}
}

// meaning gives what a reply means.
func meaning(t *testing.T, q *assess.Questionnaire, r assess.Reply) assess.Answer {
	t.Helper()
	a, err := q.Question(r.Question).Take(r)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// readBack reads a table as the commands do, and gives each person's replies in the order of the questions.
func readBack(t *testing.T, file []byte, q *assess.Questionnaire, needs []bool) [][]assess.Reply {
	t.Helper()
	table, err := tables.Open("answers.csv", bytes.NewReader(file), int64(len(file)), tables.Options{})
	if err != nil {
		t.Fatal(err)
	}
	mapping, err := tables.Match(table, q, needs, nil)
	if err != nil || len(mapping.NotCollected)+len(mapping.NoText) > 0 {
		t.Fatal(err, mapping)
	}
	reader := tables.NewReader(mapping, q, needs)
	var all [][]assess.Reply
	for {
		block, err := table.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if err := block.Each(func(row tables.Row) error {
			replies, _, fault := reader.Replies(row)
			if fault != nil {
				return fmt.Errorf("row %d: %s", row.Number, fault.Reason())
			}
			var asked []assess.Reply
			for _, r := range replies {
				if !q.Question(r.Question).Exercise() {
					asked = append(asked, r)
				}
			}
			all = append(all, asked)
			return nil
		}); err != nil {
			t.Fatal(err)
		}
	}
	if len(all) != 60 {
		t.Fatalf("%d people, want 60", len(all))
	}
	return all
}
