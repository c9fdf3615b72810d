package questionnaires

import (
	"fmt"
	"strings"
	"time"

	"readiness/assess"
)

// A Try is one typing exercise that a person asked to keep.
type Try struct {
	Date   string // YYYY-MM-DD
	Typing assess.TypingRecord
}

// typingTries is the kind of a file of tries, by which it is told from any other.
const typingTries = "typing"

// triesHeading begins a new file of tries.
var triesHeading = fmt.Sprintf(`# Typing exercises that "readiness type --keep" was asked to keep.
# To delete them, delete this file.
format = %d
kind   = %q
`, format, typingTries)

// Limits of a file of tries, far above what a person can do.
const (
	maxTries   = 1000
	maxSeconds = 24 * 60 * 60
	maxStrokes = 1_000_000
)

var tryRows = rows{key: "try", kind: "try", example: "[[try]]", most: maxTries}

// ParseTries gives the tries in a file that AppendTry has written, in its order. Its error is
// assess.Problems; name is how the person called the file. A full file is an error, as no other try
// has a place in it.
func ParseTries(name string, src []byte) ([]Try, error) {
	top, err := openAs(typingTries, name, src)
	if err != nil {
		return nil, err
	}
	if !top.has("kind") || top.data["kind"] != typingTries {
		top.fault(top.place.at("kind"), "name a new file, or one that was begun so", "this is no file of kept typing exercises: it has no kind = %q", typingTries)
		return nil, top.problems.Err()
	}
	var tries []Try
	for _, t := range top.each(tryRows) {
		tries = append(tries, readTry(t))
	}
	if len(tries) == maxTries {
		top.wrong(tryRows.key, "begin a new file", "the file is full: it has %d tries", maxTries)
	}
	top.close()
	if err := top.problems.Err(); err != nil {
		return nil, err
	}
	return tries, nil
}

// readTry reads one try.
func readTry(t *table) Try {
	try := Try{Date: t.day("date"), Typing: assess.TypingRecord{
		Passage: t.id("passage"), Time: time.Duration(t.whole("seconds", 1, maxSeconds)) * time.Second,
		Strokes: t.whole("strokes", 0, maxStrokes), Wrong: t.whole("wrong", 0, maxStrokes),
		Left: t.whole("left", 0, maxStrokes), Errors: t.whole("errors", 0, maxStrokes),
	}}
	switch typed := try.Typing; {
	case !t.sound():
	case typed.Wrong > typed.Strokes:
		t.wrong("wrong", "write at most as many as strokes", "wrong is more than strokes")
	case typed.Strokes > 0 && typed.Left > typed.Strokes:
		t.wrong("left", "write at most as many as strokes", "left is more than strokes")
	}
	return try
}

// AppendTry gives a file of tries with one more at its end. What the file has already, comments
// included, stays as it is; src is empty for a new file.
func AppendTry(src []byte, try Try) []byte {
	text := strings.TrimRight(string(src), "\n")
	if text == "" {
		text = strings.TrimRight(triesHeading, "\n")
	}
	t := try.Typing
	return fmt.Appendf(nil, "%s\n\n[[try]]\ndate    = %s\npassage = %q\nseconds = %d\nstrokes = %d # 0: not observed\nwrong   = %d\nleft    = %d\nerrors  = %d\n",
		text, try.Date, t.Passage, int(t.Time/time.Second), t.Strokes, t.Wrong, t.Left, t.Errors)
}
