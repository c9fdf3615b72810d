package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/urfave/cli/v2"

	"readiness/cmd/readiness/typing"
	"readiness/questionnaires"
	"readiness/reports"
)

// How many minutes an exercise may have.
const (
	leastMinutes = 1
	usualMinutes = 3
	mostMinutes  = 5
)

func (p *program) typeCommand() *cli.Command {
	return &cli.Command{
		Name:      "type",
		Usage:     "copy a text for three minutes, and see how fast and how exactly you type",
		UsageText: "readiness type [--plain] [--minutes N] [--passage ID] [--keep FILE.toml]",
		Description: `You see net words a minute, accuracy, and how they are worked out. Nothing is kept unless you ask.

  readiness type                         a text of the day; the next try has another
  readiness type --keep typing.toml      add the result to a file of yours, and see the earlier ones

On a full terminal you see your mistakes as you type. Line by line (--plain) only what you leave is measured.`,
		Flags: []cli.Flag{
			&cli.BoolFlag{Name: "plain", Usage: "line by line, nothing redrawn: for screen readers and simple terminals", DisableDefaultText: true},
			&cli.IntFlag{Name: "minutes", Usage: fmt.Sprintf("type for `N` minutes, %d to %d", leastMinutes, mostMinutes), Value: usualMinutes},
			&cli.StringFlag{Name: "passage", Usage: "copy the passage `ID`; a wrong one tells which there are"},
			&cli.StringFlag{Name: "keep", Usage: "add the result to `FILE`"},
		},
		Action: p.typing,
	}
}

// A typist is one run of readiness type.
type typist struct {
	program  *program
	front    typing.Front
	length   time.Duration
	passages []questionnaires.Passage // to choose from; the practice is not among them
	practice questionnaires.Passage
	next     int    // which passage comes next
	keep     string // the file of tries, "" for none
	writing  sync.Mutex
}

// typing settles everything that could fail before the exercise.
func (p *program) typing(c *cli.Context) error {
	if err := wants(c, 0, 0, "options only"); err != nil {
		return err
	}
	minutes := c.Int("minutes")
	if minutes < leastMinutes || minutes > mostMinutes {
		return usageError{fmt.Sprintf("--minutes %d is not possible", minutes), fmt.Sprintf("write a number from %d to %d", leastMinutes, mostMinutes)}
	}
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, endings...)
	defer signal.Stop(signals)
	t := &typist{program: p, length: time.Duration(minutes) * time.Minute}
	if err := t.findPassages(); err != nil {
		return err
	}
	tries, err := t.findKept(c.String("keep"))
	if err != nil {
		return err
	}
	if err := t.choosePassage(c.String("passage"), tries); err != nil {
		return err
	}
	if t.front, err = p.typingFront(c.Bool("plain")); err != nil {
		return err
	}
	return t.hold(signals)
}

// typingFront chooses how the passage is shown.
func (p *program) typingFront(plain bool) (typing.Front, error) {
	if in, out, _ := p.terminals(); !plain && p.fullScreen(typing.LeastWidth, typing.LeastHeight) {
		return typing.Live(in, out, clock)
	}
	return typing.Plain(p.stdin, p.stdout, p.width(), clock), nil
}

// passageIDs gives the ids of the passages for an exercise. A fault of the built-in file shows when
// one is wanted.
func passageIDs() []string {
	var t typist
	_ = t.findPassages()
	ids := make([]string, len(t.passages))
	for i, p := range t.passages {
		ids[i] = p.ID
	}
	return ids
}

func (t *typist) findPassages() error {
	all, err := questionnaires.Passages()
	if err != nil {
		return err
	}
	for _, p := range all {
		if p.Practice {
			t.practice = p
		} else {
			t.passages = append(t.passages, p)
		}
	}
	return nil
}

// findKept reads the earlier tries, and sees whether another could be written.
func (t *typist) findKept(name string) ([]questionnaires.Try, error) {
	if name == "" {
		return nil, nil
	}
	if name == "-" {
		return nil, usageError{"a result cannot be kept on standard output", "name a file with --keep"}
	}
	t.keep = name
	if path, err := filepath.EvalSymlinks(name); err == nil {
		t.keep = path
	}
	tries, _, err := t.kept()
	if err != nil {
		return nil, err
	}
	if err := probe(t.keep); err != nil {
		return nil, fileProblem(t.keep, "the result could not be kept here", err)
	}
	return tries, nil
}

// kept reads the file of tries; none is no tries and nil.
func (t *typist) kept() ([]questionnaires.Try, []byte, error) {
	if t.keep == "" || !taken(t.keep) {
		return nil, nil, nil
	}
	f, err := t.program.open(t.keep)
	if err != nil {
		return nil, nil, err
	}
	tries, err := questionnaires.ParseTries(t.keep, f.src)
	return tries, f.src, err
}

