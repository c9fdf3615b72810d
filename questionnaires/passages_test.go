package questionnaires

import (
	"regexp"
	"strings"
	"testing"
	"unicode"
)

// sentenceEnd finds where one sentence ends and another begins.
var sentenceEnd = regexp.MustCompile(`[.?!] [A-Z]`)

// american finds stems that British English spells otherwise.
var american = regexp.MustCompile(`(?i)\b(color|center|favor|organiz|apologiz|recogniz|program\b|gray|canceled|traveled|inquir)`)

// passagesByUse gives the built-in passages of the exercise, and the one for practice.
func passagesByUse(t *testing.T) (exercise []Passage, practice Passage) {
	t.Helper()
	all, err := Passages()
	if err != nil {
		t.Fatal(err)
	}
	last := len(all) - 1
	for i, p := range all {
		if p.Practice != (i == last) {
			t.Errorf("%s: practice is %t, at place %d of %d", p.ID, p.Practice, i+1, len(all))
		}
	}
	return all[:last], all[last]
}

// Three minutes at 130 words a minute are 1950 characters.
func TestPassageLengths(t *testing.T) {
	exercise, practice := passagesByUse(t)
	if len(exercise) != 6 {
		t.Errorf("%d passages", len(exercise))
	}
	for _, p := range exercise {
		if n := len(p.Text); n < 1950 || n > 2100 {
			t.Errorf("%s has %d characters", p.ID, n)
		}
	}
	if n := len(practice.Text); n < 650 || n > 750 {
		t.Errorf("%s has %d characters", practice.ID, n)
	}
}

func TestPassageSentences(t *testing.T) {
	exercise, practice := passagesByUse(t)
	whose := map[string]string{}
	for _, p := range append(exercise, practice) {
		if bad := american.FindString(p.Text); bad != "" {
			t.Errorf("%s has %q", p.ID, bad)
		}
		for _, s := range sentences(p.Text) {
			if n := len(strings.Fields(s)); n > 20 {
				t.Errorf("%s: %d words: %s", p.ID, n, s)
			}
			if whose[s] != "" {
				t.Errorf("in %s and in %s: %s", whose[s], p.ID, s)
			}
			whose[s] = p.ID
		}
	}
}

func sentences(text string) []string {
	var all []string
	from := 0
	for _, at := range sentenceEnd.FindAllStringIndex(text, -1) {
		all = append(all, text[from:at[0]+1])
		from = at[1] - 1
	}
	return append(all, text[from:])
}

// The same keys are needed in all passages, and no others.
func TestPassageMarks(t *testing.T) {
	exercise, practice := passagesByUse(t)
	for _, p := range append(exercise, practice) {
		for _, r := range p.Text {
			if isMark(r) && !strings.ContainsRune(".,'-:?", r) {
				t.Errorf("%s has %q", p.ID, r)
			}
		}
	}
	for _, p := range exercise {
		for _, mark := range []struct {
			of          string
			least, most int
		}{{".", 23, 26}, {",", 16, 27}, {"'", 7, 14}, {"-", 2, 2}, {":", 4, 8}, {"?", 1, 1}} {
			if n := strings.Count(p.Text, mark.of); n < mark.least || n > mark.most {
				t.Errorf("%s has %d of %q, not %d to %d", p.ID, n, mark.of, mark.least, mark.most)
			}
		}
	}
}

// What makes a text hard to type, by Williams and others, "The Typability Index" (Behavior Research
// Methods 58, 2026, table 3): few small letters, many syllables a word, many marks, few keys for the
// right hand, in this order. How common the words and pairs of letters are counts, too, but would
// need a list of words; the length of the words stands in for it.
//
// apart is how far one passage may be from another: in the first 450 characters, which are three
// minutes at 30 words a minute, in the first 900, and in all of it.
var measures = []struct {
	name    string
	measure func(text string) float64
	apart   [3]float64
}{
	{"small letters, percent", share(unicode.IsLower), [3]float64{2.5, 1.6, 1.2}},
	{"capitals, percent", share(unicode.IsUpper), [3]float64{1.3, 0.8, 0.6}},
	{"digits, percent", share(unicode.IsDigit), [3]float64{1.5, 0.8, 0.5}},
	{"marks, percent", share(isMark), [3]float64{1.2, 0.7, 0.7}},
	{"keys for the right hand, percent", share(isRight), [3]float64{14, 11, 7}},
	{"characters a word", wordLength, [3]float64{0.4, 0.3, 0.2}},
	{"syllables a word", syllablesAWord, [3]float64{0.12, 0.12, 0.08}},
	{"words of 8 letters or more, percent", longWords, [3]float64{4, 3, 2.5}},
}

