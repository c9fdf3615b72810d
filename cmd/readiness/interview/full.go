//go:build linux || darwin || freebsd || netbsd || openbsd || dragonfly

package interview

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/AlecAivazis/survey/v2"

	"readiness/assess"
	"readiness/cmd/readiness/terminal"
	"readiness/cmd/readiness/typing"
)

// A full front asks in a terminal that can move its cursor.
type full struct {
	screen *terminal.Terminal
	keys   *keyboard
	out    *terminal.Output
	near   int // rows above an answer that have to stay in sight
	said   int // the last of them, if they are a complaint
}

// Full gives the front for a terminal that can move its cursor. It sets the modes of the terminal;
// Close puts them back, and must be called whatever happens. Where it cannot serve, the error says why.
func Full(in, out *os.File) (Front, error) {
	screen, err := terminal.Open(in, out)
	if err != nil {
		return nil, err
	}
	setTemplates()
	return &full{screen: screen, keys: &keyboard{Keyboard: screen.Keys, now: time.Now, pause: inOneGo}, out: screen.Out}, nil
}

func (f *full) Close() error { return f.screen.Close() }

var setTemplates = sync.OnceFunc(func() {
	survey.SelectQuestionTemplate, survey.MultiSelectQuestionTemplate = selectTemplate, multiTemplate
})

// Survey shows the options and nothing else, no colour, and nothing once one is chosen. What it is
// given may have several lines.
const (
	selectTemplate = `{{define "option"}}{{if eq .SelectedIndex .CurrentIndex}}> {{else}}  {{end}}{{.CurrentOpt.Value}}
{{end}}` + pageTemplate
	multiTemplate = `{{define "option"}}{{if eq .SelectedIndex .CurrentIndex}}> {{else}}  {{end -}}
{{if index .Checked .CurrentOpt.Index}}[x] {{else}}[ ] {{end}}{{.CurrentOpt.Value}}
{{end}}` + pageTemplate
	pageTemplate = clearBelow + `{{if not .ShowAnswer}}{{if gt (index .PageEntries 0).Index 0}}  (more above)
{{end}}{{$shown := 0}}{{range $i, $o := .PageEntries}}{{$shown = $o.Index}}{{template "option" $.IterateOption $i $o}}{{end -}}
{{$last := 0}}{{range $i, $o := .Options}}{{$last = $i}}{{end}}{{if lt $shown $last}}  (more below)
{{end}}{{with .Message}}{{.}}
{{end}}{{end}}`
	lastRow      = "\x1b[999B\n" // below everything
	clearBelow   = "\x1b[J"      // what an earlier drawing left there, after the window changed
	selectIndent = 2
	multiIndent  = 6
)

func (f *full) Say(paragraphs ...string) error {
	f.show(paragraphs...)
	return f.out.Err()
}

func (f *full) Show(text string) error {
	f.out.Print("\n" + text)
	return f.out.Err()
}

// show is Say; an error comes out at the next reading. It gives the rows it took.
func (f *full) show(paragraphs ...string) int {
	rows := f.rows(paragraphs)
	f.out.Print("\n" + strings.Join(rows, "\n") + "\n")
	return len(rows) + 1
}

// rows are paragraphs as they are shown.
func (f *full) rows(paragraphs []string) []string {
	width, _ := f.size()
	var rows []string
	for _, paragraph := range paragraphs {
		for part := range strings.SplitSeq(paragraph, "\n") {
			rows = append(rows, wrap(clean(part), min(width-1, mostWidth))...)
		}
	}
	return rows
}

// room leaves rows for a blank line, three options and what is asked.
func (f *full) room() (columns, rows int) {
	const below = 8
	width, height := f.size()
	return min(width-1, mostWidth), max(height-below, leastRows)
}

// size gives the width and the height of the window.
func (f *full) size() (width, height int) { return f.screen.Size() }

