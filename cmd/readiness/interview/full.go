//go:build linux || darwin || freebsd || netbsd || openbsd || dragonfly

package interview

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"unicode"

	"github.com/AlecAivazis/survey/v2"
	"golang.org/x/term"

	"readiness/assess"
)

// A full front asks in a terminal that can move its cursor.
type full struct {
	keys  *keyboard
	out   *output
	close func() error
}

// Full gives the front for a terminal that can move its cursor. It sets the modes of the terminal;
// Close puts them back, and must be called whatever happens. Where it cannot serve, the error says why.
func Full(in, out *os.File) (Front, error) {
	if !term.IsTerminal(int(in.Fd())) || !term.IsTerminal(int(out.Fd())) {
		return nil, errors.New("input and output must both be a terminal")
	}
	wake, closing, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	before, err := term.MakeRaw(int(in.Fd()))
	if err != nil {
		return nil, err
	}
	setTemplates()
	f := &full{keys: &keyboard{file: in, wake: wake}, out: &output{file: out}}
	f.close = sync.OnceValue(func() error {
		f.keys.shut.Store(true)
		f.out.close()
		closing.Close()
		return term.Restore(int(in.Fd()), before)
	})
	return f, nil
}

func (f *full) Close() error { return f.close() }

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
{{end}}{{end}}`
	clearBelow   = "\x1b[J" // what an earlier drawing left there, after the window changed
	selectIndent = 2
	multiIndent  = 6
)

func (f *full) Say(paragraphs ...string) error {
	f.show(paragraphs...)
	return f.out.err()
}

func (f *full) Show(text string) error {
	f.out.print("\n" + text)
	return f.out.err()
}

// show is Say; an error comes out at the next reading. It gives the rows it took.
func (f *full) show(paragraphs ...string) int {
	width, _ := f.size()
	var rows []string
	for _, paragraph := range paragraphs {
		for part := range strings.SplitSeq(paragraph, "\n") {
			rows = append(rows, wrap(clean(part), width-1)...)
		}
	}
	f.out.print("\n" + strings.Join(rows, "\n") + "\n")
	return len(rows) + 1
}

// size gives the width and the height of the window.
func (f *full) size() (width, height int) {
	width, height, err := term.GetSize(int(f.out.file.Fd()))
	if err != nil || width <= 0 || height <= 0 {
		return 80, 24
	}
	return width, height
}

func (f *full) complain(text string) error { return f.Say(text) }

func (f *full) put(c card) (heard, error) {
	above := 0
	if !c.again {
		above = f.show(c.above()...)
	}
	switch c.question.Kind {
	case assess.One:
		return f.putOne(c, above)
	case assess.Many:
		return f.putMany(c, above)
	}
	return f.putLine(c)
}

func (f *full) putOne(c card, above int) (heard, error) {
	options, first := says(c.question), 0
	if len(c.picked) == 0 && c.earlier != "" { // Enter alone must not turn a skip into an answer
		options, first = append([]string{"(leave it: " + c.earlier + ")"}, options...), 1
	}
	at := 0
	if len(c.picked) > 0 {
		at = c.picked[0]
	}
	above += f.show("Arrow keys move, Enter chooses.")
	h, err := f.one(options, at, above)
	if err != nil || h.gesture != 0 {
		return h, err
	}
	h.picked[0] -= first
	h.keep = h.picked[0] < 0
	return h, nil
}

func (f *full) putMany(c card, above int) (heard, error) {
	options := says(c.question)
	above += f.show("Arrow keys move, Space ticks, Enter goes on.")
	p := &survey.MultiSelect{Default: c.picked}
	p.Options, p.PageSize = f.fit(options, multiIndent, above)
	var picked []int
	h, err := f.survey(p, &picked, &listKeys{keyboard: f.keys, ticks: true, gestures: true})
	if err != nil || h.gesture != 0 {
		return h, err
	}
	h.picked = picked
	h.keep = len(picked) == 0 && len(c.picked) == 0 && c.earlier != ""
	return h, nil
}

func (f *full) putLine(c card) (heard, error) {
	words := fmt.Sprintf("Write one paragraph, at most %d characters, or a letter such as s, and press Enter. Ctrl-U clears the line.", assess.MaxText)
	if c.question.Kind == assess.Number {
		words = fmt.Sprintf("Type a number from %d to %d (%s), or a letter such as s, and press Enter.", c.question.Min, c.question.Max, c.question.Unit)
	}
	if c.earlier != "" && c.draft == "" {
		words += " Enter alone keeps what you said."
	}
	f.show(words)
	text, esc, err := f.edit(c.draft)
	text = strings.TrimSpace(text)
	switch {
	case err != nil:
		return heard{}, err
	case esc:
		return heard{gesture: back}, nil
	case text == "" && c.earlier != "" && c.draft == "":
		return heard{keep: true}, nil
	}
	return heard{gesture: gestureOf(text), line: text}, nil
}

func (f *full) review(l list) (heard, error) {
	above := 0
	if !l.again {
		above = f.show(l.title, "Arrow keys move, Enter chooses what to do or which answer to change.", keys(l.offered))
	}
	width, _ := f.size()
	var options []string
	var leave []gesture
	for _, g := range l.offered {
		if says := ways[g]; says != "" {
			options, leave = append(options, says), append(leave, g)
		}
	}
	for _, line := range l.lines {
		options = append(options, shorten(clean(line), width-selectIndent-1))
	}
	h, err := f.one(options, 0, above)
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
var ways = map[gesture]string{finish: "Finish", back: "Back to the questions", stop: "Save and stop"}

func (f *full) Choose(ask string, options ...string) (int, error) {
	above := f.show(ask)
	p := &survey.Select{}
	p.Options, p.PageSize = f.fit(options, selectIndent, above)
	picked := 0
	if _, err := f.survey(p, &picked, &listKeys{keyboard: f.keys}); err != nil {
		return 0, err
	}
	f.show(options[picked])
	return picked, nil
}

func (f *full) Line(ask string, limit int) (string, error) {
	f.show(ask)
	draft := ""
	for {
		text, _, err := f.edit(draft)
		if err != nil {
			return "", err
		}
		complaint := fits(strings.TrimSpace(text), limit)
		if complaint == "" {
			return strings.TrimSpace(text), nil
		}
		f.show(complaint)
		draft = text
	}
}

// one has one of the options chosen, the first of them highlighted being at.
func (f *full) one(options []string, at, above int) (heard, error) {
	p := &survey.Select{Default: at}
	p.Options, p.PageSize = f.fit(options, selectIndent, above)
	picked := 0
	h, err := f.survey(p, &picked, &listKeys{keyboard: f.keys, gestures: true})
	h.picked = []int{picked}
	return h, err
}

// A prompt is a Select or a MultiSelect.
type prompter interface {
	survey.Prompt
	Render(template string, data any) error
}

// survey has survey ask. If the person makes a gesture instead, its list is wiped away.
func (f *full) survey(p prompter, picked any, in *listKeys) (heard, error) {
	f.out.begin("\x1b8") // survey saves the position below its list
	defer f.out.end()
	err := survey.AskOne(p, picked, survey.WithStdio(in, f.out, f.out), survey.WithRemoveSelectAll(), survey.WithRemoveSelectNone())
	if err == nil {
		err = f.out.err()
	}
	if !errors.Is(err, errGesture) {
		return heard{}, err
	}
	return heard{gesture: in.said}, p.Render(clearBelow, nil)
}

// fit wraps options, and says how many make a page that fits below some rows.
func (f *full) fit(options []string, indent, above int) (wrapped []string, page int) {
	width, height := f.size()
	rows := max(height-above-2, min(height-2, 6))
	heights := make([]int, len(options))
	all := 0
	for i, o := range options {
		w := hang(clean(o), width-1, indent)
		wrapped = append(wrapped, w)
		heights[i] = strings.Count(w, "\n") + 1
		all += heights[i]
	}
	if all <= rows {
		return wrapped, len(options)
	}
	rows -= 2 // "(more above)" and "(more below)"
	for page = len(options) - 1; page > 1 && tallest(heights, page) > rows; page-- {
	}
	return wrapped, max(page, 1)
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

// errGesture is how a gesture leaves survey.
var errGesture = errors.New("gesture")

// listKeys are the keys of a list, as survey reads them: up and down, Enter, and Space where there is
// something to tick. Nothing else gets through, so its filter and its vim mode never start.
type listKeys struct {
	*keyboard
	ticks    bool
	gestures bool
	said     gesture
}

// Fd gives no descriptor, so that survey does not change the modes of the terminal: Full has set them.
func (l *listKeys) Fd() uintptr { return ^uintptr(0) }

// Read gives one key.
func (l *listKeys) Read(p []byte) (int, error) {
	for {
		k, err := l.next()
		if err != nil {
			return 0, err
		}
		switch {
		case k == keyEOT:
			return 0, io.EOF
		case k == keyEnter:
			p[0] = '\r'
		case k == keyUp:
			p[0] = 0x10 // survey's own codes for the arrows
		case k == keyDown:
			p[0] = 0x0e
		case k == ' ' && l.ticks:
			p[0] = ' '
		case k == keyEsc && l.gestures:
			l.said = back
			return 0, errGesture
		case k > ' ' && l.gestures:
			if l.said = gestureOf(string(unicode.ToLower(rune(k)))); l.said == 0 {
				continue
			}
			return 0, errGesture
		default:
			continue
		}
		return 1, nil
	}
}

// output writes to the terminal until it is closed, from then on nothing.
type output struct {
	mu     sync.Mutex
	file   *os.File
	undo   string // what ends the prompt under way
	closed bool
	failed error // the first error
}

func (o *output) Fd() uintptr { return o.file.Fd() }

// Write writes text. In raw mode the terminal does not return the carriage itself.
func (o *output) Write(b []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if !o.closed && o.failed == nil {
		_, o.failed = o.file.Write(bytes.ReplaceAll(b, []byte("\n"), []byte("\r\n")))
	}
	return len(b), o.failed
}

func (o *output) print(text string) { io.WriteString(o, text) }

func (o *output) err() error {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.failed
}

// begin says that a prompt is under way: until end, close writes undo.
func (o *output) begin(undo string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.undo = undo
}

func (o *output) end() { o.begin("") }

func (o *output) close() {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.undo != "" && !o.closed && o.failed == nil {
		_, o.failed = o.file.WriteString(o.undo + "\x1b[?25h\r\n")
	}
	o.closed = true
}
