package tags

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf16"
)

// putFonts writes the fonts, each with a map to Unicode.
func (m *maker) putFonts(faces []face) error {
	faces = slices.SortedFunc(slices.Values(faces), func(a, b face) int { return cmp.Compare(a.resource, b.resource) })
	var named strings.Builder
	for _, f := range faces {
		at := slices.IndexFunc(m.Fonts, func(x Font) bool { return x.Key == f.key })
		if at < 0 || len(m.Fonts[at].Unicode) == 0 {
			return fmt.Errorf("nothing is said of what is drawn in the font %q", f.key)
		}
		number, err := m.putFont(f, m.Fonts[at])
		if err != nil {
			return err
		}
		fmt.Fprintf(&named, "/%s %d 0 R", f.resource, number)
	}
	if len(m.Fonts) != len(faces) {
		return fmt.Errorf("%d fonts are spoken of, the drawing has %d", len(m.Fonts), len(faces))
	}
	m.set(resourcesObject, "<</Font<<%s>>>>", named.String())
	return nil
}

// putFont writes a font and gives its number. ISO 32000-1, 9.6.4 (the name of a subset) and 9.7.
func (m *maker) putFont(f face, says Font) (int, error) {
	if says.Name == "" || strings.IndexFunc(says.Name, notInName) >= 0 {
		return 0, fmt.Errorf("%q is no name of a font", says.Name)
	}
	unicode, err := toUnicode(says)
	if err != nil {
		return 0, err
	}
	name := subset(f.file) + "+" + says.Name
	file := m.addStream(fmt.Sprintf("<</Length1 %d>>", len(f.file)), f.file)
	descriptor := m.add(fmt.Sprintf("<</Type/FontDescriptor/FontName/%s%s/FontFile2 %d 0 R>>", name, f.metrics, file))
	cid := m.add(fmt.Sprintf("<</Type/Font/Subtype/CIDFontType2/BaseFont/%s/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"+
		"/FontDescriptor %d 0 R/CIDToGIDMap %d 0 R%s>>", name, descriptor, m.addStream("<<>>", f.glyphs), f.widths))
	return m.add(fmt.Sprintf("<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>",
		name, cid, m.addStream("<<>>", unicode))), nil
}

func notInName(r rune) bool {
	return r != '-' && (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z')
}

// subset gives the six letters that tell one subset of a font from another.
func subset(file []byte) string {
	sum := sha256.Sum256(file)
	for i := range sum[:6] {
		sum[i] = 'A' + sum[i]%26
	}
	return string(sum[:6])
}

// follows says whether b is the character after a, and differs in the last byte of its UTF-16 only.
func follows(a, b string) bool {
	x, y := []rune(a), []rune(b)
	return len(x) == 1 && len(y) == 1 && y[0] == x[0]+1 && y[0]&0xFF != 0
}

// toUnicode writes which text each character drawn stands for. ISO 32000-1, 9.10.3. What follows each
// other in both is one range, as long as only the last byte changes.
func toUnicode(f Font) ([]byte, error) {
	type span struct {
		first, last rune
		text        string
	}
	var spans []span
	for _, r := range slices.Sorted(maps.Keys(f.Unicode)) {
		says := f.Unicode[r]
		if r <= 0 || r > 0xFFFF || utf16.IsSurrogate(r) || says == "" || strings.ContainsAny(says, "\x00\uFEFF\uFFFE") {
			return nil, fmt.Errorf("font %q: character %U stands for %+q", f.Key, r, says)
		}
		if n := len(spans) - 1; n >= 0 && spans[n].last == r-1 && r&0xFF != 0 && follows(f.Unicode[r-1], says) {
			spans[n].last = r
			continue
		}
		spans = append(spans, span{r, r, says})
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
	return []byte(b.String()), nil
}
