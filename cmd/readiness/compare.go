package main

import (
	"bufio"
	"bytes"
	"cmp"
	"fmt"
	"io"
	"slices"

	"github.com/urfave/cli/v2"

	"readiness/assess"
	"readiness/questionnaires"
	"readiness/reports"
)

func (p *program) compareCommand() *cli.Command {
	return &cli.Command{
		Name:      "compare",
		Usage:     "say what moved between two results of one person",
		UsageText: "readiness compare OLD NEW [--role ROLE] [--format FORMS] [--large-print] [-o BASE]",
		Description: `OLD and NEW are each a file of answers or a result that readiness score --format json has written.
Two files of answers are judged by the same rules, those of today. A result keeps the rules of its day; where they
have changed, that is said.

  readiness compare jo-march.toml jo.toml           on the screen
  readiness compare jo-march.json jo.toml -o moved  moved.pdf`,
		Flags:  append(outputFlags(baseUsage+"; without it and --format all is shown on the screen"), roleFlags()...),
		Action: p.compare,
	}
}

func (p *program) compare(c *cli.Context) error {
	if err := wants(c, 2, 2, "two files: the older, then the newer"); err != nil {
		return err
	}
	older, newer := c.Args().Get(0), c.Args().Get(1)
	if c.String("role") == allRoles {
		return usageError{"compare is for one role", "name it with --role; for all of them: readiness score FILE --role all, once for each file"}
	}
	if older == "-" && newer == "-" {
		return usageError{"standard input is one file, and compare wants two", "name one of them"}
	}
	screen := c.String("format") == "" && c.String("output") == ""
	o, err := newOutput(c, baseOf(newer)+"-compared")
	if err != nil {
		return err
	}
	then, now, err := p.two(c, older, newer)
	if err != nil {
		return err
	}
	if then.Role.ID != now.Role.ID {
		return problem(newer, fmt.Sprintf("this is a result for the role %q, and %s one for %q", now.Role.ID, older, then.Role.ID),
			"compare the two files of answers, with --role: then both are judged for the same role")
	}
	if then.Questionnaire.ID != now.Questionnaire.ID {
		return problem(newer, fmt.Sprintf("this answers the questionnaire %q, and %s another, %q", now.Questionnaire.ID, older, then.Questionnaire.ID),
			"compare two that answer the same questionnaire")
	}
	moved := assess.Compare(then, now)
	document := func() reports.Document { return reports.Moved(moved) }
	if screen {
		return p.printDocument(document())
	}
	o.summary = false
	return p.deliver(document, piece{document, func(w io.Writer) error { return assess.WriteJSON(w, moved) }}, o)
}

// two gives the results of two files. Answers are judged for the role that the flags name, or else for that of
// the other file, if that is a result for a role that is built in, or else for the first role.
func (p *program) two(c *cli.Context, older, newer string) (then, now assess.Result, err error) {
	var answers [2]file
	var results [2]*assess.Result
	role := c.String("role")
	for i, name := range []string{older, newer} {
		if results[i], answers[i], err = p.resultOrAnswers(name); err != nil {
			return then, now, err
		}
		if r := results[i]; r != nil && role == "" && slices.Contains(questionnaires.Roles(), r.Role.ID) {
			role = r.Role.ID
		}
	}
	if results[0] != nil && results[1] != nil && c.String("role")+c.String("questionnaire") != "" {
		return then, now, usageError{"both files are results, which keep the role and the questionnaire of their day", "leave out --role and --questionnaire"}
	}
	for i, f := range answers {
		if results[i] != nil {
			continue
		}
		rules, err := p.load(cmp.Or(role, questionnaires.DefaultRole()), c.String("questionnaire"))
		if err != nil {
			return then, now, err
		}
		a, err := questionnaires.ParseAnswers(f.name, f.src, rules.questionnaire)
		if err != nil {
			return then, now, err
		}
		r := assess.Judge(rules.role, a)
		results[i] = &r
	}
	return *results[0], *results[1], nil
}

// resultOrAnswers reads a result, which begins with a brace, or the text of answers, which never does.
func (p *program) resultOrAnswers(name string) (*assess.Result, file, error) {
	in, shown, err := p.reader(name)
	if err != nil {
		return nil, file{}, err
	}
	defer in.Close() // it was only read
	text := bufio.NewReader(in)
	begins, _ := text.Peek(text.Size()) // of a shorter file all
	if !bytes.HasPrefix(bytes.TrimLeft(bytes.TrimPrefix(begins, []byte("\xef\xbb\xbf")), " \t\r\n"), []byte("{")) {
		src, err := questionnaires.Read(shown, text)
		return nil, file{shown, src}, err
	}
	r, err := readResult(shown, text)
	return &r, file{}, err
}
