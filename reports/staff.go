package reports

import (
	"fmt"

	"readiness/assess"
)

// A StaffInput is what the pages for staff are made of.
type StaffInput struct {
	Role          *assess.Role
	Questionnaire *assess.Questionnaire
	Table         Intake
	People        int                    // who were judged
	Date          string                 // YYYY-MM-DD; "" if not known
	Program       string                 // its name and version
	Files         []MadeFile             // what was written, in the order to name it
	Items         *assess.ItemStatistics // nil for none; of fewer than assess.LeastPeople they are not shown, only how many there were
}

// A MadeFile is a file that was written.
type MadeFile struct {
	Name  string // without folders
	Holds string // what is in it, and whom it may be given to
}

// Staff says to the staff of a school how to keep what was made of a class private, how to use it in a lesson, and
// what to do if a pupil discloses something worrying. It is not for pupils.
func Staff(s StaffInput) Document {
	g := &group{}
	const title = "For staff: using the class's reports"
	g.head(1, title)
	g.say("For the staff who use the reports for %s with a class. Please do not hand it out or put it on a wall.", quoted(s.Role.Title))
	g.came(s.Table, s.Questionnaire, s.People)
	g.worry()
	g.private(s.Files)
	g.lesson()
	s.items(g)
	g.head(2, "How this was made")
	g.rules(s.Role, s.Questionnaire, s.Program, s.Date)
	return g.document(title, "Safeguarding, privacy, small groups and the lesson", s.Date, "")
}

// worry says what to do if a pupil discloses something worrying. England's guidance is Keeping Children Safe in
// Education, part one.
func (g *group) worry() {
	g.head(2, "If a pupil tells or writes something worrying")
	g.say("Pupils may write about their lives in a free text, or tell you while they answer. This program does not read for meaning and warns of nothing. So read the texts in the table before any report goes out: what a pupil wrote comes back, word for word, in that pupil's own report. Whoever reads them must act on what they read:")
	g.add(List{Ordered: true, Items: []string{
		"If a child is in immediate danger, call 999 first.",
		"Follow your school's child protection policy. Tell the designated safeguarding lead, or the deputy, at once and in person: today, not at the end of the week.",
		"Listen, and take it seriously. Do not promise to keep it secret: say whom you must tell, and why.",
		"Do not investigate and do not ask leading questions. Whether and when to speak with the family is for the lead to say.",
		"Write down the pupil's own words, the date, the time and who was there, and sign it. Give the answer, as it stands, to the lead; do not copy it into e-mails or onto other papers. Hold back that pupil's report until the lead has decided.",
		"If you cannot reach the lead, or your worry is about a member of staff, the policy says whom to tell: usually the head teacher. You can also go to your local authority's children's social care yourself.",
	}})
	g.say("In England the rules are in “Keeping Children Safe in Education”; Wales, Scotland and Northern Ireland have their own. Your school's policy comes before this page.")
}

// private says what is in which file, and how to keep it.
func (g *group) private(files []MadeFile) {
	g.head(2, "Privacy")
	if len(files) > 0 {
		var facts Facts
		for _, f := range files {
			facts = append(facts, Fact{f.Name, []string{f.Holds}})
		}
		g.add(facts)
	}
	g.list(
		"The pages for printing have no names: hand each pupil those with their reference, which stands at the top. Nobody needs to see another's.",
		"They hold, on one or two sides, the result, each requirement at a glance and what to do first, and nothing that a pupil wrote. The full report is about 15 pages long, with every answer and text; it is best read on a screen, by the pupil.",
		"No free text stands in any print that is shared, and no row of the class page can be turned back into a pupil's answers.",
		fmt.Sprintf("A count of fewer than %d is not shown on the class page, nor one that would reveal it. Please do not add it by hand, and do not give out two class pages of the same class that differ by a pupil or two: the difference would be about them.", few),
		"Do not read out, rank or compare results, and do not use them for grades, sets or references. Readiness for one role says nothing of what a pupil is worth.",
		"Keep the files where only the staff who need them can open them. What was told to the safeguarding lead is kept by the lead, as the school's policy says: ask before you delete anything that belongs to it.",
		"Delete the rest, the table, the reports and any copies in downloads and e-mails, when the lesson's use of them is over: your school's retention schedule says when, and the end of the term is a good last day. Deleted files may live on in backups; ask your IT staff.",
		"Pupils may see what is held about them, have it put right, and leave out any question without giving a reason.",
	)
}

