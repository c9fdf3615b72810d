package reports

import (
	"reflect"
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
