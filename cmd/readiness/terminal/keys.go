//go:build linux || darwin || freebsd || netbsd || openbsd || dragonfly

package terminal

import (
	"io"
	"os"
	"sync/atomic"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/sys/unix"
)

// A Key is one thing pressed: a printable character, or one of these. What is not among them (function
// keys, Alt and Ctrl with a key, reports of mouse and terminal) never becomes a key.
type Key rune

// The keys that are no character.
const (
	None Key = -iota // no key
	Enter
	Esc
	Tab
	EOT // Ctrl-D
	Up
	Down
	Left
	Right
	Home
	End
	Backspace
	Delete
	DeleteWord // Ctrl-W, Ctrl-Backspace, Alt-Backspace
	DeleteLine // Ctrl-U
	Paste      // a paste begins
	Pasted     // a paste ends
	Resumed    // no key: the process was stopped (by Ctrl-Z, or otherwise) and goes on; all is to be drawn anew
	Resized    // no key: the window has another size
)

// Pause is how long the rest of a sequence may take to arrive. What comes later is a new key, so an
// Esc followed by nothing is the Esc key.
const Pause = 50 * time.Millisecond

// A Keyboard reads keys from a terminal. What has been typed ahead waits for whoever asks next. One
// goroutine at a time may use it.
type Keyboard struct {
	file    *os.File
	wake    *os.File // tells what is rung, and by its end that the keyboard is to be read no further
	shut    atomic.Bool
	held    []byte // read, not yet used
	ahead   Key    // put back; None if none is
	resumed bool   // rung, and not told yet
	resized bool
	suspend func() error // stops the process until it goes on; nil if Ctrl-Z is no key
	resume  func() error // sets the modes of the terminal anew
}

// What is rung.
const (
	rungResumed byte = 'c'
	rungResized byte = 'w'
)

// NewKeyboard gives the keyboard of a terminal in raw mode. Once wake ends, there are no more keys.
func NewKeyboard(file, wake *os.File) *Keyboard { return &Keyboard{file: file, wake: wake} }

// Next waits for a key. The error is io.EOF if the terminal is gone, ErrInterrupted after Ctrl-C or
// once the terminal is closed.
func (k *Keyboard) Next() (Key, error) {
	for {
		if got, err := k.Try(); err != nil || got != None {
			return got, err
		}
	}
}

// Try is Next, but gives None for what is no key.
func (k *Keyboard) Try() (Key, error) {
	if got := k.ahead; got != None {
		k.ahead = None
		return got, nil
	}
	if !k.Waiting() {
		if err := k.Await(-1); err != nil {
			return None, err
		}
	}
	switch {
	case k.resumed || k.resized:
		return k.told()
	case !k.Waiting():
		return None, nil
	}
	b := k.byte()
	switch {
	case b == 0x03, k.shut.Load():
		return None, ErrInterrupted
	case b == 0x1a && k.suspend != nil:
		return Resumed, k.suspend()
	}
	return k.decode(b), nil
}

// told gives what was rung.
func (k *Keyboard) told() (Key, error) {
	if !k.resumed {
		k.resized = false
		return Resized, nil
	}
	k.resumed = false
	return Resumed, k.resume()
}

// Waiting says whether something has been typed ahead, or was rung.
func (k *Keyboard) Waiting() bool {
	return k.ahead != None || len(k.held) > 0 || k.resumed || k.resized
}

// PutBack makes a key the next one again. Only one can be put back.
func (k *Keyboard) PutBack(key Key) { k.ahead = key }

// SkipPaste passes over what is pasted, to its end.
func (k *Keyboard) SkipPaste() error {
	for {
		if got, err := k.Next(); err != nil || got == Pasted {
			return err
		}
	}
}

// decode gives the key that begins with a byte, None if it is none.
func (k *Keyboard) decode(b byte) Key {
	switch b {
	case '\r', '\n':
		return Enter
	case '\t':
		return Tab
	case 0x04:
		return EOT
	case 0x08, 0x7f:
		return Backspace
	case 0x01:
		return Home
	case 0x05:
		return End
	case 0x15:
		return DeleteLine
	case 0x17:
		return DeleteWord
	case 0x1b:
		return k.escape()
	}
	if b < utf8.RuneSelf {
		if b < ' ' {
			return None
		}
		return Key(b)
	}
	r := k.character(b)
	if r == utf8.RuneError || unicode.IsControl(r) {
		return None
	}
	return Key(r)
}

