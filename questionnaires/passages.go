package questionnaires

import (
	_ "embed"
	"strings"
)

// passagesFile holds the passages and says how they are written. All were written for this project,
// and the people and places in them are invented.
//
//go:embed passages/passages.toml
var passagesFile []byte

// A Passage is a text to copy in a typing exercise.
type Passage struct {
	ID       string // stays the same for ever: results are kept under it
	Title    string // what it is, to choose by: "A letter about an appointment"
	Text     string // one paragraph of printable ASCII with single spaces and a full stop at its end
	Practice bool   // it is for trying the exercise out, and shorter
}

// Limits on passages: far above what anyone types in the longest exercise.
const (
	maxPassages = 100
	maxPassage  = 6000 // characters
)

var passageRows = rows{key: "passage", kind: "passage", example: "[[passage]]", least: 1, most: maxPassages}

// Passages gives the passages of the typing exercise in the order in which they are offered; the last
// is the one for practice, and the others are equally hard. The file is part of the program, so an
// error, which is assess.Problems, is a fault of the program, which the tests would show.
func Passages() ([]Passage, error) { return parsePassages("built-in passages.toml", passagesFile) }

func parsePassages(name string, src []byte) ([]Passage, error) {
	top, err := open(name, src, "passages")
	if err != nil {
		return nil, err
	}
	var passages []Passage
	seen := map[string]bool{}
	for _, t := range top.each(passageRows) {
		p := Passage{ID: t.id("id"), Title: t.text("title", maxTitle), Text: t.prose("text", maxPassage)}
		if p.ID != "" {
			t.once(seen, t.place.at("id"), ownID, "the id", p.ID)
		}
		if t.has("practice") {
			p.Practice = t.flag("practice")
		}
		if p.Text != "" {
			checkTypeable(t, p.Text)
		}
		passages = append(passages, p)
	}
	top.close()
	if err := top.problems.Err(); err != nil {
		return nil, err
	}
	return passages, nil
}

// checkTypeable notes what would trip up whoever copies a text: a character that not every keyboard
// has, a space that cannot be told from two, an end that is no sentence's.
func checkTypeable(t *table, text string) {
	foreign := strings.IndexFunc(text, func(r rune) bool { return r < ' ' || r > '~' })
	switch {
	case foreign >= 0:
		t.wrong("text", "write letters without accents, and straight quotes and hyphens",
			"text has %q, which not every keyboard has", []rune(text[foreign:])[0])
	case strings.Contains(text, "  "):
		t.wrong("text", "write one space", "text has two spaces together")
	case !strings.HasSuffix(text, "."):
		t.wrong("text", "end it with a full stop", "text does not end a sentence")
	}
}
