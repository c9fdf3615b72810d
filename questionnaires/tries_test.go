package questionnaires

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"readiness/assess"
)

var kept = []Try{
	{"2026-11-22", assess.TypingRecord{Passage: "appointment", Time: 3 * time.Minute, Strokes: 640, Wrong: 19, Left: 617, Errors: 2}},
	{"2026-11-23", assess.TypingRecord{Passage: "rota", Time: 183 * time.Second, Left: 590}},
}

// TestTries: what is appended is read again, and what was there stays.
func TestTries(t *testing.T) {
	src := append(added(t, nil, kept[0]), "# my best\n"...)
	src = added(t, src, kept[1])
	got, err := ParseTries("kept.toml", src)
	if err != nil || len(got) != 2 || got[0] != kept[0] || got[1] != kept[1] {
		t.Errorf("%+v, %v\n%s", got, err, src)
	}
	if !bytes.Contains(src, []byte("# my best")) {
		t.Errorf("a comment is lost:\n%s", src)
	}
	for _, none := range []string{triesHeading, "", "\ufeff\r\n \t\n"} {
		if got, err := ParseTries("kept.toml", []byte(none)); err != nil || len(got) > 0 {
			t.Errorf("no tries in %q: %v, %v", none, got, err)
		}
		if got, err := ParseTries("kept.toml", added(t, []byte(none), kept[0])); err != nil || len(got) != 1 {
			t.Errorf("one try after %q: %v, %v", none, got, err)
		}
	}
}

func added(t *testing.T, src []byte, try Try) []byte {
	t.Helper()
	src, err := AppendTry("kept.toml", src, try)
	if err != nil {
		t.Fatal(err)
	}
	return src
}

// TestTriesWrittenOtherwise: what was written such that nothing can be added at its end is not made
// unreadable.
func TestTriesWrittenOtherwise(t *testing.T) {
	const inline = "format = 1\nkind = \"typing\"\ntry = [{ date = 2026-11-22, passage = \"rota\", seconds = 180, strokes = 0, wrong = 0, left = 5, errors = 1 }]\n"
	if tries, err := ParseTries("kept.toml", []byte(inline)); err != nil || len(tries) != 1 {
		t.Fatalf("%+v, %v", tries, err)
	}
	for file, want := range map[string]string{
		inline: "kept.toml:3:7: the file is written in a way that no typing exercise can be added at its end",
		"try = []\nkind = \"typing\"\nformat = 1\n": "kept.toml:1:7: the file is written in a way that no typing exercise can be added at its end",
	} {
		src, err := AppendTry("kept.toml", []byte(file), kept[0])
		var problems assess.Problems
		if src != nil || !errors.As(err, &problems) || err.Error() != want || problems[0].Fix != "name a new file, or write each exercise under a heading [[try]]" {
			t.Errorf("%s, %v", src, err)
		}
	}
}

// TestNotKept: what is wrong with a try is not said to be wrong with the file.
func TestNotKept(t *testing.T) {
	long := kept[0]
	long.Typing.Time = 3601 * time.Second
	for name, src := range map[string][]byte{"a new file": nil, "one with another": added(t, nil, kept[1])} {
		got, err := AppendTry("kept.toml", src, long)
		var problems assess.Problems
		if got != nil || !errors.As(err, &problems) || len(problems) != 1 || problems[0].Line != 0 || problems[0].Fix != "take the exercise again" ||
			!strings.HasPrefix(problems[0].What, "this result cannot be kept: try 1: seconds is 3601") {
			t.Errorf("%s: %s, %+v", name, got, err)
		}
	}
}

func TestNotTries(t *testing.T) {
	good := string(added(t, nil, kept[0]))
	none := "kept.toml: this is no file of kept typing exercises"
	for _, test := range []struct{ old, now, want string }{
		{`kind   = "typing"`, ``, none},
		{`kind   = "typing"`, `kind = 3`, none},
		{good, "Dear diary", none},
		{good, "%PDF-1.7", none},
		{good, "format = 1\nkind = \"answers\"\n", none},
		{`kind   = "typing"`, "[other]\nkind = \"typing\"", `kept.toml:`},
		{`format = 1`, `format = 2`, `kept.toml:3:10: typing: format is 2`},
		{`format = 1`, `format = `, `kept.toml:3:10: `},
		{`format = 1`, "format = 1\nname = \"Jo\"", `there is no key "name"`},
		{`seconds = 180`, `seconds = 0`, `kept.toml:9:11: try 1: seconds is 0`},
		{`seconds = 180`, `seconds = 1e3`, `try 1: seconds is a decimal number`},
		{`strokes = 640`, `strokes = -1`, `try 1: strokes is -1`},
		{`errors  = 2`, ``, `try 1: "errors" is missing`},
		{`errors  = 2`, "errors = 2\nmore = 1", `try 1: there is no key "more"`},
		{`wrong   = 19`, `wrong = 641`, `try 1: wrong is more than strokes`},
		{`errors  = 2`, `errors = 618`, `try 1: errors is more than left`},
		{`left    = 617`, `left = 641`, `try 1: left is more than strokes`},
		{`passage = "appointment"`, `passage = ""`, `try 1: passage is "", which is no id`},
		{`date    = 2026-11-22`, `date = "2026-11-22"`, `try 1: date is a text, not a date`},
		{"[[try]]", "[try]", `kept.toml`},
		{"errors  = 2", "errors = 2\n" + strings.Repeat("[[try]]\n", maxTries), "has 1001 items"},
	} {
		src := strings.Replace(good, test.old, test.now, 1)
		_, err := ParseTries("kept.toml", []byte(src))
		var problems assess.Problems
		if !errors.As(err, &problems) || !strings.Contains(err.Error(), test.want) || problems[0].Fix == "" {
			t.Errorf("%s: %v, want %s", test.now, err, test.want)
		}
	}
}

func FuzzTries(f *testing.F) {
	for _, src := range []string{"", triesHeading, "kind = \"typing\"\nformat = 1\ntry = []"} {
		f.Add([]byte(src))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		tries, err := ParseTries("kept.toml", src)
		var problems assess.Problems
		if err != nil && !errors.As(err, &problems) {
			t.Fatalf("%v", err)
		}
		if err != nil || len(tries) == maxTries-1 {
			return
		}
		more, err := AppendTry("kept.toml", src, kept[1])
		if err != nil {
			return
		}
		again, err := ParseTries("kept.toml", more)
		if err != nil || len(again) != len(tries)+1 || again[len(tries)] != kept[1] {
			t.Errorf("after %q: %+v, %v", src, again, err)
		}
	})
}
