package main

import (
	"github.com/urfave/cli/v2"

	"readiness/questionnaires"
	"readiness/reports"
)

func (p *program) showCommand() *cli.Command {
	return &cli.Command{
		Name:      "show",
		Usage:     "say what a questionnaire asks or what a role asks for",
		UsageText: "readiness show ID|FILE [--toml]",
		Description: `ID is one of those that readiness list names.

  readiness show ROLE                 what the role asks for, with weights and sources
  readiness show ROLE --toml > my.toml its file, to start from`,
		Flags: []cli.Flag{
			&cli.BoolFlag{Name: "toml", Usage: "the file as it is", DisableDefaultText: true},
			&cli.StringFlag{Name: "questionnaire", Usage: "use `FILE` where the role's questionnaire is not built in"},
		},
		Action: p.show,
	}
}

func (p *program) show(c *cli.Context) error {
	if err := wants(c, 1, 1, "one id or file"); err != nil {
		return err
	}
	name := c.Args().First()
	f, err := p.source(name)
	if err != nil {
		return err
	}
	head, err := questionnaires.Identify(f.name, f.src)
	if err != nil {
		return err
	}
	if c.Bool("toml") {
		return p.print(f.src)
	}
	switch head.Kind {
	case questionnaires.Questionnaire:
		q, err := questionnaires.ParseQuestionnaire(f.name, f.src)
		if err != nil {
			return err
		}
		return p.printDocument(reports.DescribeQuestionnaire(q))
	case questionnaires.Role:
		rules, err := p.load(name, c.String("questionnaire"))
		if err != nil {
			return err
		}
		return p.printDocument(reports.DescribeRole(rules.role))
	}
	return problem(f.name, "these are answers", "to judge them: readiness score "+quote(name))
}
