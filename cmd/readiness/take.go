package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/signal"
	"strings"
	"sync"
	"syscall"
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
		UsageText: "readiness take [--plain] [--answers FILE.toml] [--format pdf,text,json] [-o BASE]",
		Description: `Your answers are saved after every question, in a new file in the folder you are in, which is named
at the start. You can go back, skip, prefer not to say, get help, stop and go on another day.

  readiness take -o jo                   save to jo.toml, report to jo.pdf
  readiness take --answers jo.toml       go on at the first open question, or change answers`,
		Flags: append(append([]cli.Flag{
			&cli.BoolFlag{Name: "plain", Usage: "line by line, nothing redrawn: for screen readers and simple terminals", DisableDefaultText: true},
			&cli.StringFlag{Name: "answers", Usage: "go on with the answers in `FILE`"},
			&cli.StringFlag{Name: "name", Usage: "the `NAME` that the report shows; without it you are asked at the end"},
			&cli.StringFlag{Name: "reference", Usage: "a `REFERENCE` that the report shows, such as an application number"},
		}, outputFlags()...), roleFlags()...),
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
	rules, err := p.rules(c)
	if err != nil {
		return err
	}
	s := &sitting{program: p, rules: rules}
	if err := s.begin(c); err != nil {
		return err
	}
	if s.front, err = p.front(c.Bool("plain")); err != nil {
		return err
	}
	return s.hold()
}

// front chooses how the questions are put.
func (p *program) front(plain bool) (interview.Front, error) {
	if in, out, _ := p.terminals(); !plain && p.fullScreen() {
		return interview.Full(in, out)
	}
	return interview.Plain(p.stdin, p.stdout, p.width()), nil
}

