package tables

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

// tokensOf lists what the scanner finds: <a x="y">, text, </a>.
func tokensOf(in io.Reader) (string, error) {
	x := newScanner("part", in)
	var b strings.Builder
	for {
		t, err := x.next()
		if err != nil {
			return "", err
		}
		switch t {
		case startTag:
			fmt.Fprintf(&b, "<%s", x.name)
			for _, a := range x.attributes {
				fmt.Fprintf(&b, " %s=%q", a.name[bytes.IndexByte(a.name, ':')+1:], a.value)
			}
			b.WriteString(">")
		case endTag:
			fmt.Fprintf(&b, "</%s>", x.name)
		case someText:
			fmt.Fprintf(&b, "%s", x.text)
		case endOfPart:
			return b.String(), nil
		}
	}
}

// standardTokens lists what encoding/xml finds.
func standardTokens(text []byte) (string, error) {
	d := xml.NewDecoder(bytes.NewReader(text))
	var b strings.Builder
	depth := 0
	for {
		t, err := d.RawToken()
		if err == io.EOF {
			return b.String(), nil
		}
		if err != nil {
			return "", err
		}
		switch t := t.(type) {
		case xml.StartElement:
			depth++
			fmt.Fprintf(&b, "<%s", t.Name.Local)
			for _, a := range t.Attr {
				fmt.Fprintf(&b, " %s=%q", a.Name.Local, a.Value)
			}
			b.WriteString(">")
		case xml.EndElement:
			depth--
			fmt.Fprintf(&b, "</%s>", t.Name.Local)
		case xml.CharData:
			if depth > 0 {
				b.Write(t)
			}
		}
	}
}

func TestXML(t *testing.T) {
	long := strings.Repeat("é]", maxTag)
	for _, c := range []struct{ in, want string }{
		{`<a/>`, `<a></a>`},
		{"\ufeff<?xml version='1.0' encoding='utf-8'?>\n<a><!-- x --><?y z?></a>\n", `<a></a>`},
		{`<a x="1" n:y='&lt;&#65;"'>t&amp;&#x42;</a >`, `<a x="1" y="<A\"">t&B</a>`},
		{`<a><b>1</b><![CDATA[<]]]]><![CDATA[>]]></a>`, `<a><b>1</b><]]></a>`},
		{"<a>1\r\n2\r3</a>", "<a>1\n2\n3</a>"},
		{"<a><![CDATA[1\r\n2\r3]]></a>", "<a>1\n2\n3</a>"},
		{`<a>` + long + `</a>`, `<a>` + long + `</a>`},
		{`<a><![CDATA[` + long + `]]></a>`, `<a>` + long + `</a>`},
		{`<a><!--` + long + `--></a>`, `<a></a>`},
		{`<a x=">">></a>`, `<a x=">">></a>`},
		{strings.Repeat("<a>", maxDepth) + strings.Repeat("</a>", maxDepth), strings.Repeat("<a>", maxDepth) + strings.Repeat("</a>", maxDepth)},
	} {
		in := strings.TrimPrefix(c.in, "\ufeff")
		for name, r := range map[string]io.Reader{"whole": strings.NewReader(in), "bytewise": iotest.OneByteReader(strings.NewReader(in))} {
			got, err := tokensOf(r)
			if err != nil || got != c.want {
				t.Errorf("%s, %.60q gives %.60q (%v), and should give %.60q", name, c.in, got, err, c.want)
			}
		}
	}
}

