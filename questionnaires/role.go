package questionnaires

import (
	"fmt"
	"slices"
	"strings"

	"readiness/assess"
)

// The tables of a role.
var (
	abouts       = rows{"about", "about", "[[about]]", 0, maxAbout}
	requirements = rows{"requirement", "requirement", "[[requirement]]", 1, maxRequirements}
	parts        = rows{"part", "part", "[[requirement.part]]", 1, maxParts}
	steps        = rows{"step", "step", "[[requirement.step]]", 1, maxSteps}
	bands        = rows{"band", "band", "[[band]]", 1, maxBands}
	examples     = rows{"example", "example", "[[example]]", 0, maxExamples}
	leads        = rows{"leads_to", "leads_to", "[[leads_to]]", 0, maxLeads}
	links        = rows{"links", "link", `links = [ { say = "An example", url = "https://www.example.org" } ]`, 0, maxLinks}
)

// reservedID is the key for the band among the expectations of an example.
const reservedID = "band"

// ParseRole gives the role in a file that keeps every rule and is for the questionnaire q. Its error
// is assess.Problems; name is how the person called the file. Whether its examples come out as they
// expect, RunExamples says.
func ParseRole(name string, src []byte, q *assess.Questionnaire) (*assess.Role, error) {
	top, err := openAs(Role, name, src)
	if err != nil {
		return nil, err
	}
	return readRole(top, src, q)
}

// RolesFor gives the roles that are built in for a questionnaire that is, in the order in which they are shown.
func RolesFor(q *assess.Questionnaire) ([]*assess.Role, error) {
	var roles []*assess.Role
	for _, id := range builtin().roles {
		name, src, err := Builtin(id)
		if err != nil {
			return nil, err
		}
		top, err := openAs(Role, name, src)
		if err != nil {
			return nil, err
		}
		if top.data["questionnaire"] != q.ID {
			continue
		}
		role, err := readRole(top, src, q)
		if err != nil {
			return nil, err
		}
		roles = append(roles, role)
	}
	return roles, nil
}

func readRole(top *table, src []byte, q *assess.Questionnaire) (*assess.Role, error) {
	if !isFor(top, q) {
		return nil, top.problems.Err()
	}
	r := &roleReader{questionnaire: q, seen: map[string]bool{}}
	role := r.read(top)
	top.close()
	if err := top.problems.Err(); err != nil {
		return nil, err
	}
	role.SHA256 = digest(src)
	return &role, nil
}

// isFor says whether a role or answers are for the questionnaire q; if not, it notes so.
func isFor(t *table, q *assess.Questionnaire) bool {
	id, ok := take[string](t, "questionnaire", "a text", func() string { return fmt.Sprintf(" in quotes: the id of the questionnaire, %q", q.ID) })
	if ok && id != q.ID {
		t.wrong("questionnaire", fmt.Sprintf("use it with questionnaire %q", shown(id)), "this is for the questionnaire %q, not for %q", shown(id), q.ID)
		return false
	}
	return true
}

// A roleReader holds what the rules across a role need.
type roleReader struct {
	questionnaire *assess.Questionnaire
	seen          map[string]bool // ids of requirements
	role          assess.Role
}

func (r *roleReader) read(t *table) assess.Role {
	r.role = assess.Role{
		ID: t.id("id"), Version: t.text("version", maxVersion), Questionnaire: r.questionnaire.ID,
		Title: t.text("title", maxTitle), Source: t.prose("source", maxSource),
		Work: t.proseIfAny("work", maxWork), Grounds: t.proseIfAny("grounds", maxGrounds),
	}
	r.leads(t)
	for _, row := range t.each(abouts) {
		r.role.About = append(r.role.About, readAbout(row))
	}
	for _, row := range t.each(requirements) {
		r.role.Requirements = append(r.role.Requirements, r.requirement(row))
	}
	essential := slices.ContainsFunc(r.role.Requirements, func(q assess.Requirement) bool { return q.Kind == assess.Essential })
	if !essential && t.sound() {
		t.faultIn(0, "give kind = \"essential\" to what a person needs", "no requirement is essential, so there is nothing for a band to be read from")
	}
	r.bands(t)
	for _, row := range t.each(examples) {
		r.role.Examples = append(r.role.Examples, r.example(row))
	}
	return r.role
}

