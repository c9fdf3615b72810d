package tables

import (
	"slices"
	"strings"
	"unicode"

	"readiness/assess"
)

// How alike two texts are, in percent, from which on they may mean the same question.
const (
	nearWords   = 70 // of the words of both, those in common
	nearLetters = 72 // of the letters of the longer, those that need not be changed
	nearWithin  = 80 // of the words of the shorter, those in the other, if it has manyWords
	manyWords   = 8
	fewWords    = 4 // from so many up, all of them in the other; fewer say nothing
)

// A likeness is a question that the words of a column may mean.
type likeness struct {
	question int // its position
	percent  int // how alike; comparable among questions
}

// asked is a question in a form that makes it quick to compare.
type asked struct {
	question int // its position
	id       string
	words    []string
}

// near gives the questions that a header may mean, the likeliest first. Both measures miss much that the other
// finds: letters find what is misspelt, words find what is moved or left out.
func near(header string, questions []asked) []likeness {
	words := wordsOf(header)
	if len(words) == 0 {
		return nil
	}
	var found []likeness
	for _, q := range questions {
		if nearID(words, q.id) {
			found = append(found, likeness{q.question, 100})
		} else if p := alike(words, q.words); p > 0 {
			found = append(found, likeness{q.question, p})
		}
	}
	slices.SortStableFunc(found, func(a, b likeness) int { return b.percent - a.percent })
	return found
}

// longID is from how many characters on an id can hardly be another word.
const longID = 8

// isCopy says whether a header that is like a question may be a second column of it. A short id does not count, as
// "Team" is a word that tables have.
func isCopy(header string, q *assess.Question) bool {
	return len(q.ID) >= longID || alike(wordsOf(header), wordsOf(q.Ask)) > 0
}

// nearID says whether words are an id but for case, spaces and, in a long one, a slip.
func nearID(words []string, id string) bool {
	joined := strings.Join(words, "-")
	return joined == id || len(id) >= longID && assess.Nearest(joined, []string{id}) != ""
}

// wordsOf gives the words of a text, tidy, without punctuation.
func wordsOf(s string) []string {
	return strings.FieldsFunc(tidy(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// alike says in percent how alike two lists of words are, 0 if not enough to be the same question.
func alike(a, b []string) int {
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	common, short := inCommon(a, b), min(len(a), len(b))
	best := 0
	if p := 200 * common / (len(a) + len(b)); p >= nearWords {
		best = p
	}
	if p := 100 * common / short; short >= manyWords && p >= nearWithin || short >= fewWords && common == short {
		best = max(best, p)
	}
	if p := sameLetters(strings.Join(a, " "), strings.Join(b, " ")); p >= nearLetters {
		best = max(best, p)
	}
	return best
}

// inCommon counts the words that two lists share, each as often as both have it.
func inCommon(a, b []string) int {
	count := map[string]int{}
	for _, w := range a {
		count[w]++
	}
	common := 0
	for _, w := range b {
		if count[w] > 0 {
			count[w]--
			common++
		}
	}
	return common
}

// sameLetters gives the percent of letters of the longer text that an edit need not touch (Levenshtein), 0 if the
// letters, whatever their order, make it too few.
func sameLetters(a, b string) int {
	const most = 400 // letters that are looked at; no question is longer
	x, y := []rune(a), []rune(b)
	x, y = x[:min(len(x), most)], y[:min(len(y), most)]
	long := max(len(x), len(y))
	if 100*(long-leastEdits(x, y)) < nearLetters*long {
		return 0
	}
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := range x {
		diagonal := row[0]
		row[0] = i + 1
		for j := range y {
			change := diagonal
			if x[i] != y[j] {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
		}
	}
	return 100 * (long - row[len(y)]) / long
}

// leastEdits gives a number of edits under which one text cannot become the other, whatever the order of letters.
func leastEdits(x, y []rune) int {
	var count [64]int
	for _, r := range x {
		count[r%64]++
	}
	for _, r := range y {
		count[r%64]--
	}
	more, less := 0, 0
	for _, n := range count {
		more, less = more+max(n, 0), less+max(-n, 0)
	}
	return max(more, less)
}
