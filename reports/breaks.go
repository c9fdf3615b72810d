package reports

// A Break lets what comes next begin a page where there are pages. On a screen it parts what comes before from what
// comes after.
type Break struct {
	Odd  bool   // a right-hand page, for which one may be left blank: what comes next can be handed out by itself
	Part string // what comes next is a part of its own: this stands at its feet instead of Foot, and its pages are counted from 1; "" if it is not
}

func (b Break) cleaned() Block { return Break{b.Odd, Clean(b.Part)} }
