package tables

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/transform"

	"readiness/assess"
)

// Windows1252 is the name of the one encoding that has to be asked for, as nothing in a file tells it.
const Windows1252 = "windows-1252"

const (
	bom8        = "\xef\xbb\xbf" // U+FEFF, the byte order mark, in UTF-8
	bom16Little = "\xff\xfe"
	bom16Big    = "\xfe\xff"
)

// What a decoder finds, and the text up to it is right.
var (
	errHalf = errors.New("the text ends in the middle of a character")
	errPair = errors.New("half of a character is missing")
	err1252 = errors.New("a byte stands for no character in Windows-1252")
)

// decode gives the text of a file in UTF-8, a byte order mark included, and what it is in, in words. UTF-8 itself is
// given as it is, to be checked.
func decode(name string, r *bufio.Reader, head []byte, o Options) (io.Reader, string, error) {
	var little, big = bytes.HasPrefix(head, []byte(bom16Little)), bytes.HasPrefix(head, []byte(bom16Big))
	if o.Encoding != "" && o.Encoding != Windows1252 {
		return nil, "", problem(assess.Pos{File: name}, fmt.Sprintf("the encoding %q is not known", o.Encoding),
			`write "`+Windows1252+`", or leave the encoding out for UTF-8 and UTF-16`)
	}
	if o.Encoding != "" {
		if is := otherThan1252(head); is != "" {
			return nil, "", problem(assess.Pos{File: name}, "the file is said to be in Windows-1252, but it is in "+is,
				"leave the encoding out")
		}
		return transform.NewReader(r, text1252{}), "Windows-1252", nil
	}
	switch {
	case little:
		return transform.NewReader(r, text16{order: binary.LittleEndian}), "UTF-16", nil
	case big:
		return transform.NewReader(r, text16{order: binary.BigEndian}), "UTF-16", nil
	}
	return r, "UTF-8", nil
}

// otherThan1252 says what a text is in that cannot be meant to be in Windows-1252; "" if it can. Text of that with
// anything beyond ASCII is next to never UTF-8 by chance.
func otherThan1252(head []byte) string {
	if bytes.HasPrefix(head, []byte(bom16Little)) || bytes.HasPrefix(head, []byte(bom16Big)) {
		return "UTF-16"
	}
	whole := head[:len(head)-unfinished(head)]
	if utf8.Valid(whole) && bytes.ContainsFunc(whole, func(r rune) bool { return r >= utf8.RuneSelf }) {
		return "UTF-8"
	}
	return ""
}

// unfinished says how many bytes at the end of a text may belong to a character that goes on after it.
func unfinished(text []byte) int {
	for n := 1; n < utf8.UTFMax && n <= len(text); n++ {
		if tail := text[len(text)-n:]; utf8.RuneStart(tail[0]) {
			if utf8.FullRune(tail) {
				return 0
			}
			return n
		}
	}
	return 0
}

// text16 makes UTF-16 UTF-8. What golang.org/x/text has for it puts U+FFFD for what is cut or damaged; this refuses.
type text16 struct {
	transform.NopResetter
	order binary.ByteOrder
}

// Transform is of transform.Transformer.
func (t text16) Transform(dst, src []byte, end bool) (to, from int, err error) {
	for from+1 < len(src) {
		r, n := rune(t.order.Uint16(src[from:])), 2
		if utf16.IsSurrogate(r) {
			if from+3 >= len(src) {
				break
			}
			if r = utf16.DecodeRune(r, rune(t.order.Uint16(src[from+2:]))); r == utf8.RuneError {
				return to, from, errPair
			}
			n = 4
		}
		if to+utf8.UTFMax > len(dst) {
			return to, from, transform.ErrShortDst
		}
		to += utf8.EncodeRune(dst[to:], r)
		from += n
	}
	switch {
	case from == len(src):
		return to, from, nil
	case end:
		return to, from, errHalf
	}
	return to, from, transform.ErrShortSrc
}

// text1252 makes Windows-1252 UTF-8, and refuses the five bytes that stand for nothing.
type text1252 struct{ transform.NopResetter }

