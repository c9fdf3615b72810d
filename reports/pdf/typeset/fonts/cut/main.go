// Command cut makes the fonts that package typeset embeds: each a known font with the characters named
// below, and without what drawing its characters one by one does not need: hints, names, kerning,
// and the rules for shaping. To make them again, in this folder:
//
//	go run . PACKAGE /usr/share/fonts/truetype ..
//
// PACKAGE is the unpacked npm package @expo-google-fonts/atkinson-hyperlegible-next 0.4.1; the other
// sources are those of Debian's fonts-noto-core and fonts-noto-ui-core 20201225-1 and fonts-dejavu-core
// 2.37-6. Noto Sans Arabic UI is the form of Noto Sans Arabic that keeps to the heights of Noto Sans.
//
// The licences stand beside the fonts. Atkinson Hyperlegible Next and Noto Sans are under the SIL Open
// Font License and declare no reserved font name; DejaVu may be changed as long as it is not named
// after the fonts it grew from. A cut font has no name at all.
package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// A source is a font to cut: the cut font's name, the file it is cut from, that file's SHA-256, and
// the characters kept, as far as the source has them.
type source struct {
	name, from, sha256 string
	keep, join         []block
}

// A block is a range of characters, first and last.
type block [2]rune

var (
	// Combining marks are left out of Atkinson: it has few, and a word is set in one face.
	atkinson = []block{{0x0020, 0x02FF}, {0x0370, 0xFFFD}}

	noto = []block{
		{0x0020, 0x007E}, {0x00A0, 0x024F}, // Latin, with Extended-A and -B
		{0x0250, 0x02FF},                   // phonetic letters, of which some languages write a few; spacing modifiers
		{0x0300, 0x036F},                   // combining marks
		{0x0370, 0x03FF}, {0x0400, 0x052F}, // Greek, Cyrillic
		{0x1E00, 0x1EFF}, {0x1F00, 0x1FFF}, // Latin Additional, as for Vietnamese and Welsh; old Greek
		{0x2000, 0x200A}, {0x2010, 0x2027}, {0x202F, 0x205E}, // spaces, punctuation
		{0x2070, 0x209C}, {0x20A0, 0x20BF}, // superscripts, currencies
		{0x2100, 0x2109}, {0x210B, 0x214F}, {0x2150, 0x215F}, {0x25CC, 0x25CC}, // letter-like signs, fractions; the dotted circle
		{0xA720, 0xA721}, {0xA78B, 0xA78C}, {0xFB00, 0xFB06}, // letters for glottal stops; ligatures
	}

	notoArabic = []block{
		{0x0020, 0x0020}, {0x00A0, 0x00A0}, {0x25CC, 0x25CC},
		{0x0600, 0x061F}, {0x0620, 0x0674}, {0x0679, 0x069B}, {0x069D, 0x06FF}, // without letters spelt otherwise today, and one whose forms it lacks
		{0xFB50, 0xFBB1}, {0xFBD3, 0xFBDC}, {0xFBDE, 0xFBE9}, {0xFBFC, 0xFBFF}, {0xFE80, 0xFEFC}, // joined forms
		{0xFDFC, 0xFDFC}, // the sign for rial
	}

	// The letters whose joined forms have no characters of their own in Unicode.
	unlisted = []block{
		{0x0620, 0x0620}, {0x063B, 0x063F}, {0x066E, 0x066F}, {0x0672, 0x0673}, {0x067C, 0x067D}, {0x0681, 0x0682},
		{0x0685, 0x0685}, {0x0689, 0x068B}, {0x068F, 0x0690}, {0x0692, 0x0697}, {0x0699, 0x069B}, {0x069D, 0x06A3}, {0x06A5, 0x06A5},
		{0x06A7, 0x06A8}, {0x06AA, 0x06AC}, {0x06AE, 0x06AE}, {0x06B0, 0x06B0}, {0x06B2, 0x06B2}, {0x06B4, 0x06BA},
		{0x06BC, 0x06BD}, {0x06BF, 0x06BF}, {0x06C2, 0x06C4}, {0x06CA, 0x06CA}, {0x06CD, 0x06CF}, {0x06D1, 0x06D1},
		{0x06D5, 0x06D5}, {0x06EE, 0x06EF}, {0x06FA, 0x06FC}, {0x06FF, 0x06FF},
	}

	dejavu = []block{
		{0x0020, 0x0040}, {0x005B, 0x0060}, {0x007B, 0x007E}, {0x00A0, 0x00BF}, // digits, punctuation
		{0x0531, 0x058A}, {0xFB13, 0xFB17}, // Armenian
		{0x05B0, 0x05F4}, {0xFB1D, 0xFB4F}, // Hebrew
		{0x10D0, 0x10FC},                                                       // Georgian
		{0x2190, 0x21FF},                                                       // arrows
		{0x2200, 0x2215}, {0x2218, 0x222B}, {0x2245, 0x2248}, {0x2260, 0x2265}, // mathematics
		{0x2300, 0x2311}, {0x2460, 0x2469}, {0x2500, 0x25FF}, // signs, digits in circles, boxes, shapes
		{0x2605, 0x2606}, {0x260E, 0x260E}, {0x2610, 0x2612}, {0x261B, 0x261E}, {0x2639, 0x263B}, {0x2640, 0x2642},
		{0x2660, 0x266F}, {0x2701, 0x2704}, {0x2706, 0x2709}, {0x270C, 0x2727}, {0x2729, 0x274B},
		{0x2756, 0x2756}, {0x2761, 0x2767}, {0x2776, 0x277F}, {0x2794, 0x2794}, {0x2798, 0x27AF},
		{0x27E8, 0x27E9}, {0x2B12, 0x2B1A}, {0xFFFD, 0xFFFD}, // the sign for what cannot be shown
	}
)

