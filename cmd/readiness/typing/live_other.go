//go:build !(linux || darwin || freebsd || netbsd || openbsd || dragonfly)

package typing

import (
	"errors"
	"os"
)

// Live is not made for this system: its error says so.
func Live(in, out *os.File, clock Clock) (Front, error) {
	return nil, errors.New("a screen to type on is not made for this system")
}
