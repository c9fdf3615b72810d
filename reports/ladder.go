package reports

import (
	"fmt"
	"strings"

	"readiness/assess"
)

// Other roles are told by how near they are, never by worth: what one does, where the same answers stand, and what is
// short.

// A rung is a group of roles that are about as near.
type rung struct {
	name, says string
	roles      []assess.Standing
}

// rungs groups roles by how near they are, the nearest first and what is not known last; groups without a role are left
// out.
func rungs(all []assess.Standing) []rung {
	groups := []rung{
		{name: "Within reach now", says: "By these answers, each role here is above its lowest band, whatever is still open. You can look at adverts for it today."},
		{name: "Further off", says: "By these answers, each role here is in its lowest band. Each says what is short; that is where learning begins."},
		{name: "Too little is known yet", says: "Answers that are missing decide whether these roles are above their lowest band. Nothing that is missing is held against you."},
	}
	for _, s := range all {
		g := &groups[1]
		switch near(s) {
		case assess.AlreadyThere, assess.WithinReach:
			g = &groups[0]
		case assess.Undecided:
			g = &groups[2]
		}
		g.roles = append(g.roles, s)
	}
	var filled []rung
	for _, g := range groups {
		if len(g.roles) > 0 {
			filled = append(filled, g)
		}
	}
	return filled
}

// near says how near a role is. Where nothing of it applies, nothing is known.
func near(s assess.Standing) assess.Nearness {
	if s.Band == nil || s.Readiness == nil || len(s.Bands) == 0 {
		return assess.Undecided
	}
	return s.Near()
}

// within says which roles are within reach; "" if none is.
func within(all []assess.Standing) string {
	var titles []string
	for _, s := range all {
		if n := near(s); n == assess.AlreadyThere || n == assess.WithinReach {
			titles = append(titles, s.Role.Title)
		}
	}
	if len(titles) == 0 {
		return ""
	}
	return "Within reach now by the same answers: " + sentence(and(titles))
}

// roles tells where the same answers stand for other roles.
func (p *personal) roles() {
	if len(p.Others) == 0 {
		return
	}
	to := p.Role.Title
	if p.ready() {
		to = ""
	}
	p.add(Heading{2, "Other roles"})
	p.say("The same answers, compared with what other roles ask for. No role is worth more than another, and which of them suits you is yours to say. “Within reach” means a band above the role's lowest, by what is known. %s", unless(p.Others, p.ways()))
	for _, g := range rungs(p.Others) {
		p.add(Heading{3, g.name}, Paragraph{g.says})
		var facts Facts
		for _, s := range g.roles {
			facts = append(facts, Fact{s.Role.Title, roleSays(s, to, !p.Collected)})
		}
		p.add(facts)
	}
	if !p.Collected {
		p.add(toAsk(p.Others)...)
	}
}

// ways says where the report tells how people come into the work.
func (p *personal) ways() string {
	if len(p.About) == 0 {
		return "There are ways in: “Your plan” has the first steps."
	}
	return "There are ways in: see “Your plan” and “About the work and the ways in”."
}

// unless says which roles are within reach, or else which is nearest and why, and that there are ways.
func unless(all []assess.Standing, ways string) string {
	if says := within(all); says != "" {
		return says
	}
	nearest := all[0]
	if near(nearest) == assess.Undecided {
		return "Too little is known yet to say that a role is within reach. Answer what you wish of the rest to learn more."
	}
	says := "By these answers none of them is within reach at once."
	if names := essentials(nearest, assess.NotYet); len(names) > 0 && nearest.Readiness.Low > 0 {
		says += fmt.Sprintf(" The nearest is %s. To begin with, it needs %s.", nearest.Role.Title, and(atMost(mostShort, names)))
	}
	return says + " " + ways
}

// roleSays tells of one role what one does, where the answers stand, what is short, what was not asked, whether it is
// a usual step to another, which has a title ("" says nothing of steps), and what little its weights rest on. Who can
// go on with the program is told the id of the role.
func roleSays(s assess.Standing, to string, goesOn bool) []string {
	var says []string
	if s.Role.Work != "" {
		says = append(says, sentence(s.Role.Work))
	}
	says = append(says, strings.Join(append([]string{stands(s)}, short(s)...), " "))
	if s.NotAsked > 0 {
		idle := ""
		if s.Band != nil && s.Band.Low == s.Band.High {
			idle = ", which cannot change the band"
		}
		asked := fmt.Sprintf("%s not asked%s", count(s.NotAsked, "question"), idle)
		if goesOn {
			asked += "; the id of the role is " + s.Role.ID
		}
		says = append(says, asked)
	}
	if s.Lead != nil && to != "" {
		lead := fmt.Sprintf("A usual step to %s: %s", to, sentence(s.Lead.Says))
		if s.Lead.Source != "" {
			lead += " Source: " + sentence(s.Lead.Source)
		}
		says = append(says, lead)
	}
	if strings.Contains(s.Role.Grounds, smallSample) {
		says = append(says, "What it asks for rests on "+sentence(s.Role.Grounds))
	}
	return says
}

// smallSample is how a role file marks that its weights rest on little.
const smallSample = "small sample"

