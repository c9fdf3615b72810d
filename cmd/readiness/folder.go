package main

import (
	"bufio"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/gofrs/flock"
)

// A folder is a folder of results being made. Until all is in it, its name ends in unfinished: who finds one
// knows that it is not whole. Folders are of mode 0700 and files of 0600. One run at a time works on it.
type folder struct {
	path string   // what it will be called
	at   *os.Root // where it is now: what is named within it cannot be elsewhere
	lock *flock.Flock
	of   func() (string, error) // what it is made of; nil if it said so when it was found
}

const (
	unfinished = ".incomplete"
	madeOf     = "made-of.txt" // says what a folder is made of, also when it is finished
	lockName   = ".lock"       // held by the run that makes the folder; says so
	scratch    = ".saving"     // a folder for what is needed in between
)

// lockSays is how a folder of ours is known.
const lockSays = "readiness is making this folder, and holds this file meanwhile.\n"

func (f *folder) building() string { return f.path + unfinished }

// newFolder begins a folder, or goes on with one that an interrupted run has left: then of, which gives a line for
// each thing it is made of, must give the same. The folder says what it is made of once sign is called.
func newFolder(path string, of func() (string, error)) (*folder, error) {
	f := &folder{path: path, of: of}
	if base := filepath.Base(path); base == "." || base == ".." || base == string(filepath.Separator) {
		return nil, problem(path, "this is no name for a new folder", "choose one with -o")
	}
	if taken(path) {
		return nil, problem(path, "there is a folder or file of that name", "choose another name with -o, or move it away")
	}
	if err := os.Mkdir(f.building(), 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, fileProblem(f.building(), "could not be made", err)
	}
	old, err := f.hold()
	if err == nil && old != "" {
		err = f.goOn(old)
	} else if err == nil {
		err = f.clear()
	}
	if err != nil {
		return nil, errors.Join(err, f.release())
	}
	return f, nil
}

// hold takes hold of the folder, which is there, and gives what it says that it is made of; "" if it does not say.
func (f *folder) hold() (of string, err error) {
	if f.at, err = os.OpenRoot(f.building()); err != nil {
		return "", problem(f.building(), "there is something of that name that is no folder", "choose another name with -o, or move it away")
	}
	if err := f.mark(); err != nil {
		return "", err
	}
	f.lock = flock.New(filepath.Join(f.building(), lockName))
	held, err := f.lock.TryLock()
	if !held {
		f.lock = nil
	}
	if err != nil || !held || !f.stands() {
		return "", problem(f.building(), "another run is making this folder", "wait until it is done, or choose another name with -o")
	}
	if _, err := f.at.Lstat(madeOf); err == nil && !f.has(madeOf) {
		return "", problem(filepath.Join(f.building(), madeOf), "this is no ordinary file", "delete the folder, or choose another name with -o")
	}
	if err := f.at.Chmod(".", 0o700); err != nil {
		return "", fileProblem(f.building(), "could not be made yours alone", err)
	}
	old, err := f.at.ReadFile(madeOf) // not before the folder is held: another run may be writing it
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", fileProblem(filepath.Join(f.building(), madeOf), "could not be read", err)
	}
	return string(old), nil
}

// mark writes the file that says that the folder is ours, or looks whether it does.
func (f *folder) mark() error {
	entries, err := fs.ReadDir(f.at.FS(), ".")
	if err != nil {
		return fileProblem(f.building(), "could not be read", err)
	}
	says := []byte(nil)
	if f.has(lockName) {
		if says, err = f.at.ReadFile(lockName); err != nil {
			return fileProblem(filepath.Join(f.building(), lockName), "could not be read", err)
		}
	}
	switch alone := len(entries) == 0 || len(entries) == 1 && f.has(lockName); {
	case string(says) == lockSays:
		return nil
	case !alone:
		return problem(f.building(), "there is a folder of that name, and it does not say what it is made of", "delete it, or choose another name with -o")
	}
	if err := f.at.WriteFile(lockName, []byte(lockSays), 0o600); err != nil {
		return f.failed(lockName, err)
	}
	return nil
}

// stands says whether the folder is still where it is made: a run that has just finished it has moved it.
func (f *folder) stands() bool {
	here, err := f.at.Stat(".")
	there, gone := os.Lstat(f.building())
	return err == nil && gone == nil && os.SameFile(here, there)
}

// goOn goes on with the folder if it is made of the same as now.
func (f *folder) goOn(old string) error {
	now, err := f.of()
	if err == nil && old != now {
		err = problem(f.building(), "an interrupted run has left this folder, and it was made otherwise: "+differs(old, now), "delete the folder, or choose another name with -o")
	}
	f.of = nil
	return err
}

// clear takes out what a run has left that was interrupted before it could say what it makes the folder of.
func (f *folder) clear() error {
	entries, err := fs.ReadDir(f.at.FS(), ".")
	if err != nil {
		return fileProblem(f.building(), "could not be read", err)
	}
	for _, e := range entries {
		if e.Name() == lockName {
			continue
		}
		if err := f.at.RemoveAll(e.Name()); err != nil {
			return f.failed(e.Name(), err)
		}
	}
	return nil
}

