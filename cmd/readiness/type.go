package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/urfave/cli/v2"

	"readiness/assess"
	"readiness/cmd/readiness/interview"
	"readiness/cmd/readiness/typing"
	"readiness/questionnaires"
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

On a full terminal you see your mistakes as you type. Line by line (--plain) only what is left standing
is measured.`,
		Flags: []cli.Flag{
			&cli.BoolFlag{Name: "plain", Usage: "line by line, nothing redrawn: for screen readers and simple terminals", DisableDefaultText: true},
			&cli.IntFlag{Name: "minutes", Usage: fmt.Sprintf("type for `N` minutes, %d to %d", leastMinutes, mostMinutes), Value: usualMinutes},
			&cli.StringFlag{Name: "passage", Usage: "copy the passage `ID`, one of: " + strings.Join(passageIDs(), ", ")},
			&cli.StringFlag{Name: "keep", Usage: "offer to add the result to `FILE`, and show the earlier ones in it"},
		},
		Action: p.typing,
	}
}

// passageIDs gives the ids of the passages for an exercise. A fault of the built-in file shows when
// one is wanted.
func passageIDs() []string {
	r, _ := newRound(nil)
	return r.ids()
}

// A typist is one run of readiness type.
type typist struct {
	round
	front   interview.Front
	length  time.Duration
	first   int    // which passage comes first
	file    string // the file of tries, "" for none
	writing sync.Mutex
}

// typing settles everything that could fail before the exercise.
func (p *program) typing(c *cli.Context) error {
	t, err := p.newTypist(c)
	if err != nil {
		return err
	}
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, endings...)
	defer signal.Stop(signals)
	if t.front, err = p.frontOf(c.Bool("plain"), typing.LeastWidth, typing.LeastHeight); err != nil {
		return err
	}
	return t.hold(signals)
}

func (p *program) newTypist(c *cli.Context) (*typist, error) {
	if err := wants(c, 0, 0, "options only"); err != nil {
		return nil, err
	}
	for _, name := range []string{"keep", "passage"} {
		if c.IsSet(name) && c.String(name) == "" {
			return nil, usageError{fmt.Sprintf("--%s needs a value", name), "see readiness type --help"}
		}
	}
	minutes := c.Int("minutes")
	if minutes < leastMinutes || minutes > mostMinutes {
		return nil, usageError{fmt.Sprintf("--minutes %d is not possible", minutes), fmt.Sprintf("write a number from %d to %d", leastMinutes, mostMinutes)}
	}
	r, err := newRound(p)
	if err != nil {
		return nil, err
	}
	r.keep, r.leave, r.drop, r.stop = "Finish", "Leave", "", ""
	t := &typist{round: r, length: time.Duration(minutes) * time.Minute}
	if err := t.findKept(c.String("keep")); err != nil {
		return nil, err
	}
	return t, t.choosePassage(c.String("passage"))
}

// findKept reads the earlier tries, and sees whether another could be written.
func (t *typist) findKept(name string) error {
	switch name {
	case "":
		return nil
	case "-":
		return usageError{"a result cannot be kept on standard output", "name a file with --keep"}
	}
	t.file = name
	if path, err := filepath.EvalSymlinks(name); err == nil {
		t.file = path
	}
	src, err := t.kept()
	if err != nil {
		return err
	}
	if t.before, err = questionnaires.ParseTries(t.file, src); err != nil {
		return err
	}
	if _, err := questionnaires.AppendTry(t.file, src, questionnaires.Try{Date: today(), Typing: assess.TypingRecord{Passage: t.practice.ID, Time: t.length}}); err != nil {
		return err
	}
	if err := probe(t.file); err != nil {
		return keepProblem(t.file, "the result could not be kept here", err)
	}
	t.keep, t.drop = "Keep this result in "+t.file, "Finish without keeping it"
	return nil
}

// kept reads the file of tries; nil if there is none.
func (t *typist) kept() ([]byte, error) {
	switch info, err := os.Stat(t.file); {
	case err != nil && !taken(t.file):
		return nil, nil
	case errors.Is(err, syscall.ELOOP):
		return nil, problem(t.file, "this link leads back to itself, so there is no file to add a result to", nameAnother)
	case err == nil && !info.Mode().IsRegular(): // to open a pipe would wait for someone at its other end
		return nil, problem(t.file, "this is no ordinary file, so no result can be added to it", nameAnother)
	case err == nil && info.Mode()&ownerWrites == 0: // to replace it would not ask for that
		return nil, problem(t.file, "this file is read-only, so no result can be added to it", "make it writable, or "+nameAnother)
	}
	f, err := t.program.open(t.file)
	var problems assess.Problems
	if errors.As(err, &problems) && !errors.Is(err, os.ErrPermission) && !errors.Is(err, os.ErrNotExist) {
		return nil, problem(t.file, "this is no file of kept typing exercises", nameAnother)
	}
	return f.src, err
}

const nameAnother = "name a new file with --keep"

// ownerWrites is the mode bit by which a file says that its owner may change it.
const ownerWrites os.FileMode = 0o200

// keepProblem is fileProblem for the file that --keep names.
func keepProblem(file, doing string, err error) error {
	err = fileProblem(file, doing, err)
	var problems assess.Problems
	if errors.As(err, &problems) {
		for i := range problems {
			problems[i].Fix = strings.ReplaceAll(problems[i].Fix, " with -o", " with --keep")
		}
	}
	return err
}

// choosePassage chooses the one that was asked for, or the one after that of the last try, or by the day.
func (t *typist) choosePassage(id string) error {
	last := ""
	if n := len(t.before); n > 0 {
		last = t.before[n-1].Typing.Passage
	}
	if t.first = t.after(last); id == "" {
		return nil
	}
	if t.first = slices.Index(t.ids(), id); t.first < 0 {
		return usageError{fmt.Sprintf("there is no passage %q", id), "use one of: " + strings.Join(t.ids(), ", ")}
	}
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
		case errors.Is(err, interview.ErrInterrupted):
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

// sit offers the exercise and keeps its result, if there is one to keep.
func (t *typist) sit() error {
	kept := "Nothing is kept."
	if t.file != "" {
		kept = "The result can be added to " + whole(t.file) + "; to delete it, delete that file."
	}
	if err := t.front.Say(kept); err != nil {
		return err
	}
	record, err := t.round.hold(t.front, t.length, t.first)
	switch {
	case errors.Is(err, io.EOF) && record != nil && t.file == "":
		return nil // the result was shown, and there is nothing else to do with it
	case err != nil || record == nil || t.file == "":
		return err
	}
	return t.save(questionnaires.Try{Date: today(), Typing: *record})
}

// save adds a try to the file that --keep names, as it is now.
func (t *typist) save(try questionnaires.Try) error {
	t.writing.Lock()
	defer t.writing.Unlock()
	src, err := t.kept()
	if err != nil {
		return err
	}
	data, err := questionnaires.AppendTry(t.file, src, try)
	if err != nil {
		return err
	}
	if err := writeWhole(t.file, data, src != nil); err != nil {
		return keepProblem(t.file, "the result could not be kept", err)
	}
	return t.front.Say("The result is kept in " + t.file + ".")
}
