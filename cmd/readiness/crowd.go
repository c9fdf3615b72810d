package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os/signal"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"readiness/assess"
	"readiness/questionnaires/tables"
	"readiness/reports"
)

// setAside says that all was done, but for some rows; that is said already.
type setAside struct{}

func (setAside) Error() string { return "some rows could not be judged" }

// crowdFlags choose how a table is read.
func crowdFlags() []cli.Flag {
	return append([]cli.Flag{
		&cli.StringFlag{Name: "map", Usage: "take what the columns are for from the table `FILE`, where it is not clear from their headers"},
		&cli.BoolFlag{Name: "dry-run", Usage: "show how the table is understood, and all that is wrong with it, and write nothing", DisableDefaultText: true},
		&cli.StringFlag{Name: "encoding", Usage: "read a CSV that is not in UTF-8 as `ENCODING`: windows-1252", DefaultText: "UTF-8 or UTF-16"},
		&cli.StringFlag{Name: "sheet", Usage: "read the sheet `NAME` of a workbook", DefaultText: "the only one that can be meant"},
		&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Usage: "make the folder `FOLDER`", DefaultText: "named after the table"},
		&cli.IntFlag{Name: "workers", Usage: "work on `N` pieces of the table at once; what is written does not depend on it", DefaultText: "one for each core"},
	}, roleFlags()...)
}

// mostWorkers is how many pieces of a table are worked on at once at most; each takes some memory.
const mostWorkers = 256

// A crowd is a table of many people's answers, and what they are judged by.
type crowd struct {
	ruleset
	tableFile
	panel   *assess.Panel
	mapping *tables.Mapping
	unclear error // what is not certain in the mapping; nil if all is
	options tables.Options
	workers int
}

// crowd opens the table that a command is for. A block of it has about so many bytes; 0 leaves that open.
func (p *program) crowd(c *cli.Context, block int) (*crowd, error) {
	rules, err := p.rules(c)
	if err != nil {
		return nil, err
	}
	m := &crowd{
		ruleset: rules, panel: assess.NewPanel(rules.role, rules.questionnaire), workers: runtime.GOMAXPROCS(0),
		options: tables.Options{Encoding: c.String("encoding"), Sheet: c.String("sheet"), Block: block},
	}
	if c.IsSet("workers") {
		m.workers = c.Int("workers")
	}
	if m.workers < 1 || m.workers > mostWorkers {
		return nil, usageError{fmt.Sprintf("--workers is %d", m.workers), fmt.Sprintf("write a number from 1 to %d, or leave it out", mostWorkers)}
	}
	if m.tableFile, err = p.openTable(c.Args().First(), m.options); err != nil {
		return nil, err
	}
	byHand, err := p.byHand(c.String("map"))
	if err != nil {
		return nil, errors.Join(err, m.close())
	}
	m.mapping, m.unclear = tables.Match(m.table, m.questionnaire, m.panel.Needs(), byHand)
	return m, nil
}

// onTable does what a command is for with its table, or only shows how that is understood, if that is asked for.
func (p *program) onTable(c *cli.Context, block int, do func(*crowd) error) error {
	m, err := p.crowd(c, block)
	if err != nil {
		return err
	}
	defer m.close() // it was only read
	switch {
	case c.Bool("dry-run"):
		return p.dryRun(m)
	case m.unclear != nil:
		return m.unclear
	}
	return do(m)
}

// byHand reads the table that says what the columns of another are for; nil if there is none.
func (p *program) byHand(name string) ([]tables.Assignment, error) {
	if name == "" {
		return nil, nil
	}
	f, err := openTableFile(name, tables.Options{})
	if err != nil {
		return nil, err
	}
	defer f.close() // it was only read
	return tables.ReadAssignments(f.table)
}

