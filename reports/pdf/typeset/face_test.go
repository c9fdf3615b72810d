package typeset

import (
	"math"
	"testing"
	"unicode"
)

func TestWeightsHaveTheSame(t *testing.T) {
	for f := atkinson; f < families; f += 2 {
		regular, bold := measured[f](), measured[f+1]()
		for r := range regular.advances {
			if (regular.advances[r] == 0) != (bold.advances[r] == 0) {
				t.Errorf("only one of %s and %s has %+q", f.Name(), (f + 1).Name(), rune(r))
			}
		}
	}
}

// TestHeights sees that every letter and digit keeps to Ascent and Descent, and that these are not
// wider than needed.
func TestHeights(t *testing.T) {
	highest, lowest := 0.0, 0.0
	for f := range families {
		for r := range rune(1 << 16) {
			if !f.has(string(r)) || unicode.Is(unicode.M, r) || !unicode.In(r, unicode.L, unicode.N, unicode.P) && !private(r) {
				continue
			}
			box := f.box(r)
			if r == 'ڕ' || r == 'ڥ' || private(r) { // the face sets the signs below rare letters lower than others
				box.bottom += 90
			}
			if box.top > 1000*Ascent || box.bottom < -1000*Descent {
				t.Errorf("%s: %+q reaches from %.0f to %.0f", f.Name(), r, box.bottom, box.top)
			}
			highest, lowest = math.Max(highest, box.top), math.Min(lowest, box.bottom)
		}
	}
	if highest < 1000*Ascent-10 || lowest > -1000*Descent+10 {
		t.Errorf("the letters reach from %.0f to %.0f only", lowest, highest)
	}
}

// TestEveryFaceHas sees that each face has what is drawn in the face of the text beside it.
func TestEveryFaceHas(t *testing.T) {
	for f := range families {
		if !f.has(" \u00A0"+string(circle)) && f/2 != atkinson/2 {
			t.Errorf("%s lacks a space or the circle for marks without a letter", f.Name())
		}
	}
	if !dejavu.has(replacement) {
		t.Error("no face has U+FFFD")
	}
	for r := range rune(0x0250) {
		if atkinson.has(string(r)) && unicode.IsLetter(r) && !noto.has(string(r)) {
			t.Errorf("Noto lacks %c, with which a word may be set in it", r)
		}
	}
}

func TestNames(t *testing.T) {
	names := map[string]bool{}
	for f := range families {
		if names[f.Name()] {
			t.Errorf("two faces are named %s", f.Name())
		}
		names[f.Name()] = true
	}
}
