package pdf

import (
	"fmt"
	"slices"
	"testing"

	"readiness/reports/pdf/tags"
)

func TestCharset(t *testing.T) {
	want := []rune{0, 1, 63, 64, 'A', 'z', 0x201D, 0xFEFC, 0xFFFF}
	var c charset
	for _, r := range want {
		c.add(r)
		c.add(want[0])
	}
	if got := c.all(); !slices.Equal(got, want) {
		t.Errorf("the set holds %U", got)
	}
}

// TestKept: a font is made once, and a store does not grow without end.
func TestKept(t *testing.T) {
	s := store{fonts: map[string]*tags.Font{}}
	first, err := s.font(0, []rune("AB"))
	if err != nil {
		t.Fatal(err)
	}
	if again, err := s.font(0, []rune("AB")); err != nil || again != first {
		t.Errorf("it is made again (%v)", err)
	}
	for i := range 2 * mostKept {
		if _, err := s.font(1, []rune(fmt.Sprintf("%c", 'A'+i%26))); err != nil {
			t.Fatal(err)
		}
		if _, err := s.font(0, []rune{'0', rune('A' + i%26), rune('a' + i/26)}); err != nil {
			t.Fatal(err)
		}
		if len(s.fonts) > mostKept {
			t.Fatalf("%d fonts are kept", len(s.fonts))
		}
	}
}
