package pdf

import (
	"slices"
	"strconv"

	"readiness/reports/pdf/tags"
	"readiness/reports/pdf/typeset"
)

// A line is a text that fits where it is to stand, in one style.
type line struct {
	typeset.Line
	style
	flush bool          // to the right edge: one of several lines that read from right to left
	tag   *tags.Element // whose content it is; nil: it repeats what stands elsewhere
	url   string        // it leads to; "" for none
}

func (l line) width() float64 { return l.size * l.Line.Width }

// A pen is what the page being drawn is set to write in and to fill with.
type pen struct {
	face   typeset.Face
	size   float64 // 0: no face is set
	colour colour
	inked  bool // the colour is set
}

// run makes a text ready to be measured and broken into lines.
func (d *Doc) run(text string, s style, tag *tags.Element) run {
	r := run{typeset.NewRun(text, s.bold), s, tag}
	count, kinds := r.Unshown()
	d.unshown += count
	for _, kind := range kinds {
		if !slices.Contains(d.unshownKinds, kind) {
			d.unshownKinds = append(d.unshownKinds, kind)
		}
	}
	return r
}

// A run is a text, not yet broken into lines, that is content of an element.
type run struct {
	typeset.Run
	style
	tag *tags.Element
}

// natural gives the width of a run set on one line, and of its widest piece.
func (r run) natural() (whole, widest float64) {
	whole, widest = r.Natural()
	return whole * r.size, widest * r.size
}

// wrap breaks a run into lines of a width.
func (r run) wrap(width float64) []line {
	set := r.Wrap(width / r.size)
	lines := make([]line, len(set))
	for i, l := range set {
		lines[i] = line{Line: l, style: r.style, tag: r.tag, flush: l.RightToLeft && len(set) > 1}
	}
	return lines
}

// lines sets a text in lines of a width.
func (d *Doc) lines(text string, s style, width float64, tag *tags.Element) []line {
	return d.run(text, s, tag).wrap(width)
}

// one sets a text on one line, however long.
func (d *Doc) one(text string, s style, tag *tags.Element) line {
	if lines := d.lines(text, s, 1e6, tag); len(lines) > 0 {
		return lines[0]
	}
	return line{style: s, tag: tag}
}

// content draws what belongs to an element. All that is drawn is drawn by it or by decorate.
func (d *Doc) content(e *tags.Element, draw func()) {
	d.f.RawWriteStr(d.tree.Begin(e, d.page))
	draw()
	d.f.RawWriteStr(tags.End)
}

// decorate draws what is no content of the document: decoration, or a repetition.
func (d *Doc) decorate(kind string, draw func()) {
	d.f.RawWriteStr(kind)
	draw()
	d.f.RawWriteStr(tags.End)
}

// write writes one line at a place; y is its base line.
func (d *Doc) write(l line, x, y float64) {
	if len(l.Spans) == 0 {
		return
	}
	draw := func() {
		d.ink(l.colour)
		at := x
		for _, s := range l.Spans {
			d.show(s, l.size, at+s.Right*l.size, y-s.Up*l.size)
			at += s.Width * l.size
		}
	}
	switch {
	case l.tag == nil: // what has stood elsewhere already
		d.decorate(tags.Repetition, draw)
	case l.Verbatim():
		d.content(l.tag, draw)
	default:
		span := l.tag.Add("Span")
		span.Actual = l.Text
		d.content(span, draw)
	}
	if l.url != "" {
		d.fill(x, y+0.12*l.size, l.width(), 0.06*l.size, l.colour)
		d.links = append(d.links, tags.Link{
			Page: d.page, Box: box(x, y+baseline(l.style)-l.lead, l.width(), l.lead), URL: l.url, Contents: l.url, Element: l.tag,
		})
	}
}

// ink sets the colour to write and to fill in.
func (d *Doc) ink(c colour) {
	if !d.pen.inked || d.pen.colour != c {
		b := d.line[:0]
		for _, part := range c {
			b = append(strconv.AppendFloat(b, float64(part)/255, 'f', 3, 64), ' ')
		}
		d.line = append(b, "rg"...)
		d.f.RawWriteStr(string(d.line))
		d.pen.colour, d.pen.inked = c, true
	}
}

// show writes a span at a place, in the colour that is set: two bytes for each character. ISO 32000-1, 9.4.
func (d *Doc) show(s typeset.Span, size, x, y float64) {
	b := append(d.line[:0], "BT "...)
	if d.pen.face != s.Face || d.pen.size != size {
		b = append(append(b, '/'), key(s.Face)...)
		b = append(strconv.AppendFloat(append(b, ' '), size, 'f', -1, 64), " Tf "...)
		d.pen.face, d.pen.size = s.Face, size
	}
	if d.drawn[s.Face] == nil {
		d.drawn[s.Face] = &charset{}
	}
	drawn := d.drawn[s.Face]
	b = strconv.AppendFloat(b, x, 'f', 2, 64)
	b = strconv.AppendFloat(append(b, ' '), pageHeight-y, 'f', 2, 64)
	b = append(b, " Td ("...)
	for _, r := range s.Text {
		drawn.add(r)
		for _, half := range [...]byte{byte(r >> 8), byte(r)} {
			switch half {
			case '(', ')', '\\':
				b = append(b, '\\', half)
			case '\r': // by itself it would read as an end of a line
				b = append(b, '\\', 'r')
			default:
				b = append(b, half)
			}
		}
	}
	d.line = append(b, ") Tj ET"...)
	d.f.RawWriteStr(string(d.line))
}

// fill paints a rectangle as decoration.
func (d *Doc) fill(x, y, w, h float64, c colour) {
	d.decorate(tags.Decoration, func() { d.rect(x, y, w, h, c) })
}

// rect paints a rectangle as part of some content.
func (d *Doc) rect(x, y, w, h float64, c colour) {
	d.ink(c)
	d.f.Rect(x, y, w, h, "F")
}

// outline draws the edge of a rectangle as part of some content.
func (d *Doc) outline(x, y, w, h float64, c colour) {
	d.f.SetDrawColor(c[0], c[1], c[2])
	d.f.SetLineWidth(0.7)
	d.f.Rect(x, y, w, h, "D")
}

// arc paints a part of a ring as part of some content, from one angle to another, in degrees
// counter-clockwise from the right.
func (d *Doc) arc(x, y, radius, thick, from, to float64, c colour) {
	d.f.SetDrawColor(c[0], c[1], c[2])
	d.f.SetLineWidth(thick)
	d.f.Arc(x, y, radius, radius, 0, from, to, "D")
}

// box gives a rectangle as PDF has it: left, bottom, right, top, from the bottom left corner.
func box(x, y, w, h float64) [4]float64 {
	return [4]float64{x, pageHeight - y - h, x + w, pageHeight - y}
}
