// Package reports turns results into what people read.
//
// What a person reads is said once, in a [Document] of headings, paragraphs, notes, lists, facts,
// tables and figures. [Personal] makes it of a result; every word about a person is worded there and
// nowhere else. [WriteText] and [WritePDF] draw the same Document, so their words cannot differ. They
// decide how it looks; a Document says only what there is to say.
//
// Whatever a file or a person brought in passes [Clean] on its way out, in each writer, so that a
// Document may hold any text.
//
// A writer works out the whole of its output first and hands it over in one piece: an error leaves
// nothing behind. The same Document gives the same bytes.
package reports
