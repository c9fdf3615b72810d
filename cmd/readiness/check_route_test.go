package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestCheckRefusesLongSearch: check refuses a role for which the shortest way cannot be found at once, with its place.
func TestCheckRefusesLongSearch(t *testing.T) {
	asks := "format = 1\nid = \"q\"\nversion = \"1\"\ntitle = \"Q\"\nminutes = 1\nintro = \"Q\"\n[[section]]\nid = \"s\"\ntitle = \"S\"\n"
	var ids []string
	for i := range 9 {
		asks += fmt.Sprintf("[[section.question]]\nid = \"c%d\"\nask = \"C\"\nkind = \"one\"\nevidence = \"documented\"\nreach = { where = \"a college\", source = \"Ours\" }\n"+
			"options = [{ id = \"no\", say = \"No\", points = 0 }, { id = \"some\", say = \"Some\", points = 1, reach_weeks = %d }, { id = \"all\", say = \"All\", points = 2, reach_weeks = 40 }]\n", i, i+1)
		ids = append(ids, fmt.Sprintf("\"c%d\"", i))
	}
	role := "format = 1\nid = \"r\"\nversion = \"1\"\nquestionnaire = \"q\"\ntitle = \"R\"\nsource = \"S\"\n" +
		"[[requirement]]\nid = \"e\"\nname = \"E\"\nkind = \"essential\"\nweight = 1\ntarget = 80\npartly = 40\nsource = \"S\"\n" +
		"[[requirement.part]]\nname = \"P\"\nquestions = [" + strings.Join(ids, ", ") + "]\n[[requirement.step]]\nwhen = [\"not yet\", \"partly met\"]\ndo = \"D\"\n" +
		"[[band]]\nname = \"Low\"\nfrom = 0\nessentials = \"any\"\nsays = \"B\"\n[[band]]\nname = \"High\"\nfrom = 100\nessentials = \"met\"\nsays = \"B\"\n"
	dir := t.TempDir()
	q, r := filepath.Join(dir, "q.toml"), filepath.Join(dir, "r.toml")
	for name, text := range map[string]string{q: asks, r: role} {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var out, problems bytes.Buffer
	if code := run([]string{"check", q, r}, strings.NewReader(""), &out, &problems); code != exitFailed || !strings.Contains(problems.String(), "r.toml:7:1: requirement \"e\": with it, there are too many ways") {
		t.Errorf("%d\n%s%s", code, out.String(), problems.String())
	}
}
