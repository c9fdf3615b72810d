package reports

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"readiness/assess"
)

// count gives a number and its noun: "1 question", "3 questions".
func count(n int, noun string) string {
	return strconv.Itoa(n) + " " + noun + either(n, "", "s")
}

// thousands gives a number with commas: "10,000".
func thousands(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// either gives the word for one, or the word for none or many.
func either(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// level gives a figure of 0 to 100 in words.
func level(low, high int) string {
	if low == high {
		return fmt.Sprintf("%d of 100", low)
	}
	return fmt.Sprintf("between %d and %d of 100", low, high)
}

// bandWords names a band, or the two that it is between.
func bandWords(b assess.BandRange) string {
	if b.Low == b.High {
		return b.Low
	}
	return "between " + b.Low + " and " + b.High
}

// levelOf gives a range in words; nil is what does not apply.
func levelOf(r *assess.Range) string {
	if r == nil {
		return "does not apply to you"
	}
	return level(r.Low, r.High)
}

// day gives a date of the form 2006-01-02 as people write it.
func day(date string) string {
	t, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return date
	}
	return t.Format("2 January 2006")
}

// capital gives a text with a capital at its beginning.
func capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToUpper(first)) + s[size:]
}

// and joins names: "A", "A and B", "A, B and C".
func and(names []string) string {
	last := len(names) - 1
	if last < 1 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:last], ", ") + " and " + names[last]
}

// ticked gives answers, which are parted by "; ", with the two or more words that all of them begin with
// said once: "I can write; I can read" is "I can: write; read".
func ticked(says string) string {
	answers := strings.Split(says, "; ")
	if len(answers) < 2 {
		return says
	}
	common := strings.Fields(answers[0])
	for _, a := range answers {
		fields := strings.Fields(a)
		n := 0
		for n < len(common) && n < len(fields)-1 && common[n] == fields[n] {
			n++
		}
		common = common[:n]
	}
	if len(common) < 2 {
		return says
	}
	begin := strings.Join(common, " ")
	for i, a := range answers {
		rest, whole := strings.CutPrefix(a, begin+" ")
		if !whole {
			return says
		}
		answers[i] = rest
	}
	return begin + ": " + strings.Join(answers, "; ")
}

// stops are what a sentence can end with.
const stops = ".!?…:"

// split gives the paragraphs of a text, which blank lines part.
func split(s string) []string {
	var paragraphs []string
	for p := range strings.SplitSeq(strings.ReplaceAll(s, "\r\n", "\n"), "\n\n") {
		if strings.TrimSpace(p) != "" {
			paragraphs = append(paragraphs, p)
		}
	}
	return paragraphs
}

// sentence gives a text that ends as a sentence does.
func sentence(s string) string {
	if s == "" || stopped(s) {
		return s
	}
	return s + "."
}

// named gives what there is to say under a name, which may be a sentence.
func named(name, says string) string {
	if stopped(name) {
		return name + " " + says
	}
	return name + ": " + says
}

// stopped says whether a text ends as a sentence does, also within quotes.
func stopped(s string) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s, "”’"))
	return strings.ContainsRune(stops, last)
}

// quoted gives a text in quotes; quotes within it are single.
func quoted(s string) string {
	return "“" + strings.NewReplacer("“", "‘", "”", "’").Replace(s) + "”"
}

// worth says what meeting a requirement would add.
func worth(j assess.Judged) string {
	if j.Worth == nil {
		return ""
	}
	of := "readiness"
	if j.Kind == assess.Desirable {
		of = "strength"
	}
	if j.Worth.Points == 0 {
		return "meeting it adds less than 1 to " + of
	}
	return fmt.Sprintf("meeting it adds up to %d to %s", j.Worth.Points, of)
}

// standing says how a requirement stands.
func standing(s assess.State) string {
	if s == assess.DoesNotApply {
		return "does not apply"
	}
	return string(s)
}
