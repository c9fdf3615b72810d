package tables

import "testing"

func TestCellOfCSV(t *testing.T) {
	for _, c := range []struct{ cell, want string }{
		{"", ""}, {"plain", "plain"}, {"it's", "it's"}, {"a b", "a b"}, {"Siân", "Siân"},
		{"a,b", `"a,b"`}, {"a;b", `"a;b"`}, {"a\tb", "\"a\tb\""}, {"a\rb", "\"a\rb\""}, {"a\nb", "\"a\nb\""},
		{" a", `" a"`}, {"a ", `"a "`}, {`"`, `""""`}, {`a"b""`, `"a""b"""""`}, {"=a,b", `"'=a,b"`},
	} {
		if got := string(appendCell([]byte("before"), c.cell)); got != "before"+c.want {
			t.Errorf("%q becomes %s, want %s", c.cell, got, c.want)
		}
	}
}
