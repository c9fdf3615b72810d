package main

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

// writeWhole puts data into a file of mode 0600, so that the file is whole or absent whatever
// happens: a new file beside it, sync, rename, sync the folder. Unless replace is set, a file that is
// there already is left alone and the error is fs.ErrExist.
func writeWhole(path string, data []byte, replace bool) (err error) {
	f, err := beside(path)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(f.Name()) // the error that brought us here is the one to tell
		}
	}()
	if _, err = f.Write(data); err == nil {
		err = f.Sync()
	}
	if closing := f.Close(); err == nil {
		err = closing
	}
	if err != nil {
		return err
	}
	if err = move(f.Name(), path, replace); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(path))
}

// While a file is written, its name is that of the file to be between these two.
const savingSuffix = ".saving"

func savingPrefix(path string) string { return "." + filepath.Base(path) + "." }

// beside makes a new file of mode 0600 beside the one to be.
func beside(path string) (*os.File, error) {
	return os.CreateTemp(filepath.Dir(path), savingPrefix(path)+"*"+savingSuffix)
}

// leftBehind is how old what a run was writing must be for the run to have been killed.
const leftBehind = time.Minute

// sweep removes what runs that were killed while they wrote a file have left beside it: whatever is
// older than an age, as another run may be writing now.
func sweep(path string, age time.Duration) error {
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		return err
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), savingPrefix(path)) || !strings.HasSuffix(e.Name(), savingSuffix) {
			continue
		}
		if info, err := e.Info(); err != nil || time.Since(info.ModTime()) < age {
			continue // it has just gone, or is new
		}
		if err := os.Remove(filepath.Join(filepath.Dir(path), e.Name())); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// probe says whether a file could be written beside another.
func probe(path string) error {
	f, err := beside(path)
	if err != nil {
		return err
	}
	err = f.Close()
	if removing := os.Remove(f.Name()); err == nil {
		err = removing
	}
	return err
}

// move renames a file. Rename alone would replace; a hard link never does. Where the disk knows no
// links (many memory sticks), looking first is the best there is.
func move(from, to string, replace bool) error {
	if replace {
		return os.Rename(from, to)
	}
	err := os.Link(from, to)
	if err == nil {
		return os.Remove(from)
	}
	if errors.Is(err, fs.ErrExist) {
		return err
	}
	if _, err := os.Lstat(to); err == nil {
		return fs.ErrExist
	}
	return os.Rename(from, to)
}

// syncFolder makes a rename last. Windows has no such call.
func syncFolder(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	err = d.Sync()
	if closing := d.Close(); err == nil {
		err = closing
	}
	return err
}

// errChanged says that a file is not as this program left it.
var errChanged = errors.New("another program has changed it since this one saved it")

// A store is the file that holds the answers of one sitting.
type store struct {
	path string
	last []byte // what we wrote last; nil if the file is not there yet
}

// save replaces the file, unless somebody else has written to it: then nothing of theirs is lost.
func (s *store) save(data []byte) error {
	switch now, err := os.ReadFile(s.path); {
	case errors.Is(err, fs.ErrNotExist):
		s.last = nil
	case err != nil:
		return err
	case s.last == nil:
		return fs.ErrExist
	case !bytes.Equal(now, s.last):
		return errChanged
	}
	if err := writeWhole(s.path, data, s.last != nil); err != nil {
		return err
	}
	s.last = data
	return nil
}
