package main

import (
	"fmt"
	"hash/maphash"
	"strings"

	"readiness/questionnaires/tables"
	tabled "readiness/reports/tables"
)

// asPerson gives who somebody is to the tables that are written.
func asPerson(who tables.Person) tabled.Person {
	return tabled.Person{Reference: who.Reference, Name: who.Name, Email: who.Email}
}

// people is what is to be known of the references of some rows.
type people struct {
	references []reference
	later      int // rows whose references are not compared, as there are too many before them
	personal   int // rows whose reference tells who it is
}

// A reference of a row is kept by its hash: that takes little memory, and no two of so many are taken for one but by a
// chance of less than one in a thousand million.
type reference struct {
	row  int
	hash uint64
}

var referenceSeed = maphash.MakeSeed()

// mostCompared is how many rows have their references compared with each other: more would take memory that grows
// with the table.
const mostCompared = 100_000

// note notes the reference of a row.
func (p *people) note(row int, who tables.Person) {
	if who.Reference == "" {
		return
	}
	if row <= mostCompared {
		p.references = append(p.references, reference{row, maphash.String(referenceSeed, who.Reference)})
	} else {
		p.later++
	}
	if strings.Contains(who.Reference, "@") || who.Reference == who.Name {
		p.personal++
	}
}

// An acquaintance knows the references of the rows so far.
type acquaintance struct {
	first    map[uint64]int   // the row that has a reference first, by its hash
	again    map[uint64][]int // later rows with it
	order    []uint64         // of again
	later    int
	personal int
}

func newAcquaintance() *acquaintance {
	return &acquaintance{first: map[uint64]int{}, again: map[uint64][]int{}}
}

// meet takes in what is known of the next rows.
func (a *acquaintance) meet(p people) {
	a.later, a.personal = a.later+p.later, a.personal+p.personal
	for _, n := range p.references {
		if _, met := a.first[n.hash]; !met {
			a.first[n.hash] = n.row
			continue
		}
		if a.again[n.hash] == nil {
			a.order = append(a.order, n.hash)
		}
		a.again[n.hash] = append(a.again[n.hash], n.row)
	}
}

// mostTwice is how many references that stand twice are told one by one, and how many of their rows.
const mostTwice = 5

// notes says what is odd, without saying who.
func (a *acquaintance) notes() (notes []string) {
	if n := len(a.order); n > 0 {
		var which []string
		for _, hash := range a.order[:min(n, mostTwice)] {
			rows := []string{fmt.Sprint(a.first[hash])}
			for _, row := range a.again[hash][:min(len(a.again[hash]), mostTwice)] {
				rows = append(rows, fmt.Sprint(row))
			}
			which = append(which, "rows "+strings.Join(rows, ", "))
		}
		more := ""
		if n > mostTwice {
			more = fmt.Sprintf("; and %d more", n-mostTwice)
		}
		notes = append(notes, fmt.Sprintf("The same reference stands in %s%s. All of these rows are judged: find out whether a person has answered twice.", strings.Join(which, "; "), more))
	}
	if a.later > 0 {
		notes = append(notes, fmt.Sprintf("Whether a reference stands twice was looked at in the first %d rows only.", mostCompared))
	}
	if a.personal > 0 {
		notes = append(notes, fmt.Sprintf("In %d of the rows the reference tells who it is, as a name or an e-mail address. References are shown: use --map to take another column, or none.", a.personal))
	}
	return notes
}
