package tables

import (
	"slices"
	"strings"
	"unicode"

	"readiness/assess"
)

// A name is one way to write an option: its id, or its text, tidy.
type name struct {
	text   string
	option int // its position
}

// namesOf gives all ways to write the options of a question, and how long a cell can be at most that names each
// of them once.
func namesOf(q *assess.Question) (names []name, most int) {
	for i, o := range q.Options {
		id, say := tidy(o.ID), tidy(o.Say)
		names = append(names, name{id, i})
		if say != id {
			names = append(names, name{say, i})
		}
		most += max(len(id), len(say)) + len(". ; ")
	}
	return names, most
}

// stopped gives names as they read without their full stop, and as they read with one.
func stopped(names []name) []name {
	var all []name
	for _, n := range names {
		bare := strings.TrimRight(n.text, ". ")
		if bare != "" {
			all = append(all, name{bare, n.option}, name{bare + ".", n.option})
		}
	}
	return all
}

// The positions that stand for a reason for no answer, after those of the options.
const (
	doesNotApply = iota
	prefersNot
	reasonCount
)

// reasonsOf gives the ways to write a reason for no answer, each with a position after the last option.
func reasonsOf(q *assess.Question) []name {
	n := len(q.Options)
	names := []name{{"prefer not to say", n + prefersNot}}
	if words := tidy(q.MayNotApply); words != "" {
		names = append(names, name{words, n + doesNotApply}, name{"not applicable", n + doesNotApply}, name{"n/a", n + doesNotApply})
	}
	return names
}

// lettersOf gives the letters that our form on paper has beside its boxes: those of the options, then those of the
// reasons for no answer, by their positions. A letter that is an option's id or words is none; and a question that
// names a letter itself, as "grade 4 (C)", has none at all: whoever writes "C" there may mean that one.
func lettersOf(q *assess.Question, names []name) []name {
	if q.Kind == assess.Text || q.Exercise() || namesLetter(q) {
		return nil
	}
	boxes := make([]int, len(q.Options), len(q.Options)+reasonCount)
	for i := range boxes {
		boxes[i] = i
	}
	if q.MayNotApply != "" {
		boxes = append(boxes, len(q.Options)+doesNotApply)
	}
	boxes = append(boxes, len(q.Options)+prefersNot)
	var letters []name
	for i, box := range boxes {
		letter := strings.ToLower(Letter(i))
		if !slices.ContainsFunc(names, func(n name) bool { return n.text == letter }) {
			letters = append(letters, name{letter, box})
		}
	}
	return letters
}

// namesLetter says whether a question or an option has a capital letter that stands for itself, so neither "A" nor "I".
func namesLetter(q *assess.Question) bool {
	words := q.Ask
	for _, o := range q.Options {
		words += " " + o.Say
	}
	words = strings.ReplaceAll(words, "N/A", "")
	return slices.ContainsFunc(strings.FieldsFunc(words, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), func(w string) bool {
		return len(w) == 1 && w[0] >= 'B' && w[0] <= 'Z' && w != "I"
	})
}

// split reads a tidy text as names with ";" or "," between them, and perhaps a ";" at the end, as Microsoft Forms
// writes it. As names can hold such characters too, and each other, there can be several ways. It says how many:
// 0, 1 or 2, which stands for more; with 1, ticks are the options in the order of the text.
func split(text string, names []name) (ticks []int, ways int) {
	type step struct{ ways, option, next int }
	steps := make([]step, len(text)+1) // by where a name begins: how the rest can be read
	for at := len(text) - 1; at >= 0; at-- {
		here := &steps[at]
		for _, n := range names {
			if n.text == "" || !strings.HasPrefix(text[at:], n.text) {
				continue
			}
			next, ends, ok := separator(text, at+len(n.text))
			more := steps[next].ways
			if ends {
				more = 1
			}
			if ok && more > 0 {
				*here = step{min(2, here.ways+more), n.option, next}
			}
		}
	}
	for at := 0; steps[0].ways == 1 && at < len(text); at = steps[at].next {
		ticks = append(ticks, steps[at].option)
	}
	return ticks, steps[0].ways
}

// separator says where the next name begins after one that ends at a place; ends if the text ends there, not ok
// if there is neither a separator nor the end.
func separator(text string, at int) (next int, ends, ok bool) {
	if at == len(text) {
		return at, true, true
	}
	rest := strings.TrimPrefix(text[at:], " ")
	if rest == "" || rest[0] != ';' && rest[0] != ',' {
		return at, false, false
	}
	after := strings.TrimPrefix(rest[1:], " ")
	return len(text) - len(after), after == "" && rest[0] == ';', true
}
