package reports

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"

	"github.com/clipperhouse/displaywidth"
)

// Widths of text, in columns of a terminal.
const (
	usualWidth = 80
	leastWidth = 20
	columnGap  = 2
)

// WriteText writes a document as plain text for a terminal or a file: no colour, no escapes. Lines
// have at most width columns; 0 is 80, and less than 20 is taken as 20.
func WriteText(w io.Writer, d Document, width int) error {
	if width == 0 {
		width = usualWidth
	}
	t := text{width: max(width, leastWidth)}
	for i, b := range d.cleaned().Blocks {
		if i > 0 {
			t.line("")
		}
		t.block(b)
	}
	_, err := w.Write(t.Bytes())
	return err
}

// A text is a document being written.
type text struct {
	bytes.Buffer
	width int
}

func (t *text) line(s string) {
	t.WriteString(strings.TrimRight(s, " "))
	t.WriteByte('\n')
}

// block writes one block.
func (t *text) block(b Block) {
	switch b := b.(type) {
	case Heading:
		t.heading(b)
	case Paragraph:
		t.paragraph("", b.Text)
	case Note:
		for i, p := range b.Paragraphs {
			if i > 0 {
				t.line("  |")
			}
			for _, l := range Wrap(p, t.width-4) {
				t.line("  | " + l)
			}
		}
	case List:
		for i, item := range b.Items {
			mark := "- "
			if b.Ordered {
				mark = strconv.Itoa(i+1) + ". "
			}
			t.paragraph(mark, item)
		}
	case Facts:
		t.facts(b)
	case Table:
		t.table(b)
	case Gauge:
		for i, p := range b.Says {
			if i > 0 {
				t.line("")
			}
			t.paragraph("", p)
		}
	case Links:
		for _, link := range b {
			t.paragraph("- ", link.Text+": "+link.URL)
		}
	case Frame:
		for _, blank := range b {
			t.paragraph("", blank.Label+": ____")
		}
	case Choices:
		t.choices(b)
	case Break: // the lines around it are blank
	case Shares:
		t.shares(b)
	case Bars:
		if b.Caption != "" {
			t.paragraph("", b.Caption)
		}
		for _, bar := range b.Bars {
			t.paragraph("- ", fmt.Sprintf("%s: %s. %s.", bar.Label, bar.State, bar.Figures()))
		}
	}
}

// shares writes the words of each bar.
func (t *text) shares(s Shares) {
	if s.Caption != "" {
		t.paragraph("", s.Caption)
	}
	for _, row := range s.Rows {
		t.paragraph("- ", named(row.Label, row.Says))
	}
}

// heading writes a heading, underlined but for the lowest level.
func (t *text) heading(h Heading) {
	widest := 0
	for _, l := range Wrap(h.Text, t.width) {
		t.line(l)
		widest = max(widest, displaywidth.String(l))
	}
	switch h.Level {
	case 1:
		t.line(strings.Repeat("=", widest))
	case 2:
		t.line(strings.Repeat("-", widest))
	}
}

// paragraph writes a text with a mark before its first line; the others stand under its beginning.
func (t *text) paragraph(mark, s string) {
	indent := displaywidth.String(mark)
	for _, l := range Wrap(s, t.width-indent) {
		t.line(mark + l)
		mark = strings.Repeat(" ", indent)
	}
}

// facts writes "Name: what there is to say", or what there is to say under the name if it is more
// than one thing, or if the name is a sentence.
func (t *text) facts(facts Facts) {
	for _, f := range facts {
		name := f.Name
		asks := stopped(name)
		if name != "" && !asks {
			name += ":"
		}
		if len(f.Says) == 1 && !asks {
			says := Wrap(name+" "+f.Says[0], t.width-2)
			for i, l := range says {
				if i > 0 {
					l = "  " + l
				}
				t.line(l)
			}
			continue
		}
		t.paragraph("", name)
		for _, s := range f.Says {
			t.paragraph("  - ", s)
		}
	}
}

// table writes columns side by side if their longest words leave room for that, else each row as a
// list of its cells.
func (t *text) table(b Table) {
	if b.Caption != "" {
		t.paragraph("", b.Caption)
		t.line("")
	}
	head := make([]string, len(b.Columns))
	for i, c := range b.Columns {
		head[i] = c.Head
	}
	widths := columns(append([][]string{head}, b.Rows...), t.width)
	if widths == nil {
		for _, cells := range b.Rows {
			for i, cell := range cells {
				mark := "  "
				if i == 0 {
					mark = "- "
				}
				t.paragraph(mark, b.Columns[i].Head+": "+cell)
			}
		}
		return
	}
	rules := make([]string, len(widths))
	for i, w := range widths {
		rules[i] = strings.Repeat("-", w)
	}
	for _, cells := range append([][]string{head, rules}, b.Rows...) {
		t.row(b.Columns, cells, widths)
	}
}

// row writes the cells of a row side by side, each broken into lines.
func (t *text) row(columns []Column, cells []string, widths []int) {
	lines, high := make([][]string, len(cells)), 0
	for i, cell := range cells {
		lines[i] = Wrap(cell, widths[i])
		high = max(high, len(lines[i]))
	}
	for k := range high {
		out := ""
		for i, w := range widths {
			part := ""
			if k < len(lines[i]) {
				part = lines[i][k]
			}
			pad := strings.Repeat(" ", max(w-displaywidth.String(part), 0))
			if columns[i].Figures {
				out += pad + part
			} else {
				out += part + pad
			}
			out += strings.Repeat(" ", columnGap)
		}
		t.line(out)
	}
}

// columns gives the widths of columns that fit a width: no less than their longest words, and of the
// rest as much as they can use, the widest last. It gives nil if the words alone do not fit.
func columns(rows [][]string, width int) []int {
	n := len(rows[0])
	like, widths := make([]int, n), make([]int, n)
	for _, cells := range rows {
		for i, cell := range cells {
			like[i] = max(like[i], displaywidth.String(cell))
			for _, word := range words(cell) {
				widths[i] = max(widths[i], displaywidth.String(word))
			}
		}
	}
	room := width - columnGap*(n-1)
	for _, w := range widths {
		room -= w
	}
	if room < 0 {
		return nil
	}
	for grown := true; grown; {
		grown = false
		for i := range widths {
			if room > 0 && widths[i] < like[i] {
				widths[i], room, grown = widths[i]+1, room-1, true
			}
		}
	}
	return widths
}

// words cuts a text at its spaces, but for those that do not break.
func words(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) && r != '\u00A0' && r != '\u202F' && r != '\u2007'
	})
}

// Wrap breaks a text at its spaces into lines of at most width columns of a terminal. A word wider than
// a line is broken between characters as a person sees them. A text without words has no lines.
func Wrap(text string, width int) []string {
	var lines []string
	line, used := "", 0
	for _, word := range words(text) {
		wide := displaywidth.String(word)
		if line != "" && used+1+wide <= width {
			line, used = line+" "+word, used+1+wide
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		pieces := chop(word, width)
		lines = append(lines, pieces[:len(pieces)-1]...)
		line = pieces[len(pieces)-1]
		used = displaywidth.String(line)
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

// chop cuts a text into pieces of at most width columns, wherever they end, between characters as a
// person sees them. There is at least one piece.
func chop(text string, width int) []string {
	pieces := []string{""}
	used := 0
	for g := displaywidth.StringGraphemes(text); g.Next(); {
		if used > 0 && used+g.Width() > width {
			pieces = append(pieces, "")
			used = 0
		}
		pieces[len(pieces)-1] += g.Value()
		used += g.Width()
	}
	return pieces
}
