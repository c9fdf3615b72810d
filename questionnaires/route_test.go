package questionnaires

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// courses gives a questionnaire of n questions, each with some ways up, and a role with an essential for each
// list of them, in one part.
func courses(n int, essentials ...[]int) (asks, role string) {
	asks = "format = 1\nid = \"q\"\nversion = \"1\"\ntitle = \"Q\"\nminutes = 1\nintro = \"Q\"\n[[section]]\nid = \"s\"\ntitle = \"S\"\n"
	for i := range n {
		asks += fmt.Sprintf("[[section.question]]\nid = \"c%d\"\nask = \"C\"\nkind = \"one\"\nevidence = \"documented\"\nreach = { where = \"a college\", source = \"Ours\" }\noptions = [{ id = \"no\", say = \"No\", points = 0 }", i)
		for points := 1; points <= 5; points++ {
			asks += fmt.Sprintf(", { id = \"o%d\", say = \"O\", points = %d, reach_weeks = %d }", points, points, 7*points+i)
		}
		asks += "]\n"
	}
	role = "format = 1\nid = \"r\"\nversion = \"1\"\nquestionnaire = \"q\"\ntitle = \"R\"\nsource = \"S\"\n"
	for i, questions := range essentials {
		role += fmt.Sprintf("[[requirement]]\nid = \"e%d\"\nname = \"E\"\nkind = \"essential\"\nweight = %d\ntarget = 80\npartly = 40\nsource = \"S\"\n", i, i+1)
		var ids []string
		for _, c := range questions {
			ids = append(ids, fmt.Sprintf("\"c%d\"", c))
		}
		role += "[[requirement.part]]\nname = \"P\"\nquestions = [" + strings.Join(ids, ", ") + "]\n"
		role += "[[requirement.step]]\nwhen = [\"not yet\", \"partly met\"]\ndo = \"D\"\n"
	}
	for i, asked := range []string{"any", "partly met", "met"} {
		role += fmt.Sprintf("[[band]]\nname = \"B%d\"\nfrom = %d\nessentials = %q\nsays = \"B\"\n", i, 50*i, asked)
	}
	return asks, role
}

// TestCheckRoute: a role with too many ways is refused, at the requirement that makes them too many, at once.
func TestCheckRoute(t *testing.T) {
	for _, test := range []struct {
		name       string
		essentials [][]int
		at         string // the requirement; "" if the role is right
	}{
		{"few ways", [][]int{{0, 1, 2}}, ""},
		{"as many in essentials of their own", [][]int{{0}, {1}, {2}, {3}, {4}}, ""},
		{"many ways in one essential", [][]int{{0}, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}, {12}}, "e1"},
		{"many ways, as essentials share questions", [][]int{{0, 1, 2, 3}, {0, 1, 2, 3}, {0, 1, 2, 3}, {0, 1, 2, 3}, {11}}, "e2"},
	} {
		asks, src := courses(13, test.essentials...)
		q, err := ParseQuestionnaire("q.toml", []byte(asks))
		if err != nil {
			t.Fatal(err)
		}
		role, err := ParseRole("r.toml", []byte(src), q)
		if err != nil {
			t.Fatal(err)
		}
		began := time.Now()
		ps := problemsOf(t, CheckRoute("r.toml", []byte(src), role, q))
		if took := time.Since(began); took > 5*time.Second {
			t.Errorf("%s: it took %v", test.name, took)
		}
		if test.at == "" {
			if len(ps) > 0 {
				t.Errorf("%s: %v", test.name, ps)
			}
			continue
		}
		line, column := placeOf(src, strings.Index(src, "[[requirement]]\nid = \""+test.at+"\""))
		if len(ps) != 1 || ps[0].Line != line || ps[0].Column != column || ps[0].Excerpt != "[[requirement]]" || ps[0].Fix == "" ||
			!strings.HasPrefix(ps[0].What, `requirement "`+test.at+`": with it, there are too many ways`) {
			t.Errorf("%s: want one problem at %d:%d, got %+v", test.name, line, column, ps)
		}
	}
}
