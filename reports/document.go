package reports

import "fmt"

// A Document is what there is to read, in order. Its first block is a Heading of level 1, and no
// level of heading is skipped. Another of level 1 stands only after a Break: what follows is for other eyes.
type Document struct {
	Title    string
	Subject  string
	Language string // as BCP 47 has it, such as "en-GB"
	Date     string // YYYY-MM-DD; "" if not known
	Foot     string // whom it is about, for the foot of each page; "" if that was not said
	Blocks   []Block
}

// A Block is one of Heading, Paragraph, Note, List, Facts, Table, Gauge, Bars, Shares, Links, Frame,
// Choices and Break.
type Block interface {
	cleaned() Block
}

// A Heading stands over the blocks that follow it.
type Heading struct {
	Level int // 1 to 3
	Text  string
}

// A Paragraph is a few sentences.
type Paragraph struct{ Text string }

// A Note is paragraphs set apart: what a reader must not miss.
type Note struct{ Paragraphs []string }

// A List is items that are read one by one; numbered from 1 if it is Ordered.
type List struct {
	Ordered bool
	Items   []string
}

// Facts are names and what there is to say under each.
type Facts []Fact

// A Fact is a name and one or more things to say under it.
type Fact struct {
	Name string
	Says []string
}

// A Table has a head, and rows with a cell for each column. A cell is never empty.
type Table struct {
	Caption string // "" if the heading above it says enough
	Columns []Column
	Rows    [][]string
}

// A Column of a Table.
type Column struct {
	Head    string
	Names   bool // its cells say what their rows are about
	Wide    int  // how wide it is beside the others; 0 for all columns: as wide as their words make them
	Figures bool // its cells are figures, to stand under each other
}

// A Gauge is a picture of one level of 0 to 100, with what there is to say beside it. All that the
// picture shows is also said there.
type Gauge struct {
	Name      string // of what it measures
	Low, High int    // High is more than Low where it is not known exactly
	Says      []string
}

// Alt says what the picture shows, for who cannot see it.
func (g Gauge) Alt() string {
	return fmt.Sprintf("A gauge. %s: %s.", g.Name, level(g.Low, g.High))
}

// Bars are a picture of levels against their targets. All that it shows is also in the words of each
// bar.
type Bars struct {
	Caption string
	Bars    []Bar
}

// A Bar is one level of 0 to 100, and its target.
type Bar struct {
	Label     string
	Empty     bool // there is no level, and no target to compare it with
	Low, High int
	Target    int
	State     string // in words
}

// Figures gives the figures of a bar in words.
func (b Bar) Figures() string {
	if b.Empty {
		return "No level"
	}
	if b.Low == b.High {
		return fmt.Sprintf("%d of 100, target %d", b.Low, b.Target)
	}
	return fmt.Sprintf("%d to %d, target %d", b.Low, b.High, b.Target)
}

// Alt says what the picture shows, for who cannot see it: the figures stand beside it as words. It is
// "" where no bar has a level.
func (b Bars) Alt() string {
	bars, reached := 0, 0
	for _, bar := range b.Bars {
		if !bar.Empty {
			bars++
			if bar.Low >= bar.Target {
				reached++
			}
		}
	}
	if bars == 0 {
		return ""
	}
	return fmt.Sprintf("A bar of 0 to 100 for each requirement, with a mark at its target. %d of %d %s the mark for certain. The figures follow.",
		reached, bars, either(reached, "reaches", "reach"))
}

// A BarKey says in words what the marks in a picture of bars mean.
type BarKey struct {
	Low    string // the part up to Low
	High   string // the part from Low to High
	Target string // the mark at the target
}

// Key gives what the marks of any bars mean.
func (Bars) Key() BarKey { return BarKey{"shown by your answers", "still open", "target"} }

// Links are places to read more. A reader can follow them; what they say and where they lead is
// written out, for paper.
type Links []Link

// A Link leads to a page of the World Wide Web.
type Link struct {
	Text string
	URL  string // begins with "https://"
}

// A Frame is room to write in, by hand or at a keyboard: labels, each with blank lines.
type Frame []Blank

// A Blank is a label and how many lines to write on it has on paper: at least 1, whatever Lines says.
type Blank struct {
	Label string
	Lines int
}

// cleaned gives the document with every text cleaned.
func (d Document) cleaned() Document {
	d.Title, d.Subject, d.Foot = Clean(d.Title), Clean(d.Subject), Clean(d.Foot)
	blocks := make([]Block, len(d.Blocks))
	for i, b := range d.Blocks {
		blocks[i] = b.cleaned()
	}
	d.Blocks = blocks
	return d
}

func cleanAll(texts []string) []string {
	clean := make([]string, len(texts))
	for i, t := range texts {
		clean[i] = Clean(t)
	}
	return clean
}

func (h Heading) cleaned() Block   { return Heading{h.Level, Clean(h.Text)} }
func (p Paragraph) cleaned() Block { return Paragraph{Clean(p.Text)} }
func (n Note) cleaned() Block      { return Note{cleanAll(n.Paragraphs)} }
func (l List) cleaned() Block      { return List{l.Ordered, cleanAll(l.Items)} }

func (f Facts) cleaned() Block {
	clean := make(Facts, len(f))
	for i, fact := range f {
		clean[i] = Fact{Clean(fact.Name), cleanAll(fact.Says)}
	}
	return clean
}

func (t Table) cleaned() Block {
	clean := Table{Clean(t.Caption), make([]Column, len(t.Columns)), make([][]string, len(t.Rows))}
	for i, c := range t.Columns {
		c.Head = Clean(c.Head)
		clean.Columns[i] = c
	}
	for i, cells := range t.Rows {
		clean.Rows[i] = cleanAll(cells)
	}
	return clean
}

func (g Gauge) cleaned() Block { return Gauge{Clean(g.Name), g.Low, g.High, cleanAll(g.Says)} }

func (b Bars) cleaned() Block {
	clean := Bars{Clean(b.Caption), make([]Bar, len(b.Bars))}
	for i, bar := range b.Bars {
		bar.Label, bar.State = Clean(bar.Label), Clean(bar.State)
		clean.Bars[i] = bar
	}
	return clean
}

func (l Links) cleaned() Block {
	clean := make(Links, len(l))
	for i, link := range l {
		clean[i] = Link{Clean(link.Text), Clean(link.URL)}
	}
	return clean
}

func (f Frame) cleaned() Block {
	clean := make(Frame, len(f))
	for i, b := range f {
		clean[i] = Blank{Clean(b.Label), max(b.Lines, 1)}
	}
	return clean
}
