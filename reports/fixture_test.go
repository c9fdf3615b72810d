package reports

import (
	"strings"
	"testing"
	"time"

	"readiness/assess"
)

// The questionnaire and the role of these tests: small, with a question of each kind, conditions, a
// question that may not apply, essentials and desirables.
func fixture() (*assess.Questionnaire, *assess.Role) {
	one := func(says ...string) []assess.Option {
		var options []assess.Option
		for i, say := range says {
			options = append(options, assess.Option{ID: "o" + string(rune('0'+i)), Say: say, Points: i})
		}
		return options
	}
	taking := func(options []assess.Option, weeks ...int) []assess.Option {
		for i := range options {
			options[i].Weeks = weeks[i]
		}
		return options
	}
	q := assess.NewQuestionnaire(assess.Questionnaire{
		ID: "office", Version: "2026.1", Title: "Office work: where am I now?", Minutes: 5, SHA256: strings.Repeat("0123456789abcdef", 4),
		Sections: []assess.Section{
			{ID: "keyboard", Title: "Keyboard skills", Questions: []assess.Question{
				{ID: "style", Ask: "How do you type a full page of text?", Kind: assess.One, Evidence: assess.Claimed,
					Options: one("I look for each key", "I use several fingers and look at the keys", "I type without looking at the keys")},
				{ID: "speed", Ask: "What was your last typing speed?", Kind: assess.Number, Evidence: assess.Documented, Unit: "words per minute",
					Max: 200, Levels: []assess.Level{{From: 0, Points: 0}, {From: 30, Points: 1, Weeks: 8}, {From: 50, Points: 2, Weeks: 20}},
					Reach:  assess.Reach{Name: "Typing test", Where: "at home, 15 minutes a day", Source: "Ours"},
					OnlyIf: []assess.Condition{{Question: "style", Is: []string{"o1", "o2"}}}},
				{ID: "tasks", Ask: "Which of these have you done in a word processor?", Kind: assess.Many, Evidence: assess.Claimed, Enough: 3,
					Options: append(one("None of these", "Letters with a letterhead", "Mail merge"), assess.Option{ID: "track", Say: "Tracked changes", Points: 1})},
			}},
			{ID: "school", Title: "School and certificates", Questions: []assess.Question{
				{ID: "english", Ask: "Which English certificate do you have?", Kind: assess.One, Evidence: assess.Documented,
					Options: taking(one("None yet", "I am working towards one", "Grade 4 or above, or an equivalent"), 0, 4, 39),
					Reach:   assess.Reach{Where: "a college", Source: "Ours: a school year"}},
				{ID: "letters", Ask: "How often do you write letters or emails to people you do not know?", Kind: assess.One, Evidence: assess.Claimed,
					Options: one("Hardly ever", "Some weeks", "Most days")},
				{ID: "maths", Ask: "How do you check a column of figures?", Kind: assess.One, Evidence: assess.Claimed, Options: one("I ask somebody", "I add it up twice", "I compare it with the source")},
			}},
			{ID: "people", Title: "Working with people", Questions: []assess.Question{
				{ID: "calls", Ask: "When a caller is upset, what do you do?", Kind: assess.One, Evidence: assess.Claimed, MayNotApply: "I have never answered calls",
					Options: one("I pass the call on", "I listen and take a message", "I listen, help where I can and say what happens next")},
				{ID: "terms", Ask: "Where have you met medical terms?", Kind: assess.One, Evidence: assess.Documented, Options: taking(one("Nowhere yet", "In a course", "At work"), 0, 10, 0),
					Reach: assess.Reach{Where: "a college; ask what runs now", Source: "An invented college, 10 weeks"}},
				{ID: "clubs", Ask: "Which clubs have you been in?", Kind: assess.Many, Evidence: assess.Claimed, Options: one("None", "A sports club", "A music group")},
				{ID: "story", Ask: "Tell of one time when you helped somebody who was upset.", Kind: assess.Text},
			}},
		},
	})
	steps := func(do, takes string) []assess.Step {
		return []assess.Step{{When: []assess.State{assess.NotYet, assess.PartlyMet}, Do: do, Takes: takes},
			{When: []assess.State{assess.NotYet}, Do: "Ask at your library for a free course", Takes: ""}}
	}
	role := &assess.Role{
		ID: "secretary", Version: "2026.2", Questionnaire: "office", Title: "Secretary / personal assistant", Source: "An invented careers page", SHA256: strings.Repeat("fedcba9876543210", 4),
		About: []assess.About{{Heading: "Routes in", Items: []string{"An apprenticeship in an office.", "A first post as a clerk."}, Source: "An invented careers page", Checked: "2026-11-01",
			Links: []assess.Link{{Say: "An invented careers page", URL: "https://www.example.org"}, {Say: "Its clubs", URL: "https://www.example.org/clubs"}}}},
		Requirements: []assess.Requirement{
			{ID: "keyboard", Name: "Excellent keyboard skills", Kind: assess.Essential, Weight: 51, Target: 80, Partly: 50, Source: "employers expect excellent keyboard skills",
				Parts: []assess.Part{{Name: "Fast, accurate typing", Questions: []string{"style", "speed"}}, {Name: "Word processing", Questions: []string{"tasks"}}},
				Steps: append([]assess.Step{{When: []assess.State{assess.NotYet, assess.PartlyMet}, Part: "Word processing", Do: "Make a letter and a table", Takes: "an hour"},
					{When: []assess.State{assess.NotYet, assess.PartlyMet}, Part: "Fast, accurate typing", Do: "Copy a page today"}},
					steps("Practise touch typing for 15 minutes a day", "4 to 8 weeks")...)},
			{ID: "literacy", Name: "A good standard of literacy", Kind: assess.Essential, Weight: 43, Target: 70, Partly: 40, Source: "employers expect a good standard of literacy",
				Parts: []assess.Part{{Name: "Writing", Questions: []string{"english", "letters"}}}, Steps: steps("Take Functional Skills English", "3 to 6 months")},
			{ID: "numeracy", Name: "A good standard of numeracy", Kind: assess.Essential, Weight: 43, Target: 50, Partly: 40, Source: "employers expect a good standard of numeracy",
				Parts: []assess.Part{{Name: "Checking figures", Questions: []string{"maths"}}}, Steps: steps("Practise checking columns of figures", "2 weeks")},
			{ID: "calls", Name: "Calm on the telephone", Kind: assess.Desirable, Weight: 20, Target: 100, Partly: 50, Source: "people usually answer calls",
				Parts: []assess.Part{{Name: "Upset callers", Questions: []string{"calls"}}}, Steps: steps("Answer calls for a club or a charity", "a few weeks")},
			{ID: "terms", Name: "Medical terms", Kind: assess.Desirable, Weight: 16, Target: 60, Partly: 30, Source: "people usually know medical terms",
				Parts: []assess.Part{{Name: "Medical terms", Questions: []string{"terms"}}}, Steps: steps("Take a short course in medical terms", "10 weeks")},
		},
		Bands: []assess.Band{
			{Name: "Building", From: 0, Essentials: assess.AtLeastAny, Says: "You are building the skills for this work"},
			{Name: "Nearly ready", From: 60, Essentials: assess.AtLeastPartly, Says: "You are close to what employers expect"},
			{Name: "Ready to apply", From: 100, Essentials: assess.AtLeastMet, Says: "You meet all that employers expect. Apply"},
		},
	}
	return q, role
}

