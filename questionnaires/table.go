package questionnaires

import (
	"fmt"
	"iter"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"readiness/assess"
)

// A table takes the values out of one table of a file. Whatever it gives keeps the rule that was
// asked for; where it cannot, it notes a problem and gives the zero value. close ends the taking.
type table struct {
	*file
	outer   *table // the table by which messages name this one, too; nil if none
	what    string // how messages name it: "role", "option"
	number  int    // from 1, if it is one of several
	place   *node
	data    map[string]any
	mark    int      // problems of the file when the taking began
	known   []string // the keys that were asked for
	missing []absent // the keys that should be there
	foreign []string // the keys that another kind of this table has
	kind    string   // what this table is, for a message on a foreign key: `kind = "text"`
}

// name is how messages name the table, with the one that it belongs to.
func (t *table) name() string {
	if t.outer != nil {
		return t.outer.name() + ", " + t.ownName()
	}
	return t.ownName()
}

// ownName names the table by its id or name, or else by its number.
func (t *table) ownName() string {
	name := t.what
	for _, key := range []string{"id", "name"} {
		if s, ok := t.data[key].(string); ok && t.number > 0 && strings.TrimSpace(s) != "" {
			name = fmt.Sprintf("%s %q", t.what, shown(s))
			break
		}
	}
	if t.number > 0 && name == t.what {
		name = fmt.Sprintf("%s %d", t.what, t.number)
	}
	return name
}

// An absent key, and what it wants.
type absent struct{ key, wants string }

// sound says that no problem was found since the taking began.
func (t *table) sound() bool { return len(t.problems) == t.mark && len(t.missing) == 0 }

// wrong notes a problem at the value of a key.
func (t *table) wrong(key, fix, format string, args ...any) {
	t.faultIn(t.place.at(key), fix, format, args...)
}

// faultIn notes a problem of this table at an offset.
func (t *table) faultIn(at int, fix, format string, args ...any) {
	t.fault(at, fix, "%s: %s", t.name(), fmt.Sprintf(format, args...))
}

// has says whether there is an optional key.
func (t *table) has(key string) bool {
	if !slices.Contains(t.known, key) {
		t.known = append(t.known, key)
	}
	_, ok := t.data[key]
	return ok
}

// take gives the value of a key, which must be there and be a T. a is what it should be ("a text"),
// and more gives what else is to be said of it in a remedy.
func take[T any](t *table, key, a string, more func() string) (value T, ok bool) {
	if !t.has(key) {
		t.missing = append(t.missing, absent{key, a + more()})
		return value, false
	}
	value, ok = t.data[key].(T)
	if !ok {
		t.wrong(key, "write "+a+more(), "%s is %s, not %s", key, aKind(t.data[key]), a)
	}
	return value, ok
}

// takeText gives a text of any length; the remedy says that most characters are allowed.
func (t *table) takeText(key string, most int) (string, bool) {
	return take[string](t, key, "a text", func() string { return fmt.Sprintf(" in quotes, of at most %d characters", most) })
}

// text gives a text of 1 to most characters on one line.
func (t *table) text(key string, most int) string {
	s, ok := t.takeText(key, most)
	if !ok || !t.proper(t.place.at(key), key, s, most) {
		return ""
	}
	return s
}

// prose gives a text of 1 to most characters, in which a line break counts as a space.
func (t *table) prose(key string, most int) string { return t.joined(key, most, " ") }

// proseIfAny gives what prose gives, "" if there is no such key.
func (t *table) proseIfAny(key string, most int) string {
	if !t.has(key) {
		return ""
	}
	return t.prose(key, most)
}

// paragraphs gives a text of 1 to most characters, in which a line break counts as a space, and a
// blank line parts paragraphs: between them stands "\n\n".
func (t *table) paragraphs(key string, most int) string { return t.joined(key, most, "\n\n") }

func (t *table) joined(key string, most int, between string) string {
	s, ok := t.takeText(key, most)
	if !ok {
		return ""
	}
	s = unbroken(s, between)
	if !t.proper(t.place.at(key), key, strings.ReplaceAll(s, between, " "), most) {
		return ""
	}
	return s
}

// lines gives a text of 1 to most characters in at most maxLines lines, of which none is empty at the
// beginning or the end.
func (t *table) lines(key string, most int) string {
	s, ok := t.takeText(key, most)
	if !ok {
		return ""
	}
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " \r")
	}
	s = strings.Trim(strings.Join(lines, "\n"), "\n")
	if !t.proper(t.place.at(key), key, strings.ReplaceAll(s, "\n", " "), most) {
		return ""
	}
	if n := strings.Count(s, "\n") + 1; n > maxLines {
		t.wrong(key, fmt.Sprintf("shorten it to %d lines", maxLines), "%s has %d lines", key, n)
		return ""
	}
	return s
}

