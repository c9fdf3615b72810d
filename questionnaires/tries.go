package questionnaires

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"readiness/assess"
)

// A Try is one typing exercise that a person asked to keep.
type Try struct {
	Date   string // YYYY-MM-DD
	Typing assess.TypingRecord
}

// typingTries is the kind of a file of tries, by which it is told from any other.
const typingTries = "typing"

// beginsTries is found in every file of tries: what is another file altogether is told so, and not what
// is wrong with it.
var beginsTries = regexp.MustCompile(`(?m)^[ \t"']*kind["' \t]*=[ \t]*["']` + typingTries + `["']`)

// triesHeading begins a new file of tries.
var triesHeading = fmt.Sprintf(`# Typing exercises that "readiness type --keep" was asked to keep.
# To delete them, delete this file.
format = %d
kind   = %q
`, format, typingTries)

// maxTries is far above what a person can do.
const maxTries = 1000

var tryRows = rows{key: "try", kind: "try", example: "[[try]]", most: maxTries}

// ParseTries gives the tries in a file that AppendTry has written, in its order; none of an empty one. Its
// error is assess.Problems; name is how the person called the file. A full file is an error, as no other
// try has a place in it.
func ParseTries(name string, src []byte) ([]Try, error) {
	tries, err := parseTries(name, src)
	if err == nil && len(tries) == maxTries {
		err = noTries(name, fmt.Sprintf("the file is full: it has %d typing exercises", maxTries))
	}
	if err != nil {
		return nil, err
	}
	return tries, nil
}

func parseTries(name string, src []byte) ([]Try, error) {
	switch {
	case isBlank(src):
		return nil, nil
	case !beginsTries.Match(src):
		return nil, noTries(name, "this is no file of kept typing exercises")
	}
	top, err := openAs(typingTries, name, src)
	if err != nil {
		return nil, err
	}
	if !top.has("kind") || top.data["kind"] != typingTries {
		return nil, noTries(name, "this is no file of kept typing exercises")
	}
	var tries []Try
	for _, t := range top.each(tryRows) {
		tries = append(tries, Try{Date: t.day("date"), Typing: readTyping(t)})
	}
	top.close()
	return tries, top.problems.Err()
}

// noTries says that no try can be added to a file.
func noTries(name, what string) error {
	return assess.Problems{{Pos: assess.Pos{File: name}, What: what, Fix: "name a new file"}}
}

// isBlank says whether there is nothing in a file.
func isBlank(src []byte) bool { return strings.Trim(string(src), "\ufeff \t\r\n") == "" }

// AppendTry gives a file of tries, which ParseTries reads, with one more at its end. What the file has
// already, comments included, stays as it is; src is empty for a new file. Its error is assess.Problems:
// then the try cannot be kept, or the file is written such that nothing can be added at its end.
func AppendTry(name string, src []byte, try Try) ([]byte, error) {
	before, err := ParseTries(name, src)
	if err != nil {
		return nil, err
	}
	alone, err := withTry(name, triesHeading, nil, try)
	switch {
	case err != nil:
		return nil, notKept(name, err)
	case isBlank(src):
		return alone, nil
	}
	added, err := withTry(name, string(src), before, try)
	if err != nil {
		return nil, notAtItsEnd(name, src)
	}
	return added, nil
}

// withTry adds a try to the text of a file that has some, and sees that it is read as that.
func withTry(name, text string, before []Try, try Try) ([]byte, error) {
	added := fmt.Appendf(nil, "%s\n\n[[try]]\ndate    = %s\n%s", strings.TrimRight(text, "\r\n"), try.Date, typingKeys(try.Typing))
	after, err := parseTries(name, added)
	if err == nil && (len(after) != len(before)+1 || after[len(before)] != try) {
		err = noTries(name, "it is not read again as it is written")
	}
	if err != nil {
		return nil, err
	}
	return added, nil
}

// notKept says why a try cannot be kept. No place is given, as no file has it.
func notKept(name string, err error) error {
	var problems, why assess.Problems
	if !errors.As(err, &problems) {
		return err
	}
	for _, p := range problems {
		why = append(why, assess.Problem{Pos: assess.Pos{File: name}, What: "this result cannot be kept: " + p.What, Fix: "take the exercise again"})
	}
	return why
}

// notAtItsEnd says that a file is written such that nothing can be added at its end, and where.
func notAtItsEnd(name string, src []byte) error {
	const what = "the file is written in a way that no typing exercise can be added at its end"
	top, err := openAs(typingTries, name, src)
	if err != nil || !top.has(tryRows.key) {
		return noTries(name, what)
	}
	top.fault(top.place.at(tryRows.key), "name a new file, or write each exercise under a heading "+tryRows.example, what)
	return top.problems.Err()
}
