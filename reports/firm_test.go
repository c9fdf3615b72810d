package reports

import (
	"strings"
	"testing"

	"readiness/assess"
)

// TestBorderline: a band is called borderline below 90 of 100, beside its name, with the two bands in their order.
func TestBorderline(t *testing.T) {
	bands := []assess.Band{{Name: "Low"}, {Name: "Middle"}, {Name: "High"}}
	for _, test := range []struct {
		name      string
		low, high string
		same      int
		other     string
		want      string
	}{
		{"firm", "Middle", "Middle", 9000, "High", ""},
		{"upwards", "Middle", "Middle", 8999, "High", ", borderline between Middle and High"},
		{"downwards", "Middle", "Middle", 8999, "Low", ", borderline between Low and Middle"},
		{"a range says enough", "Middle", "High", 5000, "Low", ""},
		{"only the upper end moves", "Middle", "Middle", 5000, "", ""},
	} {
		r := assess.Result{
			Band: &assess.BandRange{Low: test.low, High: test.high}, Bands: bands, Readiness: &assess.Range{Low: 50, High: 50},
			Firmness: &assess.Firmness{Draws: 10_000, Same: test.same, Other: test.other},
		}
		if got := borderline(r); got != test.want {
			t.Errorf("%s: %q", test.name, got)
		}
		if !strings.Contains(Headline(r), test.want+", by your own account;") {
			t.Errorf("%s: the headline is %q", test.name, Headline(r))
		}
	}
	for _, p := range people() {
		r := judged(t, p)
		heading := "Your result: " + bandOf(r) + borderline(r)
		if r.Band != nil && (strings.Contains(heading, "borderline") != (p.name == "borderline") || !strings.Contains(strings.Join(sentences(Summary(r)), "\n"), heading)) {
			t.Errorf("%s: not headed %q", p.name, heading)
		}
	}
}

func bandOf(r assess.Result) string {
	if r.Band == nil {
		return ""
	}
	return bandWords(*r.Band)
}

// TestShare: no share is said to be more than it is, and only all is all.
func TestShare(t *testing.T) {
	for same, want := range map[int]string{
		10_000: "all", 9999: "more than 99 of every 100", 9900: "99 of every 100", 9899: "more than 98 of every 100",
		100: "1 of every 100", 99: "fewer than 1 of every 100", 1: "fewer than 1 of every 100", 0: "none",
	} {
		if got := share(&assess.Firmness{Draws: 10_000, Same: same}); got != want {
			t.Errorf("%d: %q", same, got)
		}
	}
}

// TestFlip: what is rounded is called about, more and less point the right way, and two figures that look alike
// are told apart.
func TestFlip(t *testing.T) {
	p := wording(judged(t, people()[1]))
	figure := func(shown int, exact string) assess.Figure { return assess.Figure{Shown: shown, Exact: exact} }
	for _, test := range []struct {
		name     string
		from, to assess.Figure
		past     bool
		want     string
	}{
		{"whole", figure(20, "20/1"), figure(30, "30/1"), false, "counted for 30 percent of all essential requirements instead of 20,"},
		{"past, up", figure(20, "20/1"), figure(30, "30/1"), true, "counted for more than 30 percent of all essential requirements instead of 20,"},
		{"past, down", figure(20, "20/1"), figure(10, "21/2"), true, "counted for less than about 10 percent of all essential requirements instead of 20,"},
		{"alike when rounded", figure(31, "1255/40"), figure(31, "63/2"), false, "counted for about 31.5 percent of all essential requirements instead of about 31.37,"},
		{"nearly nothing", figure(20, "61/3"), figure(0, "1/3"), true, "counted for less than about 0.33 percent of all essential requirements instead of about 20.33,"},
		{"alike with decimals", figure(31, "100001/3200"), figure(31, "100002/3200"), true, "counted for only a little more than now, which is about 31.25 percent of all essential requirements,"},
	} {
		got := p.flip(&assess.Flip{Requirement: "keyboard", From: test.from, To: test.to, Past: test.past, Band: "Building"})
		if !strings.HasPrefix(got, "if “Excellent keyboard skills” counted") || !strings.HasSuffix(got, " the band would be Building.") || !strings.Contains(got, strings.TrimPrefix(test.want, "counted")) {
			t.Errorf("%s: %q", test.name, got)
		}
	}
}

// TestHang: of ticks only the one that comes or goes is named; another answer is quoted beside the one now.
func TestHang(t *testing.T) {
	p := &personal{asked: map[string]assess.Said{"one": {Kind: assess.One}, "many": {Kind: assess.Many}}}
	for _, test := range []struct {
		hang assess.Hang
		want string
	}{
		{assess.Hang{Question: "one", Say: "Some weeks", Would: "Most days", Band: "High", Up: true}, "“Most days” instead of “Some weeks” would give High."},
		{assess.Hang{Question: "many", Say: "I can add", Would: "I can add; I can sort", Band: "High", Up: true}, "“I can sort” as well would give High."},
		{assess.Hang{Question: "many", Say: "None of these", Would: "I can sort", Band: "High", Up: true}, "“I can sort” as well would give High."},
		{assess.Hang{Question: "many", Say: "I can add; I can sort", Would: "I can add", Band: "Low"}, "“I can sort” left out would give Low."},
		{assess.Hang{Question: "many", Say: "I can add; I can sort", Would: "I can copy; I can move", Band: "High", Up: true}, "“I can: copy; move” instead of “I can: add; sort” would give High."},
	} {
		if got := p.hang(test.hang); got != test.want {
			t.Errorf("%q", got)
		}
	}
}

// TestHanging: at most three answers are named each way, and the rest is counted.
func TestHanging(t *testing.T) {
	r := judged(t, people()[1])
	for up := range 2 {
		for range 5 {
			r.Firmness.Hangs = append(r.Firmness.Hangs, assess.Hang{Question: "letters", Say: "Most days", Would: "Some weeks", Band: "Building", Up: up == 1})
		}
	}
	p := wording(r)
	p.blocks = nil
	p.hanging(&assess.Firmness{Hangs: r.Firmness.Hangs[len(r.Firmness.Hangs)-10:]})
	var lists []List
	for _, b := range p.blocks {
		if l, ok := b.(List); ok {
			lists = append(lists, l)
		}
	}
	if len(lists) != 2 {
		t.Fatalf("%d lists", len(lists))
	}
	for _, l := range lists {
		if len(l.Items) != mostHangs+1 || l.Items[mostHangs] != "The same holds for 2 more answers." {
			t.Errorf("%q", l.Items)
		}
	}
}

// TestUnadvised: of a result of Judge alone, as old ones are, nothing is said of what lies ahead.
func TestUnadvised(t *testing.T) {
	for _, p := range people() {
		role, a := answered(t, p)
		for _, d := range []Document{Personal(assess.Judge(role, a)), Summary(assess.Judge(role, a))} {
			for _, s := range sentences(d) {
				for _, word := range []string{"How firm", "shortest way", "Other roles", "Within reach", "borderline", "The report says more"} {
					if strings.Contains(s, word) {
						t.Errorf("%s: %q", p.name, s)
					}
				}
			}
		}
	}
}
