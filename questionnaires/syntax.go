package questionnaires

import (
	"bytes"
	"regexp"
	"strings"
)

// A saying says in an author's words what a parser says in its own: of is a fragment of its message.
type saying struct{ of, what, fix string }

const (
	closeQuote  = "end the text with the same quote that it begins with, on the same line"
	quoteText   = `put quotes around a text: key = "text"; a number has digits only and no unit; true and false have small letters`
	plainNumber = "write a plain whole number such as 42"
)

// parseFaults are those of the parser that makes the outline; the first that fits is taken.
var parseFaults = []saying{
	{"nested more than", "lists and tables are nested too deep here", "put the inner ones elsewhere"},
	{"cannot have new lines", "the text has no closing quote on this line", closeQuote},
	{"unterminated", "the text has no closing quote", closeQuote},
	{"not terminated", "the text has no closing quotes", "end it with three quotes, as it begins"},
	{"too many quotes", "there are too many quotes at the end of this text", "end it with three quotes"},
	{"control characters", "there is an invisible control character here", "delete it and retype the words around it"},
	{"carriage returns", "the line ends in a way that TOML does not know", "save the file again with ordinary line endings"},
	{"escape", `a backslash in a text begins a special sign, and this is none`, `write \\ for a backslash, or use single quotes around the text`},
	{`need a character after \`, `a backslash in a text begins a special sign, and this is none`, `write \\ for a backslash`},
	{"to close array table name", "the header is not closed with ]]", "write [[name]]"},
	{"to close table name", "the header is not closed with ]", "write [name]"},
	{"expected '=' after key", `there is no "=" after the key`, `write key = value; a comment begins with #`},
	{"start of key", "a key should begin here", `write key = value; a comment begins with #`},
	{"expected key", "a key should stand here", "write key = value"},
	{"expected value, not end", `there is no value after "="`, `write key = value`},
	{"U+000A at start of value", `there is no value after "="`, "write key = value on one line"},
	{"U+000D at start of value", `there is no value after "="`, "write key = value on one line"},
	{"U+0023 '#' at start of value", `there is no value after "="`, "write key = value on one line"},
	{"start of value", "this is not a value", quoteText},
	{"expected keyword", "this is not a value", quoteText},
	{"must be quoted", "this is neither a number nor a text in quotes", quoteText},
	{"array is incomplete", "the list that begins above is not closed", "end it with ]"},
	{"inline table is incomplete", "the table that begins above is not closed", "end it with }"},
	{"after array value", "there is no comma or ] between the items of the list", "write a comma between two items, and ] at the end"},
	{"after inline table", "there is no comma or } after this value", "write a comma between two keys, and } at the end"},
	{"comma in inline table", "there is a comma too many here", "delete it"},
	{"expected value but got", "there is a comma too many here", "delete it"},
	{"expected newline", "something follows the value on its line", "begin a new line for a new key; a text needs quotes on both sides; a comment begins with #"},
	{"leading zeroes", "a number may not begin with 0", "write it without the 0 in front; put quotes around it if it is a text"},
	{"digit", "this is not a number", plainNumber},
	{"sign", "this is not a number", plainNumber},
	{"expected \"", "this is not a value", quoteText},
}

// decodeFaults are those of the decoder, of what the other lets pass.
var decodeFaults = []saying{
	{"datetime", "this is not a date", "write a date such as 2026-11-22, without quotes"},
	{"out of range", "this number is too large", plainNumber},
	{"already", "this table or key stands here a second time", "keep one of the two"},
	{"is not a table", "this table or key stands here a second time", "keep one of the two"},
	{"nteger", "this is not a whole number", plainNumber},
	{"loat", "this is not a number", plainNumber},
	{"escape", `a backslash in a text begins a special sign, and this is none`, `write \\ for a backslash`},
}

// habits are what word processors and habit write in place of TOML: looked for where a value begins.
var habits = []struct {
	begins *regexp.Regexp
	saying
}{
	{regexp.MustCompile("^[“”„‟‘’‚«»]"), saying{what: "these are not the quotes that TOML knows", fix: `use straight quotes: "text"`}},
	{regexp.MustCompile(`^[0-9]{1,2}[/.][0-9]{1,2}[/.][0-9]{2,4}`), saying{what: "this is not a date", fix: "write year, month, day, such as 2026-11-22, without quotes"}},
}

// unparsable notes what breaks the grammar of TOML, in an author's words.
func (f *file) unparsable(at int, message string) {
	for _, habit := range habits {
		if habit.begins.Match(f.src[f.wordAt(at):]) {
			f.fault(f.wordAt(at), habit.fix, "%s", habit.what)
			return
		}
	}
	for _, say := range parseFaults {
		if strings.Contains(message, say.of) {
			f.fault(at, say.fix, "%s", say.what)
			return
		}
	}
	f.fault(at, `compare it with a file that works, such as one that "readiness new" writes`, "this is not written as TOML wants it")
}

// wordAt gives the offset at which the word begins that an offset is in.
func (f *file) wordAt(at int) int {
	at = min(at, len(f.src))
	return bytes.LastIndexAny(f.src[:at], " \t\n=,[{") + 1
}
