package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"readiness/assess"
	"readiness/cmd/readiness/interview"
	"readiness/questionnaires"
	"readiness/reports"
)

func (p *program) takeCommand() *cli.Command {
	return &cli.Command{
		Name:      "take",
		Usage:     "answer the questions now, and get the report (this is what readiness alone does)",
		UsageText: "readiness take [--plain] [--answers FILE.toml] [--only PART] [--format FORMS] [--large-print] [-o BASE]",
		Description: `Your answers are saved after every question, in a new file in the folder you are in, which is named
at the start. You can go back, skip, prefer not to say, get help, stop and go on another day.

  readiness take -o jo                   save to jo.toml, report to jo.pdf
  readiness take --answers jo.toml       go on at the first open question, or change answers
  readiness take --role ID               for another role: readiness list names them; only what it needs is asked

Short exercises show what you can do. Each is your choice; one that you finish counts instead of your own
estimate. They can follow the questions, or have a sitting of their own:

  readiness take --answers jo.toml --only exercises`,
		Flags: append(append([]cli.Flag{
			&cli.BoolFlag{Name: "plain", Usage: "line by line, nothing redrawn: for screen readers and simple terminals", DisableDefaultText: true},
			&cli.StringFlag{Name: "answers", Usage: "go on with the answers in `FILE`"},
			&cli.StringFlag{Name: "only", Usage: "go through `PART` only: " + strings.Join(parts(), " or ")},
			&cli.StringFlag{Name: "name", Usage: "the `NAME` that the report shows; without it you are asked at the end, and can leave it out"},
			&cli.StringFlag{Name: "reference", Usage: "a `REFERENCE` that the report shows, such as an application number"},
		}, outputFlags("begin the names of all files with `BASE`")...), roleFlags()...),
		Action: p.take,
	}
}

// take settles everything that could fail before the first question.
func (p *program) take(c *cli.Context) error {
	if err := wants(c, 0, 0, "options only"); err != nil {
		return err
	}
	if c.String("output") == "-" {
		return usageError{"take talks with you on standard output, so the report can't go there", "leave out -o, or give it a name"}
	}
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, endings...)
	defer signal.Stop(signals)
	s, err := p.newSitting(c)
	if err != nil {
		return err
	}
	if err := s.begin(c); err != nil {
		return err
	}
	if s.front, err = p.frontOf(c.Bool("plain"), leastWidth, leastHeight); err != nil {
		return err
	}
	s.note = p.noteOnTyping(c.Bool("plain"))
	return s.hold(signals)
}

// newSitting gives a sitting without its files.
func (p *program) newSitting(c *cli.Context) (*sitting, error) {
	only, err := part(c.String("only"))
	if err != nil {
		return nil, err
	}
	rules, err := p.rules(c)
	if err != nil {
		return nil, err
	}
	switch exercises, questions := kinds(rules); {
	case only == interview.Exercises && !exercises:
		return nil, usageError{"this role asks for no exercises", "leave out --only"}
	case only == interview.Questions && !questions:
		return nil, usageError{"this role asks for exercises only", "leave out --only"}
	}
	round, err := newRound(p)
	if err != nil {
		return nil, err
	}
	return &sitting{program: p, rules: rules, again: again(c), only: only, round: round}, nil
}

// parts gives the words that --only takes, for interview.Questions and what follows it.
func parts() []string { return []string{"questions", "exercises"} }

// part says what a sitting goes through.
func part(word string) (interview.Only, error) {
	if word == "" {
		return interview.All, nil
	}
	if i := slices.Index(parts(), word); i >= 0 {
		return interview.Questions + interview.Only(i), nil
	}
	fix := "write --only " + strings.Join(parts(), " or --only ")
	if near := assess.Nearest(word, parts()); near != "" {
		fix = "did you mean --only " + near + "?"
	}
	return 0, usageError{fmt.Sprintf("--only takes a part of the questionnaire, and %q is none", word), fix}
}