func (f *full) complain(text string) error {
	f.said = f.show(text)
	f.near += f.said
	return f.out.Err()
}

func (f *full) begin() error {
	f.show("Press Enter to begin. q stops.")
	in := &listKeys{keyboard: f.keys, gestures: true}
	for {
		var b [1]byte
		_, err := in.Read(b[:])
		switch {
		case err == nil && b[0] == '\r':
			return f.out.Err()
		case errors.Is(err, errResumed):
			f.show("Press Enter to begin. q stops.")
		case errors.Is(err, errGesture) && in.said == stop:
			return ErrStopped
		case err != nil && !errors.Is(err, errGesture):
			return err
		}
	}
}

// head shows what stands over an answer that takes some rows itself. Where the window is too low for
// all, the question comes last, so that it stays in sight.
func (f *full) head(c card, how string, rows int) {
	_, height := f.size()
	natural, low := []string{how}, []string{how, "", c.question.Ask}
	if !c.again {
		f.near = 0
		natural = slices.Concat(c.where(), []string{"", c.question.Ask}, c.about(), natural)
		low = slices.Concat(c.where(), c.about(), low)
	}
	ask := len(f.rows([]string{"", c.question.Ask}))
	switch fits := f.near+len(f.rows(natural))+1+rows < height; {
	case fits:
		f.near += f.show(natural...)
	case c.again:
		f.near = min(f.said+f.show(low...), max(height-leastRows-1, ask))
	default:
		f.show(low...)
		f.near = ask + noteRows
	}
}

const (
	leastRows = 5 // as many as a list gets, however much stands above
	noteRows  = 2 // for a note below it
)

// put puts a card, and once more if the program was stopped meanwhile: what was shown is gone.
func (f *full) put(c card) (heard, error) {
	for {
		h, err := f.putOnce(c)
		if !errors.Is(err, errResumed) {
			return h, err
		}
		c.again, c.picked, c.draft, c.at = false, h.picked, h.line, h.at
	}
}

func (f *full) putOnce(c card) (heard, error) {
	keeps := ""
	if c.earlier != "" {
		keeps = " Enter alone keeps what you said."
	}
	switch c.question.Kind {
	case assess.One:
		return f.putOne(c, keeps)
	case assess.Many:
		return f.putMany(c, keeps)
	}
	return f.putLine(c, keeps)
}

func (f *full) putOne(c card, keeps string) (heard, error) {
	options, first := says(c.question), 0
	if c.earlier != "" && !c.answered { // Enter alone must not turn a skip into an answer
		options, first = append([]string{"(leave it: " + c.earlier + ")"}, options...), 1
	}
	at := 0
	if len(c.picked) > 0 {
		at = c.picked[0]
	}
	how := "Arrow keys move, Enter chooses." + keeps
	wrapped, rows := f.wrapped(options, selectIndent)
	f.head(c, how, rows)
	h, err := f.one(wrapped, at, how)
	switch {
	case errors.Is(err, errResumed):
		h.picked = []int{h.at}
		return h, err
	case err != nil || h.gesture != 0:
		h.picked = c.picked
		return h, err
	}
	h.picked[0] -= first
	h.keep = h.picked[0] < 0
	return h, nil
}

func (f *full) putMany(c card, keeps string) (heard, error) {
	how := "Arrow keys move, Space ticks, Enter goes on." + keeps
	options, rows := f.wrapped(says(c.question), multiIndent)
	f.head(c, how, rows)
	p := &survey.MultiSelect{Options: options, PageSize: f.page(options), Default: c.picked}
	in := &listKeys{keyboard: f.keys, how: how, note: &p.Message, of: len(options), down: c.at, ticks: true, gestures: true, ticked: slices.Clone(c.picked)}
	var picked []int
	h, err := f.survey(p, &picked, in)
	if err != nil || h.gesture != 0 {
		h.picked, h.at = in.ticked, in.at
		return h, err
	}
	h.picked = picked
	h.keep = len(picked) == 0 && c.earlier != "" && !c.answered
	return h, nil
}

