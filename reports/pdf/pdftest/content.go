package pdftest

import (
	"encoding/hex"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
)

// A piece is what one operator shows or paints. Its measures are in points from the bottom left.
type piece struct {
	box      area
	mcid     int  // of the marked content it is in; -1 for none
	artifact bool // it is in an artifact

	font  *font // nil for a path
	codes []uint16
	base  float64
	size  float64
}

// An area is a rectangle, measured upwards.
type area struct{ left, bottom, right, top float64 }

// drawn gives the characters of a text, by their codes.
func (x piece) drawn() string { return string(utf16.Decode(x.codes)) }

// says gives what a text says, by the map to Unicode of its font.
func (x piece) says() string {
	var b strings.Builder
	for _, c := range x.codes {
		b.WriteString(x.font.unicode[c])
	}
	return b.String()
}

// A matrix maps the plane. ISO 32000-1, 8.3.3.
type matrix [6]float64

func (m matrix) apply(x, y float64) (float64, float64) {
	return m[0]*x + m[2]*y + m[4], m[1]*x + m[3]*y + m[5]
}

// over gives the matrix that maps by n first and then by m.
func (m matrix) over(n matrix) matrix {
	e, f := m.apply(n[4], n[5])
	return matrix{m[0]*n[0] + m[2]*n[1], m[1]*n[0] + m[3]*n[1], m[0]*n[2] + m[2]*n[3], m[1]*n[2] + m[3]*n[3], e, f}
}

// A state is what q saves.
type state struct {
	ctm  matrix
	font *font
	size float64
	pen  float64 // the width of lines
}

// A drawer follows the content of a page.
type drawer struct {
	*page
	named func(name string) *font // the font of a name of the page

	state
	saved  []state
	marks  []mark
	line   matrix // of the text
	path   []float64
	faults []string
}

// A mark is an open marked-content sequence.
type mark struct {
	artifact bool
	mcid     int // -1 for none
}

func (c *drawer) fault(format string, arguments ...any) {
	c.faults = append(c.faults, fmt.Sprintf(format, arguments...))
}

// draw follows content and gives what is wrong with it.
func (c *drawer) draw(content []byte) []string {
	c.ctm, c.pen = matrix{1, 0, 0, 1, 0, 0}, 1
	var operands []string
	for rest := string(content); ; {
		var token string
		if token, rest = next(rest); token == "" {
			break
		}
		if c0 := token[0]; strings.IndexByte("/(<>[]+-.0123456789", c0) >= 0 {
			operands = append(operands, token)
			continue
		}
		c.operator(token, operands)
		operands = nil
	}
	if len(c.marks) > 0 {
		c.fault("a marked content is not ended")
	}
	if len(c.saved) > 0 {
		c.fault("a q has no Q")
	}
	return c.faults
}

// operator follows one operator.
func (c *drawer) operator(op string, operands []string) {
	n, ok := arity[op]
	if !ok {
		c.fault("unknown operator %q", op)
		return
	}
	var v [6]float64
	if n >= 0 && len(operands) != n {
		c.fault("%s has %d operands", op, len(operands))
		return
	}
	for i := range operands[:min(len(operands), 6)] {
		v[i], _ = strconv.ParseFloat(operands[i], 64) // a name or a string: read below as such
	}
	switch op {
	case "q":
		c.saved = append(c.saved, c.state)
	case "Q":
		if len(c.saved) == 0 {
			c.fault("a Q has no q")
			return
		}
		c.state, c.saved = c.saved[len(c.saved)-1], c.saved[:len(c.saved)-1]
	case "cm":
		c.ctm = c.ctm.over(v)
	case "w":
		c.pen = v[0]
	case "BDC", "BMC":
		c.begin(operands)
	case "EMC":
		if len(c.marks) == 0 {
			c.fault("an EMC ends nothing")
			return
		}
		c.marks = c.marks[:len(c.marks)-1]
	case "BT":
		c.line = matrix{1, 0, 0, 1, 0, 0}
	case "Tf":
		if c.font, c.size = c.named(operands[0][1:]), v[1]; c.font == nil {
			c.fault("there is no font %s", operands[0])
		}
	case "Td":
		c.line = c.line.over(matrix{1, 0, 0, 1, v[0], v[1]})
	case "Tm":
		c.line = v
	case "Tj":
		c.show(operands[0])
	case "re":
		c.path = append(c.path, v[0], v[1], v[0]+v[2], v[1], v[0], v[1]+v[3], v[0]+v[2], v[1]+v[3])
	case "m", "l":
		c.path = append(c.path, v[:n]...)
	case "c":
		c.curve(v[:n])
	case "S", "s", "f", "f*", "F", "B", "B*", "b", "b*":
		c.paint(op)
	case "n":
		c.path = nil
	}
}

// curve adds points of a Bézier curve, close enough together to find its extent. ISO 32000-1, 8.5.2.2.
func (c *drawer) curve(v []float64) {
	const steps = 32
	n := len(c.path)
	if n < 2 {
		c.fault("a curve begins nowhere")
		return
	}
	x, y := c.path[n-2], c.path[n-1]
	for i := 1; i <= steps; i++ {
		t := float64(i) / steps
		u := 1 - t
		at := func(from, a, b, to float64) float64 { return u*u*u*from + 3*u*u*t*a + 3*u*t*t*b + t*t*t*to }
		c.path = append(c.path, at(x, v[0], v[2], v[4]), at(y, v[1], v[3], v[5]))
	}
}

