package main

import (
	"strings"

	"github.com/urfave/cli/v2"

	"readiness/assess"
	"readiness/reports"
)

func (p *program) scoreCommand() *cli.Command {
	return &cli.Command{
		Name:      "score",
		Usage:     "judge saved answers and write the report",
		UsageText: "readiness score ANSWERS.toml [--format FORMS] [--large-print] [-o BASE]",
		Description: `Nothing is asked. Without --format or -o a summary is shown and the PDF is written beside the
answers. ANSWERS.toml may be - for standard input. Exercises in it are reported as measured elsewhere: nobody here
saw them done.

  readiness score jo.toml                           a summary, and jo.pdf
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
	rules, err := p.rules(c)
	if err != nil {
		return err
	}
	a, err := p.answers(name, rules.questionnaire)
	if err != nil {
		return err
	}
	role, err := rules.role()
	if err != nil {
		return err
	}
	return p.deliver(assess.Judge(role, a), o)
}

// deliver shows a result and writes its forms: what score and report have in common.
func (p *program) deliver(r assess.Result, o output) error {
	if o.summary {
		if err := p.printDocument(reports.Summary(r)); err != nil {
			return err
		}
	}
	written, err := p.write(r, o)
	p.tellWritten(written)
	return err
}

// baseOf is what the files made from a file are named after.
func baseOf(name string) string {
	if name == "-" {
		return "readiness"
	}
	return strings.TrimSuffix(strings.TrimSuffix(name, answersEnding), ".json")
}
