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
// does ctx, with its error, even while next waits for something that does not come: then it is left to itself.
func inOrder[J, P any](ctx context.Context, workers []func(J) (P, error), next func() (J, error), take func(P) error) error {
	type errand struct {
		job  J
		done chan P
	}
	group, ctx := errgroup.WithContext(ctx)
	jobs := make(chan errand)
	order := make(chan chan P, 2*len(workers))
	fed := make(chan error, 1)
	go func() {
		fed <- feed(ctx, next, func(job J) bool {
			e := errand{job, make(chan P, 1)}
			return sent(ctx, order, e.done) && sent(ctx, jobs, e)
		})
		close(jobs)
		close(order)
	}()
	group.Go(func() error {
		select {
		case err := <-fed:
			return err
		case <-ctx.Done():
			return ctx.Err()
		}
	})
	for _, work := range workers {
		group.Go(func() error {
			for {
				e, ok := received(ctx, jobs)
				if !ok {
					return ctx.Err()
				}
				p, err := work(e.job)
				if err != nil {
					return err
				}
				e.done <- p
			}
		})
	}
	group.Go(func() error {
		for {
			done, ok := received(ctx, order)
			if !ok {
				return ctx.Err()
			}
			p, ok := received(ctx, done)
			if !ok {
				return ctx.Err()
			}
			if err := take(p); err != nil {
				return err
			}
		}
	})
	return group.Wait()
}

// feed gives on what next gives, until that ends or nobody wants more.
func feed[J any](ctx context.Context, next func() (J, error), give func(J) bool) error {
	for {
		job, err := next()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		case !give(job):
			return ctx.Err()
		}
	}
}

// received receives unless ctx ends first; not ok if there is nothing more either.
func received[T any](ctx context.Context, from <-chan T) (what T, ok bool) {
	if ctx.Err() != nil {
		return what, false
	}
	select {
	case what, ok = <-from:
		return what, ok
	case <-ctx.Done():
		return what, false
	}
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
