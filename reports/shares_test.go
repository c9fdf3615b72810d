package reports

import (
	"slices"
	"testing"
)

// TestSegments: the parts of a bar are as long as their groups, one after the other, and what is hidden is one part.
func TestSegments(t *testing.T) {
	for _, test := range []struct {
		share Share
		full  int
		want  []Segment
	}{
		{Share{Counts: []int{3, 0, 9}}, 12, []Segment{{0, false, "0.00", "25.00", "25.00", ""}, {2, false, "25.00", "75.00", "100.00", ""}}},
		{Share{Counts: []int{5}, Hidden: 5}, 20, []Segment{{0, false, "0.00", "25.00", "25.00", ""}, {hiddenGroup, false, "25.00", "25.00", "50.00", ""}}},
		{Share{Hidden: 7}, 7, []Segment{{hiddenGroup, false, "0.00", "100.00", "100.00", ""}}},
		{Share{Counts: []int{5}, Hidden: 15, Nearly: true}, 20, []Segment{{0, false, "0.00", "25.00", "25.00", ""}, {1, true, "25.00", "75.00", "100.00", ""}}},
		{Share{Counts: []int{0}}, 7, nil},
		{Share{Counts: []int{4}}, 0, nil},
	} {
		if got := test.share.Segments(test.full); !slices.Equal(got, test.want) {
			t.Errorf("%+v of %d: %v", test.share, test.full, got)
		}
	}
}

// TestSharesKey: what is hidden has a key where something is, and one meaning needs none.
func TestSharesKey(t *testing.T) {
	for _, test := range []struct {
		shares Shares
		want   int
	}{
		{Shares{Groups: []string{"a", "b"}, Rows: []Share{{Counts: []int{1, 2}}}}, 2},
		{Shares{Groups: []string{"a", "b"}, Rows: []Share{{Counts: []int{1}}, {Hidden: 3}}}, 3},
		{Shares{Groups: []string{"a", "b"}, Rows: []Share{{Hidden: 3, Nearly: true}, {Hidden: 3}}}, 4},
		{Shares{Groups: []string{"a"}, Rows: []Share{{Counts: []int{1}}}}, 0},
		{Shares{Groups: []string{"a"}, Rows: []Share{{Counts: []int{1}, Hidden: 1}}}, 2},
	} {
		if got := test.shares.Key(); len(got) != test.want {
			t.Errorf("%+v: %v", test.shares, got)
		}
	}
}
