package reports

import (
	"fmt"
	"slices"
	"strings"

	"readiness/assess"
)

// A ClassInput is what a page about a class is made of.
type ClassInput struct {
	Role          *assess.Role
	Questionnaire *assess.Questionnaire
	Cohort        *assess.Cohort
	Table         Intake
	Date          string // YYYY-MM-DD; "" if not known
	Program       string // its name and version
}

// leastClass is the least number of people of whom a page says anything: of fewer, either of two groups is
// under few.
const leastClass = 2 * few

// skillGroups are where pupils stand in one skill, in the order in which the counts are opened.
var skillGroups = []string{"at the target", "below it", "not known, or it does not apply"}

// A skill is a part of a requirement, and what is published of it.
type skill struct {
	published
	requirement *assess.Requirement
	part        string
	label       string
}

// Class says what a class can already show for a role and what to teach next. It has no names, no free text, no
// ranking and no count from which a small group could be worked out: see suppression.go.
func Class(c ClassInput) Document {
	g := &group{}
	title := "Class page: " + c.Role.Title
	g.head(1, title)
	g.say("What a class can already show for this role, and what to teach next, from the pupils' own answers. It names nobody and ranks nobody. It is not an exam and not a document of the NHS or of any employer.")
	people := c.Cohort.People // what else came in is for staff: rows that were set aside are pupils too, and may be few
	if !c.Table.addsUp(people) {
		g.add(Note{[]string{"The rows of the table were counted. " + lostRows + "."}})
	}
	if people < leastClass {
		g.add(Note{[]string{fmt.Sprintf("With fewer than %d pupils nothing can be shown here: any count would tell of fewer than %d of them. Each pupil's own report says all there is to say.", leastClass, few)}})
	} else {
		skills, left := c.skills()
		g.say("Made from the answers of %d pupils.", people)
		g.teach(skills)
		g.shown(skills)
		g.pictures(skills, people)
		g.unshown(skills, left)
	}
	g.head(2, "How this was made")
	g.rules(c.Role, c.Questionnaire, c.Program, c.Date)
	return g.document(title, "What a class can already show, and what to teach next", c.Date, "")
}

// skills gives the rows that are published, in the order of the role, and the names of those that are not, as they
// rest on the same questions as another, or as the form asked nothing for them.
func (c ClassInput) skills() (all []skill, left leftOut) {
	taken := map[string]bool{}
	for i := range c.Role.Requirements {
		r := &c.Role.Requirements[i]
		for k, part := range r.Parts {
			label := r.Name
			if len(r.Parts) > 1 {
				label += ": " + part.Name
			}
			rests := c.rests(part.Questions)
			switch {
			case len(rests) == 0:
				left.unasked = append(left.unasked, label)
				continue
			case slices.ContainsFunc(rests, func(id string) bool { return taken[id] }):
				left.again = append(left.again, label)
				continue
			}
			for _, id := range rests {
				taken[id] = true
			}
			stands := c.Cohort.Requirements[i].Parts[k]
			unknown := stands.Of(assess.NotEnough) + stands.Of(assess.DoesNotApply)
			all = append(all, skill{publish(stands.Of(assess.Met), stands.Of(assess.NotYet), unknown), r, part.Name, label})
		}
	}
	return all, left
}

// leftOut names the skills without a row.
type leftOut struct{ again, unasked []string }

// rests gives the questions that the form asked of those with some ids, and those that decide whether they are asked.
func (c ClassInput) rests(ids []string) []string {
	var rests []string
	for todo := slices.Clone(ids); len(todo) > 0; todo = todo[1:] {
		id := todo[0]
		if slices.Contains(rests, id) {
			continue
		}
		if !slices.Contains(c.Table.NotCollected, id) {
			rests = append(rests, id)
		}
		for _, condition := range c.Questionnaire.Question(id).OnlyIf {
			todo = append(todo, condition.Question)
		}
	}
	return rests
}

// short says of how many people, at least, a skill is published not to be shown: all but those at the target.
func (s skill) short() int {
	switch {
	case len(s.Counts) > 0:
		return s.People - s.Counts[0]
	case s.Small == smallFirst:
		return s.People - few + 1
	}
	return 0
}

// shows says of how many people, at least, a skill is published to be shown.
func (s skill) shows() int {
	switch {
	case len(s.Counts) > 0:
		return s.Counts[0]
	case s.Small == smallOthers:
		return s.People - few + 1
	}
	return 0
}

// mostTaught is how many skills are named to teach next.
const mostTaught = 6

// teach names the skills that most pupils do not show yet, each with what the role advises first.
func (g *group) teach(skills []skill) {
	g.head(2, "What to teach next")
	all := slices.DeleteFunc(slices.Clone(skills), func(s skill) bool { return 3*s.short() <= s.People })
	slices.SortStableFunc(all, func(a, b skill) int { return b.short() - a.short() })
	if len(all) == 0 {
		g.say("No skill can be named here: of none can it be told that more than a third of the pupils do not show it yet. Small counts are hidden, so that may be so all the same.")
		return
	}
	g.say("The skills that more than a third of the pupils do not show yet, those of most pupils first, and what the role advises a pupil to do. Where much is not known, ask again before you teach.")
	var facts Facts
	for _, s := range all[:min(len(all), mostTaught)] {
		says := []string{sentence(capital(s.says(skillGroups)))}
		if step := stepFor(s.requirement, s.part); step != nil {
			says = append(says, timed(assess.NextStep{Do: step.Do, Takes: step.Takes}))
		}
		facts = append(facts, Fact{s.label, says})
	}
	g.add(facts)
	g.untaught(all)
}