// otherRoles are for the same questionnaire: one that asks much, one that asks what others do not, one that leads on,
// and the role itself.
func otherRoles() []*assess.Role {
	_, role := fixture()
	role.Work, role.Grounds = "Letters, diaries and calls", "40 adverts in an invented paper"
	other := func(id, title, work, grounds string, requirements ...assess.Requirement) *assess.Role {
		return &assess.Role{
			ID: id, Version: "2026.1", Questionnaire: role.Questionnaire, Title: title, Source: "An invented careers page", Work: work, Grounds: grounds,
			Requirements: requirements, Bands: role.Bands,
		}
	}
	essential := func(r assess.Requirement, questions ...string) assess.Requirement {
		r.Kind = assess.Essential
		if len(questions) > 0 {
			r.Parts = []assess.Part{{Name: r.Name, Questions: questions}}
		}
		return r
	}
	all := role.Requirements
	clubs := essential(all[0], "clubs")
	clubs.ID, clubs.Name = "clubs", "Bringing people together"
	clerk := other("clerk", "Clerk", "Filing and post", "40 adverts in an invented paper", essential(all[2]), essential(all[1], "letters"), all[3])
	clerk.LeadsTo = []assess.Lead{{Role: role.ID, Says: "Clerks move on to secretary", Source: "An invented careers page"}}
	return []*assess.Role{
		other("interpreter", "Interpreter", "", "", essential(all[4]), essential(all[3]), essential(all[1]), essential(all[0]), essential(all[2])),
		other("organiser", "Organiser", "Bringing people together", "4 adverts in an invented paper", clubs, essential(all[3])),
		role, clerk,
	}
}

