package reports

import (
	"fmt"
	"strings"

	"readiness/assess"
)

// Summary is the beginning of Personal: the outcome, the requirements at a glance, what the exercises
// showed and what to do first. It is what a screen shows when the report itself goes to a file.
func Summary(r assess.Result) Document {
	p := wording(r)
	p.short = true
	p.leftOut()
	p.outcome()
	p.glance()
	p.showed()
	more := "The report says more."
	if p.Collected {
		more = "Your report says more."
	}
	p.begin(more)
	return p.document()
}

// ahead says in short what the shortest way on is, and which other roles are within reach; more says where all
// of it stands.
func (p *personal) ahead(more string) {
	var says []string
	for _, s := range []string{p.wayInShort(), within(p.Others)} {
		if s != "" {
			says = append(says, s)
		}
	}
	if len(says) > 0 {
		p.say("%s %s", strings.Join(says, " "), more)
	}
}

// wayInShort says the shortest way in a sentence; "" if there is none to tell.
func (p *personal) wayInShort() string {
	r := p.Route
	if r == nil || p.unsettled() || len(r.Changes) == 0 {
		return ""
	}
	what, takes := p.goal(r.Changes[0]), "usually "+weeks(r.Weeks)
	if n := len(r.Changes); n > 1 {
		what, takes = count(n, "change"), takes+" one after the other"+p.orLess(r)
	} else if p.first(r.Changes[0]) != "" {
		takes = "you may be there already, and if not, " + takes
	}
	if len(r.Besides) > 0 {
		takes += ", besides practice"
	}
	return fmt.Sprintf("The shortest way to %s, by what can be shown: %s; %s.", r.Band, what, takes)
}

// Headline says the outcome in a line.
func Headline(r assess.Result) string {
	if r.Readiness == nil || r.Band == nil {
		return "Your result: nothing to compare yet."
	}
	return "Your result: " + bandWords(*r.Band) + borderline(r) + account(r) + "; readiness " + level(r.Readiness.Low, r.Readiness.High) + "."
}
