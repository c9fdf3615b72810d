package questionnaires

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"readiness/assess"
)

// ParseAnswers gives the answers in a file that fit the questionnaire q. Its error is
// assess.Problems; name is how the person called the file.
//
// Answers to another questionnaire are refused. Answers to another version of q are taken as far as
// their ids and options still exist; what was left out, LeftOut of the answers tells.
func ParseAnswers(name string, src []byte, q *assess.Questionnaire) (*assess.Answers, error) {
	top, err := openAs(Answers, name, src)
	if err != nil {
		return nil, err
	}
	if !isFor(top, q) {
		return nil, top.problems.Err()
	}
	s := readSitting(top)
	if s.Version == q.Version {
		s.Version = ""
	}
	var replies []assess.Reply
	if top.has("answers") {
		if t, ok := top.inner("answers"); ok {
			replies = append(replies, readAnswered(t, q)...)
		}
	}
	if top.has("unanswered") {
		if t, ok := top.inner("unanswered"); ok {
			replies = append(replies, readUnanswered(t, q)...)
		}
	}
	top.close()
	slices.SortStableFunc(replies, func(a, b assess.Reply) int {
		return cmp.Or(cmp.Compare(a.At.Line, b.At.Line), cmp.Compare(a.At.Column, b.At.Column))
	})
	answers, err := assess.NewAnswers(q, s, replies)
	if err != nil {
		top.refused(err)
	}
	if err := top.problems.Err(); err != nil {
		return nil, err
	}
	return answers, nil
}

// readSitting reads what is known besides the answers. Of the version that answers were given to, all
// that matters is whether it is the present one.
func readSitting(t *table) assess.Sitting {
	s := assess.Sitting{Version: t.text("version", maxVersion)}
	if t.has("date") {
		s.Date = t.day("date")
	}
	for _, field := range []struct {
		key  string
		into *string
	}{{"name", &s.Name}, {"reference", &s.Reference}} {
		if !t.has(field.key) {
			continue
		}
		text, _ := t.takeText(field.key, assess.MaxName)
		if n := utf8.RuneCountInString(text); n > assess.MaxName {
			t.wrong(field.key, fmt.Sprintf("shorten it to %d characters", assess.MaxName), "%s has %d characters", field.key, n)
		} else {
			*field.into = text
		}
	}
	return s
}

// readAnswered reads a table of answers by question id. NewAnswers judges them.
func readAnswered(t *table, q *assess.Questionnaire) []assess.Reply {
	var replies []assess.Reply
	for _, id := range t.place.keys {
		r := assess.Reply{Question: id, State: assess.Answered, At: replyPlace(t, q, id)}
		question := q.Question(id)
		if _, isTable := t.data[id].(map[string]any); isTable && question != nil && question.Exercise() {
			value, at, ok := readRecord(t, question)
			if !ok {
				continue
			}
			r.Value, r.At = value, at
		} else {
			r.Value = asValueOf(t.data[id])
		}
		replies = append(replies, r)
	}
	return replies
}

// replyPlace gives the place of a reply: its value, which may not fit the question, or its id where there
// is no such question.
func replyPlace(t *table, q *assess.Questionnaire, id string) assess.Pos {
	if q.Question(id) == nil {
		return t.pos(t.place.children[id].key)
	}
	return t.pos(t.place.at(id))
}

// asValueOf turns a decoded value into that of a reply. What no question takes stays as it is, for
// NewAnswers to refuse.
func asValueOf(v any) any {
	switch v := v.(type) {
	case int64:
		if int64(int(v)) == v {
			return int(v)
		}
	case []any:
		ids := make([]string, len(v))
		for i := range v {
			id, ok := v[i].(string)
			if !ok {
				return v
			}
			ids[i] = id
		}
		return ids
	}
	return v
}

// readUnanswered reads a table of reasons for no answer by question id.
func readUnanswered(t *table, q *assess.Questionnaire) []assess.Reply {
	var replies []assess.Reply
	for _, id := range t.place.keys {
		if state := reason(t, id, q.Question(id)); state != "" {
			replies = append(replies, assess.Reply{Question: id, State: state, At: replyPlace(t, q, id)})
		}
	}
	return replies
}

// reason gives why there is no answer to a question, which may be nil. Whether it can be so, NewAnswers
// judges; "" is given only for a word that is no reason anywhere.
func reason(t *table, id string, q *assess.Question) assess.AnswerState {
	offered := reasons(q)
	s, ok := take[string](t, id, "a text", func() string { return " in quotes: " + oneOf(offered) })
	switch {
	case !ok:
		return ""
	case !slices.Contains(unanswered, assess.AnswerState(s)):
		allowed(t, t.place.at(id), id, s, offered)
		return ""
	}
	return assess.AnswerState(s)
}

// reasons gives what can be written for no answer to a question; nil is one that is not known.
func reasons(q *assess.Question) []assess.AnswerState {
	switch {
	case q == nil:
		return unanswered
	case q.Exercise():
		return []assess.AnswerState{assess.NotTaken}
	case q.MayNotApply == "":
		return rests
	}
	return []assess.AnswerState{assess.Skipped, assess.PreferNotToSay, assess.NotApplicable}
}

