package typing

import (
	"cmp"
	"slices"
	"strings"
	"time"

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
	extra bool   // something too much stands before it
}

// marks gives what became of the characters of a passage from one byte to another, by where they begin.
func marks(pieces []assess.TypingPiece, passage, typed string, from, to int) map[int]mark {
	found := map[int]mark{}
	for _, p := range pieces {
		if p.PassageTo < from || p.PassageFrom >= to {
			continue
		}
		switch p.Kind {
		case assess.Match:
			at := max(p.PassageFrom, from)
			spread(found, at, passage[at:max(min(p.PassageTo, to), at)], nil)
		case assess.Wrong:
			spread(found, p.PassageFrom, passage[p.PassageFrom:p.PassageTo], clusters(typed[p.TypedFrom:p.TypedTo]))
		case assess.Missed:
			spread(found, p.PassageFrom, passage[p.PassageFrom:p.PassageTo], []string{})
		case assess.Extra:
			found[p.PassageFrom] = mark{extra: true}
		}
	}
	return found
}

// reach gives how far a passage was copied.
func reach(pieces []assess.TypingPiece) int {
	for _, p := range slices.Backward(pieces) {
		if p.Kind == assess.Match || p.Kind == assess.Wrong {
			return p.PassageTo
		}
	}
	return 0
}

// spread marks each character of a text: as right if there is nothing instead, else with what was typed
// instead, one for one as far as that goes.
func spread(found map[int]mark, at int, text string, instead []string) {
	for i, c := range clusters(text) {
		m := mark{typed: true, extra: found[at].extra}
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
		below.WriteString(padded(m.below(found[at+len(c)]), width))
		used += width
		at += len(c)
	}
	if style != "" {
		line.WriteString(plainly)
	}
	return line.String(), strings.TrimRight(below.String(), " "), column
}

// below gives what stands below a character. A + takes no other sign's place: it moves to the character
// before, and is left out where that has a sign as well, as all there is marked then.
func (m mark) below(next mark) string {
	switch {
	case m.sign != "":
		return m.sign
	case m.extra, next.extra && next.sign != "":
		return "+"
	}
	return ""
}

// padded gives a sign in a number of columns.
func padded(sign string, width int) string {
	return sign + strings.Repeat(" ", max(width-displaywidth.String(sign), 0))
}

// A layout is a passage in rows of some width, as often as it takes. The zero layout has none.
type layout struct {
	column int // the width
	text   string
	rows   []row
}

// reaching gives a layout of a passage that is longer than some bytes: this one, if it is.
func (l layout) reaching(passage string, column, bytes int) layout {
	if l.column == column && len(l.text) > bytes {
		return l
	}
	text := repeated(passage, bytes)
	return layout{column, text, rows(text, column)}
}

// A frame is what the screen shows: a line for each row, and where the caret stands. The zero frame is
// of no window.
type frame struct {
	width, height int
	lines         []string
	column, line  int // of the caret
}

// at gives a line, "" if there is none.
func (f frame) at(i int) string {
	if i < len(f.lines) {
		return f.lines[i]
	}
	return ""
}

// The lines above the passage: the status and the note.
const headLines = 2

// frame lays the exercise out in a window.
func (e *exercise) frame(width, height int, at time.Time) frame {
	pieces := e.copy.Pieces()
	reached, column := reach(pieces), max(min(width-2, widest), 1)
	e.laid = e.laid.reaching(e.passage.Text, column, reached+column*height)
	current, _ := slices.BinarySearchFunc(e.laid.rows, reached, func(r row, at int) int { return cmp.Compare(r.to, at+1) })
	fits := max((height-headLines)/2, 1)
	top := max(current-fits/3, 0)
	shown := e.laid.rows[top:min(top+fits, len(e.laid.rows))]
	found := marks(pieces, e.laid.text, e.copy.Typed(), shown[0].from, shown[len(shown)-1].to)
	f := frame{width: width, height: height, lines: []string{e.status(width, at), e.note(width, at)}}
	for _, r := range shown {
		line, signs, column := draw(e.laid.text, r, found, reached)
		if column >= 0 {
			f.column, f.line = column, len(f.lines)
		}
		f.lines = append(f.lines, line, signs)
	}
	f.lines = f.lines[:min(len(f.lines), height)]
	f.line = min(f.line, height-1)
	return f
}

// fitting gives the first of some forms of a text that fits beside the last column; what fits of the
// last one if none does.
func fitting(width int, forms ...string) string {
	fits := max(width-1, 0)
	for _, form := range forms {
		if displaywidth.String(form) <= fits {
			return form
		}
	}
	return displaywidth.TruncateString(forms[len(forms)-1], fits, "")
}
