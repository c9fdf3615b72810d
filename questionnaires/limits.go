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
	maxShow    = 600 // a text to look at in a short task
	maxBecause = 300
	maxAnswer  = 200 // where the answer of a short task comes from
	maxWhere   = 200 // where one gets to an answer
	maxWork    = 200 // what one does in a role
	maxGrounds = 300 // what its weights rest on
	maxLead    = 400 // how it leads to another
	maxAdverts = 300 // how many adverts ask for a thing

	introWords = 90 // the program adds 30, and a first screen has at most 120
)

// Limits on numbers.
const (
	maxMinutes = 120
	maxPoints  = 20
	maxNumber  = 1_000_000 // either side of 0, in a question for a number
	maxWeight  = 1000
	maxWeeks   = 520 // to get to an answer: ten years

	maxTyping   = 10 // minutes of a typing exercise
	usualTyping = 3
	maxNet      = 300 // net words a minute, for a level: as the fastest type
	leastDraw   = 6   // short tasks that are drawn, of all levels
	mostDraw    = 10
)

// Limits on counts. With these the answers to any questionnaire, each with its question and what could
// be written as a comment, fit into MaxFile. In bytes, if nothing is as short as in life:
//
//	230 questions, each 25 ids of maxID twice and its ask:     230 x (25 x 2 x 43 + 4 x maxAsk + 150)
//	more for the texts among them, with all escaped:            20 x 6 x assess.MaxText
//	20 exercises, each its ask and mostDraw tasks of which
//	id, 60 characters of ask and the chosen option stand there: 20 x (4 x maxAsk + 400 + 10 x (40 + 4 x 60 + 4 x maxSay + 20))
//
// which makes 0.71 + 0.12 + 0.18 million, of 1.05.
const (
	maxSections     = 30
	maxQuestions    = 250 // of a questionnaire
	maxTexts        = 20  // questions for free text
	maxExercises    = 20  // questions of kind typing or tasks
	maxTasks        = 60  // short tasks in the pool of an exercise
	maxWrong        = 5   // options of a short task besides the right one
	maxLines        = 20  // of a text to look at
	maxOptions      = 25
	maxLevels       = 25
	maxConditions   = 8
	maxAbout        = 20
	maxItems        = 30
	maxLinks        = 10
	maxLeads        = 20
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
	kinds      = []assess.Kind{assess.One, assess.Many, assess.Number, assess.Text, assess.Typing, assess.Tasks}
	evidences  = []assess.Evidence{assess.Claimed, assess.Documented}
	wishes     = []assess.RequirementKind{assess.Essential, assess.Desirable}
	gaps       = []assess.State{assess.NotYet, assess.PartlyMet}
	states     = []assess.State{assess.Met, assess.PartlyMet, assess.NotYet, assess.NotEnough, assess.DoesNotApply}
	leasts     = []assess.AtLeast{assess.AtLeastAny, assess.AtLeastPartly, assess.AtLeastMet} // rising
	unanswered = []assess.AnswerState{assess.Skipped, assess.PreferNotToSay, assess.NotApplicable, assess.NotTaken, assess.NotCollected}
	rests      = []assess.AnswerState{assess.Skipped, assess.PreferNotToSay}
)
