package assess

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"math/big"
	"slices"
)

// # How firm a band is
//
// Weights are judgements, so the band is worked out again for many others. In each variation every
// essential counts 50 to 150 percent of its weight, each whole percent as likely as any: a standard
// deviation of 29 percent, about that of a Dirichlet distribution of concentration 50 for six equal
// weights (31 percent). The percentages are taken from the SHA-256 of seed, variation and requirement id,
// so that every machine draws the same, and neither the order of the requirements nor the scale of the
// weights matters. Targets, answers and what a band asks of each essential stay as they are.

// The variations of the weights.
const (
	firmSeed  = 1
	firmDraws = 10_000
	firmFrom  = 50  // percent of a weight, at least
	firmOver  = 101 // percents there are from there on
	firmShare = 90  // percent of the variations below which a band is borderline
)

// Firmness is how far a band depends on the weights, and on single answers.
type Firmness struct {
	Seed  int    `json:"seed"`
	Draws int    `json:"draws"`
	Same  int    `json:"same"`  // of Draws that give the same bands, at low and at high
	Other string `json:"other"` // the band at low that most of the rest give, the lowest of equals; "" if they differ at high only, or there is no rest
	Flip  *Flip  `json:"flip"`  // null if no change of one weight changes the band at low
	Hangs []Hang `json:"hangs"` // in the order of the questionnaire, the lesser answer first
}

// Borderline says whether fewer than 90 percent of the variations give the same bands.
func (f Firmness) Borderline() bool { return f.Same*100 < firmShare*f.Draws }

// Percent is the share of the variations that give the same bands, rounded down.
func (f Firmness) Percent() int { return f.Same * 100 / f.Draws }

// A Flip is the smallest change of the weight of one essential, the others keeping their proportions, that
// changes the band at low. Shares are in percent of the weights of all essentials that apply.
type Flip struct {
	Requirement string `json:"requirement"`
	From        Figure `json:"from"`
	To          Figure `json:"to"`
	Past        bool   `json:"past"` // it takes more than To, however little
	Band        string `json:"band"` // that it then is
}

// A Hang is an answer that the band at low hangs on: the next lesser, or the next better answer to this
// one question gives another.
type Hang struct {
	Question string `json:"question"`
	Say      string `json:"say"`
	Would    string `json:"would"`
	Band     string `json:"band"`
	Up       bool   `json:"up"`
}

// A weighing is the essentials that apply, with whole numbers in place of fractions.
type weighing struct {
	bands     []Band
	ids       []string
	weights   []int64
	low, high []*big.Int // attainment x unit
	unit      *big.Int   // a common denominator
	fits      [2][]bool  // by end and band: each essential is at least as the band asks
	of        []int      // by essential: its position among the requirements
	settled   bool       // low and high are the same
}

// newWeighing gives the weighing of a result that conclude has finished.
func newWeighing(r *Result, standings []*standing) *weighing {
	w := &weighing{bands: r.Bands, unit: big.NewInt(1)}
	for i, s := range standings {
		if r.Requirements[i].Kind != Essential || s == nil {
			continue
		}
		w.ids, w.weights, w.of = append(w.ids, r.Requirements[i].ID), append(w.weights, int64(r.Requirements[i].Weight)), append(w.of, i)
		for _, x := range []exact{s.attained.low, s.attained.high} {
			d := x.rat().Denom()
			common := new(big.Int).GCD(nil, nil, w.unit, d)
			w.unit = new(big.Int).Mul(w.unit, new(big.Int).Quo(d, common))
		}
	}
	for _, i := range w.of {
		w.low = append(w.low, w.whole(standings[i].attained.low))
		w.high = append(w.high, w.whole(standings[i].attained.high))
	}
	w.settled = !slices.ContainsFunc(w.of, func(i int) bool {
		return standings[i].low != standings[i].high || standings[i].attained.low.compare(standings[i].attained.high) != 0
	})
	for _, b := range w.bands {
		fits := [2]bool{true, true}
		for _, i := range w.of {
			fits[0] = fits[0] && b.Essentials.allows(standings[i].low)
			fits[1] = fits[1] && b.Essentials.allows(standings[i].high)
		}
		w.fits[0], w.fits[1] = append(w.fits[0], fits[0]), append(w.fits[1], fits[1])
	}
	return w
}

func (w *weighing) whole(x exact) *big.Int {
	f := x.rat()
	return new(big.Int).Mul(f.Num(), new(big.Int).Quo(w.unit, f.Denom()))
}