// proper says whether a text is one that can be shown; if not, it notes why.
func (t *table) proper(at int, name, s string, most int) bool {
	invisible := strings.IndexFunc(s, isInvisible)
	switch n := utf8.RuneCountInString(s); {
	case strings.TrimSpace(s) == "":
		t.faultIn(at, "write something", "%s is empty", name)
	case invisible >= 0 && s[invisible] == '\n':
		t.faultIn(at, "write it on one line", "%s has a line break", name)
	case invisible >= 0:
		r, _ := utf8.DecodeRuneInString(s[invisible:])
		t.faultIn(at, "delete it and retype the words around it", "%s has an invisible character, %U", name, r)
	case n > most:
		t.faultIn(at, fmt.Sprintf("shorten it to %d characters", most), "%s has %d characters", name, n)
	default:
		return true
	}
	return false
}

// id gives an id.
func (t *table) id(key string) string {
	s, ok := take[string](t, key, "a text", func() string { return " in quotes: lower-case letters, digits and hyphens" })
	if !ok || !t.checkID(t.place.at(key), key, s) {
		return ""
	}
	return s
}

// checkID says whether a text is an id; if not, it notes so.
func (t *table) checkID(at int, name, s string) bool {
	if isID(s) {
		return true
	}
	example := "typing-speed"
	if like := toID(s); like != "" {
		example = like
	}
	t.faultIn(at, fmt.Sprintf("write lower-case letters, digits and hyphens, a letter first, at most %d, such as %q", maxID, example),
		"%s is %q, which is no id", name, shown(s))
	return false
}

// whole gives a whole number.
func (t *table) whole(key string, least, most int) int {
	n, ok := take[int64](t, key, "a whole number", func() string { return fmt.Sprintf(" from %d to %d", least, most) })
	if !ok {
		return 0
	}
	if n < int64(least) || n > int64(most) {
		t.wrong(key, fmt.Sprintf("write a whole number from %d to %d", least, most), "%s is %d, outside %d to %d", key, n, least, most)
		return 0
	}
	return int(n)
}

// flag gives true or false.
func (t *table) flag(key string) bool {
	v, _ := take[bool](t, key, "true or false", func() string { return ", without quotes" })
	return v
}

// day gives a date as YYYY-MM-DD.
func (t *table) day(key string) string {
	const a, more = "a date", " such as 2026-11-22, without quotes"
	if _, ok := take[time.Time](t, key, a, func() string { return more }); !ok {
		return ""
	}
	child := t.place.children[key]
	if !child.isDate {
		t.wrong(key, "write "+a+more, "%s gives a time of day", key)
		return ""
	}
	return string(child.text)
}

// word gives one of some words.
func word[T ~string](t *table, key string, words []T) T {
	s, ok := take[string](t, key, "a text", func() string { return " in quotes: " + oneOf(words) })
	if !ok || !allowed(t, t.place.at(key), key, s, words) {
		return ""
	}
	return T(s)
}

// allowed says whether s is one of some words; if not, it notes so.
func allowed[T ~string](t *table, at int, name, s string, words []T) bool {
	if slices.Contains(words, T(s)) {
		return true
	}
	t.faultIn(at, "write "+oneOf(words)+like(s, asTexts(words)), "%s is %q", name, shown(s))
	return false
}

// texts gives a list of texts, each with its offset. Every one is passed to ok, which notes what is
// wrong with it; those that fail are left out.
func (t *table) texts(key, of string, most int, ok func(at int, s string) bool) []string {
	list, isList := take[[]any](t, key, "a list", func() string { return " of " + of + " in quotes" })
	if !isList {
		return nil
	}
	if len(list) == 0 || len(list) > most {
		t.wrong(key, fmt.Sprintf("write 1 to %d", most), "%q has %s", key, items(len(list)))
	}
	var good []string
	for i, v := range list {
		at := t.place.item(key, i)
		s, isText := v.(string)
		if !isText {
			t.faultIn(at, "write a list of "+of+" in quotes", "an item of %q is %s, not a text", key, aKind(v))
		} else if ok(at, s) {
			good = append(good, s)
		}
	}
	return good
}