// refused takes over the problems of NewAnswers, each with its line.
func (t *table) refused(err error) {
	var ps assess.Problems
	if !errors.As(err, &ps) {
		t.faultIn(t.place.value, "check the answers", "%v", err)
		return
	}
	for _, p := range ps {
		if t.number > 0 {
			p.What = t.name() + ": " + p.What
		}
		if p.Line > 0 {
			p.Excerpt = t.excerpt(p.Line, p.Column)
		}
		t.problems = append(t.problems, p)
	}
}

// WriteAnswers writes answers as the file that ParseAnswers reads to the same answers: all of them,
// also those to questions that are not asked now, in the order of the questionnaire. It says with
// each what was asked, so that a person can read the file and edit it.
func WriteAnswers(w io.Writer, a *assess.Answers) error {
	q, s := a.Questionnaire, a.Sitting
	if _, err := time.Parse(time.DateOnly, s.Date); err != nil && s.Date != "" {
		return fmt.Errorf("%q is no date of the form YYYY-MM-DD", s.Date)
	}
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "# Answers to: %s\n# To go on with them: readiness take --answers FILE; for another role than the first, with --role ID as well.\n", comment(q.Title))
	fmt.Fprintf(b, "# To delete the answers, delete this file. A report made from them is a file of its own.\n\n")
	fmt.Fprintf(b, "format = %d\nquestionnaire = %s\nversion = %s\n", format, quoted(q.ID), quoted(cmp.Or(s.Version, q.Version)))
	if s.Name != "" {
		fmt.Fprintf(b, "name = %s\n", quoted(s.Name))
	}
	if s.Reference != "" {
		fmt.Fprintf(b, "reference = %s\n", quoted(s.Reference))
	}
	if s.Date != "" {
		fmt.Fprintf(b, "date = %s\n", s.Date)
	}
	writeReplies(b, "answers", a, func(r assess.Reply) bool { return r.State == assess.Answered && !isRecord(r.Value) })
	writeRecords(b, a)
	writeReplies(b, "unanswered", a, func(r assess.Reply) bool { return r.State != assess.Answered })
	return b.Flush()
}

// isRecord says whether the value of a reply is written as a table of its own.
func isRecord(value any) bool {
	switch value.(type) {
	case assess.TypingRecord, assess.TasksRecord:
		return true
	}
	return false
}

// writeRecords writes what was done of the exercises, each in a table within that of the answers. These
// follow all plain answers, as TOML has it.
func writeRecords(b *bufio.Writer, a *assess.Answers) {
	for _, r := range a.Replies() {
		question, name := a.Questionnaire.Question(r.Question), "answers."+r.Question
		heading := func(says string) { fmt.Fprintf(b, "\n# %s\n# %s\n[%s]\n", comment(question.Ask), says, name) }
		switch v := r.Value.(type) {
		case assess.TypingRecord:
			heading("an exercise, as it was measured")
			b.WriteString(typingKeys(v))
		case assess.TasksRecord:
			heading(fmt.Sprintf("an exercise of %d tasks, with what was chosen in each; where some are missing it is not finished, and does not count", question.Most()))
			b.WriteString(tasksKeys(name, question, v))
		}
	}
}

// writeReplies writes one table: those of the replies that belong into it.
func writeReplies(b *bufio.Writer, name string, a *assess.Answers, belongs func(assess.Reply) bool) {
	fmt.Fprintf(b, "\n[%s]\n", name)
	for _, r := range a.Replies() {
		if !belongs(r) {
			continue
		}
		question := a.Questionnaire.Question(r.Question)
		fmt.Fprintf(b, "\n# %s\n# %s\n%s = %s\n", comment(question.Ask), choices(question, r.State), r.Question, written(r))
	}
}

// choices says in a comment what else could be written.
func choices(q *assess.Question, state assess.AnswerState) string {
	if state != assess.Answered {
		words := reasons(q)
		if len(words) == 1 {
			return "an exercise; no other reason is needed"
		}
		return "one of: " + oneOf(words)
	}
	switch q.Kind {
	case assess.Typing:
		return "a whole number: net words a minute, measured elsewhere"
	case assess.Tasks:
		return fmt.Sprintf("a whole number: how many of the %d tasks were right, measured elsewhere", q.Most())
	case assess.Number:
		return comment(fmt.Sprintf("a whole number from %d to %d, %s", q.Min, q.Max, q.Unit))
	case assess.Text:
		return "a text in quotes"
	}
	if q.Kind == assess.Many {
		return "any of: " + strings.Join(optionIDs(q), ", ")
	}
	return "one of: " + strings.Join(optionIDs(q), ", ")
}

// written gives the value of a reply in TOML.
func written(r assess.Reply) string {
	switch v := r.Value.(type) {
	case int:
		return fmt.Sprint(v)
	case string:
		return quoted(v)
	case []string:
		list := make([]string, len(v))
		for i := range v {
			list[i] = quoted(v[i])
		}
		return "[" + strings.Join(list, ", ") + "]"
	}
	return quoted(string(r.State))
}

// quoted gives a text as TOML writes it, on one line, with everything invisible escaped.
func quoted(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case isInvisible(r) && r > 0xFFFF:
			fmt.Fprintf(&b, `\U%08X`, r)
		case isInvisible(r):
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// comment gives a text as it can stand in a comment: on one line, without anything invisible.
func comment(s string) string {
	return strings.Map(func(r rune) rune {
		if isInvisible(r) {
			return ' '
		}
		return r
	}, s)
}
