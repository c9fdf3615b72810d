package assess

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

func TestNewAnswersRefuses(t *testing.T) {
	for _, c := range []struct {
		reply     Reply
		what, fix string
	}{
		{said("stile", "look"), `"stile": there is no such question in "office"`, `use the id of a question; did you mean "style"?`},
		{said("style", "z"), `"style": there is no option "z"`, "write one of: hunt, look, touch"},
		{said("style", "toch"), `"style": there is no option "toch"`, `write one of: hunt, look, touch; did you mean "touch"?`},
		{said("style", 3), `"style": this is not the kind of answer that the question takes`, "write one of: hunt, look, touch"},
		{said("style", []string{"look"}), `"style": this is not the kind of answer that the question takes`, "write one of: hunt, look, touch"},
		{said("style", nil), `"style": this is not the kind of answer that the question takes`, "write one of: hunt, look, touch"},
		{said("speed", "42"), `"speed": this is not the kind of answer that the question takes`, "write a whole number from 0 to 200, without quotes"},
		{said("speed", 201), `"speed": 201 is outside 0 to 200`, "write a whole number from 0 to 200, without quotes"},
		{said("speed", -1), `"speed": -1 is outside 0 to 200`, "write a whole number from 0 to 200, without quotes"},
		{said("software", "word"), `"software": this is not the kind of answer that the question takes`, "write a list of any of: word, mail, sheet, none"},
		{said("software", []string{"word", "word"}), `"software": option "word" stands twice`, "name each option once"},
		{said("software", []string{"word", "none"}), `"software": "none" excludes the other options`, `choose "none", or the others`},
		{said("story", 1), `"story": this is not the kind of answer that the question takes`, "write a text in quotes"},
		{said("story", "a\xff"), `"story": the text is not UTF-8`, "save the file as UTF-8"},
		{said("story", strings.Repeat("é", MaxText+1)), `"story": the text has 1001 characters`, "shorten it to 1000 characters"},
		{Reply{Question: "style", State: NotApplicable}, `"style": "not applicable" is not offered here`, `use "skipped" or "prefer not to say"`},
		{Reply{Question: "style", State: NotAsked}, `"style": "not asked" is not a reason for no answer`, `use "skipped" or "prefer not to say"`},
	} {
		c.reply.At = Pos{"a.toml", 3, 1}
		a, err := NewAnswers(office(), Sitting{}, []Reply{c.reply})
		var ps Problems
		if a != nil || !errors.As(err, &ps) || len(ps) != 1 {
			t.Errorf("%v: %v, %v", c.reply, a, err)
			continue
		}
		if want := (Problem{Pos: c.reply.At, What: c.what, Fix: c.fix}); ps[0] != want {
			t.Errorf("%+v\nwant %+v", ps[0], want)
		}
	}
}

// TestEveryProblemInOrder: all at once, by place, and as an error one line each.
func TestEveryProblemInOrder(t *testing.T) {
	_, err := NewAnswers(office(), Sitting{Name: strings.Repeat("n", MaxName+1), Reference: "\xff"}, []Reply{
		{Question: "style", State: Answered, Value: "x", At: Pos{"b.toml", 2, 9}},
		{Question: "story", State: Answered, Value: 1, At: Pos{"b.toml", 1, 0}},
		{Question: "speed", State: Answered, Value: 50, At: Pos{"b.toml", 3, 1}},
		{Question: "speed", State: Skipped, At: Pos{"b.toml", 9, 1}},
	})
	want := `name has 201 characters
reference is not UTF-8
b.toml:1: "story": this is not the kind of answer that the question takes
b.toml:2:9: "style": there is no option "x"
b.toml:9:1: "speed": answered twice`
	if err == nil || err.Error() != want {
		t.Errorf("%v\nwant\n%s", err, want)
	}
	if Problems(nil).Err() != nil {
		t.Error("no problems are an error")
	}
}

func TestOtherVersion(t *testing.T) {
	a, err := NewAnswers(office(), Sitting{Version: "1"}, []Reply{
		said("gone", "x"), said("style", "old"), said("certificate", "three"), said("speed", 999), said("software", []string{"word", "old"}),
		{Question: "style", State: NotApplicable},
	})
	if err != nil {
		t.Fatal(err)
	}
	if n := len(a.LeftOut()); n != 5 {
		t.Errorf("%d left out: %v", n, a.LeftOut())
	}
	if got := a.Replies(); len(got) != 2 || got[0].Question != "certificate" || !slices.Equal(got[1].Value.([]string), []string{"word"}) {
		t.Errorf("%+v", got)
	}
	want := LeftOut{Question: "software", Why: `"software": there is no option "old"`, Rest: true}
	if r := Judge(worked(), a); len(r.LeftOut) != 5 || r.LeftOut[3] != want {
		t.Errorf("left out %+v", r.LeftOut)
	}
	for _, ticks := range [][]string{{"none", "old"}, {"older", "old"}} { // "none" was not all that was said
		a, err := NewAnswers(office(), Sitting{Version: "1"}, []Reply{said("software", ticks)})
		if err != nil || a.Of("software").Given || Judge(worked(), a).LeftOut[0].Rest {
			t.Errorf("%q: %+v, %v", ticks, a, err)
		}
	}
	for _, ticks := range [][]string{{"word", "word"}, {"old", "word", "word"}, {"none", "word", "old"}} {
		if _, err := NewAnswers(office(), Sitting{Version: "1"}, []Reply{said("software", ticks)}); err == nil {
			t.Errorf("%q: a fault that no version explains is let through", ticks)
		}
	}
	if _, err := NewAnswers(office(), Sitting{}, []Reply{said("software", []string{"word", "old"})}); err == nil {
		t.Error("a fault in answers to the present version is let through")
	}
}

