package reports

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"readiness/assess"
)

// screenedOf is a summary of people by chance.
func screenedOf(t *testing.T, n int, seed uint64) (ScreenInput, []*assess.Answers) {
	t.Helper()
	c, all := classOf(t, n, seed)
	return ScreenInput{Role: c.Role, Questionnaire: c.Questionnaire, Cohort: c.Cohort, Table: c.Table, Blind: true}, all
}

// TestScreenedFirst: what it is for, and that nothing is decided, stands in the first paragraph.
func TestScreenedFirst(t *testing.T) {
	s, _ := screenedOf(t, 30, 1)
	p, _ := Screened(s).Blocks[1].(Paragraph)
	for _, want := range []string{"for a person to decide", "rejects anyone", "no cut"} {
		if !strings.Contains(p.Text, want) {
			t.Errorf("%q lacks %q", p.Text, want)
		}
	}
}

// TestRowsReconcile: rows that do not add up are told in every document, and rows that do are not.
func TestRowsReconcile(t *testing.T) {
	s, _ := screenedOf(t, 30, 1)
	const fault = "do not add up"
	for rows, want := range map[int]bool{32: false, 33: true, 31: true} {
		s.Table.Rows = rows
		for name, d := range map[string]Document{
			"screened": Screened(s), "class": Class(ClassInput{Role: s.Role, Questionnaire: s.Questionnaire, Cohort: s.Cohort, Table: s.Table}),
			"staff": Staff(StaffInput{Role: s.Role, Questionnaire: s.Questionnaire, Table: s.Table, People: 30}),
		} {
			if got := strings.Contains(strings.Join(said(d), "\n"), fault); got != want {
				t.Errorf("%s, %d rows: says that they do not add up: %v", name, rows, got)
			}
		}
	}
}

// TestScreenedCounts: the counts of each requirement are those of the candidates' own results, and each row of the
// table has all of them; the bars of readiness have all who have one.
func TestScreenedCounts(t *testing.T) {
	s, all := screenedOf(t, 40, 9)
	d := Screened(s)
	table := d.Blocks[slices.IndexFunc(d.Blocks, func(b Block) bool { _, ok := b.(Table); return ok })].(Table)
	for i, r := range s.Role.Requirements {
		want := []string{r.Name, capital(string(r.Kind))}
		for _, state := range assess.States {
			n := 0
			for _, a := range all {
				if assess.Judge(s.Role, a).Requirements[i].State == state {
					n++
				}
			}
			want = append(want, fmt.Sprint(n))
		}
		if !slices.Equal(table.Rows[i], want) {
			t.Errorf("%q, by the results %q", table.Rows[i], want)
		}
	}
	spread := d.Blocks[slices.IndexFunc(d.Blocks, func(b Block) bool { _, ok := b.(Shares); return ok })].(Shares)
	for i, row := range spread.Rows {
		n := 0
		for _, a := range all {
			if r := assess.Judge(s.Role, a).Readiness; r != nil && min(r.Low/10, 9) == i {
				n++
			}
		}
		if row.Counts[0] != n || row.Says != manyOf(n, "candidate") {
			t.Errorf("%s: %v, by the results %d", row.Label, row, n)
		}
	}
}

// TestScreenedMoves: what another target would change is what judging by it says; blind, it is not told of fewer
// than 5 candidates, nor how many of all would meet it.
func TestScreenedMoves(t *testing.T) {
	s, all := screenedOf(t, 40, 12)
	blind := strings.Join(said(Screened(s)), "\n")
	s.Blind = false
	open := strings.Join(said(Screened(s)), "\n")
	for i, r := range s.Role.Requirements {
		for _, by := range []int{-assess.OneLevel, assess.OneLevel} {
			target := r.Target + by
			if target < 1 || target > 100 {
				continue
			}
			moved := *s.Role
			moved.Requirements = slices.Clone(s.Role.Requirements)
			moved.Requirements[i].Target, moved.Requirements[i].Partly = target, min(r.Partly, target)
			met, changed := 0, 0
			for _, a := range all {
				now, then := assess.Judge(s.Role, a).Requirements[i].State, assess.Judge(&moved, a).Requirements[i].State
				if then == assess.Met {
					met++
				}
				if now != then {
					changed++
				}
			}
			want := fmt.Sprintf("At %d instead of %d: %d would meet it, %s would stand otherwise", target, r.Target, met, manyOf(changed, "candidate"))
			if !strings.Contains(open, strings.Replace(want, "0 candidates would", "nobody would", 1)) && !strings.Contains(open, want) {
				t.Errorf("%s: lacks %q", r.Name, want)
			}
			want = fmt.Sprintf("At %d instead of %d: %s would stand otherwise", target, r.Target, manyOf(changed, "candidate"))
			if changed < few {
				want = fmt.Sprintf("At %d instead of %d: fewer than 5 candidates would stand otherwise", target, r.Target)
			}
			if !strings.Contains(blind, want) || strings.Contains(blind, "would meet it") {
				t.Errorf("%s: blind, it lacks %q, or says more", r.Name, want)
			}
		}
	}
}

// TestScreenedFew: blind, no count that the matrix does not have tells of fewer than 5 candidates.
func TestScreenedFew(t *testing.T) {
	for n := range 9 {
		s, _ := screenedOf(t, n, 7)
		s.Cohort.Unasked = min(n, 4)
		whole := strings.Join(said(Screened(s)), "\n")
		if n < few && (strings.Contains(whole, "If a target were moved") || strings.Contains(whole, "Something missing") || strings.Contains(whole, "kept and not counted")) {
			t.Errorf("of %d candidates it counts single questions or other targets", n)
		}
		if n >= few && (!strings.Contains(whole, "Of fewer than 5 candidates an answer is kept") || strings.Contains(whole, "The notes in the matrix")) {
			t.Errorf("of %d candidates it does not say “fewer than 5”, or sends to notes that there are not", n)
		}
		for _, b := range Screened(s).Blocks {
			if table, ok := b.(Table); ok && strings.HasPrefix(table.Caption, "Questions") {
				for _, row := range table.Rows {
					if len(row[1]) == 1 && row[1] < "5" {
						t.Errorf("of %d candidates: %q", n, row)
					}
				}
			}
		}
		s.Blind = false
		if open := strings.Join(said(Screened(s)), "\n"); n > 0 && !strings.Contains(open, "kept and not counted") {
			t.Errorf("of %d candidates it is silent, though it is not blind", n)
		}
	}
}

// TestScreenedAstray: where columns are left over and questions have none, it is said what to do.
func TestScreenedAstray(t *testing.T) {
	s, _ := screenedOf(t, 9, 1)
	for _, test := range []struct {
		ignored, absent []string
		want            bool
	}{{[]string{"Start time"}, []string{"story"}, true}, {nil, []string{"story"}, false}, {[]string{"Start time"}, nil, false}} {
		s.Table.Ignored, s.Table.NotCollected = test.ignored, test.absent
		if got := strings.Contains(strings.Join(said(Screened(s)), "\n"), "--map"); got != test.want {
			t.Errorf("%q not used, %q not collected: it names --map: %v", test.ignored, test.absent, got)
		}
	}
}

// TestNobodyScreened: a table without a row that can be judged has a summary that says so.
func TestNobodyScreened(t *testing.T) {
	s, _ := screenedOf(t, 0, 1)
	d := Screened(s)
	wellFormed(t, d)
	if !strings.Contains(strings.Join(said(d), "\n"), "No row was judged") {
		t.Error("it does not say that no row was judged")
	}
}