// untaught says how many skills are not named to teach next, as there are too many, and where the role's order alone
// decided which.
func (g *group) untaught(all []skill) {
	if len(all) <= mostTaught {
		return
	}
	last, ties := all[mostTaught-1].short(), 0
	for _, s := range all[mostTaught:] {
		if s.short() == last {
			ties++
		}
	}
	rest := len(all) - mostTaught
	says := fmt.Sprintf("And %s below, in the pictures: more than a third do not show %s yet either. Only %d are named here.", count(rest, "more skill"), either(rest, "it", "them"), mostTaught)
	if ties > 0 {
		says += fmt.Sprintf(" Of these, %d %s as far off as the last one named, by what can be told: the order of the role alone put %s behind it.", ties, either(ties, "is", "are"), either(ties, "it", "them"))
	}
	g.say("%s", says)
}

// shown names the skills that are published to be shown by most pupils, by requirement.
func (g *group) shown(skills []skill) {
	g.head(2, "What the class can already show")
	nearly, most := "", "Two thirds or more"
	if len(skills) > 0 {
		nearly = fmt.Sprintf("At least %d of %d", skills[0].People-few+1, skills[0].People)
	}
	var facts Facts
	for i, s := range skills {
		if i > 0 && skills[i-1].requirement == s.requirement {
			continue
		}
		var says []string
		for _, level := range []string{nearly, most} {
			var parts []string
			for _, of := range skills[i:] {
				if of.requirement == s.requirement && of.isShown() && (level == nearly) == of.nearlyAll() {
					parts = append(parts, of.part)
				}
			}
			switch {
			case len(parts) > 0 && len(s.requirement.Parts) > 1:
				says = append(says, level+": "+strings.Join(parts, "; "))
			case len(parts) > 0:
				says = append(says, level)
			}
		}
		if len(says) > 0 {
			facts = append(facts, Fact{s.requirement.Name, says})
		}
	}
	if len(facts) == 0 {
		g.say("No skill can be named here: of none can it be told that two thirds of the pupils or more show it. Small counts are hidden, so that may be so all the same. It is no judgement of anybody.")
		return
	}
	says := "The skills that two thirds of the pupils or more show."
	if people := skills[0].People; 3*(people-few+1) < 2*people {
		says = fmt.Sprintf("The skills that most of the pupils show. In a class this small no more can be told than that at least %d of %d do.", people-few+1, people)
	}
	g.say("%s", says)
	g.add(facts)
}

// nearlyAll says that a skill is published to be shown by nearly all.
func (s skill) nearlyAll() bool { return s.Small == smallOthers && len(s.Counts) == 0 }

// isShown says that a skill is published to be shown by two thirds or more, or by nearly all: in a class of 10 that is
// at least 6, as no more can be told.
func (s skill) isShown() bool { return s.nearlyAll() || 3*s.shows() >= 2*s.People }

// pictures shows how the pupils are shared out in each skill.
func (g *group) pictures(skills []skill, people int) {
	g.head(2, "Each skill in a picture")
	g.say("The target is what the role asks of the whole requirement, taken for each of its parts. A whole bar is all %d pupils.", people)
	g.say("In each bar, from the left: dark is “%s”, lighter is “%s”, and upright stripes are “%s”. Crossed lines are pupils who are not told apart; where they lie over a colour, nearly all of them belong to it. The key under the bars shows the same.", skillGroups[0], skillGroups[1], skillGroups[2])
	for _, kind := range []assess.RequirementKind{assess.Essential, assess.Desirable} {
		s := Shares{Caption: capital(string(kind)) + ": " + kindMeans(kind), Groups: skillGroups, Full: people}
		for _, k := range skills {
			if k.requirement.Kind == kind {
				s.Rows = append(s.Rows, Share{k.label, k.Counts, k.Hidden, k.Small == smallOthers, sentence(capital(k.says(skillGroups)))})
			}
		}
		if len(s.Rows) > 0 {
			g.add(s)
		}
	}
}

// unshown says what is not shown, and why.
func (g *group) unshown(skills []skill, left leftOut) {
	g.head(2, "What is not shown, and why")
	g.say("A count of fewer than %d could point at pupils, and so could one that leaves fewer than %d others. So counts are shown one after the other while at least %d are counted and at least %d are left; the rest is told as one number. Where it helps teaching, it is said which side is the small one.", few, few, few, few)
	g.say("Two numbers that rest on the same answers could be subtracted. So a requirement of several parts is shown by its parts alone, and readiness and bands are not shown for a class.")
	if len(left.again) > 0 {
		g.say("Left out, as they rest on answers that another row rests on: %s", sentence(strings.Join(left.again, "; ")))
	}
	if len(left.unasked) > 0 {
		g.say("Left out, as the form asked nothing for them: %s", sentence(strings.Join(left.unasked, "; ")))
	}
}