// band gives the position of the band at one end, 0 for low and 1 for high, with some weights.
func (w *weighing) band(end int, weights []int64) int {
	sum, term, all := new(big.Int), new(big.Int), int64(0)
	for i, a := range [2][]*big.Int{w.low, w.high}[end] {
		sum.Add(sum, term.Mul(a, big.NewInt(weights[i])))
		all += weights[i]
	}
	sum.Mul(sum, big.NewInt(100))
	whole := new(big.Int).Mul(w.unit, big.NewInt(all))
	for i := len(w.bands) - 1; i > 0; i-- {
		if w.fits[end][i] && sum.Cmp(term.Mul(whole, big.NewInt(int64(w.bands[i].From)))) >= 0 {
			return i
		}
	}
	return 0
}

// perHash is how many percentages one hash gives.
const perHash = sha256.Size / 4

// percents gives the percentages of a requirement in the variations from block x perHash on.
func percents(id string, block int) (percents [perHash]int64) {
	sum := sha256.Sum256(fmt.Appendf(nil, "%d\x00%d\x00%s", firmSeed, block, id))
	for i := range percents {
		percents[i] = firmFrom + int64(binary.BigEndian.Uint32(sum[4*i:])%firmOver)
	}
	return percents
}

// firmness works out all that is known of a result without its answers.
func (w *weighing) firmness() *Firmness {
	low, high := w.band(0, w.weights), w.band(1, w.weights)
	f := &Firmness{Seed: firmSeed, Draws: firmDraws, Flip: w.flip(low), Hangs: []Hang{}}
	if w.steady(0, low) && w.steady(1, high) {
		f.Same = firmDraws
		return f
	}
	rest := make([]int, len(w.bands)) // how many variations give another band at low, by band
	weights, drawn := make([]int64, len(w.weights)), make([][perHash]int64, len(w.weights))
	for draw := range firmDraws {
		for i, id := range w.ids {
			if draw%perHash == 0 {
				drawn[i] = percents(id, draw/perHash)
			}
			weights[i] = w.weights[i] * drawn[i][draw%perHash]
		}
		at := w.band(0, weights)
		if at != low {
			rest[at]++
		} else if w.settled || w.band(1, weights) == high {
			f.Same++
		}
	}
	for i, n := range rest {
		if n > 0 && (f.Other == "" || n > rest[w.named(f.Other)]) {
			f.Other = w.bands[i].Name
		}
	}
	return f
}

// steady says whether no weights at all give another band at one end: readiness is a mean of the attainments, so it is
// enough that each of them alone gives the same.
func (w *weighing) steady(end, band int) bool {
	alone := make([]int64, len(w.weights))
	for i := range alone {
		alone[i] = 1
		if w.band(end, alone) != band {
			return false
		}
		alone[i] = 0
	}
	return true
}

func (w *weighing) named(band string) int {
	return slices.IndexFunc(w.bands, func(b Band) bool { return b.Name == band })
}

// flip gives the smallest change of one weight that changes the band at position low. With the share s of an
// essential changed by d, and the others in proportion, readiness R becomes R + d (a - R) / (1 - s), where a is
// 100 x its attainment; so the change that reaches a cut c is d = (c - R) (1 - s) / (a - R).
func (w *weighing) flip(low int) *Flip {
	all := big.NewRat(0, 1)
	readiness := big.NewRat(0, 1)
	for i, a := range w.low {
		all.Add(all, big.NewRat(w.weights[i], 1))
		readiness.Add(readiness, new(big.Rat).Mul(w.percent(a), big.NewRat(w.weights[i], 1)))
	}
	readiness.Quo(readiness, all)
	var flip *Flip
	var least *big.Rat
	for to, b := range w.bands {
		cut, past := b.From, false
		if to < low {
			cut, past = w.bands[low].From, true
		}
		if to == low || to > 0 && !w.fits[0][to] || to < low && w.under(low) != to {
			continue
		}
		for i, a := range w.low {
			share := new(big.Rat).Quo(big.NewRat(w.weights[i], 1), all)
			lean := new(big.Rat).Sub(w.percent(a), readiness)
			if lean.Sign() == 0 {
				continue
			}
			d := new(big.Rat).Sub(big.NewRat(int64(cut), 1), readiness)
			d.Mul(d, new(big.Rat).Sub(big.NewRat(1, 1), share)).Quo(d, lean)
			then := new(big.Rat).Add(share, d)
			size := new(big.Rat).Abs(d)
			// At a share of 0 or 1 there is nothing past it.
			end := then.Sign() == 0 || then.Cmp(big.NewRat(1, 1)) == 0
			if then.Sign() < 0 || then.Cmp(big.NewRat(1, 1)) > 0 || past && end || least != nil && cmp.Or(size.Cmp(least), cmp.Compare(w.ids[i], flip.Requirement)) >= 0 {
				continue // of two that are equal the first by id, so that their order does not matter
			}
			least = size
			flip = &Flip{w.ids[i], figure(share), figure(then), past, b.Name}
		}
	}
	return flip
}

