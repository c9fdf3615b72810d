package reports

import (
	"fmt"
	"strings"

	"readiness/assess"
)

// Words for candidates, and about what they may ask for. They are information, no legal advice: who uses this program
// for decisions about people answers for that. UK GDPR, Articles 13, 14 and 22A to 22D; Data Protection Act 2018 as
// changed by the Data (Use and Access) Act 2025; Equality Act 2010, section 20.

// A Blank field of a Controller stands in words as notGiven.
const notGiven = "not given: ask the organisation"

func (c Controller) said(s string) string {
	if strings.TrimSpace(s) == "" {
		return notGiven
	}
	return s
}

// Notice tells candidates what is worked out from their answers, that a person decides, and what they can ask for.
func Notice(c Controller, role *assess.Role) Document {
	g := &group{}
	title := "How your answers are used: " + role.Title
	g.head(1, title)
	g.say("%s uses a program, readiness, to set out your answers beside what this role asks for. This page says what it does with them, and what you can ask for.", c.said(c.Name))
	g.head(2, "A person decides")
	g.say("The program decides nothing. It puts nobody in an order, sets no cut and turns nobody away. A person looks at your answers, can see how each figure was made, and can come to another view.")
	g.head(2, "What is worked out, and from what")
	g.say("Only your answers to the questions of the form are used. For each requirement below, the program says whether your answers show that it is met, partly met, not yet met or does not apply, or that too little is known. If you leave a question out, the result is a range: from what it would be if that answer earned nothing to what it would be if it earned everything. From the essential requirements it works out a figure of 0 to 100, and from the desirable ones another.")
	g.requirementsOf(role)
	g.say("The program does not use your name. It works out nothing about you that the form did not ask, such as your age, your sex, where you come from or your health. It does not know whether an answer is right: nobody has checked what you say about certificates or experience.")
	g.head(2, "What you can ask for")
	g.add(c.rights(true))
	g.say("Write to %s: %s.", c.said(c.Name), strings.TrimRight(c.said(c.Contact), "."))
	g.head(2, "Whose responsibility this is")
	g.add(Facts{
		{"Responsible", []string{c.said(c.Name)}}, {"Contact", []string{c.said(c.Contact)}},
		{"How long what is kept", []string{c.said(c.Retention)}}, {"Complaints", []string{c.said(c.Complaints)}}, {"Adjustments", []string{c.said(c.Adjustments)}},
	})
	g.say("The legal ground for using your answers, who else receives them and all your other rights, such as to see, correct or have deleted what is held about you, stand in the privacy notice of %s. This page does not take its place.", c.said(c.Name))
	return g.document(title, "Information for candidates", "", "")
}

// requirementsOf names what the role asks for.
func (g *group) requirementsOf(role *assess.Role) {
	var facts Facts
	for _, kind := range []assess.RequirementKind{assess.Essential, assess.Desirable} {
		var names []string
		for _, i := range ofKind(role, kind) {
			names = append(names, role.Requirements[i].Name)
		}
		if len(names) > 0 {
			facts = append(facts, Fact{capital(string(kind)), []string{strings.Join(names, "; ")}})
		}
	}
	if len(facts) > 0 {
		g.add(facts)
	}
}

// rights says what a candidate can do about the figures: to the candidate, or of the candidate.
func (c Controller) rights(to bool) Facts {
	you, your := "The candidate", "the candidate's"
	if to {
		you, your = "You", "your"
	}
	return Facts{
		{"Comment", []string{fmt.Sprintf("%s can say that something is missing, wrong or wants explaining. It is put beside %s answers and read before a decision.", you, your)}},
		{"Ask for a person", []string{fmt.Sprintf("%s can ask that a person look at the answers themselves, and not at the figures alone.", you)}},
		{"Contest", []string{fmt.Sprintf("%s can contest a decision. A person with the power to change it looks at it again and gives the reasons.", you)}},
		{"Complain", []string{
			fmt.Sprintf("%s can complain to the organisation about how %s data are used: %s", you, your, sentence(c.said(c.Complaints))),
			"The organisation must say within 30 days that it has the complaint, and must say in the end what came of it. Besides, anyone can complain to the Information Commissioner's Office: ico.org.uk.",
		}},
		{"Adjustments", []string{fmt.Sprintf("%s can ask for an adjustment, such as another form, more time or a person who helps: %s", you, sentence(c.said(c.Adjustments)))}},
	}
}