// once notes the second of two equal items.
func (t *table) once(seen map[string]bool, at int, fix, name, s string) bool {
	if seen[s] {
		t.faultIn(at, fix, "%s %q stands twice", name, shown(s))
		return false
	}
	seen[s] = true
	return true
}

// rows says what the tables under a key are.
type rows struct {
	key, kind   string
	example     string // how to write one
	least, most int
}

// each gives the tables under a key in turn, and closes each when the loop comes back.
func (t *table) each(r rows) iter.Seq2[int, *table] {
	return func(yield func(int, *table) bool) {
		list, ok := t.list(r)
		if !ok {
			return
		}
		if len(list) < r.least || len(list) > r.most {
			t.wrong(r.key, fmt.Sprintf("give it %d to %d", max(r.least, 1), r.most), "%q has %s", r.key, items(len(list)))
		}
		for i, v := range list {
			data, ok := v.(map[string]any)
			if !ok {
				t.faultIn(t.place.item(r.key, i), "write "+r.example, "an item of %q is %s, not a table", r.key, aKind(v))
				continue
			}
			row := t.row(r, i, data)
			if !yield(i, row) {
				return
			}
			row.close()
		}
	}
}

// list gives the tables under a key, however they are written.
func (t *table) list(r rows) ([]any, bool) {
	if !t.has(r.key) {
		if r.least > 0 {
			t.missing = append(t.missing, absent{r.key, r.example})
		}
		return nil, false
	}
	switch v := t.data[r.key].(type) {
	case []any:
		return v, true
	case []map[string]any:
		list := make([]any, len(v))
		for i := range v {
			list[i] = v[i]
		}
		return list, true
	default:
		t.wrong(r.key, "write "+r.example, "%s is %s, not a list of tables", r.key, aKind(v))
		return nil, false
	}
}

// row makes the table of one row.
func (t *table) row(r rows, i int, data map[string]any) *table {
	row := &table{file: t.file, what: r.kind, number: i + 1, place: t.place, data: data, mark: len(t.problems)}
	if t.number > 0 && r.key != questions.key {
		row.outer = t
	}
	if list := t.place.children[r.key]; list != nil && i < len(list.items) {
		row.place = list.items[i]
	}
	return row
}

// inner gives the table under a key. In a table that is one of several, messages name that one.
func (t *table) inner(key string) (*table, bool) { return t.innerLike(key, "["+key+"]") }

// innerLike is inner with an example of how to write the table.
func (t *table) innerLike(key, example string) (*table, bool) {
	data, ok := take[map[string]any](t, key, "a table", func() string { return ": " + example })
	if !ok {
		return nil, false
	}
	in := &table{file: t.file, what: key, place: t.place.children[key], data: data, mark: len(t.problems)}
	if t.number > 0 {
		in.outer = t
	}
	return in, true
}

// close notes the keys that are missing, and those that nobody asked for. A misspelt key that is
// missing under its right name is noted once.
func (t *table) close() {
	var absents []string
	for _, m := range t.missing {
		absents = append(absents, m.key)
	}
	for _, key := range t.place.keys {
		if slices.Contains(t.known, key) {
			continue
		}
		at := t.place.children[key].key
		if slices.Contains(t.foreign, key) {
			t.faultIn(at, "take it out, or write another kind", "%q does not go with %s", key, t.kind)
			continue
		}
		near := assess.Nearest(key, absents)
		if near != "" {
			t.missing = slices.DeleteFunc(t.missing, func(m absent) bool { return m.key == near })
		} else {
			near = assess.Nearest(key, t.known)
		}
		fix := "write one of: " + strings.Join(t.known, ", ")
		if near != "" {
			fix = fmt.Sprintf("did you mean %q?", near)
		}
		t.faultIn(at, fix, "there is no key %q", shown(key))
	}
	for _, m := range t.missing {
		t.faultIn(t.place.value, addition(m), "%q is missing", m.key)
	}
}

// addition is the remedy for a missing key.
func addition(m absent) string {
	if strings.HasPrefix(m.wants, "[[") || strings.HasPrefix(m.wants, m.key) {
		return "add " + m.wants
	}
	return fmt.Sprintf("add %q, %s", m.key, m.wants)
}

// aKind says what a decoded value is.
func aKind(v any) string {
	switch v.(type) {
	case string:
		return "a text"
	case int64:
		return "a whole number"
	case float64:
		return "a decimal number"
	case bool:
		return "true or false"
	case time.Time:
		return "a date or time"
	case []any:
		return "a list"
	case []map[string]any:
		return "a list of tables"
	}
	return "a table"
}
