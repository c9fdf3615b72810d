package interview

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"readiness/assess"
)

// A gesture is something a person can always say instead of an answer. Its value is its letter, in
// capitals if another gesture has the same.
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
	leave  gesture = 'S' // an exercise; its letter is that of skip, which it stands for there
)

// gestures are all of them, in the order in which they are shown.
var gestures = []struct {
	gesture
	words string
	means string
}{
	{back, "back", "goes to what was asked before, or from the review to where you were"},
	{skip, "skip", "leaves the question without an answer: it earns nothing yet, and you can come back to it"},
	{leave, "leave out the exercise", "nobody asks why"},
	{prefer, "prefer not to say", "you keep the answer to yourself; it earns nothing yet, like a skipped one"},
	{apply, "does not apply", "takes the question out of your result, for the reason shown"},
	{help, "help", "shows these lines"},
	{review, "review", "shows all your answers; there you can change any of them, or finish"},
	{finish, "finish", "ends the questions"},
	{stop, "save and stop", "keeps your answers, so that you can go on another time"},
}

// A leaving is what the gesture leave is called and does at one exercise, where that is not the usual.
type leaving struct{ words, means string }

// words gives what a gesture is called.
func (g gesture) words() string {
	for _, known := range gestures {
		if known.gesture == g {
			return known.words
		}
	}
	return ""
}

// letter is what a person types for a gesture.
func (g gesture) letter() string { return strings.ToLower(string(g)) }

// meant is the gesture that a person meant where some are offered: skip and leave are said alike.
func (g gesture) meant(offered []gesture) gesture {
	for _, pair := range [][2]gesture{{skip, leave}, {leave, skip}} {
		if g == pair[0] && !slices.Contains(offered, g) && slices.Contains(offered, pair[1]) {
			return pair[1]
		}
	}
	return g
}

// others are what people type besides the letters and the words.
var others = map[string]gesture{"?": help, "leave out": leave, "leave it unfinished": leave, "leave the exercise": leave, "quit": stop, "exit": stop}

// gestureOf gives the gesture that a line is, 0 if none.
func gestureOf(line string) gesture {
	line = strings.ToLower(strings.Join(strings.Fields(line), " "))
	for _, known := range gestures {
		if line == string(known.gesture) || line == known.words {
			return known.gesture
		}
	}
	return others[line]
}

// beginsWord says whether what a gesture is called begins so.
func beginsWord(text string) bool {
	text = strings.ToLower(text)
	for _, known := range gestures {
		if strings.HasPrefix(known.words, text) {
			return true
		}
	}
	for word := range others {
		if strings.HasPrefix(word, text) {
			return true
		}
	}
	return false
}

// keys is the line that shows which gestures apply, and whether skip would drop an answer. Where apply
// does, its reason is said apart.
func keys(offered []gesture, answered bool, l leaving) string {
	var words []string
	for _, g := range offered {
		switch {
		case g == skip && answered:
			words = append(words, "s skip (drops your answer)")
		case g == leave && l.words != "":
			words = append(words, g.letter()+" "+l.words)
		case g != apply:
			words = append(words, g.letter()+" "+g.words())
		}
	}
	return strings.Join(words, ", ")
}

// letters reminds of the gestures that help someone who is stuck.
func letters(offered []gesture) string {
	var words []string
	for _, known := range []struct {
		gesture
		does string
	}{{skip, "s skips"}, {leave, "s leaves the exercise"}, {finish, "f finishes"}, {stop, "q saves and stops"}, {help, "h is help"}} {
		if slices.Contains(offered, known.gesture) {
			words = append(words, known.does)
		}
	}
	return " You can also type a letter: " + strings.Join(words, ", ") + "."
}

// notOffered says that a gesture does nothing here.
func notOffered(g gesture) string {
	switch g {
	case back:
		return "This is the first question."
	case finish:
		return "Finish is in the review: r."
	}
	return fmt.Sprintf("%q is not offered here.", g.words())
}

// doubtful says that a line which elsewhere is a gesture would be taken as it stands; "" if it is none,
// or was typed before, so that it is meant.
func doubtful(line, before string) string {
	if gestureOf(line) == 0 || line == before {
		return ""
	}
	return fmt.Sprintf("Here %q would be taken as it stands. If you mean that, type it again; if not, type something else.", line)
}

// meanings says what the gestures do.
func meanings(offered []gesture, l leaving) []string {
	var lines []string
	for _, known := range gestures {
		if known.gesture == leave && l.words != "" {
			known.words, known.means = l.words, l.means
		}
		if slices.Contains(offered, known.gesture) {
			lines = append(lines, fmt.Sprintf("%s %s: %s.", known.letter(), known.words, known.means))
		}
	}
	return lines
}

// where says where we are, and has the text to look at.
func (c card) where() []string {
	lines := []string{c.place}
	if c.heading != "" {
		lines = []string{c.heading, c.place}
	}
	if c.show != "" {
		lines = append(lines, "", aligned(c.show))
	}
	return lines
}

// aligned gives a text such that wrapping keeps the spaces that begin a line, or stand in a row: a table
// laid out in lines stays one.
func aligned(text string) string {
	lines := strings.Split(strings.TrimRight(text, "\n"), "\n")
	for i, line := range lines {
		rest := strings.TrimLeft(line, " ")
		indent := strings.Repeat(fixedSpace, len(line)-len(rest))
		lines[i] = indent + spaces.ReplaceAllStringFunc(rest, func(row string) string {
			return strings.Repeat(fixedSpace, len(row)-1) + " " // a line may be broken here
		})
	}
	return strings.Join(lines, "\n")
}

const fixedSpace = "\u00a0"

var spaces = regexp.MustCompile("  +")

// about is what is said about a question: its help, the earlier answer, and the gestures.
func (c card) about() []string {
	q := c.question
	var lines []string
	if q.Help != "" {
		lines = append(lines, q.Help)
	}
	if c.earlier != "" {
		lines = append(lines, "Your answer so far: "+shorten(clean(c.earlier), 200))
	}
	lines = append(lines, keys(c.offered, c.answered, c.leaving))
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
		return nil, "Nothing is chosen yet. To leave the question without an answer, use s (skip)."
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
		return nil, "Please write a few words. To leave the question without an answer, use s (skip)."
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
