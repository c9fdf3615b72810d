package reports

import "readiness/assess"

// Summary is the beginning of Personal: the outcome, the requirements at a glance and what to do
// first. It is what a screen shows when the report itself goes to a file.
func Summary(r assess.Result) Document {
	p := wording(r)
	p.outcome()
	p.glance()
	return p.document()
}
