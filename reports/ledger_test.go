package reports

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
	"time"

	"readiness/assess"
)

// TestLedger redoes results with a pencil: from nothing but the tables of the report it works out
// each share, score, attainment and sum again, and compares them with what the report and the result say.
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
		if p.offered = random.IntN(2) == 0; p.offered {
			p.said["typing-exercise"] = []any{nil, 0, 41, assess.TypingRecord{Passage: "rota", Time: 3 * time.Minute, Left: 750, Errors: random.IntN(60)}}[random.IntN(4)]
			p.said["english-tasks"] = []any{nil, 8, attempt{3, 2}, attempt{8, random.IntN(9)}}[random.IntN(4)]
			p.said["sums-tasks"] = []any{nil, 2, attempt{3, 0}, attempt{6, random.IntN(7)}}[random.IntN(4)]
			p.change = func(role *assess.Role) {
				role.Requirements[3].Parts = append(role.Requirements[3].Parts, assess.Part{Name: "Sums", Questions: []string{"sums-tasks"}})
			}
		}
		role, a := answered(t, p)
		r := assess.Judge(role, a)
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
	requirement := ""
	for _, b := range d.Blocks {
		switch b := b.(type) {
		case Heading:
			requirement, _, _ = strings.Cut(b.Text, ": ")
		case Table:
			switch {
			case b.Columns[len(b.Columns)-1].Head == "Points":
				shares[requirement] = parts(t, b)
			case b.Columns[1].Head == "Score":
				add(t, r, b, shares)
			}
		}
	}
}

// parts gives the shares of the parts in the table of a requirement, without those that do not apply.
func parts(t *testing.T, b Table) (shares []reach) {
	t.Helper()
	last := len(b.Columns) - 1
	for begin := 0; begin < len(b.Rows); {
		end, points := begin, []string{}
		for end < len(b.Rows) && (b.Columns[0].Head != "Part" || b.Rows[end][0] == b.Rows[begin][0]) {
			points = append(points, b.Rows[end][last])
			end++
		}
		if share, applies := pencil(t, points); applies {
			shares = append(shares, share)
		}
		begin = end
	}
	return shares
}

// add works out a table of sums again, and compares it with the result.
func add(t *testing.T, r assess.Result, table Table, shares map[string][]reach) {
	t.Helper()
	one := big.NewRat(1, 1)
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

// points is what a cell says of an answer that earns points, or that was not asked.
var points = regexp.MustCompile(`^(\d+) of (\d+)(?:, stated)?(, counts)?$`)

// pencil gives the share of a part from cells such as "2 of 3, counts" and "open".
func pencil(t *testing.T, cells []string) (share reach, applies bool) {
	t.Helper()
	share = reach{new(big.Rat), new(big.Rat)}
	counted, open := new(big.Rat), false
	for _, says := range cells {
		m := points.FindStringSubmatch(says)
		switch {
		case m != nil:
			s := figures(t, m[1]+"/"+m[2]).low
			if s.Cmp(share.low) > 0 {
				share.low = s
			}
			if m[3] != "" {
				counted = s
			}
		case says == "open":
			open = true
		case says == "left out", says == notCounted:
			continue
		default:
			t.Errorf("what is %q?", says)
		}
		applies = true
	}
	if len(cells) > 1 && counted.Cmp(share.low) != 0 {
		t.Errorf("%q: the highest does not count", cells)
	}
	share.high = share.low
	if open {
		share.high = big.NewRat(1, 1)
	}
	return share, applies
}
