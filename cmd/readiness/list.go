package main

import (
	"bytes"
	"fmt"
	"text/tabwriter"

	"github.com/urfave/cli/v2"

	"readiness/assess"
	"readiness/questionnaires"
)

func (p *program) listCommand() *cli.Command {
	return &cli.Command{
		Name:        "list",
		Usage:       "name the questionnaires and roles that are built in",
		UsageText:   "readiness list",
		Description: "The first role is the one that is judged if you name no other. See one with readiness show ID, and answer for it with\nreadiness take --role ID.",
		Action:      p.list,
	}
}

func (p *program) list(c *cli.Context) error {
	if err := wants(c, 0, 0, "no words"); err != nil {
		return err
	}
	var out bytes.Buffer
	w := tabwriter.NewWriter(&out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "KIND\tID\tVERSION\tTITLE")
	var roles []*assess.Role
	for _, id := range questionnaires.Questionnaires() {
		q, err := p.questionnaire(id)
		if err != nil {
			return err
		}
		fmt.Fprintf(w, "questionnaire\t%s\t%s\t%s\n", q.ID, q.Version, q.Title)
		own, err := questionnaires.RolesFor(q)
		if err != nil {
			return err
		}
		roles = append(roles, own...)
	}
	for _, r := range roles {
		fmt.Fprintf(w, "role\t%s\t%s\t%s\n", r.ID, r.Version, r.Title)
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return p.print(out.Bytes())
}
