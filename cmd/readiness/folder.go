package main

import (
	"bufio"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// A folder is a folder of results being made. Until all is in it, its name ends in unfinished: who finds one
// knows that it is not whole. Folders are of mode 0700 and files of 0600.
type folder struct {
	path string   // what it will be called
	at   *os.Root // where it is now; nothing outside of it can be touched
}

// What an unfinished folder is called and what it is of.
const (
	unfinished = ".incomplete"
	madeOf     = "made-of.txt"
)

func (f *folder) building() string { return f.path + unfinished }

// newFolder begins a folder, or goes on with one that an interrupted run has left: then of says what it is made
// of, and must be the same.
func newFolder(path, of string) (*folder, error) {
	f := &folder{path: path}
	if taken(path) {
		return nil, problem(path, "there is a folder or file of that name", "choose another name with -o, or move it away")
	}
	old, err := os.ReadFile(filepath.Join(f.building(), madeOf))
	switch {
	case err == nil && string(old) != of:
		return nil, problem(f.building(), "an interrupted run has left this folder, and it was made of another table, or by other rules or options",
			"delete the folder, or choose another name with -o")
	case err != nil && taken(f.building()):
		return nil, problem(f.building(), "there is a folder or file of that name, and it does not say what it is made of", "delete it, or choose another name with -o")
	}
	if err := f.make(of); err != nil {
		return nil, fileProblem(f.building(), "could not be made", err)
	}
	return f, nil
}

// make makes the folder such that it is there with its note of what it is made of, or not at all.
func (f *folder) make(of string) (err error) {
	if !taken(f.building()) {
		fresh, err := os.MkdirTemp(filepath.Dir(f.path), savingPrefix(f.path)+"*"+savingSuffix) // 0700
		if err != nil {
			return err
		}
		if err = os.WriteFile(filepath.Join(fresh, madeOf), []byte(of), 0o600); err == nil {
			err = os.Rename(fresh, f.building())
		}
		if err != nil {
			return errors.Join(err, os.RemoveAll(fresh))
		}
	}
	f.at, err = os.OpenRoot(f.building())
	return err
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
	_, err := f.at.Lstat(name)
	return err == nil
}

// failed words what the system said of a file in it, by the name that the folder will have.
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

// close ends the work on the folder; what is in it stays.
func (f *folder) close() error { return f.at.Close() }

// finish gives the folder its name. What an interrupted run has left half-written is removed.
func (f *folder) finish() error {
	err := fs.WalkDir(f.at.FS(), ".", func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && (path == madeOf || strings.HasSuffix(path, savingSuffix)) {
			return f.at.Remove(path)
		}
		return err
	})
	if err == nil {
		err = f.at.Close()
	}
	if err == nil {
		err = syncFolder(f.building())
	}
	if err == nil && taken(f.path) { // a rename would take the place of an empty folder
		err = fs.ErrExist
	}
	if err == nil {
		err = os.Rename(f.building(), f.path)
	}
	if err == nil {
		err = syncFolder(filepath.Dir(f.path))
	}
	if err != nil {
		return fileProblem(f.building(), "could not be finished", err)
	}
	return nil
}
