package pdf

import (
	"strconv"

	"readiness/reports/pdf/tags"
)

// Choices are a question on paper: what is asked, and boxes to tick or room to write in.
type Choices struct {
	Number  int
	Ask     string
	When    string   // it is to be answered; "" for always
	Says    []string // under it
	How     string   // to answer it; "" for nothing
	Unit    string   // stands behind room for a figure; "" for no such room
	Lines   int      // to write on
	Options []Choice
}

// A Choice is what stands beside a box to tick: a letter, and words.
type Choice struct{ Mark, Text string }

// Measures of a question in the usual print.
const (
	boxSide   = 12.0 // of a box to tick: 4.2 mm
	boxGap    = 5.0  // between a box, its letter and its words
	optionGap = 4.0  // between options
	figure    = 90.0 // room for a figure
	askGap    = 13.0 // before a question
)

// Choices puts a question, on one page unless it is higher than that: who answers looks at all options. Questions
// that follow each other are one list, in which each has a list of its options; boxes and lines are decoration.
func (d *Doc) Choices(c Choices) {
	if d.asked == nil || d.askedTo != len(d.strips) || d.turned != nil {
		d.asked = d.element("L")
		d.asked.Numbering = "Decimal"
	}
	item := d.asked.Add("LI")
	number := d.one(strconv.Itoa(c.Number)+".", d.strong, item.Add("Lbl"))
	body := item.Add("LBody")
	x := left + d.one("888.", d.strong, nil).width() + d.gap(boxGap)
	under := func(text string, s style) cell {
		return cell{x: x, width: right - x, lines: d.lines(text, s, right-x, body.Add("P"))}
	}
	head := d.split(row{cell{x: left, width: x - left, lines: []line{number}}, under(c.Ask, d.strong)})
	if c.When != "" {
		head = append(head, d.split(row{under(c.When, d.firm)})...)
	}
	for _, says := range c.Says {
		head = append(head, d.split(row{under(says, d.small)})...)
	}
	if c.How != "" {
		head = append(head, d.split(row{under(c.How, d.firm)})...)
	}
	var answers [][]strip
	if c.Unit != "" {
		after := x + d.gap(figure+boxGap)
		answers = append(answers, d.filledIn(row{cell{x: after, width: right - after, lines: d.lines(c.Unit, d.body, right-after, body.Add("P"))}}, x, after-d.gap(boxGap)))
	}
	if c.Lines > 0 {
		answers = append(answers, d.toWriteOn(c.Lines, x))
	}
	if len(c.Options) > 0 {
		list := body.Add("L")
		list.Numbering = "UpperAlpha"
		for _, o := range c.Options {
			li := list.Add("LI")
			answers = append(answers, d.option(d.one(o.Mark, d.small, li.Add("Lbl")), d.run(o.Text, d.body, li.Add("LBody")), x))
		}
	}
	d.add(plain, d.gap(askGap), asOne(head, answers))
	d.askedTo = len(d.strips)
}

// option gives a box, its letter and its words.
func (d *Doc) option(mark line, says run, x float64) []strip {
	side := d.gap(boxSide)
	letter := x + side + d.gap(boxGap)
	words := letter + max(d.one("W", d.small, nil).width(), mark.width()) + d.gap(boxGap)
	mark.lead = d.body.lead // the letter stands on the line of the words
	lines := says.wrap(right - words)
	if len(lines) == 0 {
		lines = []line{{style: d.body}}
	}
	strips := d.split(row{cell{x: letter, width: words - letter, lines: []line{mark}}, cell{x: words, width: right - words, lines: lines}})
	first := strips[0].draw
	strips[0].before = d.gap(optionGap)
	strips[0].draw = func(y float64) {
		d.square(x, y+(d.body.lead-side)/2, side)
		first(y)
	}
	return strips
}

// square draws a box to tick, black for any printer.
func (d *Doc) square(x, y, side float64) {
	d.decorate(tags.Decoration, func() { d.outline(x, y, side, side, ink) })
}

// filledIn gives words behind a line to write a figure on, which goes from one place to another.
func (d *Doc) filledIn(words row, from, to float64) []strip {
	strips := d.split(words)
	if len(strips) == 0 {
		return nil
	}
	first, room := strips[0].draw, max(d.gap(writing)-d.body.lead, 0)
	strips[0].high += room
	strips[0].draw = func(y float64) {
		y += room
		d.fill(from, y+baseline(d.body)+d.gap(underBase), to-from, 0.7, ink)
		first(y)
	}
	return strips
}

// toWriteOn gives lines to write on.
func (d *Doc) toWriteOn(n int, x float64) []strip {
	strips := make([]strip, n)
	high := max(d.gap(writing), d.body.lead)
	for i := range strips {
		strips[i] = strip{high: high, draw: func(y float64) { d.fill(x, y+high-1, right-x, 0.6, edge) }}
	}
	return strips
}

// asOne holds what is asked and its answers on one page. If they are higher than that, a page may end between two
// answers, but not right under what is asked.
func asOne(head []strip, answers [][]strip) []strip {
	all := together(head)
	for i, a := range answers {
		if a = together(a); i == 0 && len(a) > 0 {
			a[0].bond = keep
		}
		all = append(all, a...)
	}
	if heightOf(all) <= page {
		together(all)
	}
	return all
}
