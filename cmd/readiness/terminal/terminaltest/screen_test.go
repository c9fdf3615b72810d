//go:build linux || darwin

package terminaltest

import "testing"

func TestScreen(t *testing.T) {
	s := NewScreen(4, 2)
	s.Print("ab\r\n漢字x\x1b[A\rZ\x1b7\x1b[K\x1b8Y")
	if got, want := s.All(), "ab\nZY\nx"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
