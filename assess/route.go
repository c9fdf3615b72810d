package assess

import (
	"cmp"
	"slices"
	"strings"
)

// # The shortest way to the next band
//
// A way is a set of changes to answers that something can show: documented or measured, with weeks. It
// costs the sum of the weeks. The least weeks win, then the fewest changes, then the order of the file.
// All ways cost something and the order among them is total, so that the way is one and none of its
// changes can be spared.

// A Route is the cheapest set of changes that reaches the next band at low.
type Route struct {
	Band    string `json:"band"`    // that it leads to
	Reaches bool   `json:"reaches"` // it does, once what is named in Besides is there; if not, no changes that something can show do
	Weeks   int    `json:"weeks"`   // of all changes, one after the other
	// Besides names the essentials that no change that something can show lifts to where the band asks. They
	// are taken as if they just stood there.
	Besides []string `json:"besides"`
	Changes []Change `json:"changes"` // in the order of the questionnaire; empty if none is needed besides, or none reaches
}

// A Change is one answer that would be another.
type Change struct {
	Question string `json:"question"`
	Name     string `json:"name"` // what the figures are of, such as "Typing test"; "" if To says it itself
	From     string `json:"from"` // the answer now, in words; "" if there is none, and for a tick that is added
	To       string `json:"to"`   // the answer then, or the tick that is added
	Weeks    int    `json:"weeks"`
	Where    string `json:"where"`
	Source   string `json:"source"` // of the weeks
	Points   int    `json:"points"` // what the whole answer then earns
	Of       int    `json:"of"`
}

// MostRouteWork is how much a search for a route may take, in pieces of evidence weighed and ways joined: well
// below 100 ms. A role that takes more is refused by package questionnaires; if it is judged all the same,
// there is no route.
const MostRouteWork = 20_000

// RouteWork gives how much work the search takes for whoever has answered nothing yet, where it takes most,
// and whether that is allowed.
func RouteWork(role *Role, q *Questionnaire) (work int, ok bool) {
	nothing, _ := NewAnswers(q, Sitting{}, nil) // no reply, no problem
	for i := range role.Bands[1:] {
		s := newSearch(role, nothing, true)
		s.find(role.Bands[i+1])
		work = max(work, s.work)
	}
	return work, work <= MostRouteWork
}

// route gives the shortest way from the band at position low; nil if there is none higher, or the search
// would take too long. A band above the next is looked at only where it asks less of the essentials; then a way
// with fewer of them besides is better.
func route(role *Role, a *Answers, low int) *Route {
	var best *Route
	var least *way
	laxest := AtLeast("")
	for _, band := range role.Bands[low+1:] {
		if laxest != "" && slices.Index(asks, band.Essentials) >= slices.Index(asks, laxest) {
			continue // it asks for all that one below it does
		}
		laxest = band.Essentials
		s := newSearch(role, a, false)
		found, besides := s.find(band)
		if s.work > MostRouteWork {
			return nil
		}
		if r := s.route(band, found, besides); best == nil || found != nil && (least == nil || cmp.Or(cmp.Compare(len(besides), len(best.Besides)), found.compare(least)) < 0) {
			best, least = r, found
		}
	}
	return best
}

// route words a way that was found; nil is none.
func (s *search) route(band Band, w *way, besides []string) *Route {
	r := &Route{Band: band.Name, Reaches: w != nil, Besides: besides, Changes: []Change{}}
	if w == nil {
		return r
	}
	r.Weeks = w.weeks
	for k, slot := range s.slots {
		if w.key[k] == len(slot.rungs) {
			continue
		}
		q, rung := s.a.Questionnaire.questions[slot.question], slot.rungs[w.key[k]]
		then := s.answer(slot.question, w)
		c := Change{
			Question: q.ID, Name: q.Reach.Name, From: q.words(s.a.held[slot.question]), To: q.Say(then),
			Weeks: rung.weeks, Where: q.Reach.Where, Source: q.Reach.Source, Points: q.Points(then), Of: q.most,
		}
		if q.Kind == Many {
			c.From, c.To = "", q.Options[rung.at].Say
		}
		if q.Exercise() {
			c.Name = cmp.Or(c.Name, strings.TrimSpace(q.Ask))
		}
		r.Changes = append(r.Changes, c)
	}
	return r
}
