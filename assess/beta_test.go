package assess

import (
	"math"
	"testing"
)

// near says where a figure is not as it should be, to one in a million.
func near(t *testing.T, name string, got, want float64) {
	t.Helper()
	if math.IsNaN(got) || math.Abs(got-want) > 1e-6*max(math.Abs(want), 1e-300) {
		t.Errorf("%s: %.12g, not %.12g", name, got, want)
	}
}

// The values are those of pbeta and qf in R 4.2.2.
func TestIncompleteBeta(t *testing.T) {
	for _, c := range []struct{ x, a, b, want float64 }{
		{.3, 2, 3, .3483}, {.5, 50, 60, .830907293902}, {.02, .5, .5, .0903344706017}, {.999, 20, .7, .929746858332},
		{0, 2, 3, 0}, {1, 2, 3, 1}, {-1, 2, 3, 0}, {2, 2, 3, 1},
	} {
		near(t, "I", incompleteBeta(c.x, c.a, c.b), c.want)
	}
	for x := .01; x < 1; x += .01 { // what is known otherwise
		near(t, "uniform", incompleteBeta(x, 1, 1), x)
		near(t, "arcsine", incompleteBeta(x, .5, .5), 2/math.Pi*math.Asin(math.Sqrt(x)))
		near(t, "power", incompleteBeta(x, 7, 1), math.Pow(x, 7))
	}
}

// For many degrees of freedom qf takes the second as infinite; there the values are roots of pbeta.
func TestQuantileF(t *testing.T) {
	for _, c := range []struct{ p, d1, d2, want float64 }{
		{.975, 29, 174, 1.66153841703}, {.025, 29, 174, .536965542527}, {.975, 999, 3996, 1.10145123333}, {.025, 999, 3996, .905241030571},
		{.975, 99, 99, 1.48623376762}, {.975, 999_999, 39 * 999_999, 1.002809162}, {.5, 1, 1, 1}, {.025, 999_999, 999_999, .9960877407},
	} {
		near(t, "F", quantileF(c.p, c.d1, c.d2), c.want)
	}
}
