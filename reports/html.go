package reports

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"html/template"
	"io"
	"reflect"
	"strings"
	"sync"
)

// WriteHTML writes a document as one HTML file that needs nothing besides itself: no script, no font,
// no picture from elsewhere. The file forbids its reader all but its own style, so that no text in it
// can do anything. A table whose rows have more cells than columns is an error.
func WriteHTML(w io.Writer, d Document) error {
	file, err := makeHTML(d.cleaned())
	if err != nil {
		return err
	}
	_, err = w.Write(file)
	return err
}

// report.html has a template for each kind of Block, named after its type, and Begin and End around
// them. report.css is the style.
var (
	//go:embed report.html
	htmlSource string
	//go:embed report.css
	cssSource string
)

// css is the style as it stands in the file: its hash must fit however the source was checked out.
func css() string { return strings.ReplaceAll(cssSource, "\r\n", "\n") }

// htmlTemplates are parsed when they are first needed: most runs write no HTML.
var htmlTemplates = sync.OnceValue(func() *template.Template {
	source := strings.ReplaceAll(htmlSource, "\r\n", "\n")
	return template.Must(template.New("").Funcs(template.FuncMap{"leads": leads}).Parse(source))
})

// leads says whether a URL may be followed.
func leads(url string) bool { return strings.HasPrefix(url, "https://") }

// An htmlHead is what stands before the blocks.
type htmlHead struct {
	Document
	Policy string // what the browser may load
	Style  template.CSS
}

// makeHTML gives the whole file.
func makeHTML(d Document) ([]byte, error) {
	var out bytes.Buffer
	style := css()
	sum := sha256.Sum256([]byte(style))
	policy := "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; base-uri 'none'; form-action 'none'"
	templates := htmlTemplates()
	if err := templates.ExecuteTemplate(&out, "Begin", htmlHead{d, policy, template.CSS(style)}); err != nil {
		return nil, err
	}
	for _, b := range d.Blocks {
		if err := templates.ExecuteTemplate(&out, reflect.TypeOf(b).Name(), b); err != nil {
			return nil, err
		}
	}
	if err := templates.ExecuteTemplate(&out, "End", nil); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}
