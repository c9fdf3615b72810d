package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"readiness/assess"
	"readiness/questionnaires"
)

// roleFlags choose what is asked and what is enough.
func roleFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "role", Usage: "judge against `ROLE`, built in (see readiness list) or a file", DefaultText: questionnaires.DefaultRole()},
		&cli.StringFlag{Name: "questionnaire", Usage: "use `FILE` where the role's questionnaire is not built in"},
	}
}

// A file is a TOML file and its name.
type file struct {
	name string
	src  []byte
}

// source gives a file by name, the standard input for "-", or something built in by its id.
func (p *program) source(arg string) (file, error) {
	if arg != "-" && !isPath(arg) {
		name, src, err := questionnaires.Builtin(arg)
		return file{name, src}, err
	}
	return p.open(arg)
}

// isPath tells a file name from an id.
func isPath(arg string) bool {
	return strings.ContainsAny(arg, `/\`) || filepath.Ext(arg) != "" || arg == "-"
}

// open reads a TOML file, or the standard input for "-".
func (p *program) open(name string) (file, error) {
	in, shown, err := p.reader(name)
	if err != nil {
		return file{}, err
	}
	defer in.Close() // it was only read
	src, err := questionnaires.Read(shown, in)
	return file{shown, src}, err
}

// reader opens a file, or the standard input for "-", and gives its name for messages.
func (p *program) reader(name string) (io.ReadCloser, string, error) {
	if name == "-" {
		return io.NopCloser(p.stdin), "standard input", nil
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, "", fileProblem(name, "could not be opened", err)
	}
	if info, err := f.Stat(); err == nil && info.IsDir() {
		_ = f.Close() // nothing was read
		return nil, "", problem(name, "this is a folder", "name a file in it")
	}
	return f, name, nil
}

// ruleset is what is asked and what is enough.
type ruleset struct {
	questionnaire *assess.Questionnaire
	role          *assess.Role
	builtin       bool // the questionnaire is
}

// others gives the built-in roles for the same questionnaire. To one that is given as a file none belong: it may
// not ask what they need.
func (r ruleset) others() ([]*assess.Role, error) {
	if !r.builtin {
		return nil, nil
	}
	return questionnaires.RolesFor(r.questionnaire)
}

// advise judges answers, with all that one person can make of the result.
func (r ruleset) advise(a *assess.Answers) (assess.Result, error) {
	others, err := r.others()
	return assess.Advise(r.role, a, others), err
}

// rules loads the role that the flags name, and its questionnaire.
func (p *program) rules(c *cli.Context) (ruleset, error) {
	role := c.String("role")
	if role == "" {
		role = questionnaires.DefaultRole()
	}
	return p.load(role, c.String("questionnaire"))
}

// load loads a role and its questionnaire, by id or file name; without a questionnaire the one that the
// role names, which is then a built-in one: what a file says is never taken for the name of another.
func (p *program) load(role, questionnaire string) (ruleset, error) {
	f, err := p.source(role)
	if err != nil {
		return ruleset{}, err
	}
	head, err := questionnaires.Identify(f.name, f.src)
	if err != nil {
		return ruleset{}, err
	}
	if head.Kind != questionnaires.Role {
		return ruleset{}, problem(f.name, fmt.Sprintf("this is no role: its kind is %q", head.Kind), "name a role, such as "+questionnaires.DefaultRole())
	}
	var q *assess.Questionnaire
	if questionnaire != "" {
		q, err = p.questionnaire(questionnaire)
	} else {
		q, err = ownQuestionnaire(f, head, "name its file with --questionnaire")
	}
	if err != nil {
		return ruleset{}, err
	}
	r, err := questionnaires.ParseRole(f.name, f.src, q)
	return ruleset{q, r, questionnaire == ""}, err
}

// ownQuestionnaire gives the built-in questionnaire that a role or an answers file names.
func ownQuestionnaire(f file, head questionnaires.Header, fix string) (*assess.Questionnaire, error) {
	name, src, err := questionnaires.Builtin(head.Questionnaire)
	switch {
	case head.Questionnaire == "":
		return nil, problem(f.name, "it does not say for which questionnaire it is", `write questionnaire = "ID" at its top`)
	case err != nil || !slices.Contains(questionnaires.Questionnaires(), head.Questionnaire):
		return nil, problem(f.name, fmt.Sprintf("its questionnaire %q is not built in", head.Questionnaire), fix)
	}
	return questionnaires.ParseQuestionnaire(name, src)
}

func (p *program) questionnaire(arg string) (*assess.Questionnaire, error) {
	f, err := p.source(arg)
	if err != nil {
		return nil, err
	}
	return questionnaires.ParseQuestionnaire(f.name, f.src)
}

// answers loads saved answers.
func (p *program) answers(name string, q *assess.Questionnaire) (*assess.Answers, error) {
	f, err := p.open(name)
	if err != nil {
		return nil, err
	}
	return questionnaires.ParseAnswers(f.name, f.src, q)
}

// readResult loads a result that was written as JSON.
func (p *program) readResult(name string) (assess.Result, error) {
	in, shown, err := p.reader(name)
	if err != nil {
		return assess.Result{}, err
	}
	defer in.Close() // it was only read
	return readResult(shown, in)
}

func readResult(name string, in io.Reader) (assess.Result, error) {
	r, err := assess.ReadResult(in)
	if err != nil {
		return r, problem(name, err.Error(), "name a file that readiness score --format json has written")
	}
	return r, nil
}