// leads reads the roles that this one is a usual step to. They need not be built in, or at hand.
func (r *roleReader) leads(t *table) {
	seen := map[string]bool{}
	for _, row := range t.each(leads) {
		l := assess.Lead{Role: row.id("role"), Says: row.prose("says", maxLead), Source: row.prose("source", maxSource)}
		switch at := row.place.at("role"); {
		case l.Role == "":
		case l.Role == r.role.ID:
			row.faultIn(at, "name another role", "role is %q, the role of this file", l.Role)
		default:
			row.once(seen, at, nameOnce, "the role", l.Role)
		}
		r.role.LeadsTo = append(r.role.LeadsTo, l)
	}
}

func readAbout(t *table) assess.About {
	a := assess.About{Heading: t.text("heading", maxTitle), Source: t.prose("source", maxSource), Checked: t.day("checked")}
	t.texts("items", "texts", maxItems, func(at int, s string) bool {
		s = unbroken(s, " ")
		ok := t.proper(at, "an item", s, maxItem)
		if ok {
			a.Items = append(a.Items, s)
		}
		return ok
	})
	for _, row := range t.each(links) {
		a.Links = append(a.Links, readLink(row))
	}
	return a
}

func readLink(t *table) assess.Link {
	l := assess.Link{Say: t.text("say", maxTitle), URL: t.text("url", assess.MaxURL)}
	if l.URL != "" {
		if p := assess.CheckURL(l.URL); p != nil {
			t.wrong("url", p.Fix, "url %s", p.What)
		}
	}
	return l
}

func (r *roleReader) requirement(t *table) assess.Requirement {
	q := assess.Requirement{
		ID: t.id("id"), Name: t.text("name", maxTitle), Kind: word(t, "kind", wishes),
		Weight: t.whole("weight", 1, maxWeight), Target: t.whole("target", 1, 100), Partly: t.whole("partly", 1, 100),
		Source: t.prose("source", maxSource), Adverts: t.proseIfAny("adverts", maxAdverts), Stories: r.stories(t),
	}
	if q.ID == reservedID {
		t.wrong("id", "choose another id", "the id %q has a meaning of its own in examples", q.ID)
	} else if q.ID != "" {
		t.once(r.seen, t.place.at("id"), ownID, "the requirement id", q.ID)
	}
	if t.sound() && q.Partly > q.Target {
		t.wrong("partly", fmt.Sprintf("write a whole number from 1 to %d", q.Target), "partly is %d, above the target, which is %d", q.Partly, q.Target)
	}
	used, names := map[string]bool{}, map[string]bool{}
	for _, row := range t.each(parts) {
		p := r.part(row, used)
		if p.Name != "" {
			row.once(names, row.place.at("name"), ownName, "the part", p.Name)
		}
		q.Parts = append(q.Parts, p)
	}
	for _, row := range t.each(steps) {
		q.Steps = append(q.Steps, readStep(row, q.Parts))
	}
	checkSteps(t, q)
	return q
}

// stories reads which questions for a text can show a requirement.
func (r *roleReader) stories(t *table) []string {
	if !t.has("stories") {
		return nil
	}
	seen := map[string]bool{}
	return t.texts("stories", "question ids", maxTexts, func(at int, id string) bool {
		ids := r.ids(func(q *assess.Question) bool { return q.Kind == assess.Text })
		switch q := r.questionnaire.Question(id); {
		case q == nil:
			t.faultIn(at, "write the id of a question of kind \"text\""+like(id, ids), "questionnaire %q has no question %q", r.questionnaire.ID, shown(id))
		case q.Kind != assess.Text:
			t.faultIn(at, "name a question of kind \"text\"", "question %q is not answered with a text", id)
		default:
			return t.once(seen, at, nameOnce, "question", id)
		}
		return false
	})
}

// part reads a part. used holds the questions of the requirement so far: each shows one skill, but an
// exercise may cover the subjects of several parts.
func (r *roleReader) part(t *table, used map[string]bool) assess.Part {
	p := assess.Part{Name: t.text("name", maxTitle)}
	if t.has("value") {
		p.Value = t.text("value", maxTitle)
	}
	places := map[string]int{}
	p.Questions = t.texts("questions", "question ids", maxQuestions, func(at int, id string) bool {
		q := r.questionnaire.Question(id)
		_, here := places[id]
		switch {
		case q == nil:
			t.faultIn(at, "write the id of a question"+like(id, r.ids(func(q *assess.Question) bool { return q.Kind != assess.Text })), "questionnaire %q has no question %q", r.questionnaire.ID, shown(id))
		case q.Kind == assess.Text:
			t.faultIn(at, "name a question that earns points", "question %q is answered with a text, which is never judged", id)
		case here, used[id] && !q.Exercise():
			t.faultIn(at, nameOnce, "question %q stands twice in this requirement", id)
		default:
			used[id], places[id] = true, at
			return true
		}
		return false
	})
	if t.sound() {
		checkConditions(t, r.questionnaire, p, places)
	}
	return p
}

