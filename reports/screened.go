package reports

import (
	"cmp"
	"fmt"
	"slices"

	"readiness/assess"
)

// A ScreenInput is what a summary for recruiters is made of.
type ScreenInput struct {
	Role          *assess.Role
	Questionnaire *assess.Questionnaire
	Cohort        *assess.Cohort
	Table         Intake
	Controller    Controller
	Blind         bool   // the outputs are
	Date          string // YYYY-MM-DD; "" if not known
	Program       string // its name and version
}

// Screened sums up many candidates for the people who decide. It has no candidate, no order and no cut.
func Screened(s ScreenInput) Document {
	g := &group{}
	title := "Summary for review: " + s.Role.Title
	g.head(1, title)
	g.say("This is for a person to decide with. Nothing here rejects anyone, or passes anyone: there is no cut, no rank and no order but that of the table.")
	g.came(s.Table, s.Questionnaire, s.Cohort.People)
	g.astray(s.Table)
	g.add(Note{[]string{
		"Do by hand, for each candidate: look at the evidence in the matrix or in the candidate's own pages, read what the candidate has added, and then write the reviewer, the decision, the reason and the date into the four empty columns. A reviewer must be able to come to another view than the figures.",
		"Whoever sorts the matrix by a figure and stops reading at a line has let the figure decide. UK law (UK GDPR, Articles 22A to 22D) has safeguards for decisions without meaningful human involvement. This is no legal advice.",
	}})
	if s.Cohort.People == 0 {
		g.say("No row was judged, so there is nothing to sum up.")
	} else {
		s.stands(g)
		s.spread(g)
		s.missing(g)
		s.moved(g)
	}
	s.informing(g)
	g.head(2, "How the figures were made")
	g.say("Each row was judged by itself, by the same rules. “Low” counts what is missing as nothing, “high” as everything. %s Nobody has checked what candidates state.", s.blindness())
	g.rules(s.Role, s.Questionnaire, s.Program, s.Date)
	return g.document(title, "Counts over all candidates, for people who decide", s.Date, "")
}

func (s ScreenInput) blindness() string {
	if s.Blind {
		return "The outputs are blind: they name nobody, say “qualification or equivalent stated” of whatever is documented, and “no evidence given” whatever the reason."
	}
	return "The outputs are not blind: they say what was stated and why an answer is missing. Consider whether who decides needs that."
}

// stands shows how the candidates stand in each requirement.
func (s ScreenInput) stands(g *group) {
	g.head(2, "The requirements")
	g.say("How many of the %s stand how. “Not enough” means that the missing answers decide: such a candidate can be asked.", manyOf(s.Cohort.People, "candidate"))
	t := Table{Columns: []Column{{Head: "Requirement", Names: true, Wide: 32}, {Head: "Kind", Wide: 14}, {Head: "Met", Figures: true, Wide: 10}, {Head: "Partly met", Figures: true, Wide: 10},
		{Head: "Not yet", Figures: true, Wide: 10}, {Head: "Not enough information", Figures: true, Wide: 14}, {Head: "Does not apply", Figures: true, Wide: 10}}}
	for i, r := range s.Role.Requirements {
		cells := []string{r.Name, capital(string(r.Kind))}
		for _, state := range assess.States {
			cells = append(cells, thousands(s.Cohort.Requirements[i].Of(state)))
		}
		t.Rows = append(t.Rows, cells)
	}
	g.add(t)
}

// someone counts candidates; "" for none.
func someone(n int) string {
	if n == 0 {
		return ""
	}
	return manyOf(n, "candidate")
}

// manyOf counts with commas: "1,000 candidates".
func manyOf(n int, noun string) string { return thousands(n) + " " + noun + either(n, "", "s") }

// spread shows the readiness at low in ten bands of ten points.
func (s ScreenInput) spread(g *group) {
	g.head(2, "The spread of readiness")
	var tens [10]int
	for level, n := range s.Cohort.Readiness {
		tens[min(level/10, 9)] += n
	}
	judged := s.Cohort.People - s.Cohort.NoBand
	if judged == 0 {
		g.say("No candidate has a readiness: no essential requirement applies.")
		return
	}
	most := slices.Max(tens[:])
	g.say("How many candidates have which readiness at low, 0 to 100. These steps are ten points each for reading; they mean nothing else, and no line between two of them is a line between people.")
	picture := Shares{Caption: "Candidates by readiness at low. The longest bar is " + manyOf(most, "candidate"), Groups: []string{"candidates"}, Full: most}
	for i, n := range tens {
		last := 10*i + 9
		if i == 9 {
			last = 100
		}
		picture.Rows = append(picture.Rows, Share{Label: fmt.Sprintf("%d to %d", 10*i, last), Counts: []int{n}, Says: manyOf(n, "candidate")})
	}
	g.add(picture)
	if s.Cohort.NoBand > 0 {
		g.say("Besides, %s: no essential requirement applies to them.", manyOf(s.Cohort.NoBand, "candidate")+" "+either(s.Cohort.NoBand, "has", "have")+" no readiness")
	}
}

// mostMissing is how many questions are named that are most often without an answer.
const mostMissing = 10