// sign writes what the folder is made of, unless it says so.
func (f *folder) sign() error {
	if f.of == nil {
		return nil
	}
	of, err := f.of()
	if err != nil {
		return err
	}
	return f.put(madeOf, []byte(of))
}

// differs names the first thing by which two folders differ.
func differs(old, now string) string {
	lines := strings.Split(old, "\n")
	for i, line := range strings.Split(now, "\n") {
		if i >= len(lines) || line != lines[i] {
			what, _, _ := strings.Cut(line, ":")
			return "its " + what + " is another"
		}
	}
	return "of more"
}

// release lets go of the folder; what is in it stays. It may be called twice.
func (f *folder) release() (err error) {
	if f.lock != nil {
		err = f.lock.Unlock()
	}
	if f.at != nil {
		err = errors.Join(err, f.at.Close())
	}
	f.lock, f.at = nil, nil
	return err
}

// leave does the last thing with the folder and lets go of it: before that on Windows, where nothing is moved or
// removed that is open.
func (f *folder) leave(last func() error) error {
	var err error
	if runtime.GOOS == "windows" {
		err = f.release()
	}
	if err == nil {
		err = last()
	}
	return errors.Join(err, f.release())
}

// fill makes the folder by a function that puts everything into it. If that is interrupted, or a file cannot be
// written, what is there stays and can be gone on with; after any other error none of it may be used, and it is
// removed.
func (f *folder) fill(make func() error) error {
	err := make()
	if err == nil {
		return f.finish()
	}
	var full fileError
	if errors.Is(err, context.Canceled) || errors.As(err, &full) {
		return errors.Join(err, f.release())
	}
	return errors.Join(err, f.leave(func() error { return os.RemoveAll(f.building()) }))
}

// put writes a file, whole or not at all, in place of what an interrupted run has left.
func (f *folder) put(name string, data []byte) error {
	s, err := f.stream(name)
	if err != nil {
		return err
	}
	if _, err := s.Write(data); err != nil {
		s.abandon()
		return f.failed(name, err)
	}
	return s.finish()
}

// sub makes a folder within it.
func (f *folder) sub(name string) error {
	if err := f.at.Mkdir(name, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return f.failed(name, err)
	}
	return nil
}

// has says whether a file is there: then it is whole.
func (f *folder) has(name string) bool {
	info, err := f.at.Lstat(name)
	return err == nil && info.Mode().IsRegular()
}

// failed words what the system said of a file in it.
func (f *folder) failed(name string, err error) error {
	return fileProblem(filepath.Join(f.building(), name), "could not be written", err)
}

// A stream is a file being written piece by piece.
type stream struct {
	*bufio.Writer
	folder *folder
	name   string
	file   *os.File
}

// stream begins a file. It has its name once it is finished.
func (f *folder) stream(name string) (*stream, error) {
	file, err := f.at.OpenFile(partName(name), os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return nil, f.failed(name, err)
	}
	return &stream{bufio.NewWriterSize(file, 1<<16), f, name, file}, nil
}

// partName is what a file is called while it is written.
func partName(name string) string {
	dir, base := filepath.Split(name)
	return dir + savingPrefix(base) + savingSuffix[1:]
}

func (s *stream) finish() error {
	err := s.Flush()
	if err == nil {
		err = s.file.Sync()
	}
	if closing := s.file.Close(); err == nil {
		err = closing
	}
	if err == nil {
		err = s.folder.at.Rename(partName(s.name), s.name)
	}
	if err != nil {
		_ = s.folder.at.Remove(partName(s.name)) // the error that brought us here is the one to tell
		return s.folder.failed(s.name, err)
	}
	return nil
}

func (s *stream) abandon() {
	_ = s.file.Close() // what was written is not wanted
	_ = s.folder.at.Remove(partName(s.name))
}

// finish gives the folder its name. What was needed in between, and what an interrupted run has left half-written, is
// removed.
func (f *folder) finish() error {
	err := f.at.RemoveAll(scratch)
	if err == nil {
		err = fs.WalkDir(f.at.FS(), ".", func(path string, d fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case d.IsDir():
				return syncFolder(filepath.Join(f.building(), path))
			case strings.HasSuffix(path, savingSuffix):
				return f.at.Remove(path)
			}
			return nil
		})
	}
	err = errors.Join(err, f.leave(func() error {
		if err != nil {
			return nil // it is told already
		}
		return f.move()
	}))
	if err != nil {
		return fileProblem(f.path, "could not be finished; all that was made is in "+f.building(), err)
	}
	return nil
}

// move gives the folder its name, in which nothing is held any more.
func (f *folder) move() error {
	if taken(f.path) { // a rename would take the place of an empty folder
		return fs.ErrExist
	}
	if err := os.Rename(f.building(), f.path); err != nil {
		return err
	}
	return errors.Join(os.Remove(filepath.Join(f.path, lockName)), syncFolder(filepath.Dir(f.path)))
}
