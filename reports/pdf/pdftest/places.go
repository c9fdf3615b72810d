package pdftest

import (
	"fmt"
	"strings"
	"unicode"
)

// Places says what stands where it should not: text or drawing outside the room of a page that is for
// content, and text over other text. Running heads and feet may stand outside, but on the page.
func Places(pages []Page, room Box) []string {
	const little = 0.02 // what rounding may do
	var faults []string
	fault := func(n int, format string, args ...any) {
		faults = append(faults, fmt.Sprintf("page %d: ", n+1)+fmt.Sprintf(format, args...))
	}
	for n, p := range pages {
		for _, f := range p.Fills {
			if !f.within(room, 0.7) { // a line stands half outside the place it is drawn at
				fault(n, "something is painted outside the margins: %v", f)
			}
		}
		for i, a := range p.Texts {
			switch {
			case a.Artifact && !a.within(Box{0, 0, p.Width, p.Height}, -10):
				fault(n, "%q stands at the edge of the paper: %v", a.Says, a.Box)
			case !a.Artifact && !a.within(room, little+stray(a)):
				fault(n, "%q is outside the margins: %v", a.Says, a.Box)
			}
			for _, b := range p.Texts[:i] {
				if a.Left < b.Right-little && b.Left < a.Right-little && a.Top < b.Bottom-little && b.Top < a.Bottom-little && !marks(a.Says) && !marks(b.Says) {
					fault(n, "%q lies over %q", a.Says, b.Says)
				}
			}
		}
	}
	return faults
}

// within says whether a box is in another that is a little larger than said.
func (b Box) within(room Box, little float64) bool {
	return b.Left >= room.Left-little && b.Right <= room.Right+little && b.Top >= room.Top-little && b.Bottom <= room.Bottom+little
}

// stray is how far a text may leave its room: marks that are piled up, by half their size.
func stray(t Text) float64 {
	if marks(t.Says) {
		return t.Size / 2
	}
	return 0
}

// marks says whether a text is only of marks, which are there to lie over letters.
func marks(says string) bool {
	return strings.IndexFunc(says, func(r rune) bool { return !unicode.Is(unicode.M, r) }) < 0
}
