// Package assess is the core: what is asked, what is enough, what a person said, and how the two
// compare. It knows the standard library only: no files, no terminal, no clock.
//
// # The words
//
// A [Questionnaire] is what is asked: sections of questions. It says nothing about what is enough.
// A [Role] is what is enough: requirements, each an essential or a desirable of a person
// specification, in parts. A part is one skill, shown by any of several questions. [Evidence] says
// how an answer is known: claimed, documented or measured; nothing here is verified. A gap is what a
// requirement is short of its target, a next step the concrete thing to do about it.
//
// # One way through
//
// Typed, from a file or from a row, what a person said becomes a list of [Reply]. [NewAnswers] is
// the only door: it gives [Answers] that fit the questionnaire, or every problem. [Judge] then
// cannot fail. Its [Result] is complete in itself, and prints again without the files it came from.
//
// # From a score to a plan
//
// [Advise] is Judge with what one person can make of the result: how firm the band is (firm.go), the
// [Route] to the next (route.go, search.go), and a [Standing] for every other role (ladder.go). They are apart from
// Judge, which is for many people too and must be quick. [SurveyOf] judges for several roles, [Compare]
// says what moved between two results. A role asks only what it [Role.Needs].
//
// # The arithmetic
//
// Fractions are exact; nothing is compared after rounding; a percent is shown rounded down.
//
//  1. A question's share is the points of its answer / the most points it offers; the least is 0. An
//     exercise is one unit, finished or not taken: typing earns by levels of net speed, short tasks 1
//     point for each that is right.
//  2. A part takes its strongest evidence: the highest share among its answered questions. A finished
//     exercise puts what is only claimed in its part aside. One that is not taken is absent; only where
//     nothing else applies is it missing.
//  3. A question that is not asked because its condition failed keeps its place with share 0. If the
//     answer that its condition needs is missing, it is missing too. "Not applicable" leaves the
//     part; a part with nothing left leaves the requirement.
//  4. What is skipped or not said is missing: it earns nothing at low and all at high. A requirement's
//     score is the mean of its parts, 0 to 100. At or above its target it is met, at or above partly
//     partly met, else not yet. If the states at low and high differ: not enough information.
//  5. Attainment is min(1, score / target). Readiness is 100 x sum(weight x attainment) /
//     sum(weight) over the essentials that apply; strength likewise over the desirables.
//  6. The band is the highest whose lower bound and whose word on the essentials both hold, at low
//     and at high. Desirables never move it.
//
// An example. A requirement of weight 3 and target 80 has two parts. In the first a claim earns 1 of
// 2 points and a certificate 3 of 4: it takes 3/4. In the second the only question was skipped: 0 at
// low, 1 at high. The score is 100 x (3/4 + 0)/2 = 75/2 at low, 175/2 at high: from not yet to met,
// so there is not enough information. The attainment is 15/32 at low and 1 at high. With one other
// essential, of weight 1 and met, readiness is 100 x (3 x 15/32 + 1)/4 = 1925/32 at low, shown as 60,
// and 100 at high.
package assess
