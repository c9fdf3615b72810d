package assess

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
)

const plain = "the quick brown fox jumps over the lazy dog and then it runs away from all of them"

var letter = strings.Repeat("Dear Mr Osei, thank you for your call. Your appointment in the eye department is on Tuesday 14 March at 10:30. "+
	"Please bring your glasses and this letter with you. If the time does not suit you, ring the clinic before noon. ", 9)[:2000]

func TestTypingErrors(t *testing.T) {
	for _, c := range []struct {
		name, passage, typed string
		errors               int
	}{
		{"nothing typed", plain, "", 0},
		{"all right", plain, plain, 0},
		{"as far as it was reached", plain, "the quick brown", 0},
		{"a word cut off by time", plain, "the quick bro", 0},
		{"a word cut off by time, wrong", plain, "the quick brx", 1},
		{"one wrong letter", plain, "the quick brawn fox jumps", 1},
		{"two wrong letters in a word", plain, "the quack braun fox jumps", 2},
		{"swapped letters", plain, "the qucik brown fox jumps", 1},
		{"a missed letter", plain, "the quik brown fox jumps", 1},
		{"an extra letter", plain, "the quiick brown fox jumps", 1},
		{"another word", plain, "the swift brown fox jumps", 1},
		{"a long word with 5 wrong letters", "an appointment card", "an appxxxxxent card", 1},
		{"a long word with 6 wrong letters: more than half of 11, so 11 count", "an appointment card", "an appxxxxxxnt card", 3},
		{"another long word: 11 letters count", "an appointment card", "an organiser12 card", 3},
		{"an omitted word", plain, "the brown fox jumps", 1},
		{"an omitted word of 11 letters", "the appointment card is here", "the card is here", 3},
		{"an extra word", plain, "the very quick brown fox jumps", 1},
		{"two words swapped", plain, "the brown quick fox jumps", 2},
		{"a word twice", plain, "the the quick brown fox jumps", 1},
		{"a doubled space", plain, "the  quick brown fox", 1},
		{"three spaces for one", plain, "the   quick brown fox", 2},
		{"a space first", plain, " the quick brown fox", 1},
		{"a space after the last word", plain, "the quick brown ", 0},
		{"a missing space", plain, "thequick brown fox", 1},
		{"two missing spaces", plain, "thequickbrown fox", 2},
		{"four words run together: two missing spaces, and the fourth is both missed and extra", plain, "thequickbrownfox jumps", 4},
		{"a missing space and a slip before it", plain, "tehquick brown fox", 2},
		{"a missing space and a slip after it", plain, "thequikc brown fox", 2},
		{"a missing space and slips in both words", "receptionist department please come", "receptoonistdepartmemt please come", 5},
		{"a missing space before the word cut off", plain, "the quickbro", 1},
		{"a space in a word", plain, "the qu ick brown fox", 1},
		{"two spaces in a word", plain, "the q ui ck brown fox", 2},
		{"a space in a long word and a slip", "an appointment card", "an appo intmetn card", 2},
		{"a space in the word cut off", "an appointment card", "an app oint", 1},
		{"a space too early: both words are wrong", plain, "the quic kbrown fox", 2},
		{"a full stop for a comma", "yes, it is", "yes. it is", 1},
		{"a capital", plain, "The quick", 1},
		{"Enter for a space", plain, "the quick\nbrown fox", 0},
		{"typographic quotes and dashes", "it’s a “card” – here", "it's a \"card\" - here", 0},
		{"an accent of its own", "cafe\u0301 noir", "cafe\u0301 noir", 0},
		{"an accent missed", "cafe\u0301 noir", "cafe noir", 1},
		{"eight words skipped, all under 6 letters", plain, "the quick then it runs away from all of them", 8},
		{"from the end on to the beginning", "one two three", "one two three one two", 0},
		{"from the end on to the beginning, with a slip", "one two three.", "one two three. oen two three. o", 1},
		{"gibberish without spaces: 70 characters", plain, strings.Repeat("asdfjkl", 10), 14},
		{"one key held down: 100 characters", plain, strings.Repeat("e", 100), 20},
		{"the space bar held down: 100 spaces", plain, strings.Repeat(" ", 100), 100},
		{"gibberish of 4 letters and spaces", plain, strings.Repeat("jjjj ", 20), 20},
		{"a passage without words: 3 and 1 letters", " \n ", "abc d", 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := MeasureTyping("p", c.passage, c.typed, time.Minute).Errors; got != c.errors {
				t.Errorf("%q gives %d errors, want %d\n%s", c.typed, got, c.errors, drawn(c.passage, c.typed))
			}
		})
	}
}

