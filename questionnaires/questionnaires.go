// Package questionnaires holds the questionnaires and roles that are built in, and reads and writes
// the files of this program: questionnaires, roles and the answers of one person, all in TOML.
//
// # What loading promises
//
// [ParseQuestionnaire], [ParseRole] and [ParseAnswers] give a value that keeps every rule, or
// assess.Problems: all of them, in the order of the file, each with its place, the line it stands on
// and a remedy. Whoever holds the value need not check it again. What is not understood is never
// passed over: an unknown key, a key in the wrong case and a key written twice are problems.
//
// # How
//
// A file goes through four steps, and a step is only taken if those before it found nothing:
//
//  1. the bytes (read.go): size, UTF-8, no NUL;
//  2. the outline (outline.go): where each key, table and list item stands. It is made by the parser
//     of go-toml and holds the limits on nesting, counts and lengths, because the decoder of the next
//     step needs 20 seconds and 7 GB for some files of 40 kB, and has no places for its own finds;
//  3. the values (file.go): BurntSushi/toml decodes into plain maps. It is the judge of what is TOML;
//  4. the rules: table.go takes values out of the maps and notes what is missing, of the wrong kind
//     or unknown; questionnaire.go, exercises.go, reach.go (how one gets to an answer), role.go,
//     answers.go and records.go (what was done of the exercises) hold the rules, a small function each.
//
// What an author may write, and the limits, are the constants in limits.go.
package questionnaires

import (
	"strings"

	"readiness/assess"
)

// Kind says what a file is.
type Kind string

// The kinds of file.
const (
	Questionnaire Kind = "questionnaire"
	Role          Kind = "role"
	Answers       Kind = "answers"
)

// A Header is what a file says of itself.
type Header struct {
	Kind          Kind
	ID            string // of the questionnaire or role; "" for Answers, or if it is missing or no text
	Questionnaire string // id of the one that a role or answers are for; "" as above
}

// onlyIn gives for each key at the top of a file the one kind that has it.
var onlyIn = map[string]Kind{
	"minutes": Questionnaire, "intro": Questionnaire, "section": Questionnaire,
	"source": Role, "about": Role, "requirement": Role, "band": Role, "example": Role,
	"work": Role, "grounds": Role, "leads_to": Role,
	"name": Answers, "reference": Answers, "date": Answers, "answers": Answers, "unanswered": Answers,
}

// Identify says what a file is, by its keys, without judging the rest of it, and quickly. Its error
// is assess.Problems: the file is no TOML, or none of ours.
func Identify(name string, src []byte) (Header, error) {
	if err := checkBytes(name, src); err != nil {
		return Header{}, err
	}
	f := newFile(name, src)
	top := outline(f)
	if err := f.problems.Err(); err != nil {
		return Header{}, err
	}
	count := map[Kind]int{}
	for _, key := range top.keys {
		count[onlyIn[strings.ToLower(key)]]++
	}
	id, hasID := top.children["id"]
	questionnaire, isForOne := top.children["questionnaire"]
	role, answers, asks := count[Role], count[Answers], count[Questionnaire]
	switch {
	case role > max(answers, asks), role+answers+asks == 0 && hasID && isForOne:
		return Header{Role, id.says(), questionnaire.says()}, nil
	case answers > max(role, asks), role+answers+asks == 0 && isForOne:
		return Header{Answers, "", questionnaire.says()}, nil
	case asks > 0, hasID:
		return Header{Questionnaire, id.says(), ""}, nil
	}
	f.fault(0, "a questionnaire has [[section]], a role [[requirement]], answers [answers]",
		"this is neither a questionnaire, nor a role, nor answers")
	return Header{}, f.problems.Err()
}

// Quote fills in, in problems that have a place but no excerpt, the line of the file src that they
// stand on. It is for problems found after loading: by RunExamples, or left out of answers.
func Quote(src []byte, ps assess.Problems) assess.Problems {
	f := newFile("", src)
	quoted := make(assess.Problems, len(ps))
	for i, p := range ps {
		if p.Excerpt == "" && p.Line > 0 && p.Line <= len(f.starts) {
			p.Excerpt = f.excerpt(p.Line, p.Column)
		}
		quoted[i] = p
	}
	return quoted
}