// kinds says whether there is anything that a role needs which is answered by doing, and by saying.
func kinds(r ruleset) (exercises, questions bool) {
	needs, at := r.role.Needs(r.questionnaire), 0
	for _, question := range r.questionnaire.Questions() {
		exercises = exercises || needs[at] && question.Exercise()
		questions = questions || needs[at] && !question.Exercise()
		at++
	}
	return exercises, questions
}

// noteOnTyping says why typing is line by line where it need not be; "" elsewhere.
func (p *program) noteOnTyping(plain bool) string {
	if plain || !p.fullScreen(0, 0) || p.fullScreen(leastWidth, leastHeight) {
		return ""
	}
	return fmt.Sprintf("In this small window you type line by line. To see your mistakes as you type, use a window of at least %d columns and %d lines: "+
		"stop here with q, make the window larger, and go on with your answers.", leastWidth, leastHeight)
}

// again gives the options that going on needs as well, besides --only.
func again(c *cli.Context) string {
	words := ""
	for _, name := range []string{"role", "questionnaire", "format"} {
		if value := c.String(name); value != "" {
			words += " --" + name + " " + quote(value)
		}
	}
	for _, name := range []string{"large-print", "plain"} {
		if c.Bool(name) {
			words += " --" + name
		}
	}
	return words
}

// begin finds the files, reads an earlier sitting, and makes the file of answers, so that a clash of
// names or a folder that cannot be written shows before the first question. Where two begin at once in
// one folder and nobody gave a name, the slower takes the next free one.
func (s *sitting) begin(c *cli.Context) error {
	named := c.String("output") != "" || c.String("answers") != ""
	for {
		err := s.prepare(c)
		if err == nil || named || !errors.Is(err, fs.ErrExist) {
			return err
		}
	}
}

func (s *sitting) prepare(c *cli.Context) error {
	s.person = assess.Sitting{Date: today()}
	var base string
	var err error
	if name := c.String("answers"); name != "" {
		base, err = s.resume(name)
	} else {
		base, err = s.fresh(c.String("output"))
	}
	if err != nil {
		return err
	}
	if name := c.String("name"); name != "" {
		s.person.Name = name
	}
	if reference := c.String("reference"); reference != "" {
		s.person.Reference = reference
	}
	if s.output, err = newOutput(c, base); err != nil {
		return err
	}
	a, err := assess.NewAnswers(s.rules.questionnaire, s.person, s.before)
	if err != nil {
		return err
	}
	if s.store.last == nil {
		return s.save(a)
	}
	// The file is left as it is, with the comments of whoever wrote it, until there is something to save.
	s.saved = s.store.path
	if err := probe(s.store.path); err != nil {
		return fileProblem(s.store.path, "the answers could not be saved here", err)
	}
	return nil
}

// fresh names the file of a new sitting. It gives what the files are named after.
func (s *sitting) fresh(output string) (base string, err error) {
	if base, err = baseFrom(output); err != nil {
		return "", err
	}
	if base == "" {
		base = free("readiness-"+s.person.Date, allEndings())
	}
	s.store = store{path: base + answersEnding}
	if taken(s.store.path) {
		return "", fileError{assess.Problems{{Pos: assess.Pos{File: s.store.path}, What: "there are answers in a file of that name",
			Fix: "to go on with them: " + s.program.name + " take --answers " + quote(s.store.path) + s.again + "; or choose another name with -o"}}, fs.ErrExist}
	}
	return base, nil
}

