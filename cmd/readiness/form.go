package main

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"readiness/assess"
	"readiness/reports"
	"readiness/reports/tables"
)

// A blankForm is what answers are to be collected for.
type blankForm struct {
	asks  *assess.Questionnaire
	needs []bool // by position
	role  string // its title; "" for the whole questionnaire
	print reports.Print
}

// A formFile is one file of a form.
type formFile struct {
	ending string
	write  func(io.Writer, blankForm) error
}

// A formForm is a form that a form can have.
type formForm struct {
	name  string
	files []formFile
	holds string // what is in the files, if they are several
}

// formForms are all. Flag values and files derive from this table; the first is the usual one.
var formForms = []formForm{
	{"pdf", []formFile{
		{".pdf", func(w io.Writer, b blankForm) error {
			return reports.WritePDF(w, reports.PaperForm(b.asks, b.needs, b.role), b.print)
		}},
		{"-entry.pdf", func(w io.Writer, b blankForm) error {
			return reports.WritePDF(w, reports.EntrySheet(b.asks, b.needs, b.role), b.print)
		}},
	}, "the questions to hand out, and the entry sheet for whoever types the answers"},
	{"csv", []formFile{
		{".csv", func(w io.Writer, b blankForm) error { return tables.WriteTemplate(w, b.asks, b.needs) }},
		{"-codes.csv", func(w io.Writer, b blankForm) error { return tables.WriteCodeBook(w, b.asks, b.needs) }},
	}, "the table, and what stands for which answer"},
	{"text", []formFile{{".txt", func(w io.Writer, b blankForm) error {
		return reports.WriteFormText(w, b.asks, b.needs, b.role)
	}}}, ""},
}

func (p *program) formCommand() *cli.Command {
	return &cli.Command{
		Name:      "form",
		Usage:     "write a form to collect the answers of many people",
		UsageText: "readiness form [--role ROLE | --questionnaire FILE] [--format FORM] [--large-print] [-o BASE]",
		Description: `A form asks what the role needs, without the exercises. With --questionnaire alone it asks everything.

  readiness form                   a PDF of questions to print for everyone, and one with the entry sheet, for who types the answers in
  readiness form --format csv      a table to type answers into, and what stands for which answer
  readiness form --format text     what to copy into Microsoft Forms or Google Forms`,
		Flags: append(roleFlags(),
			&cli.StringFlag{Name: "format", Usage: "write the form as `FORM`: " + strings.Join(formFormNames(), ", "), DefaultText: formForms[0].name},
			&cli.BoolFlag{Name: "large-print", Usage: "make the PDF in large print", DisableDefaultText: true},
			&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Usage: baseUsage},
			&cli.BoolFlag{Name: "overwrite", Usage: "replace files that are there already", DisableDefaultText: true},
		),
		Action: p.form,
	}
}

func formFormNames() []string {
	names := make([]string, len(formForms))
	for i, f := range formForms {
		names[i] = f.name
	}
	return names
}

func (p *program) form(c *cli.Context) error {
	if err := wants(c, 0, 0, "no words"); err != nil {
		return err
	}
	form, err := findFormForm(c)
	if err != nil {
		return err
	}
	blank, id, err := p.blankForm(c)
	if err != nil {
		return err
	}
	base, err := formBase(c, id, form)
	if err != nil {
		return err
	}
	return p.writeForm(blank, form.files, base, c.Bool("overwrite"))
}

// findFormForm gives the form that the flags ask for. Where --format does not say it, the ending of the name behind -o
// does.
func findFormForm(c *cli.Context) (form formForm, err error) {
	name, output := strings.ToLower(strings.TrimSpace(c.String("format"))), c.String("output")
	ended := slices.IndexFunc(formForms, func(f formForm) bool { return strings.HasSuffix(output, f.files[0].ending) })
	if name == "" {
		name = formForms[max(ended, 0)].name
	}
	at := slices.Index(formFormNames(), name)
	switch {
	case at < 0:
		return form, usageError{fmt.Sprintf("there is no form %q", name), "choose from: " + strings.Join(formFormNames(), ", ")}
	case ended >= 0 && ended != at:
		return form, usageError{fmt.Sprintf("-o %s is the name of a file of the form %s, and --format is %s", output, formForms[ended].name, name),
			"leave one of them out, or let them agree"}
	case c.Bool("large-print") && name != "pdf":
		return form, usageError{"--large-print is for the PDF, and --format " + name + " makes none", "leave one of them out"}
	}
	return formForms[at], nil
}

// blankForm gives what the flags say answers are to be collected for, and its id.
func (p *program) blankForm(c *cli.Context) (blankForm, string, error) {
	blank := blankForm{print: reports.UsualPrint}
	if c.Bool("large-print") {
		blank.print = reports.LargePrint
	}
	if file := c.String("questionnaire"); file != "" && c.String("role") == "" {
		q, err := p.questionnaire(file)
		if err != nil {
			return blank, "", err
		}
		blank.asks = q
		for range q.Questions() {
			blank.needs = append(blank.needs, true)
		}
		return blank, q.ID, nil
	}
	rules, err := p.rules(c)
	if err != nil {
		return blank, "", err
	}
	blank.asks, blank.role, blank.needs = rules.questionnaire, rules.role.Title, rules.role.Needs(rules.questionnaire)
	return blank, rules.role.ID, nil
}

// formBase gives what the files are named after; without -o the id, with a number behind it where such a file is
// there already. "-" is standard output.
func formBase(c *cli.Context, id string, form formForm) (string, error) {
	var endings []string
	for _, f := range form.files {
		endings = append(endings, f.ending)
	}
	overwrite := c.Bool("overwrite")
	base, err := baseFrom(strings.TrimSuffix(c.String("output"), ".csv"))
	switch {
	case err != nil:
		return "", err
	case base == "" && overwrite:
		return id + "-form", nil
	case base == "":
		return free(id+"-form", endings), nil
	case base == "-" && len(form.files) > 1:
		return "", usageError{"standard output takes one file, and this form is two: " + form.holds, "name files with -o, such as -o answers"}
	case base == "-" || overwrite:
		return base, nil
	}
	for _, ending := range endings {
		if taken(base + ending) {
			return "", fileProblem(base+ending, "could not be written", fs.ErrExist)
		}
	}
	return base, nil
}

// writeForm writes the files, all made before the first is written.
func (p *program) writeForm(blank blankForm, files []formFile, base string, overwrite bool) error {
	made := make([]bytes.Buffer, len(files))
	for i, f := range files {
		if err := f.write(&made[i], blank); err != nil {
			return problem("", fmt.Sprintf("the form could not be made: %v", err), "try another --format")
		}
	}
	if base == "-" {
		return p.print(made[0].Bytes())
	}
	var written []string
	defer func() { p.tellWritten(written) }()
	for i, f := range files {
		path := base + f.ending
		if err := writeWhole(path, made[i].Bytes(), overwrite); err != nil {
			return fileProblem(path, "could not be written", err)
		}
		written = append(written, path)
	}
	return nil
}
