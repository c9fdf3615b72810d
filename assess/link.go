package assess

import (
	"fmt"
	"regexp"
	"strings"
)

// MaxURL is the greatest length of the URL of a Link, in bytes.
const MaxURL = 200

// A Link is a place to read more.
type Link struct {
	Say string `json:"say"`
	URL string `json:"url"` // plain: see CheckURL
}

// plainURL has a host of letters, digits and hyphens with a dot and without a port, and a path of
// characters that mean the same in a text, in HTML and in a PDF.
var plainURL = regexp.MustCompile(`^https://([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]([a-z0-9-]*[a-z0-9])?([/?#][A-Za-z0-9/?#=&%+,:;._~-]*)?$`)

// CheckURL says what keeps a URL from being plain: an https address of at most MaxURL ASCII characters
// whose host has a dot, without a user, a port or a space. The problem has no place; it is nil if there
// is none.
func CheckURL(url string) *Problem {
	const example = "such as \"https://www.example.org\""
	odd := strings.IndexFunc(url, func(r rune) bool { return r <= ' ' || r > '~' })
	switch {
	case !strings.HasPrefix(url, "https://"):
		return &Problem{What: "does not begin with \"https://\"", Fix: "write the whole address, " + example}
	case len(url) > MaxURL:
		return &Problem{What: fmt.Sprintf("has %d bytes", len(url)), Fix: fmt.Sprintf("give an address of at most %d characters, best the front page of the site", MaxURL)}
	case odd >= 0:
		return &Problem{What: "has a space or a letter outside a to z", Fix: "copy the address from the browser, where such characters are written with %"}
	case !plainURL.MatchString(url):
		return &Problem{What: "is not a plain web address", Fix: "write https://, a site in small letters with a dot in it, and perhaps a path; no user name and no port: " + example}
	}
	return nil
}
