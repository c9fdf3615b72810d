package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// signedFolder begins a folder that says what it is made of.
func signedFolder(path, of string) (*folder, error) {
	f, err := newFolder(path, func() (string, error) { return of, nil })
	if err != nil {
		return nil, err
	}
	return f, f.sign()
}

// TestFolderOfAnEarlyKill holds that nothing is taken over from a run that was killed before it could say what it was
// making the folder of.
func TestFolderOfAnEarlyKill(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "out")
	f, err := newFolder(path, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(f.sub("inner"), f.put("inner/a.txt", []byte("one"))); err != nil {
		t.Fatal(err)
	}
	if _, err := signedFolder(path, "that: table"); err == nil || !strings.Contains(err.Error(), "another run") || !f.has("inner/a.txt") {
		t.Fatalf("a second run takes the folder while the first works: %v", err)
	}
	if err := f.release(); err != nil {
		t.Fatal(err)
	}
	if f, err = signedFolder(path, "that: table"); err != nil || f.has("inner/a.txt") {
		t.Fatalf("what another table may have made is taken over: %v", err)
	}
	if err := f.finish(); err != nil {
		t.Fatal(err)
	}
	if of, err := os.ReadFile(filepath.Join(path, madeOf)); err != nil || string(of) != "that: table" {
		t.Errorf("it says that it is made of %q, %v", of, err)
	}
}

func TestFolderIsWholeOrMarked(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "out")
	f, err := signedFolder(path, "this: table")
	if err != nil {
		t.Fatal(err)
	}
	if err := f.sub("inner"); err != nil {
		t.Fatal(err)
	}
	if err := f.put("inner/a.txt", []byte("one")); err != nil {
		t.Fatal(err)
	}
	s, err := f.stream("b.txt")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.WriteString(strings.Repeat("x", 1<<17)); err != nil {
		t.Fatal(err)
	}
	if taken(path) || f.has("b.txt") || !f.has("inner/a.txt") {
		t.Error("what is not finished has its name, or what is has not")
	}
	if _, err := signedFolder(path, "this: table"); err == nil || !strings.Contains(err.Error(), "another run") {
		t.Errorf("two runs make one folder: %v", err)
	}
	_ = f.release() // as if it were killed here

	if _, err := signedFolder(path, "that: table"); err == nil || !strings.Contains(err.Error(), "its that is another") {
		t.Errorf("it goes on with the folder of another table: %v", err)
	}
	if f, err = signedFolder(path, "this: table"); err != nil {
		t.Fatal(err)
	}
	if !f.has("inner/a.txt") {
		t.Error("what was whole is gone")
	}
	if err := f.put("b.txt", []byte("two")); err != nil {
		t.Fatal(err)
	}
	if err := f.finish(); err != nil {
		t.Fatal(err)
	}
	var names []string
	err = filepath.WalkDir(path, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err == nil && info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s is open to others: %v", name, info.Mode())
		}
		rel, _ := filepath.Rel(path, name)
		names = append(names, filepath.ToSlash(rel))
		return err
	})
	if err != nil || strings.Join(names, " ") != ". b.txt inner inner/a.txt made-of.txt" {
		t.Errorf("the folder holds %q, %v", names, err)
	}
	if taken(path + unfinished) {
		t.Error("the unfinished folder is still there")
	}
	if _, err := signedFolder(path, "this: table"); err == nil {
		t.Error("a folder that is there is taken again")
	}
}

func TestFolderRefuses(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "a"+unfinished), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "a"+unfinished, "theirs.txt"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := signedFolder(filepath.Join(dir, "a"), "this"); err == nil {
		t.Error("somebody else's folder is taken for ours")
	}
	for _, here := range []string{".", "..", "/"} {
		if _, err := signedFolder(here, "this"); err == nil || !strings.Contains(err.Error(), "no name for a new folder") {
			t.Errorf("%s: %v", here, err)
		}
	}
	if _, err := signedFolder(filepath.Join(dir, "none", "a"), "this"); err == nil {
		t.Error("a folder in one that is not there")
	}
	f, err := signedFolder(filepath.Join(dir, "b"), "this")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join(dir, "victim"), filepath.Join(f.building(), "c.txt")); err != nil {
		t.Skip("no links here")
	}
	if err := f.put("c.txt", []byte("text")); err != nil {
		t.Fatal(err)
	}
	if taken(filepath.Join(dir, "victim")) {
		t.Error("a planted link was followed")
	}
	if err := f.put("../d.txt", []byte("text")); err == nil || taken(filepath.Join(dir, "d.txt")) {
		t.Error("a file outside of the folder")
	}
}

// TestFolderAfterAnError holds that what was made stays only where it can be gone on with.
func TestFolderAfterAnError(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for name, test := range map[string]struct {
		err   error
		stays bool
	}{
		"interrupted": {context.Canceled, true},
		"full":        {fileProblem("x", "could not be written", syscall.ENOSPC), true},
		"damaged":     {problem("t.xlsx", "the table is damaged", "save it again"), false},
	} {
		f, err := signedFolder(filepath.Join(dir, name), "this")
		if err != nil {
			t.Fatal(err)
		}
		err = f.fill(func() error { return errors.Join(f.put("a.txt", []byte("one")), test.err) })
		if err == nil || taken(f.path) || taken(f.building()) != test.stays {
			t.Errorf("%s: %v; it stays: %t", name, err, taken(f.building()))
		}
	}
}

// TestFolderNameIsTakenMeanwhile holds that nothing is lost if the name is taken while the folder is made.
func TestFolderNameIsTakenMeanwhile(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "out")
	f, err := signedFolder(path, "this")
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(f.put("a.txt", []byte("one")), os.Mkdir(path, 0o700)); err != nil {
		t.Fatal(err)
	}
	if err := f.fill(func() error { return nil }); err == nil || !strings.Contains(err.Error(), unfinished) {
		t.Errorf("it does not say where the work is: %v", err)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if f, err = signedFolder(path, "this"); err != nil || !f.has("a.txt") {
		t.Fatalf("it cannot be gone on with: %v", err)
	}
	if err := f.finish(); err != nil || !taken(filepath.Join(path, "a.txt")) {
		t.Error(err)
	}
}

// TestFolderThatHasBeenMoved holds that a run does not go on in a folder that another has just finished.
func TestFolderThatHasBeenMoved(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "out")
	f, err := signedFolder(path, "this")
	if err != nil {
		t.Fatal(err)
	}
	if !f.stands() {
		t.Error("it is not where it is")
	}
	if err := os.Rename(f.building(), path); err != nil {
		t.Skip("an open folder is not moved here:", err)
	}
	if f.stands() {
		t.Error("it is not there any more")
	}
	if err := os.Mkdir(f.building(), 0o700); err != nil || f.stands() {
		t.Errorf("another folder is taken for it: %v", err)
	}
	if err := f.release(); err != nil {
		t.Error(err)
	}
}

// TestFolderTakesNoLinkForAFile holds that what somebody has planted is not taken for what was made.
func TestFolderTakesNoLinkForAFile(t *testing.T) {
	t.Parallel()
	f, err := signedFolder(filepath.Join(t.TempDir(), "out"), "this")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join(f.building(), madeOf), filepath.Join(f.building(), "a.pdf")); err != nil {
		t.Skip("no links here")
	}
	if f.has("a.pdf") {
		t.Error("a link counts as a file that was made")
	}
	if err := f.release(); err != nil {
		t.Error(err)
	}
}