// drawn shows the pieces, for messages.
func drawn(passage, typed string) string {
	var b strings.Builder
	laps := strings.Repeat(passage+" ", 2+len(typed))
	for _, p := range AlignTyping(passage, typed) {
		fmt.Fprintf(&b, "%v %q %q\n", p.Kind, laps[p.PassageFrom:p.PassageTo], typed[p.TypedFrom:p.TypedTo])
	}
	return b.String()
}

func TestAlignTyping(t *testing.T) {
	for _, c := range []struct{ name, passage, typed, want string }{
		{"nothing", "one two", "", ""},
		{"right", "one two", "one tw", "match:one tw|one tw"},
		{"wrong", "one two", "oxe two", "match:o|o wrong:n|x match:e two|e two"},
		{"missed in a word", "one two", "oe two", "match:o|o missed:n| match:e two|e two"},
		{"extra in a word", "one two", "onxe two", "match:on|on extra:|x match:e two|e two"},
		{"an omitted word", "one two three", "one three", "match:one |one  missed:two | match:three|three"},
		{"an extra word", "one two", "one and two", "match:one |one  extra:|and  match:two|two"},
		{"a missing space", "one two", "onetwo", "match:one|one missed: | match:two|two"},
		{"a space in a word", "one two", "o ne two", "match:o|o extra:|  match:ne two|ne two"},
		{"another word: compared in place", "an appointment card", "an organiser card", "match:an |an  wrong:appointme|organiser missed:nt| match: card| card"},
		{"round again, with bytes of typographic quotes", "it’s", "it's it's", "match:it’s it’s|it's it's"},
		{"a space before the passage, and two within", " one  two", "one two", "match:one  two|one two"},
	} {
		t.Run(c.name, func(t *testing.T) {
			laps := strings.Repeat(c.passage+" ", 3)
			var got []string
			for _, p := range AlignTyping(c.passage, c.typed) {
				got = append(got, fmt.Sprintf("%v:%s|%s", p.Kind, laps[p.PassageFrom:p.PassageTo], c.typed[p.TypedFrom:p.TypedTo]))
			}
			if strings.Join(got, " ") != c.want {
				t.Errorf("got  %s\nwant %s", strings.Join(got, " "), c.want)
			}
		})
	}
}

// keys presses one key after the other, so many to the minute.
func keys(typed string, perMinute int) []Key {
	var all []Key
	for _, r := range typed {
		all = append(all, Key{r, time.Duration(len(all)) * time.Minute / time.Duration(perMinute)})
	}
	return all
}

// workedTyping is TypingMaster's example: 350 strokes a minute, of which 5 are wrong, in 5 words.
func workedTyping() (passage, typed string) {
	b := []byte(letter)
	for _, word := range []string{"Osei", "thank", "department", "glasses", "clinic"} {
		b[strings.Index(letter, word)+1] = 'q'
	}
	return letter, string(b)
}

func TestReplayTyping(t *testing.T) {
	passage, typed := workedTyping()
	for _, c := range []struct {
		name, passage, typed string
		length               time.Duration
		want                 TypingRecord
	}{
		{"1,750 strokes in 5 minutes, 5 wrong words; what comes after is not looked at", passage, typed, 5*time.Minute - time.Millisecond, TypingRecord{Strokes: 1750, Wrong: 5, Left: 1750, Errors: 5}},
		{"nothing typed", plain, "", time.Minute, TypingRecord{}},
		{"all right", plain, plain, time.Minute, TypingRecord{Strokes: 82, Left: 82}},
		{"a key at the very end counts", plain, plain, 3 * time.Minute / 350, TypingRecord{Strokes: 4, Left: 4}},
		{"a wrong letter, taken back", plain, "the quix\bck", time.Minute, TypingRecord{Strokes: 10, Wrong: 1, Left: 9}},
		{"a wrong letter, left", plain, "the quixk ", time.Minute, TypingRecord{Strokes: 10, Wrong: 1, Left: 10, Errors: 1}},
		{"a right letter, taken back", plain, "the q\bq", time.Minute, TypingRecord{Strokes: 6, Left: 5}},
		{"a wrong word taken back; its third letter is seen as right, after one missed", plain, "the xxu\x17quick", time.Minute, TypingRecord{Strokes: 12, Wrong: 3, Left: 9}},
		{"a word and its spaces taken back", plain, "the  \x17the ", time.Minute, TypingRecord{Strokes: 9, Wrong: 1, Left: 4}},
		{"all taken back, and more", plain, "ab\b\b\b\x17\x17", time.Minute, TypingRecord{Strokes: 2, Wrong: 2}},
		{"a space taken back", plain, "th \be quick", time.Minute, TypingRecord{Strokes: 10, Wrong: 1, Left: 9}},
		{"a doubled space: the second does not fit", plain, "the  quick", time.Minute, TypingRecord{Strokes: 10, Wrong: 1, Left: 10, Errors: 1}},
		{"an accent taken back with its letter", "cafe\u0301 noir", "cafe\u0301\b\be\u0301", time.Minute, TypingRecord{Strokes: 7, Wrong: 2, Left: 3, Errors: 1}},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.want.Passage, c.want.Time = "p", c.length
			if got := ReplayTyping("p", c.passage, keys(c.typed, 350), c.length); got != c.want {
				t.Errorf("got  %+v\nwant %+v", got, c.want)
			}
		})
	}
}

