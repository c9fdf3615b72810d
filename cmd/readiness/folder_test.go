package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestFolderIsWholeOrMarked(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "out")
	f, err := newFolder(path, "this table")
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
	_ = f.close() // as if it were killed here

	if _, err := newFolder(path, "another table"); err == nil || !strings.Contains(err.Error(), "another table") {
		t.Errorf("it goes on with the folder of another table: %v", err)
	}
	if f, err = newFolder(path, "this table"); err != nil {
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
	if err != nil || strings.Join(names, " ") != ". b.txt inner inner/a.txt" {
		t.Errorf("the folder holds %q, %v", names, err)
	}
	if taken(path + unfinished) {
		t.Error("the unfinished folder is still there")
	}
	if _, err := newFolder(path, "this table"); err == nil {
		t.Error("a folder that is there is taken again")
	}
}

func TestFolderRefuses(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "a"+unfinished), 0o700); err != nil {
		t.Fatal(err)
	}
	if _, err := newFolder(filepath.Join(dir, "a"), "this"); err == nil {
		t.Error("somebody else's folder is taken for ours")
	}
	if _, err := newFolder(filepath.Join(dir, "none", "a"), "this"); err == nil {
		t.Error("a folder in one that is not there")
	}
	f, err := newFolder(filepath.Join(dir, "b"), "this")
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
