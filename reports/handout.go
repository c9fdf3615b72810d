package reports

import "readiness/assess"

// Handouts puts the beginnings of several reports together, to be printed at once and handed out one by one: each
// begins on a right-hand page and says at its top and foot whose it is, by the reference alone. It holds no text that
// somebody wrote.
func Handouts(results []assess.Result) Document {
	d := Document{Title: "Where do we stand? A page for each", Subject: "The beginning of each report", Language: "en-GB"}
	for _, r := range results {
		r.Name = ""
		one := Summary(r)
		d.Blocks = append(d.Blocks, Break{Odd: true, Part: one.Foot}, one.Blocks[0])
		if one.Foot != "" {
			d.Blocks = append(d.Blocks, Note{[]string{"For " + one.Foot}})
		}
		d.Blocks = append(d.Blocks, one.Blocks[1:]...)
	}
	return d
}
