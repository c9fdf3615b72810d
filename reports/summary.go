package reports

import "readiness/assess"

// Summary is the beginning of Personal: the outcome, the requirements at a glance, what the exercises
// showed and what to do first. It is what a screen shows when the report itself goes to a file.
func Summary(r assess.Result) Document {
	p := wording(r)
	p.leftOut()
	p.outcome()
	p.glance()
	p.showed()
	p.begin()
	return p.document()
}

// Headline says the outcome in a line.
func Headline(r assess.Result) string {
	if r.Readiness == nil || r.Band == nil {
		return "Your result: nothing to compare yet."
	}
	return "Your result: " + bandWords(*r.Band) + account(r) + "; readiness " + level(r.Readiness.Low, r.Readiness.High) + "."
}
