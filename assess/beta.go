package assess

import "math"

// Figures of statistics are floating-point numbers, worked out from whole numbers at the very end. They are never added
// up, and what is decided on them is decided before anything is rounded.

// Of the normal distribution and of tests.
const (
	z975   = 1.959963984540054 // its 97.5 % point
	Chance = .05               // a p-value below this is called more than chance would give in one of twenty
)

// betaSteps ends a continued fraction that does not settle; of parameters up to 10^8 it settles in a few ten thousands.
const betaSteps = 200_000

// incompleteBeta gives the regularised incomplete beta function I_x(a, b), for 0 <= x <= 1 and positive a, b: the share of
// a beta distribution below x. It is the continued fraction of DLMF 8.17.22, by the method of Lentz, on the side where
// that settles soon.
func incompleteBeta(x, a, b float64) float64 {
	if x <= 0 || x >= 1 {
		return min(max(x, 0), 1)
	}
	if x > (a+1)/(a+b+2) {
		return 1 - incompleteBeta(1-x, b, a)
	}
	both, _ := math.Lgamma(a + b)
	first, _ := math.Lgamma(a)
	second, _ := math.Lgamma(b)
	front := math.Exp(both-first-second+a*math.Log(x)+b*math.Log1p(-x)) / a
	c, d := 1.0, 1/(1-(a+b)*x/(a+1))
	value := d
	for step := 1.0; step < betaSteps; step++ {
		even := step * (b - step) * x / ((a + 2*step - 1) * (a + 2*step))
		odd := -(a + step) * (a + b + step) * x / ((a + 2*step) * (a + 2*step + 1))
		d = 1 / (1 + even*d)
		c = 1 + even/c
		value *= c * d
		d = 1 / (1 + odd*d)
		c = 1 + odd/c
		value *= c * d
		if math.Abs(c*d-1) < 1e-15 {
			break
		}
	}
	return front * value
}

// quantileF gives the value below which a share p of an F distribution lies, for 0 < p < 1.
func quantileF(p, d1, d2 float64) float64 {
	low, high := 0.0, 1.0
	for range 100 {
		middle := (low + high) / 2
		if incompleteBeta(middle, d1/2, d2/2) < p {
			low = middle
		} else {
			high = middle
		}
	}
	return d2 * low / (d1 * (1 - low))
}
