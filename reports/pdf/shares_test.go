package pdf

import (
	"math"
	"slices"
	"strings"
	"testing"

	"readiness/reports/pdf/pdftest"
)

// TestShares: the parts of a bar are as long as their groups, beside short words and under long ones, in both prints,
// and parts without anybody are not drawn.
func TestShares(t *testing.T) {
	for _, test := range []struct {
		says string
		row  Share
		want []float64 // where painted parts end, as shares of the whole length
	}{
		{"12", Share{Counts: []int{3, 6}}, []float64{0.25, 0.75}},
		{"12", Share{Counts: []int{12}}, []float64{1}},
		{strings.Repeat("twelve people ", 5), Share{Counts: []int{6, 3}, Hidden: 3}, []float64{0.5, 0.75}},
		{strings.Repeat("twelve people ", 40), Share{Counts: []int{0, 12}}, []float64{1}},
		{"12", Share{Counts: []int{3}, Hidden: 6, Nearly: true}, []float64{0.25, 0.75}},
	} {
		for _, large := range []bool{false, true} {
			test.row.Label, test.row.Says = "Name", test.says
			p := drawnOn(t, Meta{Title: title, Large: large}, func(d *Doc) {
				d.Shares(Shares{Alt: "Bars.", Key: []ShareKey{{0, false, false, "a"}, {1, true, false, "b"}, {0, false, true, "c"}}, Full: 12, Rows: []Share{test.row}})
			})
			from, to := scale(p)
			for _, share := range test.want {
				end := from + (to-from)*share
				if !slices.ContainsFunc(p.Fills[1:], func(b pdftest.Box) bool { return math.Abs(b.Right-end) < 0.1 && b.Right-b.Left > 1 }) {
					t.Errorf("%v, large %v: no part ends at %.1f of %.1f to %.1f: %v", test.row.Counts, large, end, from, to, p.Fills)
				}
			}
		}
	}
}

// TestNoShares: a picture without rows, or of nobody, is drawn all the same.
func TestNoShares(t *testing.T) {
	makes(t, Meta{Title: title}, func(d *Doc) {
		d.Shares(Shares{Alt: "No bars.", Key: []ShareKey{{Says: "a"}}})
		d.Shares(Shares{Alt: "A bar.", Rows: []Share{{Label: "", Counts: []int{0, 0}, Says: ""}}})
	})
}
