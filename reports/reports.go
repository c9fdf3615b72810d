// Package reports turns results into what people read.
//
// What a person reads is said once, in a [Document] of headings, paragraphs, notes, lists, facts,
// tables, pictures and links. [Personal] makes it of a result; every word about a person is worded there
// and nowhere else. [WriteText], [WritePDF] and [WriteHTML] draw the same Document, so their words cannot
// differ. They decide how it looks; a Document says only what there is to say.
//
// A personal report tells its story at the beginning: the result, the requirements at a glance, what to
// do first. What follows is for those who want more, each thing once: every requirement with the questions
// it rests on, the plan, what helps to apply, what is known of the work, and the arithmetic. Only the plan
// says the first steps again, as an adviser may read it alone.
//
// Whatever a file or a person brought in passes [Clean] on its way out, in each writer, so that a
// Document may hold any text.
//
// A writer works out the whole of its output first and hands it over in one piece: an error leaves
// nothing behind. The same Document gives the same bytes.
package reports
