// Command readiness asks a person about their skills, judges the answers against the requirements of
// a role, and writes a report.
//
// This package is the only one that opens files, reads the clock, looks at the terminal and exits.
// There is a file for each command; each says what is wrong as an error, and run alone prints it and
// turns it into an exit code. Of urfave/cli it uses the parsing of flags and the help; what it does
// otherwise than people expect (flags after arguments, usage errors on standard output, completion
// that runs the command) is met in args.go and completion.go.
package main

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"

	"github.com/urfave/cli/v2"
)

// Exit codes. A code that is not listed is to be read as failure.
const (
	exitDone        = 0
	exitFailed      = 1   // could not be done
	exitUsage       = 2   // was asked for wrongly
	exitSetAside    = 3   // done, but for some rows that could not be judged
	exitInterrupted = 130 // interrupted; the answers are saved
)

// gcPercent says how much memory may grow before it is collected. What is in use is small, so more than
// usual costs little and saves time; still more would make the peak of a long run greater than that of a short one.
const gcPercent = 300

func main() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(gcPercent)
	}
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// run does what the arguments say and gives the exit code.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	defer waitIfDoubleClicked(stdin, stderr)
	p := &program{name: invoked(os.Args[0]), stdin: stdin, stdout: stdout, stderr: stderr}
	app := p.app()
	args, err := arrange(app, args)
	if err == nil {
		err = app.Run(append([]string{app.Name}, args...))
	}
	var stop interrupted
	var aside setAside
	switch {
	case err == nil:
		return exitDone
	case errors.As(err, &stop):
		return exitInterrupted
	case errors.As(err, &aside):
		return exitSetAside
	}
	printError(stderr, err)
	var usage usageError
	if errors.As(err, &usage) {
		return exitUsage
	}
	return exitFailed
}

// A program is what the commands may touch.
type program struct {
	name           string // how the person starts it
	stdin          io.Reader
	stdout, stderr io.Writer
}

// invoked gives the words that started this program, for advice on how to start it again.
func invoked(arg0 string) string {
	if strings.Contains(filepath.ToSlash(arg0), "/go-build") {
		return "go run ./cmd/readiness"
	}
	return quote(arg0)
}

// A usageError says that the command line is wrong, and what would be right.
type usageError struct{ what, fix string }

func (u usageError) Error() string { return u.what }

// interrupted says that a person or the end of input stopped the questions; all is said and saved.
type interrupted struct{}

func (interrupted) Error() string { return "interrupted" }

func (p *program) app() *cli.App {
	cli.VersionFlag = &cli.BoolFlag{Name: "version", Usage: "print the version", DisableDefaultText: true}
	cli.HelpFlag = &cli.BoolFlag{Name: "help", Aliases: []string{"h"}, Usage: "show this help", DisableDefaultText: true}
	usage := func(_ *cli.Context, err error, _ bool) error { return misused(err) }
	app := &cli.App{
		Name:                  "readiness",
		Usage:                 "how ready am I for this role, and what would help?",
		UsageText:             "readiness [take] [--plain] [--answers FILE]\nreadiness COMMAND --help",
		Description:           about,
		Version:               version(),
		Reader:                p.stdin,
		Writer:                p.stdout,
		ErrWriter:             p.stderr,
		HideHelpCommand:       true,
		OnUsageError:          usage,
		ExitErrHandler:        func(*cli.Context, error) {},
		CustomAppHelpTemplate: appHelp,
		Commands:              p.commands(),
	}
	for _, c := range app.Commands {
		c.OnUsageError = usage
		c.HideHelpCommand = true
		c.CustomHelpTemplate = commandHelp
	}
	return app
}

// commands is the table that dispatch, help and completion derive from.
func (p *program) commands() []*cli.Command {
	return []*cli.Command{
		p.takeCommand(), p.typeCommand(), p.scoreCommand(), p.compareCommand(), p.reportCommand(),
		p.formCommand(), p.classCommand(), p.screenCommand(), p.fairnessCommand(),
		p.listCommand(), p.showCommand(), p.checkCommand(), p.newCommand(), p.completionCommand(),
	}
}

const about = `Without a command, readiness asks the questions of its first role, judges the answers and writes a
PDF report. It works offline; your answers stay in a file in the folder you are in.

Try:
  readiness                            answer the questions now
  readiness --plain                    the same line by line, for screen readers and simple terminals
  readiness take --answers FILE.toml   go on where you stopped
  readiness type                       copy a text for three minutes: how fast do you type?
  readiness score FILE.toml            make the report again from saved answers
  readiness list                       other roles, such as receptionist or ward clerk`

const appHelp = `{{.Name}}: {{.Usage}}

Usage:
  {{.UsageText | indent 2 | trim}}

{{.Description}}

Commands:{{range .VisibleCommands}}
  {{.Name | printf "%-12s"}}{{.Usage}}{{end}}

Exit codes: 0 done, 1 could not be done, 2 wrong usage, 3 done but for some rows, 130 interrupted (the answers are saved).
`

const commandHelp = `readiness {{.Name}}: {{.Usage}}

Usage:
  {{.UsageText | indent 2 | trim}}

{{.Description}}
{{if .VisibleFlags}}
Options:{{range .VisibleFlags}}
  {{.}}{{end}}
{{end}}`

// release is set by the release script.
var release string

// version is that of the release or the module, or the revision it was built from.
func version() string {
	if release != "" {
		return release
	}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" {
			return "built from " + s.Value
		}
	}
	return "development"
}
