package tables

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"readiness/assess"
)

// FuzzCell: whatever a cell holds, both ways of reading agree, nothing fails, and a fault says enough.
func FuzzCell(f *testing.F) {
	q := desk()
	for i, cell := range []string{"no", "n/a", "Letters, e-mails;Letters;", "42 words per minute", "1.000", "４²", "", "\u00ad\ufe0f", "Prefer not to say;", "«»´`—…½ſ", strings.Repeat("a;", 300), "\xff"} {
		f.Add(i%len(slices.Collect(questionsOf(q))), cell)
	}
	r, header := readerOf(f, q)
	f.Fuzz(func(t *testing.T, at int, cell string) {
		if at < 0 || at >= len(header) || !utf8.ValidString(cell) {
			return
		}
		cells := make([]string, len(header))
		cells[at] = cell
		meant(t, r, q, header[at], rowOf(1, cells))
	})
}

// FuzzTidy: tidying twice is tidying once, and what it gives has no needless space.
func FuzzTidy(f *testing.F) {
	for _, s := range []string{"", " A\u00a0b ", "ﬁ ſ İ ß ẞ Ω K", "—–--", "´`“”‟″", "½", "e\u0301\u00ad\u0302", "\u0345\u1fb3", "\xff", "ΐΐ", "\u3000 x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once := tidy(s)
		if twice := tidy(once); twice != once {
			t.Errorf("%+q is tidied to %+q, and that to %+q", s, once, twice)
		}
		if strings.TrimSpace(once) != once || strings.Contains(once, "  ") || strings.ContainsAny(once, "\r\n\t‘’“”–—") {
			t.Errorf("%+q is tidied to %+q", s, once)
		}
	})
}

// FuzzMatch: whatever the header, each column has a use or a problem, and the mapping and its problems are whole.
func FuzzMatch(f *testing.F) {
	q := desk()
	for _, header := range []string{"phone|When?|When?2", "ID|Id|reference", "speed|12. speed *", "[|]|[]|a[b]|. .", "When?0|When?1|When?99999999999999999999", "set aside: line|Points - ", "\ufeffphone|\xff"} {
		f.Add(header, "A", "phone")
	}
	f.Fuzz(func(t *testing.T, header, column, to string) {
		table := tableOf(strings.Split(header, "|"))
		m, err := Match(table, q, everything(q), []Assignment{{Column: column, For: to}})
		ps := problemsOf(t, err)
		for _, p := range ps {
			if p.What == "" || p.Fix == "" {
				t.Errorf("%+v does not say enough", p)
			}
		}
		seen := map[string]bool{}
		for _, c := range m.Columns {
			if c.How == "" || (c.Use == ForAnswer) != (c.Question != "") || c.Question != "" && seen[c.Question] {
				t.Errorf("%q: %+v", header, c)
			}
			seen[c.Question] = true
		}
		if err == nil {
			NewReader(m, q, everything(q)).Answers(rowOf(1, nil), make([]assess.Told, len(everything(q))))
		}
	})
}

// waysByHand counts the ways to read a text as names, the slow way.
func waysByHand(text string, names []name) int {
	ways := 0
	for _, n := range names {
		rest, ok := strings.CutPrefix(text, n.text)
		if !ok {
			continue
		}
		if rest == "" {
			ways++
			continue
		}
		for _, sep := range []string{";", "; ", " ;", " ; ", ",", ", ", " ,", " , "} {
			after, ok := strings.CutPrefix(rest, sep)
			switch {
			case !ok || strings.HasPrefix(after, " "):
			case after == "" && strings.Contains(sep, ";"):
				ways++
			default:
				ways += waysByHand(after, names)
			}
		}
	}
	return ways
}

// TestSplit: all ways are counted, and where there is one, it is found.
func TestSplit(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	pieces := []string{"a", "b", ", ", ";", "; ", ",", " ", "ab", "a, b", "b;"}
	text := func(n int) string {
		var b strings.Builder
		for range 1 + r.IntN(n) {
			b.WriteString(pieces[r.IntN(len(pieces))])
		}
		return tidy(b.String())
	}
	count := [3]int{}
	for range 100_000 {
		var names []name
		for option := range 1 + r.IntN(4) {
			if n := (name{text(3), option}); n.text != "" && !slices.ContainsFunc(names, func(o name) bool { return o.text == n.text }) {
				names = append(names, n)
			}
		}
		cell := text(8)
		if len(names) > 0 && r.IntN(2) == 0 { // one that can be read
			cell = ""
			for i := range 1 + r.IntN(4) {
				if i > 0 {
					cell += []string{";", ", ", ","}[r.IntN(3)]
				}
				cell += names[r.IntN(len(names))].text
			}
		}
		if cell == "" || len(names) == 0 {
			continue
		}
		ticks, ways := split(cell, names)
		want := min(2, waysByHand(cell, names))
		if ways != want || (ways == 1) != (len(ticks) > 0) {
			t.Fatalf("%q of %+v: %d ways, %v, want %d", cell, names, ways, ticks, want)
		}
		count[ways]++
		if ways == 1 && len(names) > 0 {
			back := make([]string, len(ticks))
			for i, o := range ticks {
				back[i] = names[slices.IndexFunc(names, func(n name) bool { return n.option == o })].text
			}
			plain := func(s string) string {
				return strings.TrimRight(strings.ReplaceAll(strings.ReplaceAll(s, ",", ";"), " ", ""), ";")
			}
			if plain(strings.Join(back, ";")) != plain(cell) {
				t.Fatalf("%q is read as %q", cell, back)
			}
		}
	}
	if slices.Min(count[:]) < 500 {
		t.Errorf("ways: %v; that shows little", count)
	}
}
