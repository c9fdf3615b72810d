package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// TestCut makes the fonts again, where their sources are installed, and compares them with those that
// are embedded.
func TestCut(t *testing.T) {
	for _, s := range sources {
		whole, err := os.ReadFile(filepath.Join("/usr/share/fonts/truetype/dejavu", s.name))
		if err != nil {
			t.Skipf("Debian's fonts-dejavu-extra is not installed: %v", err)
		}
		got, err := cut(whole, s.sha256)
		if err != nil {
			t.Skip(err) // another version of DejaVu
		}
		want, err := os.ReadFile(filepath.Join("..", s.name))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s differs from what its source gives", s.name)
		}
	}
}