// Transform is of transform.Transformer.
func (text1252) Transform(dst, src []byte, _ bool) (to, from int, err error) {
	for _, b := range src {
		if to+utf8.UTFMax > len(dst) {
			return to, from, transform.ErrShortDst
		}
		if nothingIn1252(b) {
			return to, from, err1252
		}
		to += utf8.EncodeRune(dst[to:], charmap.Windows1252.DecodeByte(b))
		from++
	}
	return to, from, nil
}

func nothingIn1252(b byte) bool {
	return b == 0x81 || b == 0x8d || b == 0x8f || b == 0x90 || b == 0x9d
}

// anew is the remedy for a file that is damaged.
const anew = "save or download the file anew from where it comes from"

// notDecoded is the problem of a text whose next character could not be read, at a place.
func notDecoded(pos assess.Pos, err error) error {
	switch {
	case errors.Is(err, errHalf):
		return problem(pos, "the file ends in the middle of a character: it has been cut", anew)
	case errors.Is(err, errPair):
		return problem(pos, "there is half a character: the file is damaged, or not in UTF-16 as its mark says", anew)
	case errors.Is(err, err1252):
		return problem(pos, "there is a byte that stands for nothing in Windows-1252", `leave the encoding out, or `+asCSV)
	}
	return notRead(pos, err)
}

// checkText refuses text that is not UTF-8 or has a NUL in it. The text begins in a line of the file, and ends with a
// whole character if the file does not end before.
func checkText(name string, line int, text []byte, eol byte) error {
	if at := bytes.IndexByte(text, 0); at >= 0 {
		pos := placeIn(name, line, text, at, eol)
		if pos.Line == 1 && at < 4 {
			return problem(pos, "this looks like text in UTF-16 without the mark that says so", asCSV)
		}
		return problem(pos, "there is a NUL, which no text has: the file is damaged or not a CSV", anew+", or "+asCSV)
	}
	if utf8.Valid(text) {
		return nil
	}
	at := 0
	for {
		r, n := utf8.DecodeRune(text[at:])
		if r == utf8.RuneError && n < 2 {
			return notUTF8(placeIn(name, line, text, at, eol), text, at)
		}
		at += n
	}
}

// notUTF8 is the problem of the first byte of a text that is not UTF-8.
func notUTF8(pos assess.Pos, text []byte, at int) error {
	what := fmt.Sprintf("the byte %#x here is not UTF-8", text[at])
	switch word := wordIn1252(text, at); {
	case !utf8.FullRune(text[at:]):
		return problem(pos, what+": the file ends in the middle of a character, so it has been cut", anew)
	case bytes.ContainsFunc(text[:at], func(r rune) bool { return r >= utf8.RuneSelf }):
		return problem(pos, what+", though the text before it is: the file is damaged, or put together from two", anew)
	case word == "":
		return problem(pos, what+", and it stands for nothing in Windows-1252 either", asCSV)
	default:
		return problem(pos, fmt.Sprintf("%s. In Windows-1252, as Excel may save CSV, the word would read %q", what, word),
			"if that is right, add --encoding "+Windows1252+"; else "+asCSV)
	}
}

// wordIn1252 gives the word round a byte as it reads in Windows-1252, "" if some of it stands for nothing there. It is
// no more than the word, as it may be of a person.
func wordIn1252(text []byte, at int) string {
	const most = 20 // bytes to either side
	word := func(b byte) bool { return b >= utf8.RuneSelf || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' }
	from, to := at, at+1
	for from > 0 && at-from < most && word(text[from-1]) {
		from--
	}
	for to < len(text) && to-at < most && word(text[to]) {
		to++
	}
	var s []rune
	for _, b := range text[from:to] {
		if nothingIn1252(b) {
			return ""
		}
		s = append(s, charmap.Windows1252.DecodeByte(b))
	}
	return string(s)
}

// placeIn gives the place of a byte of a text that begins in a line of a file.
func placeIn(name string, line int, text []byte, at int, eol byte) assess.Pos {
	from := bytes.LastIndexByte(text[:at], eol) + 1
	return assess.Pos{File: name, Line: line + newlines(text[:at], eol), Column: utf8.RuneCount(text[from:at]) + 1}
}