// character gives the character whose UTF-8 begins with a byte.
func (k *Keyboard) character(b byte) rune {
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
func (k *Keyboard) escape() Key {
	b, ok := k.soon()
	switch {
	case !ok:
		return Esc
	case b == '[':
		return k.sequence()
	case b == 'O':
		b, _ = k.soon()
		return sequences[string(b)]
	case b == ']', b == 'P', b == 'X', b == '^', b == '_':
		k.dropText()
	case b == 0x1b: // Alt with a special key, or Esc twice
		if len(k.held) == 0 {
			return Esc
		}
		k.escape()
	case b == 0x08, b == 0x7f:
		return DeleteWord
	case b >= utf8.RuneSelf:
		k.character(b)
	}
	return None
}

// sequences are the keys after "ESC [" and "ESC O", without numbers or with some.
var sequences = map[string]Key{
	"A": Up, "B": Down, "C": Right, "D": Left, "H": Home, "F": End,
	"1~": Home, "7~": Home, "4~": End, "8~": End, "3~": Delete,
	"127;5u": DeleteWord, "27;5;127~": DeleteWord, // Ctrl-Backspace, where it is told apart from Backspace
	"200~": Paste, "201~": Pasted,
}

// sequence reads what follows "ESC [", to its end (ECMA-48, 5.4).
func (k *Keyboard) sequence() Key {
	var seen []byte
	for {
		b, ok := k.soon()
		if !ok {
			return None
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
	return sequences[string(seen)]
}

// dropText passes over a text sent by the terminal, which ends with BEL or ESC \ .
func (k *Keyboard) dropText() {
	for last := byte(0); ; {
		b, ok := k.soon()
		if !ok || b == 0x07 || last == 0x1b && b == '\\' {
			return
		}
		last = b
	}
}

// byte gives the next byte, of which there is one.
func (k *Keyboard) byte() byte {
	b := k.held[0]
	k.held = k.held[1:]
	return b
}

// soon gives the next byte if it comes within the pause.
func (k *Keyboard) soon() (byte, bool) {
	for until := time.Now().Add(Pause); len(k.held) == 0; {
		left := time.Until(until)
		if left <= 0 || k.Await(left) != nil {
			return 0, false
		}
	}
	return k.byte(), true
}

// Await waits for input or what is rung, for ever if the time is negative, and reads some of it.
func (k *Keyboard) Await(wait time.Duration) error {
	in := int(k.file.Fd())
	ready, err := k.ready(wait, in)
	if err != nil || !ready {
		return err
	}
	buffer := make([]byte, 4096)
	for {
		n, err := unix.Read(in, buffer)
		switch {
		case err == unix.EINTR || err == unix.EAGAIN:
			continue
		case n <= 0 || err != nil: // the terminal is gone
			return io.EOF
		}
		k.held = append(k.held, buffer[:n]...)
		return nil
	}
}

// listen waits for what is rung.
func (k *Keyboard) listen(wait time.Duration) error {
	_, err := k.ready(wait, -1)
	return err
}

// ready waits until input can be read, if it is not -1, or something is rung, of which it takes account.
func (k *Keyboard) ready(wait time.Duration, in int) (bool, error) {
	wake := int(k.wake.Fd())
	until := time.Now().Add(wait)
	for {
		var limit *unix.Timeval
		if wait >= 0 {
			t := unix.NsecToTimeval(max(time.Until(until), 0).Nanoseconds())
			limit = &t
		}
		var ready unix.FdSet
		ready.Set(wake)
		if in >= 0 {
			ready.Set(in)
		}
		_, err := unix.Select(max(in, wake)+1, &ready, nil, nil, limit)
		switch {
		case err == unix.EINTR:
			continue
		case err != nil:
			return false, err
		case ready.IsSet(wake):
			return false, k.hear()
		}
		return in >= 0 && ready.IsSet(in), nil
	}
}

// hear takes account of what was rung.
func (k *Keyboard) hear() error {
	rung := make([]byte, 16)
	n, err := k.wake.Read(rung)
	if n == 0 || err != nil {
		return ErrInterrupted
	}
	for _, r := range rung[:n] {
		k.resumed = k.resumed || r == rungResumed
		k.resized = k.resized || r == rungResized
	}
	return nil
}