func (f *full) putLine(c card, keeps string) (heard, error) {
	words := fmt.Sprintf("Write one paragraph, at most %d characters, or a letter such as s, and press Enter. Ctrl-U clears the line.", assess.MaxText)
	if c.question.Kind == assess.Number {
		words = fmt.Sprintf("Type a number from %d to %d (%s), or a letter such as s, and press Enter.", c.question.Min, c.question.Max, c.question.Unit)
	}
	if c.draft == "" {
		words += keeps
	}
	f.head(c, words, leastRows)
	text, esc, err := f.edit(c.draft, true)
	text = strings.TrimSpace(text)
	switch {
	case err != nil:
		return heard{line: text}, err
	case esc:
		return heard{gesture: back}, nil
	case text == "" && c.earlier != "" && c.draft == "":
		return heard{keep: true}, nil
	}
	return heard{gesture: gestureOf(text), line: text}, nil
}

func (f *full) review(l list) (heard, error) {
	for {
		h, err := f.reviewOnce(l)
		if !errors.Is(err, errResumed) {
			return h, err
		}
		l.again, l.at = false, h.at
	}
}

func (f *full) reviewOnce(l list) (heard, error) {
	how := "Arrow keys move, Enter chooses what to do or which answer to change."
	if f.near = f.said; !l.again {
		f.near = f.show(l.title, how, keys(l.offered, false, leaving{}))
	}
	width, _ := f.size()
	var options []string
	var leave []gesture
	for _, g := range l.offered {
		if says := ways[g]; says != "" {
			if g == back {
				says += l.whither
			}
			options, leave = append(options, says), append(leave, g)
		}
	}
	for i, line := range l.lines {
		options = append(options, shorten(clean(fmt.Sprintf("%2d. %s", l.numbers[i], line)), width-selectIndent-1))
	}
	h, err := f.one(options, l.at, how)
	if err != nil || h.gesture != 0 {
		return h, err
	}
	if i := h.picked[0]; i < len(leave) {
		return heard{gesture: leave[i]}, nil
	}
	h.picked[0] -= len(leave)
	return h, nil
}

// ways are the ways out of the review, as they stand above its lines.
var ways = map[gesture]string{finish: "Finish", back: "Back to the ", stop: "Save and stop"}

func (f *full) Choose(ask string, options ...string) (int, error) {
	for at := 0; ; {
		picked, err := f.chooseOnce(ask, options, at)
		if !errors.Is(err, errResumed) {
			return picked, err
		}
		at = picked
	}
}

// chooseOnce has one of the options chosen, the first of them highlighted being at. If it was not, it gives the last of
// them that was.
func (f *full) chooseOnce(ask string, options []string, at int) (int, error) {
	const how = "Arrow keys move, Enter chooses."
	f.near = f.show(ask)
	wrapped, rows := f.wrapped(options, selectIndent)
	p := &survey.Select{Options: wrapped, PageSize: f.page(wrapped), Default: at}
	if _, height := f.size(); f.near+rows+noteRows < height {
		p.Message = how
	}
	picked, in := 0, &listKeys{keyboard: f.keys, how: how, note: &p.Message, of: len(options), at: at}
	if _, err := f.survey(p, &picked, in); err != nil {
		return in.at, err
	}
	f.show(options[picked])
	return picked, nil
}

func (f *full) Line(ask string, limit int) (string, error) {
	f.near = f.show(ask)
	draft, before := "", ""
	for {
		text, _, err := f.edit(draft, false)
		draft = text
		if errors.Is(err, errResumed) {
			f.near = f.show(ask)
			continue
		}
		if err != nil {
			return "", err
		}
		text = strings.TrimSpace(text)
		complaint := fits(text, limit)
		if complaint == "" {
			if complaint = doubtful(text, before); complaint == "" {
				return text, nil
			}
			draft, before = "", text
		}
		f.near = f.show(complaint)
	}
}

