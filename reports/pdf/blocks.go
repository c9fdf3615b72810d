package pdf

import (
	"fmt"
	"strconv"
	"strings"

	"readiness/reports/pdf/tags"
)

// element adds an element of a kind to the document.
func (d *Doc) element(kind string) *tags.Element { return d.tree.Root.Add(kind) }

// gap gives the room for a gap of the usual print.
func (d *Doc) gap(usual float64) float64 { return usual * d.scale }

// Heading puts a heading of level 1 to 3 over what comes next. No level is skipped: one that would skip
// some is raised.
func (d *Doc) Heading(level int, text string) {
	level = min(max(level, 1), plain-1, d.level+1)
	h := d.headings[level]
	lines := d.lines(text, h.style, width, d.element(fmt.Sprintf("H%d", level)))
	if len(lines) == 0 {
		return
	}
	d.keyed, d.keyedOpen = false, false
	over := d.after
	strips := together(d.split(row{cell{x: left, width: width, lines: lines}}))
	first := strips[0].draw
	strips[0].draw = func(y float64) {
		d.bookmarks = append(d.bookmarks, tags.Bookmark{Level: level, Text: strings.TrimSpace(text), Page: d.page, Top: pageHeight - y})
		first(y)
	}
	if level == 1 {
		const thick = 1.5
		d.underline(strips, d.gap(2), d.gap(2)+thick, thick, dark)
	}
	d.add(level, h.before, strips)
	if over > 0 {
		d.strips[len(d.strips)-len(lines)].before += h.before / 2
	}
	d.level, d.after, d.under, d.leads = level, h.after, level, 0
	d.headed = len(d.strips) - len(lines)
}

// Paragraph puts a paragraph. One that ends in a colon leads up to what comes next, and so do the few
// lines under a heading.
func (d *Doc) Paragraph(text string) { d.paragraph(d.run(text, d.body, d.element("P"))) }

// paragraph puts a paragraph that is ready to be broken into lines.
func (d *Doc) paragraph(text run) {
	lines := text.wrap(width)
	if len(lines) == 0 {
		return
	}
	strips := d.split(row{cell{x: left, width: width, lines: lines}})
	if len(lines) <= short {
		strips[0].bond = rather
	}
	under, said := d.under, d.said+len(lines)
	if under > 0 && said <= few {
		together(strips)
	}
	d.add(plain, d.gap(blockGap), strips)
	if under > 0 && (said == len(lines) || said <= few) {
		d.leads, d.under, d.said = under, under, said
	}
	if strings.HasSuffix(strings.TrimSpace(text.Text()), ":") {
		d.leads = 0
	}
}

// Note puts paragraphs in one box.
func (d *Doc) Note(paragraphs []string) {
	const bar = 3.0
	pad := d.gap(8)
	inner := left + bar + pad
	note := d.element("Div")
	rows := make([]row, len(paragraphs))
	high := 2*pad - d.gap(itemGap)
	for i, p := range paragraphs {
		w := right - inner - pad
		rows[i] = row{cell{x: inner, width: w, lines: d.lines(p, d.small, w, note.Add("P"))}}
		high += rows[i].height() + d.gap(itemGap)
	}
	if high > page { // it has no box
		d.add(plain, d.gap(blockGap), d.stack(rows))
		return
	}
	d.add(plain, d.gap(blockGap+3), []strip{{high: high, draw: func(y float64) {
		d.fill(left, y, width, high, tint)
		d.fill(left, y, bar, high, dark)
		y += pad
		for _, r := range rows {
			d.put(r, y)
			y += r.height() + d.gap(itemGap)
		}
	}}})
}

// stack gives rows one under the other, as strips of one line. Neither the first nor the last stands
// alone if it is short, and what has only a few lines stays together.
func (d *Doc) stack(rows []row) []strip {
	var all []strip
	above := 0 // the lines of the row before
	for i, r := range rows {
		strips := d.split(r)
		if len(strips) <= few {
			together(strips)
		}
		if i > 0 && len(strips) > 0 {
			strips[0].before, strips[0].bond = d.gap(itemGap), free
			if i == 1 && above <= short || i == len(rows)-1 && len(strips) <= short {
				strips[0].bond = keep
			}
		}
		all, above = append(all, strips...), len(strips)
	}
	if len(all) <= few {
		together(all)
	}
	return all
}

// List puts a list, numbered from 1 if it is ordered.
func (d *Doc) List(ordered bool, items []string) {
	d.items(d.element("L"), ordered, len(items), func(i int, body *tags.Element, width float64) []line {
		return d.lines(items[i], d.body, width, body)
	})
}

// A Link leads to a page of the World Wide Web. What it says and its URL, which begins with
// "https://", are written out.
type Link struct{ Text, URL string }

// Links puts a list of links.
func (d *Doc) Links(links []Link) {
	d.items(d.element("L"), false, len(links), func(i int, body *tags.Element, width float64) []line {
		s := d.body
		s.colour = dark
		lines := d.lines(links[i].Text+": "+links[i].URL, s, width, body.Add("Link"))
		for k := range lines {
			lines[k].url = links[i].URL
		}
		return lines
	})
}

// items puts the items of a list, each a label and the lines of its body; none for one that says nothing.
func (d *Doc) items(list *tags.Element, ordered bool, n int, set func(i int, body *tags.Element, width float64) []line) {
	list.Numbering = "Disc"
	if ordered {
		list.Numbering = "Decimal"
	}
	label := func(i int, tag *tags.Element) line {
		if ordered {
			return d.one(strconv.Itoa(i+1)+".", d.strong, tag)
		}
		return d.one("•", d.body, tag)
	}
	wide := label(max(n-1, 0), nil).width()
	x := left + d.gap(4) + wide + d.gap(6)
	rows := make([]row, n)
	for i := range rows {
		item := list.Add("LI")
		mark := cell{x: left + d.gap(4), width: wide, right: true, lines: []line{label(i, item.Add("Lbl"))}}
		if says := set(i, item.Add("LBody"), right-x); len(says) > 0 {
			rows[i] = row{mark, cell{x: x, width: right - x, lines: says}}
		}
	}
	d.add(plain, d.gap(blockGap), d.stack(rows))
}

// A Fact is a name and what there is to say under it, each on a line of its own.
type Fact struct {
	Name string
	Says []string
}

// Facts puts names at the left and what they say beside them.
func (d *Doc) Facts(facts []Fact) {
	list := d.element("L") // its items have no Lbl, which would want a ListNumbering
	names, bodies := make([]run, len(facts)), make([]*tags.Element, len(facts))
	for i, f := range facts {
		bodies[i] = list.Add("LI").Add("LBody")
		names[i] = d.run(f.Name, d.strong, bodies[i].Add("P"))
	}
	indent := indentOf(names, 0.28)
	rows := make([]row, len(facts))
	for i, f := range facts {
		x := left + indent + d.gap(12)
		says := cell{x: x, width: right - x}
		for _, s := range f.Says {
			says.lines = append(says.lines, d.lines(s, d.body, says.width, bodies[i].Add("P"))...)
		}
		rows[i] = row{cell{x: left, width: indent, lines: names[i].wrap(indent)}, says}
	}
	d.add(plain, d.gap(blockGap), d.stack(rows))
}

// indentOf gives the room for names that stand at the left of what they are about: as wide as the
// widest, and at most a share of the width.
func indentOf(names []run, share float64) float64 {
	indent := 0.0
	for _, r := range names {
		whole, _ := r.natural()
		indent = max(indent, min(whole, share*width))
	}
	return indent + 1 // or a name that just fits may not
}
