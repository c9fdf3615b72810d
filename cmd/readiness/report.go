package main

import (
	"github.com/urfave/cli/v2"

	"readiness/reports"
)

func (p *program) reportCommand() *cli.Command {
	return &cli.Command{
		Name:      "report",
		Usage:     "print an old result again",
		UsageText: "readiness report RESULT.json [--format FORMS] [--large-print] [-o BASE]",
		Description: `RESULT.json is what readiness score --format json has written. It is complete in itself: the
questionnaire and the role that it came from are not needed.`,
		Flags:  outputFlags(baseUsage),
		Action: p.report,
	}
}

func (p *program) report(c *cli.Context) error {
	if err := wants(c, 1, 1, "one result"); err != nil {
		return err
	}
	name := c.Args().First()
	o, err := newOutput(c, baseOf(name))
	if err != nil {
		return err
	}
	r, err := p.readResult(name)
	if err != nil {
		return err
	}
	return p.deliver(func() reports.Document { return reports.Summary(r) }, personal(r), o)
}
