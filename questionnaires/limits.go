package questionnaires

import "readiness/assess"

// Limits on what a file may be. They are far above what an honest file needs, and keep any file from
// costing more than a moment and a few megabytes.
const (
	MaxFile = 1 << 20 // bytes

	maxNesting  = 8       // lists and tables within one value
	maxKeyParts = 8       // of a key with dots
	maxKeys     = 2000    // of one table, and items of one list
	maxString   = 20_000  // bytes of one text
	maxCommas   = 100_000 // of a file: so many list items are counted before the parser keeps them
	maxProblems = 500     // noted in one file
)

// Limits on the words of an author, in characters: what fits on a screen of 80 x 24 and in the report.
const (
	maxID      = 40
	maxVersion = 40
	maxTitle   = 80 // a title or a name
	maxAsk     = 200
	maxHelp    = 400
	maxSay     = 120 // an option
	maxReason  = 120 // for "does not apply"
	maxUnit    = 40
	maxIntro   = 900
	maxSource  = 300
	maxItem    = 500 // one thing said about the work
	maxDo      = 400
	maxTakes   = 60
	maxSays    = 600 // a band

	introWords = 90 // the program adds 30, and a first screen has at most 120
)

// Limits on numbers.
const (
	maxMinutes = 120
	maxPoints  = 20
	maxNumber  = 1_000_000 // either side of 0, in a question for a number
	maxWeight  = 1000
)

// Limits on counts. With these the answers to any questionnaire, each with its question and the ids
// of its options as a comment, fit into MaxFile: 250 x (25 x 2 x 42 + 4 x maxAsk + 100) bytes and
// 20 x 6 x assess.MaxText for the texts are 0.9 million.
const (
	maxSections     = 30
	maxQuestions    = 250 // of a questionnaire
	maxTexts        = 20  // questions for free text
	maxOptions      = 25
	maxLevels       = 25
	maxConditions   = 8
	maxAbout        = 20
	maxItems        = 30
	maxLinks        = 10
	maxRequirements = 60
	maxParts        = 30
	maxSteps        = 20
	maxBands        = 10
	maxExamples     = 60
)

// Remedies for what stands twice.
const (
	ownID    = "give each an id of its own"
	ownName  = "give each a name of its own"
	nameOnce = "name it once"
)

const format = 1 // of all three kinds of file

// What can be written, for messages and for the choice of a word.
var (
	kinds      = []assess.Kind{assess.One, assess.Many, assess.Number, assess.Text}
	evidences  = []assess.Evidence{assess.Claimed, assess.Documented}
	wishes     = []assess.RequirementKind{assess.Essential, assess.Desirable}
	gaps       = []assess.State{assess.NotYet, assess.PartlyMet}
	states     = []assess.State{assess.Met, assess.PartlyMet, assess.NotYet, assess.NotEnough, assess.DoesNotApply}
	leasts     = []assess.AtLeast{assess.AtLeastAny, assess.AtLeastPartly, assess.AtLeastMet} // rising
	unanswered = []assess.AnswerState{assess.Skipped, assess.PreferNotToSay, assess.NotApplicable}
	rests      = []assess.AnswerState{assess.Skipped, assess.PreferNotToSay}
)
