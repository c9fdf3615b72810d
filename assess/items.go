package assess

import (
	"math"
	"math/big"
	"math/bits"
)

// # How the questions did
//
// The statistics of items say how well questions work together, for many people: how hard each is, whether it goes with
// the others, and how alike all of them measure. They are about questions and never about a person. Under LeastPeople
// they would say more of chance than of the questions, and there are none.
//
// Items are the questions that a part of the role is judged on and that everybody is asked in the same way: no exercise
// (one may leave it), no condition, none that may not apply. Requirements differ, so that one alpha over all
// of them is a description of these answers, not a proof that the role is one thing.

// LeastPeople is how many people with an answer to every item there must be for statistics of items.
const LeastPeople = 100

// mostItemSum keeps products of two sums of shares, of more people than there are, within 128 bits.
const mostItemSum = 1 << 31

// ItemSums add up what many people answered, one at a time, in whole numbers: neither their order matters, nor in how many
// ItemSums they are added up before those are merged. Make them with Panel.Items.
type ItemSums struct {
	People  int // who answered every item
	LeftOut int // who did not, and are counted here only

	panel  *Panel
	at     []int // positions of the items
	whole  int   // shares that are a whole
	scale  []int // by item: its points times this are shares of a common whole
	sums   []itemSum
	total  wide // of the sums of all shares of a person
	square wide // of their squares
	shares []int
}

// itemSum is of one item, in shares.
type itemSum struct {
	sum, square wide
	cross       wide // share times the sum of all shares of the person
}

// A wide is a whole number of 128 bits that is not negative.
type wide struct{ high, low uint64 }

func (w *wide) add(v wide) {
	var carry uint64
	w.low, carry = bits.Add64(w.low, v.low, 0)
	w.high, _ = bits.Add64(w.high, v.high, carry)
}

// addProduct adds a · b; neither is negative.
func (w *wide) addProduct(a, b int) {
	high, low := bits.Mul64(uint64(a), uint64(b))
	w.add(wide{high, low})
}

func (w wide) int() *big.Int {
	n := new(big.Int).SetUint64(w.high)
	return n.Lsh(n, 64).Or(n, new(big.Int).SetUint64(w.low))
}

// Items begins the sums of the items, without the questions whose ids are given: those that were not
// collected. There are no items if their points have no common whole that fits.
func (p *Panel) Items(without ...string) *ItemSums {
	judged := map[int]bool{}
	for _, r := range p.requirements {
		for _, part := range r.parts {
			for _, s := range part.shows {
				judged[s.at] = true
			}
		}
	}
	for _, id := range without {
		if at, ok := p.Questionnaire.at[id]; ok {
			delete(judged, at)
		}
	}
	var at, most []int
	for i, q := range p.Questionnaire.questions {
		if judged[i] && len(q.OnlyIf) == 0 && !q.Exercise() && q.MayNotApply == "" {
			at, most = append(at, i), append(most, q.most)
		}
	}
	s := newItemSums(most)
	s.panel, s.at = p, at[:len(s.scale)]
	return s
}

// newItemSums begins the sums of items by the most points of each.
func newItemSums(most []int) *ItemSums {
	whole := 1
	for _, m := range most {
		whole = multiple(whole, m)
	}
	if whole == 0 || within(whole, len(most)) > mostItemSum {
		return &ItemSums{}
	}
	s := &ItemSums{whole: whole, scale: make([]int, len(most)), sums: make([]itemSum, len(most)), shares: make([]int, len(most))}
	for i, m := range most {
		s.scale[i] = whole / m
	}
	return s
}

// Add adds the answers of one person, one for each question by its position, and what the panel has worked out of them.
func (s *ItemSums) Add(answers []Told, o *Outcome) {
	for i, at := range s.at {
		if o.came[at] != counted {
			s.LeftOut++
			return
		}
		s.shares[i] = s.scale[i] * answers[at].points
	}
	s.addShares()
}

// addShares adds the person whose shares are in place.
func (s *ItemSums) addShares() {
	total := 0
	for _, n := range s.shares {
		total += n
	}
	for i, n := range s.shares {
		sum := &s.sums[i]
		sum.sum.addProduct(n, 1)
		sum.square.addProduct(n, n)
		sum.cross.addProduct(n, total)
	}
	s.total.addProduct(total, 1)
	s.square.addProduct(total, total)
	s.People++
}

// Merge adds what others for the same items have added up.
func (s *ItemSums) Merge(other *ItemSums) {
	s.People += other.People
	s.LeftOut += other.LeftOut
	for i, o := range other.sums {
		sum := &s.sums[i]
		sum.sum.add(o.sum)
		sum.square.add(o.square)
		sum.cross.add(o.cross)
	}
	s.total.add(other.total)
	s.square.add(other.square)
}

