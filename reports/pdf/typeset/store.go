package typeset

import (
	"strings"
	"sync"
)

// A store keeps runs that have been made: documents of one kind hold the same texts again and again.
// A run does not change once it is made. What a store keeps changes how long a document takes, and
// nothing in it.
type store struct {
	sync.RWMutex
	runs map[wanted]Run
	size int // bytes of text
}

// A wanted run is one of a text in a weight.
type wanted struct {
	text string
	bold bool
}

// mostKept is how many bytes of text a store keeps, each of which takes about 25 bytes as a run. When
// they are too many, it begins anew.
const mostKept = 64 << 10

var kept = store{runs: map[wanted]Run{}}

// run gives the run for a text.
func (s *store) run(text string, bold bool) Run {
	s.RLock()
	r, found := s.runs[wanted{text, bold}]
	s.RUnlock()
	if found {
		return r
	}
	r = newRun(text, bold)
	s.Lock()
	defer s.Unlock()
	if s.size += len(text); s.size > mostKept {
		clear(s.runs)
		s.size = len(text)
	}
	s.runs[wanted{strings.Clone(text), bold}] = r // the text may be part of a larger one
	return r
}