// ids gives the ids of some questions, for a remedy.
func (r *roleReader) ids(of func(*assess.Question) bool) []string {
	var ids []string
	for _, q := range r.questionnaire.Questions() {
		if of(q) {
			ids = append(ids, q.ID)
		}
	}
	return ids
}

// readStep reads a step of a requirement that has these parts.
func readStep(t *table, parts []assess.Part) assess.Step {
	s := assess.Step{Do: t.prose("do", maxDo)}
	if t.has("part") {
		s.Part = t.text("part", maxTitle)
		if names := partNames(parts); s.Part != "" && !slices.Contains(names, s.Part) {
			t.wrong("part", "write the name of a part of this requirement, "+oneOf(names)+", or take it out"+like(s.Part, names),
				"part is %q, which is no part of this requirement", shown(s.Part))
		}
	}
	if t.has("takes") {
		s.Takes = t.text("takes", maxTakes)
	}
	seen := map[string]bool{}
	t.texts("when", "states", len(gaps), func(at int, state string) bool {
		ok := allowed(t, at, "when", state, gaps) && t.once(seen, at, nameOnce, "the state", state)
		if ok {
			s.When = append(s.When, assess.State(state))
		}
		return ok
	})
	return s
}

func partNames(parts []assess.Part) []string {
	names := make([]string, len(parts))
	for i, p := range parts {
		names[i] = p.Name
	}
	return names
}

// checkSteps: whoever falls short of a requirement is told what to do next, whichever part it is that is
// below the target.
func checkSteps(t *table, q assess.Requirement) {
	if !t.sound() {
		return
	}
	for _, state := range gaps {
		if state == assess.PartlyMet && q.Partly == q.Target {
			continue // nobody can be in between
		}
		helped := map[string]bool{} // the parts that have a step; "": all of them
		for _, s := range q.Steps {
			if slices.Contains(s.When, state) {
				helped[s.Part] = true
			}
		}
		unhelped := slices.DeleteFunc(partNames(q.Parts), func(name string) bool { return helped[name] || helped[""] })
		add := fmt.Sprintf("add a [[requirement.step]] with when = [%q]", state)
		switch {
		case len(helped) == 0:
			t.faultIn(t.place.value, add, "there is no step for %q", state)
		case len(unhelped) > 0:
			t.faultIn(t.place.value, add+", with that part or with none", "for %q each step is for one part, and there is none for the part %q", state, unhelped[0])
		}
	}
}

// bands reads the bands and holds the rules on them.
func (r *roleReader) bands(t *table) {
	names := map[string]bool{}
	var tables []*table
	for i, row := range t.each(bands) {
		b := assess.Band{
			Name: row.text("name", maxTitle), From: row.whole("from", 0, 100),
			Essentials: word(row, "essentials", leasts), Says: row.prose("says", maxSays),
		}
		if b.Name != "" {
			row.once(names, row.place.at("name"), ownName, "the band", b.Name)
		}
		if row.sound() && i == len(r.role.Bands) {
			r.checkBand(row, b)
		}
		r.role.Bands = append(r.role.Bands, b)
		tables = append(tables, row)
	}
	if t.sound() {
		r.checkReach(tables)
	}
}

// checkBand: the first band takes everyone, and each later one asks for more than the one below.
func (r *roleReader) checkBand(t *table, b assess.Band) {
	if len(r.role.Bands) == 0 {
		if b.From != 0 {
			t.wrong("from", "write from = 0, or put a band from 0 before it", "the lowest band is from %d, so nobody below that has a band", b.From)
		}
		if b.Essentials != assess.AtLeastAny {
			t.wrong("essentials", "write essentials = \"any\", or put such a band before it", "the lowest band asks for essentials, so some people have no band")
		}
		return
	}
	below := r.role.Bands[len(r.role.Bands)-1]
	if below.Essentials == "" {
		return
	}
	if b.From <= below.From {
		t.wrong("from", "write the bands lowest first, each from a higher number", "from is %d, not above the band before, which is from %d", b.From, below.From)
	}
	if slices.Index(leasts, b.Essentials) < slices.Index(leasts, below.Essentials) {
		t.wrong("essentials", fmt.Sprintf("write %q, or ask less of the band before", below.Essentials),
			"%q asks less than the band before, which asks for %q", b.Essentials, below.Essentials)
	}
}