// under gives the position of the band that holds when the readiness sinks below that of the band at position low.
func (w *weighing) under(low int) int {
	for i := low - 1; i > 0; i-- {
		if w.fits[0][i] && w.bands[i].From < w.bands[low].From {
			return i
		}
	}
	return 0
}

func (w *weighing) percent(a *big.Int) *big.Rat {
	return new(big.Rat).SetFrac(new(big.Int).Mul(a, big.NewInt(100)), w.unit)
}

// figure gives a share of 0 to 1 in percent.
func figure(share *big.Rat) Figure {
	x := narrow(new(big.Rat).Mul(share, big.NewRat(100, 1)))
	return Figure{x.percent(), x.String()}
}

// hangs gives the answers that the band at low hangs on.
func hangs(role *Role, a *Answers, standings []*standing, bands []Band, low int) []Hang {
	hangs := []Hang{}
	for i, needed := range role.Needs(a.Questionnaire) {
		question, held := a.Questionnaire.questions[i], a.held[i]
		if !needed || a.asking[i] != Asked || held.State != Answered || question.Kind == Text {
			continue
		}
		for _, up := range []bool{false, true} {
			other, ok := question.beside(held, up)
			if !ok {
				continue
			}
			if at := bandWith(role, a, standings, bands, i, other); at != low {
				hangs = append(hangs, Hang{question.ID, question.Say(held), question.Say(other), bands[at].Name, up})
			}
		}
	}
	return hangs
}

// bandWith gives the position of the band at low with another answer to one question.
func bandWith(role *Role, a *Answers, standings []*standing, bands []Band, at int, other Answer) int {
	b := a.altered(func(held []Answer) { held[at] = other })
	stand := slices.Clone(standings)
	for i := range role.Requirements {
		r := &role.Requirements[i]
		if rests := (&Role{Requirements: []Requirement{*r}}).Needs(b.Questionnaire); r.Kind == Essential && rests[at] {
			stand[i] = r.stand(b)
		}
	}
	readiness := total(Essential, stand)
	if readiness == nil {
		return 0
	}
	return highest(bands, readiness.low, stand, (*standing).atLow)
}

// beside gives the answer that earns the next less points, or the next more; not ok if there is none.
func (q *Question) beside(held Answer, up bool) (Answer, bool) {
	points := q.Points(held)
	var found Answer
	ok := false
	consider := func(other Answer) {
		p := q.Points(other)
		if up && p > points && (!ok || p < q.Points(found)) || !up && p < points && (!ok || p > q.Points(found)) {
			found, ok = other, true
		}
	}
	switch q.Kind {
	case One:
		for i, o := range q.Options {
			if !up || o.Weeks > 0 || q.Reach == (Reach{}) { // nobody can come to have gone to school elsewhere
				consider(q.reply(i))
			}
		}
	case Many:
		q.ticks(held, up, consider)
	case Number, Typing:
		for i := range q.Levels {
			consider(q.reply(i))
		}
	case Tasks:
		for n := range q.most + 1 {
			consider(Answer{State: Answered, Number: n, Given: true})
		}
	}
	return found, ok
}

// ticks considers an answer with one tick more, or with one less, which of one tick leaves none of them; of those
// that earn the same the first.
func (q *Question) ticks(held Answer, up bool, consider func(Answer)) {
	for i, o := range q.Options {
		switch at := slices.Index(held.Options, i); {
		case up && at < 0 && !o.Alone:
			consider(q.ticking(held, i))
		case !up && at >= 0 && len(held.Options) > 1:
			consider(Answer{State: Answered, Options: slices.Delete(slices.Clone(held.Options), at, at+1), Given: true})
		case !up && o.Alone && len(held.Options) == 1:
			consider(Answer{State: Answered, Options: []int{i}, Given: true})
		}
	}
}
