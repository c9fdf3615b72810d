package assess

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"unicode"
	"unicode/utf16"
)

// ResultFormat is the version of the JSON form of a Result. It changes when a name or a meaning does. Format 1
// had nothing of Firmness, Route and Others, nor what the role file says for them; it is still read.
const ResultFormat = 2

// maxResult is the largest JSON result that is read, in bytes: more than the largest questionnaire and
// role that can be loaded give.
const maxResult = 64 << 20

// A Result is how one person stands against one role. It is complete in itself: words, figures,
// evidence and next steps are copied in, so that it prints again without the files it came from.
type Result struct {
	Format        int              `json:"format"`
	Name          string           `json:"name"`
	Reference     string           `json:"reference"`
	Date          string           `json:"date"` // of the answers, YYYY-MM-DD; "" if not known
	Questionnaire QuestionnaireRef `json:"questionnaire"`
	Answered      string           `json:"answered,omitempty"`  // version of the questionnaire that was answered, if another
	Collected     bool             `json:"collected,omitempty"` // with a form, in a table of many people's answers
	Role          RoleRef          `json:"role"`
	Readiness     *Range           `json:"readiness"` // over the essentials; null if none applies
	Strength      *Range           `json:"strength"`  // over the desirables; null if none applies
	Band          *BandRange       `json:"band"`      // null if there is no readiness
	Bands         []Band           `json:"bands"`     // all of the role's, lowest first
	Requirements  []Judged         `json:"requirements"`
	Plan          []string         `json:"plan"`      // ids of the requirements with next steps, in the order to take them
	Questions     []Said           `json:"questions"` // everything asked, in order
	LeftOut       []LeftOut        `json:"left_out"`  // of replies to another version, what has no place in this one
	About         []About          `json:"about"`
	Firmness      *Firmness        `json:"firmness,omitempty"` // how firm the band is; null if there is none, or Judge alone made the result
	Route         *Route           `json:"route,omitempty"`    // to the next band; null likewise, or if there is no higher one, or what is open could change the band
	Others        []Standing       `json:"others,omitempty"`   // where the same answers stand for other roles, the nearest first
}

// QuestionnaireRef names the questionnaire that was answered.
type QuestionnaireRef struct {
	ID      string `json:"id"`
	Version string `json:"version"`
	SHA256  string `json:"sha256"`
	Title   string `json:"title"`
}

// RoleRef names the role that the answers were judged against.
type RoleRef struct {
	ID      string `json:"id"`
	Title   string `json:"title"`
	Version string `json:"version"`
	SHA256  string `json:"sha256"`
	Source  string `json:"source"`
	Work    string `json:"work,omitempty"`    // what one does, in a line
	Grounds string `json:"grounds,omitempty"` // what its weights rest on, in a line
}

// A Range is a figure of 0 to 100 at low (what is missing earns nothing) and at high (it earns all).
// They are equal if nothing is missing.
type Range struct {
	Low       int    `json:"low"`        // rounded down
	High      int    `json:"high"`       // rounded down
	ExactLow  string `json:"exact_low"`  // "n/d" in lowest terms
	ExactHigh string `json:"exact_high"` // likewise
}

// A BandRange names the bands at low and at high.
type BandRange struct {
	Low    string   `json:"low"`
	High   string   `json:"high"`
	HeldBy []string `json:"held_by"` // ids of the essentials that must stand higher, even at high, before the next band can be reached
}

// Judged is how one requirement stands.
type Judged struct {
	ID      string          `json:"id"`
	Name    string          `json:"name"`
	Kind    RequirementKind `json:"kind"`
	Weight  int             `json:"weight"`
	Target  int             `json:"target"`
	Partly  int             `json:"partly"`
	Source  string          `json:"source"`
	Adverts string          `json:"adverts,omitempty"` // how many real adverts ask for it, in words
	Stories []string        `json:"stories,omitempty"` // ids of the questions for a text that can show it
	State   State           `json:"state"`
	*Range                  // the mean of the parts; absent if not applicable
	Worth   *Worth          `json:"worth"` // null if met or not applicable
	Parts   []JudgedPart    `json:"parts"`
	Missing []string        `json:"missing"` // ids of the open questions whose answers could still raise a part
	Steps   []NextStep      `json:"steps"`
}

// Worth is what meeting a requirement would add at low: to readiness if it is essential, to strength
// if it is desirable.
type Worth struct {
	Points int    `json:"points"` // of 100, rounded down
	Exact  string `json:"exact"`  // "n/d"
}

// JudgedPart is how one skill within a requirement stands.
type JudgedPart struct {
	Name     string  `json:"name"`
	Value    string  `json:"value,omitempty"` // of the NHS, that an example of it can show
	*Range           // absent if not applicable
	Evidence []Shown `json:"evidence"`
}

// Shown is what one answer shows of a part. Its share is Points / Of.
type Shown struct {
	Question string      `json:"question"`
	State    AnswerState `json:"state"`
	Evidence Evidence    `json:"evidence"`
	Say      string      `json:"say"` // the answer in words, what is done of an unfinished exercise, or why it does not apply; "" if there is none
	Points   int         `json:"points"`
	Of       int         `json:"of"`
	Missing  bool        `json:"missing"`         // it could still earn all
	Counts   bool        `json:"counts"`          // it is the evidence that the part takes at low
	Aside    bool        `json:"aside,omitempty"` // it is claimed, and a finished exercise takes its place: shown, not counted
}

