package assess

import (
	"math/big"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
)

// sumsOf adds up rows of points.
func sumsOf(most []int, rows [][]int) *ItemSums {
	s := newItemSums(most)
	for _, row := range rows {
		for i, points := range row {
			s.shares[i] = points * s.scale[i]
		}
		s.addShares()
	}
	return s
}

// filled gives n times one number.
func filled(number, n int) []int { return slices.Repeat([]int{number}, n) }

// attitude is the data set of that name in R: 30 departments, the percent who think well of seven things.
var attitude = [7][30]int{
	{43, 63, 71, 61, 81, 43, 58, 71, 72, 67, 64, 67, 69, 68, 77, 81, 74, 65, 65, 50, 50, 64, 53, 40, 63, 66, 78, 48, 85, 82},
	{51, 64, 70, 63, 78, 55, 67, 75, 82, 61, 53, 60, 62, 83, 77, 90, 85, 60, 70, 58, 40, 61, 66, 37, 54, 77, 75, 57, 85, 82},
	{30, 51, 68, 45, 56, 49, 42, 50, 72, 45, 53, 47, 57, 83, 54, 50, 64, 65, 46, 68, 33, 52, 52, 42, 42, 66, 58, 44, 71, 39},
	{39, 54, 69, 47, 66, 44, 56, 55, 67, 47, 58, 39, 42, 45, 72, 72, 69, 75, 57, 54, 34, 62, 50, 58, 48, 63, 74, 45, 71, 59},
	{61, 63, 76, 54, 71, 54, 66, 70, 71, 62, 58, 59, 55, 59, 79, 60, 79, 55, 75, 64, 43, 66, 63, 50, 66, 88, 80, 51, 77, 64},
	{92, 73, 86, 84, 83, 49, 68, 66, 83, 80, 67, 74, 63, 77, 77, 54, 79, 80, 85, 78, 64, 80, 80, 57, 75, 76, 78, 83, 74, 78},
	{45, 47, 48, 35, 47, 34, 35, 41, 31, 41, 34, 41, 25, 35, 46, 36, 63, 60, 46, 52, 33, 41, 37, 49, 33, 72, 49, 38, 55, 39},
}

// The answers of a thousand people to two sets of five questions of the Law School Admission Test, by pattern of wrong and
// right (Bock and Lieberman 1970, as bock in the R package psych has them).
var (
	lsat6 = [32]int{3, 6, 2, 11, 1, 1, 3, 4, 1, 8, 0, 16, 0, 3, 2, 15, 10, 29, 14, 81, 3, 28, 15, 80, 16, 56, 21, 173, 11, 61, 28, 298}
	lsat7 = [32]int{12, 19, 1, 7, 3, 19, 3, 17, 10, 5, 3, 7, 7, 23, 8, 28, 7, 39, 11, 34, 14, 51, 15, 90, 6, 25, 7, 35, 18, 136, 32, 308}
)

func patterned(counts [32]int) (rows [][]int) {
	for pattern, people := range counts {
		row := []int{pattern >> 4 & 1, pattern >> 3 & 1, pattern >> 2 & 1, pattern >> 1 & 1, pattern & 1}
		for range people {
			rows = append(rows, row)
		}
	}
	return rows
}

// The reference values are those of R 4.2.2: cor(item, rowSums(others)), alpha by its formula, and qf for the interval.
func TestItemStatistics(t *testing.T) {
	var departments [][]int
	for d := range 30 {
		var row []int
		for _, of := range attitude {
			row = append(row, of[d])
		}
		departments = append(departments, row)
	}
	for _, c := range []struct {
		name             string
		most             []int
		rows             [][]int
		alpha, low, high float64
		difficulty, rest []float64
	}{
		{"tiny", filled(5, 3), [][]int{{4, 3, 5}, {2, 2, 3}, {5, 4, 4}, {3, 1, 2}}, 33. / 37, .286616376005, .992663035351, nil, nil},
		{"attitude", filled(100, 7), departments, .843142769565, .739375685643, .91577307216, nil,
			[]float64{.671262057224, .742109710222, .56071111148, .714445498134, .786275593834, .265034339197, .460810549468}},
		{"LSAT6", filled(1, 5), patterned(lsat6), .294997192216, .223473787863, .361802531726, []float64{.924, .709, .553, .763, .87},
			[]float64{.112832688922, .153178120117, .172778943291, .144428095247, .121596402547}},
		{"LSAT7", filled(1, 5), patterned(lsat7), .453408735387, .397956377463, .505203160321, []float64{.828, .658, .772, .606, .843},
			[]float64{.245731649926, .246673576712, .31317925338, .222751254071, .174786300909}},
	} {
		st := sumsOf(c.most, c.rows).statistics()
		near(t, c.name+": alpha", st.Alpha.Alpha, c.alpha)
		near(t, c.name+": low", st.Alpha.Low, c.low)
		near(t, c.name+": high", st.Alpha.High, c.high)
		for i, item := range st.Items {
			if c.rest != nil {
				near(t, c.name+": item-rest", *item.ItemRest, c.rest[i])
			}
			if c.difficulty != nil {
				near(t, c.name+": difficulty", item.Difficulty, c.difficulty[i])
			}
			if item.LookAtTheKey {
				t.Errorf("%s: the key of %d is doubted", c.name, i)
			}
		}
	}
}

