package assess

import (
	"math/big"
	"math/rand/v2"
	"testing"
)

// TestExact compares the fractions with math/big over small, large and mixed operands.
func TestExact(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(1, 2))
	x, y := fraction(1, 3), fraction(2, 7)
	n := 50_000
	if testing.Short() {
		n /= 5
	}
	for range n {
		n, d := r.IntN(1<<r.IntN(40)), 1+r.IntN(1<<r.IntN(40))
		z := x.times(n, d)
		same(t, z, new(big.Rat).Mul(x.rat(), big.NewRat(int64(n), int64(d))))
		same(t, z.plus(y), new(big.Rat).Add(z.rat(), y.rat()))
		if c := z.compare(y); c != z.rat().Cmp(y.rat()) {
			t.Fatalf("%v compared with %v: %d", z, y, c)
		} else if c >= 0 {
			same(t, z.minus(y), new(big.Rat).Sub(z.rat(), y.rat()))
		}
		if x, y = z.plus(y), fraction(n+1, d); r.IntN(6) == 0 || x.rat().Num().BitLen() > 400 {
			x = fraction(1+r.IntN(9), 1+r.IntN(9))
		}
		if r.IntN(3) == 0 {
			x, y = y, x
		}
		if x.n == 0 && x.wide == nil {
			x = one
		}
	}
}

// same also holds that a value has one form only.
func same(t *testing.T, x exact, want *big.Rat) {
	t.Helper()
	if x.rat().Cmp(want) != 0 || x.String() != want.String() {
		t.Fatalf("%v, want %v", x, want)
	}
	if floor := new(big.Int).Quo(want.Num(), want.Denom()); floor.IsInt64() && floor.Int64() < 1000 && int64(x.percent()) != floor.Int64() {
		t.Fatalf("%v is shown as %d", want, x.percent())
	}
	if fits := want.Num().IsUint64() && want.Denom().IsUint64(); fits != (x.wide == nil) {
		t.Fatalf("%v is held the wrong way", want)
	}
}
