package reports

import (
	"cmp"
	"fmt"
	"math/big"
	"slices"

	"readiness/assess"
)

// The kinds of answers that are compared with an exercise.
func claimed(e assess.Shown) bool { return e.Aside }

func documented(e assess.Shown) bool {
	return e.Evidence == assess.Documented && e.State == assess.Answered && e.Points > 0
}

// apart says in which parts the exercises showed much less or much more than was said or stated, and what
// to do with that.
func (p *personal) apart() {
	if f := p.where(claimed, -1); len(f.parts) > 0 {
		also := ""
		if f.typed != "" {
			also = "an unfamiliar keyboard, "
		}
		p.point(f.showed()+" showed less than you said in ", f,
			capital(also+"a hurry or an off day can lower a result. Practise, and take "+either(f.exercises, "it", "them")+" again. Until then, expect a test at an interview to show about the same."))
	}
	said, stated := p.where(claimed, 1), p.where(documented, 1)
	if len(said.parts) > 0 {
		p.point("You did better than you said in ", said, "You can be more confident there.")
	}
	if len(stated.parts) > 0 {
		p.point("You did better than you stated in ", stated, "Name what you stated all the same.")
	}
	if typed := cmp.Or(said.typed, stated.typed); typed != "" {
		p.say("In your application, name your typing speed too: %s.", typed)
	}
	if f := p.where(documented, -1); len(f.parts) > 0 {
		p.point(f.showed()+" showed less than you stated in ", f,
			"Both can be right: what you stated tells of another time, an exercise of one day. Be ready to say when and where it was.")
	}
}

// Findings are the parts of which something holds.
type findings struct {
	parts     []string // by requirement, with its name
	many      bool     // more of them than a sentence holds
	exercises int      // how many exercises showed it
	typed     string   // what was typed, if a typing exercise is one of them
}

func (f findings) showed() string { return either(f.exercises, "The exercise", "The exercises") }

// mostNamed is how many parts a sentence names; more are a list.
const mostNamed = 3

// point says something of parts, and what to do with that.
func (p *personal) point(says string, f findings, advice string) {
	if !f.many {
		p.add(Paragraph{says + and(f.parts) + ". " + advice})
		return
	}
	p.add(Paragraph{says + "these parts:"}, List{Items: f.parts}, Paragraph{advice})
}

// where gives the parts in which the exercises showed much more (1) or much less (-1) than the answers of
// a kind.
func (p *personal) where(kind func(assess.Shown) bool, sign int) findings {
	var f findings
	var ids []string
	n := 0
	for _, j := range p.Requirements {
		var names []string
		for _, part := range j.Parts {
			id, gap := p.gap(part, kind)
			if gap != sign {
				continue
			}
			names = append(names, "“"+part.Name+"”")
			if !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
			if q := p.asked[id]; q.Kind == assess.Typing {
				f.typed = q.Say
			}
		}
		if n += len(names); len(names) > 0 {
			f.parts = append(f.parts, fmt.Sprintf("%s (%s)", and(names), j.Name))
		}
	}
	f.exercises, f.many = len(ids), n > mostNamed && len(f.parts) > 1
	return f
}

// far is more than how much of a share lies between what is said to differ by much.
var far = big.NewRat(1, 3)

// gap gives 1 where a part's exercise showed much more than its other answers of a kind, -1 where much
// less, else 0: also where the answers lie in the range of a few tasks. On each side the highest share
// stands. The id is that of the exercise.
func (p *personal) gap(part assess.JudgedPart, kind func(assess.Shown) bool) (id string, sign int) {
	id, measured := highest(part, func(e assess.Shown) bool { return e.Evidence == assess.Measured })
	_, other := highest(part, kind)
	if measured == nil || other == nil {
		return "", 0
	}
	apart := new(big.Rat).Sub(measured, other)
	if new(big.Rat).Abs(apart).Cmp(far) <= 0 || p.inRange(id, other) {
		return id, 0
	}
	return id, apart.Sign()
}

// inRange says whether a share lies in the range beside a set of tasks.
func (p *personal) inRange(id string, share *big.Rat) bool {
	e := p.asked[id].Exercise
	if e == nil || e.Tasks == nil {
		return false
	}
	right := new(big.Rat).Mul(share, big.NewRat(int64(e.Tasks.Of), 1))
	return right.Cmp(big.NewRat(int64(e.Tasks.Low), 1)) >= 0 && right.Cmp(big.NewRat(int64(e.Tasks.High), 1)) <= 0
}

// highest gives the highest share among the answers in a part that are of a kind, and the first question
// that has it; nil if there are none.
func highest(part assess.JudgedPart, of func(assess.Shown) bool) (id string, share *big.Rat) {
	for _, e := range part.Evidence {
		if e.State != assess.Answered || e.Of < 1 || !of(e) {
			continue
		}
		if s := big.NewRat(int64(e.Points), int64(e.Of)); share == nil || s.Cmp(share) > 0 {
			id, share = e.Question, s
		}
	}
	return id, share
}
