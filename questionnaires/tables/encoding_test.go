package tables

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/unicode"

	"readiness/assess"
)

// utf16Of gives a text in UTF-16 with its mark.
func utf16Of(t *testing.T, text string, order unicode.Endianness) string {
	t.Helper()
	out, err := unicode.UTF16(order, unicode.UseBOM).NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestUTF16 reads the same in every encoding, however the characters fall into the pieces that are read.
func TestUTF16(t *testing.T) {
	text := "name,b\n" + strings.Repeat("Zoë 😀 Łódź,x\n", 2000) + "\"ünclosed\nin two lines\",\ufffd\n"
	_, want, err := readAll(text, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for name, other := range map[string]string{
		"little": utf16Of(t, text, unicode.LittleEndian), "big": utf16Of(t, text, unicode.BigEndian),
		"with two marks": utf16Of(t, "\ufeff"+text, unicode.LittleEndian), "UTF-8 with a mark": bom8 + text,
	} {
		_, rows, err := readAll(other, Options{})
		if err != nil || len(rows) != len(want) {
			t.Errorf("%s: %d rows, %v", name, len(rows), err)
			continue
		}
		for i := range rows {
			if !equalRows(rows[i], want[i]) {
				t.Errorf("%s: %q, not %q", name, rows[i].Cells, want[i].Cells)
				break
			}
		}
	}
}

// TestBadText refuses what is not in its encoding, with the place and what to do.
func TestBadText(t *testing.T) {
	many := "a,b\n" + strings.Repeat("1,2\n", headSize/4)
	for _, test := range []struct {
		name, text, encoding string
		where, what, fix     string
	}{
		{"half of a character at the end", utf16Of(t, "a,b\n1,😀", unicode.LittleEndian)[:16], "", "x.csv:2", "it has been cut", "anew"},
		{"an odd byte at the end", utf16Of(t, "a,b\n1,2\n", unicode.BigEndian) + "\x00", "", "x.csv:3", "it has been cut", "anew"},
		{"half a pair", utf16Of(t, "a,b\n1,", unicode.LittleEndian) + "\x3d\xd8a\x00\n\x00", "", "x.csv:2", "half a character", "anew"},
		{"the other half", utf16Of(t, many, unicode.LittleEndian) + "\x00\xdea\x00", "", "x.csv:16386", "half a character", "anew"},
		{"the mark of the wrong order", "\xfe\xff" + utf16Of(t, "a,b\n1,2\n", unicode.LittleEndian)[2:], "", "x.csv:1", "not known what separates", "sep="},
		{"Windows-1252", "a,b\nZo\xeb,x\n", "", "x.csv:2:3", `the word would read "Zoë"`, "--encoding windows-1252"},
		{"Windows-1252, far down", many + "x,Zo\xeb\n", "", "x.csv:16386:5", `the word would read "Zoë"`, "--encoding windows-1252"},
		{"Windows-1252 with a dash", "a,b\n1\x962,x\n", "", "x.csv:2:2", `the word would read "–"`, "--encoding windows-1252"},
		{"nothing", "a,b\nZo\x81,x\n", "", "x.csv:2:3", "stands for nothing in Windows-1252 either", "CSV UTF-8"},
		{"damaged UTF-8", "a,b\nZoë,x\nZo\xebx,y\n", "", "x.csv:3:3", "damaged", "anew"},
		{"cut UTF-8", "a,b\nx,Zo\xc3", "", "x.csv:2:5", "it has been cut", "anew"},
		{"cut UTF-8, far down", many + "x,\xf0\x9f\x98", "", "x.csv:16386:3", "it has been cut", "anew"},
		{"nothing, as said", "a,b\nZo\x81,x\n", Windows1252, "x.csv:2", "stands for nothing in Windows-1252", "leave the encoding out"},
	} {
		_, _, err := readAll(test.text, Options{Encoding: test.encoding})
		if !told(err) {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		p := err.(assess.Problems)[0]
		if p.Pos.String() != test.where || !strings.Contains(p.What, test.what) || !strings.Contains(p.Fix, test.fix) {
			t.Errorf("%s: %s: %s; %s", test.name, p.Pos, p.What, p.Fix)
		}
	}
}
