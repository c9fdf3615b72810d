package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"syscall"

	"readiness/assess"
	"readiness/reports"
)

// printError is the only printer of what is wrong: place, cause, excerpt, remedy. What a file holds
// may stand in it, so all goes through the sanitizer.
func printError(w io.Writer, err error) {
	out := bufio.NewWriter(w)
	defer out.Flush() // standard error: there is nowhere left to say that it failed
	var problems assess.Problems
	var usage usageError
	switch {
	case errors.As(err, &problems):
		for _, p := range problems {
			printProblem(out, p)
		}
	case errors.As(err, &usage):
		printProblem(out, assess.Problem{What: usage.what, Fix: usage.fix})
	default:
		printProblem(out, assess.Problem{What: err.Error()})
	}
}

func printProblem(w io.Writer, p assess.Problem) {
	place := p.Pos.String()
	if place == "" {
		place = "readiness"
	}
	fmt.Fprintf(w, "%s: %s\n", reports.Clean(place), reports.Clean(p.What))
	if p.Excerpt != "" {
		fmt.Fprintf(w, "  %3d | %s\n", p.Line, reports.Clean(p.Excerpt))
	}
	if p.Fix != "" {
		fmt.Fprintf(w, "  fix: %s\n", reports.Clean(p.Fix))
	}
}

// problem makes one problem an error.
func problem(file, what, fix string) error {
	return assess.Problems{{Pos: assess.Pos{File: file}, What: what, Fix: fix}}
}

// A fileError is what the system said of a file, with the problem in words.
type fileError struct {
	assess.Problems
	cause error
}

func (e fileError) Unwrap() []error { return []error{e.Problems, e.cause} }

// fileProblem says in words what the system said of a file.
func fileProblem(file, doing string, err error) error {
	why, fix := err.Error(), "try another folder or name"
	var path *fs.PathError
	if errors.As(err, &path) {
		why = path.Err.Error()
	}
	folder, _ := os.Stat(file) // if there is nothing, it is no folder
	switch {
	case folder != nil && folder.IsDir():
		why, fix = "there is a folder of that name", "choose another name with -o"
	case errors.Is(err, fs.ErrNotExist):
		why, fix = "there is no such file or folder", "check the name, and the folder you are in"
	case errors.Is(err, fs.ErrPermission):
		why, fix = "you are not allowed to", "use a folder of your own"
	case errors.Is(err, fs.ErrExist):
		why, fix = "there is a file of that name", "choose another name with -o, or allow it with --overwrite"
	case errors.Is(err, syscall.ENOSPC):
		why, fix = "the disk is full", "make room, or save to another disk with -o"
	case errors.Is(err, errChanged):
		fix = "save in another file, and compare the two"
	}
	return fileError{assess.Problems{{Pos: assess.Pos{File: file}, What: doing + ": " + why, Fix: fix}}, err}
}
