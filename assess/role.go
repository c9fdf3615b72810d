package assess

// A Role is what is enough: requirements, each judged on some questions, with a target. Its
// requirements name questions of one Questionnaire, which package questionnaires has checked.
type Role struct {
	ID            string
	Version       string
	Questionnaire string // id
	Title         string
	Source        string // where the requirements come from
	Work          string // what one does, in a line; "" if the file does not say
	Grounds       string // what its weights rest on, in a line; "" if the file does not say
	LeadsTo       []Lead // the roles that it is a usual step to
	About         []About
	Requirements  []Requirement
	Bands         []Band // lowest first; the first is from 0, whatever the essentials
	Examples      []Example
	SHA256        string // of the file it came from, in hexadecimal
}

// About is something that the source says of the work: routes, training, bodies, other roles.
type About struct {
	Heading string   `json:"heading"`
	Items   []string `json:"items"`
	Source  string   `json:"source"`
	Checked string   `json:"checked"`         // the day the source was last read, YYYY-MM-DD
	Links   []Link   `json:"links,omitempty"` // places to read more; nil if none
}

// A Lead says that a role is a usual step to another.
type Lead struct {
	Role   string `json:"role"` // id of the other
	Says   string `json:"says"` // how, in a sentence
	Source string `json:"source"`
}

// RequirementKind is how the source words a requirement.
type RequirementKind string

// The kinds of requirement.
const (
	Essential RequirementKind = "essential" // "expect", "you'll need to"
	Desirable RequirementKind = "desirable" // "may ask", "usually"
)

// A Requirement is one line of a person specification.
type Requirement struct {
	ID      string
	Name    string
	Kind    RequirementKind
	Weight  int // against the others of its kind, from 1
	Target  int // the percent that meets it, 1 to 100
	Partly  int // the percent that partly meets it, 1 to Target
	Source  string
	Adverts string   // how many real adverts ask for it, in words; "" if that was not counted
	Stories []string // ids of the questions for a text whose answers can show it
	Parts   []Part
	Steps   []Step
}

// A Part is one skill within a requirement. Any of its questions can show it.
type Part struct {
	Name      string   // no other part of the requirement has it
	Questions []string // ids
	Value     string   // of the NHS, that an example of it can show; "" if none
}

// A Step is a concrete thing to do about a gap. One that lifts a part is offered only to those who are
// below the target there.
type Step struct {
	When  []State // the states in which it is offered: NotYet, PartlyMet
	Part  string  // the name of the part that it lifts; "" if it helps the requirement as a whole
	Do    string
	Takes string // how long it usually takes; "" if nobody can say
}

// State says how a requirement stands.
type State string

// The states of a requirement, the best first.
const (
	Met          State = "met"
	PartlyMet    State = "partly met"
	NotYet       State = "not yet"
	NotEnough    State = "not enough information" // the states at low and high differ
	DoesNotApply State = "not applicable"
)

// AtLeast is what a band asks of each essential.
type AtLeast string

// What a band can ask of each essential.
const (
	AtLeastMet    AtLeast = "met"
	AtLeastPartly AtLeast = "partly met"
	AtLeastAny    AtLeast = "any"
)

// A Band is the reading of readiness in words. It holds from a readiness of From, if also each
// essential is at least as Essentials says.
type Band struct {
	Name       string  `json:"name"`
	From       int     `json:"from"` // 0 to 100
	Essentials AtLeast `json:"essentials"`
	Says       string  `json:"says"`
}

// An Example is an invented person with the result expected for them: a test of the role.
type Example struct {
	Name    string
	Replies []Reply
	Rest    AnswerState // the state of every asked question without a reply; "" if there may be none
	Low     string      // name of the band expected at low; "" if none is stated
	High    string      // at high
	States  []Expected  // requirement states expected, in the file's order
	At      Pos
}

// Expected is the state that an example expects of one requirement.
type Expected struct {
	Requirement string
	State       State
	At          Pos
}

func (r *Role) ref() RoleRef {
	return RoleRef{r.ID, r.Title, r.Version, r.SHA256, r.Source, r.Work, r.Grounds}
}

// Needs says of each question, by its position among Questions, whether the role needs it: those of its
// parts, every question for a text, and those that their conditions look back to. Only these are asked.
func (r *Role) Needs(q *Questionnaire) []bool {
	needs := make([]bool, len(q.questions))
	for i, question := range q.questions {
		needs[i] = question.Kind == Text
	}
	for _, requirement := range r.Requirements {
		for _, part := range requirement.Parts {
			for _, id := range part.Questions {
				needs[q.at[id]] = true
			}
		}
	}
	for i := len(needs) - 1; i >= 0; i-- { // conditions look back
		for _, c := range q.questions[i].OnlyIf {
			needs[q.at[c.Question]] = needs[q.at[c.Question]] || needs[i]
		}
	}
	return needs
}
