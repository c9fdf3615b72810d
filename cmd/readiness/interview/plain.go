package interview

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"readiness/assess"
	"readiness/cmd/readiness/terminal"
	"readiness/cmd/readiness/typing"
)

// Limits of the plain front.
const (
	together     = 30 * time.Millisecond // nobody types a line within it
	longest      = 16 << 10              // bytes of these; 1000 characters take at most 4000
	wrongReplies = 20                    // in a row, before input that is no terminal is given up
	allReplies   = 2000                  // from input that is no terminal: `yes 1` could go on for ever
	usualRows    = 16                    // of a window, that can be read above a prompt
	promptRoom   = 5                     // columns left beside a prompt
)

// A plain front asks line by line.
type plain struct {
	lines    *terminal.Lines
	together time.Duration // lines that come within it are one answer, at a terminal
	replies  int
	wrong    int // complaints since the last question
}

// Plain gives the front that goes line by line: numbered options, no redrawing, no escape codes. Lines
// are wrapped at width columns, at most and usually 80. In is read by one buffered reader, so the front serves
// the whole sitting. If in is no terminal, it is given up after 20 replies in a row that cannot be
// understood.
func Plain(in io.Reader, out io.Writer, width int) Front {
	return &plain{lines: terminal.NewLines(in, out, min(width, mostWidth)), together: together}
}

func (p *plain) Close() error { return p.lines.Close() }

// Say shows paragraphs; an error comes out at the next reading too.
func (p *plain) Say(paragraphs ...string) error {
	text := "\n"
	for _, paragraph := range paragraphs {
		for part := range strings.SplitSeq(paragraph, "\n") {
			text += strings.Join(wrap(clean(part), p.lines.Width), "\n") + "\n"
		}
	}
	return p.lines.Print(text)
}

// room is that of a usual window: what leaves it can be scrolled back to.
func (p *plain) room() (columns, rows int) { return p.lines.Width, usualRows }

func (p *plain) Show(text string) error { return p.lines.Print("\n" + text) }

func (p *plain) complain(text string) error {
	p.wrong++
	if err := p.Say(text); err != nil {
		return err
	}
	if !p.lines.Person && p.wrong >= wrongReplies {
		return p.giveUp(fmt.Sprintf("Stopped: %d replies in a row could not be taken.", wrongReplies))
	}
	return nil
}

// giveUp says why the input is read no further. For everyone else, it has ended.
func (p *plain) giveUp(why string) error {
	if err := p.Say(why); err != nil {
		return err
	}
	return io.EOF
}

func (p *plain) begin() error {
	if !p.lines.Person {
		return nil
	}
	for {
		line, complaint, err := p.line("Press Enter to begin. To stop, type q and press Enter: ")
		switch {
		case err != nil:
			return err
		case line == "" && complaint == "":
			return nil
		case gestureOf(line) == stop:
			return ErrStopped
		}
	}
}

func (p *plain) put(c card) (heard, error) {
	options := c.question.Options
	if !c.again {
		p.wrong = 0
		p.Say(slices.Concat(c.where(), []string{"", c.question.Ask}, c.about())...)
		for i, o := range options {
			p.item(i+1, o.Say)
		}
	}
	h, err := p.hear(prompt(c), c.earlier != "")
	switch {
	case err != nil || h.gesture != 0 || h.keep || h.complaint != "":
	case h.line == "":
		h.complaint = "Nothing was typed." + letters(c.offered)
		if n := len(options); n > 0 {
			h.complaint = fmt.Sprintf("Nothing was typed. Please type a number from 1 to %d.", n) + letters(c.offered)
		}
	case c.question.Kind == assess.Text && p.lines.Person:
		err = p.more(&h)
	case options != nil:
		none := slices.IndexFunc(options, func(o assess.Option) bool { return o.Alone })
		if h.picked, h.complaint = numbers(h.line, len(options), c.question.Kind == assess.Many, none); h.complaint != "" {
			h.complaint += letters(c.offered)
		}
	}
	return h, err
}

// more adds the lines that came together with the first line of a text.
func (p *plain) more(h *heard) error {
	lines := 1
	for {
		got, came := p.lines.Soon(p.together)
		if !came {
			break
		}
		line, complaint := taken(got)
		if lines++; complaint != "" {
			h.complaint = complaint
		}
		if h.line = strings.TrimSpace(h.line + " " + line); len(h.line) > longest && h.complaint == "" {
			h.complaint = tooLong
		}
		h.line = h.line[:min(len(h.line), longest)]
	}
	if lines == 1 {
		return nil
	}
	return p.Say(fmt.Sprintf("%d lines came together. They are taken as one answer.", lines))
}

func (p *plain) review(l list) (heard, error) {
	if !l.again {
		p.wrong = 0
		p.Say(l.title)
		for i, line := range l.lines {
			p.item(l.numbers[i], shorten(clean(line), p.lines.Width-5))
		}
		p.Say(keys(l.offered, false, leaving{}))
	}
	h, err := p.hear("Number of the answer to change, or a letter: ", false)
	if err != nil || h.gesture != 0 || h.complaint != "" {
		return h, err
	}
	picked, complaint := numbers(h.line, l.of, false, -1)
	if complaint != "" {
		return heard{complaint: complaint + letters(l.offered)}, nil
	}
	at, listed := slices.BinarySearch(l.numbers, picked[0]+1)
	if !listed {
		return heard{complaint: fmt.Sprintf("Question %d is not asked, because of another answer.", picked[0]+1)}, nil
	}
	h.picked = []int{at}
	return h, nil
}

