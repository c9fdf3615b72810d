package reports

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"readiness/assess"
)

// A CandidateView says what of a candidate is shown, and to whom the candidate can turn.
type CandidateView struct {
	Blind      bool // no qualification is named, and no reason for what is missing
	WithText   bool // free text is shown
	Controller Controller
	Row        int // in the table, from 1
}

// A reviewed is a candidate's result being worded for people who decide.
type reviewed struct {
	group
	*personal
	CandidateView
}

// Candidate words a result for the people who decide: where each requirement stands, and what was said to each
// question that it rests on. It has no name, no advice and no band. What a PDF says of itself, too, names nobody.
func Candidate(r assess.Result, v CandidateView) Document {
	r.Name = ""
	c := &reviewed{CandidateView: v, personal: &personal{Result: r, asked: map[string]assess.Said{}, lost: map[string]bool{}}}
	for _, q := range r.Questions {
		c.asked[q.ID] = q
	}
	who := "Candidate " + cmp.Or(strings.TrimSpace(Clean(r.Reference)), fmt.Sprintf("%d, by row", v.Row))
	c.group.head(1, who)
	c.group.say("For a person to decide with: nothing here accepts or rejects anyone. All of it rests on the candidate's own answers, and nobody has checked them.")
	c.front()
	c.table()
	c.group.head(2, "What was said")
	c.group.say("The answer with the highest share of its points counts for a part. “Own estimate” is what the candidate thinks; what is stated has not been seen by anyone.")
	if c.Blind {
		c.group.say("Certificates, results and experience share one row without points, so that nobody sees which of them there is. Where nothing else can show a part, the row says whether the part is at the target. Beside other answers there is such a row only if it counts, or if it alone is missing.")
	}
	for _, j := range r.Requirements {
		c.requirement(j)
	}
	c.texts()
	c.asking()
	return c.group.document("For review: row "+fmt.Sprint(v.Row), "One candidate's answers beside what the role asks for", r.Date, who)
}

// front says what this is about.
func (c *reviewed) front() {
	facts := Facts{
		{"Row of the table", []string{fmt.Sprint(c.Row)}},
		{"Role", []string{fmt.Sprintf("%s (version %s)", c.Role.Title, c.Role.Version)}},
		{"Date of the answers", []string{cmp.Or(day(c.Date), "not given")}},
	}
	for _, f := range []struct {
		name string
		r    *assess.Range
	}{{"Readiness, essentials", c.Readiness}, {"Strength, desirables", c.Strength}} {
		says := "none: nothing of this kind applies"
		if f.r != nil {
			says = level(f.r.Low, f.r.High)
		}
		facts = append(facts, Fact{f.name, []string{says}})
	}
	c.group.add(facts)
}

// table shows where each requirement stands and how that is known. Blind, there is no level: in a requirement of one
// part it would tell which certificate it rests on.
func (c *reviewed) table() {
	t := Table{Columns: []Column{{Head: "Requirement", Names: true, Wide: 29}, {Head: "Kind", Wide: 11}, {Head: "State", Wide: 15}, {Head: "Evidence", Wide: 26}, {Head: "Level and target", Wide: 19}}}
	if c.Blind {
		t.Columns = []Column{{Head: "Requirement", Names: true, Wide: 35}, {Head: "Kind", Wide: 12}, {Head: "State", Wide: 20}, {Head: "Evidence", Wide: 33}}
	}
	for _, j := range c.Requirements {
		figures := "none"
		if j.Range != nil {
			figures = Bar{Low: j.Low, High: j.High, Target: j.Target}.Figures()
		}
		row := []string{j.Name, capital(string(j.Kind)), capital(standing(j.State)), c.kinds(j), figures}
		t.Rows = append(t.Rows, row[:len(t.Columns)])
	}
	c.group.head(2, "The requirements")
	c.group.add(t)
}