func TestTypingRates(t *testing.T) {
	passage, typed := workedTyping()
	five := ReplayTyping("p", passage, keys(typed, 350), 5*time.Minute-time.Millisecond)
	five.Time = 5 * time.Minute
	for _, c := range []struct {
		name                    string
		typing                  TypingRecord
		gross, net, left, typed string
		floors                  [4]int
	}{
		{"TypingMaster's example", five, "70/1", "69/1", "690/7", "698/7", [4]int{70, 69, 98, 99}},
		{"nothing typed", TypingRecord{Time: time.Minute}, "0/1", "0/1", "0/1", "0/1", [4]int{}},
		{"no time", TypingRecord{Left: 5, Strokes: 5}, "0/1", "0/1", "100/1", "100/1", [4]int{0, 0, 100, 100}},
		{"more errors than words", TypingRecord{Time: 3 * time.Minute, Strokes: 8, Wrong: 8, Left: 8, Errors: 2}, "8/15", "0/1", "0/1", "0/1", [4]int{}},
		{"three minutes", TypingRecord{Time: 3 * time.Minute, Strokes: 700, Wrong: 1, Left: 601, Errors: 1}, "601/15", "596/15", "59600/601", "699/7", [4]int{40, 39, 99, 99}},
	} {
		t.Run(c.name, func(t *testing.T) {
			typedAccuracy, observed := c.typing.TypedAccuracy()
			if observed != (c.typing.Strokes > 0) {
				t.Errorf("observed: %v", observed)
			}
			rates := []Rate{c.typing.Gross(), c.typing.Net(), c.typing.LeftAccuracy(), typedAccuracy}
			for i, want := range []string{c.gross, c.net, c.left, c.typed} {
				if rates[i].String() != want || rates[i].Floor() != c.floors[i] {
					t.Errorf("rate %d is %v, %d, want %s, %d", i, rates[i], rates[i].Floor(), want, c.floors[i])
				}
			}
		})
	}
	if (Rate{}).Compare(five.Net()) != -1 || five.Gross().Compare(five.Net()) != 1 || five.Net().Compare(five.Net()) != 0 {
		t.Error("rates are not in order")
	}
}

// miscopied gives a passage of a few words, so that they are alike, and a copy with slips of all sorts.
func miscopied(r *rand.Rand) (passage, typed string) {
	words := strings.Fields("a an the then than clinic clinical appointment disappointment on one letter better letters re-read")
	var ws []string
	for range 1 + r.IntN(20) {
		ws = append(ws, words[r.IntN(len(words))])
	}
	passage = strings.Join(ws, " ")
	b := []byte(passage)[:1+r.IntN(len(passage))]
	for range r.IntN(8) {
		i := r.IntN(len(b) + 1)
		j := min(len(b), i+r.IntN(3)*r.IntN(12))
		b = slices.Replace(b, i, j, []byte("the lexx  an")[:r.IntN(13)]...)
	}
	return passage, string(b)
}

// someTexts tries a law on miscopied texts.
func someTexts(t *testing.T, law func(r *rand.Rand, passage, typed string) string) {
	r := rand.New(rand.NewPCG(1, 2))
	n := 20 * *laws
	if testing.Short() {
		n /= 6
	}
	for range n {
		passage, typed := miscopied(r)
		if broken := law(r, passage, typed); broken != "" {
			t.Fatalf("passage %q\ntyped %q: %s\n%s", passage, typed, broken, drawn(passage, typed))
		}
	}
}

