package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"readiness/assess"
	"readiness/reports"
)

// A piece is what is written in one or several forms.
type piece struct {
	document func() reports.Document
	json     func(io.Writer) error
}

// personal is the piece of one result.
func personal(r assess.Result) piece {
	return piece{func() reports.Document { return reports.Personal(r) }, func(w io.Writer) error { return assess.WriteJSON(w, r) }}
}

// format is a form of a piece. Flag values, file endings and writers derive from this table.
type format struct {
	name, ending string
	prints       bool // in large print, if asked to; the others are as large as their reader makes them
	write        func(io.Writer, piece, reports.Print) error
}

var formats = []format{
	{"pdf", ".pdf", true, func(w io.Writer, p piece, print reports.Print) error { return reports.WritePDF(w, p.document(), print) }},
	{"html", ".html", false, func(w io.Writer, p piece, _ reports.Print) error { return reports.WriteHTML(w, p.document()) }},
	{"text", ".txt", false, func(w io.Writer, p piece, _ reports.Print) error { return reports.WriteText(w, p.document(), 0) }},
	{"json", ".json", false, func(w io.Writer, p piece, _ reports.Print) error { return p.json(w) }},
}

// baseUsage is what -o does where nothing is asked.
const baseUsage = "begin the file names with `BASE`; - is standard output and takes one form"

// outputFlags choose the forms of the result and where they go.
func outputFlags(base string) []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "format", Usage: "write the result as `FORMS`: " + formatNames() + ", or several with commas", DefaultText: "pdf"},
		&cli.BoolFlag{Name: "large-print", Usage: "make the PDF in large print", DisableDefaultText: true},
		&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Usage: base},
		&cli.BoolFlag{Name: "overwrite", Usage: "replace files that are there already", DisableDefaultText: true},
	}
}

func formatNames() string {
	names := make([]string, len(formats))
	for i, f := range formats {
		names[i] = f.name
	}
	return strings.Join(names, ", ")
}

// An output is where the forms of one piece go.
type output struct {
	formats   []format
	print     reports.Print
	base      string // of the file names; "-": standard output
	overwrite bool
	summary   bool // is shown as well: nobody chose a form
}

// newOutput reads the flags. Without -o the files are named after base, or with a number behind it
// where such a file is there already.
func newOutput(c *cli.Context, base string) (output, error) {
	named, err := baseFrom(c.String("output"))
	if err != nil {
		return output{}, err
	}
	o := output{base: named, overwrite: c.Bool("overwrite")}
	if err := o.choose(c); err != nil {
		return o, err
	}
	switch {
	case o.base == "-" && len(o.formats) > 1:
		return o, usageError{"standard output takes one form", "choose one with --format, or name files with -o"}
	case o.base == "" && o.overwrite:
		o.base = base
	case o.base == "":
		o.base = free(base, endingsOf(o.formats))
	case o.base != "-" && !o.overwrite:
		for _, name := range o.names() {
			if taken(name) {
				return o, fileProblem(name, "could not be written", fs.ErrExist)
			}
		}
	}
	return o, nil
}

// choose reads which forms there are to be, each once. Where --format does not say it, the ending of
// the name behind -o does.
func (o *output) choose(c *cli.Context) error {
	chosen, named := c.String("format"), c.String("output")
	ended := slices.IndexFunc(formats, func(f format) bool { return strings.HasSuffix(named, f.ending) })
	if chosen == "" {
		chosen = formats[max(ended, 0)].name
		o.summary = o.base != "-"
	}
	for name := range strings.SplitSeq(chosen, ",") {
		f, err := findFormat(strings.ToLower(strings.TrimSpace(name)))
		if err != nil {
			return err
		}
		if !slices.Contains(endingsOf(o.formats), f.ending) {
			o.formats = append(o.formats, f)
		}
	}
	if ended >= 0 && !slices.Contains(endingsOf(o.formats), formats[ended].ending) {
		return usageError{fmt.Sprintf("-o %s is the name of a file of the form %s, and --format is %s", named, formats[ended].name, chosen),
			"leave one of them out, or let them agree"}
	}
	if !c.Bool("large-print") {
		return nil
	}
	o.print = reports.LargePrint
	if !slices.ContainsFunc(o.formats, func(f format) bool { return f.prints }) {
		return usageError{"--large-print is for the PDF, and --format " + chosen + " makes none", "add pdf to --format, or leave out --large-print"}
	}
	return nil
}

