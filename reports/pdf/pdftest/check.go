package pdftest

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"maps"
	"math"
	"net/url"
	"slices"
	"strings"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// Check gives every fault of a file against PDF/UA-1 and against what our files promise besides, in
// words; none if it is fit.
func Check(file []byte) []string {
	d, err := open(file)
	if err != nil {
		return []string{err.Error()}
	}
	c := &checker{document: d}
	if !bytes.HasPrefix(file, []byte("%PDF-1.7\n%")) {
		c.fault("the file does not begin as PDF 1.7")
	}
	for _, p := range d.pages {
		c.faults = append(c.faults, p.faults...)
	}
	c.checkCatalog()
	c.checkObjects()
	c.checkFonts()
	c.checkOutline()
	if tree, err := d.tree(); err != nil {
		c.fault("%v", err)
	} else {
		parents := c.parents()
		c.checkTree(tree)
		c.checkParents(tree, parents)
		c.checkLinks(tree, parents)
	}
	if _, err := api.ReadAndValidate(bytes.NewReader(file), configuration()); err != nil {
		c.fault("not valid PDF: %v", err)
	}
	return c.faults
}

// A checker gathers faults.
type checker struct {
	*document
	faults []string
}

func (c *checker) fault(format string, arguments ...any) {
	c.faults = append(c.faults, fmt.Sprintf(format, arguments...))
}

// checkCatalog checks what is said of the file as a whole. ISO 14289-1, 5, 7.1 and 7.2.
func (c *checker) checkCatalog() {
	if c.text(c.catalog["Lang"]) == "" {
		c.fault("the catalog has no Lang")
	}
	marks := c.dict(c.catalog["MarkInfo"])
	if !c.isTrue(marks["Marked"]) || c.isTrue(marks["Suspects"]) {
		c.fault("the catalog does not say that the file is tagged")
	}
	if !c.isTrue(c.dict(c.catalog["ViewerPreferences"])["DisplayDocTitle"]) {
		c.fault("the catalog does not say that the title is to be shown")
	}
	for _, key := range slices.Sorted(maps.Keys(c.catalog)) {
		if !slices.Contains(strings.Fields("Type Pages Lang MarkInfo StructTreeRoot Metadata ViewerPreferences Outlines PageMode"), key) {
			c.fault("the catalog has %s", key)
		}
	}
	metadata, err := c.stream(c.catalog["Metadata"])
	dict := c.dict(c.catalog["Metadata"])
	if err != nil || c.name(dict["Type"]) != "Metadata" || c.name(dict["Subtype"]) != "XML" || dict["Filter"] != nil {
		c.fault("the catalog has no metadata, or not such as can be found without decompressing: %v", err)
		return
	}
	said, err := xmp(metadata)
	if err != nil {
		c.fault("the metadata is not XML: %v", err)
	}
	if said["http://www.aiim.org/pdfua/ns/id/ part"] != "1" {
		c.fault("the metadata does not say PDF/UA-1")
	}
	title := said["http://purl.org/dc/elements/1.1/ title"]
	info := c.dict(*c.ctx.Info)
	if title == "" || title != c.text(info["Title"]) {
		c.fault("the title is %q in the metadata and %q in the information", title, c.text(info["Title"]))
	}
	if subject := said["http://purl.org/dc/elements/1.1/ description"]; subject != c.text(info["Subject"]) {
		c.fault("the subject is %q in the metadata and %q in the information", subject, c.text(info["Subject"]))
	}
}

// xmp gives the text of the properties in metadata, by the names of their elements.
func xmp(metadata []byte) (map[string]string, error) {
	said := map[string]string{}
	var open []string
	for decoder := xml.NewDecoder(bytes.NewReader(metadata)); ; {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return said, nil
		}
		if err != nil {
			return nil, err
		}
		switch token := token.(type) {
		case xml.StartElement:
			open = append(open, token.Name.Space+" "+token.Name.Local)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			const property = 3 // under x:xmpmeta, rdf:RDF and rdf:Description
			if len(open) > property && (len(open) == property+1 || len(bytes.TrimSpace(token)) > 0) {
				said[open[property]] += string(token)
			}
		}
	}
}

// What no object of our files may be or do.
var (
	unsafeKeys  = strings.Fields("JS AA OpenAction EF AF RichMediaContent RichMediaSettings EmbeddedFiles JavaScript AcroForm XFA URIBase Next Launch")
	unsafeTypes = strings.Fields("EmbeddedFile Filespec F XObject OCG Sig RichMedia 3D")
	actions     = strings.Fields("GoTo GoToR GoToE GoToDp Launch Thread Sound Movie Hide Named SubmitForm ResetForm ImportData JavaScript SetOCGState Rendition Trans GoTo3DView RichMediaExecute")
)

