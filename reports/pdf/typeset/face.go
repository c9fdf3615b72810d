package typeset

import (
	_ "embed"
	"math"
	"strings"
	"sync"

	"readiness/reports/pdf/typeset/fonts/sfnt"
)

// A Face is one of the fonts embedded here. The zero value is the regular face of the text.
type Face int

// Faces is how many faces there are, numbered from 0.
const Faces = int(families)

// The families, in the order in which they are asked whether they have a word. The regular face of a
// family and after it the bold one have the same characters.
const (
	atkinson   Face = 2 * iota // Atkinson Hyperlegible Next: text
	noto                       // Noto Sans: Latin in full, Greek, Cyrillic, combining marks
	notoArabic                 // Noto Sans Arabic UI
	dejavu                     // DejaVu Sans: Hebrew, Armenian, Georgian, symbols
	families                   // their end
)

var (
	//go:embed fonts/AtkinsonHyperlegibleNext-Regular.ttf
	atkinsonRegular []byte
	//go:embed fonts/AtkinsonHyperlegibleNext-Bold.ttf
	atkinsonBold []byte
	//go:embed fonts/NotoSans-Regular.ttf
	notoRegular []byte
	//go:embed fonts/NotoSans-Bold.ttf
	notoBold []byte
	//go:embed fonts/NotoSansArabicUI-Regular.ttf
	notoArabicRegular []byte
	//go:embed fonts/NotoSansArabicUI-Bold.ttf
	notoArabicBold []byte
	//go:embed fonts/DejaVuSans-Regular.ttf
	dejavuRegular []byte
	//go:embed fonts/DejaVuSans-Bold.ttf
	dejavuBold []byte
)

// fonts holds the name and the file of each face. fonts/cut says what they were cut from, and how.
var fonts = [families]struct {
	name string
	file []byte
}{
	{"AtkinsonHyperlegibleNext-Regular", atkinsonRegular}, {"AtkinsonHyperlegibleNext-Bold", atkinsonBold},
	{"NotoSans-Regular", notoRegular}, {"NotoSans-Bold", notoBold},
	{"NotoSansArabicUI-Regular", notoArabicRegular}, {"NotoSansArabicUI-Bold", notoArabicBold},
	{"DejaVuSans-Regular", dejavuRegular}, {"DejaVuSans-Bold", dejavuBold},
}

// Name gives the name of the face, in ASCII without spaces: "AtkinsonHyperlegibleNext-Regular".
func (f Face) Name() string { return fonts[f].name }

// Bold says whether the face is the bold one of its family.
func (f Face) Bold() bool { return f%2 == 1 }

// metrics are a face's measures, in thousandths of the size.
type metrics struct {
	advances [1 << 16]uint16 // of each character 1 + its width; 0 if the face lacks it
	glyphs   [1 << 16]uint16
	tables   map[string][]byte
	scale    float64 // thousandths of the size in a unit of the font
}

// measured gives the metrics of each face, read when first asked for.
var measured = func() (all [families]func() *metrics) {
	for f := range all {
		all[f] = sync.OnceValue(func() *metrics { return measure(fonts[f].file) })
	}
	return all
}()

func measure(file []byte) *metrics {
	m := metrics{tables: sfnt.Tables(file)}
	m.scale = 1000 / float64(sfnt.UnitsPerEm(m.tables))
	for r, glyph := range sfnt.Characters(m.tables) {
		m.glyphs[r] = uint16(glyph)
		m.advances[r] = 1 + uint16(math.Round(m.scale*float64(sfnt.Advance(m.tables, glyph))))
	}
	return &m
}

// has says whether the face has all characters of a text.
func (f Face) has(text string) bool {
	m := measured[f]()
	for _, r := range text {
		if r >= 1<<16 || m.advances[r] == 0 {
			return false
		}
	}
	return true
}

// width gives the width of a text that the face has, in thousandths of the size.
func (f Face) width(text string) int {
	m := measured[f]()
	sum := 0
	for _, r := range text {
		sum += int(m.advances[r]) - 1
	}
	return sum
}

// A box is what a character covers, in thousandths of the size, from its place on the base line.
type box struct{ left, bottom, right, top float64 }

// box gives what a character that the face has covers.
func (f Face) box(r rune) box {
	m := measured[f]()
	xMin, yMin, xMax, yMax := sfnt.Bounds(sfnt.Outline(m.tables, int(m.glyphs[r])))
	return box{m.scale * float64(xMin), m.scale * float64(yMin), m.scale * float64(xMax), m.scale * float64(yMax)}
}

// family gives the first of the regular faces that has all of a text.
func family(text string) (face Face, found bool) {
	for f := atkinson; f < families; f += 2 {
		if f.has(text) && (f != notoArabic || !strings.ContainsFunc(text, private)) {
			return f, true
		}
	}
	return 0, false
}
