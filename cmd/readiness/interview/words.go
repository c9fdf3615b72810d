package interview

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"readiness/assess"
)

// A gesture is something a person can always say instead of an answer. Its value is its letter.
type gesture rune

// The gestures.
const (
	back   gesture = 'b'
	skip   gesture = 's'
	prefer gesture = 'p'
	apply  gesture = 'n' // it does not apply
	help   gesture = 'h'
	review gesture = 'r'
	finish gesture = 'f' // in the review only
	stop   gesture = 'q'
)

// gestures are all of them, in the order in which they are shown.
var gestures = []struct {
	gesture
	words string
	means string
}{
	{back, "back", "goes to the question before, or from the review to the questions"},
	{skip, "skip", "leaves the question open: it earns nothing yet, and you can come back to it"},
	{prefer, "prefer not to say", "keeps the answer to yourself: it earns nothing yet, like a skipped one"},
	{apply, "does not apply", "takes the question out of your result, for the reason shown"},
	{help, "help", "shows these lines"},
	{review, "review", "shows all your answers, to change any of them"},
	{finish, "finish", "ends the questions"},
	{stop, "save and stop", "keeps your answers, so that you can go on another time"},
}

// words gives what a gesture is called.
func (g gesture) words() string {
	for _, known := range gestures {
		if known.gesture == g {
			return known.words
		}
	}
	return ""
}

// gestureOf gives the gesture that a line is, 0 if none. "?" asks for help too.
func gestureOf(line string) gesture {
	line = strings.ToLower(strings.Join(strings.Fields(line), " "))
	if line == "?" {
		return help
	}
	for _, known := range gestures {
		if line == string(known.gesture) || line == known.words {
			return known.gesture
		}
	}
	return 0
}

// keys is the line that shows which gestures apply. Where apply does, its reason is said apart.
func keys(offered []gesture) string {
	var words []string
	for _, g := range offered {
		if g != apply {
			words = append(words, string(g)+" "+g.words())
		}
	}
	return strings.Join(words, ", ")
}

// meanings says what the gestures do.
func meanings(offered []gesture) []string {
	var lines []string
	for _, known := range gestures {
		if slices.Contains(offered, known.gesture) {
			lines = append(lines, fmt.Sprintf("%c %s: %s.", known.gesture, known.words, known.means))
		}
	}
	return lines
}

// above is what stands over the answer, the same in both fronts: where we are, the question, its
// help, the earlier answer, and the gestures.
func (c card) above() []string {
	q := c.question
	lines := []string{c.place, "", q.Ask}
	if q.Help != "" {
		lines = append(lines, q.Help)
	}
	if c.earlier != "" {
		lines = append(lines, "Your answer so far: "+shorten(clean(c.earlier), 200))
	}
	lines = append(lines, keys(c.offered))
	if slices.Contains(c.offered, apply) {
		lines = append(lines, fmt.Sprintf("%c %s: %s", apply, apply.words(), q.MayNotApply))
	}
	return lines
}

// read understands what was said to a question: the value of a reply, or why it cannot be taken.
func read(q *assess.Question, h heard) (value any, complaint string) {
	switch q.Kind {
	case assess.One:
		return q.Options[h.picked[0]].ID, ""
	case assess.Many:
		return readTicks(q, h.picked)
	case assess.Number:
		return readNumber(q, h.line)
	}
	return readText(h.line)
}

func readTicks(q *assess.Question, picked []int) (any, string) {
	alone := slices.IndexFunc(picked, func(i int) bool { return q.Options[i].Alone })
	if alone >= 0 && len(picked) > 1 {
		return nil, fmt.Sprintf("%q cannot go with others. Please choose it alone, or only the others.", q.Options[picked[alone]].Say)
	}
	if len(picked) == 0 {
		return nil, "Nothing is chosen yet. To leave the question open, use s (skip)."
	}
	ids := make([]string, len(picked))
	for i, at := range picked {
		ids[i] = q.Options[at].ID
	}
	return ids, ""
}

func readNumber(q *assess.Question, line string) (any, string) {
	digits := strings.TrimPrefix(line, "-")
	if digits == "" || strings.Trim(digits, "0123456789") != "" {
		return nil, fmt.Sprintf("Please type a whole number from %d to %d, in digits only.", q.Min, q.Max)
	}
	n, err := strconv.Atoi(line)
	if err != nil || n < q.Min || n > q.Max {
		return nil, fmt.Sprintf("That number is outside what is expected here. Please type a whole number from %d to %d.", q.Min, q.Max)
	}
	return n, ""
}

func readText(line string) (any, string) {
	if utf8.RuneCountInString(line) < 2 {
		return nil, "Please write a few words. To leave the question open, use s (skip)."
	}
	if complaint := fits(line, assess.MaxText); complaint != "" {
		return nil, complaint
	}
	return line, ""
}

// fits says why a text cannot be taken, "" if it can.
func fits(text string, limit int) string {
	if !utf8.ValidString(text) {
		return "Some of that did not arrive as readable characters (UTF-8). Please type it again."
	}
	if n := utf8.RuneCountInString(text); n > limit {
		return fmt.Sprintf("That is %d characters; there is room for %d. Please shorten it by %d.", n, limit, n-limit)
	}
	return ""
}
