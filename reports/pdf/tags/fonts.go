package tags

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
)

// A Typeface is a subset of a font that pages draw with: what is said of it here, a file holds. Its
// measures are in thousandths of the size.
type Typeface struct {
	Key                        string // by which the pages call it: "F1"
	Name                       string // its PostScript name: "AtkinsonHyperlegibleNext-Bold"
	Ascent, Descent, CapHeight int
	Stem                       int         // how wide an upright stroke is, about
	Box                        [4]int      // around all glyphs on one place: left, bottom, right, top
	File                       []byte      // TrueType; needs no "cmap"
	Characters                 []Character // those that are drawn, in their order
}

// A Character is drawn by its number in Unicode, as two bytes.
type Character struct {
	Rune  rune   // of the Basic Multilingual Plane
	Glyph int    // which draws it
	Width int    // in thousandths of the size
	Says  string // what it stands for; not ""
}

// A Font is a Typeface as files hold it. Make it with NewFont; any number of files may hold it, also
// at once.
type Font struct {
	key           string
	name          string // with the letters that tell subsets apart
	measures      string // the entries of the descriptor but for its name and its file
	widths        string // the entry W
	size          int    // of the file
	file          []byte // the streams, packed
	glyphs, texts []byte
}

// NewFont makes a font. It errs if a name or a character is not such as its field says.
func NewFont(t Typeface) (*Font, error) {
	f, err := newFont(t)
	if err != nil {
		return nil, fmt.Errorf("the font %q: %w", t.Name, err)
	}
	return f, nil
}

func newFont(t Typeface) (*Font, error) {
	for _, name := range []string{t.Key, t.Name} {
		if name == "" || strings.IndexFunc(name, notInName) >= 0 {
			return nil, fmt.Errorf("%q is no name of a font", name)
		}
	}
	if len(t.Characters) == 0 {
		return nil, errors.New("it draws nothing")
	}
	last := rune(0)
	for _, c := range t.Characters {
		switch {
		case c.Rune <= last || c.Rune > 0xFFFF || utf16.IsSurrogate(c.Rune):
			return nil, fmt.Errorf("%U after %U is no character that it can draw", c.Rune, last)
		case c.Says == "" || strings.ContainsAny(c.Says, "\x00\uFEFF\uFFFE"):
			return nil, fmt.Errorf("%U stands for %+q", c.Rune, c.Says)
		case c.Glyph < 0 || c.Glyph > 0xFFFF || c.Width < 0:
			return nil, fmt.Errorf("%U has the glyph %d and the width %d", c.Rune, c.Glyph, c.Width)
		}
		last = c.Rune
	}
	const symbolic = 4 // its characters are what a map says. ISO 32000-1, table 123
	f := &Font{
		key: t.Key, name: subset(t.File) + "+" + t.Name, widths: widths(t.Characters), size: len(t.File),
		measures: fmt.Sprintf("/Ascent %d/Descent %d/CapHeight %d/StemV %d/ItalicAngle 0/Flags %d/FontBBox[%d %d %d %d]",
			t.Ascent, t.Descent, t.CapHeight, t.Stem, symbolic, t.Box[0], t.Box[1], t.Box[2], t.Box[3]),
	}
	for _, s := range []struct {
		packed *[]byte
		data   []byte
	}{{&f.file, t.File}, {&f.glyphs, glyphs(t.Characters)}, {&f.texts, toUnicode(t.Characters)}} {
		var err error
		if *s.packed, err = pack(s.data); err != nil {
			return nil, err
		}
	}
	return f, nil
}

func notInName(r rune) bool {
	return r != '-' && (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z')
}

// subset gives the six letters that tell one subset of a font from another. ISO 32000-1, 9.6.4.
func subset(file []byte) string {
	sum := sha256.Sum256(file)
	for i := range sum[:6] {
		sum[i] = 'A' + sum[i]%26
	}
	return string(sum[:6])
}

// putFonts writes the fonts.
func (m *maker) putFonts() error {
	var named strings.Builder
	for i, f := range m.Fonts {
		if slices.ContainsFunc(m.Fonts[:i], func(other *Font) bool { return other.key == f.key }) {
			return fmt.Errorf("two fonts are called %s", f.key)
		}
		fmt.Fprintf(&named, "/%s %d 0 R", f.key, m.putFont(f))
	}
	m.set(resourcesObject, "<</Font<<%s>>>>", named.String())
	return nil
}

// putFont writes a font and gives its number. ISO 32000-1, 9.7.
func (m *maker) putFont(f *Font) int {
	file := m.addPacked(fmt.Sprintf("<</Length1 %d>>", f.size), f.file)
	descriptor := m.add(fmt.Sprintf("<</Type/FontDescriptor/FontName/%s%s/FontFile2 %d 0 R>>", f.name, f.measures, file))
	cid := m.add(fmt.Sprintf("<</Type/Font/Subtype/CIDFontType2/BaseFont/%s/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"+
		"/FontDescriptor %d 0 R/CIDToGIDMap %d 0 R%s>>", f.name, descriptor, m.addPacked("<<>>", f.glyphs), f.widths))
	return m.add(fmt.Sprintf("<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>",
		f.name, cid, m.addPacked("<<>>", f.texts)))
}

// widths writes the widths of characters, a list for each run of them. ISO 32000-1, 9.7.4.3.
func widths(characters []Character) string {
	b := []byte("/W[")
	for i, c := range characters {
		if i == 0 || characters[i-1].Rune != c.Rune-1 {
			if i > 0 {
				b = append(b, ']')
			}
			b = append(strconv.AppendInt(b, int64(c.Rune), 10), '[')
		} else {
			b = append(b, ' ')
		}
		b = strconv.AppendInt(b, int64(c.Width), 10)
	}
	return string(b) + "]]"
}

// glyphs gives two bytes for each character, up to the last, that say which glyph draws it.
func glyphs(characters []Character) []byte {
	all := make([]byte, 2*(characters[len(characters)-1].Rune+1))
	for _, c := range characters {
		binary.BigEndian.PutUint16(all[2*c.Rune:], uint16(c.Glyph))
	}
	return all
}

// follows says whether b is the character after a, and differs in the last byte of its UTF-16 only.
func follows(a, b string) bool {
	x, y := []rune(a), []rune(b)
	return len(x) == 1 && len(y) == 1 && y[0] == x[0]+1 && y[0]&0xFF != 0
}

// toUnicode writes which text each character stands for. ISO 32000-1, 9.10.3. What follows each other
// in both is one range, as long as only the last byte changes.
func toUnicode(characters []Character) []byte {
	type span struct {
		first, last rune
		text        string
	}
	var spans []span
	for i, c := range characters {
		if n := len(spans) - 1; n >= 0 && spans[n].last == c.Rune-1 && c.Rune&0xFF != 0 && follows(characters[i-1].Says, c.Says) {
			spans[n].last = c.Rune
			continue
		}
		spans = append(spans, span{c.Rune, c.Rune, c.Says})
	}
	var b strings.Builder
	b.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	for some := range slices.Chunk(spans, 100) { // the most that an operator takes
		fmt.Fprintf(&b, "%d beginbfrange\n", len(some))
		for _, s := range some {
			fmt.Fprintf(&b, "<%04X> <%04X> <%s>\n", s.first, s.last, hexadecimal(s.text))
		}
		b.WriteString("endbfrange\n")
	}
	b.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend")
	return []byte(b.String())
}
