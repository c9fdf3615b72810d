package tags

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"time"
)

// info says what the file is, for readers that do not know XMP. ISO 32000-1, 14.3.3.
func (f File) info() string {
	subject := ""
	if f.Subject != "" {
		subject = "/Subject" + text(f.Subject)
	}
	dates := ""
	if !f.Date.IsZero() {
		dates = f.Date.UTC().Format("/CreationDate(D:20060102150405+00'00')/ModDate(D:20060102150405+00'00')")
	}
	return fmt.Sprintf("<</Title%s%s%s>>", text(f.Title), subject, dates)
}

// metadata says in XMP what the file is, and that it is PDF/UA-1. ISO 14289-1, 5; ISO 16684-1.
func (f File) metadata() ([]byte, error) {
	var title, subject bytes.Buffer
	if err := xml.EscapeText(&title, []byte(f.Title)); err != nil {
		return nil, err
	}
	if err := xml.EscapeText(&subject, []byte(f.Subject)); err != nil {
		return nil, err
	}
	description := ""
	if f.Subject != "" {
		description = "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">" + subject.String() + "</rdf:li></rdf:Alt></dc:description>\n"
	}
	dates := ""
	if !f.Date.IsZero() {
		date := f.Date.UTC().Format(time.RFC3339)
		dates = "<xmp:CreateDate>" + date + "</xmp:CreateDate>\n<xmp:ModifyDate>" + date + "</xmp:ModifyDate>\n"
	}
	return fmt.Appendf(nil, `<?xpacket begin="`+"\uFEFF"+`" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:language><rdf:Bag><rdf:li>%s</rdf:li></rdf:Bag></dc:language>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:title>
%s%s<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>`, f.Language, title.String(), description, dates), nil
}
