package tables

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

// TestOptions refuses what does not fit a CSV.
func TestOptions(t *testing.T) {
	for _, test := range []struct {
		text string
		o    Options
		what string
	}{
		{"a,b\n1,2\n", Options{Sheet: "Form1"}, "has no sheets"},
		{"a,b\n1,2\n", Options{Encoding: "latin-1"}, `"latin-1" is not known`},
		{bom8 + "a,b\n1,2\n", Options{Encoding: Windows1252}, "but it is in UTF-8"},
		{"a,b\nZoë,2\n", Options{Encoding: Windows1252}, "but it is in UTF-8"},
		{"\xff\xfea\x00", Options{Encoding: Windows1252}, "but it is in UTF-16"},
	} {
		if _, _, err := readAll(test.text, test.o); !told(err) || !strings.Contains(err.Error(), test.what) {
			t.Errorf("%q with %+v: %v", test.text, test.o, err)
		}
	}
}

// TestOpenShrunk refuses a file that is shorter than it was when it was opened.
func TestOpenShrunk(t *testing.T) {
	text := []byte("a,b\n1,2\n3,4\n")
	table, err := Open("x.csv", bytes.NewReader(text[:8]), int64(len(text)), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := allRows(table); !told(err) || !strings.Contains(err.Error(), "8 of its 12 bytes") {
		t.Errorf("%v", err)
	}
}

// TestReadError refuses a file that cannot be read to its end, wherever that happens, and stays refused.
func TestReadError(t *testing.T) {
	broken := errors.New("the disk is gone")
	text := "a,b\n" + strings.Repeat("1,2\n", 50_000)
	for _, n := range []int{0, 3, 9, headSize + 7, len(text) - 1, len(text)} {
		r := io.MultiReader(strings.NewReader(text[:n]), iotest.ErrReader(broken))
		table, err := OpenStream("x.csv", r, Options{})
		if err == nil {
			if _, err = allRows(table); err != nil {
				if _, again := table.Next(); !errors.Is(again, err) && again.Error() != err.Error() {
					t.Errorf("after %v: %v", err, again)
				}
			}
		}
		if !told(err) || !strings.Contains(err.Error(), "the disk is gone") {
			t.Errorf("after %d bytes: %v", n, err)
		}
	}
}

// TestSlowReader reads the same from a reader that gives a byte at a time, and stops at an error of who asks.
func TestSlowReader(t *testing.T) {
	text := "a,b\r\n\"1\r\n\",2\r\n" + strings.Repeat("3,\"4\"\"\"\n", 3)
	_, want, err := readAll(text, Options{})
	if err != nil {
		t.Fatal(err)
	}
	table, err := OpenStream("x.csv", iotest.OneByteReader(strings.NewReader(text)), Options{})
	if err != nil {
		t.Fatal(err)
	}
	b, err := table.Next()
	if err != nil {
		t.Fatal(err)
	}
	stop, n := errors.New("stop"), 0
	err = b.Each(func(r Row) error {
		if !equalRows(r, want[n]) {
			t.Errorf("%v, not %v", r, want[n])
		}
		if n++; n == 2 {
			return stop
		}
		return nil
	})
	if err != stop || n != 2 {
		t.Errorf("%d rows, %v", n, err)
	}
}
