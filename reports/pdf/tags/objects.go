package tags

import (
	"encoding/hex"
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf16"
)

// An object of a file, as it is written: a dictionary or another value, and for a stream its data.
type object struct {
	value  string // of a stream: its dictionary, without its length and its filter
	stream []byte // nil: no stream
	clear  bool   // the stream is to be found without decompressing
	packed bool   // the stream is compressed already
}

// objects are those of a file, by number less 1.
type objects struct{ list []object }

// reserve makes room for n objects and gives the number of the first.
func (o *objects) reserve(n int) int {
	first := len(o.list) + 1
	o.list = append(o.list, make([]object, n)...)
	return first
}

func (o *objects) set(number int, format string, arguments ...any) {
	o.list[number-1].value = fmt.Sprintf(format, arguments...)
}

// add gives the number of a new object.
func (o *objects) add(value string) int {
	o.list = append(o.list, object{value: value})
	return len(o.list)
}

func (o *objects) addStream(dict string, data []byte) int {
	o.list = append(o.list, object{value: dict, stream: data})
	return len(o.list)
}

// addPacked gives the number of a new stream that is compressed already.
func (o *objects) addPacked(dict string, data []byte) int {
	o.list = append(o.list, object{value: dict, stream: data, packed: true})
	return len(o.list)
}

// text writes a text string. ISO 32000-1, 7.9.2.2: those of plain ASCII as they are, all others in
// UTF-16. What XML cannot hold is U+FFFD, as in the metadata.
func text(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF {
			return '\uFFFD'
		}
		return r
	}, s)
	if strings.IndexFunc(s, func(r rune) bool { return r < ' ' || r > '~' }) < 0 {
		return ascii(s)
	}
	return "<FEFF" + hexadecimal(s) + ">"
}

// ascii writes a string of printing ASCII characters.
func ascii(s string) string {
	return "(" + strings.NewReplacer(`\`, `\\`, `(`, `\(`, `)`, `\)`).Replace(s) + ")"
}

// hexadecimal gives the UTF-16 of a text, U+FFFD for what is not UTF-8.
func hexadecimal(s string) string {
	var b []byte
	for _, unit := range utf16.Encode([]rune(s)) {
		b = append(b, byte(unit>>8), byte(unit))
	}
	return strings.ToUpper(hex.EncodeToString(b))
}

// decimal writes a number, in hundredths at most.
func decimal(v float64) string { return strconv.FormatFloat(math.Round(v*100)/100, 'f', -1, 64) }

// rectangle writes a box.
func rectangle(b [4]float64) string {
	return "[" + decimal(b[0]) + " " + decimal(b[1]) + " " + decimal(b[2]) + " " + decimal(b[3]) + "]"
}

// most is the width and height of the largest page, in points. ISO 32000-1, annex C.
const most = 14400

// isBox says whether numbers are the left, bottom, right and top of a rectangle.
func isBox(b [4]float64) bool {
	for _, v := range b {
		if !(v >= 0 && v <= most) {
			return false
		}
	}
	return b[0] < b[2] && b[1] < b[3]
}
