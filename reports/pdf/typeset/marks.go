package typeset

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// circle is what a combining mark stands on that follows no letter.
const circle = '\u25CC'

// Room for marks, in thousandths of the size: the least between a letter and a mark over or under it,
// and the most by which marks leave Ascent and Descent, however many there are.
const (
	gap   = 40
	stray = 300
)

// marks says whether a span holds a combining mark, drawn off its place.
func (s Span) marks() bool {
	r, _ := utf8.DecodeRuneInString(s.Text)
	return unicode.Is(unicode.M, r)
}

// place parts what an item draws into letters and the marks on the last of them. The fonts say only
// for their own shaping rules where a mark goes; here it goes by its class of combination to the
// middle or a side of what it is drawn on, and off it as far as it must.
func (it *item) place() {
	var letters, marks []rune
	for _, r := range it.drawn {
		switch {
		case unicode.Is(unicode.M, r):
			marks = append(marks, r)
		case it.level%2 == 1:
			letters = append(letters, mirrored(r))
		default:
			letters = append(letters, r)
		}
	}
	if len(letters) == 0 {
		letters = []rune{circle}
	}
	last := &letters[len(letters)-1]
	if len(marks) > 0 && unicode.Is(unicode.Hebrew, *last) {
		*last, marks = it.face.pointed(*last, marks)
	}
	it.drawn = string(letters)
	it.width = it.face.width(it.drawn)
	if len(marks) == 0 {
		return
	}
	on, end := it.face.box(*last), float64(it.face.width(string(*last)))
	slices.SortStableFunc(marks, func(a, b rune) int { return stacking(a) - stacking(b) })
	for _, mark := range marks {
		over := it.face.box(mark)
		right, up := offset(on, over, class(mark))
		switch {
		case over.bottom+up > on.top:
			on.top = over.top + up
		case over.top+up < on.bottom:
			on.bottom = over.bottom + up
		}
		it.marks = append(it.marks, Span{Face: it.face, Text: string(mark), Right: (right - end) / 1000, Up: up / 1000})
	}
}

// class gives the canonical combining class of a mark, which says where it goes. Unicode Standard,
// table 4-3.
func class(mark rune) uint8 { return norm.NFD.PropertiesString(string(mark)).CCC() }

// stacking puts the Arabic vowels after the sign of doubling, on which they stand.
func stacking(mark rune) int {
	if c := class(mark); c >= 27 && c <= 32 {
		return 1
	}
	return 0
}

// offset gives how far a mark must be moved, in thousandths of the size, if both it and what it is to
// stand on are drawn from the same place.
func offset(on, mark box, class uint8) (right, up float64) {
	right = (on.left + on.right - mark.left - mark.right) / 2
	switch class {
	case 24, 232, 216, 234, 233: // the point of shin, above on the right, joined on the right, over two letters
		right += (on.right - on.left) / 2
	case 19, 25, 228: // the points of holam and sin, above on the left
		right -= (on.right - on.left) / 2
	}
	switch class {
	case 0, 1, 21, 23, 216: // through the letter, inside it, joined to it
	case 10, 11, 12, 13, 14, 15, 16, 17, 18, 20, 22, 29, 32, 202, 218, 220, 222, 233, 240:
		up = max(min(0, on.bottom-gap-mark.top), -1000*Descent-stray-mark.bottom)
	default:
		up = min(max(0, on.top+gap-mark.bottom), 1000*Ascent+stray-mark.top)
	}
	return right, up
}

// pointed takes marks into a Hebrew letter that has a character of its own with them: Unicode keeps
// those for fonts drawn as these are, but normal forms take them apart.
func (f Face) pointed(letter rune, marks []rune) (rune, []rune) {
	whole, most := letter, 1
	for r := rune(0xFB1D); r <= 0xFB4E; r++ {
		parts := []rune(norm.NFD.String(string(r)))
		missing := func(part rune) bool { return !slices.Contains(marks, part) }
		if len(parts) > most && parts[0] == letter && !slices.ContainsFunc(parts[1:], missing) && f.has(string(r)) {
			whole, most = r, len(parts)
		}
	}
	taken := []rune(norm.NFD.String(string(whole)))
	return whole, slices.DeleteFunc(marks, func(m rune) bool { return whole != letter && slices.Contains(taken, m) })
}