func (p *plain) Choose(ask string, options ...string) (int, error) {
	p.wrong = 0
	p.Say(ask)
	for i, o := range options {
		p.item(i+1, o)
	}
	for {
		line, complaint, err := p.line(fmt.Sprintf("Number of your choice (1 to %d): ", len(options)))
		if err != nil {
			return 0, err
		}
		picked := []int{}
		if complaint == "" {
			picked, complaint = numbers(line, len(options), false, -1)
		}
		if complaint == "" {
			return picked[0], nil
		}
		if err := p.complain(complaint); err != nil {
			return 0, err
		}
	}
}

func (p *plain) Line(ask string, limit int) (string, error) {
	p.wrong = 0
	for before := ""; ; {
		p.Say(ask)
		line, complaint, err := p.line("> ")
		if err != nil {
			return "", err
		}
		if complaint == "" {
			complaint = fits(line, limit)
		}
		if complaint == "" {
			complaint, before = doubtful(line, before), line
		}
		if complaint == "" {
			return line, nil
		}
		if err := p.complain(complaint); err != nil {
			return "", err
		}
	}
}

// item prints a numbered line.
func (p *plain) item(number int, text string) {
	mark := fmt.Sprintf("%3d. ", number)
	p.lines.Print(mark + hang(clean(text), p.lines.Width, len(mark)) + "\n")
}

// hear prompts and hears one line. A blank one may keep an earlier answer.
func (p *plain) hear(prompt string, mayKeep bool) (heard, error) {
	line, complaint, err := p.line(prompt)
	switch {
	case err != nil || complaint != "":
		return heard{complaint: complaint}, err
	case line == "" && mayKeep:
		return heard{keep: true}, nil
	}
	return heard{gesture: gestureOf(line), line: line}, nil
}

// line prompts and reads one line, trimmed.
func (p *plain) line(prompt string) (line, complaint string, err error) {
	if err := p.lines.Print("\n" + strings.Join(wrap(prompt, p.lines.Width-promptRoom), "\n") + " "); err != nil {
		return "", "", err
	}
	if p.replies++; !p.lines.Person && p.replies > allReplies {
		return "", "", p.giveUp(fmt.Sprintf("Stopped after %d replies.", allReplies))
	}
	got, err := p.lines.Next()
	if err == nil && !got.Enter && p.lines.Person { // what stands before Ctrl-D
		err = io.EOF
	}
	if err != nil && err != io.EOF {
		return "", "", err
	}
	if !p.lines.Person {
		p.lines.Print("\n") // the Enter that a terminal would have shown
	}
	line, complaint = taken(got)
	return line, complaint, err
}

// taken gives a line, trimmed, or why it cannot be taken.
func taken(l terminal.Line) (line, complaint string) {
	switch {
	case l.Long:
		return "", tooLong
	case !utf8.ValidString(l.Text):
		return "", fits(l.Text, 0)
	}
	return strings.TrimSpace(l.Text), ""
}

const tooLong = "That line is much longer than any answer can be. Please type a shorter one."

// prompt says what to type.
func prompt(c card) string {
	words := fmt.Sprintf("One paragraph, at most %d characters, then Enter", assess.MaxText)
	switch c.question.Kind {
	case assess.One:
		words = fmt.Sprintf("Number of your answer (1 to %d)", len(c.question.Options))
	case assess.Many:
		words = "Numbers of all that fit, such as 1 3"
	case assess.Number:
		words = fmt.Sprintf("A number from %d to %d, %s", c.question.Min, c.question.Max, c.question.Unit)
	}
	if c.earlier != "" {
		words += "; Enter alone keeps what you said"
	}
	return clean(words) + ": "
}

// numbers reads the numbers of options, from 1, as positions. 0 stands for the option at none, if
// that is not negative.
func numbers(line string, of int, several bool, none int) ([]int, string) {
	var picked []int
	for _, word := range strings.FieldsFunc(line, func(r rune) bool { return r == ' ' || r == ',' || r == ';' || r == '\t' }) {
		n, err := strconv.Atoi(strings.TrimRight(word, ".)"))
		if err == nil && n == 0 && none >= 0 && several {
			n = none + 1
		}
		if err != nil || n < 1 || n > of {
			return nil, fmt.Sprintf("%q is not one of the numbers from 1 to %d.", shorten(word, 20), of)
		}
		if !slices.Contains(picked, n-1) {
			picked = append(picked, n-1)
		}
	}
	if len(picked) == 0 || len(picked) > 1 && !several {
		return nil, fmt.Sprintf("Please type one number from 1 to %d.", of)
	}
	slices.Sort(picked)
	return picked, ""
}

func (p *plain) Type(passage typing.Passage, length time.Duration) (assess.TypingRecord, bool, error) {
	return typing.Plain(p.lines, passage, length)
}

func (p *plain) HowToType() string { return typing.PlainHow }