// baseFrom gives what -o says the files are to be named after: an ending that they would get anyway is
// taken off.
func baseFrom(output string) (string, error) {
	base := output
	for _, ending := range allEndings() {
		base = strings.TrimSuffix(base, ending)
	}
	if output != "" && (base == "" || os.IsPathSeparator(base[len(base)-1]) || filepath.Base(base) == "." || filepath.Base(base) == "..") {
		return "", usageError{fmt.Sprintf("-o %s names a folder, not files", output), "write a name behind it, such as -o " + filepath.Join(output, "jo")}
	}
	return base, nil
}

func findFormat(name string) (format, error) {
	for _, f := range formats {
		if f.name == name {
			return f, nil
		}
	}
	return format{}, usageError{fmt.Sprintf("there is no form %q", name), "choose from: " + formatNames()}
}

// names gives the names of the files.
func (o output) names() []string {
	names := endingsOf(o.formats)
	for i := range names {
		names[i] = o.base + names[i]
	}
	return names
}

func endingsOf(formats []format) []string {
	endings := make([]string, len(formats))
	for i, f := range formats {
		endings[i] = f.ending
	}
	return endings
}

// answersEnding is that of a file of answers.
const answersEnding = ".toml"

// allEndings gives those of the files that a sitting can make.
func allEndings() []string { return append(endingsOf(formats), answersEnding) }

// free gives base, or the first of base-2, base-3 … with which no file is there.
func free(base string, endings []string) string {
	name := base
next:
	for n := 2; ; n++ {
		for _, ending := range endings {
			if taken(name + ending) {
				name = fmt.Sprintf("%s-%d", base, n)
				continue next
			}
		}
		return name
	}
}

func taken(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// deliver shows a summary where nobody chose a form, and writes the piece in its forms.
func (p *program) deliver(summary func() reports.Document, whole piece, o output) error {
	if o.summary {
		if err := p.printDocument(summary()); err != nil {
			return err
		}
	}
	written, err := p.write(whole, o)
	p.tellWritten(written)
	return err
}

// write writes a piece in every form, and gives the names of the files it wrote, also with an error.
func (p *program) write(whole piece, o output) (written []string, err error) {
	for _, f := range o.formats {
		var data bytes.Buffer
		if err := f.write(&data, whole, o.print); err != nil {
			return written, problem("", fmt.Sprintf("the %s could not be made: %v", f.name, err), "try another --format")
		}
		if o.base == "-" {
			return nil, p.print(data.Bytes())
		}
		path := o.base + f.ending
		if err := writeWhole(path, data.Bytes(), o.overwrite); err != nil {
			return written, fileProblem(path, "could not be written", err)
		}
		written = append(written, path)
	}
	return written, nil
}

// tellWritten says on standard error what was written.
func (p *program) tellWritten(names []string) {
	if len(names) > 0 {
		fmt.Fprintf(p.stderr, "Written: %s\n", reports.Clean(strings.Join(names, ", ")))
	}
}

// print writes to standard output. A reader that has gone away, as head does, wants no more of it.
func (p *program) print(data []byte) error {
	if _, err := p.stdout.Write(data); err != nil && !errors.Is(err, errBrokenPipe) {
		return problem("standard output", "could not be written: "+err.Error(), "write to a file with -o")
	}
	return nil
}

// printDocument writes a document to standard output as text.
func (p *program) printDocument(d reports.Document) error {
	var text bytes.Buffer
	if err := reports.WriteText(&text, d, p.width()); err != nil {
		return err
	}
	return p.print(text.Bytes())
}
