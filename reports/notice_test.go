package reports

import (
	"strings"
	"testing"

	"readiness/assess"
)

// TestControllerWords: every word of the controller stands in the notice and in the summary, and what it did not give is not
// left blank.
func TestControllerWords(t *testing.T) {
	s, all := screenedOf(t, 30, 2)
	c := Controller{"Example Trust", "1 Example Street", "Six months", "Write to the board", "Call us"}
	r := assess.Judge(s.Role, all[0])
	for _, given := range []bool{true, false} {
		words := []string{c.Name, c.Contact, c.Complaints, c.Adjustments}
		if !given {
			c, words = Controller{}, []string{notGiven}
		}
		s.Controller = c
		for name, d := range map[string]Document{"notice": Notice(c, s.Role), "screened": Screened(s), "candidate": Candidate(r, CandidateView{Controller: c, Row: 1})} {
			wellFormed(t, d)
			whole := strings.Join(said(d), "\n")
			for _, w := range words {
				if !strings.Contains(whole, w) {
					t.Errorf("%s lacks %q", name, w)
				}
			}
			for _, right := range []string{"Comment", "Ask for a person", "Contest", "Complain", "Adjustments"} {
				if !strings.Contains(whole, right) {
					t.Errorf("%s lacks %q", name, right)
				}
			}
		}
	}
}

// TestNoticeNames: the notice names every requirement of the role.
func TestNoticeNames(t *testing.T) {
	_, role := fixture()
	whole := strings.Join(said(Notice(Controller{}, role)), "\n")
	for _, r := range role.Requirements {
		if !strings.Contains(whole, r.Name) {
			t.Errorf("it lacks %q", r.Name)
		}
	}
}