// A person of these tests: what they said, by question. Questions not named were not reached.
type person struct {
	name    string
	sitting assess.Sitting
	said    map[string]any // an answer, an attempt, or an assess.AnswerState
	offered bool           // the questionnaire has exercises
	here    bool           // what is said of exercises was done in this sitting
	change  func(*assess.Role)
}

// An attempt at short tasks: how many were done, and how many of these are right.
type attempt struct{ done, right int }

// record gives what an attempt leaves behind. Who is wrong chooses what is offered last but one, and at
// every third item does not know.
func (a attempt) record(q *assess.Question) assess.TasksRecord {
	const seed = 7
	r := assess.TasksRecord{Seed: seed, Chosen: map[string]string{}}
	for i, d := range q.Drawn(seed) {
		switch {
		case i >= a.done:
		case i < a.right:
			r.Chosen[d.ID] = d.Right
		case i%3 == 2:
			r.Chosen[d.ID] = assess.DontKnow
		default:
			r.Chosen[d.ID] = d.Wrong[0]
		}
	}
	return r
}

// withExercises adds exercises to the questionnaire of these tests, and to the parts that they can show.
func withExercises(q *assess.Questionnaire, role *assess.Role) (*assess.Questionnaire, *assess.Role) {
	words := func(id string, level int) assess.Item {
		return assess.Item{ID: id, Level: level, Ask: "Which word is spelled correctly?", Right: "accommodate", Wrong: []string{"acommodate", "accomodate"},
			Because: "It has a double c and a double m", Source: "An invented dictionary"}
	}
	letter := words("letter", 3)
	letter.Ask, letter.Show = "What is wrong in this letter?", "Dear Ms Example\n\nYour apointment is on Tuesday 2 March at 2.30 pm.\nPlease bring this letter with you, and tell us if you cannot come.\n\nYours sincerely"
	letter.Right, letter.Wrong, letter.Because = "“apointment” needs a second p", []string{"“sincerely” needs another r", "Nothing is wrong"}, "The word is appointment."
	sums := func(id string, level int) assess.Item {
		return assess.Item{ID: id, Level: level, Ask: "A clinic has 12 appointments of 15 minutes. How long is that?", Right: "3 hours", Wrong: []string{"2 hours", "4 hours"},
			Because: "12 × 15 minutes are 180 minutes", Source: "Arithmetic"}
	}
	added := *q
	added.Sections = append(added.Sections[:len(added.Sections):len(added.Sections)], assess.Section{ID: "show", Title: "Show what you can do", Questions: []assess.Question{
		{ID: "typing-exercise", Ask: "Copy a text for three minutes", Kind: assess.Typing, Evidence: assess.Measured, Minutes: 3, Accuracy: 95,
			Levels: []assess.Level{{From: 0}, {From: 25, Points: 2, Weeks: 8}, {From: 40, Points: 4, Weeks: 18}, {From: 50, Points: 5, Weeks: 28}, {From: 60, Points: 6, Weeks: 44}},
			Reach:  assess.Reach{Name: "Typing exercise", Where: "at home", Source: "Ours"}},
		{ID: "english-tasks", Ask: "Eight short tasks in English", Kind: assess.Tasks, Evidence: assess.Measured, Draw: [3]int{3, 3, 2},
			Levels: []assess.Level{{From: 6, Weeks: 8}, {From: 8, Weeks: 20}}, Reach: assess.Reach{Where: "at home", Source: "Ours"},
			Items: []assess.Item{words("a", 1), words("b", 1), words("c", 1), words("d", 2), words("e", 2), words("f", 2), words("g", 3), letter}},
		{ID: "sums-tasks", Ask: "Six short sums", Kind: assess.Tasks, Evidence: assess.Measured, Draw: [3]int{2, 2, 2},
			Levels: []assess.Level{{From: 4, Weeks: 8}, {From: 6, Weeks: 20}}, Reach: assess.Reach{Name: "Short tasks with numbers", Where: "at home", Source: "Ours"},
			Items: []assess.Item{sums("a", 1), sums("b", 1), sums("c", 2), sums("d", 2), sums("e", 3), sums("f", 3)}},
	}})
	for id, at := range map[string][2]int{"typing-exercise": {0, 0}, "english-tasks": {1, 0}, "sums-tasks": {2, 0}} {
		part := &role.Requirements[at[0]].Parts[at[1]]
		part.Questions = append(part.Questions, id)
	}
	return assess.NewQuestionnaire(added), role
}