func TestAnswersHold(t *testing.T) {
	a, err := NewAnswers(office(), Sitting{}, []Reply{
		said("software", []string{"sheet", "word"}), said("story", " "), said("speed", 30), said("style", "hunt"),
	})
	if err != nil {
		t.Fatal(err)
	}
	software := a.Of("software")
	if q := a.Questionnaire.Question("software"); !slices.Equal(software.Options, []int{0, 2}) || q.Say(software) != "Letters; Sheets" || q.Points(software) != 3 {
		t.Errorf("%+v", software)
	}
	if unseen, err := NewAnswers(office(), Sitting{}, []Reply{said("story", "\u00ad \u3164\u200b")}); err != nil || unseen.Of("story").State != Skipped {
		t.Errorf("a text that nobody can see: %v", err)
	}
	if story := a.Of("story"); story.State != Skipped || !story.Given {
		t.Errorf("%+v", story)
	}
	if a.Asking("speed") != Unasked || a.Of("speed").Number != 30 {
		t.Errorf("%v %+v", a.Asking("speed"), a.Of("speed"))
	}
	if a.Of("nothing").State != Skipped || a.Asking("nothing") != Unasked || a.Questionnaire.Question("nothing") != nil {
		t.Error("a question that is not there")
	}
	if a.Questionnaire.Question("style").Option("nothing") != nil || a.Questionnaire.Question("style").Option("look").Points != 1 {
		t.Error("options by id")
	}
	if values := a.Replies(); !slices.Equal(values[2].Value.([]string), []string{"word", "sheet"}) || values[1].Value != 30 || values[0].Value != "hunt" {
		t.Errorf("%+v", values)
	}
	for range 2 { // stopping in the middle is allowed
		for s, q := range a.Questionnaire.Questions() {
			if s.ID != "keys" || q.ID != "style" {
				t.Errorf("%s %s", s.ID, q.ID)
			}
			break
		}
	}
	n := 0
	for range a.Questionnaire.Questions() {
		n++
	}
	if n != 5 {
		t.Errorf("%d questions", n)
	}
}

func TestTextComesBack(t *testing.T) {
	a, err := NewAnswers(office(), Sitting{}, []Reply{said("story", "I once")})
	if err != nil {
		t.Fatal(err)
	}
	if got := a.Replies(); len(got) != 1 || got[0].Value != "I once" {
		t.Errorf("%+v", got)
	}
}

// TestConditionsChain: a question behind one that is not asked is not asked either, and one behind an
// unknown one is unknown, unless another of its conditions fails.
func TestConditionsChain(t *testing.T) {
	yes := []Option{{ID: "no"}, {ID: "yes", Points: 1}}
	is := func(q string) Condition { return Condition{q, []string{"yes"}} }
	q := NewQuestionnaire(Questionnaire{Sections: []Section{{Questions: []Question{
		{ID: "a", Kind: One, Options: yes, MayNotApply: "no"},
		{ID: "b", Kind: One, Options: yes, OnlyIf: []Condition{is("a")}},
		{ID: "c", Kind: One, Options: yes, OnlyIf: []Condition{is("b")}},
		{ID: "d", Kind: One, Options: yes},
		{ID: "e", Kind: One, Options: yes, OnlyIf: []Condition{is("c"), is("d")}},
	}}}})
	for _, c := range []struct {
		replies []Reply
		want    []Asking // of b, c, e
	}{
		{nil, []Asking{Unknown, Unknown, Unknown}},
		{[]Reply{said("a", "yes"), said("b", "yes"), said("c", "yes"), said("d", "yes")}, []Asking{Asked, Asked, Asked}},
		{[]Reply{said("a", "no"), said("b", "yes"), said("c", "yes"), said("d", "yes")}, []Asking{Unasked, Unasked, Unasked}},
		{[]Reply{{Question: "a", State: NotApplicable}}, []Asking{Unasked, Unasked, Unasked}},
		{[]Reply{said("d", "no")}, []Asking{Unknown, Unknown, Unasked}},
		{[]Reply{said("a", "yes")}, []Asking{Asked, Unknown, Unknown}},
	} {
		a, err := NewAnswers(q, Sitting{}, c.replies)
		if err != nil {
			t.Fatal(err)
		}
		if got := []Asking{a.Asking("b"), a.Asking("c"), a.Asking("e")}; !slices.Equal(got, c.want) {
			t.Errorf("%+v: %v, want %v", c.replies, got, c.want)
		}
	}
}

func TestNearest(t *testing.T) {
	words := []string{"typing-speed", "software", "GCSE", "it"}
	for word, want := range map[string]string{
		"typing-sped": "typing-speed", "Software": "software", "softwear": "software", "gcse": "GCSE",
		"xyz": "", "i": "", "itt": "it", "xyst": "", "completely-else": "", "": "", "hardware": "",
	} {
		if got := Nearest(word, words); got != want {
			t.Errorf("%q: %q, want %q", word, got, want)
		}
	}
}

func TestPos(t *testing.T) {
	for pos, want := range map[Pos]string{{}: "", {"a", 0, 5}: "a", {"a", 2, 0}: "a:2", {"a", 2, 3}: "a:2:3"} {
		if got := pos.String(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
