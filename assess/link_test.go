package assess

import (
	"bytes"
	"strings"
	"testing"
)

func TestCheckURL(t *testing.T) {
	t.Parallel()
	long := "https://www.example.org/"
	for _, url := range []string{
		"https://www.jobs.nhs.uk", "https://amspar.org/", "https://a.b-c.example.org/x/y.html?q=1&r=%20#part", "https://xn--9ca.example",
		long + strings.Repeat("a", MaxURL-len(long)),
	} {
		if p := CheckURL(url); p != nil {
			t.Errorf("%s %s", url, p.What)
		}
	}
	for _, url := range []string{
		"", "https://", "https://nhs", "http://www.nhs.uk", "HTTPS://www.nhs.uk", "www.nhs.uk", "//www.nhs.uk", "mailto:a@b.uk", "javascript:alert(1)", "file:///etc/passwd",
		"https://jo@www.nhs.uk", "https://jo:pw@www.nhs.uk", "https://www.nhs.uk:8080", "https://192.168.0.1", "https://[::1]/", "https://www.nhs.uk.", "https://.nhs.uk", "https://www..uk", "https://-a.uk",
		"https://www.nhs.uk/a b", "https://www.nhs.uk/\n", "https://www.nhs.uk/é", "https://www.nhs.uk\u202e/x", "https://www.nhs.uk/(x)", `https://www.nhs.uk/"x`, `https://www.nhs.uk\x`, "https://www.nhs.uk/<x>",
		"https://www.nhs.uk@evil.example", " https://www.nhs.uk", long + strings.Repeat("a", MaxURL-len(long)+1),
	} {
		if p := CheckURL(url); p == nil {
			t.Errorf("%q is taken", url)
		} else if p.What == "" || p.Fix == "" {
			t.Errorf("%q: %+v", url, p)
		}
	}
}

// TestReadLinks: a result keeps its links, and one with a link that would not have been loaded is refused.
func TestReadLinks(t *testing.T) {
	t.Parallel()
	r := judged(t, said("style", "look"))
	r.About = []About{{Heading: "The work", Links: []Link{{"NHS Jobs", "https://www.jobs.nhs.uk"}}}}
	round(t, r)
	var out bytes.Buffer
	if err := WriteJSON(&out, r); err != nil {
		t.Fatal(err)
	}
	unsafe := edited(t, out.String(), func(r *Result) { r.About[0].Links[0].URL = "javascript:alert(1)" })
	if _, err := ReadResult(strings.NewReader(unsafe)); err == nil || !strings.Contains(err.Error(), `the link "javascript:alert(1)" does not begin`) {
		t.Error(err)
	}
}
