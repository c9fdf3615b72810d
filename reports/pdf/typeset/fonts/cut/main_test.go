package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"readiness/reports/pdf/typeset/fonts/sfnt"
)

// TestCut makes the fonts again, as far as their sources are installed, and compares them with those
// that are embedded. The folder ATKINSON holds the unpacked npm package.
func TestCut(t *testing.T) {
	for _, s := range sources {
		t.Run(s.name, func(t *testing.T) {
			got, err := s.cut([]string{os.Getenv("ATKINSON"), "/usr/share/fonts/truetype"})
			if err != nil {
				t.Skip(err) // not installed, or another version
			}
			want, err := os.ReadFile(filepath.Join("..", s.name))
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got, want) {
				t.Error("it differs from what its source gives")
			}
		})
	}
}

// TestSlimAgain cuts the embedded fonts down to themselves: nothing may be lost.
func TestSlimAgain(t *testing.T) {
	for _, s := range sources {
		font, err := os.ReadFile(filepath.Join("..", s.name))
		if err != nil {
			t.Fatal(err)
		}
		if len(font) > 200_000 {
			t.Errorf("%s has %d bytes", s.name, len(font))
		}
		if again := slim(font, []block{{0, 0xFFFF}}, nil); !bytes.Equal(again, font) {
			t.Errorf("%s: cut again, it differs", s.name)
		}
		few := sfnt.Tables(slim(font, []block{{' ', ' '}}, nil))
		for r, glyph := range sfnt.Characters(few) {
			if r != ' ' || glyph != 1 || sfnt.Advance(few, glyph) == 0 || len(sfnt.Outline(few, glyph)) != 0 {
				t.Errorf("%s: cut to a space, it has %q", s.name, r)
			}
		}
	}
}