// hostile is text that must not steer, hide or break anything. It has no line of its own words.
const hostile = "A\x1b[31m\u202Eevil\u2066\u200B\U000E0041 {nb} \\) Tj ET /JS (x) \t\r\n\x00\u0085\xff é 👩‍🚀 e\u0301 שלום 木村 \U0001F3F4 " +
	"unbrokenunbrokenunbrokenunbrokenunbrokenunbrokenunbrokenunbrokenunbrokenunbrokenunbrokenunbrokenunbrokenunbroken"

func people() []person {
	best := map[string]any{"style": "o2", "speed": 60, "tasks": []string{"o1", "o2", "track"}, "english": "o2", "letters": "o2", "maths": "o2", "calls": "o2", "terms": "o2", "clubs": []string{"o1", "o2"}, "story": "I calmed a caller, took her number and rang back."}
	with := func(changes map[string]any) map[string]any {
		said := map[string]any{}
		for id, v := range best {
			said[id] = v
		}
		for id, v := range changes {
			said[id] = v
		}
		return said
	}
	essentialsGone := func(role *assess.Role) { role.Requirements = role.Requirements[3:4] }
	return []person{
		{name: "nothing said", said: map[string]any{}},
		{name: "all met", sitting: assess.Sitting{Name: "Zoë Łukasiewicz-Nguyễn", Reference: "A-17", Date: "2026-11-22"}, said: best},
		{name: "short of the target", sitting: assess.Sitting{Date: "2026-02-01"}, said: with(map[string]any{"style": "o1", "speed": 35, "english": "o0", "letters": "o1", "calls": "o1", "terms": "o0", "story": assess.Skipped})},
		{name: "borderline", said: with(map[string]any{"style": "o1", "speed": 35, "tasks": []string{"o2"}, "english": "o0", "letters": "o1", "maths": "o1", "clubs": nil}),
			change: func(role *assess.Role) { role.Bands[1].From = 81 }},
		{name: "open bands", said: with(map[string]any{"english": assess.PreferNotToSay, "letters": assess.Skipped, "terms": assess.Skipped})},
		{name: "kept and not counted", said: with(map[string]any{"style": "o0", "calls": assess.NotApplicable})},
		{name: "other version", sitting: assess.Sitting{Version: "2025.1"}, said: with(map[string]any{"gone": "o1", "maths": "o9", "tasks": []string{"o1", "o9"}})},
		{name: "nothing applicable", said: map[string]any{"calls": assess.NotApplicable}, change: essentialsGone},
		{name: "hostile", sitting: assess.Sitting{Name: strings.ToValidUTF8(hostile, "?"), Reference: strings.Repeat("Ǻ̲", 60)}, said: with(map[string]any{"story": strings.ToValidUTF8(hostile, "?")})},
		{name: "no exercise taken", offered: true, sitting: assess.Sitting{Date: "2026-11-22"}, said: best},
		{name: "measured here", offered: true, here: true, sitting: assess.Sitting{Date: "2026-11-22"}, said: with(map[string]any{
			"speed": 48, "english": "o0", "letters": "o1", "maths": "o0", "sums-tasks": attempt{6, 6}, "english-tasks": attempt{8, 2},
			"typing-exercise": assess.TypingRecord{Passage: "rota", Time: 3 * time.Minute, Strokes: 642, Wrong: 21, Left: 630, Errors: 3}})},
		{name: "plain and unfinished", offered: true, here: true, said: with(map[string]any{
			"english-tasks": attempt{3, 1}, "typing-exercise": assess.TypingRecord{Passage: "rota", Time: 183 * time.Second, Left: 690, Errors: 10}})},
		{name: "measured elsewhere", offered: true, said: with(map[string]any{"style": assess.Skipped, "typing-exercise": 45, "english-tasks": 8, "sums-tasks": attempt{6, 3}})},
		{name: "only an exercise can show it", offered: true, said: with(map[string]any{"terms": assess.Skipped, "sums-tasks": attempt{2, 2}}), change: onlySums},
		{name: "only an exercise, not taken", offered: true, said: with(map[string]any{"maths": "o1", "letters": assess.Skipped, "english": "o0"}), change: onlySums},
	}
}

