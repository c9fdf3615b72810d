package main

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"

	"readiness/assess"
	"readiness/questionnaires"
	"readiness/reports"
)

func (p *program) checkCommand() *cli.Command {
	return &cli.Command{
		Name:      "check",
		Usage:     "say everything that is wrong with questionnaires, roles and answers",
		UsageText: "readiness check FILE...",
		Description: `Shows every problem with its place and a remedy, and runs the examples of each role. A role or an
answers file needs its questionnaire: one of the FILEs, or one that is built in.

  readiness check my-questionnaire.toml my-role.toml`,
		Action: p.check,
	}
}

// check reads the questionnaires first, as the others need them.
func (p *program) check(c *cli.Context) error {
	if err := wants(c, 1, -1, "at least one file"); err != nil {
		return err
	}
	k := checking{program: p, given: map[string]*assess.Questionnaire{}, broken: map[string]bool{}}
	var files []file
	var heads []questionnaires.Header
	for _, name := range c.Args().Slice() {
		f, err := p.source(name)
		if k.note(err) {
			continue
		}
		head, err := questionnaires.Identify(f.name, f.src)
		if k.note(err) {
			continue
		}
		files, heads = append(files, f), append(heads, head)
		if head.Kind == questionnaires.Questionnaire {
			k.questionnaire(f, head)
		}
	}
	for i, f := range files {
		switch heads[i].Kind {
		case questionnaires.Role:
			k.role(f, heads[i])
		case questionnaires.Answers:
			k.answers(f, heads[i])
		}
	}
	if err := p.print(k.right.Bytes()); err != nil {
		return err
	}
	return k.problems.Err()
}

// checking is what one run of check has found.
type checking struct {
	program  *program
	given    map[string]*assess.Questionnaire // that are right, by id
	broken   map[string]bool                  // ids of those that are not
	right    bytes.Buffer                     // a line for each file that is right
	problems assess.Problems
}

// note keeps what is wrong, and says whether anything is.
func (k *checking) note(err error) bool {
	var ps assess.Problems
	switch {
	case err == nil:
		return false
	case errors.As(err, &ps):
		k.problems = append(k.problems, ps...)
	default:
		k.problems = append(k.problems, assess.Problem{What: err.Error()})
	}
	return true
}

func (k *checking) good(f file, format string, args ...any) {
	fmt.Fprintf(&k.right, "%s: %s\n", reports.Clean(f.name), fmt.Sprintf(format, args...))
}

func (k *checking) questionnaire(f file, head questionnaires.Header) {
	q, err := questionnaires.ParseQuestionnaire(f.name, f.src)
	if k.note(err) {
		k.broken[head.ID] = true
		return
	}
	k.given[q.ID] = q
	n := 0
	for range q.Questions() {
		n++
	}
	k.good(f, "questionnaire %q is right: %s in %s", q.ID, count(n, "question"), count(len(q.Sections), "section"))
}

func (k *checking) role(f file, head questionnaires.Header) {
	q := k.asks(f, head)
	if q == nil {
		return
	}
	r, err := questionnaires.ParseRole(f.name, f.src, q)
	if k.note(err) || k.note(questionnaires.CheckRoute(f.name, f.src, r, q)) || k.note(questionnaires.Quote(f.src, questionnaires.RunExamples(r, q)).Err()) {
		return
	}
	k.good(f, "role %q is right: %s, %s as expected", r.ID, count(len(r.Requirements), "requirement"), count(len(r.Examples), "example"))
}

func (k *checking) answers(f file, head questionnaires.Header) {
	q := k.asks(f, head)
	if q == nil {
		return
	}
	a, err := questionnaires.ParseAnswers(f.name, f.src, q)
	if k.note(err) {
		return
	}
	k.good(f, "answers to %q are right: %s", q.ID, count(len(a.Replies()), "reply"))
	for _, p := range a.LeftOut() {
		k.good(f, "left out, as the answers are for version %s: %s", a.Sitting.Version, reports.Clean(p.What))
	}
}

// asks finds the questionnaire of a file; nil if there is none, which is then noted.
func (k *checking) asks(f file, head questionnaires.Header) *assess.Questionnaire {
	if q := k.given[head.Questionnaire]; q != nil {
		return q
	}
	if k.broken[head.Questionnaire] {
		k.note(problem(f.name, fmt.Sprintf("not checked: questionnaire %q has problems", head.Questionnaire), "mend the questionnaire first"))
		return nil
	}
	q, err := ownQuestionnaire(f, head, "name the questionnaire's file as well")
	if k.note(err) {
		return nil
	}
	return q
}

// count gives "1 question", "2 questions", "2 replies".
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	if stem, ok := strings.CutSuffix(noun, "y"); ok {
		return fmt.Sprintf("%d %sies", n, stem)
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
