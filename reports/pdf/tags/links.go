package tags

import (
	"fmt"
	"net/url"
	"strings"
)

// putLinks writes the annotations. ISO 32000-1, 12.5.6.5 and 12.6.4.7.
func (m *maker) putLinks() error {
	for i, l := range m.Links {
		switch {
		case !isAddress(l.URL):
			return fmt.Errorf("a link leads to %q, which is no https address", l.URL)
		case strings.TrimSpace(l.Contents) == "":
			return fmt.Errorf("the link to %q does not say where it leads", l.URL)
		case !isBox(l.Box):
			return fmt.Errorf("the link to %q has no place", l.URL)
		}
		m.set(m.links+i, "<</Type/Annot/Subtype/Link/Rect%s/Border[0 0 0]/F 4/P %d 0 R/StructParent %d/Contents%s/A<</S/URI/URI%s>>>>",
			rectangle(l.Box), m.page(l.Page), m.sheets+i, text(l.Contents), ascii(l.URL))
	}
	return nil
}

// isAddress says whether a URL begins with https:// and is fit to be written as it is.
func isAddress(s string) bool {
	u, err := url.Parse(s)
	return err == nil && strings.HasPrefix(s, "https://") && u.Host != "" && u.User == nil &&
		strings.IndexFunc(s, func(r rune) bool { return r <= ' ' || r > '~' }) < 0
}