// stands says the band and the readiness for a role.
func stands(s assess.Standing) string {
	if s.Band == nil || s.Readiness == nil {
		return "Nothing to compare: by your answers, none of its essential requirements applies to you."
	}
	return capital(bandWords(*s.Band)) + "; readiness " + level(s.Readiness.Low, s.Readiness.High) + "."
}

// mostShort is how many requirements are named that are not met.
const mostShort = 3

// short names the essentials that are not met, by state: those that are furthest off first, then those of which
// too little is known. Of each state at least one is named; those beyond mostShort are counted.
func short(s assess.Standing) []string {
	var says []string
	room := mostShort
	for _, state := range []assess.State{assess.NotYet, assess.NotEnough, assess.PartlyMet} {
		names := essentials(s, state)
		if len(names) == 0 {
			continue
		}
		says = append(says, fmt.Sprintf("%s: %s", capital(standing(state)), sentence(and(atMost(room, names)))))
		room = max(room-len(names), 1)
	}
	return says
}

// atMost gives the first n names, and counts the rest.
func atMost(n int, names []string) []string {
	if len(names) <= n {
		return names
	}
	return append(names[:n:n], fmt.Sprintf("%d more", len(names)-n))
}

// essentials names, in quotes, the essentials in a state.
func essentials(s assess.Standing, state assess.State) []string {
	var names []string
	for _, r := range s.Requirements {
		if r.Kind == assess.Essential && r.State == state {
			names = append(names, quoted(r.Name))
		}
	}
	return names
}

// toAsk says how to answer what some roles ask besides.
func toAsk(all []assess.Standing) []Block {
	for _, s := range all {
		if s.NotAsked > 0 {
			return []Block{Paragraph{"To answer the questions that a role asks besides, run the program again: readiness take --answers FILE --role ID, with the name of your answers file and the id of the role. What you have answered stays."}}
		}
	}
	return nil
}

// Survey words where one person stands for several roles: all of them at a glance, then each with its requirements.
func Survey(s assess.Survey) Document {
	d := SurveySummary(s)
	for _, g := range rungs(s.Roles) {
		d.Blocks = append(d.Blocks, Heading{2, g.name}, Paragraph{g.says})
		for _, role := range g.roles {
			d.Blocks = append(d.Blocks, Heading{3, role.Role.Title}, List{Items: roleSays(role, "", true)}, requirementTable(role))
		}
	}
	d.Blocks = append(d.Blocks, Heading{2, "The next step"})
	d.Blocks = append(d.Blocks, toAsk(s.Roles)...)
	d.Blocks = append(d.Blocks, Paragraph{"For a whole report on one role, with what to do first: readiness score FILE --role ID."})
	return d
}

// SurveySummary is the beginning of Survey: all roles at a glance. It is what a screen shows.
func SurveySummary(s assess.Survey) Document {
	const title = "Where your answers stand: all roles"
	p := personal{Result: assess.Result{Name: s.Name, Reference: s.Reference, Date: s.Date}}
	p.add(Heading{1, title}, Paragraph{"Made from your own answers. It is not a document of the NHS or of any employer, it is not an exam, and it turns nobody away."})
	p.front()
	if len(s.LeftOut) > 0 {
		p.say("Your answers were given to another version of the questionnaire. They count as far as they fit this one; %s.",
			either(len(s.LeftOut), "one of them does not, and is left out", fmt.Sprintf("%d of them do not, and are left out", len(s.LeftOut))))
	}
	if len(s.Roles) > 0 {
		p.say("No role is worth more than another, and which of them suits you is yours to say. “Within reach” means a band above the role's lowest, by what is known. %s",
			unless(s.Roles, "There are ways in: the report on a role says what to do first."))
		p.add(glanceTable(s.Roles))
	}
	return Document{Title: title, Subject: "How your answers compare with what several roles ask for", Language: "en-GB", Date: s.Date, Foot: p.whom(), Blocks: p.blocks}
}

// glanceTable shows where the answers stand for each role.
func glanceTable(all []assess.Standing) Table {
	t := Table{Columns: []Column{{Head: "Role", Names: true}, {Head: "How near"}, {Head: "Band"}, {Head: "Readiness"}, {Head: "Id"}, {Head: "Not asked", Figures: true}}}
	for _, g := range rungs(all) {
		for _, s := range g.roles {
			band, readiness := "none", "none"
			if s.Band != nil && s.Readiness != nil {
				band, readiness = bandWords(*s.Band), level(s.Readiness.Low, s.Readiness.High)
			}
			t.Rows = append(t.Rows, []string{s.Role.Title, g.name, band, readiness, s.Role.ID, fmt.Sprint(s.NotAsked)})
		}
	}
	return t
}

// requirementTable shows where each requirement of a role stands.
func requirementTable(s assess.Standing) Table {
	t := Table{Columns: []Column{{Head: "Requirement", Names: true, Wide: 44}, {Head: "Kind", Wide: 14}, {Head: "State", Wide: 20}, {Head: "Level and target", Wide: 22}}}
	for _, r := range s.Requirements {
		figures := "none"
		if r.Range != nil {
			figures = Bar{Low: r.Low, High: r.High, Target: r.Target}.Figures()
		}
		t.Rows = append(t.Rows, []string{r.Name, capital(string(r.Kind)), capital(standing(r.State)), figures})
	}
	return t
}
