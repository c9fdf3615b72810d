package reports

import (
	"fmt"
	"math/bits"
	"slices"
	"testing"
)

// rowsOf calls a function with every row of some groups with so many people in all.
func rowsOf(groups, people int, do func(counts []int)) {
	counts := make([]int, groups)
	var fill func(i, left int)
	fill = func(i, left int) {
		if i == groups-1 {
			counts[i] = left
			do(counts)
			return
		}
		for n := range left + 1 {
			counts[i] = n
			fill(i+1, left-n)
		}
	}
	fill(0, people)
}

// TestPublish: someone who knows the rule, how many people there are in all and all that is published finds at least
// five possible values of each count that is hidden, and nothing small is shown. All rows of 2 to 6 groups are tried.
func TestPublish(t *testing.T) {
	for groups := 2; groups <= 6; groups++ {
		most := 40
		if groups == 6 && testing.Short() {
			most = 24
		}
		for people := few; people <= most; people++ {
			possible := map[uint64]*[6]uint64{} // the values of each count, a bit each
			rowsOf(groups, people, func(counts []int) {
				p := publish(counts...)
				key := uint64(p.Small)
				for i, n := range p.Counts {
					key = key<<6 | uint64(n)
					if p.Counts[i] != counts[i] || n < few {
						t.Fatalf("%v: %v", counts, p)
					}
				}
				values := possible[key]
				if values == nil {
					values = &[6]uint64{}
					possible[key] = values
				}
				for i := len(p.Counts); i < groups; i++ {
					values[i] |= 1 << counts[i]
				}
			})
			for key, hidden := range possible {
				for i, values := range hidden {
					if n := bits.OnesCount64(values); n > 0 && n < few {
						t.Errorf("%d groups, %d people, published %x: group %d has %d possible values", groups, people, key, i, n)
					}
				}
			}
		}
	}
}

// TestUsualRule: to hide each small cell and the smallest other one is not enough against who knows the rule, which
// is why publish does otherwise.
func TestUsualRule(t *testing.T) {
	hidden := map[string][][]int{}
	rowsOf(3, 13, func(counts []int) {
		shown := make([]int, 3)
		sum, n := 0, 0
		for i, c := range counts {
			if shown[i] = c; c < few {
				shown[i], sum, n = -1, sum+c, n+1
			}
		}
		for n == 1 || n > 0 && n < 3 && sum < few {
			least := -1
			for i, c := range shown {
				if c >= 0 && (least < 0 || c < shown[least]) {
					least = i
				}
			}
			sum, n, shown[least] = sum+shown[least], n+1, -1
		}
		hidden[fmt.Sprint(shown)] = append(hidden[fmt.Sprint(shown)], slices.Clone(counts))
	})
	if all := hidden["[5 -1 -1]"]; len(all) != 1 || !slices.Equal(all[0], []int{5, 4, 4}) {
		t.Errorf("by the usual rule, 5 beside two hidden counts that make 8 can be %v", all)
	}
}

// TestPublished: what is published of some rows, and its words.
func TestPublished(t *testing.T) {
	groups := []string{"in", "near", "out"}
	for _, test := range []struct {
		counts []int
		says   string
	}{
		{[]int{10, 12, 8}, "10 in; 12 near; 8 out"},
		{[]int{10, 15, 5}, "10 in; 15 near; 5 out"},
		{[]int{10, 16, 4}, "10 in; at least 16 of the other 20 are near"},
		{[]int{10, 4, 16}, "10 in; fewer than 5 of the other 20 are near"},
		{[]int{22, 8, 0}, "22 in; the other 8 not told apart"},
		{[]int{4, 20, 6}, "fewer than 5 of 30 are in"},
		{[]int{26, 4, 0}, "at least 26 of 30 are in"},
		{[]int{30, 0, 0}, "at least 26 of 30 are in"},
		{[]int{3, 2, 1}, "all 6 not told apart"},
	} {
		if got := publish(test.counts...).says(groups); got != test.says {
			t.Errorf("%v: %q, want %q", test.counts, got, test.says)
		}
	}
}