// A sitting is one run of the questions, from the first file to the last.
type sitting struct {
	program *program
	rules   ruleset
	front   interview.Front
	person  assess.Sitting
	before  []assess.Reply // of an earlier sitting
	notes   []string       // what became of it
	output  output

	saving sync.Mutex // held while the answers are written, and for good once we are to end
	store  store
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
	base, err := s.fresh(c)
	if name := c.String("answers"); name != "" {
		base, err = s.resume(name)
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
	return s.save(a)
}

// fresh names the file of a new sitting. It gives what the files are named after.
func (s *sitting) fresh(c *cli.Context) (base string, err error) {
	if base = c.String("output"); base == "" {
		base = free("readiness-"+s.person.Date, append(endings(formats), answersEnding))
	}
	s.store = store{path: base + answersEnding}
	if c.Bool("overwrite") {
		if err := s.store.adopt(); err != nil {
			return "", fileProblem(s.store.path, "could not be opened", err)
		}
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
	s.person.Name, s.person.Reference, s.before = a.Sitting.Name, a.Sitting.Reference, a.Replies()
	base = baseOf(name)
	s.store = store{path: name, last: f.src}
	if err := sweep(name, time.Minute); err != nil {
		return "", fileProblem(name, "its folder could not be read", err)
	}
	if outdated := a.LeftOut(); len(outdated) > 0 {
		base = free(base, append(endings(formats), answersEnding))
		s.store = store{path: base + answersEnding}
		s.notes = append(s.notes, fmt.Sprintf("The questions have changed since. These replies have no place among the new ones; they stay in %s:", name))
		for _, p := range outdated {
			s.notes = append(s.notes, "- "+p.What)
		}
	}
	return base, nil
}

const answersEnding = ".toml"

// hold runs the dialogue, and ends it when the system says so: all that was answered is saved by then.
func (s *sitting) hold() error {
	defer s.front.Close() // closing again is harmless
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer signal.Stop(signals)
	done := make(chan error, 1)
	go func() { done <- s.dialogue() }()
	select {
	case err := <-done:
		return err
	case <-signals:
		s.saving.Lock() // let a save in progress finish, and begin no other
		if err := s.front.Close(); err != nil {
			return err
		}
		s.explainResuming()
		return interrupted{}
	}
}

// dialogue asks the questions and, when all is settled, gives the result.
func (s *sitting) dialogue() error {
	a, outcome, err := interview.Interview{
		Questionnaire: s.rules.questionnaire, Sitting: s.person, Replies: s.before,
		Save: s.saveOrAsk, Welcome: s.welcome(),
	}.Run(s.front)
	if err == nil && outcome == interview.Finished {
		err = s.finish(a)
	}
	if closing := s.front.Close(); err == nil {
		err = closing
	}
	switch {
	case errors.Is(err, io.EOF), errors.Is(err, interview.ErrInterrupted):
		outcome, err = interview.Interrupted, nil
	case err != nil:
		s.explainResuming()
		return err
	}
	switch outcome {
	case interview.Finished:
		return nil
	case interview.Ended:
		fmt.Fprintln(s.program.stderr, "\nThe input ended before the questions did.")
	}
	s.explainResuming()
	if outcome == interview.Stopped {
		return nil
	}
	return interrupted{}
}

// welcome is the first screen: what this is, where the files go, how to delete them.
func (s *sitting) welcome() []string {
	paragraphs := strings.Split(strings.TrimSpace(s.rules.questionnaire.Intro), "\n\n")
	if len(s.before)+len(s.notes) > 0 {
		paragraphs = append([]string{"You go on where you stopped."}, s.notes...)
	}
	return append(paragraphs, fmt.Sprintf("Your answers are saved in %s, the report in %s. To delete them, delete these files; the end offers to.",
		s.store.path, strings.Join(s.output.names(), ", ")))
}

// finish asks for a name, shows the result, writes the report and offers to delete the answers.
func (s *sitting) finish(a *assess.Answers) error {
	if a.Sitting.Name == "" {
		name, err := s.front.Line("Name to show on the report, or just Enter for none:", assess.MaxName)
		if err != nil {
			return err
		}
		if name != "" {
			person := a.Sitting
			person.Name = name
			if a, err = assess.NewAnswers(a.Questionnaire, person, a.Replies()); err != nil {
				return err
			}
			if err := s.saveOrAsk(a); err != nil {
				return err
			}
		}
	}
	role, err := s.rules.role()
	if err != nil {
		return err
	}
	result := assess.Judge(role, a)
	var text bytes.Buffer
	if err := reports.WriteText(&text, reports.Summary(result), s.program.width()); err != nil {
		return err
	}
	if err := s.front.Show(text.String()); err != nil {
		return err
	}
	if err := s.program.write(result, s.output); err != nil {
		return err
	}
	return s.offerDeletion()
}

// offerDeletion says what was written and deletes what is not to be kept.
func (s *sitting) offerDeletion() error {
	choice, err := s.front.Choose("The report is written: "+strings.Join(s.output.names(), ", ")+". Your answers: "+s.store.path+". What should be kept?",
		"Keep the report and my answers", "Keep the report; delete my answers now", "Delete both now")
	if err != nil || choice == 0 {
		return err
	}
	if err := s.store.remove(); err != nil {
		return fileProblem(s.store.path, "could not be deleted", err)
	}
	if choice == 2 {
		for _, name := range s.output.names() {
			if err := os.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return fileProblem(name, "could not be deleted", err)
			}
		}
	}
	return s.front.Say("Deleted.")
}

// save writes the answers. What it has written is on the disk when it returns.
func (s *sitting) save(a *assess.Answers) error {
	var data bytes.Buffer
	if err := questionnaires.WriteAnswers(&data, a); err != nil {
		return err
	}
	s.saving.Lock()
	defer s.saving.Unlock()
	if err := s.store.save(data.Bytes()); err != nil {
		return fileProblem(s.store.path, "the answers could not be saved", err)
	}
	return nil
}

// saveOrAsk saves; where it cannot, the person may mend what is in the way, or save elsewhere.
func (s *sitting) saveOrAsk(a *assess.Answers) error {
	for {
		err := s.save(a)
		if err == nil {
			return nil
		}
		var why bytes.Buffer
		printError(&why, err)
		if showing := s.front.Show(why.String()); showing != nil {
			return err
		}
		choice, asking := s.front.Choose("Your last answer is not saved yet. What next?", "Try again", "Save all answers in another file", "Stop here")
		if asking != nil || choice == 2 {
			return err
		}
		if choice == 1 {
			name, asking := s.front.Line("Name of a new file, such as a name on a memory stick, ending in "+answersEnding+":", assess.MaxName)
			if asking != nil {
				return err
			}
			s.moveTo(name)
		}
	}
}

// moveTo has the answers saved in another file from now on, and the report beside it.
func (s *sitting) moveTo(name string) {
	if name == "" {
		return
	}
	s.saving.Lock()
	defer s.saving.Unlock()
	base := strings.TrimSuffix(name, answersEnding)
	s.store = store{path: base + answersEnding}
	s.output.base = free(base, endings(s.output.formats))
}

// explainResuming says how to go on. What is in the file is what was saved last.
func (s *sitting) explainResuming() {
	fmt.Fprintf(s.program.stderr, "\nWhat is saved is in %s. To go on:\n  readiness take --answers %s\n", reports.Clean(s.store.path), quote(s.store.path))
}

// quote gives a file name as one types it into a shell.
func quote(name string) string {
	if strings.ContainsFunc(name, func(r rune) bool {
		return !strings.ContainsRune("-_./\\:", r) && (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z')
	}) {
		return "'" + strings.ReplaceAll(reports.Clean(name), "'", `'\''`) + "'"
	}
	return name
}
