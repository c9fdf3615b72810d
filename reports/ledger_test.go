package reports

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"readiness/assess"
)

// TestLedger redoes results with a pencil: from nothing but the ledger of the report it works out
// each share, score, attainment and sum again, and compares them with what the ledger and the result say.
func TestLedger(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for i := range 500 {
		p := person{name: fmt.Sprint("random ", i), said: map[string]any{}}
		for _, id := range []string{"style", "english", "letters", "maths", "calls", "terms"} {
			p.said[id] = []any{nil, assess.PreferNotToSay, "o0", "o1", "o2"}[random.IntN(5)]
		}
		p.said["speed"] = []any{nil, 0, 31, 70}[random.IntN(4)]
		p.said["tasks"] = []any{nil, []string{"o0"}, []string{"o1", "track"}, []string{"o1", "o2"}}[random.IntN(4)]
		if random.IntN(4) == 0 {
			p.said["calls"] = assess.NotApplicable
		}
		r := judged(t, p)
		redo(t, r, Personal(r))
	}
}

// A reach is a figure at low and at high.
type reach struct{ low, high *big.Rat }

// figures reads "a" or "a to b".
func figures(t *testing.T, s string) reach {
	t.Helper()
	low, high, both := strings.Cut(s, " to ")
	if !both {
		high = low
	}
	l, okLow := new(big.Rat).SetString(low)
	h, okHigh := new(big.Rat).SetString(high)
	if !okLow || !okHigh {
		t.Fatalf("%q are no figures", s)
	}
	return reach{l, h}
}

func redo(t *testing.T, r assess.Result, d Document) {
	t.Helper()
	shares := map[string][]reach{} // of the parts, by requirement
	one := big.NewRat(1, 1)
	for _, b := range d.Blocks {
		table, ok := b.(Table)
		if !ok || len(table.Columns) < 4 {
			continue
		}
		if table.Columns[2].Head == "Question: points" {
			for _, row := range table.Rows {
				if share, applies := pencil(t, row[2]); applies {
					shares[row[0]] = append(shares[row[0]], share)
					if want := figures(t, row[3]); share.low.Cmp(want.low) != 0 || share.high.Cmp(want.high) != 0 {
						t.Errorf("%v: %v to %v", row, share.low, share.high)
					}
				} else if row[3] != "left out" {
					t.Errorf("%v is not left out", row)
				}
			}
			continue
		}
		if table.Columns[1].Head != "Score" {
			continue
		}
		total, weights := reach{new(big.Rat), new(big.Rat)}, new(big.Rat)
		for _, row := range table.Rows {
			weight := figures(t, row[5]).low
			weights.Add(weights, weight)
			for _, end := range []func(reach) *big.Rat{func(x reach) *big.Rat { return x.low }, func(x reach) *big.Rat { return x.high }} {
				score := new(big.Rat)
				for _, s := range shares[row[0]] {
					score.Add(score, end(s))
				}
				score.Mul(score, big.NewRat(100, int64(len(shares[row[0]]))))
				attained := new(big.Rat).Quo(score, figures(t, row[2]).low)
				if attained.Cmp(one) > 0 {
					attained.Set(one)
				}
				product := new(big.Rat).Mul(attained, weight)
				if end(figures(t, row[1])).Cmp(score) != 0 || end(figures(t, row[4])).Cmp(attained) != 0 || end(figures(t, row[6])).Cmp(product) != 0 {
					t.Errorf("%v: score %v, attainment %v, product %v", row, score, attained, product)
				}
				end(total).Add(end(total), product)
			}
		}
		want := r.Readiness
		if strings.HasPrefix(table.Columns[0].Head, "Desirable") {
			want = r.Strength
		}
		for i, sum := range []*big.Rat{total.low, total.high} {
			sum.Mul(sum, big.NewRat(100, 1)).Quo(sum, weights)
			if exact := []string{want.ExactLow, want.ExactHigh}[i]; sum.String() != exact {
				t.Errorf("%s: %v, the result says %s", table.Columns[0].Head, sum, exact)
			}
		}
	}
}

// pencil gives the share of a part from a cell such as "1: 2 of 3, counts; 2: open".
func pencil(t *testing.T, cell string) (share reach, applies bool) {
	t.Helper()
	share = reach{new(big.Rat), new(big.Rat)}
	counted, answered, open := new(big.Rat), false, false
	for answer := range strings.SplitSeq(cell, "; ") {
		_, says, _ := strings.Cut(answer, ": ")
		m := regexp.MustCompile(`^(\d+) of (\d+)(, counts)?$`).FindStringSubmatch(says)
		switch {
		case m != nil:
			s := figures(t, m[1]+"/"+m[2]).low
			if s.Cmp(share.low) > 0 {
				share.low = s
			}
			if m[3] != "" {
				counted, answered = s, true
			}
		case says == "open":
			open = true
		case says == "does not apply":
			continue
		case says != "not asked":
			t.Errorf("what is %q?", says)
		}
		applies = true
	}
	if answered && counted.Cmp(share.low) != 0 {
		t.Errorf("%q: the highest does not count", cell)
	}
	share.high = share.low
	if open {
		share.high = big.NewRat(1, 1)
	}
	return share, applies
}
