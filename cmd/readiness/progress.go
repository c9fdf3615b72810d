package main

import (
	"fmt"
	"sync/atomic"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
)

// A meter shows how far the work is: a bar with the rate and the time left on a terminal, nothing in a pipe.
type meter struct {
	bars *mpb.Progress
	bar  *mpb.Bar
	rows atomic.Int64
}

// newMeter begins a bar on standard error for work on so many bytes; without a known size there is none.
func (p *program) newMeter(size int64, what string) *meter {
	m := &meter{}
	out := terminal(p.stderr)
	if out == nil || size <= 0 {
		return m
	}
	m.bars = mpb.New(mpb.WithOutput(out), mpb.WithWidth(64))
	m.bar = m.bars.AddBar(size,
		mpb.BarRemoveOnComplete(),
		mpb.PrependDecorators(decor.Any(func(s decor.Statistics) string { return fmt.Sprintf("%d %s ", m.rows.Load(), what) })),
		mpb.AppendDecorators(decor.Percentage(decor.WC{W: 5}), decor.Name("  time left "), decor.AverageETA(decor.ET_STYLE_MMSS)),
	)
	return m
}

// at says how many rows are done, and how many bytes of the table have been used.
func (m *meter) at(rows int, read int64) {
	m.rows.Store(int64(rows))
	if m.bar != nil {
		m.bar.SetCurrent(read)
	}
}

// end takes the bar away.
func (m *meter) end() {
	if m.bar != nil {
		m.bar.Abort(true)
		m.bars.Wait()
	}
}
