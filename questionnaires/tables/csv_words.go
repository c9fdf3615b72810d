package tables

import (
	"encoding/binary"
)

// What is done for every byte of a CSV is done with eight bytes at once, as one number, the first byte lowest. A set
// of bytes of it is the highest bit of each.
const (
	lows  = 0x7f7f7f7f7f7f7f7f
	highs = 0x8080808080808080
)

// word gives the eight bytes from a place on; after the end of the text there are zeros.
func word(text []byte, at int) uint64 {
	if at+8 <= len(text) {
		return binary.LittleEndian.Uint64(text[at:])
	}
	var last [8]byte
	copy(last[:], text[at:])
	return binary.LittleEndian.Uint64(last[:])
}

// each8 gives a byte eight times.
func each8(b byte) uint64 { return uint64(b) * 0x0101010101010101 }

// matches gives the bytes that are the same in two words, exactly.
func matches(w, pattern uint64) uint64 {
	x := w ^ pattern
	return ^((x&lows + lows) | x | lows)
}

// packed gives a set of bytes as eight bits, one for each byte.
func packed(set uint64) uint64 { return set >> 7 * 0x0102040810204080 >> 56 }

// matches64 gives which of the 64 bytes from a place on are the same as a pattern's, as bits.
func matches64(text []byte, at int, pattern uint64) (set uint64) {
	if at+64 <= len(text) {
		t := (*[64]byte)(text[at:])
		for i := 0; i < 64; i += 8 {
			set |= packed(matches(binary.LittleEndian.Uint64(t[i:i+8]), pattern)) << (i & 63)
		}
		return set
	}
	for i := 0; at+i < len(text); i += 8 {
		set |= packed(matches(word(text, at+i), pattern)) << (i & 63)
	}
	return set
}

// A quoting is what has to be known of a row up to a word to tell which bytes of that stand between quotation marks:
// a mark opens and closes a cell in turn. That is so as long as a mark that opens is the first of its cell, or the
// second of two that stand for one.
type quoting struct {
	open uint64 // all highest bits if a cell is open
	may  uint64 // the lowest byte's highest bit if a mark may open there
}

// startOfRow is the quoting before the first word.
var startOfRow = quoting{may: 0x80}

// inside gives the bytes of a word after which a cell is open.
func (q quoting) inside(marks uint64) uint64 {
	marks ^= marks << 8
	marks ^= marks << 16
	return marks ^ marks<<32 ^ q.open
}

// stray gives the marks that open where none may; may are the bytes after which one may.
func (q quoting) stray(marks, inside, may uint64) uint64 { return marks & inside &^ (may<<8 | q.may) }

// after is the quoting for the next word.
func after(inside, may uint64) quoting { return quoting{-(inside >> 63) & highs, may >> 56} }
