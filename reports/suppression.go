// # Small groups
//
// Of 30 pupils in a room, a count of 2 is two pupils whom the others can name. So what is published of a class is
// published by one rule, which holds also against a reader who knows the rule.
//
// People are shared out over groups, in a fixed order, and how many there are in all is known. The groups are opened
// one after the other: a count is shown if it is at least few and at least few people are left for the groups after
// it; where that does not hold, this group and all after it are told as one number. It is not the usual rule, which
// hides each small cell and the smallest other one beside it. Of 4, 4 and 5 that shows the 5, and whoever knows the
// rule knows the rest: two hidden cells under 5 that make 8 are 4 and 4. Here what stays hidden could be any of:
//
//   - everyone left in the first hidden group, or nobody: in both cases the rule stops here. So each hidden count
//     can be from 0 up to all who are left, who are at least few;
//   - and where one bit more is told, which of the two sides is the small one, as a teacher must know of a skill
//     whether nearly all show it or nearly nobody: the small side can be 0 to 4, the other side accordingly. The
//     bit is told only where both are possible in all five ways: where at least 2 few - 1 people are left.
//
// So every hidden count has at least five possible values (TestPublish tries all rows of 2 to 6 groups of up to 40 people).
//
// # Between rows
//
// Only one kind of row is published: how many people are at the target in a part of a requirement, below it, and
// neither. Of a requirement with one part that is the requirement. Of one with several parts there is no row for
// the whole, which follows from the parts and would narrow them. No two rows rest on a same question, nor on one
// that decides whether the other is asked: a second row that would is left out (Class says which). So nothing
// but what people are like relates one row to another, and no two can be subtracted. Readiness, bands, evidence
// and counts of single questions, which are made of the same answers, are not published at all. Pictures are drawn
// from what is published, not from what is known. What comes first, and what is named, follows from published
// figures alone. Item statistics are for staff, who have each pupil's own report.
package reports

import "fmt"

// few is the least number of people that is shown as a number.
const few = 5

// A published row is what is published of how many people there are in some groups.
type published struct {
	People int
	Counts []int // of the first groups, exactly
	Hidden int   // people in the groups after these, together; 0 if all are shown
	Small  side  // of what is hidden
}

// A side says where fewer than few of the hidden people are.
type side int

const (
	untold      side = iota
	smallFirst       // in the first hidden group
	smallOthers      // in the groups after it
)

// publish says what is published of the counts of some groups.
func publish(counts ...int) published {
	o := published{}
	for _, n := range counts {
		o.People += n
	}
	left := o.People
	for i, n := range counts {
		if i < len(counts)-1 && (n < few || left-n < few) {
			o.Hidden = left
			switch {
			case left < 2*few-1:
			case n < few:
				o.Small = smallFirst
			default:
				o.Small = smallOthers
			}
			return o
		}
		o.Counts = append(o.Counts, n)
		left -= n
	}
	return o
}

// says words a published row, where groups are named as in "12 at the target".
func (o published) says(groups []string) string {
	says := ""
	for i, n := range o.Counts {
		says += fmt.Sprintf("%d %s; ", n, groups[i])
	}
	if o.Hidden == 0 {
		return says[:len(says)-len("; ")]
	}
	who, of := fmt.Sprintf("all %d", o.Hidden), fmt.Sprint(o.Hidden)
	if len(o.Counts) > 0 {
		who = fmt.Sprintf("the other %d", o.Hidden)
		of = who
	}
	group := groups[len(o.Counts)]
	switch o.Small {
	case smallFirst:
		return says + fmt.Sprintf("fewer than %d of %s are %s", few, of, group)
	case smallOthers:
		return says + fmt.Sprintf("at least %d of %s are %s", o.Hidden-few+1, of, group)
	}
	return says + who + " not told apart"
}
