package main

import (
	"bytes"
	"testing"
	"time"
)

func TestGauge(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		width int
		done  float64
		rows  int
		took  time.Duration
		want  string
	}{
		{79, 0, 0, 0, "[..............................]    0 %  0 rows, 0 a second"},
		{79, 0.5, 5000, 10 * time.Second, "[###############...............]   50 %  0:10 left  5000 rows, 500 a second"},
		{60, 0.25, 100, 25 * time.Second, "[####..............]   25 %  1:15 left  100 rows, 4 a second"},
		{39, 1.5, 100, 25 * time.Second, "100 %  0:00 left  100 rows, 4 a second"},
		{10, 0.25, 100, 25 * time.Second, " 25 %  1:1"},
		{0, 0.25, 100, 25 * time.Second, ""},
	} {
		if got := gauge(test.width, test.done, test.rows, test.took); got != test.want {
			t.Errorf("%d columns: %q, not %q", test.width, got, test.want)
		}
	}
}

func TestMeterIsSilentInAPipe(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	m := (&program{stderr: &out}).newMeter(1000)
	m.begun, m.shown = time.Time{}, time.Time{}
	m.at(10, 500)
	m.end()
	if out.Len() > 0 {
		t.Errorf("it shows %q", out.String())
	}
}
