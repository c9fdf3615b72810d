package main

import (
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"slices"
	"testing"
	"time"
)

func TestInOrder(t *testing.T) {
	t.Parallel()
	for _, workers := range []int{1, 2, 7} {
		var all []func(int) (int, error)
		for range workers {
			all = append(all, func(n int) (int, error) {
				time.Sleep(time.Duration(rand.IntN(300)) * time.Microsecond)
				return n * n, nil
			})
		}
		n := 0
		next := func() (int, error) {
			if n == 200 {
				return 0, io.EOF
			}
			n++
			return n, nil
		}
		var got []int
		if err := inOrder(t.Context(), all, next, func(x int) error { got = append(got, x); return nil }); err != nil {
			t.Fatal(err)
		}
		for i, x := range got {
			if x != (i+1)*(i+1) {
				t.Fatalf("%d workers: %v", workers, got)
			}
		}
		if len(got) != 200 {
			t.Errorf("%d workers: %d of 200", workers, len(got))
		}
	}
}

func TestInOrderEnds(t *testing.T) {
	t.Parallel()
	fault := errors.New("fault")
	endless := func() (int, error) { return 1, nil }
	same := func(n int) (int, error) { return n, nil }
	for name, run := range map[string]func(context.Context, context.CancelFunc) error{
		"next": func(ctx context.Context, _ context.CancelFunc) error {
			return inOrder(ctx, slices.Repeat([]func(int) (int, error){same}, 3), func() (int, error) { return 0, fault }, func(int) error { return nil })
		},
		"work": func(ctx context.Context, _ context.CancelFunc) error {
			return inOrder(ctx, []func(int) (int, error){same, func(int) (int, error) { return 0, fault }}, endless, func(int) error { return nil })
		},
		"take": func(ctx context.Context, _ context.CancelFunc) error {
			return inOrder(ctx, []func(int) (int, error){same}, endless, func(int) error { return fault })
		},
		"while next waits": func(ctx context.Context, cancel context.CancelFunc) error {
			never := make(chan int)
			time.AfterFunc(10*time.Millisecond, cancel)
			err := inOrder(ctx, []func(int) (int, error){same}, func() (int, error) { return <-never, nil }, func(int) error { return nil })
			if errors.Is(err, context.Canceled) {
				return fault
			}
			return err
		},
		"from outside": func(ctx context.Context, cancel context.CancelFunc) error {
			err := inOrder(ctx, []func(int) (int, error){same}, endless, func(int) error { cancel(); return nil })
			if errors.Is(err, context.Canceled) {
				return fault
			}
			return err
		},
	} {
		ctx, cancel := context.WithCancel(t.Context())
		if err := run(ctx, cancel); !errors.Is(err, fault) {
			t.Errorf("%s: %v", name, err)
		}
		cancel()
	}
}
