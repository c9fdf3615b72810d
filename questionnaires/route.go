package questionnaires

import (
	"fmt"
	"sort"

	"readiness/assess"
)

// CheckRoute refuses a role for which the shortest way to the next band takes too long to find: whoever is
// judged by it waits for that. role and q are what was read, role from the file src, which the person called
// name. Its error is assess.Problems: one, at the first requirement that makes it too much.
func CheckRoute(name string, src []byte, role *assess.Role, q *assess.Questionnaire) error {
	tooMuch := func(role *assess.Role) bool {
		_, ok := assess.RouteWork(role, q)
		return !ok
	}
	if !tooMuch(role) {
		return nil
	}
	first := sort.Search(len(role.Requirements)-1, func(i int) bool {
		fewer := *role
		fewer.Requirements = role.Requirements[:i+1]
		return tooMuch(&fewer)
	})
	f := newFile(name, src)
	top := outline(f)
	f.fault(top.item(requirements.key, first), fmt.Sprintf("let it share fewer questions with other essentials, or leave questions with %s out of it", weeksKey),
		"requirement %q: with it, there are too many ways to the next band for the shortest to be found at once", role.Requirements[first].ID)
	return f.problems.Err()
}