// arity holds the operators that our files use, and how many operands each has; -1: any number.
var arity = map[string]int{
	"q": 0, "Q": 0, "cm": 6, "w": 1, "J": 1, "j": 1, "M": 1, "d": -1, "g": 1, "G": 1, "rg": 3, "RG": 3,
	"BDC": -1, "BMC": 1, "EMC": 0, "BT": 0, "ET": 0, "Tf": 2, "Td": 2, "Tm": 6, "Tj": 1,
	"re": 4, "m": 2, "l": 2, "c": 6, "h": 0,
	"S": 0, "s": 0, "f": 0, "f*": 0, "F": 0, "B": 0, "B*": 0, "b": 0, "b*": 0, "n": 0, "W": 0, "W*": 0,
}

// begin opens a marked content. ISO 32000-1, 14.6.
func (c *drawer) begin(operands []string) {
	m := mark{mcid: -1, artifact: len(operands) > 0 && operands[0] == "/Artifact"}
	if i := slices.Index(operands, "/MCID"); i > 0 && i+1 < len(operands) {
		n, err := strconv.Atoi(operands[i+1])
		if err != nil {
			c.fault("/MCID %s", operands[i+1])
			return
		}
		m.mcid = n
		c.mcids = append(c.mcids, n)
	}
	if m.artifact == (m.mcid >= 0) {
		c.fault("a marked content is neither an artifact nor has it an MCID, or both: %s", operands)
	}
	if len(c.marks) > 0 {
		c.fault("a marked content is within another")
	}
	c.marks = append(c.marks, m)
}

// add adds a piece that is shown or painted now.
func (c *drawer) add(x piece) {
	x.mcid = -1
	for _, m := range c.marks {
		x.artifact = x.artifact || m.artifact
		if m.mcid >= 0 {
			x.mcid = m.mcid
		}
	}
	if x.mcid < 0 && !x.artifact {
		c.fault("something is drawn that is neither content nor an artifact, at %.0f %.0f", x.box.left, x.box.bottom)
	}
	c.pieces = append(c.pieces, x)
}

// show shows a string.
func (c *drawer) show(operand string) {
	f := c.font
	bytes, ok := str(operand)
	if f == nil || !ok || len(bytes)%2 != 0 {
		c.fault("a string that is not of two-byte characters, or has no font")
		return
	}
	x := piece{font: f}
	wide, from, to := 0.0, 0.0, 0.0 // from where to where something is seen: no spaces at the ends
	for i := 0; i < len(bytes); i += 2 {
		code := uint16(bytes[i])<<8 | uint16(bytes[i+1])
		x.codes = append(x.codes, code)
		if code != ' ' && to == 0 {
			from = wide
		}
		wide += f.width(code) / 1000 * c.size
		if code != ' ' {
			to = wide
		}
		f.used[code] = true
	}
	m := c.ctm.over(c.line)
	_, x.base = m.apply(0, 0)
	x.size = c.size * math.Hypot(m[2], m[3])
	x.box = around(m, []float64{from, -Descent * c.size, to, Ascent * c.size, from, Ascent * c.size, to, -Descent * c.size})
	c.line = c.line.over(matrix{1, 0, 0, 1, wide, 0})
	c.add(x)
}

// paint paints the path.
func (c *drawer) paint(op string) {
	if len(c.path) == 0 {
		c.fault("%s paints nothing", op)
		return
	}
	x := piece{box: around(c.ctm, c.path)}
	if strings.ContainsAny(op, "SsBb") {
		half := c.pen / 2 * math.Sqrt(math.Abs(c.ctm[0]*c.ctm[3]-c.ctm[1]*c.ctm[2]))
		x.box = area{x.box.left - half, x.box.bottom - half, x.box.right + half, x.box.top + half}
	}
	c.path = nil
	c.add(x)
}

// around gives the rectangle around points. Of a curve they are its control points, which it stays
// within.
func around(m matrix, points []float64) area {
	a := area{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	for i := 0; i+1 < len(points); i += 2 {
		x, y := m.apply(points[i], points[i+1])
		a = area{min(a.left, x), min(a.bottom, y), max(a.right, x), max(a.top, y)}
	}
	return a
}

// next gives the next token of content, and the rest; "" at its end. ISO 32000-1, 7.2 and 7.3.
func next(s string) (token, rest string) {
	s = strings.TrimLeft(s, " \n\r\t\f\x00")
	switch {
	case s == "":
		return "", ""
	case s[0] == '(':
		depth := 0
		for i := 0; i < len(s); i++ {
			switch s[i] {
			case '\\':
				i++
			case '(':
				depth++
			case ')':
				if depth--; depth == 0 {
					return s[:i+1], s[i+1:]
				}
			}
		}
		return s, ""
	case strings.HasPrefix(s, "<<"), strings.HasPrefix(s, ">>"):
		return s[:2], s[2:]
	case s[0] == '<':
		end := strings.IndexByte(s, '>') + 1
		if end == 0 {
			return s, ""
		}
		return s[:end], s[end:]
	case s[0] == '[' || s[0] == ']':
		return s[:1], s[1:]
	}
	end := strings.IndexAny(s[1:], " \n\r\t\f\x00()<>[]/")
	if end < 0 {
		return s, ""
	}
	return s[:end+1], s[end+1:]
}

// str gives the bytes of a string. ISO 32000-1, 7.3.4.
func str(token string) (string, bool) {
	if strings.HasPrefix(token, "<") {
		b, err := hex.DecodeString(strings.Trim(token, "<>"))
		return string(b), err == nil
	}
	if len(token) < 2 || token[0] != '(' {
		return "", false
	}
	var b strings.Builder
	for i := 1; i < len(token)-1; i++ {
		c := token[i]
		if c == '\\' {
			i++
			c = token[i]
			if at := strings.IndexByte("nrtbf", c); at >= 0 {
				c = "\n\r\t\b\f"[at]
			} else if c >= '0' && c <= '9' {
				return "", false // our files have none in octal
			}
		}
		b.WriteByte(c)
	}
	return b.String(), true
}
