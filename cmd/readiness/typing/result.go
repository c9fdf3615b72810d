package typing

import (
	"fmt"
	"time"

	"readiness/assess"
	"readiness/questionnaires"
	"readiness/reports"
)

// Result says what has been measured, with the formulas, and shows the earlier tries, if there are any.
func Result(t assess.TypingRecord, title string, tries []questionnaires.Try) reports.Document {
	minutes := Minutes(t.Time)
	blocks := []reports.Block{
		reports.Heading{Level: 1, Text: fmt.Sprintf("You typed %s a minute, net", words(t.Net()))},
		reports.Paragraph{Text: fmt.Sprintf("Time: %s. Passage: %s. A word is %d characters. All figures are rounded down.", minutes, title, wordLength)},
	}
	return reports.Document{
		Title: "Typing", Language: "en-GB",
		Blocks: append(append(blocks, figuresOf(t)), history(tries)...),
	}
}

// figuresOf gives each figure with its formula. Where keystrokes were not observed, there are fewer.
func figuresOf(t assess.TypingRecord) reports.Facts {
	least := ""
	if t.Left < wordLength*t.Errors {
		least = ", at least 0"
	}
	errors, minutes := count(t.Errors, "error", "errors"), Minutes(t.Time)
	var facts reports.Facts
	fact := func(name, says string, values ...any) {
		facts = append(facts, reports.Fact{Name: name, Says: []string{fmt.Sprintf(says, values...)}})
	}
	fact("Net speed", "%s a minute = (%d characters left / %d - %s) / %s%s", words(t.Net()), t.Left, wordLength, errors, minutes, least)
	typed, observed := t.TypedAccuracy()
	if observed {
		fact("Gross speed", "%s a minute = %d characters left / %d / %s", words(t.Gross()), t.Left, wordLength, minutes)
		fact("Accuracy, typed", "%d %% = (%d characters - %d that did not fit) / %d", typed.Floor(), t.Strokes, t.Wrong, t.Strokes)
	}
	if t.Left == 0 {
		fact("Accuracy, left", "nothing was left standing")
	} else {
		fact("Accuracy, left", "%d %% = (%d characters - %s x %d) / %d%s", t.LeftAccuracy().Floor(), t.Left, errors, wordLength, t.Left, least)
	}
	fact("Errors left", "%d; a wrong word is one, or more if more than %d characters of it are wrong", t.Errors, wordLength)
	if !observed {
		fact("Accuracy, typed", "keystrokes not observed: line by line only what you leave is seen")
	}
	return facts
}

func words(r assess.Rate) string { return count(r.Floor(), "word", "words") }

// history is a table of earlier tries.
func history(tries []questionnaires.Try) []reports.Block {
	if len(tries) == 0 {
		return nil
	}
	table := reports.Table{Columns: []reports.Column{
		{Head: "Date", Names: true}, {Head: "Passage"}, {Head: "Time"}, {Head: "Net words a minute", Figures: true}, {Head: "Accuracy, left", Figures: true},
	}}
	for _, try := range tries {
		table.Rows = append(table.Rows, []string{
			try.Date, try.Typing.Passage, Minutes(try.Typing.Time),
			fmt.Sprint(try.Typing.Net().Floor()), fmt.Sprintf("%d %%", try.Typing.LeftAccuracy().Floor()),
		})
	}
	return []reports.Block{reports.Heading{Level: 2, Text: "Earlier tries"}, table}
}

// Minutes gives a time in words: whole minutes where it is that.
func Minutes(t time.Duration) string {
	if t%time.Minute == 0 {
		return count(int(t/time.Minute), "minute", "minutes")
	}
	seconds := int(t / time.Second)
	return fmt.Sprintf("%d min %d s", seconds/60, seconds%60)
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
