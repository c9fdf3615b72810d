package reports

import (
	"fmt"
	"strconv"

	"readiness/reports/pdf"
)

// Shares are a picture of how people are shared out over groups: a bar a row, in parts that are as long as a group
// is large. All that the picture shows is also said in words at each row.
type Shares struct {
	Caption string
	Groups  []string // what the parts of each bar are, in order; at most five
	Full    int      // how many people the whole length of a bar is
	Rows    []Share
}

// A Share is one bar of Shares.
type Share struct {
	Label  string
	Counts []int // of the first groups, as many as are shown
	Hidden int   // how many people are in the other groups together, where these are not shown; drawn as one part
	Nearly bool  // nearly all of these are in the first of those groups
	Says   string
}

// Alt says what the picture shows, for who cannot see it. The counts stand beside it as words.
func (s Shares) Alt() string {
	return fmt.Sprintf("%s, in parts as long as each group is large. The counts follow.",
		either(len(s.Rows), "A bar", fmt.Sprintf("%d bars", len(s.Rows))))
}

// hides says whether some bar has a part that is not told apart, and whether one has a part of which nearly all is
// told.
func (s Shares) hides() (some, nearly bool) {
	for _, row := range s.Rows {
		some = some || row.Hidden > 0 && !row.Nearly
		nearly = nearly || row.Hidden > 0 && row.Nearly
	}
	return some, nearly
}

// A Segment is a part of a drawn bar: where it begins, how long it is and where it ends, in percent of the length of
// a full bar.
type Segment struct {
	Group           int  // its position; hiddenGroup for what is not told apart
	Nearly          bool // nearly all of it is of the group
	From, Wide, End string
	Says            string // in a key, what it means
}

// hiddenGroup stands for what is not told apart: after all groups.
const hiddenGroup = 5

// Striped says whether its pattern has stripes.
func (s Segment) Striped() bool { return s.Group == 2 || s.Group == hiddenGroup || s.Nearly }

// Key gives what the parts of the bars mean, each as a bar of its own; nil if there is but one meaning.
func (s Shares) Key() []Segment {
	some, nearly := s.hides()
	if len(s.Groups) < 2 && !some && !nearly {
		return nil
	}
	var all []Segment
	for i, says := range s.Groups {
		all = append(all, Segment{i, false, "0", "100", "100", says})
	}
	if nearly {
		all = append(all, Segment{0, true, "0", "100", "100", "hatched: nearly all of that group"})
	}
	if some {
		all = append(all, Segment{hiddenGroup, false, "0", "100", "100", "not told apart"})
	}
	return all
}

// Segments gives the parts of a bar, for a length of full people. Groups without anybody have none.
func (s Share) Segments(full int) []Segment {
	var all []Segment
	at := 0
	add := func(group, people int, nearly bool) {
		if people > 0 && full > 0 {
			all = append(all, Segment{group, nearly, percentOf(at, full), percentOf(people, full), percentOf(at+people, full), ""})
			at += people
		}
	}
	for i, n := range s.Counts {
		add(i, n, false)
	}
	if s.Nearly {
		add(len(s.Counts), s.Hidden, true)
	} else {
		add(hiddenGroup, s.Hidden, false)
	}
	return all
}

// percentOf gives a share of a length in percent, to a hundredth.
func percentOf(n, of int) string {
	return strconv.FormatFloat(100*float64(n)/float64(of), 'f', 2, 64)
}

func (s Shares) cleaned() Block {
	clean := Shares{Clean(s.Caption), cleanAll(s.Groups), s.Full, make([]Share, len(s.Rows))}
	for i, row := range s.Rows {
		row.Label, row.Says = Clean(row.Label), Clean(row.Says)
		clean.Rows[i] = row
	}
	return clean
}

// drawShares puts shares on the page.
func drawShares(out *pdf.Doc, s Shares) {
	rows := make([]pdf.Share, len(s.Rows))
	for i, row := range s.Rows {
		rows[i] = pdf.Share(row)
	}
	var key []pdf.ShareKey
	for _, k := range s.Key() {
		key = append(key, pdf.ShareKey{Group: k.Group, Nearly: k.Nearly, Hidden: k.Group == hiddenGroup, Says: k.Says})
	}
	out.Shares(pdf.Shares{Caption: s.Caption, Alt: s.Alt(), Full: s.Full, Rows: rows, Key: key})
}
