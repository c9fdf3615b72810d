package questionnaires_test

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"math/big"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"

	"readiness/assess"
	"readiness/questionnaires"
)

var sets = flag.Int("sets", 300, "how many random answer sets are recomputed for each questionnaire")

// TestRecomputed compares the JSON of random answer sets with a recomputation from the TOML files
// that shares nothing with the program: plain maps, math/big, and the rules in their own order.
// The roles of a questionnaire that are built in take turns.
func TestRecomputed(t *testing.T) {
	t.Parallel()
	rolesOf := map[string][][]byte{}
	for _, id := range questionnaires.Roles() {
		_, role, err := questionnaires.Builtin(id)
		must(t, err)
		of := decode(t, role)["questionnaire"].(string)
		rolesOf[of] = append(rolesOf[of], role)
	}
	for _, id := range questionnaires.Questionnaires() {
		_, asks, err := questionnaires.Builtin(id)
		must(t, err)
		checkRecomputed(t, asks, rolesOf[id])
	}
	asks, err := os.ReadFile("testdata/exercises.toml")
	must(t, err)
	role, err := os.ReadFile("testdata/exercises-role.toml")
	must(t, err)
	checkRecomputed(t, asks, [][]byte{role})
}

// checkRecomputed compares random answer sets, each for one of some roles.
func checkRecomputed(t *testing.T, asksSource []byte, sources [][]byte) {
	r := rand.New(rand.NewPCG(7, 7))
	asks := decode(t, asksSource)
	q, err := questionnaires.ParseQuestionnaire("q", asksSource)
	must(t, err)
	roles, judging := make([]tree, len(sources)), make([]*assess.Role, len(sources))
	for i, source := range sources {
		roles[i] = decode(t, source)
		judging[i], err = questionnaires.ParseRole("r", source, q)
		must(t, err)
	}
	count := *sets
	if testing.Short() {
		count /= 10
	}
	for n := range count {
		source := randomAnswers(r, asks)
		a, err := questionnaires.ParseAnswers("a", []byte(source), q)
		if err != nil {
			t.Fatalf("set %d: %v\n%s", n, err, source)
		}
		var out bytes.Buffer
		must(t, assess.WriteJSON(&out, assess.Judge(judging[n%len(roles)], a)))
		var got map[string]any
		must(t, json.Unmarshal(out.Bytes(), &got))
		want := recompute(asks, roles[n%len(roles)], decode(t, []byte(source)))
		if g := figuresOf(got); g != want {
			t.Fatalf("%s, set %d:\n%s\nrecomputed:\n%s\nanswers:\n%s", judging[n%len(roles)].ID, n, g, want, source)
		}
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

type tree = map[string]any

func decode(t *testing.T, source []byte) tree {
	t.Helper()
	var m tree
	must(t, toml.Unmarshal(source, &m))
	return m
}

// list gives the tables under a key, however they were written.
func list(m tree, key string) []tree {
	var tables []tree
	switch v := m[key].(type) {
	case []tree:
		return v
	case []any:
		for _, x := range v {
			tables = append(tables, x.(tree))
		}
	}
	return tables
}

func questionsOf(asks tree) []tree {
	var all []tree
	for _, s := range list(asks, "section") {
		all = append(all, list(s, "question")...)
	}
	return all
}

func randomAnswers(r *rand.Rand, asks tree) string {
	var answers, unanswered strings.Builder
	gaps := []int{0, 0, 2, 10, 50, 90}[r.IntN(6)]
	leaning := r.IntN(3)
	for _, q := range questionsOf(asks) {
		id := q["id"].(string)
		if isExercise(q) && r.IntN(3) == 0 {
			fmt.Fprintf(&unanswered, "%s = \"not taken\"\n", id)
			continue
		}
		if r.IntN(100) < gaps {
			if reason := []string{"skipped", "prefer not to say", ""}[r.IntN(3)]; reason != "" {
				fmt.Fprintf(&unanswered, "%s = %q\n", id, reason)
			}
			continue
		}
		if q["may_not_apply"] != nil && r.IntN(3) == 0 {
			fmt.Fprintf(&unanswered, "%s = \"not applicable\"\n", id)
			continue
		}
		fmt.Fprintf(&answers, "%s = %s\n", id, randomValue(r, q, leaning))
	}
	return fmt.Sprintf("format = 1\nquestionnaire = %q\nversion = %q\n[answers]\n%s[unanswered]\n%s", asks["id"], asks["version"], answers.String(), unanswered.String())
}

// randomValue gives an answer, the best of some tries.
func randomValue(r *rand.Rand, q tree, tries int) string {
	options := list(q, "options")
	switch q["kind"] {
	case "one":
		best := options[r.IntN(len(options))]
		for range tries * 3 {
			if o := options[r.IntN(len(options))]; o["points"].(int64) > best["points"].(int64) {
				best = o
			}
		}
		return fmt.Sprintf("%q", best["id"])
	case "many":
		var ids []string
		for _, o := range options {
			if o["alone"] == nil && r.IntN(3) < 1+tries {
				ids = append(ids, fmt.Sprintf("%q", o["id"]))
			}
		}
		r.Shuffle(len(ids), func(i, j int) { ids[i], ids[j] = ids[j], ids[i] })
		return "[" + strings.Join(ids, ", ") + "]"
	case "number":
		levels := list(q, "levels")
		edge := levels[r.IntN(len(levels))]["from"].(int64) + int64(r.IntN(3)) - 1
		return fmt.Sprint(min(max(edge, q["min"].(int64)), q["max"].(int64)))
	}
	if isExercise(q) {
		return randomExercise(r, q, tries)
	}
	return []string{`"One time I kept the rota."`, `" "`, `"Ünï \"quoted\" \\ text"`}[r.IntN(3)]
}

func isExercise(q tree) bool { return q["kind"] == "typing" || q["kind"] == "tasks" }

// randomExercise gives what was done of an exercise: a number alone, or a record.
func randomExercise(r *rand.Rand, q tree, tries int) string {
	alone := r.IntN(4) == 0
	if q["kind"] == "typing" {
		levels := list(q, "levels")
		net := max(0, int(levels[r.IntN(len(levels))]["from"].(int64))+r.IntN(3)-1)
		if alone {
			return fmt.Sprint(net)
		}
		// Typed in so many minutes such that net is at, just above or just below a level.
		minutes, errors := 3+r.IntN(2), r.IntN(5)*r.IntN(5)
		left := max(errors, net*5*minutes+5*errors+r.IntN(3)-1)
		if right := int(q["accuracy"].(int64)); right < 100 && r.IntN(3) == 0 {
			minutes, left = 4, max(errors, 500*errors/(100-right)) // just as exact as is asked for
		}
		return fmt.Sprintf(`{ passage = "a", seconds = %d, strokes = 0, wrong = 0, left = %d, errors = %d }`, 60*minutes, left, errors)
	}
	items := drawn(q, int64(1+r.IntN(999)))
	if alone {
		return fmt.Sprint(r.IntN(len(items) + 1))
	}
	seed := int64(1 + r.IntN(999_999_999))
	var chosen []string
	for _, item := range drawn(q, seed) {
		options := append([]any{"I do not know", item["right"]}, item["wrong"].([]any)...)
		choice := options[r.IntN(len(options))]
		if r.IntN(4) <= tries {
			choice = item["right"]
		}
		chosen = append(chosen, fmt.Sprintf("%s = %q", item["id"], choice))
	}
	r.Shuffle(len(chosen), func(i, j int) { chosen[i], chosen[j] = chosen[j], chosen[i] })
	if r.IntN(4) == 0 {
		chosen = chosen[r.IntN(len(chosen)):]
	}
	return fmt.Sprintf("{ seed = %d, chosen = { %s } }", seed, strings.Join(chosen, ", "))
}

// drawn gives the items that a seed draws: of each level those whose topic was drawn least so far, and among
// them those whose lots, SHA-256 sums, come first.
func drawn(q tree, seed int64) []tree {
	var all []tree
	for level, n := range q["draw"].([]any) {
		byLot := map[string]tree{}
		for _, item := range list(q, "item") {
			if item["level"] == int64(level+1) {
				lot := sha256.Sum256([]byte(fmt.Sprintf("%d\x00%s\x00%s", seed, q["id"], item["id"])))
				byLot[string(lot[:])] = item
			}
		}
		for range n.(int64) {
			best := slices.MinFunc(slices.Collect(maps.Keys(byLot)), func(a, b string) int {
				had := func(lot string) (n int) {
					for _, item := range all {
						if item["topic"] == byLot[lot]["topic"] {
							n++
						}
					}
					return n
				}
				return cmp.Or(cmp.Compare(had(a), had(b)), cmp.Compare(a, b))
			})
			all = append(all, byLot[best])
			delete(byLot, best)
		}
	}
	return all
}

// doneShare gives the share of an exercise, nil if it is not finished.
func doneShare(q tree, value any) *big.Rat {
	record, isRecord := value.(tree)
	if q["kind"] == "tasks" {
		all, right := int64(0), int64(0)
		for _, n := range q["draw"].([]any) {
			all += n.(int64)
		}
		if !isRecord {
			return frac(value.(int64), all)
		}
		chosen := record["chosen"].(tree)
		for _, item := range drawn(q, record["seed"].(int64)) {
			if chosen[item["id"].(string)] == item["right"] {
				right++
			}
		}
		if int64(len(chosen)) < all {
			return nil
		}
		return frac(right, all)
	}
	net, accurate := new(big.Rat), true
	if isRecord {
		left, fine := record["left"].(int64), record["left"].(int64)-5*record["errors"].(int64)
		if fine > 0 {
			net = frac(fine*60, 5*record["seconds"].(int64))
		}
		accurate = 100*fine >= q["accuracy"].(int64)*left
	} else {
		net = frac(value.(int64), 1)
	}
	levels, at := list(q, "levels"), 0
	for i, l := range levels {
		if net.Cmp(frac(l["from"].(int64), 1)) >= 0 {
			at = i
		}
	}
	if !accurate {
		at = max(0, at-1)
	}
	return frac(levels[at]["points"].(int64), levels[len(levels)-1]["points"].(int64))
}

// known is what is known of a question: its share at low and at high; nil if it does not apply.
type known struct {
	low, high *big.Rat
	claimed   bool // the person's own word
	done      bool // a finished exercise
	untaken   bool // an exercise that is not finished
}

func frac(a, b int64) *big.Rat { return big.NewRat(a, b) }

// recompute gives the figures as text, after the rules of the arithmetic.
func recompute(asks, role, given tree) string {
	answers, _ := given["answers"].(tree)
	unanswered, _ := given["unanswered"].(tree)
	shares, asking := map[string]*known{}, map[string]string{}
	for _, q := range questionsOf(asks) {
		id := q["id"].(string)
		asking[id] = isAsked(q, answers, unanswered, asking)
		switch value := answered(answers[id]); {
		case isExercise(q):
			shares[id] = &known{low: frac(0, 1), high: frac(1, 1), untaken: true}
			if value == nil {
				break
			}
			if s := doneShare(q, value); s != nil {
				shares[id] = &known{low: s, high: s, done: true}
			}
		case asking[id] == "no":
			shares[id] = &known{low: frac(0, 1), high: frac(0, 1)}
		case asking[id] == "unknown":
			shares[id] = &known{low: frac(0, 1), high: frac(1, 1)}
		case value != nil && q["kind"] != "text":
			s := shareOf(q, value)
			shares[id] = &known{low: s, high: s}
		case value == nil && unanswered[id] == "not applicable":
			shares[id] = nil
		default:
			shares[id] = &known{low: frac(0, 1), high: frac(1, 1)}
		}
		if shares[id] != nil {
			shares[id].claimed = q["evidence"] == "claimed"
		}
	}
	var out strings.Builder
	var scores []*known
	for _, req := range list(role, "requirement") {
		s := scoreOf(req, shares)
		scores = append(scores, s)
		if s == nil {
			fmt.Fprintf(&out, "%s not applicable\n", req["id"])
			continue
		}
		low, high := stateAt(req, s.low), stateAt(req, s.high)
		if low != high {
			low = "not enough information"
		}
		fmt.Fprintf(&out, "%s %s %s %s\n", req["id"], low, s.low, s.high)
	}
	for _, kind := range []string{"essential", "desirable"} {
		fmt.Fprintln(&out, kind, totalOf(role, scores, kind))
	}
	fmt.Fprintln(&out, bandAt(role, scores, func(k *known) *big.Rat { return k.low }), bandAt(role, scores, func(k *known) *big.Rat { return k.high }))
	fmt.Fprintln(&out, needed(asks, role))
	return out.String()
}

// needed gives the ids of the questions that a role needs, in order: texts, what its parts name, and, until
// nothing is added any more, what the conditions of these name.
func needed(asks, role tree) []string {
	needs := map[string]bool{}
	for _, req := range list(role, "requirement") {
		for _, part := range list(req, "part") {
			for _, id := range part["questions"].([]any) {
				needs[id.(string)] = true
			}
		}
	}
	for before := -1; before < len(needs); {
		before = len(needs)
		for _, q := range questionsOf(asks) {
			if id := q["id"].(string); q["kind"] == "text" || needs[id] {
				needs[id] = true
				for _, c := range list(q, "only_if") {
					needs[c["question"].(string)] = true
				}
			}
		}
	}
	var ids []string
	for _, q := range questionsOf(asks) {
		if id := q["id"].(string); needs[id] {
			ids = append(ids, id)
		}
	}
	return ids
}

// answered gives a value that says something, or nil.
func answered(value any) any {
	switch v := value.(type) {
	case []any:
		if len(v) == 0 {
			return nil
		}
	case string:
		if strings.TrimSpace(v) == "" {
			return nil
		}
	}
	return value
}

func isAsked(q, answers, unanswered tree, asking map[string]string) string {
	outcome := "yes"
	for _, c := range list(q, "only_if") {
		gate := c["question"].(string)
		value := answered(answers[gate])
		var chosen []any
		if ticks, ok := value.([]any); ok {
			chosen = ticks
		} else {
			chosen = []any{value}
		}
		meets := slices.ContainsFunc(chosen, func(v any) bool { return slices.Contains(c["is"].([]any), v) })
		switch {
		case asking[gate] == "no" || value == nil && unanswered[gate] == "not applicable":
			return "no"
		case asking[gate] == "unknown" || value == nil:
			outcome = "unknown"
		case !meets:
			return "no"
		}
	}
	return outcome
}

func shareOf(q tree, value any) *big.Rat {
	earned, most, sum := int64(0), int64(0), int64(0)
	for _, o := range list(q, "options") {
		points := o["points"].(int64)
		most, sum = max(most, points), sum+points
		if ticks, ok := value.([]any); ok && slices.Contains(ticks, o["id"]) || value == o["id"] {
			earned += points
		}
	}
	if q["kind"] == "many" {
		most = sum
		if enough, ok := q["enough"].(int64); ok {
			most = min(sum, enough)
		}
	}
	for _, l := range list(q, "levels") {
		points := l["points"].(int64)
		most = max(most, points)
		if value.(int64) >= l["from"].(int64) {
			earned = points
		}
	}
	return frac(min(earned, most), most)
}

func scoreOf(req tree, shares map[string]*known) *known {
	low, high, n := new(big.Rat), new(big.Rat), int64(0)
	for _, part := range list(req, "part") {
		var best *known
		done, others := false, false
		for _, id := range part["questions"].([]any) {
			if s := shares[id.(string)]; s != nil {
				done, others = done || s.done, others || !s.untaken
			}
		}
		for _, id := range part["questions"].([]any) {
			s := shares[id.(string)]
			if s == nil || s.claimed && done || s.untaken && others {
				continue
			}
			if best == nil {
				best = &known{low: frac(0, 1), high: frac(0, 1)}
			}
			if s.low.Cmp(best.low) > 0 {
				best.low = s.low
			}
			if s.high.Cmp(best.high) > 0 {
				best.high = s.high
			}
		}
		if best != nil {
			n++
			low.Add(low, best.low)
			high.Add(high, best.high)
		}
	}
	if n == 0 {
		return nil
	}
	return &known{low: low.Mul(low, frac(100, n)), high: high.Mul(high, frac(100, n))}
}

func stateAt(req tree, score *big.Rat) string {
	switch {
	case score.Cmp(frac(req["target"].(int64), 1)) >= 0:
		return "met"
	case score.Cmp(frac(req["partly"].(int64), 1)) >= 0:
		return "partly met"
	}
	return "not yet"
}

func readinessAt(role tree, scores []*known, kind string, at func(*known) *big.Rat) *big.Rat {
	sum, weights := new(big.Rat), new(big.Rat)
	for i, req := range list(role, "requirement") {
		if req["kind"] != kind || scores[i] == nil {
			continue
		}
		weight := frac(req["weight"].(int64), 1)
		attained := new(big.Rat).Quo(at(scores[i]), frac(req["target"].(int64), 1))
		if attained.Cmp(frac(1, 1)) > 0 {
			attained = frac(1, 1)
		}
		weights.Add(weights, weight)
		sum.Add(sum, attained.Mul(attained, weight))
	}
	if weights.Sign() == 0 {
		return nil
	}
	return sum.Quo(sum.Mul(sum, frac(100, 1)), weights)
}

func totalOf(role tree, scores []*known, kind string) string {
	low := readinessAt(role, scores, kind, func(k *known) *big.Rat { return k.low })
	if low == nil {
		return "none"
	}
	high := readinessAt(role, scores, kind, func(k *known) *big.Rat { return k.high })
	return fmt.Sprint(floor(low), " ", floor(high), " ", low, " ", high)
}

func floor(f *big.Rat) *big.Int { return new(big.Int).Div(f.Num(), f.Denom()) }

func bandAt(role tree, scores []*known, at func(*known) *big.Rat) string {
	readiness := readinessAt(role, scores, "essential", at)
	if readiness == nil {
		return "none"
	}
	order := []any{"not yet", "partly met", "met"}
	name := ""
	for _, b := range list(role, "band") {
		holds := readiness.Cmp(frac(b["from"].(int64), 1)) >= 0
		for i, req := range list(role, "requirement") {
			if req["kind"] == "essential" && scores[i] != nil && slices.Index(order, any(stateAt(req, at(scores[i])))) < slices.Index(order, b["essentials"]) {
				holds = false
			}
		}
		if holds {
			name = b["name"].(string)
		}
	}
	return name
}

// figuresOf gives the same text from a result.
func figuresOf(result tree) string {
	var out strings.Builder
	for _, x := range result["requirements"].([]any) {
		j := x.(tree)
		if j["state"] == "not applicable" {
			fmt.Fprintf(&out, "%s not applicable\n", j["id"])
			continue
		}
		fmt.Fprintf(&out, "%s %s %s %s\n", j["id"], j["state"], j["exact_low"], j["exact_high"])
	}
	for _, total := range [][2]string{{"essential", "readiness"}, {"desirable", "strength"}} {
		g, ok := result[total[1]].(tree)
		if !ok {
			fmt.Fprintln(&out, total[0], "none")
			continue
		}
		fmt.Fprintln(&out, total[0], g["low"], g["high"], g["exact_low"], g["exact_high"])
	}
	if b, ok := result["band"].(tree); ok {
		fmt.Fprintln(&out, b["low"], b["high"])
	} else {
		fmt.Fprintln(&out, "none none")
	}
	var asked []string
	for _, q := range result["questions"].([]any) {
		asked = append(asked, q.(tree)["id"].(string))
	}
	fmt.Fprintln(&out, asked)
	return out.String()
}
