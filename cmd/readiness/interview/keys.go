//go:build linux || darwin || freebsd || netbsd || openbsd || dragonfly

package interview

import (
	"strings"
	"time"
	"unicode"

	"readiness/cmd/readiness/terminal"
)

// In a list one key is wanted, but people type words: see the package comment.
const (
	inOneGo = 150 * time.Millisecond // what follows within it makes a word
	slowly  = 700 * time.Millisecond // the same after a letter that has acted
)

// longestWord is the most characters of a word that are looked at; no gesture has as many.
const longestWord = 100

// A keyboard reads keys from a terminal, and words in a list.
type keyboard struct {
	*terminal.Keyboard
	now   func() time.Time
	pause time.Duration // what follows within it makes a word: inOneGo
	typed string        // the last word in a list, as far as it came; "" if another key came since
	last  time.Time     // when the last of it came
}

// word gives what is typed in one go, beginning with a character. It ends before a key that no word has.
func (k *keyboard) word(first terminal.Key) (string, error) {
	word := []rune{rune(first)}
	defer func() { k.typed, k.last = strings.TrimSpace(string(word)), k.now() }()
	for {
		if !k.Waiting() {
			if err := k.Await(k.pause); err != nil {
				return "", err
			}
		}
		if !k.Waiting() {
			break
		}
		got, err := k.Try()
		switch {
		case err != nil:
			return "", err
		case got == terminal.Enter, got == terminal.Tab:
			got = ' '
		case got == terminal.Backspace:
			word = word[:max(len(word)-1, 0)]
		case got < ' ' && got != terminal.None && got != terminal.Resized:
			k.PutBack(got)
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
func (k *keyboard) rest(got terminal.Key) bool {
	letter := got >= ' ' && !unicode.IsDigit(rune(got))
	meant := letter && len(k.typed) == 1 && gestureOf(k.typed) != 0 && !beginsWord(k.typed+string(rune(got)))
	if k.typed == "" || meant || !letter && got != terminal.Enter || k.now().Sub(k.last) > slowly {
		k.typed = ""
		return false
	}
	k.last = k.now()
	if k.typed += string(rune(max(got, 0))); got == terminal.Enter {
		k.typed = ""
	}
	return true
}
