package questionnaires

import (
	"strings"
	"testing"
)

const controllerFile = `format = 1
controller = "Exampleshire Hospitals NHS Foundation Trust, Recruitment"
contact = "recruitment@example.org"
retention = """
Six months after the post is filled.
Then they are deleted."""
complaints = "Write to the head of recruitment, or to the Information Commissioner's Office."
`

func TestParseController(t *testing.T) {
	c, err := ParseController("who.toml", []byte(controllerFile))
	if err != nil {
		t.Fatal(err)
	}
	want := Controller{
		"Exampleshire Hospitals NHS Foundation Trust, Recruitment", "recruitment@example.org",
		"Six months after the post is filled. Then they are deleted.",
		"Write to the head of recruitment, or to the Information Commissioner's Office.", "recruitment@example.org",
	}
	if c != want {
		t.Errorf("%+v", c)
	}
	c, err = ParseController("who.toml", []byte(controllerFile+"adjustments = \"Occupational health\"\n"))
	if want.Adjustments = "Occupational health"; err != nil || c != want {
		t.Errorf("%+v, %v", c, err)
	}
}

func TestControllerProblems(t *testing.T) {
	for _, c := range []struct {
		old, new string // what is altered
		at       string // line:column
		what     string
	}{
		{"format = 1\n", "", "1:1", `"format" is missing`},
		{"format = 1", "format = 2", "1:10", "format is 2"},
		{"controller =", "controler =", "2:1", `there is no key "controler"`},
		{`contact = "recruitment@example.org"`, "", "1:1", `"contact" is missing`},
		{"recruitment@example.org", " ", "3:11", "contact is empty"},
		{`"recruitment@example.org"`, "7", "3:11", "contact is a whole number"},
		{"recruitment@", "recruit\\u202ement@", "3:11", "invisible"},
		{"recruitment@", strings.Repeat("r", maxContact), "3:11", "characters"},
		{"retention = ", "keep = 1\nretention = ", "4:1", `there is no key "keep"`},
		{"complaints = ", "adjustments = \"\"\ncomplaints = ", "7:15", "adjustments is empty"},
	} {
		src := strings.Replace(controllerFile, c.old, c.new, 1)
		_, err := ParseController("who.toml", []byte(src))
		ps := problemsOf(t, err)
		if len(ps) != 1 || ps[0].Pos.String() != "who.toml:"+c.at || !strings.Contains(ps[0].What, c.what) || ps[0].Fix == "" {
			t.Errorf("%q for %q: %+v, want %s: %s", c.new, c.old, ps, c.at, c.what)
		}
	}
}

func TestControllerIsNoOtherFile(t *testing.T) {
	for _, kind := range []Kind{Questionnaire, Role, Answers} {
		_, err := ParseController("x.toml", []byte(fixture(t, kind)))
		if ps := problemsOf(t, err); len(ps) != 1 || !strings.HasPrefix(ps[0].What, "this is a ") {
			t.Errorf("%s: %+v", kind, ps)
		}
	}
	for _, src := range []string{"", "x", "format = 1", "name = \"a\"", "\xff\xfe", strings.Repeat("a", MaxFile+1)} {
		if _, err := ParseController("x.toml", []byte(src)); len(problemsOf(t, err)) == 0 {
			t.Errorf("%.20q is taken", src)
		}
	}
}

// TestControllerTemplate: as it is, each text is a problem; filled in, it is taken.
func TestControllerTemplate(t *testing.T) {
	template := ControllerTemplate()
	_, err := ParseController("controller.toml", []byte(template))
	if ps := problemsOf(t, err); len(ps) != 4 {
		t.Errorf("%+v", ps)
	}
	if _, err := ParseController("controller.toml", []byte(strings.ReplaceAll(strings.ReplaceAll(template, `= ""`, `= "words"`), "# adjustments", "adjustments"))); err != nil {
		t.Error(err)
	}
}

func FuzzParseController(f *testing.F) {
	f.Add([]byte(controllerFile))
	f.Add([]byte(ControllerTemplate()))
	f.Fuzz(func(t *testing.T, src []byte) {
		c, err := ParseController("x.toml", src)
		if ps := problemsOf(t, err); err != nil && len(ps) == 0 {
			t.Error("an error without problems")
		}
		if err == nil && (c.Name == "" || c.Contact == "" || c.Retention == "" || c.Complaints == "" || c.Adjustments == "") {
			t.Errorf("%+v", c)
		}
	})
}
