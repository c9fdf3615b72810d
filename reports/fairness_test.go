package reports

import (
	"bytes"
	"errors"
	"regexp"
	"strings"
	"testing"

	"readiness/assess"
)

// decided gives counts of groups in strata, as taken forward and not, by stratum and group.
func decided(groups, strata []string, cells ...[2]int) assess.Fairness {
	var counts []assess.Count
	for i, c := range cells {
		counts = append(counts, assess.Count{Group: groups[i%len(groups)], Stratum: strata[i/len(groups)], Considered: c[0] + c[1], Taken: c[0]})
	}
	return assess.FairnessOf(counts)
}

// decisions are what the report is tried on. The first are the admissions to Berkeley in 1973 (UCBAdmissions in R).
func decisions() map[string]assess.Fairness {
	two, none := []string{"men", "women"}, []string{""}
	return map[string]assess.Fairness{
		"fairness-berkeley": decided(two, []string{"A", "B", "C", "D", "E", "F"}, [2]int{512, 313}, [2]int{89, 19}, [2]int{353, 207}, [2]int{17, 8}, [2]int{120, 205},
			[2]int{202, 391}, [2]int{138, 279}, [2]int{131, 244}, [2]int{53, 138}, [2]int{94, 299}, [2]int{22, 351}, [2]int{24, 317}),
		"fairness-groups":   decided([]string{"a", "b", "c", "d", "e", "f", "g"}, none, [2]int{600, 400}, [2]int{450, 550}, [2]int{480, 520}, [2]int{57, 43}, [2]int{20, 30}, [2]int{12, 3}, [2]int{11, 14}),
		"fairness-small":    decided(two, none, [2]int{3, 17}, [2]int{1, 9}),
		"fairness-one":      decided([]string{"a", "b", "c"}, []string{"x", "y"}, [2]int{300, 400}, [2]int{20, 3}, [2]int{4, 60}, [2]int{200, 300}, [2]int{12, 2}, [2]int{5, 30}),
		"fairness-vanishes": decided(two, []string{"x", "y"}, [2]int{78, 22}, [2]int{320, 80}, [2]int{40, 360}, [2]int{10, 90}),
		"fairness-appears":  decided(two, []string{"x", "y"}, [2]int{250, 250}, [2]int{195, 105}, [2]int{20, 80}, [2]int{90, 210}),
		"fairness-stark":    decided([]string{"a", "b"}, none, [2]int{100, 100}, [2]int{0, 60}),
		"fairness-nobody":   decided([]string{"a", "b", "c"}, []string{"x", "y", "z"}, [2]int{100, 100}, [2]int{0, 0}, [2]int{40, 60}, [2]int{80, 120}, [2]int{0, 0}, [2]int{40, 50}, [2]int{30, 30}, [2]int{0, 0}, [2]int{0, 0}),
		"fairness-alike":    decided([]string{"a", "b", "c"}, []string{"x", "y"}, [2]int{40, 60}, [2]int{20, 80}, [2]int{30, 30}, [2]int{40, 60}, [2]int{20, 80}, [2]int{50, 40}),
	}
}

func TestFairness(t *testing.T) {
	for name, f := range decisions() {
		t.Run(name, func(t *testing.T) { golden(t, name, FairnessReport(f), 0) })
	}
}

// TestFairnessGivesNoVerdict: it neither acquits nor condemns, and nothing in it is said of single people.
func TestFairnessGivesNoVerdict(t *testing.T) {
	verdict := regexp.MustCompile(`(?i)\b(fair|unfair|fairly|biased|bias|guilty|innocent|compliant|lawful|unlawful|proves?|discriminated|reject\w*|fail\w*|pass|passed)\b`)
	for name, f := range decisions() {
		d := FairnessReport(f)
		for _, s := range sentences(d) {
			if found := verdict.FindString(s); found != "" {
				t.Errorf("%s: %q in %q", name, found, s)
			}
		}
		if note, ok := d.Blocks[1].(Note); !ok || !strings.Contains(note.Paragraphs[0], "decisions that people made") {
			t.Errorf("%s does not say first what it examines", name)
		}
	}
}

