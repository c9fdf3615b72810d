package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/urfave/cli/v2"

	"readiness/assess"
	"readiness/questionnaires"
	"readiness/questionnaires/tables"
	"readiness/reports"
	tabled "readiness/reports/tables"
)

func (p *program) screenCommand() *cli.Command {
	return &cli.Command{
		Name:  "screen",
		Usage: "judge a table of applications, for people to review",
		UsageText: `readiness screen TABLE --controller FILE.toml [--role ROLE] [--pdf] [-o FOLDER]
readiness screen TABLE --dry-run`,
		Description: `TABLE is CSV or XLSX, a person a row: an export of Microsoft Forms, Google Forms or an applicant
system, or what readiness form has made; - is standard input, for CSV. Every row is judged the same way and none is lost: rows that cannot
be judged are set aside with the reason, to be mended and run again (exit code 3). The folder gets a matrix with a
row a candidate, in the order of the table, a summary and a notice for candidates. Nothing is ranked and nobody is
rejected: people decide, and the matrix has columns for that.

By default it is blind: no names, no qualification by its name, and of what is missing no reason.
FILE.toml says who is responsible, and what candidates must be told: readiness new --controller FILE.toml begins one.

  readiness screen forms.xlsx --dry-run                       how the columns are understood; nothing is written
  readiness screen forms.xlsx --controller us.toml            forms-screened/
  readiness screen forms.xlsx --controller us.toml --pdf      with a PDF for each candidate
  readiness screen - --format jsonl --controller us.toml      a result a line, from standard input to standard output`,
		Flags: append([]cli.Flag{
			&cli.StringFlag{Name: "controller", Usage: "take from `FILE` who is responsible, and what candidates must be told"},
			&cli.StringFlag{Name: "format", Usage: "write the matrix as `FORMS`: csv, xlsx or both with a comma; jsonl alone writes a result a line to standard output", Value: "csv,xlsx"},
			&cli.BoolFlag{Name: "pdf", Usage: "make a PDF for each candidate, too", DisableDefaultText: true},
			&cli.BoolFlag{Name: "blind", Usage: "show no qualification by its name, and of what is missing no reason; --blind=false shows them", Value: true},
			&cli.BoolFlag{Name: "with-text", Usage: "show what candidates wrote in their own words in their PDFs; it can tell who they are", DisableDefaultText: true},
		}, crowdFlags()...),
		Action: p.screen,
	}
}

// A screening is how a table is screened.
type screening struct {
	*crowd
	controller       reports.Controller
	about            string // the controller's file, as it is
	csv, xlsx, jsonl bool
	pdf, blind, text bool
	matrix           *tabled.Matrix
	asides           *tabled.SetAside
}

// smallBlock is about how many bytes of a table one goroutine works on at once where PDFs are made: few, as each row
// takes long then.
const smallBlock = 8 << 10

func (p *program) screen(c *cli.Context) error {
	if err := wants(c, 1, 1, "one table"); err != nil {
		return err
	}
	s := &screening{pdf: c.Bool("pdf"), blind: c.Bool("blind"), text: c.Bool("with-text")}
	if err := s.choose(c); err != nil {
		return err
	}
	block := 0
	if s.pdf {
		block = smallBlock
	}
	return p.onTable(c, block, func(m *crowd) error {
		s.crowd = m
		if err := s.informed(p, c.String("controller")); err != nil {
			return err
		}
		s.matrix = tabled.NewMatrix(s.panel, tabled.View{Blind: s.blind})
		s.asides = tabled.NewSetAside(s.table.Header)
		ctx, stop := untilEnded()
		defer stop()
		if s.jsonl {
			return s.stream(ctx, p)
		}
		return s.folder(ctx, p, c.String("output"))
	})
}

// choose reads what is to be written.
func (s *screening) choose(c *cli.Context) error {
	for name := range strings.SplitSeq(c.String("format"), ",") {
		switch strings.ToLower(strings.TrimSpace(name)) {
		case "csv":
			s.csv = true
		case "xlsx":
			s.xlsx = true
		case "jsonl":
			s.jsonl = true
		default:
			return usageError{fmt.Sprintf("there is no form %q of a matrix", name), "choose csv, xlsx or both with a comma; or jsonl alone"}
		}
	}
	switch {
	case s.jsonl && (s.csv || s.xlsx || s.pdf || c.String("output") != ""):
		return usageError{"--format jsonl writes to standard output and nothing else", "leave out the other forms, --pdf and -o"}
	case s.text && !s.pdf:
		return usageError{"--with-text is for the candidates' PDFs, and there are none", "add --pdf, or leave it out"}
	case c.Args().First() == "-" && !s.jsonl && !c.Bool("dry-run"):
		return usageError{"from standard input a result a line is written", "add --format jsonl, or name the file of the table"}
	}
	return nil
}

// informed reads what candidates must be told. Without that nothing is written.
func (s *screening) informed(p *program, name string) error {
	if name == "" {
		return usageError{"screen needs to know who is responsible, and what candidates are told",
			"write that with: " + p.name + " new --controller us.toml, fill it in, and add --controller us.toml"}
	}
	f, err := p.open(name)
	if err != nil {
		return err
	}
	about, err := questionnaires.ParseController(f.name, f.src)
	if err != nil {
		return err
	}
	s.controller, s.about = reports.Controller(about), string(f.src)
	return nil
}

