//go:build unix

package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestFolderOfOthers holds that nothing is taken for ours, opened or removed that only has the name of what is.
func TestFolderOfOthers(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for name, plant := range map[string]func(lock string) error{
		"empty": func(lock string) error { return os.WriteFile(lock, nil, 0o600) },
		"other": func(lock string) error { return os.WriteFile(lock, []byte("ours\n"), 0o600) },
		"pipe":  func(lock string) error { return syscall.Mkfifo(lock, 0o600) },
		"link":  func(lock string) error { return os.Symlink(filepath.Join(dir, "elsewhere"), lock) },
	} {
		theirs := filepath.Join(dir, name+unfinished)
		if err := errors.Join(os.MkdirAll(filepath.Join(theirs, "sub"), 0o700), os.WriteFile(filepath.Join(theirs, "theirs.txt"), nil, 0o600), plant(filepath.Join(theirs, lockName))); err != nil {
			t.Fatal(err)
		}
		if _, err := signedFolder(filepath.Join(dir, name), "this"); err == nil || !taken(filepath.Join(theirs, "theirs.txt")) || taken(filepath.Join(dir, "elsewhere")) {
			t.Errorf("%s: somebody else's folder is taken for ours: %v", name, err)
		}
	}
	g, err := newFolder(filepath.Join(dir, "g"), nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(g.release(), syscall.Mkfifo(filepath.Join(g.building(), madeOf), 0o600)); err != nil {
		t.Fatal(err)
	}
	if _, err := signedFolder(filepath.Join(dir, "g"), "this"); err == nil || !strings.Contains(err.Error(), "no ordinary file") {
		t.Errorf("a pipe is read: %v", err)
	}
}
