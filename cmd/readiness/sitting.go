package main

import (
	"bytes"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"readiness/assess"
	"readiness/cmd/readiness/interview"
	"readiness/questionnaires"
	"readiness/reports"
)

// A sitting is one run of the questions, from the first file to the last.
type sitting struct {
	program *program
	rules   ruleset
	front   interview.Front
	again   string // the options that going on needs as well, besides --only
	only    interview.Only
	round   round  // of typing
	note    string // on typing here; "" for none
	person  assess.Sitting
	before  []assess.Reply // of an earlier sitting
	notes   []string       // what became of it
	output  output

	writing sync.Mutex // held while a file is written, and for good once we are to end
	store   store
	saved   string   // the file that holds the answers now; "" if none does yet
	files   []string // all that hold answers of this person, of this sitting and the one before
	reports []string // the files of the report that are written
	ended   sync.Once
	unkept  atomic.Pointer[[]string] // what would be lost if it ended now, a sentence each; nil for nothing
}

// seed draws a seed for tasks, as likely as any other.
func seed() int {
	var b [8]byte
	rand.Read(b[:]) // never an error: it ends the program if there is no chance to be had
	return 1 + int(binary.LittleEndian.Uint64(b[:])%assess.MaxSeed)
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
	result, err := s.rules.advise(a)
	if err != nil {
		return err
	}
	var text bytes.Buffer
	if err := reports.WriteText(&text, reports.Summary(result), s.program.width()); err != nil {
		return err
	}
	if err := s.front.Show(text.String()); err != nil {
		return err
	}
	if err := s.reportOrAsk(result); err != nil {
		return err
	}
	// From here on everything is done: no answer means that the files are kept.
	if err := s.offerDeletion(result); !errors.Is(err, io.EOF) && !errors.Is(err, interview.ErrInterrupted) {
		return err
	}
	s.program.tellWritten(s.reports)
	return nil
}

// offerDeletion says what was written and deletes what is not to be kept.
func (s *sitting) offerDeletion(result assess.Result) error {
	choice, err := s.front.Choose(fmt.Sprintf("%s The report is written: %s. Your answers: %s. What should be kept?",
		reports.Headline(result), strings.Join(s.reports, ", "), s.saved),
		"Keep the report and my answers", "Delete the file of answers now (the report shows them too)", "Delete both now")
	if err != nil || choice == 0 {
		return err
	}
	gone := slices.Clone(s.files)
	if choice == 2 {
		gone = append(gone, s.reports...)
	}
	for _, path := range gone {
		if err := remove(path); err != nil {
			return fileProblem(path, "could not be deleted", err)
		}
	}
	said := []string{"Deleted: " + strings.Join(gone, ", ") + "."}
	if rest := s.besides(); len(rest) > 0 && choice == 2 {
		said = append(said, "Still here, from an earlier time: "+strings.Join(rest, ", ")+".")
	}
	return s.front.Say(said...)
}

// besides gives the reports that are there under the names of the files of answers.
func (s *sitting) besides() []string {
	var rest []string
	for _, path := range s.files {
		for _, ending := range allEndings() {
			if name := baseOf(path) + ending; taken(name) && !slices.Contains(rest, name) {
				rest = append(rest, name)
			}
		}
	}
	return rest
}

// save writes the answers. What it has written is on the disk when it returns.
func (s *sitting) save(a *assess.Answers) error {
	var data bytes.Buffer
	if err := questionnaires.WriteAnswers(&data, a); err != nil {
		return err
	}
	s.writing.Lock()
	defer s.writing.Unlock()
	if err := s.store.save(data.Bytes()); err != nil {
		return fileProblem(s.store.path, "the answers could not be saved", err)
	}
	if s.saved = s.store.path; !slices.Contains(s.files, s.saved) {
		s.files = append(s.files, s.saved)
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
		name, asking := s.elsewhere(err, "Your last answer is not saved yet. What next?", "Save all answers in another file", "ending in "+answersEnding)
		if asking != nil {
			return asking
		}
		if name != "" {
			s.store = store{path: strings.TrimSuffix(name, answersEnding) + answersEnding}
		}
	}
}

// reportOrAsk writes the report in its forms, with the same help.
func (s *sitting) reportOrAsk(r assess.Result) error {
	for {
		s.writing.Lock()
		written, err := s.program.write(personal(r), s.output)
		s.writing.Unlock()
		s.reports = append(s.reports, written...)
		s.output.formats = s.output.formats[len(written):] // only the others are still to be written
		if err == nil {
			return nil
		}
		name, asking := s.elsewhere(err, "The report is not written yet; your answers are saved. What next?", "Write the report under another name", "without an ending")
		if asking != nil {
			return asking
		}
		if base, err := baseFrom(name); err == nil && base != "" && base != "-" {
			s.output.base = free(base, endingsOf(s.output.formats))
		}
	}
}

// elsewhere says why a file could not be written and asks for the name of another; "" is to try the
// same again. Where the person would rather stop, its error is the one it was given.
func (s *sitting) elsewhere(err error, ask, other, form string) (string, error) {
	var problems assess.Problems
	if !errors.As(err, &problems) {
		return "", err
	}
	var why []string
	for _, p := range problems {
		why = append(why, p.Pos.String()+": "+p.What)
	}
	if showing := s.front.Say(why...); showing != nil {
		return "", err
	}
	options := []string{"Stop here", other, "Try again"}
	if errors.Is(err, errChanged) || errors.Is(err, fs.ErrExist) {
		options = options[:2] // to try again would change nothing
	}
	switch choice, asking := s.front.Choose(ask, options...); {
	case asking != nil || choice == 0:
		return "", err
	case choice == 2:
		return "", nil
	}
	for {
		name, asking := s.front.Line("Name of the new file, "+form+", such as one on a memory stick:", assess.MaxName)
		if asking != nil {
			return "", err
		}
		if name != "" {
			return name, nil
		}
	}
}

// interrupted says how to go on, and that the exit code is that of an interruption.
func (s *sitting) interrupted() error {
	s.explainResuming()
	return interrupted{}
}

// explainResuming says, once, how to go on. What is in the file is what was saved last.
func (s *sitting) explainResuming() {
	s.ended.Do(func() {
		if lost := s.unkept.Load(); lost != nil {
			for _, words := range *lost {
				fmt.Fprintln(s.program.stderr, "\n"+reports.Clean(words))
			}
		}
		if s.saved != "" {
			fmt.Fprintf(s.program.stderr, "\nWhat is saved is in %s. To go on:\n  %s\n", reports.Clean(s.saved), s.goingOn(s.only))
		}
	})
}

// goingOn gives the command that goes on with the answers.
func (s *sitting) goingOn(only interview.Only) string {
	command := reports.Clean(s.program.name) + " take --answers " + quote(s.saved) + reports.Clean(s.again)
	if only != interview.All {
		command += " --only " + parts()[only-interview.Questions]
	}
	return command
}

// quote gives a file name as one types it into a shell.
func quote(name string) string {
	if strings.ContainsFunc(name, func(r rune) bool {
		return !strings.ContainsRune("-_./\\:,", r) && (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z')
	}) {
		return "'" + strings.ReplaceAll(reports.Clean(name), "'", `'\''`) + "'"
	}
	return name
}

// remove deletes a file, and what interrupted runs may have left beside it.
func remove(path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return sweep(path, 0)
}
