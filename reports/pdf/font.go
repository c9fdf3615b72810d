package pdf

import (
	_ "embed"
	"encoding/binary"
	"math"
	"strings"
	"sync"
	"unicode"

	"github.com/clipperhouse/uax29/v2/graphemes"
)

// DejaVu Sans Condensed, cut down by fonts/cut, which says from what and how.
var (
	//go:embed fonts/DejaVuSansCondensed.ttf
	regularFile []byte
	//go:embed fonts/DejaVuSansCondensed-Bold.ttf
	boldFile []byte
)

const (
	family      = "dejavu"
	replacement = "\uFFFD" // stands for a character that no font here has
)

// advances holds, for each character of the Basic Multilingual Plane, 1 + its width in thousandths of
// the size; 0 if the font lacks it.
type advances [1 << 16]uint16

// faces gives the advances of the regular and the bold font.
var faces = sync.OnceValue(func() [2]*advances {
	return [2]*advances{measure(regularFile), measure(boldFile)}
})

// measure reads the widths of a font made by fonts/cut: TrueType with one cmap of format 4, whose
// segments are all given by a difference, and a width for each glyph. OpenType 1.9, "cmap", "hmtx".
func measure(font []byte) *advances {
	be := binary.BigEndian
	tables := map[string][]byte{}
	for i := range int(be.Uint16(font[4:])) {
		record := font[12+16*i:]
		from := be.Uint32(record[8:])
		tables[string(record[:4])] = font[from : from+be.Uint32(record[12:])]
	}
	scale := 1000 / float64(be.Uint16(tables["head"][18:]))
	cmap := tables["cmap"]
	cmap = cmap[be.Uint32(cmap[8:]):]
	twice := int(be.Uint16(cmap[6:])) // the number of segments, times two
	ends, starts, deltas := cmap[14:], cmap[16+twice:], cmap[16+2*twice:]
	var widths advances
	for i := 0; i < twice; i += 2 {
		for r := int(be.Uint16(starts[i:])); r <= int(be.Uint16(ends[i:])); r++ {
			if glyph := uint16(r) + be.Uint16(deltas[i:]); glyph != 0 {
				advance := be.Uint16(tables["hmtx"][4*int(glyph):])
				widths[r] = 1 + uint16(math.Round(scale*float64(advance)))
			}
		}
	}
	return &widths
}

// has says whether both fonts have a character, so that weight does not decide what can be read.
func has(r rune) bool {
	f := faces()
	return r < 1<<16 && f[0][r] > 0 && f[1][r] > 0
}

// textWidth gives the width of a text that the fonts have, in multiples of the size.
func textWidth(text string, bold bool) float64 {
	f := faces()[0]
	if bold {
		f = faces()[1]
	}
	sum := 0
	for _, r := range text {
		sum += int(f[r]) - 1
	}
	return float64(sum) / 1000
}

// show gives a text as it can be drawn, a visible sign for each user-perceived character that no font
// has, and counts those.
func (d *Doc) show(text string) string {
	text = strings.ToValidUTF8(text, replacement)
	if strings.IndexFunc(text, func(r rune) bool { return !has(r) }) < 0 {
		return text
	}
	var b strings.Builder
	for g := graphemes.FromString(text); g.Next(); {
		cluster := strings.Map(visible, g.Value())
		if strings.IndexFunc(cluster, func(r rune) bool { return !has(r) }) >= 0 {
			cluster = replacement
			d.unshown++
		}
		b.WriteString(cluster)
	}
	return b.String()
}

// visible drops the characters that only choose between forms of their neighbours.
func visible(r rune) rune {
	if r == '\u200C' || r == '\u200D' || unicode.Is(unicode.Variation_Selector, r) {
		return -1
	}
	return r
}

// basic gives a text that gofpdf can write as what a PDF says of itself.
func basic(text string) string {
	return strings.Map(func(r rune) rune {
		if r > 0xFFFF {
			return '\uFFFD'
		}
		return r
	}, strings.ToValidUTF8(text, replacement))
}