func TestAlphaFromVariances(t *testing.T) {
	items := new(big.Rat)
	for _, s := range []string{".7279195", ".9817002", "1.0462640", ".8286801", ".6897539", ".5516331", "1.1234452", ".7986130", "1.3523490", "1.1051902"} {
		v, _ := new(big.Rat).SetString(s)
		items.Add(items, v)
	}
	total, _ := new(big.Rat).SetString("27.8485906")
	near(t, "alpha", 1-cronbach(items, total, 10), .7438254943)
}

func TestLookAtTheKey(t *testing.T) {
	rows := patterned(lsat7)
	for i := range rows {
		rows[i] = append(slices.Clone(rows[i]), 1) // which all have right
		rows[i][2] = 1 - rows[i][2]                // and a wrong key
	}
	st := sumsOf(filled(1, 6), rows).statistics()
	for i, item := range st.Items {
		if item.LookAtTheKey != (i == 2) || (item.ItemRest == nil) != (i == 5) {
			t.Errorf("item %d: %+v", i, item)
		}
	}
	near(t, "item-rest", *st.Items[2].ItemRest, -.31317925338)
	if st := sumsOf(filled(1, 2), [][]int{{1, 0}, {0, 1}}).statistics(); st.Alpha != nil || *st.Items[0].ItemRest != -1 {
		t.Errorf("all have the same sum: %+v", st)
	}
	if st := sumsOf(filled(1, 1), [][]int{{1}, {0}}).statistics(); st.Alpha != nil || st.Items[0].ItemRest != nil {
		t.Errorf("one item: %+v", st)
	}
}

// TestSharesOfUnlikePoints: points count as shares, whatever there are most of.
func TestSharesOfUnlikePoints(t *testing.T) {
	small, large := patterned(lsat6), patterned(lsat6)
	for i := range large {
		large[i] = []int{3 * large[i][0], 2 * large[i][1], 7 * large[i][2], large[i][3], 4 * large[i][4]}
	}
	if a, b := sumsOf(filled(1, 5), small).statistics(), sumsOf([]int{3, 2, 7, 1, 4}, large).statistics(); !reflect.DeepEqual(a, b) {
		t.Errorf("%+v\n%+v", a, b)
	}
}

// TestLargeSums: sums that no machine word holds are exact.
func TestLargeSums(t *testing.T) {
	s := newItemSums([]int{mostItemSum / 2, 1})
	s.shares[0], s.shares[1] = mostItemSum/2, 0
	for range 1000 {
		s.addShares()
	}
	want := new(big.Int).Mul(big.NewInt(1000*mostItemSum/2), big.NewInt(mostItemSum/2))
	for range 8 { // 256 times
		half := *s
		half.sums = slices.Clone(s.sums)
		s.Merge(&half)
		want.Lsh(want, 1)
	}
	if got := s.sums[0].square.int(); got.Cmp(want) != 0 || got.IsUint64() {
		t.Errorf("%v, not %v", got, want)
	}
	if s := newItemSums([]int{mostItemSum, 1}); len(s.scale) != 0 {
		t.Error("sums that may not fit are begun")
	}
}