// TestFairnessIsWritten: every form can be made, of hostile names too.
func TestFairnessIsWritten(t *testing.T) {
	all := decisions()
	all["hostile"] = decided([]string{hostile, "=cmd|' /C calc'!A0"}, []string{hostile, "<b>"}, [2]int{40, 60}, [2]int{20, 80}, [2]int{30, 30}, [2]int{40, 60})
	for name, f := range all {
		d := FairnessReport(f)
		var out bytes.Buffer
		if err := errors.Join(WriteText(&out, d, 0), WriteHTML(&out, d), WritePDF(&out, d, UsualPrint)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestRoundedDown: no figure that is shown seems to have reached a limit that it has not.
func TestRoundedDown(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{places(.8, 2), "0.80"}, {places(.79999, 2), "0.79"}, {places(.29, 2), "0.29"}, {places(12, 1), "12.0"}, {places(1e-9, 2), "0.00"}, {places(123.456, 1), "123.4"},
		{chance(.0009999), "under 0.001"}, {chance(.001), "0.001"}, {chance(.04999), "0.049"}, {chance(1), "1.000"},
		{oddsOf(1), "1.00"}, {oddsOf(1.004), "a little over 1"}, {oddsOf(.999), "0.99"}, {oddsOf(1.5), "1.50"},
		{rateOf(assess.TakenRate{Considered: 3, Taken: 2}), "66.6 %"}, {rateOf(assess.TakenRate{Considered: 1_000_000_000, Taken: 999_999_999}), "99.9 %"},
		{rateOf(assess.TakenRate{Considered: 7, Taken: 7}), "100.0 %"},
	} {
		if c.got != c.want {
			t.Errorf("%q, not %q", c.got, c.want)
		}
	}
}

// inShort gives what is said at first of groups without strata.
func inShort(groups []string, cells ...[2]int) string {
	text, _, _ := strings.Cut(strings.Join(sentences(FairnessSummary(decided(groups, []string{""}, cells...))), "\n"), "The figures")
	return text
}

// TestFairnessHidesWithoutCallingItUncertain: what is hidden is not what is too little to say more of.
func TestFairnessHidesWithoutCallingItUncertain(t *testing.T) {
	for _, c := range []struct {
		cells      [][2]int
		has, hasNo []string
	}{
		{[][2]int{{100, 100}, {0, 60}}, []string{"A: hidden: a count under 10", "B: hidden: a count under 10", "This does not mean that there is no difference. Compare the counts yourself, in private", "which may be large"}, []string{"too few", "nothing to compare"}},
		{[][2]int{{500, 500}, {9, 191}, {150, 150}}, []string{"A: 50.0 %. No other group is shown", "C: hidden: a count under 10, its own or one that its figures would give away", "so is another at least", "taking those shown from the total"}, []string{"too few"}},
		{[][2]int{{500, 500}, {9, 191}, {150, 250}, {3, 60}}, []string{"C: taken forward at 0.75 times the rate of A"}, []string{"C: hidden", "too few"}},
		{[][2]int{{100, 100}, {0, 0}, {30, 70}}, []string{"B: nobody was considered", "C: taken forward at 0.60 times"}, []string{"hidden"}},
		{[][2]int{{100, 100}, {0, 0}}, []string{"A: 50.0 %", "B: nobody was considered", "so there is nothing to compare"}, []string{"hidden"}},
		{[][2]int{{60, 40}, {15, 20}}, []string{"Chance cannot be ruled out (p 0.1", "too few people to say more"}, []string{"hidden", "often"}},
		{[][2]int{{60, 40}, {51, 49}}, []string{"not below four fifths. Chance cannot be ruled out (p 0.254)"}, []string{"too few", "often"}},
		{[][2]int{{48, 32}, {12, 28}}, []string{"chance alone would seldom give such a difference: fewer than 5 times in 100 (p 0.003)"}, []string{"ruled out"}},
		{[][2]int{{60, 40}, {60, 40}, {45, 55}}, []string{"B: taken forward at 1.00 times", "ruled out (p for several groups 1.000)", "(p for several groups 0.094)"}, []string{"seldom"}},
	} {
		text := inShort([]string{"A", "B", "C", "D"}[:len(c.cells)], c.cells...)
		for _, s := range c.has {
			if !strings.Contains(text, s) {
				t.Errorf("%v: no %q in\n%s", c.cells, s, text)
			}
		}
		for _, s := range c.hasNo {
			if strings.Contains(text, s) {
				t.Errorf("%v: %q in\n%s", c.cells, s, text)
			}
		}
	}
}

// TestFairnessSaysWhatIsLeftOut: of Berkeley two departments are hidden, and what is said of the others is not said of all.
func TestFairnessSaysWhatIsLeftOut(t *testing.T) {
	text := strings.Join(sentences(FairnessReport(decisions()["fairness-berkeley"])), "\n")
	for _, s := range []string{
		"2 of the 6 strata are left out, as figures in them are hidden: B and E", "of the 4 shown alone", "even the other way round. You have all the counts: a statistician",
		"Do not go by either figure alone", "together may mislead here", "chance cannot be ruled out", "from the totals alone at least 11 values", "can rule some of them out", "only to people who may know the counts",
	} {
		if !strings.Contains(text, s) {
			t.Errorf("no %q in\n%s", s, text)
		}
	}
	if strings.Contains(text, "Go by the figures within strata") {
		t.Error("it says to go by figures of some strata alone")
	}
}
