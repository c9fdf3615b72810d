// Package reports turns results into what people read.
//
// What a person reads is said once, in a [Document] of headings, paragraphs, notes, lists, facts,
// tables, pictures and links. [Personal] makes it of a result; every word about a person is worded there
// and nowhere else. [WriteText], [WritePDF] and [WriteHTML] draw the same Document, so their words cannot
// differ. They decide how it looks; a Document says only what there is to say.
//
// A personal report tells its story at the beginning: the result, the requirements at a glance, what to
// do first. What follows is for those who want more, each thing once: every requirement with the questions
// it rests on, how firm the result is, what the exercises showed, the shortest way on, the plan, other roles,
// what helps to apply, what is known of the work, the tasks to look at again, in a section that the person can
// leave out, and the arithmetic. Only the plan says the first steps again, as an adviser may read it alone.
// [Survey] sets out where the same answers stand for several roles, in the words of the report on one.
//
// For many people there are documents of their own: Class and Staff for a school, Handouts to print, Screened,
// Candidate and Notice for those who decide on applications, Understood for how a table was read, PaperForm to collect
// answers with, and FairnessReport. None of them ranks anybody. What may be told of a small group is in suppression.go.
// Who answered a form (Result.Collected) is told of no command and no file.
//
// Nothing that looks ahead is a promise: the shortest way is what usually takes how long, by what can be shown and
// by somebody's estimate, who is named. No role is ranked by worth.
//
// How each thing is known is said where it counts. Where an exercise was finished, what the person said and
// stated stands beside what was measured, in short for each exercise and in full in the table of the
// requirement; what was only said is shown there and not counted. Of an exercise that was not taken nothing is said, but once that there are some. A range
// beside a set of tasks says how little a few tasks can show.
//
// Whatever a file or a person brought in passes [Clean] on its way out, in each writer, so that a
// Document may hold any text.
//
// A writer works out the whole of its output first and hands it over in one piece: an error leaves
// nothing behind. The same Document gives the same bytes.
package reports
