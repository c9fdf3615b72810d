package tags

import (
	"bytes"
	"compress/zlib"
	"io"
	"strings"
	"testing"

	"readiness/reports/pdf/pdftest"
)

// change replaces the first of a text in the objects.
func change(t *testing.T, o *objects, from, to string) {
	t.Helper()
	for i := range o.list {
		x := &o.list[i]
		if strings.Contains(x.value, from) {
			x.value = strings.Replace(x.value, from, to, 1)
			return
		}
		if bytes.Contains(x.stream, []byte(from)) {
			x.stream = bytes.Replace(x.stream, []byte(from), []byte(to), 1)
			return
		}
	}
	t.Errorf("the sample has no %q", from)
}

// unpack makes the streams of fonts ready to be changed.
func unpack(t *testing.T, o *objects) {
	t.Helper()
	for i := range o.list {
		if x := &o.list[i]; x.packed {
			z, err := zlib.NewReader(bytes.NewReader(x.stream))
			if err != nil {
				t.Fatal(err)
			}
			if x.stream, err = io.ReadAll(z); err != nil {
				t.Fatal(err)
			}
			x.packed = false
		}
	}
}

// mutants break the sample, each by a replacement of texts in its objects, and say what pdftest must
// find.
var mutants = []struct {
	name, from, to, want string
}{
	{"no language", "/Lang(en-GB)", "", "Lang"},
	{"not marked", "/Marked true", "/Marked false", "not say that the file is tagged"},
	{"title not shown", "/DisplayDocTitle true", "", "title is to be shown"},
	{"no metadata", "/Metadata 7 0 R", "", "no metadata"},
	{"another part", "<pdfuaid:part>1", "<pdfuaid:part>2", "not say PDF/UA-1"},
	{"metadata not XML", "</rdf:RDF>", "", "not XML"},
	{"another title", "/Title<FEFF0041", "/Title<FEFF0042", "title is"},
	{"no tree", "/StructTreeRoot 5 0 R", "", "no structure tree"},
	{"an action at opening", "/Type/Catalog", "/Type/Catalog/OpenAction<</S/Named/N/Print>>", "OpenAction"},
	{"a script", "/S/URI/URI(https://example.org/a?b=\\(c\\)&d)", "/S/JavaScript/JS(app.alert\\(1\\))", "JavaScript"},
	{"another scheme", "(https://example.org", "(http://example.org", "leads to \"http:"},
	{"an attachment", "/Type/Catalog", "/Type/Catalog/Names<</EmbeddedFiles<</Names[]>>>>", "EmbeddedFiles"},
	{"no order of tabs", "/Tabs/S", "", "order of tabs"},
	{"another page's parents", "/StructParents 1", "/StructParents 0", "the parent tree"},
	{"content not marked", "/H1 <</MCID 0>> BDC", "/H1 BMC", "neither an artifact"},
	{"content outside", "/Artifact <</Type/Layout>> BDC", "q Q", "an EMC ends nothing"},
	{"content never ended", "(\x00h\x00e\x00r\x00e\x00.) Tj ET Q\nEMC", "(\x00h\x00e\x00r\x00e\x00.) Tj ET Q", "is within another"},
	{"content twice", "/P <</MCID 2>> BDC", "/P <</MCID 1>> BDC", "which is not there"},
	{"a list that is an artifact", "/LBody <</MCID 3>> BDC", "/Artifact BMC", "which is not there"},
	{"one number twice", "/H2 <</MCID 1>> BDC", "/H2 <</MCID 0>> BDC", "which is not there"},
	{"a form", "/Link <</MCID 4>> BDC", "/Link <</MCID 4>> BDC\n/X0 Do", "unknown operator"},
	{"no text behind a font", "beginbfrange", "beginbfrange\n<0000> <FFFF> <0000>", "map to Unicode"},
	{"a wrong character", "> <FECB> <0639>", "> <FECB> <FEFF>", "stands for"},
	{"no character", "<FECB> <FECB> <0639>\n", "<FECC> <FECC> <0639>\n", "stands for \"\""},
	{"a wrong width", "/W[32[", "/W[33[", "wide and its glyph"},
	{"a name without its subset", "+AtkinsonHyperlegibleNext-Bold", "AtkinsonHyperlegibleNext-Bold", "the name of a subset"},
	{"no Alt", "/Alt<FEFF", "/NoAlt<FEFF", "has no Alt"},
	{"no box", "/BBox[", "/NoBox[", "no BBox"},
	{"a small box", "/BBox[50 ", "/BBox[90 ", "outside its BBox"},
	{"no scope", "/Scope/Row", "", "no Scope"},
	{"a level skipped", "/S/H2", "/S/H3", "comes after level"},
	{"an unknown kind", "/S/H3", "/S/Heading", "is a \"Heading\""},
	{"a row too short", "/S/TD/P", "/S/LBody/P", "holds a LBody"},
	{"no heads", "/S/THead", "/S/LI", "holds a LI"},
	{"no numbering", "/ListNumbering/Decimal", "/ListNumbering/None", "no ListNumbering"},
	{"no item", "/S/LBody", "/S/Lbl", "no LBody"},
	{"an ActualText elsewhere", "/S/Caption", "/S/Caption/ActualText(no)", "has an ActualText"},
	{"letters in the order of drawing", "/ActualText", "/NoActualText", "has no ActualText"},
	{"a scope of no table", "/O/Table/Scope/Row", "/O/List/Scope/Row", "no Scope"},
	{"a numbering of no list", "/O/List", "/O/Table", "no ListNumbering"},
	{"a box of no layout", "/O/Layout", "/O/List", "no BBox"},
	{"metadata of no type", "/Subtype/XML", "", "no metadata"},
	{"no contents of a link", "/Contents(A page of the web)", "", "does not say where it leads"},
	{"a link elsewhere", "/Rect[50 608 170 622]", "/Rect[50 408 170 422]", "not where its link is"},
	{"a link off the page", "/Rect[50 608 170 622]", "/Rect[50 808 170 922]", "a link of page 1 is at"},
	{"a hidden link", "/F 4", "/F 6", "is no link"},
	{"a link of another parent", "/StructParent 3", "/StructParent 2", ""},
	{"a bookmark too many", "/Count 3", "/Count 4", "the outline counts 4"},
	{"a closed bookmark", "/Count 2/", "/Count -2/", ""},
	{"a bookmark below the page", "/XYZ null 765", "/XYZ null -765", "leads outside page 2"},
	{"a bookmark to an array", "/XYZ null 765", "/XYZ null [765]", "leads outside page 2"},
	{"words run together", "\x00s\x00p\x00a\x00c\x00e\x00 ) Tj", "\x00s\x00p\x00a\x00c\x00e) Tj", "run together"},
	{"nothing drawn", "(\x00o\x00f\x00 \x00t\x00h\x00e\x00 \x00w\x00e\x00b) Tj", "() Tj", ""},
}

// TestMutants: pdftest finds nothing in the sample, and something in each mutant.
func TestMutants(t *testing.T) {
	whole := func() *objects {
		o, err := sample().objects(plainFile(t))
		if err != nil {
			t.Fatal(err)
		}
		unpack(t, o)
		return o
	}
	faults := func(o *objects) []string {
		file, err := o.file()
		if err != nil {
			t.Fatal(err)
		}
		return pdftest.Check(file)
	}
	for _, fault := range faults(whole()) {
		t.Errorf("the sample: %s", fault)
	}
	for i, m := range mutants {
		if testing.Short() && i%5 > 0 {
			continue
		}
		o := whole()
		change(t, o, m.from, m.to)
		if found := strings.Join(faults(o), "\n"); found == "" || !strings.Contains(found, m.want) {
			t.Errorf("%s: want %q, found %q", m.name, m.want, found)
		}
	}
}
