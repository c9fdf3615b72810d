package pdf

import (
	"strconv"
	"strings"
)

// Room between blocks, and between the items of one.
const (
	blockGap = 5.0
	itemGap  = 2.0
)

// Heading puts a heading of level 1 to 3 over what comes next.
func (d *Doc) Heading(level int, text string) {
	level = min(max(level, 1), plain-1)
	h := headings[level]
	lines := d.lines(text, h.style, width)
	if len(lines) == 0 {
		return
	}
	over := d.after
	d.add(level, h.before, together(d.split(row{cell{x: left, lines: lines}})))
	if over > 0 {
		d.strips[len(d.strips)-len(lines)].before += h.before / 2
	}
	d.after, d.under, d.leads = h.after, level, 0
}

// Paragraph puts a paragraph. One that ends in a colon leads up to what comes next, and so do the few
// lines under a heading.
func (d *Doc) Paragraph(text string) {
	lines := d.lines(text, body, width)
	if len(lines) == 0 {
		return
	}
	strips := d.split(row{cell{x: left, lines: lines}})
	if len(lines) <= short {
		strips[0].bond = rather
	}
	under, said := d.under, d.said+len(lines)
	d.add(plain, blockGap, strips)
	if under > 0 && (said == len(lines) || said <= few) {
		d.leads, d.under, d.said = under, under, said
	}
	if strings.HasSuffix(lines[len(lines)-1].text, ":") {
		d.leads = 0
	}
}

// Note puts paragraphs in one box.
func (d *Doc) Note(paragraphs []string) {
	const pad, bar = 9.0, 3.0
	inner := left + bar + pad
	rows := make([]row, len(paragraphs))
	high := 2*pad - itemGap
	for i, p := range paragraphs {
		rows[i] = row{cell{x: inner, lines: d.lines(p, body, right-inner-pad)}}
		high += rows[i].height() + itemGap
	}
	if high > page { // it has no box
		d.add(plain, blockGap, d.stack(rows))
		return
	}
	d.add(plain, blockGap, []strip{{high: high, draw: func(y float64) {
		d.fill(left, y, width, high, 243)
		d.fill(left, y, bar, high, 60)
		y += pad
		for _, r := range rows {
			d.put(r, y)
			y += r.height() + itemGap
		}
	}}})
}

// stack gives rows one under the other, as strips of one line. Neither the first nor the last stands
// alone, and what has only a few lines stays together.
func (d *Doc) stack(rows []row) []strip {
	var all []strip
	for i, r := range rows {
		strips := d.split(r)
		if len(strips) <= few {
			together(strips)
		}
		if i > 0 && len(strips) > 0 {
			strips[0].before, strips[0].bond = itemGap, within(i, len(rows))
		}
		all = append(all, strips...)
	}
	if len(all) <= few {
		together(all)
	}
	return all
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
	rows := make([]row, len(items))
	for i, item := range items {
		rows[i] = row{
			cell{x: x - 6, right: true, lines: []line{mark(i)}},
			cell{x: x, lines: d.lines(item, body, right-x)},
		}
	}
	d.add(plain, blockGap, d.stack(rows))
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
	rows := make([]row, len(facts))
	for i, f := range facts {
		says := cell{x: left + indent + gap}
		for _, s := range f.Says {
			says.lines = append(says.lines, d.lines(s, body, right-says.x)...)
		}
		rows[i] = row{cell{x: left, lines: names[i].wrap(indent)}, says}
	}
	d.add(plain, blockGap, d.stack(rows))
}