func TestPassagesEquallyHard(t *testing.T) {
	exercise, _ := passagesByUse(t)
	for i, n := range []int{450, 900, 0} {
		for _, m := range measures {
			var least, most float64
			var lowest, highest string
			for _, p := range exercise {
				text := p.Text
				if n > 0 {
					text = text[:n]
				}
				v := m.measure(text)
				if lowest == "" || v < least {
					least, lowest = v, p.ID
				}
				if highest == "" || v > most {
					most, highest = v, p.ID
				}
			}
			if most-least > m.apart[i] {
				t.Errorf("%s in the first %d characters (0: in all): %.2f in %s, %.2f in %s", m.name, n, least, lowest, most, highest)
			}
		}
	}
}

// share measures which percent of the characters other than spaces are so.
func share(is func(rune) bool) func(string) float64 {
	return func(text string) float64 {
		count, all := 0, 0
		for _, r := range text {
			if r == ' ' {
				continue
			}
			all++
			if is(r) {
				count++
			}
		}
		return 100 * float64(count) / float64(all)
	}
}

func isMark(r rune) bool { return unicode.IsPunct(r) || unicode.IsSymbol(r) }

// isRight says whether a key of a UK keyboard is for the right hand.
func isRight(r rune) bool {
	return strings.ContainsRune("67890-yuiophjkl'nm,./:;?", unicode.ToLower(r))
}

func wordLength(text string) float64 {
	return float64(len(text)) / float64(len(strings.Fields(text)))
}

var wordPattern = regexp.MustCompile(`[A-Za-z][A-Za-z']*`)

func syllablesAWord(text string) float64 {
	words := wordPattern.FindAllString(text, -1)
	sum := 0
	for _, w := range words {
		sum += syllables(w)
	}
	return float64(sum) / float64(len(words))
}

var (
	vowels = regexp.MustCompile(`[aeiouy]+`)
	silent = regexp.MustCompile(`([^l]e|[^td]ed)$`)
)

// syllables counts groups of vowels, less an ending that is not heard. It is wrong for a few words in
// a hundred, in each passage alike.
func syllables(word string) int {
	word = strings.ReplaceAll(strings.ToLower(word), "'", "")
	n := len(vowels.FindAllString(word, -1))
	if silent.MatchString(word) {
		n--
	}
	return max(1, n)
}

func longWords(text string) float64 {
	words := wordPattern.FindAllString(text, -1)
	long := 0
	for _, w := range words {
		if len(w) >= 8 {
			long++
		}
	}
	return 100 * float64(long) / float64(len(words))
}

func TestSyllables(t *testing.T) {
	for word, want := range map[string]int{"the": 1, "table": 2, "moved": 1, "wanted": 2, "there": 1, "appointment": 3, "receptionist": 4, "we'll": 1} {
		if got := syllables(word); got != want {
			t.Errorf("%s has %d, not %d", word, got, want)
		}
	}
}

func TestBrokenPassages(t *testing.T) {
	const head = "[[passage]]\nid = \"a\"\ntitle = \"A\"\n"
	tests := []struct{ name, src, want string }{
		{"right", head + "text = \"One two.\"\n", ""},
		{"lines are joined", head + "text = \"\"\"\nOne\ntwo.\"\"\"\n", ""},
		{"an accent", head + "text = \"One café.\"\n", `x.toml:4:8: passage "a": text has 'é', which not every keyboard has`},
		{"a curly quote", head + "text = \"It’s one.\"\n", `x.toml:4:8: passage "a": text has '’', which not every keyboard has`},
		{"two spaces", head + "text = \"One  two.\"\n", `x.toml:4:8: passage "a": text has two spaces together`},
		{"no end", head + "text = \"One two\"\n", `x.toml:4:8: passage "a": text does not end a sentence`},
		{"an id twice", head + "text = \"One.\"\n" + head + "text = \"Two.\"\n", `x.toml:6:6: passage "a": the id "a" stands twice`},
		{"no text", head, `x.toml:1:1: passage "a": "text" is missing`},
		{"practice in words", head + "text = \"One.\"\npractice = \"yes\"\n", `x.toml:5:12: passage "a": practice is a text, not true or false`},
		{"another key", head + "text = \"One.\"\nlevel = 1\n", `x.toml:5:1: passage "a": there is no key "level"`},
		{"no passage", "passages = 1\n", `x.toml:1:1: passages: there is no key "passages"`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			passages, err := parsePassages("x.toml", []byte(test.src))
			ps := problemsOf(t, err)
			switch {
			case test.want == "" && (err != nil || len(passages) != 1 || passages[0].Text != "One two."):
				t.Errorf("got %v, %v", passages, err)
			case test.want != "" && (len(ps) != 1 || passages != nil):
				t.Errorf("got %d problems and %v:\n%v", len(ps), passages, ps)
			case test.want != "" && ps[0].Pos.String()+": "+ps[0].What != test.want:
				t.Errorf("got %v: %s", ps[0].Pos, ps[0].What)
			}
		})
	}
}