func errorsIn(passage, typed string) int { return MeasureTyping("", passage, typed, 0).Errors }

func TestTypingRightLaw(t *testing.T) {
	someTexts(t, func(r *rand.Rand, passage, _ string) string {
		laps := passage + " " + passage + " " + passage
		if n := r.IntN(len(laps) + 1); errorsIn(passage, laps[:n]) != 0 {
			return "a right beginning has errors: " + laps[:n]
		}
		return ""
	})
}

func TestTypingBoundsLaw(t *testing.T) {
	someTexts(t, func(_ *rand.Rand, passage, typed string) string {
		m := MeasureTyping("", passage, typed, time.Minute)
		if m.Errors < 0 || m.Net().Compare(m.Gross()) > 0 || m.Left != len(typed) {
			return fmt.Sprintf("%+v", m)
		}
		return ""
	})
}

func TestTypingCorrectedLaw(t *testing.T) {
	someTexts(t, func(_ *rand.Rand, passage, typed string) string {
		laps := strings.Repeat(passage+" ", 2+len(typed))
		before := errorsIn(passage, typed)
		for _, p := range AlignTyping(passage, typed) {
			right, wrong := laps[p.PassageFrom:p.PassageTo], typed[p.TypedFrom:p.TypedTo]
			corrected := []string{right}
			for i := 0; i < max(len(right), len(wrong)); i++ {
				switch {
				case p.Kind == Wrong:
					corrected = append(corrected, wrong[:i]+right[i:i+1]+wrong[i+1:])
				case p.Kind == Missed && !strings.Contains(right, " "):
					corrected = append(corrected, right[i:i+1])
				case p.Kind == Extra && !strings.Contains(wrong, " "):
					corrected = append(corrected, wrong[:i]+wrong[i+1:])
				}
			}
			for _, c := range corrected {
				c = typed[:p.TypedFrom] + c + typed[p.TypedTo:]
				if after := errorsIn(passage, c); after > before {
					return fmt.Sprintf("%d errors are %d in %q\n%s", before, after, c, drawn(passage, c))
				}
			}
		}
		return ""
	})
}

func TestTypingOnLaw(t *testing.T) {
	someTexts(t, func(_ *rand.Rand, passage, typed string) string {
		typed += " "
		laps := strings.Repeat(passage+" ", 40+len(typed))
		pieces := AlignTyping(passage, typed)
		last := pieces[len(pieces)-1]
		reached := last.PassageTo
		if last.Kind != Match || laps[reached-1] != ' ' { // within a word that is wrong already
			return ""
		}
		right := len(typed) - WordLength*errorsIn(passage, typed)
		for n := range 30 {
			typed += laps[reached+n : reached+n+1]
			now := len(typed) - WordLength*errorsIn(passage, typed)
			if now < right {
				return fmt.Sprintf("from %d right characters to %d in %q", right, now, typed)
			}
			right = now
		}
		return ""
	})
}

func TestTypingReplayedLaw(t *testing.T) {
	someTexts(t, func(r *rand.Rand, passage, typed string) string {
		var pressed strings.Builder
		for _, c := range typed {
			for n := r.IntN(4) - 1; n > 0; n-- {
				pressed.WriteString("x \b\b")
			}
			if r.IntN(9) == 0 && c != ' ' {
				pressed.WriteString(" a\x17\b")
			}
			pressed.WriteRune(c)
		}
		copied := NewTypingCopy(passage)
		for _, c := range pressed.String() {
			copied.Press(c)
		}
		live, whole := copied.Record("", time.Hour), MeasureTyping("", passage, typed, time.Hour)
		if live.Left != whole.Left || live.Errors != whole.Errors || live.Wrong > live.Strokes {
			return fmt.Sprintf("typed: %+v, as a whole: %+v", live, whole)
		}
		if copied.Typed() != typed || !slices.Equal(copied.Pieces(), AlignTyping(passage, typed)) {
			return fmt.Sprintf("%q is left, in pieces %v", copied.Typed(), copied.Pieces())
		}
		return ""
	})
}

// TestTypingBandLaw: a narrow band finds no fewer errors, the same if they are no more than it is wide, and
// never more than there are characters.
func TestTypingBandLaw(t *testing.T) {
	someTexts(t, func(r *rand.Rand, passage, typed string) string {
		banded := func(words int) cost {
			a := newAligner(passage)
			a.band = words
			a.columns[0] = a.column(0, false)
			a.read(typed)
			return a.total()
		}
		narrow := 1 + r.IntN(8)
		all, found := banded(300), banded(narrow)
		if found < all || found.errors() > len(typed) || all.errors() <= narrow && found != all {
			return fmt.Sprintf("%x in a wide band, %x in one of %d", all, found, narrow)
		}
		return ""
	})
}

