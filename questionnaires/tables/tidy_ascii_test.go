package tables

import (
	"math/rand/v2"
	"testing"
)

// TestTidyASCII holds that the quick way gives what the long way does.
func TestTidyASCII(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(4, 4))
	for range 50_000 {
		text := make([]byte, r.IntN(12))
		for i := range text {
			text[i] = []byte("aZ  -`'\",;9~\t")[r.IntN(13)]
		}
		quick, ok := tidyASCII(string(text))
		if long := tidyAny(string(text)); ok && quick != long {
			t.Fatalf("%q: %q, the long way gives %q", text, quick, long)
		}
	}
}
