package assess

import (
	"cmp"
	"math/big"
	"math/bits"
	"strconv"
)

// An exact is a fraction that is not negative, in lowest terms. Almost every one fits two machine
// words, which makes judging some four times as fast as with big.Rat alone; the rest fall back to it.
// Make one with fraction; the zero exact is not a number.
type exact struct {
	n, d uint64
	wide *big.Rat // the value, if it does not fit n/d
}

// A span is an exact figure at low (what is missing earns nothing) and at high (it earns all).
type span struct{ low, high exact }

// fraction gives n/d; n is not negative and d is positive.
func fraction(n, d int) exact { return reduced(uint64(n), uint64(d)) }

// whole gives n, which is not negative.
func whole(n int) exact { return exact{n: uint64(n), d: 1} }

func reduced(n, d uint64) exact {
	a, b := n, d
	for b > 0 {
		a, b = b, a%b
	}
	return exact{n: n / a, d: d / a}
}

func (x exact) plus(y exact) exact {
	if x.wide == nil && y.wide == nil {
		a, okA := product(x.n, y.d)
		b, okB := product(y.n, x.d)
		d, okD := product(x.d, y.d)
		if n, carry := bits.Add64(a, b, 0); okA && okB && okD && carry == 0 {
			return reduced(n, d)
		}
	}
	return narrow(new(big.Rat).Add(x.rat(), y.rat()))
}

// minus gives x - y, where y is at most x.
func (x exact) minus(y exact) exact {
	if x.wide == nil && y.wide == nil {
		a, okA := product(x.n, y.d)
		b, okB := product(y.n, x.d)
		d, okD := product(x.d, y.d)
		if okA && okB && okD {
			return reduced(a-b, d)
		}
	}
	return narrow(new(big.Rat).Sub(x.rat(), y.rat()))
}

// times gives x · n/d.
func (x exact) times(n, d int) exact {
	if x.wide == nil {
		top, okTop := product(x.n, uint64(n))
		bottom, okBottom := product(x.d, uint64(d))
		if okTop && okBottom {
			return reduced(top, bottom)
		}
	}
	return narrow(new(big.Rat).Mul(x.rat(), big.NewRat(int64(n), int64(d))))
}

// compare gives -1, 0 or 1 as x is less than, equal to or more than y.
func (x exact) compare(y exact) int {
	if x.wide == nil && y.wide == nil {
		hiX, loX := bits.Mul64(x.n, y.d)
		hiY, loY := bits.Mul64(y.n, x.d)
		if hiX != hiY {
			return cmp.Compare(hiX, hiY)
		}
		return cmp.Compare(loX, loY)
	}
	return x.rat().Cmp(y.rat())
}

// percent rounds a figure of 0 to 100 down. It is the only place where a figure is rounded.
func (x exact) percent() int {
	if x.wide == nil {
		return int(x.n / x.d)
	}
	return int(new(big.Int).Quo(x.wide.Num(), x.wide.Denom()).Int64())
}

// String gives n/d.
func (x exact) String() string {
	if x.wide != nil {
		return x.wide.String()
	}
	return strconv.FormatUint(x.n, 10) + "/" + strconv.FormatUint(x.d, 10)
}

func (x exact) rat() *big.Rat {
	if x.wide != nil {
		return x.wide
	}
	return new(big.Rat).SetFrac(new(big.Int).SetUint64(x.n), new(big.Int).SetUint64(x.d))
}

// narrow puts a fraction back into two words if it fits, so that a value has one form only.
func narrow(f *big.Rat) exact {
	if f.Num().IsUint64() && f.Denom().IsUint64() {
		return exact{n: f.Num().Uint64(), d: f.Denom().Uint64()}
	}
	return exact{wide: f}
}

// product gives a · b, and whether it fits.
func product(a, b uint64) (uint64, bool) {
	hi, lo := bits.Mul64(a, b)
	return lo, hi == 0
}

func (s span) plus(t span) span { return span{s.low.plus(t.low), s.high.plus(t.high)} }

func (s span) times(n, d int) span { return span{s.low.times(n, d), s.high.times(n, d)} }

func (s span) shown() *Range {
	return &Range{s.low.percent(), s.high.percent(), s.low.String(), s.high.String()}
}
