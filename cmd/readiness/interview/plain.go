package interview

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"golang.org/x/term"

	"readiness/assess"
)

// Limits of the plain front.
const (
	lineBytes    = 16 << 10              // longer lines are refused; 1000 characters take at most 4000 bytes
	endlessBytes = 16 << 20              // a line longer than this is no person's
	together     = 30 * time.Millisecond // lines that come within it are one answer, at a terminal
	wrongReplies = 20                    // in a row, before input that is no terminal is given up
	allReplies   = 2000                  // from input that is no terminal: `yes 1` could go on for ever
	plainWidth   = 80                    // where none is given
	promptRoom   = 5                     // columns left beside a prompt
)

// A plain front asks line by line.
type plain struct {
	in      *bufio.Reader
	out     io.Writer
	width   int
	live    bool // a person types at a terminal
	replies int
	wrong   int        // complaints since the last question
	failed  error      // the first error of out
	coming  chan typed // a reading under way; nil if none is
	done    chan struct{}
	once    sync.Once
}

// Plain gives the front that goes line by line: numbered options, no redrawing, no escape codes. Lines
// are wrapped at width columns, 80 if it is 0. In is read by one buffered reader, so the front serves
// the whole sitting. If in is no terminal, it is given up after 20 replies in a row that cannot be
// understood.
func Plain(in io.Reader, out io.Writer, width int) Front {
	if width <= 0 {
		width = plainWidth
	}
	file, ok := in.(*os.File)
	return &plain{
		in: bufio.NewReaderSize(in, lineBytes), out: out, width: width,
		live: ok && term.IsTerminal(int(file.Fd())), done: make(chan struct{}),
	}
}

func (p *plain) Close() error {
	p.once.Do(func() { close(p.done) })
	return nil
}

func (p *plain) Say(paragraphs ...string) error {
	p.show(paragraphs...)
	return p.failed
}

func (p *plain) Show(text string) error {
	p.print("\n" + text)
	return p.failed
}

// show is Say; an error comes out at the next reading.
func (p *plain) show(paragraphs ...string) {
	p.print("\n")
	for _, paragraph := range paragraphs {
		for part := range strings.SplitSeq(paragraph, "\n") {
			p.print(strings.Join(wrap(clean(part), p.width), "\n") + "\n")
		}
	}
}

func (p *plain) print(text string) {
	if p.failed == nil {
		_, p.failed = io.WriteString(p.out, text)
	}
}

func (p *plain) complain(text string) error {
	p.wrong++
	if err := p.Say(text); err != nil {
		return err
	}
	if !p.live && p.wrong >= wrongReplies {
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
	if !p.live {
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
			return errStopped
		}
	}
}

func (p *plain) put(c card) (heard, error) {
	options := c.question.Options
	if !c.again {
		p.wrong = 0
		p.show(slices.Concat(c.where(), []string{"", c.question.Ask}, c.about())...)
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
	case c.question.Kind == assess.Text && p.live:
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
		r, came := p.soon()
		if !came {
			break
		}
		if lines++; r.complaint != "" {
			h.complaint = r.complaint
		}
		if h.line = strings.TrimSpace(h.line + " " + r.line); len(h.line) > lineBytes && h.complaint == "" {
			h.complaint = tooLong
		}
		h.line = h.line[:min(len(h.line), lineBytes)]
	}
	if lines == 1 {
		return nil
	}
	return p.Say(fmt.Sprintf("%d lines came together. They are taken as one answer.", lines))
}

func (p *plain) review(l list) (heard, error) {
	if !l.again {
		p.wrong = 0
		p.show(l.title)
		for i, line := range l.lines {
			p.item(l.numbers[i], shorten(clean(line), p.width-5))
		}
		p.show(keys(l.offered, false))
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
	p.show(ask)
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
		p.show(ask)
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
	p.print(mark + hang(clean(text), p.width, len(mark)) + "\n")
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
	p.print("\n" + strings.Join(wrap(prompt, p.width-promptRoom), "\n") + " ")
	if p.failed != nil {
		return "", "", p.failed
	}
	if p.replies++; !p.live && p.replies > allReplies {
		return "", "", p.giveUp(fmt.Sprintf("Stopped after %d replies.", allReplies))
	}
	select {
	case <-p.done: // a reading may still be under way
		return "", "", ErrInterrupted
	default:
	}
	p.listen()
	select {
	case <-p.done:
		return "", "", ErrInterrupted
	case r := <-p.coming:
		p.coming = nil
		if !p.live {
			p.print("\n") // the Enter that a terminal would have shown
		}
		return r.line, r.complaint, r.err
	}
}

// typed is what came of a reading.
type typed struct {
	line, complaint string
	err             error
}

// listen begins a reading, unless one is under way. Nothing else reads.
func (p *plain) listen() {
	if p.coming != nil {
		return
	}
	coming := make(chan typed, 1)
	p.coming = coming
	go func() {
		var r typed
		r.line, r.complaint, r.err = p.read()
		coming <- r
	}()
}

// soon gives the next line if it comes at once. If none does, or the end, it is left for who asks next.
func (p *plain) soon() (typed, bool) {
	p.listen()
	select {
	case r := <-p.coming:
		if r.err != nil {
			p.coming <- r
			return typed{}, false
		}
		p.coming = nil
		return r, true
	case <-p.done:
	case <-time.After(together):
	}
	return typed{}, false
}

// read reads one line, however it ends. What stands before the end of a file is a line; what stands
// before the end of typing (Ctrl-D) is not.
func (p *plain) read() (line, complaint string, err error) {
	b, err := p.in.ReadSlice('\n')
	for n := 0; err == bufio.ErrBufferFull; n += len(b) {
		if n > endlessBytes {
			return "", "", io.EOF
		}
		complaint = tooLong
		b, err = p.in.ReadSlice('\n')
	}
	if err == io.EOF && (len(b) > 0 || complaint != "") && !p.live {
		err = nil
	}
	if err != nil || complaint != "" {
		return "", complaint, err
	}
	b = bytes.TrimPrefix(b, []byte("\ufeff"))
	if !utf8.Valid(b) {
		return "", fits(string(b), 0), nil
	}
	return strings.TrimSpace(string(b)), "", nil
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
