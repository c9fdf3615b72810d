package typing

import (
	"strings"

	"github.com/clipperhouse/displaywidth"

	"readiness/assess"
)

// widest is the most columns a line of the passage gets, however wide the window: longer ones are hard
// to come back from.
const widest = 72

// A mark is what became of a character of the passage.
type mark struct {
	typed bool   // and rightly, unless there is a sign
	sign  string // shown below; "" if all is right
}

// marks gives what became of the characters of a passage, by where they begin, and how far it was
// reached. The passage goes on from its beginning as often as it has to.
func marks(passage, typed string) (found map[int]mark, reached int) {
	found = map[int]mark{}
	for _, p := range assess.AlignTyping(passage, typed) {
		text := repeated(passage, p.PassageTo)[p.PassageFrom:p.PassageTo]
		switch p.Kind {
		case assess.Match:
			spread(found, p.PassageFrom, text, nil)
			reached = p.PassageTo
		case assess.Wrong:
			spread(found, p.PassageFrom, text, clusters(typed[p.TypedFrom:p.TypedTo]))
			reached = p.PassageTo
		case assess.Missed:
			spread(found, p.PassageFrom, text, []string{})
		case assess.Extra:
			found[p.PassageFrom] = mark{sign: "+"}
		}
	}
	return found, reached
}

// spread marks each character of a text: as right if there is nothing instead, else with what was typed
// instead, one for one as far as that goes. A sign that is there already is kept.
func spread(found map[int]mark, at int, text string, instead []string) {
	for i, c := range clusters(text) {
		m := mark{typed: true, sign: found[at].sign}
		switch {
		case instead == nil:
		case i < len(instead):
			m.sign = sign(instead[i])
		default:
			m.sign = "_"
		}
		found[at] = m
		at += len(c)
	}
}

// sign gives what stands for a character that was typed: itself if it is seen and takes one column.
func sign(typed string) string {
	if typed == " " || typed == "\n" {
		return "␣"
	}
	for _, r := range typed {
		if r <= ' ' || r >= firstRightToLeft {
			return "*"
		}
	}
	if displaywidth.String(typed) != 1 {
		return "*"
	}
	return typed
}

// firstRightToLeft begins the scripts that a terminal may show in another order.
const firstRightToLeft = 0x590

// repeated gives a passage as often as it takes to be longer than some bytes, each time after a space.
func repeated(passage string, than int) string {
	return passage + strings.Repeat(" "+passage, max(than, 0)/(len(passage)+1)+1)
}

// A row is a line of the passage: the bytes from one place to another, the space at its end included.
type row struct{ from, to int }

// rows lays a text out in rows of at most width columns, besides the space at their ends.
func rows(text string, width int) []row {
	var laid []row
	from, used := 0, 0 // of the row
	at := 0
	for word := range strings.SplitAfterSeq(text, " ") {
		wide := displaywidth.String(strings.TrimSuffix(word, " "))
		if used > 0 && used+wide > width {
			laid = append(laid, row{from, at})
			from, used = at, 0
		}
		for _, c := range clusters(word) {
			if w := displaywidth.String(c); used > 0 && used+w > width && c != " " {
				laid = append(laid, row{from, at})
				from, used = at, 0
			}
			used += displaywidth.String(c)
			at += len(c)
		}
	}
	return append(laid, row{from, at})
}

// clusters gives the characters of a text as a person sees them.
func clusters(text string) []string {
	var found []string
	for g := displaywidth.StringGraphemes(text); g.Next(); {
		found = append(found, g.Value())
	}
	return found
}

// What stands round characters, beside their signs. Only attributes are used, no colour.
const (
	dim     = "\x1b[2m"
	reverse = "\x1b[7m"
	plainly = "\x1b[0m"
)

// draw gives a row of the passage as the terminal shows it, the signs below it, and the column of the
// caret, -1 if it stands in another row.
func draw(text string, r row, found map[int]mark, caret int) (shown, signs string, column int) {
	var line, below strings.Builder
	at, used, style := r.from, 0, ""
	column = -1
	for _, c := range clusters(text[r.from:r.to]) {
		if at == caret {
			column = used
		}
		m := found[at]
		now := ""
		switch {
		case m.sign != "":
			now = reverse
		case m.typed:
			now = dim
		}
		if now != style {
			line.WriteString(plainly + now)
			style = now
		}
		line.WriteString(c)
		width := displaywidth.String(c)
		below.WriteString(padded(m.sign, width))
		used += width
		at += len(c)
	}
	if style != "" {
		line.WriteString(plainly)
	}
	return line.String(), strings.TrimRight(below.String(), " "), column
}

// padded gives a sign in a number of columns.
func padded(sign string, width int) string {
	return sign + strings.Repeat(" ", max(width-displaywidth.String(sign), 0))
}

// A frame is what the screen shows: a line for each row, and where the caret stands.
type frame struct {
	lines  []string
	column int
	line   int
}

// The lines above the passage: the status and the note.
const headLines = 2

// frame lays the exercise out in a window.
func (e *exercise) frame(typed string, width, height int, status, note string) frame {
	found, reached := marks(e.passage.Text, typed)
	column := max(min(width-2, widest), 1)
	text := repeated(e.passage.Text, reached+column*height)
	laid := rows(text, column)
	current := 0
	for laid[current].to <= reached {
		current++
	}
	fits := max((height-headLines)/2, 1)
	top := max(current-fits/3, 0)
	f := frame{lines: []string{cut(status, width), cut(note, width)}}
	for i := top; i < min(top+fits, len(laid)); i++ {
		shown, signs, column := draw(text, laid[i], found, reached)
		if column >= 0 {
			f.column, f.line = column, len(f.lines)
		}
		f.lines = append(f.lines, shown, signs)
	}
	f.lines = f.lines[:min(len(f.lines), height)]
	f.line = min(f.line, height-1)
	return f
}

// cut shortens a text to what fits beside the last column.
func cut(text string, width int) string {
	return displaywidth.TruncateString(text, max(width-1, 0), "")
}
