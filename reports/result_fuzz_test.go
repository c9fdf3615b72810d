package reports

import (
	"bytes"
	"io"
	"testing"

	"readiness/assess"
)

// FuzzResult: whatever ReadResult takes can be worded and written, and is written the same again.
func FuzzResult(f *testing.F) {
	for _, p := range people() {
		var out bytes.Buffer
		if err := assess.WriteJSON(&out, judged(f, p)); err != nil {
			f.Fatal(err)
		}
		f.Add(out.Bytes())
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		r, err := assess.ReadResult(bytes.NewReader(src))
		if err != nil {
			return
		}
		for _, d := range []Document{Personal(r), Summary(r)} {
			if err := WriteText(io.Discard, d, 0); err != nil {
				t.Error(err)
			}
		}
		var once, twice bytes.Buffer
		if err := assess.WriteJSON(&once, r); err != nil {
			t.Fatal(err)
		}
		again, err := assess.ReadResult(bytes.NewReader(once.Bytes()))
		if err != nil {
			t.Fatal(err)
		}
		if err := assess.WriteJSON(&twice, again); err != nil {
			t.Fatal(err)
		}
		if once.String() != twice.String() {
			t.Errorf("%s\nthen\n%s", once.String(), twice.String())
		}
	})
}