func FuzzAlignTyping(f *testing.F) {
	f.Add(plain, "teh  qick \n foxjumps")
	f.Add("", " a")
	f.Add(" it’s  e\u0301\u200d \xff", "its e \u0301")
	f.Fuzz(func(t *testing.T, passage, typed string) {
		passage, typed = passage[:min(300, len(passage))], typed[:min(300, len(typed))]
		a := newAligner(passage)
		at := TypingPiece{Kind: -1, PassageTo: a.once[0].at(0)}
		for _, p := range AlignTyping(passage, typed) {
			sizes := [...]bool{p.PassageTo > p.PassageFrom, p.TypedTo > p.TypedFrom}
			wants := [...][2]bool{Match: {true, true}, Wrong: {true, true}, Missed: {true, false}, Extra: {false, true}}
			if p.Kind == at.Kind || p.PassageFrom != at.PassageTo || p.TypedFrom != at.TypedTo || sizes != wants[p.Kind] {
				t.Errorf("%q, %q: %+v follows %+v", passage, typed, p, at)
			}
			at = p
		}
		if at.TypedTo != len(typed) {
			t.Errorf("%q, %q: the pieces end at %d", passage, typed, at.TypedTo)
		}
		if at.Kind == -1 && len(typed) > 0 {
			t.Errorf("%q, %q: no pieces", passage, typed)
		}
	})
}

// TestTypingFarAstray: however far what was typed strays, no character counts more than one error, and what
// comes after it is still compared.
func TestTypingFarAstray(t *testing.T) {
	for name, c := range map[string]struct {
		typed  string
		errors int
	}{
		"spaces":             {strings.Repeat(" ", 3000), 3000},
		"more words than go": {strings.Repeat("zzzz ", 2000), 2000},
		"100 words too much": {letter[:300] + strings.Repeat(" zzzz", 100) + letter[300:], 100},
	} {
		if got := errorsIn(letter, c.typed); got != c.errors {
			t.Errorf("%s: %d errors, want %d", name, got, c.errors)
		}
	}
}

// TestTypingAllExtra: where all that was typed is too much, it is marked so, and nothing of the passage is
// reached.
func TestTypingAllExtra(t *testing.T) {
	typed := strings.Repeat(" ", 2*widest)
	want := []TypingPiece{{Kind: Extra, TypedTo: len(typed)}}
	if got := AlignTyping(letter, typed); !slices.Equal(got, want) {
		t.Errorf("%+v, want %+v", got, want)
	}
}

// BenchmarkTypingKey: a key at the end of 3,000 characters, and what is shown of it.
func BenchmarkTypingKey(b *testing.B) {
	for name, typed := range map[string]string{
		"right":                        letter + letter[:1000],
		"gibberish":                    strings.Repeat("asdf jklö gh ", 231),
		"gibberish of common letters":  strings.Repeat("einsta orhe tt ", 200),
		"gibberish without spaces":     strings.Repeat("asdfjklö", 375),
		"spaces":                       strings.Repeat(" ", 3000),
		"letters and spaces":           strings.Repeat("e ", 1500),
		"words of the passage, strewn": strings.Repeat("the your please eye ring in ", 107),
	} {
		c := NewTypingCopy(letter)
		for _, r := range typed {
			c.Press(r)
		}
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				c.Press(' ')
				c.Press('e')
				c.Pieces()
				c.Press(Back)
				c.Press(Back)
			}
		})
	}
}

func BenchmarkAlignTyping(b *testing.B) {
	slips := []byte(letter)
	for i := 50; i < len(slips); i += 97 {
		slips[i] = 'x'
	}
	cases := []struct{ name, typed string }{
		{"right", letter},
		{"a slip in 97", string(slips)},
		{"a line skipped", letter[:500] + letter[580:]},
		{"gibberish", strings.Repeat("asdf jklö gh ", 150)},
		{"gibberish of common letters", strings.Repeat("einsta orhe tt ", 133)},
		{"one key", strings.Repeat("e", 2000)},
		{"without spaces", strings.ReplaceAll(letter, " ", "")},
	}
	for _, c := range cases {
		b.Run(c.name, func(b *testing.B) {
			for range b.N {
				AlignTyping(letter, c.typed)
			}
		})
	}
}