// idsOf gives the ids of all questions, in order.
func idsOf(q *assess.Questionnaire) []string {
	var ids []string
	for _, question := range q.Questions() {
		ids = append(ids, question.ID)
	}
	return ids
}

// onlySums adds a part that nothing but an exercise can show.
func onlySums(role *assess.Role) {
	j := &role.Requirements[2]
	j.Parts[0].Questions = []string{"maths"}
	j.Parts, j.Target = append(j.Parts, assess.Part{Name: "Sums", Questions: []string{"sums-tasks"}}), 80
}

// judged gives the result of a person, with all that can be made of it.
func judged(t testing.TB, p person) assess.Result {
	t.Helper()
	role, a := answered(t, p)
	return assess.Advise(role, a, otherRoles())
}

// answered gives the answers of a person, and the role that they are judged against.
func answered(t testing.TB, p person) (*assess.Role, *assess.Answers) {
	t.Helper()
	q, role := fixture()
	if p.offered {
		q, role = withExercises(q, role)
	}
	if p.change != nil {
		p.change(role)
	}
	var replies []assess.Reply
	for _, id := range append(idsOf(q), "gone") {
		reply := assess.Reply{Question: id, State: assess.Answered, Value: p.said[id], Here: p.here}
		switch v := p.said[id].(type) {
		case nil:
			continue
		case assess.AnswerState:
			reply.State, reply.Value = v, nil
		case attempt:
			reply.Value = v.record(q.Question(id))
		}
		replies = append(replies, reply)
	}
	a, err := assess.NewAnswers(q, p.sitting, replies)
	if err != nil {
		t.Fatal(err)
	}
	return role, a
}
