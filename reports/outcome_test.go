package reports

import (
	"maps"
	"math/big"
	"strings"
	"testing"

	"readiness/assess"
)

// TestNextBand: what the next band asks for is said with figures, is all it asks for, and is never a bare
// number of requirements.
func TestNextBand(t *testing.T) {
	const met, partly = "“Excellent keyboard skills”", "“A good standard of literacy”"
	from := func(n int, e assess.AtLeast) func(*assess.Role) {
		return func(r *assess.Role) { r.Bands[1].From, r.Bands[1].Essentials = n, e }
	}
	allEssential := func(r *assess.Role) {
		for i := range r.Requirements {
			r.Requirements[i].Kind = assess.Essential
		}
	}
	for _, test := range []struct {
		name   string
		said   map[string]any // where it is not as with all met
		change func(*assess.Role)
		want   string // "": nothing is said of a next band
	}{
		{"the highest", nil, nil, ""},
		{"two, with figures", map[string]any{"style": "o1", "speed": 35, "english": "o0", "letters": "o1"}, nil,
			"The next band, Ready to apply, asks for at least 80 in " + met + " (75 now) and 70 in " + partly + " (50 now)."},
		{"partly is enough", map[string]any{"style": "o0", "tasks": []string{"o0"}}, nil,
			"The next band, Nearly ready, asks for at least 50 in " + met + " (0 now)."},
		{"partly is not enough", map[string]any{"style": "o0", "tasks": []string{"o0"}, "english": "o1", "letters": "o1"}, from(80, assess.AtLeastPartly),
			"The next band, Nearly ready, asks for at least 50 in " + met + " (0 now) and a readiness of 80 (53 now)."},
		{"every one", map[string]any{"style": "o0", "tasks": []string{"o0"}, "english": "o0", "letters": "o0", "maths": "o0"}, nil,
			"The next band, Nearly ready, asks for every essential requirement to be at least partly met."},
		{"four of five", map[string]any{"style": "o0", "tasks": []string{"o0"}, "english": "o0", "letters": "o0", "calls": "o0", "terms": "o0"}, allEssential,
			"The next band, Nearly ready, asks for " + met + ", " + partly + ", “Calm on the telephone” and “Medical terms” to be at least partly met."},
		{"readiness alone", map[string]any{"style": "o0", "tasks": []string{"o0"}}, from(70, assess.AtLeastAny),
			"The next band, Nearly ready, asks for a readiness of 70 (62 now)."},
		{"with open questions", map[string]any{"style": "o0", "tasks": assess.Skipped}, nil,
			"However the open questions turn out, Ready to apply asks for at least 80 in " + met + " (0 to 50 now)."},
	} {
		says := maps.Clone(people()[1].said)
		maps.Copy(says, test.said)
		var got []string
		for _, s := range sentences(Personal(judged(t, person{said: says, change: test.change}))) {
			if strings.Contains(s, "asks for ") && strings.HasSuffix(s, ".") && !strings.Contains(s, "What ") {
				got = append(got, s)
			}
		}
		if strings.Join(got, "\n") != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

// TestBetween: why a band is open is said where the readiness for the next one is there.
func TestBetween(t *testing.T) {
	says := maps.Clone(people()[1].said)
	delete(says, "maths")
	r := judged(t, person{said: says})
	want := "With what is known so far the result is open: at least Building, at most Ready to apply. " +
		"The readiness for Nearly ready, 60, is there already; what is open is whether “A good standard of numeracy” is at least partly met."
	if got := wording(r).between(); got != want {
		t.Errorf("%q", got)
	}
	r.Readiness.Low = 59
	if got := wording(r).between(); strings.Contains(got, "already") {
		t.Errorf("at 59: %q", got)
	}
}

func TestDecimal(t *testing.T) {
	for fraction, want := range map[string]string{
		"6501325/87048": "74.68…", "250/9": "27.77…", "171/2": "85.5", "100": "100", "0": "0", "1/1000": "0.00…", "401/4": "100.25", "1/10": "0.1", "199999/2000": "99.99…",
	} {
		r, _ := new(big.Rat).SetString(fraction)
		if got := decimal(r); got != want {
			t.Errorf("%s: %s, want %s", fraction, got, want)
		}
	}
}

// TestFoot: the foot of a page says whom the report is about, as far as that was said.
func TestFoot(t *testing.T) {
	for _, test := range []struct{ name, reference, want string }{
		{"Jo", "A-17", "Jo, A-17"}, {"Jo", "", "Jo"}, {"", "A-17", "A-17"}, {"", "", ""}, {"\u200b ", "A\n17\u202e", "A 17"},
	} {
		d := Personal(judged(t, person{sitting: assess.Sitting{Name: test.name, Reference: test.reference}})).cleaned()
		if d.Foot != test.want {
			t.Errorf("%q, %q: %q", test.name, test.reference, d.Foot)
		}
	}
}