// kinds names the kinds of evidence that count in a requirement, and whether some is missing.
func (c *reviewed) kinds(j assess.Judged) string {
	counts := map[assess.Evidence]bool{}
	missing := false
	for _, part := range j.Parts {
		missing = missing || part.Range != nil && part.ExactLow != part.ExactHigh
		for _, e := range part.Evidence {
			counts[e.Evidence] = counts[e.Evidence] || e.Counts && (e.Points > 0 || e.Evidence != assess.Documented)
		}
	}
	var says []string
	for _, kind := range []assess.Evidence{assess.Claimed, assess.Documented, assess.Measured} {
		if counts[kind] {
			says = append(says, c.kind(kind))
		}
	}
	// Blind, what is missing beside something stated is named only where it decides: that the experience besides a
	// certificate is open tells that there is a certificate.
	if missing && !(c.Blind && counts[assess.Documented] && j.State != assess.NotEnough) {
		says = append(says, assess.NoEvidence)
	}
	switch {
	case len(says) > 0:
		return strings.Join(says, " + ")
	case j.Range == nil:
		return "none"
	}
	return assess.NothingShown
}

// kind says how an answer is known.
func (c *reviewed) kind(e assess.Evidence) string { return e.Review(c.Blind) }

// requirement tells what was said to the questions of one requirement.
func (c *reviewed) requirement(j assess.Judged) {
	c.group.head(3, fmt.Sprintf("%s: %s", j.Name, standing(j.State)))
	if j.Range == nil {
		c.group.say("By the candidate's answers, this does not apply. It is left out of the figures.")
		return
	}
	t := Table{Columns: []Column{{Head: "Part", Wide: 20}, {Head: "Question", Names: true, Wide: 34}, {Head: "What was said", Wide: 33}, {Head: "Points", Wide: 13}}}
	for _, part := range j.Parts {
		stated, others := c.apart(part)
		for _, e := range others {
			t.Rows = append(t.Rows, []string{part.Name, c.ask(e.Question), c.said(e), c.points(e)})
		}
		if says, stands := together(part, stated, others, j.Target); says != "" {
			t.Rows = append(t.Rows, []string{part.Name, "Any certificate, result or experience", capital(says), stands})
		}
	}
	if len(t.Rows) > 0 {
		c.group.add(t)
	}
}

// apart gives the evidence of a part that is to be told: blind, what is documented apart from the others.
func (c *reviewed) apart(part assess.JudgedPart) (stated, others []assess.Shown) {
	for _, e := range part.Evidence {
		switch {
		case unmentioned(e):
		case c.Blind && e.Evidence == assess.Documented:
			stated = append(stated, e)
		default:
			others = append(others, e)
		}
	}
	return stated, others
}

// together tells in one, blind, of all that is documented for a part. Points, and what they are out of, would tell
// which of it counts. Beside other answers, whose points are known, even how the part stands would: there, it is only
// told that something documented counts, or that it alone is open. It says "" if there is nothing to tell.
func together(part assess.JudgedPart, stated, others []assess.Shown, target int) (says, stands string) {
	missing := func(e assess.Shown) bool { return e.Missing }
	counts := slices.ContainsFunc(stated, func(e assess.Shown) bool { return e.Counts && e.Points > 0 })
	open := part.Range != nil && part.ExactLow != part.ExactHigh && slices.ContainsFunc(stated, missing)
	switch {
	case len(stated) == 0:
		return "", ""
	case len(others) > 0 && counts:
		return assess.Documented.Review(true), "counts"
	case len(others) > 0 && open && !slices.ContainsFunc(others, missing):
		return assess.NoEvidence, "not known"
	case len(others) > 0:
		return "", ""
	case part.Range == nil:
		return "does not apply", "left out"
	}
	stands = "not known"
	switch {
	case part.Low >= target: // rounding down loses nothing, as a target is a whole number
		stands, open = "at the target", false
	case part.High < target:
		stands, open = "below the target", false
	}
	switch {
	case counts && open:
		return assess.Documented.Review(true) + " + " + assess.NoEvidence, stands
	case counts:
		return assess.Documented.Review(true), stands
	case open:
		return assess.NoEvidence, stands
	}
	return assess.NothingShown, stands
}

