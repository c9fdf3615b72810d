package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/urfave/cli/v2"

	"readiness/assess"
	"readiness/questionnaires"
	"readiness/reports"
)

func (p *program) newCommand() *cli.Command {
	return &cli.Command{
		Name:      "new",
		Usage:     "write a small questionnaire and role to start from",
		UsageText: "readiness new FOLDER\nreadiness new --controller FILE.toml",
		Description: `The files are named after the folder. They are correct as they are, and comments in them say what
each line is for. Nothing that is there is overwritten. With --controller it is the file that readiness screen needs:
who is responsible, and what candidates must be told.`,
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "controller", Usage: "write the file `FILE` to fill in for readiness screen"},
		},
		Action: p.new,
	}
}

func (p *program) new(c *cli.Context) error {
	if path := c.String("controller"); path != "" {
		return p.newController(c, path)
	}
	if err := wants(c, 1, 1, "one folder"); err != nil {
		return err
	}
	folder := c.Args().First()
	whole, err := filepath.Abs(folder)
	if err != nil {
		return fileProblem(folder, "could not be found", err)
	}
	id := filepath.Base(whole)
	if _, _, err := questionnaires.Builtin(id); err == nil {
		return problem(folder, "the files get the folder's name as their id, and that id is built in already", "name another folder")
	}
	files, err := questionnaires.Template(id)
	var unfit assess.Problems
	if errors.As(err, &unfit) {
		return problem(folder, "the files get the folder's name as their id, and "+unfit[0].What, unfit[0].Fix)
	}
	if err != nil {
		return err
	}
	for _, f := range files {
		if path := filepath.Join(folder, f.Name); taken(path) {
			return problem(path, "could not be written: there is a file of that name", "name another folder")
		}
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return fileProblem(folder, "could not be made", err)
	}
	for _, f := range files {
		path := filepath.Join(folder, f.Name)
		if err := writeWhole(path, f.Text, false); err != nil {
			return fileProblem(path, "could not be written", err)
		}
		fmt.Fprintf(p.stderr, "Written: %s\n", reports.Clean(path))
	}
	fmt.Fprintf(p.stderr, "\nNext:\n  readiness check %s\n", quote(filepath.Join(folder, files[0].Name))+" "+quote(filepath.Join(folder, files[1].Name)))
	return nil
}

// newController writes the file that says who is responsible for a screening, to be filled in.
func (p *program) newController(c *cli.Context, path string) error {
	if err := wants(c, 0, 0, "no folder with --controller"); err != nil {
		return err
	}
	if err := writeWhole(path, []byte(questionnaires.ControllerTemplate()), false); err != nil {
		return fileProblem(path, "could not be written", err)
	}
	p.tellWritten([]string{path})
	return nil
}
