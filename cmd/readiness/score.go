package main

import (
	"io"
	"strings"

	"github.com/urfave/cli/v2"

	"readiness/assess"
	"readiness/questionnaires"
	"readiness/reports"
)

func (p *program) scoreCommand() *cli.Command {
	return &cli.Command{
		Name:      "score",
		Usage:     "judge saved answers and write the report",
		UsageText: "readiness score ANSWERS.toml [--role ROLE|all] [--format FORMS] [--large-print] [-o BASE]",
		Description: `Nothing is asked. Without --format or -o a summary is shown and the PDF is written beside the
answers. ANSWERS.toml may be - for standard input. Exercises in it are reported as measured elsewhere: nobody here
saw them done.

  readiness score jo.toml                           a summary, and jo.pdf
  readiness score jo.toml --role all                where the same answers stand for each role
  readiness score jo.toml --format html             one file for a browser, also on a phone
  readiness score jo.toml --format json -o -        the whole result, for other programs`,
		Flags:  append(outputFlags(baseUsage), roleFlags()...),
		Action: p.score,
	}
}

func (p *program) score(c *cli.Context) error {
	if err := wants(c, 1, 1, "one file of answers"); err != nil {
		return err
	}
	name := c.Args().First()
	o, err := newOutput(c, baseOf(name))
	if err != nil {
		return err
	}
	if c.String("role") == allRoles {
		return p.survey(name, c.String("questionnaire"), o)
	}
	rules, err := p.rules(c)
	if err != nil {
		return err
	}
	a, err := p.answers(name, rules.questionnaire)
	if err != nil {
		return err
	}
	r, err := rules.advise(a)
	if err != nil {
		return err
	}
	return p.deliver(func() reports.Document { return reports.Summary(r) }, personal(r), o)
}

// allRoles is what --role takes for all of them.
const allRoles = "all"

// survey says where saved answers stand for every role that is built in for their questionnaire.
func (p *program) survey(name, questionnaire string, o output) error {
	if questionnaire != "" {
		return usageError{"--role all is for the roles that are built in, with their own questionnaire", "leave out --questionnaire, or name one role"}
	}
	f, err := p.open(name)
	if err != nil {
		return err
	}
	head, err := questionnaires.Identify(f.name, f.src)
	if err != nil {
		return err
	}
	q, err := ownQuestionnaire(f, head, "name one role with --role, and its questionnaire's file with --questionnaire")
	if err != nil {
		return err
	}
	a, err := questionnaires.ParseAnswers(f.name, f.src, q)
	if err != nil {
		return err
	}
	roles, err := questionnaires.RolesFor(q)
	if err != nil {
		return err
	}
	s := assess.SurveyOf(roles, a)
	document := func() reports.Document { return reports.Survey(s) }
	return p.deliver(func() reports.Document { return reports.SurveySummary(s) }, piece{document, func(w io.Writer) error { return assess.WriteJSON(w, s) }}, o)
}

// baseOf is what the files made from a file are named after.
func baseOf(name string) string {
	if name == "-" {
		return "readiness"
	}
	return strings.TrimSuffix(strings.TrimSuffix(name, answersEnding), ".json")
}