// lesson says how the reports can be used.
func (g *group) lesson() {
	g.head(2, "In a lesson")
	g.list(
		"Begin with what the class can already show; the class page can go on a screen.",
		"Give each pupil their own report and time to read it alone. The first page says what to do first.",
		"Each picks one step from the plan, writes down when to begin, and needs to tell nobody what else is in the report.",
		"Take one skill from “What to teach next” for all. It is named because many do not show it yet, not because anybody is behind.",
		"A range in a report means that answers are missing. That is fine; who wishes can answer them later.",
		"“Not yet” is where learning begins. Nobody is turned away by a report.",
	)
}

// items shows what the answers of many say of the questions. It stands here and not on the class page, as counts
// could be worked out from it; staff have every pupil's own report.
func (s StaffInput) items(g *group) {
	g.head(2, "How the questions work")
	if none := s.noItems(); none != "" {
		g.say("%s", none)
		return
	}
	g.say("From the answers of the %s who answered every question below%s. “Difficulty” is the usual name for the mean share of the points that was earned, so a higher figure means an easier question: 1 is the easiest, where all earned all. “With the rest” says how an answer goes with the sum of the others, from -1 to 1: near 0 or below, look at the question. These figures are about the questions, not about pupils. Keep them with this page: small groups could be worked out from them.",
		count(s.Items.People, "pupil"), s.leftOut())
	g.say("Taken together (Cronbach's alpha): %s, and by chance alone between %s and %s in 95 of 100 such groups.", hundredths(s.Items.Alpha.Alpha), hundredths(s.Items.Alpha.Low), hundredths(s.Items.Alpha.High))
	t := Table{Columns: []Column{{Head: "Question", Names: true, Wide: 52}, {Head: "Pupils", Figures: true, Wide: 12}, {Head: "Difficulty (1 is easiest)", Figures: true, Wide: 20}, {Head: "With the rest", Figures: true, Wide: 16}}}
	for _, i := range s.Items.Items {
		rest := "none"
		if i.ItemRest != nil {
			rest = hundredths(*i.ItemRest)
		}
		t.Rows = append(t.Rows, []string{askOf(s.Questionnaire, i.Question), fmt.Sprint(s.Items.People), hundredths(i.Difficulty), rest})
	}
	g.add(t)
}

// noItems says why there are no statistics of questions; "" if there are.
func (s StaffInput) noItems() string {
	says := fmt.Sprintf("There are no statistics of the questions. They need at least %d pupils who answered every question that all are asked: of fewer they would say more of chance than of the questions.", assess.LeastPeople)
	switch {
	case s.Items == nil && s.People >= assess.LeastPeople:
		return says + " Here fewer did, or their answers are too alike."
	case s.Items == nil:
		return says
	case s.Items.People < assess.LeastPeople:
		return says + fmt.Sprintf(" Here %d did, and %d left something out.", s.Items.People, s.Items.LeftOut)
	case s.Items.Alpha == nil:
		return fmt.Sprintf("There are no statistics of the questions: the answers of the %d pupils who answered every question that all are asked are too alike.", s.Items.People)
	}
	return ""
}

// leftOut says how many pupils are not counted in the statistics of questions; "" if all are.
func (s StaffInput) leftOut() string {
	if s.Items.LeftOut == 0 {
		return ""
	}
	return fmt.Sprintf("; %d who left something out are not counted", s.Items.LeftOut)
}

// hundredths writes a figure with two digits after the point; what is rounded to nothing has no sign.
func hundredths(x float64) string {
	if says := fmt.Sprintf("%.2f", x); says != "-0.00" {
		return says
	}
	return "0.00"
}
