package reports

import (
	"strings"
	"testing"
)

// TestUnderstoodShows: a dry run shows the words of options, but neither a text nor why there is no answer, and says
// first whom it is for.
func TestUnderstoodShows(t *testing.T) {
	c, _ := classOf(t, 9, 1)
	u := understoodTable(c)
	u.First = []UnderstoodRow{{1, 2, []UnderstoodAnswer{
		{"style", "I look for each key"}, {"story", "SECRET: my name is Zoë"}, {"speed", "prefer not to say"}, {"maths", "skipped"}, {"terms", "not collected"},
	}, ""}, {2, 3, []UnderstoodAnswer{{"story", "skipped"}, {"story", "é"}, {"speed", "not applicable"}, {"style", ""}}, ""}}
	d := Understood(u)
	wellFormed(t, d)
	whole := strings.Join(said(d), "\n")
	for _, hidden := range []string{"SECRET", "Zoë", "prefer not to say", "skipped", "not collected"} {
		if strings.Contains(whole, hidden) {
			t.Errorf("it shows %q", hidden)
		}
	}
	for _, shown := range []string{"I look for each key", "a text of 22 characters", "a text of 1 character", "not applicable"} {
		if !strings.Contains(whole, shown) {
			t.Errorf("it lacks %q", shown)
		}
	}
	if got := strings.Count(whole, "no answer"); got != 5 {
		t.Errorf("“no answer” is there %d times", got)
	}
	if note, ok := d.Blocks[2].(Note); !ok || !strings.Contains(note.Paragraphs[0], "not blind") {
		t.Errorf("it does not begin with whom it is for: %+v", d.Blocks[2])
	}
}

// TestUnderstoodNotRead: where the columns are not certain no rows are counted, and nobody is told to look at them.
func TestUnderstoodNotRead(t *testing.T) {
	c, _ := classOf(t, 9, 1)
	u := understoodTable(c)
	u.First, u.Judged, u.NotRead, u.Table.Rows, u.Table.SetAside, u.Table.Blank = nil, 0, true, 0, 0, 0
	d := Understood(u)
	wellFormed(t, d)
	whole := strings.Join(said(d), "\n")
	for _, hidden := range []string{"0 judged", "first rows before", "not blind"} {
		if strings.Contains(whole, hidden) {
			t.Errorf("it says %q", hidden)
		}
	}
	if !strings.Contains(whole, "not read, as the columns are not certain") {
		t.Error("it does not say that no row was read")
	}
}
