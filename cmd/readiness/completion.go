package main

import (
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"

	"readiness/questionnaires"
)

// Completion is a script made from the table of commands. It never runs this program: urfave/cli's
// own way does, and where a command has no arguments it then starts the command itself.

func (p *program) completionCommand() *cli.Command {
	return &cli.Command{
		Name:      "completion",
		Usage:     "print a script that completes commands and options in your shell",
		UsageText: "readiness completion bash|zsh|fish",
		Description: `  bash   source <(readiness completion bash)           in ~/.bashrc
  zsh    source <(readiness completion zsh)            in ~/.zshrc, after compinit
  fish   readiness completion fish | source            in ~/.config/fish/config.fish`,
		Action: p.completion,
	}
}

func (p *program) completion(c *cli.Context) error {
	if err := wants(c, 1, 1, "one of bash, zsh, fish"); err != nil {
		return err
	}
	switch shell := c.Args().First(); shell {
	case "bash":
		return p.print([]byte(bashCompletion(c.App.Commands)))
	case "zsh":
		return p.print([]byte("autoload -U +X bashcompinit && bashcompinit\n" + bashCompletion(c.App.Commands)))
	case "fish":
		return p.print([]byte(fishCompletion(c.App.Commands)))
	default:
		return usageError{fmt.Sprintf("there is no script for %q", shell), "use one of: bash, zsh, fish"}
	}
}

// values gives the words that an option takes; nil: a file or anything else.
func values(flag string) []string {
	switch flag {
	case "format":
		return strings.Split(formatNames(), ", ")
	case "role":
		return questionnaires.Roles()
	case "passage":
		return passageIDs()
	case "only":
		return parts()
	}
	return nil
}

// words gives the words that may stand as the arguments of a command, besides files.
func words(command string) []string {
	switch command {
	case "completion":
		return []string{"bash", "zsh", "fish"}
	case "show":
		return append(questionnaires.Questionnaires(), questionnaires.Roles()...)
	}
	return nil
}

// bashCompletion needs nothing but bash 3.2; it completes files where nothing else fits.
func bashCompletion(commands []*cli.Command) string {
	var names []string
	var cases strings.Builder
	for _, c := range commands {
		names = append(names, c.Name)
		var options []string
		for _, f := range c.VisibleFlags() {
			options = append(options, dashed(f)...)
		}
		fmt.Fprintf(&cases, "    %s) words=%q; args=%q ;;\n", c.Name, strings.Join(append(options, "--help"), " "), strings.Join(words(c.Name), " "))
	}
	return fmt.Sprintf(`_readiness_words() {
  local IFS=' '
  compgen -W "$1" -- "$2"
}
_readiness() {
  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command=${COMP_WORDS[1]} words= args=
  local IFS=$'\n' # names of files may have spaces
  COMPREPLY=()
  case $before in
    --format) COMPREPLY=($(_readiness_words %q "$word")); return ;;
    --passage) COMPREPLY=($(_readiness_words %q "$word")); return ;;
    --only) COMPREPLY=($(_readiness_words %q "$word")); return ;;
    --role) COMPREPLY=($(_readiness_words %q "$word") $(compgen -f -- "$word")); return ;;
  esac
  case $command in
    -*) command=take ;;
  esac
  case $command in
%s  esac
  if [[ $COMP_CWORD -eq 1 && $word != -* ]]; then
    COMPREPLY=($(_readiness_words %q "$word"))
  elif [[ $word == -* ]]; then
    COMPREPLY=($(_readiness_words "$words" "$word"))
  else
    COMPREPLY=($(_readiness_words "$args" "$word") $(compgen -f -- "$word"))
  fi
}
complete -o filenames -F _readiness readiness
`, strings.Join(values("format"), " "), strings.Join(values("passage"), " "), strings.Join(values("only"), " "), strings.Join(values("role"), " "), cases.String(), strings.Join(names, " "))
}

func fishCompletion(commands []*cli.Command) string {
	var out strings.Builder
	for _, c := range commands {
		fmt.Fprintf(&out, "complete -c readiness -n __fish_use_subcommand -f -a %s -d %s\n", c.Name, fishQuote(c.Usage))
		if w := words(c.Name); w != nil {
			fmt.Fprintf(&out, "complete -c readiness -n '__fish_seen_subcommand_from %s' -a %s\n", c.Name, fishQuote(strings.Join(w, " ")))
		}
		for _, f := range c.VisibleFlags() {
			line := fmt.Sprintf("complete -c readiness -n '__fish_seen_subcommand_from %s'", c.Name)
			for _, name := range dashed(f) {
				if short, ok := strings.CutPrefix(name, "--"); ok {
					line += " -l " + short
				} else {
					line += " -s " + name[1:]
				}
			}
			if _, isBool := f.(*cli.BoolFlag); !isBool {
				line += " -r"
			}
			if v := values(f.Names()[0]); v != nil {
				line += " -a " + fishQuote(strings.Join(v, " "))
			}
			if d, ok := f.(cli.DocGenerationFlag); ok {
				line += " -d " + fishQuote(strings.ReplaceAll(d.GetUsage(), "`", ""))
			}
			fmt.Fprintln(&out, line)
		}
	}
	return out.String()
}

// dashed gives the names of a flag as they are typed.
func dashed(f cli.Flag) []string {
	var names []string
	for _, name := range f.Names() {
		if len(name) == 1 {
			names = append(names, "-"+name)
		} else {
			names = append(names, "--"+name)
		}
	}
	return names
}

func fishQuote(s string) string {
	return "'" + strings.NewReplacer(`\`, `\\`, `'`, `\'`).Replace(s) + "'"
}