func TestXMLRefused(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{``, "it is empty"},
		{`<!-- -->`, "it is empty"},
		{`<a>`, "it ends in the middle"},
		{`<a`, "it ends in the middle of a tag"},
		{`<a b="`, "it ends in the middle of a tag"},
		{`<`, "it ends in the middle"},
		{`<a><![CDATA[x]]`, "it ends in the middle"},
		{`<a><!-- x --`, "it ends in the middle of a comment"},
		{`<a><?x ?`, "without an end"},
		{`<?>`, "without an end"},
		{`<a></b>`, "closed that is not open"},
		{`</a>`, "closed that is not open"},
		{`<a></a></a>`, "closed that is not open"},
		{`<a/><b/>`, "it goes on after its end"},
		{`x<a/>`, "text outside"},
		{`<a/>x`, "text outside"},
		{`<a/>&#32;`, "text outside"},
		{`<![CDATA[]]><a/>`, "text outside"},
		{`<!DOCTYPE a><a/>`, "it has a DOCTYPE"},
		{`<a><!ELEMENT></a>`, "it has a DOCTYPE"},
		{`<a>&x;</a>`, "entity"},
		{`<a>&</a>`, "entity"},
		{`<a>&#0;</a>`, "entity"},
		{`<a>&#xD800;</a>`, "entity"},
		{`<a>&#x110000;</a>`, "entity"},
		{`<a>&#4294967361;</a>`, "entity"},
		{`<a>&#+65;</a>`, "entity"},
		{"<a>\x00</a>", "control character"},
		{"<a>\x1b</a>", "control character"},
		{"<a b='\x01'/>", "control character"},
		{"<a>\xff</a>", "no UTF-8"},
		{"<a>\xc3</a>", "no UTF-8"},
		{"<a b='\xed\xa0\x80'/>", "no UTF-8"},
		{"<a>\uffff</a>", "may not have"},
		{`<a>]]></a>`, "\"]]>\""},
		{`<a><!-- a -- b --></a>`, "comment"},
		{`<a b="1" b="2"/>`, "twice"},
		{`<a b=1/>`, "without quotation marks"},
		{`<a b="<"/>`, `holds "<"`},
		{`<a b="1"c="2"/>`, "cannot be read"},
		{`<a b/>`, "cannot be read"},
		{`<1/>`, "without a name"},
		{`< a/>`, "without a name"},
		{`<?xml version="1.0" encoding="UTF-16"?><a/>`, "only UTF-8"},
		{`<?xml version="1.1"?><a/>`, "only 1.0"},
		{`<?xml version=1.0?><a/>`, "quotation marks"},
		{`<?xml version="1.0?><a/>`, "first line"},
		{`<a b="` + strings.Repeat("x", maxTag) + `"/>`, "longer than 65536 bytes"},
		{strings.Repeat("<a>", maxDepth+1), "more than 64 deep"},
		{`<a ` + manyAttributes(maxAttributes+1) + `/>`, "more than 100 attributes"},
	} {
		if got, err := tokensOf(strings.NewReader(c.in)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%.60q gives %q and %v, and should give %q", c.in, got, err, c.want)
		}
	}
}

func manyAttributes(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `a%d="" `, i)
	}
	return b.String()
}

// TestXMLSeams puts each construct across the end of the buffer.
func TestXMLSeams(t *testing.T) {
	const tail = `é]]x&amp;é<b c="&lt;d&gt;">]` + "\r\n" + `]</b><!-- é- - --><![CDATA[]]é]>]]]>😀<?p ?></a>`
	for n := maxTag - len(tail) - 4; n < maxTag; n++ {
		in := "<a>" + strings.Repeat("x", n) + tail
		want, err := standardTokens([]byte(in))
		if err != nil {
			t.Fatal(err)
		}
		if got, err := tokensOf(strings.NewReader(in)); err != nil || got != want {
			t.Fatalf("after %d bytes it gives %.80q (%v)", n, strings.TrimLeft(got, "<a>x"), err)
		}
	}
}

// FuzzXML compares the scanner with encoding/xml: what both accept they read alike, and what encoding/xml refuses
// the scanner does too.
func FuzzXML(f *testing.F) {
	for _, s := range []string{`<a x="1">t</a>`, `<a><![CDATA[x]]></a>`, `<?xml version="1.0" encoding="UTF-8"?><a:b c:d='&lt;'/>`, "<a>\r\n&#65;</a>",
		`<a><!-- --></a>`, `<!DOCTYPE a><a/>`, sheetOf(header3), "<a><b></a></b>", "<a>]]></a>"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		got, err := tokensOf(bytes.NewReader(text))
		if err != nil {
			return
		}
		want, err := standardTokens(text)
		if err != nil {
			t.Fatalf("%q is accepted, and encoding/xml says: %v", text, err)
		}
		if got != want {
			t.Fatalf("%q is read as\n%q, by encoding/xml as\n%q", text, got, want)
		}
		if slow, err := tokensOf(iotest.OneByteReader(bytes.NewReader(text))); err != nil || slow != got {
			t.Fatalf("%q is read otherwise byte by byte: %q, %v", text, slow, err)
		}
	})
}
