package typing

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"
	"time"

	"readiness/assess"
	"readiness/questionnaires"
	"readiness/reports"
)

var update = flag.Bool("update", false, "rewrite the expected files")

var kept = []questionnaires.Try{
	{Date: "2026-11-22", Typing: assess.TypingRecord{Passage: "appointment", Time: 3 * time.Minute, Strokes: 640, Wrong: 19, Left: 617, Errors: 2}},
	{Date: "2026-11-23", Typing: assess.TypingRecord{Passage: "rota", Time: 183 * time.Second, Left: 590}},
}

// TestResult: what is said of a result, live and line by line.
func TestResult(t *testing.T) {
	for name, d := range map[string]reports.Document{
		"live.txt":    Result(assess.TypingRecord{Passage: "rota", Time: 5 * time.Minute, Strokes: 1770, Wrong: 25, Left: 1750, Errors: 5}, "A change of rota", nil),
		"plain.txt":   Result(kept[1].Typing, "A change of rota", kept),
		"nothing.txt": Result(assess.TypingRecord{Passage: "rota", Time: time.Minute}, "A change of rota", kept[:1]),
	} {
		var got bytes.Buffer
		if err := reports.WriteText(&got, d, 72); err != nil {
			t.Fatal(err)
		}
		path := filepath.Join("testdata", name)
		if *update {
			if err := os.WriteFile(path, got.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil || !bytes.Equal(want, got.Bytes()) {
			t.Errorf("%s: %v\n%s", name, err, got.String())
		}
	}
}