// itemsWorld has one question of each kind that can, and that cannot, be an item.
func itemsWorld() (*Role, *Questionnaire) {
	options := []Option{{ID: "no"}, {ID: "some", Points: 1}, {ID: "yes", Points: 3}}
	q := NewQuestionnaire(Questionnaire{Sections: []Section{{Questions: []Question{
		{ID: "a", Kind: One, Options: options},
		{ID: "b", Kind: Many, Options: []Option{{ID: "x", Points: 1}, {ID: "y", Points: 1}}},
		{ID: "c", Kind: One, Options: options, OnlyIf: []Condition{{"a", []string{"yes"}}}},
		{ID: "d", Kind: One, Options: options, MayNotApply: "no phone"},
		{ID: "e", Kind: Typing, Evidence: Measured, Levels: []Level{{From: 0}, {From: 40, Points: 1}}},
		{ID: "f", Kind: Text},
		{ID: "g", Kind: One, Options: options},
		{ID: "h", Kind: Number, Max: 9, Levels: []Level{{From: 0}, {From: 5, Points: 2}}},
	}}}})
	return &Role{Bands: []Band{{Name: "only"}}, Requirements: []Requirement{
		{Kind: Essential, Weight: 1, Target: 50, Partly: 20, Parts: []Part{{Questions: []string{"a", "c", "e"}}, {Questions: []string{"a", "b"}}}},
		{Kind: Desirable, Weight: 1, Target: 50, Partly: 20, Parts: []Part{{Questions: []string{"d", "h"}}}},
	}}, q
}

func TestItems(t *testing.T) {
	role, q := itemsWorld()
	p := NewPanel(role, q)
	r := rand.New(rand.NewPCG(5, 6))
	whole, some := p.Items(), []*ItemSums{p.Items(), p.Items(), p.Items()}
	var o Outcome
	people, leftOut, points := 0, 0, 0
	for people < LeastPeople {
		answers := make([]Answer, 8)
		told := make([]Told, 8)
		for i, answer := range []Answer{{Options: []int{r.IntN(3)}}, {Options: []int{r.IntN(2)}}, {}, {}, {}, {}, {}, {Number: r.IntN(10)}} {
			if answer.State = Answered; i < 2 || i == 7 && r.IntN(5) > 0 {
				answers[i] = answer
			}
		}
		if answers[7].State == "" {
			answers[7].State = []AnswerState{"", Skipped, PreferNotToSay, NotCollected}[r.IntN(4)]
			leftOut++
		} else {
			people++
			points += []int{0, 1, 3}[answers[0].Options[0]]
		}
		for i := range answers {
			told[i] = q.questions[i].Tell(&answers[i])
		}
		p.Judge(told, &o)
		if whole.Add(told, &o); people < LeastPeople && whole.Statistics() != nil {
			t.Fatalf("statistics of %d people", people)
		}
		some[r.IntN(3)].Add(told, &o)
	}
	st := whole.Statistics()
	if st.People != LeastPeople || st.LeftOut != leftOut || st.Alpha == nil {
		t.Fatalf("%+v", st)
	}
	var ids []string
	for _, item := range st.Items {
		ids = append(ids, item.Question)
	}
	if !slices.Equal(ids, []string{"a", "b", "h"}) {
		t.Errorf("items %q", ids)
	}
	near(t, "difficulty", st.Items[0].Difficulty, float64(points)/3/LeastPeople)
	some[2].Merge(some[0])
	some[2].Merge(some[1])
	if !reflect.DeepEqual(st, some[2].Statistics()) {
		t.Errorf("merged %+v\nat once %+v", some[2].Statistics(), st)
	}
}

func TestItemsThatAreNone(t *testing.T) {
	role, q := itemsWorld()
	p := NewPanel(role, q)
	var o Outcome
	answers := make([]Told, 8)
	p.Judge(answers, &o)
	s, part := p.Items("a", "b", "h", "nosuch"), p.Items("h")
	for range LeastPeople {
		s.Add(answers, &o)
	}
	if s.People != LeastPeople || s.Statistics() != nil {
		t.Errorf("without items: %+v", s.Statistics())
	}
	if len(p.Items("nosuch").at) != 3 {
		t.Error("what is no question leaves a question out")
	}
	if len(part.at) != 2 {
		t.Errorf("without one that was not collected: %v", part.at)
	}
	q.questions[0].most, q.questions[1].most = 1<<40-1, 1<<41-1
	if huge := NewPanel(role, q).Items(); len(huge.at) != 0 {
		t.Errorf("items with no common whole: %v", huge.at)
	}
}
