//go:build linux || darwin || freebsd || netbsd || openbsd || dragonfly

package interview

import (
	"io"
	"os"
	"strings"
	"sync/atomic"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/sys/unix"
)

// A key is one thing pressed: a printable character, or one of these. What is not among them (function
// keys, Alt and Ctrl with a key, reports of mouse and terminal) never becomes a key.
type key rune

const (
	keyNone key = -iota
	keyEnter
	keyEsc
	keyTab
	keyEOT // Ctrl-D
	keyUp
	keyDown
	keyLeft
	keyRight
	keyHome
	keyEnd
	keyBackspace
	keyDelete
	keyDeleteWord // Ctrl-W
	keyDeleteLine // Ctrl-U
	keyPaste      // a paste begins
	keyPasted     // a paste ends
)

// pause is how long the rest of a sequence may take to arrive. What comes later is a new key, so an
// Esc followed by nothing is the Esc key.
const pause = 50 * time.Millisecond

// In a list one key is wanted, but people type words: see the package comment.
const (
	inOneGo = 150 * time.Millisecond // what follows within it makes a word
	slowly  = 700 * time.Millisecond // the same after a letter that has acted
)

// longestWord is the most characters of a word that are looked at; no gesture has as many.
const longestWord = 100

// A keyboard reads keys from a terminal. What has been typed ahead waits for whoever asks next.
type keyboard struct {
	file  *os.File
	wake  *os.File // readable once the front is closed
	shut  atomic.Bool
	held  []byte    // read, not yet used
	ahead key       // put back; keyNone if none is
	typed string    // the last word in a list, as far as it came; "" if another key came since
	last  time.Time // when the last of it came
}

// next waits for a key. The error is io.EOF if the terminal is gone, ErrInterrupted after Ctrl-C or
// once the front is closed.
func (k *keyboard) next() (key, error) {
	for {
		if got, err := k.try(); err != nil || got != keyNone {
			return got, err
		}
	}
}

// try is next, but gives keyNone for what is no key.
func (k *keyboard) try() (key, error) {
	if got := k.ahead; got != keyNone {
		k.ahead = keyNone
		return got, nil
	}
	b, err := k.byte()
	switch {
	case err != nil:
		return keyNone, err
	case b == 0x03, k.shut.Load():
		return keyNone, ErrInterrupted
	}
	return k.decode(b), nil
}

// waiting says whether something has been typed ahead.
func (k *keyboard) waiting() bool { return k.ahead != keyNone || len(k.held) > 0 }

// word gives what is typed in one go, beginning with a character. It ends before a key that no word has.
func (k *keyboard) word(first key) (string, error) {
	word := []rune{rune(first)}
	defer func() { k.typed, k.last = strings.TrimSpace(string(word)), time.Now() }()
	for {
		if !k.waiting() {
			if err := k.fill(inOneGo); err != nil {
				return "", err
			}
		}
		if !k.waiting() {
			break
		}
		got, err := k.try()
		switch {
		case err != nil:
			return "", err
		case got == keyEnter, got == keyTab:
			got = ' '
		case got == keyBackspace:
			word = word[:max(len(word)-1, 0)]
		case got < ' ' && got != keyNone:
			k.ahead = got
			return string(word), nil
		}
		if got >= ' ' && len(word) < longestWord {
			word = append(word, rune(got))
		}
	}
	return string(word), nil
}

// rest says whether a key is the rest of a word that is typed slowly: whether it goes on with a word
// that nobody would type by single letters that are meant.
func (k *keyboard) rest(got key) bool {
	letter := got >= ' ' && !unicode.IsDigit(rune(got))
	meant := letter && len(k.typed) == 1 && gestureOf(k.typed) != 0 && !beginsWord(k.typed+string(rune(got)))
	if k.typed == "" || meant || !letter && got != keyEnter || time.Since(k.last) > slowly {
		k.typed = ""
		return false
	}
	k.last = time.Now()
	if k.typed += string(rune(max(got, 0))); got == keyEnter {
		k.typed = ""
	}
	return true
}

// paste passes over what is pasted, to its end.
func (k *keyboard) paste() error {
	for {
		if got, err := k.next(); err != nil || got == keyPasted {
			return err
		}
	}
}