// folder writes the folder.
func (s *screening) folder(ctx context.Context, p *program, output string) error {
	made := making{
		name: folderName(output, s.table.Name, "-screened"), advice: "Mend them there, and screen that file.",
		of: []string{fmt.Sprintf("pdf: %t, blind: %t, text: %t, csv: %t, xlsx: %t", s.pdf, s.blind, s.text, s.csv, s.xlsx), "controller: " + s.about},
	}
	return s.makeFolder(ctx, p, made, func(f *folder) (tally, error) { return s.fill(ctx, p, f) })
}

// fill makes all that is in the folder.
func (s *screening) fill(ctx context.Context, p *program, f *folder) (tally, error) {
	if s.pdf {
		if err := f.sub(pdfsFolder); err != nil {
			return tally{}, err
		}
	}
	w, err := s.files(f)
	if err != nil {
		w.abandon()
		return tally{}, err
	}
	all, err := s.run(ctx, p, func(j *judge, b *tables.Block) (batch, error) { return s.work(ctx, j, b, f) }, w.take)
	if err != nil {
		w.abandon()
		return all, err
	}
	if err := w.finish(); err != nil {
		return all, err
	}
	date := today()
	summary := reports.Screened(reports.ScreenInput{
		Role: s.role, Questionnaire: s.questionnaire, Cohort: all.cohort, Table: s.intake(all), Controller: s.controller, Blind: s.blind,
		Date: date, Program: "readiness " + version(),
	})
	return all, errors.Join(f.document("summary.pdf", summary, reports.UsualPrint), f.document("notice.pdf", reports.Notice(s.controller, s.role), reports.UsualPrint))
}

// work judges the rows of a block.
func (s *screening) work(ctx context.Context, j *judge, block *tables.Block, f *folder) (b batch, err error) {
	b.matrix = make([]byte, 0, j.matrix)
	defer func() { j.matrix = max(j.matrix, len(b.matrix)) }()
	err = block.Each(func(row tables.Row) error {
		if s.pdf && ctx.Err() != nil {
			return ctx.Err()
		}
		b.rows++
		person, fault := j.row(row)
		if fault != nil {
			b.setAside(s.asides, s.crowd, row, fault)
			return nil
		}
		b.people.note(row.Number, person)
		who := asPerson(person)
		if s.csv {
			b.matrix = s.matrix.AppendCSV(b.matrix, row.Number, who, &j.outcome)
		}
		if s.xlsx {
			b.cells = append(b.cells, s.matrix.AppendCells(nil, row.Number, who, &j.outcome))
		}
		if s.named() {
			b.names = tabled.AppendName(b.names, row.Number, who)
		}
		if s.pdf {
			return s.candidate(j, row, f)
		}
		return nil
	})
	return b, err
}

// candidate makes the PDF of one candidate, unless an interrupted run has made it.
func (s *screening) candidate(j *judge, row tables.Row, f *folder) error {
	name := fmt.Sprintf("%s/%06d.pdf", pdfsFolder, row.Number)
	if f.has(name) {
		return nil
	}
	a, err := j.whole(row)
	if err != nil {
		return err
	}
	return f.document(name, reports.Candidate(assess.Judge(s.role, a), reports.CandidateView{Blind: s.blind, WithText: s.text, Controller: s.controller, Row: row.Number}), reports.UsualPrint)
}

// files begins the files that grow with the rows.
func (s *screening) files(f *folder) (w *filing, err error) {
	w = &filing{folder: f, asideHead: s.asides.CSVHead()}
	if s.csv {
		if w.matrix, err = f.begin("matrix.csv", s.matrix.CSVHead()); err != nil {
			return w, err
		}
	}
	if s.named() {
		if w.names, err = f.begin(namesName, tabled.NamesHead()); err != nil {
			return w, err
		}
	}
	if s.xlsx {
		if w.book, err = f.stream("matrix.xlsx"); err != nil {
			return w, err
		}
		if err = f.sub(scratch); err != nil {
			return w, err
		}
		if w.xlsx, err = tabled.NewXLSX(w.book, s.matrix, s.aboutLines(), filepath.Join(f.building(), scratch)); err != nil {
			return w, f.failed("matrix.xlsx", err)
		}
	}
	return w, nil
}

// aboutLines are what a workbook says of itself.
func (s *screening) aboutLines() []string {
	lines := []string{
		"For a person to decide with. Nothing here accepts or rejects anyone; the rows stand in the order of the table.",
		"Look at each candidate's evidence, then write reviewer, decision, reason and date into the last columns.",
		"Role: " + s.role.Title + " (" + s.role.ID + ", version " + s.role.Version + ", SHA-256 " + s.role.SHA256 + ")",
		"Questionnaire: " + s.questionnaire.Title + " (" + s.questionnaire.ID + ", version " + s.questionnaire.Version + ", SHA-256 " + s.questionnaire.SHA256 + ")",
	}
	if len(s.mapping.NotCollected) > 0 {
		lines = append(lines, "Not collected, so missing for everybody: "+strings.Join(s.mapping.NotCollected, ", "))
	}
	c := s.controller
	return append(lines, "Responsible: "+c.Name, "Contact: "+c.Contact, "Kept: "+c.Retention, "Complaints: "+c.Complaints, "Adjustments: "+cmp.Or(c.Adjustments, c.Contact))
}
