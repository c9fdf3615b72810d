package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"readiness/assess"
)

// arrange makes the command line one that urfave/cli reads as people mean it: "take" may be left out,
// and flags may stand after arguments, which the library would otherwise take for arguments.
func arrange(app *cli.App, args []string) ([]string, error) {
	if len(args) == 0 {
		return []string{"take"}, nil
	}
	switch first := args[0]; {
	case slices.Contains([]string{"-h", "--help", "-help", "--version", "-version"}, first):
		return args[:1], nil
	case first == "help" && len(args) == 1:
		return []string{"--help"}, nil
	case first == "help":
		args = []string{args[1], "--help"}
	case strings.HasPrefix(first, "-"):
		args = append([]string{"take"}, args...)
	}
	command := app.Command(args[0])
	if command == nil {
		return nil, unknownCommand(app, args[0])
	}
	flags, rest, err := split(command, args[1:])
	if err != nil {
		return nil, err
	}
	return slices.Concat(args[:1], flags, []string{"--"}, rest), nil
}

// split parts the flags, each with its value, from the arguments. Behind "--" all are arguments; "-"
// is one.
func split(command *cli.Command, args []string) (flags, rest []string, err error) {
	for i := 0; i < len(args); i++ {
		arg := args[i]
		if arg == "--" {
			return flags, append(rest, args[i+1:]...), nil
		}
		if !strings.HasPrefix(arg, "-") || arg == "-" {
			rest = append(rest, arg)
			continue
		}
		flags = append(flags, arg)
		name, _, joined := strings.Cut(strings.TrimLeft(arg, "-"), "=")
		if joined || !takesValue(command, name) {
			continue
		}
		if i+1 == len(args) {
			return nil, nil, usageError{fmt.Sprintf("%s needs a value", arg), "see readiness " + command.Name + " --help"}
		}
		i++
		flags = append(flags, args[i])
	}
	return flags, rest, nil
}

func takesValue(command *cli.Command, name string) bool {
	for _, f := range command.Flags {
		if slices.Contains(f.Names(), name) {
			_, isBool := f.(*cli.BoolFlag)
			return !isBool
		}
	}
	return false
}

func unknownCommand(app *cli.App, name string) error {
	var names []string
	for _, c := range app.Commands {
		names = append(names, c.Name)
	}
	fix := "use one of: " + strings.Join(names, ", ")
	switch near := assess.Nearest(name, names); {
	case near != "":
		fix = "did you mean readiness " + near + "?"
	case strings.HasSuffix(name, ".toml"):
		fix = "to judge saved answers: readiness score " + name
	}
	return usageError{fmt.Sprintf("there is no command %q", name), fix}
}

// misused rewords what urfave/cli and package flag say of a wrong flag.
func misused(err error) error {
	what := err.Error()
	for old, now := range map[string]string{
		"flag provided but not defined: ": "there is no option ",
		"flag needs an argument: ":        "a value is missing for ",
	} {
		if rest, ok := strings.CutPrefix(what, old); ok {
			what = now + "-" + rest
		}
	}
	return usageError{what, "see the options with --help"}
}

// wants says that a command has as many arguments as it takes.
func wants(c *cli.Context, least, most int, what string) error {
	switch n := c.NArg(); {
	case n < least:
		return usageError{c.Command.Name + " needs " + what, "write: " + strings.Split(c.Command.UsageText, "\n")[0]}
	case most >= 0 && n > most:
		return usageError{fmt.Sprintf("%q is one word too many: %s takes %s", c.Args().Get(most), c.Command.Name, what), "write: " + strings.Split(c.Command.UsageText, "\n")[0]}
	}
	return nil
}