var sources = []source{
	{"AtkinsonHyperlegibleNext-Regular.ttf", "400Regular/AtkinsonHyperlegibleNext_400Regular.ttf", "60f8c1a1b2e7da47ff7af95c3e5b5b1232ca5b3771e93eb587784f08fb1e6650", atkinson, nil},
	{"AtkinsonHyperlegibleNext-Bold.ttf", "700Bold/AtkinsonHyperlegibleNext_700Bold.ttf", "4ba7415b7095e546720446b6d47daa95d6f482d9fd40c729793e21d67cc9f366", atkinson, nil},
	{"NotoSans-Regular.ttf", "noto/NotoSans-Regular.ttf", "89c3c497f618fdaa0b2d1e98fef93582f28c71debd2c4a8cdf41f190ced2909d", noto, nil},
	{"NotoSans-Bold.ttf", "noto/NotoSans-Bold.ttf", "e83493c945848ecd4a9ad0f6d19164541a0d3e23a9c952304a00a46e00272ac5", noto, nil},
	{"NotoSansArabicUI-Regular.ttf", "noto/NotoSansArabicUI-Regular.ttf", "43a90e0f0e9ca712ff0588dc2b119823d569367a6d0061eb5f7bfb9bfbe8cecc", notoArabic, unlisted},
	{"NotoSansArabicUI-Bold.ttf", "noto/NotoSansArabicUI-Bold.ttf", "ef5d9ce3d5b20a83bdc156ef48edc1e159322ada95ebacc133476c92f0bd102a", notoArabic, unlisted},
	{"DejaVuSans-Regular.ttf", "dejavu/DejaVuSans.ttf", "abdc775b21b1bc470d50c97e790d276f2054b7504e56e5bd3e64f48d68582322", dejavu, nil},
	{"DejaVuSans-Bold.ttf", "dejavu/DejaVuSans-Bold.ttf", "0d977336a6d5fba34eab8e3199eb218327161b5143749f802982c2bc34df0c96", dejavu, nil},
}

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "cut:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) != 3 {
		return errors.New("usage: go run . PACKAGE-WITH-ATKINSON FOLDER-WITH-NOTO-AND-DEJAVU FOLDER-FOR-THE-CUT-FONTS")
	}
	for _, s := range sources {
		small, err := s.cut(args[:2])
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(args[2], s.name), small, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// cut gives the small font for a source that lies in one of the folders.
func (s source) cut(folders []string) ([]byte, error) {
	var whole []byte
	err := os.ErrNotExist
	for _, folder := range folders {
		if whole, err = os.ReadFile(filepath.Join(folder, s.from)); !errors.Is(err, os.ErrNotExist) {
			break
		}
	}
	if err != nil {
		return nil, fmt.Errorf("reading the source of %s: %w", s.name, err)
	}
	if got := sha256.Sum256(whole); hex.EncodeToString(got[:]) != s.sha256 {
		return nil, fmt.Errorf("%s: its SHA-256 is %x, not that of the version wanted", s.from, got)
	}
	return slim(whole, s.keep, s.join), nil
}
