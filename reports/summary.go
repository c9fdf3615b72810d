package reports

import "readiness/assess"

// Summary is the beginning of Personal: the outcome, the requirements at a glance and what to do
// first. It is what a screen shows when the report itself goes to a file.
func Summary(r assess.Result) Document {
	p := wording(r)
	p.leftOut()
	p.outcome()
	p.glance()
	return p.document()
}

// Headline says the outcome in a line.
func Headline(r assess.Result) string {
	if r.Readiness == nil || r.Band == nil {
		return "Your result: nothing to compare yet."
	}
	band := r.Band.Low
	if r.Band.High != band {
		band = "between " + band + " and " + r.Band.High
	}
	return "Your result: " + band + "; readiness " + level(r.Readiness.Low, r.Readiness.High) + "."
}