// one has one of the options chosen, the first of them highlighted being at.
func (f *full) one(options []string, at int, how string) (heard, error) {
	p := &survey.Select{Options: options, PageSize: f.page(options), Default: at}
	picked, in := 0, &listKeys{keyboard: f.keys, how: how, note: &p.Message, of: len(options), at: at, gestures: true}
	h, err := f.survey(p, &picked, in)
	if h.at = in.at; h.gesture == 0 {
		h.picked = []int{picked}
	}
	return h, err
}

// A prompt is a Select or a MultiSelect.
type prompter interface {
	survey.Prompt
	Render(template string, data any) error
}

// survey has survey ask. If the person makes a gesture instead, its list is wiped away.
func (f *full) survey(p prompter, picked any, in *listKeys) (heard, error) {
	in.width, _ = f.size()
	in.narrower = func() bool {
		width, _ := f.size()
		return width < in.width
	}
	f.out.Begin("\x1b8") // survey saves the position below its list
	defer f.out.End()
	err := survey.AskOne(p, picked, survey.WithStdio(in, f.out, f.out), survey.WithRemoveSelectAll(), survey.WithRemoveSelectNone())
	if err == nil {
		err = f.out.Err()
	}
	if errors.Is(err, errNarrowed) {
		f.out.Print(lastRow)
	}
	if !errors.Is(err, errGesture) {
		return heard{}, err
	}
	return heard{gesture: in.said}, p.Render(clearBelow, nil)
}

// wrapped gives options as they are shown, and the rows they take.
func (f *full) wrapped(options []string, indent int) (wrapped []string, rows int) {
	width, _ := f.size()
	for _, o := range options {
		w := hang(clean(o), min(width-1, mostWidth), indent)
		wrapped = append(wrapped, w)
		rows += strings.Count(w, "\n") + 1
	}
	return wrapped, rows
}

// page says how many of the options make a page that fits below what has to stay in sight.
func (f *full) page(options []string) int {
	_, height := f.size()
	rows := max(height-f.near-1, min(height/2, leastRows))
	heights := make([]int, len(options))
	all := 0
	for i, o := range options {
		heights[i] = strings.Count(o, "\n") + 1
		all += heights[i]
	}
	page := len(options)
	if all <= rows {
		return page
	}
	rows -= 2 // "(more above)" and "(more below)"
	for page--; page > 1 && tallest(heights, page) > rows; page-- {
	}
	return max(page, 1)
}

// tallest gives the height of the tallest page of some options in a row.
func tallest(heights []int, page int) int {
	most := 0
	for i := range len(heights) - page + 1 {
		sum := 0
		for _, h := range heights[i : i+page] {
			sum += h
		}
		most = max(most, sum)
	}
	return most
}

func says(q *assess.Question) []string {
	words := make([]string, len(q.Options))
	for i, o := range q.Options {
		words[i] = o.Say
	}
	return words
}

// How survey and a line are left other than by an answer.
var (
	errGesture = errors.New("gesture")
	errResumed = errors.New("resumed") // the program was stopped and goes on
	// The window is narrower than what was drawn. What was asked is put anew, as after a stop.
	errNarrowed = fmt.Errorf("narrowed: %w", errResumed)
)

// stays is how long a window keeps its size before something is put anew: one that is dragged changes all the time.
const stays = 200 * time.Millisecond

// listKeys are the keys of a list, as survey reads them: up and down, Enter, and Space where there is
// something to tick. Nothing else gets through, so its filter and its vim mode never start. What does
// nothing is answered with a note below the list.
type listKeys struct {
	*keyboard
	how      string  // which keys work
	note     *string // shown below the list; nil for nowhere
	width    int
	narrower func() bool // the window is narrower than width; nil where nothing is drawn by it
	of       int         // how many options there are
	at       int         // the one highlighted
	down     int         // the one to be highlighted before the first key, as survey always begins at the top of a list to tick
	ticked   []int
	ticks    bool
	gestures bool
	said     gesture
}