// resume reads an earlier sitting. It goes on in the same file, unless that has replies to another
// version of the questionnaire which would be lost: then in a new one.
func (s *sitting) resume(name string) (base string, err error) {
	if name == "-" {
		return "", usageError{"answers from standard input cannot be gone on with", "name a file with --answers"}
	}
	f, err := s.program.open(name)
	if err != nil {
		return "", err
	}
	a, err := questionnaires.ParseAnswers(f.name, f.src, s.rules.questionnaire)
	if err != nil {
		return "", err
	}
	path, err := filepath.EvalSymlinks(name)
	if err != nil {
		return "", fileProblem(name, "could not be found", err)
	}
	if err := sweep(path, leftBehind); err != nil {
		return "", fileProblem(name, "its folder could not be read", err)
	}
	s.person.Name, s.person.Reference, s.before = a.Sitting.Name, a.Sitting.Reference, a.Replies()
	s.files = []string{path}
	base = baseOf(name)
	s.store = store{path: path, last: f.src}
	if outdated := a.LeftOut(); len(outdated) > 0 {
		base = free(base, allEndings())
		s.store = store{path: base + answersEnding}
		s.notes = append(s.notes, fmt.Sprintf("The questions have changed since. These replies, or some of their ticks, have no place among the new ones; they stay in %s:", name))
		for _, p := range outdated {
			s.notes = append(s.notes, "- "+p.What)
		}
	}
	return base, nil
}

// hold runs the dialogue, and ends it when the system says so: all that was answered is saved by then.
func (s *sitting) hold(signals <-chan os.Signal) error {
	defer s.front.Close() // closing again is harmless
	done := make(chan error, 1)
	go func() { done <- s.dialogue() }()
	select {
	case err := <-done:
		return err
	case <-signals:
		s.writing.Lock() // let what is being written be finished, and begin nothing else
		if err := s.front.Close(); err != nil {
			return err
		}
		return s.interrupted()
	}
}

// dialogue asks the questions and, when all is settled, gives the result.
func (s *sitting) dialogue() error {
	a, outcome, err := interview.Interview{
		Questionnaire: s.rules.questionnaire, Sitting: s.person, Replies: s.before,
		Save: s.saveOrAsk, Welcome: s.welcome(), Needs: s.rules.role.Needs(s.rules.questionnaire), Only: s.only, Typing: s.round.typing, TypingNote: s.note, Seed: seed,
		Unkept:      func(words []string) { s.unkept.Store(&words) },
		ToQuestions: func() string { return s.goingOn(interview.Questions) },
	}.Run(s.front)
	if err == nil && outcome == interview.Finished {
		err = s.finish(a)
	}
	if closing := s.front.Close(); err == nil {
		err = closing
	}
	switch {
	case errors.Is(err, io.EOF), errors.Is(err, interview.ErrInterrupted):
		return s.interrupted()
	case err != nil:
		s.explainResuming()
		return err
	case outcome == interview.Finished:
		return nil
	case outcome == interview.Stopped:
		s.explainResuming()
		return nil
	case outcome == interview.Ended:
		fmt.Fprintln(s.program.stderr, "\nThe input ended before the questions did.")
	}
	return s.interrupted()
}

// welcome is the first screen: what this is, how long it takes, where the files go, how to delete them.
func (s *sitting) welcome() []string {
	q := s.rules.questionnaire
	var paragraphs []string
	switch exercises, _ := kinds(s.rules); {
	case len(s.before)+len(s.notes) > 0:
		paragraphs = append([]string{"You go on where you stopped."}, s.notes...)
	case s.only == interview.Exercises: // the introduction is about the questions
	default:
		paragraphs = strings.Split(strings.TrimSpace(q.Intro), "\n\n")
		if s.only == interview.Questions || !exercises { // else what comes next says how long it takes
			paragraphs = append(paragraphs, "It takes about "+reports.Minutes(time.Duration(q.MinutesFor(s.rules.role.Needs(q)))*time.Minute)+".")
		}
	}
	if role := s.rules.role; role.ID != questionnaires.DefaultRole() {
		paragraphs = append(paragraphs, fmt.Sprintf("This is for the role “%s”.", role.Title))
	}
	return append(paragraphs, fmt.Sprintf("Your answers are saved in %s, the report in %s. At the end you are asked whether to delete them; later, delete these files.",
		whole(s.store.path), strings.Join(s.output.names(), ", ")))
}

// whole gives the name of a file with its folder.
func whole(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		return abs
	}
	return path
}