// decode gives the key that begins with a byte, keyNone if it is none.
func (k *keyboard) decode(b byte) key {
	switch b {
	case '\r', '\n':
		return keyEnter
	case '\t':
		return keyTab
	case 0x04:
		return keyEOT
	case 0x08, 0x7f:
		return keyBackspace
	case 0x01:
		return keyHome
	case 0x05:
		return keyEnd
	case 0x15:
		return keyDeleteLine
	case 0x17:
		return keyDeleteWord
	case 0x1b:
		return k.escape()
	}
	if b < utf8.RuneSelf {
		if b < ' ' {
			return keyNone
		}
		return key(b)
	}
	r := k.character(b)
	if r == utf8.RuneError || unicode.IsControl(r) {
		return keyNone
	}
	return key(r)
}

// character gives the character whose UTF-8 begins with a byte.
func (k *keyboard) character(b byte) rune {
	whole := []byte{b}
	for !utf8.FullRune(whole) {
		next, ok := k.soon()
		if !ok {
			return utf8.RuneError
		}
		whole = append(whole, next)
	}
	r, _ := utf8.DecodeRune(whole)
	return r
}

// escape reads what follows an Esc: nothing, another key (Alt), or a sequence.
func (k *keyboard) escape() key {
	b, ok := k.soon()
	switch {
	case !ok:
		return keyEsc
	case b == '[':
		return k.sequence()
	case b == 'O':
		b, _ = k.soon()
		return arrows[string(b)]
	case b == ']', b == 'P', b == 'X', b == '^', b == '_':
		k.dropText()
	case b == 0x1b: // Alt with a special key, or Esc twice
		if len(k.held) == 0 {
			return keyEsc
		}
		k.escape()
	case b >= utf8.RuneSelf:
		k.character(b)
	}
	return keyNone
}

// arrows are the keys after "ESC [" and "ESC O", without a number or with one.
var arrows = map[string]key{
	"A": keyUp, "B": keyDown, "C": keyRight, "D": keyLeft, "H": keyHome, "F": keyEnd,
	"1~": keyHome, "7~": keyHome, "4~": keyEnd, "8~": keyEnd, "3~": keyDelete,
	"200~": keyPaste, "201~": keyPasted,
}

// sequence reads what follows "ESC [", to its end (ECMA-48, 5.4).
func (k *keyboard) sequence() key {
	var seen []byte
	for {
		b, ok := k.soon()
		if !ok {
			return keyNone
		}
		seen = append(seen, b)
		if b >= 0x40 && b <= 0x7e {
			break
		}
	}
	follow := 0
	switch string(seen) {
	case "M": // a mouse report of the old form
		follow = 3
	case "[": // a function key of the Linux console
		follow = 1
	}
	for range follow {
		k.soon()
	}
	return arrows[string(seen)]
}

// dropText passes over a text sent by the terminal, which ends with BEL or ESC \ .
func (k *keyboard) dropText() {
	for last := byte(0); ; {
		b, ok := k.soon()
		if !ok || b == 0x07 || last == 0x1b && b == '\\' {
			return
		}
		last = b
	}
}

// byte waits for the next byte.
func (k *keyboard) byte() (byte, error) {
	if len(k.held) == 0 {
		if err := k.fill(-1); err != nil {
			return 0, err
		}
	}
	b := k.held[0]
	k.held = k.held[1:]
	return b, nil
}

// soon gives the next byte if it comes within the pause.
func (k *keyboard) soon() (byte, bool) {
	if len(k.held) == 0 {
		if err := k.fill(pause); err != nil || len(k.held) == 0 {
			return 0, false
		}
	}
	b, err := k.byte()
	return b, err == nil
}

// fill waits for input, for ever if the time is negative, and reads some of it.
func (k *keyboard) fill(wait time.Duration) error {
	in, wake := int(k.file.Fd()), int(k.wake.Fd())
	var limit *unix.Timeval
	if wait >= 0 {
		t := unix.NsecToTimeval(wait.Nanoseconds())
		limit = &t
	}
	for {
		var ready unix.FdSet
		ready.Set(in)
		ready.Set(wake)
		_, err := unix.Select(max(in, wake)+1, &ready, nil, nil, limit)
		switch {
		case err == unix.EINTR:
			continue
		case err != nil:
			return err
		case ready.IsSet(wake):
			return ErrInterrupted
		case !ready.IsSet(in):
			return nil
		}
		buffer := make([]byte, 4096)
		n, err := unix.Read(in, buffer)
		switch {
		case err == unix.EINTR || err == unix.EAGAIN:
			continue
		case n <= 0 || err != nil: // the terminal is gone
			return io.EOF
		}
		k.held = buffer[:n]
		return nil
	}
}
