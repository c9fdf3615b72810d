package pdftest

import (
	"maps"
	"slices"
	"strings"
	"testing"
)

// drawn follows content in which /F is a font of letters 500 wide.
func drawn(content string) (*page, []string) {
	f := &font{name: "F", missing: 500, used: map[uint16]bool{}, unicode: map[uint16]string{'A': "A", 'B': "bé"}}
	c := drawer{page: &page{}, named: func(name string) *font {
		if name == "F" {
			return f
		}
		return nil
	}}
	faults := c.draw([]byte(content))
	return c.page, faults
}

func TestPieces(t *testing.T) {
	const artifact = "/Artifact BMC\n"
	for content, want := range map[string]piece{
		artifact + "10 20 30 -5 re f EMC":                                     {box: area{10, 15, 40, 20}},
		artifact + "2 w 10 20 m 30 40 l S EMC":                                {box: area{9, 19, 31, 41}},
		artifact + "10 20 m 10 60 40 60 40 20 c h f* EMC":                     {box: area{10, 20, 40, 50}},
		artifact + "q 2 0 0 2 100 0 cm 1 2 3 4 re f Q EMC":                    {box: area{102, 4, 108, 12}},
		artifact + "q 0 1 -1 0 9 0 cm 1 2 3 4 re f Q EMC":                     {box: area{3, 1, 7, 4}},
		artifact + "BT /F 10 Tf 5 6 Td 1 1 Td (\x00A) Tj ET\nEMC":             {box: area{6, 4.5, 11, 16.5}, base: 7, size: 10},
		artifact + "BT /F 10 Tf 5 7 Td (\x00 \x00A\x00 \x00A\x00 ) Tj ET EMC": {box: area{10, 4.5, 25, 16.5}, base: 7, size: 10},
		artifact + "BT /F 10 Tf 5 7 Td (\x00 ) Tj ET EMC":                     {box: area{5, 4.5, 5, 16.5}, base: 7, size: 10},
		"/P <</MCID 0>> BDC BT /F 10 Tf 5 7 Td <00410042>Tj ET EMC": {
			box: area{5, 4.5, 15, 16.5}, base: 7, size: 10},
	} {
		p, faults := drawn(content)
		if len(faults) > 0 || len(p.pieces) != 1 {
			t.Errorf("%q: %d pieces, %q", content, len(p.pieces), faults)
			continue
		}
		got := p.pieces[0]
		if got.box != want.box || got.base != want.base || got.size != want.size || got.artifact != strings.HasPrefix(content, artifact) {
			t.Errorf("%q: got %+v, want %+v", content, got, want)
		}
	}
}

func TestSays(t *testing.T) {
	p, faults := drawn("/P <</MCID 0>> BDC BT /F 9 Tf (\x00A\x00B\x00\\)\\\\\\(\x00\\r) Tj ET EMC")
	if len(faults) > 0 || p.pieces[0].says() != "Abé" || p.pieces[0].drawn() != "AB)\u5C28\r" || p.pieces[0].mcid != 0 {
		t.Errorf("%q %q %q", faults, p.pieces[0].says(), p.pieces[0].drawn())
	}
}

func TestFaults(t *testing.T) {
	for content, want := range map[string]string{
		"1 2 3 4 re f":                  "neither content nor an artifact",
		"BT /F 9 Tf (\x00A) Tj ET":      "neither content nor an artifact",
		"/P BMC EMC":                    "neither an artifact",
		"/Artifact <</MCID 0>> BDC EMC": "or both",
		"/P <</MCID 0>> BDC /Span <</MCID 1>> BDC EMC EMC": "within another",
		"/P <</MCID 0>> BDC":                     "not ended",
		"EMC":                                    "ends nothing",
		"q":                                      "no Q",
		"Q":                                      "no q",
		"/X Do":                                  "unknown operator \"Do\"",
		"1 2 re":                                 "re has 2 operands",
		"/G 9 Tf":                                "no font /G",
		"/Artifact BMC BT /F 9 Tf (A) Tj ET EMC": "two-byte",
		"/Artifact BMC (\x00A) Tj EMC":           "two-byte",
		"f":                                      "paints nothing",
	} {
		if _, faults := drawn(content); !strings.Contains(strings.Join(faults, "\n"), want) {
			t.Errorf("%q: %q, want %q", content, faults, want)
		}
	}
}

func TestToUnicode(t *testing.T) {
	const two = "1 beginbfchar\n<0041> <00620063>\nendbfchar\n1 beginbfrange\n<0050> <0052> <0070>\nendbfrange\n"
	got, err := toUnicode(two)
	if want := map[uint16]string{0x41: "bc", 0x50: "p", 0x51: "q", 0x52: "r"}; err != nil || !maps.Equal(got, want) {
		t.Errorf("%v, %v", got, err)
	}
	for _, bad := range []string{
		"2 beginbfchar\n<0041> <0062>\nendbfchar\n",
		"1 beginbfchar\n<41> <0062>\nendbfchar\n",
		"1 beginbfchar\n<0041> <0042> <0062>\nendbfchar\n",
		"1 beginbfrange\n<0041> <0141> <0062>\nendbfrange\n",
		"1 beginbfrange\n<0042> <0041> <0062>\nendbfrange\n",
		"1 beginbfrange\n<0041> <0043> <00FE>\nendbfrange\n",
	} {
		if _, err := toUnicode(bad); err == nil {
			t.Errorf("no error for %q", bad)
		}
	}
}

// TestBroken: what is no PDF is an error, and Check says so.
func TestBroken(t *testing.T) {
	for _, file := range []string{"", "%PDF-1.7\n", "%PDF-1.7\nstartxref\n0\n%%EOF\n", "no"} {
		if _, err := Read([]byte(file)); err == nil {
			t.Errorf("%q: no error", file)
		}
		if len(Check([]byte(file))) == 0 {
			t.Errorf("%q: no fault", file)
		}
		if _, err := Said([]byte(file)); err == nil {
			t.Errorf("%q: no error", file)
		}
	}
}

// FuzzDraw: any content is followed to its end.
func FuzzDraw(f *testing.F) {
	for _, content := range []string{"q 1 0 0 1 0 0 cm /P <</MCID 0>> BDC BT /F 9 Tf (\x00A\\)) Tj ET EMC Q", "(((\\", "<", "[ ( ) ] d", ">", "/ Tf"} {
		f.Add(content)
	}
	f.Fuzz(func(t *testing.T, content string) {
		p, _ := drawn(content)
		for _, x := range p.pieces {
			if x.mcid >= 0 && !slices.Contains(p.mcids, x.mcid) {
				t.Errorf("a piece is in content %d, which does not begin", x.mcid)
			}
		}
	})
}