// Said is a question and what was said to it.
type Said struct {
	ID      string      `json:"id"`
	Section string      `json:"section"`
	Ask     string      `json:"ask"`
	Kind    Kind        `json:"kind"`
	State   AnswerState `json:"state"`
	Say     string      `json:"say"` // as in Shown; if not asked, what is kept and not counted
	// What is known of an exercise, also if it is not finished; null if it was not begun, and for other questions.
	Exercise *Exercise `json:"exercise,omitempty"`
}

// LeftOut is a reply to another version of the questionnaire that has no place in this one.
type LeftOut struct {
	Question string `json:"question"` // id; there may be no such question any more
	Why      string `json:"why"`      // with ids, as a Problem says it
	Rest     bool   `json:"rest"`     // only some of what was ticked has no place; the rest counts
}

// NextStep is a concrete thing to do.
type NextStep struct {
	Part  string `json:"part,omitempty"` // the part of the requirement that it lifts; "" if all of it
	Do    string `json:"do"`
	Takes string `json:"takes"`          // "" if nobody can say
	Open  int    `json:"open,omitempty"` // if it is to answer what is open: how many questions; else 0
}

// MeasuredHere says whether an exercise that was done in this sitting counts in an essential.
func (r Result) MeasuredHere() bool {
	here := map[string]bool{}
	for _, q := range r.Questions {
		here[q.ID] = q.State == Answered && q.Exercise != nil && !q.Exercise.Elsewhere
	}
	for _, j := range r.Requirements {
		for _, p := range j.Parts {
			if j.Kind == Essential && slices.ContainsFunc(p.Evidence, func(s Shown) bool { return s.Counts && here[s.Question] }) {
				return true
			}
		}
	}
	return false
}

// WriteJSON writes a result, a survey, a progress or a comparison of groups as JSON; ReadResult reads that of a result.
// Characters that could steer a terminal or turn the direction of writing are escaped; nothing is lost.
func WriteJSON[T Result | Survey | Progress | Fairness](w io.Writer, v T) error {
	var text bytes.Buffer
	e := json.NewEncoder(&text)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	encoding := e.Encode(v)
	var safe bytes.Buffer
	for _, c := range text.String() {
		switch {
		case c < 0x7F || !unicode.In(c, unicode.Cc, unicode.Cf):
			safe.WriteRune(c)
		case c > 0xFFFF:
			high, low := utf16.EncodeRune(c)
			fmt.Fprintf(&safe, `\u%04x\u%04x`, high, low)
		default:
			fmt.Fprintf(&safe, `\u%04x`, c)
		}
	}
	_, writing := w.Write(safe.Bytes())
	return errors.Join(encoding, writing)
}

// ReadResult reads a result that WriteJSON wrote. Its error says what is wrong in words.
func ReadResult(r io.Reader) (Result, error) {
	src, err := io.ReadAll(io.LimitReader(r, maxResult+1))
	switch {
	case err != nil:
		return Result{}, fmt.Errorf("this cannot be read to its end: %w", err)
	case len(src) > maxResult:
		return Result{}, fmt.Errorf("this is larger than any result: more than %d MiB", maxResult>>20)
	}
	if bytes.HasPrefix(src, []byte("\xff\xfe")) || bytes.HasPrefix(src, []byte("\xfe\xff")) {
		return Result{}, errors.New("this is UTF-16 text, and a result is UTF-8: save it as UTF-8, or make it again with -o")
	}
	src = bytes.TrimPrefix(src, []byte("\xef\xbb\xbf")) // some editors put it there
	if err := noResult(src); err != nil {
		return Result{}, err
	}
	d := json.NewDecoder(bytes.NewReader(src))
	d.DisallowUnknownFields()
	var result Result
	switch err := d.Decode(&result); {
	case err != nil:
		return Result{}, fmt.Errorf("this is not a result of this program, or it is damaged: %w", err)
	case result.Format < 1 || result.Format > ResultFormat:
		return Result{}, fmt.Errorf("this is not a result of this program: its format is %d, not 1 to %d", result.Format, ResultFormat)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return Result{}, errors.New("something follows the result; a file holds one result")
	}
	return result, result.sound()
}

// noResult says what a text of this program is that is no result, or that a newer one made: what that has added
// is no damage.
func noResult(src []byte) error {
	var head struct {
		Format int             `json:"format"`
		Roles  json.RawMessage `json:"roles"`
		Old    json.RawMessage `json:"old"`
	}
	switch err := json.NewDecoder(bytes.NewReader(src)).Decode(&head); {
	case err != nil:
		return nil // what is wrong is found later
	case head.Format > ResultFormat:
		return fmt.Errorf("a newer version of this program made this result, in format %d; this version reads format %d: "+
			"use the newer one, or judge the answers file again", head.Format, ResultFormat)
	case head.Roles != nil:
		return errors.New("this says where answers stand for several roles, and is not the result for one: judge the answers file again")
	case head.Old != nil:
		return errors.New("this says what moved between two results, and is no result itself")
	}
	return nil
}
