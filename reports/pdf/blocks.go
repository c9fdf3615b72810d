package pdf

import "strconv"

// Room between blocks, and between the items of one.
const (
	blockGap = 5.0
	itemGap  = 2.0
)

// Heading puts a heading of level 1 to 3 over what comes next.
func (d *Doc) Heading(level int, text string) {
	level = min(max(level, 1), len(headings)-1)
	d.pending = append(d.pending, heading{level, d.lines(text, headings[level].style, width)})
}

// Paragraph puts a paragraph.
func (d *Doc) Paragraph(text string) {
	lines := d.lines(text, body, width)
	d.begin(blockGap, together(lines))
	d.writeLines(lines, left)
}

// together is the room that the first lines of a text need, so that none is left alone.
func together(lines []line) float64 {
	need := 0.0
	for i, l := range lines {
		if i < 2 || len(lines) == 3 {
			need += l.lead
		}
	}
	return need
}

// Note puts paragraphs in one box.
func (d *Doc) Note(paragraphs []string) {
	const pad, bar = 9.0, 3.0
	inner := left + bar + pad
	var blocks [][]line
	high := 2*pad - itemGap
	for _, p := range paragraphs {
		lines := d.lines(p, body, right-inner-pad)
		blocks = append(blocks, lines)
		high += float64(len(lines))*body.lead + itemGap
	}
	d.begin(blockGap, high)
	if d.y+high <= bottom { // what is longer than a page has no box
		d.fill(left, d.y, width, high, 243)
		d.fill(left, d.y, bar, high, 60)
	}
	d.y += pad
	for i, lines := range blocks {
		if i > 0 {
			d.y += itemGap
		}
		d.writeLines(lines, inner)
	}
	d.y += pad
}

// List puts a list, numbered from 1 if it is ordered.
func (d *Doc) List(ordered bool, items []string) {
	mark := func(i int) line {
		if ordered {
			return line{strconv.Itoa(i+1) + ".", strong}
		}
		return line{"•", body}
	}
	x := left + 4 + d.lineWidth(mark(max(len(items)-1, 0))) + 6
	for i, item := range items {
		lines := d.lines(item, body, right-x)
		if len(lines) == 0 {
			lines = []line{{"", body}} // the mark needs a line
		}
		gap := itemGap
		if i == 0 {
			gap = blockGap
		}
		d.begin(gap, together(lines))
		m := mark(i)
		d.write(m, x-6-d.lineWidth(m), d.y+baseline(body))
		d.writeLines(lines, x)
	}
}

// A Fact is a name and what there is to say under it, each on a line of its own.
type Fact struct {
	Name string
	Says []string
}

// Facts puts names at the left and what they say beside them.
func (d *Doc) Facts(facts []Fact) {
	const share, gap = 0.27, 12.0 // the most of the width that names take
	names := make([]run, len(facts))
	indent := 0.0
	for i, f := range facts {
		names[i] = d.run(f.Name, strong)
		whole, _ := names[i].natural()
		indent = max(indent, min(whole, share*width))
	}
	for i, f := range facts {
		says := cell{x: left + indent + gap}
		for _, s := range f.Says {
			says.lines = append(says.lines, d.lines(s, body, right-says.x)...)
		}
		r := row{cell{x: left, lines: names[i].wrap(indent)}, says}
		before := itemGap
		if i == 0 {
			before = blockGap
		}
		d.begin(before, min(r.height(), bottom-top))
		d.put(r, nil)
	}
}