// ItemStatistics say how the questions did. Figures are as near as floating-point numbers come to the exact
// ones; where they are shown they are rounded to the nearest hundredth.
type ItemStatistics struct {
	People  int             `json:"people"`   // who answered every item
	LeftOut int             `json:"left_out"` // who did not
	Items   []ItemStatistic `json:"items"`    // in the order of the questionnaire
	Alpha   *Alpha          `json:"alpha"`    // null if there are fewer than two items, or all people have the same sum
}

// An ItemStatistic says how one question did.
type ItemStatistic struct {
	Question     string   `json:"question"`
	Difficulty   float64  `json:"difficulty"`      // the mean share, 0 to 1: the lower the harder
	ItemRest     *float64 `json:"item_rest"`       // the correlation with the sum of the other items; null if one of the two is the same for all
	LookAtTheKey bool     `json:"look_at_the_key"` // ItemRest is below 0: who does better elsewhere does worse here
}

// Alpha is Cronbach's alpha: how alike the items measure, at most 1.
type Alpha struct {
	Alpha float64 `json:"alpha"`
	Low   float64 `json:"low"` // Feldt's interval, of 95 %
	High  float64 `json:"high"`
}

// Statistics gives the statistics of the items; nil if there are none, or under LeastPeople.
func (s *ItemSums) Statistics() *ItemStatistics {
	if s.People < LeastPeople || len(s.at) == 0 {
		return nil
	}
	statistics := s.statistics()
	for i, at := range s.at {
		statistics.Items[i].Question = s.panel.Questionnaire.questions[at].ID
	}
	return statistics
}

// statistics gives them for two people or more, without the ids of the questions. Variances and covariances are times
// the number of people squared, which leaves ratios of them as they are.
func (s *ItemSums) statistics() *ItemStatistics {
	n := big.NewInt(int64(s.People))
	spread := func(square, a, b *big.Int) *big.Int { return new(big.Int).Sub(times(n, square), times(a, b)) }
	total := s.total.int()
	varTotal, varItems := spread(s.square.int(), total, total), new(big.Int)
	st := &ItemStatistics{People: s.People, LeftOut: s.LeftOut}
	for _, item := range s.sums {
		sum := item.sum.int()
		varItem := spread(item.square.int(), sum, sum)
		cov := spread(item.cross.int(), sum, total)
		varItems.Add(varItems, varItem)
		// cov(x, t-x) = cov(x, t) - var(x); var(t-x) = var(t) - 2 cov(x, t) + var(x)
		varRest := new(big.Int).Sub(new(big.Int).Add(varTotal, varItem), times(big.NewInt(2), cov))
		covRest := new(big.Int).Sub(cov, varItem)
		one := ItemStatistic{LookAtTheKey: covRest.Sign() < 0, ItemRest: correlation(covRest, varItem, varRest)}
		one.Difficulty, _ = quotient(sum, times(n, big.NewInt(int64(s.whole)))).Float64()
		st.Items = append(st.Items, one)
	}
	if len(s.sums) > 1 && varTotal.Sign() > 0 {
		st.Alpha = feldt(cronbach(new(big.Rat).SetInt(varItems), new(big.Rat).SetInt(varTotal), len(s.sums)), s.People, len(s.sums))
	}
	return st
}

// correlation gives cov / sqrt(a · b), nil if a or b is 0.
func correlation(cov, a, b *big.Int) *float64 {
	if a.Sign() == 0 || b.Sign() == 0 {
		return nil
	}
	square, _ := quotient(times(cov, cov), times(a, b)).Float64()
	r := math.Copysign(math.Sqrt(square), float64(cov.Sign()))
	return &r
}

// cronbach gives 1 - alpha of k items: alpha = k/(k-1) · (1 - sum of their variances / variance of their sum).
func cronbach(items, total *big.Rat, k int) float64 {
	off := new(big.Rat).Quo(items, total)
	off.Sub(big.NewRat(1, 1), off).Mul(off, big.NewRat(int64(k), int64(k-1)))
	f, _ := off.Sub(big.NewRat(1, 1), off).Float64()
	return f
}

// feldt gives alpha and its interval (Feldt, "The approximate sampling distribution of Kuder-Richardson reliability
// coefficient twenty", 1965).
func feldt(off float64, people, k int) *Alpha {
	d1 := float64(people - 1)
	d2 := d1 * float64(k-1)
	return &Alpha{1 - off, 1 - off*quantileF(.975, d1, d2), 1 - off*quantileF(.025, d1, d2)}
}
