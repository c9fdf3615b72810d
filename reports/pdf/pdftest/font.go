package pdftest

import (
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// A font as a page uses it: Type 0, of two-byte characters, with a TrueType file in the document.
type font struct {
	name    string
	widths  map[uint16]float64 // in thousandths of the size
	missing float64            // the width of all others
	unicode map[uint16]string
	glyphs  []byte             // two for each character
	metrics map[uint16]float64 // the width of each glyph in the file, in thousandths of the size
	used    map[uint16]bool    // the characters that are drawn
	faults  []string
}

func (f *font) width(code uint16) float64 {
	if w, ok := f.widths[code]; ok {
		return w
	}
	return f.missing
}

// glyph gives the glyph of a character; 0 for none.
func (f *font) glyph(code uint16) uint16 {
	if at := 2 * int(code); at+2 <= len(f.glyphs) {
		return binary.BigEndian.Uint16(f.glyphs[at:])
	}
	return 0
}

// font reads a font once; nil if there is none. ISO 32000-1, 9.7.
func (d *document) font(o types.Object) *font {
	dict := d.dict(o)
	if dict == nil {
		return nil
	}
	if f := d.fonts[object(o)]; f != nil {
		return f
	}
	f := &font{name: plainName(d.name(dict["BaseFont"])), used: map[uint16]bool{}, missing: 1000}
	d.fonts[object(o)] = f
	var cid types.Dict
	if kids := d.array(dict["DescendantFonts"]); len(kids) == 1 {
		cid = d.dict(kids[0])
	}
	descriptor := d.dict(cid["FontDescriptor"])
	if w := d.integer(cid["DW"]); w >= 0 {
		f.missing = float64(w)
	}
	f.widths = d.widths(d.array(cid["W"]))
	glyphs, err1 := d.stream(cid["CIDToGIDMap"])
	cmap, err2 := d.stream(dict["ToUnicode"])
	unicode, err3 := toUnicode(string(cmap))
	file, err4 := d.stream(descriptor["FontFile2"])
	metrics, err5 := metrics(file)
	f.glyphs, f.unicode, f.metrics = glyphs, unicode, metrics
	for _, err := range []error{d.checkNames(dict, cid, descriptor), err1, err2, err3, err4, err5} {
		if err != nil {
			f.faults = append(f.faults, fmt.Sprintf("font %s: %v", f.name, err))
		}
	}
	return f
}

// subset is the name of a part of a font. ISO 32000-1, 9.6.4.
var subset = regexp.MustCompile(`^[A-Z]{6}\+[-0-9A-Za-z]+$`)

// checkNames checks that the parts of a font are what our files have, under one name.
func (d *document) checkNames(font, cid, descriptor types.Dict) error {
	if d.name(font["Subtype"]) != "Type0" || d.name(font["Encoding"]) != "Identity-H" || d.name(cid["Subtype"]) != "CIDFontType2" {
		return errors.New("is not one of two-byte characters")
	}
	if base := d.name(font["BaseFont"]); !subset.MatchString(base) || base != d.name(cid["BaseFont"]) || base != d.name(descriptor["FontName"]) {
		return errors.New("has not the name of a subset, or has several names")
	}
	return nil
}

// widths reads widths by character. ISO 32000-1, 9.7.4.3.
func (d *document) widths(w types.Array) map[uint16]float64 {
	all := map[uint16]float64{}
	for i := 0; i+1 < len(w); {
		first := d.integer(w[i])
		if list := d.numbers(w[i+1]); list != nil {
			for n, width := range list {
				all[uint16(first+n)] = width
			}
			i += 2
			continue
		}
		if i+2 < len(w) {
			if width := d.numbers(types.Array{w[i+2]}); width != nil {
				for n := first; n <= d.integer(w[i+1]); n++ {
					all[uint16(n)] = width[0]
				}
			}
		}
		i += 3
	}
	return all
}

var (
	sections = regexp.MustCompile(`(\d+) beginbf(char|range)\n((?s:.*?))endbf(?:char|range)\n`)
	mapping  = regexp.MustCompile(`^<([0-9A-F]{4})>(?: <([0-9A-F]{4})>)? <((?:[0-9A-F]{4})+)>$`)
)

// toUnicode reads a map from characters to Unicode. ISO 32000-1, 9.10.3.
func toUnicode(cmap string) (map[uint16]string, error) {
	all := map[uint16]string{}
	for _, s := range sections.FindAllStringSubmatch(cmap, -1) {
		lines := strings.Split(strings.TrimSuffix(s[3], "\n"), "\n")
		if s[1] != strconv.Itoa(len(lines)) || len(lines) > 100 {
			return nil, fmt.Errorf("its map to Unicode says %s lines where it has %d", s[1], len(lines))
		}
		for _, line := range lines {
			m := mapping.FindStringSubmatch(line)
			if m == nil || (m[2] != "") != (s[2] == "range") {
				return nil, fmt.Errorf("its map to Unicode has the line %q", line)
			}
			first, _ := strconv.ParseUint(m[1], 16, 16)
			last := first
			if m[2] != "" {
				last, _ = strconv.ParseUint(m[2], 16, 16)
			}
			raw, _ := hex.DecodeString(m[3])
			units := make([]uint16, len(raw)/2)
			for i := range units {
				units[i] = binary.BigEndian.Uint16(raw[2*i:])
			}
			if last < first || first>>8 != last>>8 || int(units[len(units)-1]&0xFF)+int(last-first) > 0xFF {
				return nil, fmt.Errorf("its map to Unicode has the range %q", line)
			}
			for c := first; c <= last; c++ {
				all[uint16(c)] = string(utf16.Decode(units))
				units[len(units)-1]++
			}
		}
	}
	return all, nil
}

// metrics reads the width of each glyph from a TrueType file. OpenType 1.9, "head", "hhea", "hmtx".
func metrics(file []byte) (all map[uint16]float64, err error) {
	defer func() {
		if recover() != nil {
			err = errors.New("its file is too short")
		}
	}()
	be := binary.BigEndian
	tables := map[string][]byte{}
	for i := range int(be.Uint16(file[4:])) {
		record := file[12+16*i:]
		from := be.Uint32(record[8:])
		tables[string(record[:4])] = file[from:][:be.Uint32(record[12:])]
	}
	scale := 1000 / float64(be.Uint16(tables["head"][18:]))
	full := int(be.Uint16(tables["hhea"][34:])) // glyphs that have a width of their own
	all = map[uint16]float64{}
	for g := range int(be.Uint16(tables["maxp"][4:])) {
		all[uint16(g)] = scale * float64(be.Uint16(tables["hmtx"][4*min(g, full-1):]))
	}
	return all, nil
}
