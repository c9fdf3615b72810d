package reports

import (
	"fmt"
	"time"

	"readiness/assess"
)

// Typing says what a typing exercise has measured, each figure with its formula. The title is that of the
// passage.
func Typing(t assess.TypingRecord, title string) Document {
	return Document{Title: "Typing", Language: "en-GB", Blocks: []Block{
		Heading{1, "You typed " + TypingSpeed(t)}, Paragraph{typingTerms(t, title)}, typingFigures(t),
	}}
}

// TypingSpeed is what a typing exercise comes to, in a few words.
func TypingSpeed(t assess.TypingRecord) string { return perMinute(t.Net()) + ", net" }

// typingTerms says under what terms the figures hold.
func typingTerms(t assess.TypingRecord, passage string) string {
	return fmt.Sprintf("Time: %s. Passage: %s. A word is %d characters. All figures are rounded down.", Minutes(t.Time), passage, assess.WordLength)
}

// typingFigures gives each figure with its formula. Where keystrokes were not observed, there are fewer.
func typingFigures(t assess.TypingRecord) Facts {
	least := ""
	if t.Left < assess.WordLength*t.Errors {
		least = ", at least 0"
	}
	errors, minutes, standing := count(t.Errors, "error"), Minutes(t.Time), count(t.Left, "character")+" left standing"
	var facts Facts
	fact := func(name, says string, values ...any) {
		facts = append(facts, Fact{name, []string{fmt.Sprintf(says, values...)}})
	}
	fact("Net speed", "%s = (%s ÷ %d − %s) ÷ %s%s", perMinute(t.Net()), standing, assess.WordLength, errors, minutes, least)
	typed, observed := t.TypedAccuracy()
	if observed {
		fact("Gross speed", "%s = %s ÷ %d ÷ %s", perMinute(t.Gross()), standing, assess.WordLength, minutes)
	}
	if t.Left == 0 {
		fact("Accuracy, left standing", "nothing was left standing")
	} else {
		fact("Accuracy, left standing", "%d %% = (%s − %s × %d) ÷ %d%s", t.LeftAccuracy().Floor(), standing, errors, assess.WordLength, t.Left, least)
	}
	fact("Errors left standing", "%d. Each 5 characters begun that are wrong, left out or too much in a word count 1; where more than half of a word is wrong, all of it counts. A space too few or too many counts 1.", t.Errors)
	if observed {
		fact("Accuracy, typed", "%d %% = (%s typed − %d that did not fit) ÷ %d. What you took back is counted too. After a word is left out, the next letters count as not fitting until it is clear which word they belong to.",
			typed.Floor(), count(t.Strokes, "character"), t.Wrong, t.Strokes)
	} else {
		fact("Accuracy, typed", "keystrokes not observed: line by line only what is left standing is seen")
	}
	return facts
}

func perMinute(r assess.Rate) string { return count(r.Floor(), "word") + " a minute" }

// Minutes gives a time in words, over whole seconds.
func Minutes(t time.Duration) string {
	minutes, seconds := int(t/time.Minute), int(t%time.Minute/time.Second)
	switch {
	case seconds == 0 && minutes > 0:
		return count(minutes, "minute")
	case minutes == 0:
		return count(seconds, "second")
	}
	return fmt.Sprintf("%d min %d s", minutes, seconds)
}