// checkObjects checks that nothing in the file acts, but links to https addresses, and that it holds
// no other file.
func (c *checker) checkObjects() {
	var look func(number int, o types.Object)
	look = func(number int, o types.Object) {
		switch o := o.(type) {
		case types.Array:
			for _, x := range o {
				look(number, x)
			}
		case types.StreamDict:
			look(number, o.Dict)
		case types.Dict:
			c.checkDict(number, o)
			for _, key := range slices.Sorted(maps.Keys(o)) {
				look(number, o[key])
			}
		}
	}
	for _, number := range slices.Sorted(maps.Keys(c.ctx.Table)) {
		look(number, c.deref(*types.NewIndirectRef(number, 0)))
	}
}

func (c *checker) checkDict(number int, dict types.Dict) {
	outline := dict["Title"] != nil && dict["Parent"] != nil
	for _, key := range slices.Sorted(maps.Keys(dict)) {
		if slices.Contains(unsafeKeys, key) && !(outline && key == "Next") {
			c.fault("object %d has %s", number, key)
		}
	}
	if t := c.name(dict["Type"]); slices.Contains(unsafeTypes, t) {
		c.fault("object %d is a %s", number, t)
	}
	s := c.name(dict["S"])
	if slices.Contains(actions, s) {
		c.fault("object %d is the action %s", number, s)
	}
	if s == "URI" || dict["URI"] != nil {
		address := c.text(dict["URI"])
		if u, err := url.Parse(address); err != nil || s != "URI" || u.Scheme != "https" || u.Host == "" {
			c.fault("object %d leads to %q", number, address)
		}
	}
}

// checkFonts checks that each character drawn has a glyph, the width the file says, and a text that it
// stands for. ISO 14289-1, 7.21.
func (c *checker) checkFonts() {
	for _, number := range slices.Sorted(maps.Keys(c.fonts)) {
		f := c.fonts[number]
		c.faults = append(c.faults, f.faults...)
		for _, code := range slices.Sorted(maps.Keys(f.used)) {
			if says := f.unicode[code]; says == "" || strings.ContainsAny(says, "\x00\uFEFF\uFFFE") {
				c.fault("font %s: %U is drawn and stands for %q", f.name, code, says)
			}
			glyph := f.glyph(code)
			if glyph == 0 {
				c.fault("font %s: %U is drawn and has no glyph", f.name, code)
			}
			if in := f.metrics[glyph]; math.Abs(in-f.width(code)) > 1 {
				c.fault("font %s: %U is %g wide and its glyph %g", f.name, code, f.width(code), in)
			}
		}
	}
}

// checkOutline checks the bookmarks. ISO 32000-1, 12.3.3.
func (c *checker) checkOutline() {
	root := c.catalog["Outlines"]
	if root == nil {
		return
	}
	if count := c.items(root, 0); count == 0 || count != c.integer(c.dict(root)["Count"]) {
		c.fault("there are %d bookmarks, and the outline counts %d", count, c.integer(c.dict(root)["Count"]))
	}
}

// items checks the bookmarks under one and counts them.
func (c *checker) items(over types.Object, depth int) (count int) {
	previous := types.Object(nil)
	for o := c.dict(over)["First"]; o != nil; o = c.dict(o)["Next"] {
		count++
		if count > 10000 || depth > 10 {
			c.fault("the outline has no end")
			return count
		}
		item := c.dict(o)
		dest := c.array(item["Dest"])
		at, ok := 0, false
		if len(dest) == 5 {
			at, ok = c.pageOf[object(dest[0])]
		}
		if !ok || c.name(dest[1]) != "XYZ" {
			c.fault("the bookmark %q leads to no page", c.text(item["Title"]))
		} else if top := c.numbers(types.Array{dest[3]}); len(top) != 1 || top[0] < 0 || top[0] > c.pages[at].height {
			c.fault("the bookmark %q leads outside page %d", c.text(item["Title"]), at+1)
		}
		if strings.TrimSpace(c.text(item["Title"])) == "" {
			c.fault("a bookmark has no title")
		}
		if object(item["Parent"]) != object(over) || object(item["Prev"]) != object(previous) {
			c.fault("the bookmark %q is not where it says", c.text(item["Title"]))
		}
		if item["First"] != nil {
			below := c.items(o, depth+1)
			if below != c.integer(item["Count"]) {
				c.fault("the bookmark %q counts %d under it, where %d are", c.text(item["Title"]), c.integer(item["Count"]), below)
			}
			count += below
		}
		previous = o
	}
	if object(c.dict(over)["Last"]) != object(previous) {
		c.fault("the outline does not end where it says")
	}
	return count
}
