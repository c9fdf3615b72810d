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
	Suspend    // Ctrl-Z
)

// Pause is how long the rest of a sequence may take to arrive. What comes later is a new key, so an
// Esc followed by nothing is the Esc key.
const Pause = 50 * time.Millisecond

// A Keyboard reads keys from a terminal. What has been typed ahead waits for whoever asks next. One
// goroutine at a time may use it.
type Keyboard struct {
	file  *os.File
	wake  *os.File // readable once the keyboard is to be read no further
	shut  atomic.Bool
	held  []byte // read, not yet used
	ahead Key    // put back; None if none is
}

// NewKeyboard gives the keyboard of a terminal in raw mode. Once wake can be read, there are no more keys.
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
	b, err := k.byte()
	switch {
	case err != nil:
		return None, err
	case b == 0x03, k.shut.Load():
		return None, ErrInterrupted
	}
	return k.decode(b), nil
}

// Waiting says whether something has been typed ahead.
func (k *Keyboard) Waiting() bool { return k.ahead != None || len(k.held) > 0 }

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
	case 0x1a:
		return Suspend
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

// byte waits for the next byte.
func (k *Keyboard) byte() (byte, error) {
	if len(k.held) == 0 {
		if err := k.Await(-1); err != nil {
			return 0, err
		}
	}
	b := k.held[0]
	k.held = k.held[1:]
	return b, nil
}

// soon gives the next byte if it comes within the pause.
func (k *Keyboard) soon() (byte, bool) {
	if len(k.held) == 0 {
		if err := k.Await(Pause); err != nil || len(k.held) == 0 {
			return 0, false
		}
	}
	b, err := k.byte()
	return b, err == nil
}

// Await waits for input, for ever if the time is negative, and reads some of it.
func (k *Keyboard) Await(wait time.Duration) error {
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