// intake is what every output says of the table. It is complete once the table has been read.
func (m *crowd) intake(all tally) reports.Intake {
	counts := m.table.Counts()
	in := reports.Intake{
		File: filepath.Base(m.table.Name), Kind: m.table.Kind, Rows: counts.Rows, SetAside: all.aside, Blank: counts.Blank, Words: counts.Words,
		Columns: len(m.mapping.Columns), NotCollected: m.absent(), Notes: slices.Concat(m.table.Notes, all.notes),
	}
	for _, column := range m.mapping.Columns {
		if column.Use == tables.Ignored {
			in.Ignored = append(in.Ignored, cmp.Or(column.Header, "column "+column.Letter))
		}
	}
	return in
}

// folderName is that of the folder for a table.
func folderName(output, table, what string) string {
	if output != "" {
		return filepath.Clean(output)
	}
	return strings.TrimSuffix(table, filepath.Ext(table)) + what
}

// named says whether the table tells who people are.
func (m *crowd) named() bool { return m.has(tables.ForName) || m.has(tables.ForEmail) }

// A making is how a folder is made of a table.
type making struct {
	name   string
	of     []string // the options that what is in it depends on
	advice string   // what to do with rows that were set aside
}

// makeFolder makes a folder by a function that fills it, and tells of it.
func (m *crowd) makeFolder(ctx context.Context, p *program, made making, fill func(*folder) (tally, error)) error {
	f, err := newFolder(made.name, func() (string, error) {
		sum, err := m.fingerprint(ctx)
		return m.madeOf(sum, made.of), err
	})
	if err != nil {
		return err
	}
	var all tally
	err = f.fill(func() (err error) {
		signed := make(chan error, 1)
		go func() { signed <- f.sign() }() // beside the work, as it reads the whole table once more
		all, err = fill(f)
		err = errors.Join(err, <-signed)
		if changed := m.unchanged(); changed != nil && !errors.Is(err, context.Canceled) {
			return changed // whatever else went wrong may come of it
		}
		return err
	})
	if err != nil {
		return p.stopped(err, "What was made so far is in "+f.building()+"; the same command goes on with it.")
	}
	fmt.Fprintf(p.stderr, "Written: %s\n", reports.Clean(f.path))
	return m.tell(p, all, "They are in "+filepath.Join(f.path, asideName)+", as they stood, with the reasons. "+made.advice)
}

// madeOf says what a folder is made of, a line for each thing: if any of it changes, an interrupted run cannot be
// gone on with.
func (m *crowd) madeOf(sum string, options []string) string {
	return strings.Join(append([]string{
		"What this folder is made of. If its name ends in " + unfinished + ", it is not whole: the same command goes on with it.",
		"program: " + version(), "table: SHA-256 " + sum, "sheet: " + m.options.Sheet, "encoding: " + m.options.Encoding, "columns: " + m.uses(),
		"role: " + m.role.ID + ", SHA-256 " + m.role.SHA256, "questionnaire: " + m.questionnaire.ID + ", SHA-256 " + m.questionnaire.SHA256,
	}, options...), "\n") + "\n"
}

// untilEnded gives a context that ends when the person ends the program. Signals that whoever started it wants to
// be ignored, as nohup does, are.
func untilEnded() (context.Context, context.CancelFunc) {
	return signal.NotifyContext(context.Background(), slices.DeleteFunc(slices.Clone(endings), signal.Ignored)...)
}

// uses says what each column is for.
func (m *crowd) uses() string {
	all := make([]string, len(m.mapping.Columns))
	for i, c := range m.mapping.Columns {
		all[i] = c.Letter + " " + cmp.Or(c.Question, c.Use.String())
	}
	return strings.Join(all, ", ")
}

// has says whether a column is for something.
func (m *crowd) has(use tables.Use) bool {
	return slices.ContainsFunc(m.mapping.Columns, func(c tables.Column) bool { return c.Use == use })
}

// absent gives the ids of all questions that the role needs and the table has no column for, exercises and texts
// among them.
func (m *crowd) absent() (ids []string) {
	i := -1
	for _, q := range m.questionnaire.Questions() {
		i++
		if m.panel.Needs()[i] && !slices.ContainsFunc(m.mapping.Columns, func(c tables.Column) bool { return c.Question == q.ID }) {
			ids = append(ids, q.ID)
		}
	}
	return ids
}