// missing shows where evidence is missing: by requirement, and by question.
func (s ScreenInput) missing(g *group) {
	g.head(2, "Where evidence is missing")
	if s.tooFew() {
		g.say("With fewer than %d candidates, counts of evidence, of single questions and of other targets would show what one of them said. They are left out.", few)
		return
	}
	fewer := ""
	if s.Blind {
		fewer = " The matrix says “no evidence given” of fewer of them: not where a qualification or equivalent is stated and what is missing decides nothing."
	}
	g.say("How many candidates have which kinds of evidence counted in a requirement, and of how many a part of it could still show more. One candidate can have several kinds.%s", fewer)
	t := Table{Columns: []Column{{Head: "Requirement", Names: true, Wide: 36}, {Head: "Own estimate", Figures: true, Wide: 14}, {Head: "Stated, not seen", Figures: true, Wide: 14},
		{Head: "Measured elsewhere", Figures: true, Wide: 16}, {Head: "Something missing", Figures: true, Wide: 16}}}
	for i, r := range s.Role.Requirements {
		e := s.Cohort.Requirements[i].Evidence
		t.Rows = append(t.Rows, []string{r.Name, thousands(e.Claimed), thousands(e.Documented), thousands(e.Measured), thousands(e.Missing)})
	}
	g.add(t)
	s.unanswered(g)
	if n := s.Cohort.Unasked; n > 0 {
		where := " The notes in the matrix name these."
		if s.Blind {
			where = ""
		}
		g.say("Of %s an answer is kept and not counted, because an earlier answer says that the question is not asked of them.%s", s.atLeastFew(n), where)
	}
}

// How many stand how in a requirement can be had from the matrix as well, and tells nothing that it does not. Counts
// of missing evidence, of single questions and of other targets cannot: a requirement that is met at 75 and not at 85
// tells of one certificate. So where the outputs are blind, these are told only of a handful of candidates and more.
// Greater counts stay as they are: they say what is asked for in vain, and not by whom.

// tooFew says that the candidates are so few that a count tells of each of them what the outputs are blind to.
func (s ScreenInput) tooFew() bool { return s.Blind && s.Cohort.People < few }

// atLeastFew counts candidates; blind, fewer than a few are not told exactly.
func (s ScreenInput) atLeastFew(n int) string {
	if s.Blind && n < few {
		return fmt.Sprintf("fewer than %d candidates", few)
	}
	return manyOf(n, "candidate")
}

// astray says what to do if a column that is not used is for a question that seems not to be collected.
func (g *group) astray(in Intake) {
	if len(in.Ignored) > 0 && len(in.NotCollected) > 0 {
		g.say("If a column that is not used holds the answers to one of the questions that seem to have none, say so with --map and run this again.")
	}
}

// unanswered names the questions that most often have no answer. Those that the form did not ask are said already.
func (s ScreenInput) unanswered(g *group) {
	type asked struct {
		ask string
		n   int
	}
	var all []asked
	least := 1
	if s.Blind {
		least = few
	}
	i := -1
	for _, q := range s.Questionnaire.Questions() {
		i++
		if n := s.Cohort.Questions[i].Missing; n >= least && q.Kind != assess.Text && !slices.Contains(s.Table.NotCollected, q.ID) {
			all = append(all, asked{q.Ask, n})
		}
	}
	if len(all) == 0 {
		says := "No question that the form asked is without an answer that could still come."
		if s.Blind {
			says = fmt.Sprintf("Each question that the form asked lacks an answer that could still come from fewer than %d candidates.", few)
		}
		g.say("%s", says)
		return
	}
	slices.SortStableFunc(all, func(a, b asked) int { return b.n - a.n })
	t := Table{Caption: "Questions of the form that are most often without an answer", Columns: []Column{{Head: "Question", Names: true, Wide: 80}, {Head: "Candidates", Figures: true, Wide: 20}}}
	for _, a := range all[:min(len(all), mostMissing)] {
		t.Rows = append(t.Rows, []string{a.ask, thousands(a.n)})
	}
	g.add(t)
	if more := len(all) - mostMissing; more > 0 {
		g.say("And %s besides, each of fewer candidates or as many.", count(more, "question"))
	}
}

// moved says what another target would change.
func (s ScreenInput) moved(g *group) {
	if s.tooFew() {
		return
	}
	g.head(2, "If a target were moved")
	g.say("A target is somebody's judgement. This is how many candidates would stand otherwise if it were %d points lower or higher. Where that is many, look at these people with more care; a move of the target is no decision about them.", assess.OneLevel)
	var facts Facts
	for i, r := range s.Role.Requirements {
		t := s.Cohort.Requirements[i]
		says := []string{fmt.Sprintf("At %d, as it is: %s %s it", r.Target, thousands(t.Of(assess.Met)), either(t.Of(assess.Met), "meets", "meet"))}
		for _, shift := range []assess.Shift{t.Easier, t.Stricter} {
			if shift.Target > 0 {
				says = append(says, fmt.Sprintf("At %d instead of %d: %s would stand otherwise", shift.Target, r.Target, s.shifted(shift)))
			}
		}
		facts = append(facts, Fact{r.Name, says})
	}
	g.add(facts)
}

// shifted counts whom another target would touch, and unless blind, how many would then meet it.
func (s ScreenInput) shifted(shift assess.Shift) string {
	if s.Blind {
		return s.atLeastFew(shift.Changed)
	}
	return fmt.Sprintf("%s would meet it, %s", thousands(shift.Met), cmp.Or(someone(shift.Changed), "nobody"))
}

// informing says what candidates must be told and can ask for, with the words of the controller.
func (s ScreenInput) informing(g *group) {
	c := s.Controller
	g.head(2, "Informing candidates, and what they can ask for")
	g.say("Before their answers are used, candidates should know what is worked out, from which answers, that a person decides, and how to comment, reach a person, contest and complain. The notice for candidates, which comes with this summary, says that in your name: use it only if you will do all that it says, and put your own privacy notice beside it.")
	g.add(Facts{{"Responsible", []string{c.said(c.Name)}}, {"Contact", []string{c.said(c.Contact)}}, {"How long what is kept", []string{c.said(c.Retention)}}})
	g.add(c.rights(false))
	g.say("The summary names nobody, but small counts in it can point at people: do not publish it. Keep the file with names apart from those who decide, and delete all of it when its time is over.")
}