// Fd gives no descriptor, so that survey does not change the modes of the terminal: Full has set them.
func (l *listKeys) Fd() uintptr { return ^uintptr(0) }

// Read gives one key.
func (l *listKeys) Read(p []byte) (int, error) {
	if l.at < l.down {
		l.at++
		p[0] = surveyDown
		return 1, nil
	}
	l.down = 0
	for {
		k, err := l.Next()
		if err != nil {
			return 0, err
		}
		b, err := l.take(k)
		if err != nil {
			return 0, err
		}
		if b != 0 {
			p[0] = b
			return 1, nil
		}
	}
}

// Survey's codes for keys.
const (
	surveyUp     = 0x10
	surveyDown   = 0x0e
	surveyRedraw = '\b' // rubs out a filter, and there never is one
)

// take gives what survey is to read for a key, 0 for nothing.
func (l *listKeys) take(k terminal.Key) (byte, error) {
	switch {
	case k == terminal.Paste:
		return l.tell("A paste does nothing here."), l.SkipPaste()
	case l.rest(k):
		return l.tell("One letter is enough; the rest did nothing."), nil
	case k == terminal.EOT:
		return 0, io.EOF
	case k == terminal.Resumed:
		return 0, errResumed
	case k == terminal.Resized && l.narrower != nil && l.narrower():
		return 0, l.settle()
	case k == terminal.Enter:
		return '\r', nil
	case k == terminal.Up:
		l.at = (l.at + l.of - 1) % max(l.of, 1)
		return surveyUp, nil
	case k == terminal.Down:
		l.at = (l.at + 1) % max(l.of, 1)
		return surveyDown, nil
	case k == ' ' && l.ticks:
		l.tick()
		return ' ', nil
	case k == terminal.Esc && l.gestures:
		l.said = back
		return 0, errGesture
	case k > ' ':
		return l.letter(k)
	}
	return 0, nil
}

// settle waits until the window stays as it is, or a key comes. Then the list has to be put anew: its lines
// are wrapped by the terminal, and survey, which counts them as they were, would rub out what stands above.
func (l *listKeys) settle() error {
	for {
		if err := l.Await(stays); err != nil {
			return err
		}
		if !l.Waiting() {
			return errNarrowed
		}
		if k, err := l.Try(); err != nil {
			return err
		} else if k != terminal.Resized && k != terminal.None {
			l.PutBack(k)
			return errNarrowed
		}
	}
}

// tick keeps account of what is ticked, as survey gives it only at the end.
func (l *listKeys) tick() {
	if i := slices.Index(l.ticked, l.at); i >= 0 {
		l.ticked = slices.Delete(l.ticked, i, i+1)
	} else {
		l.ticked = append(l.ticked, l.at)
	}
}

// letter takes what begins with a character: a gesture, or nothing that counts.
func (l *listKeys) letter(k terminal.Key) (byte, error) {
	word, err := l.word(k)
	if err != nil {
		return 0, err
	}
	if l.said = gestureOf(word); l.said != 0 && l.gestures {
		return 0, errGesture
	}
	return l.tell(fmt.Sprintf("%q does nothing here.", shorten(clean(strings.TrimSpace(word)), 20))), nil
}

// tell has a note shown, and which keys work.
func (l *listKeys) tell(text string) byte {
	if l.note == nil {
		return 0
	}
	text += " " + l.how
	if l.gestures {
		text += " A letter works by itself."
	}
	*l.note = strings.Join(wrap(text, l.width-1), "\n")
	return surveyRedraw
}

func (f *full) Type(p typing.Passage, length time.Duration) (assess.TypingRecord, bool, error) {
	return typing.Live(f.screen, p, length, time.Now)
}

func (f *full) HowToType() string { return typing.LiveHow }
