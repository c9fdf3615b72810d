// Command cut makes the fonts that package pdf embeds: DejaVu Sans Condensed, regular and bold, with
// the characters named below and without what a PDF does not need (hints, names, kerning).
//
// The sources are those of DejaVu 2.37, as Debian ships them in fonts-dejavu-extra 2.37-6;
// sources holds their SHA-256. To make the fonts again, in this folder:
//
//	go run . /usr/share/fonts/truetype/dejavu ..
//
// The licence, LICENSE-DejaVu.txt beside the fonts, allows changed fonts as long as they are not named
// after the fonts that DejaVu grew from; a cut font has no name at all.
package main

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/jung-kurt/gofpdf"
)

// sources are the fonts to cut, each with the SHA-256 of the file it is cut from.
var sources = []struct{ name, sha256 string }{
	{"DejaVuSansCondensed.ttf", "2d8aa290adcf1ebcbb35f63e57cf32941b012eaab4b65096b904112cf3bac972"},
	{"DejaVuSansCondensed-Bold.ttf", "6d2f2481e2aae944e8411cc5be515c69503ff7f5db52f2c67bcbe5d4de6bec13"},
}

// blocks are the characters kept, as far as DejaVu has them: scripts written from left to right whose
// letters stand unjoined, and the signs used with them. First and last of each block.
var blocks = [][2]rune{
	{0x0020, 0x007E}, {0x00A0, 0x024F}, // Latin, with Extended-A and -B
	{0x0259, 0x0259}, {0x02B0, 0x036F}, // schwa, spacing modifiers, combining marks
	{0x0370, 0x03FF}, {0x0400, 0x052F}, // Greek, Cyrillic
	{0x0531, 0x058A}, {0x10D0, 0x10FC}, // Armenian, Georgian
	{0x1E00, 0x1EFF},                   // Latin Additional, as for Vietnamese and Welsh
	{0x2010, 0x2027}, {0x2030, 0x205E}, // punctuation
	{0x2070, 0x209C}, {0x20A0, 0x20BF}, // superscripts, currencies
	{0x2100, 0x214F}, {0x2150, 0x215E}, // letter-like signs, fractions
	{0x2190, 0x2195}, {0x21D0, 0x21D4}, // arrows
	{0x2200, 0x2215}, {0x221A, 0x221E}, {0x2245, 0x2248}, {0x2260, 0x2265}, // mathematics
	{0x25A0, 0x25AB}, {0x25B2, 0x25CF}, // shapes
	{0x2605, 0x2606}, {0x2610, 0x2612}, {0x2639, 0x263A}, {0x2660, 0x266F}, {0x2713, 0x2718}, {0x2764, 0x2764},
	{0xFB00, 0xFB06}, {0xFFFD, 0xFFFD}, // ligatures; the sign for what cannot be shown
}

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "cut:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) != 2 {
		return errors.New("usage: go run . FOLDER-OF-DEJAVU FOLDER-FOR-THE-CUT-FONTS")
	}
	for _, s := range sources {
		whole, err := os.ReadFile(filepath.Join(args[0], s.name))
		if err != nil {
			return err
		}
		small, err := cut(whole, s.sha256)
		if err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
		if err := os.WriteFile(filepath.Join(args[1], s.name), small, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// cut gives the small font for a whole one, whose SHA-256 is known.
func cut(whole []byte, sum string) ([]byte, error) {
	if got := sha256.Sum256(whole); hex.EncodeToString(got[:]) != sum {
		return nil, fmt.Errorf("its SHA-256 is %x, not that of DejaVu 2.37", got)
	}
	var keep strings.Builder
	for _, b := range blocks {
		for r := b[0]; r <= b[1]; r++ {
			keep.WriteRune(r)
		}
	}
	return slim(gofpdf.UTF8CutFont(whole, keep.String())), nil
}

// A table of a TrueType font. OpenType 1.9, "Organization of an OpenType Font".
type table struct {
	tag  string
	data []byte
}

// slim leaves the hints and the names out of a font that gofpdf has cut.
func slim(font []byte) []byte {
	be := binary.BigEndian
	tables := map[string][]byte{}
	for i := range int(be.Uint16(font[4:])) {
		record := font[12+16*i:]
		from := be.Uint32(record[8:])
		tables[string(record[:4])] = font[from : from+be.Uint32(record[12:])]
	}
	head := slices.Clone(tables["head"])
	glyf, loca := unhinted(tables["glyf"], tables["loca"], be.Uint16(head[50:]) == 1)
	be.PutUint16(head[50:], 1) // loca is written long
	be.PutUint32(head[8:], 0)  // the checksum of the whole, which no PDF reader looks at
	kept := []table{
		{"head", head}, {"glyf", glyf}, {"loca", loca},
		{"name", []byte{0, 0, 0, 0, 0, 6, 0, 0}}, // format 0, no names; gofpdf wants the table
	}
	for _, tag := range []string{"OS/2", "cmap", "hhea", "hmtx", "maxp", "post"} {
		kept = append(kept, table{tag, tables[tag]})
	}
	return assemble(kept)
}

// unhinted gives the outlines without their instructions, and where each begins.
func unhinted(glyf, loca []byte, long bool) (outlines, begins []byte) {
	be := binary.BigEndian
	at := func(i int) int {
		if long {
			return int(be.Uint32(loca[4*i:]))
		}
		return 2 * int(be.Uint16(loca[2*i:]))
	}
	n := len(loca)/2 - 1
	if long {
		n = len(loca)/4 - 1
	}
	for i := range n {
		begins = be.AppendUint32(begins, uint32(len(outlines)))
		outlines = append(outlines, unhint(glyf[at(i):at(i+1)])...)
		for len(outlines)%4 != 0 {
			outlines = append(outlines, 0)
		}
	}
	return outlines, be.AppendUint32(begins, uint32(len(outlines)))
}

// unhint gives one outline without its instructions. OpenType 1.9, "glyf — Glyph Data".
func unhint(glyph []byte) []byte {
	const (
		wordArguments   = 1 << 0
		scale           = 1 << 3
		more            = 1 << 5
		twoScales       = 1 << 6
		fourScales      = 1 << 7
		hasInstructions = 1 << 8
	)
	be := binary.BigEndian
	if len(glyph) == 0 {
		return nil
	}
	if contours := int(int16(be.Uint16(glyph))); contours >= 0 {
		count := 10 + 2*contours // where the length of the instructions stands
		rest := count + 2 + int(be.Uint16(glyph[count:]))
		bare := append(slices.Clone(glyph[:count]), 0, 0)
		return append(bare, glyph[rest:]...)
	}
	bare := slices.Clone(glyph)
	for i := 10; ; {
		flags := be.Uint16(bare[i:])
		be.PutUint16(bare[i:], flags&^hasInstructions)
		i += 6
		if flags&wordArguments != 0 {
			i += 2
		}
		switch {
		case flags&scale != 0:
			i += 2
		case flags&twoScales != 0:
			i += 4
		case flags&fourScales != 0:
			i += 8
		}
		if flags&more == 0 {
			return bare[:i]
		}
	}
}

// assemble makes a font file of tables.
func assemble(tables []table) []byte {
	slices.SortFunc(tables, func(a, b table) int { return cmp.Compare(a.tag, b.tag) })
	be := binary.BigEndian
	search, power := 16, 0
	for search*2 <= 16*len(tables) {
		search, power = search*2, power+1
	}
	font := []byte{0, 1, 0, 0}
	for _, n := range []int{len(tables), search, power, 16*len(tables) - search} {
		font = be.AppendUint16(font, uint16(n))
	}
	var body []byte
	for _, t := range tables {
		font = append(font, t.tag...)
		data := slices.Clone(t.data)
		for len(data)%4 != 0 {
			data = append(data, 0)
		}
		sum := uint32(0)
		for i := 0; i < len(data); i += 4 {
			sum += be.Uint32(data[i:])
		}
		for _, n := range []int{int(sum), 12 + 16*len(tables) + len(body), len(t.data)} {
			font = be.AppendUint32(font, uint32(n))
		}
		body = append(body, data...)
	}
	return append(font, body...)
}
