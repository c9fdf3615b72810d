package main

import (
	"context"
	"errors"
	"io"

	"golang.org/x/sync/errgroup"
)

// inOrder works on what next gives until it gives io.EOF, by several workers at once, and hands the outcomes to
// take in the order of next, so that the number of workers cannot be seen in them. next and take are each called
// by one goroutine at a time. At most a few pieces for each worker are held at once. The first error ends it; so
// does ctx, with its error.
func inOrder[J, P any](ctx context.Context, workers []func(J) (P, error), next func() (J, error), take func(P) error) error {
	type errand struct {
		job  J
		done chan P
	}
	group, ctx := errgroup.WithContext(ctx)
	jobs := make(chan errand)
	order := make(chan chan P, 2*len(workers))
	group.Go(func() error {
		defer close(jobs)
		defer close(order)
		for {
			job, err := next()
			if errors.Is(err, io.EOF) {
				return nil
			}
			if err != nil {
				return err
			}
			e := errand{job, make(chan P, 1)}
			if !sent(ctx, order, e.done) || !sent(ctx, jobs, e) {
				return ctx.Err()
			}
		}
	})
	for _, work := range workers {
		group.Go(func() error {
			for e := range jobs {
				if ctx.Err() != nil {
					return ctx.Err()
				}
				p, err := work(e.job)
				if err != nil {
					return err
				}
				e.done <- p
			}
			return nil
		})
	}
	group.Go(func() error {
		for done := range order {
			select {
			case p := <-done:
				if err := take(p); err != nil {
					return err
				}
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		return nil
	})
	return group.Wait()
}

// sent sends unless ctx ends first.
func sent[T any](ctx context.Context, to chan<- T, what T) bool {
	select {
	case to <- what:
		return true
	case <-ctx.Done():
		return false
	}
}
