package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"github.com/urfave/cli/v2"

	"readiness/assess"
	"readiness/questionnaires/tables"
	"readiness/reports"
	tabled "readiness/reports/tables"
)

func (p *program) classCommand() *cli.Command {
	return &cli.Command{
		Name:  "class",
		Usage: "make a report for each pupil of a class, and a page of what to teach next",
		UsageText: `readiness class TABLE [--role ROLE] [--names] [-o FOLDER]
readiness class TABLE --dry-run`,
		Description: `TABLE is CSV or XLSX, a pupil a row: an export of Microsoft Forms or Google Forms, or what readiness
form has made and was filled in. The folder gets a PDF for each pupil, print.pdf to print all at once (a page or two for each, without
names), class.pdf with what the class can already show and what to teach next, and staff.pdf on privacy and
safeguarding. Counts of fewer than five pupils are hidden in class.pdf. Nobody is ranked. Rows that cannot be judged
are set aside with the reason (exit code 3).

  readiness form --format text                 the questions, to paste into a form
  readiness class forms.xlsx --dry-run         how the columns are understood; nothing is written
  readiness class forms.xlsx                   forms-class/`,
		Flags: append([]cli.Flag{
			&cli.BoolFlag{Name: "names", Usage: "put each pupil's name on their own PDF, too; never on what is shared", DisableDefaultText: true},
			&cli.BoolFlag{Name: "large-print", Usage: "make the pupils' PDFs and print.pdf in large print", DisableDefaultText: true},
		}, crowdFlags()...),
		Action: p.class,
	}
}

// A lesson is how a class's table is judged.
type lesson struct {
	*crowd
	others []*assess.Role
	names  bool
	print  reports.Print
	asides *tabled.SetAside
}

func (p *program) class(c *cli.Context) error {
	if err := wants(c, 1, 1, "one table"); err != nil {
		return err
	}
	if c.Args().First() == "-" && !c.Bool("dry-run") {
		return usageError{"class needs the file of a table", "name it"}
	}
	return p.onTable(c, smallBlock, func(m *crowd) (err error) {
		l := &lesson{crowd: m, names: c.Bool("names"), asides: tabled.NewSetAside(m.table.Header)}
		if c.Bool("large-print") {
			l.print = reports.LargePrint
		}
		if l.others, err = m.ruleset.others(); err != nil {
			return err
		}
		ctx, stop := untilEnded()
		defer stop()
		return l.folder(ctx, p, c.String("output"))
	})
}

// folder writes the folder.
func (l *lesson) folder(ctx context.Context, p *program, output string) error {
	made := making{
		name: folderName(output, l.table.Name, "-class"), advice: "Mend the rows in the table, and run all of it once more, so that class.pdf is of all pupils.",
		of: []string{fmt.Sprintf("names: %t, print: %d", l.names, l.print)},
	}
	return l.makeFolder(ctx, p, made, func(f *folder) (tally, error) { return l.fill(ctx, p, f) })
}

// fill makes all that is in the folder.
func (l *lesson) fill(ctx context.Context, p *program, f *folder) (tally, error) {
	if err := f.sub(pupilsFolder); err != nil {
		return tally{}, err
	}
	w := &filing{folder: f, asideHead: l.asides.CSVHead()}
	prints := &printing{folder: f, print: l.print}
	if l.named() {
		var err error
		if w.names, err = f.begin(namesName, tabled.NamesHead()); err != nil {
			w.abandon()
			return tally{}, err
		}
	}
	all, err := l.run(ctx, p, func(j *judge, b *tables.Block) (batch, error) { return l.work(ctx, j, b, f) }, func(b batch) error {
		return errors.Join(w.take(b), prints.take(b.handouts))
	})
	if err != nil {
		w.abandon()
		return all, err
	}
	if err := errors.Join(w.finish(), prints.finish()); err != nil {
		return all, err
	}
	date, program := today(), "readiness "+version()
	class := reports.Class(reports.ClassInput{Role: l.role, Questionnaire: l.questionnaire, Cohort: all.cohort, Table: l.intake(all), Date: date, Program: program})
	// where there are no statistics, staff still read how many left something out
	items := cmp.Or(all.items.Statistics(), &assess.ItemStatistics{People: all.items.People, LeftOut: all.items.LeftOut})
	staff := reports.Staff(reports.StaffInput{
		Role: l.role, Questionnaire: l.questionnaire, Table: l.intake(all), People: all.cohort.People, Date: date, Program: program,
		Files: l.made(all, prints), Items: items,
	})
	return all, errors.Join(f.document("class.pdf", class, reports.UsualPrint), f.document("staff.pdf", staff, reports.UsualPrint))
}

