package reports

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"readiness/assess"
)

// TestDescribeExercises: an author is told all of an exercise, also the answers.
func TestDescribeExercises(t *testing.T) {
	q := assess.NewQuestionnaire(assess.Questionnaire{ID: "q", Title: "Q", Minutes: 1, Sections: []assess.Section{{ID: "s", Title: "S", Questions: []assess.Question{
		{ID: "copy", Ask: "Copy", Kind: assess.Typing, Evidence: assess.Measured, Minutes: 3, Accuracy: 95, Levels: []assess.Level{{From: 0}, {From: 25, Points: 1}}},
		{ID: "sums", Ask: "Count", Kind: assess.Tasks, Evidence: assess.Measured, Draw: [assess.Difficulties]int{1, 1, 0}, Items: []assess.Item{
			{ID: "beds", Level: 1, Ask: "How many?", Show: "Beds: 10\n\nUsed: 7", Right: "3", Wrong: []string{"2", "4"}, Because: "10 - 7 = 3.", Source: "Arithmetic"},
			{ID: "boxes", Level: 1, Ask: "How many?", Right: "60", Wrong: []string{"16"}, Because: "6 x 10 = 60.", Source: "A shop"},
			{ID: "change", Level: 2, Ask: "What?", Right: "20p", Wrong: []string{"80p"}, Because: "100 - 80.", Source: "A till"},
		}},
	}}}})
	want := []Block{
		Heading{3, "Copy"},
		Facts{
			{"Id", []string{"copy"}}, {"Kind", []string{"typing, measured"}},
			{"Answers", []string{"from 0 net words a minute: 0 points", "from 25 net words a minute: 1 point"}},
			{"Length", []string{"3 minutes"}},
			{"Accuracy", []string{"if less than 95 % of what is left in the end is right, the speed counts one level lower"}},
		},
		Heading{3, "Count"},
		Facts{
			{"Id", []string{"sums"}}, {"Kind", []string{"tasks, measured"}},
			{"Answers", []string{"each right answer is 1 of 2 points; “I do not know” is offered with every task"}},
			{"Drawn for each person", []string{"level 1: 1 of 2", "level 2: 1 of 1", "level 3: 0 of 0"}},
		},
		Facts{
			{"Task", []string{"beds, level 1"}}, {"Asks", []string{"How many?"}}, {"Shows", []string{"Beds: 10", "Used: 7"}}, {"Right", []string{"3"}},
			{"Wrong", []string{"2", "4"}}, {"Because", []string{"10 - 7 = 3."}}, {"Source", []string{"Arithmetic"}},
		},
		Facts{
			{"Task", []string{"boxes, level 1"}}, {"Asks", []string{"How many?"}}, {"Right", []string{"60"}},
			{"Wrong", []string{"16"}}, {"Because", []string{"6 x 10 = 60."}}, {"Source", []string{"A shop"}},
		},
		Facts{
			{"Task", []string{"change, level 2"}}, {"Asks", []string{"What?"}}, {"Right", []string{"20p"}},
			{"Wrong", []string{"80p"}}, {"Because", []string{"100 - 80."}}, {"Source", []string{"A till"}},
		},
	}
	blocks := DescribeQuestionnaire(q).Blocks
	got := blocks[len(blocks)-len(want):]
	for i := range want {
		if !reflect.DeepEqual(got[i], want[i]) {
			t.Errorf("block %d\n got %v\nwant %v", i, got[i], want[i])
		}
	}
}

// TestDescribeReach: an author is told what takes how many weeks, where, and whose estimate that is.
func TestDescribeReach(t *testing.T) {
	q, role := fixture()
	q, _ = withExercises(q, role)
	all := sentences(DescribeQuestionnaire(q))
	for _, want := range []string{
		"from 30 words per minute: 1 point, usually reached in about 8 weeks", "Typing test", "at home, 15 minutes a day", "Ours",
		"Grade 4 or above, or an equivalent (o2): 2 points, usually reached in about 39 weeks (9 months)", "None yet (o0): 0 points",
		"from 6 right, usually reached in about 8 weeks", "Where one gets there", "Source of the weeks", "a college",
	} {
		if !slices.Contains(all, want) {
			t.Errorf("not said: %q", want)
		}
	}
}

// TestDescribeRole: an author is told all that a role file says of the work, and nothing of what it does not say.
func TestDescribeRole(t *testing.T) {
	added := []string{"\nWork\n", "\nThe weights rest on", "\nA usual step to", "\nIn adverts", "\nTexts that can show it", "can show the value"}
	_, role := fixture()
	said := func(role *assess.Role) string { return strings.Join(sentences(DescribeRole(role)), "\n") }
	for _, word := range added {
		if strings.Contains(said(role), word) {
			t.Errorf("said of nothing: %q", word)
		}
	}
	role.Work, role.Grounds = "Letters", "40 adverts"
	role.LeadsTo = []assess.Lead{{Role: "manager", Says: "People move on", Source: "A careers page"}}
	role.Requirements[0].Adverts, role.Requirements[0].Stories = "48 in 100", []string{"story"}
	role.Requirements[0].Parts[0].Value = "compassion"
	for _, want := range []string{
		"\nWork\nLetters\n", "\nThe weights rest on\n40 adverts\n", "\nA usual step to\nmanager: People move on. Source: A careers page.\n", "\nIn adverts\n48 in 100\n",
		"\nTexts that can show it\nstory\n", "\nFast, accurate typing: style, speed; can show the value “compassion”\n",
	} {
		if !strings.Contains(said(role), want) {
			t.Errorf("not said: %q", want)
		}
	}
}