// choosePassage chooses the one that was asked for, or the one after that of the last try, or by the
// day, so that another try has another.
func (t *typist) choosePassage(id string, tries []questionnaires.Try) error {
	place := func(id string) int {
		return slices.IndexFunc(t.passages, func(p questionnaires.Passage) bool { return p.ID == id })
	}
	if id != "" {
		if t.next = place(id); t.next < 0 {
			return usageError{fmt.Sprintf("there is no passage %q", id), "use one of: " + strings.Join(passageIDs(), ", ")}
		}
		return nil
	}
	if n := len(tries); n > 0 {
		if last := place(tries[n-1].Typing.Passage); last >= 0 {
			t.next = (last + 1) % len(t.passages)
			return nil
		}
	}
	day, err := time.Parse(time.DateOnly, today())
	if err != nil {
		return err
	}
	t.next = int(day.Unix()/(24*60*60)) % len(t.passages)
	return nil
}

// hold runs the exercise, and ends it when the system says so.
func (t *typist) hold(signals <-chan os.Signal) error {
	defer t.front.Close() // closing again is harmless
	done := make(chan error, 1)
	go func() {
		defer t.front.Close() // also where the program breaks
		done <- t.sit()
	}()
	select {
	case err := <-done:
		if closing := t.front.Close(); err == nil {
			err = closing
		}
		switch {
		case errors.Is(err, io.EOF):
			fmt.Fprintln(t.program.stderr, "\nThe input ended: the typing exercise is not taken.")
			return interrupted{}
		case errors.Is(err, typing.ErrInterrupted):
			return t.interrupted()
		}
		return err
	case <-signals:
		t.writing.Lock() // let what is being written be finished, and begin nothing else
		if err := t.front.Close(); err != nil {
			return err
		}
		return t.interrupted()
	}
}

func (t *typist) interrupted() error {
	fmt.Fprintln(t.program.stderr, "\nStopped.")
	return interrupted{}
}

// The keys of the choices.
const (
	keyBegin    = 'b'
	keyPractise = 'p'
	keyAgain    = 'a'
	keyLeave    = 'q'
)

// sit offers the exercise until the person leaves.
func (t *typist) sit() error {
	if err := t.front.Say(t.welcome()...); err != nil {
		return err
	}
	choices := []typing.Choice{
		{Key: keyBegin, Says: "begin"}, {Key: keyPractise, Says: "practise for 1 minute first"}, {Key: keyLeave, Says: "leave"},
	}
	measured := false
	for {
		choice, err := t.front.Choose("What would you like to do?", choices...)
		switch {
		case measured && errors.Is(err, io.EOF):
			return nil
		case err != nil || choice == keyLeave:
			return err
		}
		took, err := t.exercise(choice == keyPractise)
		if err != nil {
			return err
		}
		if took && choice != keyPractise {
			measured = true
			choices[0] = typing.Choice{Key: keyAgain, Says: "again, with another passage"}
		}
	}
}

func (t *typist) welcome() []string {
	kept := "Nothing is kept."
	if t.keep != "" {
		kept = "The result is added to " + whole(t.keep) + "; to delete it, delete that file."
	}
	return []string{
		fmt.Sprintf("Copy a text for %s, as fast and as exactly as you can. It is your choice, and nobody passes or fails. You can practise first, and leave at any time.", typing.Minutes(t.length)),
		t.front.How(),
		kept,
	}
}

// exercise puts one exercise, shows its result and keeps it if that was asked for. The practice counts
// for nothing.
func (t *typist) exercise(practice bool) (taken bool, err error) {
	passage, length := t.passages[t.next], t.length
	if practice {
		passage, length = t.practice, time.Minute
	}
	measured, taken, err := t.front.Type(typing.Passage{ID: passage.ID, Text: passage.Text}, length)
	if err != nil {
		return false, err
	}
	if !taken {
		return false, t.front.Say("Nothing was measured.")
	}
	var tries []questionnaires.Try
	if !practice {
		t.next = (t.next + 1) % len(t.passages)
		if tries, _, err = t.kept(); err != nil {
			return false, err
		}
	}
	var text bytes.Buffer
	if err := reports.WriteText(&text, typing.Result(measured, passage.Title, tries), t.program.width()); err != nil {
		return false, err
	}
	if err := t.front.Show(text.String()); err != nil {
		return false, err
	}
	if practice {
		return true, t.front.Say("This was practice: it is not kept.")
	}
	return true, t.save(questionnaires.Try{Date: today(), Typing: measured})
}

// save adds a try to the file that --keep names, as it is now.
func (t *typist) save(try questionnaires.Try) error {
	if t.keep == "" {
		return nil
	}
	t.writing.Lock()
	defer t.writing.Unlock()
	_, src, err := t.kept()
	if err != nil {
		return err
	}
	if err := writeWhole(t.keep, questionnaires.AppendTry(src, try), src != nil); err != nil {
		return fileProblem(t.keep, "the result could not be kept", err)
	}
	return t.front.Say("The result is kept in " + t.keep + ".")
}