// made says what is in the folder.
func (l *lesson) made(all tally, prints *printing) []reports.MadeFile {
	files := []reports.MadeFile{
		{Name: pupilsFolder, Holds: "a report for each pupil, named after the row of the table" + either(l.names, "; the name is on it", "; no names")},
	}
	for _, name := range prints.made {
		files = append(files, reports.MadeFile{Name: name, Holds: "the first pages of each report, to print and hand out; no names, no texts of pupils"})
	}
	files = append(files, reports.MadeFile{Name: "class.pdf", Holds: "what the class can already show, and what to teach next; it can be shown to pupils"},
		reports.MadeFile{Name: "staff.pdf", Holds: "this page"})
	if l.named() {
		files = append(files, reports.MadeFile{Name: namesName, Holds: "who is who: row, reference, name and e-mail; for staff only"})
	}
	if all.aside > 0 {
		files = append(files, reports.MadeFile{Name: asideName, Holds: "the rows that could not be judged, as they stood, with the reasons; for staff only"})
	}
	return files
}

func either(first bool, a, b string) string {
	if first {
		return a
	}
	return b
}

// work makes the report of each pupil of a block.
func (l *lesson) work(ctx context.Context, j *judge, block *tables.Block, f *folder) (b batch, err error) {
	err = block.Each(func(row tables.Row) error {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		b.rows++
		person, fault := j.row(row)
		if fault != nil {
			b.setAside(l.asides, l.crowd, row, fault)
			return nil
		}
		b.people.note(row.Number, person)
		a, err := j.whole(row)
		if err != nil {
			return err
		}
		if l.named() {
			b.names = tabled.AppendName(b.names, row.Number, asPerson(person))
		}
		if a.Sitting.Reference == "" {
			a.Sitting.Reference = fmt.Sprintf("Pupil %d", row.Number)
		}
		b.handouts = append(b.handouts, assess.Judge(l.role, a))
		name := fmt.Sprintf("%s/%03d.pdf", pupilsFolder, row.Number)
		if f.has(name) {
			return nil // an interrupted run has made it
		}
		if l.names {
			a.Sitting.Name = person.Name
		}
		return f.document(name, reports.Personal(assess.Advise(l.role, a, l.others)), l.print)
	})
	return b, err
}

// mostHandouts is how many pupils one print has: more would take long to open, and much memory to make.
const mostHandouts = 100

// A printing gathers what is to be printed at once.
type printing struct {
	folder *folder
	print  reports.Print
	held   []assess.Result
	made   []string
}

func (w *printing) take(handouts []assess.Result) error {
	w.held = append(w.held, handouts...)
	for len(w.held) > mostHandouts {
		if err := w.write(w.held[:mostHandouts], fmt.Sprintf("print-%d.pdf", len(w.made)+1)); err != nil {
			return err
		}
		w.held = append([]assess.Result(nil), w.held[mostHandouts:]...)
	}
	return nil
}

func (w *printing) finish() error {
	switch {
	case len(w.held) == 0:
		return nil
	case len(w.made) == 0:
		return w.write(w.held, "print.pdf")
	}
	return w.write(w.held, fmt.Sprintf("print-%d.pdf", len(w.made)+1))
}

func (w *printing) write(some []assess.Result, name string) error {
	if err := w.folder.document(name, reports.Handouts(some), w.print); err != nil {
		return err
	}
	w.made = append(w.made, name)
	return nil
}