// countsHere marks the answer that a part takes.
const countsHere = ", counts"

// said gives what was said to a question, as far as it is shown, and how it is known.
func (c *reviewed) said(e assess.Shown) string {
	switch {
	case e.State == assess.Answered:
		return c.answer(e)
	case e.State == assess.NotApplicable && !c.Blind && e.Say != "":
		return e.Say
	case e.State == assess.NotApplicable:
		return "Does not apply"
	case e.Missing && c.Blind:
		return capital(assess.NoEvidence)
	case e.Missing:
		return c.why(e)
	case e.State == assess.NotAsked:
		return c.notAsked(e)
	}
	return capital(assess.NoEvidence)
}

// answer gives an answer, and how it is known.
func (c *reviewed) answer(e assess.Shown) string {
	kind := c.kind(e.Evidence)
	if e.Evidence == assess.Documented && e.Points == 0 {
		kind = assess.NothingShown
	}
	says := e.Say
	if c.asked[e.Question].Kind == assess.Many {
		says = ticked(says)
	}
	return capital(kind) + ": " + says
}

// notAsked says that an earlier answer rules a question out, and what is kept of it all the same. Blind, neither is
// said: it would tell what the earlier answer was.
func (c *reviewed) notAsked(e assess.Shown) string {
	says := "Not asked, because of an earlier answer"
	switch {
	case c.Blind:
		return capital(assess.NothingShown)
	case e.Say == "":
		return says
	}
	return says + fmt.Sprintf(". An answer is kept and not counted: %s", quoted(e.Say))
}

// why says for what reason an answer is missing.
func (c *reviewed) why(e assess.Shown) string {
	switch e.State {
	case assess.PreferNotToSay:
		return "Preferred not to say"
	case assess.NotCollected:
		return "Not collected: the form did not ask"
	case assess.NotTaken:
		return "Exercise not taken"
	case assess.NotAsked:
		return "Not asked: an earlier answer is missing"
	}
	return "Not answered"
}

// points says what an answer earns, and whether it counts.
func (c *reviewed) points(e assess.Shown) string {
	switch {
	case e.State == assess.NotApplicable:
		return "left out"
	case e.Missing:
		return fmt.Sprintf("0 to %d of %d", e.Of, e.Of)
	case e.Aside, e.State == assess.NotTaken:
		return notCounted
	}
	says := fmt.Sprintf("%d of %d", e.Points, e.Of)
	if e.Counts {
		says += countsHere
	}
	return says
}

// texts gives the free texts, if they are to be shown.
func (c *reviewed) texts() {
	if !c.WithText {
		return
	}
	texts := slices.DeleteFunc(slices.Clone(c.Questions), func(q assess.Said) bool { return q.Kind != assess.Text || q.State != assess.Answered })
	if len(texts) == 0 {
		return
	}
	c.group.head(2, "In the candidate's own words")
	c.group.say("Not judged, and as they were written: they may name people or say what should not be weighed.")
	var facts Facts
	for _, q := range texts {
		facts = append(facts, Fact{q.Ask, split(q.Say)})
	}
	c.group.add(facts)
}

// asking says what the candidate can ask for, and from whom.
func (c *reviewed) asking() {
	c.group.head(2, "What the candidate can ask for")
	c.group.add(append(Facts{{"Responsible", []string{c.Controller.said(c.Controller.Name)}}, {"Contact", []string{c.Controller.said(c.Controller.Contact)}}}, c.Controller.rights(false)...))
	c.group.add(Frame{{"Reviewer", 1}, {"Decision", 1}, {"Reason", 3}, {"Date", 1}})
}