// checkReach: whoever is in a band is not always in the one above too. If all essentials are met,
// readiness is 100, so every band above holds as well. If all are at least partly met, readiness is
// at least 100 x the least partly / target.
func (r *roleReader) checkReach(tables []*table) {
	for i := range len(tables) - 1 {
		band, above := r.role.Bands[i], r.role.Bands[i+1]
		reached := band.Essentials == assess.AtLeastMet
		if band.Essentials == assess.AtLeastPartly && above.Essentials == assess.AtLeastMet {
			reached = !slices.ContainsFunc(r.role.Requirements, func(q assess.Requirement) bool {
				return q.Kind == assess.Essential && q.Partly < q.Target
			})
		}
		if band.Essentials == assess.AtLeastPartly && above.Essentials == assess.AtLeastPartly {
			reached = true
			for _, q := range r.role.Requirements {
				if q.Kind == assess.Essential && 100*q.Partly < above.From*q.Target {
					reached = false
				}
			}
		}
		if reached {
			tables[i].faultIn(tables[i].place.value, "take one of the two out, or ask for more in the band above",
				"nobody can be in this band: whoever reaches it is also in %q", above.Name)
		}
	}
}

// example reads an invented person and what is expected of them.
func (r *roleReader) example(t *table) assess.Example {
	e := assess.Example{Name: t.text("name", maxTitle), At: t.pos(t.place.value)}
	if t.has("rest") {
		e.Rest = word(t, "rest", rests)
	}
	if answers, ok := t.inner("answers"); ok {
		e.Replies = append(e.Replies, readAnswered(answers, r.questionnaire)...)
	}
	if t.has("unanswered") {
		if unanswered, ok := t.inner("unanswered"); ok {
			e.Replies = append(e.Replies, readUnanswered(unanswered, r.questionnaire)...)
		}
	}
	if expect, ok := t.inner("expect"); ok {
		r.expect(expect, &e)
	}
	if t.sound() {
		r.checkReplies(t, e)
	}
	return e
}

// expect reads the band and the states that an example expects.
func (r *roleReader) expect(t *table, e *assess.Example) {
	for _, key := range t.place.keys {
		if key == reservedID {
			r.expectBand(t, e)
			continue
		}
		if !slices.ContainsFunc(r.role.Requirements, func(q assess.Requirement) bool { return q.ID == key }) {
			var ids []string
			for _, q := range r.role.Requirements {
				ids = append(ids, q.ID)
			}
			t.faultIn(t.place.children[key].key, "write \"band\" or the id of a requirement"+like(key, ids), "there is no requirement %q", shown(key))
			continue
		}
		if state := word(t, key, states); state != "" {
			e.States = append(e.States, assess.Expected{Requirement: key, State: state, At: t.pos(t.place.at(key))})
		}
	}
	if len(t.place.keys) == 0 {
		t.faultIn(t.place.value, "expect a band, or a state of a requirement", "nothing is expected")
	}
}

// expectBand reads one band, or the lowest and the highest of several.
func (r *roleReader) expectBand(t *table, e *assess.Example) {
	var names []string
	for _, b := range r.role.Bands {
		names = append(names, b.Name)
	}
	if name, ok := t.data[reservedID].(string); ok {
		if allowed(t, t.place.at(reservedID), "band", name, names) {
			e.Low, e.High = name, name
		}
		return
	}
	two := t.texts(reservedID, "one band, or of the lowest and the highest,", 2, func(at int, s string) bool { return allowed(t, at, "band", s, names) })
	switch {
	case len(two) == 1:
		e.Low, e.High = two[0], two[0]
	case len(two) == 2:
		e.Low, e.High = two[0], two[1]
		if slices.Index(names, e.Low) > slices.Index(names, e.High) {
			t.wrong(reservedID, "write the lower band first", "the bands stand in falling order")
		}
	}
}

// checkReplies: the replies of an example fit the questionnaire, and without rest none that the role needs
// is left out but exercises, which are then not taken.
func (r *roleReader) checkReplies(t *table, e assess.Example) {
	a, err := assess.NewAnswers(r.questionnaire, assess.Sitting{}, e.Replies)
	if err != nil {
		t.refused(err)
		return
	}
	if e.Rest != "" {
		return
	}
	var left []string
	for _, q := range remaining(&r.role, a) {
		if q.Kind != assess.Text && !q.Exercise() {
			left = append(left, q.ID)
		}
	}
	if len(left) > 0 {
		t.wrong("answers", `answer them, or write rest = "skipped" or rest = "prefer not to say"`, "these questions are asked but not answered: %s", strings.Join(left, ", "))
	}
}
